"""Which meanings a phrase can have where it stands."""

from collections.abc import Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import Match, lexicon
from studio.engine.director.place_senses import PlaceSenses
from studio.engine.director.standing import HEARD, OWNERS, Mark, Standing, Surroundings, stands_alone
from studio.engine.director.thing_senses import ThingSenses
from studio.engine.director.tokens import Token
from studio.engine.director.verb_senses import VerbSenses

_HAIR_NOUNS: Final = frozenset({"hair", "haired", "bangs", "fringe"})
_POURED: Final = frozenset({"props", "dressing", "unknown"})
"""What is poured, and does not pour down."""
_COLOURED: Final = frozenset({"hair", "haired", "eyes", "eyed", "skin", "skinned", "eye"})
_COUNTED: Final = frozenset({"props", "weathers", "sounds", "builds", "dressing", "paces"})
_SEEING: Final = frozenset({
    "angle", "shot", "view", "camera", "seen", "filmed", "frame", "we", "worm's", "bird's-eye",
})  # fmt: skip
_STYLES: Final = frozenset({
    "style", "styled", "look", "aesthetic", "palette", "filter", "colours", "colors", "tones", "animation", "anime",
    "vibe",
    "art", "film", "painting", "drawing",
})  # fmt: skip
_BUILDS: Final = frozenset({"builds"})
_PROPS: Final = frozenset({"props"})
_COUNTED_TIME: Final = frozenset({"times", "steps", "hours", "minutes", "days", "years", "more", "at"})
_THEM: Final = frozenset({"them", "the", "these", "those", "us"})
_SHOTS: Final = frozenset({"shot", "shots", "video", "clip", "scene", "still", "35", "35mm", "50mm", "sequence"})
_SETTING: Final = frozenset({"sets", "hours", "weathers", "sounds", "framings", "angles", "moves", "plain", "dressing"})
_OF_PEOPLE: Final = frozenset({"crowd", "applause"})
_ACTORS: Final = frozenset({"name", "builds", "pronoun"})


def _only_heard(lows: Sequence[str]) -> bool:
    """As in "there is no sound but birds", "Gulls.": the sentence is of nothing else than what is heard."""
    alone = len(lows) == 1 and lexicon().phrase((lows[0],), "sounds") is not None and lows[0].endswith("s")
    return alone or ("sound" in lows and bool({"but", "except"} & set(lows)) and "no" in lows)


