"""Each word of a sentence gets the one meaning it has there."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from studio.engine import vocabulary
from studio.engine.director.lexicon import Lexicon, Match, labels, lexicon
from studio.engine.director.screenplay import INGREDIENTS
from studio.engine.director.stems import bases
from studio.engine.director.tokens import Token

PRONOUNS: Final = {
    "he": "he", "him": "he", "she": "she", "they": "they", "them": "they", "i": "i", "me": "i",
    "his": "his", "their": "their", "theirs": "their", "my": "my", "her": "her",
}  # fmt: skip
OWNERS: Final = frozenset({"his", "their", "my", "her"})
_NOUNS: Final = frozenset(
    {"props", "sets", "builds", "outfits", "accessories", "hair", "dressing", "weathers", "hours", "sounds"}
)
_VERB_ORDER: Final = (
    "framings", "moves", "angles", "times", "motions", "paces", "weathers", "hours", "emotions", "dressing",
    "props", "sets", "builds", "outfits", "accessories", "hair", "colours", "sounds", "numbers", "plain",
)  # fmt: skip
_NOUN_ORDER: Final = (
    "framings", "moves", "angles", "times", "hair", "builds", "dressing", "outfits", "accessories", "props", "sets",
    "sounds", "weathers", "hours", "colours", "emotions", "paces", "numbers", "plain", "motions",
)  # fmt: skip
_PARTICLES: Final = ("up", "down", "out", "over", "back", "behind", "away")
_PARTED: Final = frozenset({"pick", "put", "set", "lay", "laid", "take", "took", "hold", "held", "hand", "lift", "left",
                            "leave", "throw", "threw", "pull", "give", "gave"})  # fmt: skip
_ACTORS: Final = frozenset({"name", "builds", "pronoun"})
_WORN: Final = frozenset({"outfits", "accessories"})
_LIGHT_VERBS: Final = frozenset({"give", "gave", "take", "took", "make", "made", "do", "did", "have", "had"})
_LOCATED: Final = frozenset({
    "on", "at", "by", "near", "behind", "under", "against", "beside", "to", "toward", "towards", "onto", "along",
    "past", "from", "over", "in", "into", "through", "across", "around",
})  # fmt: skip
_AFTER_SETS: Final = frozenset({"light", "seat", "case", "present", "rose", "bat", "card", "note", "cycle"})
_DRESSED: Final = frozenset({"wear", "wears", "wore", "wearing", "dressed"})
_HAIR_NOUNS: Final = frozenset({"hair", "haired", "bangs", "fringe"})
_COLOURED: Final = frozenset({"hair", "haired", "eyes", "eyed", "skin", "skinned", "eye"})
_UNITS: Final = {"s": 1.0, "sec": 1.0, "secs": 1.0, "second": 1.0, "seconds": 1.0, "min": 60.0, "mins": 60.0,
                 "minute": 60.0, "minutes": 60.0}  # fmt: skip
_NO_LENGTH: Final = frozenset({"later", "ago", "earlier", "before", "after", "pass", "passed", "old"})


class Mark(Struct, frozen=True):
    """Tokens ``first`` up to ``last`` mean ``id`` of table ``kind``.

    Kinds beside the vocabulary's tables: name, pronoun, quote, seconds, lens (the camera that films), unknown.
    """

    kind: str
    id: str
    first: int
    last: int


class Surroundings(Struct, frozen=True):
    """What decides between meanings: names in the film, the set we are at, prop kinds already in the film."""

    names: frozenset[str]
    set: str | None
    props: frozenset[str]


def mark_sentence(tokens: Sequence[Token], around: Surroundings) -> list[Mark]:
    """The meaning of every token, in order."""
    return _Marker(tokens, around).read()


def has_label(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with the name of an ingredient: "Setting: ..."."""
    return len(tokens) > 1 and tokens[0].low in INGREDIENTS and tokens[1].before[:1] == ":"


