"""Clauses said in the director's English: subject, verb, object, place, manner, whatever the original's order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from studio.engine.director.stems import third_person
from studio.engine.director.tongues.agreement import POSSESSIVE, pronoun
from studio.engine.director.tongues.recalling import LETS_GO, Recalling
from studio.engine.director.tongues.remembering import Memory
from studio.engine.director.tongues.saying_nouns import Piece
from studio.engine.director.tongues.scenes import beside_them, holds_things, is_by, is_scene
from studio.engine.director.tongues.units import AIR, CAMERA, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english
from studio.engine.director.tongues.wording import (
    FIRST,
    as_told,
    is_many,
    ordered,
    pronoun_for,
)

__all__ = ["Memory", "Piece", "Speaker"]

_NEEDS_SUBJECT: Final = frozenset({"while", "before", "after", "until", "when", "because"})
_LIGHT: Final = frozenset({"wear", "have", "be"})
_HUMAN: Final = frozenset({"cry", "weep", "laugh", "smile", "sigh", "say", "talk", "shrug", "blush"})
_IN_HAND: Final = frozenset({"hold", "carry"})

_FRONTED: Final = frozenset({"while", "when", "as", "before", "after", "until"})
_APART: Final = "apart"
"""What joins the clause that follows a fronted one: a comma, and its own subject."""
_LATER: Final = "later"
"""What joins a clause before which time goes by: nothing, and its own subject."""
_RETOLD: Final = frozenset({"while", "before", "after", "until", _APART, _LATER})
"""Joints after which the subject is told again."""


class Speaker(Recalling):
    """Says the clauses of one sentence."""

    def say(self, clauses: Sequence[Clause]) -> list[Piece]:
        """The sentence without its full stop."""
        told = [one for one in clauses if not one.empty]
        fronted = len(told) > 1 and told[0].joint in _FRONTED and told[0].verb is not None and told[1].verb is not None
        if fronted:
            self._front(told)
        for number, clause in enumerate(told):
            self._clause(clause, first=number == 0)
        return _with_an(self._pieces)

    def _front(self, clauses: Sequence[Clause]) -> None:
        """As in "Before she leaves, ...": the joint comes first, and who it is about may be told only later."""
        first, second = clauses[0], clauses[1]
        self._add(first.joint)
        if not first.subjects:
            first.subjects = [self._again(one) for one in second.subjects]
        second.joint = _APART

    def _clause(self, clause: Clause, first: bool) -> None:
        filmed = any(unit.kind in CAMERA for unit in clause.loose)
        if clause.verb is not None and clause.verb.said == "receive" and self._memory.did in LETS_GO:
            clause.verb = Unit("motions", "catch", clause.verb.start, clause.verb.end, clause.verb.form)
        if not self._articles and not filmed:
            self._recall(clause)
        quoted = next((one for one in clause.objects if one.head.kind == "quote"), None)
        if quoted is not None and clause.verb is None:
            clause.verb = Unit("motions", "say", quoted.head.start, quoted.head.start)
        elif quoted is not None and clause.verb is not None and clause.verb.said == "talk":
            clause.verb = Unit("motions", "say", clause.verb.start, clause.verb.end, clause.verb.form)
        acts = clause.verb is not None or bool(clause.states)
        own = bool(clause.subjects)
        if self._withheld and clause.joint == "and" and acts and not own and not self._articles:
            clause.joint = "but"
        later = not first and acts and not self._articles and any(one.kind == "times" for one in clause.loose)
        clause.joint = _LATER if later and clause.joint in ("and", ",", "then") else clause.joint
        if not own and acts and not filmed:
            self._take_subject(clause, first)
        if not first:
            self._joint(clause, acts)
        elif clause.joint == "then":
            self._add("then")
        self._air(clause)
        self._filmed = filmed
        if filmed:
            self._camera(clause, first)
            return
        again = own or first or clause.joint in _RETOLD or clause.joint in _NEEDS_SUBJECT
        if again and not own and not first and self._articles and acts:
            clause.subjects = [pronoun_for(self._subjects)] if self._subjects else clause.subjects
        listed = again and clause.joint not in ("who", "which") and self._there_are(clause)
        if not listed and clause.joint != ":":
            self._fronted(clause)
        if again and clause.joint not in ("who", "which") and not listed:
            self._subject(clause)
        elif self._subjects:
            clause.subjects = clause.subjects or self._subjects
        self._predicate(clause)
        self._subjects = clause.subjects or self._subjects
        self._denied = self._articles and clause.denied is not None and bool(clause.states)
        self._withheld = clause.denied is not None and not clause.states
        self._memory.did = clause.verb.said if clause.verb is not None else self._memory.did
        for phrase in clause.subjects:
            self._memory.note(phrase, subject=True)

    def _joint(self, clause: Clause, acts: bool) -> None:
        if clause.joint == _APART:
            self._add(",")
        elif clause.joint == _LATER:
            self._add(".")
        elif clause.joint == ":":
            self._add(":")
        elif self._parted(clause, acts):
            self._add(".")
        elif clause.joint in ("who", "which"):
            self._add(f", {clause.joint}")
        elif clause.joint in ("then", "while", "but", "when", "as", "before", "after", "until", "because"):
            self._add(",") if clause.joint in ("then", "but", "after") else None
            self._add("and" if clause.joint == "while" and not clause.subjects else clause.joint)
        else:
            self._add("," if clause.joint == "," and self._filmed else "and" if acts else ",")

    def _parted(self, clause: Clause, acts: bool) -> bool:
        """Whether a clause is better a sentence of its own: a place opens it, or the one before denied."""
        opens = self._told_first(clause) or (not self._articles and beside_them(clause))
        placed = clause.joint in ("and", ",") and not self._filmed and bool(opens)
        denied = (self._denied or self._listed) and bool(clause.subjects) and clause.joint in ("and", ",", "but")
        return acts and (placed or denied)

    def _take_subject(self, clause: Clause, first: bool) -> None:
        """A subject that goes without saying is the one the words were about."""
        spoken_of = self._memory.topic or self._memory.thing
        feels = clause.verb is not None and clause.verb.said in _HUMAN and not self._articles
        if feels and spoken_of is not None and spoken_of.head.kind == "props" and self._memory.other is not None:
            spoken_of = self._memory.other
        topic = self._subjects or ([spoken_of] if spoken_of else [])
        if not topic or (clause.verb is not None and clause.verb.said == "be"):
            return
        again = first or clause.joint in _RETOLD or clause.joint in _NEEDS_SUBJECT
        clause.subjects = [self._again(one) for one in topic] if again else list(topic)

    def _air(self, clause: Clause) -> None:
        """What is told before anything else: the passing of time; the air too where nothing else happens."""
        busy = clause.verb is not None or clause.states or clause.subjects or clause.objects
        told = [unit for unit in clause.loose if unit.kind in FIRST or (unit.kind in AIR and not busy)]
        self._aired = told
        for number, unit in enumerate(told):
            self._add(",") if number else None
            self._add(as_told(unit, alone=not busy), unit)
        if told and (busy or any(unit.kind not in AIR for unit in clause.loose)):
            self._add(",")

    def _air_beside(self, clause: Clause) -> None:
        for unit in clause.loose:
            if unit.kind in AIR and unit.kind not in FIRST and unit not in self._aired:
                self._add(as_told(unit, alone=False), unit)

    def _camera(self, clause: Clause, first: bool) -> None:
        """The camera's set-up, whom it is of, and what they do there."""
        units = [unit for unit in clause.loose if unit.kind in CAMERA]
        told = [one for one in (*clause.subjects, *clause.objects) if one.head.kind != "quote"]
        if any(unit.said == "rack focus" for unit in units):
            told.sort(key=lambda one: one.role != "from")
        doing = clause.verb is not None or bool(clause.states)
        for number, unit in enumerate(units):
            self._add(",") if number else None
            last = number == len(units) - 1
            said = english().get(unit.kind, {}).get(unit.said, unit.said)
            aimed = told and last and not (doing and clause.subjects)
            preposition = english()["aimed"].get(unit.said, "of" if unit.kind in ("framings", "angles") else "")
            whence = unit.said != "rack focus" or any(one.role == "from" for one in told)
            preposition = preposition if whence else "to"
            adverbs = clause.adverbs if last and not doing else []
            late = adverbs if preposition == "from" and aimed else []
            adverbs = adverbs if not late else []
            lens = said.startswith("the camera ") and bool(adverbs)
            self._add("the camera" if lens else said, unit)
            for adverb in adverbs:
                self._add(adverb.said, adverb)
            self._add(said.removeprefix("the camera ") if lens else "", unit)
            if aimed:
                self._aimed(told, preposition)
            for adverb in late:
                self._add(adverb.said, adverb)
        self._air_beside(clause)
        if not (doing and clause.subjects):
            self._heard(clause)
        self._seconds(clause)
        if doing and clause.subjects:
            self._add(",")
            self._subject(clause)
            self._predicate(clause)
        for phrase in told:
            self._memory.note(phrase, subject=phrase.person and first)
            if phrase.owner is not None and phrase.owner.kind in ("builds", "name") and first:
                owner = phrase.owner
                who = Unit(owner.kind, owner.said.removeprefix("the "), owner.start, owner.end, owner.form)
                self._memory.note(Phrase(who), subject=True)

    def _aimed(self, told: list[Phrase], preposition: str) -> None:
        if preposition == "from" and told[0].role == "dative" and not self._articles:
            preposition = "to"
        for number, phrase in enumerate(told):
            if number:
                role = phrase.role if phrase.role not in ("subject", "object", "loc", "dative", "of") else ""
                role = "to" if preposition == "from" and phrase.role == "dative" else role
                role = "to" if told[0].role == "from" and phrase.role in ("object", "dative") else role
                bare = phrase.role in ("subject", "object") and role != "to"
                self._add("and" if bare else role or self._place_role(phrase))
            elif phrase.role == "dative" and preposition == "from" and len(told) == 1 and not self._articles:
                self._add("to")
            elif phrase.role in ("from", "past", "along", "across") or (phrase.role == "to" and preposition == ""):
                self._add(phrase.role)
            elif phrase.role in ("loc", *_PLACED):
                self._add(self._place_role(phrase))
            else:
                self._add(preposition)
            self._noun(phrase, as_object=True)

    def _seconds(self, clause: Clause) -> None:
        for unit in clause.loose:
            if unit.kind == "seconds":
                self._add("," if self._pieces else "")
                self._add(unit.said, unit)

    # Who, what and where.

    def _fronted(self, clause: Clause) -> None:
        """As in "Behind them, a drummer plays": where it happens, when it is told before who acts."""
        if not clause.subjects or clause.verb is None or clause.verb.said == "be":
            return
        if not self._articles:
            self._front_places(clause)
            return
        told = self._told_first(clause)
        for phrase in told:
            self._object(clause, phrase, 0)
        far = [one for one in clause.adverbs if one.said.startswith(_AFAR) and one.end < clause.subjects[0].head.start]
        for adverb in far:
            self._add("," if told else "")
            self._add(adverb.said, adverb)
        named = bool(told) and told[-1].head.kind == "name" and clause.subjects[0].head.kind != "name"
        self._add("," if (told and not named) or far else "")
        clause.objects = [one for one in clause.objects if one not in told]
        clause.adverbs = [one for one in clause.adverbs if one not in far]

    def _front_places(self, clause: Clause) -> None:
        """As in "In front of the gate, a knight draws a sword": where it is done, which is not said of the sword."""
        done = any(one.role in ("object", "dative") and one.head.kind != "quote" for one in clause.objects)
        verb = clause.verb.said if clause.verb is not None else ""
        told = beside_them(clause) + [one for one in clause.objects if is_by(clause, one)]
        if not told and (not done or verb in _PLACES_IT or verb in english()["goes"]):
            return
        told = told or [one for one in clause.objects if is_scene(clause, one)]
        for phrase in told:
            self._object(clause, phrase, 0)
        self._add("," if told else "")
        clause.objects = [one for one in clause.objects if one not in told]

    def _there_are(self, clause: Clause) -> bool:
        """As in "On a table are three apples and a bottle": of a list each is there. Whether it was said so."""
        placed = [one for one in clause.objects if one.role not in (*_CLOSE, "loc")]
        things = bool(clause.subjects) and not any(one.person for one in clause.subjects)
        placed = [one for one in placed if one.head.kind != "pron"] if self._articles else placed
        lists = things and (len(clause.subjects) > 1 or bool(clause.subjects[0].joined or holds_things(clause)))
        at_rest = clause.verb is not None and clause.denied is None and not clause.states
        at_rest = at_rest and clause.verb is not None and clause.verb.said in (_RESTING if self._articles else ("be",))
        at_rest = at_rest and not (self._articles and clause.adverbs)
        if not (lists and at_rest and placed and placed == clause.objects) or (not self._articles and len(placed) > 1):
            return False
        for phrase in placed:
            self._object(clause, phrase, 0)
        self._add("are", clause.verb)
        clause.objects, clause.verb = [], None
        self._subject(clause)
        self._listed = True
        return True

    def _told_first(self, clause: Clause) -> list[Phrase]:
        """The places that are told before who acts."""
        if not self._articles or not clause.subjects or clause.verb is None or clause.verb.said == "be":
            return []
        acts = min([clause.verb.start, *(one.head.start for one in clause.subjects)])
        return [one for one in clause.objects if one.role not in _CLOSE and one.head.end <= acts and one.head.end]

    def _subject(self, clause: Clause) -> None:
        for number, phrase in enumerate(clause.subjects):
            self._add("and") if number else None
            self._noun(phrase)

    def _predicate(self, clause: Clause) -> None:
        self._owned = self._whose(clause)
        many = len(clause.subjects) > 1 or any(is_many(one) or one.head.said == "i" for one in clause.subjects)
        feelings = [
            one for one in clause.adverbs if one.kind == "emotions" and not one.said.startswith(("in ", "with "))
        ]
        denied = clause.denied if clause.states else None
        if clause.verb is not None and clause.states:
            self._add("are" if many else "is")
            self._add("not" if denied else "", denied)
            for number, state in enumerate(clause.states):
                self._add("and") if number else None
                self._add(state.said, state)
            self._add("and")
        for feeling in feelings:
            self._add(feeling.said, feeling)
        if clause.verb is not None:
            self._verb(clause, many)
        elif clause.states and clause.subjects:
            self._add("are" if many else "is")
            self._add("not" if denied else "", denied)
        for number, state in enumerate(clause.states if clause.verb is None else ()):
            self._add("and") if number else None
            self._add(state.said, state)
        for number, phrase in enumerate(ordered(clause)):
            self._object(clause, phrase, number)
        for adverb in clause.adverbs:
            self._add(adverb.said if adverb not in feelings else "", adverb)
        if clause.verb is not None or clause.states or clause.subjects or clause.objects:
            self._air_beside(clause)
        self._heard(clause)
        self._seconds(clause)

    def _heard(self, clause: Clause) -> None:
        for unit in clause.loose:
            if unit.kind == "sounds":
                tells = unit.said.startswith(("a ", "the ") if self._articles else "phone ")
                self._add((", and" if tells else ", with") if self._pieces else "")
                self._add(unit.said, unit)

    def _whose(self, clause: Clause) -> str:
        """Whose hand or face is meant: the subject's; "their" of somebody whose word leaves it open."""
        spoken = POSSESSIVE.get(pronoun(clause.subjects[0]), "") if clause.subjects else ""
        return spoken if self._articles or not clause.subjects else spoken or "their"

    def _verb(self, clause: Clause, many: bool) -> None:
        verb = clause.verb
        if verb is None:
            return
        none = [one for one in clause.objects if one.role == "object" and one.det == "no"]
        if none and clause.denied is None and verb.said not in _LIGHT | _IN_HAND and clause.subjects:
            clause.denied = Unit("neg", "not", verb.start, verb.end)
            self._bare_objects(clause)
        if clause.denied is not None and verb.said in _IN_HAND and self._nothing_known(clause):
            verb = Unit("verbs", "have", verb.start, verb.end, verb.form)
        if self._owned and " her " in verb.said:
            verb = Unit(verb.kind, verb.said.replace(" her ", f" {self._owned} "), verb.start, verb.end, verb.form)
        if clause.denied is not None and not clause.states and verb.said not in _LIGHT:
            self._add("do not" if many else "does not", clause.denied)
            self._add(verb.said, verb)
            return
        if verb.said == "be":
            self._add(("are" if many else "is") if clause.subjects else "there is", verb)
        elif verb.kind == "unknown":
            self._add(verb.said, verb)
        elif verb.said == "turn" and any(one.said.startswith("in ") for one in clause.adverbs):
            self._add("turn around" if many else "turns around", verb)
        else:
            said = verb.said if many else "has" if verb.said == "have" else third_person(verb.said)
            self._add(said, verb)
        if clause.denied is not None and not clause.states:
            self._add("no", clause.denied)
            self._bare_objects(clause)

    def _nothing_known(self, clause: Clause) -> bool:
        """As in "holds no umbrella": nothing that was told of before is meant."""
        things = [one for one in clause.objects if one.role == "object"]
        return bool(things) and all(
            one.det in ("", "a") and one.owner is None and one.head.kind == "props" and (
                self._articles or one.head.said not in self._memory.seen
            )
            for one in things
        )  # fmt: skip

    def _bare_objects(self, clause: Clause) -> None:
        """As in "has no umbrella": what there is none of has no article, and is no thing of the film."""
        clause.objects = [replace(one, det="none") if one.role == "object" else one for one in clause.objects]

    def _object(self, clause: Clause, phrase: Phrase, number: int) -> None:
        verb = clause.verb.said if clause.verb is not None else ""
        if phrase.head.kind == "quote":
            self._add(phrase.head.said, phrase.head)
            return
        role = self._role(verb, phrase)
        listed = phrase.role == "object" and number and ordered(clause)[number - 1].role == "object"
        if listed and not role:
            self._add("and")
        elif not verb and number and phrase.role == "object":
            self._add(",")
        self._add(role)
        self._noun(self._one_each(clause, phrase, role), as_object=True)
        self._memory.note(phrase, subject=False)


_AFAR: Final = ("in the distance", "in the background", "in the foreground")
_RESTING: Final = ("be", "stand", "lie")
_CLOSE: Final = ("object", "dative", "of", "subject", "", "with", "without", "to", "from")
_PLACES_IT: Final = frozenset({
    "put down", "put", "leave behind", "throw", "drop", "place", "hang", "lean", "sit", "stand", "lie", "hide", "stack",
    "write", "draw", "paint", "plant", "pour",
})  # fmt: skip
_PLACED: Final = ("on", "in", "at", "under", "beside", "behind", "in front of", "near", "between", "over")


def _with_an(pieces: list[Piece]) -> list[Piece]:
    """As in "an old clock"."""
    following = [*pieces[1:], *[Piece("")][: len(pieces)]]
    return [
        Piece("an", one.start, one.end) if one.text == "a" and after.text[:1] in "aeiouAEIOU" and after.text else one
        for one, after in zip(pieces, following, strict=True)
    ]
