"""Rulings on facts: what can be ruled on, how a ruling is said, and how it is made and taken back."""

from typing import Final

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.acting import ActingKey
from studio.timeline.facts import NO, PLACE, STORY, WETNESS, YES
from studio.timeline.film import Film, KeptTake, Rule, Ruling, Shot, ShotId
from studio.timeline.naming import called, place_called, sentence

_WET: Final = ("dry", *(word for _, word in WETNESS), YES, NO)
_CHOICES: Final = {
    "exists": (YES, NO), "broken": (YES, NO), "lit": (YES, NO), "wet": _WET,
    "posture": ("standing", "sitting", "lying"),
}  # fmt: skip
PERSON: Final = ("exists", "place", "where", "posture", "holding", "wearing", "mood", "wet")
THING: Final = ("exists", "place", "where", "held by", "open", "broken", "lit", "wet")
OF_PLACE: Final = ("wet", "open", "lit")
OF_STORY: Final = ("hour", "weather")


def rule(film: Film, ruling: Ruling) -> Film:
    """Pin, correct or forbid a fact at a shot; an earlier ruling on the same fact there gives way.

    Raises:
        InvalidRequest: no such shot, nobody and nothing of that name, no such fact, or a value it cannot have.
    """
    for fault in faults(film, ruling):
        raise InvalidRequest(fault, "Choose a fact that the World panel shows.")
    others = tuple(one for one in film.rulings if not _same_fact(one, ruling))
    return replace(film, rulings=(*others, ruling))


def clear(film: Film, shot: ShotId, subject: str, attribute: str) -> Film:
    """Take back what was ruled on a fact at a shot; the story has its way again."""
    kept = tuple(one for one in film.rulings if (one.shot, one.subject, one.attribute) != (shot, subject, attribute))
    return film if kept == film.rulings else replace(film, rulings=kept)


def keep_take(film: Film, shot: ShotId, take: str) -> Film:
    """Keep a finished take for the film although it is stale; the newest decision holds.

    Raises:
        InvalidRequest: no such shot.
    """
    _refuse_unknown(film, shot)
    others = tuple(one for one in film.kept if one.shot != shot)
    return replace(film, kept=(*others, KeptTake(shot, take)))


def release_take(film: Film, shot: ShotId) -> Film:
    """No longer keep a stale take: the shot is to be redone."""
    kept = tuple(one for one in film.kept if one.shot != shot)
    return film if kept == film.kept else replace(film, kept=kept)


def carried_over(old: Film, new: Film) -> Film:
    """A newly directed film with the old one's rulings, kept takes and acting, on the shots whose words stayed."""
    if not old.rulings and not old.kept and not any(shot.acting for shot in old.shots):
        return new
    words = {shot.id: _wording(shot) for shot in old.shots}
    places: dict[tuple[str, int], ShotId] = {}
    counts: dict[str, int] = {}
    for shot in new.shots:
        counts[_wording(shot)] = counts.get(_wording(shot), 0) + 1
        places[_wording(shot), counts[_wording(shot)]] = shot.id
    now: dict[ShotId, ShotId] = {}
    seen: dict[str, int] = {}
    for shot_id, wording in words.items():
        seen[wording] = seen.get(wording, 0) + 1
        if (wording, seen[wording]) in places:
            now[shot_id] = places[wording, seen[wording]]
    rulings = tuple(replace(one, shot=now[one.shot]) for one in old.rulings if one.shot in now)
    valid = tuple(one for one in rulings if not faults(new, one))
    kept = tuple(replace(one, shot=now[one.shot]) for one in old.kept if one.shot in now)
    acting = {now[shot.id]: shot.acting for shot in old.shots if shot.acting and shot.id in now}
    return _acted(replace(new, rulings=valid, kept=kept), acting)


