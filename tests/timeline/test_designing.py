from pathlib import Path

import pytest
from msgspec.structs import replace
from timeline_films import BALL, HANA, film

from studio.errors import InvalidRequest
from studio.timeline.designing import Origin, as_scripted, design, origin, retold, scripted_of
from studio.timeline.film import CastId, Look
from studio.timeline.modelled import nameless
from studio.timeline.store import Project


def test_what_the_artist_designs_is_told_apart_and_given_back() -> None:
    before = film(1)
    after = design(before, HANA, "hair_style", "ponytail")
    hana = after.cast[0]
    assert hana.look.hair_style == "ponytail"
    assert origin(hana, "hair_style") is Origin.ARTIST
    assert origin(hana, "hair") is Origin.STUDIO
    given_back = as_scripted(after, HANA, "hair_style")
    assert given_back.cast[0].look == before.cast[0].look
    assert origin(given_back.cast[0], "hair_style") is Origin.STUDIO
    assert design(before, HANA, "hair_style", Look().hair_style) is before


def test_the_words_change_what_was_not_designed_and_nothing_else() -> None:
    hana = design(film(1), HANA, "hair", "#3366ff").cast[0]
    said = scripted_of(hana)
    words = replace(said, look=replace(said.look, hair="#ff0000", eyes="#00ff00"), told=("hair", "eyes"))
    again = retold(hana, words)
    assert (again.look.hair, again.look.eyes) == ("#3366ff", "#00ff00")
    assert (origin(again, "hair"), origin(again, "eyes")) == (Origin.ARTIST, Origin.WORDS)


def test_a_thing_is_designed_too() -> None:
    after = design(design(film(1), BALL, "colour", "#00aa88"), BALL, "scale", 2.0)
    ball = after.props[0]
    assert (ball.colour, ball.scale) == ("#00aa88", 2.0)
    assert origin(ball, "colour") is Origin.ARTIST
    assert origin(ball, "material") is Origin.STUDIO
    assert as_scripted(after, BALL, "colour").props[0].colour is None


def test_going_back_is_the_same_character_to_a_take() -> None:
    before = film(1)
    back = as_scripted(design(before, HANA, "outfit", "kimono"), HANA, "outfit")
    assert nameless(back.cast[0]) == nameless(before.cast[0])


def test_what_cannot_be_is_refused_in_words() -> None:
    two = film(1)
    two = replace(two, cast=(*two.cast, replace(two.cast[0], id=CastId("ren"), name="Ren")))
    for part, value in (("hair", "red"), ("height_m", 12.0), ("name", " "), ("name", "ren"), ("wings", 2)):
        with pytest.raises(InvalidRequest):
            design(two, HANA, part, value)
    with pytest.raises(InvalidRequest):
        design(two, CastId("nobody"), "hair", "#ff0000")


def test_designs_outlive_the_program(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "film.tsuzuki", film(1))
    project.history.apply("Hana's hair", lambda f: design(f, HANA, "hair", "#3366ff"))
    kept = project.film
    project.close()
    again = Project.open(tmp_path / "film.tsuzuki")
    assert again.film == kept
    assert origin(again.film.cast[0], "hair") is Origin.ARTIST
    again.close()
