"""Whether a word for a place, or for a part of one, names it where it stands."""

from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import Match
from studio.engine.director.standing import OWNERS, Standing
from studio.engine.director.vehicles import is_vehicle

_LOCATED: Final = frozenset({
    "on", "at", "by", "near", "behind", "under", "against", "beside", "to", "toward", "towards", "onto", "along",
    "past", "from", "over", "in", "into", "through", "across", "around",
})  # fmt: skip
_AFTER_SETS: Final = frozenset({"light", "seat", "case", "present", "rose", "bat", "card", "note", "cycle"})
_UNTOLD_SET: Final = "meadow"
"""Where a story plays that never says where: see continuity.DEFAULT_SET."""
_TOPS: Final = frozenset({"roof", "top", "deck", "terrace", "bank", "ridge", "peak"})
_ONTO: Final = frozenset({"on", "onto", "across", "along", "from", "to", "off", "at", "atop", "reaches", "climbs"})
_FAR: Final = frozenset({"distance", "horizon", "far"})
_ABOARD: Final = frozenset({"in", "inside", "on", "onto", "into", "aboard", "through", "boards", "enters", "of"})
_AFTER: Final = frozenset({"after", "for", "past", "chases", "chasing", "chased", "catch", "hails", "watches"})
_SUBJECTS: Final = frozenset({"name", "builds", "pronoun", "props"})
_ROOMS: Final = frozenset({"room", "hall", "lounge", "shop", "restaurant", "cabin", "compartment"})
_PROPS: Final = frozenset({"props"})
_MOTIONS: Final = frozenset({"motions"})


