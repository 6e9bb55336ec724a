"""Recorded voices for lines: measured when they are taken in, found again by what is in them, spoken when played."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from studio.engine.director.language import language_of
from studio.engine.kept_files import keep_file
from studio.engine.media.sound_files import read_voice
from studio.engine.performance import Phoneme, Samples, Speech
from studio.engine.sound.lips import cut_out, mouths, sounding
from studio.engine.sound.voice import speak
from studio.errors import InvalidRequest, MissingResource
from studio.timeline.dubbing import with_lines
from studio.timeline.film import CastMember, Film, Line, Recording

VOICES: Final = "voices"
LARGEST_BYTES: Final = 200_000_000
LONGEST_WORDS: Final = 20_000
_SHORTEST_S: Final = 0.2


def recording_taken_in(path: Path) -> Recording:
    """A sound file as a film holds it: read whole, so what is wrong shows now. See ``recording_heard``."""
    return recording_heard(path)[0]


def recording_heard(path: Path) -> tuple[Recording, float]:
    """A sound file as a film holds it, and how long it is silent before it is heard, seconds.

    What it says, if that is not what the line says, is read from a text file of the same name beside it.

    Raises:
        MissingResource, MediaUnreadable, InvalidRequest: in words, with the path.
    """
    voice = read_voice(path)
    span = sounding(voice)
    if span is None or span[1] - span[0] < _SHORTEST_S:
        raise InvalidRequest(f"There is nothing to hear in {path}.", "Give a recording that has a voice in it.")
    words = _words_beside(path)
    language = language_of(words) if words else ""
    return Recording(str(path.resolve()), sum_of(path), round(span[1] - span[0], 4), words, language), span[0]


def said(line: Line, member: CastMember) -> Speech:
    """A line spoken by its recording if it has one; the body acts to the studio's voice, where that is at hand.

    Raises:
        MissingResource, MediaUnreadable: the voices are not installed, or the recording is gone or broken.
    """
    spoken = speak(line, member)
    one = line.recording
    if one is None:
        return spoken
    language = one.language or (line.language if line.language != "en" else member.voice.language)
    samples, sounds = _recorded(one.path, one.sha256, one.words or line.text, language)
    return Speech(
        spoken.who, spoken.text, spoken.samples, spoken.phonemes, Speech(spoken.who, line.text, samples, sounds)
    )


@lru_cache(maxsize=48)
def _recorded(path: str, sha256: str, words: str, language: str) -> tuple[Samples, tuple[Phoneme, ...]]:
    voice = read_voice(unchanged(Path(path), sha256))
    span = sounding(voice) or (0.0, len(voice) / 48_000)
    samples = cut_out(voice, *span)
    samples.flags.writeable = False
    return samples, mouths(samples, words, language)


def voices_brought_in(film: Film, folder: Path) -> Film:
    """The film with every recording copied into its project, under ``voices``, by what is in it.

    Raises:
        MissingResource: a file is gone. DeviceLimit: it cannot be copied.
    """

    def kept(line: Line) -> Line:
        return line if line.recording is None else replace(line, recording=voice_kept(line.recording, folder))

    return with_lines(film, kept)


def voice_kept(recording: Recording, folder: Path) -> Recording:
    """A recording copied into a project's folder, unless it is there already.

    Raises:
        MissingResource: the file is gone. DeviceLimit: it cannot be copied.
    """
    source = folder / recording.path
    named = Path(VOICES) / f"{recording.sha256[:16]}{source.suffix.lower()}"
    kept = keep_file(folder, named, lambda: unchanged(source, recording.sha256).read_bytes())
    return replace(recording, path=kept)


def unchanged(path: Path, sha256: str) -> Path:
    """The path, if what is there is what the film was made with.

    Raises:
        MissingResource: it is not.
    """
    if sum_of(path) != sha256:
        raise MissingResource(
            f"The recording {path} is not the one that the film was made with.",
            "Put the old file back, or choose it anew.",
        )
    return path


def sum_of(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        MissingResource: it cannot be read. InvalidRequest: it is too large for a line.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as fault:
        raise MissingResource(
            f"The recording {path} cannot be read ({fault.strerror}).", "Put it back, or choose another."
        ) from fault
    if len(data) > LARGEST_BYTES:
        raise InvalidRequest(f"{path} is too large for a line of dialogue.", "Give a file of less than 200 MB.")
    return hashlib.sha256(data).hexdigest()


def _words_beside(path: Path) -> str:
    """What a recording says, as a text file beside it has it; "" where there is none."""
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        return ""
    try:
        return beside.read_text("utf-8-sig")[:LONGEST_WORDS].strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise MissingResource(
            f"{beside} cannot be read as text in UTF-8.", "Save it again, or take it away."
        ) from fault