class Senses:
    """Judges the matches of one sentence by the words round them. ``marks`` are those read so far."""

    def __init__(self, tokens: Sequence[Token], around: Surroundings, marks: Sequence[Mark]) -> None:
        self._standing = standing = Standing(tokens, around, marks)
        self._tokens, self._marks, self._words = tokens, marks, standing.words
        self._verbs, self._places, self._things = VerbSenses(standing), PlaceSenses(standing), ThingSenses(standing)
        lows = [token.low for token in tokens]
        audible = bool({"heard", "audible"} & set(lows)) or _only_heard(lows)
        self._heard = audible or (len(tokens) > 1 and tokens[0].low in HEARD and tokens[1].before[:1] == ":")

    def matches(self, at: int) -> list[Match]:
        """Every phrase of the vocabulary that begins at this token, longest first."""
        return self._standing.matches(at)

    def noun_position(self, at: int) -> bool:
        """Whether a noun is due here: after "the", "her", "a red", "in"."""
        return self._standing.noun_position(at)

    def allowed(self, match: Match, noun: bool) -> bool:
        """Whether this meaning can be meant here."""
        table, at = match.sense.table, match.taken[0]
        if self._heard and table != "sounds" and any(one.sense.table == "sounds" for one in self._standing.matches(at)):
            return table == "weathers"
        if table in _COUNTED and self._things.acts_after_one(match):
            return False
        if table == "sounds" and match.length == 1 and self._tokens[at].low.endswith("ed"):
            return self._words.phrase((self._tokens[at].low,), "sounds") is not None
        if table == "sounds" and match.length == 1 and match.sense.id in _OF_PEOPLE and self._somebody_makes(at):
            return False
        if table == "builds" and match.length == 1 and self._is_how_large(match):
            return False
        if table == "builds" and match.length == 1 and (self._is_bent(at) or self._is_outline(match)):
            return False
        if table == "builds" and self._tokens[match.taken[-1]].low == "fans" and not self._things.are_admirers(at):
            return False
        if table == "builds" and match.length == 1 and self._is_no_person(at):
            return False
        if table == "plain" and match.length > 1 and self._is_inflected(match):
            return False
        if table == "plain" and match.length > 1 and self._tokens[at].low == "family":
            after = self._tokens[at + 2 : at + 5]
            told = bool(after) and (after[0].low in vocabulary.named("numbers") or after[0].low.isdecimal())
            return any(self._words.has(token.low, _PROPS) for token in after) and not told
        if table == "builds" and self._tokens[match.taken[-1]].low in ("giant", "giants") and not self._is_giant(at):
            return False
        if table == "framings" and match.sense.id == "over the shoulder" and self._is_laid_over(match):
            return False
        if table in ("framings", "angles") and self._is_of_body(at):
            return False
        if table == "angles":
            return self._is_angle(match)
        if table == "sets":
            return self._places.names_set(match)
        if table == "moves" and at and self._tokens[at].low == "circle" and self._tokens[at - 1].low in ("a", "the"):
            return False
        if table == "moves":
            return not self._goes_further(match)
        if table == "dressing" and self._standing.only_lists_sounds():
            return False
        if table in ("dressing", "hours") and self._is_dyed(match):
            return False
        if table == "dressing":
            return self._places.is_dressing(match)
        if table == "motions":
            return self._verbs.is_motion(match, noun)
        if table == "hair":
            near = self._standing.near(at, _HAIR_NOUNS, 3) or self._is_told_of_hair(at)
            return match.length > 1 or stands_alone(match.sense.id) or near
        if table == "outfits" and match.length == 1 and (self._tokens[at].low == "dressed" or self._ties(at, noun)):
            return False
        if table == "accessories":
            return self._things.is_worn(at, match.sense.id)
        if table == "props" and self._is_in_the_background(match):
            return False
        if table == "props":
            return self._things.is_prop(match) and not (match.length == 1 and self._things.is_material(match))
        if table == "emotions" and noun and match.length == 1 and self._tokens[at].low in ("beam", "beams"):
            return False
        if table == "colours":
            return self._is_colour(match)
        if table == "weathers":
            if match.length == 1 and self._tokens[at].low.endswith("ty") and self._standing.follows(at + 1, _PROPS):
                return False
            low = self._tokens[at].low
            if match.length == 1 and low == "dust":
                return (at == 0 or self._tokens[at].before[:1] == ",") and self._standing.ends_phrase(match)
            if match.length == 1 and low == "pouring" and self._standing.follows(at + 1, _POURED):
                return False
            if match.length == 1 and low.endswith(("ing", "ed")) and self._words.phrase((low,), "weathers") is None:
                return False
            if (
                match.length == 1
                and low in ("fogs", "mists", "clouds", "fogged")
                and self._standing.takes_object(at + 1)
            ):
                return False
            acts = match.length == 1 and low in ("storms", "stormed", "showers")
            if match.length == 1 and low == "winds" and self._is_wound(at):
                return False
            return not (acts and bool(self._marks) and self._marks[-1].kind in _ACTORS)
        if table == "numbers" and self._is_one_told_apart(at):
            return False
        if table == "numbers":
            return not self._is_told_alone(match) and (
                self._standing.comes_noun(match.taken[-1] + 1)
                or self._counts_unknown(match)
                or self._counts_time(match)
                or self._counts_clothes(match)
                or self._counts_some(match)
            )
        if table in ("sizes", "materials"):
            return self._things.describes_thing(match)
        return table != "looks" or self._is_look(match)

    def _is_inflected(self, match: Match) -> bool:
        """As in "in a rowing boat", where only "in a row" is known: the words of a set phrase have no endings."""
        lows = tuple(self._tokens[index].low for index in match.taken)
        return lows[-1].endswith(("ing", "ed")) and self._words.phrase(lows, "plain") is None

    def _is_no_person(self, at: int) -> bool:
        """As in "a grandfather clock", "ice pops": a thing that is called so."""
        following = self._tokens[at + 1].low if at + 1 < len(self._tokens) else ""
        clock = self._tokens[at].low == "grandfather" and following in ("clock", "clocks")
        several = self._tokens[at].low in ("family", "couple", "trio", "crew", "team") and following == "of"
        if several and self._standing.comes_noun(at + 2):
            return any(self._words.has(token.low, _PROPS) for token in self._tokens[at + 2 : at + 5])
        if self._tokens[at].low in ("date", "dates"):
            return not (at > 0 and (self._tokens[at - 1].low in OWNERS or self._tokens[at - 1].owns))
        return clock or (at > 0 and self._tokens[at].low in ("pop", "pops") and self._tokens[at - 1].low == "ice")

    def _is_giant(self, at: int) -> bool:
        """As in "the giant bends down", "two giants": somebody; not "a giant robot"."""
        led = at > 0 and (self._marks[-1].id == "determiner" or self._marks[-1].kind == "numbers")
        led = led or (bool(self._marks) and self._marks[-1].id == "adjective")
        plural = self._tokens[at].low.endswith("s")
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if following is None or following.before:
            return bool(led)
        acts = following.low.endswith(("s", "ed")) and self._words.has(following.low, frozenset({"motions"}))
        alone = acts or following.low in ("in", "on", "with", "and", "is", "who")
        return bool(led) and (plural or alone)

    def _is_one_told_apart(self, at: int) -> bool:
        """As in "the smaller one crashes": one of several, and no number."""
        last = self._marks[-1] if self._marks and not self._tokens[at].before else None
        told = last is not None and last.id in ("adjective", "determiner") and self._tokens[at].low == "one"
        return told and "the" in (token.low for token in self._tokens[max(0, at - 3) : at])

    def _is_laid_over(self, match: Match) -> bool:
        """As in "drapes his coat over her shoulders", "glances over her shoulder": where it is laid, or looked."""
        laid = ("props", "outfits", "accessories", "unknown")
        last = self._marks[-1] if self._marks and not self._tokens[match.taken[0]].before else None
        done = any(mark.kind in ("motions", "unknown") for mark in self._marks[:-1])
        handled = last is not None and ((last.kind in laid and done) or (last.kind == "motions" and last.id == "look"))
        return self._tokens[match.taken[-1]].low == "shoulders" or handled

    def _is_dyed(self, match: Match) -> bool:
        """As in "a dark coat": the colour of what is worn, and neither an hour nor what is there."""
        following = match.taken[-1] + 1
        if self._tokens[match.taken[0]].low != "dark" or match.length != 1 or following >= len(self._tokens):
            return False
        token = self._tokens[following]
        return not token.before and self._words.has(token.low, frozenset({"outfits", "hair", "accessories"}))

    def _is_wound(self, at: int) -> bool:
        """As in "sets it into the watch, and winds it": what somebody does, and no weather."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        object_follows = following is not None and following.low in ("it", "the", "a", "up", *OWNERS)
        return object_follows and any(mark.kind in _ACTORS or mark.kind == "motions" for mark in self._marks)

    def _is_told_of_hair(self, at: int) -> bool:
        """As in "her hair is long and black"."""
        before = [token.low for token in self._tokens[max(0, at - 4) : at]]
        return "hair" in before and bool({"is", "was", "are"} & set(before[before.index("hair") :]))

    def _somebody_makes(self, at: int) -> bool:
        """As in "a girl cheering": what somebody does, where a crowd is not spoken of."""
        acts = self._words.has(self._tokens[at].low, frozenset({"motions"}))
        return acts and any(mark.kind in _ACTORS for mark in self._marks)

    def _is_how_large(self, match: Match) -> bool:
        """As in "a baby dragon": who could be somebody tells how large what follows is."""
        after = match.taken[-1] + 1
        sizes = any(one.sense.table == "sizes" and one.length == 1 for one in self._standing.matches(match.taken[0]))
        told = sizes and after < len(self._tokens) and not self._tokens[after].before
        return told and self._words.has(self._tokens[after].low, _PROPS)

    def _is_outline(self, match: Match) -> bool:
        """As in "side view, silhouette": how it is seen, and nobody more."""
        at = match.taken[0]
        bare = at > 0 and bool(self._tokens[at].before) and self._standing.ends_phrase(match)
        return bare and self._tokens[at].low == "silhouette"

    def _is_bent(self, at: int) -> bool:
        """As in "a battered pickup": a participle names nobody."""
        low = self._tokens[at].low
        return low.endswith(("ed", "ing")) and self._words.phrase((low,), "builds") is None

    def _ties(self, at: int, noun: bool) -> bool:
        """As in "to tie his shoelaces": what is worn has no object."""
        return (
            not noun
            and self._tokens[at].low in ("tie", "ties", "tied", "suit", "suits")
            and (self._standing.takes_object(at + 1))
        )

    def counts(self, at: int) -> bool:
        """Whether the digits here say how many: "5 red balloons"."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return following is not None and following.low not in ("s", "am", "pm") and self._standing.comes_noun(at + 1)

    def _is_look(self, match: Match) -> bool:
        """How the film looks, and not what is in it: "noir look", "in watercolour", "Pastel."; not "a pastel dress"."""
        first, following = match.taken[0], match.taken[-1] + 1
        ends = following >= len(self._tokens) or bool(self._tokens[following].before)
        begins = first == 0 or bool(self._tokens[first].before)
        owned = first > 0 and self._tokens[first - 1].low in (*OWNERS, "early", "late", "mid")
        if following < len(self._tokens) and self._tokens[following].low in _STYLES:
            return not owned
        said = first > 0 and self._tokens[first - 1].low in ("in", "like")
        filmed = not ends and any(
            one.sense.table in ("framings", "moves", "lenses") for one in self._standing.matches(following)
        )
        if (filmed or (not ends and self._tokens[following].low in _SHOTS)) and not owned:
            return True
        return not owned and (match.length > 1 or (ends and (begins or said)))

    def _is_angle(self, match: Match) -> bool:
        """Where the camera looks from, not where somebody does something: "gulls cry overhead"."""
        words = {self._tokens[index].low for index in match.taken}
        if self._comes_from_thing(match):
            return False
        if words & _SEEING or match.sense.id in ("eye level", "dutch", "side"):
            return True
        first = match.taken[0]
        apart = first == 0 or bool(self._tokens[first].before)
        filmed = any(mark.kind in ("framings", "moves", "angles", "seconds") for mark in self._marks)
        return apart or filmed or bool({token.low for token in self._tokens[:first]} & _SEEING)

    def _is_of_body(self, at: int) -> bool:
        """As in "lays his head on the desk": a part of somebody, and no "head on"."""
        owned = at > 0 and self._tokens[at - 1].low in OWNERS and not self._tokens[at].before
        return owned and any(one.id == "body" for one in self._words.senses(self._tokens[at].low))

    def _comes_from_thing(self, match: Match) -> bool:
        """As in "From behind a lantern a rabbit watches": where somebody does it, and not the camera."""
        after = match.taken[0] + 2
        if [token.low for token in self._tokens[after - 2 : after]] not in (["from", "behind"], ["from", "below"]):
            return False
        inside = self._standing.takes_object(after) and self._standing.comes_noun(after + 1)
        noun = next((one for one in self._tokens[after + 1 : after + 5] if self._words.has(one.low, _PROPS)), None)
        people = any(self._words.has(one.low, _BUILDS) for one in self._tokens[after + 1 : after + 4])
        return inside and noun is not None and not people

    def _is_told_alone(self, match: Match) -> bool:
        """As in "Juno, eleven, red cap": between commas, an age."""
        after = match.taken[-1] + 1
        return after < len(self._tokens) and "," in self._tokens[after].before

    def _is_in_the_background(self, match: Match) -> bool:
        """As in "Harbour at dawn, gulls.": in a line that only says where we are, what is heard there."""
        at = match.taken[0]
        heard = self._words.phrase((self._tokens[at].low,), "sounds") is not None and self._tokens[at].low.endswith("s")
        if heard and self._standing.only_lists_sounds():
            return True
        apart = "," in self._tokens[at].before and self._standing.ends_phrase(match)
        airy = any(mark.kind in ("sets", "hours") for mark in self._marks)
        return heard and apart and airy and all(mark.kind in _SETTING for mark in self._marks)

    def _counts_unknown(self, match: Match) -> bool:
        """As in "two dragons"."""
        following = match.taken[-1] + 1
        if following >= len(self._tokens) or self._tokens[following].before:
            return False
        low = self._tokens[following].low
        return low.endswith("s") and all(one.table == "colours" for one in self._words.senses(low))

    def _counts_some(self, match: Match) -> bool:
        """As in "four of them", "two of the boys": so many of those who are there."""
        after = [token.low for token in self._tokens[match.taken[-1] + 1 : match.taken[-1] + 3]]
        some = len(after) == 2 and after[0] == "of" and after[1] in _THEM
        return some and match.sense.id != "one" and match.length == 1

    def _counts_clothes(self, match: Match) -> bool:
        """As in "two dresses go into the suitcase"."""
        at = match.taken[-1] + 1
        plural = at < len(self._tokens) and self._tokens[at].low.endswith("s") and not self._tokens[at].before
        return plural and self._words.has(self._tokens[at].low, frozenset({"outfits"}))

    def _counts_time(self, match: Match) -> bool:
        """As in "three times"."""
        following = match.taken[-1] + 1
        return following < len(self._tokens) and self._tokens[following].low in _COUNTED_TIME

    def _goes_further(self, match: Match) -> bool:
        """Whether a more telling move begins inside this one: "the camera pans" in "the camera pans left"."""
        last = match.taken[-1]
        if self._tokens[match.taken[0]].low not in ("camera", "we", "slow"):
            return False
        inner = (one for one in self._standing.matches(last) if one.sense.table == "moves" and one.length > 1)
        return last > match.taken[0] and any(inner)

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
