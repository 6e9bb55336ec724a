"""Whether a word that can be a verb is one where it stands."""

from typing import Final

from studio.engine import vocabulary
from studio.engine.director.bare_verbs import is_no_bare_verb
from studio.engine.director.lexicon import Match
from studio.engine.director.standing import NOUNS, OWNERS, Mark, Standing

_LIGHT_VERBS: Final = frozenset({"give", "gave", "take", "took", "make", "made", "do", "doe", "did", "have", "had"})
_LOCATED: Final = frozenset({
    "on", "at", "by", "near", "behind", "under", "against", "beside", "to", "toward", "towards", "onto", "along",
    "past", "from", "over", "in", "into", "through", "across", "around",
})  # fmt: skip
_HAND_OF: Final = frozenset({"one", "each", "either", "other", "both", "free", "left", "right"})
_LIT: Final = frozenset({"lights", "lit"})
_MADE_WITH: Final = frozenset({"sigh", "nod", "bow", "shrug", "yawn", "laugh", "shout", "shiver", "wave", "salute"})
_WORN: Final = frozenset({"outfits", "accessories"})
_ACTORS: Final = frozenset({"name", "builds", "pronoun"})


_PLACED: Final = frozenset({
    "under", "over", "between", "among", "beneath", "through", "past", "behind", "above", "near", "beside", "with",
    "amid", "around", "below",
})  # fmt: skip
_BESIDE: Final = frozenset({"before", "after", "while", "when", "since"})
"""Words after which a participle is what somebody does: "before walking, ..."."""
_AWAKE: Final = frozenset({"lies", "lay", "lying", "stays", "stayed", "wide", "keeps", "kept", "still", "is", "was"})
_CLOTHES: Final = frozenset({"outfits", "accessories"})
_LEADS_ON: Final = frozenset({"plain", "name", "sets"})
_DRESSING: Final = frozenset({"dressing"})
_PROPS: Final = frozenset({"props"})
_WORN_TOO: Final = frozenset(
    {"shoes", "boots", "sandals", "slippers", "socks", "gloves", "mittens", "sneakers", "clogs"}
)
_WEARABLE: Final = frozenset({"hat", "crown", "mask", "ring", "necklace", "bag", "glove", "shoe", "boots"})