class PlaceSenses:
    """Judges the matches of sets and of what is painted on them.

    ``set`` is the set the sentence is at, from its own words or from before.
    """

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._tokens = standing.tokens
        self._around = standing.around
        self._marks = standing.marks
        self._words = standing.words
        self.set = self._set_named() or self._around.set

    def _set_named(self) -> str | None:
        named = [
            match
            for at in range(len(self._tokens))
            for match in self._standing.matches(at)
            if match.sense.table == "sets" and self.names_set(match) and not self.stands_here(match)
        ]
        sets = {match.sense.id for match in named if self._standing.located(match.taken[0])}
        within = (one for one in named if not self._is_part_of(one, sets - {one.sense.id}))
        return next((one.sense.id for one in within), None)

    def _is_part_of(self, match: Match, others: set[str]) -> bool:
        """As in "in the pond while drizzle falls on the garden": a place that another one named has a part like it."""
        parts = (one.sense.id for one in self._standing.matches(match.taken[0]) if one.sense.table == "dressing")
        return any(part.partition("/")[0] in others for part in parts)

    def stands_here(self, match: Match) -> bool:
        """Whether the phrase also names something painted at the set we are at: "the city" from the rooftop."""
        return not self._opens_anew(match) and any(
            one.sense.table == "dressing"
            and one.length >= match.length
            and one.sense.id.partition("/")[0] == self._around.set
            for one in self._standing.matches(match.taken[0])
        )

    def _opens_anew(self, match: Match) -> bool:
        """As in "A room, night" in an office: what begins so is another room, and not the one that we are in."""
        alone = match.taken[0] == 1 and self._tokens[0].low in ("a", "an") and self._standing.ends_phrase(match)
        return alone and self._tokens[1].low in _ROOMS and match.sense.id != self._around.set

    def names_set(self, match: Match) -> bool:
        """Whether a word for a place names the place, and no thing of that kind ("school bag")."""
        low = self._tokens[match.taken[0]].low
        owned = match.taken[0] > 0 and self._tokens[match.taken[0] - 1].low in OWNERS
        if match.length == 1 and (
            low.endswith("ed") or low == "bares" or (low == "temples" and owned) or self._is_bank(match)
        ):
            return False
        if (
            self._is_seen_from_here(match)
            or self._is_top_of(match)
            or self._is_roof_seen(match)
            or self._is_done_here(match)
            or self._goes_by(match)
            or self._is_gone_after(match)
            or self._is_direction(match)
            or self._is_amount(match)
            or self._is_towering(match)
        ):
            return False
        following = match.taken[-1] + 1
        if following >= len(self._tokens) or self._tokens[following].before or self._tokens[match.taken[-1]].owns:
            return True
        if self._only_tells_origin(match, following):
            return False
        low = self._tokens[following].low
        things = self._words.senses(low, _PROPS)
        furniture = all(vocabulary.prop_kinds()[one.id].fixed for one in things)
        parts = [one.sense.id for one in self._standing.matches(following) if one.sense.table == "dressing"]
        return low in _AFTER_SETS or furniture or any(part.startswith(f"{match.sense.id}/") for part in parts)

    def _only_tells_origin(self, match: Match, following: int) -> bool:
        """As in "a farm girl", "the village priest": right after its article, with the noun of somebody after it."""
        while following + 1 < len(self._tokens) and self._only_tells_what(following):
            following += 1
        somebody = self._words.has(self._tokens[following].low, frozenset({"builds"}))
        lead = self._tokens[max(0, match.taken[0] - 2) : match.taken[0]]
        article = bool(lead) and lead[-1].low in ("a", "an", "the")
        placed = len(lead) > 1 and lead[0].low in _LOCATED | {"of"} and not lead[1].before
        return somebody and article and not placed

    def _only_tells_what(self, at: int) -> bool:
        """As in "a street food vendor": a noun right before that of somebody, of what they sell or make."""
        low, following = self._tokens[at].low, self._tokens[at + 1]
        names = any(one.id == "abstract" for one in self._words.senses(low)) or not self._words.has(low)
        return names and not following.before and self._words.has(following.low, frozenset({"builds"}))

    def _goes_by(self, match: Match) -> bool:
        """As in "a train pulls in", "the spaceship lands": what does something is a thing, not the place we are at."""
        at = match.taken[-1] + 1
        if at >= len(self._tokens) or self._tokens[at].before or not is_vehicle(self._tokens[at - 1].low):
            return False
        low = self._tokens[at].low
        had = (
            low in ("has", "had") and at + 1 < len(self._tokens) and self._words.has(self._tokens[at + 1].low, _MOTIONS)
        )
        acts = had or (self._words.has(low, _MOTIONS) and low.endswith(("s", "ed", "ing")))
        return acts and not self._standing.located(match.taken[0])

    def _is_gone_after(self, match: Match) -> bool:
        """As in "runs after the bus", "waits for a train": a vehicle that somebody is not in yet."""
        at = match.taken[0]
        if match.length > 1 or not is_vehicle(self._tokens[at].low) or not self._marks:
            return False
        led = [
            mark for mark in self._marks[-4:] if mark.id not in ("determiner", "adjective") and mark.kind != "colours"
        ]
        before = self._tokens[led[-1].last - 1].low if led else ""
        return before in _AFTER and any(mark.kind in ("motions", "unknown") for mark in led[-2:])

    def _is_roof_seen(self, match: Match) -> bool:
        """As in "rain hammers the roof", "floats past the rooftops": seen, with nobody on it."""
        at = match.taken[0]
        if match.length > 1 or self._tokens[at].low not in ("roof", "roofs", "rooftops") or not at:
            return False
        fragment = not any(mark.kind in ("motions", "unknown") for mark in self._marks)
        before = {token.low for token in self._tokens[max(0, at - 6) : at] if not token.before}
        return self._falls_on_it() or not (fragment or before & _ONTO)

    def _falls_on_it(self) -> bool:
        """As in "rain drums on the roof": what is in the air is on it, and nobody else."""
        told = (mark.kind for mark in reversed(self._marks) if mark.kind in ("weathers", "sounds", *_SUBJECTS))
        return next(told, "") in ("weathers", "sounds")

    def _is_top_of(self, match: Match) -> bool:
        """As in "on the roof of an old van": a part of a thing, and no place."""
        of = match.taken[-1] + 1
        if of + 1 >= len(self._tokens) or self._tokens[of].low != "of" or self._tokens[of].before or match.length > 1:
            return False
        article = self._tokens[of + 1].low in ("a", "an", "the", *OWNERS)
        nouns = [
            at for at in range(of + 2, min(of + 5, len(self._tokens))) if self._words.has(self._tokens[at].low, _PROPS)
        ]
        return self._tokens[match.taken[0]].low in _TOPS and article and bool(nouns)

    def _is_seen_from_here(self, match: Match) -> bool:
        """As in "Far away a ship" on a pier, "waves at a passing airship": a vehicle that one is not in."""
        at = match.taken[0]
        if match.length > 1 or not is_vehicle(self._tokens[at].low):
            return False
        before = [token.low for token in self._tokens[max(0, at - 4) : at]]
        lows = {token.low for token in self._tokens}
        somewhere = self._around.set is not None or bool(lows & _FAR)
        somewhere = somewhere or any(mark.kind == "sets" for mark in self._marks)
        return somewhere and bool({"a", "an", "another"} & set(before[-3:])) and not _ABOARD & set(before[-3:])

    def _is_done_here(self, match: Match) -> bool:
        """As in "a man crossing the dunes": what somebody does, and no place."""
        at, last = match.taken[0], self._marks[-1] if self._marks else None
        does = self._tokens[at].low.endswith("ing") and match.length == 1 and not self._tokens[at].before
        acts = last is not None and last.kind in ("name", "builds", "pronoun") and last.id not in OWNERS
        return (
            does and acts and self._words.has(self._tokens[at].low, _MOTIONS) and not self._standing.ends_phrase(match)
        )

    def _is_direction(self, match: Match) -> bool:
        """As in "limps home": where somebody is bound for, and not where we are."""
        at = match.taken[0]
        before = self._marks[-1] if self._marks and not self._tokens[at].before else None
        led = before is not None and (before.kind == "motions" or before.id in ("she", "he", "they"))
        return self._tokens[at].low == "home" and match.length == 1 and led

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
        fronted = any(one.id == "preposition" for one in self._words.senses(self._tokens[0].low))
        located = located or (self._standing.takes_object(at + 1) and fronted)
        return acts and subject and located and not self._standing.noun_position(at)

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
        return self._standing.comes_noun(at + 1) and not self._standing.located(match.taken[0])

    def is_dressing(self, match: Match) -> bool:
        """Whether the phrase means what is painted on the set, and no thing of its own."""
        place = match.sense.id.partition("/")[0]
        if place == "anywhere":
            return True
        if self._tops_something(match):
            return False
        if place != self._around.set and self._also_names(match, place):
            return False
        if self.set is not None and place != self.set:
            return False
        if self.set is None and place != _UNTOLD_SET and self._tokens[match.taken[0]].owns:
            return False
        at = match.taken[0]
        of_body = any(one.id == "body" for one in self._standing.words.senses(self._tokens[at].low))
        if of_body and at and (self._tokens[at - 1].owns or self._tokens[at - 1].low in OWNERS):
            return False
        if self._newly_told(match.taken[0], frozenset({"a", "an"})) or self._counts_things(match):
            return False
        kinds = [one.sense.id for one in self._standing.matches(match.taken[0])
                 if one.sense.table == "props" and one.length >= match.length]  # fmt: skip
        if not kinds:
            return True
        if self.set is None and place != _UNTOLD_SET:
            return False
        if self._newly_told(match.taken[0]) or self._in_hand(match.taken[0]):
            return False
        if any(kind in self._around.props for kind in kinds) or self._comes_down(match):
            return False
        return vocabulary.prop_kinds()[kinds[0]].fixed or self._standing.located(match.taken[0])

    def _tops_something(self, match: Match) -> bool:
        """As in "on the roof of an old van": the top of what follows."""
        of = match.taken[-1] + 1
        told = of < len(self._tokens) and self._tokens[of].low == "of" and not self._tokens[of].before
        return told and self._tokens[match.taken[0]].low in ("roof", "roofs")

    def _counts_things(self, match: Match) -> bool:
        """As in "a row of crates": how many there are of what follows."""
        of = match.taken[-1] + 1
        told = of < len(self._tokens) and self._tokens[of].low == "of" and not self._tokens[of].before
        return told and match.length == 1 and (self._standing.comes_noun(of + 1) or self._is_top_of(match))

    def _comes_down(self, match: Match) -> bool:
        """As in "the mirror breaks": what something happens to is a thing of its own."""
        following = match.taken[-1] + 1
        if following >= len(self._tokens) or self._tokens[following].before:
            return False
        return any(one.id in ("break", "topple") for one in self._words.senses(self._tokens[following].low, _MOTIONS))

    def _newly_told(self, at: int, articles: frozenset[str] = frozenset()) -> bool:
        """As in "a green bench", "two wooden chairs": one that is told of so is a thing of its own.

        articles: with which of them alone; any determiner, where none are given.
        """
        marks = list(reversed(self._marks))
        told = marks and marks[0].kind in ("colours", "sizes", "materials") and not self._tokens[at].before
        while marks and (marks[0].kind in ("colours", "sizes", "materials") or marks[0].id == "adjective"):
            marks.pop(0)
        introduced = bool(marks) and marks[0].id == "determiner"
        introduced = introduced and (not articles or self._tokens[marks[0].first].low in articles)
        counted = bool(marks) and (marks[0].kind == "numbers" or introduced)
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
        matches = self._standing.matches(match.taken[0])
        return any(
            one.sense.table == "sets" and one.sense.id == place and one.length >= match.length for one in matches
        )
