"""Whether a word for a thing, or for what it is made of, names it where it stands."""

from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import Match, beasts, forms
from studio.engine.director.standing import OWNERS, Standing

_LOCATED: Final = frozenset({
    "on", "at", "by", "near", "behind", "under", "against", "beside", "to", "toward", "towards", "onto", "along",
    "past", "from", "over", "in", "into", "through", "across", "around",
})  # fmt: skip
_DRESSED: Final = frozenset({"wear", "wears", "wore", "wearing", "dressed"})

_TOASTING: Final = frozenset({"lift", "drink", "pour"})
_DRESSING: Final = frozenset({"put_on", "take_off"})
_PEOPLE: Final = frozenset({"builds"})
_ON_FEET_OR_HANDS: Final = frozenset({"shoe", "slipper", "boot", "glove"})
_CAMERA_GOES: Final = frozenset({"from", "to", "past", "over"})
_ARCHERS: Final = frozenset({"draw", "aim", "string", "carry", "hold", "lower", "raise", "shoot", "grab"})
_SHOW_COLOUR: Final = frozenset({"light", "lights", "sky", "glow", "hair", "eyes", "skin"})
_VERBS_TOO: Final = frozenset({"ring", "rock", "swing", "fan", "drum", "light", "wave", "bow", "fish", "saw"})
"""What several things may do: "trumpets ring"."""


