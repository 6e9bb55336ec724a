"""Two who go hand in hand: their hands meet over the whole walk, and let go where they must."""

import numpy as np
import pytest
from rehearsal import HANA, KEN, joint_path, play, shot

from studio.engine.director.direct import direct
from studio.engine.performance import Performance
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Action, Onset

NEAR_M = 0.2
"""Between two wrists whose palms meet."""


def played(words: str) -> Performance:
    return next(iter(stage_shots(direct(words), Rehearsals(), StopToken()))).performance


def between_hands(performance: Performance) -> np.ndarray:
    """(F,) metres between the nearest hands of the two."""
    one, other = performance.actors
    paths = [
        np.linalg.norm(joint_path(one, f"hand_{a}") - joint_path(other, f"hand_{b}"), axis=-1)
        for a, b in ("lr", "rl", "ll", "rr")
    ]
    return np.min(paths, axis=0)


@pytest.mark.parametrize(
    "words",
    [
        "EXT. BEACH - DAY\n\nHANA and KEN walk hand in hand along the beach.",
        "EXT. STREET - DAY\n\nA mother and her little boy walk down the street, holding hands.",
        "EXT. STREET - DAY\n\nTwo girls run hand in hand.",
    ],
)
def test_hands_meet_over_the_whole_way(words: str) -> None:
    performance = played(words)
    gone = np.linalg.norm(np.ptp(performance.actors[0].root[:, :2], axis=0))
    assert gone > 1.5, "they go somewhere"
    steps = [np.linalg.norm(np.gradient(actor.root[:, :2], axis=0), axis=-1) for actor in performance.actors]
    under_way = np.flatnonzero(np.min(steps, axis=0) * performance.fps > 0.5)
    apart = between_hands(performance)[under_way]
    assert np.mean(apart < NEAR_M) > 0.8
    for actor in performance.actors:
        leap = np.abs(np.diff(joint_path(actor, "hand_l"), axis=0)).max()
        assert leap < 0.4, "no arm snaps"


def test_who_only_walks_beside_somebody_holds_no_hand() -> None:
    assert np.mean(between_hands(played("EXT. BEACH - DAY\n\nHANA and KEN walk along the beach.")) < NEAR_M) < 0.2


@pytest.mark.parametrize(
    "words",
    [
        "Hana and Ken walk along the water, hand in hand.",
        "Hana and Ken, holding hands, walk down the street.",
        "Hana and Ken run hand in hand through the rain.",
    ],
)
def test_the_words_have_it_done_at_the_same_time(words: str) -> None:
    (shot,) = direct(words).shots
    acts = [beat for beat in shot.beats if isinstance(beat, Action)]
    assert sorted({beat.motion for beat in acts} - {"walk", "run"}) == ["hold_hands"]
    assert {beat.who for beat in acts if beat.motion != "hold_hands"} == {"hana", "ken"}
    assert [beat.onset for beat in acts[1:]] == [Onset.WITH] * (len(acts) - 1)


def test_hands_that_are_taken_first_are_taken_first() -> None:
    (shot,) = direct("Hana takes Ken's hand and they walk home.").shots
    first = next(beat for beat in shot.beats if isinstance(beat, Action))
    assert first.motion == "hold_hands"
    assert [beat.onset for beat in shot.beats if isinstance(beat, Action)][1] is Onset.NEXT


def test_who_cannot_reach_the_other_is_told_of() -> None:
    """Two who dance where they stand stay an arm's length too far apart; who walks comes to the other's side."""
    notes: dict[str, tuple[str, ...]] = {}
    for motion in ("dance", "walk"):
        beats = (
            Action(HANA.id, motion, words="both"),
            Action(KEN.id, motion, words="both", onset=Onset.WITH),
            Action(HANA.id, "hold_hands", towards=KEN.id, words="hand in hand", onset=Onset.WITH),
        )
        notes[motion] = play(shot(*beats, present=("hana", "ken")), cast=(HANA, KEN)).notes
    assert notes == {"dance": ("Hana and Ken are too far apart to take hands.",), "walk": ()}
