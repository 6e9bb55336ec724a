"""Beats that begin together: two people at once, a wave over a walk, words over what is done.

Whatever leads up to them (going there, taking the thing) comes first. Then what happens in a moment begins for all at
once, a few frames apart, as people do; what goes on (a dance, a walk) fills the time until the last of it is over.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from studio.engine.bodies import at_once, done_again, goes_on, of_the_legs, upper
from studio.engine.performance import Speech, SpeechEvent
from studio.engine.stage.clock import GAP_S, Clock, Cue, own_seconds
from studio.engine.stage.ledger import Doing
from studio.timeline.film import Beat, Line

ABREAST_M = 1.5  # who sets out and arrives no further apart than this goes along with the other
APART_S = 0.12  # between two who begin together: nobody starts on the same frame as another
UNDER_S = 0.35  # what goes on is seen to go on before something happens in its midst
SPEAKS_S = 0.25  # words come a little after what is done along with them
STORY = 0.6  # the share of what is done together after which something else may begin


@dataclass(frozen=True)
class Concert:
    """What begins together: the places of its beats, all their doings in the ledger's order, voices by beat."""

    beats: tuple[Beat, ...]
    group: tuple[int, ...]
    doings: tuple[Doing, ...]
    voices: Mapping[int, Speech]
    scale: float

    def mains(self, beat: int) -> list[Doing]:
        """What a beat is about: its last doing, with the one that it begins with."""
        own = [doing for doing in self.doings if doing.beat == beat]
        first = len(own) - 1
        while first > 0 and own[first].together:
            first -= 1
        return own[max(first, 0) :] if not isinstance(self.beats[beat], Line) else []


@dataclass
class _Laid:
    """The cues laid so far: what leads up, and what it is about, with who rides on whose legs."""

    leads: list[Cue] = field(default_factory=list[Cue])
    mains: list[Cue] = field(default_factory=list[Cue])
    lines: list[SpeechEvent] = field(default_factory=list[SpeechEvent])

    def of(self, who: str) -> list[Cue]:
        """What somebody's beats are about."""
        return [cue for cue in self.mains if cue.doing.who == who]


def in_concert(clock: Clock, concert: Concert) -> tuple[list[Cue], list[SpeechEvent]]:
    """Lay the beats of one group on the clock."""
    mains = [doing for beat in concert.group for doing in concert.mains(beat)]
    laid = _Laid([_led(clock, doing, concert.scale) for doing in concert.doings if doing not in mains])
    riding = [doing for doing in mains if _legs(doing, mains) is not None]
    _begin(clock, laid, [doing for doing in mains if doing not in riding], concert.scale)
    for doing in riding:
        _ride(laid, doing, concert.scale)
    _speak(clock, laid, concert)
    ends = [*(cue.end for cue in laid.mains), *(line.end for line in laid.lines)]
    end = max(ends, default=clock.story)
    laid.mains = [part for cue in laid.mains for part in _drawn_out(cue, end, laid)]
    for cue in laid.mains:
        clock.keep_busy(cue)
    starts = [*(cue.start for cue in laid.mains), *(line.start for line in laid.lines)]
    begun = min(starts, default=clock.story)
    clock.story = max([clock.story, begun + STORY * (end - begun), *(line.end for line in laid.lines)])
    clock.ended = max(clock.ended, end)
    return [*laid.leads, *laid.mains], laid.lines


def _led(clock: Clock, doing: Doing, scale: float) -> Cue:
    start = clock.ready(doing, (doing.who, doing.thing))
    cue = Cue(doing, start, start + own_seconds(doing, scale))
    clock.keep_busy(cue)
    return cue


def _legs(doing: Doing, mains: Sequence[Doing]) -> Doing | None:
    """What the legs of the same body do meanwhile, if this leaves them to it."""
    if not upper(doing.motion):
        return None
    return next((one for one in mains if one.who == doing.who and one is not doing and of_the_legs(one.motion)), None)


def _begin(clock: Clock, laid: _Laid, mains: Sequence[Doing], scale: float) -> None:
    """What happens in a moment begins once all are ready for it; what goes on has begun by then."""
    ready = [clock.ready(doing, (doing.who, doing.thing)) for doing in mains]
    going = [time for doing, time in zip(mains, ready, strict=True) if goes_on(doing.motion)]
    at = max([*ready, *(time + UNDER_S for time in going)], default=0.0)
    bodies = list(dict.fromkeys(doing.who for doing in mains))
    for doing, time in zip(mains, ready, strict=True):
        apart = APART_S * min(bodies.index(doing.who), 3)
        own = max(_set_out(doing, mains, ready), time) if goes_on(doing.motion) or doing.underway else at
        start = own + (0.0 if doing.together else apart)
        start = max([start, *(cue.end for cue in laid.of(doing.who) if not at_once(cue.doing.motion, doing.motion))])
        laid.mains.append(Cue(doing, start, start + own_seconds(doing, scale)))


def _set_out(doing: Doing, mains: Sequence[Doing], ready: Sequence[float]) -> float:
    """When the last of those who go the same way is ready to: they wait for one another."""
    if doing.route is None:
        return 0.0
    along = [time for one, time in zip(mains, ready, strict=True) if _same_way(one, doing)]
    return max(along, default=0.0)


def _same_way(one: Doing, other: Doing) -> bool:
    if one.route is None or other.route is None or one.motion != other.motion:
        return False
    ends = (one.route.points[0], other.route.points[0]), (one.route.points[-1], other.route.points[-1])
    return all(math.dist(a, b) < ABREAST_M for a, b in ends)


def _ride(laid: _Laid, doing: Doing, scale: float) -> None:
    """Hands, head or voice over what the legs do: soon after a walk has begun, as a sitter has nearly sat."""
    under = next(cue for cue in laid.of(doing.who) if of_the_legs(cue.doing.motion))
    share = 0.0 if goes_on(under.doing.motion) or under.doing.family in ("turn", "jump") else 0.75
    start = under.start + max(share * (under.end - under.start), UNDER_S)
    others = [cue for cue in laid.of(doing.who) if upper(cue.doing.motion)]
    start = max([start, *(cue.end for cue in others if not at_once(cue.doing.motion, doing.motion))])
    laid.mains.append(Cue(doing, start, start + own_seconds(doing, scale)))


def _speak(clock: Clock, laid: _Laid, concert: Concert) -> None:
    """Lines one after another, each from when its speaker, or else anybody, is at it."""
    for beat, said in concert.voices.items():
        who = concert.beats[beat].who
        own = [cue.start for cue in laid.of(who)] or [cue.start for cue in laid.mains]
        start = max(clock.talk, min(own, default=clock.story) + (SPEAKS_S if own else 0.0))
        event = SpeechEvent(said, start, start + said.duration)
        laid.lines.append(event)
        clock.talk = event.end + GAP_S * concert.scale


def _drawn_out(cue: Cue, end: float, laid: _Laid) -> list[Cue]:
    """A cue that goes on until the end, if it can: longer, or again and again."""
    motion = cue.doing.motion
    followed = any(
        other.start >= cue.end - 1e-6 and not at_once(other.doing.motion, motion) for other in laid.of(cue.doing.who)
    )
    if not goes_on(motion) or followed or end <= cue.end:
        return [cue]
    if cue.doing.route is not None:
        return [replace(cue, end=max(cue.end, min(end, cue.start + cue.doing.longest)))]
    times = max(1, round((end - cue.start) / (cue.end - cue.start))) if done_again(motion) else 1
    step = (end - cue.start) / times
    return [Cue(cue.doing, cue.start + k * step, cue.start + (k + 1) * step) for k in range(times)]
