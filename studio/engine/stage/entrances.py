"""Setting the scene: who and what is there as a shot begins, and where."""

import math
import re
from dataclasses import dataclass, replace

from studio.engine import vocabulary
from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.facing import TO_CAMERA, newcomers_heading
from studio.engine.stage.hanging import hung, in_a_row
from studio.engine.stage.route import BODY_RADIUS_M, Box, Point, grown, inside
from studio.engine.stage.shores import in_water
from studio.engine.stage.walls import without_panes
from studio.engine.stage.wind import wind_of
from studio.engine.vocabulary import PropKind, SetKind
from studio.timeline.film import Action, CastId, CastMember, Feeling, Line, Onset, Prop, PropId, Shot
from studio.timeline.world import Person, Quaternion, Thing, Vector, World

UPRIGHT: Quaternion = (1.0, 0.0, 0.0, 0.0)
TALKING_M = 1.15
_HANDY_KG, _HANDY_M = 2.0, 0.5
_HUGE_M = 3.0  # what is longer and alive stands behind people, not before them
WAY_ACROSS = 0.35  # of a heading, how much of it must be across the screen to be a direction
_READS = re.compile(r"\b(read|reads|reading|studies|studying|checks|checking|scrolls|scrolling)\b", re.IGNORECASE)
_SWINGS = re.compile(r"\b(?:swing|sway|swung|dangl)", re.IGNORECASE)
_HELD_FAMILIES = {"hold", "drop", "throw", "put_down", "give", "wave", "dance"}
_ARMFULS = {"hold", "carry", "drop", "put_down"}
"""Families that are done with several things at once."""
_LIES_FIRST = {
    "pick_up", "kick", "roll", "bounce", "fall", "push", "pull", "topple", "slide", "stack", "break", "swing",
}  # fmt: skip
_DOWN = ("sitting", "kneeling", "lying")


@dataclass(frozen=True)
class Entrant:
    """One person as the shot begins. seat: height of what they sit on, None when standing.

    height: of what they stand on or hold on to, metres above the ground. besides: what else they hold.
    bound: the side of the screen a newcomer is on the way to, from the shots before: 1 right, -1 left, 0 either.
    """

    member: CastMember
    position: Point
    heading: float
    seat: float | None
    holding: PropId | None
    emotion: str
    new_here: bool
    posture: str = "standing"
    wearing: tuple[str, ...] = ()
    bound: float = 0.0
    height: float = 0.0
    besides: tuple[PropId, ...] = ()

    @property
    def id(self) -> CastId:
        """Their cast id."""
        return self.member.id


@dataclass(frozen=True)
class Placed:
    """One thing as the shot begins. begins_open: of what is unfolded or folded up in the shot, how it is before."""

    prop: Prop
    kind: PropKind
    position: Vector
    orientation: Quaternion
    holder: str | None
    velocity: Vector = (0.0, 0.0, 0.0)
    spin: Vector = (0.0, 0.0, 0.0)
    hung_from: Vector | None = None
    was: Thing | None = None
    worn: bool = False
    begins_open: bool | None = None

    @property
    def open_above(self) -> bool:
        """Whether things fall into it: a bucket, a chest whose lid is up."""
        lidded = self.kind.opens is not None and not (self.was is not None and self.was.opened)
        return self.kind.hollow_m > 0 and not lidded


@dataclass(frozen=True)
class Wreck:
    """A thing that lies in shards from an earlier shot."""

    prop: Prop
    thing: Thing


@dataclass(frozen=True)
class Opening:
    """The set and all that is on it at time 0. ``named`` are the ids the shot is about; ``wrecks`` lie broken."""

    set: SetKind
    people: tuple[Entrant, ...]
    things: tuple[Placed, ...]
    named: frozenset[str]
    notes: tuple[str, ...]
    wrecks: tuple[Wreck, ...] = ()

    @property
    def obstacles(self) -> tuple[Box, ...]:
        """The floor that solids and furniture cover, grown by half a body."""
        furniture = [kinds.footprint(t.position, t.kind) for t in self.things if t.kind.fixed]
        return tuple(grown(box, BODY_RADIUS_M * 0.8) for box in (*kinds.floor_boxes(self.set), *furniture))


