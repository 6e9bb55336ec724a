"""The grammar of Spanish, French and German directions: units in a row become clauses."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.agreement import pronoun
from studio.engine.director.tongues.building import LOOKS, Builder, silent, takes_thing
from studio.engine.director.tongues.european_nouns import NounPhrases
from studio.engine.director.tongues.referring import Referring
from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import AIR, CAMERA, DOING, NOUNS, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_STRONG: Final = frozenset({"then", "while", "but", "when", "before", "after", "as", "because", "until"})
_GAITS: Final = frozenset({
    "run", "roll", "limp", "sneak", "crawl", "skip", "fly", "swim", "march", "float", "slide", "bounce", "dance",
    "jump", "walk", "rush", "cycle", "row", "wander",
})  # fmt: skip
_GOING: Final = frozenset(
    {"go", "come", "pass", "cross", "approach", "enter", "leave", "walk away", "run away", "walk"}
)
_LAID: Final = frozenset({"put down", "hang", "leave behind"})
_DIRECT: Final = frozenset({"look", "listen", "wait", "point at", "call", "search for", "meet", "climb", "stare at"})
_HELD: Final = frozenset({"have", "hold", "carry", "wear"})


_VERBS: Final = {"es": ("a", "e", "an", "en"), "fr": ("e", "t", "ent"), "de": ("t", "en")}
_PUT_ON: Final = frozenset({
    "hat", "crown", "glasses", "mask", "cap", "coat", "jacket", "scarf", "gloves", "shoes", "boots", "raincoat", "apron",
    "helmet", "dress", "shirt", "sweater", "straw hat", "sunglasses", "backpack",
})  # fmt: skip
_NEAR: Final = 8
_MOVES: Final = frozenset({
    "pan left", "pan right", "track left", "track right", "tilt up", "tilt down", "crane up", "crane down",
    "whip pan left", "orbit left", "pedestal up", "pedestal down",
})  # fmt: skip
_AFTER_PREPOSITION: Final = {
    "ihm": "him", "ihn": "him", "ihnen": "them", "ihr": "her", "lui": "him", "leur": "them", "sie": "her", "lo": "it",
}  # fmt: skip


class EuropeanGrammar(NounPhrases):
    """Reads the units of one sentence."""

    def __init__(self, units: Sequence[Unit], memory: Memory, tongue: str) -> None:
        super().__init__(Builder(memory), tongue)
        self._units = units
        self._refers = Referring(self._build)
        self._det = ""
        self._from = 0
        self._begun = False

    def read(self) -> list[Clause]:
        """The clauses in order."""
        for at, unit in enumerate(self._units):
            if at >= self._from:
                self._unit(at, unit)
        self._close()
        return _reordered(self._build.clauses)

    def _unit(self, at: int, unit: Unit) -> None:
        quoted = at > 0 and self._units[at - 1].kind == "quote"
        if quoted and unit.kind in (*NOUNS, "det", "owner", "clitic") and self._build.clause.verb is not None:
            self._open(",")
        if unit.kind == "stop":
            self._stop(at, unit)
        elif unit.kind == "joint":
            self._join(at, unit)
        elif unit.kind == "rel":
            self._rel(at)
        elif unit.kind in ("prep", "det", "owner", "numbers"):
            self._lead(at, unit)
        elif unit.kind == "clitic":
            self._clitic(at, unit)
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
            self._other(at, unit)

    def _next(self, at: int) -> Unit | None:
        return self._units[at + 1] if at + 1 < len(self._units) else None

    def _clitic(self, at: int, unit: Unit) -> None:
        """As in "lo", "le", "ihm": whom or what the words spoke of before; nobody where they announce who follows."""
        announces = any(later.kind == "prep" and later.said == "to" for later in self._segment(at))
        if self._build.before.role:
            said = _AFTER_PREPOSITION.get(unit.written, "it")
            head = Unit("pron", said, unit.start, unit.end, "object")
            self._build.clause.objects.append(Phrase(head, self._build.before.role))
            self._build.before.role = ""
            return
        if unit.said == "dative" and announces:
            return
        self._told(unit, unit.said)

    def _told(self, unit: Unit, form: str) -> None:
        """An object pronoun; whom it means is told when the clause is whole."""
        head = Unit("pron", "it", unit.start, unit.end, form, unit.written)
        self._build.clause.objects.append(Phrase(head, form))

    # Where clauses begin and end.

    def _stop(self, at: int, unit: Unit) -> None:
        following = self._next(at)
        if following is not None and following.kind in ("rel", "quote"):
            return
        self._relative = None
        told = self._build.acts or self._build.filmed
        parts = unit.said in (":", ".", "–", "—") and not self._build.clause.empty
        if parts or (told and self._verb_ahead(at + 1)):
            self._open(",")
        self._comma = not self._begun
        self._build.before.role = ""

    def _join(self, at: int, unit: Unit) -> None:
        self._relative = None
        said = unit.said
        if said == "nor":
            self._build.clause.denied = unit
            self._joint = "and" if self._build.clause.subjects else ""
        elif said in _STRONG:
            self._open(said)
        elif self._build.acts and self._strange_verb(at):
            self._open("and")
        elif self._build.acts and self._verb_ahead(at + 1) and self._fresh(at + 1):
            self._open("and")
        elif self._build.filmed and self._verb_ahead(at + 1):
            self._open(",")
        else:
            self._joint = said

    def _strange_verb(self, at: int) -> bool:
        """As in "... y refunfuña": a small word nobody knows right behind "and", with an ending of verbs."""
        following = self._next(at)
        return following is not None and following.kind == "unknown" and following.said.islower() and (
            following.said.endswith(_VERBS[self._tongue]) and not self._verb_ahead(at + 1)
        )  # fmt: skip

    def _fresh(self, at: int) -> bool:
        """Whether a clause of its own follows: a verb, or a subject and a verb."""
        return self._verb_ahead(at)

    def _segment(self, at: int) -> list[Unit]:
        end = at
        while end < len(self._units) and self._units[end].kind not in ("stop", "joint"):
            end += 1
        return list(self._units[at:end])

    def _verb_ahead(self, at: int) -> bool:
        return any(
            unit.kind in (*DOING, "cop") or self._feels(unit) or unit.form == "state" for unit in self._segment(at)
        )

    def _open(self, joint: str) -> None:
        self._close()
        self._build.next_clause(joint)
        self._joint, self._comma, self._det, self._begun = "", False, "", False

    def _close(self) -> None:
        clause = self._build.clause
        if not clause.subjects and clause.verb is not None:
            self._inverted(clause)
        self._refers.resolve(clause)
        if clause.verb is not None and clause.verb.said in ("have", "hold"):
            self._has_in_hand(clause)
        for phrase in (*clause.subjects, *clause.objects):
            _fair(phrase)
        self._plainly(clause)
        self._build.settle()
        if not clause.subjects and clause.verb is not None:
            self._inverted(clause)

    def _plainly(self, clause: Clause) -> None:
        """What several words say as one: "nobody ... not", "il est minuit", "sort le pain du four"."""
        if any(one.head.said in ("nobody", "nothing") for one in (*clause.subjects, *clause.objects)):
            clause.denied = None
        air = any(one.kind in AIR for one in clause.loose)
        plain = all(one.head.said in ("it", "he", "somebody") for one in clause.subjects)
        if clause.denied is not None and air and clause.verb is None and plain and not clause.states:
            clause.loose = [_ended(one) for one in clause.loose]
            clause.subjects, clause.denied = [], None
        self._dropped(clause)
        self._given(clause)
        if self._build.linked is not None and clause.verb is None and air and plain and not clause.objects:
            clause.subjects, self._build.linked = [], None
        things = [one for one in clause.objects if one.role == "object" and one.head.kind == "props"]
        verb = clause.verb
        for one in clause.objects if verb is not None and self._tongue == "de" else ():
            if one.role == "on" and verb is not None and verb.said.startswith(("look", "stare", "gaze")):
                one.role = "object"
        worn = [one for one in clause.objects if one.owner is not None and one.head.said in _PUT_ON]
        if verb is not None and verb.said == "put down" and worn and len(clause.objects) == 1:
            clause.verb = Unit("motions", "put on", verb.start, verb.end, verb.form)
        things = [one for one in things if verb is not None and one.head.start < verb.end + _NEAR]
        if self._tongue == "fr" and verb is not None and verb.said == "leave" and things and verb.written[:4] == "sort":
            clause.verb = Unit("motions", "take out", verb.start, verb.end, verb.form)
            for one in things:
                one.looks, moved = [], [look for look in one.looks if look.role == "of"]
                for look in moved:
                    look.role = "from"
                clause.objects += moved

    def _dropped(self, clause: Clause) -> None:
        """As in "a Hana se le cae el libro", "dem Mann fällt der Stock aus der Hand": somebody lets it fall."""
        verb = clause.verb
        who = next(
            (one for one in clause.objects if one.role == "dative" and one.head.kind in ("name", "builds", "pron")),
            None,
        )
        things = [
            one
            for one in (*clause.subjects, *clause.objects)
            if one.head.kind == "props" and one.role in ("", "object")
        ]
        if verb is None or verb.said != "fall" or who is None or not things:
            return
        who.role, things[0].role = "", "object"
        clause.verb = Unit("motions", "drop", verb.start, verb.end, verb.form)
        kept = [one for one in clause.objects if one not in (who, *things) and one.head.kind != "body"]
        clause.subjects, clause.objects = [who], [things[0], *kept]

    def _given(self, clause: Clause) -> None:
        """As in "gibt ihn Ken": of a pronoun and a person, the person gets it."""
        bare = [one for one in clause.objects if one.role == "object"]
        verb = clause.verb.said if clause.verb is not None else ""
        if verb in ("give", "give back", "show", "bring", "lend") and any(
            one.head.said in ("it", "them") for one in bare
        ):
            for one in bare:
                one.role = "dative" if one.head.kind in ("name", "builds") else one.role
        it = all(one.head.written == "es" for one in clause.subjects)
        if self._tongue == "de" and verb == "give" and clause.subjects and it and clause.verb is not None:
            if not any(one.role == "dative" for one in clause.objects):
                clause.verb, clause.subjects = Unit("verbs", "be", clause.verb.start, clause.verb.end), []

    def _inverted(self, clause: Clause) -> None:
        """As in "Dann geht Hana", "Auf dem Pier stehen drei Fässer": the subject comes after the verb."""
        bare = [one for one in clause.objects if one.role == "object" and one.head.kind not in ("quote", "body")]
        bare = [one for one in bare if one.head.form not in ("object", "dative", "accusative")]
        verb = clause.verb.said if clause.verb is not None else ""
        joints = ("and", ",", "but") if self._tongue == "de" else ("and",)
        before = self._build.clauses[:-1]
        fronted = len(before) == 1 and before[0].joint in ("while", "when", "because", "before", "after", "as")
        shared = clause.joint in joints and any(one.subjects for one in before) and not fronted
        person = next((one for one in bare if one.person), None)
        late = person is not None and clause.verb is not None and person.head.start > clause.verb.start
        if shared and person is not None and (person.head.kind == "pron" if self._tongue != "de" else late):
            return
        if shared and self._tongue == "de" and clause.verb is not None:
            bare = [one for one in bare if one.head.start < clause.verb.start]
        subject = person
        if subject is None and bare and ((not takes_thing(verb) and verb not in _DIRECT) or self._must_have(shared)):
            subject = bare[0]
        if subject is not None:
            clause.objects.remove(subject)
            subject.role = ""
            clause.subjects.append(subject)

    def _must_have(self, shared: bool) -> bool:
        """A German clause has its subject, unless it shares the one before."""
        return self._tongue == "de" and not shared

    def _has_in_hand(self, clause: Clause) -> None:
        """As in "que tiene en la mano", "hält ... in der Hand": what is in somebody's hand is held."""
        hands = [one for one in clause.objects if one.head.said in ("hand", "hands") and one.role not in ("object", "")]
        if hands and clause.verb is not None:
            clause.verb = Unit("motions", "hold", clause.verb.start, clause.verb.end, clause.verb.form)
            clause.objects = [one for one in clause.objects if one not in hands]

    def _rel(self, at: int) -> None:
        last, following = self._build.last, self._next(at)
        if last is None or (self._build.clause.verb is None and not self._build.filmed):
            self._relative = last
            return
        segment = self._segment(at + 1)
        verb = next((unit.said for unit in segment if unit.kind in DOING), "")
        done = following is not None and following.kind in ("pron", "name", "owner", "det") and not last.person
        held = not last.person and verb in _HELD and last.head.kind in ("props", "unknown", *LOOKS)
        who = self._build.clause.subjects
        hand = next((unit for unit in segment if unit.said in ("hand", "hands")), None)
        if (held or done) and verb in _HELD and hand is not None:
            owner = Unit("owner", "their", hand.start, hand.start)
            last.looks.append(Phrase(hand, "in", owner=owner))
            self._from = at + 1 + len(segment)
            return
        self._open("who" if last.person and not done and not held else "and")
        if done or held:
            self._build.clause.objects = [silent(last, Unit("", "", 0, 0), "object")]
            self._build.clause.subjects = [silent(one, Unit("", "", 0, 0), "") for one in who if held and not done]
        else:
            self._build.clause.subjects = [silent(last, Unit("", "", 0, 0), "")]

    # Words before nouns, and nouns.

    def _lead(self, at: int, unit: Unit) -> None:
        before, following = self._build.before, self._next(at)
        if unit.kind == "prep":
            self._prep(at, unit)
        elif unit.kind == "det":
            clitic = self._tongue != "de" and following is not None and following.kind in (*DOING, "clitic")
            if clitic and not before.role and unit.said != "this":
                self._told(unit, "object")
                return
            if unit.said == "this" and not before.role and (clitic or self._alone(at)):
                self._place(self._build.noun(Unit("pron", "it", unit.start, unit.end)), "")
                return
            before.det, self._det = unit.said, unit.form
        elif unit.kind == "owner":
            before.owner, self._det = unit, unit.form
        else:
            before.count = unit

    def _alone(self, at: int) -> bool:
        following = self._next(at)
        return following is not None and following.kind in (*DOING, "cop", "neg")

    def _prep(self, at: int, unit: Unit) -> None:
        """A preposition; before an infinitive it opens a clause: "para coger", "sans regarder", "um ... zu"."""
        following = self._next(at)
        last = self._build.last
        behind = following is None or following.kind in ("stop", "joint", *DOING)
        if self._tongue == "de" and unit.said in ("along", "opposite") and last is not None and behind:
            self._postposed(last, unit.said)
            return
        verb = next((one for one in self._segment(at + 1) if one.kind in DOING), None)
        ends = self._segment(at + 1)[-1:]
        whole = self._tongue == "de" and any(one.kind in DOING and one.form == "infinitive" for one in ends)
        leads = following is not None and (following.kind in (*DOING, "clitic", "det", "pron") or whole)
        infinitive = verb is not None and verb.form == "infinitive" and (leads and (following is verb or whole or (
            following is not None and following.written in ("le", "la", "les", "l'", "lui", "se", "s'") and self._tongue == "fr")))  # fmt: skip
        if infinitive and unit.said in ("for", "without", "around"):
            self._open("and")
            if unit.said == "without":
                self._build.clause.denied = unit
        else:
            self._build.before.role = unit.said

    def _postposed(self, phrase: Phrase, role: str) -> None:
        """As in "den Flur entlang", "Ken gegenüber"."""
        clause = self._build.clause
        if phrase in clause.subjects and len(clause.subjects) > 1:
            clause.subjects.remove(phrase)
            clause.objects.append(phrase)
        if phrase in clause.objects:
            phrase.role = role

    def _lens(self, unit: Unit) -> None:
        if self._build.before.role or self._build.clause.verb is not None:
            self._noun(-1, Unit("dressing", "camera", unit.start, unit.end))
        else:
            self._build.lens = unit
            self._build.before.det = ""

    def _noun(self, at: int, unit: Unit) -> None:
        build = self._build
        role, previous, det = build.before.role, build.last, self._det
        self._det = ""
        if unit.kind == "pron":
            if self._pronoun(unit, role):
                return
            unit = self._spoken(unit)
        if unit.kind == "unknown" and not self._could_be_noun(at):
            if self._could_be_verb(at, unit):
                self._verb(unit)
            else:
                build.clause.adverbs.append(unit)
            return
        unit = self._sense(unit, role)
        if det in ("accusative", "dative") and not unit.form:
            unit = Unit(unit.kind, unit.said, unit.start, unit.end, det, unit.written)
        phrase = build.noun(unit)
        if det == "dative" and phrase.person and not role and build.clause.verb is not None:
            phrase.role = "dative"
            build.clause.objects.append(phrase)
            return
        if self._is_genitive(phrase, previous, det):
            role = "of"
        if self._joins(phrase, previous):
            return
        if previous is not None and role and self._belongs(phrase, previous, role):
            build.last = previous if phrase.person else phrase
            return
        self._place(phrase, role)

    def _pronoun(self, unit: Unit, role: str) -> bool:
        """Take an object pronoun: "sie", "es" and "ihn" after the subject."""
        clause = self._build.clause
        shared = clause.verb is not None and clause.joint in ("and", ",", "but") and len(self._build.clauses) > 1
        acted = bool(clause.subjects) or (shared and self._build.clauses[-2].verb is not None)
        late = self._tongue == "de" and unit.said in ("she", "it") and acted and not role
        if unit.form in ("object", "dative") or late:
            self._told(unit, unit.form or "object")
            return True
        return False

    def _spoken(self, unit: Unit) -> Unit:
        """German "es" may be a girl, and "sie" a cup."""
        memory = self._build.memory
        told = [one for clause in self._build.clauses[:-1] for one in clause.subjects]
        topic = told[-1] if told else memory.topic
        if unit.said in ("she", "he") and not told and not memory.anybody and memory.thing:
            return Unit("pron", "it", unit.start, unit.end)
        if unit.said == "it" and topic is not None and topic.person and pronoun(topic) in ("she", "he"):
            return Unit("pron", pronoun(topic), unit.start, unit.end)
        if unit.said == "she" and self._tongue == "de" and self._many(unit):
            return Unit("pron", "they", unit.start, unit.end)
        return unit

    def _many(self, unit: Unit) -> bool:
        """Whether the verb beside "sie" is a plural."""
        at = self._units.index(unit)
        near = [*self._units[at + 1 : at + 2], *self._units[max(0, at - 1) : at]]
        return any(one.kind in (*DOING, "cop") and one.form == "infinitive" for one in near)

    def _sense(self, unit: Unit, role: str) -> Unit:
        """What a noun means beside this verb: "un café" that is drunk, "sa fille"."""
        verb = self._build.clause.verb
        if unit.kind == "sets" and not role and verb is not None and unit.said in english()["things"]:
            return Unit("props", english()["things"][unit.said], unit.start, unit.end)
        if unit.said == "girl" and self._tongue == "fr" and self._build.before.owner is not None:
            return Unit(unit.kind, "daughter", unit.start, unit.end, unit.form)
        if unit.said == "car" and self._tongue == "es" and verb is not None and verb.said in ("push", "pull"):
            return Unit(unit.kind, "cart", unit.start, unit.end, unit.form)
        if (
            unit.said == "balloon"
            and verb is not None
            and verb.said in ("throw", "kick", "catch", "hit", "play", "bounce")
        ):
            return Unit(unit.kind, "ball", unit.start, unit.end, unit.form)
        return unit

    def _could_be_verb(self, at: int, unit: Unit) -> bool:
        """A word nobody knows behind the subject, where no verb stands and none follows."""
        build = self._build
        free = build.clause.verb is None and build.linked is None and not build.filmed and not build.clause.states
        told = bool(build.clause.subjects) or (build.clause.joint == "and" and build.clause.empty)
        return free and told and not self._verb_ahead(at + 1) and not unit.said.endswith("ment")

    def _could_be_noun(self, at: int) -> bool:
        before = self._build.before
        written = self._units[at]
        return bool(before.det or before.role or before.count or before.owner or written.said[:1].isupper())

    # Verbs and states.

    def _feels(self, unit: Unit) -> bool:
        return unit.kind == "emotions" and unit.said in english()["feelings"]

    def _emotion(self, at: int, unit: Unit) -> None:
        if self._feels(unit):
            self._verb(unit)
        elif unit.form == "state":
            self._state(unit)
        elif unit.said.startswith("in ") and self._build.clause.subjects and not self._build.acts and not (
            self._verb_ahead(at + 1)
        ):  # fmt: skip
            self._build.clause.states.append(unit)
        elif unit.said.endswith("ly") or unit.said.startswith("in "):
            self._build.clause.adverbs.append(unit)
        else:
            self._adjective(at, unit)

    def _state(self, unit: Unit) -> None:
        """As in "tiene miedo", "se sorprende": a verb that tells how somebody feels."""
        none = self._build.before.det == "no"
        if self._build.clause.verb is not None:
            self._open("and")
        if none:
            self._build.before.det = ""
            self._build.clause.denied = unit
        self._build.clause.states.append(unit)

    def _verb(self, unit: Unit) -> None:
        build, clause = self._build, self._build.clause
        if self._relative is not None and unit.said in _HELD:
            return
        if unit.said in ("begin", "end", "continue"):
            self._begun = True
            return
        role, build.before.role = build.before.role, ""
        if self._manner(unit, clause) or self._aside(unit, clause):
            return
        if self._tongue == "es" and role == "to" and build.before.det == "the" and unit.form == "infinitive":
            self._open("when")
        busy = clause.verb is not None and clause.verb.said != "be"
        goes = clause.verb is not None and clause.verb.said in ("go", "come") and unit.form == "infinitive"
        if busy and not goes and clause is self._build.clause:
            self._open("and")
        lies = build.linked is not None and unit.form == "participle" and unit.said in _LAID
        build.verb(Unit("verbs", "be", unit.start, unit.end) if lies else unit)
        build.before.det, self._det = "", ""
        build.last = None
        self._comma = False

    def _manner(self, unit: Unit, clause: Clause) -> bool:
        """As in "se aleja rodando", "passe en boitant", "sigue tocando": how somebody goes is what they do."""
        verb = clause.verb
        if verb is None or unit.form not in ("gerund", "participle"):
            return False
        if unit.form == "gerund" and verb.said in ("follow", "stay") and self._tongue == "es":
            self._build.verb(unit)
            return True
        if verb.said in _GOING and unit.said in _GAITS and (unit.form == "gerund" or self._tongue == "de"):
            away = " away" if verb.said in ("leave", "walk away", "run away") else ""
            self._build.verb(Unit(unit.kind, unit.said + away, verb.start, unit.end))
            return True
        return False

    def _aside(self, unit: Unit, clause: Clause) -> bool:
        """A participle that only describes, and what somebody is helped to do."""
        if clause.verb is None:
            return False
        describes = unit.kind == "motions" and unit.form == "participle" and self._tells_object()
        return describes or (clause.verb.said == "help" and unit.form == "infinitive")

    def _tells_object(self) -> bool:
        """As in "un vase posé": a participle that only describes the thing before it."""
        last = self._build.last
        return (
            self._build.linked is None and last is not None and last in self._build.clause.objects and not last.person
        )

    def _adjective(self, at: int, unit: Unit) -> None:
        build = self._build
        following = self._next(at)
        noun_next = following is not None and following.kind in (*NOUNS, "colours", "sizes", "hair")
        if self._tongue == "de":
            leads = noun_next or bool(build.before.det or build.before.owner) or build.before.role != ""
        else:
            leads = following is not None and following.kind in NOUNS
            leads = leads and (bool(build.before.det) or bool(build.before.role))
        if unit.kind == "colours" and not noun_next and self._dressed(unit):
            return
        looks = build.last is not None and build.last.head.kind in LOOKS
        if leads:
            build.before.adjectives.append(unit)
        elif (
            (build.linked is None or looks)
            and self._tongue != "de"
            and build.last is not None
            and build.last.head.kind not in ("name", "pron")
        ):
            build.last.adjectives.append(unit)
        else:
            build.clause.states.append(unit)

    def _dressed(self, unit: Unit) -> bool:
        """As in "la mujer de negro": a colour alone is the colour of the clothes."""
        build = self._build
        person = build.last
        if build.before.role not in ("of", "in", "loc") or person is None or not person.person:
            return False
        build.look(person, Phrase(unit, "in"))
        person.looks[-1].role = "in"
        build.before.role = ""
        return True

    def _other(self, at: int, unit: Unit) -> None:
        build, clause = self._build, self._build.clause
        if unit.kind == "cop":
            if clause.verb is not None:
                self._open("and")
            build.linked = unit
        elif unit.kind == "neg":
            self._deny(at, unit)
        elif unit.kind in AIR or unit.kind in CAMERA or unit.kind == "seconds":
            if unit.kind in CAMERA and clause.verb is not None:
                self._open(",")
            build.clause.loose.append(unit)
            following = self._next(at)
            if unit.kind != "weathers" or following is None or following.kind not in NOUNS:
                build.before.det, self._det = "", ""
                build.before.role = ""
            build.last = None
        elif unit.kind == "ways":
            self._way(unit)
        elif unit.kind == "paces":
            clause.adverbs.append(unit)

    def _way(self, unit: Unit) -> None:
        """As in "am Laden vorbei": past the store."""
        clause = self._build.clause
        move = next((one for one in clause.loose if one.kind == "moves"), None)
        turned = f"{move.said.rpartition(' ')[0]} {unit.said}" if move is not None else ""
        if move is not None and turned in _MOVES:
            clause.loose[clause.loose.index(move)] = Unit("moves", turned, move.start, unit.end)
            return
        near = next((one for one in clause.objects if one.role == "at"), None)
        whom = next((one for one in clause.objects if one.role == "dative"), None)
        if unit.said == "past" and near is not None:
            near.role = "past"
        elif unit.said == "after" and whom is not None:
            whom.role = "after"
        elif unit.said == "on tiptoe" and clause.verb is not None and clause.verb.said in _GOING:
            for one in clause.objects:
                one.role = "out of" if clause.verb.said == "leave" and one.role in ("object", "from") else one.role
            clause.verb = Unit("motions", "tiptoe", clause.verb.start, unit.end)
        else:
            clause.adverbs.append(unit)

    def _deny(self, at: int, unit: Unit) -> None:
        following = self._next(at)
        things = following is not None and following.kind in ("props", "accessories", "outfits")
        if things and not self._build.clause.verb:
            self._build.before.det = "no"
        else:
            self._build.clause.denied = unit


