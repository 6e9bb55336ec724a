"""What is told aside in Spanish, French and German: "une lampe à la main", "ve caer la nieve", ", agenouillée"."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.agreement import pronoun
from studio.engine.director.tongues.building import LOOKS, silent
from studio.engine.director.tongues.european_senses import lives
from studio.engine.director.tongues.european_ways import Ways
from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import AIR, DOING, NOUNS, Phrase, Unit

_SEEN: Final = frozenset({"look", "see", "listen", "notice", "find", "stare at", "film", "photograph", "look up at"})
_AT_HAND: Final = frozenset({"hand", "hands", "arm", "arms", "fist", "fingers"})
_CLITIC: Final = frozenset({"la", "lo", "los", "las", "le", "les", "l'"})
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
        looks = next((n for n, one in enumerate(small) if one.kind not in ("colours", "sizes", "hair")), 0)
        adjectives, small = small[:looks], small[looks:]
        closes = len(small) > 1 and small[0].kind == "prep" and small[-1].kind == "body"
        on_body = closes and all(one.kind in ("det", "owner") for one in small[1:-1])
        bare = unit.kind == "body" and len(small) > 1 and small[0].kind == "prep"
        person = self._aside_of(at)
        if unit.kind not in (*LOOKS, "props") or person is None or not (on_body or bare) or build.before.role:
            return False
        phrase = build.noun(unit)
        phrase.adjectives += adjectives
        self._from = at + 1 + looks + len(small)
        if bare:
            build.last = person
        elif clause.verb is None and person in clause.subjects:
            build.look(person, phrase)
            build.last = person
        else:
            self._has(person, phrase, small[-1].said)
        return True

    def _has(self, person: Phrase, phrase: Phrase, where: str) -> None:
        """As in "wartet am Gleis, einen Koffer in der Hand": a clause of its own, after what is done."""
        held = phrase.head.kind == "props"
        verb = "hold" if held and where in _AT_HAND else "carry" if held else "wear"
        self._open("and")
        clause = self._build.clause
        end = phrase.head.end
        clause.subjects = [silent(person, _NOTHING, "")]
        clause.verb = Unit("motions" if held else "verbs", verb, end, end)
        phrase.role = "object"
        clause.objects = [phrase]
        self._build.last = phrase

    def _aside_of(self, at: int) -> Phrase | None:
        """Whom words behind a comma are about; None where no comma stands before."""
        led = ("det", "owner", "numbers", "colours", "sizes")
        before = next((one for one in reversed(self._units[:at]) if one.kind not in led), None)
        if before is None or before.said not in (",", "–", "—", "and"):
            return None
        clause = self._build.clause
        told = [*clause.subjects, *(one for one in clause.objects if self._build.filmed)]
        return next((one for one in reversed(told) if one.person), None)

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
