"""What waits for the engine thread: how urgent it is, which finals go on side by side, and whose turn it is."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, TypeAlias, assert_never

from studio.engine.aside import Waiting
from studio.engine.cameo_jobs import DoWithCameos, LookAtCameos
from studio.engine.export_jobs import FindEncoder
from studio.engine.interchange_jobs import BringIn, SendOut
from studio.engine.jobs import (
    Coach,
    CutOut,
    Direct,
    Dub,
    Expand,
    Export,
    Fill,
    Finished,
    JobEvent,
    JobId,
    Judge,
    Portray,
    Preview,
    Redirect,
    Redo,
    Request,
    SaveModel,
    Survey,
    TakeIn,
    TakeModel,
    Turn,
)
from studio.engine.package_jobs import Borrow, Browse, Extend, LookInto, OpenFilm, Trace, Weigh
from studio.engine.painting_jobs import LayDown, LookAtTakes, Paint, PaintClip, ShowRegion, TakeDrawings
from studio.engine.stop import StopToken
from studio.engine.voicing import Audition

ABREAST: Final = 2
"""How many finals go on side by side, unless somebody says otherwise: on two cores, one that paints and one whose film
is being encoded keep both busy; more only share them, and each holds pictures and an encoder in memory."""
MOST_ABREAST: Final = 4
TURN_S: Final = 1.0
"""How long a final goes on before the next has its turn: what a painter keeps of a shot is of use from frame to frame,
and of none once another shot was painted."""

Steps: TypeAlias = Generator[JobEvent | Waiting | None, None, Finished]


class Lane(IntEnum):
    """What goes first: small is urgent."""

    READING = 0
    PREVIEW = 1
    TURNTABLE = 2
    SKETCH = 3
    WRITING = 4
    FINAL = 5
    CHORE = 6


@dataclass(eq=False)
class Job:
    """A request on its way. Belongs to the engine thread once it is queued; only the token is shared.

    turn: who of those side by side goes first, small is first. left_s: how much of the turn is left, seconds.
    """

    id: JobId
    request: Request
    lane: Lane
    turn: int
    stop: StopToken = field(default_factory=StopToken)
    steps: Steps | None = None
    left_s: float = TURN_S

    def had(self, seconds: float, turn: int, turn_s: float = TURN_S) -> None:
        """It was worked on for so long; once its turn is over, its next is ``turn``, and lasts ``turn_s``."""
        self.left_s -= seconds
        if self.left_s <= 0:
            self.turn, self.left_s = turn, turn_s


def due(jobs: Sequence[Job], resting: set[JobId], most: int, has_room: Callable[[Request], bool]) -> Job | None:
    """The job whose turn it is: by lane, then in the order asked for; of finals that go on, by turns. None: all rest.

    most: how many finals may go on side by side. has_room: see ``abreast``.
    """
    lanes = {job.lane for job in jobs if job.id not in resting}
    for lane in sorted(lanes):
        if lane is not Lane.FINAL:
            return min((job for job in jobs if job.lane is lane and job.id not in resting), key=lambda job: job.id)
        finals = [job for job in jobs if job.lane is lane]
        going = [job for job in abreast(finals, most, has_room) if job.id not in resting]
        if going:
            return min(going, key=lambda job: job.turn)
    return None


def abreast(finals: Iterable[Job], most: int, has_room: Callable[[Request], bool]) -> list[Job]:
    """The finals that go on now: those under way, and with them the next ones asked for, up to ``most``.

    Passed over for now is what would paint with a model beside another that does (one set of modules is open at a
    time), and what would write the file that another writes. has_room: whether the machine takes on one more.
    """
    going: list[Job] = []
    for job in sorted(finals, key=lambda job: (job.steps is None, job.id)):
        if len(going) >= most and job.steps is None:
            break
        if any(_in_the_way(job.request, other.request) for other in going):
            continue
        if going and job.steps is None and not has_room(job.request):
            break
        going.append(job)
    return going


def _in_the_way(one: Request, other: Request) -> bool:
    if _paints_with_a_model(one) and _paints_with_a_model(other):
        return True
    return isinstance(one, Export) and isinstance(other, Export) and one.target == other.target


def _paints_with_a_model(request: Request) -> bool:
    match request:
        case Paint() | PaintClip() | LayDown():
            return True
        case Export(painter=painter) | Redo(painter=painter):
            return painter != "cel"
        case _:
            return False


def lane_of(request: Request) -> Lane:
    """How urgent a request is."""
    match request:
        case (
            Direct()
            | Redirect()
            | Judge()
            | Coach()
            | Dub()
            | TakeIn()
            | CutOut()
            | Audition()
            | FindEncoder()
            | BringIn()
            | LookAtCameos()
            | DoWithCameos()
            | TakeDrawings()
        ):
            return Lane.READING
        case Preview():
            return Lane.PREVIEW
        case Turn():
            return Lane.TURNTABLE
        case Portray() | TakeModel() | SaveModel() | SendOut() | ShowRegion():
            return Lane.SKETCH
        case Expand() | Fill():
            return Lane.WRITING
        case OpenFilm() | LookInto() | Trace() | Weigh() | Browse() | Borrow() | Extend():
            return Lane.READING
        case Export() | Redo() | Paint() | PaintClip() | LayDown():
            return Lane.FINAL
        case Survey() | LookAtTakes():
            return Lane.CHORE
        case _:
            assert_never(request)


def replaces(new: Request, old: Request) -> bool:
    """Whether the answer to ``old`` is of no use any more once ``new`` is asked."""
    match new, old:
        case (Redirect(shot=shot), Redirect(shot=other)):
            return shot == other
        case (
            (Direct(), Direct())
            | (Preview(), Preview())
            | (Survey(), Survey())
            | (LookAtTakes(), LookAtTakes())
            | (ShowRegion(), ShowRegion())
            | (Judge(), Judge())
            | (Coach(), Coach())
            | (Turn(), Turn())
            | (Portray(), Portray())
            | (CutOut(), CutOut())
            | (Audition(), Audition())
            | (FindEncoder(), FindEncoder())
            | (LookAtCameos(), LookAtCameos())
        ):
            return True
        case (Expand() | Fill(), Expand() | Fill()):
            return True
        case _:
            return False
