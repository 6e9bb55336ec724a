"""The grammar of Japanese and Korean directions: nouns with their case marks, the verb last, what describes before."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.building import LOOKS, Builder, takes_thing
from studio.engine.director.tongues.cases import joins, looks_ahead, named_next, settle_cases
from studio.engine.director.tongues.nouns import made_of, same_person, whose
from studio.engine.director.tongues.relatives import Relatives
from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import AIR, CAMERA, DOING, NOUNS, WORN, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_STATES: Final = frozenset({"colours", "sizes", "hair"})


class VerbLastGrammar:
    """Reads the units of one sentence."""

    def __init__(self, units: Sequence[Unit], memory: Memory) -> None:
        self._units = units
        self._build = Builder(memory)
        self._noun: Phrase | None = None
        self._owner: Phrase | None = None
        self._looks: list[Phrase] = []
        self._relatives = Relatives(self._build)
        self._list: Phrase | None = None
        self._denied: Unit | None = None
        self._passive = False

    def read(self) -> list[Clause]:
        """The clauses in order."""
        for at, unit in enumerate(self._units):
            self._unit(at, unit)
        self._bare()
        self._build.settle()
        return [*self._build.clauses, *self._relatives.later]

    def _unit(self, at: int, unit: Unit) -> None:
        if unit.kind == "case":
            self._case(at, unit)
        elif unit.kind == "rel":
            self._relate(unit)
        elif unit.kind == "numbers":
            self._number(at, unit)
        elif unit.kind in ("det", "owner"):
            self._lead(unit)
        elif unit.kind == "lens":
            self._lens(at, unit)
        elif unit.kind in NOUNS:
            self._on_noun(at, unit)
        elif unit.kind in DOING or self._feels(unit):
            self._verb(unit)
        elif unit.kind in _STATES or unit.kind == "emotions":
            self._adjective(at, unit)
        elif unit.kind == "stop":
            self._stop(at, unit)
        else:
            self._other(unit)

    def _next(self, at: int) -> Unit | None:
        return self._units[at + 1] if at + 1 < len(self._units) else None

    def _feels(self, unit: Unit) -> bool:
        return unit.kind == "emotions" and unit.said in english()["feelings"]

    # Nouns and their case marks.

    def _lead(self, unit: Unit) -> None:
        if unit.kind == "det":
            self._build.before.det = unit.said
        else:
            self._build.before.owner = unit

    def _lens(self, at: int, unit: Unit) -> None:
        following = self._next(at)
        if following is not None and following.kind == "case" and following.said in ("subject", "also"):
            self._build.lens = unit
        elif following is not None and following.kind in CAMERA:
            return
        else:
            self._on_noun(at, Unit("dressing", "camera", unit.start, unit.end))

    def _compounded(self, at: int) -> Phrase | None:
        """As in "yeok gyedan": a noun right before another says whose, of what or where that is."""
        noun, before = self._noun, self._units[at - 1] if at else None
        if noun is not None and noun.head.kind == "sounds":
            return None
        if noun is None or before is None or noun.head is not before or noun.role or self._list is not None:
            return None
        if noun.head.kind in ("quote", "unknown", "pron") or (
            noun.head.kind == "name" and self._units[at].kind == "name"
        ):
            return None
        self._noun = None
        return noun

    def _on_noun(self, at: int, unit: Unit) -> None:
        owner, self._owner = self._owner or self._compounded(at), None
        self._bare()
        phrase = self._build.noun(unit)
        phrase.role = ""
        if unit.said == "nobody":
            self._build.clause.subjects.append(phrase)
            return
        phrase.looks += self._looks if phrase.person else []
        self._looks = [] if phrase.person else self._looks
        if owner is not None:
            self._own(owner, phrase)
        self._noun = phrase
        self._relatives.describe(phrase)

    def _own(self, owner: Phrase, phrase: Phrase) -> None:
        """As in "P no N": what the first noun is to the second."""
        if owner.head.said == phrase.head.said and owner.head.kind in ("sets", "dressing"):
            return
        if owner.person and phrase.person and same_person(owner, phrase):
            return
        if owner.person and phrase.head.kind != "name":
            phrase.owner = whose(owner)
        elif made_of(owner, phrase):
            return
        elif owner.head.kind == "body" and phrase.head.kind == "body":
            phrase.adjectives = [*owner.adjectives, *phrase.adjectives]
            phrase.head = owner.head
        elif phrase.person and owner.head.kind in (*LOOKS, "props"):
            self._build.look(phrase, owner)
        elif owner.head.kind in ("sets", "dressing"):
            self._take(owner, "loc")
        elif owner.head.kind in ("props", "unknown") and phrase.head.kind in ("props", "unknown"):
            owner.role = "of"
            phrase.looks.append(owner)
        elif owner.head.kind != "sounds":
            self._take(owner, "loc")

    def _relate(self, unit: Unit) -> None:
        """As in "under": the noun before is where, and not what."""
        phrase = self._owner or self._noun or self._thing_again(unit)
        self._owner = None
        if phrase is None:
            return
        phrase.role = unit.said
        self._noun = phrase

    def _thing_again(self, unit: Unit) -> Phrase | None:
        """As in "naka ni": in what was spoken of last."""
        thing = self._build.memory.thing
        told = thing is not None and unit.said in ("in", "under", "on", "beside", "behind", "in front of")
        return Phrase(Unit("pron", "it", unit.start, unit.start)) if told else None

    def _case(self, at: int, unit: Unit) -> None:
        phrase = self._noun
        if phrase is None:
            return
        following = self._next(at)
        said = unit.said
        if said == "of":
            self._owner, self._noun = self._listed(phrase), None
            return
        if said in ("with", "and") and following is not None and joins(self._units, at, phrase):
            self._list = self._list or phrase
            self._noun = None
            return
        self._noun = None
        phrase = self._listed(phrase)
        if phrase.role and said in ("to", "at", "from", "object", "of", "until"):
            self._take(phrase, phrase.role)
        elif said in ("subject", "also"):
            self._subject(at, phrase, unit)
        elif said == "at" and phrase.head.kind in LOOKS:
            self._has(phrase)
        elif phrase.head.said == "face" and phrase.adjectives and (said == "at" or unit.form == "by"):
            self._build.clause.states += phrase.adjectives
        elif said == "to" and phrase.head.kind == "body" and phrase.adjectives and looks_ahead(self._units, at):
            self._looks.append(phrase)
        else:
            roles = {"object": "object", "to": "dative", "at": "loc", "until": "to"}
            tool = unit.form == "by" and phrase.head.said in (*english()["tools"], *english()["rides"])
            self._take(phrase, "loc" if tool else roles.get(said, said))

    def _listed(self, phrase: Phrase) -> Phrase:
        """The whole of a list whose last noun this is."""
        if self._list is not None and self._list.person and not phrase.person:
            return phrase
        first, self._list = self._list, None
        if first is None or first is phrase:
            return phrase
        if phrase.role:
            first.role = phrase.role
        phrase.role = ""
        self._build.joined(first, phrase)
        return first

    def _subject(self, at: int, phrase: Phrase, unit: Unit) -> None:
        clause = self._build.clause
        if clause.verb is not None:
            self._build.next_clause("and")
            clause = self._build.clause
        if phrase.head.kind == "body" and self._state_ahead(at):
            clause.objects.append(phrase)
            phrase.role = "object"
            phrase.det = ""
            return
        if phrase.head.kind == "sets":
            self._take(phrase, "loc")
        elif phrase.head.kind == "sounds":
            clause.loose.append(phrase.head)
        elif clause.subjects and unit.said == "subject":
            self._second_subject(phrase)
        else:
            if not phrase.det and unit.form == "topic":
                phrase.det = "the" if phrase.head.said in self._build.memory.seen else ""
            clause.subjects.append(phrase)

    def _second_subject(self, phrase: Phrase) -> None:
        """As in "Hana wa kasa ga aru": the first is the topic, the second what there is of it."""
        clause = self._build.clause
        first = clause.subjects[0]
        if not phrase.person and first.count is not None and not first.person:
            self._build.joined(first, phrase)
            return
        if not phrase.person:
            self._take(phrase, "object")
            return
        if not clause.subjects[0].person:
            first = clause.subjects.pop(0)
            self._take(first, "loc")
        clause.subjects.append(phrase)

    def _state_ahead(self, at: int) -> bool:
        following = self._next(at)
        return following is not None and following.kind in _STATES

    def _has(self, phrase: Phrase) -> None:
        """As in "mijikai kami de": somebody is said to have this, and the sentence goes on."""
        clause = self._build.clause
        if clause.subjects and clause.verb is None and not clause.objects:
            clause.verb = Unit(
                "verbs", "have" if phrase.head.kind == "body" else "wear", phrase.head.end, phrase.head.end
            )
            self._take(phrase, "object")
            self._build.next_clause("and")
        else:
            self._take(phrase, "with")

    def _take(self, phrase: Phrase, role: str) -> None:
        phrase.role = role
        if phrase.head.kind == "sounds":
            self._build.clause.loose.append(phrase.head)
        else:
            self._build.clause.objects.append(phrase)

    def _bare(self) -> None:
        """A noun without a mark of case."""
        phrase, self._noun = self._noun, None
        if phrase is None and self._owner is not None:
            phrase, self._owner = self._owner, None
        if phrase is None:
            return
        phrase = self._listed(phrase)
        clause = self._build.clause
        if phrase.role:
            self._take(phrase, phrase.role)
        elif phrase.head.kind in ("sets", "dressing"):
            self._take(phrase, "loc")
        elif phrase.head.kind == "quote" or self._build.filmed or clause.subjects or clause.verb is not None:
            self._take(phrase, "object")
        else:
            clause.subjects.append(phrase)

    # Numbers, colours, feelings.

    def _number(self, at: int, unit: Unit) -> None:
        following = self._next(at)
        leads = following is not None and (following.kind in NOUNS or following.kind in _STATES
                                           or (following.kind == "case" and following.said == "of"))  # fmt: skip
        phrase = self._noun or self._build.last
        if phrase is not None and phrase.count is None and (self._noun is not None or not leads):
            phrase.count = unit
        else:
            self._build.before.count = unit

    def _adjective(self, at: int, unit: Unit) -> None:
        if unit.form == "adverb" or (
            unit.kind == "emotions" and (unit.said.endswith("ly") or unit.said.startswith("in "))
        ):
            self._build.clause.adverbs.append(unit)
            return
        if unit.form == "attributive":
            owner = self._owner
            if owner is not None and owner.head.kind == "body":
                self._owner = None
                owner.adjectives.append(unit)
                self._looks.append(owner)
            elif self._noun is not None and self._noun.head.kind == "body":
                self._noun.adjectives.append(unit)
                self._looks.append(self._noun)
                self._noun = None
            elif self._body() is not None:
                self._take_body_look(unit)
            else:
                self._build.before.adjectives.append(unit)
            return
        body = self._body()
        if body is not None:
            body.adjectives.append(unit)
            self._build.clause.verb = Unit("verbs", "have", unit.start, unit.start)
        else:
            self._bare()
            self._build.clause.states.append(unit)
            self._build.clause.denied, self._denied = self._denied or self._build.clause.denied, None
        if unit.form in ("and", "but", "when", "while") and not self._more_state(at):
            self._end(unit)

    def _more_state(self, at: int) -> bool:
        following = self._next(at)
        return following is not None and following.kind in _STATES

    def _body(self) -> Phrase | None:
        """The part of the body that is being told about."""
        objects = self._build.clause.objects
        verb = self._build.clause.verb
        told = objects and objects[-1].head.kind == "body" and objects[-1].role == "object"
        return objects[-1] if told and (verb is None or verb.said == "have") else None

    def _take_body_look(self, unit: Unit) -> None:
        body = self._build.clause.objects.pop()
        body.adjectives.append(unit)
        self._looks.append(body)

    # Verbs, and where clauses end.

    def _verb(self, unit: Unit) -> None:
        if self._noun is not None and unit.said == "be" and not self._build.clause.subjects:
            self._bare()
        if unit.said in ("begin", "end"):
            self._end(unit)
            return
        if self._noun is not None and self._unmarked(unit):
            self._take(self._listed(self._noun), "object")
            self._noun = None
        if unit.form == "relative" and self._build.lens is None:
            passive, self._passive = self._passive, False
            self._bare()
            self._relatives.take(unit, self._denied, self._own_subject(unit), passive)
            self._denied = None
            return
        self._bare()
        if self._build.clause.verb is not None and self._build.clause.verb.said != "have":
            self._build.next_clause("and")
        objects = self._build.clause.objects
        worn = [one for one in objects if one.head.kind in WORN or one.head.said in english()["worn"]]
        if unit.said == "write" and worn:
            unit = Unit("verbs", "wear", unit.start, unit.end, unit.form)
        self._build.verb(unit)
        self._build.clause.passive, self._passive = self._passive, False
        settle_cases(self._build.clause)
        self._build.clause.denied = self._denied or self._build.clause.denied
        self._denied = None
        self._end(unit)

    def _unmarked(self, unit: Unit) -> bool:
        """As in "angyeong sseun": a thing without a mark of case is what the verb is done with."""
        noun = self._noun
        thing = noun is not None and noun.head.kind in ("props", *WORN) and not noun.role and self._owner is None
        return thing and (takes_thing(unit.said) or unit.said in ("write", "put on"))

    def _own_subject(self, unit: Unit) -> Phrase | None:
        """As in "haha ga tsukutta bento": a subject right before a verb that describes is that verb's."""
        clause, before = self._build.clause, self._units[self._units.index(unit) - 1]
        if before.kind != "case" or before.said != "subject" or before.form == "topic" or not clause.subjects:
            return None
        if clause.objects and clause.objects[-1].head.start > clause.subjects[-1].head.start:
            return None
        if clause.subjects[-1].person and not takes_thing(unit.said):
            return None
        return clause.subjects.pop()

    def _end(self, unit: Unit) -> None:
        if unit.form in ("and", "while", "when", "but", "then", "before", "after", "until"):
            self._build.clause.ended = True
            self._build.next_clause(
                {"while": "while", "but": "but", "before": "before", "when": "and"}.get(unit.form, "and")
            )

    def _stop(self, at: int, unit: Unit) -> None:
        if unit.said in ("、", ",", "，") and self._build.clause.empty and len(self._build.clauses) > 1:
            self._build.clauses[-2].paused = True
        if unit.said in ("、", ",", "，") and self._noun is not None and self._noun.person and not self._build.filmed:
            if named_next(self._units, at, self._noun):
                self._owner, self._noun = self._noun, None
            elif self._list is None:
                self._bare()
            return
        self._bare()
        if unit.said not in ("、", ",", "，", "・") and not self._build.clause.empty:
            self._build.next_clause(",")

    def _other(self, unit: Unit) -> None:
        build = self._build
        if unit.kind == "joint":
            self._bare()
            if build.acts or unit.said != "and":
                build.next_clause(unit.said)
        elif unit.kind == "cop":
            self._copula(unit)
        elif unit.kind == "neg":
            self._denied = unit
        elif unit.kind == "passive":
            self._passive = True
        elif unit.kind in CAMERA or unit.kind in AIR or unit.kind == "seconds":
            self._camera_or_air(unit)
        elif unit.kind in ("paces", "ways"):
            build.clause.adverbs.append(unit)
        elif unit.kind == "manners":
            self._bare()
            build.clause.manner = unit

    def _camera_or_air(self, unit: Unit) -> None:
        build = self._build
        if unit.kind in CAMERA:
            target = self._owner or self._noun
            self._owner = self._noun = None
            if target is not None:
                self._take(self._listed(target), "of")
            if build.clause.verb is not None:
                build.next_clause(",")
            build.lens = None
        else:
            self._bare()
        build.clause.loose.append(unit)
        if unit.form in ("and", "while", "when", "but"):
            build.next_clause("and" if unit.form != "while" else "while")

    def _copula(self, unit: Unit) -> None:
        clause = self._build.clause
        if self._noun is not None and clause.subjects and clause.verb is None:
            phrase, self._noun = self._noun, None
            clause.verb = Unit("verbs", "be", unit.start, unit.end)
            phrase.det = phrase.det or "a"
            phrase.role = "object"
            clause.objects.append(phrase)
        self._bare()
        if unit.form:
            self._end(unit)
