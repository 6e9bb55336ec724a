"""Shots to play out, and ways of looking at what was played."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from studio.engine import skeleton
from studio.engine.performance import Actor, Performance, Phoneme, Speech, Viseme, projection_matrix, view_matrix
from studio.engine.stage.callsheet import CallSheet, Played
from studio.engine.stage.perform import perform
from studio.engine.stop import StopToken
from studio.timeline.film import (
    Beat,
    Camera,
    CastId,
    CastMember,
    Directions,
    Look,
    Prop,
    PropId,
    Setting,
    Shot,
    ShotId,
    Voice,
)
from studio.timeline.world import World

HANA = CastMember(CastId("hana"), "Hana", Look(), Voice())
KEN = CastMember(CastId("ken"), "Ken", Look(build="boy", height_m=1.72), Voice())
STAGE = Setting("stage", "stage")
ROOM = Setting("room", "hana's room", hour="evening")
ASPECT = 16 / 9


def extra(number: int) -> CastMember:
    return CastMember(CastId(f"extra{number}"), f"Extra {number}", Look(height_m=1.5 + 0.05 * number), Voice())


def prop(kind: str, name: str | None = None) -> Prop:
    return Prop(PropId(name or kind), kind, name or kind)


def spoken(who: str, seconds: float = 1.5) -> Speech:
    """A voice that makes every mouth in turn, with a short silence at either end."""
    mouths = (Viseme.A, Viseme.I, Viseme.S, Viseme.O, Viseme.M)
    starts = np.arange(0.05, seconds - 0.15, 0.09)
    phonemes = tuple(Phoneme("a", float(t), float(t) + 0.09, mouths[i % 5]) for i, t in enumerate(starts))
    return Speech(who, "words", np.zeros(int(seconds * 48_000), np.float32), phonemes)


def shot(
    *beats: Beat,
    seconds: float = 5.0,
    camera: Camera | None = None,
    setting: Setting = STAGE,
    present: tuple[str, ...] = (),
    name: str = "1",
) -> Shot:
    return Shot(
        ShotId(name),
        words="",
        directions=Directions(),
        setting=setting,
        camera=camera or Camera("full shot"),
        beats=beats,
        duration=Fraction(seconds).limit_denominator(1000),
        present=tuple(CastId(each) for each in present),
    )


def play(
    what: Shot,
    cast: tuple[CastMember, ...] = (HANA,),
    props: tuple[Prop, ...] = (),
    before: World | None = None,
    speech: tuple[Speech, ...] = (),
    seed: int = 1,
    fps: int = 24,
) -> Played:
    return perform(CallSheet(what, cast, props, fps, seed), before or World(), speech, StopToken())


def joints(actor: Actor, frame: int) -> NDArray[np.float64]:
    """(J, 4, 4) world transforms, as the painters see them."""
    rest = skeleton.rest_joints(actor.member.look)
    return skeleton.joint_transforms(
        rest, actor.joints[frame], actor.root[frame], float(actor.heading[frame]), float(actor.lift[frame])
    )


def joint_path(actor: Actor, name: str, offset: tuple[float, float, float] = (0, 0, 0)) -> NDArray[np.float64]:
    """(F, 3) the way of a point fixed to a joint; offset in head units."""
    point = np.array([*(np.array(offset) * skeleton.head_unit(actor.member.look)), 1.0])
    return np.stack([(joints(actor, f)[skeleton.INDEX[name]] @ point)[:3] for f in range(len(actor.root))])


def in_frame(performance: Performance, point: NDArray[np.float64], frame: int) -> NDArray[np.float64]:
    """Where a point is in the picture, -1..1 right and up; (9, 9) behind the camera."""
    lens = projection_matrix(float(performance.camera.fov_y[frame]), ASPECT)
    clip = lens @ view_matrix(performance.camera, frame) @ np.append(point, 1.0)
    return clip[:2] / clip[3] if clip[3] > 0 else np.array([9.0, 9.0])
