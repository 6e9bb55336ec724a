"""What the engine thread does for each kind of request, step by step."""

import itertools
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import assert_never

from studio.cameo.home import Home, open_home
from studio.engine.aside import Waiting
from studio.engine.cameo_desk import do, look_at
from studio.engine.cameo_jobs import DoWithCameos, LookAtCameos
from studio.engine.clearing import acquaintances, as_seen, seen
from studio.engine.director.coach import advise
from studio.engine.director.direct import direct, direct_again
from studio.engine.director.redirect import redirect
from studio.engine.director.tongues.editing import load_ahead
from studio.engine.dubs import recording_heard, voice_kept
from studio.engine.easel import Easel, show_region, take_drawings, takes_seen
from studio.engine.export_jobs import EncoderFound, FindEncoder
from studio.engine.finals import Finals, has_room, told
from studio.engine.footage import clip_taken_in, is_a_picture, kept_footage
from studio.engine.interchange_jobs import BringIn, SendOut
from studio.engine.jobs import (
    Advised,
    Coach,
    CutOut,
    CutReady,
    Direct,
    Directed,
    Dub,
    Dubbed,
    Expand,
    Export,
    Fill,
    Finished,
    FrameReady,
    JobId,
    Judge,
    Judged,
    ModelTaken,
    PictureTaken,
    Portray,
    Portrayed,
    Preview,
    Progress,
    Redirect,
    Redo,
    Request,
    SaveModel,
    SoundReady,
    Survey,
    TakeIn,
    TakeModel,
    ThumbnailReady,
    Turn,
)
from studio.engine.judgement import Judgement
from studio.engine.media.encoders import encoder_named
from studio.engine.media.gltf.writing import write_file
from studio.engine.mixing import Held, Mixing, Side
from studio.engine.models import character_taken_in, kept_with, thing_taken_in
from studio.engine.overlaying.compositing import Compositor
from studio.engine.overlaying.showing import shown_with_overlays
from studio.engine.pace import TimeToGo
from studio.engine.package_jobs import Borrow, Browse, Extend, LookInto, OpenFilm, PackageEvent, Trace, Weigh, answers
from studio.engine.painters.cel.painter import REVISION, CelPainter, Effects
from studio.engine.painters.cel.vrm import vrm_steps
from studio.engine.painters.painter import Painter
from studio.engine.painters.still.showing import cut_shown
from studio.engine.painting_jobs import LayDown, LookAtTakes, Paint, PaintClip, ShowRegion, TakeDrawings
from studio.engine.playback import Cue, Lookahead, StemShelf, play
from studio.engine.production import map_steps, redo
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.staleness import Catalogue, judge, stage_keys
from studio.engine.stills import kept_still, still_taken_in
from studio.engine.stop import StopToken
from studio.engine.takes import AtWork, TakeStore
from studio.engine.thread import Steps
from studio.engine.thumbnails import Thumbnails
from studio.engine.turntable import Turning, turn
from studio.engine.voicing import Audition, voiced
from studio.engine.writer.writing import Writer
from studio.errors import StudioError
from studio.timeline.film import CastMember, Film, Seconds
from studio.timeline.modelled import located

log = logging.getLogger(__name__)


