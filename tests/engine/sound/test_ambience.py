"""The air of a place: what a listener would say it is, from its spectrum and its course in time."""

import itertools

import numpy as np
import pytest
from sound_stage import band, lufs, rms, shot

from studio.engine.performance import Performance
from studio.engine.sound.ambience import TEXTURES, ambiences, heard
from studio.engine.sound.cues import is_heard, spot_cues
from studio.engine.sound.recording import make_stems
from studio.engine.sound.stems import RATE, TAIL_SECONDS
from studio.engine.stop import StopToken
from studio.engine.vocabulary import named, set_kinds

TAIL = round(TAIL_SECONDS * RATE)


def air(performance: Performance) -> np.ndarray:
    return make_stems(performance, StopToken()).ambience


def middle(performance: Performance) -> np.ndarray:
    return air(performance)[:, TAIL:-TAIL]


@pytest.mark.parametrize("place", ["neon_street", "meadow", "shrine"])
def test_rain_sounds_like_rain(place: str) -> None:
    dry, rain = (middle(shot(4.0, place, weather=weather)) for weather in ("clear", "rain"))
    assert band(rain, 2000, 12000) > band(dry, 2000, 12000) + 8
    octaves = [band(rain, hertz, 2 * hertz) for hertz in (500, 1000, 2000, 4000)]
    assert max(octaves) - min(octaves) < 14, "hiss is broad"


def test_drops_are_heard_in_the_rain() -> None:
    def peakiness(weather: str) -> float:
        """Kurtosis above 700 Hz: 3 for an even hiss, more when drops stand out of it."""
        sound = middle(shot(6.0, "stage", weather=weather))[0]
        spectrum = np.fft.rfft(sound)
        spectrum[np.fft.rfftfreq(len(sound), 1 / RATE) < 700] = 0
        high = np.fft.irfft(spectrum, len(sound))
        return float(np.mean(high**4) / np.mean(high**2) ** 2)

    assert peakiness("rain") > 3.5 > peakiness("snow")


def test_rain_on_the_roof_is_muffled() -> None:
    outside, inside = (middle(shot(4.0, place, weather="rain")) for place in ("rooftop", "room"))
    dry = middle(shot(4.0, "room"))
    assert band(inside, 200, 800) > band(dry, 200, 800) + 6
    tilt = [band(sound, 3000, 12000) - band(sound, 150, 800) for sound in (inside, outside)]
    assert tilt[0] < tilt[1] - 10


