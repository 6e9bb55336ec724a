"""Who utters what without words, and when: the calls of animals at their acts, and what people's gestures sound like.

A mouth opens for a call on the frame on which it begins, and nobody calls while they speak.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.calls import call_at, call_kinds, gape
from studio.engine.performance import Actor, CallEvent, Face, Performance, PropTrack, SpeechEvent, Viseme
from studio.engine.stage.creature_tracks import Alive
from studio.engine.stage.posing import POSED
from studio.engine.stage.schedule import Cue

_OPEN: Final = 0.1
_APART_S: Final = 0.15
_NARROW: Final = 0.7
"""A mouth that opens no wider than this for a call is drawn half open."""


def uttered(performance: Performance, alive: Mapping[str, Alive], cues: tuple[Cue, ...]) -> Performance:
    """The performance with every call in it, and with the mouths of people open for theirs."""
    fps = performance.fps
    heard = (call for one in alive.values() if one.carried for call in one.calls)
    calls = [call for call in heard if not _speaks(call, performance.speech)]
    actors = performance.actors
    for cue in cues:
        member = next((actor.member for actor in actors if actor.member.id == cue.doing.who), None)
        if member is None or cue.doing.family not in POSED:
            continue
        call = call_at(member, cue.doing.motion, cue.doing.words, (cue.start, cue.end), fps)
        if call is not None and not _speaks(call, performance.speech):
            calls.append(call)
            actors = tuple(
                _mouthing(actor, call, cue, fps) if actor.member.id == call.who else actor for actor in actors
            )
    in_turn = tuple(sorted(calls, key=lambda call: (call.start, call.who)))
    return replace(performance, actors=actors, calls=in_turn) if in_turn else performance


def _speaks(call: CallEvent, lines: tuple[SpeechEvent, ...]) -> bool:
    own = (line for line in lines if line.speech.who == call.who)
    end = call.start + call.seconds + _APART_S
    return any(line.start < end and call.start - _APART_S < line.heard_until for line in own)


def _mouthing(actor: Actor, call: CallEvent, cue: Cue, fps: int) -> Actor:
    """Somebody whose mouth follows their call for as long as they act it; what they say is left alone."""
    kind, face = call_kinds()[call.kind], actor.face
    if kind.mouth <= 0:
        return actor
    times = np.arange(len(face.opening)) / fps
    wide = gape(call, times)
    during = (times >= cue.start) & (times < cue.end)
    shape = float(Viseme.A if kind.mouth > _NARROW else Viseme.E)
    viseme = np.where(wide > _OPEN, shape, float(Viseme.REST))
    mouth: Face = replace(
        face,
        viseme=np.where(during, viseme, face.viseme).astype(np.uint8),
        opening=np.where(during, wide, face.opening).astype(np.float32),
    )
    return replace(actor, face=mouth)


# --- of the drawings --------------------------------------------------------------------------------------
def on_drawings(performance: Performance) -> Performance:
    """The calls of animals moved to the first frame that shows a drawing as late as they are."""
    tracks = {str(track.prop.id): track for track in performance.props if track.drawn is not None}
    calls = tuple(_seen(call, tracks.get(call.who), performance.fps) for call in performance.calls)
    return replace(performance, calls=calls) if calls != performance.calls else performance


def _seen(call: CallEvent, track: PropTrack | None, fps: int) -> CallEvent:
    if track is None or track.drawn is None:
        return call
    shown = np.flatnonzero(track.drawn.frames >= round(call.start * fps))
    return replace(call, start=float(shown[0]) / fps) if len(shown) else call
