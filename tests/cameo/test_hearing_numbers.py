"""Numbers are known by the person's own examples of them, in any language."""

import numpy as np
import pytest

from studio.bench.performers import Speaker, word
from studio.cameo.capture.hearing import RATE, cepstra, heard, level_of, nearest, spoken, word_in


def noisy(samples: np.ndarray[tuple[int], np.dtype[np.float32]], below_db: float, seed: int) -> np.ndarray:
    quiet = np.zeros(int(1.2 * RATE), np.float32)
    quiet[4000 : 4000 + len(samples)] = samples[: len(quiet) - 4000]
    level = np.sqrt(np.mean(samples**2)) * 10 ** (-below_db / 20)
    return (quiet + np.random.default_rng(seed).standard_normal(len(quiet)) * level).astype(np.float32)


@pytest.mark.parametrize("language", ["en", "ja", "es", "cmn"])
def test_numbers_are_told_apart_in_any_language(language: str) -> None:
    learnt = Speaker(language, "f2", 60, 150)
    again = Speaker(language, "f2", 68, 175)
    own = {}
    for digit in range(10):
        found = word_in(noisy(word(learnt, digit), 28, digit), 0, 1.2)
        assert found is not None
        own[digit] = (cepstra(found),)
    right = 0
    for digit in range(10):
        found = word_in(noisy(word(again, digit), 25, 50 + digit), 0, 1.2)
        assert found is not None
        right += nearest(found, own)[0] == digit
    assert right >= 9


def test_how_clear_a_voice_is_is_told_in_decibels() -> None:
    said = word(Speaker(), 7)
    clear, noise = heard(noisy(said, 30, 1)), heard(noisy(said, 8, 1))
    assert clear.clear > 24
    assert noise.clear < 14
    assert heard(np.zeros(RATE, np.float32)).clear < 1


@pytest.mark.parametrize("count", [160, 480, 533, 1440, 1920])
def test_the_level_of_one_pictures_sound_is_told_however_short_it_is(count: int) -> None:
    """A camera's picture comes with a thirtieth of a second of sound: the meter must not fall to nothing in between."""
    tone = (0.1 * np.sin(2 * np.pi * 400 * np.arange(count) / 16_000)).astype(np.float32)
    assert level_of(tone) == pytest.approx(-23.0, abs=1.0)
    assert level_of(tone[:0]) == -100.0


def test_a_word_that_ran_on_from_before_is_no_answer() -> None:
    samples = noisy(word(Speaker(), 7), 30, 1)
    (start, end), *_ = spoken(samples)
    assert 0.1 < start < end < 1.1
    assert word_in(samples, start + 0.1, end + 0.05) is None
