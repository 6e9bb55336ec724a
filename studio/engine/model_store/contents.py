"""Whether a folder is a model that can be opened safely: whole weights, no missing pieces, no code of its own."""

from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from studio.engine.model_store.names import PICKLED, WEIGHTS
from studio.engine.model_store.weights import tensors_of
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource

INDEX: Final = "model_index.json"
_LIBRARIES: Final = {"diffusers", "transformers"}
_MOST_BYTES: Final = 64 << 20
Told = TypeVar("Told")


class _Shards(Struct):
    """Which file each tensor of weights in pieces is in."""

    weight_map: dict[str, str]


class Layout(Struct, frozen=True):
    """What a model's index says: the pipeline's class, and the parts it is made of."""

    pipeline: str
    parts: tuple[str, ...]


def check_contents(root: Path, paths: tuple[str, ...]) -> Layout | None:
    """Look a model's files over, reading no weights; None for files without an index.

    Raises:
        MediaUnreadable: a file is cut short or unreadable. MissingResource: a piece is missing. InvalidRequest: it
            needs code of its own, or has weights in a kind of file that can carry a program. Each by the file's name.
    """
    for path in paths:
        if path.endswith(WEIGHTS):
            tensors_of(root / path, path)
        elif path.endswith(f"{WEIGHTS}.index.json"):
            _check_shards(root, path, paths)
    layout = layout_of(root) if INDEX in paths else None
    if layout is not None:
        _check_weights(layout, root, paths)
    return layout


def layout_of(root: Path) -> Layout:
    """What a model's index says.

    Raises:
        MediaUnreadable: it cannot be read. InvalidRequest: it names code that is not the libraries' own.
    """
    told = _read(root, INDEX, dict[str, msgspec.Raw])
    parts = {name: part for name, raw in told.items() if not name.startswith("_") and (part := _part(raw)) is not None}
    pipeline = _text(told.get("_class_name"))
    libraries = _libraries()
    foreign = [name for name, (library, _) in parts.items() if library is not None and library not in libraries]
    if not pipeline or foreign:
        raise InvalidRequest(
            f"{INDEX} asks for code that comes with the model ({', '.join(foreign) or 'its pipeline'}).",
            "Code of models is never run. Choose a model that diffusers itself can open.",
        )
    return Layout(pipeline, tuple(name for name, (library, _) in parts.items() if library is not None))


def _part(raw: msgspec.Raw) -> tuple[str | None, str | None] | None:
    """Library and class of a part; None for what is no part, such as a number or a flag."""
    try:
        return msgspec.json.decode(raw, type=tuple[str | None, str | None])
    except (ValueError, RecursionError):
        return None


def _text(raw: msgspec.Raw | None) -> str:
    try:
        return "" if raw is None else msgspec.json.decode(raw, type=str)
    except (ValueError, RecursionError):
        return ""


def _libraries() -> set[str]:
    """Where diffusers looks for a part's class besides the model's own folder: itself, its pipelines, transformers."""
    spec = find_spec("diffusers")
    pipelines = Path(spec.origin).parent / "pipelines" if spec is not None and spec.origin else None
    inside = (
        {one.name for one in pipelines.iterdir() if one.is_dir()} if pipelines and pipelines.is_dir() else set[str]()
    )
    return _LIBRARIES | inside


def _check_weights(layout: Layout, root: Path, paths: tuple[str, ...]) -> None:
    """Each part has its folder, and no part has weights in pickled files alone."""
    folders = {PurePosixPath(path).parts[0] for path in paths if "/" in path}
    for part in layout.parts:
        if part not in folders:
            raise MissingResource(f"{INDEX} names {part}, which is not there.", "Get the whole model.")
        safe = any(path.startswith(f"{part}/") and path.endswith(WEIGHTS) for path in paths)
        pickled = sorted(one.name for one in (root / part).iterdir() if one.suffix.lower() in PICKLED)
        if pickled and not safe:
            raise InvalidRequest(
                f"{part}/{pickled[0]} can carry a program that runs as it is opened, and {part} has no other weights.",
                "Ask for the model as safetensors files; most makers offer both.",
            )


def _check_shards(root: Path, path: str, paths: tuple[str, ...]) -> None:
    folder = path.rpartition("/")[0]
    shards = {f"{folder}/{one}" if folder else one for one in _read(root, path, _Shards).weight_map.values()}
    missing = sorted(shards.difference(paths))
    if missing:
        raise MissingResource(f"{missing[0]}, which {path} names, is not there.", "Get the whole model.")


def _read(root: Path, path: str, kind: type[Told]) -> Told:
    try:
        data = (root / path).read_bytes()[:_MOST_BYTES]
        return msgspec.json.decode(data, type=kind)
    except (OSError, ValueError, RecursionError) as fault:
        raise MediaUnreadable(f"{path} cannot be read ({fault}).", "Get it again.") from fault