def _ended(unit: Unit) -> Unit:
    """Weather that is not: "no llueve", "es regnet nicht mehr"."""
    falling = "the rain stops" if "rain" in unit.said else "the snow stops" if "snow" in unit.said else ""
    return Unit(unit.kind, falling, unit.start, unit.end) if falling and unit.kind == "weathers" else unit


def _fair(phrase: Phrase) -> None:
    """As in "un chico rubio de pelo corto": somebody blonde has blonde hair."""
    fair = [one for one in phrase.adjectives if one.said in ("blonde", "ginger")]
    if phrase.person:
        phrase.adjectives = [
            Unit(one.kind, "chubby", one.start, one.end) if one.said == "thick" else one for one in phrase.adjectives
        ]
    if phrase.head.kind != "builds" or not fair:
        return
    phrase.adjectives = [one for one in phrase.adjectives if one not in fair]
    hair = next((look for look in phrase.looks if look.head.said == "hair"), None)
    if hair is None:
        hair = Phrase(Unit("body", "hair", fair[0].end, fair[0].end), "with")
        phrase.looks.append(hair)
    hair.adjectives += fair


def _reordered(clauses: list[Clause]) -> list[Clause]:
    """As in "Antes de salir, Hana apaga la luz": what has no subject of its own comes after what has."""
    told = [clause for clause in clauses if not clause.empty]
    first, main = (told[0], told[1]) if len(told) > 1 else (None, None)
    if first is None or main is None or first.verb is None or not main.subjects:
        return clauses
    named = [one for one in main.subjects if one.head.kind != "pron"]
    before = not first.subjects or (all(one.head.kind == "pron" for one in first.subjects) and bool(named))
    if first.joint == "before" and before:
        last = next(
            (at for at in range(2, len(told)) if told[at].subjects or told[at].joint not in ("and", ",")), len(told)
        )
        main.joint, first.subjects = "", []
        return [main, *told[2:last], first, *told[last:]]
    alone = not first.subjects and first.verb.form in ("infinitive", "gerund")
    if alone or (first.joint in ("when", "while", "as", "after") and before and named):
        first.subjects, main.subjects = main.subjects, []
        first.joint, main.joint = "", "and"
    return clauses
