"""Whose hands a verb is about, and what a verb names besides what is done: "shakes her hand", "gets out of bed"."""

from typing import Final

from studio.engine.director.acting import Verb
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import Mark
from studio.engine.director.things import Mention
from studio.timeline.film import CastId, EntityId, PropId

_NAMED_SO: Final = frozenset({"the", "a", "her", "his", "their"})


class Hands:
    """Reads the owners and the nouns inside the phrases of motions."""

    def __init__(self, sentence: Sentence) -> None:
        self._story = sentence.story
        self._tokens = sentence.tokens
        self._grammar = sentence.grammar
        self._naming = sentence.naming
        self._said = sentence.said

    def whose(self, mark: Mark, who: list[EntityId]) -> CastId | None:
        """As in "his sister takes his hand": somebody else's, whoever is known and fits."""
        words = [token.low for token in self._tokens[mark.first : mark.last]]
        pronoun = next((word for word in words if word in ("his", "him", "her")), None)
        if pronoun is None:
            return None
        fits = "she" if pronoun == "her" else "he"
        people = (one for one in self._story.people.last(4) if one.id not in who and one.id in self._story.here)
        return next((one.id for one in people if one.fits(fits)), None)

    def met_with(self, mark: Mark, who: list[EntityId]) -> CastId | None:
        """As in "he shakes her hand", where nobody else was told of: somebody is there whose hand it is."""
        word = next((one for one in self._grammar.words(mark).split() if one in ("his", "him", "her")), "")
        doing = [one for one in self._story.people.all if one.id in who]
        fits = {"his": "he", "him": "he", "her": "she"}.get(word, "")
        if not fits or not doing or any(one.fits(fits) for one in doing):
            return None
        met = self._story.people.pronoun(fits, []).id
        self._story.arrive(met)
        self._said.show(met)
        return met

    def slips(self, mark: Mark, verb: Verb) -> None:
        """As in "the cup slips from her hand": whose hand it is drops it."""
        things = [one for one in verb.who if not self._story.is_person(one)]
        word = next((one for one in self._grammar.words(mark).split() if one in ("his", "her")), "")
        if verb.motion != "drop" or len(things) != 1 or verb.who != things or not word:
            return
        owner = self._naming.owner(word, [])
        if owner is not None:
            self._story.arrive(owner)
            self._said.show(owner)
            verb.who, verb.thing = [owner], PropId(things[0])

    def shows_bed(self) -> None:
        """As in "climbs out of bed": the bed is seen, where the set has none of its own."""
        place = self._said.place or self._story.place
        if place is None or place.set not in ("room", "hospital"):
            mention = Mention("bed", "bed", "the")
            self._said.show(self._story.things.meant(mention, self._story.scene, []).id)

    def shows_phone(self, mark: Mark) -> PropId | None:
        """As in "answers the phone", "does not pick up the phone": the one that is named is there."""
        words = self._grammar.words(mark).split()
        if (
            mark.id != "phone"
            or words[-1] not in ("phone", "telephone")
            or len(words) < 2
            or words[-2] not in _NAMED_SO
        ):
            return None
        thing = self._story.things.meant(Mention("phone", words[-1], "the"), self._story.scene, [])
        self._said.show(thing.id)
        return thing.id
