"""Captions as an MP4 text track (mov_text, 3GPP TS 26.245)."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from av import Packet

from studio.engine.media.plan import Caption

TICK = Fraction(1, 1000)
_MOST_CHARACTERS = 10_000  # a sample holds 65,535 bytes, and a character takes four at most
_SHORTEST_MS = 20

# FFmpeg makes the track's style from this: white, centred, at the bottom.
HEADER = b"\r\n".join(
    (
        b"[Script Info]",
        b"ScriptType: v4.00+",
        b"[V4+ Styles]",
        b"Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        b"Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, "
        b"MarginL, MarginR, MarginV, Encoding",
        b"Style: Default,Arial,18,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0",
        b"[Events]",
        b"Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
        b"",
    )
)


_CODES = {
    "en": "eng",
    "ja": "jpn",
    "zh": "zho",
    "cmn": "zho",
    "ko": "kor",
    "fr": "fra",
    "de": "deu",
    "es": "spa",
    "it": "ita",
    "pt": "por",
    "ru": "rus",
}


def language_code(language: str) -> str:
    """The ISO 639-2 code of a language as voices have it ("en", "fr-be"); "und" for one without."""
    plain = language.split("-")[0].lower()
    return _CODES.get(plain, plain if len(plain) == 3 and plain.isalpha() else "und")


@dataclass(frozen=True)
class Title:
    """Text on the screen from ``start`` to ``end``, in whole milliseconds. No two overlap."""

    start: int
    end: int
    text: str


def titles(captions: tuple[Caption, ...]) -> list[Title]:
    """What the text track shows, and when.

    A: |--------|              |-A--|
    B:      |-------|    ->         |A+B|
                                        |-B-|
    Each is shown for all of its time; moments too short to see are left out.
    """
    spans = [(math.floor(caption.start * 1000), math.ceil(caption.end * 1000), caption) for caption in captions]
    moments = sorted({moment for start, end, _ in spans for moment in (start, end)})
    shown: list[Title] = []
    for start, end in pairwise(moments):
        speaking = [caption for first, last, caption in spans if first <= start and end <= last]
        if end - start >= _SHORTEST_MS and (text := _text(speaking)):
            shown.append(Title(start, end, text))
    return shown


def _text(speaking: list[Caption]) -> str:
    if len(speaking) == 1:
        return _printable(speaking[0].text)
    return "\n".join(f"{_printable(one.speaker)}: {_printable(one.text)}" for one in speaking)


def _printable(text: str) -> str:
    """The text without what no player can show."""
    lines = ("".join(c for c in line if c.isprintable()) for line in text.splitlines())
    return "\n".join(lines).strip()[:_MOST_CHARACTERS]


def packets(shown: list[Title], stream: Any) -> Iterator[Any]:
    """The titles as packets of a mov_text stream: a length, then the text. The muxer fills the gaps."""
    for title in shown:
        text = title.text.encode()
        packet: Any = Packet(len(text).to_bytes(2, "big") + text)
        packet.pts = packet.dts = title.start
        packet.duration = title.end - title.start
        packet.time_base = TICK
        packet.stream = stream
        yield packet


def title_in(packet: Any) -> Title | None:
    """The title a packet shows; None for a gap, or for the packet that ends a stream."""
    data = bytes(packet)
    text = data[2 : 2 + int.from_bytes(data[:2], "big")].decode("utf-8", "replace")
    if not text or packet.pts is None:
        return None
    start, duration = (round(value * packet.time_base / TICK) for value in (packet.pts, packet.duration))
    return Title(start, start + duration, text)
