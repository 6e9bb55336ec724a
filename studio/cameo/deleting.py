"""Asking for every video with a likeness to be deleted, here and of contacts, and the signed receipts of it."""

import shutil
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from studio.cameo.identity import Identity
from studio.cameo.likeness import CameoId
from studio.cameo.registry import Registry, Request, Work, held
from studio.cameo.signing import Digest, PersonId, Signed, verified
from studio.errors import InvalidRequest


class Deletion(Struct, frozen=True, forbid_unknown_fields=True):
    """A cameo's owner asks a person to delete every video with it."""

    cameo: CameoId
    owner: PersonId
    to: PersonId
    at: int


class Answer(Enum):
    """What came of a deletion."""

    DELETED = "deleted"
    NOTHING = "nothing found"
    PARTLY = "not all could be deleted"
    REFUSED = "refused"


class Receipt(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody did about a deletion, signed by them. asked: the deletion, "" for one's own machine.

    deleted, failed, missing: how many works were deleted, could not be, and were not where they had been.
    """

    cameo: CameoId
    owner: PersonId
    by: PersonId
    asked: str
    at: int
    answer: Answer
    deleted: int = 0
    failed: int = 0
    missing: int = 0


def works_with(registry: Registry, cameo: CameoId) -> tuple[Work, ...]:
    """Everything on this machine that a cameo is recorded to be in, oldest first."""
    return tuple(work for work in registry.works if cameo in work.cameos)


def works_asked_for(registry: Registry, asked: Deletion) -> tuple[Work, ...]:
    """What a contact asks to have deleted here: works with their own cameo, and none with anybody else's."""
    entry = registry.entries.get(asked.cameo)
    return works_with(registry, asked.cameo) if entry is not None and entry.cameo.by == asked.owner else ()


def recorded(registry: Registry, work: Work) -> Registry:
    """Remember a work; the same path once, with everybody who ever was in it."""
    others = tuple(one for one in registry.works if one.path != work.path)
    for before in registry.works:
        if before.path == work.path:
            cameos = tuple(dict.fromkeys((*before.cameos, *work.cameos)))
            work = replace(work, cameos=cameos, grants=tuple(dict.fromkeys((*before.grants, *work.grants))))
    return replace(registry, works=(*others, work))


def delete_works(works: Iterable[Work]) -> tuple[tuple[Work, ...], tuple[Work, ...], tuple[Work, ...]]:
    """Delete works from the disk; returns which were deleted, which could not be, and which were not there."""
    deleted: list[Work] = []
    failed: list[Work] = []
    missing: list[Work] = []
    for work in works:
        path = Path(work.path)
        if not path.exists():
            missing.append(work)
            continue
        # What is left of a take that was being made when the machine stopped lies beside it.
        unfinished = tuple(path.parent.glob(f"{path.name}.*")) if work.what == "take" else ()
        try:
            for one in (path, *unfinished):
                shutil.rmtree(one) if one.is_dir() else one.unlink()
        except OSError:
            failed.append(work)
        else:
            deleted.append(work)
    return tuple(deleted), tuple(failed), tuple(missing)


def forgotten(registry: Registry, gone: Iterable[Work]) -> Registry:
    """The registry without works that are no more."""
    paths = {one.path for one in gone}
    return replace(registry, works=tuple(one for one in registry.works if one.path not in paths))


def receipt(
    me: Identity,
    cameo: CameoId,
    owner: PersonId,
    asked: str,
    at: int,
    came: tuple[tuple[Work, ...], tuple[Work, ...], tuple[Work, ...]],
) -> Signed:
    """What was done, signed."""
    deleted, failed, missing = map(len, came)
    answer = Answer.PARTLY if failed else Answer.DELETED if deleted else Answer.NOTHING
    return me.sign(Receipt(cameo, owner, me.person, asked, at, answer, deleted, failed, missing))


def refusal(me: Identity, deletion: Signed, at: int) -> Signed:
    """The answer of somebody who does not delete."""
    told = verified(deletion, Deletion)
    return me.sign(Receipt(told.cameo, told.owner, me.person, deletion.digest, at, Answer.REFUSED))


def asked(registry: Registry, me: Identity, cameo: CameoId, now: int) -> tuple[Registry, tuple[Signed, ...]]:
    """Ask every contact to delete every video with one's own cameo; returns what is to be sent to each.

    Raises:
        InvalidRequest: it is not one's own.
    """
    entry = registry.entries.get(cameo)
    if entry is None or held(entry, cameo).cameo.owner != me.person:
        raise InvalidRequest("Only a cameo's owner can ask for that.", "Choose one of yours.")
    sent = tuple(me.sign(Deletion(cameo, me.person, person, now)) for person in registry.contacts)
    requests = tuple(Request(verified(one, Deletion).to, one) for one in sent)
    return replace(registry, requests=(*registry.requests, *requests)), sent


def answered(registry: Registry, me: Identity, signed: Signed) -> Registry:
    """Keep a contact's receipt beside what they were asked.

    Raises:
        Untrusted: it is not theirs. InvalidRequest: nothing was asked that it answers.
    """
    told = verified(signed, Receipt)
    asked_of = {one.asked.digest: one for one in registry.requests}
    request = asked_of.get(Digest(told.asked))
    if request is None or request.to != signed.by or told.by != signed.by or told.owner != me.person:
        raise InvalidRequest("This answers nothing that you have asked.", "Nothing to do.")
    requests = tuple(replace(one, answer=signed) if one is request else one for one in registry.requests)
    return replace(registry, requests=requests)
