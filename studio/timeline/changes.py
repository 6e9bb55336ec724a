"""What has changed between two worlds, in plain words: "Hana put the umbrella on the bench"."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from studio.timeline.facts import IN_THE_AIR, PLACE, STORY, wetness, where_person, where_thing, worn_by
from studio.timeline.film import Action, Film, Setting, Shot
from studio.timeline.naming import called, place_called, sentence, with_a
from studio.timeline.world import Person, Thing, World

BEGINS: Final = {
    "rain": "it began to rain", "storm": "a storm broke", "snow": "it began to snow", "wind": "the wind rose",
    "fog": "fog came up", "petals": "petals began to fall", "cloudy": "clouds gathered", "clear": "the sky cleared",
}  # fmt: skip
ENDS: Final = {
    "rain": "the rain stopped", "storm": "the storm passed", "snow": "it stopped snowing", "wind": "the wind died down",
    "fog": "the fog lifted", "petals": "the petals stopped falling",
}  # fmt: skip
MOVED_M: Final = 0.5
_SIDES: Final = {
    "on the left": "to the left", "on the right": "to the right", "in the middle": "into the middle",
}  # fmt: skip
_GOES: Final = {
    "run": "ran", "dance": "danced", "jump": "jumped", "swim": "swam", "dive": "dived", "jump_in": "jumped",
    "fall_in": "fell", "climb": "climbed",
}  # fmt: skip
_PUSHES: Final = {"kick": "kicked", "push": "pushed", "throw": "threw", "roll": "rolled", "pull": "pulled"}


class Change(Struct, frozen=True):
    """One thing that became different. ``attributes`` are those of the subject's facts that it is about."""

    subject: str
    attributes: tuple[str, ...]
    words: str


def changes(before: World, after: World, film: Film, shot: Shot | None = None) -> tuple[Change, ...]:
    """All that became different, the story first, then people, things and places.

    shot: what happens between the two worlds, for the right verbs; None when no shot lies between.
    """
    found = [*_story(before.setting, after.setting, film)]
    tale = _Tale(before, after, film, shot)
    for person in sorted(after.people, key=lambda one: one.id):
        found += tale.person(person)
    for thing in sorted(after.things, key=lambda one: one.id):
        found += tale.thing(thing)
    found += tale.gone()
    for place in sorted(after.places, key=lambda one: one.name):
        found += tale.place(place.name)
    return tuple(found)


def _story(before: Setting | None, after: Setting | None, film: Film) -> Iterator[Change]:
    if after is None or before == after:
        return
    place = place_called(after.place, film)
    if before is None:
        words = f"the story is at {place}: {after.hour}, {after.weather}"
        yield Change(STORY, ("place", "hour", "weather"), sentence(words))
        return
    if before.place != after.place:
        yield Change(STORY, ("place",), sentence(f"the story moved to {place}"))
    if before.hour != after.hour:
        yield Change(STORY, ("hour",), sentence(f"it is {after.hour} now"))
    if before.weather != after.weather:
        yield Change(STORY, ("weather",), sentence(_weather(before.weather, after.weather)))


def _weather(before: str, after: str) -> str:
    if after == "clear" and before in ENDS:
        return ENDS[before]
    return BEGINS.get(after, f"the weather turned: {after}")


