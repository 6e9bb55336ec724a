"""``main.py cameo``: identity, cards, rules, grants, taking back, deleting and receipts, without a window."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from studio.cameo import deleting
from studio.cameo.days import end_of
from studio.cameo.home import Home
from studio.cameo.likeness import CameoId, Double, Harm, Level, Limits
from studio.cameo.parcels import Outgoing, card_file, cards_first
from studio.cameo.profile import Content, Profile
from studio.cameo.signing import PersonId, Signed, verified
from studio.cameo.telling import Told, limits_in_words, told_of
from studio.cli.homes import command_home
from studio.cli.sources import read_source
from studio.cli.things import thing_taken
from studio.errors import InvalidRequest, MissingResource
from studio.secrets import write_private


def cameo(options: argparse.Namespace) -> str:
    """Do what was asked; returns what to print.

    Raises:
        StudioError: in words.
    """
    return _Doing(command_home(), options).text()


class _Doing:
    def __init__(self, home: Home, options: argparse.Namespace) -> None:
        self._home = home
        self._options = options

    def text(self) -> str:
        """What to print of what was done."""
        done = self._ways()[self._options.action]()
        if isinstance(done, Told):
            return json.dumps(done.values(), ensure_ascii=False, indent=1) if self._options.json else done.text()
        lines: list[str] = [done] if isinstance(done, str) else list(done)
        return json.dumps({"told": lines}, ensure_ascii=False, indent=1) if self._options.json else "\n".join(lines)

    def _ways(self) -> dict[str, Callable[[], Told | str | Iterable[str]]]:
        return {
            "show": self._show,
            "begin": self._begin,
            "card": self._card,
            "take": self._take,
            "make": self._make,
            "thing": self._thing,
            "rules": self._rules,
            "approve": self._approve,
            "grant": self._grant,
            "renew": self._renew,
            "revoke": self._revoke,
            "follow": self._follow,
            "where": self._where,
            "delete": self._delete,
            "destroy": self._destroy,
            "answer": self._answer,
            "receipts": self._receipts,
            "forget-leases": self._forget_leases,
            "begin-anew": self._begin_anew,
            "profile": self._profile,
        }

    def _show(self) -> Told:
        return told_of(self._home)

    def _begin(self) -> str:
        card = self._home.begin(self._options.name, self._options.handle)
        return f"You are {card.name} on this machine. Hand your card to friends: main.py cameo card -o {card.name}.card"

    def _card(self) -> str:
        signed, card = self._home.card
        path = self._options.output or Path(f"{card.handle or card.name}.card")
        write_private(path, card_file(signed))
        return f"{path}: your card. Anybody may have it."

    def _take(self) -> Iterable[str]:
        for path in cards_first(self._options.files):
            try:
                data = path.read_bytes()
            except OSError as fault:
                raise MissingResource(f"{path} cannot be read ({fault.strerror}).", "Check the path.") from fault
            yield from self._home.take_in(data)

    # --- one's own cameo --------------------------------------------------------------------------
    def _make(self) -> str:
        film = read_source(self._options.project).film
        wanted = self._options.member.casefold()
        member = next((one for one in film.cast if one.name.casefold() == wanted), None)
        if member is None:
            there = ", ".join(one.name for one in film.cast) or "nobody"
            raise InvalidRequest(f"{self._options.member} is not in that film.", f"Choose of {there}.")
        double = Double(replace(member.look, model=None), member.voice)
        handle = self._options.cameo.removeprefix("@")
        self._home.make_cameo(handle, member.name, double, adult=self._options.adult)
        return (
            f"@{handle} is your cameo, for you alone. Its rules say who else may use it: main.py cameo rules @{handle}"
        )

    def _thing(self) -> Iterable[str]:
        options = self._options
        return thing_taken(options.project, options.name, tuple(options.files), options.references)

    def _rules(self) -> Iterable[str]:
        options, cameo_id = self._options, self._cameo_id()
        held = self._home.held(cameo_id)
        level = Level[options.level.upper().replace("-", "_")] if options.level else held.rules.level if held else None
        before = Limits() if options.no_limits or held is None else held.rules.limits
        limits = Limits(
            no_violence=options.no_violence or before.no_violence,
            no_romance=options.no_romance or before.no_romance,
            no_commercial=options.no_commercial or before.no_commercial,
            not_with=tuple(dict.fromkeys((*before.not_with, *map(self._person, options.not_with)))),
            until=_day(options.until) if options.until else before.until,
            allows=tuple(dict.fromkeys((*before.allows, *map(Harm, options.allow)))),
        )
        self._home.set_rules(cameo_id, level or Level.ONLY_ME, limits)
        told = limits_in_words(limits, self._home.registry)
        who = (level or Level.ONLY_ME).value
        return [
            f"{options.cameo}: {who}. Whoever has a grant needs a new one under these rules.",
            *(f"  not: {limit}" for limit in told),
            *(f"  others may show it in: {harm.value}" for harm in limits.allows),
        ]

    def _approve(self) -> str:
        self._home.approve(self._cameo_id(), self._person(self._options.person))
        return f"{self._options.person} may have a grant for {self._options.cameo} now."

    def _grant(self) -> Iterable[str]:
        file = self._home.lend(self._cameo_id(), self._person(self._options.person))
        path = self._options.output or Path(file.name)
        write_private(path, file.data)
        return [f"{path}: for {file.to} alone, for at most 7 days."]

    def _renew(self) -> Iterable[str]:
        return self._written(self._home.renewals()) or ["No lease ends soon."]

    def _revoke(self) -> Iterable[str]:
        person = self._person(self._options.person) if self._options.person else None
        files = self._home.revoke(self._cameo_id(), person)
        return [f"{self._options.cameo} is taken back.", *self._written(files)]

    def _follow(self) -> Iterable[str]:
        file = self._home.follow(self._person(self._options.person), ends=self._options.no)
        return self._written((file,))

    # --- deleting ---------------------------------------------------------------------------------
    def _where(self) -> Iterable[str]:
        works = deleting.works_with(self._home.registry, self._cameo_id())
        return [f"{one.what}: {one.path}" for one in works] or ["It is in nothing on this machine."]

    def _delete(self) -> Iterable[str]:
        listed = list(self._where())
        if not self._options.yes:
            return [*listed, "Nothing was deleted. Say --yes to delete all of this."]
        receipt = self._home.delete_everything(self._cameo_id())
        return [_receipt_line(receipt, "You"), *self._written(self._home.ask_contacts(self._cameo_id()))]

    def _destroy(self) -> Iterable[str]:
        cameo = self._cameo_id()
        if not self._options.yes:
            return [
                *self._where(),
                f"Nothing was deleted. Say --yes to delete {self._options.cameo} itself, and its key, for good;"
                " the videos above stay: main.py cameo delete takes those.",
            ]
        files = self._home.destroy(cameo)
        return [f"{self._options.cameo} is deleted here, and its key is destroyed.", *self._written(files)]

    def _answer(self) -> Iterable[str]:
        person = self._person(self._options.person)
        wanted = [one for one in self._home.registry.wanted if one.by == person]
        if not wanted:
            return [f"{self._options.person} asks for nothing."]
        if not (self._options.yes or self._options.refuse):
            told = [verified(one, deleting.Deletion) for one in wanted]
            works = [work for one in told for work in deleting.works_asked_for(self._home.registry, one)]
            return [*(f"{one.what}: {one.path}" for one in works), "Say --yes to delete all of this, or --refuse."]
        return self._written(tuple(self._home.answer(one, deletes=self._options.yes) for one in wanted))

    def _receipts(self) -> Iterable[str]:
        registry = self._home.registry
        own = [_receipt_line(verified(one, deleting.Receipt), "You") for one in registry.receipts]
        return [*own, *(self._answer_line(one.to, one.answer) for one in registry.requests)] or ["No receipts yet."]

    def _answer_line(self, person: PersonId, answer: Signed | None) -> str:
        name = self._home.registry.called(person)
        return _receipt_line(verified(answer, deleting.Receipt), name) if answer else f"{name}: no answer yet."

    # --- mending, and the profile -----------------------------------------------------------------
    def _forget_leases(self) -> str:
        self._home.forget_leases()
        return "What was lent to you is given up. Ask for new grants."

    def _begin_anew(self) -> str:
        self._home.begin_anew()
        return "All that was known of cameos is given up. Make yours anew, and ask your friends for their cards."

    def _profile(self) -> str:
        before, options = self._home.profile, self._options
        wanted = _profile_asked(before, options)
        if options.remove:
            self._home.profile_file.remove(_pin())
            return "This machine has no profile now."
        if wanted != before:
            self._home.profile_file.set(wanted, _pin())
        return _profile_line(self._home.profile, locked=self._home.profile_file.is_locked)

    # --- finding and writing ----------------------------------------------------------------------
    def _cameo_id(self) -> CameoId:
        wanted = self._options.cameo.removeprefix("@").casefold()
        for cameo_id in self._home.registry.entries:
            held = self._home.held(cameo_id)
            if held is not None and held.cameo.handle.casefold() == wanted:
                return cameo_id
        raise InvalidRequest(f"There is no cameo @{wanted} here.", "See: main.py cameo show")

    def _person(self, name: str) -> PersonId:
        registry = self._home.registry
        found = [one for one in registry.contacts if _is_called(name, registry.card(one))]
        if len(found) == 1:
            return found[0]
        told = "Two contacts are called" if found else "No contact is called"
        raise InvalidRequest(f"{told} {name}.", "Name them by @handle, or take in their card first.")

    def _written(self, files: tuple[Outgoing, ...]) -> list[str]:
        folder = self._options.output or Path()
        for file in files:
            write_private(folder / file.name, file.data)
        return [f"{folder / file.name}: send it to {file.to}." for file in files]


def _is_called(name: str, card: Any) -> bool:
    wanted = name.removeprefix("@").casefold()
    return card is not None and wanted in (card.name.casefold(), card.handle.casefold())


def _receipt_line(receipt: deleting.Receipt, who: str) -> str:
    day = datetime.fromtimestamp(receipt.at, UTC).strftime("%Y-%m-%d %H:%M")
    counted = f"{receipt.deleted} deleted, {receipt.failed} could not be, {receipt.missing} were gone"
    return f"{who}, {day} UTC: {receipt.answer.value} ({counted}); signed {receipt.by[:16]}"


def _day(text: str) -> int:
    """The end of a day, UTC seconds."""
    try:
        last = datetime.strptime(text, "%Y-%m-%d")
        return end_of(last.year, last.month, last.day)
    except ValueError as fault:
        raise InvalidRequest(f"{text} is not a day.", "Write it like 2027-03-31.") from fault


def _profile_asked(before: Profile, options: argparse.Namespace) -> Profile:
    hours = before.hours
    if options.hours:
        first, _, last = options.hours.partition("-")
        if not (first.isdecimal() and last.isdecimal()):
            raise InvalidRequest(f"--hours {options.hours} are no hours.", "Write them like 7-20.")
        hours = int(first), int(last)
    return Profile(
        cameos=before.cameos if options.cameos is None else options.cameos == "yes",
        minor=before.minor if options.minor is None else options.minor == "yes",
        content=Content(options.content) if options.content else before.content,
        hours=hours,
        sharing=before.sharing if options.sharing is None else options.sharing == "yes",
    )


def _profile_line(profile: Profile, *, locked: bool) -> str:
    told = [
        "locked by a PIN" if locked else "not locked",
        f"cameos {'on' if profile.cameos else 'off'}",
        f"content {profile.content.value}",
        f"open {profile.hours[0]} to {profile.hours[1]} o'clock",
        f"sharing {'on' if profile.sharing else 'off'}",
    ]
    return f"{', '.join(told)}{', for somebody under 18' if profile.minor else ''}."


def _pin() -> str:
    """The PIN from ``TSUZUKI_PIN``, or typed unseen."""
    told = os.environ.get("TSUZUKI_PIN")
    if told:
        return told
    if not sys.stdin.isatty():
        raise InvalidRequest("This needs the profile's PIN.", "Put it into TSUZUKI_PIN.")
    return getpass.getpass("PIN of this machine's profile: ")
