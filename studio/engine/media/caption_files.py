"""Captions as files of their own: SRT, ASS and VTT, written and read by pysubs2. Times are rounded to frames once."""

import html
from fractions import Fraction
from pathlib import Path
from typing import Final

import pysubs2

from studio.engine.media.ffmpeg import whole_or_not_at_all
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource
from studio.timeline.captioning import Spoken

SUFFIXES: Final = (".srt", ".ass", ".vtt")
_ALSO_READ: Final = (".ssa",)
_MOST_BYTES: Final = 8_000_000
_MOST: Final = 5_000
_JOINER: Final = "\u2060"
"""Takes no room and joins what is beside it: between the signs of a mark, it makes plain words of them."""
_OPENING, _CLOSING = "\ue000", "\ue001"  # of the private use area: in nobody's words
_OUT_OF_SIGHT: Final = str.maketrans("{}", _OPENING + _CLOSING)
_AS_BRACES: Final = str.maketrans(_OPENING + _CLOSING, "{}")
_WRONG: Final = (pysubs2.exceptions.Pysubs2Error, ValueError, IndexError, KeyError)
"""What pysubs2 raises for a file that is not what it should be: its own errors, and those of its patterns."""


def check_captions(path: Path) -> None:
    """Refuse a name that captions cannot have.

    Raises:
        InvalidRequest: it ends otherwise than in .srt, .ass or .vtt.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InvalidRequest(
            f"{path} does not end in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}.", "Call it like film.srt."
        )


def write_captions(path: Path, captions: tuple[Spoken, ...], fps: int) -> None:
    """Write captions; each begins and ends on a frame. Speakers go where the format has a place for them (ASS).

    Raises:
        InvalidRequest: see ``check_captions``. DeviceLimit: it cannot be written.
    """
    check_captions(path)
    file, kind = pysubs2.SSAFile(), _format(path)
    for one in captions:
        start, end = (_milliseconds(_on_frame(time, fps)) for time in (one.start, one.end))
        text = _guarded(one.text, kind).replace("\n", "\\N")
        file.append(pysubs2.SSAEvent(start, max(end, start + 1), text=text, name=one.speaker.replace(",", " ")))
    with whole_or_not_at_all(path, path.with_name(f".{path.name}.part")) as part:
        part.write_text(_with_braces(file.to_string(kind), kind), encoding="utf-8")


def read_captions(path: Path, fps: int) -> tuple[Spoken, ...]:
    """The captions of a file in the order that they are shown, their times on whole frames.

    Raises:
        MissingResource: it cannot be read. InvalidRequest: of another kind, or far too many.
        MediaUnreadable: it is broken, empty, or not text in UTF-8.
    """
    if path.suffix.lower() not in (*SUFFIXES, *_ALSO_READ):
        raise InvalidRequest(f"{path} is not a captions file that can be read.", "Give an SRT, ASS or VTT file.")
    text, kind = _text(path), _format(path)
    try:
        file = pysubs2.SSAFile.from_string(_without_braces(text, kind), format_=kind)
        spoken = [_spoken(event, fps, kind) for event in file if not event.is_comment and not event.is_drawing]
    except _WRONG as fault:
        raise MediaUnreadable(
            f"{path} does not read as captions.", "Open it in a captions editor and save it."
        ) from fault
    shown = sorted((one for one in spoken if one.text), key=lambda one: (one.start, one.end))
    if not shown:
        raise MediaUnreadable(f"{path} holds no captions.", "Check that it is the right file.")
    if len(shown) > _MOST:
        raise InvalidRequest(f"{path} holds {len(shown)} captions.", f"A film here has at most {_MOST}.")
    return tuple(shown)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as fault:
        raise MissingResource(f"The captions {path} cannot be read ({fault.strerror}).", "Check the path.") from fault
    if len(data) > _MOST_BYTES:
        raise InvalidRequest(f"{path} is too large to be captions.", "Give a file of less than 8 MB.")
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise MediaUnreadable(f"{path} is not a text in UTF-8.", "Save the captions as UTF-8.") from fault


def _spoken(event: pysubs2.SSAEvent, fps: int, kind: str) -> Spoken:
    start, end = (_on_frame(Fraction(max(0, time), 1000), fps) for time in (event.start, event.end))
    text = event.plaintext.translate(_AS_BRACES).replace(_JOINER, "")
    text = html.unescape(text) if kind == "vtt" else text
    return Spoken(start, max(end, start + Fraction(1, fps)), text.strip(), event.name.strip())


def _guarded(text: str, kind: str) -> str:
    """Words that no reader takes for marks of its own: what they say is what is shown.

    pysubs2 holds every caption as ASS has it, where braces enclose marks: they are out of its sight meanwhile.
    """
    match kind:
        case "vtt":
            text = html.escape(text, quote=False)
        case "srt":
            text = text.replace("<", f"<{_JOINER}")
        case _:
            pass
    return text.replace("\\", f"\\{_JOINER}").translate(_OUT_OF_SIGHT)


def _with_braces(file: str, kind: str) -> str:
    """The file with its braces; players look for marks in those of ASS and SRT, and these are none."""
    opening = {"srt": f"{{{_JOINER}", "vtt": "{"}.get(kind, "\\{")
    return file.replace(_OPENING, opening).replace(_CLOSING, "}" if kind in ("srt", "vtt") else "\\}")


def _without_braces(file: str, kind: str) -> str:
    """The file with the braces out of sight that belong to the words; in VTT there are no others."""
    match kind:
        case "vtt":
            return file.translate(_OUT_OF_SIGHT)
        case "srt":
            return file.replace(f"{{{_JOINER}", _OPENING)
        case _:
            return file.replace("\\{", _OPENING).replace("\\}", _CLOSING)


def _on_frame(time: Fraction, fps: int) -> Fraction:
    return Fraction(round(time * fps), fps)


def _milliseconds(time: Fraction) -> int:
    return round(time * 1000)


def _format(path: Path) -> str:
    return {".srt": "srt", ".ass": "ass", ".ssa": "ssa", ".vtt": "vtt"}[path.suffix.lower()]