def set_the_scene(sheet: CallSheet, before: World) -> Opening:
    """Everybody and everything of a shot, where they are as it begins."""
    named = named_in(sheet.shot)
    kind = without_panes(kinds.set_of(sheet.shot.setting), before.place(sheet.shot.setting.place).opened)
    stays = before.setting is not None and before.setting.place == sheet.shot.setting.place
    people = _people(sheet, before, kind, named, stays)
    opening = Opening(kind, people, (), named, ())
    return _with_things(sheet, before, opening)


def named_in(shot: Shot) -> frozenset[str]:
    """Ids the shot's words name: present, acting, spoken of, or what the camera is on."""
    ids: set[str] = set(shot.present)
    for beat in shot.beats:
        match beat:
            case Action(who=who, thing=thing, towards=towards):
                ids.update(each for each in (who, thing, towards) if each is not None)
            case Feeling(who=who) | Line(who=who):
                ids.add(who)
    if shot.camera.subject is not None:
        ids.add(shot.camera.subject)
    return frozenset(ids)


# --- people -----------------------------------------------------------------------------------------
def _people(sheet: CallSheet, before: World, kind: SetKind, named: frozenset[str], stays: bool) -> tuple[Entrant, ...]:
    place = sheet.shot.setting.place
    here = {p.id for p in before.people if p.place == place} if stays else set[str]()
    members = [member for member in sheet.cast if member.id in named or member.id in here]
    entrants: dict[str, Entrant] = {}
    for member in members:
        person = before.person(member.id)
        if person is not None and person.place == place and (stays or person.posture in _DOWN):
            seat = _seat_height(sheet, before, person.position[:2]) if person.posture in _DOWN else None
            entrants[member.id] = Entrant(
                member, person.position[:2], person.heading, seat, person.holding, person.emotion, False,
                person.posture, person.wearing, height=person.position[2],
            )  # fmt: skip
    taken = [entrant.position for entrant in entrants.values()]
    for member in members:
        if member.id not in entrants:
            person = before.person(member.id)
            position = _free_mark(kind, taken, _room_wanted(sheet))
            taken.append(position)
            holding, emotion = (person.holding, person.emotion) if person else (None, "calm")
            wearing = person.wearing if person else ()
            entrants[member.id] = Entrant(
                member, position, TO_CAMERA, None, holding, emotion, True, "standing", wearing, _bound(person, place)
            )
    gathered = tuple(entrants[member.id] for member in members)
    return tuple(_facing(entrant, gathered, sheet) for entrant in gathered)


def _bound(person: Person | None, place: str) -> float:
    """Which way across the screen somebody was last seen going: on to another place, or back to where they were."""
    way = 0.0 if person is None or person.posture != "standing" else math.cos(person.heading)
    if person is None or abs(way) < WAY_ACROSS:
        return 0.0
    return math.copysign(1.0, way if person.place != place else -way)


def _seat_height(sheet: CallSheet, before: World, position: Point) -> float:
    """The height of what somebody sits on: a seat of the set, furniture left there, or the ground."""
    for seat in kinds.set_of(sheet.shot.setting).seats:
        if math.dist(seat.at, position) < 0.5:
            return seat.height
    for prop in sheet.props:
        kind, thing = kinds.kind_of(prop), before.thing(prop.id)
        if thing is None or kind.seat_m is None or thing.place != sheet.shot.setting.place:
            continue
        if inside(position, grown(kinds.footprint(thing.position, kind), 0.2)):
            return kind.seat_m
    return 0.0


