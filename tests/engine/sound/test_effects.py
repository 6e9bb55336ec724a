"""Contacts are heard on their sample, from where they happen, as what they are."""

import numpy as np
import pytest
from sound_stage import HANA, TARO, band, blow, rms, said, shot, step

from studio.engine.performance import Contact, ContactKind
from studio.engine.sound.effects import Ground, effects_stem
from studio.engine.sound.recording import make_stems
from studio.engine.sound.stems import RATE
from studio.engine.sound.struck import strike
from studio.engine.stop import StopToken
from studio.engine.vocabulary import Material, materials
from studio.errors import Stopped

BRASS = Material(8500, 0.6, 0.4, (440.0, 1210.0, 2380.0), 0.9, 0.05)
SAND = Material(1600, 0.05, 0.6, (), 0.01, 1.0)
MADE_UP = Ground({"brass": BRASS, "sand": SAND}, {"ball": 1.0})


def effects(*contacts: Contact, place: str = "stage", weather: str = "clear", seconds: float = 2.0) -> np.ndarray:
    return make_stems(shot(seconds, place, weather=weather, contacts=contacts), StopToken()).effects


@pytest.mark.parametrize("time", [0.0, 0.123456, 0.5, 1.0 / 3, 1.999])
@pytest.mark.parametrize("ground", ["sand", "concrete", "grass", "wood", "snow", "tatami"])
def test_a_step_begins_on_its_sample(time: float, ground: str) -> None:
    heard = np.flatnonzero(np.abs(effects(step(time, ground))).max(axis=0) > 1e-5)
    assert abs(int(heard[0]) - round(time * RATE)) <= 1


