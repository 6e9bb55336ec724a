"""Nothing and nobody leaps: every thing and every joint of every body, frame by frame and from shot to shot.

Played out at ``FPS`` frames a second, so that a hand that swings fast is told from one that snaps. The rule: in a
frame a thing goes no further than the faster of the frames before and after it, plus g dt^2, lets it go: a blow gives
speed that lasts, a fall takes one that was there, but nothing is fast for one frame alone. What is beyond is a leap.
The ways are the Performance's, since much is hidden in a picture; that the picture shows things there, and nowhere
else, is measured from the id and depth passes of the same shots.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from msgspec.structs import replace

from studio.bench.figures import Figure, at_most
from studio.bench.physics_seen import Doubles, look
from studio.engine import skeleton, vocabulary
from studio.engine.director import direct
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.performance import Actor, Performance, PropTrack
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken

FPS = 120
LEAP_MM = 30.0
BODY_MPS, THING_MPS = 20.0, 24.0
"""A sprinter's foot swings forward at up to 20 m/s; no thing is thrown faster than ``throwing.FASTEST_MPS``."""
STANDS_MM, LIES_MM, HELD_MM = 50.0, 10.0, 250.0
_G = 9.81

SCENES = {
    "thrown, caught, carried, put down": (
        "A park by day. Ken throws a ball to Hana. Hana catches it. Hana throws the ball to Ken."
        "\nShot 2: Ken carries the ball. Ken puts down the ball on the bench."
    ),
    "kicked, chased, picked up, given": (
        "A beach. Ken kicks a ball. The ball rolls. Hana runs after the ball. Hana picks up the ball."
        "\nShot 2: Hana gives the ball to Ken."
    ),
    "pushed, put down": ("A gym. Hana pushes a box. Ken puts down a box.\nShot 2: Hana pushes the box."),
    "picked up, drunk from, entering": (
        "A kitchen. Hana picks up the cup from the table. Hana drinks from the cup. Hana puts the cup "
        "down on the table."
        "\nShot 2: Ken enters. Ken picks up the cup."
    ),
    "entering, sitting, getting up": (
        "A classroom in the morning. Hana enters. Hana sits on a chair. Hana reads a book."
        "\nShot 2: Hana stands up. Hana walks to the door."
    ),
    "dropped and broken": ("A room in the evening. Ken drops a vase. The vase breaks.\nShot 2: Hana enters."),
    "jumping, falling, running": (
        "A rooftop at night. Hana throws a paper plane. Ken jumps. Ken falls.\nShot 2: Ken gets up. Ken runs."
    ),
    "floating, thrown into water": (
        "A lake. A wooden ball floats on the water. Hana throws a stone into the water.\nShot 2: Hana walks."
    ),
    "eaten, dropped, running": (
        "A forest. Hana gives Ken an apple. Ken eats the apple. Ken drops the apple."
        "\nShot 2: Hana picks up the apple. Hana runs."
    ),
    "an umbrella handed over": (
        "A neon street in the rain. Hana holds a red umbrella. Hana walks."
        "\nShot 2: Hana gives the umbrella to Ken. Ken walks."
    ),
    "a pillow thrown at one who sits": (
        "A room. Hana sits on the bed. Ken throws a pillow at Hana. Hana catches the pillow."
        "\nShot 2: Hana throws the pillow at Ken."
    ),
    "entering at a run, a lantern handed over": (
        "A shrine. Hana bows. Ken enters running.\nShot 2: Ken hands Hana a lantern. Hana puts down the lantern."
    ),
    "sitting down beside": (
        "A train. Hana sits on the seat. Ken enters. Ken sits beside Hana."
        "\nShot 2: Hana gives Ken a letter. Hana stands up."
    ),
    "cups on one table": (
        "A cafe. Hana puts a cup on the table. Ken puts a cup on the table.\nShot 2: Ken picks up a cup."
    ),
    "dancing, crawling, sneaking": (
        "A meadow. Hana dances. Ken crawls. Hana sneaks.\nShot 2: Ken marches. Hana limps."
    ),
}


@dataclass
class Found:
    """The worst of what was seen in some shots: leaps, and distances over a cut, in mm; speeds in m/s."""

    leap: dict[str, float] = field(default_factory=lambda: {"thing": 0.0, "body": 0.0})
    speed: dict[str, float] = field(default_factory=lambda: {"thing": 0.0, "body": 0.0})
    cut: dict[str, float] = field(default_factory=lambda: {"stands": 0.0, "lies": 0.0, "held": 0.0})
    beyond: float = 0.0

    def figures(self, label: str) -> Iterator[Figure]:
        """Told of one scene."""
        yield at_most(f"leap of a thing in 1/{FPS} s, {label}", self.leap["thing"], "mm", LEAP_MM)
        yield at_most(f"leap of a joint in 1/{FPS} s, {label}", self.leap["body"], "mm", LEAP_MM)


