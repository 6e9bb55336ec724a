"""Reads an English sentence of action into what happens, who and what is there, and how it is shot.

Left to right, one mark at a time: subjects gather until a verb opens, objects gather until the clause
closes. No grammar beyond that: what does not fit is reported, never guessed away.
"""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director import standins
from studio.engine.director.acting import Verb
from studio.engine.director.clauses import Clauses
from studio.engine.director.describing import Describing
from studio.engine.director.grammar import JOINTS, Grammar
from studio.engine.director.lexicon import lexicon
from studio.engine.director.marks import has_label, mark_sentence
from studio.engine.director.naming import Naming
from studio.engine.director.noticing import Leftovers, noun_phrase
from studio.engine.director.placing import Placing
from studio.engine.director.senses import OWNERS, Mark
from studio.engine.director.statement import Statement
from studio.engine.director.story import Story
from studio.engine.director.things import Mention
from studio.engine.director.tokens import Token
from studio.timeline.film import CastId, EntityId, PropId

_HAVING: Final = frozenset({"with", "under"})
_ALL: Final = frozenset({"everyone", "everybody", "nobody", "nothing", "something", "everything"})
_UNMOVED: Final = {
    "dressing": "What is painted on a set does not move by itself yet.",
    "crowd": "Crowds are not on the stage yet; name two or three people.",
}
_UNKNOWN: Final = "The studio does not know this yet."
_NO_ACTION: Final = "The stage has no such action yet."
_POSTURES: Final = frozenset({"lies", "lie", "lying", "uses", "use", "using"})
_NO_FACE: Final = "Things show no feelings on this stage."
_HEARD: Final = frozenset({"audio", "sound", "sounds", "sfx", "music"})
_MANY: Final = frozenset({"people", "pedestrians", "passers-by", "customers", "strangers", "players", "workers"})


