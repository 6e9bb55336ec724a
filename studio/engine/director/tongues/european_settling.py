"""A Spanish, French or German clause once all its words are read: its subject, and what is said plainer in English."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine.director.tongues.agreement import sex
from studio.engine.director.tongues.building import Builder, silent, takes_thing
from studio.engine.director.tongues.european_nouns import NounPhrases
from studio.engine.director.tongues.european_passive import made_active
from studio.engine.director.tongues.european_senses import OF_THINGS, hazy, plainer, several
from studio.engine.director.tongues.european_turns import turned
from studio.engine.director.tongues.referring import Referring
from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import AIR, DOING, NOUNS, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_DIRECT: Final = frozenset({
    "shake off", "shake", "lick", "scratch", "comb", "look", "listen", "wait", "point at", "call", "search for",
    "meet", "climb", "stare at", "hide", "find", "see",
    "notice",
})  # fmt: skip
_PUT_ON: Final = frozenset({
    "hat", "crown", "glasses", "mask", "cap", "coat", "jacket", "scarf", "gloves", "shoes", "boots",
    "raincoat", "apron",
    "necklace", "ring", "bracelet", "earrings", "tie", "helmet",
    "dress", "shirt", "sweater", "straw hat", "sunglasses", "backpack",
})  # fmt: skip
_RESTING: Final = frozenset({"hang", "lie", "stand", "glow", "burn"})
_AIRY: Final = frozenset({
    "raise", "climb", "fly", "float", "fall", "rise", "dance", "stand up", "hang", "come", "fly away", "twirl", "spin",
    "whirl", "flutter", "drift", "cover", "fill", "blow", "glow", "roll", "go", "cross", "pass", "envelop",
    "explode", "burst", "light up", "shine", "shake", "echo", "fade", "break", "soak", "burn", "enter", "leave",
    "run", "rage",
})  # fmt: skip
_RISERS: Final = frozenset({"steam", "smoke", "sun", "moon", "tide", "balloon", "balloons", "kite", "curtain"})
NEAR: Final = 8
_NEXT: Final = 4


class Settling(NounPhrases):
    """Settles the clause under way, and opens the next."""

    def __init__(self, units: Sequence[Unit], memory: Memory, tongue: str) -> None:
        super().__init__(Builder(memory), tongue)
        self._units = units
        self._refers = Referring(self._build)
        self._det = ""
        self._begun = False
        self._done_to: Phrase | None = None
        self._purpose: Clause | None = None

    def _next(self, at: int) -> Unit | None:
        return self._units[at + 1] if at + 1 < len(self._units) else None

    def _segment(self, at: int) -> list[Unit]:
        end = at
        while end < len(self._units) and self._units[end].kind not in ("stop", "joint"):
            end += 1
        return list(self._units[at:end])

    def _verb_next(self, phrase: Phrase) -> bool:
        """Whether a verb stands right behind a noun, and more behind the verb."""
        at = next((n for n, one in enumerate(self._units) if one.start == phrase.head.start and one.kind in NOUNS), -1)
        following = self._units[at + 1 : at + 3]
        return at >= 0 and len(following) == 2 and following[0].kind in DOING and following[1].kind != "stop"

    def _verb_ahead(self, at: int) -> bool:
        return any(
            unit.kind in (*DOING, "cop") or self._feels(unit) or unit.form == "state" for unit in self._segment(at)
        )

    def _feels(self, unit: Unit) -> bool:
        return unit.kind == "emotions" and unit.said in english()["feelings"]

    def _open(self, joint: str) -> None:
        self._close()
        self._build.next_clause(joint)
        self._joint, self._comma, self._det, self._begun = "", False, "", False

    def _close(self) -> None:
        clause = self._build.clause
        if not clause.subjects and clause.verb is not None:
            self._inverted(clause)
        self._set_first(clause)
        self._refers.resolve(clause)
        if clause.verb is not None and clause.verb.said in ("have", "hold"):
            self._has_in_hand(clause)
        self._several(clause)
        self._passively(clause)
        for phrase in (*clause.subjects, *clause.objects):
            fair(phrase)
        self._plainly(clause)
        self._build.settle()
        if not clause.subjects and clause.verb is not None:
            self._inverted(clause)

    def _set_first(self, clause: Clause) -> None:
        """As in "café, tarde lluviosa, la camarera da ...": a place before who acts is where they do."""
        first = clause.subjects[0] if len(clause.subjects) > 1 else None
        if first is None and clause.subjects and self._build.lens is not None:
            first = clause.subjects[0] if clause.subjects[0].head.end < self._build.lens.start else None
        if first is not None and first.head.kind == "sets" and (self._build.acts or clause.states):
            clause.subjects = clause.subjects[1:]
            first.role = "loc"
            clause.objects.append(first)

    def _passively(self, clause: Clause) -> None:
        """A passive is told of who does it; what follows is again of whom it was done to."""
        done, self._done_to = self._done_to, None
        shares = clause.verb is not None and clause.joint in ("and", ",", "but", "then") and not clause.subjects
        if done is not None and shares and (clause.verb is None or clause.verb.form != "participle"):
            clause.subjects = [silent(done, Unit("", "", 0, 0), "")]
        passive = made_active(clause, self._build.clauses[:-1], self._tongue)
        self._done_to = passive if passive is not None and passive.person else None

    def _plainly(self, clause: Clause) -> None:
        """What several words say as one: "nobody ... not", "il est minuit", "sort le pain du four"."""
        if any(one.head.said in ("nobody", "nothing") for one in (*clause.subjects, *clause.objects)):
            clause.denied = None
        air = any(one.kind in AIR for one in clause.loose)
        plain = all(one.head.said in ("it", "he", "somebody") for one in clause.subjects)
        rises = clause.verb is not None and clause.verb.said in _AIRY and not clause.subjects
        seen = [one for one in clause.objects if one.role in ("", "object")]
        itself = clause.verb is not None and not clause.subjects and any(
            one.form == "bare" and 0 < one.end <= clause.verb.start <= one.end + _NEXT for one in clause.loose
        )  # fmt: skip
        rises = (rises or itself) and all(one.head.kind in ("sets", "dressing") for one in seen)
        if rises and any(one.form == "bare" or one.kind == "sounds" or one.said == "fireworks" for one in clause.loose):
            clause.verb = None
            for one in seen:
                one.role = "in" if one.head.kind == "sets" else "near"
        hazy(clause)
        if clause.denied is not None and air and clause.verb is None and plain and not clause.states:
            clause.loose = [ended(one) for one in clause.loose]
            clause.subjects, clause.denied = [], None
        self._dropped(clause)
        self._given(clause)
        self._goes_away(clause)
        plainer(clause)
        turned(clause, self._build.memory.seen)
        alone = self._tongue == "es" and not clause.subjects and not clause.joint and clause.verb is not None
        if alone and self._of_things(clause):
            clause.subjects = [Phrase(Unit("pron", "it", 0, 0))]
        topic, other = self._build.memory.topic, self._build.memory.other
        has_body = clause.verb is not None and " her " in f" {clause.verb.said} "
        if alone and has_body and other is not None and topic is not None and not topic.person:
            clause.subjects = [silent(other, Unit("", "", 0, 0), "")]
        if self._build.linked is not None and clause.verb is None and air and plain and not clause.objects:
            clause.subjects, self._build.linked = [], None
        things = [one for one in clause.objects if one.role == "object" and one.head.kind == "props"]
        verb = clause.verb
        for one in clause.objects if verb is not None and self._tongue == "de" else ():
            if one.role == "on" and verb is not None and verb.said.startswith(("look", "stare", "gaze")):
                one.role = "object"
        worn = [one for one in clause.objects if one.owner is not None and one.head.said in _PUT_ON]
        laid = any(one.role in ("on", "in", "loc", "dative", "to", "under") for one in clause.objects)
        if verb is not None and verb.said == "put down" and self._takes_off(clause) and not laid:
            clause.verb = Unit("motions", "take off", verb.start, verb.end, verb.form)
        elif verb is not None and verb.said == "put down" and worn and not laid and self._tongue != "de":
            clause.verb = Unit("motions", "put on", verb.start, verb.end, verb.form)
        things = [one for one in things if verb is not None and one.head.start < verb.end + NEAR]
        if self._tongue == "fr" and verb is not None and verb.said == "leave" and things and verb.written[:4] == "sort":
            clause.verb = Unit("motions", "take out", verb.start, verb.end, verb.form)
            for one in things:
                one.looks, moved = [], [look for look in one.looks if look.role == "of"]
                for look in moved:
                    look.role = "from"
                clause.objects += moved

    def _takes_off(self, clause: Clause) -> bool:
        """As in "setzt die Krone ab": what is worn is taken off."""
        told = [one for one in clause.objects if one.role == "object" and one.head.said in _PUT_ON - {"backpack"}]
        return self._tongue == "de" and bool(told)

    def _of_things(self, clause: Clause) -> bool:
        """As in "Se rompe.": what goes without saying is the thing the words were about."""
        done = self._build.memory.done is not None and not any(one.role == "object" for one in clause.objects)
        return done and clause.verb is not None and clause.verb.said in OF_THINGS

    def _goes_away(self, clause: Clause) -> None:
        """As in "nimmt die Kette und geht": with nowhere told of, who goes leaves."""
        verb = clause.verb
        away = verb is not None and verb.written in ("geht", "gehen", "ging", "gingen") and verb.said in ("walk", "go")
        alone = not clause.objects and not clause.adverbs and clause.joint in ("and", "then")
        if self._tongue == "de" and away and alone and verb is not None and clause.denied is None:
            clause.verb = Unit("motions", "leave", verb.start, verb.end, verb.form)

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
        if who is None and self._tongue == "de" and verb is not None and verb.said in ("fall", "slide", "slip"):
            who = next((one for one in clause.subjects if one.head.form == "dative" and one.person), None)
        if verb is None or who is None or not things:
            return
        if verb.said in ("slide", "slip"):
            self._slipped(clause, who, things[0])
        if verb.said != "fall":
            return
        who.role, things[0].role = "", "object"
        clause.verb = Unit("motions", "drop", verb.start, verb.end, verb.form)
        kept = [one for one in clause.objects if one not in (who, *things) and one.head.kind != "body"]
        kept = [one for one in kept if one is not who]
        who.head = replace(who.head, form="")
        clause.subjects, clause.objects = [who], [things[0], *kept]

    def _slipped(self, clause: Clause, who: Phrase, thing: Phrase) -> None:
        """As in "dem Jungen rutscht das Tablett weg", "se le resbala la copa": the thing slides, whosever it is."""
        kept = [
            one
            for one in clause.objects
            if one is not who and one is not thing and one.head.said not in ("hand", "hands")
        ]
        thing.role, who.role = "", "from"
        who.head = replace(who.head, form="")
        clause.subjects, clause.objects = [thing], [*kept, who]

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
        gets = any(one.role == "dative" for one in clause.objects)
        if self._tongue == "de" and verb == "give" and clause.subjects and it and not gets and clause.verb is not None:
            clause.verb, clause.subjects = Unit("verbs", "be", clause.verb.start, clause.verb.end), []

    def _inverted(self, clause: Clause) -> None:
        """As in "Dann geht Hana", "Auf dem Pier stehen drei Fässer": the subject comes after the verb."""
        bare = [one for one in clause.objects if one.role == "object" and one.head.kind not in ("quote", "body")]
        bare = [one for one in bare if one.head.form not in ("object", "dative", "accusative")]
        verb = clause.verb.said if clause.verb is not None else ""
        if clause.verb is not None and clause.verb.form == "gerund" and len(self._build.clauses) > 1:
            return
        if clause is self._purpose and self._tongue == "de":
            return
        joints = {"es": ("and",), "fr": ("and", ",", "but", "then")}.get(self._tongue, ("and", ",", "but"))
        if self._tongue == "es" and all(one.owner is not None for one in bare):
            joints = ("and", ",")
        before = self._build.clauses[:-1]
        fronted = len(before) == 1 and before[0].joint in ("while", "when", "because", "before", "after", "as")
        shared = clause.joint in joints and any(one.subjects for one in before) and not fronted
        if self._tongue == "de" and clause.verb is not None:
            opens = [one.head for one in clause.objects if one.role not in ("", "dative") and one not in bare]
            opens += [one for one in clause.adverbs if one.kind == "ways"]
            shared = shared and not any(0 < one.end <= clause.verb.start for one in opens)
        shared = shared and not self._other_number(clause)
        person = next((one for one in bare if one.person), None)
        late = person is not None and clause.verb is not None and person.head.start > clause.verb.start
        if shared and person is not None and (person.head.kind == "pron" if self._tongue != "de" else late):
            return
        if shared and self._tongue == "de" and clause.verb is not None:
            bare = [one for one in bare if one.head.start < clause.verb.start]
        goes_in = verb in english()["direct"]
        bare = [one for one in bare if not (one.head.kind == "sets" and goes_in)]
        if verb.endswith((" down", " up")):
            bare = [one for one in bare if one.person]
        led = any(one.head.form in ("object", "dative") for one in clause.objects)
        if shared and self._tongue == "fr" and not any(one.person for one in bare) and verb not in _AIRY:
            return
        if shared and ((late and self._tongue == "fr") or (verb in ("chase", "follow") and (late or not led))):
            return
        subject = person
        opens = any(one.role and one.head.end and one.head.end <= clause.verb.start for one in clause.objects) if (
            clause.verb is not None and verb in _RESTING
        ) else False  # fmt: skip
        if subject is None and bare and opens:
            subject = bare[0]
        rising = verb in ("climb", "rise", "raise") and bool(bare) and bare[0].head.said in _RISERS
        if subject is None and rising and clause.verb is not None and bare[0].head.start > clause.verb.start:
            subject = bare[0]
        if subject is None and bare and clause.verb is not None and clause.verb.form == "reflexive":
            subject = bare[0]
        if subject is None and bare and ((not takes_thing(verb) and verb not in _DIRECT) or self._must_have(shared)):
            subject = bare[0]
        if subject is not None:
            clause.objects.remove(subject)
            subject.role = ""
            clause.subjects.append(subject)

    def _other_number(self, clause: Clause) -> bool:
        """As in "suelda una pieza; saltan chispas": a verb of several is not of the one who acted before."""
        verb = clause.verb
        before = next((one.subjects for one in reversed(self._build.clauses[:-1]) if one.subjects), list[Phrase]())
        if self._tongue == "de" or verb is None or verb.form or not before:
            return False
        many = verb.written.endswith({"es": ("an", "en"), "fr": ("ent",)}[self._tongue])
        one = len(before) == 1 and not before[0].joined and before[0].head.form != "plural" and before[0].count is None
        return many and one and before[0].head.kind in ("name", "builds", "props") and not several(before[0])

    def _several(self, clause: Clause) -> None:
        """As in "las empuja y se caen": who does it is several, and so whom the words spoke of before."""
        told = [one for before in self._build.clauses[:-1] for one in before.objects if one.role == "object"]
        if clause.subjects or clause.joint not in ("and", ",", "but", "then") or not self._other_number(clause):
            return
        if told and (several(told[-1]) or told[-1].head.said == "them"):
            clause.subjects = [Phrase(Unit("pron", "they", 0, 0))]

    def _must_have(self, shared: bool) -> bool:
        """A German clause has its subject, unless it shares the one before."""
        return self._tongue == "de" and not shared

    def _has_in_hand(self, clause: Clause) -> None:
        """As in "que tiene en la mano", "hält ... in der Hand": what is in somebody's hand is held."""
        hands = [one for one in clause.objects if one.head.said in ("hand", "hands") and one.role not in ("object", "")]
        if hands and clause.verb is not None:
            clause.verb = Unit("motions", "hold", clause.verb.start, clause.verb.end, clause.verb.form)
            clause.objects = [one for one in clause.objects if one not in hands]


