"""Captions as an edit: which lines of a film they are, what those then say, and when."""

from difflib import SequenceMatcher

from msgspec import Struct
from msgspec.structs import replace

from studio.timeline.edits import replace_shot
from studio.timeline.film import CastId, Film, Line, Seconds, Shot, ShotId

_ALIKE = 0.45
"""How alike a caption and a line must be to be the same where there are more of the one than of the other."""


class Spoken(Struct, frozen=True):
    """A caption: from when to when in film time, what is said, and by whom if that is told."""

    start: Seconds
    end: Seconds
    text: str
    speaker: str = ""


class _Spot(Struct, frozen=True):
    """A line's place: its shot, and which of the shot's beats."""

    shot: ShotId
    at: int
    line: Line


def captioned(film: Film, captions: tuple[Spoken, ...]) -> tuple[Film, tuple[str, ...]]:
    """The film whose lines say what captions say, when they say it; and what of them found no place, in sentences.

    As many captions as lines are theirs in order. Else each goes to the line that is most like it, and one that is like
    none becomes a new line of whoever it names, in the shot that it begins in. A line whose words change is spoken by
    the studio again. Lines without a caption stay.
    """
    spots = _spots(film)
    pairs = _paired(spots, captions)
    starts = film.starts()
    told: list[str] = []
    for spot, caption in ((spot, caption) for spot, caption in pairs if spot is not None):
        shot = film.shot(spot.shot)
        at = caption.start - starts[spot.shot]
        if not 0 <= at < shot.duration:
            told.append(
                f"“{caption.text}” is said in another shot than its caption is shown in: only its words were taken."
            )
        film = replace_shot(film, _reworded(shot, spot, caption, at if 0 <= at < shot.duration else spot.line.at))
    for caption in (caption for spot, caption in pairs if spot is None):
        film, why = _with_new_line(film, caption)
        told += [why] if why else []
    return film, tuple(told)


def times_kept(old: Film, new: Film) -> Film:
    """A film read anew, its lines said when the artist had the same words of the same people said before."""
    timed = {
        (spot.shot, spot.line.who, spot.line.text): spot.line.at for spot in _spots(old) if spot.line.at is not None
    }
    for spot in _spots(new) if timed else ():
        at = timed.get((spot.shot, spot.line.who, spot.line.text))
        shot = new.shot(spot.shot)
        if at is not None and at < shot.duration:
            new = replace_shot(new, _with_beat(shot, spot.at, replace(spot.line, at=at)))
    return new


def _spots(film: Film) -> list[_Spot]:
    return [
        _Spot(shot.id, at, beat) for shot in film.shots for at, beat in enumerate(shot.beats) if isinstance(beat, Line)
    ]


def _paired(spots: list[_Spot], captions: tuple[Spoken, ...]) -> list[tuple[_Spot | None, Spoken]]:
    """Each caption with its line, both in order; None for a caption that is no line's."""
    if len(spots) == len(captions):
        return list(zip(spots, captions, strict=True))
    best = _most_alike(spots, captions)
    return [(spots[best[number]] if number in best else None, caption) for number, caption in enumerate(captions)]


def _most_alike(spots: list[_Spot], captions: tuple[Spoken, ...]) -> dict[int, int]:
    """Which line each caption is, so that order is kept and the likeness of all is the most there can be.

    Source: the alignment of two sequences by dynamic programming (Needleman and Wunsch, 1970), gaps cost nothing.
    """
    rows, columns = len(captions), len(spots)
    likeness = [[_likeness(caption, spot.line) for spot in spots] for caption in captions]
    total = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            both = likeness[row][column] + total[row + 1][column + 1] if likeness[row][column] >= _ALIKE else 0.0
            total[row][column] = max(both, total[row + 1][column], total[row][column + 1])
    found: dict[int, int] = {}
    row = column = 0
    while row < rows and column < columns:
        alike = likeness[row][column]
        if alike >= _ALIKE and total[row][column] == alike + total[row + 1][column + 1]:
            found[row] = column
            row, column = row + 1, column + 1
        elif total[row][column] == total[row + 1][column]:
            row += 1
        else:
            column += 1
    return found


def _likeness(caption: Spoken, line: Line) -> float:
    one, other = caption.text.casefold(), line.text.casefold()
    least, most = sorted((len(one), len(other)))
    if one == other or 2 * least < _ALIKE * (least + most):
        return 1.0 if one == other else 0.0
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.ratio() if match.quick_ratio() >= _ALIKE else 0.0


def _reworded(shot: Shot, spot: _Spot, caption: Spoken, at: Seconds | None) -> Shot:
    """The shot with a line's words and time changed, in its beat and wherever its words are told."""
    old, new = spot.line.text, caption.text
    if old == new:
        return _with_beat(shot, spot.at, replace(spot.line, at=at))
    told = replace(shot.directions, audio=shot.directions.audio.replace(old, new))
    line = replace(spot.line, text=new, at=at, recording=None)
    return _with_beat(replace(shot, words=shot.words.replace(old, new), directions=told), spot.at, line)


def _with_beat(shot: Shot, at: int, line: Line) -> Shot:
    return replace(shot, beats=(*shot.beats[:at], line, *shot.beats[at + 1 :]))


def _with_new_line(film: Film, caption: Spoken) -> tuple[Film, str]:
    """The film with a line that a caption has and it had not; why not, if it cannot be."""
    starts = film.starts()
    shot = next((one for one in film.shots if 0 <= caption.start - starts[one.id] < one.duration), None)
    if shot is None:
        return film, f"“{caption.text}” is shown after the film's end."
    who = _speaker(film, shot, caption.speaker)
    if who is None:
        return film, f"Nobody is told to say “{caption.text}”: put the speaker's name into the captions, as in ASS."
    line = Line(who, caption.text, at=caption.start - starts[shot.id], language=_language(film, who))
    after = [at for at, beat in enumerate(shot.beats) if isinstance(beat, Line) and (beat.at or 0) <= (line.at or 0)]
    place = after[-1] + 1 if after else len(shot.beats)
    present = shot.present if who in shot.present else (*shot.present, who)
    beats = (*shot.beats[:place], line, *shot.beats[place:])
    return replace_shot(film, replace(shot, beats=beats, present=present)), ""


def _speaker(film: Film, shot: Shot, name: str) -> CastId | None:
    """Who is named; without a name, whoever is alone in the shot."""
    if name.strip():
        return next((one.id for one in film.cast if one.name.casefold() == name.strip().casefold()), None)
    there = [one.id for one in film.cast if one.id in shot.present]
    return there[0] if len(there) == 1 else None


def _language(film: Film, who: CastId) -> str:
    return next(one.voice.language for one in film.cast if one.id == who)