def _room_wanted(sheet: CallSheet) -> float:
    """How far apart people stand: a conversation, or room to throw something across."""
    thrown = [
        b for b in sheet.shot.beats if isinstance(b, Action) and kinds.motion_of(b.motion).family in ("throw", "kick")
    ]
    ids = {member.id for member in sheet.cast}
    return 2.1 if any(beat.towards in ids for beat in thrown) else 0.75


def _free_mark(kind: SetKind, taken: list[Point], room: float) -> Point:
    """The best mark nobody stands on; past the last mark, rows behind."""
    boxes = [grown(box, 0.3) for box in kinds.floor_boxes(kind)]
    beside = [
        (x + dx, y + dy) for x, y in taken[:1] for dx, dy in ((room, 0.1), (-room, 0.1), (room, -0.5), (-room, -0.5))
    ]
    left, right, near, far = kind.bounds_m
    for wanted in (max(room, TALKING_M), room, 0.75):
        for mark in (*kind.marks_m, *beside) if taken else kind.marks_m:
            free = left < mark[0] < right and near < mark[1] < far and not any(inside(mark, box) for box in boxes)
            if free and _fits_in(mark, taken, wanted):
                return mark
    rows = [(x * 0.8, y * 0.8) for y in range(-4, 8) for x in range(-6, 7)]
    open_floor = [
        p
        for p in rows
        if left < p[0] < right and near < p[1] < far
        if all(math.dist(p, other) > 0.6 for other in taken) and not any(inside(p, box) for box in boxes)
    ]
    return min(open_floor, key=lambda p: math.dist(p, (0, 0.5)), default=(0.0, 0.0))


def _fits_in(mark: Point, taken: list[Point], room: float) -> bool:
    """Whether one who stands there is apart from all, near enough to somebody, and hides nobody from the front."""
    if any(math.dist(mark, other) < min(room, 0.75) or abs(mark[0] - other[0]) < 0.45 for other in taken):
        return False
    nearest = min((math.dist(mark, other) for other in taken), default=room)
    return room - 0.1 <= nearest <= room + 1.2


def _facing(entrant: Entrant, gathered: tuple[Entrant, ...], sheet: CallSheet) -> Entrant:
    """Newcomers turned to what there is to look at."""
    if not entrant.new_here:
        return entrant
    others = [other.position for other in gathered if other.id != entrant.id]
    return replace(entrant, heading=newcomers_heading(entrant.id, entrant.position, others, sheet))


