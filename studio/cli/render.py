"""``main.py render``: a script or a project becomes a film."""

import json
import os
import signal
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from msgspec import structs

from studio.cli.clips import film_of_clip, looks_a_clip
from studio.cli.films import PackWish, carries_a_project, opened_source, package_order, with_terms
from studio.cli.homes import command_home
from studio.cli.models import with_models
from studio.cli.progress import ProgressLine
from studio.cli.sources import Source, checked_fps, chosen_shots
from studio.cli.stills import PictureWish, film_of_picture, looks_a_picture, with_stills
from studio.cli.voices import with_voices
from studio.engine.film_plan import FilmMade
from studio.engine.media.delivery import check_delivery
from studio.engine.media.pass_files import PassOrder
from studio.engine.media.pass_layers import PassFormat
from studio.engine.media.preflight import check_new_folder, check_size
from studio.engine.media.presets import USUAL, PresetKind, preset_called
from studio.engine.painters.choosing import open_painter
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.footage.painter import check_passes as check_clip_passes
from studio.engine.painters.painter import Pass, Size
from studio.engine.painters.still.painting import check_passes
from studio.engine.production import FilmOrder, Step, Told, make_film
from studio.engine.staging import Rehearsals
from studio.engine.stem_delivery import StemsMade, deliver_stems
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.errors import InvalidRequest

Made = TypeVar("Made")


@dataclass(frozen=True)
class RenderRequest:
    """What was asked for on the command line."""

    source: Path
    target: Path
    size: Size
    painter: str = "cel"
    choices: Choices = field(default_factory=Choices)
    fps: int | None = None
    seed: int | None = None
    shots: str | None = None
    stems: Path | None = None
    passes: PassOrder | None = None
    models: list[str] = field(default_factory=list[str])
    model_props: list[str] = field(default_factory=list[str])
    voices: list[str] = field(default_factory=list[str])
    voices_folder: Path | None = None
    stills: list[str] = field(default_factory=list[str])
    picture: PictureWish = field(default_factory=PictureWish)
    pack: PackWish = field(default_factory=PackWish)
    preset: str = USUAL
    commercial: bool = False


def render(request: RenderRequest, as_json: bool) -> str:
    """Render and export; returns what to print.

    Raises:
        StudioError: in words.
    """
    check_size(request.size)
    check_delivery(request.target, preset_called(request.preset), request.source)
    for folder in (request.stems, request.passes.folder if request.passes else None):
        if folder is not None:
            check_new_folder(folder)
    began = time.monotonic()
    with ended_as_by_ctrl_c(), _source(request) as source, takes_folder(source, request.target) as folder:
        made = _make(request, source, TakeStore(folder))
    seconds = time.monotonic() - began
    if as_json:
        return json.dumps({**made.values(), "seconds": round(seconds, 2)}, ensure_ascii=False, indent=1)
    return f"{request.target}: {made.summary()}, made in {seconds:.0f} s"


@contextmanager
def ended_as_by_ctrl_c() -> Generator[None]:
    """Being told to end (by a batch queue, ``timeout``, the system) tidies up here as Ctrl+C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _source(request: RenderRequest) -> Generator[Source]:
    """The film that was asked for, with its models and pictures."""
    if looks_a_picture(request.source):
        fps = 24 if request.fps is None else checked_fps(request.fps)
        film = film_of_picture(request.source, request.picture, fps, request.seed or 0)
        yield _filled(request, Source(film, None))
        return
    if looks_a_clip(request.source) and not carries_a_project(request.source):
        with tempfile.TemporaryDirectory(prefix="tsuzuki-") as room:
            film = film_of_clip(request.source, request.picture, request.fps, request.seed or 0, Path(room))
            yield _filled(request, Source(film, None))
        return
    if request.picture != PictureWish():
        raise InvalidRequest("--words and --duration are for a picture on its own.", "Write them into the script.")
    with opened_source(request.source, request.target, request.fps, request.seed) as source:
        yield _filled(request, source)


def _filled(request: RenderRequest, source: Source) -> Source:
    film = with_models(source.film, request.models, request.model_props)
    film = with_voices(with_stills(film, request.stills), request.voices, request.voices_folder, [])
    if request.passes is not None and any(shot.still for shot in film.shots):
        check_passes(request.passes.wanted)
    if request.passes is not None and any(shot.footage for shot in film.shots):
        check_clip_passes(request.passes.wanted)
    film = structs.replace(film, commercial=film.commercial or request.commercial)
    return replace(source, film=with_terms(film, request.pack))


def _make(request: RenderRequest, source: Source, takes: TakeStore) -> FilmMade | StemsMade:
    order = FilmOrder(
        request.target,
        request.size,
        chosen_shots(source.film, request.shots),
        request.stems,
        request.passes,
        package=package_order(source, request.pack),
        preset=request.preset,
    )
    rehearsals = Rehearsals(holdings=command_home())
    if preset_called(request.preset).kind is PresetKind.STEMS:
        return _told(deliver_stems(source.film, order, rehearsals, StopToken()))
    painter = open_painter(request.painter, choices=request.choices)
    try:
        return _told(make_film(source.film, order, painter, takes, rehearsals, StopToken()))
    finally:
        painter.close()


def _told(making: Generator[Told, None, Made]) -> Made:
    """Do the work, telling of it on standard error."""
    progress = ProgressLine()
    try:
        while True:
            try:
                if isinstance(step := next(making), Step):
                    progress.show(step)
            except StopIteration as end:
                return end.value
    finally:
        progress.close()


@contextmanager
def takes_folder(source: Source, target: Path) -> Generator[Path]:
    """Where takes are kept: with a project that can be written, or beside the film just while it is made."""
    if source.takes is not None and os.access(source.takes, os.W_OK):
        yield source.takes
    else:
        with tempfile.TemporaryDirectory(prefix=f".{target.stem}-", dir=target.parent) as folder:
            yield Path(folder)


def parse_size(text: str) -> Size:
    """``1280x720`` as a Size.

    Raises:
        InvalidRequest: not two whole numbers.
    """
    width, _, height = text.lower().partition("x")
    if not (width.isascii() and width.isdecimal() and height.isascii() and height.isdecimal()):
        raise InvalidRequest(f"--size {text} is not a size.", "Write it like 1280x720.")
    return Size(int(width), int(height))


def pass_order(folder: Path | None, only: str | None, form: str | None) -> PassOrder | None:
    """What ``--passes``, ``--passes-only`` and ``--passes-format`` ask for; None for no passes.

    Raises:
        InvalidRequest: a pass or a format that there is not, or no folder to put them in.
    """
    if folder is None:
        if only is not None or form is not None:
            raise InvalidRequest("There is no folder to put the passes in.", "Add --passes DIR.")
        return None
    wanted = frozenset(map(_pass_named, only.split(","))) if only is not None else frozenset(Pass)
    return PassOrder(folder, wanted, _format_named(form or PassFormat.PNG.value))


def _pass_named(name: str) -> Pass:
    try:
        return Pass(name.strip().lower())
    except ValueError as fault:
        there = ", ".join(one.value for one in Pass)
        raise InvalidRequest(f"There is no pass called {name.strip() or 'nothing'}.", f"Choose of {there}.") from fault


def _format_named(name: str) -> PassFormat:
    try:
        return PassFormat(name.strip().lower())
    except ValueError as fault:
        raise InvalidRequest(f"Passes are not written as {name}.", "Choose png or exr.") from fault
