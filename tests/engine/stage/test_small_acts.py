"""What animators write between the lines: eyes that close, a wink, a hand that goes up; the words reach the drawing."""

import numpy as np
import pytest
from rehearsal import joint_path, play, shot

from studio.engine.director.direct import direct
from studio.engine.painters.cel.faces import FaceDrawing, quantise
from studio.engine.performance import Actor
from studio.engine.stage.posing import actings
from studio.timeline.film import Action, CastId, Film

HANA_ID = CastId("hana")
BY_HEAD = {
    "close_eyes": FaceDrawing(lids=0),
    "wink": FaceDrawing(wink=1, smile=1),
    "raise_brow": FaceDrawing(quirk=1, lids=2),
    "bite_lip": FaceDrawing(bite=1, brow_tilt=1),
    "stick_out_tongue": FaceDrawing(tongue=1, wink=1, smile=1),
}
BY_HAND = (
    "raise_hand",
    "reach_out",
    "tuck_hair",
    "hands_in_pockets",
    "adjust_glasses",
    "snap_fingers",
    "warm_hands",
    "fish",
)


def acted(motion: str) -> Actor:
    return play(shot(Action(HANA_ID, motion), seconds=3)).performance.actors[0]


def told(film: Film) -> list[tuple[str, str]]:
    return [(beat.who, beat.motion) for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]


@pytest.mark.parametrize(("motion", "drawing"), BY_HEAD.items())
def test_a_face_shows_it_for_a_while_and_not_after(motion: str, drawing: FaceDrawing) -> None:
    face = acted(motion).face
    drawn = [quantise(face, frame) for frame in range(len(face.lids))]
    marks = [name for name in ("wink", "quirk", "bite", "tongue") if getattr(drawing, name)]
    shows = [all(getattr(one, name) for name in marks) and one.lids <= drawing.lids for one in drawn]
    assert 0.3 * len(drawn) < sum(shows) < 0.95 * len(drawn)
    assert not shows[0] or motion == "close_eyes"
    for name in marks:
        assert not getattr(drawn[0], name)
        assert not getattr(drawn[-1], name)


@pytest.mark.parametrize("motion", BY_HAND)
def test_a_hand_goes_there_and_comes_back(motion: str) -> None:
    ways = [joint_path(acted(motion), f"hand_{side}") for side in "lr"]
    assert motion in actings()
    moved = max(float(np.linalg.norm(way - way[0], axis=1).max()) for way in ways)
    assert moved > 0.04
    steps = max(float(np.linalg.norm(np.diff(way, axis=0), axis=1).max()) for way in ways)
    assert steps < 0.36


def test_a_raised_hand_is_above_the_head() -> None:
    actor = acted("raise_hand")
    hands = np.stack([joint_path(actor, f"hand_{side}")[:, 2] for side in "lr"])
    assert hands.max() > joint_path(actor, "head")[:, 2].max() + 0.15


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("Hana closes her eyes and smiles.", [("hana", "close_eyes")]),
        ("Ken winks at Hana.", [("ken", "wink")]),
        ("Zork tilts his head.", [("zork", "tilt_head")]),
        ("Ken walks along the beach with his hands in his pockets.", [("ken", "walk"), ("ken", "hands_in_pockets")]),
        ("A student raises his hand.", [("student", "raise_hand")]),
        ("She tucks her hair behind her ear.", [("girl", "tuck_hair")]),
        ("He reaches out his hand to her.", [("boy", "reach_out")]),
        ("An old man is fishing on the pier.", [("old-man", "fish")]),
        ("Two fish swim.", [("prop-fish", "swim"), ("prop-fish-2", "swim")]),
        ("The dog wags its tail.", [("prop-dog", "wag")]),
        ("Il ferme les yeux et soupire.", [("boy", "close_eyes"), ("boy", "sigh")]),
        ("Er rückt seine Brille zurecht.", [("boy", "adjust_glasses")]),
        ("少年は首をかしげる。", [("boy", "tilt_head")]),
        ("男孩双手插兜走在街上。", [("boy", "hands_in_pockets"), ("boy", "walk")]),
        ("강아지가 꼬리를 흔든다.", [("prop-dog", "wag")]),
    ],
)
def test_small_acts_are_read_in_every_language(words: str, acts: list[tuple[str, str]]) -> None:
    assert told(direct(words)) == acts


def test_another_place_has_another_of_the_same_kind_and_the_same_place_the_same() -> None:
    film = direct(
        "EXT. PARK - DAY\nMia reads a book.\n\nINT. CAFE - DAY\nKen reads a book.\n\n"
        "EXT. PARK - DAY\nA book lies on the bench."
    )
    read = [beat.thing for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    assert read == ["prop-book", "prop-book-2"]
    assert [(one.who, one.relation) for one in film.shots[-1].whereabouts] == [("prop-book", "on")]


@pytest.mark.parametrize(
    ("words", "motion"),
    [
        ("Ken winks at Hana.", "Ken winks at Hana."),
        ("Mia swings on the swing.", "Mia swings on the swing."),
        ("He warms his hands over the campfire.", "The boy warms the hands over the campfire."),
    ],
)
def test_directions_tell_it_in_plain_words(words: str, motion: str) -> None:
    assert direct(words).shots[0].directions.motion == motion