class ThingSenses:
    """Judges the matches of props, what is worn, and what is told of things."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._tokens = standing.tokens
        self._around = standing.around
        self._marks = standing.marks
        self._words = standing.words

    def is_prop(self, match: Match) -> bool:
        """Whether the phrase names a thing, and is no verb, colour or camera."""
        word = self._tokens[match.taken[0]].low
        if match.length == 1 and (self._is_made_of(match.taken[0]) or self._is_of_glass(match)):
            return False
        if match.length == 1 and (self._may_be_verb(match) or self._only_colours(match)):
            return False
        if match.sense.id == "camera" and word.startswith("camera") and match.length == 1:
            before = self._tokens[match.taken[0] - 1].low if match.taken[0] else ""
            return before in ("a", "an", "old", "her", "his", "their", "my") or "camera" in self._around.props
        if word == "glasses" and self._is_for_eyes(match.taken[0]):
            return False
        if word == "fans" and self.are_admirers(match.taken[0]):
            return False
        if word == "chest" and match.length == 1 and self._is_of_body(match.taken[0]):
            return False
        if word in ("bow", "bows") and match.length == 1:
            return self._is_drawn(match.taken[0])
        if match.sense.id == "swing" and match.length == 1 and not self._is_swing(match):
            return False
        if match.sense.id in _ON_FEET_OR_HANDS and self._is_on_somebody(match):
            return False
        return word != "light" and not (
            word == "present" and match.length == 1 and not self._standing.noun_position(match.taken[0])
        )

    def _is_swing(self, match: Match) -> bool:
        """As in "the swings are empty"; "one swings his sword" does it."""
        at, after = match.taken[0], match.taken[-1] + 1
        done = after < len(self._tokens) and self._tokens[after].low in ("a", "an", "the", *OWNERS)
        return self._standing.noun_position(at) and not done

    def _is_on_somebody(self, match: Match) -> bool:
        """As in "in a red hoodie and white sneakers", "tilt up from her shoes", "shoes off": worn, no thing apart."""
        at, after = match.taken[0], match.taken[-1] + 1
        before = {token.low for token in self._tokens[max(0, at - 3) : at]}
        filmed = any(mark.kind in ("moves", "framings") for mark in self._marks) and bool(before & _CAMERA_GOES)
        apart = (
            after < len(self._tokens) and self._tokens[after].low in ("off", "on") and not self._tokens[after].before
        )
        off = apart and (after + 1 >= len(self._tokens) or bool(self._tokens[after + 1].before))
        pair = "pair" in before
        wears = bool({token.low for token in self._tokens[max(0, at - 6) : at]} & _DRESSED)
        return not pair and (filmed or off or wears or self._is_dressed_in(at))

    def _is_dressed_in(self, at: int) -> bool:
        """As in "a girl in a blue dress and white shoes": told of somebody with what else they wear."""
        marks = [mark for mark in self._marks if mark.last <= at]
        while marks and marks[-1].kind in ("colours", "sizes", "materials", "numbers"):
            marks.pop()
        while marks and marks[-1].id in ("adjective", "determiner", "conjunction"):
            marks.pop()
        if not marks:
            return False
        word = self._tokens[marks[-1].first].low
        worn = marks[-1].kind in ("outfits", "accessories")
        return worn or (word == "and" and len(marks) > 1 and marks[-2].kind in ("outfits", "accessories"))

    def are_admirers(self, at: int) -> bool:
        """As in "waves to the fans", "cheering fans": people, and nothing to fan oneself with."""
        before = {token.low for token in self._tokens[max(0, at - 4) : at]}
        led = at > 0 and self._tokens[at - 1].low in ("the", "cheering", "screaming", "adoring", *OWNERS)
        return led and bool(before & {"to", "at", "of", "by", "towards", "cheering", "screaming", "adoring"})

    def _is_for_eyes(self, at: int) -> bool:
        """As in "takes off her glasses", "a broken pair of glasses": to see through, not to drink from."""
        before = [token.low for token in self._tokens[max(0, at - 4) : at]]
        dressing = any(mark.kind == "motions" and mark.id in _DRESSING for mark in self._marks[-4:])
        toasts = any(mark.kind == "motions" and mark.id in _TOASTING for mark in self._marks[-4:])
        owned = any(word in OWNERS for word in before[-2:]) and not toasts
        return dressing or owned or before[-2:] == ["pair", "of"]

    def _is_of_body(self, at: int) -> bool:
        """As in "chin on his chest": a part of somebody."""
        owned = at > 0 and self._tokens[at - 1].low in ("his", "her", "their", "my")
        placed = at > 1 and self._tokens[at - 2].low in ("on", "to", "against", "across", "over")
        return owned and placed

    def _is_of_glass(self, match: Match) -> bool:
        """As in "one glass eye", "a wooden leg": what a part of the body is made of."""
        following = match.taken[-1] + 1
        if (
            self._standing.ends_phrase(match)
            or self._words.phrase((self._tokens[following - 1].low,), "materials") is None
        ):
            return False
        return any(one.id == "body" for one in self._words.senses(self._tokens[following].low))

    def _is_drawn(self, at: int) -> bool:
        """As in "her bow", "draws a bow": the weapon, and no courtesy."""
        before = [token.low for token in self._tokens[max(0, at - 3) : at]]
        bows = {base for word in before for base in forms(word)}
        owned = bool(before) and (before[-1] in OWNERS or self._tokens[at - 1].owns)
        return bool(bows & _ARCHERS) or (owned and not bows & {"take", "make", "give", "with"})

    def _only_colours(self, match: Match) -> bool:
        """As in "an orange robe", "orange light": the word only says the colour of what follows."""
        following = match.taken[-1] + 1
        if self._words.phrase((self._tokens[match.taken[0]].low,), "colours") is None or self._standing.ends_phrase(
            match
        ):
            return False
        low = self._tokens[following].low
        if low.endswith("ing") and self._words.has(low, frozenset({"motions"})):
            return False
        nouns = frozenset({"props", "outfits", "accessories", "hair", "dressing", "hours", "sets"})
        unknown = not self._words.has(low) and not low.endswith(("ed", "ly"))
        return low in _SHOW_COLOUR or self._words.has(low, nouns) or unknown

    def _may_be_verb(self, match: Match) -> bool:
        """As in "the bell rings", "the boat rocks": an ending, right after a noun where no other one is due."""
        at = match.taken[0]
        low, last = self._tokens[at].low, self._marks[-1] if self._marks else None
        named = low in vocabulary.prop_kinds()[match.sense.id].words or low in beasts()
        if low.endswith(("ed", "ing")) and not named:
            return True
        if last is None or self._tokens[at].before:
            return False
        if at > 1 and self._tokens[at - 1].low == "and" and self._tokens[at - 2].low == low and low.endswith("s"):
            return True
        several = last.id == "they" or (
            last.kind in ("props", "builds") and self._tokens[last.last - 1].low.endswith("s")
        )
        if low in _VERBS_TOO and several and not self._tokens[last.last - 1].owns:
            return True
        if not low.endswith("s") or low.endswith("ss"):
            return False
        spoken_of = last.id == "pronoun" or (last.kind == "pronoun" and last.id not in OWNERS)
        told = ("props", "builds", "name", "sounds", "dressing", "accessories", "outfits")
        noun = last.kind in told or last.id == "body"
        return (noun or spoken_of) and not self._standing.noun_position(at)

    def is_worn(self, at: int, accessory: str) -> bool:
        """Whether what may be held or worn is worn: after "wearing", or told of somebody with "in" or "with"."""
        of_both = vocabulary.worn_as(accessory) in ("bag", "hat")
        if not self._words.senses(self._tokens[at].low, frozenset({"props"})) and not of_both:
            return True
        if accessory.endswith(("-ears", "-tail")) or (accessory == "glasses" and self._is_for_eyes(at)):
            return True
        if at == 0 and any(
            self._words.has(token.low, frozenset({"hair"})) or token.low == "hair" for token in self._tokens
        ):
            return True
        for mark in reversed(self._marks):
            word = self._tokens[mark.first].low
            if word in _DRESSED or word == "whose" or mark.kind in ("outfits", "accessories"):
                return True
            if mark.kind in ("builds", "name"):
                return any("," in token.before for token in self._tokens[mark.last : at + 1])
            if word in ("with", "in"):
                before = self._marks[self._marks.index(mark) - 1] if self._marks.index(mark) else None
                if before is None or before.id == "adjective":
                    return self._somebody_comes(at)
                told = before.kind in ("builds", "name", "outfits")
                return told or self._tokens[before.first].low in ("one", "other", "another")
            if mark.kind not in ("colours", "plain", "unknown", "hair", "sizes", "materials") or word in _LOCATED:
                return False
        return False

    def _somebody_comes(self, at: int) -> bool:
        """As in "With a black hat, the stranger ...": whose it is comes after."""
        comes = False
        for later in range(at + 1, min(at + 8, len(self._tokens))):
            comes = comes or "," in self._tokens[later].before
            if comes and (self._words.has(self._tokens[later].low, _PEOPLE) or self._tokens[later].capital):
                return True
        return False

    def is_material(self, match: Match) -> bool:
        """As in "a glass ball": the word only says what the thing is made of."""
        material = self._words.phrase((self._tokens[match.taken[0]].low,), "materials")
        following = match.taken[-1] + 1
        nouns = frozenset({"props", "dressing"})
        plain = following < len(self._tokens) and self._words.has(self._tokens[following].low, nouns)
        if material is not None and self._is_of_unknown(match):
            return True
        return material is not None and plain and self.describes_thing(match)

    def _is_of_unknown(self, match: Match) -> bool:
        """As in "a paper crane", "her glass slipper": what a thing is made of that nobody knows."""
        first, following = match.taken[0], match.taken[-1] + 1
        if (
            self._standing.ends_phrase(match)
            or not first
            or self._tokens[first - 1].low not in ("a", "an", "the", *OWNERS)
        ):
            return False
        low = self._tokens[following].low
        return not self._words.has(low) and not low.endswith(("s", "ed", "ing", "ly"))

    def describes_thing(self, match: Match) -> bool:
        """As in "a tiny green umbrella", "a glass ball": only more of its traits stand between the word and a thing."""
        first = match.taken[0]
        if self._is_made_of(first):
            return True
        if self._acts_itself(match):
            return False
        if match.sense.table == "sizes" and self._is_told_of_one(match):
            return True
        for at in range(match.taken[-1] + 1, min(match.taken[-1] + 6, len(self._tokens))):
            if self._tokens[at].before not in ("", ","):
                return False
            tables = {one.sense.table for one in self._standing.matches(at)}
            if tables & {"props", "accessories", "dressing"} or self._tokens[at].low in ("one", "ones"):
                return True
            if not tables and self._standing.introduces(match.taken[0]):
                return True
            adjective = any(one.id == "adjective" for one in self._words.senses(self._tokens[at].low))
            if not (adjective or tables & {"colours", "sizes", "materials"}):
                return False
        return False

    def _is_made_of(self, at: int) -> bool:
        """As in "a bottle made of glass", "made out of clay"."""
        before = [token.low for token in self._tokens[max(0, at - 4) : at]]
        if self._is_of_stuff(at):
            return True
        made = before[-2:] == ["made", "of"] or before[-3:] == ["made", "out", "of"] or before[-2:] == ["made", "from"]
        return made and self._words.phrase((self._tokens[at].low,), "materials") is not None

    def _is_of_stuff(self, at: int) -> bool:
        """As in "a lantern of blue glass": of what the thing right before is made."""
        marks = [mark for mark in self._marks if mark.last <= at]
        while marks and marks[-1].kind in ("colours", "sizes"):
            marks.pop()
        told = len(marks) > 1 and self._tokens[marks[-1].first].low == "of" and marks[-2].kind in ("props", "dressing")
        last = at + 1 == len(self._tokens) or bool(self._tokens[at + 1].before)
        ends = last or any(one.id == "preposition" for one in self._words.senses(self._tokens[at + 1].low))
        return told and ends and self._words.phrase((self._tokens[at].low,), "materials") is not None

    def _is_told_of_one(self, match: Match) -> bool:
        """As in "the bookshelf is enormous": told after its thing."""
        last = self._marks[-1] if self._marks else None
        told = (
            last is not None and self._tokens[last.first].low in ("is", "are", "was", "were") and len(self._marks) > 1
        )
        return told and self._marks[-2].kind == "props" and last is not None and last.last == match.taken[0]

    def _acts_itself(self, match: Match) -> bool:
        """As in "a glass slides off the tray": after "a" no plural can follow, so this is the noun and its verb."""
        first, at = match.taken[0], match.taken[-1] + 1
        if first == 0 or at >= len(self._tokens) or self._tokens[at].before:
            return False
        low, article = self._tokens[at].low, self._tokens[first - 1].low
        kinds = {one.id for one in self._words.senses(self._tokens[first].low, frozenset({"props"}))}
        known = bool(kinds & self._around.props) or self._is_all_that_happens(at)
        told = article in ("a", "an") or (article in ("the", "this") and known)
        verb = low.endswith("s") and not low.endswith("ss") and self._words.has(low, frozenset({"motions"}))
        return told and verb and bool(kinds)

    def _is_all_that_happens(self, at: int) -> bool:
        """As in "The stone sinks.": the sentence has no other verb."""
        ends = at + 1 >= len(self._tokens) or bool(self._tokens[at + 1].before)
        return ends and not any(mark.kind == "motions" for mark in self._marks)

    def acts_after_one(self, match: Match) -> bool:
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
