"""The words of a Spanish, French or German sentence, each with its meaning: units in the order they are written."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from studio.engine.director.lexicon import given_names
from studio.engine.director.screenplay import QUOTES
from studio.engine.director.tongues.agreement import sex
from studio.engine.director.tongues.inflection import bases, form
from studio.engine.director.tongues.numerals import seconds_at
from studio.engine.director.tongues.units import Unit
from studio.engine.director.tongues.wordbook import Entry, Wordbook

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*['’]?|[,;:.!?…¡¿()—–/-]")
_ELISION: Final = re.compile(r"(?:[ldsjnmtc]|qu|jusqu|lorsqu|puisqu|quelqu)['’]$", re.IGNORECASE)
_FUSED: Final = {
    "es": {"al": ("a", "el"), "del": ("de", "el")},
    "fr": {"au": ("à", "le"), "aux": ("à", "les"), "du": ("de", "le"), "des": ("des",)},
    "de": {
        "im": ("in", "dem"), "am": ("an", "dem"), "zum": ("zu", "dem"), "zur": ("zu", "der"), "ins": ("in", "das"),
        "vom": ("von", "dem"), "beim": ("bei", "dem"), "ans": ("an", "das"), "aufs": ("auf", "das"),
        "ums": ("um", "das"), "durchs": ("durch", "das"),
    },
}  # fmt: skip
_REFLEXIVE: Final = {"es": ("se", "me"), "fr": ("se", "s'"), "de": ("sich", "mich")}
_PREFIXES: Final = frozenset({
    "auf", "ab", "an", "zu", "um", "hin", "her", "aus", "ein", "weg", "fest", "los", "zurück", "nieder", "vorbei",
    "herein", "hinein", "heraus", "hinaus", "herum", "herunter", "hinunter", "hinauf", "herauf", "davon", "entlang",
    "hoch", "fallen", "umher", "vor", "nach", "mit", "heran", "empor", "zusammen", "hinterher", "hinzu",
})  # fmt: skip
_JOINTS: Final = frozenset(
    {"und", "während", "dann", "aber", "y", "e", "et", "mientras", "pero", "mais", "puis", "luego"}
)
_STOPS: Final = frozenset(",;:.!?…—–()/-")
_NOMINAL: Final = ("props", "sets", "builds", "outfits", "accessories", "dressing", "body", "weathers", "hours",
                   "sounds", "hair", "framings", "moves", "angles", "lenses", "looks", "colours", "sizes", "numbers", "times")  # fmt: skip
_VERBAL: Final = ("framings", "moves", "angles", "lenses", "looks", "verbs", "motions", "weathers", "times", "emotions")
_CAPITAL: Final = frozenset({"props", "sets", "builds", "outfits", "accessories", "dressing", "body", "sounds"})
_CASES: Final = {
    "des": "genitive", "eines": "genitive", "den": "accusative", "einen": "accusative", "dem": "dative",
    "einem": "dative",
}  # fmt: skip
_GENDERS: Final = {
    "es": dict.fromkeys(("el", "un", "este", "ese", "aquel", "otro"), "m")
    | dict.fromkeys(("la", "una", "esta", "esa", "aquella", "otra"), "f"),
    "fr": dict.fromkeys(("le", "un", "ce", "cet"), "m") | dict.fromkeys(("la", "une", "cette"), "f"),
    "de": {"eine": "f", "einen": "m"},
}
_HAVING: Final = frozenset({"tener", "avoir", "haben", "prendre", "quedarse", "ponerse"})
_MATERIALS: Final = {
    "holz": "wooden", "glas": "glass", "papier": "paper", "metall": "metal", "stahl": "metal", "eisen": "metal",
    "gummi": "rubber", "plastik": "plastic", "stein": "stone", "leder": "leather", "stoff": "cloth", "wolle": "cloth",
    "seide": "cloth", "ton": "ceramic", "porzellan": "ceramic", "keramik": "ceramic", "karton": "cardboard",
    "pappe": "cardboard", "papp": "cardboard", "bambus": "bamboo", "kristall": "crystal", "marmor": "stone",
    "bronze": "metal", "kupfer": "metal",
}  # fmt: skip
_SURE: Final = 4
_SMALL: Final = frozenset({"sizes", "paces", "motions", "verbs"})
_AFTER: Final = frozenset({"colours", "sizes", "hair", "emotions"})
_DUE: Final = frozenset({"det", "owner", "numbers", "colours", "sizes", "prep", "hair", "emotions"})


class Token(Struct, frozen=True):
    """A word with its offsets into the script; ``raw`` as written, "" for the second half of a fused one."""

    text: str
    start: int
    end: int
    raw: str = ""

    @property
    def low(self) -> str:
        """In small letters, with a plain apostrophe."""
        return self.text.lower().replace("’", "'")


def tokens_of(text: str, offset: int, tongue: str) -> list[Token | Unit]:
    """Words and marks; quotations whole, as units."""
    found: list[Token | Unit] = []
    at = 0
    while at < len(text):
        closing = _closing(text, at)
        if closing:
            inner = " ".join(text[at + 1 : closing].split())
            found.append(Unit("quote", f"“{inner}”", offset + at, offset + closing + 1))
            at = closing + 1
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            at += 1
            continue
        found += _split(match[0], offset + at, tongue)
        at = match.end()
    return found


def _closing(text: str, at: int) -> int:
    closing = "“”" if text[at] == "„" else QUOTES.get(text[at], "")
    ends = [end for mark in closing if (end := text.find(mark, at + 1)) > 0]
    return min(ends, default=0)


def _split(word: str, start: int, tongue: str) -> list[Token]:
    fused = _FUSED[tongue].get(word.lower())
    if fused is not None:
        return [Token(part, start, start + len(word), "" if number else word) for number, part in enumerate(fused)]
    elided = re.match(r"(?:[ldsjnmtc]|qu|jusqu|lorsqu|puisqu|quelqu)['’](?=.)", word, re.IGNORECASE)
    if elided:
        return [
            Token(word[: elided.end()], start, start + elided.end()),
            *_split(word[elided.end() :], start + elided.end(), tongue),
        ]
    return [Token(word, start, start + len(word), word)]


def _as_written(words: Sequence[Token]) -> tuple[str, str]:
    """The first word and the others, fused ones as they are written where both halves are there: "al otro lado de"."""
    told: list[str] = []
    for word, following in zip(words, [*words[1:], None], strict=False):
        second = bool(told) and not word.raw and word.text == word.low and any(
            one.start == word.start and one is not word for one in words
        )  # fmt: skip
        if second:
            continue
        whole = following is not None and following.start == word.start
        told.append(word.raw.lower() if whole and word.raw else word.low)
    return told[0], " ".join(told[1:])


def _parts(lead: str) -> tuple[str, ...]:
    """A first part of a German compound without what joins it to the next: "Sonnen-", "Geburts-"."""
    return (
        lead,
        *(lead.removesuffix(end) for end in ("s", "n", "en", "es", "er", "e") if lead.endswith(end)),
        lead + "e",
    )


class Marker:
    """Gives each word of one sentence its meaning."""

    def __init__(self, book: Wordbook, tokens: Sequence[Token | Unit], names: frozenset[str]) -> None:
        self._book = book
        self._tongue = book.tongue
        self._tokens = tokens
        self._names = names
        self._units: list[Unit] = []
        self._gone: set[int] = set()

    def read(self) -> list[Unit]:
        """The units in order; particles that belong to a verb are gone into it."""
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if at in self._gone:
                at += 1
            elif isinstance(token, Unit):
                self._units.append(token)
                at += 1
            else:
                at = self._one(at, token)
        return self._units

    def _one(self, at: int, token: Token) -> int:
        if token.text in _STOPS:
            self._units.append(Unit("stop", token.text, token.start, token.end))
            return at + 1
        grammar = self._grammatical(at, token)
        if grammar is not None:
            self._units.append(Unit(*grammar, token.start, token.end, "", token.low))
            return at + 1
        timed = self._seconds(at, token)
        if timed is not None:
            self._units.append(timed[0])
            return timed[1]
        owned = self._tongue == "de" and token.low.endswith("s") and token.low[:-1] in self._names
        if token.text[0].isupper() and (token.low in self._names or owned):
            return self._name(at, token)
        best = self._best(at)
        if best is None and self._tongue == "de" and token.text[0].isupper() and self._compound(token):
            return at + 1
        if best is None:
            self._units.append(Unit("unknown", token.text, token.start, token.end, form(token.low, self._tongue)))
            return at + 1
        entry, last = best
        if entry.table == "owner" and token.low == "ihr" and not self._noun_follows(last):
            entry = Entry("clitic", "dative")
        if entry.table == "det" and token.low in ("der", "die", "das", "den", "dem") and self._is_relative(at):
            entry = Entry("rel", "that")
        end = self._tokens[last - 1].end
        shape = self._form(entry, at, last)
        self._units.append(Unit(entry.table, entry.said, token.start, end, shape, token.low))
        return last

    def _grammatical(self, at: int, token: Token) -> tuple[str, str] | None:
        """Small words whose meaning hangs on what stands beside them: "des oiseaux", "weder ... noch", ", bis ..."."""
        before = self._units[-1] if self._units else None
        if token.low == "noch" and any(unit.said == "nor" for unit in self._units):
            return "joint", "nor"
        if token.low == "bis" and self._tongue == "de" and before is not None and before.kind == "stop":
            return "joint", "until"
        if token.low == "lang" and before is not None and before.kind == "seconds":
            return "skip", ""
        if (
            token.low == "plus"
            and self._tongue == "fr"
            and any(isinstance(one, Token) and one.low in ("ne", "n'") for one in self._tokens[max(0, at - 4) : at])
        ):
            return "neg", "not"
        nouns = (*_CAPITAL, "colours", "hair", "name", "unknown", "framings", "angles", "moves")
        best = self._best(at) if token.low == "des" and self._tongue == "fr" else None
        if best is not None and best[1] > at + 1:
            return None
        if token.low == "des" and self._tongue == "fr" and (before is None or before.kind not in nouns):
            return "det", ""
        return None

    def _compound(self, token: Token) -> bool:
        """As in "Holzfässer", "Glasvase": the last part is the noun, a material before it an adjective."""
        for cut in range(3, len(token.text) - 2):
            head = token.text[cut:].capitalize()
            found = [
                entry for base in bases(head, "de") for entry in self._book.entries(base) if entry.table in _CAPITAL
            ]
            lead = token.low[:cut]
            known = [entry for part in _parts(lead) for entry in self._book.entries(part)]
            if not found or not (known or len(head) > _SURE):
                continue
            material = _MATERIALS.get(next((part for part in _parts(lead) if part in _MATERIALS), ""), "")
            if material:
                self._units.append(Unit("sizes", material, token.start, token.start + cut))
            entry = min(found, key=lambda one: _NOMINAL.index(one.table))
            plural = "plural" if entry.table == "builds" and self._plural_compound(head) else ""
            self._units.append(Unit(entry.table, entry.said, token.start, token.end, plural, token.low))
            return True
        return False

    def _plural_compound(self, head: str) -> bool:
        near = [unit.written for unit in self._units[-3:] if unit.kind in ("det", "owner")]
        return head.lower() not in self._book.phrases() and (near[-1] if near else "die") == "die"

    def _noun_follows(self, at: int) -> bool:
        """Whether a noun comes, adjectives between left out."""
        for token in self._tokens[at : at + 3]:
            if isinstance(token, Unit) or token.text in _STOPS:
                return False
            if token.text[0].isupper():
                return token.low not in self._names
        return False

    def _is_relative(self, at: int) -> bool:
        """As in ", die am Fenster steht": after a comma, with the verb last and no noun right behind."""
        before = self._tokens[at - 1] if at else None
        if self._tongue != "de" or not isinstance(before, Token) or before.text != ",":
            return False
        clause = self._clause(at + 1)
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if not clause or not self._verbal(clause[-1]) or not isinstance(following, Token) or clause[-1] == at + 1:
            return False
        small = {entry.table for entry in self._book.entries(following.low)}
        return not small.isdisjoint({"det", "owner", "prep", "pron", "clitic"}) or not self._noun_follows(at + 1)

    def _name(self, at: int, token: Token) -> int:
        last = at + 1
        while last < len(self._tokens):
            following = self._tokens[last]
            if not isinstance(following, Token) or following.low not in self._names or not following.text[0].isupper():
                break
            if following.low in given_names():
                break
            last += 1
        said = " ".join(one.text for one in self._tokens[at:last] if isinstance(one, Token))
        owns = self._tongue == "de" and said.endswith("s") and said.lower()[:-1] in self._names
        self._units.append(
            Unit("name", said[:-1] if owns else said, token.start, self._tokens[last - 1].end, "owns" if owns else "")
        )
        return last

    def _seconds(self, at: int, token: Token) -> tuple[Unit, int] | None:
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        word = following.low if isinstance(following, Token) else ""
        amount = seconds_at(token.low, word, self._book)
        if amount is None or following is None:
            return None
        return Unit("seconds", amount, token.start, following.end), at + 2

    def _form(self, entry: Entry, at: int, last: int) -> str:
        word = self._tokens[at]
        low = word.low if isinstance(word, Token) else ""
        if entry.table == "emotions" and self._is_verbal(at, last):
            return "state"
        if entry.table in ("motions", "verbs", "emotions", "weathers"):
            return form(low, self._tongue)
        if entry.table in ("det", "owner"):
            case = _CASES.get(low, "") or (
                "dative" if low.endswith("em") else "accusative" if low.endswith("en") else ""
            )
            return case if self._tongue == "de" else ""
        if entry.table in ("builds", "props", "dressing") and self._plural(at, last):
            return "plural"
        return self._gender() if entry.table == "builds" else ""

    def _is_verbal(self, at: int, last: int) -> bool:
        """Whether a feeling is told by a verb: "tiene miedo", "se sorprende", "haben Angst"."""
        token = self._tokens[at]
        if not isinstance(token, Token):
            return False
        verb = next((one for one in bases(token.text, self._tongue)[1:] if form(one, self._tongue) == "infinitive"), "")
        alone = self._has_reflexive(at) and form(token.low, self._tongue) not in ("participle", "gerund")
        return bool(verb) and (alone or (last - at > 1 and verb in _HAVING) or verb in _HAVING)

    def _gender(self) -> str:
        """f or m, by the article before: "una astronauta"."""
        near = [unit for unit in self._units[-3:] if unit.kind in ("det", "numbers", "owner")]
        return _GENDERS[self._tongue].get(near[-1].written, "") if near else ""

    def _plural(self, at: int, last: int) -> bool:
        token = self._tokens[at]
        low = token.low if isinstance(token, Token) else ""
        if self._tongue != "de":
            return low.endswith(("s", "x")) and low not in self._book.phrases()
        before = self._units[-1].written if self._units and self._units[-1].kind == "det" else ""
        for unit in reversed(self._units):
            if unit.kind not in ("det", "owner", "colours", "sizes", "emotions", "hair", "weathers"):
                break
            before = unit.written if unit.kind in ("det", "owner") else before
        agent = low.endswith("er") and before in ("die", "diese") and bool(self._book.entries(low))
        if agent and (role := self._book.entries(low)[0]).table == "builds":
            return sex(role.said) != "female"
        listed = last - at > 1 or low in self._book.phrases()
        return not listed and (before or "die") in ("die", "diese", "einige", "viele", "alle", "keine", "seine", "ihre")

    def _best(self, at: int) -> tuple[Entry, int] | None:
        found: list[tuple[int, Entry]] = []
        for last in range(min(len(self._tokens), at + self._book.most_words), at, -1):
            keys = self._keys(at, last)
            found = [
                (last, entry) for key in keys for entry in self._book.entries(key) if self._written_so(at, last, entry)
            ]
            if last == at + 1:
                found = self._distant(at) or found + self._parted(at)
            if found:
                break
        if not found:
            return None
        found = list(dict.fromkeys(found))
        last, entry = min(found, key=lambda one: self._rank(one[1], at))
        self._take_particle(at, entry)
        return entry, last

    def _written_so(self, at: int, last: int, entry: Entry) -> bool:
        """German nouns have capitals, adjectives have none: "weg" is no way, "Gläsern" are glasses."""
        if self._tongue != "de":
            return True
        capital = any(isinstance(one, Token) and one.text[:1].isupper() for one in self._tokens[at:last])
        if capital:
            return entry.table not in _SMALL or not self._units or last - at > 1
        return entry.table not in _CAPITAL

    def _keys(self, at: int, last: int) -> Iterable[str]:
        words = self._tokens[at:last]
        if any(not isinstance(one, Token) for one in words):
            return ()
        plain = [one for one in words if isinstance(one, Token)]
        if len(plain) == 1:
            return self._single(at, plain[0])
        known = bool(self._units) and self._units[-1].kind in ("joint", "name", "pron")
        if known and [one.low for one in plain] == ["gibt", "es"]:
            return ()
        if plain[0].low in _REFLEXIVE[self._tongue] and self._tongue != "es":
            return ()
        heads = self._single(at, plain[0])
        middle = " ".join(one.low for one in plain[1:])
        lasts = " ".join([*(one.low for one in plain[1:-1])])
        ends = (plain[-1].low,) if self._book.entries(plain[-1].low) else bases(plain[-1].text, self._tongue)
        found = [f"{head} {middle}" for head in heads]
        found += [" ".join(part for part in (head, lasts, end) if part) for head in heads for end in ends]
        whole = last == len(self._tokens) or not isinstance(self._tokens[last], Token) or bool(self._tokens[last].raw)  # type: ignore[union-attr]
        written = _as_written(plain)
        found += [f"{head} {written[1]}".strip() for head in (written[0], *(heads if written[1] else ()))]
        if plain[0].raw and whole:
            rest = " ".join(one.raw.lower() for one in plain[1:] if one.raw)
            found += [f"{head} {rest}".replace("’", "'") for head in (plain[0].raw.lower(), *heads)]
        return [key.replace("' ", "'") for key in found]

    def _single(self, at: int, token: Token) -> list[str]:
        found = list(bases(token.text, self._tongue))
        reflexive = [self._reflexive(one) for one in found]
        if self._has_reflexive(at):
            return [*reflexive, *found]
        return found

    def _reflexive(self, base: str) -> str:
        if self._tongue == "es":
            return f"{base}se"
        if self._tongue == "de":
            return f"sich {base}"
        return f"s'{base}" if base[:1] in "aeiouéhê" else f"se {base}"

    def _has_reflexive(self, at: int) -> bool:
        words = _REFLEXIVE[self._tongue]
        near = self._tokens[at - 1 : at + 5] if self._tongue == "de" and at else self._tokens[max(0, at - 2) : at]
        if self._tongue == "de":
            near = self._tokens[max(0, at - 3) : at + 4]
        token = self._tokens[at]
        own = isinstance(token, Token) and self._tongue == "es" and token.low.endswith(("rse", "ndose"))
        return own or any(isinstance(one, Token) and one.low in words for one in near)

    def _parted(self, at: int) -> list[tuple[int, Entry]]:
        """Separable verbs: "hebt ... auf" is "aufheben"."""
        particle = self._particle(at)
        if particle is None:
            return []
        token, part = self._tokens[at], self._tokens[particle]
        if not isinstance(token, Token) or not isinstance(part, Token) or (token.text[0].isupper() and self._units):
            return []
        keys = [part.low + base for base in bases(token.text, "de")]
        keys += [f"sich {key}" for key in keys] if self._has_reflexive(at) else []
        return [
            (at + 1, entry) for key in reversed(keys) for entry in self._book.entries(key) if entry.table in _VERBAL
        ]

    def _distant(self, at: int) -> list[tuple[int, Entry]]:
        """Phrases with words inside: "serre Ken dans ses bras". Their other words are taken with them."""
        token = self._tokens[at]
        if not isinstance(token, Token) or (self._tongue == "de" and token.text[0].isupper() and self._units):
            return []
        particle = self._particle(at)
        part = self._tokens[particle] if particle is not None else None
        found = self._single(at, token)
        if isinstance(part, Token):
            found = [lead + part.low + base for base in found for lead in ("", "sich ")] + found
        for base in found:
            for rest, entry in self._book.tails(base):
                taken = self._tail(at, rest) or self._led(at, rest)
                if taken:
                    self._gone |= taken | ({particle} if particle is not None else set())
                    return [(at + 1, entry)]
        return []

    def _tail(self, at: int, rest: tuple[str, ...]) -> set[int]:
        """Where the later words of a phrase stand, within its clause."""
        for later in range(at + 1, min(at + 10, len(self._tokens))):
            token = self._tokens[later]
            if isinstance(token, Unit) or token.text in _STOPS:
                return set()
            taken = self._matching(later, rest)
            if taken:
                return taken
        return set()

    def _led(self, at: int, rest: tuple[str, ...]) -> set[int]:
        """As in "der sich am Kopf kratzt": in a clause with its verb last they stand before. They mean nothing else."""
        if self._tongue != "de" or not (at + 1 == len(self._tokens) or self._closes(at + 1)):
            return set()
        for before in range(at - 1, max(-1, at - 9), -1):
            token = self._tokens[before]
            if isinstance(token, Unit) or token.text in _STOPS:
                return set()
            taken = self._matching(before, rest)
            if taken and max(taken) < at:
                first, last = self._tokens[min(taken)].start, self._tokens[max(taken)].end
                self._units = [unit for unit in self._units if not (first <= unit.start and unit.end <= last)]
                return taken
        return set()

    def _matching(self, at: int, rest: tuple[str, ...]) -> set[int]:
        """The tokens from here on that are these words; fused ones count as they are written."""
        taken: set[int] = set()
        for word in rest:
            token = self._tokens[at] if at < len(self._tokens) else None
            if not isinstance(token, Token) or word not in (token.low, token.raw.lower()):
                return set()
            taken.add(at)
            at += 1
            second = self._tokens[at] if at < len(self._tokens) else None
            if word != token.low and isinstance(second, Token) and second.start == token.start:
                taken.add(at)
                at += 1
        return taken

    def _particle(self, at: int) -> int | None:
        if self._tongue != "de":
            return None
        for later in range(at + 1, len(self._tokens)):
            token = self._tokens[later]
            if isinstance(token, Unit) or token.text in _STOPS:
                return None
            following = self._tokens[later + 1] if later + 1 < len(self._tokens) else None
            infinitive = isinstance(following, Token) and following.low == "zu"
            closes = following is None or infinitive or self._closes(later + 1)
            if token.low in _PREFIXES and closes:
                return later
            if token.low in ("und", "während", "dann"):
                return None
        return None

    def _closes(self, at: int) -> bool:
        token = self._tokens[at]
        return isinstance(token, Unit) or token.text in _STOPS or token.low in _JOINTS

    def _take_particle(self, at: int, entry: Entry) -> None:
        if any(one[1] == entry for one in self._parted(at)):
            particle = self._particle(at)
            if particle is not None:
                self._gone.add(particle)

    def _rank(self, entry: Entry, at: int) -> tuple[int, int, int, int]:
        token = self._tokens[at]
        parted = any(one[1] == entry for one in self._parted(at))
        reflexive = (
            isinstance(token, Token)
            and self._has_reflexive(at)
            and any(entry in self._book.entries(self._reflexive(one)) for one in bases(token.text, self._tongue))
        )
        due = self._noun_due() and not self._clitic(at)
        capital = self._tongue == "de" and isinstance(token, Token) and token.text[0].isupper() and bool(self._units)
        small = self._tongue == "de" and isinstance(token, Token) and token.text[0].islower()
        order = _NOMINAL if (due or capital) and not (small and not due) else _VERBAL
        exact = isinstance(token, Token) and entry in self._book.entries(token.low)
        rank = order.index(entry.table) if entry.table in order else 50
        if entry.table == "prep" and (self._is_prep(at + 1) or self._is_last(at)):
            return 3, 0, 0, 0
        named = self._tongue == "de" and isinstance(token, Token) and token.text[:1].isupper() and exact
        if named and entry.table in _CAPITAL:
            return 1, 0, 0, rank
        grammar = entry.table in ("prep", "det", "joint", "neg", "pron", "skip", "owner", "aux")
        level = 0 if parted or reflexive else 1 if grammar and exact else 2
        if self._describes(entry) and exact and (self._before_noun(at) or self._after_noun(at)):
            level = 1
        return level, int(entry.table not in order), int(not exact), rank

    def _noun_due(self) -> bool:
        """Whether a noun must come: after an article, a preposition, or an adjective that is no noun's yet."""
        if not self._units or self._units[-1].kind not in _DUE:
            return False
        leads = self._tongue == "de" or self._units[-1].kind not in _AFTER
        return leads or (len(self._units) > 1 and self._units[-2].kind in _DUE - _AFTER)

    def _describes(self, entry: Entry) -> bool:
        haired = self._units[-1:] and "hair" in self._units[-1].said
        return entry.table in ("colours", "sizes") or (entry.table == "hair" and bool(haired))

    def _before_noun(self, at: int) -> bool:
        """As in "el viejo cofre": an article before, a noun after."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if self._tongue == "de" or not self._noun_due() or not isinstance(following, Token):
            return False
        tables = {entry.table for base in bases(following.text, self._tongue) for entry in self._book.entries(base)}
        return not tables.isdisjoint(_CAPITAL) and tables.isdisjoint({"prep", "det", "joint"})

    def _after_noun(self, at: int) -> bool:
        """As in "le couloir sombre": right behind a noun, and no article follows that an object would have."""
        if self._tongue == "de" or not self._units or self._units[-1].kind not in _CAPITAL:
            return False
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        objects = isinstance(following, Token) and any(
            entry.table in ("det", "owner", "numbers") for entry in self._book.entries(following.low)
        )
        return not objects

    def _is_last(self, at: int) -> bool:
        """Whether nothing follows that a preposition could stand before."""
        token = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return token is None or (isinstance(token, Token) and token.text in _STOPS)

    def _is_prep(self, at: int) -> bool:
        token = self._tokens[at] if at < len(self._tokens) else None
        return isinstance(token, Token) and any(entry.table == "prep" for entry in self._book.entries(token.low))

    def _clitic(self, at: int) -> bool:
        """Whether the word before is an object pronoun rather than an article: "elle le ramasse"."""
        if self._tongue == "de" or self._units[-1].kind != "det" or len(self._units) < 2:
            return False
        before = self._units[-2]
        if before.kind == "joint" or (before.kind == "stop" and at > 1):
            return not any(self._verbal(later) for later in self._clause(at + 1)) and self._verbal(at)
        return before.kind in ("pron", "name", "neg", "aux", "clitic", "skip") and at > 0

    def _clause(self, at: int) -> range:
        """The tokens up to the next mark or joint."""
        end = at
        while end < len(self._tokens) and not self._closes(end):
            end += 1
        return range(at, end)

    def _verbal(self, at: int) -> bool:
        token = self._tokens[at]
        if not isinstance(token, Token):
            return False
        found = [entry.table for base in bases(token.text, self._tongue) for entry in self._book.entries(base)]
        return not {"motions", "verbs", "cop"}.isdisjoint(found)
