"""The grammar of Spanish, French and German directions: units in a row become clauses."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.building import LOOKS, Builder, silent, takes_thing
from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import AIR, CAMERA, DOING, NOUNS, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_WITH: Final = frozenset({"with", "of", "in", "without", "wearing"})
_CARRYING: Final = frozenset({"with", "in", "without"})
_FALLING: Final = frozenset({"fall", "drop", "roll", "slide", "jump"})
_STRONG: Final = frozenset({"then", "while", "but", "when", "before", "after", "as", "because", "until"})


class EuropeanGrammar:
    """Reads the units of one sentence."""

    def __init__(self, units: Sequence[Unit], memory: Memory, tongue: str) -> None:
        self._units = units
        self._tongue = tongue
        self._build = Builder(memory)
        self._joint = ""
        self._comma = False
        self._relative: Phrase | None = None
        self._infinitive = False

    def read(self) -> list[Clause]:
        """The clauses in order."""
        for at, unit in enumerate(self._units):
            self._unit(at, unit)
        self._close()
        return self._build.clauses

    def _unit(self, at: int, unit: Unit) -> None:
        quoted = at > 0 and self._units[at - 1].kind == "quote"
        if quoted and unit.kind in (*NOUNS, "det", "owner", "clitic") and self._build.clause.verb is not None:
            self._open(",")
        if unit.kind == "stop":
            self._stop(at, unit)
        elif unit.kind == "joint":
            self._join(at, unit)
        elif unit.kind == "rel":
            self._rel()
        elif unit.kind in ("prep", "det", "owner", "numbers"):
            self._lead(at, unit)
        elif unit.kind == "clitic":
            self._clitic(unit)
        elif unit.kind == "name" and unit.form == "owns":
            self._build.before.owner = unit
        elif unit.kind == "lens":
            self._lens(unit)
        elif unit.kind in NOUNS:
            self._noun(at, unit)
        elif unit.kind == "emotions":
            self._emotion(at, unit)
        elif unit.kind in DOING:
            self._verb(unit)
        elif unit.kind in ("colours", "sizes", "hair"):
            self._adjective(at, unit)
        else:
            self._other(unit)

    def _clitic(self, unit: Unit) -> None:
        """As in "lo", "le", "ihm": whom or what the words spoke of before; nobody where they announce who follows."""
        build = self._build
        announces = any(later.kind == "prep" and later.said == "to" for later in self._units[self._units.index(unit) :])
        if unit.said == "dative" and (announces or build.memory.other is None):
            return
        build.clause.objects.append(build.pronoun_object(Unit("pron", "it", unit.start, unit.end, unit.said)))

    # Where clauses begin and end.

    def _stop(self, at: int, unit: Unit) -> None:
        following = self._units[at + 1] if at + 1 < len(self._units) else None
        if following is not None and following.kind in ("rel", "quote"):
            return
        self._relative = None
        told = self._build.acts or self._build.filmed
        parts = unit.said in (":", ".", "–", "—") and not self._build.clause.empty
        if parts or (told and self._verb_ahead(at + 1)):
            self._open(",")
        self._comma = True
        self._build.before.role = ""

    def _join(self, at: int, unit: Unit) -> None:
        self._relative = None
        said = unit.said
        if said in _STRONG:
            self._open(said)
        elif self._build.acts and self._verb_ahead(at + 1) and self._fresh(at + 1):
            self._open("and")
        elif self._build.filmed and self._verb_ahead(at + 1):
            self._open(",")
        else:
            self._joint = said

    def _fresh(self, at: int) -> bool:
        """Whether a clause of its own follows: a verb, or a subject and a verb."""
        return any(unit.kind in DOING or self._feels(unit) for unit in self._segment(at))

    def _segment(self, at: int) -> list[Unit]:
        end = at
        while end < len(self._units) and self._units[end].kind not in ("stop", "joint"):
            end += 1
        return list(self._units[at:end])

    def _verb_ahead(self, at: int) -> bool:
        return any(unit.kind in DOING or unit.kind == "cop" or self._feels(unit) for unit in self._segment(at))

    def _open(self, joint: str) -> None:
        self._close()
        self._build.next_clause(joint)
        self._joint, self._comma, self._infinitive = "", False, False

    def _close(self) -> None:
        self._build.settle()
        clause = self._build.clause
        if not clause.subjects and clause.verb is not None:
            self._inverted(clause)

    def _inverted(self, clause: Clause) -> None:
        """As in "Dann geht Hana": the subject comes after the verb."""
        bare = [one for one in clause.objects if one.role == "object" and one.head.kind != "quote"]
        verb = clause.verb.said if clause.verb is not None else ""
        subject = next((one for one in bare if one.person and one.head.form not in ("object", "dative")), None)
        shared = len(self._build.clauses) > 1 and clause.joint == "and" and bool(self._build.clauses[-2].subjects)
        if shared and subject is not None and subject.head.kind == "pron":
            return
        if subject is None and bare and not takes_thing(verb) and verb not in english()["object"]:
            subject = bare[0]
        if subject is not None:
            clause.objects.remove(subject)
            clause.subjects.append(subject)

    def _rel(self) -> None:
        if self._build.clause.verb is not None and self._build.last is not None:
            last = self._build.last
            self._open("and")
            self._build.clause.subjects = [silent(last, Unit("", "", 0, 0), "")]
        else:
            self._relative = self._build.last

    # Words before nouns, and nouns.

    def _lead(self, at: int, unit: Unit) -> None:
        before = self._build.before
        following = self._units[at + 1] if at + 1 < len(self._units) else None
        if self._is_al(unit, following):
            self._open("when")
        elif unit.kind == "prep":
            before.role = unit.said
        elif unit.kind == "det":
            if (
                unit.form == ""
                and self._tongue != "de"
                and following is not None
                and following.kind in DOING
                and not before.role
            ):
                self._build.clause.objects.append(
                    self._build.pronoun_object(Unit("pron", "it", unit.start, unit.end, "object"))
                )
                return
            before.det = unit.said
        elif unit.kind == "owner":
            before.owner = unit
        else:
            before.count = unit

    def _is_al(self, unit: Unit, following: Unit | None) -> bool:
        """As in "al entrar Ken": Spanish "al" before an infinitive says when."""
        infinitive = following is not None and following.kind in DOING and following.form == "infinitive"
        return self._tongue == "es" and unit.kind == "det" and unit.end - unit.start > 1 and infinitive

    def _lens(self, unit: Unit) -> None:
        if self._build.before.role or self._build.clause.verb is not None:
            self._noun(-1, Unit("dressing", "camera", unit.start, unit.end))
        else:
            self._build.lens = unit
            self._build.before.det = ""

    def _noun(self, at: int, unit: Unit) -> None:
        build = self._build
        role, previous = build.before.role, build.last
        if unit.kind == "pron" and unit.form in ("object", "dative"):
            build.clause.objects.append(build.pronoun_object(unit))
            return
        if unit.kind == "unknown" and not self._could_be_noun(at):
            build.clause.adverbs.append(unit)
            return
        if unit.kind == "pron" and unit.said in ("she", "he") and not build.memory.anybody and build.memory.thing:
            unit = Unit("pron", "it", unit.start, unit.end)
        if unit.kind == "sets" and not role and build.clause.verb is not None and unit.said in english()["things"]:
            unit = Unit("props", english()["things"][unit.said], unit.start, unit.end)
        phrase = build.noun(unit)
        if self._is_genitive(phrase, previous):
            role = "of"
        if self._joins(phrase, previous):
            return
        if previous is not None and role and self._belongs(phrase, previous, role):
            build.last = phrase if phrase.head.kind in LOOKS else previous
            return
        self._place(phrase, role)

    def _could_be_noun(self, at: int) -> bool:
        before = self._build.before
        return bool(before.det or before.role or before.count or before.owner or self._units[at].said[:1].isupper())

    def _joins(self, phrase: Phrase, previous: Phrase | None) -> bool:
        """As in "Hana y Ken", "con gafas y un sombrero": one more of the same kind."""
        begins = self._joint != "and" and self._build.begins_after(previous)
        listing = not begins and (self._joint == "and" or (self._comma and not phrase.role))
        self._joint = ""
        if not listing or previous is None or phrase.role:
            self._comma = False
            return False
        person = next((one for one in self._everyone() if previous in one.looks), None)
        if person is not None and phrase.head.kind in (*LOOKS, "props"):
            self._build.look(person, phrase)
            return True
        alike = phrase.person == previous.person
        if alike and (previous in self._build.clause.subjects or previous in self._build.clause.objects):
            if self._comma and phrase.person and previous in self._build.clause.subjects and phrase.det in ("a", "the"):
                self._comma = False
                return False
            self._build.joined(previous, phrase)
            return True
        return False

    def _everyone(self) -> list[Phrase]:
        clause = self._build.clause
        return [*clause.subjects, *clause.objects]

    def _belongs(self, phrase: Phrase, previous: Phrase, role: str) -> bool:
        """Whether a noun with a preposition says more of the noun before it."""
        build = self._build
        if role == "of" and self._leaves(phrase, previous):
            return False
        if role == "of" and phrase.person and previous.head.kind != "lens":
            previous.owner = Unit(phrase.head.kind, _owner(phrase), phrase.head.start, phrase.head.end)
            previous.det = ""
            return True
        person = previous if previous.person else next((one for one in self._everyone() if previous in one.looks), None)
        worn = phrase.head.kind in LOOKS or (phrase.head.kind == "props" and build.clause.verb is None)
        if role in _WITH and worn and person is not None:
            phrase.role = role if role in _CARRYING else "with"
            build.look(person, phrase)
            return True
        if (
            role == "of"
            and previous.head.kind in ("props", "unknown", "outfits")
            and phrase.head.kind in ("props", "unknown")
        ):
            phrase.role = "of"
            previous.looks.append(phrase)
            return True
        return False

    def _is_genitive(self, phrase: Phrase, previous: Phrase | None) -> bool:
        """As in "der Hut der Frau fällt": of two nouns side by side before the verb, the second owns the first."""
        clause = self._build.clause
        opening = clause.verb is None and self._build.linked is None and previous in clause.subjects
        side_by_side = not self._comma and not self._joint and phrase.det == "the" and not phrase.role
        return self._tongue == "de" and opening and side_by_side

    def _leaves(self, phrase: Phrase, previous: Phrase) -> bool:
        """As in "fällt die Tasse vom Tisch": after the verb, what follows "von" is where the subject moves from."""
        verb = self._build.clause.verb
        falls = self._tongue == "de" and verb is not None and verb.said in _FALLING and not phrase.person
        return falls and previous.role in ("", "object") and previous.head.kind in ("props", "unknown")

    def _place(self, phrase: Phrase, role: str) -> None:
        clause = self._build.clause
        if self._relative is not None and phrase.head.kind in (*LOOKS, "props") and not role:
            self._build.look(self._relative, phrase)
        elif phrase.head.kind == "sounds" and not role:
            clause.loose.append(phrase.head)
        elif role == "of" and clause.verb is not None:
            direct = takes_thing(clause.verb.said) and not any(one.role == "object" for one in clause.objects)
            phrase.role = "object" if direct else "from"
            clause.objects.append(phrase)
        elif role:
            phrase.role = role
            if role == "to" and phrase.person and clause.verb is not None and takes_thing(clause.verb.said):
                phrase.role = "dative"
            elif role == "to":
                phrase.role = "dative" if clause.verb is None or clause.verb.said not in english()["goes"] else "to"
            clause.objects.append(phrase)
        elif clause.verb is None and self._build.linked is None and not self._build.filmed:
            clause.subjects.append(phrase)
        else:
            phrase.role = "object"
            clause.objects.append(phrase)

    # Verbs and states.

    def _feels(self, unit: Unit) -> bool:
        return unit.kind == "emotions" and unit.said in english()["feelings"]

    def _emotion(self, at: int, unit: Unit) -> None:
        if self._feels(unit):
            self._verb(unit)
        elif unit.said.endswith("ly") or unit.said.startswith("in "):
            self._build.clause.adverbs.append(unit)
        else:
            self._adjective(at, unit)

    def _verb(self, unit: Unit) -> None:
        build, clause = self._build, self._build.clause
        if self._relative is not None and unit.said in ("wear", "have", "carry", "hold"):
            return
        if unit.said in ("begin", "end"):
            self._infinitive = True
            return
        if unit.kind == "motions" and unit.form == "participle" and clause.verb is not None and self._tells_object():
            return
        busy = clause.verb is not None and clause.verb.said != "be"
        goes = clause.verb is not None and clause.verb.said in ("go", "come") and unit.form == "infinitive"
        if busy and not goes:
            self._open("and")
        build.verb(unit)
        build.last = None
        pronouns = [one for one in build.clause.objects if one.head.kind == "pron" and one.head.said == "it"]
        if pronouns and not takes_thing(unit.said) and build.other is not None:
            build.clause.objects = [
                silent(build.other, one.head, "object") if one in pronouns else one for one in build.clause.objects
            ]

    def _tells_object(self) -> bool:
        """As in "un vase posé": a participle that only describes the thing before it."""
        last = self._build.last
        return (
            self._build.linked is None and last is not None and last in self._build.clause.objects and not last.person
        )

    def _adjective(self, at: int, unit: Unit) -> None:
        build = self._build
        following = self._units[at + 1] if at + 1 < len(self._units) else None
        noun_next = following is not None and following.kind in (*NOUNS, "colours", "sizes", "hair")
        if self._tongue == "de":
            leads = noun_next or bool(build.before.det or build.before.owner) or build.before.role != ""
        else:
            told = bool(build.before.det or build.before.role)
            leads = following is not None and following.kind in NOUNS and told
        if unit.kind == "colours" and not noun_next and self._dressed(unit):
            return
        if leads:
            build.before.adjectives.append(unit)
        elif build.linked is not None and not (build.last is not None and build.last.head.kind in LOOKS):
            build.clause.states.append(unit)
        elif build.last is not None and build.last.head.kind not in ("name", "pron"):
            build.last.adjectives.append(unit)
        elif unit.kind == "emotions" and build.clause.verb is not None:
            build.clause.states.append(unit)
        else:
            build.clause.states.append(unit)

    def _dressed(self, unit: Unit) -> bool:
        """As in "la mujer de negro": a colour alone is the colour of the clothes."""
        build = self._build
        person = build.last
        if build.before.role not in ("of", "in") or person is None or not person.person:
            return False
        build.look(person, Phrase(unit, "in"))
        person.looks[-1].role = "in"
        build.before.role = ""
        return True

    def _other(self, unit: Unit) -> None:
        build, clause = self._build, self._build.clause
        if unit.kind == "cop":
            if clause.verb is not None:
                self._open("and")
            build.linked = unit
        elif unit.kind == "neg":
            self._deny(unit)
        elif unit.kind in AIR or unit.kind in CAMERA or unit.kind == "seconds":
            if unit.kind in CAMERA and clause.verb is not None:
                self._open(",")
            build.clause.loose.append(unit)
            build.before.det = ""
            build.before.role = ""
            build.last = None
        elif unit.kind in ("paces", "ways"):
            clause.adverbs.append(unit)

    def _deny(self, unit: Unit) -> None:
        following = self._units[self._units.index(unit) + 1 :][:3]
        if following and following[0].kind in ("props", "accessories", "outfits") and not self._build.clause.verb:
            self._build.before.det = "no"
        else:
            self._build.clause.denied = unit


def _owner(phrase: Phrase) -> str:
    return phrase.head.said if phrase.head.kind in ("name", "pron") else f"the {phrase.head.said}"
