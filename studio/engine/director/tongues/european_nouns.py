"""Where a noun of a Spanish, French or German sentence belongs: beside another, to another, or in the clause."""

from typing import Final

from msgspec.structs import replace

from studio.engine.director.tongues.building import LOOKS, Builder, takes_thing
from studio.engine.director.tongues.european_senses import RIDDEN
from studio.engine.director.tongues.units import Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_WITH: Final = frozenset({"with", "of", "in", "without", "wearing", "loc"})
_ABOUT: Final = frozenset({"to", "in", "on", "loc", "under", "at", "over", "around", "between"})
_CARRYING: Final = frozenset({"with", "in", "without"})
_RUSHING: Final = frozenset(
    {"run", "rush", "pass", "pass by", "cross", "come", "arrive", "climb down", "walk", "stroll"}
)
_FALLING: Final = frozenset({"fall", "drop", "roll", "slide", "jump"})
_VEHICLES: Final = frozenset({"bicycle", "bike", "scooter", "motorcycle", "car", "boat", "skateboard", "taxi", "horse"})
CONTAINERS: Final = frozenset({
    "plate", "basket", "box", "tray", "bag", "cup", "bowl", "bucket", "jar", "cart", "crate", "chest", "vase", "glass",
    "cardboard box", "backpack", "pot", "wheelbarrow", "shelf", "table",
})  # fmt: skip
_PARTS: Final = frozenset({"piece", "slice", "pile", "handful", "bunch", "sip", "pair"})
_NEAR: Final = 8
_SEEN: Final = ("look", "stare", "wait", "point", "gaze", "glance")
_STRIDING: Final = frozenset(
    {"walk", "go", "shuffle", "plod", "trudge", "wander", "stroll", "limp", "sneak", "tiptoe", "dance", "march"}
)
_TAKING: Final = frozenset({"steal", "take", "pick up", "grab", "pull", "remove", "snatch", "pull out"})
_KEPT_IN: Final = CONTAINERS | {
    "bookshelf",
    "drawer",
    "cupboard",
    "fridge",
    "pocket",
    "suitcase",
    "wall",
    "oven",
    "desk",
}
_REACHED: Final = frozenset({"to", "dative", "until", "at", "towards", "up to"})
_LYING: Final = frozenset({"on", "under", "beside", "behind", "near", "in front of"})
_MOUTHS: Final = frozenset({"mouth", "beak", "muzzle", "snout", "jaws", "teeth"})
_SCENERY: Final = frozenset({"dressing", "sets"})


