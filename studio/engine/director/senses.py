"""Which meanings a phrase can have where it stands."""

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
_LIGHT_VERBS: Final = frozenset({"give", "gave", "take", "took", "make", "made", "do", "doe", "did", "have", "had"})
_LOCATED: Final = frozenset({
    "on", "at", "by", "near", "behind", "under", "against", "beside", "to", "toward", "towards", "onto", "along",
    "past", "from", "over", "in", "into", "through", "across", "around",
})  # fmt: skip
_AFTER_SETS: Final = frozenset({"light", "seat", "case", "present", "rose", "bat", "card", "note", "cycle"})
_DRESSED: Final = frozenset({"wear", "wears", "wore", "wearing", "dressed"})
_HAIR_NOUNS: Final = frozenset({"hair", "haired", "bangs", "fringe"})
_COLOURED: Final = frozenset({"hair", "haired", "eyes", "eyed", "skin", "skinned", "eye"})
_COUNTED: Final = frozenset({"props", "weathers", "sounds", "builds", "dressing", "paces"})
_SEEING: Final = frozenset({
    "angle", "shot", "view", "camera", "seen", "filmed", "frame", "we", "worm's", "bird's-eye",
})  # fmt: skip
SAYING: Final = frozenset({"talk", "shout", "whisper"})
"""Motions that only say who speaks, where a quotation stands beside them."""
HEARD: Final = frozenset({"audio", "sound", "sounds", "sfx", "music", "ambience"})
"""Labels after which all is heard, not seen."""
_HAND_OF: Final = frozenset({"one", "each", "either", "other", "both", "free", "left", "right"})
_LIT: Final = frozenset({"lights", "lit"})
_STYLES: Final = frozenset({
    "style", "styled", "look", "aesthetic", "palette", "filter", "colours", "colors", "tones", "animation", "anime",
    "vibe",
    "art", "film", "painting", "drawing",
})  # fmt: skip
_UNTOLD_SET: Final = "meadow"
"""Where a story plays that never says where: see continuity.DEFAULT_SET."""
_PROPS: Final = frozenset({"props"})
_ALONE: Final = frozenset({"other", "others", "both", "all", "each"})
_COUNTED_TIME: Final = frozenset({"times", "steps", "hours", "minutes", "days", "years", "more", "at"})
_MOTIONS: Final = frozenset({"motions"})
_WORN: Final = frozenset({"outfits", "accessories"})
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


