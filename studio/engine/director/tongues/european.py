"""The words of a Spanish, French or German sentence, each with its meaning: units in the order they are written."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from studio.engine.director.lexicon import given_names
from studio.engine.director.tongues.compounds import compound, place_of
from studio.engine.director.tongues.european_senses import ongoing
from studio.engine.director.tongues.french_words import small_word
from studio.engine.director.tongues.heard import with_sounds
from studio.engine.director.tongues.inflection import bases, diminutive, first_person, form
from studio.engine.director.tongues.latin_tokens import Token, tokens_of
from studio.engine.director.tongues.numerals import seconds_at
from studio.engine.director.tongues.parted_verbs import PartedVerbs
from studio.engine.director.tongues.units import AIR, CAMERA, Unit
from studio.engine.director.tongues.word_shapes import CAPITAL, REFLEXIVE, STOPS
from studio.engine.director.tongues.wordbook import Entry, english

__all__ = ["Marker", "Token", "tokens_of"]

_NOMINAL: Final = ("props", "sets", "builds", "outfits", "accessories", "dressing", "body", "weathers", "hours",
                   "sounds", "hair", "framings", "moves", "angles", "lenses", "looks",
                   "colours", "sizes", "numbers", "times")  # fmt: skip
_VERBAL: Final = ("framings", "moves", "angles", "lenses", "looks", "verbs", "motions", "weathers", "times", "emotions")
_AFTER: Final = frozenset({"colours", "sizes", "hair", "emotions"})
_INSIDE: Final = {"es": re.compile(r"\bde (?:el|la|los|las) "), "fr": re.compile(r"\b(?:de (?:le|la|les|l')|des) ?")}
_OF: Final = {"es": "de ", "fr": "de "}
_ARTICLES: Final = frozenset({"el", "la", "los", "las", "le", "les", "l'", "des"})
_PAIR: Final = 2
_LEADING: Final = frozenset({"prep", "det", "numbers", "owner"})
_PRONOUNS: Final = frozenset({"le", "la", "les", "los", "las", "l'"})
_LITTLE: Final = frozenset({"props", "dressing", "sets"})
_DUE: Final = frozenset({"det", "owner", "numbers", "colours", "sizes", "prep", "hair", "emotions"})


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


def _without_articles(head: str, rest: str, tongue: str) -> str:
    """As in "cubo de la basura", listed as "cubo de basura"; "" where no article stands inside."""
    bare = _INSIDE[tongue].sub(_OF[tongue], rest) if tongue in _INSIDE else rest
    return f"{head} {bare}" if bare != rest else ""


class Marker(PartedVerbs):
    """Gives each word of one sentence its meaning."""

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
        return with_sounds(self._units)

    def _one(self, at: int, token: Token) -> int:
        if token.text in STOPS:
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
        if best is None and self._tongue == "de" and (doing := ongoing(self._opening(token), self._book)):
            self._units.append(Unit("sizes", doing, token.start, token.end, "", token.low))
            return at + 1
        if best is None:
            self._units.append(Unit("unknown", token.text, token.start, token.end, form(token.low, self._tongue)))
            return at + 1
        entry, last = best
        if entry.table == "pron" and last > at + 1 and self._is_relative(at):
            entry, last = Entry("rel", "that"), at + 1
        entry = self._detailed(entry, last)
        if entry.table == "owner" and token.low == "ihr" and not self._noun_follows(last):
            entry = Entry("clitic", "dative")
        if entry.table == "det" and token.low in ("der", "die", "das", "den", "dem") and self._is_relative(at):
            entry = Entry("rel", "that")
        elif entry.table == "det" and token.low in ("der", "die", "das") and self._takes_up(at):
            entry = Entry("pron", "the latter")
        end = self._tokens[last - 1].end
        told = entry.table == "motions" and self._tongue == "es" and not self._noun_due()
        if told and first_person(token.low, self._book):
            self._units.append(Unit("pron", "i", token.start, token.start))
        if entry.table == "builds" and last > at + 1 and token.low in ("der", "die", "das", "el", "la", "le"):
            self._units.append(Unit("det", "the", token.start, token.end, "", token.low))
        shape = self._form(entry, at, last)
        unit = Unit(entry.table, entry.said, token.start, end, shape, token.low)
        self._units += self._made_small(token, unit) if last == at + 1 else [unit]
        return last

    def _detailed(self, entry: Entry, last: int) -> Entry:
        """As in "plano detalle de una llave": of a thing an insert, of eyes or hands an extreme close-up."""
        if entry.said != "insert shot or extreme close-up":
            return entry
        clause = [one for one in self._tokens[last : last + 5] if isinstance(one, Token)]
        tables = {
            entry.table
            for one in clause
            for base in bases(one.text, self._tongue)
            for entry in self._book.entries(base)
        }
        return Entry("framings", "extreme close-up" if "body" in tables else "insert shot")

    def _made_small(self, token: Token, unit: Unit) -> list[Unit]:
        """As in "ratoncito", "Blümchen": a diminutive that is not listed is a small one of what is."""
        if unit.kind not in _LITTLE or not diminutive(token.low, self._tongue, self._book):
            return [unit]
        small = Unit("sizes", "small", token.start, token.start, "", token.low)
        led = bool(self._units) and self._units[-1].kind in _LEADING
        return [small, unit] if led or self._tongue == "de" else [unit, small]

    def _opening(self, token: Token) -> str:
        """A word in small letters where only the beginning of a sentence gives it a capital."""
        opens = not self._units or (self._units[-1].kind == "stop" and self._units[-1].said in ":.!?")
        return token.low if opens else token.text

    def _grammatical(self, at: int, token: Token) -> tuple[str, str] | None:
        """Small words whose meaning hangs on what stands beside them: "des oiseaux", "weder ... noch", ", bis ..."."""
        before = self._units[-1] if self._units else None
        if token.low == "se" and self._tongue == "es" and self._hands_over(at + 2):
            return "clitic", "dative"
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if token.low == "lui" and before is None and isinstance(after, Token) and after.text == ":":
            return "pron", "he"
        if token.low == "noch" and any(unit.said == "nor" for unit in self._units):
            return "joint", "nor"
        if token.low == "bis" and self._tongue == "de" and before is not None and before.kind == "stop":
            return "joint", "until"
        described = isinstance(after, Token) and any(one.table in ("sizes", "colours") for base in bases(
            after.text, self._tongue) for one in self._book.entries(base))  # fmt: skip
        if token.low == "plus" and described and before is not None and before.kind == "det" and self._tongue == "fr":
            return "skip", ""
        beside = after.low if isinstance(after, Token) else ""
        timed = self._tongue == "fr" and token.low in ("plan", "durée") and self._seconds_at(at + 2)
        small = small_word(token.low, beside, timed=timed, units=self._units) if self._tongue == "fr" else None
        if small is not None:
            return small
        if token.low in ("pas", "point") and self._tongue == "fr" and before is not None and before.kind in _LEADING:
            return "unknown", token.text
        if token.low == "uhr" and before is not None and before.kind == "numbers":
            self._units.pop()
            return "skip", ""
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        none = isinstance(after, Token) and after.low in ("personne", "rien", "aucun", "aucune", "de", "d'")
        if token.low == "plus" and self._tongue == "fr" and none and (before is None or before.kind == "stop"):
            return "skip", ""
        acted = before is not None and before.kind in ("motions", "verbs")
        if token.low in ("dann", "danach", "daraufhin", "anschließend") and self._tongue == "de" and acted:
            return "skip", ""
        apart = self._tongue == "de" and token.low == "zu" and self._is_last(at)
        if apart and any(one.kind in ("motions", "verbs") for one in self._units):
            return "skip", ""
        if token.low == "lang" and before is not None and before.kind == "seconds":
            return "skip", ""
        if (
            token.low == "plus"
            and self._tongue == "fr"
            and any(isinstance(one, Token) and one.low in ("ne", "n'") for one in self._tokens[max(0, at - 4) : at])
        ):
            return "neg", "not"
        nouns = (*CAPITAL, "colours", "hair", "name", "unknown", "framings", "angles", "moves")
        best = self._best(at) if token.low == "des" and self._tongue == "fr" else None
        if best is not None and best[1] > at + 1:
            return None
        if token.low == "des" and self._tongue == "fr" and (before is None or before.kind not in nouns):
            return "det", ""
        return None

    def _seconds_at(self, at: int) -> bool:
        """As in "plan de 6 secondes": a length of time stands here."""
        token = self._tokens[at] if at < len(self._tokens) else None
        return isinstance(token, Token) and self._seconds(at, token) is not None

    def _compound(self, token: Token) -> bool:
        found = compound(token.text, self._book)
        if found is None:
            return False
        material, entry, cut = found
        if material:
            self._units.append(Unit("sizes", material, token.start, token.start + cut))
        many = entry.table in ("builds", "props", "dressing") and self._plural_head(token.text[cut:])
        self._units.append(Unit(entry.table, entry.said, token.start, token.end, "plural" if many else "", token.low))
        place = place_of(token.text[:cut], self._book) if entry.table in ("dressing", "props") else None
        if place is not None:
            self._units.append(Unit("prep", "of", token.end, token.end))
            self._units.append(Unit("det", "the", token.end, token.end))
            self._units.append(Unit("sets", place.said, token.start, token.start + cut))
        return True

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

    def _best(self, at: int) -> tuple[Entry, int] | None:
        found: list[tuple[int, Entry]] = []
        token = self._tokens[at]
        heads = [*self._single(at, token), token.raw.lower()] if isinstance(token, Token) else []
        for last in range(self._reach(at, heads), at, -1):
            keys = self._keys(at, last)
            found = [
                (last, entry) for key in keys for entry in self._book.entries(key) if self._written_so(at, last, entry)
            ]
            if last == at + 1:
                found = self._distant(at) or found + self._parted(at)
            elif found and last == at + 2 and self._tongue == "de" and self._has_reflexive(at):
                found = self._distant(at) or found
            if found:
                break
        if not found:
            return None
        found = list(dict.fromkeys(found))
        last, entry = min(found, key=lambda one: self._rank(one[1], at))
        self._take_particle(at, entry)
        return entry, last

    def _reach(self, at: int, heads: Sequence[str]) -> int:
        """Where a phrase that begins with one of these ends at the latest: inside it stand only words it may have."""
        most = min(len(self._tokens), at + self._book.most_words, at + self._book.reach(heads))
        behind: set[str] = self._book.behind(heads) if most > at + _PAIR else set()
        for later in range(at + 1, most):
            token = self._tokens[later]
            if isinstance(token, Unit):
                return later
            inside = not token.raw or token.low in _ARTICLES or token.low in behind or token.raw.lower() in behind
            if not inside:
                return later + 1
        return most

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
        if plain[0].low in REFLEXIVE[self._tongue] and self._tongue != "es":
            return ()
        first = plain[0].low
        led = self._tongue == "es" and first.endswith("o") and self._is_prep(at)
        heads = [first] if led else self._single(at, plain[0])
        middle = " ".join(one.low for one in plain[1:])
        lasts = " ".join([*(one.low for one in plain[1:-1])])
        ends = (plain[-1].low,) if self._book.entries(plain[-1].low) else bases(plain[-1].text, self._tongue)
        found = [f"{head} {middle}" for head in heads]
        found += [" ".join(part for part in (head, lasts, end) if part) for head in heads for end in ends]
        found += [bare for head in heads if (bare := _without_articles(head, middle, self._tongue))]
        whole = last == len(self._tokens) or not isinstance(self._tokens[last], Token) or bool(self._tokens[last].raw)  # type: ignore[union-attr]
        written = _as_written(plain)
        found += [f"{head} {written[1]}".strip() for head in (written[0], *(heads if written[1] else ()))]
        if plain[0].raw and whole:
            rest = " ".join(one.raw.lower() for one in plain[1:] if one.raw)
            found += [f"{head} {rest}".replace("’", "'") for head in (plain[0].raw.lower(), *heads)]
        return [key.replace("' ", "'") for key in found]

    def _rank(self, entry: Entry, at: int) -> tuple[int, int, int, int]:
        token = self._tokens[at]
        parted = any(one[1] == entry for one in self._parted(at))
        reflexive = (
            isinstance(token, Token)
            and self._has_reflexive(at)
            and any(entry in self._book.entries(self._reflexive(one)) for one in bases(token.text, self._tongue))
        )
        opens = self._article_next(at) and self._verbal(at)
        coloured = opens and self._units[-1:] and self._units[-1].kind == "colours"
        due = (self._noun_due() and not self._clitic(at) and not coloured) or self._alone(at)
        capital = self._tongue == "de" and isinstance(token, Token) and token.text[0].isupper() and bool(self._units)
        small = self._tongue == "de" and isinstance(token, Token) and token.text[0].islower()
        order = _NOMINAL if (due or capital) and not (small and not due) else _VERBAL
        exact = isinstance(token, Token) and entry in self._book.entries(token.low)
        rank = order.index(entry.table) if entry.table in order else 50
        told = isinstance(token, Token) and self._tongue == "es" and not exact and token.low.endswith("o")
        if told and entry.table in ("motions", "verbs") and self._noun_too(token):
            return 3, 0, 0, rank
        if entry.table == "weathers" and opens and not due and self._units:
            return 3, 0, 0, rank
        if entry.table == "prep" and self._units[-1:] and self._units[-1].said == "a":
            return 3, 0, 0, 0
        if entry.table == "prep" and (self._is_prep(at + 1) or self._is_last(at)):
            return 3, 0, 0, 0
        named = self._tongue == "de" and isinstance(token, Token) and token.text[:1].isupper() and exact
        if named and entry.table in CAPITAL:
            return 1, 0, 0, rank
        grammar = entry.table in ("prep", "det", "joint", "neg", "pron", "skip", "owner", "aux")
        level = 0 if parted or reflexive else 1 if grammar and exact else 2
        listed = [one.kind for one in self._units[-2:]]
        alike = len(listed) > 1 and listed[1] == "joint" and (
            listed[0] in ("colours", "sizes", "hair") or self._units[-2].said.endswith(" hair")
        )  # fmt: skip
        if self._describes(entry) and alike and not self._article_next(at):
            return -1, 0, 0, rank
        linked = self._tongue == "fr" and self._units[-1:] and self._units[-1].kind == "cop" and exact
        if linked and entry.table == "sizes" and isinstance(token, Token) and form(token.low, "fr") != "participle":
            level = 1
        after_mark = self._units[-1:] and self._units[-1].kind == "stop" and len(self._units) > 1
        if (
            after_mark
            and entry.table == "sizes"
            and isinstance(token, Token)
            and exact
            and form(token.low, self._tongue) == "participle"
        ):
            level = 1
        if self._describes(entry) and self._listed(entry, at) and (self._before_noun(at) or self._after_noun(at)):
            level = 1
        return level, int(entry.table not in order), int(not exact), rank

    def _noun_too(self, token: Token | Unit) -> bool:
        """As in "pelo": hair rather than what I peel."""
        return isinstance(token, Token) and any(
            entry.table in ("body", *CAPITAL) for entry in self._book.entries(token.low)
        )  # fmt: skip

    def _listed(self, entry: Entry, at: int) -> bool:
        """Whether a word stands in the list as it is written, or in the plural: "cheveux roses"."""
        token = self._tokens[at]
        if not isinstance(token, Token):
            return False
        haired = self._units[-1:] and self._units[-1].kind in ("hair", *CAPITAL)
        return entry in self._book.entries(token.low) or bool(
            haired and entry.table == "colours" and entry in self._book.entries(token.low.removesuffix("s"))
        )

    def _noun_due(self) -> bool:
        """Whether a noun must come: after an article, a preposition, or an adjective that is no noun's yet."""
        last = [unit for unit in self._units[-3:] if unit.kind != "skip" or unit.written != "plus"]
        if self._tongue == "fr" and last and last[-1].kind == "joint" and last[-1].said == "nor":
            return True
        if not last or last[-1].kind not in _DUE:
            return False
        if last[-1].kind == "hair" and last[-1].said in english()["hairdos"]:
            return False
        leads = self._tongue == "de" or last[-1].kind not in _AFTER
        return leads or (len(last) > 1 and last[-2].kind in _DUE - _AFTER)

    def _article_next(self, at: int) -> bool:
        """As in "et brise la petite table": an object follows, so that the word is a verb."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return self._tongue != "de" and isinstance(following, Token) and any(
            entry.table in ("det", "owner") for entry in self._book.entries(following.low)
        )  # fmt: skip

    def _alone(self, at: int) -> bool:
        """As in "plan large, marché, soir": a word between marks, where nobody has acted yet, is a noun."""
        following = self._tokens[at + 1 : at + 2]
        described = self._describes_alone(at + 1)
        ends = not following or described or (isinstance(following[0], Token) and following[0].text in STOPS)
        told = any(unit.kind not in (*CAMERA, *AIR, "sets", "stop", "numbers") for unit in self._units)
        return ends and not told and self._units[-1:] != [] and self._units[-1].kind == "stop"

    def _describes_alone(self, at: int) -> bool:
        """As in "marché bondé,", "pelo corto,": an adjective with a mark behind it."""
        token = self._tokens[at] if at < len(self._tokens) else None
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        closes = after is None or (isinstance(after, Token) and after.text in STOPS)
        return self._tongue != "de" and closes and isinstance(token, Token) and any(
            entry.table in ("colours", "sizes", "hair") for entry in self._book.entries(token.low)
        )  # fmt: skip

    def _describes(self, entry: Entry) -> bool:
        listed = len(self._units) > 1 and self._units[-1].kind == "joint"
        haired = any("hair" in unit.said for unit in self._units[-3 if listed else -1 :])
        return entry.table in ("colours", "sizes") or (entry.table == "hair" and haired)

    def _before_noun(self, at: int) -> bool:
        """As in "el viejo cofre": an article before, a noun after."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if self._tongue == "de" or not self._noun_due() or not isinstance(following, Token):
            return False
        tables = {entry.table for base in bases(following.text, self._tongue) for entry in self._book.entries(base)}
        if self._verbal(at + 1) and self._article_next(at + 1):
            return False
        return not tables.isdisjoint(CAPITAL) and tables.isdisjoint({"prep", "det", "joint"})

    def _after_noun(self, at: int) -> bool:
        """As in "le couloir sombre": right behind a noun, and no article follows that an object would have."""
        strange = len(self._units) > 1 and self._units[-1].kind == "unknown" and self._units[-2].kind == "det"
        known = bool(self._units) and self._units[-1].kind in (*CAPITAL, "lens")
        if self._tongue == "de" or not (known or strange):
            return False
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        gerund = self._tongue == "es" and isinstance(following, Token) and form(following.low, "es") == "gerund"
        if gerund and not self._only_describes(at):
            return False
        objects = isinstance(following, Token) and any(
            entry.table in ("det", "owner", "numbers") for entry in self._book.entries(following.low)
        )
        if isinstance(self._tokens[at], Token) and self._goes_alone(at):
            return False
        return not objects

    def _goes_alone(self, at: int) -> bool:
        """Whether a word that may be a verb of going is the only one of its clause: "una chica baja con una maleta"."""
        token = self._tokens[at]
        other = any(self._verbal(later) for later in self._clause(at + 1)) or any(
            unit.kind in ("motions", "verbs", "cop") for unit in self._units
        )
        return self._tongue == "es" and isinstance(token, Token) and self._goes(token) and not other

    def _goes(self, token: Token) -> bool:
        """As in "baja": short, or goes down."""
        verbs = {entry.said for base in bases(token.text, self._tongue)[1:] for entry in self._book.entries(base)}
        return not verbs.isdisjoint({"climb", "climb down", "pass", "cross"})

    def _only_describes(self, at: int) -> bool:
        token = self._tokens[at]
        if not isinstance(token, Token):
            return False
        entries = self._book.entries(token.low)
        return bool(entries) and all(self._describes(entry) for entry in entries) and not self._goes(token)

    def _clitic(self, at: int) -> bool:
        """Whether the word before is an object pronoun rather than an article: "elle le ramasse"."""
        if self._tongue == "de" or self._units[-1].kind != "det" or len(self._units) < _PAIR:
            return False
        if self._units[-1].said == "a":
            return False
        before = self._units[-2]
        if before.kind == "joint" or (before.kind == "stop" and at > 1):
            token = self._tokens[at]
            heard = isinstance(token, Token) and any(one.table == "sounds" for one in self._book.entries(token.low))
            if heard and not any(one.kind in ("motions", "verbs") for one in self._units):
                return False
            somebody = isinstance(token, Token) and any(one.table == "builds" for one in self._book.entries(token.low))
            other = any(self._verbal(later) for later in self._clause(at + 1))
            done = isinstance(token, Token) and form(token.low, self._tongue) == "participle"
            return not somebody and not other and not done and self._verbal(at)
        if self._told_of(before) and self._units[-1].written in _PRONOUNS:
            token = self._tokens[at]
            noun = isinstance(token, Token) and any(one.table in CAPITAL for one in self._book.entries(token.low))
            return not noun and self._verbal(at) and not self._acted()
        return before.kind in ("pron", "name", "neg", "aux", "clitic", "skip") and at > 0

    def _acted(self) -> bool:
        """Whether a verb stands since the last mark."""
        for unit in reversed(self._units):
            if unit.kind in ("stop", "joint", "rel"):
                return False
            if unit.kind in ("motions", "verbs"):
                return True
        return False

    def _told_of(self, before: Unit) -> bool:
        """Whether a noun, adjectives behind it or not, stands right before what may be a pronoun or an article."""
        if before.kind in _AFTER and len(self._units) > _PAIR:
            before = self._units[-3]
        return before.kind in CAPITAL
