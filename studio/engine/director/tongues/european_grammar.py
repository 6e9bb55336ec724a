"""The grammar of Spanish, French and German directions: units in a row become clauses."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.agreement import alive, sex
from studio.engine.director.tongues.building import LOOKS, silent, takes_thing
from studio.engine.director.tongues.european_asides import Asides
from studio.engine.director.tongues.european_settling import reordered
from studio.engine.director.tongues.european_ways import GOING
from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import AIR, CAMERA, DOING, NOUNS, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_STRONG: Final = frozenset({"then", "while", "but", "when", "before", "after", "as", "because", "until"})
_GAITS: Final = frozenset({
    "run", "roll", "limp", "sneak", "crawl", "skip", "fly", "swim", "march", "float", "slide", "bounce", "dance",
    "jump", "walk", "rush", "cycle", "row", "wander",
})  # fmt: skip
_VERBS: Final = {"es": ("a", "e", "an", "en"), "fr": ("e", "t", "ent"), "de": ("t", "en")}
_LAID: Final = frozenset({"put down", "hang", "leave behind"})
_PAIR: Final = 2
_WHENCE: Final = frozenset({"von", "por", "desde", "par", "de", "d'", "vu"})
_SEXES: Final = frozenset({"m", "f", "n"})
_MANNERED: Final = frozenset({"l'", "d'", "avec", "la", "le", "un", "les", "con", "mit", "voller"})
_LIGHTS: Final = frozenset({"luz", "sol", "luna", "lumière", "soleil", "lune", "licht", "mond", "sonne", "mondlicht",
                            "sonnenlicht", "morgenlicht", "abendlicht", "morgensonne", "abendsonne"})  # fmt: skip
"""With what begins an hour that may itself come in, fall or shine: "luz de la mañana"."""
_DESCRIBING: Final = frozenset({"colours", "sizes", "hair"})
"""Between two of these a comma only parts them: "in langem, rotem Mantel"."""
_LET: Final = {"climb": "fly", "rise": "fly", "fly": "fly", "swim": "sail", "fall": "drop"}
_HELD: Final = frozenset({"have", "hold", "carry", "wear"})


class EuropeanGrammar(Asides):
    """Reads the units of one sentence."""

    def __init__(self, units: Sequence[Unit], memory: Memory, tongue: str) -> None:
        super().__init__(units, memory, tongue)

    def read(self) -> list[Clause]:
        """The clauses in order."""
        at = 0
        while at < len(self._units):
            if at >= self._from:
                self._unit(at, self._units[at])
            at += 1
        self._close()
        return reordered(self._build.clauses)

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

    # Where clauses begin and end.

    def _stop(self, at: int, unit: Unit) -> None:
        following = self._next(at)
        if following is not None and following.kind in ("rel", "quote"):
            return
        if unit.said == "," and at > 0 and following is not None and self._tongue == "de" and (
            {self._units[at - 1].kind, following.kind} <= _DESCRIBING
        ):  # fmt: skip
            return
        after = self._next(at + 1)
        if following is not None and following.kind == "prep" and after is not None and after.kind == "rel":
            return
        self._relative = None
        self._gap(at)
        if unit.said == "," and self._described(at):
            return
        if self._laid_out(at):
            last = unit.end
            self._build.linked = Unit("cop", "is", last, last)
            self._open(",")
            return
        begun = self._build.clause.subjects or self._build.clause.verb is not None or self._build.linked is not None
        told = (self._build.acts and bool(begun)) or self._build.filmed
        if unit.said == ";" and not self._build.clause.empty and self._does_something(at + 1):
            self._open("," if told else ":")
        if unit.said == ":" and self._aims(following):
            return
        parts = unit.said in (":", ".", "–", "—") and not self._build.clause.empty
        if parts or (told and self._verb_ahead(at + 1)):
            self._open(":" if unit.said == ":" and not self._build.acts else ",")
        self._comma = not self._begun
        self._build.before.role = ""

    def _aims(self, following: Unit | None) -> bool:
        """As in "cambio de foco: de la taza a Irene": behind the colon stands from what to what the camera goes."""
        clause = self._build.clause
        told = [one.said for one in clause.loose if one.kind == "moves"]
        bare = not clause.objects and not clause.subjects and clause.verb is None
        return bool(told) and bare and following is not None and following.kind == "prep" and (
            following.said in ("of", "from", "to", "towards")
        )  # fmt: skip

    def _join(self, at: int, unit: Unit) -> None:
        self._relative = None
        said = unit.said
        following = self._next(at)
        bare = following is not None and following.kind in (*NOUNS, "dressing") and self._tongue == "fr"
        if said == "nor" and bare and self._build.clause.verb is None and not self._build.filmed:
            self._build.before.det = "no"
            self._joint = "and" if self._build.clause.subjects else ""
        elif said == "nor":
            self._build.clause.denied = unit
            self._joint = "and" if self._build.clause.subjects else ""
        elif said in _STRONG:
            self._open(said)
        elif self._feels_apart(at) or (self._build.acts and (self._strange_verb(at) or self._verb_ahead(at + 1))):
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

    def _rel(self, at: int) -> None:
        last, following = self._wearer(self._build.last), self._next(at)
        last = self._who_does(at, last)
        role, self._build.before.role = self._build.before.role, ""
        if role and last is not None:
            self._open("and")
            self._build.clause.objects = [silent(last, Unit("", "", 0, 0), role)]
            return
        segment = self._segment(at + 1)
        if last is None or (self._build.clause.verb is None and not self._build.filmed):
            done = next((unit.said for unit in segment if unit.kind in DOING), "have")
            self._relative = last if done in _HELD else None
            return
        verb = next((unit.said for unit in segment if unit.kind in DOING), "")
        done = following is not None and following.kind in ("pron", "name", "owner", "det") and not last.person
        after = self._next(at + 1)
        done = done and not (following is not None and following.kind == "det" and after is not None and (
            after.kind in DOING and self._tongue != "de"
        ))  # fmt: skip
        held = not last.person and verb in _HELD and last.head.kind in ("props", "unknown", *LOOKS)
        who = self._build.clause.subjects
        hand = next((unit for unit in segment if unit.said in ("hand", "hands")), None)
        if (held or done) and verb in _HELD and hand is not None:
            owner = Unit("owner", "their", hand.start, hand.start)
            last.looks.append(Phrase(hand, "in", owner=owner))
            self._from = at + 1 + len(segment)
            return
        quoted = any(one.head.kind == "quote" for one in self._build.clause.objects)
        apart = bool(self._build.clause.adverbs) and self._build.clause.verb is not None and self._tongue == "fr"
        shown = self._build.filmed and self._build.clause.verb is None and self._tongue != "de"
        self._open("who" if (last.person or shown) and not done and not held and not quoted and not apart else "and")
        if done or held:
            self._build.clause.objects = [silent(last, Unit("", "", 0, 0), "object")]
            self._build.clause.subjects = [silent(one, Unit("", "", 0, 0), "") for one in who if held and not done]
        else:
            self._build.clause.subjects = [silent(last, Unit("", "", 0, 0), "")]

    def _who_does(self, at: int, last: Phrase | None) -> Phrase | None:
        """As in "dem Hund den Ball zu, der ihn fängt": of a thing and who lives, who lives does something with it."""
        verb = next((unit.said for unit in self._segment(at + 1) if unit.kind in DOING), "")
        dead = last is not None and last.head.kind == "props" and not alive(last.head.said)
        if not dead or not takes_thing(verb) or verb in _HELD or self._tongue != "de":
            return last
        objects = self._build.clause.objects
        return next((one for one in objects if one.role == "dative"), last)

    def _wearer(self, phrase: Phrase | None) -> Phrase | None:
        """As in "un chico con gafas, que lee": clothes and hair do nothing, who has them does."""
        if phrase is None or (phrase.head.kind not in LOOKS and phrase.head.said not in english()["worn"]):
            return phrase
        return next((one for one in self._everyone() if phrase in one.looks), phrase)

    # Words before nouns, and nouns.

    def _lens(self, unit: Unit) -> None:
        if self._build.before.role or self._build.clause.verb is not None:
            self._noun(-1, Unit("dressing", "camera", unit.start, unit.end))
        else:
            self._build.lens = unit
            self._build.before.det = ""

    def _noun(self, at: int, unit: Unit) -> None:
        build = self._build
        role, previous, det = build.before.role, build.last, self._det
        self._case, self._det = det, ""
        every = unit.kind == "pron" and unit.written == "alle" and self._tongue == "de" and not self._ends_phrase(at)
        if every:
            self._det, build.before.det, build.before.role = det, "the", role
            return
        if unit.kind == "pron":
            if self._pronoun(unit, role):
                return
            unit = self._spoken(unit)
        led = self._tongue == "de" and unit.said.islower() and not self._ends_phrase(at)
        if self._absolute(at, unit) or self._set_beside(at, unit):
            return
        if unit.kind == "unknown" and self._only_describes(at, unit):
            return
        if unit.kind == "unknown" and self._taken_up(at):
            self._verb(unit)
            return
        if unit.kind == "unknown" and (led or not self._could_be_noun(at)):
            following = self._next(at)
            noun = following is not None and following.kind in NOUNS and following.kind != "unknown"
            if self._tongue == "de" and noun and (build.before.det or build.before.owner) and unit.said.islower():
                build.before.adjectives.append(unit)
            elif self._could_be_verb(at, unit):
                self._verb(unit)
            else:
                build.clause.adverbs.append(unit)
            return
        if self._titled(at, unit):
            build.before.role, build.before.det = role, ""
            return
        unit = self._sense(unit, role)
        first = build.last is None and build.clause.verb is None and not role
        if det == "der" and first and unit.kind == "builds" and sex(unit.said) == "female":
            det = "dative"
        if det in ("accusative", "dative") and (not unit.form or (unit.form in _SEXES and unit.kind != "builds")):
            unit = Unit(unit.kind, unit.said, unit.start, unit.end, det, unit.written)
        phrase = build.noun(unit)
        given = self._given_to(previous, det) and not role
        lives = phrase.person or (phrase.head.kind == "props" and alive(phrase.head.said))
        if given or (det == "dative" and lives and not role and build.clause.verb is not None):
            phrase.role = "dative"
            build.clause.objects.append(phrase)
            return
        if self._measured(phrase, previous, role, det):
            phrase.role = "of"
            previous.looks.append(phrase) if previous is not None else None
            return
        if self._is_genitive(phrase, previous, det):
            role = "of"
        if self._joins(phrase, previous):
            return
        if previous is not None and role and self._belongs(phrase, previous, role):
            build.last = previous if phrase.person else phrase
            return
        self._place(phrase, role)
        self._watched_does(phrase)

    def _given_to(self, previous: Phrase | None, det: str) -> bool:
        """As in "gibt der Schildkröte ein Blatt": right behind a verb of giving, "der" and "dem" tell who gets it."""
        verb = self._build.clause.verb
        gives = verb is not None and verb.said in english()["gives"]
        return gives and self._tongue == "de" and det in ("der", "dative") and previous is None

    def _ends_phrase(self, at: int) -> bool:
        """Whether no noun follows that a small German word could describe."""
        following = self._next(at)
        return following is None or following.kind not in NOUNS

    # Verbs and states.

    def _emotion(self, at: int, unit: Unit) -> None:
        subjects = self._build.clause.subjects
        shared = self._build.clause.joint in ("and", ",") and len(self._build.clauses) > 1
        subjects = subjects or (self._build.clauses[-2].subjects if shared else [])
        following = self._next(at)
        stands = unit.form != "state" and not unit.said.endswith("ly") and at > 0
        if stands and self._units[at - 1].kind == "stop" and self._stands_so(unit):
            return
        apart = at > 0 and self._units[at - 1].kind == "stop" and (following is None or following.kind not in NOUNS)
        between = at > 0 and self._units[at - 1].kind == "stop" and not self._build.linked
        if (
            unit.said == "lonely"
            and (between or self._build.clause.verb is not None)
            and unit.written[:3] in ("seu", "sol", "all")
        ):
            return
        person = bool(subjects) and subjects[0].person and not unit.said.endswith("ly")
        aside = unit.written in _MANNERED and unit.form != "state"
        if unit.said.startswith("in ") and self._build.filmed and self._stands_so(unit):
            return
        if self._feels(unit):
            self._verb(unit)
        elif person and (aside or apart):
            self._build.clause.states.append(unit)
        elif unit.form == "state":
            self._state(unit)
        elif unit.said.startswith("in ") and self._build.clause.subjects and not self._build.acts and not (
            self._verb_ahead(at + 1)
        ):  # fmt: skip
            self._build.clause.states.append(unit)
        elif (unit.said.endswith("ly") and unit.said != "lonely") or unit.said.startswith("in "):
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
        self._relative = None
        if unit.said in ("begin", "end", "continue"):
            self._begun = True
            return
        if self._laid(unit):
            return
        lets = clause.verb is not None and clause.verb.said == "let" and unit.form == "infinitive"
        if lets and unit.said in _LET and self._tongue == "de" and any(one.role == "object" for one in clause.objects):
            clause.verb = Unit("motions", _LET[unit.said], unit.start, unit.end)
            return
        role, build.before.role = build.before.role, ""
        if self._manner(unit, clause) or self._films(unit) or self._posed(unit) or self._shown_doing(unit):
            return
        if self._aside(unit, clause) or self._watches(unit):
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
        if verb.said in ("climb", "climb down") and unit.said in _GAITS and unit.form == "gerund":
            way = "down" if verb.said == "climb down" else "up"
            self._build.verb(Unit(unit.kind, f"{unit.said} {way}", verb.start, unit.end))
            return True
        if verb.said == "leave" and unit.said == "climb" and unit.form == "gerund":
            for one in self._build.clause.objects:
                one.role = "out of" if one.role in ("object", "from", "of") else one.role
            self._build.verb(Unit(unit.kind, "climb", verb.start, unit.end))
            return True
        if verb.said in GOING and unit.said in _GAITS and (unit.form == "gerund" or self._tongue == "de"):
            away = " away" if verb.said in ("leave", "walk away", "run away") else ""
            self._build.verb(Unit(unit.kind, unit.said + away, verb.start, unit.end))
            return True
        return False

    def _aside(self, unit: Unit, clause: Clause) -> bool:
        """A participle that only describes, and what somebody is helped to do."""
        if clause.verb is None:
            return False
        if clause.verb.said == "refuse" and unit.form == "infinitive" and not clause.objects:
            clause.denied = clause.verb
            self._build.verb(unit)
            return True
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
        if not noun_next and unit.kind == "colours" and self._another(at, unit):
            return
        if not noun_next and at > 0 and self._units[at - 1].kind == "stop" and self._stands_first(unit):
            return
        if self._tongue == "de":
            leads = noun_next or bool(build.before.det or build.before.owner) or build.before.role != ""
        else:
            leads = following is not None and following.kind in NOUNS
            before = build.before
            leads = leads and bool(before.det or before.role or before.count or before.owner)
        if unit.kind == "colours" and not noun_next and self._dressed(unit):
            return
        looks = build.last is not None and build.last.head.kind in LOOKS
        linked = build.linked
        late = linked is not None and build.last is not None and linked.end <= build.last.head.start
        looks = looks or (late and bool(build.last and (build.last.det or build.last.count)))
        if (
            unit.written == "aus"
            and build.last is not None
            and build.last.head.kind in ("props", "unknown", "dressing")
        ):
            build.last.adjectives.append(unit)
            return
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
        if unit.kind == "weathers" and unit.said == "snow" and build.before.role in ("through", "along"):
            build.before.role, build.before.det = "through", "the"
            self._noun(at, Unit("dressing", "snow", unit.start, unit.end))
            return
        if unit.kind == "passive":
            clause.passive = True
        elif unit.kind == "cop":
            if clause.verb is not None:
                self._open("and")
            build.linked = unit
        elif unit.kind == "neg":
            self._deny(at, unit)
        elif unit.kind == "angles" and unit.written in _WHENCE and self._comes_so(at):
            clause.adverbs.append(unit)
        elif unit.kind in AIR or unit.kind in CAMERA or unit.kind == "seconds":
            if unit.kind in CAMERA and clause.verb is not None:
                self._open(",")
            if unit.kind == "looks" and at > 0 and self._units[at - 1].kind == "stop":
                self._build.clauses[0].loose.append(unit)
                return
            if unit.kind == "weathers" and build.before.det == "no":
                build.before.det, self._det = "", ""
                return
            bare = (unit.kind == "weathers" or unit.written in _LIGHTS) and not build.before.role
            build.clause.loose.append(Unit(unit.kind, unit.said, unit.start, unit.end, "bare") if bare else unit)
            following = self._next(at)
            if unit.kind != "weathers" or following is None or following.kind not in NOUNS:
                build.before.det, self._det = "", ""
                build.before.role = ""
            build.last = None
        elif unit.kind == "ways":
            self._way(unit)
        elif unit.kind == "paces":
            clause.adverbs.append(unit)

    def _deny(self, at: int, unit: Unit) -> None:
        following = self._next(at)
        if following is not None and (following.kind, following.said) == ("prep", "of") and self._tongue == "fr":
            following = self._next(at + 1)
            self._from = at + 2
        things = following is not None and following.kind in ("props", "accessories", "outfits")
        if things and not self._build.clause.verb:
            self._build.before.det = "no"
        else:
            self._build.clause.denied = unit
