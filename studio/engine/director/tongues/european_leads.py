"""What stands before nouns and verbs in Spanish, French and German: articles, prepositions, pronouns, clitics."""

from typing import Final

from studio.engine.director.tongues.agreement import pronoun
from studio.engine.director.tongues.european_senses import OF_THINGS, several
from studio.engine.director.tongues.european_settling import Settling
from studio.engine.director.tongues.units import DOING, NOUNS, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_AFTER_PREPOSITION: Final = {
    "ihm": "him", "ihn": "him", "ihnen": "them", "ihr": "her", "lui": "him", "leur": "them", "sie": "her", "lo": "it",
    "eux": "them",
}  # fmt: skip
_CLITICS: Final[dict[str, tuple[str, ...]]] = {
    "fr": ("le", "la", "les", "l'", "lui", "se", "s'"), "es": ("le", "la", "les", "lo", "los", "las"), "de": (),
}  # fmt: skip
_PLAY: Final = frozenset(
    {"throw", "kick", "catch", "hit", "play", "bounce", "roll", "pull", "send", "receive", "dribble"}
)
_COINED: Final = frozenset(
    {"throw", "pick up", "toss", "find", "give", "give back", "hold out", "drop", "flip", "spin"}
)
_WAVED: Final = frozenset({"wave", "shake", "raise", "swing", "point at"})
_WEDDED: Final = {"groom": "boyfriend", "bride": "girlfriend"}
_WEDDINGS: Final = frozenset({
    "church", "altar", "wedding dress", "veil", "velo", "boda", "novios", "bouquet", "wedding", "marry", "white",
    "ring bearer", "priest", "casar", "casarse", "flower crown",
})  # fmt: skip
_MAGIC: Final = frozenset({"wizard", "witch", "magician", "fairy", "sorcerer", "sorceress", "mage"})
_FLYING: Final = frozenset({
    "steigen", "steigt", "schnur", "string", "rope", "wind", "fly", "fliegen", "lassen", "lässt", "bunt", "colourful",
    "papier", "paper", "himmel", "sky", "kind", "boy", "girl", "child",
})  # fmt: skip
_TITLES: Final = frozenset({
    "policeman", "policewoman", "inspector", "doctor", "captain", "teacher", "professor", "king", "queen", "prince",
    "princess", "detective", "wizard", "witch", "judge", "uncle", "aunt", "mother", "father", "grandmother",
    "grandfather", "sister", "brother", "officer", "woman", "man", "lady", "gentleman", "nurse", "soldier", "sergeant",
    "commissioner", "general", "nun", "monk", "priest", "mayor", "knight", "young woman", "madam",
})  # fmt: skip
_AT_DESK: Final = frozenset({"between", "near", "beside", "against", "on", "under", "behind", "in front of"})


