"""``main.py cast``: who and what is in a film, models from files for them, and cast members as VRM files."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.cli.models import member_called, with_models
from studio.cli.sources import read_source
from studio.engine.director.looks import describe
from studio.engine.media.gltf.writing import write_file
from studio.engine.media.preflight import check_folder
from studio.engine.models import brought_in
from studio.engine.painters.cel.vrm import vrm_file
from studio.engine.stills import kept_drawing
from studio.errors import InvalidRequest
from studio.timeline.film import CastMember, CharacterModel, Film, ThingModel
from studio.timeline.repainting import add_drawings, drawings_of
from studio.timeline.store import Project

SUFFIX = ".vrm"


@dataclass(frozen=True)
class CastRequest:
    """What was asked for. models, model_props, drawings: each ``NAME=FILE``, kept with a project. export: whom."""

    source: Path
    models: list[str]
    model_props: list[str]
    export: str | None = None
    target: Path | None = None
    drawings: Sequence[str] = ()


def cast(request: CastRequest, as_json: bool) -> str:
    """Do what was asked; returns what to print.

    Raises:
        StudioError: in words.
    """
    keeps = request.models or request.model_props or request.drawings
    film = _kept(request) if keeps else read_source(request.source).film
    if request.export is not None:
        return _exported(film, request.export, request.target, as_json)
    return json.dumps(values(film), ensure_ascii=False, indent=1) if as_json else _text(film)


def values(film: Film) -> dict[str, Any]:
    """Cast and props as plain JSON values."""
    return {
        "cast": [
            {"name": one.name, "look": described(one), "model": _file(one.look.model),
             "drawings": [drawing.path for drawing in drawings_of(film, one.id)]} for one in film.cast
        ],
        "props": [{"name": one.name, "kind": one.kind, "model": _file(one.model)} for one in film.props],
    }  # fmt: skip


def described(member: CastMember) -> str:
    """What somebody looks like, in words."""
    return "as in the model" if member.look.model is not None else describe(member.look)


def _kept(request: CastRequest) -> Film:
    """The film of a project with models brought in, as one edit that can be undone."""
    if not request.source.is_dir():
        raise InvalidRequest(
            f"{request.source} is a script, which keeps no models and drawings.",
            "Give a project, or name the models to main.py render.",
        )
    project = Project.open(request.source)
    try:
        if request.models or request.model_props:
            film = brought_in(with_models(project.film, request.models, request.model_props), project.folder)
            project.history.apply("Use models", lambda _before: film)
        for told in request.drawings:
            _draw(project, told)
        return project.film
    finally:
        project.close()


def _draw(project: Project, told: str) -> None:
    """``NAME=PICTURE``: a drawing of one of the cast, as one edit."""
    name, equals, path = told.partition("=")
    if not equals:
        raise InvalidRequest(f"--drawing {told} does not say whose it is.", "Write it like Hana=hana.png.")
    member = member_called(project.film, name)
    drawing = kept_drawing(Path(path), member.id, project.folder)
    project.history.apply(f"{member.name}: a drawing", lambda film: add_drawings(film, member.id, [drawing]))


def _exported(film: Film, name: str, target: Path | None, as_json: bool) -> str:
    member = member_called(film, name)
    if member.look.model is not None:
        raise InvalidRequest(f"{member.name} is played by a model already.", f"Copy {member.look.model.path}.")
    target = target or Path(f"{member.name}{SUFFIX}")
    if target.suffix.lower() != SUFFIX:
        raise InvalidRequest(f"{target} does not end in {SUFFIX}.", f"Call it {target.with_suffix(SUFFIX).name}.")
    check_folder(target.parent)
    data = vrm_file(member, film.author or "Tsuzuki")
    write_file(target, data)
    if as_json:
        return json.dumps({"name": member.name, "file": str(target), "bytes": len(data)}, ensure_ascii=False)
    return f"{target}: {member.name}, {described(member)}, as a VRM 1.0 character of {len(data) / 1e6:.1f} MB"


def _text(film: Film) -> str:
    lines = [f"{one.name}: {described(one)}{_told(one.look.model)}{_drawn(film, one)}" for one in film.cast]
    lines += [f"{one.name}{_told(one.model)}" for one in film.props]
    return "\n".join(lines) or "There is nobody and nothing in the film yet."


def _drawn(film: Film, member: CastMember) -> str:
    count = len(drawings_of(film, member.id))
    return f", {count} drawing{'s' * (count != 1)}" if count else ""


def _told(model: CharacterModel | ThingModel | None) -> str:
    return "" if model is None else f" ({model.path})"


def _file(model: CharacterModel | ThingModel | None) -> str | None:
    return None if model is None else model.path