def test_the_sea_swells_slowly() -> None:
    sound = air(shot(16.0, "beach", hour="night"))[:, RATE:-RATE].mean(axis=0)
    level = np.sqrt(np.mean(sound[: len(sound) // RATE * RATE].reshape(-1, RATE // 2) ** 2, axis=1))
    assert level.max() > 2.0 * level.min()
    assert np.abs(np.diff(20 * np.log10(level))).max() < 8, "no wave comes all at once"


def test_wind_comes_in_gusts_and_city_hum_is_low() -> None:
    wind = middle(shot(10.0, "rooftop", weather="wind")).mean(axis=0)
    level = np.sqrt(np.mean(wind[: len(wind) // RATE * RATE].reshape(-1, RATE) ** 2, axis=1))
    assert level.max() > 1.5 * level.min()
    city = middle(shot(6.0, "neon_street"))
    assert band(city, 40, 400) > band(city, 2000, 10000) + 12


def test_nights_have_crickets_and_mornings_have_birds() -> None:
    morning, day, night = (middle(shot(8.0, "meadow", hour=hour)) for hour in ("morning", "day", "night"))
    assert band(night, 4000, 4300) > band(day, 4000, 4300) + 3
    assert {"sparrows", "bush_warbler"} <= set(heard(shot(place="forest", hour="morning"), set_kinds()["forest"]))
    assert "sparrows" not in heard(shot(place="forest", hour="night"), set_kinds()["forest"])
    assert "sparrows" not in heard(shot(place="forest", weather="rain"), set_kinds()["forest"])
    assert morning.shape == night.shape


def test_a_classroom_murmurs_by_day_only() -> None:
    day, night = (middle(shot(4.0, "classroom", hour=hour)) for hour in ("day", "night"))
    assert band(day, 300, 1500) > band(night, 300, 1500) + 6


def test_ambience_stays_below_the_voices_and_above_nothing() -> None:
    for place, weather in itertools.product(("beach", "neon_street", "room", "forest", "rooftop"), ("clear", "storm")):
        assert -56 < lufs(air(shot(3.0, place, weather=weather))) < -24, (place, weather)


def test_shots_at_one_place_join_without_a_click_or_a_jump() -> None:
    for place in ("beach", "neon_street", "forest"):
        first, second = (air(shot(3.0, place, name=name)) for name in ("a", "b"))
        film = np.zeros((2, 6 * RATE + TAIL), np.float32)
        film[:, : first.shape[1]] += first
        film[:, 3 * RATE :] += second
        steps = np.abs(np.diff(film, axis=1))
        near = steps[:, 3 * RATE - 240 : 3 * RATE + TAIL + 240]
        assert near.max() < 1.5 * steps.max(), place
        at = [rms(film[:, round(s * RATE) : round((s + 0.25) * RATE)]) for s in np.arange(2.25, 4.25, 0.25)]
        changes = np.abs(20 * np.log10(np.array(at[1:]) / np.array(at[:-1])))
        assert changes.max() < 5.0, place


def test_fades_keep_their_power() -> None:
    first, second = (air(shot(2.0, "room", name=name)) for name in ("a", "b"))
    seam = first[:, 2 * RATE :] + second[:, :TAIL]
    before = first[:, RATE : 2 * RATE]
    assert abs(20 * np.log10(rms(seam) / rms(before))) < 1.5
    assert abs(first[:, 0]).max() < 1e-4
    assert abs(first[:, -1]).max() < 1e-3


def test_the_same_shot_is_the_same_to_the_bit_and_another_seed_is_not() -> None:
    one, again, other = (make_stems(shot(2.0, "forest", seed=seed), StopToken()) for seed in (1, 1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(one.named().values(), again.named().values(), strict=True))
    assert not np.array_equal(one.ambience, other.ambience)


@pytest.mark.parametrize("seconds", [1 / 24, 0.2, 0.5, 1.0])
def test_stems_have_the_length_of_the_shot_and_its_tail(seconds: float) -> None:
    performance = shot(seconds, "neon_street", weather="rain", cues=("thunder", "train"))
    for stem in make_stems(performance, StopToken()).named().values():
        assert stem.shape == (2, round(performance.frames / 24 * RATE) + TAIL)
        assert stem.dtype == np.float32
        assert np.isfinite(stem).all()
        assert np.abs(stem).max() < 1.0


def test_unknown_places_hours_and_weathers_have_air_too() -> None:
    assert rms(air(shot(1.0, "the moon", hour="teatime", weather="meteors"))) > 1e-4


@pytest.mark.parametrize("cue", sorted(spot_cues()))
def test_a_cue_is_heard(cue: str) -> None:
    stem = make_stems(shot(4.0, cues=(cue,)), StopToken()).effects
    assert rms(stem) > 3e-4
    assert np.abs(stem[:, -1]).max() < 1e-3
    assert np.abs(stem).max() < 1.0


def test_thunder_rolls_low_and_silence_is_quieter() -> None:
    thunder = make_stems(shot(6.0, cues=("thunder",)), StopToken()).effects
    assert band(thunder, 25, 250) > band(thunder, 1000, 8000) + 12
    assert rms(air(shot(2.0, "beach", cues=("silence",)))) < 0.5 * rms(air(shot(2.0, "beach")))
    gulls = [heard(shot(place="shrine", cues=cues), set_kinds()["shrine"]) for cues in ((), ("gulls",))]
    assert "gulls" not in gulls[0]
    assert "gulls" in gulls[1]


def test_every_sound_the_words_can_call_for_is_made() -> None:
    assert [cue for cue in named("sounds") if not is_heard(cue)] == []


def test_the_tables_agree_with_each_other_and_with_the_sets() -> None:
    table = ambiences()
    groups = (table.places, table.outdoors, table.indoors, table.cues)
    called = {name for group in groups for names in group.values() for name in names}
    assert called <= set(table.layers)
    assert {layer.kind for layer in table.layers.values()} <= set(TEXTURES)
    assert {kind.ambience for kind in set_kinds().values()} <= set(table.places)
