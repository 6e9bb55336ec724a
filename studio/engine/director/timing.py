"""How long a shot lasts."""

import math
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from studio.engine import vocabulary
from studio.engine.bodies import TALK, at_once
from studio.engine.director.wording import whereabouts
from studio.errors import InvalidRequest
from studio.timeline.film import Action, Beat, Camera, EntityId, Feeling, Line, Seconds, Unplaced
from studio.timeline.speaking import line_seconds
from studio.timeline.together import begun_together

WALK_M: Final = 4.0
LEAD_S: Final = 0.6
LONGEST_S: Final = 300.0
NO_LENGTH: Final = f"A shot lasts {LONGEST_S:g} seconds at most; this is told of the story, and is no length of it."
SHORTEST_S: Final = 1.5
_ALONE_S: Final = 2.8
_USUAL_LEAST_S: Final = 2.5
_WIDE: Final = frozenset({"wide shot", "establishing shot", "extreme wide shot"})
_MOVE_LEAST_S: Final = 3.0
_QUICKEST: Final = 0.7
"""How far the stage hurries what is done in a shot that is too short for it."""
_AIMLESS_S: Final = 1.0
_TO_A_SEAT_S: Final = 1.2
"""What others wait for who begin together with somebody's sitting down."""
_ROLLS_S: Final = 2.4
"""What is rolled by hand at something is to get there."""
_ROW_S: Final = 2.2
"""What goes over by turns is to be seen to its end: "tips the first of the row"."""
_OF_ROW: Final = re.compile(r"\b(?:first|last|rows?|lines?)\b", re.IGNORECASE)
_TO_A_PART_S: Final = 2.0
"""What the way to a part of the set takes, where something is done to it there."""
_DOWNWARDS: Final = re.compile(r"\b(?:down|off|descend\w*)\b", re.IGNORECASE)
_SKIPS_S: Final = 1.3
"""A stone that skips touches the water several times."""
_SKIPS: Final = re.compile(r"\b(?:skip|skim)", re.IGNORECASE)
_SPLASH_S: Final = 1.9
"""What is thrown into water flies far, and its splash is to be seen."""
_INTO_WATER: Final = re.compile(
    r"\b(?:into|in|across|over|onto)\b.*\b(?:water|sea|ocean|waves|river|stream|pond|lake|pool|canal)\b", re.IGNORECASE
)


def beats_seconds(beats: Sequence[Beat]) -> float:
    """How long the beats take one after the other. What is done together takes no longer than its longest."""
    felt = 0.4 * sum(isinstance(beat, Feeling) for beat in beats)
    return felt + sum(_together_seconds(group) for group in _groups(beats))


def _groups(beats: Sequence[Beat]) -> list[list[Action | Line]]:
    """The beats that take time, those done together in one; so are things and people that do the same."""
    groups: list[list[Action | Line]] = []
    for group in begun_together(beats):
        acts = [beat for at in group if not isinstance(beat := beats[at], Feeling)]
        if groups and _does_the_same(groups[-1], acts[0]):
            groups[-1] += acts
        else:
            groups.append(acts)
    return groups


def _does_the_same(group: Sequence[Action | Line], beat: Action | Line) -> bool:
    first = group[0]
    if not isinstance(first, Action) or not isinstance(beat, Action) or beat.who in {one.who for one in group}:
        return False
    return (beat.motion, beat.words) == (first.motion, first.words)


def _together_seconds(group: Sequence[Action | Line], least: bool = False) -> float:
    """As long as whoever is busy longest: one body does in a row what it cannot do at once, an armful aside."""
    busy: dict[EntityId, float] = {}
    done: dict[EntityId, list[str]] = {}
    for beat in group:
        seconds = line_seconds(beat) if isinstance(beat, Line) else (_least_seconds if least else _usual_seconds)(beat)
        motion = TALK if isinstance(beat, Line) else beat.motion
        before = done.setdefault(beat.who, [])
        armful = isinstance(beat, Action) and beat.thing is not None and motion in before and motion != "pick_up"
        apart = before and not armful and not all(at_once(motion, one) for one in before)
        busy[beat.who] = busy[beat.who] + seconds if apart else max(busy.get(beat.who, 0.0), seconds)
        before.append(motion)
    getting_there = _TO_A_SEAT_S if len(group) > 1 and any("sit" in motions for motions in done.values()) else 0.0
    return max(busy.values()) + getting_there