class Workshop:
    """The engine thread's tools: the painters and what was rehearsed. Everything is opened when first used."""

    def __init__(self, home: Home | None = None) -> None:
        self._home = home or open_home()
        self._cel: CelPainter | None = None
        self._rehearsals = Rehearsals(holdings=self._home)
        self._stems = StemShelf()
        self._thumbnails = Thumbnails()
        self._takes: Catalogue | None = None
        self._writer = Writer()
        self._turning = Turning()
        self._compositor = Compositor()
        self._at_work = AtWork()
        self._easel = Easel(lambda: self.cel, self._at_work)
        self._finals = Finals(self.painter, self._rehearsals, self._at_work)

    def begin(self, request: Request, job: JobId, stop: StopToken) -> Steps:
        """The request as a generator of steps."""
        match request:
            case Direct():
                return _direct(request, job, self._home)
            case Coach():
                return _coach(request, job)
            case Dub():
                return _dub(request, job)
            case TakeIn():
                return _take_in(request, job)
            case CutOut():
                return _cut_out(request, job, stop)
            case Audition():
                return _audition(request, job, self._home)
            case Redirect():
                return _redirect(request, job, self._home)
            case Preview(clock=clock):
                steps = self._play(request, clock, job, stop) if clock else self._still(request, job, stop)
                return shown_with_overlays(steps, _found(request), self._compositor)
            case Survey():
                return self._survey(request, job, stop)
            case Export():
                return self._finals.export(request, job, stop)
            case Judge():
                return self._judge(request, job)
            case Redo():
                return self._redo(request, job, stop)
            case Expand():
                return self._writer.expand(request, job, stop)
            case Fill():
                return self._writer.fill(request, job, stop)
            case Turn():
                return turn(request, job, self._turning, self.cel, self._home)
            case Portray():
                return self._portray(request, job)
            case TakeModel():
                return _take_model(request, job)
            case SaveModel():
                return _save_model(request, job)
            case BringIn():
                return _bring_in(request, job)
            case SendOut():
                return self._send_out(request, job, stop)
            case FindEncoder():
                return _find_encoder(request, job)
            case Paint():
                return self._easel.paint(request, job, stop, self._rehearsals)
            case PaintClip():
                return self._easel.invent(request, job, stop, self._rehearsals)
            case ShowRegion():
                return show_region(request, job, self.cel, self._rehearsals, stop)
            case TakeDrawings():
                return take_drawings(request, job)
            case LayDown():
                return self._easel.lay_down(request, job)
            case LookAtTakes():
                return takes_seen(request, job, self._home)
            case OpenFilm() | LookInto() | Trace() | Weigh() | Browse() | Borrow() | Extend():
                return _answered(answers(request, job, stop), job)
            case LookAtCameos() | DoWithCameos():
                return _with_cameos(request, job, self._home)
            case _:
                assert_never(request)

    def has_room_beside(self, request: Request) -> bool:
        """Whether there is memory for a final beside others."""
        return has_room(request)

    def painter(self, name: str) -> Painter:
        """The painter of this name, kept open for the next job.

        Raises:
            InvalidRequest: there is none.
        """
        return self.cel if name == "cel" else self._easel.open_now(name)

    @property
    def cel(self) -> CelPainter:
        """The cel painter; its GL context is made on first use, on this thread."""
        if self._cel is None:
            self._cel = CelPainter()
        return self._cel

    def close(self) -> None:
        """Put the painters and the model away."""
        self._writer.close()
        self._easel.close()
        self._compositor.close()
        if self._cel is not None:
            self._cel.close()
            self._cel = None

    def _still(self, request: Preview, job: JobId, stop: StopToken) -> Steps:
        """One frame, as soon as can be."""
        cues = self._cues(_found(request), request.start, stop)
        for cue in itertools.islice(cues, 1):
            staged, index, effects = cue.staged, cue.frame_at(request.start), Effects.all()
            painted = self.cel.open(staged.performance, request.size).frame(index, effects)
            mixing, before, after = (
                Mixing(request.film, staged),
                Held(self.cel, request.size),
                Held(self.cel, request.size),
            )
            before.keep(cue.before, last=True)
            if mixing.looks_at(index) is Side.AFTER:
                after.keep(next(cues).staged, last=False)
            colour = mixing.over(painted.colour, index, before, after, effects)
            yield FrameReady(job, staged.shot.id, index, cue.time_of(index), colour)
            yield cue.worlds(job)
        return Finished(job)

    def _play(self, request: Preview, clock: Callable[[], float], job: JobId, stop: StopToken) -> Steps:
        coming = Lookahead(self._cues(_found(request), request.start, stop), self._stems, stop)
        return play(request, clock, job, self.cel, coming)

    def _survey(self, request: Survey, job: JobId, stop: StopToken) -> Steps:
        """A thumbnail, the worlds and the stems of every shot asked for.

        A film that was opened asks for this before all else, so the dictionary for editing it is read here too.
        """
        wanted = request.shots
        load_ahead(request.film.script)
        for cue in self._cues(_found(request), Seconds(0), stop):
            yield None
            shot = cue.staged.shot.id
            if wanted is not None and shot not in wanted:
                continue
            yield cue.worlds(job)
            if cue.staged.barred:
                continue
            yield ThumbnailReady(job, shot, self._thumbnails.of(cue.staged, request.size, self.cel))
            yield SoundReady(job, shot, cue.start, self._stems.of(cue.staged, stop))
        return Finished(job)

    def _portray(self, request: Portray, job: JobId) -> Steps:
        for entity in request.entities:
            try:
                shown, cleared = seen(entity, self._home)
                yield Portrayed(job, entity, self._turning.portrait(shown, cleared, request.size, self.cel))
            except StudioError as fault:
                log.info("no portrait of %s: %s", entity.name, fault)
        return Finished(job)

    def _send_out(self, request: SendOut, job: JobId, stop: StopToken) -> Steps:
        from studio.engine.interchange.working import send_out  # as in _bring_in

        return (yield from send_out(request, job, self._rehearsals, stop))

    def _judge(self, request: Judge, job: JobId) -> Steps:
        """Whether each shot's take holds, from what is remembered; nothing is played out for it."""
        yield Judged(job, self._judgement(request.film, request.takes))
        return Finished(job)

    def _judgement(self, film: Film, takes: Path) -> Judgement:
        rehearsals = self._rehearsals
        rehearsals.outcomes.keep_in(takes.parent)
        keys = stage_keys(film, rehearsals.outcomes, rehearsals.fingerprints, rehearsals.holdings)
        return judge(as_seen(film, self._home), keys, self._catalogue(takes).records(), {"cel": REVISION})

    def _catalogue(self, takes: Path) -> Catalogue:
        if self._takes is None or self._takes.folder != takes:
            self._takes = Catalogue(TakeStore(takes))
        return self._takes

    def _redo(self, request: Redo, job: JobId, stop: StopToken) -> Steps:
        judgement = self._judgement(request.film, request.takes)
        sizes = {shot: judgement.of(shot).size or request.size for shot in request.shots}
        making = redo(
            located(request.film, request.takes.parent),
            sizes,
            self.painter(request.painter),
            TakeStore(request.takes, self._at_work),
            self._rehearsals,
            stop,
        )
        to_go = TimeToGo()
        yield from map_steps(making, lambda step: told(step, job, to_go))
        yield Judged(job, self._judgement(request.film, request.takes))
        return Finished(job)

    def _cues(self, film: Film, at: Seconds, stop: StopToken) -> Iterator[Cue]:
        """The shots from film time ``at`` on, staged; the last one if ``at`` lies behind the end."""
        starts = film.starts()
        last = film.shots[-1].id if film.shots else None
        before: Staged | None = None
        for staged in stage_shots(film, self._rehearsals, stop):
            cue = Cue(staged, starts[staged.shot.id], before)
            if at < cue.start + staged.shot.duration or staged.shot.id == last:
                yield cue
            before = staged