class Senses:
    """Judges the matches of one sentence by the words round them. ``marks`` are those read so far.

    ``set`` is the set the sentence is at, from its own words or from before.
    """

    def __init__(self, tokens: Sequence[Token], around: Surroundings, marks: Sequence[Mark]) -> None:
        self._tokens = tokens
        self._around = around
        self._marks = marks
        self._words: Lexicon = lexicon()
        self.set = self._set_named() or around.set
        audible = any(token.low in ("heard", "audible") for token in tokens)
        self._heard = audible or (len(tokens) > 1 and tokens[0].low in HEARD and tokens[1].before[:1] == ":")

    def _set_named(self) -> str | None:
        for at in range(len(self._tokens)):
            for match in self._words.matches(self._tokens, at):
                if match.sense.table == "sets" and self.names_set(match) and not self.stands_here(match):
                    return match.sense.id
        return None

    def stands_here(self, match: Match) -> bool:
        """Whether the phrase also names something painted at the set we are at: "the city" from the rooftop."""
        return any(
            one.sense.table == "dressing"
            and one.length >= match.length
            and one.sense.id.partition("/")[0] == self._around.set
            for one in self._words.matches(self._tokens, match.taken[0])
        )

    def noun_position(self, at: int) -> bool:
        """Whether a noun is due here: after "the", "her", "a red", "in"."""
        lights = self._tokens[at].low in _LIT and self._takes_object(at + 1)
        if self._tokens[at].before or lights or self._acts_after_unknown(at):
            return False
        if self._after_unknown_verb() or self._is_counted(at):
            return True
        if self._dressed_in_colour() and self._words.has(self._tokens[at].low, frozenset({"motions"})):
            return False
        for mark in reversed(self._marks):
            group = mark.id if mark.kind == "plain" else ""
            if mark.kind in ("name", "builds"):
                return self._tokens[mark.last - 1].owns
            if mark.kind == "pronoun":
                return mark.id in OWNERS
            if group == "preposition":
                return self._tokens[mark.first].low != "to"
            if group == "determiner":
                alone = self._tokens[mark.first].low in _ALONE and mark is self._marks[-1]
                return not (alone and self._words.has(self._tokens[at].low, _MOTIONS) and not self._comes_noun(at))
            if mark.kind == "sets":
                return self._is_within(mark)
            if mark.kind == "hair" and _stands_alone(mark.id):
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
            if mark.kind == "motions" and mark is not self._marks[-1]:
                return True
            if group == "adjective" and self._tokens[mark.first].before and self._tokens[at].low.endswith("s"):
                return self._words.has(self._tokens[at].low, NOUNS)
            if not adjective or self._tokens[mark.first].before:
                return False
        return False

    def _is_counted(self, at: int) -> bool:
        """As in "two guards with spears": a plural right after its number."""
        last = self._marks[-1] if self._marks else None
        counted = last is not None and last.kind == "numbers" and self._tokens[at].low.endswith("s")
        return counted and self._words.has(self._tokens[at].low, frozenset({"builds", "props"}))

    def _is_within(self, mark: Mark) -> bool:
        """As in "on the temple steps": after a preposition, what follows a place right away is a part of it."""
        before = [one for one in self._marks if one.first < mark.first][-2:]
        return any(one.kind == "plain" and one.id == "preposition" for one in before)

    def _acts_after_unknown(self, at: int) -> bool:
        """As in "a dragon lands": a verb with an ending, right after a noun nobody knows."""
        low = self._tokens[at].low
        if self._marks and self._tokens[self._marks[-1].first].low.endswith(("ing", "ed")):
            return False
        if self._after_unknown_verb():
            return False
        acts = any(sense.table == "motions" for sense in self._words.senses(low))
        return acts and bool(self._marks) and self._marks[-1].kind == "unknown" and low.endswith(("s", "ed"))

    def _dressed_in_colour(self) -> bool:
        """As in "the woman in red": nobody's noun is due."""
        if len(self._marks) < 3 or self._marks[-1].kind != "colours" or self._marks[-3].kind not in _ACTORS:
            return False
        return self._tokens[self._marks[-2].first].low == "in"

    def _after_unknown_verb(self) -> bool:
        """As in "the priest sweeps leaves": after somebody and a verb that nobody knows, its object is due."""
        if len(self._marks) < 2 or self._marks[-1].kind != "unknown" or self._marks[-2].kind not in _ACTORS:
            return False
        owns = self._tokens[self._marks[-2].last - 1].owns or self._marks[-2].id in OWNERS
        return not owns and self._tokens[self._marks[-1].first].low.endswith(("s", "ed"))

    def allowed(self, match: Match, noun: bool) -> bool:
        """Whether this meaning can be meant here."""
        table, at = match.sense.table, match.taken[0]
        if (
            self._heard
            and table != "sounds"
            and any(one.sense.table == "sounds" for one in self._words.matches(self._tokens, at))
        ):
            return table == "weathers"
        if table in _COUNTED and self._acts_after_one(match):
            return False
        if table == "angles":
            return self._is_angle(match)
        if table == "sets":
            return self.names_set(match)
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
            return self._is_prop(match) and not (match.length == 1 and self._is_material(match))
        if table == "colours":
            return self._is_colour(match)
        if table == "weathers":
            if match.length == 1 and self._tokens[at].low.endswith("ty") and self._follows(at + 1, _PROPS):
                return False
            acts = match.length == 1 and self._tokens[at].low in ("storms", "stormed", "showers")
            return not (acts and bool(self._marks) and self._marks[-1].kind in _ACTORS)
        if table == "numbers":
            return self._comes_noun(match.taken[-1] + 1) or self._counts_unknown(match) or self._counts_time(match)
        if table in ("sizes", "materials"):
            return self._describes_thing(match)
        return table != "looks" or self._is_look(match)

    def counts(self, at: int) -> bool:
        """Whether the digits here say how many: "5 red balloons"."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return following is not None and following.low not in ("s", "am", "pm") and self._comes_noun(at + 1)

    def _comes_noun(self, first: int) -> bool:
        """Whether a person or a thing follows, with nothing but what it is like before it."""
        for at in range(first, min(first + 5, len(self._tokens))):
            if self._tokens[at].before not in ("", ","):
                return False
            tables = {one.sense.table for one in self._words.matches(self._tokens, at)}
            if tables & {"props", "builds"}:
                return True
            adjective = any(one.id == "adjective" for one in self._words.senses(self._tokens[at].low))
            if not (adjective or tables & {"colours", "sizes", "materials"} or self._tokens[at].low in ("ones", "of")):
                return False
            if self._tokens[at].low == "ones":
                return True
        return False

    def _describes_thing(self, match: Match) -> bool:
        """As in "a tiny green umbrella", "a glass ball": only more of its traits stand between the word and a thing."""
        for at in range(match.taken[-1] + 1, min(match.taken[-1] + 6, len(self._tokens))):
            if self._tokens[at].before not in ("", ","):
                return False
            tables = {one.sense.table for one in self._words.matches(self._tokens, at)}
            if tables & {"props", "accessories", "dressing"} or self._tokens[at].low in ("one", "ones"):
                return True
            if not tables and self._introduces(match.taken[0]):
                return True
            adjective = any(one.id == "adjective" for one in self._words.senses(self._tokens[at].low))
            if not (adjective or tables & {"colours", "sizes", "materials"}):
                return False
        return False

    def _introduces(self, at: int) -> bool:
        """Whether a determiner stands before the words here: "a single leather glove"."""
        return any(token.low in ("a", "an", "the", "one", *OWNERS) for token in self._tokens[max(0, at - 3) : at])

    def _is_material(self, match: Match) -> bool:
        """As in "a glass ball": the word only says what the thing is made of."""
        material = self._words.phrase((self._tokens[match.taken[0]].low,), "materials")
        following = match.taken[-1] + 1
        nouns = frozenset({"props", "dressing"})
        plain = following < len(self._tokens) and self._words.has(self._tokens[following].low, nouns)
        return material is not None and plain and self._describes_thing(match)

    def _is_look(self, match: Match) -> bool:
        """How the film looks, and not what is in it: "noir look", "in watercolour", "Pastel."; not "a pastel dress"."""
        first, following = match.taken[0], match.taken[-1] + 1
        ends = following >= len(self._tokens) or bool(self._tokens[following].before)
        begins = first == 0 or bool(self._tokens[first].before)
        owned = first > 0 and self._tokens[first - 1].low in (*OWNERS, "early", "late", "mid")
        if following < len(self._tokens) and self._tokens[following].low in _STYLES:
            return not owned
        said = first > 0 and self._tokens[first - 1].low in ("in", "like")
        return not owned and (match.length > 1 or (ends and (begins or said)))

    def _acts_after_one(self, match: Match) -> bool:
        """As in "a fishing boat rocks": after "a" and a noun of its own, no plural but a verb."""
        low = self._tokens[match.taken[-1]].low
        if not low.endswith("s") or low.endswith("ss") or self._tokens[match.taken[0]].before:
            return False
        noun = False
        for mark in reversed(self._marks):
            if mark.kind == "plain" and mark.id == "determiner":
                return noun and self._tokens[mark.first].low in ("a", "an", "another", "each", "every")
            if mark.kind not in ("unknown", "colours") and mark.id != "adjective":
                return False
            noun = noun or mark.kind == "unknown"
        return False

    def _is_angle(self, match: Match) -> bool:
        """Where the camera looks from, not where somebody does something: "gulls cry overhead"."""
        words = {self._tokens[index].low for index in match.taken}
        if words & _SEEING or match.sense.id in ("eye level", "dutch", "side"):
            return True
        first = match.taken[0]
        apart = first == 0 or bool(self._tokens[first].before)
        filmed = any(mark.kind in ("framings", "moves", "angles", "seconds") for mark in self._marks)
        return apart or filmed or bool({token.low for token in self._tokens[:first]} & _SEEING)

    def _counts_unknown(self, match: Match) -> bool:
        """As in "two dragons"."""
        following = match.taken[-1] + 1
        if following >= len(self._tokens) or self._tokens[following].before:
            return False
        low = self._tokens[following].low
        return low.endswith("s") and all(one.table == "colours" for one in self._words.senses(low))

    def _counts_time(self, match: Match) -> bool:
        """As in "three times"."""
        following = match.taken[-1] + 1
        return following < len(self._tokens) and self._tokens[following].low in _COUNTED_TIME

    def _goes_further(self, match: Match) -> bool:
        """Whether a more telling move begins inside this one: "the camera pans" in "the camera pans left"."""
        last = match.taken[-1]
        if self._tokens[match.taken[0]].low not in ("camera", "we", "slow"):
            return False
        inner = (
            one for one in self._words.matches(self._tokens, last) if one.sense.table == "moves" and one.length > 1
        )
        return last > match.taken[0] and any(inner)

    def names_set(self, match: Match) -> bool:
        """Whether a word for a place names the place, and no thing of that kind ("school bag")."""
        low = self._tokens[match.taken[0]].low
        owned = match.taken[0] > 0 and self._tokens[match.taken[0] - 1].low in OWNERS
        if match.length == 1 and (low.endswith("ed") or (low == "temples" and owned) or self._is_bank(match)):
            return False
        if self._is_direction(match) or self._is_amount(match) or self._is_towering(match):
            return False
        following = match.taken[-1] + 1
        if following >= len(self._tokens) or self._tokens[following].before or self._tokens[match.taken[-1]].owns:
            return True
        low = self._tokens[following].low
        things = self._words.senses(low, _PROPS)
        furniture = all(vocabulary.prop_kinds()[one.id].fixed for one in things)
        parts = [one.sense.id for one in self._words.matches(self._tokens, following) if one.sense.table == "dressing"]
        return low in _AFTER_SETS or furniture or any(part.startswith(f"{match.sense.id}/") for part in parts)

    def _is_direction(self, match: Match) -> bool:
        """As in "limps home": where somebody is bound for, and not where we are."""
        at = match.taken[0]
        before = self._marks[-1] if self._marks and not self._tokens[at].before else None
        return self._tokens[at].low == "home" and match.length == 1 and before is not None and before.kind == "motions"

    def _is_towering(self, match: Match) -> bool:
        """As in "a robot towers over the street": a verb."""
        at, last = match.taken[0], self._marks[-1] if self._marks else None
        acts = self._tokens[at].low.endswith("s") and not self._tokens[at].before and match.length == 1
        subject = (
            last is not None
            and last.kind in ("props", "builds", "name", "unknown", "pronoun")
            and last.id not in OWNERS
        )
        located = at + 1 < len(self._tokens) and self._tokens[at + 1].low in _LOCATED
        return acts and subject and located and not self.noun_position(at)

    def _is_bank(self, match: Match) -> bool:
        """As in "on the bank of the river"."""
        at = match.taken[-1] + 1
        of = at < len(self._tokens) and self._tokens[at].low == "of"
        return of and self._tokens[match.taken[0]].low in ("bank", "banks", "mouth", "foot", "heart")

    def _is_amount(self, match: Match) -> bool:
        """As in "a tower of boxes", "a forest of umbrellas"."""
        at = match.taken[-1] + 1
        if at >= len(self._tokens) or self._tokens[at].low != "of" or self._tokens[at].before:
            return False
        return self._comes_noun(at + 1) and not self._located(match.taken[0])

    def _is_dressing(self, match: Match) -> bool:
        place = match.sense.id.partition("/")[0]
        if place == "anywhere":
            return True
        if place != self._around.set and self._also_names(match, place):
            return False
        if self.set is not None and place != self.set:
            return False
        kinds = [one.sense.id for one in self._words.matches(self._tokens, match.taken[0])
                 if one.sense.table == "props" and one.length >= match.length]  # fmt: skip
        if not kinds:
            return True
        if self.set is None and place != _UNTOLD_SET:
            return False
        if self._newly_told(match.taken[0]) or self._in_hand(match.taken[0]):
            return False
        if any(kind in self._around.props for kind in kinds):
            return False
        return vocabulary.prop_kinds()[kinds[0]].fixed or self._located(match.taken[0])

    def _newly_told(self, at: int) -> bool:
        """As in "a green bench", "two wooden chairs": one that is told of so is a thing of its own."""
        marks = list(reversed(self._marks))
        told = marks and marks[0].kind in ("colours", "sizes", "materials") and not self._tokens[at].before
        while marks and (marks[0].kind in ("colours", "sizes", "materials") or marks[0].id == "adjective"):
            marks.pop(0)
        counted = bool(marks) and (marks[0].kind == "numbers" or self._tokens[marks[0].first].low in ("a", "an"))
        return bool(told) and counted

    def _in_hand(self, at: int) -> bool:
        """As in "holding a sign": what is painted on a set is in nobody's hand."""
        marks = [mark for mark in self._marks[-3:] if mark.id != "adjective"]
        if len(marks) < 2 or marks[-2].kind != "motions" or self._tokens[at].before:
            return False
        taken = vocabulary.motions()[marks[-2].id].family in ("hold", "carry", "throw", "give")
        return taken and self._tokens[marks[-1].first].low in ("a", "an", *OWNERS)

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
        if self._is_bare_noun(match):
            return False
        acts = bool(self._marks) and self._marks[-1].kind in _ACTORS | _WORN
        if token.low in _LIT and not acts and not self._takes_object(match.taken[-1] + 1):
            return False
        if match.sense.id == "enter" and match.length > 1 and self._goes_into(match):
            return False
        if match.sense.id == "fall" and match.length > 1 and self._goes_along(match):
            return False
        if not noun or match.length > 1:
            return True
        if token.low.endswith("ing"):
            if (
                self._marks
                and self._marks[-1].id in ("determiner", "adjective")
                and self._comes_noun(match.taken[-1] + 1)
            ):
                return False
            if self._marks and self._marks[-1].id == "preposition" and self._takes_object(match.taken[-1] + 1):
                return True
            return not self._ends_phrase(match) and self._follows(match.taken[-1] + 1, frozenset({"props", "builds"}))
        return any(self._tokens[mark.first].low.rstrip("s") in _LIGHT_VERBS for mark in self._marks[-3:])

    def _is_bare_noun(self, match: Match) -> bool:
        """As in "dust swirling", "hands over her face", "head against the window": no verb, but what is seen."""
        at, following = match.taken[0], match.taken[-1] + 1
        low = self._tokens[at].low
        if low in ("hand", "hands") and at and self._tokens[at - 1].low in _HAND_OF:
            return True
        begins = at == 0 or bool(self._tokens[at].before)
        counted = bool(self._marks) and (self._marks[-1].kind in ("numbers", "emotions") or self._is_trembling())
        if not (begins or counted) or following > len(self._tokens):
            return False
        after = self._tokens[following] if following < len(self._tokens) else None
        if low in ("hands", "head", "heads", "face", "hand", "back") and match.taken[-1] - at < 2:
            placed = match.length == 2 and after is not None and (after.low in OWNERS or after.low == "the")
            bare = after is None or bool(after.before) or after.low in _LOCATED or after.low.endswith(("ing", "ed"))
            return (bare or (placed and self._tokens[match.taken[-1]].low in _LOCATED)) and not self._after_subject(at)
        if match.length > 1 or low.endswith(("ing", "ed")) or after is None or after.before:
            return False
        if begins and self._words.has(low, frozenset({"weathers"})) and after.low.endswith(("s", "ing")):
            return True
        noun = self._words.has(low, NOUNS) or any(one.id in ("body", "abstract") for one in self._words.senses(low))
        return noun and after.low.endswith("ing")

    def _is_trembling(self) -> bool:
        """As in "trembling hands": a participle right before."""
        return self._marks[-1].kind == "motions" and self._tokens[self._marks[-1].first].low.endswith("ing")

    def _after_subject(self, at: int) -> bool:
        """As in "She gets up, heads to the door": somebody has been doing things right before."""
        acting = [mark for mark in self._marks if mark.kind in _ACTORS or mark.kind == "motions"]
        return (
            self._tokens[at].before == ","
            and len(acting) > 1
            and acting[-1].kind == "motions"
            and (not self._tokens[acting[-1].first].low.endswith("ing"))
        )

    def _takes_object(self, at: int) -> bool:
        """As in "lights a candle": an article right after."""
        following = self._tokens[at] if at < len(self._tokens) else None
        return following is not None and not following.before and following.low in ("a", "an", "the", *OWNERS)

    def _goes_along(self, match: Match) -> bool:
        """As in "drifts down the corridor": along it, and no fall."""
        low, last = self._tokens[match.taken[0]].low, match.taken[-1]
        drifts = low.startswith(("float", "drift", "glid"))
        return drifts and self._tokens[last].low == "down" and self._takes_object(last + 1)

    def _goes_into(self, match: Match) -> bool:
        """As in "walking in the park": the particle belongs to the place that follows."""
        following = match.taken[-1] + 1
        if self._tokens[match.taken[-1]].low not in ("in", "up") or self._ends_phrase(match):
            return False
        senses = self._words.senses(self._tokens[following].low)
        return any(sense.table in NOUNS or sense.id in ("determiner", "adjective") for sense in senses)

    def _ends_phrase(self, match: Match) -> bool:
        """Whether the sentence or the phrase ends with these words."""
        following = match.taken[-1] + 1
        return following >= len(self._tokens) or bool(self._tokens[following].before)

    def _is_worn(self, at: int, accessory: str) -> bool:
        if not self._words.senses(self._tokens[at].low, frozenset({"props"})) and accessory not in ("bag", "hat"):
            return True
        for mark in reversed(self._marks):
            word = self._tokens[mark.first].low
            if word in _DRESSED or word == "whose" or mark.kind in ("outfits", "accessories"):
                return True
            if mark.kind in ("builds", "name"):
                return any("," in token.before for token in self._tokens[mark.last : at + 1])
            if word in ("with", "in"):
                before = self._marks[self._marks.index(mark) - 1] if self._marks.index(mark) else None
                return before is not None and before.kind in ("builds", "name", "outfits")
            if mark.kind not in ("colours", "plain", "unknown", "hair", "sizes", "materials") or word in _LOCATED:
                return False
        return False

    def _is_prop(self, match: Match) -> bool:
        word = self._tokens[match.taken[0]].low
        if match.length == 1 and (self._may_be_verb(match) or self._only_colours(match)):
            return False
        if match.sense.id == "camera" and word.startswith("camera") and match.length == 1:
            before = self._tokens[match.taken[0] - 1].low if match.taken[0] else ""
            return before in ("a", "an", "old", "her", "his", "their", "my") or "camera" in self._around.props
        return word != "light" and not (
            word == "present" and match.length == 1 and not self.noun_position(match.taken[0])
        )

    def _only_colours(self, match: Match) -> bool:
        """As in "an orange robe", "orange light": the word only says the colour of what follows."""
        following = match.taken[-1] + 1
        if self._words.phrase((self._tokens[match.taken[0]].low,), "colours") is None or self._ends_phrase(match):
            return False
        low = self._tokens[following].low
        nouns = frozenset({"props", "outfits", "accessories", "hair"})
        return low in ("light", "lights", "sky", "glow") or self._words.has(low, nouns)

    def _may_be_verb(self, match: Match) -> bool:
        """As in "the bell rings", "the boat rocks": an ending, right after a noun where no other one is due."""
        at = match.taken[0]
        low, last = self._tokens[at].low, self._marks[-1] if self._marks else None
        if low.endswith(("ed", "ing")) and low not in vocabulary.prop_kinds()[match.sense.id].words:
            return True
        if last is None or self._tokens[at].before or not low.endswith("s") or low.endswith("ss"):
            return False
        spoken_of = last.id == "pronoun" or (last.kind == "pronoun" and last.id not in OWNERS)
        noun = last.kind in ("props", "builds", "name", "sounds", "dressing")
        return (noun or spoken_of) and not self.noun_position(at)

    def _is_colour(self, match: Match) -> bool:
        following = match.taken[-1] + 1
        if match.length == 1 and self._words.phrase((self._tokens[match.taken[0]].low,), "colours") is None:
            return False
        if following >= len(self._tokens):
            return True
        if self._tokens[match.taken[-1]].low in ("rose", "orange", "light", "dark", "fair", "sand", "cream"):
            token = self._tokens[following]
            nouns = frozenset({"props", "outfits", "hair", "colours", "accessories"})
            lit = token.low in ("light", "lights", "sky", "glow")
            return not token.before and (lit or token.low in _COLOURED or self._words.has(token.low, nouns))
        return True

    def _near(self, at: int, words: frozenset[str], reach: int) -> bool:
        return any(token.low in words for token in self._tokens[at + 1 : at + 1 + reach])

    def _follows(self, at: int, tables: frozenset[str]) -> bool:
        reach = self._tokens[at : at + 3]
        return any(self._words.has(token.low, tables) for token in reach)


@cache
def _stands_alone(style: str) -> bool:
    return vocabulary.named("hair")[style].values.get("alone", 0) > 0
