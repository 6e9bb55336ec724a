"""What is put on and taken off: clothes, hats, glasses, scarves, bags and ribbons, as the figures wear them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from msgspec import structs

from studio.engine import vocabulary
from studio.engine.stage.entrances import Entrant, Opening, Placed
from studio.engine.stage.handling import takes
from studio.engine.stage.ledger import Ledger, add, still
from studio.engine.stage.movement import contact_of
from studio.engine.stage.rotation import Doubles, Flags
from studio.engine.stage.schedule import Cue
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action, Beat, CastMember

_UNDERNEATH = "shirt"
"""What is under clothes that are taken off."""
WEARS = "wear"
"""The motion of who has other clothes on than before: nothing is played of it."""
_TAKE = Motion(words=(), family="pick_up")


def wearable(action: Action, placed: Placed | None) -> str | None:
    """Which accessory is meant: the thing's kind, or what the words name."""
    known = vocabulary.named("accessories")
    if placed is not None and placed.prop.kind in known:
        return placed.prop.kind
    text = f" {action.words.lower()} ".replace(".", " ").replace(",", " ")
    worn = next((name for name, entry in known.items() if any(f" {word} " in text for word in entry.words)), None)
    return worn or _clothes(action)


def _clothes(action: Action) -> str | None:
    """The clothes that the words name, with their colour: "=red dress" is what is worn from then on."""
    words = action.plain.lower().replace(".", " ").replace(",", " ").split()
    said = {tuple(word.split()): name for name, entry in vocabulary.named("outfits").items() for word in entry.words}
    spans = ((at, length) for length in (3, 2, 1) for at in range(len(words)))
    found = next((one for one in spans if tuple(words[one[0] : one[0] + one[1]]) in said), None)
    if found is None:
        return None
    at, length = found
    colours = vocabulary.named("colours")
    before = (name for name, entry in colours.items() if at and words[at - 1] in (name, *entry.words))
    colour = next(before, "")
    return f"={colour} {said[tuple(words[at : at + length])]}".replace("= ", "=")


def puts_on(ledger: Ledger, beat: int, action: Action) -> None:
    """Take the thing up, and put it on."""
    placed = ledger.placed(action.thing or "")
    worn = wearable(action, placed)
    if worn is None:
        _unseen(ledger, action)
    if placed is not None and not placed.worn and ledger.people[action.who].holding != placed.prop.id:
        takes(ledger, beat, structs.replace(action, towards=None), _TAKE)
    doing = replace(still(ledger, beat, action, "put_on", 1.8), linked=True, point=None, wears=worn or "")
    add(ledger, doing, holding=None if placed is not None else ledger.people[action.who].holding)


def takes_off(ledger: Ledger, beat: int, action: Action) -> None:
    """Take off what is worn; the thing, where there is one, is in the hand then."""
    placed = ledger.placed(action.thing or "")
    worn = wearable(action, placed)
    if worn is None:
        _unseen(ledger, action)
    doing = replace(still(ledger, beat, action, "take_off", 1.7), linked=True, point=None)
    doing = replace(doing, wears=f"-{worn.split()[-1].removeprefix('=')}" if worn else "")
    held = ledger.people[action.who].holding
    add(ledger, doing, holding=placed.prop.id if placed is not None and held is None else held)


def _unseen(ledger: Ledger, action: Action) -> None:
    ledger.notes.append(f'"{action.words or action.motion}" is acted, but the picture keeps the clothes as they are.')


def dressed_before(opening: Opening, beats: Sequence[Beat]) -> Opening:
    """The opening with everybody in the clothes that they have changed into unseen: "Hana, now in a red kimono"."""
    told = [beat for beat in beats if isinstance(beat, Action) and beat.motion == WEARS]
    if not told:
        return opening
    return replace(opening, people=tuple(_changed(person, told) for person in opening.people))


def _changed(person: Entrant, told: Sequence[Action]) -> Entrant:
    wearing = person.wearing
    for action in told:
        clothes = _clothes(action) if action.who == person.id else None
        wearing = worn_after(wearing, clothes) if clothes else wearing
    return replace(person, wearing=wearing)


def changes(cues: tuple[Cue, ...], who: str) -> list[tuple[float, str]]:
    """When somebody puts something on ("hat") or takes it off ("-hat"), in time order."""
    own = [cue for cue in cues if cue.doing.who == who and cue.doing.wears]
    return sorted((contact_of(cue), cue.doing.wears) for cue in own)


def worn_after(wearing: tuple[str, ...], change: str) -> tuple[str, ...]:
    """What is worn besides the look, after a change: each accessory told once, "-" before what is off."""
    name = change.removeprefix("-")
    whole = change.startswith("=") or name in vocabulary.named("outfits")
    kept = (one for one in wearing if not (whole and _is_whole(one)))
    return (*(one for one in kept if one.removeprefix("-") != name), change)


def _is_whole(change: str) -> bool:
    """Whether a change is of the clothes, and of nothing worn besides."""
    return change.startswith("=") or change.removeprefix("-") in vocabulary.named("outfits")


def dressed(member: CastMember, wearing: tuple[str, ...]) -> CastMember:
    """A cast member as dressed now."""
    if not wearing:
        return member
    off = {one[1:] for one in wearing if one.startswith("-")}
    on = [one for one in wearing if not one.startswith(("-", "="))]
    kept = [one for one in member.look.accessories if not {one, vocabulary.worn_as(one)} & off]
    has = {vocabulary.worn_as(one) for one in kept}
    accessories = tuple(dict.fromkeys([*kept, *(one for one in on if one not in has)]))
    look = structs.replace(member.look, accessories=accessories)
    if look.outfit in off:
        look = structs.replace(look, outfit=_UNDERNEATH, cloth=look.accent)
    for change in (one.removeprefix("=") for one in wearing if one.startswith("=")):
        colour, _, outfit = change.rpartition(" ")
        text = vocabulary.named("colours")[colour].text if colour in vocabulary.named("colours") else {}
        look = structs.replace(look, outfit=outfit, cloth=text.get("cloth", text.get("hex", look.cloth)))
    return structs.replace(member, look=look)


def wardrobe(
    member: CastMember, wearing: tuple[str, ...], cues: tuple[Cue, ...], times: Doubles
) -> list[tuple[CastMember, Flags | None]]:
    """The member as dressed through the shot, each with the frames it is so in; None for all."""
    found = changes(cues, member.id)
    if not found:
        return [(dressed(member, wearing), None)]
    looks: list[tuple[CastMember, Flags | None]] = []
    begin = -np.inf
    for end, change in [*found, (np.inf, "")]:
        looks.append((dressed(member, wearing), (times >= begin) & (times < end)))
        wearing, begin = worn_after(wearing, change) if change else wearing, end
    return looks


def in_the_open(placed: Placed, cues: tuple[Cue, ...], times: Doubles) -> Flags | None:
    """(F,) the frames in which a thing is not worn; None for all."""
    own = [cue for cue in cues if cue.doing.wears and cue.doing.thing == placed.prop.id]
    if not own and not placed.worn:
        return None
    seen = np.full(len(times), not placed.worn)
    for cue in sorted(own, key=contact_of):
        seen[times >= contact_of(cue)] = cue.doing.wears.startswith("-")
    return seen
