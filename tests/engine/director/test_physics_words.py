"""Words for physics: how far it is exaggerated, in the artist's own words."""

import pytest

from studio.engine.director import direct


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("Hana throws a ball to Ken with exaggerated physics.", 0.6, 0.8),
        ("A ball bounces. Cartoonish physics.", 0.9, 1.0),
        ("Anime physics: Ken jumps off the bench.", 0.6, 0.8),
        ("Hana jumps, slightly exaggerated.", 0.2, 0.5),
        ("Hana kicks the ball. Impact freeze.", 0.6, 0.8),
        ("Hana jumps, true to life.", 0.0, 0.0),
        ("Hana kicks the ball, not exaggerated.", 0.0, 0.0),
        ("Hana throws a ball to Ken.", 0.0, 0.0),
    ],
)
def test_the_dial_is_set_by_words_and_they_are_understood(words: str, least: float, most: float) -> None:
    film = direct(f"EXT. MEADOW - DAY\n\n{words}\n")
    assert least <= max(shot.physics for shot in film.shots) <= most
    told = " ".join(one.words.lower() for shot in film.shots for one in shot.unplaced)
    assert not any(word in told for word in ("exaggerated", "physics", "freeze", "life"))