# --- things -----------------------------------------------------------------------------------------
def _with_things(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    place = sheet.shot.setting.place
    for prop in sheet.props:
        known = before.thing(prop.id)
        takes_off = _takes_off(sheet, opening, prop, known)
        holder = _holder(opening, prop, known) if takes_off is None else None
        if known is not None and known.broken:
            here = (Wreck(prop, known),) if known.place == place else ()
            opening = replace(opening, wrecks=(*opening.wrecks, *here))
        elif holder is not None:
            opening = _added(sheet, _in_hand(opening, holder, prop.id), prop, (*holder.position, 1.0), holder.id, known)
        elif (wearer := takes_off or _wearer(opening, prop, known)) is not None:
            at = Placed(prop, kinds.kind_of(prop), (*wearer.position, 1.5), UPRIGHT, wearer.id, was=known, worn=True)
            opening = replace(opening, things=(*opening.things, at))
        elif known is not None and known.place == place and known.held_by is None:
            opening = _left_here(opening, prop, known, _goes_straight_on(sheet, before))
        elif prop.id in opening.named and (known is None or known.held_by is None):
            opening = _first_seen(sheet, opening, prop)
        elif prop.id in opening.named:
            owner = known.held_by if known else None
            opening = replace(opening, notes=(*opening.notes, f"{prop.name} is elsewhere, with {owner}."))
    return opening


def _holder(opening: Opening, prop: Prop, known: Thing | None) -> Entrant | None:
    """Who has a thing in hand, here: the one thing that is told of them, or another beside it."""
    told = next((p for p in opening.people if p.holding == prop.id), None)
    if told is not None or known is None or known.held_by is None:
        return told
    return next((p for p in opening.people if p.id == known.held_by and prop.kind not in p.wearing), None)


def _in_hand(opening: Opening, holder: Entrant, thing: PropId) -> Opening:
    """The opening with one thing more in somebody's hands, if they have it not."""
    if thing in (holder.holding, *holder.besides):
        return opening
    has = (
        replace(holder, holding=thing) if holder.holding is None else replace(holder, besides=(*holder.besides, thing))
    )
    return replace(opening, people=tuple(has if p.id == holder.id else p for p in opening.people))


def _wearer(opening: Opening, prop: Prop, known: Thing | None) -> Entrant | None:
    """Who has a thing on, here."""
    if known is None or known.held_by is None:
        return None
    return next((p for p in opening.people if p.id == known.held_by and prop.kind in p.wearing), None)


def _takes_off(sheet: CallSheet, opening: Opening, prop: Prop, known: Thing | None) -> Entrant | None:
    """Who has on what is part of their look, and takes it off here for the first time."""
    if known is not None:
        return None
    own = (beat for beat in sheet.shot.beats if isinstance(beat, Action) and beat.thing == prop.id)
    off = {beat.who for beat in own if beat.motion == "take_off"}
    worn = (p for p in opening.people if p.id in off and not p.wearing)
    return next((p for p in worn if prop.kind in map(vocabulary.worn_as, p.member.look.accessories)), None)


def _added(
    sheet: CallSheet, opening: Opening, prop: Prop, position: Vector, holder: str | None, known: Thing | None = None
) -> Opening:
    unfolded = holder is not None and _is_open(sheet, opening, prop, known)
    prop, kind = kinds.as_it_is(prop, unfolded)
    _, turn = kinds.resting(kind)
    return replace(opening, things=(*opening.things, Placed(prop, kind, position, turn, holder, was=known)))


def _is_open(sheet: CallSheet, opening: Opening, prop: Prop, known: Thing | None) -> bool:
    """Whether what folds is open in a hand: as it was here, or else out of doors; never where it is laid down, as
    nobody does with it open. What is told of as folded is so until somebody opens it.
    """
    laid_down = any(
        isinstance(beat, Action) and beat.thing == prop.id and kinds.motion_of(beat.motion).family == "put_down"
        for beat in sheet.shot.beats
    )
    if laid_down or _hands_are_full(sheet, prop):
        return False
    if known is not None and known.place == sheet.shot.setting.place:
        return known.unfolded
    told = not kinds.is_folded(prop) or (known is not None and known.unfolded)
    return told and not opening.set.indoors


def _hands_are_full(sheet: CallSheet, prop: Prop) -> bool:
    """Whether who carries a thing carries one with it that takes both hands."""
    carried = [
        beat for beat in sheet.shot.beats
        if isinstance(beat, Action) and beat.thing is not None and kinds.motion_of(beat.motion).family in _ARMFULS
    ]  # fmt: skip
    who = {beat.who for beat in carried if beat.thing == prop.id}
    others = {beat.thing for beat in carried if beat.who in who and beat.thing != prop.id}
    return any(one.id in others and kinds.kind_of(one).grip == "both hands" for one in sheet.props)


def _goes_straight_on(sheet: CallSheet, before: World) -> bool:
    """Whether no time passes between the last shot and this one, so that what moved there moves on."""
    now, last = sheet.shot.setting, before.setting
    return last is None or (last.place, last.hour) == (now.place, now.hour)


def _left_here(opening: Opening, prop: Prop, known: Thing, straight_on: bool) -> Opening:
    prop, kind = kinds.as_it_is(prop, known.unfolded)
    placed = Placed(prop, kind, known.position, known.orientation, None, hung_from=known.hung_from, was=known)
    if straight_on:
        placed = replace(placed, velocity=known.velocity, spin=known.spin)
    return replace(opening, things=(*opening.things, placed))


def _first_seen(sheet: CallSheet, opening: Opening, prop: Prop) -> Opening:
    """A thing the story has not shown yet: in its owner's hand, or at a fitting place."""
    kind = kinds.kind_of(prop)
    owner = _owner(sheet, opening, prop)
    if owner is not None and not kind.fixed:
        return _added(sheet, _in_hand(opening, owner, prop.id), prop, (*owner.position, 1.0), owner.id)
    pegs = [thing.hung_from for thing in opening.things if thing.hung_from is not None]
    peg = in_a_row(_centre(opening), kind, pegs, opening.set.bounds_m)
    hangs = hung(opening.set, prop, sheet.shot.words, peg, wind_of(sheet).mean, _swings(sheet, prop))
    if hangs is None:
        lies = kinds.as_it_is(prop, False)[1]
        return _added(sheet, opening, prop, _resting_place(sheet, opening, prop, lies), None)
    opening = _added(sheet, opening, prop, hangs.middle, None)
    last = replace(opening.things[-1], hung_from=hangs.peg, orientation=hangs.turn)
    return replace(opening, things=(*opening.things[:-1], last))


def _swings(sheet: CallSheet, prop: Prop) -> bool:
    """Whether a thing swings to and fro by itself."""
    own = [beat for beat in sheet.shot.beats if isinstance(beat, Action) and beat.who == prop.id]
    return any(kinds.motion_of(beat.motion).family == "swing" and _SWINGS.search(beat.words) for beat in own)


def _owner(sheet: CallSheet, opening: Opening, prop: Prop) -> Entrant | None:
    """Whoever does something with the thing that needs it in hand first, if a hand is free."""
    for beat in sheet.shot.beats:
        if isinstance(beat, Action) and beat.towards == prop.id and (_READS.search(beat.words) or _used(beat, prop)):
            return next((p for p in opening.people if p.id == beat.who and p.holding is None), None)
        if isinstance(beat, Action) and beat.motion == "ride" and beat.thing == prop.id:
            return None
        if isinstance(beat, Action) and prop.id in (beat.thing, beat.who):
            family = kinds.motion_of(beat.motion).family
            if family in _LIES_FIRST or beat.who == prop.id:
                return None
            if family in _HELD_FAMILIES or beat.thing == prop.id:
                more = beat.onset is Onset.WITH and family in _ARMFULS
                return next((p for p in opening.people if p.id == beat.who and (more or p.holding is None)), None)
    return None


def _used(beat: Action, prop: Prop) -> bool:
    """As in "eats rice from a bowl", "sings into the microphone": what is handy and done with is in the hand."""
    kind = kinds.kind_of(prop)
    handy = not kind.alive and kind.mass_kg < _HANDY_KG and max(kind.size_m) < _HANDY_M
    own = beat.thing is None and (kinds.motion_of(beat.motion).family == "use" or beat.motion == "sing")
    return own and handy


def _resting_place(sheet: CallSheet, opening: Opening, prop: Prop, kind: PropKind) -> Vector:
    centre = _centre(opening)
    if (wet := in_water(sheet, opening.set, prop, kind, centre)) is not None:
        return wet
    up = kinds.resting(kind)[0] + _start_height(sheet, prop)
    if not kind.alive and max(kind.size_m) < 0.45 and kind.shape != "sphere" and up < 0.4:
        for spot in opening.set.spots:
            if (
                0.3 < spot.at[2] < 1.2
                and math.dist(spot.at[:2], centre) < 2.6
                and not _occupied(opening, spot.at[:2], kind)
            ):
                return spot.at[0], spot.at[1], spot.at[2] + up
    if kind.alive and max(kind.size_m) > _HUGE_M and (spot := _behind(sheet, opening, prop, kind)) is not None:
        return *spot, up
    candidates = _furniture_places(centre) if kind.fixed else _floor_places(centre, _side(sheet, prop))
    left, right, near, far = opening.set.bounds_m
    for x, y in candidates:
        if left < x < right and near < y < far and not _occupied(opening, (x, y), kind):
            return x, y, up
    return centre[0] + 0.9, centre[1] - 0.6, up


def _behind(sheet: CallSheet, opening: Opening, prop: Prop, kind: PropKind) -> Point | None:
    """Behind the people, its head to them, where a beast as large as a house hides nobody; None if there is no room."""
    (x, y), side = _centre(opening), _side(sheet, prop)
    wide, long, _ = (extent / 2 for extent in kind.size_m)
    left, right, near, far = opening.set.bounds_m
    ways = [(aside, long + gap) for gap in (0.7, 0.3, 1.4) for aside in (1.0, 1.9)]
    ways += [(wide + 0.7, share * long) for share in (0.7, 0.3, 0.0)]
    places = [(x + way * aside, y + back) for aside, back in ways for way in (side, -side)]
    solids, people = kinds.floor_boxes(opening.set), [one.position for one in opening.people]
    for boxes in (solids, ()):
        for at in places:
            own = (at[0] - wide, at[0] + wide, at[1] - long, at[1] + long)
            crowded = any(own[0] - 0.3 < px < own[1] + 0.3 and own[2] - 0.3 < py < own[3] + 0.3 for px, py in people)
            if left < at[0] < right and near < at[1] < far and not crowded and not any(_overlap(own, b) for b in boxes):
                return at
    return None


def _start_height(sheet: CallSheet, prop: Prop) -> float:
    """A thing that falls or bounces by itself starts in the air."""
    for beat in sheet.shot.beats:
        if isinstance(beat, Action) and beat.who == prop.id and not kinds.kind_of(prop).several:
            return {"fall": 1.5, "bounce": 1.1}.get(kinds.motion_of(beat.motion).family, 0.0)
    return 0.0


def _centre(opening: Opening) -> Point:
    named = [p.position for p in opening.people if p.id in opening.named] or [opening.set.marks_m[0]]
    return sum(p[0] for p in named) / len(named), sum(p[1] for p in named) / len(named)


def _side(sheet: CallSheet, prop: Prop) -> float:
    return 1.0 if (sheet.seed + sum(prop.id.encode())) % 2 else -1.0


def _floor_places(centre: Point, side: float) -> list[Point]:
    """Spots on the floor near the people, in front of them first."""
    ring = [(0.75, -0.55), (-0.75, -0.55), (0.0, -0.9), (1.2, -0.2), (-1.2, -0.2), (1.3, 0.6), (-1.3, 0.6)]
    rings = [(x * wide, y * deep) for wide, deep in ((1.0, 1.0), (1.7, 1.3), (2.4, 1.9)) for x, y in ring]
    return [(centre[0] + side * x, centre[1] + y) for x, y in rings]


def _furniture_places(centre: Point) -> list[Point]:
    ring = [(0.0, 1.1), (1.3, 0.9), (-1.3, 0.9), (1.6, 0.2), (-1.6, 0.2), (0.0, 1.9), (2.2, 1.6), (-2.2, 1.6)]
    return [(centre[0] + x, centre[1] + y) for x, y in ring]


def _occupied(opening: Opening, at: Point, kind: PropKind) -> bool:
    """Whether a thing put there would be inside a solid, a person or another thing."""
    own = kinds.footprint((*at, 0.0), kind)
    things = [kinds.footprint(t.position, t.kind) for t in opening.things if t.holder is None]
    people = [
        (p.position[0] - 0.3, p.position[0] + 0.3, p.position[1] - 0.3, p.position[1] + 0.3) for p in opening.people
    ]
    fixed = kinds.floor_boxes(opening.set) if not _on_top(opening, at) else ()
    return any(_overlap(own, other) for other in (*things, *people, *fixed))


def _on_top(opening: Opening, at: Point) -> bool:
    return any(spot.at[2] > 0.3 and spot.at[:2] == at for spot in opening.set.spots)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
