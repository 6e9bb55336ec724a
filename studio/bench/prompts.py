"""What the director is measured with: prompts as artists write them, and what a careful reader takes from each."""

import tomllib
from typing import Final

import msgspec
from msgspec import Struct

from studio.errors import MissingResource
from studio.resources import resource

FOLDER: Final = "bench/director"
_Texts = tuple[str, ...]


class Prompt(Struct, frozen=True, forbid_unknown_fields=True):
    """One prompt and its expected facets; see the head of ``resources/bench/director/english.toml``."""

    text: str
    set: str = ""
    hour: str = ""
    weather: str = ""
    look: str = ""
    seconds: float = 0.0
    scenes: int = 0
    who: _Texts = ()
    does: _Texts = ()
    never_does: _Texts = ()
    order: _Texts = ()
    things: _Texts = ()
    never: _Texts = ()
    where: _Texts = ()
    camera: _Texts = ()
    feels: _Texts = ()
    sounds: _Texts = ()
    says: _Texts = ()
    lost: _Texts = ()


class _Corpus(Struct, frozen=True):
    prompt: tuple[Prompt, ...]


def corpora() -> tuple[str, ...]:
    """The names of all the corpora, English first."""
    names = sorted(path.stem for path in resource(FOLDER).glob("*.toml"))
    return tuple(sorted(names, key=lambda name: not name.startswith("english")))


def prompts(name: str) -> tuple[Prompt, ...]:
    """One corpus.

    Raises:
        MissingResource: it is not there, or a line of it does not fit.
    """
    path = resource(f"{FOLDER}/{name}.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), _Corpus).prompt
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/{FOLDER}/{name}.toml does not read: {fault}.", "Mend that line.") from fault
