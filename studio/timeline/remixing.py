"""Making another film of a film: edits that take what is there and change who, how or what follows.

Whether the author allows it is asked before (``may``) and once more when the film is shared (``package.origin``).
"""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.dubbing import dub_line, lines_of
from studio.timeline.edits import LONGEST_SHOT, insert_shot, replace_shot, whole_frames
from studio.timeline.film import (
    Action,
    Beat,
    CastId,
    CastMember,
    EntityId,
    Feeling,
    Film,
    Line,
    Prop,
    PropId,
    Scene,
    SceneId,
    Shot,
    ShotId,
    Voice,
)
from studio.timeline.ids import OverlayId
from studio.timeline.lineage import Ancestor
from studio.timeline.overlays import Overlay
from studio.timeline.speaking import line_seconds

Id = TypeVar("Id", bound=str)


def may(film_of_theirs: Ancestor, *, recast: bool = False) -> None:
    """Refuse what an author does not allow.

    Raises:
        InvalidRequest: no remixes, or no recasting.
    """
    terms = film_of_theirs.terms
    named = f"“{film_of_theirs.title}”{f' by {film_of_theirs.author}' if film_of_theirs.author else ''}"
    if not terms.may_remix:
        raise InvalidRequest(f"The author of {named} allows no remixes.", "Ask the author, or choose another film.")
    if recast and not terms.may_recast:
        raise InvalidRequest(f"The author of {named} does not want its parts recast.", "Leave the cast as it is.")


def retaken(film: Film, shots: Iterable[ShotId], seed: int | None = None) -> Film:
    """Play shots again with another chance: with this seed, or with the next one of each."""
    chosen = set(shots)
    for shot in film.shots:
        if shot.id in chosen:
            film = replace_shot(film, replace(shot, seed=shot.seed + 1 if seed is None else seed))
    return film


def restyled(film: Film, look: str, shots: Iterable[ShotId] | None = None) -> Film:
    """Give the whole film another look, or some shots of it. look: a key of ``words/looks.toml``."""
    if shots is None:
        scenes = tuple(replace(one, shots=tuple(replace(shot, look="") for shot in one.shots)) for one in film.scenes)
        return replace(film, look=look, scenes=scenes)
    chosen = set(shots)
    for shot in film.shots:
        film = replace_shot(film, replace(shot, look=look)) if shot.id in chosen else film
    return film


def recast(film: Film, part: CastId, by: CastMember) -> Film:
    """Have somebody else play a part: their looks, their voice and their model; the part keeps its name and its lines.

    Raises:
        InvalidRequest: there is no such part.
    """
    if all(member.id != part for member in film.cast):
        raise InvalidRequest(f"There is no part {part!r} in the film.", "Choose one of its cast.")

    def played(member: CastMember) -> CastMember:
        if member.id != part:
            return member
        voice = replace(by.voice, language=member.voice.language)
        return replace(member, look=by.look, voice=voice, words=by.words, scripted=None, cameo=by.cameo)

    return replace(film, cast=tuple(map(played, film.cast)))


def redubbed(film: Film, shot_id: ShotId, number: int, text: str | None = None, language: str | None = None) -> Film:
    """Have a line say other words, or in another language; a recording of the old words is let go.

    The picture is the same wherever no mouth moves otherwise: those frames are taken over, and not painted again. The
    shot gets longer only by what the new words need and it has no room for:

    | A line   | B |  ->  | A longer line | B |

    Args:
        number: of the line within the shot, from 0.

    Raises:
        InvalidRequest: there is no such line, or there are no words.
    """
    shot = next((one for one in film.shots if one.id == shot_id), None)
    if shot is None or not 0 <= number < len(lines_of(shot)):
        raise InvalidRequest("There is no such line in the film.", "Choose one of its lines.")
    film = dub_line(film, shot_id, number, None)
    shot = film.shot(shot_id)
    line = lines_of(shot)[number]
    words = line.text if text is None else text.strip()
    if not words:
        raise InvalidRequest("A line needs words.", "Write what is said.")
    said = replace(line, text=words, language=line.language if language is None else language)
    at = [place for place, beat in enumerate(shot.beats) if isinstance(beat, Line)][number]
    beats = (*shot.beats[:at], said, *shot.beats[at + 1 :])
    more_s = line_seconds(said) - line_seconds(line) - _room_s(shot)
    longer = shot.duration + Fraction(max(0, math.ceil(more_s * film.fps)), film.fps)
    return replace_shot(film, replace(shot, beats=beats, duration=min(longer, LONGEST_SHOT)))


