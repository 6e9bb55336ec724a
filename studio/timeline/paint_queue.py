"""What is to be painted, in which order: a value, kept in the project file row by row.

A queue is never edited in place; every function gives a new one, and says by its rows what changed.
"""

from collections.abc import Callable
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.film import ShotId

_MARK: Final = b'{"type":"paint"'


class ChosenLora(Struct, frozen=True):
    """A LoRA's file, and how strongly it acts, 0 not at all to 1 as it was made."""

    path: str
    strength: float = 1.0


class ClipWish(Struct, frozen=True):
    """A clip to be invented. way: "after" or "before" the job's shot, or "moving" for a picture that moves.

    seconds: how long it is about. words: what happens in it, "" as the shot's own. first, last: the pictures' files.
    seed: another one gives another clip.
    """

    way: str
    seconds: float
    words: str = ""
    first: str = ""
    last: str = ""
    seed: int = 0


class PaintJob(Struct, frozen=True, tag="paint"):
    """One shot to be painted by one painter, or a clip to be invented.

    painter: its name, or a model's folder. dial, control: how, in the words of the painters' own choices. width,
    height: of the film, pixels. place: what is smaller is painted first, among jobs as urgent. urgency: larger first.
    tries: how often it may be painted until it comes out well. held: how much the control holds it. strength: how much
    of what is painted over is painted anew, None as the painter has it. keyframes: who paints the first frame, ""
    nobody. apart, sound: see the painters' choices. promotes: the key of the take that is painted finer. region: only
    the shot's region is painted anew, into the take ``over``, "" into what the shot is made of. clip: what is invented
    instead.
    """

    shot: ShotId
    painter: str
    width: int
    height: int
    dial: str = "good"
    control: str = "grey"
    place: float = 0.0
    urgency: int = 0
    paused: bool = False
    tries: int = 1
    held: float = 1.0
    strength: float | None = None
    keyframes: str = ""
    loras: tuple[ChosenLora, ...] = ()
    apart: bool = True
    sound: bool = False
    promotes: str = ""
    region: bool = False
    over: str = ""
    clip: ClipWish | None = None


class Queued(Struct, frozen=True):
    """A job in the queue, with the number of its row."""

    number: int
    job: PaintJob


class PaintQueue(Struct, frozen=True):
    """Every job, in the order it is painted. paused: none is begun."""

    jobs: tuple[Queued, ...] = ()

    @property
    def due(self) -> Queued | None:
        """The job whose turn it is."""
        return next((one for one in self.jobs if not one.job.paused), None)

    def of(self, number: int) -> Queued:
        """The job of a number.

        Raises:
            InvalidRequest: it is not in the queue any more.
        """
        found = next((one for one in self.jobs if one.number == number), None)
        if found is None:
            raise InvalidRequest("That painting is not in the queue any more.", "It ended, or was taken out.")
        return found


def is_paint_job(row: bytes) -> bool:
    """Whether a row of the project's queue is a painting."""
    return row.startswith(_MARK)


def written(job: PaintJob) -> bytes:
    """A job as a row."""
    return msgspec.json.encode(job)


def read_queue(rows: list[tuple[int, bytes]]) -> PaintQueue:
    """The queue of a project's rows; rows of other work, and those that do not read, are left out."""
    found: list[Queued] = []
    for number, row in rows:
        if is_paint_job(row):
            try:
                found.append(Queued(number, msgspec.json.decode(row, type=PaintJob)))
            except msgspec.DecodeError:
                continue
    return in_order(PaintQueue(tuple(found)))


def in_order(queue: PaintQueue) -> PaintQueue:
    """The jobs as they are painted."""
    return PaintQueue(tuple(sorted(queue.jobs, key=lambda one: (-one.job.urgency, one.job.place, one.number))))


def added(queue: PaintQueue, number: int, job: PaintJob) -> PaintQueue:
    """The queue with one more job."""
    return in_order(PaintQueue((*queue.jobs, Queued(number, job))))


def at_the_end(queue: PaintQueue) -> float:
    """A place behind all others."""
    return max((one.job.place for one in queue.jobs), default=0.0) + 1.0


def without(queue: PaintQueue, number: int) -> PaintQueue:
    """The queue without a job; as it was if it is not there."""
    return PaintQueue(tuple(one for one in queue.jobs if one.number != number))


def changed(queue: PaintQueue, number: int, change: Callable[[PaintJob], PaintJob]) -> PaintQueue:
    """The queue with one job changed.

    Raises:
        InvalidRequest: it is not in the queue any more.
    """
    new = Queued(number, change(queue.of(number).job))
    return in_order(PaintQueue(tuple(new if one.number == number else one for one in queue.jobs)))


def paused(queue: PaintQueue, number: int, *, pause: bool) -> PaintQueue:
    """A job put aside, or taken up again."""
    return changed(queue, number, lambda job: replace(job, paused=pause))


def urgent(queue: PaintQueue, number: int, urgency: int) -> PaintQueue:
    """A job made more or less urgent."""
    return changed(queue, number, lambda job: replace(job, urgency=urgency))


def moved(queue: PaintQueue, number: int, to: int) -> PaintQueue:
    """A job moved to a place in the order, 0 first.

    | A | B | C |  moved C to 0  ->  | C | A | B |

    It becomes as urgent as its new neighbours, or it would not stay there.
    """
    mine = queue.of(number)
    others = [one for one in queue.jobs if one.number != number]
    to = min(max(to, 0), len(others))
    before, after = others[to - 1] if to > 0 else None, others[to] if to < len(others) else None
    near = after or before
    if near is None:
        return queue
    low = before.job.place if before and before.job.urgency == near.job.urgency else near.job.place - 1.0
    high = after.job.place if after else low + 2.0
    return changed(queue, mine.number, lambda job: replace(job, urgency=near.job.urgency, place=(low + high) / 2))
