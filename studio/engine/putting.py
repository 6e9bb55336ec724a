"""Putting people and things where words say: "on the desk", "by the door", "on the ground, on the left"."""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from studio.engine.stage import kinds
from studio.engine.stage.route import Box
from studio.engine.whereabouts import half_height, kind_now, landmarks, supports
from studio.timeline.facts import IN_THE_AIR
from studio.timeline.film import Film, Setting
from studio.timeline.naming import called
from studio.timeline.world import Person, Thing, World

SIDE_M: Final = 1.5
BESIDE_M: Final = 0.55
_ARTICLES: Final = ("the ", "a ", "an ")


def put_thing(world: World, thing: Thing, where: str, film: Film, setting: Setting) -> Thing | None:
    """The thing where the words say, lying as it rests; None if there is no such surface at its place."""
    prop = next((one for one in film.props if one.id == thing.id), None)
    if prop is None:
        return None
    resting = replace(thing, orientation=kinds.resting(kind_now(prop, thing))[1], on="", held_by=None)
    lift = half_height(resting, kind_now(prop, thing))
    words = where.lower().strip()
    if words.startswith("on the ground"):
        x, y = _side(words, thing.position[0]), thing.position[1]
        return replace(resting, position=(round(x, 6), round(y, 6), round(lift, 6)))
    name = _named(words, film)
    support = next((one for one in supports(world, setting, film) if one.name == name and one.name != thing.id), None)
    if support is None or thing.place != setting.place or support.name == IN_THE_AIR:
        return None
    x, y = _middle(support.box)
    return replace(resting, position=(round(x, 6), round(y, 6), round(support.top + lift, 6)), on=support.name)


def put_person(world: World, person: Person, where: str, film: Film, setting: Setting) -> Person | None:
    """The person where the words say; None if there is nothing of that name at their place."""
    words = where.lower().strip()
    if words in ("on the left", "on the right", "in the middle"):
        x = _side(words, person.position[0])
        return replace(person, position=(round(x, 6), person.position[1], 0.0), near="")
    if person.place != setting.place:
        return None
    name = _named(words, film)
    box = _found(landmarks(world, setting, film), name)
    if box is None:
        return None
    x, y = _middle(box)
    sits = person.posture == "sitting"
    front = y if sits or box[2] == box[3] else box[2] - BESIDE_M
    return replace(person, position=(round(x, 6), round(front, 6), 0.0), near=name)


def _named(words: str, film: Film) -> str:
    """The prop's id or the feature's name that "on the desk" is about."""
    for preposition in ("on ", "by ", "at ", "under ", "near "):
        words = words.removeprefix(preposition)
    for prop in film.props:
        if words in (prop.id, prop.name.lower(), called(prop.id, film).lower()):
            return str(prop.id)
    for article in _ARTICLES:
        words = words.removeprefix(article)
    kinds_of = {prop.kind: str(prop.id) for prop in film.props}
    return kinds_of.get(words, words)


def _found(marks: Iterable[tuple[str, Box]], name: str) -> Box | None:
    return next((box for mark, box in marks if mark == name), None)


def _side(words: str, x: float) -> float:
    if "left" in words:
        return -SIDE_M
    if "right" in words:
        return SIDE_M
    return 0.0 if "middle" in words else x


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
