"""Each word of a sentence gets the one meaning it has there."""

from collections.abc import Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.bare_verbs import CAUSES
from studio.engine.director.comparing import compared
from studio.engine.director.hung_on import cord_until
from studio.engine.director.lexicon import Lexicon, Match, Sense, given_names, labels, lexicon
from studio.engine.director.measures import Measures
from studio.engine.director.parted import with_particle
from studio.engine.director.screenplay import INGREDIENTS
from studio.engine.director.senses import Senses
from studio.engine.director.standing import NOUNS, Mark, Surroundings
from studio.engine.director.tokens import Token

PRONOUNS: Final = {
    "he": "he", "hes": "he", "shes": "she", "theyre": "they",
    "him": "he", "she": "she", "they": "they", "them": "they", "i": "i", "me": "i",
    "his": "his", "their": "their", "theirs": "their", "my": "my", "her": "her",
}  # fmt: skip
_VERB_ORDER: Final = (
    "framings", "moves", "angles", "lenses", "looks", "effects", "times", "motions", "paces", "weathers", "hours",
    "emotions", "dressing",
    "outfits", "accessories", "props", "sets", "builds", "hair", "colours", "sounds", "numbers", "sizes", "materials",
    "plain",
)  # fmt: skip
_NOUN_ORDER: Final = (
    "framings", "moves", "angles", "lenses", "looks", "effects", "times", "hair", "builds", "dressing", "outfits",
    "accessories",
    "props", "sets",
    "sounds", "weathers", "hours", "colours", "sizes", "materials", "emotions", "paces", "numbers", "plain", "motions",
)  # fmt: skip
_ASKED: Final = Sense("plain", "asking")
_NOUNS_TOO: Final = frozenset({"can", "will", "saw", "might", "well"})
_OF_CANS: Final = frozenset({"watering", "soda", "beer", "oil", "spray"})
"""What a can is for: "a watering can"."""
_NO_TINS: Final = frozenset({"watering", "oil", "spray"})
_ARTICLES: Final = frozenset({"a", "an", "the", "his", "her", "their", "two", "three", "empty", "tin"}) | _OF_CANS
_DONE_TOO: Final = frozenset({"cuts", "times", "tracks", "sights"})
_SETS: Final = frozenset({"sets"})
_LETTERS: Final = 3
"""Letters of the longest abbreviation of a framing: "MCU"."""
_SHEET: Final = frozenset(
    {"sets", "hours", "weathers", "framings", "moves", "angles", "lenses", "looks", "seconds", "sounds"}
)
"""What a line of a shot list says before anybody is named."""
_WORN_IN_PAIRS: Final = frozenset({"boots", "shoes", "sandals", "slippers", "gloves", "mittens", "socks", "sneakers"})
_BLOWS: Final = frozenset({"blow", "blows", "blew", "blowing"})
_WIND: Final = frozenset({"trumpet", "flute", "whistle", "horn", "bugle", "harmonica", "conch", "clarinet", "tuba"})
_HEIGHTS: Final = {"low": "low angle", "high": "high angle"}
_FILMED: Final = frozenset({"framings", "moves", "angles", "lenses"})
_PARTIES: Final = frozenset({"family", "group", "party", "team", "trio", "gang", "crew", "table", "class"})
_BROKEN: Final = frozenset({"broken", "cracked", "torn", "fallen", "burnt", "painted", "framed", "folded", "rusted"})
_TITLED: Final = frozenset({"mr", "mrs", "ms", "dr", "prof"})
_ABOUT: Final = frozenset({"about", "of", "where"})
_FILM: Final = frozenset({"who", "about", "where", "film", "video", "clip", "scene", "story", "cartoon"})


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
        self._senses = Senses(tokens, around, self._marks)
        self._measures = Measures(tokens)

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

    def _special(self, at: int) -> Mark | None:
        token = self._tokens[at]
        if token.quote is not None:
            return Mark("quote", token.quote, at, at + 1)
        if token.low in self._around.names and self._is_named(at):
            return self._name(at)
        if self._is_age(at):
            return Mark("unknown", f"{token.low}s", at, at + 2)
        if (last := self._measures.age_in_years(at)) is not None:
            return Mark("unknown", token.low, at, last)
        if self._measures.is_decade(at):
            return Mark("plain", "adverb", at, at + 2)
        if at and self._tokens[at - 1].low in ("other", "all") and self._is_counting(at):
            return Mark("plain", "adverb", at, at + 1)
        if self._is_how_many_of(at):
            return Mark("plain", "adverb", at, at + 1)
        if at == 0 and (last := self._asked_for()) is not None:
            return Mark("plain", "asking", 0, last)
        if (last := cord_until(self._tokens, self._marks, at)) is not None:
            return Mark("plain", "adverb", at, last)
        told = self._measures.clock(at) or self._compared(at) or self._phrase(at)
        if told is not None:
            return told
        seconds = self._measures.seconds(at)
        if seconds is not None:
            return seconds
        if self._is_range(at):
            return Mark("plain", "adverb", at, at + 2)
        if token.low.isdecimal() and self._senses.counts(at):
            return Mark("numbers", str(int(token.low)), at, at + 1)
        if at == 0 and has_label(self._tokens):
            return Mark("plain", "adverb", 0, 1)
        timed = bool(self._marks) and self._marks[-1].kind == "seconds"
        filmed = bool(self._marks) and all(mark.kind in _FILMED for mark in self._marks)
        if at == 0 or timed or filmed or self._tokens[at].before[-1:] in (":", "."):
            label = self._label(at)
            if label is not None:
                return label
        if (angle := self._height(at)) is not None:
            return angle
        if (short := self._abbreviated(at)) is not None:
            return short
        if token.low in PRONOUNS and not (token.low == "i" and not token.capital):
            return self._pronoun(at)
        return None

    def _is_how_many_of(self, at: int) -> bool:
        """As in "a family of three eating pizza": how many they are, and not what they eat."""
        before = [token.low for token in self._tokens[max(0, at - 2) : at]]
        counted = self._tokens[at].low in vocabulary.named("numbers") or self._tokens[at].low.isdecimal()
        group = len(before) == 2 and before[0] in _PARTIES and before[1] in ("of", "for")
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        ends = following is None or bool(following.before) or following.low.endswith(("ing", "s"))
        return counted and group and ends

    def _asked_for(self) -> int | None:
        """Where "My daughter wants a film about" ends: who asks for the film is not in it."""
        lows = [token.low for token in self._tokens]
        wants = next((one for one in range(2, min(5, len(lows))) if lows[one] in ("wants", "asked", "needs")), None)
        asker = wants is not None and self._words.has(lows[wants - 1], frozenset({"builds"}))
        if lows[0] != "my" or wants is None or not asker or not _FILM & set(lows[wants:]):
            return None
        about = next((one for one in range(wants, min(wants + 6, len(lows))) if lows[one] in _ABOUT), wants)
        return about + 1

    def _compared(self, at: int) -> Mark | None:
        """As in "the size of a house", "like a statue"."""
        found = compared(self._tokens, at)
        if found is None:
            return None
        last, size = found
        return Mark("sizes", size, at, last) if size else Mark("plain", "adverb", at, last)

    def _phrase(self, at: int) -> Mark | None:
        """Phrases that go before a reading word by word: "80s anime", "I want to see"."""
        for match in self._senses.matches(at):
            wanted = match.sense.table in ("looks", "effects") or match.sense == _ASKED
            if wanted and match.length > 1 and self._senses.allowed(match, noun=False):
                return self._taken(match)
        return None

    def _is_named(self, at: int) -> bool:
        """Names have capitals; given names and a speaker's role may go without where they are no other word."""
        token = self._tokens[at]
        if token.capital or token.foreign_letters:
            return True
        if token.low in given_names() and not self._words.has(token.low):
            return True
        return at > 0 and self._tokens[at - 1].low == "the" and not self._words.has(token.low)

    def _name(self, at: int) -> Mark:
        last = at + 1
        while last < len(self._tokens) and self._continues_name(last):
            last += 1
        dotted = [
            last > at + 1 and token.low in _TITLED and self._tokens[at + 1].before == "."
            for token in self._tokens[at:last]
        ]
        words = [
            f"{token.text}." if dot else token.text for token, dot in zip(self._tokens[at:last], dotted, strict=True)
        ]
        return Mark("name", " ".join(words), at, last)

    def _continues_name(self, at: int) -> bool:
        token, before = self._tokens[at], self._tokens[at - 1]
        titled = before.low in _TITLED
        joined = not token.before or (titled and token.before == ".")
        return joined and not before.owns and token.low in self._around.names and token.capital and token.text != "I"

    def _is_age(self, at: int) -> bool:
        """As in "PIOTR, 60s," and "in her early 60s": how old somebody is."""
        digits, following = self._tokens[at], self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if following is None or following.low != "s" or following.start != digits.end or not self._marks:
            return False
        if not digits.low.isdigit() or not digits.low.endswith("0") or len(digits.low) != 2:
            return False
        last, apart = self._marks[-1], self._tokens[at].before[:1] in (",", "(")
        owned = last.kind == "pronoun" or self._tokens[last.first].low in ("early", "mid", "late", "the")
        return owned or (apart and last.kind in ("name", "builds"))

    def _is_range(self, at: int) -> bool:
        """As in "three to four crows", "two or three boys": the greater number counts."""
        numbers = vocabulary.named("numbers")
        low, *rest = [token.low for token in self._tokens[at : at + 3]]
        counted = len(rest) == 2 and rest[0] in ("to", "or") and (low in numbers or low.isdecimal())
        return counted and (rest[1] in numbers or rest[1].isdecimal()) and self._senses.counts(at + 2)

    def _height(self, at: int) -> Mark | None:
        """As in "low tracking shot", "a high wide shot": how high the camera is, said of what it does."""
        angle = _HEIGHTS.get(self._tokens[at].low)
        if angle is None or at + 1 >= len(self._tokens) or self._tokens[at + 1].before:
            return None
        camera = [one for one in self._senses.matches(at + 1) if one.sense.table in ("framings", "moves")]
        shot = any(self._tokens[one.taken[-1]].low == "shot" for one in camera)
        whole = any(one.length > 1 for one in self._senses.matches(at) if one.sense.table in _FILMED)
        return Mark("angles", angle, at, at + 1) if shot and not whole else None

    def _abbreviated(self, at: int) -> Mark | None:
        """As in "Driver OTS", "..., rooftop, MCU", "..., golden hour, medium.": a framing anywhere, in short."""
        token = self._tokens[at]
        sense = labels().get(token.low)
        if sense is None or sense.table != "framings":
            return None
        letters = token.shouted and len(token.low) <= _LETTERS and not all(one.shouted for one in self._tokens)
        ends = at + 1 == len(self._tokens) or "," in self._tokens[at + 1].before
        alone = ends and token.before[:1] == "," and all(mark.kind in _SHEET for mark in self._marks)
        return Mark(sense.table, sense.id, at, at + 1) if letters or alone else None

    def _label(self, at: int) -> Mark | None:
        sense = labels().get(self._tokens[at].low)
        if sense is None:
            return None
        if any(match.length > 1 and match.sense.table in ("framings", "moves") for match in self._senses.matches(at)):
            return None
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if (
            following is None
            or (self._tokens[at].shouted and not following.shouted)
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
        if following.before or following.quote is not None or (following.low == "home" and self._goes(at)):
            return False
        senses = self._words.senses(following.low)
        if any(sense.table in NOUNS or sense.table == "colours" for sense in senses):
            return True
        plain = [sense.id for sense in senses if sense.table == "plain"]
        if any(group in ("body", "abstract", "adjective") for group in plain):
            return True
        return (not senses and not following.low.endswith("ly")) or self._is_owned_deed(at + 1)

    def _goes(self, at: int) -> bool:
        """As in "follows her home": where somebody goes with her, and nothing of hers."""
        last = self._marks[-1] if self._marks and not self._tokens[at].before else None
        return last is not None and last.kind == "motions" and vocabulary.motions()[last.id].family == "walk"

    def _blows(self, at: int) -> bool:
        """As in "blowing a trumpet": played, and not blown out."""
        if self._tokens[at].low not in _BLOWS:
            return False
        nouns = {token.low for token in self._tokens[at + 1 : at + 4] if not token.before}
        return bool(nouns & _WIND) and not nouns & {"out", "into", "on"}

    def _is_pair_alone(self, at: int) -> bool:
        """As in "a pair of muddy boots": "pair of" counts nothing where what comes is in pairs."""
        pair = self._tokens[at].low == "pair" and at + 2 < len(self._tokens) and self._tokens[at + 1].low == "of"
        return pair and any(token.low in _WORN_IN_PAIRS for token in self._tokens[at + 2 : at + 5])

    def _is_of_pair(self, at: int) -> bool:
        """As in "a pair of muddy boots": what stands there, and nobody's feet."""
        lows = [token.low for token in self._tokens[max(0, at - 4) : at]]
        return any(one == ["pair", "of"] for one in (lows[first : first + 2] for first in range(len(lows))))

    def _is_owned_deed(self, at: int) -> bool:
        """As in "checks her watch": a word that may be a verb, where nobody is seen or let do it."""
        bare = self._words.phrase((self._tokens[at].low,), "motions") is not None
        verbs = [mark for mark in self._marks if mark.kind == "motions"]
        if not bare or not verbs or vocabulary.motions()[verbs[-1].id].family == "look":
            return False
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        ends = after is None or bool(after.before) or after.low in ("and", "in", "on", "at", "while", "as")
        return ends and not {self._tokens[mark.first].low.rstrip("s") for mark in verbs[-1:]} & CAUSES

    def _meaning(self, at: int) -> Mark:
        noun = self._senses.noun_position(at)
        following = self._tokens[at + 1].low if at + 1 < len(self._tokens) else ""
        if at and self._tokens[at].low in _NOUNS_TOO and self._tokens[at - 1].low in _ARTICLES and following != "of":
            if self._tokens[at].low == "can" and self._tokens[at - 1].low not in _NO_TINS:
                return Mark("props", "tin_can", at, at + 1)
            return Mark("unknown", self._tokens[at].low, at, at + 1)
        if self._blows(at):
            return Mark("motions", "play", at, at + 1)
        if self._tokens[at].low == "swings" and following in ("a", "an", "the", "his", "her", "their"):
            return Mark("motions", "swing_sword", at, at + 1)
        if self._tokens[at].low == "pair" and self._is_pair_alone(at):
            return Mark("plain", "adjective", at, at + 2)
        if self._tokens[at].low in _WORN_IN_PAIRS and self._is_of_pair(at):
            known = next(iter(self._words.senses(self._tokens[at].low, frozenset({"props"}))), None)
            return (
                Mark("unknown", self._tokens[at].low, at, at + 1)
                if known is None
                else Mark("props", known.id, at, at + 1)
            )
        if self._tokens[at].low in _OF_CANS and following in ("can", "cans"):
            return Mark("plain", "adjective", at, at + 1)
        if self._tells_of_body(at) or (noun and (self._only_describes(at) or self._is_round(at))):
            return Mark("plain", "adjective", at, at + 1)
        matches = [match for match in self._senses.matches(at) if self._senses.allowed(match, noun)]
        if not matches and (colour := self._compound_colour(at)) is not None:
            return colour
        if not matches and (does := self._done_by_somebody(at)) is not None:
            return does
        if not matches and not noun and (parted := with_particle(self._tokens, at)) is not None:
            return self._taken(parted)
        if not matches and self._is_part_of(at):
            return Mark("plain", "abstract", at, at + 1)
        if not matches:
            described = noun and self._is_done_already(at)
            return Mark(
                "plain" if described else "unknown", "adjective" if described else self._tokens[at].low, at, at + 1
            )
        longest = max(match.length for match in matches)
        does = self._tokens[at].low.endswith("ing") and any(match.sense.table == "motions" for match in matches)
        order = _NOUN_ORDER if noun and not does else _VERB_ORDER
        best = min(
            (match for match in matches if match.length == longest), key=lambda match: order.index(match.sense.table)
        )
        if best.sense.table == "plain" and best.length == 1 and self._is_said_of_noun(at):
            acts = next(iter(self._words.senses(self._tokens[at].low, frozenset({"motions"}))), None)
            if acts is not None:
                return Mark("motions", acts.id, at, at + 1)
        if best.sense.table == "plain" and best.length == 1 and self._does(at, best.sense.id):
            return Mark("unknown", self._tokens[at].low, at, at + 1)
        if best.sense.table == "motions" and best.length == 1:
            best = with_particle(self._tokens, at) or best
        return self._taken(best)

    def _is_part_of(self, at: int) -> bool:
        """As in "on the roof of an old van", "rain hammers the roof": a part of something, and no place."""
        of = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if self._tokens[at].low in ("roof", "roofs", "rooftops"):
            return True
        return of is not None and of.low == "of" and not of.before and self._words.has(self._tokens[at].low, _SETS)

    def _done_by_somebody(self, at: int) -> Mark | None:
        """As in "a man crossing the dunes": a word that also names a place, said of whoever stands right before."""
        last, low = self._marks[-1] if self._marks else None, self._tokens[at].low
        acts = last is not None and last.kind in ("name", "builds") and not self._tokens[at].before
        senses = self._words.senses(low, frozenset({"motions"})) if acts and low.endswith("ing") else []
        return Mark("motions", senses[0].id, at, at + 1) if senses else None

    def _compound_colour(self, at: int) -> Mark | None:
        """As in "blood-red", "midnight-blue"."""
        first, dash, last = self._tokens[at].low.rpartition("-")
        sense = self._words.phrase((last.removesuffix("-coloured"),), "colours") if first and dash else None
        return Mark("colours", sense.id, at, at + 1) if sense is not None else None

    def _is_said_of_noun(self, at: int) -> bool:
        """As in "a cat sleeping on the wall", not "a sleeping cat"."""
        last = self._marks[-1] if self._marks and not self._tokens[at].before else None
        if last is None or not self._tokens[at].low.endswith("ing"):
            return False
        noun = last.kind in ("props", "builds", "name") and not self._tokens[last.last - 1].owns
        return noun or self._tokens[last.first].low in ("is", "are", "was", "were")

    def _does(self, at: int, group: str) -> bool:
        """As in "closes", "warmed": a verb made of a word that else only describes."""
        low = self._tokens[at].low
        inflected = group in ("adjective", "adverb") and low.endswith(("s", "ed", "ing"))
        subject = bool(self._marks) and self._marks[-1].kind in ("name", "pronoun", "builds")
        return (subject and low in _DONE_TOO) or (inflected and not self._words.phrase((low,), "plain"))

    def _only_describes(self, at: int) -> bool:
        """As in "a shining sea": a participle before a noun that does nothing by itself."""
        low = self._tokens[at].low
        if not low.endswith("ing") or at + 1 >= len(self._tokens) or self._tokens[at + 1].before:
            return False
        known = self._senses.matches(at)
        if not known or any(match.sense.table != "motions" for match in known):
            return False
        following = {sense.table for sense in self._words.senses(self._tokens[at + 1].low)}
        return bool(following & NOUNS) and following.isdisjoint({"props", "builds", "motions"})

    def _tells_of_body(self, at: int) -> bool:
        """As in "one broken arm", "his bandaged head": what a part of somebody is like, and no deed."""
        low, following = self._tokens[at].low, self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if following is None or following.before or not at or not low.endswith(("ed", "en", "wn")):
            return False
        part = any(one.id == "body" for one in self._words.senses(following.low))
        listed = self._tokens[at].before[:1] == "," and not any(one.kind == "motions" for one in self._marks)
        if listed and self._words.has(following.low, frozenset({"props"})) and low in _BROKEN:
            return True
        led = self._tokens[at - 1].low in ("one", "a", "his", "its", "with")
        deed = self._words.has(low, frozenset({"motions"})) and not self._words.has(low, frozenset({"hair"}))
        return part and led and deed and not self._tokens[at].before

    def _is_round(self, at: int) -> bool:
        """As in "a round table", "a plain wooden stick", "the left boot": a trait, and nowhere to go."""
        follows = at + 1 < len(self._tokens) and not self._tokens[at + 1].before and at > 0
        follows = follows and not any(one.id == "preposition" for one in self._words.senses(self._tokens[at + 1].low))
        if follows and self._tokens[at].low in ("left", "right") and self._tokens[at - 1].low in ("the", "his", "her"):
            return not self._tokens[at + 1].low.endswith(("s", "ed", "ing")) or self._senses.counts(at)
        return follows and self._tokens[at].low in ("round", "plain") and self._tokens[at - 1].low in _ARTICLES

    def _is_counting(self, at: int) -> bool:
        """As in "the other two sleep": a number with no noun after it."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        does = following is None or bool(following.before) or self._words.has(following.low, frozenset({"motions"}))
        return does and self._tokens[at].low in vocabulary.named("numbers") and not self._senses.counts(at)

    def _is_done_already(self, at: int) -> bool:
        """As in "a kneeling squire": what somebody is doing, told right before the noun."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        does = self._tokens[at].low.endswith("ing") and self._words.has(self._tokens[at].low, frozenset({"motions"}))
        return does and following is not None and not following.before and self._words.has(following.low, NOUNS)

    def _taken(self, match: Match) -> Mark:
        self._gone.update(match.taken)
        last = match.taken[0] + 1
        while last in match.taken:
            last += 1
        return Mark(match.sense.table, match.sense.id, match.taken[0], last)
