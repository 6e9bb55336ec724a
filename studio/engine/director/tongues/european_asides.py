"""What is told aside in Spanish, French and German: "une lampe à la main", "ve caer la nieve", ", agenouillée"."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine.director.tongues.agreement import pronoun
from studio.engine.director.tongues.building import LOOKS, silent
from studio.engine.director.tongues.european_senses import lives
from studio.engine.director.tongues.european_ways import Ways
from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import AIR, DOING, NOUNS, PEOPLE, Phrase, Unit
from studio.engine.director.tongues.wording import plural

_SEEN: Final = frozenset({"look", "see", "listen", "notice", "find", "stare at", "film", "photograph", "look up at"})
_AT_HAND: Final = frozenset({"hand", "hands", "arm", "arms", "fist", "fingers"})
_ATOP: Final = frozenset({"shoulder", "back", "head", "knees", "hip", "chest"})
_CLITIC: Final = frozenset({"la", "lo", "los", "las", "le", "les", "l'"})
_ASIDE: Final = frozenset({"beside", "behind", "in front of", "near", "under", "over", "between", "around"})
_PAIR: Final = 2
_SET: Final = frozenset({
    "put down", "hang", "leave behind", "land", "sit on", "sit", "lie", "forget", "throw", "drop", "stack",
})  # fmt: skip
_NOTHING: Final = Unit("", "", 0, 0)
_POSES: Final = frozenset({"sit on", "sit", "kneel", "crouch", "sleep", "hide", "lie", "lean"})
_ON: Final = "sit on"
_FILMING: Final = frozenset({"follow", "show", "find", "search for"})


class Asides(Ways):
    """Reads them into clauses of their own, or into what somebody looks like."""

    def _noun(self, at: int, unit: Unit) -> None:
        raise NotImplementedError

    def __init__(self, units: Sequence[Unit], memory: Memory, tongue: str) -> None:
        super().__init__(units, memory, tongue)
        self._from = 0
        self._watched: Unit | None = None

    def _absolute(self, at: int, unit: Unit) -> bool:
        """As in "le détective, chapeau sur la tête, ...": what somebody has on or in hand, told between commas."""
        build, clause = self._build, self._build.clause
        small = self._segment(at + 1)
        inner = small[1] if len(small) > 3 and small[0].said == "of" and small[1].kind in ("props", "unknown") else None
        small = small[2:] if inner is not None else small
        looks = next((n for n, one in enumerate(small) if one.kind not in ("colours", "sizes", "hair")), 0)
        adjectives, small = small[:looks], small[looks:]
        closes = len(small) > 1 and small[0].kind == "prep" and small[-1].kind == "body"
        on_body = closes and all(one.kind in ("det", "owner") for one in small[1:-1])
        bare = unit.kind == "body" and len(small) > 1 and small[0].kind == "prep"
        person = self._aside_of(at)
        if person is None and on_body and self._tongue == "fr" and clause.verb is not None and not clause.subjects:
            person = Phrase(Unit("pron", "she", 0, 0)) if small[-1].said in _AT_HAND and self._begins else None
        if unit.kind not in (*LOOKS, "props") or person is None or not (on_body or bare) or build.before.role:
            return False
        phrase = build.noun(unit)
        phrase.adjectives += adjectives
        if inner is not None:
            said = plural(inner.said) if inner.form == "plural" else inner.said
            phrase.head = replace(phrase.head, said=f"{phrase.head.said} of {said}")
        self._from = at + 1 + looks + len(small) + (2 if inner is not None else 0)
        if bare:
            build.last = person
            if unit.said == "hair" and adjectives:
                phrase.role = "with"
                phrase.adjectives = [replace(one, said="red") if one.said == "ginger" else one for one in adjectives]
                build.look(self._told_before(person), phrase)
        elif clause.verb is None and person in clause.subjects:
            build.look(self._told_before(person), phrase)
            build.last = person
        else:
            self._has(person, phrase, small[-1].said)
        return True

    def _has(self, person: Phrase, phrase: Phrase, where: str) -> None:
        """As in "wartet am Gleis, einen Koffer in der Hand": a clause of its own, after what is done."""
        held = phrase.head.kind == "props"
        clause = self._build.clause
        acts = clause.verb is not None and clause.verb.said != "be" and not clause.passive
        if where == "feet" and self._tongue == "fr":
            self._open("and")
            end, phrase.role = phrase.head.end, ""
            clause = self._build.clause
            clause.subjects, clause.verb = [phrase], Unit("verbs", "be", end, end)
            clause.objects = [silent(person, _NOTHING, "beside")]
            return
        if held and acts and self._tongue == "fr" and not any(one.role == "with" for one in clause.objects):
            end = phrase.head.end
            said = "lap" if where == "knees" else where
            hand = Phrase(Unit("body", said, end, end), "on" if where in _ATOP else "in")
            hand.owner = Unit("owner", "their", end, end)
            phrase.role = "with"
            phrase.looks.append(hand)
            clause.objects.append(phrase)
            self._build.last = phrase
            return
        verb = "hold" if held and where in _AT_HAND else "carry" if held else "wear"
        self._open("and")
        clause = self._build.clause
        end = phrase.head.end
        clause.subjects = [silent(person, _NOTHING, "")]
        clause.verb = Unit("motions" if held else "verbs", verb, end, end)
        phrase.role = "object"
        clause.objects = [phrase]
        self._build.last = phrase

    @property
    def _begins(self) -> bool:
        """As in "Assise au comptoir, un verre à la main, elle ...": nothing was told before, whoever it is."""
        return len(self._build.clauses) == 1 and self._build.clause.verb is not None

    def _aside_of(self, at: int) -> Phrase | None:
        """Whom words behind a comma are about; None where no comma stands before."""
        led = ("det", "owner", "numbers", "colours", "sizes")
        before = next((one for one in reversed(self._units[:at]) if one.kind not in led), None)
        if before is None or before.said not in (",", "–", "—", "and"):
            return None
        clause = self._build.clause
        told = [*clause.subjects, *(one for one in clause.objects if self._build.filmed)]
        if not told and clause.joint in ("and", ",", "then") and clause.verb is not None:
            told = next((one.subjects for one in reversed(self._build.clauses[:-1]) if one.subjects), told)
        return next((one for one in reversed(told) if one.person), None)

    def _told_before(self, person: Phrase) -> Phrase:
        """As in "de Jeanne, déterminée, une écharpe autour du cou": who is only meant again was told of before."""
        if person.head.end > person.head.start or len(self._build.clauses) < _PAIR:
            return person
        before = self._build.clauses[-2]
        told = [*before.subjects, *before.objects]
        return next((one for one in told if one.head.said == person.head.said), person)

    def _set_beside(self, at: int, unit: Unit) -> bool:
        """As in "attend sur le banc, une valise à côté d'elle": where a thing is, told aside."""
        clause = self._build.clause
        small = self._segment(at + 1)
        colours = next((n for n, one in enumerate(small) if one.kind not in ("colours", "sizes", "hair")), 0)
        adjectives, small = small[:colours], small[colours:]
        inner = small[1] if len(small) > _PAIR and small[0].said == "of" and small[1].kind == "props" else None
        small = small[2:] if inner is not None else small
        while inner is not None and small and small[0].kind in ("colours", "sizes"):
            small = small[1:]
        where = small[0] if small else _NOTHING
        away = where.kind == "ways" and where.said.endswith(" it") and len(small) == 1
        near = where.kind == "prep" and where.said in _ASIDE and len(small) == _PAIR and (
            small[1].kind in ("pron", "clitic")
        )  # fmt: skip
        before = self._build.before
        ends = at + 1 + colours + (2 if inner is not None else 0) + len(small)
        closes = ends >= len(self._units) or self._units[ends].kind == "stop"
        apart = self._aside_of(at) is not None and not before.role and clause.verb is not None and closes
        if unit.kind != "props" or self._tongue == "de" or not apart or not (away or near):
            return False
        person = self._aside_of(at)
        things = [one for one in clause.objects if one.head.kind in ("props", "dressing") and one.role != "of"]
        phrase = self._build.noun(unit)
        phrase.adjectives += adjectives
        if inner is not None:
            phrase.looks.append(Phrase(inner, "of"))
        by = things[-1] if away and things else person
        self._open("and")
        clause = self._build.clause
        phrase.role = ""
        clause.subjects = [phrase]
        clause.verb = Unit("verbs", "be", unit.end, unit.end)
        if by is not None:
            clause.objects = [silent(by, where, where.said.removesuffix(" it"))]
        self._build.last = phrase
        self._from = ends
        return True

    # What is seen or heard to be done.

    def _watches(self, unit: Unit) -> bool:
        """As in "regarde les enfants jouer", "ve caer la nieve": what is seen does something itself."""
        verb = self._build.clause.verb
        if verb is None or verb.said not in _SEEN or unit.form != "infinitive":
            return False
        last = self._build.last
        if last is not None and last in self._build.clause.objects and last.role in ("object", "dative"):
            self._does(last, unit)
        elif not any(one.kind in AIR for one in self._build.clause.loose):
            self._watched = unit
        return True

    def _does(self, phrase: Phrase, unit: Unit) -> None:
        phrase.role = "object"
        self._open("who" if phrase.head.kind in ("builds", "name") else "and")
        self._build.clause.subjects = [silent(phrase, _NOTHING, "")]
        self._build.verb(unit)

    def _watched_does(self, phrase: Phrase) -> None:
        """The noun is told: what was seen to be done before is what it does."""
        unit, self._watched = self._watched, None
        if unit is not None and phrase in self._build.clause.objects and phrase.role in ("object", "dative"):
            self._does(phrase, unit)

    # Participles and states behind a comma.

    def _gap(self, at: int) -> None:
        """As in "le père joue du piano, la fille de la flûte": somebody and a thing do as the ones before did."""
        verb, segment = self._build.clause.verb, self._segment(at + 1)
        nouns = [one for one in segment if one.kind in NOUNS]
        small = [one for one in segment if one not in nouns]
        bare = all(one.kind == "det" or (self._tongue == "fr" and one.said == "of") for one in small)
        if verb is None or len(nouns) != _PAIR or not bare or nouns[0].kind not in PEOPLE or nouns[1].kind != "props":
            return
        after = self._units.index(nouns[0]) + 1
        self._units = [*self._units]
        again = Unit(verb.kind, verb.said, nouns[0].end, nouns[0].end)
        self._units.insert(after, again)

    def _laid(self, unit: Unit) -> bool:
        """As in "gros plan sur un violon posé sur le piano": a participle that only tells where a thing is."""
        build, clause = self._build, self._build.clause
        shown = build.filmed or any(one.kind == "moves" for one in clause.loose)
        told = shown and clause.verb is None and unit.form == "participle" and self._tongue == "fr"
        if not told or build.last is None or build.last.head.kind != "props" or unit.said not in _SET:
            return False
        build.before.role = "on" if unit.end - unit.start > len(unit.written) else ""
        return True

    def _posed(self, unit: Unit) -> bool:
        """As in "encuentra a Nico escondido", "remienda su red sentado en un barril": how somebody is meanwhile."""
        build, last = self._build, self._build.last
        acts = build.clause.verb is not None or build.filmed
        if unit.form != "participle" or unit.said not in _POSES or not acts or self._tongue == "de":
            return False
        objects = build.clause.objects
        if last is not None and last.person and last in objects and last.role not in ("of", "from", "beside"):
            self._does(last, _resting(unit))
            build.before.role = "on" if unit.said == _ON else ""
            return True
        if unit.said != _ON and (last is None or last.person):
            return False
        if not build.clause.subjects or not lives(build.clause.subjects[0]):
            return False
        who = build.clause.subjects[0]
        self._open("and")
        build.clause.subjects = [silent(who, _NOTHING, "")]
        build.verb(_resting(unit))
        build.before.role = "on" if unit.said == _ON else ""
        return True

    def _shown_doing(self, unit: Unit) -> bool:
        """As in "primer plano de Inés llorando"."""
        build, last = self._build, self._build.last
        alone = build.filmed and build.clause.verb is None and unit.form == "gerund" and self._tongue == "es"
        if not alone or last is None or not last.person or last not in build.clause.objects:
            return False
        self._does(last, unit)
        return True

    def _films(self, unit: Unit) -> bool:
        """As in "travelling siguiendo a un perro": whom the camera follows, it is on."""
        clause = self._build.clause
        told = self._build.filmed and clause.verb is None and not clause.subjects
        if not told or unit.said not in _FILMING or unit.form not in ("gerund", "infinitive"):
            return False
        self._build.before.role = ""
        return True

    def _described(self, at: int) -> bool:
        """As in "à sa fille, agenouillée devant lui": a participle behind a comma is of whoever stands before it."""
        build, last, unit = self._build, self._build.last, self._next(at)
        if unit is None or unit.kind not in DOING or unit.form != "participle" or self._tongue == "de":
            return False
        if last is None or not last.person or last not in build.clause.objects or build.clause.verb is None:
            return False
        female = unit.written.rstrip("s").endswith(("a", "ée", "ie", "ue", "ise", "te"))
        if pronoun(last) == ("he" if female else "she"):
            return False
        self._open("who")
        build.clause.subjects = [silent(last, _NOTHING, "")]
        return True

    def _only_describes(self, at: int, unit: Unit) -> bool:
        """As in "una majestuosa torre": a word nobody knows between an article and a noun is an adjective."""
        before, following = self._build.before, self._next(at)
        led = bool(before.det or before.role or before.count or before.owner)
        if self._tongue == "de" or not led or following is None or not unit.said.islower():
            return False
        if following.kind in NOUNS and following.kind not in ("unknown", "name", "pron", "quote"):
            before.adjectives.append(unit)
            return True
        if following.kind in AIR:
            self._build.clause.adverbs.append(unit)
            return True
        return False

    def _taken_up(self, at: int) -> bool:
        """As in "la lluvia la empape": behind a noun an article is a pronoun, and what follows is done."""
        small, noun = (self._units[at - 1], self._units[at - 2]) if at > 1 else (None, None)
        following = self._next(at)
        ends = following is None or following.kind in ("stop", "joint", "prep", "det", "paces")
        clitic = small is not None and small.kind == "det" and small.written in _CLITIC and self._tongue != "de"
        done = noun is not None and (noun.kind in NOUNS or noun.kind in AIR or noun.kind == "neg")
        if not (clitic and done and ends) or self._build.before.role:
            return False
        self._build.before.det = ""
        return True

    def _stands_so(self, unit: Unit) -> bool:
        """As in "gros plan sur Hugo, triste": a state of whom the camera shows."""
        build = self._build
        shown = next((one for one in reversed(build.clause.objects) if one.person), None)
        if not build.filmed or build.clause.subjects or build.acts or shown is None:
            return False
        build.next_clause("who")
        build.clause.subjects = [silent(shown, _NOTHING, "")]
        build.clause.states.append(unit)
        return True

    def _feels_apart(self, at: int) -> bool:
        """As in "Hugo, regard triste, et Inès, sourire moqueur": each has a state of their own."""
        clause, following = self._build.clause, self._next(at)
        told = self._tongue == "fr" and clause.states and clause.subjects and clause.verb is None
        return bool(told) and self._build.linked is None and following is not None and following.kind == "name"

    def _comes_so(self, at: int) -> bool:
        """As in "se le acerca por detrás": from where somebody comes, no angle of the camera."""
        following = self._next(at)
        if following is not None and following.kind in (*DOING, "sounds") and not self._build.filmed:
            return True
        acts = self._build.clause.verb is not None and not self._build.filmed
        return acts and at > 0 and self._units[at - 1].kind != "stop"

    def _stands_first(self, unit: Unit) -> bool:
        """As in "sans parapluie, trempé, l'homme ...": a state between commas, told before who is in it."""
        clause = self._build.clause
        if (
            self._tongue == "de"
            or clause.subjects
            or not clause.objects
            or self._build.filmed
            or clause.verb is not None
        ):
            return False
        clause.states.append(unit)
        return True

    def _another(self, at: int, unit: Unit) -> bool:
        """As in "trois ballons rouges et un vert": a colour with an article is one more of the thing before."""
        build = self._build
        before, last = build.before, build.last
        told = before.det in ("a", "the", "another") or before.count is not None
        if not told or last is None or last.head.kind not in ("props", "outfits") or self._units[at - 1].kind in NOUNS:
            return False
        before.adjectives.append(unit)
        self._noun(at, Unit(last.head.kind, last.head.said, unit.end, unit.end))
        return True

    def _does_something(self, at: int) -> bool:
        """Whether a verb comes before the next strong mark: what stands there is a clause, commas or not."""
        for unit in self._units[at:]:
            if unit.kind == "stop" and unit.said in (";", ":", "."):
                return False
            if unit.kind in DOING:
                return True
        return False


def _resting(unit: Unit) -> Unit:
    """As in "subida a una piedra": on what somebody sits is told by its preposition."""
    return Unit(unit.kind, "sit", unit.start, unit.end, unit.form, unit.written) if unit.said == _ON else unit
