"""When everything happens: doings and lines laid along the shot so that they fill it and none is cut off."""

from dataclasses import dataclass

from studio.engine.performance import Speech, SpeechEvent
from studio.engine.stage.clock import FIRST_WORD_S, GAP_S, LEAD_S, Clock, Cue, own_seconds, touched
from studio.engine.stage.concert import Concert, in_concert
from studio.engine.stage.ledger import Doing
from studio.timeline.film import Beat, Feeling, Line, Onset
from studio.timeline.together import begun_together

TAIL_S = 0.25
_LANDS_S = 0.6  # for which what is thrown or kicked is seen where it comes down
QUICKEST = 0.7  # doings already at their shortest are hurried no further than this
_ALONG = {"wave", "nod", "gesture", "look", "hold", "point", "stand", "turn", "bow", "act", "use", "touch"}


@dataclass(frozen=True)
class FeelingCue:
    """From this time on somebody feels so. keyed: as the artist has set it, to the frame."""

    who: str
    emotion: str
    intensity: float
    time: float
    keyed: bool = False


@dataclass(frozen=True)
class FlashCue:
    """For some seconds from this time on a feeling flits over somebody's face."""

    who: str
    emotion: str
    intensity: float
    time: float
    seconds: float


@dataclass(frozen=True)
class Timing:
    """The whole shot on the clock."""

    cues: tuple[Cue, ...]
    lines: tuple[SpeechEvent, ...]
    feelings: tuple[FeelingCue, ...]
    notes: tuple[str, ...]
    flashes: tuple[FlashCue, ...] = ()


def schedule(beats: tuple[Beat, ...], doings: list[Doing], speech: tuple[Speech, ...], duration: float) -> Timing:
    """Lay doings and lines along the shot, stretched or pressed to fill it.

    Lines last exactly as long as their samples; only doings and gaps give way.
    """
    low, high = 0.4, 1.7
    for _ in range(18):
        middle = (low + high) / 2
        low, high = (middle, high) if _laid(beats, doings, speech, middle)[1] <= duration - TAIL_S else (low, middle)
    timing, end = _laid(beats, doings, speech, low)
    if end <= duration - TAIL_S + 1e-3:
        return timing
    return _pressed(timing, duration)


def _laid(
    beats: tuple[Beat, ...], doings: list[Doing], speech: tuple[Speech, ...], scale: float
) -> tuple[Timing, float]:
    clock = Clock(LEAD_S * scale, {}, lead=LEAD_S * scale)
    cues: list[Cue] = []
    lines: list[SpeechEvent] = []
    feelings: list[FeelingCue] = []
    voices = dict(zip((at for at, beat in enumerate(beats) if isinstance(beat, Line)), speech, strict=False))
    groups = {group[0]: group for group in begun_together(beats)}
    last = -1
    for number, beat in enumerate(beats):
        if isinstance(beat, Feeling):
            time = clock.begun if number < last else clock.story
            feelings.append(FeelingCue(beat.who, beat.emotion, beat.intensity, max(0.0, time - 0.1)))
            continue
        group = groups.get(number)
        if group is None:
            continue
        if beat.onset is Onset.AFTER:
            clock.wait()
        clock.begun, last = clock.story, group[-1]
        own = [doing for doing in doings if doing.beat in group]
        if len(group) > 1:
            said = {at: voices[at] for at in group if at in voices}
            together, spoken = in_concert(clock, Concert(beats, tuple(group), tuple(own), said, scale))
            cues, lines = [*cues, *together], [*lines, *spoken]
            clock.story = clock.ended if _next_is_talk(beats, last) is not None else clock.story
        else:
            cues += _acts(clock, own, beat.who if isinstance(beat, Line) else _next_is_talk(beats, number), scale)
            lines += [_line(clock, voices[number], beat.who, scale)] if number in voices else []
    lands = [
        touched(cue) + cue.doing.flight + _LANDS_S for cue in cues if cue.doing.flight > 0 and not cue.doing.caught
    ]
    end = max([clock.story, *(cue.end for cue in cues), *(line.end for line in lines), *lands], default=0.0)
    return Timing(tuple(cues), tuple(lines), tuple(feelings), ()), end


def _line(clock: Clock, said: Speech, who: str, scale: float) -> SpeechEvent:
    start = max(clock.talk, clock.story, FIRST_WORD_S)
    event = SpeechEvent(said, start, start + said.duration)
    clock.story = clock.talk = event.end + GAP_S * scale
    clock.free[who] = max(clock.free.get(who, 0.0), start + 0.2)
    return event