def shot_seconds(beats: Sequence[Beat], pace: str | None, camera: Camera) -> float:
    """The length of a shot that does not say its own. A pace stretches it, unless the actions have it already."""
    lines = [beat for beat in beats if isinstance(beat, Line)]
    played = beats_seconds([beat for beat in beats if not isinstance(beat, Line)])
    spoken = beats_seconds(beats) - played + (LEAD_S if lines else 0.0)
    played += _TO_A_PART_S if _is_worked(beats) else 0.0
    slowed = any(isinstance(beat, Action) and beat.manner != 1.0 for beat in beats)
    stretch = vocabulary.named("paces")[pace].values["stretch"] if pace and not slowed else 1.0
    takes_time = camera.move != "static" or camera.framing in _WIDE
    if not lines:
        played = max(played + 0.5, _ALONE_S if not played else _USUAL_LEAST_S, _MOVE_LEAST_S if takes_time else 0.0)
    return max(SHORTEST_S, played * stretch + spoken)


def too_much(beats: Sequence[Beat], seconds: float) -> list[Unplaced]:
    """What a shot of a given length has no time for: lines that may be cut off, actions that it ends before."""
    spoken = sum(line_seconds(beat) for beat in beats if isinstance(beat, Line))
    found: list[Unplaced] = []
    if spoken > seconds:
        why = f"The lines of this shot need about {spoken:.0f} s; spoken in less, they may be cut off."
        found.append(Unplaced(f"{seconds:g} s", why))
    needed = 0.0
    for group in _groups([beat for beat in beats if not isinstance(beat, Line)]):
        needed += _QUICKEST * _together_seconds(group, least=True)
        late = [beat for beat in group if isinstance(beat, Action) and needed > seconds]
        why = f"A shot of {seconds:g} s is too short for this: it takes until {needed:.1f} s at least."
        found += [Unplaced(beat.words or beat.motion, why) for beat in late]
    return list(dict.fromkeys(found))


def whole_frames(seconds: float, fps: int) -> Seconds:
    """At least this long, in whole frames."""
    return Fraction(max(1, math.ceil(seconds * fps - 1e-6)), fps)


def explicit(seconds: float, fps: int, line: int) -> Seconds:
    """A length the artist gave, to the nearest frame.

    Raises:
        InvalidRequest: nothing, or longer than a shot may be.
    """
    if not 0 < seconds <= LONGEST_S:
        raise InvalidRequest(
            f"A shot of {seconds:g} s, on line {line} of the script, cannot be made.",
            f"Write a length of more than 0 and at most {LONGEST_S:g} seconds.",
        )
    return Fraction(max(1, round(seconds * fps)), fps)


def _usual_seconds(action: Action) -> float:
    """What it takes with the way to it: to the foot of a tree, to the water's edge."""
    motion = vocabulary.motions()[action.motion]
    climbs = motion.family == "climb" and not _DOWNWARDS.search(action.words)
    return _action_seconds(action) + (_TO_A_PART_S if climbs or motion.family == "plunge" else 0.0)


def _is_worked(beats: Sequence[Beat]) -> bool:
    """As in "Ken opens the window", with nothing before or after: the way there is all of the shot's."""
    acts = [beat for beat in beats if not isinstance(beat, Feeling)]
    if len(acts) != 1 or not isinstance(acts[0], Action) or acts[0].thing is not None:
        return False
    return vocabulary.motions()[acts[0].motion].family in ("open", "shut")


def _least_seconds(action: Action) -> float:
    """What it takes at least: walking about has no goal to reach."""
    walks = vocabulary.motions()[action.motion].speed_mps > 0 and action.motion != "leave"
    return _AIMLESS_S if walks and action.towards is None and not whereabouts(action) else _action_seconds(action)


def _action_seconds(action: Action) -> float:
    motion = vocabulary.motions()[action.motion]
    usual = WALK_M / motion.speed_mps if motion.speed_mps > 0 else motion.seconds
    if action.motion == "put_down" and whereabouts(action):
        usual += WALK_M / vocabulary.motions()["walk"].speed_mps
    if motion.family == "topple" and action.thing is not None and _OF_ROW.search(action.words):
        usual += _ROW_S
    if motion.family == "roll" and action.thing is not None and action.towards is not None:
        usual += _ROLLS_S
    splash = _SPLASH_S if motion.family in ("throw", "drop") and _INTO_WATER.search(action.words) else 0.0
    if splash and _SKIPS.search(action.words):
        splash += _SKIPS_S
    return usual / max(action.manner, 0.2) + splash
