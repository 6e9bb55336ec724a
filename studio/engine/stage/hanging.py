"""What hangs: things that always do, and things that the words hang on a string, from a ceiling or a branch."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.engine.stage.grips import AIR_DENSITY, buoyant
from studio.engine.stage.kinds import kind_of
from studio.engine.stage.route import Point
from studio.engine.vocabulary import PropKind, SetKind
from studio.timeline.film import Prop
from studio.timeline.world import Quaternion, Vector

_HANGS = re.compile(
    r"\b(hang(?:s|ing)?|hung|dangl(?:es?|ing)|suspended"
    r"|(?:on|from|by) (?!the |his |her )(?:\w+ ){0,2}(?:strings?|ropes?|cords?|threads?|wires?|chains?|twine)"
    r"|from the (?:ceiling|branch|branches|tree|eaves|roof|beam|rafters))\b",
    re.IGNORECASE,
)
_ON_A_HOOK = re.compile(r"\bhangs? (?:up )?(?:his|her|their|the|it)\b", re.IGNORECASE)
HUNG_DRAG = 0.6
"""Of a bluff body on a cord. Source: Hoerner, Fluid-Dynamic Drag (1965): a short cylinder across the wind."""
GRAVITY = 9.81
PEG_M = 3.3
_LEAST_PEG_M = 2.2
_EYE_M = 1.85
_HEAVIEST_KG = 12.0
_APART_M = 0.55
_ROWS_M = (-0.55, 0.35, 1.1)
"""How far behind where people stand each row of hanging things is."""


@dataclass(frozen=True)
class Hung:
    """Where the middle of a hanging thing is, how it is turned, and the peg its cord is tied to."""

    middle: Vector
    turn: Quaternion
    peg: Vector


def hung(
    place: SetKind, prop: Prop, words: str, at: Point, wind: tuple[float, float], swings: bool = False
) -> Hung | None:
    """How a thing hangs as it is first seen, leaning with the wind (m/s); None for what does not hang.

    words: the shot's own. swings: it swings in the shot, so that it hangs whether they say so or not. It hangs a little
    above people's eyes, so that they can pass below.
    """
    kind = kind_of(prop)
    if kind.fixed or buoyant(kind) or kind.mass_kg > _HEAVIEST_KG:
        return None
    if not (kind.hangs_m or _said(words, prop, kind) or (swings and not kind.drapes)):
        return None
    ceiling = place.ceiling_m if place.ceiling_m is not None else PEG_M
    peg = max(_LEAST_PEG_M, min(PEG_M, ceiling - 0.02))
    half = kind.size_m[2] / 2
    middle = peg - kind.hangs_m - half if kind.hangs_m else max(0.4 + half, min(_EYE_M, peg - half - 0.2))
    speed, heading = math.hypot(*wind), math.atan2(wind[1], wind[0])
    push = 0.5 * AIR_DENSITY * HUNG_DRAG * sorted(kind.size_m)[1] * sorted(kind.size_m)[2] * speed**2
    lean = math.atan2(push, kind.mass_kg * GRAVITY)
    out, down = math.sin(lean) * (peg - middle), math.cos(lean) * (peg - middle)
    turn = math.cos(lean / 2), math.sin(heading) * math.sin(lean / 2), -math.cos(heading) * math.sin(lean / 2), 0.0
    way = at[0] + out * math.cos(heading), at[1] + out * math.sin(heading), peg - down
    return Hung(way, turn, (at[0], at[1], peg))


def in_a_row(middle: Point, kind: PropKind, pegs: Sequence[Vector], bounds: tuple[float, float, float, float]) -> Point:
    """Where the next thing that hangs is hung: in rows with those whose pegs are known, room for each to swing."""
    apart = max(_APART_M, 1.6 * max(kind.size_m[:2]))
    sides = [side * step * apart for step in (1, 2, 3) for side in (1, -1)]
    row = [(middle[0] + aside, middle[1] + back) for back in _ROWS_M for aside in sides]
    within = [at for at in row if bounds[0] < at[0] < bounds[1]] or row
    return next((at for at in within if all(math.dist(at, peg[:2]) > 0.9 * apart for peg in pegs)), within[-1])


def _said(words: str, prop: Prop, kind: PropKind) -> bool:
    """Whether a sentence that names the thing says that it hangs."""
    names = [prop.name.lower(), prop.kind.replace("_", " "), *(word.lower() for word in kind.words)]
    for sentence in re.split(r"[.!?;\n]", words):
        if _HANGS.search(sentence) and not _ON_A_HOOK.search(sentence):
            text = sentence.lower()
            if any(re.search(rf"\b{re.escape(name)}\b", text) for name in names):
                return True
    return False
