"""How strongly somebody feels, by the words."""

import pytest

from studio.engine.director import direct, redirect
from studio.timeline.film import Feeling


def felt(words: str) -> list[tuple[str, float]]:
    return [(b.emotion, b.intensity) for s in direct(words).shots for b in s.beats if isinstance(b, Feeling)]


@pytest.mark.parametrize(
    ("words", "emotion", "intensity"),
    [
        ("Mia is angry.", "angry", 1.0),
        ("Mia is annoyed.", "angry", 0.5),
        ("Mia is furious.", "angry", 1.4),
        ("Mia looks a little sad.", "sad", 0.5),
        ("Mia is rather happy.", "happy", 0.8),
        ("Mia is very tired.", "tired", 1.4),
        ("MIA\n(extremely nervous)\nNo.", "afraid", 0.7),
    ],
)
def test_words_and_what_stands_before_them_set_the_intensity(words: str, emotion: str, intensity: float) -> None:
    assert felt(words) == [(emotion, pytest.approx(intensity))]


def test_a_motion_that_tells_of_a_strong_feeling_is_read_back_as_strong() -> None:
    film = direct("Mia is furious.")
    shot = film.shots[0]
    again = redirect(film, shot.id, type(shot.directions)(motion=f"{shot.directions.motion} Mia waves."))
    (feeling,) = [beat for beat in again.shots[0].beats if isinstance(beat, Feeling)]
    assert feeling.intensity == pytest.approx(1.4)
