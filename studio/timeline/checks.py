"""What always holds of a film, and which parts of it do not."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from studio.errors import InvalidRequest
from studio.timeline.edits import LONGEST_SHOT
from studio.timeline.film import Action, Beat, EntityId, Feeling, Film, Shot
from studio.timeline.overlays import MOST_OVERLAYS
from studio.timeline.overlays import faults as overlay_faults
from studio.timeline.ruling import faults as ruling_faults


def check(film: Film) -> None:
    """Refuse a film that breaks a rule.

    Raises:
        InvalidRequest: names the first rule broken, and where.
    """
    for fault in faults(film):
        raise InvalidRequest(fault, "Undo the last edit, or direct the script again.")


def faults(film: Film) -> Iterator[str]:
    """Every rule the film breaks, as a sentence: ids are unique, durations are whole frames within
    bounds, scenes are not empty, beats name members of the cast and props that exist, and overlays can be as they are.
    """
    if not 1 <= film.fps <= 120:
        yield f"The film has {film.fps} frames a second."
        return
    yield from _twice("scene", (scene.id for scene in film.scenes))
    yield from _twice("shot", (shot.id for shot in film.shots))
    yield from _twice("cast member or prop", [*(m.id for m in film.cast), *(p.id for p in film.props)])
    yield from (f"Scene {scene.id!r} has no shots." for scene in film.scenes if not scene.shots)
    cast = {str(member.id) for member in film.cast}
    known = cast | {str(prop.id) for prop in film.props}
    shots = {shot.id for shot in film.shots}
    for ruling in film.rulings:
        if ruling.shot in shots:
            yield from ruling_faults(film, ruling)
    yield from _twice("overlay", (one.id for one in film.overlays))
    if len(film.overlays) > MOST_OVERLAYS:
        yield f"The film has {len(film.overlays)} overlays, more than {MOST_OVERLAYS}."
        return
    for one in film.overlays:
        yield from (f"Overlay {one.id!r} {fault}." for fault in overlay_faults(one, film.fps))
    for number, shot in enumerate(film.shots, start=1):
        yield from (f"Shot {number} {fault}." for fault in _shot_faults(shot, film.fps, cast, known))


def _twice(what: str, ids: Iterable[str]) -> Iterator[str]:
    return (f"There are {n} of {what} {one!r}." for one, n in Counter(ids).items() if n > 1)


def _shot_faults(shot: Shot, fps: int, cast: set[str], known: set[str]) -> Iterator[str]:
    if not 0 < shot.duration <= LONGEST_SHOT:
        yield f"lasts {float(shot.duration):g} s"
    if (shot.duration * fps).denominator != 1:
        yield f"lasts {shot.duration} s, which is not a whole number of frames"
    named = [*shot.present, *([shot.camera.subject] if shot.camera.subject is not None else [])]
    yield from (f"shows {entity!r}, who is not in the film" for entity in named if entity not in known)
    yield from (f"has a key of {key.who!r}, who is not in the film" for key in shot.acting if key.who not in cast)
    for beat in shot.beats:
        yield from _beat_faults(beat, cast, known)


def _beat_faults(beat: Beat, cast: set[str], known: set[str]) -> Iterator[str]:
    match beat:
        case Action(who=who, thing=thing, towards=towards, manner=manner):
            named: tuple[EntityId | None, ...] = (who, thing, towards)
            strangers = [entity for entity in named if entity is not None and entity not in known]
            finite = math.isfinite(manner)
        case Feeling(who=who, intensity=intensity):
            strangers = [who] if who not in known else []
            finite = math.isfinite(intensity)
        case _:
            strangers = [beat.who] if beat.who not in cast else []
            finite = True
    yield from (f"has a beat with {stranger!r}, who is not in the film" for stranger in strangers)
    if not finite:
        yield "has a beat of no finite strength"