class _Tale:
    """Tells the changes of one stretch of the story."""

    def __init__(self, before: World, after: World, film: Film, shot: Shot | None) -> None:
        self._before = before
        self._after = after
        self._film = film
        self._actions = [beat for beat in shot.beats if isinstance(beat, Action)] if shot is not None else []

    # Things.

    def thing(self, now: Thing) -> Iterator[Change]:
        """How one thing changed."""
        was = self._before.thing(now.id)
        if was == now:
            return
        name = called(now.id, self._film)
        if was is None:
            place = place_called(now.place, self._film)
            where = where_thing(now, self._after, self._film)
            words = f"{name} is seen first, {where}" + ("" if now.held_by else f", at {place}")
            yield Change(str(now.id), ("exists", "place", "where", "held by"), sentence(words))
            unfolded = now.unfolded and not any(one.thing == now.id and one.motion == "open" for one in self._actions)
            yield from self._state(Thing(now.id, now.place, now.position, unfolded=unfolded), now, name)
            return
        yield from self._moved(was, now, name)
        yield from self._state(was, now, name)

    def _moved(self, was: Thing, now: Thing, name: str) -> Iterator[Change]:
        place = ("place",) if was.place != now.place else ()
        if was.held_by != now.held_by:
            words = self._handed(was, now, name)
            yield Change(str(now.id), (*place, "held by", "where"), sentence(words))
        elif now.held_by is None and (place or self._lies_elsewhere(was, now)):
            words = self._shifted(was, now, name)
            yield Change(str(now.id), (*place, "where"), sentence(words))

    def _lies_elsewhere(self, was: Thing, now: Thing) -> bool:
        moved = max(abs(a - b) for a, b in zip(was.position, now.position, strict=True))
        return moved > MOVED_M or where_thing(was, self._before, self._film) != where_thing(
            now, self._after, self._film
        )

    def _handed(self, was: Thing, now: Thing, name: str) -> str:
        giver = called(was.held_by, self._film) if was.held_by is not None else ""
        taker = called(now.held_by, self._film) if now.held_by is not None else ""
        done = self._done(str(was.held_by or now.held_by), str(now.id))
        if giver and taker:
            return f"{giver} {'threw' if done == 'throw' else 'gave'} {name} to {taker}"
        if taker:
            return f"{taker} {'caught' if done == 'catch' else 'picked up'} {name}{self._lay(was)}"
        return self._let_go(giver, name, now, done)

    def _lay(self, was: Thing) -> str:
        """Where a thing was taken up from."""
        if was.on == IN_THE_AIR:
            return " out of the air"
        return f" from {called(was.on, self._film)}" if was.on else " from the ground"

    def _let_go(self, giver: str, name: str, now: Thing, done: str) -> str:
        where = where_thing(now, self._after, self._film)
        match done:
            case "drop":
                return f"{giver} dropped {name}; it lies {where}" if now.on != IN_THE_AIR else f"{giver} dropped {name}"
            case "throw":
                return f"{giver} threw {name}; it is {where}"
            case _:
                return f"{giver} put {name} {where}" if now.on else f"{giver} put {name} down"

    def _shifted(self, was: Thing, now: Thing, name: str) -> str:
        where = where_thing(now, self._after, self._film)
        by = next((one for one in self._actions if one.thing == now.id and one.motion in _PUSHES), None)
        if by is not None:
            return f"{called(by.who, self._film)} {_PUSHES[by.motion]} {name}; it is {where}"
        if was.place != now.place:
            return f"{name} is at {place_called(now.place, self._film)} now"
        if was.position[2] - now.position[2] > 0.25:
            fell_from = f" from {called(was.on, self._film)}" if was.on not in ("", IN_THE_AIR) else ""
            landing = "to the ground" if not now.on else where
            return f"{name} fell{fell_from} {landing}"
        return f"{name} moved; it is {where} now"

    def _state(self, was: Thing, now: Thing, name: str) -> Iterator[Change]:
        what = str(now.id)
        if was.broken != now.broken:
            yield Change(what, ("broken",), sentence(f"{name} {'broke' if now.broken else 'is whole again'}"))
        opened = was.opened or was.unfolded, now.opened or now.unfolded
        if opened[0] != opened[1]:
            yield Change(what, ("open",), sentence(f"{name} was {'opened' if opened[1] else 'shut'}"))
        if was.lit != now.lit and now.lit is not None:
            yield Change(what, ("lit",), sentence(f"{name} went {'on' if now.lit else 'off'}"))
        yield from self._wetted(what, name, was.wet, now.wet)

    def _wetted(self, subject: str, name: str, was: float, now: float) -> Iterator[Change]:
        if wetness(was) == wetness(now):
            return
        words = f"{name} got {wetness(now)}" if now > was else f"{name} dried" + ("" if now < 0.08 else " a little")
        yield Change(subject, ("wet",), sentence(words))

    # People.

    def person(self, now: Person) -> Iterator[Change]:
        """How one person changed."""
        was = self._before.person(now.id)
        if was == now:
            return
        name = called(now.id, self._film)
        if was is None:
            words = f"{name} came into the story at {place_called(now.place, self._film)}"
            words += " and left" if now.gone else ""
            yield Change(str(now.id), ("exists", "place", "where", "posture", "mood", "wearing"), sentence(words))
            return
        if was.place != now.place:
            went = f"{place_called(was.place, self._film)} to {place_called(now.place, self._film)}"
            yield Change(str(now.id), ("place", "where"), sentence(f"{name} went from {went}"))
        elif was.gone != now.gone:
            place = place_called(now.place, self._film)
            yield Change(str(now.id), ("where",), sentence(f"{name} {'left' if now.gone else 'came back to'} {place}"))
        elif words := self._went(was, now, name):
            yield Change(str(now.id), ("where",), sentence(words))
        yield from self._manner(was, now, name)

    def _went(self, was: Person, now: Person, name: str) -> str:
        moved = max(abs(a - b) for a, b in zip(was.position, now.position, strict=True))
        there, here = where_person(was, self._film), where_person(now, self._film)
        settled = now.posture != was.posture and now.posture == "sitting"
        climbed = was.posture != now.posture and "clinging" in (was.posture, now.posture)
        if (moved < MOVED_M and was.near == now.near) or (settled and moved < 1.5) or climbed:
            return ""
        verb = next((_GOES[one.motion] for one in self._actions if one.who == now.id and one.motion in _GOES), "walked")
        if was.near and now.near and was.near != now.near:
            return f"{name} {verb} from {called(was.near, self._film)} to {called(now.near, self._film)}"
        if now.near and now.near != was.near:
            return f"{name} {verb} to {called(now.near, self._film)}"
        if was.near and was.near != now.near:
            return f"{name} {verb} away from {called(was.near, self._film)}"
        if moved <= MOVED_M:
            return ""
        return f"{name} {verb} a few steps" if here == there else f"{name} {verb} {_SIDES.get(here, f'and is {here}')}"

    def _manner(self, was: Person, now: Person, name: str) -> Iterator[Change]:
        who = str(now.id)
        if was.posture != now.posture:
            on = f" {where_person(now, self._film)}" if now.near and now.posture == "sitting" else ""
            holds = f" {called(now.near, self._film)}" if now.near else ""
            rose = {"clinging": f"came down{holds and f' from{holds}'}", "swimming": "came out of the water"}
            said = {
                "sitting": f"sat down{on}",
                "lying": "lay down",
                "standing": rose.get(was.posture, "stood up"),
                "swimming": "went into the water",
                "clinging": f"climbed up{holds}",
            }
            words = said.get(now.posture, f"is {now.posture}")
            yield Change(who, ("posture", "where"), sentence(f"{name} {words}"))
        if was.emotion != now.emotion:
            words = "calmed down" if now.emotion == "calm" else f"is {now.emotion} now"
            yield Change(who, ("mood",), sentence(f"{name} {words}"))
        wore, wears = worn_by(was, self._film), worn_by(now, self._film)
        for one in (one for one in wears if one not in wore):
            yield Change(who, ("wearing",), sentence(f"{name} put on {with_a(one)}"))
        for one in (one for one in wore if one not in wears):
            yield Change(who, ("wearing",), sentence(f"{name} took off {_the(one)}"))
        yield from self._wetted(who, name, was.wet, now.wet)

    def gone(self) -> Iterator[Change]:
        """Who and what is no longer in the story."""
        people = (one.id for one in self._before.people if self._after.person(one.id) is None)
        things = (one.id for one in self._before.things if self._after.thing(one.id) is None)
        for subject in sorted(map(str, (*people, *things))):
            yield Change(subject, ("exists",), sentence(f"{called(subject, self._film)} is no longer in the story"))

    # Places.

    def place(self, name: str) -> Iterator[Change]:
        """How a place changed."""
        was, now = self._before.place(name), self._after.place(name)
        subject, place = f"{PLACE}{name}", place_called(name, self._film)
        yield from self._wetted(subject, f"the ground at {place}", was.wet, now.wet)
        for one in sorted({*now.opened} ^ {*was.opened}):
            words = f"{_the(one)} at {place} was {'opened' if one in now.opened else 'shut'}"
            yield Change(subject, ("open",), sentence(words))
        for one in sorted({*now.shut} ^ {*was.shut}):
            words = f"{_the(one)} at {place} was {'shut' if one in now.shut else 'opened'}"
            yield Change(subject, ("open",), sentence(words))
        if was.lit != now.lit and now.lit is not None:
            yield Change(subject, ("lit",), sentence(f"the lights at {place} went {'on' if now.lit else 'off'}"))

    def _done(self, who: str, thing: str) -> str:
        """What somebody did with a thing last."""
        return next((one.motion for one in reversed(self._actions) if one.who == who and one.thing == thing), "")


def _the(name: str) -> str:
    return name if name.startswith("the ") else f"the {name}"