def going(painter: CelPainter, scenes: Sequence[str] = tuple(SCENES)) -> Sequence[Figure]:
    """Leaps of every scene; the fastest of all; and what a cut moves."""
    each = {label: _scene(painter, SCENES[label]) for label in scenes}
    figures = [figure for label, found in each.items() for figure in found.figures(label)]

    def worst(values: Iterator[float]) -> float:
        return max(values, default=0.0)

    return [
        *figures,
        at_most("fastest joint", worst(one.speed["body"] for one in each.values()), "m/s", BODY_MPS),
        at_most("fastest thing", worst(one.speed["thing"] for one in each.values()), "m/s", THING_MPS),
        at_most("over a cut, where one stands", worst(one.cut["stands"] for one in each.values()), "mm", STANDS_MM),
        at_most("over a cut, a thing let alone", worst(one.cut["lies"] for one in each.values()), "mm", LIES_MM),
        at_most("over a cut, a thing in a hand", worst(one.cut["held"] for one in each.values()), "mm", HELD_MM),
        at_most("seen beside where it is played", worst(one.beyond for one in each.values()), "mm", 20.0),
    ]


def _scene(painter: CelPainter, script: str) -> Found:
    found, before = Found(), None
    for staged in stage_shots(replace(direct(f"Scene 1: {script}"), fps=FPS), Rehearsals(), StopToken()):
        _within(found, staged.performance)
        if before is not None:
            _over_the_cut(found, before, staged)
        found.beyond = max(found.beyond, _seen_beside(painter, staged.performance))
        before = staged
    return found


# --- within a shot ---------------------------------------------------------------------------------
def _within(found: Found, performance: Performance) -> None:
    for actor in performance.actors:
        places = joint_places(actor)
        for joint in range(places.shape[1]):
            _noted(found, "body", places[:, joint])
    for track in performance.props:
        if not vocabulary.made(track.prop).fixed:
            _noted(found, "thing", _shown(track))


def _noted(found: Found, kind: str, way: Doubles) -> None:
    steps: Doubles = np.sqrt((np.diff(way, axis=0) ** 2).sum(1))
    if len(steps) > 2:
        found.leap[kind] = max(found.leap[kind], leap_m(steps) * 1000)
        found.speed[kind] = max(found.speed[kind], float(np.minimum(steps[1:], steps[:-1]).max()) * FPS)


def leap_m(steps: Doubles) -> float:
    """The longest way in one frame beyond what the frames around it and gravity let it go. steps: (F - 1,) metres."""
    before, after = np.append(steps[0], steps[:-1]), np.append(steps[1:], steps[-1])
    return max(0.0, float((steps - np.maximum(before, after)).max()) - _G / FPS**2)


def joint_places(actor: Actor) -> Doubles:
    """Where every joint is in every frame, (F, J, 3) metres."""
    rest = skeleton.rest_joints(actor.member.look)
    return np.stack(
        [
            skeleton.joint_transforms(rest, turns, root, float(heading), float(lift))[:, :3, 3]
            for turns, root, heading, lift in zip(actor.joints, actor.root, actor.heading, actor.lift, strict=True)
        ]
    )


def _shown(track: PropTrack) -> Doubles:
    """Its way in the frames in which it is seen."""
    way = track.position.astype(np.float64)
    return way if track.shown is None else way[track.shown]


# --- over a cut ------------------------------------------------------------------------------------
def _over_the_cut(found: Found, before: Staged, after: Staged) -> None:
    """Nothing moves time or place in these scripts: whoever stood and whatever lay somewhere is still there."""
    last = {actor.member.id: actor.root[-1] for actor in before.performance.actors}
    for actor in after.performance.actors:
        if actor.member.id in last:
            _keep_most(found.cut, "stands", _away(actor.root[0], last[actor.member.id]))
    lay = {track.prop.id: _shown(track) for track in before.performance.props if track.shard is None}
    for track in after.performance.props:
        way, thing = lay.get(track.prop.id), after.before.thing(track.prop.id)
        here = _shown(track)
        if way is None or track.shard is not None or len(way) < 2 or not len(here):
            continue
        held = thing is not None and thing.held_by is not None
        rolls = float(np.linalg.norm(way[-1] - way[-2]))
        away = max(0.0, _away(here[0], way[-1]) - 1500 * rolls)
        _keep_most(found.cut, "held" if held else "lies", away)


def _keep_most(worst: dict[str, float], name: str, value: float) -> None:
    worst[name] = max(worst[name], value)


def _away(here: Doubles, there: Doubles) -> float:
    """Millimetres between two places."""
    return float(np.linalg.norm(np.asarray(here, np.float64) - there)) * 1000


# --- in the picture --------------------------------------------------------------------------------
def _seen_beside(painter: CelPainter, performance: Performance) -> float:
    """How far outside the sphere about a thing's played place any of its seen points is, in mm, at three moments."""
    worst = 0.0
    frames = [performance.frames * share // 4 for share in (1, 2, 3)]
    for frame, seen in zip(frames, look(painter, performance, frames), strict=True):
        for track in performance.props:
            points = seen.surface[performance.id_numbers[track.prop.id]]
            whole = track.shard is None and (track.shown is None or bool(track.shown[frame]))
            alone = sum(other.prop.id == track.prop.id for other in performance.props) == 1
            if whole and alone and len(points):
                half = float(np.linalg.norm(vocabulary.made(track.prop).size_m)) / 2
                away = np.sqrt(((points - track.position[frame]) ** 2).sum(1))
                worst = max(worst, (float(away.max()) - half) * 1000)
    return worst