def words_kept(old: Film, new: Film) -> Film:
    """A film read anew, its lines saying what they were made to say instead, in shots whose own words stayed."""
    waiting: dict[str, list[Shot]] = {}
    for shot in old.shots:
        waiting.setdefault(shot.words, []).append(shot)
    for shot in new.shots:
        before = waiting.get(shot.words)
        if not before:
            continue
        was = before.pop(0)
        said, says = lines_of(was), lines_of(shot)
        if was.directions != shot.directions or [one.who for one in said] != [one.who for one in says]:
            continue
        for number, (mine, theirs) in enumerate(zip(said, says, strict=True)):
            if (mine.text, mine.language) != (theirs.text, theirs.language):
                new = redubbed(new, shot.id, number, mine.text, mine.language)
    return new


def _room_s(shot: Shot) -> float:
    """How much longer a shot is than what is said in it; none where somebody acts, who may need all of it."""
    if any(isinstance(beat, Action) for beat in shot.beats):
        return 0.0
    return max(0.0, float(shot.duration) - sum(map(line_seconds, lines_of(shot))))


def revoiced(film: Film, who: CastId, voice: Voice) -> Film:
    """Give somebody another voice in every line."""
    return replace(film, cast=tuple(replace(one, voice=voice) if one.id == who else one for one in film.cast))


def joined(film: Film, more: Film, *, before: bool = False) -> Film:
    """Put the scenes of ``more`` before or after the film's; whoever and whatever is known in both is the film's.

    | A | B |  +  | C |  ->  | A | B | C |   or   | C | A | B |
    """
    cast = (*film.cast, *(one for one in more.cast if all(own.id != one.id for own in film.cast)))
    props = (*film.props, *(one for one in more.props if all(own.id != one.id for own in film.props)))
    scenes = _fresh_scenes(more.scenes, film)
    overlays = (*film.overlays, *_fresh_overlays(more, scenes, film))
    order = (*scenes, *film.scenes) if before else (*film.scenes, *scenes)
    scripts = (more.script, film.script) if before else (film.script, more.script)
    script = "\n\n".join(text.strip("\n") for text in scripts if text.strip())
    ending = film.ending if before else more.ending
    return replace(film, cast=cast, props=props, scenes=order, script=f"{script}\n", ending=ending, overlays=overlays)


def with_member(film: Film, member: CastMember) -> Film:
    """Bring a character of another film into this one's cast."""
    return replace(film, cast=(*film.cast, replace(member, id=CastId(_fresh(member.id, film)))))


def with_prop(film: Film, prop: Prop) -> Film:
    """Bring a thing of another film into this one."""
    return replace(film, props=(*film.props, replace(prop, id=PropId(_fresh(prop.id, film)))))


def with_shot(film: Film, shot: Shot, source: Film) -> Film:
    """Bring a shot of another film in at the end, with everybody and everything that is in it."""
    names: dict[str, str] = {}
    for entity in entities_in(shot, source):
        same = next((one for one in (*film.cast, *film.props) if one == entity), None)
        if same is None and isinstance(entity, CastMember):
            film = with_member(film, entity)
            same = film.cast[-1]
        elif same is None and isinstance(entity, Prop):
            film = with_prop(film, entity)
            same = film.props[-1]
        names[entity.id] = same.id if same is not None else entity.id
    taken = {one.id for one in film.shots}
    lasts = whole_frames(shot.duration, film.fps)
    brought = replace(_renamed(shot, names), id=ShotId(unused(shot.id, taken)), duration=lasts)
    if film.scenes:
        return insert_shot(film, brought, None)
    heading = source.scene_of(shot.id)
    return replace(film, scenes=(replace(heading, id=SceneId("borrowed"), shots=(brought,), flashback=None),))


