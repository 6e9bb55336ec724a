"""Whose film it is and what may be made of it: an author's terms, and the films that a film was made from."""

from enum import Enum

from msgspec import Struct


class Licence(Enum):
    """What others may do with a film, in Creative Commons' own short names; "" for all rights reserved."""

    RESERVED = ""
    ZERO = "CC0-1.0"
    BY = "CC-BY-4.0"
    BY_SA = "CC-BY-SA-4.0"
    BY_NC = "CC-BY-NC-4.0"
    BY_NC_SA = "CC-BY-NC-SA-4.0"
    BY_ND = "CC-BY-ND-4.0"
    BY_NC_ND = "CC-BY-NC-ND-4.0"

    @property
    def words(self) -> str:
        """The licence in plain words."""
        return _WORDS[self]

    @property
    def short(self) -> str:
        """The licence as credits have it."""
        return self.value.replace("CC-", "CC ").replace("-4.0", " 4.0").replace("-1.0", " 1.0") or "all rights reserved"

    @property
    def address(self) -> str:
        """Where its text is; "" where there is none."""
        return _ADDRESSES.get(self, "")

    @property
    def allows_changes(self) -> bool:
        """Whether others may share what they change."""
        return self not in (Licence.BY_ND, Licence.BY_NC_ND)

    @property
    def share_alike(self) -> bool:
        """Whether what is made from it must have the same licence."""
        return self in (Licence.BY_SA, Licence.BY_NC_SA)

    @property
    def non_commercial(self) -> bool:
        """Whether it may not be sold."""
        return self in (Licence.BY_NC, Licence.BY_NC_SA, Licence.BY_NC_ND)


_WORDS = {
    Licence.RESERVED: "All rights reserved",
    Licence.ZERO: "No rights reserved (CC0)",
    Licence.BY: "Credit the author (CC BY)",
    Licence.BY_SA: "Credit the author, share alike (CC BY-SA)",
    Licence.BY_NC: "Credit the author, not for sale (CC BY-NC)",
    Licence.BY_NC_SA: "Credit the author, not for sale, share alike (CC BY-NC-SA)",
    Licence.BY_ND: "Credit the author, no changes (CC BY-ND)",
    Licence.BY_NC_ND: "Credit the author, not for sale, no changes (CC BY-NC-ND)",
}
_ADDRESSES = {
    Licence.ZERO: "https://creativecommons.org/publicdomain/zero/1.0/",
    **{
        one: f"https://creativecommons.org/licenses/{one.value.removeprefix('CC-').removesuffix('-4.0').lower()}/4.0/"
        for one in Licence
        if one not in (Licence.RESERVED, Licence.ZERO)
    },
}


class Terms(Struct, frozen=True):
    """What the author lets others make of a film: its licence, and whether the studio helps them remix it or put
    somebody else into a part.
    """

    licence: Licence = Licence.RESERVED
    remix: bool = True
    recast: bool = True

    @property
    def may_remix(self) -> bool:
        """Whether others may share a film made from this one."""
        return self.remix and self.licence.allows_changes

    @property
    def may_recast(self) -> bool:
        """Whether others may put somebody else into a part."""
        return self.recast and self.may_remix

    @property
    def words(self) -> str:
        """The terms in one line."""
        if not self.may_remix:
            return f"{self.licence.words}; no remixes"
        return f"{self.licence.words}; remixes welcome" + ("" if self.may_recast else ", but no recasting")


class Ancestor(Struct, frozen=True):
    """A film that another was made from.

    id: SHA-256 of the project in its package, hex, or of its file where it held none. how: what was done with it, in
    words ("remixed", "a character borrowed"). standing: how its own provenance was found then: "signed here", "signed
    elsewhere", "changed", "stripped" or "unsigned"; "" where nobody looked.
    """

    id: str
    title: str
    author: str = ""
    terms: Terms = Terms()
    how: str = ""
    standing: str = ""
    parents: "tuple[Ancestor, ...]" = ()

    @property
    def credit(self) -> str:
        """One line of the credits."""
        by = f" by {self.author}" if self.author else ""
        return f"{self.how or 'made from'} “{self.title}”{by} ({self.terms.licence.short})"


MOST_GENERATIONS = 32
MOST_ANCESTORS = 256


def family(parents: tuple[Ancestor, ...]) -> tuple[tuple[int, Ancestor], ...]:
    """Every ancestor with how many generations back it is (from 1), nearest first along each branch."""
    found: list[tuple[int, Ancestor]] = []
    waiting = [(1, one) for one in reversed(parents)]
    while waiting and len(found) < MOST_ANCESTORS:
        generation, one = waiting.pop()
        found.append((generation, one))
        if generation < MOST_GENERATIONS:
            waiting += [(generation + 1, other) for other in reversed(one.parents)]
    return tuple(found)


def terms_under(terms: Terms, parents: tuple[Ancestor, ...]) -> Terms:
    """The terms that a film made from others can have: never freer than theirs, alike where they ask for it."""
    licence = _licence_under(terms.licence, [one.terms.licence for one in parents])
    return Terms(licence, terms.remix, terms.recast and all(one.terms.may_recast for one in parents))


def at_odds(parents: tuple[Ancestor, ...]) -> tuple[Ancestor, Ancestor] | None:
    """Two parents whose terms no film can keep at once: one says alike and lets it be sold, the other does not."""
    sold = next((one for one in parents if one.terms.licence is Licence.BY_SA), None)
    unsold = next((one for one in parents if one.terms.licence.non_commercial), None)
    return None if sold is None or unsold is None else (sold, unsold)


def _licence_under(mine: Licence, theirs: list[Licence]) -> Licence:
    """The licence that holds to all of theirs, in whatever order they came."""
    if Licence.RESERVED in theirs:
        return Licence.RESERVED
    alike = any(one.share_alike for one in theirs)
    unsold = any(one.non_commercial for one in theirs)
    if alike:
        return Licence.BY_NC_SA if unsold else Licence.BY_SA
    if unsold and not mine.non_commercial and mine is not Licence.RESERVED:
        return Licence.BY_NC if mine.allows_changes else Licence.BY_NC_ND
    return mine


def credit_lines(author: str, parents: tuple[Ancestor, ...]) -> tuple[str, ...]:
    """The credits of a film, a line each: its own author, then all that it was made from, each film once."""
    lines = [f"A film by {author}"] if author else []
    told = dict.fromkeys(one.credit for _, one in family(parents))
    return (*lines, *(f"{line[:1].upper()}{line[1:]}" for line in told), "Made with Tsuzuki")
