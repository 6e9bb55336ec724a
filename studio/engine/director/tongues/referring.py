"""Whom or what "lo", "la", "le", "ihn", "sie", "lui" and "ihr" mean: by the verb, the gender, what was told last."""

from typing import Final

from studio.engine.director.tongues.agreement import OBJECTIVE, alive, pronoun, untold
from studio.engine.director.tongues.building import Builder, silent, takes_thing
from studio.engine.director.tongues.units import Clause, Phrase, Unit

_EITHER: Final = frozenset({
    "search for", "look", "find", "follow", "chase", "catch", "carry", "hold", "raise", "push", "pull", "hit", "kick",
    "touch", "photograph", "see", "notice", "wait", "wait for", "point at", "attack", "examine", "stare at", "pat",
    "pet", "leave", "block", "bring", "show", "listen", "answer", "shake", "call", "kiss", "hug", "wake up", "grab",
})  # fmt: skip
_WATCHING: Final = frozenset({"look", "look at", "listen", "stare at", "film", "photograph", "follow"})
_TOLD: Final = {"ihn": "he", "ihm": "he", "ihr": "she", "sie": "she", "lo": "he", "la": "she"}
_TENDER: Final = frozenset({"hug", "kiss", "comfort", "greet", "thank", "answer", "congratulate", "help", "call"})
_ROLLING: Final = ("ball", "balloon", "kite", "hat", "butterfly", "cat", "dog", "mouse", "rabbit", "bird", "fox", "car")
_FEMALE: Final = frozenset({"la", "sie", "ihr", "las"})
_MALE: Final = frozenset({"lo", "ihn", "ihm", "le"})
_MANY: Final = frozenset({"los", "las", "les", "leur", "ihnen", "eux", "elles", "ellos", "ellas"})
_THINGS: Final = frozenset({"props", "unknown", "outfits", "accessories", "body"})


