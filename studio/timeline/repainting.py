"""What the artist draws for painters, edited: regions of shots that are painted anew, drawings of cast and things."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.brush import Drawing, Region
from studio.timeline.designing import design
from studio.timeline.film import CastMember, EntityId, Film, Seconds, Shot, ShotId
from studio.timeline.sources import Hint

MOST_STROKES: Final = 200
MOST_POINTS: Final = 2000
MOST_DRAWINGS: Final = 6
"""Of one of the cast, or of a thing: more are no use to a painter, which sees three at once."""


def region_of(film: Film, shot: ShotId) -> Region | None:
    """The region of a shot that is to be painted anew; None where none is drawn."""
    return next((one for one in film.regions if one.shot == shot and one.strokes), None)


def draw_region(film: Film, shot_id: ShotId, stroke: Hint, at: Seconds) -> Film:
    """Keep a stroke of a shot's region. The first one says which moment of the shot it is drawn over.

    Raises:
        InvalidRequest: no such shot, the moment lies outside it, another moment than that of the strokes before, or
        too many strokes or points.
    """
    shot = _shot(film, shot_id)
    if not 0 <= at < shot.duration:
        raise InvalidRequest(f"The shot has no picture at {float(at):.4g} s.", "Draw on one of its own frames.")
    before = next((one for one in film.regions if one.shot == shot_id), None) or Region(shot_id, at)
    if before.strokes and before.at != at:
        raise InvalidRequest(
            f"The region is drawn over the frame at {float(before.at):.2f} s.", "Draw on there, or clear it."
        )
    if len(before.strokes) >= MOST_STROKES or not 0 < len(stroke.points) <= MOST_POINTS:
        raise InvalidRequest(f"A region takes {MOST_STROKES} strokes.", "Clear it first.")
    return _with_region(film, replace(before, at=at, strokes=(*before.strokes, stroke)))


def say_region(film: Film, shot_id: ShotId, words: str) -> Film:
    """Say what is to be in a shot's region instead; nothing for the same once more.

    Raises:
        InvalidRequest: no such shot, or it has no region.
    """
    _shot(film, shot_id)
    region = region_of(film, shot_id)
    if region is None:
        raise InvalidRequest("No region is drawn in this shot.", "Draw over what is to be painted anew first.")
    return film if region.words == words else _with_region(film, replace(region, words=words))


def clear_region(film: Film, shot_id: ShotId) -> Film:
    """Take a shot's region away."""
    left = tuple(one for one in film.regions if one.shot != shot_id)
    return film if left == film.regions else replace(film, regions=left)


def drawings_of(film: Film, who: EntityId) -> tuple[Drawing, ...]:
    """The pictures of one of the cast or of a thing that painters keep them by, in the order they were given."""
    return tuple(one for one in film.drawings if one.who == who)


def add_drawings(film: Film, who: EntityId, drawings: Sequence[Drawing]) -> Film:
    """Keep drawings of one of the cast, or of a thing; one that is there already is not kept twice.

    Raises:
        InvalidRequest: nobody and nothing of that id, somebody's cameo plays them, or there are too many.
    """
    member = next((one for one in (*film.cast, *film.props) if one.id == who), None)
    if member is None:
        raise InvalidRequest(f"Nobody in the film is {who!r}.", "Choose one of the cast, or a thing.")
    if isinstance(member, CastMember) and member.cameo:
        raise InvalidRequest(
            f"{member.name} is played by somebody's cameo, who alone says how they look.", "Take the cameo off first."
        )
    there = {one.sha256 for one in drawings_of(film, who)}
    fresh = {one.sha256: replace(one, who=who) for one in drawings if one.sha256 not in there}
    if len(there) + len(fresh) > MOST_DRAWINGS:
        raise InvalidRequest(
            f"Painters keep {member.name} by at most {MOST_DRAWINGS} drawings.", "Take one away before you add another."
        )
    return replace(film, drawings=(*film.drawings, *fresh.values())) if fresh else film


def as_at_home(film: Film, thing: EntityId, colour: str, pictures: Sequence[Drawing]) -> Film:
    """Have a thing take the colour of a real one, and painters keep it by these pictures, not by those before.

    Raises:
        InvalidRequest: no such thing, or too many pictures.
    """
    others = tuple(one for one in film.drawings if one.who != thing)
    return add_drawings(replace(design(film, thing, "colour", colour), drawings=others), thing, pictures)


def remove_drawing(film: Film, who: EntityId, sha256: str) -> Film:
    """Take one drawing of somebody or something away."""
    left = tuple(one for one in film.drawings if (one.who, one.sha256) != (who, sha256))
    return film if left == film.drawings else replace(film, drawings=left)


def drawings_located(film: Film, folder: Path) -> Film:
    """The film with the files of its drawings found in its project's folder."""
    if not film.drawings:
        return film
    return replace(film, drawings=tuple(replace(one, path=str(folder / one.path)) for one in film.drawings))


def drawn_kept(old: Film, new: Film) -> Film:
    """A film that is read anew with what was drawn for the old one: on shots that are still the same, of whoever is
    still there.
    """
    same = {shot.id for shot in old.shots if any(_alike(shot, one) for one in new.shots)}
    there = {str(one.id) for one in (*new.cast, *new.props)}
    regions = tuple(one for one in old.regions if one.shot in same)
    drawings = tuple(one for one in old.drawings if one.who in there)
    return replace(new, regions=regions, drawings=drawings) if regions or drawings else new


def _alike(one: Shot, other: Shot) -> bool:
    return (one.id, one.words, one.duration) == (other.id, other.words, other.duration)


def _with_region(film: Film, region: Region) -> Film:
    return replace(film, regions=(*(one for one in film.regions if one.shot != region.shot), region))


def _shot(film: Film, shot_id: ShotId) -> Shot:
    for shot in film.shots:
        if shot.id == shot_id:
            return shot
    raise InvalidRequest(f"The film has no shot {shot_id!r}.", "It may have been removed: undo, or choose another.")
