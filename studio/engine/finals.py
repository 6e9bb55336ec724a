"""Films being exported, as jobs: painted on the engine thread, by turns with others, and written aside meanwhile."""

import time
from collections.abc import Callable

from studio.engine.aside import Waiting, stepped_aside
from studio.engine.jobs import Export, Finished, JobId, Progress, Redo, Request
from studio.engine.media.pass_files import PassOrder
from studio.engine.media.preflight import has_memory_beside
from studio.engine.media.presets import PresetKind, preset_called
from studio.engine.pace import TimeToGo
from studio.engine.packaging import PackageOrder
from studio.engine.painters.painter import Painter
from studio.engine.production import FilmOrder, Told, make_ready, map_steps, write_ready
from studio.engine.provenance.device import this_device
from studio.engine.staging import Rehearsals
from studio.engine.stem_delivery import deliver_stems
from studio.engine.stop import StopToken
from studio.engine.takes import AtWork, TakeStore
from studio.engine.thread import Steps
from studio.timeline.modelled import located


class Finals:
    """Makes films, any number by turns. painter: the one of a name; at_work: the takes that are being made."""

    def __init__(self, painter: Callable[[str], Painter], rehearsals: Rehearsals, at_work: AtWork) -> None:
        self._painter = painter
        self._rehearsals = rehearsals
        self._at_work = at_work

    def export(self, request: Export, job: JobId, stop: StopToken) -> Steps:
        """Render what is not rendered yet, then write the film.

        Raises:
            StudioError: in words. Stopped: the token was set.
        """
        order = FilmOrder(
            request.target,
            request.size,
            frozenset(request.shots) if request.shots is not None else None,
            request.stems,
            PassOrder(request.passes) if request.passes else None,
            package=_package_order(request),
            preset=request.preset,
        )
        film, to_go = located(request.film, request.takes.parent), TimeToGo()
        if preset_called(request.preset).kind is PresetKind.STEMS:
            sounding = deliver_stems(film, order, self._rehearsals, stop)
            sounds = yield from map_steps(sounding, lambda step: told(step, job, to_go))
            return Finished(job, request.target, sounds.lines)
        painter, takes = self._painter(request.painter), TakeStore(request.takes, self._at_work)
        making = make_ready(film, order, painter, takes, self._rehearsals, stop)
        ready = yield from map_steps(making, lambda step: told(step, job, to_go))
        writing = stepped_aside(write_ready(ready, stop))
        made = yield from map_steps(writing, lambda step: told(step, job, to_go))
        return Finished(job, request.target, made.report.lines)


def has_room(request: Request) -> bool:
    """Whether there is memory for a film's, or some takes', making beside others; a model looks after its own."""
    return not isinstance(request, Export | Redo) or has_memory_beside(request.size)


def told(step: Told, job: JobId, to_go: TimeToGo) -> Progress | Waiting:
    """A step as the window hears of it."""
    if isinstance(step, Waiting):
        return step
    return Progress(job, step.done, step.total, step.what, to_go.seconds_left(step.done, step.total, time.monotonic()))


def _package_order(request: Export) -> PackageOrder | None:
    """How the export is packed, and signed by this device."""
    pack = request.pack
    if pack is None:
        return None
    takes = pack.takes and pack.inside
    return PackageOrder(request.takes.parent, pack.inside, takes, pack.mark, this_device(), cover_s=pack.cover_s)
