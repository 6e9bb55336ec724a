"""Likenesses in a film: cleared shot by shot before anything is played out, or played by a stand-in.

A film's document holds no likeness, only who plays whom. Here a shot's cast is dressed as their doubles by
``check_likeness``, the one way to have a double; what it refuses is locked: seen as a stand-in, and never rendered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from msgspec import structs

from studio.cameo.ages import minor_among
from studio.cameo.home import Home
from studio.cameo.likeness import Cleared, Holdings, Portrayal, check_likeness
from studio.cameo.sharing import cameos
from studio.engine.director.mentions import Acquaintance
from studio.engine.stage.callsheet import CallSheet
from studio.engine.takes import Take
from studio.errors import InvalidRequest, StudioError
from studio.timeline.film import CastId, CastMember, Film, Look, Prop, Shot, ShotId, Voice
from studio.timeline.overlays import Card, over_shot

_LISTED: Final = 3


@dataclass(frozen=True)
class Lock:
    """Why a shot is locked. member: whose likeness it is; None where it may not be made whoever plays in it."""

    shot: ShotId
    why: str
    remedy: str
    member: CastMember | None = None


def cleared_cast(sheet: CallSheet, film: Film, holdings: Holdings) -> tuple[CallSheet, tuple[Lock, ...]]:
    """A call sheet with every likeness in it dressed and cleared, or played by a stand-in and locked.

    What is written over the shot, and into a region of it that is painted anew, counts as its own words.
    """
    judged = _judged(sheet.shot, film)
    locks: list[Lock] = []
    cleared: list[Cleared] = []
    cast: list[CastMember] = []
    for member in sheet.cast:
        found = _cleared(member, replace(sheet, shot=judged), film, holdings) if member.cameo else member
        match found:
            case Cleared():
                cleared.append(found)
                cast.append(found.member)
            case Lock():
                locks.append(found)
                cast.append(structs.replace(member, cameo=""))
            case CastMember():
                cast.append(found)
    barred = _barred(judged, minor_among(sheet.cast, film.script), holdings)
    if not cleared and not locks and barred is None:
        return sheet, ()
    return replace(sheet, cast=tuple(cast), cleared=tuple(cleared)), (*([barred] if barred else []), *locks)


def seen(entity: CastMember | Prop, holdings: Holdings) -> tuple[CastMember | Prop, tuple[Cleared, ...]]:
    """Somebody or something for the turntable: a likeness dressed and cleared, or its stand-in."""
    if isinstance(entity, Prop) or not entity.cameo:
        return entity, ()
    try:
        cleared = check_likeness(Portrayal(entity), holdings)
    except StudioError:
        return structs.replace(entity, cameo=""), ()
    return cleared.member, (cleared,)


def is_cleared_for(take: Take, sheet: CallSheet, holdings: Holdings) -> bool:
    """Whether everybody who is in a finished take is cleared for the shot that it is to be used for.

    Who is in it is known by its own record and by the machine's, so that an edited record does not help.
    """
    return _inside(take, holdings) <= {one.held.cameo.id for one in sheet.cleared}


def may_be_looked_at(take: Take, holdings: Holdings) -> bool:
    """Whether a finished take may be seen by itself: everybody in it is one's own, or lent to one now."""
    for cameo in _inside(take, holdings):
        try:
            check_likeness(Portrayal(CastMember(CastId("seen"), "Somebody", Look(), Voice(), cameo=cameo)), holdings)
        except StudioError:
            return False
    return True


def _inside(take: Take, holdings: Holdings) -> frozenset[str]:
    return frozenset(one.cameo for one in take.record.likenesses) | holdings.recorded(take.folder.name)


def as_seen(film: Film, holdings: Holdings) -> Film:
    """The film with its cast as they are seen now, doubles or stand-ins: what painters are told of them in words."""
    if not any(member.cameo for member in film.cast):
        return film
    seen_now = (seen(member, holdings)[0] for member in film.cast)
    return structs.replace(film, cast=tuple(one for one in seen_now if isinstance(one, CastMember)))


def acquaintances(home: Home) -> tuple[Acquaintance, ...]:
    """The cameos that a script may name here; none where what is known of them cannot be trusted."""
    try:
        return tuple(
            Acquaintance(cameo.id, cameo.handle, cameo.name, mine=cameo.owner == home.me)
            for cameo in cameos(home.registry)
        )
    except StudioError:
        return ()


def locked_shots(film: Film, shots: Iterable[Shot], holdings: Holdings) -> tuple[Lock, ...]:
    """The locks of shots, as far as they are known without playing the film out."""
    return tuple(lock for shot in shots for lock in cleared_cast(called_in(film, shot), film, holdings)[1])


def refuse_locked(locks: Sequence[Lock], film: Film | None = None) -> None:
    """Let nothing be rendered that is locked. film: to tell the shots by their numbers.

    Raises:
        InvalidRequest: which shots are, and why.
    """
    if not locks:
        return
    numbers = {shot.id: str(number) for number, shot in enumerate(film.shots if film else (), start=1)}
    by_reason: dict[tuple[str, str], list[str]] = {}
    for lock in locks:
        by_reason.setdefault((lock.why, lock.remedy), []).append(numbers.get(lock.shot, ""))
    told = [f"{_shots(shots)}{why}" for (why, _), shots in by_reason.items()]
    more = [f"And {len(told) - _LISTED} more."] if len(told) > _LISTED else []
    raise InvalidRequest(" ".join((*told[:_LISTED], *more)), next(iter(by_reason))[1])


def _shots(numbers: Sequence[str]) -> str:
    return f"Shot{'s' * (len(numbers) > 1)} {', '.join(numbers)}: " if all(numbers) else ""


def called_in(film: Film, shot: Shot) -> CallSheet:
    """The sheet of a shot by itself: who its own words call."""
    there = {*shot.present, *(beat.who for beat in shot.beats)}
    return CallSheet(shot, tuple(one for one in film.cast if one.id in there), (), film.fps, 0)


def _cleared(member: CastMember, sheet: CallSheet, film: Film, holdings: Holdings) -> Cleared | Lock:
    others = tuple(one for one in sheet.cast if one.id != member.id)
    minor = minor_among(sheet.cast, film.script)
    try:
        return check_likeness(Portrayal(member, sheet.shot, others, film.commercial, minor), holdings)
    except StudioError as refused:
        return Lock(sheet.shot.id, str(refused), refused.remedy, member)


def _judged(shot: Shot, film: Film) -> Shot:
    """A shot with the words that are laid over it, or painted into it, among its own."""
    over = (one.overlay.content for one in over_shot(film, shot.id))
    written = [content.text for content in over if isinstance(content, Card)]
    written += [region.words for region in film.regions if region.shot == shot.id and region.words]
    return structs.replace(shot, words="\n".join((shot.words, *written))) if written else shot


def _barred(shot: Shot, minor: str | None, holdings: Holdings) -> Lock | None:
    try:
        why = holdings.barred(shot, minor)
    except StudioError as refused:
        return Lock(shot.id, str(refused), refused.remedy)
    return Lock(shot.id, why, "Change the words of the shot.") if why else None
