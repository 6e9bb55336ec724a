"""Recorded voices of lines that are read anew: they stay with the same words of the same people."""

import msgspec

from studio.engine.director.timing import line_seconds
from studio.timeline.dubbing import dub_line, lines_of
from studio.timeline.film import Film, Line, Recording, ShotId


def usual_seconds(line: Line) -> float:
    """How long a line is taken to be without a recording."""
    return line_seconds(msgspec.structs.replace(line, recording=None))


def dubbed(film: Film, shot: ShotId, number: int, recording: Recording | None) -> Film:
    """The film with a shot's line spoken by a recording, or by the studio's voice again; see ``dub_line``.

    Raises:
        InvalidRequest: there is no such line.
    """
    lines = lines_of(film.shot(shot)) if shot in film.starts() else ()
    usual_s = usual_seconds(lines[number]) if 0 <= number < len(lines) else 0.0
    return dub_line(film, shot, number, recording, usual_s)


def voices_kept(old: Film, new: Film) -> Film:
    """A film read anew, its lines spoken by the recordings that spoke the same words of the same people before."""
    waiting: dict[tuple[str, str], list[Recording | None]] = {}
    for line in (line for shot in old.shots for line in lines_of(shot)):
        waiting.setdefault((line.who, line.text), []).append(line.recording)
    if not any(any(recordings) for recordings in waiting.values()):
        return new
    for shot in new.shots:
        for number, line in enumerate(lines_of(shot)):
            recordings = waiting.get((line.who, line.text))
            if recordings and (recording := recordings.pop(0)) != line.recording:
                new = dubbed(new, shot.id, number, recording)
    return new