class Referring:
    """Resolves the object pronouns of a clause once its verb and its subject are known."""

    def __init__(self, build: Builder) -> None:
        self._build = build

    def resolve(self, clause: Clause) -> None:
        """Replace each pronoun by whom it means; one that means nobody who was told of goes."""
        for phrase in list(clause.objects):
            if phrase.head.kind == "pron" and phrase.head.form in ("object", "dative"):
                meant = self._meant(clause, phrase)
                at = clause.objects.index(phrase)
                clause.objects[at : at + 1] = [meant] if meant is not None else []

    def _meant(self, clause: Clause, phrase: Phrase) -> Phrase | None:
        dative = phrase.head.form == "dative"
        word = phrase.head.written if not (dative and phrase.head.written == "le") else ""
        person = self.person(clause, word)
        if self._build.lens is not None and person is not None:
            return self._said(person, phrase, "object")
        if dative and person is None and self._its(clause):
            return None
        if dative and person is None and self._later(clause, phrase) is not None:
            return self._later(clause, phrase)
        if person is None and self._thing(clause) is None and (stranger := self._stranger(clause, phrase)) is not None:
            return stranger
        if dative:
            return self._said(person, phrase, phrase.role) if person is not None else self._after(clause, phrase)
        verb = clause.verb.said if clause.verb is not None else ""
        if phrase.role != "object":
            role = "before" if phrase.role == "in front of" and verb in ("kneel", "bow") else phrase.role
            return self._said(person, phrase, role) if person is not None else self._it(phrase)
        thing = self._thing(clause, phrase.head.written)
        if (
            verb in ("chase", "follow")
            and person is not None
            and (thing is None or not thing.head.said.endswith(_ROLLING))
        ):
            return self._said(person, phrase, "object")
        if verb in _WATCHING and person is not None and phrase.head.written == "l'" and self._acted(person):
            return self._said(person, phrase, "object")
        if verb in _TENDER and person is not None:
            return self._said(person, phrase, "object")
        if verb in _EITHER:
            return self._said(person, phrase, "object") if person is not None and thing is None else self._it(phrase)
        if person is None or (takes_thing(verb) and thing is not None):
            return self._it(phrase, thing)
        return self._said(person, phrase, "object")

    def _its(self, clause: Clause) -> bool:
        """As in "Elle lui caresse le museau": of an animal that was told of, it tells whose muzzle or paw it is."""
        part = next((one for one in clause.objects if one.head.kind == "body" and one.owner is None), None)
        memory = self._build.memory
        told = next((one for one in (self._thing(clause), memory.thing, memory.topic, memory.done) if (
            one is not None and alive(one.head.said)
        )), None)  # fmt: skip
        if part is None or told is None or not alive(told.head.said):
            return False
        part.owner, part.det = Unit("owner", "its", part.head.start, part.head.start), ""
        return True

    def _acted(self, person: Phrase) -> bool:
        """Whether somebody was the last who did something: who watches then watches them."""
        before = next((one.subjects for one in reversed(self._build.clauses[:-1]) if one.subjects), list[Phrase]())
        topic = self._build.memory.topic
        told = {one.head.said for one in (*before, *([topic] if topic is not None else []))}
        return person.head.said in told

    def _later(self, clause: Clause, phrase: Phrase) -> Phrase | None:
        """As in "ella le tira un cojín": to the other one of the two, where nobody else was told of."""
        verb = clause.verb.said if clause.verb is not None else ""
        who = pronoun(clause.subjects[0]) if clause.subjects and clause.subjects[0].head.kind == "pron" else ""
        told = {"ihm": "he", "ihr": "she"}.get(phrase.head.written, {"she": "he", "he": "she"}.get(who, ""))
        if phrase.role != "dative" or not takes_thing(verb) or not told or told == who:
            return None
        head = Unit("pron", OBJECTIVE[told], phrase.head.start, phrase.head.end, "object")
        return Phrase(head, "dative")

    def _stranger(self, clause: Clause, phrase: Phrase) -> Phrase | None:
        """As in "sie sieht ihn an": somebody of whom nothing else is told."""
        told = _TOLD.get(phrase.head.written, "")
        before = clause.subjects or next(
            (one.subjects for one in reversed(self._build.clauses) if one.subjects), list[Phrase]()
        )
        who = pronoun(before[0]) if before else ""
        verb = clause.verb.said if clause.verb is not None else ""
        if phrase.head.written in ("l'", "lui") and verb in _TENDER:
            told = {"she": "he", "he": "she"}.get(who, "")
        if not told or who not in ("she", "he") or told == who:
            return None
        head = Unit("pron", OBJECTIVE[told], phrase.head.start, phrase.head.end, "object")
        return Phrase(head, phrase.role)

    def _after(self, clause: Clause, phrase: Phrase) -> Phrase | None:
        """A thing in the dative only where a preposition or a particle asks for it: "schwimmt ihm hinterher"."""
        return self._it(phrase) if phrase.role != "dative" and self._thing(clause) is not None else None

    def _it(self, phrase: Phrase, thing: Phrase | None = None) -> Phrase:
        many = thing is not None and phrase.head.written == "sie" and pronoun(thing) == "they"
        said = "them" if many or phrase.head.written in _MANY else "it"
        role = phrase.role if phrase.role != "dative" else "to"
        return Phrase(Unit("pron", said, phrase.head.start, phrase.head.end, "object"), role)

    def _said(self, person: Phrase, phrase: Phrase, role: str) -> Phrase:
        spoken = pronoun(person)
        if phrase.head.written in _MANY or spoken == "they" or (untold(person) and spoken):
            said = OBJECTIVE["they" if phrase.head.written in _MANY else spoken]
            return Phrase(Unit("pron", said, phrase.head.start, phrase.head.end, "object"), role)
        return silent(person, phrase.head, role)

    def person(self, clause: Clause, word: str = "") -> Phrase | None:
        """Whom the words told of last beside who acts here. ``word``: the pronoun, which may tell the gender."""
        before = next((one.subjects for one in reversed(self._build.clauses) if one.subjects), list[Phrase]())
        acting = {one.head.said for subject in clause.subjects or before for one in (subject, *subject.joined)}
        told = [one for before in self._build.clauses if before is not clause for one in self._people(before)]
        memory = self._build.memory
        told_of = bool(clause.subjects or before) or self._build.lens is not None
        topic = memory.topic if told_of else None
        noted = [one for one in (topic, memory.other) if one is not None]
        known = [*reversed(told), *(two for one in noted for two in (one, *one.joined))]
        pronouns = {"she", "he", "they"} & acting
        for one in known:
            hidden = bool(pronouns) and pronoun(one) in pronouns
            told_again = one.head.kind == "pron" and one.head.said in OBJECTIVE
            if told_again and one.role not in ("", "subject"):
                return one
            if told_again and one.head.said in ("she", "he") and one.head.said not in acting and _agrees(one, word):
                return one
            if (
                one.person
                and one.head.kind != "pron"
                and one.head.said not in acting
                and not hidden
                and _agrees(one, word)
            ):
                return one
        return None

    def _people(self, clause: Clause) -> list[Phrase]:
        return [one for one in (*clause.subjects, *clause.objects) if one.person]

    def _thing(self, clause: Clause, word: str = "") -> Phrase | None:
        told = [
            one
            for before in self._build.clauses
            if before is not clause
            for one in (*before.subjects, *(two for two in before.objects if two.role == "object"))
            if one.head.kind in _THINGS and _fits(one, word)
        ]
        done = self._build.memory.done
        return told[-1] if told else done if done is not None and _fits(done, word) else None


def _fits(thing: Phrase, word: str) -> bool:
    """Whether a pronoun can mean a thing by the gender that its article told: no "un cojín" is "la"."""
    return not (thing.head.form in ("m", "n", "accusative") and word in ("la", "las", "sie")) and not (
        thing.head.form == "f" and word in ("lo", "los", "ihn")
    )


def _agrees(phrase: Phrase, word: str) -> bool:
    spoken = pronoun(phrase)
    if word in _MANY:
        return spoken in ("they", "")
    if spoken == "they":
        return False
    return not (spoken == "he" and word in _FEMALE) and not (spoken == "she" and word in _MALE)
