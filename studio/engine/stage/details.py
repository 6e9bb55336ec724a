"""Details: a close frame on somebody's hands or feet instead of the face."""

import re
from typing import Final

import numpy as np

from studio.engine.stage import armfuls
from studio.engine.stage.body import Body
from studio.engine.stage.company import Ensemble
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue
from studio.engine.stage.viewing import Subject
from studio.timeline.film import PropId, Shot

PADDED_M: Final = 0.1  # what is seen above and below the hands
APART_M: Final = 0.34  # hands further apart than this are not one detail: the busier one is
_FRAMINGS: Final = frozenset({"insert", "extreme close-up", "close-up", "medium close-up"})
_HANDS, _FEET = r"hands?|fingers?|fingertips|fists?|palms?|knuckles|wrists?", r"feet|foot|shoes?|boots?|sneakers?|toes"
_SHOWN: Final = r"\b(?:insert|close|closeup|close-up|tight|detail|shot|cutaway|ecu|cu)\b[^.!?]{0,32}\b"
_OF_HANDS, _OF_FEET = (re.compile(rf"{_SHOWN}(?:{part})\b", re.IGNORECASE) for part in (_HANDS, _FEET))
_BY_HAND: Final = frozenset({"use", "touch", "together", "open", "shut", "give", "light", "put_out", "act"})
_RAISED_S: Final = 0.4  # in which hands come to what they do, and leave it
_THEIRS: Final = re.compile(r"\btheir\b", re.IGNORECASE)


def detail_of(shot: Shot, ensemble: Ensemble, cues: tuple[Cue, ...]) -> Subject | None:
    """Whose hands or feet the frame is on; None where it is on a face, a whole body or a thing.

    An insert of a person is of the hands: a face is seen in every other framing.
    """
    who = _whose(shot, cues)
    if shot.camera.framing not in _FRAMINGS or who not in ensemble.bodies:
        return None
    body = ensemble.bodies[who]
    if _OF_FEET.search(shot.words):
        return _subject(f"{who}/feet", body.movement.feet.ankle, body)
    if shot.camera.framing == "insert" or _OF_HANDS.search(shot.words):
        return _subject(f"{who}/hands", _busy_hands(body, who, ensemble), body, _while_they_act(who, cues, body))
    return None


def _whose(shot: Shot, cues: tuple[Cue, ...]) -> str:
    """The camera's subject; of several ("their hands"), one who does something with them."""
    subject = str(shot.camera.subject or "")
    doing = [cue.doing.who for cue in cues if cue.doing.thing is not None]
    return doing[0] if doing and subject not in doing and _THEIRS.search(shot.words) else subject


def _busy_hands(body: Body, who: str, ensemble: Ensemble) -> Doubles:
    """(F, N, 3) both hands where they are together or hold one thing, or else the one that holds or does something."""
    palms, known = body.arms.palms, {thing.prop.id: thing.kind for thing in ensemble.opening.things}
    own = [hand for hand in ensemble.hands if hand.who == who]
    holds = [armfuls.hold_in(hand.part, known[PropId(hand.thing)], body.movement.head_unit) for hand in own]
    by_both = any(hold is not None and hold.right is not None and hold.left is not None for hold in holds)
    apart = float(np.median(np.linalg.norm(palms[:, 0] - palms[:, 1], axis=-1)))
    if by_both or apart < APART_M:
        return palms
    moved = np.linalg.norm(np.diff(palms - body.torso.place["chest"][:, None], axis=0), axis=-1).sum(0)
    side = 0 if holds or moved[0] >= moved[1] else 1
    return palms[:, side : side + 1]


def _while_they_act(who: str, cues: tuple[Cue, ...], body: Body) -> slice:
    """The frames in which somebody's hands are at what they do; all where they do nothing."""
    spans = [(cue.start, cue.end) for cue in cues if cue.doing.who == who and cue.doing.family in _BY_HAND]
    if not spans:
        return slice(None)
    times = body.movement.times
    begin, end = np.searchsorted(times, (min(s for s, _ in spans) + _RAISED_S, max(e for _, e in spans) - _RAISED_S))
    return slice(int(begin), int(end)) if end > begin else slice(None)


def _subject(name: str, points: Doubles, body: Body, framed: slice = slice(None)) -> Subject:
    """A detail as something to be framed.

    Args:
        points: (F, N, 3) metres.
    """
    low, high = points.min(1), points.max(1)
    middle, still = (low + high) / 2, np.zeros(len(points))
    foot = np.column_stack([middle[:, :2], np.maximum(low[:, 2] - PADDED_M, 0.0)])
    top = high[:, 2] + PADDED_M
    radius = PADDED_M + float(np.median(np.linalg.norm((high - low)[:, :2], axis=-1))) / 2
    joints = np.zeros((len(points), 0))
    heading = body.movement.heading
    return Subject(PropId(name), foot, heading, top - foot[:, 2], radius, False, top, middle, still, framed, joints)