def _acted(film: Film, acting: dict[ShotId, tuple[ActingKey, ...]]) -> Film:
    """The film with these keys in its shots, those of who is still in it and which lie within the shot."""
    cast = {str(member.id) for member in film.cast}

    def played(shot: Shot) -> Shot:
        keys = tuple(key for key in acting.get(shot.id, ()) if key.who in cast and key.at < shot.duration)
        return replace(shot, acting=keys) if keys else shot

    if not acting:
        return film
    return replace(film, scenes=tuple(replace(one, shots=tuple(map(played, one.shots))) for one in film.scenes))


def without_shot(film: Film, shot: ShotId) -> Film:
    """The film without what hangs on a shot that is being removed: rulings, takes kept for it, overlays, its region."""
    rulings = tuple(one for one in film.rulings if one.shot != shot)
    kept = tuple(one for one in film.kept if one.shot != shot)
    overlays = tuple(one for one in film.overlays if one.anchor != shot)
    regions = tuple(one for one in film.regions if one.shot != shot)
    same = (rulings, kept, overlays, regions) == (film.rulings, film.kept, film.overlays, film.regions)
    return film if same else replace(film, rulings=rulings, kept=kept, overlays=overlays, regions=regions)


def told(ruling: Ruling, film: Film) -> str:
    """A ruling as a sentence: "Pinned: the umbrella, where: on the desk"."""
    verb = {Rule.PIN: "pinned", Rule.CORRECT: "corrected", Rule.FORBID: "forbidden"}[ruling.rule]
    value = called(ruling.value, film) if ruling.attribute in ("held by", "holding") and ruling.value else ruling.value
    return sentence(f"{verb}: {subject_called(ruling.subject, film)}, {ruling.attribute}: {value or 'nothing'}")


def can_rule(film: Film, subject: str, attribute: str) -> bool:
    """Whether a fact can be pinned or corrected."""
    return attribute in (_attributes(film, subject) or ())


def subject_called(subject: str, film: Film) -> str:
    """Whom or what a fact is about."""
    if subject == STORY:
        return "the story"
    return place_called(subject.removeprefix(PLACE), film) if subject.startswith(PLACE) else called(subject, film)


def faults(film: Film, ruling: Ruling) -> list[str]:
    """What is wrong with a ruling, as sentences."""
    _refuse_unknown(film, ruling.shot)
    attributes = _attributes(film, ruling.subject)
    if attributes is None:
        return [f"Nobody and nothing in the film is {ruling.subject!r}."]
    if ruling.attribute not in attributes:
        return [f"{ruling.attribute!r} of {subject_called(ruling.subject, film)} cannot be ruled on."]
    if ruling.attribute == "place" and ruling.rule is Rule.FORBID:
        return ["A place cannot be forbidden, since it does not say where to be instead. Correct it."]
    choices = _choices(film, ruling)
    if choices is not None and ruling.value not in choices:
        return [f"{ruling.attribute!r} cannot be {ruling.value!r}: it is one of {', '.join(map(repr, choices))}."]
    return []


def _choices(film: Film, ruling: Ruling) -> tuple[str, ...] | None:
    if ruling.rule is Rule.FORBID and not ruling.value:
        return None
    if ruling.attribute == "held by":
        return ("", *(str(member.id) for member in film.cast))
    if ruling.attribute == "holding":
        return ("", *(str(prop.id) for prop in film.props))
    if ruling.attribute == "open" and not ruling.subject.startswith(PLACE):
        return YES, NO
    return _CHOICES.get(ruling.attribute)


def _attributes(film: Film, subject: str) -> tuple[str, ...] | None:
    if subject == STORY:
        return OF_STORY
    if subject.startswith(PLACE):
        return OF_PLACE
    if any(member.id == subject for member in film.cast):
        return PERSON
    return THING if any(prop.id == subject for prop in film.props) else None


def _same_fact(one: Ruling, other: Ruling) -> bool:
    return (one.shot, one.subject, one.attribute) == (other.shot, other.subject, other.attribute)


def _wording(shot: Shot) -> str:
    return " ".join(shot.words.split())


def _refuse_unknown(film: Film, shot: ShotId) -> None:
    if all(one.id != shot for one in film.shots):
        raise InvalidRequest(f"The film has no shot {shot!r}.", "It may have been removed: undo, or choose another.")