class _Marker:
    def __init__(self, tokens: Sequence[Token], around: Surroundings) -> None:
        self._tokens = tokens
        self._around = around
        self._words: Lexicon = lexicon()
        self._marks: list[Mark] = []
        self._gone: set[int] = set()
        self._set = self._set_named() or around.set

    def read(self) -> list[Mark]:
        at = 0
        while at < len(self._tokens):
            if at in self._gone:
                at += 1
                continue
            mark = self._special(at) or self._meaning(at)
            self._marks.append(mark)
            at = mark.last
        return self._marks

    def _set_named(self) -> str | None:
        for at in range(len(self._tokens)):
            for match in self._words.matches(self._tokens, at):
                if match.sense.table == "sets" and self._names_set(match) and not self._stands_here(match):
                    return match.sense.id
        return None

    def _stands_here(self, match: Match) -> bool:
        """Whether the phrase also names something painted at the set we are at: "the city" from the rooftop."""
        return any(
            one.sense.table == "dressing"
            and one.length >= match.length
            and one.sense.id.partition("/")[0] == self._around.set
            for one in self._words.matches(self._tokens, match.taken[0])
        )

    def _special(self, at: int) -> Mark | None:
        token = self._tokens[at]
        if token.quote is not None:
            return Mark("quote", token.quote, at, at + 1)
        if token.low in self._around.names and self._is_named(at):
            return self._name(at)
        seconds = self._seconds(at)
        if seconds is not None:
            return seconds
        if at == 0 and has_label(self._tokens):
            return Mark("plain", "adverb", 0, 1)
        timed = bool(self._marks) and self._marks[-1].kind == "seconds"
        if at == 0 or timed or self._tokens[at].before[-1:] in (":", "."):
            label = self._label(at)
            if label is not None:
                return label
        if token.low in PRONOUNS and not (token.low == "i" and not token.capital):
            return self._pronoun(at)
        return None

    def _is_named(self, at: int) -> bool:
        """Names have capitals; a speaker's role that is no other word ("the sergeant") may go without."""
        token = self._tokens[at]
        if token.capital or token.foreign_letters:
            return True
        return at > 0 and self._tokens[at - 1].low == "the" and not self._words.has(token.low)

    def _name(self, at: int) -> Mark:
        last = at + 1
        while last < len(self._tokens) and self._continues_name(last):
            last += 1
        return Mark("name", " ".join(token.text for token in self._tokens[at:last]), at, last)

    def _continues_name(self, at: int) -> bool:
        token, before = self._tokens[at], self._tokens[at - 1]
        titled = before.low in ("mr", "mrs", "ms", "dr")
        joined = not token.before or (titled and token.before == ".")
        return joined and not before.owns and token.low in self._around.names and token.capital and token.text != "I"

    def _seconds(self, at: int) -> Mark | None:
        """An explicit length: "4 s", "(3.5s)" , "2 minutes"."""
        token = self._tokens[at]
        if not token.low[0].isdigit():
            return None
        digits = token.low.rstrip("abcdefghijklmnopqrstuvwxyz")
        glued = token.low[len(digits) :]
        last = at + 1
        unit = glued or (self._tokens[last].low.partition("-")[0] if last < len(self._tokens) else "")
        last += 0 if glued else 1
        if unit not in _UNITS or (last < len(self._tokens) and self._tokens[last].low in _NO_LENGTH):
            return None
        try:
            seconds = float(digits.replace(",", ".")) * _UNITS[unit]
        except ValueError:
            return None
        return Mark("seconds", str(seconds), at, last)

    def _label(self, at: int) -> Mark | None:
        sense = labels().get(self._tokens[at].low)
        if sense is None:
            return None
        if any(
            match.length > 1 and match.sense.table in ("framings", "moves")
            for match in self._words.matches(self._tokens, at)
        ):
            return None
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if (
            following is None
            or following.before[:1] in (":", ".", "-", "–", "—", ",")
            or following.low in ("on", "of", "shot")
        ):
            return Mark(sense.table, sense.id, at, at + 1)
        return None

    def _pronoun(self, at: int) -> Mark:
        word = PRONOUNS[self._tokens[at].low]
        if word == "her" and not self._owns_next(at):
            word = "she"
        return Mark("pronoun", word, at, at + 1)

    def _owns_next(self, at: int) -> bool:
        if at + 1 >= len(self._tokens):
            return False
        following = self._tokens[at + 1]
        if following.before or following.quote is not None:
            return False
        senses = self._words.senses(following.low)
        if any(sense.table in _NOUNS or sense.table == "colours" for sense in senses):
            return True
        plain = [sense.id for sense in senses if sense.table == "plain"]
        if any(group in ("body", "abstract", "adjective") for group in plain):
            return True
        return not senses and not following.low.endswith("ly")

    def _meaning(self, at: int) -> Mark:
        noun = self._noun_position(at)
        if noun and self._only_describes(at):
            return Mark("plain", "adjective", at, at + 1)
        matches = [match for match in self._words.matches(self._tokens, at) if self._allowed(match, noun)]
        if not matches:
            return Mark("unknown", self._tokens[at].low, at, at + 1)
        longest = max(match.length for match in matches)
        order = _NOUN_ORDER if noun else _VERB_ORDER
        best = min(
            (match for match in matches if match.length == longest), key=lambda match: order.index(match.sense.table)
        )
        if best.sense.table == "motions" and best.length == 1:
            best = self._with_particle(at) or best
        return self._taken(best)

    def _only_describes(self, at: int) -> bool:
        """As in "a shining sea": a participle before a noun that does nothing by itself."""
        low = self._tokens[at].low
        if not low.endswith("ing") or at + 1 >= len(self._tokens) or self._tokens[at + 1].before:
            return False
        if any(match.sense.table != "motions" for match in self._words.matches(self._tokens, at)):
            return False
        following = {sense.table for sense in self._words.senses(self._tokens[at + 1].low)}
        return bool(following) and following.isdisjoint({"props", "builds"}) and not following & {"motions"}

    def _taken(self, match: Match) -> Mark:
        self._gone.update(match.taken)
        last = match.taken[0] + 1
        while last in match.taken:
            last += 1
        return Mark(match.sense.table, match.sense.id, match.taken[0], last)

    def _with_particle(self, at: int) -> Match | None:
        """As in "picks the ball up": the particle may come up to five words later."""
        low = self._tokens[at].low
        verb = next((base for base in bases(low) if base in _PARTED), None)
        if verb is None:
            return None
        for later in range(at + 2, min(at + 7, len(self._tokens))):
            token = self._tokens[later]
            if token.before or token.low in ("and", "then", "to", "with"):
                return None
            if token.low in _PARTICLES:
                sense = self._words.phrase((verb, token.low), "motions")
                return Match(sense, (at, later)) if sense else None
        return None

    def _noun_position(self, at: int) -> bool:
        if self._tokens[at].before or self._acts_after_unknown(at):
            return False
        for mark in reversed(self._marks):
            group = mark.id if mark.kind == "plain" else ""
            if mark.kind == "name":
                return self._tokens[mark.last - 1].owns
            if mark.kind == "pronoun":
                return mark.id in OWNERS
            if group == "preposition":
                return self._tokens[mark.first].low != "to"
            if group == "determiner":
                return True
            adjective = group == "adjective" or mark.kind in (
                "colours",
                "hair",
                "emotions",
                "paces",
                "numbers",
                "unknown",
            )
            if not adjective or self._tokens[mark.first].before:
                return False
        return False

    def _acts_after_unknown(self, at: int) -> bool:
        """As in "a dragon lands": a verb with an ending, right after a noun nobody knows."""
        low = self._tokens[at].low
        acts = any(sense.table == "motions" for sense in self._words.senses(low))
        return acts and bool(self._marks) and self._marks[-1].kind == "unknown" and low.endswith(("s", "ed"))

    def _allowed(self, match: Match, noun: bool) -> bool:
        table, at = match.sense.table, match.taken[0]
        if table == "sets":
            return self._names_set(match)
        if table == "moves":
            return not self._goes_further(match)
        if table == "dressing":
            return self._is_dressing(match)
        if table == "motions":
            return self._is_motion(match, noun)
        if table == "hair":
            return match.length > 1 or _stands_alone(match.sense.id) or self._near(at, _HAIR_NOUNS, 3)
        if table == "accessories":
            return self._is_worn(at, match.sense.id)
        if table == "props":
            return self._is_prop(match)
        if table == "colours":
            return self._is_colour(match)
        if table == "weathers":
            acts = match.length == 1 and self._tokens[at].low in ("storms", "stormed", "showers")
            return not (acts and bool(self._marks) and self._marks[-1].kind in _ACTORS)
        if table == "numbers":
            return self._follows(at + 1, frozenset({"builds", "props"}))
        return True

    def _goes_further(self, match: Match) -> bool:
        """Whether a more telling move begins inside this one: "the camera pans" in "the camera pans left"."""
        last = match.taken[-1]
        inner = (
            one for one in self._words.matches(self._tokens, last) if one.sense.table == "moves" and one.length > 1
        )
        return last > match.taken[0] and any(inner)

    def _names_set(self, match: Match) -> bool:
        following = match.taken[-1] + 1
        if following >= len(self._tokens) or self._tokens[following].before or self._tokens[match.taken[-1]].owns:
            return True
        low = self._tokens[following].low
        return low in _AFTER_SETS or not self._words.senses(low, frozenset({"props"}))

    def _is_dressing(self, match: Match) -> bool:
        place = match.sense.id.partition("/")[0]
        if place == "anywhere":
            return True
        if place != self._around.set and self._also_names(match, place):
            return False
        if self._set is not None and place != self._set:
            return False
        kinds = [one.sense.id for one in self._words.matches(self._tokens, match.taken[0])
                 if one.sense.table == "props" and one.length >= match.length]  # fmt: skip
        if not kinds:
            return True
        if any(kind in self._around.props for kind in kinds):
            return False
        return vocabulary.prop_kinds()[kinds[0]].fixed or self._located(match.taken[0])

    def _also_names(self, match: Match, place: str) -> bool:
        """Whether the phrase is a name of the place itself: "the sea" takes us to the beach."""
        matches = self._words.matches(self._tokens, match.taken[0])
        return any(
            one.sense.table == "sets" and one.sense.id == place and one.length >= match.length for one in matches
        )

    def _located(self, at: int) -> bool:
        """Whether the noun is where something is: "on the stone", "by the flowers"."""
        words = [token.low for token in self._tokens[max(0, at - 3) : at]]
        return any(word in _LOCATED for word in words)

    def _is_motion(self, match: Match, noun: bool) -> bool:
        token = self._tokens[match.taken[0]]
        if token.low == "left" and match.length == 1:
            return bool(self._marks) and self._marks[-1].kind in _ACTORS and not noun
        if token.low in ("lights", "lit") and (not self._marks or self._marks[-1].kind not in _ACTORS | _WORN):
            return False
        if match.sense.id == "enter" and match.length > 1 and self._goes_into(match):
            return False
        if not noun or match.length > 1:
            return True
        if token.low.endswith("ing"):
            return not self._ends_phrase(match) and self._follows(match.taken[-1] + 1, frozenset({"props", "builds"}))
        return any(self._tokens[mark.first].low.rstrip("s") in _LIGHT_VERBS for mark in self._marks[-3:])

    def _goes_into(self, match: Match) -> bool:
        """As in "walking in the park": the particle belongs to the place that follows."""
        following = match.taken[-1] + 1
        if self._tokens[match.taken[-1]].low not in ("in", "up") or self._ends_phrase(match):
            return False
        senses = self._words.senses(self._tokens[following].low)
        return any(sense.table in _NOUNS or sense.id in ("determiner", "adjective") for sense in senses)

    def _ends_phrase(self, match: Match) -> bool:
        """Whether the sentence or the phrase ends with these words."""
        following = match.taken[-1] + 1
        return following >= len(self._tokens) or bool(self._tokens[following].before)

    def _is_worn(self, at: int, accessory: str) -> bool:
        if not self._words.senses(self._tokens[at].low, frozenset({"props"})) and accessory not in ("bag", "hat"):
            return True
        for mark in reversed(self._marks):
            word = self._tokens[mark.first].low
            if word in _DRESSED or mark.kind in ("outfits", "accessories"):
                return True
            if word in ("with", "in"):
                before = self._marks[self._marks.index(mark) - 1] if self._marks.index(mark) else None
                return before is not None and before.kind in ("builds", "name", "outfits")
            if mark.kind not in ("colours", "plain", "unknown") or word in _LOCATED:
                return False
        return False

    def _is_prop(self, match: Match) -> bool:
        word = self._tokens[match.taken[0]].low
        if match.sense.id == "camera" and word.startswith("camera") and match.length == 1:
            before = self._tokens[match.taken[0] - 1].low if match.taken[0] else ""
            return before in ("a", "an", "old", "her", "his", "their", "my") or "camera" in self._around.props
        return word != "light" and not (
            word == "present" and match.length == 1 and not self._noun_position(match.taken[0])
        )

    def _is_colour(self, match: Match) -> bool:
        following = match.taken[-1] + 1
        if following >= len(self._tokens):
            return True
        if self._tokens[match.taken[-1]].low in ("rose", "orange", "light", "dark", "fair", "sand", "cream"):
            token = self._tokens[following]
            nouns = frozenset({"props", "outfits", "hair", "colours", "accessories"})
            return not token.before and (token.low in _COLOURED or self._words.has(token.low, nouns))
        return True

    def _near(self, at: int, words: frozenset[str], reach: int) -> bool:
        return any(token.low in words for token in self._tokens[at + 1 : at + 1 + reach])

    def _follows(self, at: int, tables: frozenset[str]) -> bool:
        reach = self._tokens[at : at + 3]
        return any(self._words.has(token.low, tables) for token in reach)


@cache
def _stands_alone(style: str) -> bool:
    return vocabulary.named("hair")[style].values.get("alone", 0) > 0
