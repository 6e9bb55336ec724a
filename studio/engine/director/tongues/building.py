"""Clauses as they grow: what every language's grammar does with a noun, a verb, a colour or a camera word."""

from dataclasses import dataclass, field
from typing import Final

from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import CAMERA, WORN, Clause, Phrase, Unit
from studio.engine.director.tongues.verbs import takes_thing as takes_thing
from studio.engine.director.tongues.wordbook import english

_BESIDE: Final = frozenset({"on", "under", "beside", "behind", "in front of", "near", "in", "between", "around"})
LOOKS: Final = frozenset({"body", "outfits", "accessories"})


@dataclass
class Before:
    """What the words before a noun say of it."""

    role: str = ""
    det: str = ""
    owner: Unit | None = None
    count: Unit | None = None
    adjectives: list[Unit] = field(default_factory=list[Unit])


class Builder:
    """Gathers the clauses of one sentence. ``bare``: a place alone says where somebody is, without a verb."""

    def __init__(self, memory: Memory, bare: bool = False) -> None:
        self.memory = memory
        self.bare = bare
        self.clauses: list[Clause] = [Clause()]
        self.before = Before()
        self.last: Phrase | None = None
        self.linked: Unit | None = None
        self.lens: Unit | None = None

    @property
    def clause(self) -> Clause:
        """The clause under way."""
        return self.clauses[-1]

    @property
    def acts(self) -> bool:
        """Whether the clause under way says already what is done or how it is."""
        return self.clause.verb is not None or bool(self.clause.states) or self.linked is not None

    @property
    def filmed(self) -> bool:
        """Whether the clause under way is about the camera."""
        return any(unit.kind in CAMERA for unit in self.clause.loose)

    def next_clause(self, joint: str) -> None:
        """What follows is another clause."""
        self.settle()
        if self.clause.empty:
            self.clause.joint = joint or self.clause.joint
        else:
            self.clauses.append(Clause(joint))
        self.before, self.last, self.lens = Before(), None, None

    def settle(self) -> None:
        """The clause is whole: a link without a state says where somebody is; nouns find their places."""
        clause = self.clause
        self._film()
        told = clause.subjects or clause.objects
        if self.linked is not None and clause.verb is None and not clause.states and told:
            clause.verb = Unit("verbs", "be", self.linked.start, self.linked.end)
        self.linked = None
        self._dress(clause)
        placed = any(one.role not in ("object", "dative", "of") for one in clause.objects)
        things = bool(clause.subjects) and all(one.head.kind == "props" for one in clause.subjects)
        things = things and any(one.role in _BESIDE for one in clause.objects)
        if (
            (self.bare or things)
            and clause.verb is None
            and not clause.states
            and clause.subjects
            and placed
            and not self.filmed
        ):
            clause.verb = Unit("verbs", "be", clause.subjects[-1].head.end, clause.subjects[-1].head.end)
        if clause.verb is not None and clause.verb.said == "be" and not clause.subjects:
            clause.subjects = [one for one in clause.objects if one.role == "object"]
            clause.objects = [one for one in clause.objects if one.role != "object"]
        self._receiver(clause)
        alone = clause.verb is not None and clause.verb.said in english()["people"] and len(self.clauses) > 1
        if alone and not clause.objects and clause.verb is not None and self.other is not None:
            end = clause.verb.end
            clause.objects.append(silent(self.other, Unit("", "", end, end), "object"))
        for adjective in self.before.adjectives:
            self._adrift(adjective)
        self.before.adjectives = []

    def _receiver(self, clause: Clause) -> None:
        """As in "zeigt der Frau ein Foto": of two objects the person is who gets the thing."""
        bare = [one for one in clause.objects if one.role == "object"]
        verb = clause.verb.said if clause.verb is not None else ""
        if takes_thing(verb) and clause.subjects and any(not one.person for one in bare):
            for one in bare:
                one.role = "dative" if one.person and one.head.form != "object" else one.role

    def _dress(self, clause: Clause) -> None:
        """As in "lleva", "porte", "trägt": clothes are worn, things are carried."""
        verb = clause.verb
        if verb is None or verb.said not in ("wear", "carry", "write", "play"):
            return
        worn = english()["worn"]
        kinds = {
            "accessories" if one.head.said in worn else one.head.kind for one in clause.objects if one.role == "object"
        }
        if verb.said in ("carry", "write") and kinds & WORN and not kinds & {"props"}:
            clause.verb = Unit("verbs", "wear", verb.start, verb.end, verb.form)
        elif verb.said == "wear" and kinds & {"props", "pron", "builds", "name"} and not kinds & WORN:
            clause.verb = Unit("motions", "carry", verb.start, verb.end, verb.form)

    def _adrift(self, adjective: Unit) -> None:
        """A colour or a feeling that no noun took on: a state of the subject, or words of their own."""
        if adjective.kind == "emotions" or self.clause.subjects:
            self.clause.states.append(adjective)
        else:
            self.clause.loose.append(adjective)

    # Nouns.

    def noun(self, head: Unit, role: str = "") -> Phrase:
        """A noun, with what the words before said of it. Where it belongs is the grammar's to say."""
        before, self.before = self.before, Before()
        adjectives = before.adjectives
        if head.kind in ("name", "pron"):
            for one in adjectives:
                self._adrift(one)
            adjectives = []
        det = "" if head.kind == "body" else before.det
        phrase = Phrase(head, role or before.role, det, [], before.count, adjectives, before.owner)
        self.last = phrase
        return phrase

    def look(self, person: Phrase, look: Phrase) -> None:
        """Something somebody has or wears."""
        look.role = look.role if look.role in ("with", "in", "without") else ""
        person.looks.append(look)

    def begins_after(self, previous: Phrase | None) -> bool:
        """As in "in the kitchen, the cup falls": what follows a place that opens a clause is no second place."""
        clause = self.clause
        first = clause.verb is None and not clause.subjects and previous is not None and previous in clause.objects
        return first and previous is not None and previous.role not in ("", "object", "dative")

    def joined(self, phrase: Phrase, other: Phrase) -> None:
        """Two of a kind: "Hana and Ken"."""
        other.role = ""
        phrase.joined.append(other)

    # Verbs.

    def verb(self, unit: Unit) -> None:
        """What is done."""
        self.clause.verb = unit
        self.linked = None

    def pronoun_object(self, unit: Unit) -> Phrase:
        """Whom or what "it", "him" or "her" means where the language does not say."""
        verb = self.clause.verb.said if self.clause.verb is not None else ""
        other = self.other
        if unit.form == "dative" and other is not None:
            return silent(other, unit, "dative")
        if unit.form == "object" and not takes_thing(verb) and other is not None:
            return silent(other, unit, "object")
        said = "it" if unit.form == "object" else unit.said
        return Phrase(
            Unit("pron", said, unit.start, unit.end, unit.form), "dative" if unit.form == "dative" else "object"
        )

    @property
    def other(self) -> Phrase | None:
        """Whom the words spoke of last beside the subject, in this sentence or before."""
        told = [one for clause in self.clauses[:-1] for one in clause.objects if one.person and one.head.kind != "pron"]
        return told[-1] if told else self.memory.other

    # The camera.

    def _film(self) -> None:
        """As in "the camera turns left": verbs that tell of the camera are its moves."""
        clause = self.clause
        if self.lens is None:
            return
        verb = clause.verb
        ways = [one for one in clause.adverbs if one.kind == "ways"]
        if verb is not None:
            round_it = [one for one in clause.objects if one.role == "around"]
            for one in round_it:
                one.role = "of"
            way = "around" if round_it else ways[0].said if ways else ""
            key = f"{verb.said} {way}".strip()
            move = english()["lens"].get(key) or english()["lens"].get(verb.said)
            if move is not None:
                clause.verb = None
                clause.loose.append(Unit("moves", move, self.lens.start, verb.end))
                clause.adverbs = [one for one in clause.adverbs if one.kind != "ways"]
        if verb is None or clause.verb is None:
            self.lens = None
            return
        clause.subjects.insert(0, Phrase(Unit("lens", "camera", self.lens.start, self.lens.end), "", "the"))
        self.lens = None


def silent(phrase: Phrase, unit: Unit, role: str) -> Phrase:
    """The same again, where a pronoun stands for it."""
    form = "object" if role == "object" else phrase.head.form
    head = Unit(phrase.head.kind, phrase.head.said, unit.start, unit.end, form)
    det = "" if head.kind in ("name", "pron") else "the"
    return Phrase(head, role, det)