def with_ancestor(film: Film, ancestor: Ancestor) -> Film:
    """Name a film that something was taken from; what was taken before from the same film is named with it."""
    for at, one in enumerate(film.parents):
        if one.id == ancestor.id:
            how = _both(one.how, ancestor.how)
            return replace(film, parents=(*film.parents[:at], replace(one, how=how), *film.parents[at + 1 :]))
    return replace(film, parents=(*film.parents, ancestor))


def _both(how: str, also: str) -> str:
    """Two things that were taken from one film, "from" said once."""
    plain = also.removesuffix(" from")
    if plain in how:
        return how
    return f"{how.removesuffix(' from') if plain != also else how}, {also}"


def _fresh_scenes(scenes: tuple[Scene, ...], film: Film) -> tuple[Scene, ...]:
    """Scenes under ids that the film does not have yet."""
    scene_ids, shot_ids = {one.id for one in film.scenes}, {one.id for one in film.shots}
    new = {scene.id: SceneId(unused(scene.id, scene_ids)) for scene in scenes}

    def fresh(scene: Scene) -> Scene:
        shots = tuple(replace(shot, id=ShotId(unused(shot.id, shot_ids))) for shot in scene.shots)
        back = None if scene.flashback is None else new.get(scene.flashback)
        return replace(scene, id=new[scene.id], shots=shots, flashback=back)

    return tuple(map(fresh, scenes))


def _fresh_overlays(more: Film, scenes: tuple[Scene, ...], film: Film) -> tuple[Overlay, ...]:
    """The overlays of a film whose shots have other ids in another one now, under ids that are free there."""
    shots = (shot for scene in scenes for shot in scene.shots)
    new = {was.id: shot.id for was, shot in zip(more.shots, shots, strict=True)}
    taken = {one.id for one in film.overlays}
    hung = (replace(one, anchor=new[one.anchor]) for one in more.overlays if one.anchor in new)
    return tuple(replace(one, id=OverlayId(unused(one.id, taken))) for one in hung)


def _fresh(wanted: str, film: Film) -> str:
    return unused(wanted, {str(one.id) for one in (*film.cast, *film.props)})


def unused(wanted: Id, taken: set[Id]) -> str:
    """An id that is free: the one wanted, or with a number."""
    number, name = 2, str(wanted)
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def entities_in(shot: Shot, film: Film) -> tuple[CastMember | Prop, ...]:
    """Everybody and everything that a shot names."""
    named = named_in(shot)
    return tuple(one for one in (*film.cast, *film.props) if one.id in named)


def named_in(shot: Shot) -> frozenset[str | None]:
    """The ids of everybody and everything that a shot names."""
    named: set[str | None] = {*shot.present, shot.camera.subject, shot.camera.other}
    for beat in shot.beats:
        named.add(beat.who)
        if isinstance(beat, Action):
            named |= {beat.thing, beat.towards}
    for where in shot.whereabouts:
        named |= {where.who, where.of, where.other}
    named |= {key.who for key in shot.acting}
    return frozenset(named)


def _renamed(shot: Shot, names: dict[str, str]) -> Shot:
    """The shot with everybody and everything under the ids they have here."""

    def of(entity: EntityId | None) -> EntityId | None:
        return None if entity is None else CastId(names.get(entity, entity))

    def beat(one: Beat) -> Beat:
        who = CastId(names.get(one.who, one.who))
        match one:
            case Action():
                return replace(one, who=who, thing=of(one.thing), towards=of(one.towards))
            case Feeling() | Line():
                return replace(one, who=who)

    whereabouts = tuple(
        replace(one, who=of(one.who), of=names.get(one.of, one.of), other=names.get(one.other, one.other))
        for one in shot.whereabouts
    )
    return replace(
        shot,
        beats=tuple(map(beat, shot.beats)),
        present=tuple(CastId(names.get(one, one)) for one in shot.present),
        camera=replace(shot.camera, subject=of(shot.camera.subject), other=of(shot.camera.other)),
        whereabouts=whereabouts,
        acting=tuple(replace(key, who=names.get(key.who, key.who)) for key in shot.acting),
    )
