"""Everything about cameos on this machine, in one folder: who one is, what one holds, and what may be done with it.

This is the only place that puts vault, registry and clock together; what it decides is written in the pure functions
of ``sharing``, ``parcels`` and ``deleting``, and in ``likeness.check_likeness``.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from studio.cameo import deleting, parcels, sharing
from studio.cameo.clock import Clock
from studio.cameo.deleting import Receipt
from studio.cameo.identity import Card, Identity, identity_of, new_identity
from studio.cameo.likeness import DOUBLE, CameoId, Cleared, Double, Held, Level, Limits, Portrayal
from studio.cameo.limits import objection, words_objection
from studio.cameo.parcels import Outgoing
from studio.cameo.profile import Profile, ProfileFile, within_hours
from studio.cameo.registry import Registry, RegistryFile, Work, held_in
from studio.cameo.signing import PersonId, Signed, canonical, verified
from studio.cameo.unlocking import Passphrase
from studio.cameo.vault import Vault
from studio.errors import InvalidRequest, StudioError
from studio.resources import profile_folder
from studio.secrets import FileSecrets, Secrets, open_secrets, write_private
from studio.timeline.film import Shot

_CARD: Final = "card.json"


def open_home(folder: Path | None = None, passphrase: Callable[[], str] | None = None) -> "Home":
    """The cameos in a folder (None: this user's). Nothing is read, and no key store opened, before it is needed."""
    folder = folder or profile_folder() / "cameos"
    typed = Passphrase(passphrase)
    return Home(folder, lambda: open_secrets(folder, typed.asked), passphrase=typed)


class Home:
    """See the module. A ``Holdings``."""

    def __init__(
        self,
        folder: Path,
        opens: Callable[[], Secrets],
        reads: Callable[[], float] = time.time,
        passphrase: Passphrase | None = None,
    ) -> None:
        self.folder = folder
        self._passphrase = passphrase or Passphrase()
        self.profile_file = ProfileFile(folder, self._pins)
        self._opens = opens
        self._reads = reads
        self._held: dict[str, Held | None] = {}
        self._held_of: Registry | None = None

    @cached_property
    def _secrets(self) -> Secrets:
        return self._opens()

    @cached_property
    def vault(self) -> Vault:
        """What is kept of people's faces and voices."""
        return Vault(self.folder / "vault", self._secrets)

    @property
    def is_locked(self) -> bool:
        """Whether one's keys wait for a passphrase."""
        return isinstance(self._secrets, FileSecrets) and not self._passphrase.typed

    def unlock(self, passphrase: str) -> None:
        """Give the passphrase that the keys of this machine lie behind, or are to lie behind from now on.

        Raises:
            InvalidRequest: it is another one.
        """
        self._passphrase.typed = passphrase
        try:
            identity_of(self._secrets)
        except StudioError:
            self._passphrase.typed = ""
            raise

    def _pins(self) -> Secrets | None:
        return None if isinstance(self._secrets, FileSecrets) else self._secrets

    # --- who one is -------------------------------------------------------------------------------
    @property
    def exists(self) -> bool:
        """Whether anybody has an identity here; asks for no secret."""
        return (self.folder / _CARD).exists()

    @property
    def me(self) -> PersonId | None:
        """Who the person at this machine is."""
        return self.identity.person if self.exists else None

    @cached_property
    def identity(self) -> Identity:
        """One's keys.

        Raises:
            InvalidRequest: there are none yet.
        """
        found = identity_of(self._secrets)
        if found is None:
            raise InvalidRequest("You have no identity on this machine yet.", "Choose a name and a handle first.")
        return found

    def begin(self, name: str, handle: str) -> Card:
        """Make an identity, called so.

        Raises:
            InvalidRequest: there is one, or the name is blank.
        """
        if not name.strip():
            raise InvalidRequest("A card needs a name.", "Write what your friends call you.")
        me = new_identity(self._secrets)
        card = Card(me.person, me.recipient, name.strip(), handle.removeprefix("@").strip(), int(self._reads()))
        write_private(self.folder / _CARD, canonical(me.sign(card)))
        self.__dict__["identity"] = me
        return card

    @property
    def card(self) -> tuple[Signed, Card]:
        """One's own card.

        Raises:
            InvalidRequest: there is none yet.
        """
        try:
            return parcels.read_card((self.folder / _CARD).read_bytes())
        except OSError as fault:
            raise InvalidRequest("You have no card yet.", "Choose a name and a handle first.") from fault

    # --- what one holds: the ``Holdings`` of the check ----------------------------------------------
    @cached_property
    def _file(self) -> RegistryFile:
        return RegistryFile(self.folder, self.identity, self._secrets)

    @cached_property
    def _clock(self) -> Clock:
        return Clock(self.folder, self.identity, self._secrets, self._reads)

    @property
    def registry(self) -> Registry:
        """What is known of people and their cameos; an empty one before there is an identity.

        Raises:
            Untrusted: it was edited.
        """
        return self._file.read() if self.exists else Registry()

    @property
    def profile(self) -> Profile:
        """What this machine's profile allows."""
        return self.profile_file.read()

    def held(self, cameo: str) -> Held | None:
        """See ``Holdings``."""
        registry = self.registry
        if registry is not self._held_of:
            self._held, self._held_of = {}, registry
        if cameo not in self._held:
            self._held[cameo] = held_in(registry, cameo)
        return self._held[cameo]

    def now(self) -> int:
        """See ``Holdings``."""
        return self._clock.now()

    def unsealed(self, cameo: str, name: str) -> bytes | None:
        """See ``Holdings``."""
        return self.vault.open_(cameo, name)

    def working_key(self, cameo: str) -> bytes:
        """See ``Holdings``."""
        return self.vault.working_key(cameo)

    def objection(self, portrayal: Portrayal, held: Held) -> str | None:
        """See ``Holdings``."""
        return objection(portrayal, held, self)

    def barred(self, shot: Shot, minor: str | None = None) -> str | None:
        """See ``Holdings``."""
        profile = self.profile
        if not within_hours(profile, datetime.fromtimestamp(self._reads())):
            return f"This machine's profile has the studio open from {profile.hours[0]} to {profile.hours[1]} o'clock."
        return words_objection(shot, profile, minor)

    def record(self, path: Path, what: str, cleared: Sequence[Cleared]) -> None:
        """See ``Holdings``."""
        cameos = tuple(dict.fromkeys(one.held.cameo.id for one in cleared))
        if not cameos:
            return
        grants = tuple(dict.fromkeys(one.held.grant_digest or "" for one in cleared))
        work = Work(str(path.absolute()), what, cameos, grants, self.today)
        self.change(lambda registry: deleting.recorded(registry, work))

    def recorded(self, name: str) -> frozenset[str]:
        """See ``Holdings``."""
        works = self.registry.works
        return frozenset(cameo for work in works if Path(work.path).name == name for cameo in work.cameos)

    def owner_called(self, person: PersonId) -> str:
        """A contact's name."""
        return "you" if person == self.me else self.registry.called(person)

    @property
    def today(self) -> int:
        """UTC seconds as the machine has them: nobody is kept from taking back what is theirs by a wrong clock."""
        return int(self._reads())

    # --- doing ------------------------------------------------------------------------------------
    def change(self, edit: Callable[[Registry], Registry]) -> Registry:
        """Edit what is known; see ``RegistryFile.change``."""
        return self._file.change(edit)

    def make_cameo(self, handle: str, name: str, double: Double, *, adult: bool) -> CameoId:
        """A cameo of one's own, for oneself alone, with its double in the vault.

        adult: whether the person says that they are 18; in a profile of somebody who is not, that says nothing.

        Raises:
            InvalidRequest: the handle cannot be; the person is under 18 and no parent allows it; or cameos are off.
        """
        profile = self.profile
        adult = adult and not profile.minor
        if not profile.cameos:
            raise InvalidRequest(
                "This machine's profile does not allow cameos.", "A parent can allow them, with the PIN."
            )
        if not adult and not profile.may_make_cameo:
            raise InvalidRequest(
                "Cameos are off for people under 18.", "A parent can allow them in the profile, with their PIN."
            )
        made: list[CameoId] = []

        def edit(registry: Registry) -> Registry:
            registry, cameo = sharing.new_cameo(registry, self.identity, handle, name, self.today, adult=adult)
            made.append(cameo)
            return registry

        self.change(edit)
        self.vault.seal(made[-1], DOUBLE, msgspec.json.encode(double))
        return made[-1]

    def set_rules(self, cameo: CameoId, level: Level, limits: Limits) -> None:
        """Change the rules of one's own cameo; see ``sharing.set_rules``."""
        self._may_share(level)
        self.change(lambda registry: sharing.set_rules(registry, self.identity, cameo, level, limits, self.today))

    def approve(self, cameo: CameoId, person: PersonId) -> None:
        """Have a contact be one who may use one's own cameo; see ``sharing.approve``."""
        self.change(lambda registry: sharing.approve(registry, self.identity, cameo, person))

    def lend(self, cameo: CameoId, person: PersonId) -> Outgoing:
        """A grant for a contact, with the double, as a file for them.

        Raises:
            InvalidRequest: the rules, or the profile, do not let them have it.
        """
        self._may_share(Level.APPROVED)
        made: list[Signed] = []

        def edit(registry: Registry) -> Registry:
            registry, granted = sharing.grant(registry, self.identity, cameo, person, self.today)
            made.append(granted)
            return registry

        registry = self.change(edit)
        entry = registry.entries[cameo]
        kept = {name: self.vault.open_(cameo, name) or b"" for name in self.vault.names(cameo)}
        return self._for(person, (entry.cameo, entry.rules, made[-1]), "cameo", kept)

    def renewals(self) -> tuple[Outgoing, ...]:
        """New leases for everybody whose lease ends soon and who may still have it."""
        wanted = sharing.due(self.registry, self.identity, self.today)
        return tuple(self.lend(one.cameo, one.to) for one in wanted)

    def revoke(self, cameo: CameoId, person: PersonId | None = None) -> tuple[Outgoing, ...]:
        """Take one's own cameo back from a contact, or from everybody; see ``sharing.revoke``."""
        sent: list[tuple[Signed, ...]] = []

        def edit(registry: Registry) -> Registry:
            registry, statements = sharing.revoke(registry, self.identity, cameo, person, self.today)
            sent.append(statements)
            return registry

        self.change(edit)
        return tuple(self._for(verified(one, sharing.Revocation).to, (one,), "taken-back") for one in sent[-1])

    def follow(self, person: PersonId, *, ends: bool = False) -> Outgoing:
        """Follow a contact, or no longer, and tell them."""
        self.change(lambda registry: sharing.follow(registry, person, ends=ends))
        told = sharing.follow_statement(self.identity, person, self.today, ends=ends)
        return self._for(person, (self.card[0], told), "follow")

    def take_in(self, data: bytes) -> tuple[str, ...]:
        """A ``.card`` or ``.cameo`` file that came; returns what to tell the person.

        Raises:
            StudioError: what is wrong with it; then nothing has changed.
        """
        if data.lstrip()[:1] == b"{":
            return self._meet(data)
        parcel = parcels.read_parcel(self.identity, data)
        came: list[parcels.Arrived] = []

        def edit(registry: Registry) -> Registry:
            came.append(parcels.arrived(registry, self.identity, parcel, self.today))
            return came[-1].registry

        self.change(edit)
        for cameo in came[-1].destroyed:
            self.vault.destroy(cameo)
        for name, kept in came[-1].kept.items():
            self.vault.seal(came[-1].cameo or "", name, kept)
        return came[-1].told

    def delete_everything(self, cameo: CameoId) -> Receipt:
        """Delete every work on this machine that one's own cameo is in; keeps and returns the receipt.

        Raises:
            InvalidRequest: it is not one's own; then nothing is deleted.
        """
        entry, _ = sharing.own(self.registry, self.identity, cameo)
        return self._deleted(cameo, entry.cameo.by, "", deleting.works_with(self.registry, cameo))

    def ask_contacts(self, cameo: CameoId) -> tuple[Outgoing, ...]:
        """Ask every contact to delete every video with one's own cameo."""
        sent: list[tuple[Signed, ...]] = []

        def edit(registry: Registry) -> Registry:
            registry, statements = deleting.asked(registry, self.identity, cameo, self.today)
            sent.append(statements)
            return registry

        self.change(edit)
        return tuple(self._for(verified(one, deleting.Deletion).to, (one,), "delete") for one in sent[-1])

    def answer(self, wanted: Signed, *, deletes: bool) -> Outgoing:
        """Do what a contact asks for, or refuse it; either way they are answered."""
        told = verified(wanted, deleting.Deletion)
        if deletes:
            works = deleting.works_asked_for(self.registry, told)
            self._deleted(told.cameo, told.owner, wanted.digest, works)
            answer = self.registry.receipts[-1]
        else:
            answer = deleting.refusal(self.identity, wanted, self.today)
            self.change(lambda registry: replace(registry, receipts=(*registry.receipts, answer)))
        self.change(lambda registry: replace(registry, wanted=tuple(x for x in registry.wanted if x != wanted)))
        return self._for(told.owner, (answer,), "receipt")

    def destroy(self, cameo: CameoId) -> tuple[Outgoing, ...]:
        """Have nothing of a cameo on this machine: its key first, then its files. For good.

        One's own is taken back from everybody before; returns what tells them. Of somebody else's it is remembered that
        its grant was given up, so that the same one never counts again.
        """
        mine = cameo in self.registry.entries and self.registry.entries[cameo].cameo.by == self.identity.person
        sent = self.revoke(cameo) if mine else ()
        self.vault.destroy(cameo)
        if mine:
            self.change(lambda registry: sharing.without(registry, cameo))
        else:
            self.change(lambda registry: sharing.given_up(registry, self.identity.person, (cameo,)))
        return sent

    def begin_anew(self) -> None:
        """Give up everything that is known of people and cameos, one's own as well, where it was edited or lost.

        What is kept of faces and voices is destroyed: nobody could say any more whose it is.
        """
        self._file.begin_anew(self.today)
        self._clock.start_again()
        for cameo in self.vault.cameos():
            self.vault.destroy(cameo)

    def forget_leases(self) -> None:
        """Give every lease of somebody else's cameo up, for good, and believe the clock anew. Their doubles go."""
        me = self.identity.person
        lent = tuple(one for one, entry in self.registry.entries.items() if entry.cameo.by != me)
        self.change(lambda registry: sharing.given_up(registry, me, lent))
        for cameo in lent:
            self.vault.destroy(cameo)
        self._clock.start_again()

    def _deleted(self, cameo: CameoId, owner: PersonId, asked: str, works: tuple[Work, ...]) -> Receipt:
        came = deleting.delete_works(works)
        signed = deleting.receipt(self.identity, cameo, owner, asked, self.today, came)
        gone = (*came[0], *came[2])

        def edit(registry: Registry) -> Registry:
            registry = deleting.forgotten(registry, gone)
            return replace(registry, receipts=(*registry.receipts, signed))

        self.change(edit)
        return verified(signed, Receipt)

    def _meet(self, data: bytes) -> tuple[str, ...]:
        signed, card = parcels.read_card(data)
        if card.person == self.me:
            return ("This is your own card.",)
        self.change(lambda registry: sharing.met(registry, signed))
        return (f"{card.name} is one of your contacts now.",)

    def _for(
        self, person: PersonId, statements: tuple[Signed, ...], what: str, kept: dict[str, bytes] | None = None
    ) -> Outgoing:
        card = self.registry.card(person)
        if card is None:
            raise InvalidRequest("You do not know this person's card yet.", "Drop their .card file first.")
        data = parcels.parcel_file(self.identity, card, statements, self.today, kept)
        return Outgoing(card.name, f"{what}-for-{card.handle or 'friend'}{parcels.CAMEO}", data)

    def _may_share(self, level: Level) -> None:
        if level is not Level.ONLY_ME and not self.profile.sharing:
            raise InvalidRequest("This machine's profile does not let cameos be shared.", "A parent can allow it.")
