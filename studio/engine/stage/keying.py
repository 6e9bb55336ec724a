"""The artist's acting keys laid over what the words give: from its time on, a key wins until the next one."""

from dataclasses import dataclass, replace

from studio.engine.stage.entrances import Opening
from studio.engine.stage.schedule import FeelingCue, FlashCue, Timing
from studio.timeline.acting import EmotionKey, GazeKey, Way, of_kind
from studio.timeline.film import Shot


@dataclass(frozen=True)
class GazeSpan:
    """From ``start`` to ``end``, seconds of the shot, somebody looks as a key says."""

    start: float
    end: float
    key: GazeKey


def keyed(timing: Timing, shot: Shot, opening: Opening) -> Timing:
    """The timing with what the artist's emotion keys change of it."""
    if not any(isinstance(key, EmotionKey) for key in shot.acting):
        return timing
    feelings: list[FeelingCue] = []
    flashes: list[FlashCue] = []
    people = {person.id for person in opening.people}
    feelings += [one for one in timing.feelings if one.who not in people]
    for person in opening.people:
        keys = of_kind(shot.acting, EmotionKey, person.id)
        words = sorted((one for one in timing.feelings if one.who == person.id), key=lambda one: one.time)
        feelings += _felt([FeelingCue(person.id, person.emotion, 1.0, -1.0), *words], keys)
        flashes += [
            FlashCue(person.id, key.emotion, key.intensity, float(key.at), float(key.flash))
            for key in keys
            if key.flash is not None
        ]
    return replace(timing, feelings=tuple(feelings), flashes=tuple(flashes))


def _felt(words: list[FeelingCue], keys: tuple[EmotionKey, ...]) -> list[FeelingCue]:
    """One person's feelings: the words' (the first one is how they came in) where no key rules, the keys' elsewhere."""
    lasting = [key for key in keys if key.flash is None]
    starts = [float(key.at) for key in lasting]

    def ruled(time: float) -> bool:
        before = sum(start <= time for start in starts)
        return before > 0 and lasting[before - 1].emotion != ""

    felt = [cue for cue in words[1:] if not ruled(cue.time)]
    for key, start in zip(lasting, starts, strict=True):
        if key.emotion:
            felt.append(FeelingCue(key.who, key.emotion, key.intensity, start, keyed=True))
        else:
            said = [cue for cue in words if cue.time <= start][-1]
            felt.append(replace(said, time=start, keyed=True))
    return sorted(felt, key=lambda cue: cue.time)


def gaze_spans(shot: Shot, who: str) -> tuple[GazeSpan, ...]:
    """When somebody looks where a key says, in time order; what the words have is left out."""
    keys = of_kind(shot.acting, GazeKey, who)
    ends = [*(key.at for key in keys[1:]), shot.duration + 1]
    spans = (GazeSpan(float(key.at), float(end), key) for key, end in zip(keys, ends, strict=False))
    return tuple(span for span in spans if span.key.way is not Way.WORDS)


def unseen(shot: Shot, opening: Opening) -> tuple[str, ...]:
    """In plain words, which keys look at what is not there."""
    names = {str(person.id): person.member.name for person in opening.people}
    there = set(names) | {str(thing.prop.id) for thing in opening.things}
    missing = {
        (names[key.who], key.of)
        for key in shot.acting
        if isinstance(key, GazeKey) and key.way is Way.AT and key.who in names and key.of not in there
    }
    return tuple(f"{who} cannot look at {of!r}: it is not in the shot." for who, of in sorted(missing))
