"""Lines of dialogue spoken by the cast."""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

import numpy as np
from msgspec import Struct

from studio.engine.performance import Phoneme, Samples, Speech, Viseme
from studio.engine.sound.booth import ROOM_SECONDS, treated
from studio.engine.sound.espeak import Delivery, Mark, Utterance, is_voiced, utter
from studio.engine.sound.mouth import phonemes
from studio.engine.sound.spectrum import energy_envelope
from studio.engine.sound.stems import RATE
from studio.engine.vocabulary import read_table
from studio.resources import resource
from studio.timeline.film import CastMember, Line, Voice, VoiceStyle

UNSPOKEN_SECONDS: Final = 0.3
_LEAD_SECONDS: Final = 0.03
_HEARD: Final = 0.006  # of the loudest: what a listener notices of a beginning or an end
_RATES_WPM: Final = (80, 400)
_TOP: Final = 99
_USUAL_RANGE: Final = 55


class Manner(Struct, frozen=True):
    """How a parenthetical changes a voice; see ``sounds/manners.toml``."""

    words: tuple[str, ...]
    rate: float = 1.0
    pitch: int = 0
    range: float = 1.0
    level_db: float = 0.0
    breath: bool = False


def speak(line: Line, member: CastMember) -> Speech:
    """Speak a line in a cast member's voice: mono float32 at 48 kHz, peaks at about -6 dBFS.

    The phonemes follow each other without a gap from 0 to the speech's duration. The same line and
    voice give the same samples to the bit. A text with nothing to say is 0.3 s of silence.

    Raises:
        MissingResource: the voices are not installed.
    """
    language = line.language if line.language != "en" else member.voice.language
    samples, sounds = _spoken(line.text, line.manner, language, member.voice)
    return Speech(member.id, line.text, samples, sounds)


@lru_cache(maxsize=96)
def _spoken(text: str, manner: str, language: str, voice: Voice) -> tuple[Samples, tuple[Phoneme, ...]]:
    parts = [utter(words, _delivery(voice, tongue, manner)) for tongue, words in tongues(text, language)]
    whole = _joined([_trimmed(part) for part in parts])
    if whole is None:
        return _silence()
    import soxr

    said = whole.samples if voice.style is None else _in_style(whole, _delivery(voice, language, ""), voice.style)
    tail = np.zeros(round(ROOM_SECONDS * whole.rate), np.float32)
    raw = soxr.resample(np.concatenate([said, tail]), whole.rate, RATE, quality="HQ")
    samples = treated(raw.astype(np.float32), sum(found.level_db for found in manners_in(manner)))
    samples.flags.writeable = False
    return samples, phonemes(whole.marks, whole.rate, samples)


def _in_style(whole: Utterance, delivery: Delivery, style: VoiceStyle) -> Samples:
    from studio.engine.sound.styled import styled

    return styled(whole, delivery, style)


def _silence() -> tuple[Samples, tuple[Phoneme, ...]]:
    samples = np.zeros(round(UNSPOKEN_SECONDS * RATE), np.float32)
    samples.flags.writeable = False
    return samples, (Phoneme("", 0.0, UNSPOKEN_SECONDS, Viseme.REST),)


# --- who says it, and how -------------------------------------------------------------------------
@cache
def _manners() -> tuple[Manner, ...]:
    return tuple(read_table("sounds/manners.toml", Manner).values())


def manners_in(text: str) -> tuple[Manner, ...]:
    """The manners a parenthetical names, in the table's order."""
    found = re.sub(r"\s+", " ", text.casefold())
    return tuple(
        manner
        for manner in _manners()
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", found) for word in manner.words)
    )