def fair(phrase: Phrase) -> None:
    """As in "un chico rubio de pelo corto": somebody blonde has blonde hair."""
    for other in phrase.joined:
        fair(other)
    light = [one for one in phrase.adjectives if one.said in ("blonde", "ginger")]
    if phrase.person:
        phrase.adjectives = [
            Unit(one.kind, "chubby", one.start, one.end) if one.said == "thick" else one for one in phrase.adjectives
        ]
    if sex(phrase.head.said) == "male":
        phrase.looks = [_robed(look) for look in phrase.looks]
    if phrase.head.kind != "builds" or not light:
        return
    phrase.adjectives = [one for one in phrase.adjectives if one not in light]
    hair = next((look for look in phrase.looks if look.head.said == "hair"), None)
    if hair is None:
        hair = Phrase(Unit("body", "hair", light[0].end, light[0].end), "with")
        phrase.looks.append(hair)
    hair.adjectives += [replace(one, said="red") if one.said == "ginger" else one for one in light]


def _robed(look: Phrase) -> Phrase:
    """As in "un homme en robe": what is a dress on a woman is a robe on a man."""
    if look.head.said == "dress":
        look.head = replace(look.head, said="robe")
    return look


def ended(unit: Unit) -> Unit:
    """Weather that is not: "no llueve", "es regnet nicht mehr"."""
    falling = "the rain stops" if "rain" in unit.said else "the snow stops" if "snow" in unit.said else ""
    return Unit(unit.kind, falling, unit.start, unit.end) if falling and unit.kind == "weathers" else unit


def reordered(clauses: list[Clause]) -> list[Clause]:
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
    aside = first.verb.form in ("infinitive", "gerund", "participle") or first.verb.written in ("con", "avec", "mit")
    alone = not first.subjects and aside
    if alone or (first.joint in ("when", "while", "as", "after") and before and named):
        first.subjects, main.subjects = main.subjects, []
        first.joint, main.joint = "", "and"
    return clauses
