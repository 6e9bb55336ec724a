"""Where things are and where they go in Spanish, French and German: "darin", "a su lado", "sur la pointe des pieds"."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine.director.tongues.european_leads import Leads
from studio.engine.director.tongues.european_nouns import CONTAINERS
from studio.engine.director.tongues.units import DOING, NOUNS, Phrase, Unit

GOING: Final = frozenset(
    {"go", "come", "pass", "pass by", "cross", "approach", "enter", "leave", "walk away", "run away", "walk"}
)
_MOVES: Final = frozenset({
    "pan left", "pan right", "track left", "track right", "tilt up", "tilt down", "crane up", "crane down",
    "whip pan left", "orbit left", "pedestal up", "pedestal down",
})  # fmt: skip
_SOMEWHERE: Final = frozenset({
    "on", "under", "in", "loc", "beside", "behind", "between", "in front of", "near", "over", "on top of", "at",
})  # fmt: skip
_CLOSED: Final[dict[str, dict[str, str]]] = {
    "forth": {
        "behind": "from behind", "under": "from under", "between": "from between", "from": "out of",
    },
    "out": {"from": "out of"},
    "in": {"in": "into", "loc": "into"},
    "inside": {"in": "into", "loc": "into"},
    "across": {"over": "over", "across": "across"},
    "throughout": {"through": "through"},
    "around": {"around": "around"},
    "down": {"of": "down from", "from": "down from"},
}  # fmt: skip
"""A way behind its noun, to what the preposition before the noun means with it."""
_VESSELS: Final = CONTAINERS | {
    "drawer",
    "suitcase",
    "bottle",
    "pocket",
    "cupboard",
    "envelope",
    "fridge",
    "barrel",
    "boat",
    "car",
    "bus",
    "cart",
    "train",
    "carriage",
    "tent",
    "bed",
    "rowing boat",
    "canoe",
    "ship",
    "bathtub",
}


class Ways(Leads):
    """Reads them into the clause under way."""

    def _laid_out(self, at: int) -> bool:
        """As in "unter dem Tisch ein Hund, auf dem Stuhl eine Katze": one place with what is there, and the next."""
        clause = self._build.clause
        if self._build.filmed:
            return False
        acts = self._build.acts and (clause.verb is None or clause.verb.said != "be")
        listed = clause.verb is not None and clause.verb.said == "be"
        if not acts and not listed and (not clause.subjects or not clause.objects):
            return False
        behind = at + 2 if (following := self._next(at)) is not None and following.kind == "joint" else at + 1
        segment = self._segment(behind)
        there = bool(segment) and segment[0].kind == "ways" and segment[0].said.endswith((" it", "inside", "in there"))
        if there and len(segment) == 1:
            segment = [*segment, *self._segment(behind + 2)]
        opens = there or (bool(segment) and segment[0].kind == "prep" and segment[0].said in _SOMEWHERE)
        nouns = [one for one in segment if one.kind in (*NOUNS, "clitic")]
        if acts or listed:
            return opens and len(nouns) + there > 1 and self._thing_there(segment)
        fronted = clause.objects[0].head.end <= clause.subjects[0].head.start and clause.objects[0].role in _SOMEWHERE
        return opens and fronted and len(nouns) + there > 1

    def _thing_there(self, segment: Sequence[Unit]) -> bool:
        """As in "..., neben ihm ein Topf": behind the place a thing of its own, and nothing is done."""
        if any(unit.kind in (*DOING, "cop", "rel") or unit.form == "state" for unit in segment):
            return False
        told = [n for n, unit in enumerate(segment) if unit.kind in (*NOUNS, "clitic", "ways")]
        first, last = told[0], segment[told[-1]]
        between: Sequence[Unit] = segment[first + 1 : told[1]] if len(told) > 1 else ()
        led = [unit for unit in between if unit.kind in ("det", "numbers")]
        apart = not any(unit.kind == "prep" for unit in between)
        return apart and bool(led) and led[0].said != "the" and last.kind in ("props", "dressing", "unknown", "builds")

    def _way(self, unit: Unit) -> None:
        """As in "am Laden vorbei": past the store."""
        clause = self._build.clause
        move = next((one for one in clause.loose if one.kind == "moves"), None)
        turned = f"{move.said.rpartition(' ')[0]} {unit.said}" if move is not None else ""
        if move is not None and turned in _MOVES:
            clause.loose[clause.loose.index(move)] = Unit("moves", turned, move.start, unit.end)
            return
        if unit.said == "at their side":
            clause.objects.append(Phrase(Unit("pron", "it", unit.start, unit.end, "object", unit.written), "beside"))
            return
        if unit.said in ("at their left", "at their right"):
            side = f"to the {unit.said.rpartition(' ')[2]} of"
            clause.objects.append(Phrase(Unit("pron", "it", unit.start, unit.end, "object", unit.written), side))
            return
        earlier = any(
            one.head.kind in ("props", "dressing") for told in self._build.clauses[:-1] for one in told.subjects
        )
        if unit.said.endswith(" it") and self._tongue == "de" and self._placed_by(unit):
            return
        if unit.said.endswith(" it") and (earlier or self._build.memory.thing is not None):
            head = Unit("pron", "it", unit.start, unit.end)
            clause.objects.append(Phrase(head, unit.said.removesuffix(" it")))
            return
        if unit.said.endswith(" it") and self._build.memory.topic is not None and self._build.memory.topic.person:
            head = Unit("pron", "it", unit.start, unit.end, "object", unit.written)
            clause.objects.append(Phrase(head, unit.said.removesuffix(" it")))
            return
        round_it = unit.said == "around" and any(one.role == "around" for one in clause.objects)
        if round_it or self._in_it(unit) or unit.said == "in there":
            return
        if unit.said == "with a leap":
            if clause.verb is not None and clause.verb.said in (*GOING, "climb", "stand up", "climb down", "raise"):
                clause.verb = Unit("motions", "jump", clause.verb.start, unit.end)
            return
        if self._tongue == "de" and self._closed(unit):
            return
        near = next((one for one in clause.objects if one.role == "at"), None)
        whom = next((one for one in clause.objects if one.role == "dative"), None)
        if unit.said == "past" and near is not None:
            near.role = "past"
        elif unit.said == "after" and whom is not None:
            whom.role = "after"
        elif (self._tongue == "de" and unit.said in ("down", "up") and self._climbed(unit)) or (
            unit.said in ("inside", "in") and self._put_in(unit)
        ):
            return
        elif unit.said == "on tiptoe" and clause.verb is not None and clause.verb.said in ("climb", "climb down"):
            way = "down" if clause.verb.said == "climb down" else "up"
            clause.verb = Unit("motions", f"sneak {way}", clause.verb.start, unit.end)
        elif unit.said == "on tiptoe" and clause.verb is not None and clause.verb.said in GOING:
            for one in clause.objects:
                one.role = "out of" if clause.verb.said == "leave" and one.role in ("object", "from") else one.role
            clause.verb = Unit("motions", "tiptoe", clause.verb.start, unit.end)
        else:
            clause.adverbs.append(unit)

    def _placed_by(self, unit: Unit) -> bool:
        """As in "die Katze schläft auf dem Sofa, der Hund liegt darunter": what the one before is on, no animal."""
        told = [one for clause in self._build.clauses[:-1] for one in clause.objects]
        things = [one for one in told if one.head.kind in ("props", "dressing") and one.role in _SOMEWHERE]
        if not things:
            return False
        head = replace(things[-1].head, start=unit.start, end=unit.end)
        self._build.clause.objects.append(Phrase(head, unit.said.removesuffix(" it"), "the"))
        return True

    def _closed(self, unit: Unit) -> bool:
        """As in "hinter der Laterne hervor", "aus dem Fluss heraus": the way tells what the preposition means."""
        roles = _CLOSED.get(unit.said, {})
        told = next((one for one in reversed(self._build.clause.objects) if one.role in roles), None)
        if told is not None:
            told.role = roles[told.role]
        return told is not None

    def _climbed(self, unit: Unit) -> bool:
        """As in "rollt die Rampe hinunter": the way follows what it is along."""
        last = self._build.last
        if last is None or last not in self._build.clause.objects or last.role != "object" or last.person:
            return False
        last.role = unit.said
        return True

    def _in_it(self, unit: Unit) -> bool:
        """As in "darin liegt eine Krone", "y trouve une couronne": in what was opened or filled before."""
        told = [one for clause in self._build.clauses[:-1] for one in clause.objects if one.head.kind == "props"]
        told += [one for clause in self._build.clauses[:-1] for one in clause.subjects if one.head.kind == "props"]
        thing = told[-1] if told else self._build.memory.thing
        holds = thing is not None and thing.head.said.rpartition(" ")[2] in _VESSELS
        if not holds or unit.said not in ("inside", "in there"):
            return False
        self._build.clause.objects.append(Phrase(Unit("pron", "it", unit.start, unit.end), "in"))
        return True

    def _put_in(self, unit: Unit) -> bool:
        """As in "steckt einen Umschlag hinein", "mete un sobre dentro": into what the words told of before."""
        clause = self._build.clause
        thing = any(one.role == "object" for one in clause.objects)
        if not thing or clause.verb is None or self._build.memory.thing is None:
            return False
        clause.objects.append(Phrase(Unit("pron", "it", unit.start, unit.end), "in"))
        return True