def _delivery(voice: Voice, language: str, manner: str) -> Delivery:
    """Voice and manner as numbers espeak-ng takes."""
    found = manners_in(manner)
    rate, pitch, spread = float(voice.rate_wpm), voice.pitch, float(_USUAL_RANGE)
    for change in found:
        rate, pitch, spread = rate * change.rate, pitch + change.pitch, spread * change.range
    whispered = any(change.breath for change in found)
    breathy = "whisperf" if voice.variant.startswith("f") else "whisper"
    return Delivery(
        language=language,
        variant=breathy if whispered else voice.variant,
        rate_wpm=round(min(max(rate, _RATES_WPM[0]), _RATES_WPM[1])),
        pitch=min(max(pitch, 0), _TOP),
        pitch_range=min(max(round(spread), 0), _TOP),
    )


# --- which tongue ---------------------------------------------------------------------------------
@cache
def _readers() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(resource("sounds/languages.toml").read_text("utf-8"))
    return {script: tuple(languages) for script, languages in table["reads"].items()}


@cache
def _voice_language(language: str) -> str:
    table = tomllib.loads(resource("sounds/languages.toml").read_text("utf-8"))
    asked = language.casefold().replace("_", "-")
    return table["voices"].get(asked, asked) or "en"


def is_spoken(language: str) -> bool:
    """Whether the studio can speak a language, by any name it knows for it.

    Raises:
        MissingResource: the voices are not installed.
    """
    return bool(language.strip()) and is_voiced(_voice_language(language.strip()))


def tongues(text: str, language: str) -> list[tuple[str, str]]:
    """A text as runs of (language that reads it, words); runs with nothing to pronounce are left out."""
    usual = _voice_language(language)
    readable = "".join(letter if _sayable(letter) else " " for letter in unicodedata.normalize("NFKC", text))
    tagged: list[tuple[str, str]] = []
    for letter in readable:
        tongue = _tongue(letter, usual) or (tagged[-1][0] if tagged else usual)
        tagged.append((tongue, letter))
    runs = [(tongue, "".join(part for _, part in group)) for tongue, group in groupby(tagged, lambda pair: pair[0])]
    return [(tongue, words) for tongue, words in runs if any(letter.isalnum() for letter in words)]


def _sayable(letter: str) -> bool:
    """Neither a control, a pictograph nor a mark of emphasis, all of which would be read out by name."""
    return unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn", "So", "Sk") and letter not in "*_~#|<>^\\"


def _tongue(letter: str, usual: str) -> str | None:
    """The language that reads a letter; None for a mark that any reads."""
    if not letter.isalpha():
        return None
    readers = _readers().get(re.split("[ -]", unicodedata.name(letter, ""))[0], (usual,))
    return usual if usual.split("-")[0] in readers else readers[0]


# --- cutting --------------------------------------------------------------------------------------
def _trimmed(part: Utterance) -> Utterance:
    """Silence before and after taken off, but for a short lead, with the marks moved along."""
    hop = part.rate // 200
    envelope = energy_envelope(part.samples, hop)
    heard = np.flatnonzero(envelope > _HEARD * envelope.max(initial=0.0))
    if not heard.size:
        return Utterance(part.samples[:0], part.rate, ())
    first = max(int(heard[0]) * hop - round(_LEAD_SECONDS * part.rate), 0)
    last = min((int(heard[-1]) + 1) * hop, len(part.samples))
    marks = tuple(Mark(min(max(mark.sample, first), last) - first, mark.symbol) for mark in part.marks)
    return Utterance(part.samples[first:last], part.rate, (*marks, Mark(last - first, "")))


def _joined(parts: list[Utterance]) -> Utterance | None:
    """Parts spoken one after the other; None when there is nothing to hear."""
    sounding = [part for part in parts if len(part.samples)]
    if not sounding:
        return None
    starts = np.cumsum([0, *[len(part.samples) for part in sounding]])
    marks = tuple(
        Mark(mark.sample + int(start), mark.symbol)
        for part, start in zip(sounding, starts, strict=False)
        for mark in part.marks
    )
    return Utterance(np.concatenate([part.samples for part in sounding]), sounding[0].rate, marks)
