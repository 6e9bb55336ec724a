"""Verbs in several places: "hebt ... auf", "serre Ken dans ses bras", "der sich am Kopf kratzt"."""

from functools import cached_property
from typing import Final

from studio.engine.director.tongues.inflection import bases, form
from studio.engine.director.tongues.latin_tokens import Token
from studio.engine.director.tongues.units import Unit
from studio.engine.director.tongues.word_shapes import STOPS, WordShapes
from studio.engine.director.tongues.wordbook import Entry

_PREFIXES: Final = frozenset({
    "auf", "ab", "an", "zu", "um", "hin", "her", "aus", "ein", "weg", "fest", "los", "zurück", "nieder", "vorbei",
    "herein", "hinein", "heraus", "hinaus", "herum", "herunter", "hinunter", "hinauf", "herauf", "davon", "entlang",
    "hoch", "fallen", "umher", "vor", "nach", "mit", "heran", "empor", "zusammen", "hinterher", "hinzu", "hervor",
    "zurecht", "entgegen",
})  # fmt: skip
_VERBAL: Final = frozenset({
    "framings", "moves", "angles", "lenses", "looks", "verbs", "motions", "weathers", "times", "emotions",
})  # fmt: skip
_NEAR: Final = (("sich",), ("es",))


def _styled(word: str) -> tuple[str, ...]:
    """As in "Film-noir-Stil", "Aquarellstil": what it is the style of, with and without hyphens."""
    plain = word.removesuffix("stil").removesuffix("look").removesuffix("optik").rstrip("-")
    parts = (plain, plain.replace("-", " "), plain.replace("-", "")) if plain != word or "-" in word else ()
    return tuple(dict.fromkeys(part for part in parts if part))


class PartedVerbs(WordShapes):
    """Finds them; their later words are taken with them."""

    def _single(self, at: int, token: Token) -> list[str]:
        """What a word may be listed as; with its reflexive first where one stands near."""
        if at not in self._singles:
            self._singles[at] = self._listed_as(at, token)
        return self._singles[at]

    def _listed_as(self, at: int, token: Token) -> list[str]:
        found = [*bases(token.text, self._tongue), *(_styled(token.low) if self._tongue == "de" else ())]
        reflexive = [self._reflexive(one) for one in found]
        if self._has_reflexive(at):
            return [*reflexive, *found]
        done = self._tongue != "de" and form(token.low, self._tongue) == "participle"
        return [*found, *reflexive] if done else found

    @cached_property
    def _singles(self) -> dict[int, list[str]]:
        """What the words were found to be listed as, by where they stand."""
        return {}

    @cached_property
    def _particles(self) -> dict[int, int | None]:
        """Where the particles of verbs were found, by where the verbs stand."""
        return {}

    def _particle(self, at: int) -> int | None:
        if self._tongue != "de":
            return None
        if at not in self._particles:
            self._particles[at] = self._later_particle(at)
        return self._particles[at]

    def _later_particle(self, at: int) -> int | None:
        for later in range(at + 1, len(self._tokens)):
            token = self._tokens[later]
            if isinstance(token, Unit) or token.text in STOPS:
                return None
            following = self._tokens[later + 1] if later + 1 < len(self._tokens) else None
            infinitive = isinstance(following, Token) and following.low == "zu"
            closes = following is None or infinitive or self._closes(later + 1)
            if token.low in _PREFIXES and closes:
                return later
            if token.low in ("und", "während"):
                return None
        return None

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
        if self._tongue != "de" and self._units and self._units[-1].kind in ("owner", "numbers"):
            return []
        particle = self._particle(at)
        part = self._tokens[particle] if particle is not None else None
        found: list[str] = self._single(at, token)
        if isinstance(part, Token):
            found = [lead + part.low + base for base in found for lead in ("", "sich ")] + found
        written = self._written
        for base in found:
            for rest, entry in self._book.tails(base):
                if self._tongue == "fr" and rest in (("dans",), ("sur",), ("derrière",), ("vers",)):
                    continue
                if not written.issuperset(rest) or (rest in _NEAR and not self._near(at, rest[0])):
                    continue
                taken = self._tail(at, rest) or self._led(at, rest)
                if taken:
                    self._gone |= taken | ({particle} if particle is not None else set())
                    return [(at + 1, entry)]
        return []

    def _near(self, at: int, word: str) -> bool:
        """Whether a small word stands right behind a verb, or a reflexive in its clause: "gibt es", "legt sich"."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        close = isinstance(following, Token) and following.low == word
        return (close and word != "es") or (word == "sich" and self._has_reflexive(at))

    @cached_property
    def _written(self) -> set[str]:
        """Every word of the sentence, fused ones whole and parted."""
        words = [one for one in self._tokens if isinstance(one, Token)]
        return {one.low for one in words} | {one.raw.lower() for one in words}

    def _tail(self, at: int, rest: tuple[str, ...]) -> set[int]:
        """Where the later words of a phrase stand, within its clause."""
        for later in range(at + 1, min(at + 10, len(self._tokens))):
            token = self._tokens[later]
            if isinstance(token, Unit) or token.text in STOPS:
                return set()
            ahead = self._tokens[later - 1]
            led = isinstance(ahead, Token) and ahead.low in ("à", "dans", "de", "sur", "par") and later - 1 > at
            if led and self._tongue == "fr" and rest[0] in ("la", "le", "les", "l'"):
                continue
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
            if isinstance(token, Unit) or token.text in STOPS:
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
        for number, word in enumerate(rest):
            if number and self._only_measures(at, word):
                taken.add(at)
                at += 1
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

    def _only_measures(self, at: int, word: str) -> bool:
        """As in "un grand coup d'épée", "un fuerte golpe": an adjective of size inside a phrase that has none."""
        token = self._tokens[at] if at < len(self._tokens) else None
        if not isinstance(token, Token) or word == token.low:
            return False
        found = [one.table for base in bases(token.text, self._tongue) for one in self._book.entries(base)]
        return "sizes" in found or (not found and token.low.isalpha())

    def _take_particle(self, at: int, entry: Entry) -> None:
        if any(one[1] == entry for one in self._parted(at)):
            particle = self._particle(at)
            if particle is not None:
                self._gone.add(particle)
