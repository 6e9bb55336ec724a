"""What the engine thread does about people's cameos, deed by deed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, assert_never

from msgspec import structs

from studio.cameo.double.making import keep_references
from studio.cameo.home import Home
from studio.cameo.likeness import Double
from studio.cameo.parcels import Outgoing, card_file, cards_first
from studio.cameo.telling import told_of
from studio.engine.cameo_jobs import (
    Answer,
    Begin,
    CameosKnown,
    Deed,
    DeleteEverything,
    DestroyCameo,
    DoWithCameos,
    FollowPerson,
    KeepDouble,
    Lend,
    LookAtCameos,
    MakeFrom,
    Renew,
    SaveCard,
    SetProfile,
    SetRules,
    ShotLikeness,
    TakeBack,
    TakeInFiles,
    Unlock,
)
from studio.engine.clearing import called_in, cleared_cast
from studio.engine.jobs import JobId
from studio.errors import MissingResource, StudioError
from studio.secrets import write_private
from studio.timeline.film import Film

_TAKEN_BACK: Final = (
    "Taken back. Their shots with it lock as soon as they take the file in; without it, when the lease ends."
)


@dataclass(frozen=True)
class Done:
    """What came of a deed: what to tell, and the files that were written."""

    said: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()


def look_at(request: LookAtCameos, job: JobId, home: Home) -> CameosKnown:
    """What is known now; what is wrong with it, in words, where that cannot be told."""
    try:
        told = told_of(home)
    except StudioError as fault:
        return CameosKnown(job, None, trouble=fault.sentence, locked=home.is_locked)
    return CameosKnown(job, told, tuple(likenesses_in(request.film, home)))


def do(request: DoWithCameos, job: JobId, home: Home) -> CameosKnown:
    """Do a deed, and tell what is known then.

    Raises:
        StudioError: it cannot be done, and why.
    """
    done = _done(request.deed, home)
    return replace(look_at(LookAtCameos(request.film), job, home), said=done.said, files=done.files)


def likenesses_in(film: Film, home: Home) -> Iterator[ShotLikeness]:
    """Whose likeness each shot of a film holds, under which grant, or why it is locked."""
    if not any(member.cameo for member in film.cast):
        return
    for shot in film.shots:
        sheet, locks = cleared_cast(called_in(film, shot), film, home)
        for one in sheet.cleared:
            held, member = one.held, one.member
            owner = "you" if held.cameo.owner == home.me else held.cameo.name
            expires = held.grant.expires if held.grant else None
            yield ShotLikeness(shot.id, member.id, member.name, owner, held.grant_digest, expires)
        for lock in locks:
            if lock.member is not None:
                yield ShotLikeness(shot.id, lock.member.id, lock.member.name, lock=lock.why, remedy=lock.remedy)


def _done(deed: Deed, home: Home) -> Done:
    match deed:
        case Unlock(passphrase=passphrase):
            home.unlock(passphrase)
            return Done()
        case Begin(name=name, handle=handle, passphrase=passphrase):
            if passphrase:
                home.unlock(passphrase)
            home.begin(name, handle)
            return Done((f"You are {name} on this machine.",))
        case SaveCard(target=target):
            write_private(target, card_file(home.card[0]))
            return Done(("Your card is saved. Hand it to friends; it holds nothing secret.",), (target,))
        case TakeInFiles(paths=paths):
            return Done(tuple(said for path in cards_first(paths) for said in home.take_in(_read(path))))
        case MakeFrom(member=member, handle=handle, adult=adult):
            double = Double(structs.replace(member.look, model=None), member.voice)
            home.make_cameo(handle, member.name, double, adult=adult)
            return Done((f"@{handle.removeprefix('@')} is your cameo, for you alone.",))
        case KeepDouble():
            if not home.exists:
                home.begin(deed.name, deed.handle)
            cameo = home.make_cameo(deed.handle, deed.name, deed.double, adult=deed.adult)
            keep_references(home.vault, cameo, deed.references)
            return Done((f"@{deed.handle.removeprefix('@')} is your cameo, for you alone.",))
        case SetProfile(profile=profile, pin=pin):
            home.profile_file.set(profile, pin)
            return Done(("These settings are locked by the PIN now.",))
        case SetRules(cameo=cameo, level=level, limits=limits):
            home.set_rules(cameo, level, limits)
            return Done((f"Your cameo is for: {level.value}.",))
        case _:
            return _handed(deed, home)


def _handed(
    deed: Lend | TakeBack | FollowPerson | Renew | DeleteEverything | DestroyCameo | Answer, home: Home
) -> Done:  # fmt: skip
    """Deeds that others are told of by files."""
    match deed:
        case Lend(cameo=cameo, person=person, folder=folder):
            home.approve(cameo, person)
            return _written((home.lend(cameo, person),), folder, ())
        case TakeBack(cameo=cameo, person=person, folder=folder):
            return _written(home.revoke(cameo, person), folder, (_TAKEN_BACK,))
        case FollowPerson(person=person, ends=ends, folder=folder):
            return _written((home.follow(person, ends=ends),), folder, ())
        case Renew(folder=folder):
            files = home.renewals()
            return _written(files, folder, () if files else ("No lease ends soon.",))
        case DeleteEverything(cameo=cameo, folder=folder):
            receipt = home.delete_everything(cameo)
            said = f"{receipt.deleted} deleted, {receipt.failed} could not be, {receipt.missing} were gone already."
            return _written(home.ask_contacts(cameo), folder, (said,))
        case DestroyCameo(cameo=cameo, folder=folder):
            return _written(home.destroy(cameo), folder, ("It is deleted here, and its key is destroyed.",))
        case Answer(wanted=wanted, deletes=deletes, folder=folder):
            asked = home.registry.wanted[wanted]
            return _written((home.answer(asked, deletes=deletes),), folder, ())
        case _:
            assert_never(deed)


def _written(files: Iterable[Outgoing], folder: Path, said: tuple[str, ...]) -> Done:
    paths: list[Path] = []
    told: list[str] = []
    for file in files:
        path = folder / file.name
        write_private(path, file.data)
        paths.append(path)
        told.append(f"Send {file.name} to {file.to}.")
    return Done((*said, *told), tuple(paths))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise MissingResource(f"{path} cannot be read ({fault.strerror}).", "Check that it is there.") from fault
