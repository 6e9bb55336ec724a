"""What stands over a list or plain prose: its title, and whose it is."""

import pytest

from studio.engine.director.direct import direct

LIST = """Title: The Paper Boat
Author: Ines K

Scene 1: A girl named Mika stands on a pier at dusk.
Scene 2: Mika sits on a bench in a park.
"""
PROSE = """Title: The Paper Boat

Written by: Ines K

A girl named Mika stands on a pier at dusk.
"""


@pytest.mark.parametrize("script", [LIST, PROSE, LIST.replace("\n", "\r\n")])
def test_who_wrote_it_is_the_films_author_and_plays_no_part(script: str) -> None:
    film = direct(script)
    assert film.title == "The Paper Boat"
    assert film.author == "Ines K"
    assert [one.name for one in film.cast] == ["Mika"]
    assert not film.unplaced


def test_an_author_who_speaks_in_a_scene_is_still_somebody() -> None:
    film = direct("Title: Ink\n\nScene 1: A man in a study at night.\nAuthor: I cannot write today.\n")
    assert film.author == ""
    assert "Author" in [one.name for one in film.cast]
