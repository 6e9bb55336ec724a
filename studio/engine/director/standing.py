"""What a sentence's words mean so far, and what stands round the one to be judged."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from studio.engine import vocabulary
from studio.engine.director.lexicon import Lexicon, Match, lexicon
from studio.engine.director.tokens import Token

OWNERS: Final = frozenset({"his", "their", "my", "her"})
NOUNS: Final = frozenset(
    {"props", "sets", "builds", "outfits", "accessories", "hair", "dressing", "weathers", "hours", "sounds"}
)
SAYING: Final = frozenset({"talk", "shout", "whisper"})
"""Motions that only say who speaks, where a quotation stands beside them."""
HEARD: Final = frozenset({"audio", "sound", "sounds", "sfx", "music", "ambience"})
"""Labels after which all is heard, not seen."""
_LOCATED: Final = frozenset({
    "on", "at", "by", "near", "behind", "under", "against", "beside", "to", "toward", "towards", "onto", "along",
    "past", "from", "over", "in", "into", "through", "across", "around",
})  # fmt: skip
_LIT: Final = frozenset({"lights", "lit"})
_SHORT: Final = 6
"""Letters of the longest noun with the ending of a participle that is none: "string", "king"."""
_ALONE: Final = frozenset({"other", "others", "both", "all", "each", "another"})
_MOTIONS: Final = frozenset({"motions"})
_DRESSING: Final = frozenset({"dressing"})
_DOING: Final = frozenset({"motions", "emotions"})
_SINGLED: Final = frozenset({
    "eldest", "oldest", "youngest", "older", "younger", "taller", "tallest", "shorter", "smaller", "smallest", "first",
    "second", "third", "last",
})  # fmt: skip
_ACTORS: Final = frozenset({"name", "builds", "pronoun"})


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


class Standing:
    """One sentence under marking. ``marks`` are those read so far, a list that grows."""

    def __init__(self, tokens: Sequence[Token], around: Surroundings, marks: Sequence[Mark]) -> None:
        self.tokens = tokens
        self.around = around
        self.marks = marks
        self.words: Lexicon = lexicon()
        self._matches: dict[int, list[Match]] = {}

    def matches(self, at: int) -> list[Match]:
        """Every phrase of the vocabulary that begins at this token, longest first."""
        if at not in self._matches:
            self._matches[at] = self.words.matches(self.tokens, at)
        return self._matches[at]

    def noun_position(self, at: int) -> bool:
        """Whether a noun is due here: after "the", "her", "a red", "in"."""
        lights = self.tokens[at].low in _LIT and self.takes_object(at + 1)
        if self.tokens[at].before or lights or self._acts_after_unknown(at):
            return False
        if self._after_unknown_verb() or self._is_counted(at):
            return True
        if self._dressed_in_colour() and self.words.has(self.tokens[at].low, frozenset({"motions"})):
            return False
        for mark in reversed(self.marks):
            group = mark.id if mark.kind == "plain" else ""
            if mark.kind in ("name", "builds", "props"):
                return self.tokens[mark.last - 1].owns
            if mark.kind == "pronoun":
                return mark.id in OWNERS
            if group == "preposition" and self._is_inside_only(mark, at):
                return False
            if group == "preposition":
                return self.tokens[mark.first].low != "to" and not self._comes_first(at)
            if group == "determiner":
                if self._is_relative(mark, at):
                    return False
                alone = self.tokens[mark.first].low in _ALONE and mark is self.marks[-1]
                told = self.comes_noun(at) and not self._is_participle(at)
                return not (alone and self.words.has(self.tokens[at].low, _MOTIONS) and not told)
            if self._is_side_of(mark, at):
                return True
            if group == "adjective" and mark is self.marks[-1] and self._is_singled_out(mark, at):
                return False
            if mark.kind == "sets":
                part = any(
                    one.id.startswith(f"{mark.id}/") for one in self.words.senses(self.tokens[at].low, _DRESSING)
                )
                done = self.tokens[at].low.endswith("ing") or (not part and self._is_only_verb(at))
                return self._is_within(mark) and not done
            if (mark.kind == "hair" and stands_alone(mark.id)) or (mark.kind == "sizes" and mark.last - mark.first > 2):
                return False
            adjective = group == "adjective" or mark.kind in (
                "colours",
                "hair",
                "emotions",
                "paces",
                "numbers",
                "sizes",
                "materials",
                "unknown",
            )
            if mark.kind == "motions" and mark is not self.marks[-1]:
                return True
            if group == "adjective" and self.tokens[mark.first].before and self.tokens[at].low.endswith("s"):
                return self.words.has(self.tokens[at].low, NOUNS)
            if not adjective or self.tokens[mark.first].before:
                return False
        return False

    def _is_inside_only(self, mark: Mark, at: int) -> bool:
        """As in "a bottle with a letter inside rolls": the word for where is done, and a verb comes."""
        last = mark is self.marks[-1] and self.tokens[mark.first].low in ("inside", "outside", "nearby")
        return last and self.tokens[at].low.endswith("s") and self.words.has(self.tokens[at].low, _MOTIONS)

    def _is_relative(self, mark: Mark, at: int) -> bool:
        """As in "the wolf that hides": right after a noun, "that" leads to what it does."""
        before = self.marks[-2] if len(self.marks) > 1 and mark is self.marks[-1] else None
        that = self.tokens[mark.first].low == "that" and not self.tokens[mark.first].before
        noun = before is not None and before.kind in ("props", "builds", "name", "unknown", "dressing")
        acts = self.words.has(self.tokens[at].low, _MOTIONS) and self.tokens[at].low.endswith(("s", "ed"))
        return that and noun and acts

    def _is_side_of(self, mark: Mark, at: int) -> bool:
        """As in "the left boot": which of two."""
        side = mark is self.marks[-1] and mark.id == "adverb" and self.tokens[mark.first].low in ("left", "right")
        return (
            side
            and mark.first > 0
            and self.tokens[mark.first - 1].low in ("the", *OWNERS)
            and (self.comes_noun(at) or self._is_named_only(at))
        )

    def _is_named_only(self, at: int) -> bool:
        """As in "in the left boot.": nothing comes after it, and it has no ending of a verb."""
        ends = at + 1 >= len(self.tokens) or bool(self.tokens[at + 1].before)
        return ends and not self.tokens[at].low.endswith(("s", "ed", "ing"))

    def _is_singled_out(self, mark: Mark, at: int) -> bool:
        """As in "the eldest reads": one of several, and what they do."""
        low = self.tokens[at].low
        acts = low.endswith("s") and self.words.has(low, _MOTIONS) and not self.words.has(low, NOUNS)
        return acts and self.tokens[mark.first].low in _SINGLED

    def _comes_first(self, at: int) -> bool:
        """As in "Out comes a rabbit", "In walks Mia": a verb right after a particle that opens the sentence."""
        opens = at == 1 and self.tokens[0].low in ("out", "in", "up", "down", "off", "over", "along")
        return opens and self.tokens[at].low.endswith("s") and self.words.has(self.tokens[at].low, _MOTIONS)

    def _is_counted(self, at: int) -> bool:
        """As in "two guards with spears", "two black scrolls", "two sleeping guards": a plural after its number."""
        traits = ("colours", "sizes", "materials")
        told = (mark for mark in reversed(self.marks) if mark.kind not in traits and mark.id != "adjective")
        last = next(told, None)
        counted = last is not None and last.kind == "numbers"
        alone = last is not None and self.tokens[last.first].low in _ALONE
        if counted and not alone and self._is_participle(at) and self.comes_noun(at + 1):
            return True
        return (
            counted
            and self.tokens[at].low.endswith("s")
            and self.words.has(self.tokens[at].low, frozenset({"builds", "props"}))
        )

    def _is_within(self, mark: Mark) -> bool:
        """As in "on the temple steps", "sweeps the temple steps": what follows a place right away is a part of it."""
        before = [one for one in self.marks if one.first < mark.first][-2:]
        done_to = len(before) == 2 and before[0].kind in ("motions", "unknown") and before[1].id == "determiner"
        return done_to or any(one.kind == "plain" and one.id == "preposition" for one in before)

    def _is_only_verb(self, at: int) -> bool:
        """As in "a boy on a hill waves": somebody is there, and nothing else that they could do."""
        acts = self.words.has(self.tokens[at].low, _MOTIONS) and self.tokens[at].low.endswith("s")
        subject = any(mark.kind in _ACTORS for mark in self.marks)
        if not (acts and subject) or any(mark.kind == "motions" for mark in self.marks):
            return False
        for token in self.tokens[at + 1 :]:
            if token.before:
                break
            if token.low.endswith(("s", "ed")) and self.words.has(token.low, _MOTIONS):
                return False
        return True

    def _acts_after_unknown(self, at: int) -> bool:
        """As in "a dragon lands": a verb with an ending, right after a noun nobody knows."""
        low = self.tokens[at].low
        before = self.tokens[self.marks[-1].first].low if self.marks else ""
        if before.endswith(("ing", "ed")) and (len(before) > _SHORT or self.words.has(before, _MOTIONS)):
            return False
        if self._after_unknown_verb():
            return False
        acts = any(sense.table == "motions" for sense in self.words.senses(low))
        unknown = bool(self.marks) and self.marks[-1].kind == "unknown"
        several = unknown and self.tokens[self.marks[-1].first].low.endswith("s") and not self.words.has(low, NOUNS)
        return acts and unknown and (several or low.endswith(("s", "ed")))

    def _dressed_in_colour(self) -> bool:
        """As in "the woman in red": nobody's noun is due."""
        if len(self.marks) < 3 or self.marks[-1].kind != "colours":
            return False
        dressed = len(self.marks) > 3 and self.tokens[self.marks[-3].first].low in ("dressed", "clad")
        who = self.marks[-4] if dressed else self.marks[-3]
        return who.kind in _ACTORS and self.tokens[self.marks[-2].first].low == "in"

    def _after_unknown_verb(self) -> bool:
        """As in "the priest sweeps leaves": after somebody and a verb that nobody knows, its object is due."""
        if len(self.marks) < 2 or self.marks[-1].kind != "unknown" or self.marks[-2].kind not in _ACTORS:
            return False
        owns = self.tokens[self.marks[-2].last - 1].owns or self.marks[-2].id in OWNERS
        return not owns and self.tokens[self.marks[-1].first].low.endswith(("s", "ed"))

    def comes_noun(self, first: int) -> bool:
        """Whether a person or a thing follows, with nothing but what it is like before it."""
        for at in range(first, min(first + 5, len(self.tokens))):
            if self.tokens[at].before not in ("", ","):
                return False
            tables = {one.sense.table for one in self.matches(at)}
            if tables & {"props", "builds"}:
                return True
            adjective = any(one.id == "adjective" for one in self.words.senses(self.tokens[at].low))
            adjective = adjective or self._is_participle(at)
            adjective = adjective or (tables == {"emotions"} and self.tokens[at].low.endswith(("ed", "y", "ful", "d")))
            if not (adjective or tables & {"colours", "sizes", "materials"} or self.tokens[at].low in ("ones", "of")):
                return False
            if self.tokens[at].low == "ones":
                return True
        return False

    def _is_participle(self, at: int) -> bool:
        """As in "two sleeping guards": what they are doing, told before the noun."""
        low = self.tokens[at].low
        return low.endswith("ing") and self.words.has(low, _DOING)

    def takes_object(self, at: int) -> bool:
        """As in "lights a candle": an article right after."""
        following = self.tokens[at] if at < len(self.tokens) else None
        return following is not None and not following.before and following.low in ("a", "an", "the", *OWNERS)

    def ends_phrase(self, match: Match) -> bool:
        """Whether the sentence or the phrase ends with these words."""
        following = match.taken[-1] + 1
        return following >= len(self.tokens) or bool(self.tokens[following].before)

    def follows(self, at: int, tables: frozenset[str]) -> bool:
        """Whether a word of these tables is among the three from here."""
        reach = self.tokens[at : at + 3]
        return any(self.words.has(token.low, tables) for token in reach)

    def near(self, at: int, words: frozenset[str], reach: int) -> bool:
        """Whether one of these words is among the ``reach`` after this one."""
        return any(token.low in words for token in self.tokens[at + 1 : at + 1 + reach])

    def only_lists_sounds(self) -> bool:
        """As in "Seagulls and waves.": nothing but what is heard, several of each."""
        lows = [token.low for token in self.tokens]
        nouns = [low for low in lows if low not in ("and", "distant", "only", "the", "far")]
        heard = [low for low in nouns if self.words.phrase((low,), "sounds") is not None]
        return len(nouns) > 1 and heard == nouns and all(low.endswith("s") for low in nouns[:-1])

    def located(self, at: int) -> bool:
        """Whether the noun is where something is: "on the stone", "by the flowers"."""
        words = [token.low for token in self.tokens[max(0, at - 3) : at]]
        return any(word in _LOCATED or word in ("reaches", "reached", "reaching") for word in words)

    def introduces(self, at: int) -> bool:
        """Whether a determiner stands before the words here: "a single leather glove"."""
        return any(token.low in ("a", "an", "the", "one", *OWNERS) for token in self.tokens[max(0, at - 3) : at])


@cache
def stands_alone(style: str) -> bool:
    """Whether a hair style is told without the word "hair"."""
    return vocabulary.named("hair")[style].values.get("alone", 0) > 0
