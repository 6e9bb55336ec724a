"""Recorded voices in a film: which line is spoken by one, and where the files lie."""

import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.edits import LONGEST_SHOT, replace_shot
from studio.timeline.film import Beat, Film, Line, Recording, Seconds, Shot, ShotId
from studio.timeline.speaking import BREATH_S, line_seconds, unrecorded_seconds


def lines_of(shot: Shot) -> tuple[Line, ...]:
    """What is said in a shot, in order."""
    return tuple(beat for beat in shot.beats if isinstance(beat, Line))


def dub_line(film: Film, shot_id: ShotId, number: int, recording: Recording | None) -> Film:
    """Have a shot's line spoken by a recording, or by the studio's own voice again.

    A recording that is longer than the line usually is makes the shot longer by as much; going back takes it away.

    | A line |    | B |  ->  | A recording | | B |

    Args:
        number: of the line within the shot, from 0.

    Raises:
        InvalidRequest: no such shot, or it has no such line.
    """
    shot, at = _found(film, shot_id, number)
    line = lines_of(shot)[number]
    usual_s = unrecorded_seconds(line)
    more = _frames_more(recording, usual_s, film.fps) - _frames_more(line.recording, usual_s, film.fps)
    longer = min(max(shot.duration + Fraction(more, film.fps), Fraction(1, film.fps)), LONGEST_SHOT)
    beats = (*shot.beats[:at], replace(line, recording=recording), *shot.beats[at + 1 :])
    return replace_shot(film, replace(shot, beats=beats, duration=longer))


def say_at(film: Film, shot_id: ShotId, number: int, at: Seconds) -> Film:
    """Have a shot's line begin at a moment of its own, shot time. A shot that is over before it has been said waits.

    | A   line|  ->  | A       line |

    Raises:
        InvalidRequest: no such shot, or it has no such line.
    """
    shot, place = _found(film, shot_id, number)
    line = lines_of(shot)[number]
    over = Fraction(math.ceil((float(at) + line_seconds(line)) * film.fps), film.fps)
    beats = (*shot.beats[:place], replace(line, at=max(at, Seconds(0))), *shot.beats[place + 1 :])
    lasts = max(shot.duration, min(over, LONGEST_SHOT))
    return replace_shot(film, replace(shot, beats=beats, duration=lasts))


def _found(film: Film, shot_id: ShotId, number: int) -> tuple[Shot, int]:
    """A shot, and which of its beats a line of it is."""
    shot = next((one for one in film.shots if one.id == shot_id), None)
    if shot is None or not 0 <= number < len(lines_of(shot)):
        raise InvalidRequest("There is no such line in the film.", "It may have been removed: undo, or choose another.")
    return shot, [place for place, beat in enumerate(shot.beats) if isinstance(beat, Line)][number]


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
                new = dub_line(new, shot.id, number, recording)
    return new


def with_lines(film: Film, change: Callable[[Line], Line]) -> Film:
    """Change lines; scenes and films in which none changed stay the very same objects."""

    def changed(shot: Shot) -> Shot:
        beats = tuple(change(beat) if isinstance(beat, Line) else beat for beat in shot.beats)
        return shot if beats == shot.beats else replace(shot, beats=beats)

    scenes = tuple(replace(scene, shots=tuple(map(changed, scene.shots))) for scene in film.scenes)
    return film if scenes == film.scenes else replace(film, scenes=scenes)


def recordings_located(film: Film, folder: Path) -> Film:
    """The film with the files of its recordings found in its project's folder."""
    return with_lines(film, lambda line: _moved(line, lambda path: str(folder / path)))


def unlocated(beat: Beat) -> Beat:
    """A beat without where the file of its recording lies: what is in it counts."""
    return _moved(beat, lambda _: "") if isinstance(beat, Line) else beat


def _moved(line: Line, move: Callable[[str], str]) -> Line:
    one = line.recording
    return line if one is None else replace(line, recording=replace(one, path=move(one.path)))


def _frames_more(recording: Recording | None, usual_s: float, fps: int) -> int:
    """How many frames longer than usual a line is when it is recorded."""
    return 0 if recording is None else max(0, math.ceil((recording.seconds + BREATH_S - usual_s) * fps))
