"""What a recorded voice's mouth does, against voices that know when they sound."""

import numpy as np
import pytest

from studio.bench.lipsync import NEAR_S, Sample, Score, Spoken, recorded, shown_events
from studio.engine.performance import Viseme
from studio.engine.sound.lips import mouths, sounding
from studio.engine.sound.stems import RATE

VOICE = ("f2", "60", "165")
LINES = (
    Spoken("en", "Bring me the big umbrella, please!"),
    Spoken("ja", "ぼくの まえに みずうみが みえる。"),
    Spoken("de", "Guten Morgen, mein Name ist Hanna."),
    Spoken("es", "Buenos días, me llamo Ana."),
)


def scored(sample: Sample, words: str, score: Score) -> Score:
    found = mouths(sample.voice, words, sample.line.language)
    score.add(sample.events, shown_events(found, len(sample.voice) / RATE))
    return score


def test_lips_close_and_open_within_two_frames_of_the_sound() -> None:
    """In four languages, with much noise. One language may have one event astray."""
    every = Score()
    for line in LINES:
        sample = recorded(line, VOICE, 12.0)
        score = scored(sample, line.text, Score())
        assert score.true - len(score.apart) <= 1, line.language
        scored(sample, line.text, every)
    assert min(every.found, every.right) >= 0.9
    assert float(np.median(np.abs(every.apart))) <= NEAR_S / 2


def test_a_voice_that_says_something_else_is_followed_all_the_same() -> None:
    sample = recorded(LINES[0], VOICE, 25.0)
    other = mouths(sample.voice, "Yesterday I was looking for a yellow canary.", "en")
    assert other == mouths(sample.voice, "", "en")
    assert scored(sample, "", Score()).found >= 0.6


def test_silence_has_a_closed_mouth_and_a_pause_in_noise_is_found() -> None:
    sample = recorded(LINES[3], VOICE, 12.0)
    span = sounding(sample.voice)
    assert span is not None
    assert span[0] == pytest.approx(0.4, abs=0.15)
    assert span[1] == pytest.approx(len(sample.voice) / RATE - 0.4, abs=0.3)
    assert sounding(np.zeros(RATE, np.float32)) is None
    found = mouths(np.zeros(RATE, np.float32), "", "")
    assert all(one.viseme is Viseme.REST for one in found)


def test_the_same_voice_is_always_heard_alike() -> None:
    sample = recorded(LINES[1], VOICE, 25.0)
    first = mouths(sample.voice, LINES[1].text, "ja")
    mouths(recorded(LINES[2], VOICE, 25.0).voice, LINES[2].text, "de")
    assert mouths(sample.voice, LINES[1].text, "ja") == first
