"""From a model's answer to a proposal: text that the director can read, beside what is there now."""

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict, replace

from studio.engine import vocabulary
from studio.engine.director.direct import direct
from studio.engine.director.redirect import redirect
from studio.engine.director.tongues import layout
from studio.engine.jobs import Proposal
from studio.errors import InvalidRequest
from studio.timeline.film import Directions, Film, ShotId

_NO_SCRIPT: Final = "The model's answer is no script that the studio can read."
_TRY_AGAIN: Final = "Try again, or choose a larger chat model; your own text is untouched."
_THOUGHT: Final = re.compile(r"<think>.*?(</think>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE: Final = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_HEADING: Final = re.compile(r"^(?:INT|EXT|INT\./EXT|EST|I/E)[. ]|^\W*scene\s+\d", re.MULTILINE | re.IGNORECASE)
_STARS: Final = re.compile(r"\*\*|__|^#+\s*", re.MULTILINE)
_INGREDIENT: Final = re.compile(r"^\W*(subject|setting|camera|motion|pacing|audio)\W*:\W*(.+)$", re.MULTILINE | re.I)


class Asking(Struct, frozen=True):
    """What a model is asked, an entry of ``resources/writer.toml``."""

    system: str
    ask: str


def asking(name: str, words: Mapping[str, str]) -> tuple[str, str]:
    """The two messages of a question, filled in."""
    entry = vocabulary.read_table("writer.toml", Asking)[name]
    return entry.system.strip().format(**words), entry.ask.strip().format(**words)


def known_words() -> dict[str, str]:
    """Names of the places and things the studio has."""
    places = [kind.words[0] for name, kind in vocabulary.set_kinds().items() if name != "stage" and kind.words]
    things = [kind.words[0] for name, kind in vocabulary.prop_kinds().items() if name != "unknown" and kind.words]
    return {"places": ", ".join(places), "things": ", ".join(things)}


def script_proposal(answer: str, film: Film) -> Proposal:
    """An answer as a script, read by the director.

    Raises:
        InvalidRequest: it is no script: nothing happens in it, or more of it is unreadable than not.
    """
    script = _plain(answer)
    try:
        read = direct(script, film)
    except InvalidRequest as fault:
        raise InvalidRequest(_NO_SCRIPT, _TRY_AGAIN) from fault
    lost = {one.words for shot in read.shots for one in shot.unplaced} | {one.words for one in read.unplaced}
    happens = any(shot.beats for shot in read.shots)
    if not happens or 2 * sum(map(len, lost)) > len(script):
        raise InvalidRequest(_NO_SCRIPT, _TRY_AGAIN)
    return Proposal(film.script, script, read)


def directions_proposal(answer: str, film: Film, shot_id: ShotId) -> Proposal:
    """An answer as one shot's six directions, read by the director. What it leaves out stays as it is.

    Raises:
        InvalidRequest: it names none of the six, or a length that no shot can have.
    """
    found = _six(_THOUGHT.sub("", answer))
    if not found:
        raise InvalidRequest("The model's answer holds none of the six directions.", _TRY_AGAIN)
    old = film.shot(shot_id).directions
    new = replace(old, **found)
    return Proposal(in_lines(old), in_lines(new), redirect(film, shot_id, new), shot_id, new)


def _six(answer: str) -> dict[str, str]:
    """The directions an answer names, in English or in another language's words for them ("カメラ：", "Cámara:")."""
    found = {match[1].lower(): match[2].strip() for match in _INGREDIENT.finditer(answer)}
    for line in answer.splitlines():
        plain = line.strip(" \t-*•・")
        label = layout.ingredient(plain)
        if label is not None and (words := plain[label.end :].strip(" *")):
            found.setdefault(label.said.strip(": ").lower(), words)
    return found


def in_lines(directions: Directions) -> str:
    """Directions as six lines of text."""
    return "\n".join(f"{name.capitalize()}: {words}" for name, words in asdict(directions).items())


def _plain(answer: str) -> str:
    """The script alone: no thoughts, no code fences, no chat before the first heading."""
    text = _STARS.sub("", _FENCE.sub("", _THOUGHT.sub("", answer))).strip()
    heading = _HEADING.search(text)
    return text[heading.start() :] if heading else text