class NounPhrases:
    """Places nouns. ``joint`` and ``comma``: what stands right before the next noun."""

    def __init__(self, build: Builder, tongue: str) -> None:
        self._build = build
        self._tongue = tongue
        self._joint = ""
        self._case = ""
        self._comma = False
        self._relative: Phrase | None = None

    def _joins(self, phrase: Phrase, previous: Phrase | None) -> bool:
        """As in "Hana y Ken", "con gafas y un sombrero": one more of the same kind."""
        begins = self._joint != "and" and self._build.begins_after(self._holder(previous))
        explains = previous is not None and not phrase.role and self._explains(phrase, previous)
        shown = previous is not None and previous.person and not phrase.role and self._comma
        if shown and previous is not None and self._wears(phrase) and self._build.clause.verb is None:
            self._joint = ""
            self._build.look(previous, phrase)
            return True
        listing = explains or (not begins and (self._joint == "and" or (self._comma and not phrase.role)))
        self._joint = ""
        if not listing or previous is None or phrase.role:
            self._comma = False
            return False
        if explains:
            phrase.role = "apposition"
            previous.joined.append(phrase)
            return True
        person = next((one for one in self._everyone() if previous in one.looks), None)
        if person is not None and phrase.head.kind in (*LOOKS, "props"):
            self._build.look(person, phrase)
            return True
        apart = phrase.head.kind == "sets" and previous.head.kind not in _SCENERY and self._comma
        if apart and self._build.clause.verb is None and not self._build.acts:
            phrase.role, self._comma = "loc", False
            self._build.clause.objects.append(phrase)
            return True
        scenery = previous.head.kind == "sets" and phrase.head.kind != "sets" and self._comma
        alike = phrase.person == previous.person and not scenery
        previous = self._holder(previous) if alike else previous
        if alike and (previous in self._build.clause.subjects or previous in self._build.clause.objects):
            if self._comma and phrase.person and previous in self._build.clause.subjects and phrase.det in ("a", "the"):
                self._comma = False
                return False
            self._build.joined(previous, phrase)
            return True
        return False

    def _wears(self, phrase: Phrase) -> bool:
        """As in "Camille, cheveux roses", "un detective, sombrero negro, ...": clothes without an article."""
        worn = phrase.head.kind in LOOKS or phrase.head.said in english()["worn"]
        return worn and not phrase.det and phrase.owner is None and phrase.count is None

    def _holder(self, phrase: Phrase | None) -> Phrase | None:
        """The first of several that are joined: the fridge, of "between the fridge and the bed"."""
        clause = self._build.clause
        return next((one for one in (*clause.subjects, *clause.objects) if phrase in one.joined), phrase)

    def _explains(self, phrase: Phrase, previous: Phrase) -> bool:
        """As in "Ken, un chico de pelo castaño, ...": who somebody named is."""
        told = previous.head.kind == "name" or (
            previous.head.kind == "builds" and previous.det == "the" and phrase.det == "a"
        )
        named = told and phrase.head.kind == "builds" and phrase.det in ("a", "the")
        return named and self._comma and not self._build.acts

    def _everyone(self) -> list[Phrase]:
        clause = self._build.clause
        told = [*clause.subjects, *clause.objects]
        return [*told, *(other for one in told for other in one.joined)]

    def _measured(self, phrase: Phrase, previous: Phrase | None, role: str, det: str) -> bool:
        """As in "ein Eimer Wasser": what a vessel is full of, right behind it."""
        if self._tongue != "de" or previous is None or role or det or phrase.det or phrase.owner:
            return False
        first = min((one.start for one in (phrase.head, *phrase.adjectives) if one.end), default=0)
        near = first - previous.head.end == 1 and phrase.head.kind in ("props", "dressing", "unknown")
        return near and previous.head.said in (*CONTAINERS, *_PARTS)

    def _belongs(self, phrase: Phrase, previous: Phrase, role: str) -> bool:
        """Whether a noun with a preposition says more of the noun before it."""
        build = self._build
        done = build.clause.verb.said if build.clause.verb is not None else ""
        held = previous.role == "object" and phrase.head.said in _KEPT_IN
        taking = done == "take out" or (done in _TAKING and held)
        if role == "of" and (taking or self._leaves(phrase, previous) or build.clause.passive):
            return False
        filled = role in ("with", "full of") and previous.head.said in CONTAINERS
        if filled and phrase.head.kind in ("props", "unknown"):
            phrase.role = role
            previous.looks.append(phrase)
            return True
        if role == "of" and previous.head.said == "corridor" and phrase.head.kind == "sets" and not phrase.det:
            previous.head = replace(previous.head, said=f"{phrase.head.said} corridor", end=phrase.head.end)
            previous.adjectives += phrase.adjectives
            return True
        if role == "of" and previous.head.said == "bridge" and phrase.head.said in ("boat", "ship", "yacht"):
            previous.head = Unit("sets", "ship deck", previous.head.start, phrase.head.end)
            return True
        shown = (build.filmed or any(one.kind == "moves" for one in build.clause.loose)) and build.clause.verb is None
        things = previous.head.kind == "props" and phrase.head.kind in ("props", "dressing")
        if role in _LYING and shown and things and not build.clause.subjects and self._tongue == "fr":
            phrase.role = role
            previous.looks.append(phrase)
            return True
        if role == "of" and phrase.person and previous.head.said == "feet" and previous.role in _REACHED:
            previous.head, previous.det, previous.owner = phrase.head, phrase.det, phrase.owner
            previous.adjectives, previous.looks = phrase.adjectives, phrase.looks
            return True
        if role == "of" and phrase.person and previous.head.kind != "lens":
            head = phrase.head
            previous.owner = Unit(head.kind, _owner(phrase), head.start, head.end, head.form)
            previous.det = ""
            return True
        person = previous if previous.person else next((one for one in self._everyone() if previous in one.looks), None)
        if role == "to" and self._tongue == "fr" and self._shown(phrase, previous):
            role = "with"
        worn = phrase.head.kind in LOOKS or (
            phrase.head.kind == "props" and (build.clause.verb is None or role == "with")
        )
        worn = worn and not (role in ("in", "loc") and phrase.head.kind in ("props", "body"))
        verb = build.clause.verb.said if build.clause.verb is not None else ""
        if role in ("with", "in", "loc") and verb in ("ride", "drive", "go") and phrase.head.said in _VEHICLES:
            return False
        if role in _WITH and worn and person is not None:
            phrase.role = role if role in _CARRYING else "with"
            build.look(person, phrase)
            phrase.role = "on" if role == "of" and phrase.head.said in RIDDEN else phrase.role
            return True
        bodily = phrase.head.kind == "body" and role in ("of", "with") and previous.head.kind in ("props", "unknown")
        if bodily and (phrase.count is not None or phrase.adjectives):
            phrase.role = "with"
            previous.looks.append(phrase)
            return True
        carried = previous.head.kind == "props" and (previous.role == "with" or person is not None)
        if carried and phrase.head.kind == "body" and role in _ABOUT:
            if phrase.head.said in _MOUTHS and role in ("in", "loc"):
                phrase.role, phrase.det, phrase.owner = "in", "", Unit("owner", "its", 0, 0)
                previous.looks.append(phrase)
            return True
        things = ("props", "unknown", "outfits")
        if role == "of" and previous.head.kind in things and phrase.head.kind in ("props", "unknown"):
            phrase.role = "of"
            previous.looks.append(phrase)
            return True
        if role == "of" and previous.head.kind in (*things, *_SCENERY) and phrase.head.kind in _SCENERY:
            phrase.role = "in" if previous.head.kind == "props" and phrase.head.kind == "sets" else "of"
            previous.looks.append(phrase)
            return True
        return False

    def _shown(self, phrase: Phrase, previous: Phrase) -> bool:
        """As in "un chevalier à l'épée argentée", "aux cheveux blancs", "à lunettes"."""
        return previous.person and (phrase.head.kind in LOOKS or phrase.head.kind == "props") and not self._build.acts

    def _is_genitive(self, phrase: Phrase, previous: Phrase | None, det: str) -> bool:
        """As in "der Hut der Frau", "die Augen des Detektivs": of two nouns side by side, the second owns the first."""
        if self._tongue != "de" or previous is None or self._comma or self._joint or phrase.role:
            return False
        if det == "genitive":
            return True
        if previous.head.kind in ("pron", "name"):
            return False
        clause = self._build.clause
        if previous in clause.objects and previous.role and self._opens_place(phrase, det):
            return True
        if self._build.filmed and previous in clause.objects and phrase.det == "the" and det in ("", "der"):
            return clause.verb is None
        if det == "der" and clause.verb is not None and previous in clause.objects and not phrase.person:
            return not previous.person
        opening = clause.verb is None and self._build.linked is None and previous in clause.subjects
        return opening and phrase.det == "the" and det in ("", "der")

    def _opens_place(self, phrase: Phrase, det: str) -> bool:
        """As in "zwischen den Regalen der Bibliothek küssen sich ...": before the verb stands one thing only."""
        return self._build.clause.verb is None and det == "der" and phrase.det == "the" and self._verb_next(phrase)

    def _verb_next(self, phrase: Phrase) -> bool:
        raise NotImplementedError

    def _leaves(self, phrase: Phrase, previous: Phrase) -> bool:
        """As in "fällt die Tasse vom Tisch": after the verb, what follows "von" is where the subject moves from."""
        verb = self._build.clause.verb
        falls = self._tongue == "de" and verb is not None and verb.said in _FALLING and not phrase.person
        return falls and previous.role in ("", "object") and previous.head.kind in ("props", "unknown")

    def _place(self, phrase: Phrase, role: str) -> None:
        clause = self._build.clause
        if self._relative is not None and phrase.head.kind in (*LOOKS, "props") and not role:
            self._build.look(self._relative, phrase)
        elif phrase.head.kind == "quote" and not role:
            phrase.role = "object"
            clause.objects.append(phrase)
        elif phrase.head.kind == "sounds" and role in ("", "of"):
            clause.loose.append(phrase.head)
        elif role == "of" and clause.verb is not None:
            off = clause.verb.said in _FALLING and phrase.head.kind in ("props", "dressing")
            direct = (
                takes_thing(clause.verb.said) and not off and not any(one.role == "object" for one in clause.objects)
            )
            phrase.role = "object" if direct else "from"
            phrase.det = "" if direct and self._tongue == "fr" and phrase.det == "the" else phrase.det
            clause.objects.append(phrase)
        elif (
            role
            and phrase.head.said in _VEHICLES
            and clause.verb is not None
            and (clause.verb.said in ("ride", "drive", "go") or (clause.verb.said in _RUSHING and not phrase.det))
        ):
            way = "down" if clause.verb.said == "climb down" else "up" if clause.verb.said == "climb" else "along"
            for one in clause.objects:
                one.role = way if one.role == "object" and not one.person else one.role
            clause.verb = Unit("motions", "ride", clause.verb.start, clause.verb.end)
            phrase.role, phrase.det = "object", phrase.det or ("a" if phrase.owner is None else "")
            clause.objects.append(phrase)
        elif role:
            self._place_with(phrase, role)
        elif self._may_act(phrase):
            clause.subjects.append(phrase)
        else:
            phrase.role = "object"
            clause.objects.append(phrase)

    def _may_act(self, phrase: Phrase) -> bool:
        """Whether a noun without a preposition is the subject: before the verb, and in no other case."""
        clause = self._build.clause
        free = clause.verb is None and self._build.linked is None and not self._build.filmed
        return free and not self._second() and phrase.head.form != "accusative"

    def _second(self) -> bool:
        """As in "während ihre Enkelin Blumen pflückt": before a verb that comes last, the second noun is the object."""
        told = any(one.head.kind != "sets" for one in self._build.clause.subjects)
        return self._tongue == "de" and told and not self._comma

    def _held_aside(self) -> bool:
        """As in ", une lanterne à la main": with what somebody does something else."""
        clause = self._build.clause
        verb = clause.verb.said if clause.verb is not None else ""
        last = self._build.last
        if last is None or last not in clause.objects or last.role != "object":
            return False
        if takes_thing(verb) and clause.verb is not None and last.head.start < clause.verb.end + _NEAR:
            return False
        last.role = "with"
        return True

    def _goes_in(self, phrase: Phrase) -> bool:
        """As in "geht in die Küche": in the accusative it is where to, in the dative ("in der Küche") where."""
        dative = self._case in ("dative", "der") or phrase.head.form in ("dative", "plural")
        return self._tongue == "de" and not dative and bool(phrase.det or phrase.owner)

    def _place_with(self, phrase: Phrase, role: str) -> None:
        clause = self._build.clause
        phrase.role = role
        if role == "in front of" and phrase.person and clause.verb is not None and clause.verb.said in ("kneel", "bow"):
            phrase.role = "before"
        verb = clause.verb.said if clause.verb is not None else ""
        rests = verb == "wait" and self._case in ("dative", "der") and not phrase.person
        if (role == "on" and self._tongue == "de" and verb.startswith(_SEEN) and not rests) or (
            verb == "play" and role in ("to", "of")
        ):
            phrase.role = "object"
        elif role == "in" and verb in _STRIDING and phrase.head.kind == "sets" and self._goes_in(phrase):
            phrase.role = "into"
        elif role == "on" and self._tongue == "es" and verb in ("fly", "float"):
            phrase.role = "over"
        elif (
            (
                role in ("along", "by", "from", "through")
                or (verb == "look out" and role in ("to", "loc", "at", "dative"))
            )
            and verb.startswith("look")
            and "window" in phrase.head.said
        ):
            phrase.role = "out of"
        elif role in ("in", "to") and verb == "come" and phrase.head.kind == "sets" and self._tongue == "de":
            phrase.role = "into"
        elif role in ("to", "in", "loc") and phrase.head.said in ("hand", "hands") and self._held_aside():
            return
        if phrase.role != role:
            clause.objects.append(phrase)
            return
        if role == "to" and phrase.person and clause.verb is not None and takes_thing(clause.verb.said):
            phrase.role = "dative"
        elif role == "to":
            phrase.role = "dative" if clause.verb is None or clause.verb.said not in english()["goes"] else "to"
        clause.objects.append(phrase)


def _owner(phrase: Phrase) -> str:
    if phrase.head.kind in ("name", "pron"):
        return phrase.head.said
    return " ".join(["the", *(one.said for one in phrase.adjectives), phrase.head.said])