def _found(request: Preview | Survey) -> Film:
    """The film of a request, its models found in its project."""
    return request.film if request.folder is None else located(request.film, request.folder)


def _answered(steps: Iterator[PackageEvent | Waiting | None], job: JobId) -> Steps:
    yield from steps
    return Finished(job)


def _coach(request: Coach, job: JobId) -> Steps:
    yield Advised(job, advise(request.film, request.shot))
    return Finished(job)


def _take_in(request: TakeIn, job: JobId) -> Steps:
    """A picture as a still, all else as a clip; a folder's pictures are joined first."""
    if is_a_picture(request.picture):
        still, note = still_taken_in(request.picture)
        yield PictureTaken(job, kept_still(still, request.folder), note)
        return Finished(job)
    footage, note = clip_taken_in(request.picture, request.folder, request.fps)
    yield None
    copied = map_steps(kept_footage(footage, request.folder), lambda step: Progress(job, *step, "copying"))
    yield PictureTaken(job, (yield from copied), note)
    return Finished(job)


def _cut_out(request: CutOut, job: JobId, stop: StopToken) -> Steps:
    yield CutReady(job, cut_shown(request.still, stop))
    return Finished(job)


def _audition(request: Audition, job: JobId, home: Home) -> Steps:
    yield None
    yield voiced(request, job, home)
    return Finished(job)


def _dub(request: Dub, job: JobId) -> Steps:
    recording, onset_s = recording_heard(request.path)
    yield None
    yield Dubbed(job, voice_kept(recording, request.folder), onset_s)
    return Finished(job)


def _direct(request: Direct, job: JobId, home: Home) -> Steps:
    known = acquaintances(home)
    if request.keep is None:
        yield Directed(job, direct(request.script, None, known))
    else:
        again = direct_again(request.script, request.keep, request.was, known)
        yield Directed(job, again.film, again.lost)
    return Finished(job)


def _redirect(request: Redirect, job: JobId, home: Home) -> Steps:
    yield Directed(job, redirect(request.film, request.shot, request.directions, acquaintances(home)))
    return Finished(job)


def _take_model(request: TakeModel, job: JobId) -> Steps:
    yield None
    who, folder = request.entity.id, request.folder
    if isinstance(request.entity, CastMember):
        character, height = character_taken_in(request.path)
        yield ModelTaken(job, who, kept_with(character, folder), height)
    else:
        yield ModelTaken(job, who, kept_with(thing_taken_in(request.path), folder))
    return Finished(job)


def _bring_in(request: BringIn, job: JobId) -> Steps:
    from studio.engine.interchange.working import bring_in  # OpenTimelineIO takes a third of a second to load

    return (yield from bring_in(request, job))


def _find_encoder(request: FindEncoder, job: JobId) -> Steps:
    yield EncoderFound(job, request.preset, encoder_named(request.preset, request.size, request.fps))
    return Finished(job)


def _save_model(request: SaveModel, job: JobId) -> Steps:
    yield None
    data = yield from vrm_steps(request.member, request.author)
    write_file(request.target, data)
    return Finished(job, request.target)


def _with_cameos(request: LookAtCameos | DoWithCameos, job: JobId, home: Home) -> Steps:
    yield look_at(request, job, home) if isinstance(request, LookAtCameos) else do(request, job, home)
    return Finished(job)