class Leads(Settling):
    """Reads them into what the next noun or verb is given."""

    def _clitic(self, at: int, unit: Unit) -> None:
        """As in "lo", "le", "ihm": whom or what the words spoke of before; nobody where they announce who follows."""
        announces = any(later.kind == "prep" and later.said == "to" for later in self._segment(at))
        if self._build.before.role:
            said = _AFTER_PREPOSITION.get(unit.written, "it")
            head = Unit("pron", said, unit.start, unit.end, "object", unit.written)
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

    def _lead(self, at: int, unit: Unit) -> None:
        before, following = self._build.before, self._next(at)
        if unit.kind == "prep":
            self._prep(at, unit)
        elif unit.kind == "det":
            clitic = self._tongue != "de" and following is not None and following.kind in (*DOING, "clitic")
            if clitic and not before.role and unit.said not in ("this", "a"):
                self._told(unit, "object")
                return
            single = self._tongue == "de" and unit.written in ("einer", "eine", "eines") and unit.said == "a"
            does = following is not None and following.kind in DOING and following.form == ""
            if unit.said == "a" and not before.role and (clitic or (single and does)):
                self._place(self._build.noun(Unit("pron", "one", unit.start, unit.end)), "")
                return
            if unit.said == "this" and not before.role and (clitic or self._alone(at)):
                self._place(self._build.noun(self._latter(unit)), "")
                return
            none = before.det == "no" and unit.said == "a"
            before.det, self._det = "no" if none else unit.said, unit.form
        elif unit.kind == "owner":
            before.owner, self._det = unit, unit.form
        else:
            before.count = unit

    def _latter(self, unit: Unit) -> Unit:
        """As in "hasta que este resbala": whom the words spoke of last beside who acts, else a thing."""
        person = self._refers.person(self._build.clause) or self._build.memory.other
        if person is None or not person.person:
            return Unit("pron", "it", unit.start, unit.end)
        self._build.before.det = "the" if person.head.kind == "builds" else ""
        return Unit(person.head.kind, person.head.said, unit.start, unit.end, person.head.form)

    def _alone(self, at: int) -> bool:
        following = self._next(at)
        return following is not None and following.kind in (*DOING, "cop", "neg")

    def _prep(self, at: int, unit: Unit) -> None:
        """A preposition; before an infinitive it opens a clause: "para coger", "sans regarder", "um ... zu"."""
        following = self._next(at)
        last = self._build.last
        behind = following is None or following.kind in ("stop", "joint", *DOING)
        told = self._build.clause.objects[-1:]
        if self._tongue == "de" and unit.said == "opposite" and behind and told and told[0].role == "dative":
            told[0].role = unit.said
            return
        if self._tongue == "de" and unit.said in ("along", "opposite") and last is not None and behind:
            self._postposed(last, unit.said)
            return
        if unit.said == "in" and following is not None and following.kind in DOING and following.form == "gerund":
            return
        verb = next((one for one in self._segment(at + 1) if one.kind in DOING), None)
        ends = self._segment(at + 1)[-1:]
        whole = self._tongue == "de" and any(one.kind in DOING and one.form == "infinitive" for one in ends)
        leads = whole or (following is not None and (following is verb or following.written in _CLITICS[self._tongue]))
        infinitive = leads and verb is not None and verb.form == "infinitive"
        if infinitive and unit.said in ("for", "without", "around"):
            self._open("and")
            self._purpose = self._build.clause
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

    def _pronoun(self, unit: Unit, role: str) -> bool:
        """Take an object pronoun: "sie", "es" and "ihn" after the subject."""
        clause = self._build.clause
        shared = clause.verb is not None and clause.joint in ("and", ",", "but") and len(self._build.clauses) > 1
        acted = any(one.head.kind != "sets" for one in clause.subjects) or (
            shared and self._build.clauses[-2].verb is not None
        )
        late = self._tongue == "de" and unit.said in ("she", "it") and acted and not role
        if unit.said == "the latter":
            return False
        if unit.form in ("object", "dative") or late:
            self._told(unit, unit.form or "object")
            return True
        return False

    def _spoken(self, unit: Unit) -> Unit:
        """German "es" may be a girl, and "sie" a cup."""
        memory = self._build.memory
        told = [one for clause in self._build.clauses[:-1] for one in clause.subjects]
        topic = told[-1] if told else memory.topic
        if unit.said == "the latter":
            return self._latter(unit)
        if unit.said in ("she", "he") and not told and not memory.anybody and memory.thing:
            return Unit("pron", "it", unit.start, unit.end)
        if unit.said in ("she", "he") and not told and self._only_things() and memory.done is not None:
            return Unit("pron", "it", unit.start, unit.end)
        if unit.said == "it" and topic is not None and topic.person and pronoun(topic) in ("she", "he"):
            return Unit("pron", pronoun(topic), unit.start, unit.end)
        shown = [one for clause in self._build.clauses[:-1] for one in clause.objects]
        if unit.said in ("she", "he") and self._tongue == "fr" and shown and not told and not memory.anybody and all(
            one.head.kind == "props" for one in shown
        ):  # fmt: skip
            return Unit("pron", "it", unit.start, unit.end)
        here = self._build.clause.subjects
        if unit.said == "she" and self._tongue == "de" and self._build.before.role and here and several(here[0]):
            return Unit("pron", "them", unit.start, unit.end, "", unit.written)
        if unit.said == "she" and self._tongue == "de" and self._many(unit):
            return Unit("pron", "they", unit.start, unit.end)
        return unit

    def _only_things(self) -> bool:
        """Whether the sentence is no more than somebody, and what only things do: "Sie zerbricht"."""
        doing = [one.said for one in self._units if one.kind in DOING]
        nouns = [one for one in self._units if one.kind in NOUNS and one.kind != "pron"]
        return bool(doing) and doing[0] in OF_THINGS and not nouns

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
        if unit.said == "young man" and unit.form == "f":
            return Unit(unit.kind, "young woman", unit.start, unit.end, unit.form, unit.written)
        if unit.said in _WEDDED and self._tongue == "es" and not self._wedding():
            return Unit(unit.kind, _WEDDED[unit.said], unit.start, unit.end, unit.form, unit.written)
        if unit.said == "girl" and self._tongue == "fr" and self._build.before.owner is not None:
            return Unit(unit.kind, "daughter", unit.start, unit.end, unit.form)
        if unit.said == "ticket" and unit.written.startswith("entrad") and role:
            return Unit("dressing", "entrance", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "hot chocolate" and role == "of" and unit.written == "chocolate":
            return Unit("props", "chocolate", unit.start, unit.end, unit.form, unit.written)
        if (
            unit.said == "corridor"
            and unit.written.startswith("corredor")
            and role in ("", "to")
            and self._build.before.det
        ):
            return Unit("builds", "runner", unit.start, unit.end, unit.form, unit.written)
        if unit.written.startswith("sierra") and self._build.before.det == "a":
            return Unit("props", "saw", unit.start, unit.end, unit.form, unit.written)
        last = self._build.last
        beside = self._joint == "and" and last is not None and last.head.kind == "props"
        if unit.said == "office" and unit.written == "bureau" and (
            self._build.before.owner or role in _AT_DESK or beside
        ):  # fmt: skip
            return Unit("props", "desk", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "car" and unit.written[:4] == "carr" and verb is not None and verb.said in ("push", "pull"):
            return Unit(unit.kind, "cart", unit.start, unit.end, unit.form)
        if unit.said == "room" and unit.written == "pièce" and verb is not None and verb.said in _COINED and not role:
            return Unit("props", "coin", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "baguette" and (self._by_magic() or (verb is not None and verb.said in _WAVED)):
            return Unit(unit.kind, "wand", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "pen" and unit.written.startswith("plum") and self._airborne():
            return Unit(unit.kind, "feather", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "kite" and unit.written.startswith("drache") and not self._flown():
            return Unit(unit.kind, "dragon", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "guard" and unit.written.startswith("gardien") and self._at_play():
            return Unit(unit.kind, "goalkeeper", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "cook" and unit.written == "cuisinière" and role in ("on", "in front of"):
            return Unit("dressing", "stove", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "stick" and unit.written == "bâton" and self._by_magic():
            return Unit(unit.kind, "staff", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "balloon" and self._played_with():
            return Unit(unit.kind, "ball", unit.start, unit.end, unit.form)
        return unit

    def _at_play(self) -> bool:
        """As in "Le gardien plonge": a ball was told of, here or before."""
        told = {one.said for one in self._units} | self._build.memory.seen
        return bool({"ball", "football", "soccer ball", "goal", "stadium"} & told) or self._played_with()

    def _wedding(self) -> bool:
        """Whether "novia" is a bride here: at an altar, with a veil, in white."""
        return any(one.said in _WEDDINGS or one.written in _WEDDINGS for one in self._units) or (
            not self._build.memory.seen.isdisjoint({"bride", "groom"})
        )  # fmt: skip

    def _by_magic(self) -> bool:
        """As in "la fée lève sa baguette": whoever acts does magic."""
        return any(one.head.said in _MAGIC for one in self._build.clause.subjects)

    def _airborne(self) -> bool:
        """As in "una pluma blanca cae": it falls or floats, and nobody writes."""
        doing = {one.said for one in self._units if one.kind in DOING}
        return not doing.isdisjoint({"fall", "float", "fly", "drift", "land", "sink", "rise", "blow", "twirl"})

    def _flown(self) -> bool:
        """As in "lässt einen Drachen steigen": a kite, by what is told beside it."""
        words = {one.written for one in self._units} | {one.said for one in self._units}
        return not words.isdisjoint(_FLYING) or "kite" in self._build.memory.seen

    def _titled(self, at: int, unit: Unit) -> bool:
        """As in "Kommissar Weber", "la doctora Vega": the name is who it is."""
        following = self._next(at)
        named = following is not None and following.kind in ("name", "unknown") and following.said[:1].isupper()
        kin = named and following is not None and following.kind == "name" and not self._build.before.det
        return (
            unit.kind == "builds"
            and (unit.said in _TITLES or kin)
            and named
            and following is not None
            and following.start == unit.end + 1
        )

    def _played_with(self) -> bool:
        """Whether "ballon" is one to play with: by what is done here, or because one was told of before."""
        doing = {one.said for one in self._units if one.kind in DOING}
        known = [one for clause in self._build.clauses for one in (*clause.subjects, *clause.objects)]
        balls = "ball" in self._build.memory.seen or any(one.head.said == "ball" for one in known)
        return balls or not doing.isdisjoint(_PLAY)

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
