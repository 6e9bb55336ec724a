"""Clothes that somebody wears by another scene: changed where nobody saw, and kept from there on."""

import pytest

from studio.engine.director.direct import direct
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Action, Film

FIRST = "INT. ROOM - DAY\n\nMIO, a girl in a blue school uniform, waves.\n\n"


def played(film: Film) -> list[Staged]:
    return list(stage_shots(film, Rehearsals(), StopToken()))


@pytest.mark.parametrize(
    ("words", "worn"),
    [
        ("Mio in a red kimono runs.", "=red kimono"),
        ("Mio arrives in pyjamas.", "=pyjamas"),
        ("Mio waves. She is wearing a yellow raincoat.", "=yellow raincoat"),
        ("In a green dress, Mio dances.", "=green dress"),
        ("Mio, now in a red school uniform, sits down.", "=red sailor"),
    ],
)
def test_other_clothes_in_another_scene_are_worn_from_its_first_frame(words: str, worn: str) -> None:
    film = direct(f"{FIRST}EXT. SHRINE - NIGHT\n\n{words} She jumps.\n\nEXT. BEACH - DAY\n\nMio walks.")
    (mio,) = film.cast
    assert mio.look.outfit == "sailor", "as she is known first"
    assert not [one for shot in film.shots for one in shot.unplaced]
    before, *_, last = shots = played(film)
    assert before.after.person(mio.id).wearing == ()
    assert last.after.person(mio.id).wearing == (worn,), "in a scene that says nothing of clothes, too"
    outfits = [{actor.member.look.outfit for actor in one.performance.actors} for one in shots]
    assert outfits[0] == {"sailor"}
    assert outfits[1:] == [{worn.removeprefix("=").split()[-1]}] * len(outfits[1:]), "nothing is changed in the picture"


@pytest.mark.parametrize("words", ["Mio in her school uniform waves.", "Mio waves.", "Mio in her blue uniform runs."])
def test_the_same_clothes_are_no_others(words: str) -> None:
    film = direct(f"{FIRST}EXT. SHRINE - NIGHT\n\n{words}")
    assert not [one for shot in film.shots for one in shot.beats if isinstance(one, Action) and one.motion == "wear"]


def test_two_outfits_in_one_scene_are_told() -> None:
    film = direct("INT. ROOM - DAY\n\nKEN, a boy in a blue coat, waves. Ken in a red kimono.")
    assert any("changes" in one.why for shot in film.shots for one in shot.unplaced)


def test_the_words_for_it_name_the_clothes() -> None:
    film = direct(f"{FIRST}EXT. SHRINE - NIGHT\n\nIn a red kimono, Mio runs.")
    assert film.shots[-1].directions.motion == "Mio now wears a red kimono. Mio runs."