class VerbSenses:
    """Judges the matches of motions."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._tokens = standing.tokens
        self._marks = standing.marks
        self._words = standing.words

    def is_motion(self, match: Match, noun: bool) -> bool:
        """Whether the phrase is a verb; ``noun``: a noun is due here."""
        token = self._tokens[match.taken[0]]
        if token.low == "left" and match.length == 1:
            sides = any(one.low == "right" for one in self._tokens) and self._standing.ends_phrase(match)
            if self._goes_at_last(match):
                return True
            if self._remains(match):
                return False
            return bool(self._marks) and self._marks[-1].kind in _ACTORS and not noun and not sides
        if match.length == 1 and (self._standing.only_lists_sounds() or self._is_in_the_background(match.taken[0])):
            return False
        if self._is_where_hands_are(match) or (token.low in ("covered", "filled") and match.length == 1):
            return False
        if token.low == "mount" and token.capital and match.taken[0]:
            return False
        if token.low == "awake" and match.length == 1 and self._is_kept_awake(match.taken[0]):
            return False
        if (
            self._comes_after_verb(match)
            or self._is_bare_noun(match)
            or self._tells_state(match)
            or self._is_no_deed(match)
            or is_no_bare_verb(self._standing, match)
        ):
            return False
        acts = bool(self._marks) and self._marks[-1].kind in _ACTORS | _WORN
        if token.low in ("tear", "tears") and match.length == 1 and not self._is_torn(match.taken[-1] + 1):
            return False
        lit_up = match.length > 1 and self._tokens[match.taken[-1]].low == "up"
        if token.low in _LIT and not acts and not lit_up and not self._standing.takes_object(match.taken[-1] + 1):
            return False
        dresses = match.sense.id in ("put_on", "take_off") and match.length == 2
        if dresses and token.low.startswith(("slip", "pull", "tug")) and not self._is_dressing(match):
            return False
        if token.low == "cut" and not acts and not (self._marks and self._marks[-1].kind == "plain"):
            return False
        if match.sense.id == "enter" and match.length > 1 and self._goes_into(match):
            return False
        if match.sense.id == "fall" and match.length > 1 and self._goes_along(match):
            return False
        if not noun or match.length > 1:
            return not (noun and self._is_noun_with_more(match))
        if token.low.endswith("ing"):
            if self._has_object(match) or (self._marks and self._is_named_before()):
                return True
            if (
                self._marks
                and (
                    self._marks[-1].id in ("determiner", "adjective", *OWNERS)
                    or self._marks[-1].kind in ("numbers", "colours", "sizes")
                )
                and (self._standing.comes_noun(match.taken[-1] + 1) or self._comes_air(match.taken[-1] + 1))
            ):
                return False
            if self._marks and self._tokens[self._marks[-1].first].low in _BESIDE:
                return True
            if self._is_told_of_next(match):
                return False
            if self._marks and self._marks[-1].id == "preposition" and self._standing.takes_object(match.taken[-1] + 1):
                return True
            return not self._standing.ends_phrase(match) and self._standing.follows(
                match.taken[-1] + 1, frozenset({"props", "builds"})
            )
        if token.low.endswith("ed") and self._standing.comes_noun(match.taken[-1] + 1):
            return False
        light = any(self._tokens[mark.first].low.rstrip("s") in _LIGHT_VERBS for mark in self._marks[-3:])
        return light or (match.sense.id in _MADE_WITH and self._is_with_a(match.taken[0]))

    def _is_in_the_background(self, at: int) -> bool:
        """As in "..., waves in the background": what is heard or seen there, and nothing that is done."""
        after = [token.low for token in self._tokens[at + 1 : at + 4]]
        told = after[:2] == ["in", "the"] and after[2:] in (["background"], ["distance"], ["foreground"])
        return told and bool(self._tokens[at].before) and self._words.has(self._tokens[at].low, NOUNS)

    def _is_where_hands_are(self, match: Match) -> bool:
        """As in "hands on her knees": where a part of somebody is, and no kneeling."""
        at = match.taken[0]
        part = at > 0 and self._tokens[at - 1].low in ("hand", "hands", "elbow", "elbows", "head", "chin", "palms")
        placed = match.length > 1 and self._tokens[at].low in ("on", "in") and not self._tokens[at].before
        return part and placed and self._tokens[at + 1].low in (*OWNERS, "the")

    def _is_kept_awake(self, at: int) -> bool:
        """As in "lies awake", "wide awake": how somebody is, and no waking up."""
        before = self._marks[-1] if self._marks and not self._tokens[at].before else None
        return before is not None and (before.kind == "motions" or self._tokens[at - 1].low in _AWAKE)

    def _is_torn(self, after: int) -> bool:
        """As in "he tears the paper", not "with tears in her eyes": somebody does it, to something."""
        last = self._marks[-1] if self._marks else None
        does = last is not None and ((last.kind in _ACTORS and last.id not in OWNERS) or last.id == "conjunction")
        return does and self._standing.takes_object(after)

    def _goes_at_last(self, match: Match) -> bool:
        """As in "stood up, looked at him, and left": the last of what somebody did."""
        at = match.taken[0]
        joined = at > 0 and self._tokens[at - 1].low in ("and", "then") and self._standing.ends_phrase(match)
        sides = any(one.low == "right" for one in self._tokens)
        return joined and not sides and any(mark.kind == "motions" for mark in self._marks)

    def _remains(self, match: Match) -> bool:
        """As in "One student left, asleep": who is there still."""
        counted = len(self._marks) > 1 and (
            self._marks[-2].kind == "numbers"
            or self._tokens[self._marks[-2].first].low in ("one", "only", "last", "no")
        )
        return counted and self._standing.ends_phrase(match)

    def _comes_after_verb(self, match: Match) -> bool:
        """As in "sweeps leaves": right after a verb with an ending, no other such verb can stand."""
        at, last = match.taken[0], self._marks[-1] if self._marks else None
        low = self._tokens[at].low
        if self._is_what_is_sent(match, last):
            return True
        plural = low.endswith("s") and not low.endswith("ss") and not self._tokens[at].before and match.length == 1
        if last is None or last.kind != "motions" or not plural or last.last != at:
            return False
        ended = self._tokens[last.last - 1].low.endswith(("s", "ed", "ing"))
        return ended and self._words.has(low, NOUNS)

    def _is_what_is_sent(self, match: Match, last: Mark | None) -> bool:
        """As in "sprays water over him": a noun right after a verb that takes one, with no ending of its own."""
        at, low = match.taken[0], self._tokens[match.taken[0]].low
        if last is None or last.kind != "motions" or last.last != at or self._tokens[at].before or match.length > 1:
            return False
        ended = self._tokens[last.last - 1].low.endswith(("s", "ed", "ing")) and not low.endswith(("s", "ed", "ing"))
        takes = any(need.startswith("thing") for need in vocabulary.motions()[last.id].needs)
        return ended and takes and self._words.has(low, NOUNS | {"dressing"})

    def _is_with_a(self, at: int) -> bool:
        """As in "with a sigh", "with a deep bow": what is done, said as a noun."""
        before = [token.low for token in self._tokens[max(0, at - 3) : at]]
        return "a" in before and before[: before.index("a")][-1:] == ["with"]

    def _is_bare_noun(self, match: Match) -> bool:
        """As in "dust swirling", "hands over her face", "head against the window": no verb, but what is seen."""
        at, following = match.taken[0], match.taken[-1] + 1
        low = self._tokens[at].low
        if low in ("hand", "hands") and at and self._tokens[at - 1].low in _HAND_OF:
            return True
        if low in ("hands", "head", "face", "back") and match.length == 1 and self._lies_on_body(following):
            return True
        begins = at == 0 or bool(self._tokens[at].before)
        counted = bool(self._marks) and (self._marks[-1].kind in ("numbers", "emotions") or self._is_trembling())
        if not (begins or counted) or following > len(self._tokens):
            return False
        after = self._tokens[following] if following < len(self._tokens) else None
        if low in ("hands", "head", "heads", "face", "hand", "back") and match.taken[-1] - at < 2:
            placed = match.length == 2 and after is not None and (after.low in OWNERS or after.low == "the")
            bare = after is None or bool(after.before) or after.low in _LOCATED or after.low.endswith(("ing", "ed"))
            bare = bare or self._words.has(after.low, frozenset({"colours", "emotions"})) if after is not None else bare
            return (bare or (placed and self._tokens[match.taken[-1]].low in _LOCATED)) and not self._after_subject(at)
        if match.length > 1 or low.endswith(("ing", "ed")) or after is None or after.before:
            return False
        if begins and self._words.has(low, frozenset({"weathers"})) and after.low.endswith(("s", "ing")):
            return True
        noun = self._words.has(low, NOUNS) or any(one.id in ("body", "abstract") for one in self._words.senses(low))
        does = at == 0 and after.low.endswith("s") and self._words.has(after.low, frozenset({"motions"}))
        return noun and (after.low.endswith("ing") or (does and self._words.has(low, _PROPS)))

    def _lies_on_body(self, at: int) -> bool:
        """As in "hands on knees", "head in her hands": where a part of the body is."""
        after = self._tokens[at : at + 3]
        if len(after) < 2 or after[0].low not in _LOCATED or after[0].before:
            return False
        noun = after[2] if after[1].low in (*OWNERS, "the") and len(after) > 2 else after[1]
        return any(one.id == "body" for one in self._words.senses(noun.low))

    def _comes_air(self, at: int) -> bool:
        """As in "a falling cherry blossom": what is in the air, or painted, right after."""
        tables = {one.sense.table for one in self._standing.matches(at)} if at < len(self._tokens) else set[str]()
        return bool(tables & {"weathers", "dressing"}) and not self._tokens[at].before

    def _is_told_of_next(self, match: Match) -> bool:
        """As in "under hanging lanterns", "between falling boxes": what the noun right after does all the time."""
        at, following = match.taken[0], match.taken[-1] + 1
        placed = at > 0 and self._tokens[at - 1].low in _PLACED and not self._tokens[at].before
        return placed and self._standing.comes_noun(following)

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
            and self._tokens[at].low.endswith("s") >= self._tokens[acting[-1].first].low.endswith("s")
        )

    def _is_named_before(self) -> bool:
        """As in "a family eating dinner": the noun before has its article, and this is what it does."""
        last, lead = self._marks[-1], self._marks[-2] if len(self._marks) > 1 else None
        return last.kind == "unknown" and lead is not None and lead.id == "determiner"

    def _is_no_deed(self, match: Match) -> bool:
        """As in "Leaves crunch", "Beat.", "adds salt": words that look like verbs of people here."""
        at, low = match.taken[0], self._tokens[match.taken[0]].low
        apart = (at == 0 or bool(self._tokens[at].before)) and self._standing.ends_phrase(match)
        if low == "dust" and apart:
            return True
        if low == "tail" and self._marks and self._marks[-1].kind == "props" and not self._tokens[at].before:
            return True
        if low.startswith("add") and match.sense.id == "talk":
            return all(token.quote is None for token in self._tokens)
        if low == "leaves" and (at == 0 or self._tokens[at].before):
            following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
            does = following is not None and not following.before and not following.low.endswith("ly")
            return does and following is not None and not self._words.has(following.low, _LEADS_ON)
        return low == "beat" and len(self._tokens) == 1

    def _has_object(self, match: Match) -> bool:
        """As in "on a rooftop watching the sunrise": an article or a pronoun right after a participle."""
        following = match.taken[-1] + 1
        pronoun = following < len(self._tokens) and self._tokens[following].low in ("him", "them", "it", "me", "us")
        return self._standing.takes_object(following) or (pronoun and not self._tokens[following].before)

    def _tells_state(self, match: Match) -> bool:
        """As in "lies open on the desk": how it lies, and nothing that is done."""
        last, at = self._marks[-1] if self._marks else None, match.taken[0]
        rests = last is not None and last.kind == "motions" and last.id in ("lie_down", "stand", "sit", "put_down")
        return rests and self._tokens[at].low in ("open", "shut", "closed") and not self._tokens[at].before

    def _is_noun_with_more(self, match: Match) -> bool:
        """As in "on a swing at sunset": a thing, and what comes after it belongs to no verb."""
        last, at = self._marks[-1] if self._marks else None, match.taken[0]
        told = last is not None and last.id == "determiner" and self._tokens[last.first].low in ("a", "an", "the")
        return told and not self._tokens[at].before and self._words.has(self._tokens[at].low, _PROPS | _DRESSING)

    def _is_dressing(self, match: Match) -> bool:
        """As in "slips on her coat", not "slips on the ice": something that is worn comes after."""
        for token in self._tokens[match.taken[-1] + 1 : match.taken[-1] + 6]:
            if token.before:
                return False
            worn = self._words.senses(token.low, _CLOTHES) or token.low in _WORN_TOO
            if worn or any(one.id in _WEARABLE for one in self._words.senses(token.low, _PROPS)):
                return True
        return False

    def _goes_along(self, match: Match) -> bool:
        """As in "drifts down the corridor", "came down the road": along it, and no fall."""
        low, last = self._tokens[match.taken[0]].low, match.taken[-1]
        drifts = low.startswith(("float", "drift", "glid", "come", "came", "coming"))
        return drifts and self._tokens[last].low == "down" and self._standing.takes_object(last + 1)

    def _goes_into(self, match: Match) -> bool:
        """As in "walking in the park": the particle belongs to the place that follows."""
        following = match.taken[-1] + 1
        if self._tokens[match.taken[-1]].low not in ("in", "up") or self._standing.ends_phrase(match):
            return False
        senses = self._words.senses(self._tokens[following].low)
        return any(sense.table in NOUNS or sense.id in ("determiner", "adjective") for sense in senses)