def _acts(clock: Clock, own: list[Doing], talks_next: str | None, scale: float) -> list[Cue]:
    """One beat's doings in a row; the story moves on with them, or earlier when they go along with words."""
    cues: list[Cue] = []
    for doing in own:
        begins = (cues[-1].start if doing.together else cues[-1].end) if cues else _ready(clock, doing)
        start = max(clock.free.get(doing.who, 0.0), begins)
        if doing.meets and cues:
            start = max(0.0, touched(cues[-1]) - doing.meets)
        cues.append(Cue(doing, start, start + own_seconds(doing, scale)))
        clock.keep_busy(cues[-1])
    if not cues:
        return []
    first, last = cues[0], cues[-1]
    if talks_next == last.doing.who and last.doing.family in _ALONG:
        clock.story = last.start + 0.35 * (last.end - last.start)
    elif talks_next is not None and last.doing.family == "walk":
        clock.story = first.start + 0.7 * (last.end - first.start)
    else:
        clock.story = max(clock.story, first.start + 0.45 * (last.end - first.start))
        if talks_next is not None:
            clock.story = max(clock.story, last.end)
    return cues


def _ready(clock: Clock, doing: Doing) -> float:
    """When a doing may begin: after whatever it depends on."""
    return clock.ready(doing, (doing.who, doing.thing, doing.aim))


def _next_is_talk(beats: tuple[Beat, ...], number: int) -> str | None:
    """Who speaks next, if the next beat that takes time is a line."""
    for beat in beats[number + 1 :]:
        if isinstance(beat, Line):
            return beat.who
        if not isinstance(beat, Feeling):
            return None
    return None


def _pressed(timing: Timing, duration: float) -> Timing:
    """A shot too short for all that is said and done: lines from the start on, doings quickened, then cut off."""
    end = max([duration, *(cue.end for cue in timing.cues)])
    squeeze = max(QUICKEST, (duration - TAIL_S * 0.4) / end) if end > duration - TAIL_S else 1.0
    cues = _in_turn([Cue(cue.doing, cue.start * squeeze, _pressed_end(cue, squeeze)) for cue in timing.cues])
    lines, fits = _fitted_lines(timing.lines, duration)
    notes = () if fits else ("There is more dialogue than the shot is long: lines start early and overlap.",)
    late = [cue for cue in cues if cue.start + 0.5 * (cue.end - cue.start) > duration]
    if late:
        notes = (*notes, f"The shot is too short for all that is done: it ends before {_told(late[0].doing)}.")
    feelings = tuple(FeelingCue(f.who, f.emotion, f.intensity, f.time * squeeze) for f in timing.feelings)
    return Timing(tuple(cue for cue in cues if cue.start < duration), lines, feelings, notes)


def _in_turn(cues: list[Cue]) -> tuple[Cue, ...]:
    """Cues with those of swimmers and climbers pushed back so far that one does not begin before the other is over."""
    carried = {cue.doing.who for cue in cues if cue.doing.becomes}
    free: dict[str, float] = {}
    out: list[Cue] = []
    for cue in cues:
        late = max(0.0, free.get(cue.doing.who, cue.start) - cue.start) if cue.doing.who in carried else 0.0
        out.append(Cue(cue.doing, cue.start + late, cue.end + late))
        free[cue.doing.who] = out[-1].end
    return tuple(out)


def _pressed_end(cue: Cue, squeeze: float) -> float:
    """Walks are never made faster than people go: they are cut off instead."""
    if cue.doing.plunge is not None:
        return cue.start * squeeze + cue.doing.shortest
    if cue.doing.family not in ("walk", "creature"):
        return cue.end * squeeze
    return max(cue.end * squeeze, cue.start * squeeze + cue.doing.shortest)


def _told(doing: Doing) -> str:
    return f'"{doing.words}"' if doing.words else f"{doing.who} can {doing.family.replace('_', ' ')}"


def _fitted_lines(lines: tuple[SpeechEvent, ...], duration: float) -> tuple[tuple[SpeechEvent, ...], bool]:
    """Lines moved early enough to end inside the shot; False when they cannot follow one another."""
    last_end = duration - 0.08
    spoken = sum(line.speech.duration for line in lines)
    if spoken <= last_end - FIRST_WORD_S:
        starts: list[float] = []
        limit = last_end
        for line in reversed(lines):
            start = min(line.start, limit - line.speech.duration)
            starts.append(start)
            limit = start - 0.02
        shift = max(0.0, FIRST_WORD_S - starts[-1]) if starts else 0.0
        starts = [start + shift for start in reversed(starts)]
        fixed = _pushed(lines, starts)
        return fixed, True
    latest = [max(FIRST_WORD_S, last_end - line.speech.duration) for line in lines]
    room = (last_end - FIRST_WORD_S) / max(spoken, 1e-6)
    now, out = FIRST_WORD_S, list[SpeechEvent]()
    for line, limit in zip(lines, latest, strict=True):
        start = min(now, limit)
        out.append(SpeechEvent(line.speech, start, start + line.speech.duration))
        now += line.speech.duration * room
    return tuple(out), False


def _pushed(lines: tuple[SpeechEvent, ...], starts: list[float]) -> tuple[SpeechEvent, ...]:
    """Lines at their starts, each pushed behind the one before it."""
    out: list[SpeechEvent] = []
    for line, start in zip(lines, starts, strict=True):
        begin = max(start, out[-1].end) if out else start
        out.append(SpeechEvent(line.speech, begin, begin + line.speech.duration))
    return tuple(out)
