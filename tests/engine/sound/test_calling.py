"""Calls, listened to with rulers that are not the studio's own: pitch, resonance, roughness, onset, level, place."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from sound_stage import HANA, TARO, band, lufs, rms, said, shot, true_peak_db

from studio.engine.calls import call_kinds, syllables
from studio.engine.performance import CallEvent, PropTrack
from studio.engine.sound.calling import call_sound
from studio.engine.sound.mixdown import mix
from studio.engine.sound.recording import make_stems
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken
from studio.errors import Stopped
from studio.timeline.film import Prop, PropId

HEARD = sorted(key for key, kind in call_kinds().items() if kind.seconds)


def called(key: str, start: float = 0.0, who: str = "x", size: float = 1.0, pitch: float = 1.0) -> CallEvent:
    return CallEvent(who, key, start, call_kinds()[key].usual_s, size, pitch)  # pyright: ignore[reportArgumentType]


def sound(key: str, seed: int = 1, size: float = 1.0, pitch: float = 1.0) -> NDArray[np.float32]:
    return call_sound(called(key, size=size, pitch=pitch), seed)


def beast(x: float = 0.0, y: float = 0.0, frames: int = 96, kind: str = "dog") -> PropTrack:
    turned = np.zeros((frames, 4), np.float32)
    turned[:, 0] = 1
    return PropTrack(Prop(PropId("x"), kind, kind), np.tile(np.array([x, y, 0.4], np.float32), (frames, 1)), turned)


def effects(*calls: CallEvent, x: float = 0.0, y: float = 0.0, seconds: float = 4.0) -> NDArray[np.float32]:
    performance = replace(shot(seconds), calls=calls, props=(beast(x, y),))
    return make_stems(performance, StopToken()).effects


def pitch_of(samples: NDArray[np.float32], low: float, high: float) -> float:
    """The pitch of a piece in hertz: the lag at which it is most like itself (autocorrelation, window taken out)."""
    window = np.hanning(len(samples))
    size = 2 * len(samples)
    alike = np.fft.irfft(np.abs(np.fft.rfft(samples * window, size)) ** 2)[: len(samples) // 2]
    alike /= np.maximum(np.fft.irfft(np.abs(np.fft.rfft(window, size)) ** 2)[: len(alike)], 1e-9)
    first, last = int(RATE / high), min(int(RATE / low) + 1, len(alike) - 1)
    return RATE / (first + int(np.argmax(alike[first:last])))


@pytest.mark.parametrize("key", HEARD)
def test_a_call_is_heard_from_its_first_millisecond_at_its_level(key: str) -> None:
    samples = sound(key)
    assert np.isfinite(samples).all()
    peak = float(np.abs(samples).max())
    assert peak < 1.0
    loudest = max(rms(samples[at : at + RATE // 10]) for at in range(0, max(len(samples) - RATE // 10, 1), RATE // 100))
    assert 20 * np.log10(loudest) == pytest.approx(call_kinds()[key].level_db, abs=2.0)
    assert np.abs(samples[: RATE // 24]).max() > 0.02 * peak
    assert np.abs(samples[-24:]).max() < 0.05 * peak


@pytest.mark.parametrize(
    "key", ["wolf-howl", "cat-meow", "owl-hoot", "cow-moo", "dog-whine", "pigeon-coo", "shout", "laugh", "gull-cry"]
)
def test_the_pitch_follows_its_contour(key: str) -> None:
    samples, kind = sound(key), call_kinds()[key]
    part = syllables(called(key))[0]
    for share in (0.3, 0.5, 0.7):
        at, hertz = zip(*kind.pitch, strict=True)
        wanted = float(np.exp(np.interp(share, at, np.log(hertz)))) * part.pitch
        middle, half = round((part.start + share * part.seconds) * RATE), round(2.6 / wanted * RATE)
        piece = samples[max(middle - half, 0) : middle + half]
        assert pitch_of(piece, 0.7 * wanted, 1.45 * wanted) == pytest.approx(wanted, rel=0.13)


@pytest.mark.parametrize("key", ["bird-chirp", "chick-peep", "mouse-squeak", "hawk-scream"])
def test_birds_and_mice_call_high(key: str) -> None:
    samples, kind = sound(key), call_kinds()[key]
    low, high = min(hertz for _, hertz in kind.pitch), max(hertz for _, hertz in kind.pitch)
    assert band(samples, 0.8 * low, 1.3 * high) > band(samples, 50, 0.6 * low) + 12


def test_the_mouth_of_a_cat_opens_and_shuts_in_the_sound() -> None:
    samples, kind = sound("cat-meow"), call_kinds()["cat-meow"]
    whole = round(kind.seconds * RATE)
    early, late = (samples[round(share * whole) : round((share + 0.2) * whole)] for share in (0.05, 0.78))
    middle = samples[round(0.4 * whole) : round(0.6 * whole)]
    # "mi-a-ow": what is above 1.6 kHz, beside what is below, falls away as the lips come together.
    bright = [band(piece, 1600, 4000) - band(piece, 200, 1600) for piece in (early, middle, late)]
    assert bright[2] < bright[0] - 6
    assert bright[2] < bright[1] - 6


@pytest.mark.parametrize(("key", "tonal"), [("wolf-howl", True), ("owl-hoot", True), ("cat-hiss", False)])
def test_howls_are_tones_and_hisses_are_noise(key: str, tonal: bool) -> None:
    piece = sound(key)[RATE // 4 : RATE // 4 + 8192].astype(np.float64)
    power = np.sort(np.abs(np.fft.rfft(piece * np.hanning(len(piece)))) ** 2)[::-1]
    assert (power[:40].sum() > 0.9 * power.sum()) == tonal


def test_growls_are_rough_and_purrs_pulse_as_cats_do() -> None:
    depth = {key: _modulation(sound(key)[RATE // 2 : RATE], 15, 70) for key in ("dog-growl", "dog-howl")}
    assert depth["dog-growl"] > 3 * depth["dog-howl"]
    purr = np.abs(sound("cat-purr")[RATE // 4 : RATE].astype(np.float64))
    spectrum = np.abs(np.fft.rfft((purr - purr.mean()) * np.hanning(len(purr)), 8 * len(purr)))
    hertz = np.fft.rfftfreq(8 * len(purr), 1 / RATE)
    sought = (hertz > 15) & (hertz < 40)
    assert 22 < hertz[sought][int(np.argmax(spectrum[sought]))] < 28


def _modulation(samples: NDArray[np.float32], low: float, high: float) -> float:
    """How deep the loudness trembles between two rates."""
    power = np.convolve(samples.astype(np.float64) ** 2, np.ones(240) / 240, "same")
    spectrum = np.abs(np.fft.rfft(power))
    hertz = np.fft.rfftfreq(len(power), 1 / RATE)
    return float(np.sqrt((spectrum[(hertz > low) & (hertz < high)] ** 2).sum()) / spectrum[0])


def test_twice_as_large_is_deeper_in_pitch_and_in_resonance() -> None:
    usual, large = sound("dog-bark"), sound("dog-bark", size=2.0, pitch=2.0**-1.2)
    part = slice(round(0.05 * RATE), round(0.12 * RATE))
    assert pitch_of(large[part], 150, 400) < 0.55 * pitch_of(usual[part], 300, 900)
    assert _centre(large) < 0.65 * _centre(usual)


def _centre(samples: NDArray[np.float32]) -> float:
    power = np.abs(np.fft.rfft(samples.astype(np.float64))) ** 2
    return float((power * np.fft.rfftfreq(len(samples), 1 / RATE)).sum() / power.sum())


@pytest.mark.parametrize("start", [0.0, 5 / 24, 31 / 24])
@pytest.mark.parametrize("key", ["dog-bark", "crow-caw", "dragon-roar", "wolf-howl", "sneeze"])
def test_a_call_begins_on_its_sample_in_the_effects(key: str, start: float) -> None:
    stem = np.abs(effects(called(key, start))).max(axis=0)
    first = round(start * RATE)
    assert not stem[:first].any()
    heard = int(np.flatnonzero(stem > 0.05 * stem.max())[0])
    assert heard - first < RATE / 24


def test_every_bark_is_heard_apart() -> None:
    call = called("dog-bark", 0.5)
    stem = np.abs(effects(call)).max(axis=0)
    parts = syllables(call)
    assert len(parts) == 4
    for part in parts:
        at = round((call.start + part.start) * RATE)
        assert stem[at : at + RATE // 20].max() > 4 * stem[max(at - RATE // 40, 0) : at].max()


def test_no_two_barks_are_alike_and_the_same_film_is_the_same_to_the_bit() -> None:
    one, two = (sound("dog-bark")[round(p.start * RATE) :][:4800] for p in syllables(called("dog-bark"))[:2])
    assert not np.allclose(one, two, atol=1e-3)
    assert not np.allclose(sound("dog-bark", 1), sound("dog-bark", 2), atol=1e-3)
    first = effects(called("cat-meow", 0.5))
    call_sound.cache_clear()
    assert np.array_equal(first, effects(called("cat-meow", 0.5)))


def test_a_call_comes_from_where_the_caller_is() -> None:
    left, right = effects(called("dog-bark", 0.5), x=-2.0)
    assert rms(left) > 1.5 * rms(right)
    near, far = effects(called("dog-bark", 0.5), y=-1.0), effects(called("dog-bark", 0.5), y=20.0)
    assert rms(near) > 2 * rms(far)


def test_somebody_who_walks_past_is_heard_to() -> None:
    track = beast()
    moved = track.position.copy()
    moved[:, 0] = np.linspace(-2.5, 2.5, len(moved))
    call = CallEvent(PropId("x"), "wolf-howl", 0.0, 3.6)
    performance = replace(shot(4.0), calls=(call,), props=(replace(track, position=moved),))
    stem = make_stems(performance, StopToken()).effects
    early, late = stem[:, : RATE // 2], stem[:, round(2.8 * RATE) : round(3.3 * RATE)]
    assert rms(early[0]) > 1.3 * rms(early[1])
    assert rms(late[1]) > 1.3 * rms(late[0])


def test_men_laugh_lower_than_women() -> None:
    people = ((HANA, -0.5), (TARO, 0.5))
    pitches: list[float] = []
    for who, pitch in ((HANA, 1.0), (TARO, 0.58)):
        call = CallEvent(who.id, "laugh", 0.5, call_kinds()["laugh"].usual_s, 1.0, pitch)
        stem = make_stems(replace(shot(4.0, people=people), calls=(call,)), StopToken()).effects.mean(axis=0)
        at = round(0.5 * RATE) + round(0.03 * RATE)
        pitches.append(pitch_of(stem[at : at + 4000], 120, 700))
    assert pitches[1] < 0.68 * pitches[0]


def test_calls_are_effects_and_leave_speech_as_it_is() -> None:
    line = said("Good dog, now be quiet please.", 0.5)
    plain = shot(4.0, speech=(line,), people=((HANA, 0.0),))
    barking = replace(plain, calls=(called("dog-bark", 1.0),), props=(beast(),))
    with_dog, without = make_stems(barking, StopToken()), make_stems(plain, StopToken())
    assert np.array_equal(with_dog.dialogue, without.dialogue)
    assert np.array_equal(with_dog.ambience, without.ambience)
    assert rms(with_dog.effects) > 3 * rms(without.effects)


def test_under_speech_a_bark_is_no_louder_than_the_words_and_the_mix_keeps_its_loudness() -> None:
    line = said("Good dog, now be quiet please, the baby is asleep upstairs.", 0.3)
    calls = (called("dog-bark", 0.6), called("dragon-roar", 3.0))
    performance = replace(shot(6.0, speech=(line,), people=((HANA, 0.0),)), calls=calls, props=(beast(frames=144),))
    stems = make_stems(performance, StopToken())
    barks = lufs(stems.effects[:, round(0.6 * RATE) : round(2.6 * RATE)])
    words = lufs(stems.dialogue[:, round(0.3 * RATE) : round(line.end * RATE)])
    assert -14 < barks - words < 1
    mixed = mix([(0.0, stems)], 6.0)
    assert lufs(mixed.samples) == pytest.approx(-14.0, abs=0.3)
    assert true_peak_db(mixed.samples) < -0.9


def test_a_call_cut_off_by_the_end_of_its_shot_is_let_go() -> None:
    stem = effects(called("wolf-howl", 1.5), seconds=2.0)
    assert stem.shape[1] == round(2.5 * RATE)
    assert np.abs(stem[:, -20:]).max() < 0.01


def test_a_stopped_job_stops_at_a_call() -> None:
    token = StopToken()
    token.stop()
    with pytest.raises(Stopped):
        make_stems(replace(shot(2.0), calls=(called("dog-bark"),)), token)