@pytest.mark.parametrize("time", [0.25, 0.777777, 1.21])
@pytest.mark.parametrize("name", sorted(materials()))
def test_a_blow_begins_on_its_sample_and_is_loud_within_a_frame(time: float, name: str) -> None:
    stem = np.abs(effects(blow(time, (name, "wood")))).max(axis=0)
    start = round(time * RATE)
    assert not stem[:start].any()
    assert stem[start : start + 2].max() > 1e-5
    assert stem[start : start + RATE // 48].max() > 0.3 * stem.max()


def test_every_bounce_of_a_ball_is_heard_apart() -> None:
    times = [0.2, 0.8, 1.25, 1.55, 1.75]
    contacts = tuple(blow(time, ("rubber", "concrete"), 0.5 * 0.75**n) for n, time in enumerate(times))
    stem = np.abs(effects(*contacts)).max(axis=0)
    for time in times:
        start = round(time * RATE)
        assert stem[start : start + 480].max() > 3 * stem[start - 960 : start].max()


def test_a_made_up_material_rings_at_its_own_partials() -> None:
    performance = shot(2.0, contacts=(blow(0.1, ("brass", "sand")),))
    stem = effects_stem(performance, MADE_UP, 2 * RATE, StopToken())
    assert band(stem, 400, 480) > band(stem, 600, 1000) + 12
    assert band(strike(BRASS, 2.0, 0.4, 0), 200, 300) > band(strike(BRASS, 2.0, 0.4, 0), 400, 480) + 12


def test_a_harder_blow_is_louder_and_brighter() -> None:
    soft, hard = (effects(blow(0.1, ("wood", "wood"), impulse)) for impulse in (0.05, 2.0))
    assert rms(hard) > 2 * rms(soft)
    assert band(hard, 2000, 8000) - band(hard, 100, 800) > band(soft, 2000, 8000) - band(soft, 100, 800) + 3


def test_what_is_left_in_the_picture_is_heard_left() -> None:
    left, right = effects(blow(0.1, ("wood", "wood"), x=-2.0))
    assert rms(left) > 1.5 * rms(right)
    left, right = effects(blow(0.1, ("wood", "wood"), x=2.0))
    assert rms(right) > 1.5 * rms(left)


def test_what_is_far_is_quieter() -> None:
    near, far = (effects(Contact(0.1, (0.0, y, 0.0), 0.5, ("wood", "wood"), ("ball", "ground"))) for y in (-2.0, 15.0))
    assert rms(near) > 2 * rms(far)


def test_grounds_sound_different_underfoot() -> None:
    hiss = {g: band(effects(step(0.1, g)), 2500, 9000) - band(effects(step(0.1, g)), 60, 250) for g in ("sand", "wood")}
    assert hiss["sand"] > hiss["wood"] + 10


def test_a_wet_street_splashes_and_a_room_in_the_rain_does_not() -> None:
    dry = effects(step(0.1, "concrete"), place="neon_street")
    wet = effects(step(0.1, "concrete"), place="neon_street", weather="rain")
    assert band(wet, 2000, 8000) > band(dry, 2000, 8000) + 3
    indoors = [effects(step(0.1, "wood"), place="room", weather=weather) for weather in ("clear", "rain")]
    assert np.array_equal(*indoors)


def test_no_two_steps_are_quite_alike() -> None:
    stem = effects(step(0.2, "sand"), step(0.9, "sand"))
    one, two = (stem[:, round(t * RATE) : round(t * RATE) + 9600] for t in (0.2, 0.9))
    assert not np.allclose(one, two, atol=1e-4)


def test_sliding_lasts_as_long_as_it_slides() -> None:
    slide = Contact(0.5, (0, 0, 0), 0.5, ("wood", "wood"), ("box", "ground"), ContactKind.SLIDE, 0.8)
    stem = effects(slide)
    assert not stem[:, : RATE // 2].any()
    assert rms(stem[:, round(0.7 * RATE) : RATE]) > 20 * rms(stem[:, round(1.8 * RATE) :])


def test_unknown_materials_and_contacts_out_of_the_shot_do_no_harm() -> None:
    stem = effects(blow(0.1, ("unobtainium", "nothing")), blow(99.0, ("wood", "wood")), step(0.5, "moon dust"))
    assert np.isfinite(stem).all()
    assert stem.any()


def test_dialogue_is_heard_in_its_window_and_nowhere_else() -> None:
    event = said("Hello, can you hear me over there?", 0.6)
    stem = make_stems(shot(4.0, "classroom", speech=(event,), people=((HANA, 0.0),)), StopToken()).dialogue
    inside = stem[:, round(event.start * RATE) : round(event.end * RATE)]
    assert rms(inside) > 0.05
    assert not stem[:, : round(event.start * RATE)].any()
    assert rms(stem[:, round((event.end + 0.15) * RATE) :]) < 0.01 * rms(inside)
    assert band(inside, 300, 3400) > band(inside, 5000, 16000) + 12


def test_a_line_is_placed_to_the_sample() -> None:
    event = said("Stop!", 0.5 + 1 / 3)
    stem = make_stems(shot(2.0, "beach", speech=(event,)), StopToken()).dialogue
    start = round(event.start * RATE)
    assert np.allclose(stem[0, start : start + len(event.speech.samples)], event.speech.samples, atol=1e-6)


def test_speakers_are_heard_where_they_stand() -> None:
    events = (said("I am on the left.", 0.2, HANA), said("And I am on the right.", 2.2, TARO))
    people = ((HANA, -1.2), (TARO, 1.2))
    stem = make_stems(shot(4.5, "beach", speech=events, people=people), StopToken()).dialogue
    first, second = (stem[:, round(e.start * RATE) : round(e.end * RATE)] for e in events)
    assert rms(first[0]) > 1.15 * rms(first[1])
    assert rms(second[1]) > 1.15 * rms(second[0])


def test_a_line_longer_than_its_shot_is_let_go_without_a_click() -> None:
    event = said("This sentence goes on for much longer than the shot that it is said in.", 0.2)
    stem = make_stems(shot(1.0, speech=(event,)), StopToken()).dialogue
    assert stem.shape[1] == round(1.5 * RATE)
    assert np.abs(stem[:, -20:]).max() < 0.01


def test_a_stopped_job_stops() -> None:
    token = StopToken()
    token.stop()
    with pytest.raises(Stopped):
        make_stems(shot(2.0, "forest"), token)