class Reader:
    """Reads one sentence. Make one for each; what lasts is in the story."""

    def __init__(self, story: Story, tokens: Sequence[Token]) -> None:
        self._story = story
        self._tokens = tokens
        self._marks = mark_sentence(tokens, story.surroundings())
        self._grammar = Grammar(tokens, self._marks)
        self._left = Leftovers(story.script, tokens)
        start = tokens[1 if has_label(tokens) else 0].start
        self._clauses = Clauses(story, tokens, self._grammar, self._left, start)
        self._said = self._clauses.said
        self._placing = Placing(story, tokens, self._said)
        self._describing = Describing(story.script, tokens)
        self._naming = Naming(story, tokens, self._grammar, self._describing)
        self._pace: str | None = None
        self._prep = self._det = ""
        self._count = 1
        self._owner: CastId | None = None
        self._colour: tuple[str, str] | None = None
        self._denied = False
        self._last_person: CastId | None = None
        self._camera_waits = False
        self._listing = False
        self._unnamed: list[CastId] = []

    def read(self) -> Statement:
        """Everything the sentence says."""
        steps: dict[str, Callable[[int, Mark], None]] = {
            "name": self._on_name, "pronoun": self._on_pronoun, "builds": self._on_role, "props": self._on_prop,
            "motions": self._on_motion, "emotions": self._on_emotion, "quote": self._on_quote,
            "plain": self._on_plain, "numbers": self._on_number, "seconds": self._on_seconds, "paces": self._on_pace,
            "colours": self._on_colour, "hair": self._on_worn, "outfits": self._on_worn, "accessories": self._on_worn,
            "framings": self._on_camera, "moves": self._on_camera, "angles": self._on_camera,
            "sets": self._on_place, "dressing": self._on_place, "weathers": self._on_place, "hours": self._on_place,
            "times": self._on_place, "sounds": self._on_sound, "unknown": self._on_unknown,
        }  # fmt: skip
        for at, mark in enumerate(self._marks):
            if self._grammar.before(at)[:1] in (",", ";", ":", "("):
                self._prep = self._det = ""
            steps[mark.kind](at, mark)
        self._clauses.close(self._tokens[-1].end)
        self._said.unplaced = self._left.phrases()
        return self._said

    # Who: names, roles, pronouns.

    def _on_name(self, at: int, mark: Mark) -> None:
        nameless = self._last_person if self._grammar.names_role(at) else None
        if self._unnamed and self._clauses.verb is None and self._grammar.joint_before(at) in (",", "and"):
            nameless = self._unnamed.pop(0)
        if nameless is not None and not self._story.people.get(nameless).named:
            cast_id = self._naming.learn_name(nameless, mark)
            self._clauses.rename(nameless, cast_id)
            self._last_person = cast_id
            return
        cast_id = self._naming.by_name(mark)
        if self._tokens[mark.last - 1].owns:
            self._owner = cast_id
            return
        self._person(at, cast_id)

    def _on_role(self, at: int, mark: Mark) -> None:
        words = self._grammar.words(mark)
        if self._last_person is not None and self._grammar.repeats_person(at):
            self._naming.learn_role(self._last_person, mark)
            self._after_noun()
        elif words in _MANY and self._count == 1:
            self._left.add(mark, "Crowds are not on the stage yet; name two or three people.")
        else:
            group = self._naming.by_role(mark, self._det, self._count, self._said.present)
            self._after_noun(keep=True)
            for number, cast_id in enumerate(group):
                self._person(at, cast_id, joined=number > 0)
            self._unnamed = group if len(group) > 1 else []

    def _on_pronoun(self, at: int, mark: Mark) -> None:
        if mark.id in OWNERS:
            self._owner, self._det = self._naming.owner(mark.id, self._clauses.subjects), "own"
        elif mark.id == "they":
            self._they(at)
        else:
            object_now = self._clauses.is_object(at, self._prep)
            self._person(at, self._naming.by_pronoun(mark.id, self._clauses.subjects if object_now else []))

    def _they(self, at: int) -> None:
        thing = self._story.things.last()
        verb = self._clauses.verb
        if verb is not None and verb.wants_thing and not self._grammar.starts_clause(at, self._prep):
            if thing is not None:
                self._clauses.thing_object(thing.id, self._prep)
            return
        group = self._naming.group()
        self._camera_waits = self._camera_waits and len(group) == 1
        for number, cast_id in enumerate(group):
            self._person(at, cast_id, joined=number > 0)

    def _person(self, at: int, cast_id: CastId, joined: bool = False) -> None:
        self._story.arrive(cast_id)
        self._said.show(cast_id)
        self._last_person = cast_id
        self._aim(cast_id)
        if self._clauses.is_object(at, self._prep):
            self._clauses.person_object(at, cast_id, self._prep)
        elif not self._prep or (self._prep in ("on", "of", "with") and self._said.shooting.said):
            self._clauses.subject(at, cast_id, joined)
        self._after_noun()

    # What: things.

    def _on_prop(self, at: int, mark: Mark) -> None:
        self._thing(at, mark.id, self._grammar.words(mark))

    def _thing(self, at: int, kind: str, noun: str) -> None:
        if self._det == "no" or self._prep == "without" or (self._denied and self._clauses.verb is None):
            self._denied = False
            self._after_noun()
            return
        people = (CastId(one) for one in self._clauses.subjects if self._story.is_person(one))
        holder = self._owner or next(people, None)
        owner_name = self._story.people.get(self._owner).spoken_of if self._owner and self._owner != "i" else ""
        fresh = self._det in ("another", "other")
        mention = Mention(kind, noun, self._det, self._owner, owner_name, self._colour, fresh)
        if self._count > 1:
            self._several(at, mention)
        else:
            self._one_thing(at, self._story.things.meant(mention, self._story.scene, self._story.held(holder)).id)

    def _several(self, at: int, mention: Mention) -> None:
        """As in "two cats": as many things, five at most."""
        group = self._story.things.several(mention, min(self._count, standins.MOST), self._story.scene)
        if self._count > standins.MOST:
            self._left.add(self._marks[at], f"{standins.MOST} of them are on the stage; more do not fit yet.")
        for one in group:
            self._said.show(one.id)
        acted_on, prep = self._clauses.is_object(at, self._prep), self._prep
        for number, one in enumerate(group[:1] if acted_on else group):
            self._prep = prep
            self._one_thing(at, one.id, joined=number > 0)

    def _one_thing(self, at: int, thing_id: PropId, joined: bool = False) -> None:
        self._said.show(thing_id)
        self._aim(thing_id)
        if self._clauses.is_object(at, self._prep):
            self._clauses.thing_object(thing_id, self._prep)
        elif self._prep in _HAVING and self._clauses.subjects:
            self._clauses.has(thing_id)
        elif not self._prep or (self._prep in ("on", "of") and self._said.shooting.said):
            self._clauses.subject(at, thing_id, joined)
        self._after_noun()

    # What they do, feel and say.

    def _on_motion(self, at: int, mark: Mark) -> None:
        if mark.id == "look" and self._grammar.next_is(at, "emotions"):
            return
        if self._clauses.scenery and not self._clauses.subjects:
            if self._clauses.scenery in _UNMOVED:
                self._left.add(mark, _UNMOVED[self._clauses.scenery])
        elif self._denied:
            self._left.add(mark, "What does not happen is not acted.")
            self._denied = False
        elif not self._completes(mark):
            says = mark.id == "talk" and any(one.kind == "quote" for one in self._marks)
            who = list(self._clauses.subjects or self._coming_subject(at))
            word = self._grammar.base(mark)
            self._clauses.open(at, Verb(mark.id, who, self._manner(), mark, spoken=says, word=word))
            self._prep = self._det = ""
            if not says and mark.id in ("cry", "laugh"):
                self._clauses.feel(who, "weeping" if mark.id == "cry" else "happy")

    def _completes(self, mark: Mark) -> bool:
        """As in "gives a wave", "takes a bow": the noun says which motion it is."""
        verb = self._clauses.verb
        if verb is None or verb.thing is not None or not self._det or verb.motion not in ("give", "pick_up"):
            return False
        verb.motion, verb.mark = mark.id, mark
        return True

    def _on_emotion(self, at: int, mark: Mark) -> None:
        who = [one for one in (self._clauses.subjects or self._coming_subject(at)) if self._story.is_person(one)]
        acts = next((one.id for one in lexicon().senses(self._grammar.word(at), frozenset({"motions"}))), "")
        describes = self._grammar.next_is(at, "builds")
        if self._denied or not who or describes:
            self._denied = False
            if mark.id != "calm" and not describes:
                shapes = bool(self._clauses.subjects) and not describes
                self._left.add(mark, _NO_FACE if shapes else "Nobody on the stage feels this here.")
            return
        if acts:
            self._on_motion(at, Mark("motions", acts, mark.first, mark.last))
        elif self._clauses.verb is not None and self._grammar.joint_between(self._clauses.verb.mark, mark):
            self._clauses.close(self._grammar.end_before(at))
        self._clauses.feel(who, mark.id)

    def _on_quote(self, at: int, mark: Mark) -> None:
        self._clauses.speak(self._naming.speaker(self._marks, at, self._clauses.subjects), mark)

    # How: the small words, colours, looks, pace, camera, place.

    def _on_plain(self, at: int, mark: Mark) -> None:
        word = self._grammar.word(at)
        if mark.id == "determiner":
            self._det = word
        elif mark.id == "negation":
            self._denied = True
        elif word in JOINTS or mark.id == "conjunction":
            self._prep, self._det = ("with" if word == "and" and self._listing else ""), ""
        elif mark.id == "preposition":
            amount = word == "of" and at > 0 and self._marks[at - 1].id == "abstract"
            self._prep = "" if amount else word
        elif mark.id == "auxiliary":
            self._prep = "with" if word in ("has", "have", "had") else ""
            if word in _POSTURES and any(self._story.is_person(one) for one in self._clauses.subjects):
                self._left.add(mark, _NO_ACTION)
            self._describing.linked()
        elif mark.id in ("body", "abstract"):
            self._describing.body(word)
            self._after_noun()
        elif word == "it":
            self._on_it(at)
        elif word in _ALL and not self._clauses.is_object(at, self._prep):
            self._everyone(at)

    def _everyone(self, at: int) -> None:
        nobody = self._grammar.word(at).startswith(("no", "some"))
        if nobody or len(self._story.here) < 2:
            self._clauses.scenery_subject(at, "nobody" if nobody else "crowd")
            return
        for number, cast_id in enumerate(list(self._story.here)):
            self._person(at, cast_id, joined=number > 0)

    def _on_it(self, at: int) -> None:
        thing = self._story.things.last()
        if thing is None:
            return
        if self._clauses.is_object(at, self._prep):
            self._said.show(thing.id)
            self._clauses.thing_object(thing.id, self._prep)
        elif not self._prep and self._grammar.verb_after(at) is not None and not self._grammar.next_is(at, "weathers"):
            self._said.show(thing.id)
            self._clauses.subject(at, thing.id)
        self._prep = ""

    def _on_number(self, _at: int, mark: Mark) -> None:
        self._count = int(vocabulary.named("numbers")[mark.id].values["n"])

    def _on_seconds(self, _at: int, mark: Mark) -> None:
        self._said.seconds = float(mark.id)
        self._after_noun()

    def _on_colour(self, _at: int, mark: Mark) -> None:
        if not self._describing.coloured(mark.id, mark):
            self._colour = (self._grammar.words(mark), vocabulary.named("colours")[mark.id].text["hex"])

    def _on_worn(self, _at: int, mark: Mark) -> None:
        if not self._describing.wears(mark):
            self._left.add(mark, "Clothes need somebody to wear them.")
        self._after_noun()

    def _on_pace(self, at: int, mark: Mark) -> None:
        self._said.pace = self._said.pace or mark.id
        if self._clauses.verb is not None and not self._grammar.next_is(at, "motions"):
            self._clauses.verb.manner = vocabulary.named("paces")[mark.id].values["manner"]
        else:
            self._pace = mark.id

    def _on_camera(self, _at: int, mark: Mark) -> None:
        said = self._said.shooting
        self._said.shooting = replace(
            said,
            framing=mark.id if mark.kind == "framings" else said.framing,
            move=mark.id if mark.kind == "moves" else said.move,
            angle=mark.id if mark.kind == "angles" else said.angle,
        )
        self._camera_waits = said.subject is None
        self._prep = self._det = ""

    def _on_sound(self, at: int, mark: Mark) -> None:
        if mark.id not in self._said.cues:
            self._said.cues.append(mark.id)
        self._scenery_subject(at, mark)
        self._after_noun()

    def _on_place(self, at: int, mark: Mark) -> None:
        if mark.kind == "weathers" and self._tokens[0].low in _HEARD and ":" in self._grammar.before(1):
            self._said.cues.append(mark.id)
            return
        self._scenery_subject(at, mark)
        fault = self._placing.on(mark, self._prep, self._owner, self._clauses.verb.motion if self._clauses.verb else "")
        if fault:
            self._left.add(mark, fault)
        self._camera_waits = self._camera_waits and mark.kind != "dressing"
        self._after_noun()

    def _scenery_subject(self, at: int, mark: Mark) -> None:
        owned = self._tokens[mark.last - 1].owns
        free = not self._prep and not owned and not self._clauses.is_object(at, self._prep)
        if free and self._grammar.verb_after(at) is not None:
            self._clauses.scenery_subject(at, mark.kind)

    def _on_unknown(self, at: int, mark: Mark) -> None:
        atmosphere = self._clauses.scenery in ("weathers", "hours", "sounds") and not self._clauses.subjects
        if self._describing.age(mark) or (atmosphere and not self._det and not self._prep):
            return
        phrase = noun_phrase(self._tokens, self._marks, at)
        if phrase is None or phrase[1] != mark.last:
            subject = bool(self._clauses.subjects) and self._clauses.verb is None and not self._det
            acts = subject and mark.id.endswith(("s", "ed", "ing"))
            self._left.add(mark, _NO_ACTION if acts else _UNKNOWN)
            return
        self._unknown_noun(at, mark, " ".join(token.low for token in self._tokens[phrase[0] : phrase[1]]))
        self._after_noun()

    def _unknown_noun(self, at: int, mark: Mark, noun: str) -> None:
        known = self._story.people.known(noun)
        if known is not None:
            if standins.answers(self._marks, at):
                self._left.add(mark, standins.VOICED.format(noun))
            self._person(at, known.id)
        elif not self._prep and standins.speaks(self._grammar, self._marks, at):
            self._left.add(mark, standins.VOICED.format(noun))
            self._person(at, self._story.people.in_role(noun, "somebody", self._det in ("another", "other")).id)
        elif self._story.things.has("unknown", noun):
            self._thing(at, "unknown", noun)
        elif standins.is_thing(self._grammar, self._clauses, at, self._prep):
            self._shape(at, mark, noun)
        elif self._placing.unknown(noun, self._prep, self._clauses.verb.motion if self._clauses.verb else ""):
            self._left.add(mark, "The studio has no such place; a plain stage stands in for it.")
        elif self._det and not self._prep and self._clauses.subjects and self._clauses.verb is None:
            self._left.add(mark, standins.SHAPED.format(noun), ends=True)
            mention = Mention("unknown", noun, self._det)
            self._said.show(self._story.things.meant(mention, self._story.scene, []).id)
        elif self._prep in standins.BESIDE and self._det:
            self._shape(at, mark, noun)
        else:
            self._left.add(mark, _UNKNOWN)

    def _shape(self, at: int, mark: Mark, noun: str) -> None:
        self._left.add(mark, standins.SHAPED.format(noun), ends=True)
        self._thing(at, "unknown", noun)

    # The clause.

    def _coming_subject(self, at: int) -> list[EntityId]:
        """As in "Running home, Hana laughs": the subject comes after; without one, whom the words spoke of last."""
        participle = self._grammar.word(at).endswith("ing")
        for later in range(at + 1, len(self._marks)):
            mark = self._marks[later]
            if mark.kind == "name" and participle and "," in self._grammar.before(later):
                return [self._story.people.called(mark.id).id]
        if participle and self._grammar.next_is(at, "props"):
            return []
        return [one.id for one in self._story.people.last(1)]

    def _manner(self) -> float:
        pace, self._pace = self._pace, None
        return vocabulary.named("paces")[pace].values["manner"] if pace else 1.0

    def _aim(self, entity: EntityId) -> None:
        if self._camera_waits:
            self._said.shooting = replace(self._said.shooting, subject=entity)
            self._camera_waits = False

    def _after_noun(self, keep: bool = False) -> None:
        self._listing = self._prep in ("with", "in") and self._clauses.verb is None and bool(self._clauses.subjects)
        self._det, self._owner, self._colour, self._count = "", None, None, 1
        if not keep:
            self._prep = ""
