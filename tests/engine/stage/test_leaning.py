"""A head on somebody's shoulder, sitting and standing."""

import numpy as np
import pytest
from rehearsal import joint_path

from studio.engine.director.direct import direct
from studio.engine.performance import Performance
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Action, Film

BENCH = "EXT. PARK - DAY\n\nHANA and KEN sit on a bench. Medium shot.\n\n"


def last(film: Film) -> Performance:
    return list(stage_shots(film, Rehearsals(), StopToken()))[-1].performance


def from_head_to_shoulder(performance: Performance) -> np.ndarray:
    """(F,) metres from the middle of Hana's head to Ken's nearest shoulder joint."""
    actors = {actor.member.id: actor for actor in performance.actors}
    middle = joint_path(actors["hana"], "head", (0.0, 0.0, 0.45))
    sides = [joint_path(actors["ken"], f"upper_arm_{side}") for side in "lr"]
    return np.min([np.linalg.norm(middle - side, axis=-1) for side in sides], axis=0)


@pytest.mark.parametrize(
    "words",
    [
        f"{BENCH}She lays her head on his shoulder. Two shot.",
        f"{BENCH}Hana leans on Ken's shoulder. Two shot.",
        "EXT. ROOFTOP - NIGHT\n\nHANA and KEN stand at the railing. Hana leans her head on Ken's shoulder.",
    ],
)
def test_the_head_comes_to_the_shoulder_and_stays(words: str) -> None:
    apart = from_head_to_shoulder(last(direct(words)))
    late = apart[int(0.8 * len(apart)) : int(0.95 * len(apart))]
    assert late.max() < 0.42, "a head's half and an upper arm's"
    assert apart[0] - late.mean() > 0.12, "it was somewhere else before"


@pytest.mark.parametrize(
    ("words", "motion", "to"),
    [
        ("Hana and Ken sit. Hana lays her head on Ken's shoulder.", "lean_on", "ken"),
        ("Hana and Ken sit. Ken falls asleep on Hana's shoulder.", "lean_on", "hana"),
        ("Hana and Ken sit. Hana snuggles up to Ken.", "lean_on", "ken"),
        ("Hana and Ken sit. Hana's head rests on Ken's shoulder.", "lean_on", "ken"),
        ("Hana and Ken stand. Hana puts her hand on Ken's shoulder.", "pat", "ken"),
        ("Hana and Ken stand. Hana rests her hand on Ken's shoulder.", "pat", "ken"),
        ("Hana leans on the railing.", "stand", None),
        ("Hana leans against the wall.", "stand", None),
    ],
)
def test_what_leans_on_whom(words: str, motion: str, to: str | None) -> None:
    *_, act = [beat for shot in direct(words).shots for beat in shot.beats if isinstance(beat, Action)]
    assert (act.motion, act.towards) == (motion, to)
