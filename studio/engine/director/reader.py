"""Reads an English sentence of action into what happens, who and what is there, and how it is shot.

Left to right, one mark at a time: subjects gather until a verb opens, objects gather until the clause
closes. No grammar beyond that: what does not fit is reported, never guessed away.
"""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.acting import COMPANIONABLE, Verb, acted
from studio.engine.director.describing import Describing
from studio.engine.director.grammar import JOINTS, Grammar
from studio.engine.director.language import language_of
from studio.engine.director.lexicon import lexicon
from studio.engine.director.marks import OWNERS, Mark, mark_sentence
from studio.engine.director.naming import Naming
from studio.engine.director.noticing import Leftovers, noun_phrase
from studio.engine.director.placing import Placing
from studio.engine.director.statement import Clause, Statement
from studio.engine.director.story import Story
from studio.engine.director.things import Mention
from studio.engine.director.tokens import Token
from studio.timeline.film import Action, Beat, CastId, EntityId, Feeling, Line, PropId

_TOWARDS: Final = frozenset(
    "to at towards toward after for beside near behind from past around into onto against on in over across by "
    "through under next above along between inside".split()
)
_HAVING: Final = frozenset({"with", "under"})
_REACHES: Final = frozenset({"look", "turn", "point", "walk", "run", "enter", "leave", "bow", "nod", "wave"})
_MANY: Final = frozenset({"people", "pedestrians", "passers-by", "customers", "strangers", "players", "workers"})


class Reader:
    """Reads one sentence. Make one for each; what lasts is in the story."""

    def __init__(self, story: Story, tokens: Sequence[Token]) -> None:
        self._story = story
        self._tokens = tokens
        self._marks = mark_sentence(tokens, story.surroundings())
        self._said = Statement(tokens[0].start, tokens[-1].end)
        self._grammar = Grammar(tokens, self._marks)
        self._placing = Placing(story, tokens, self._said)
        self._describing = Describing(story.script, tokens)
        self._naming = Naming(story, tokens, self._grammar, self._describing)
        self._left = Leftovers(story.script, tokens)
        self._subjects: list[EntityId] = []
        self._gathering = False
        self._verb: Verb | None = None
        self._beats: list[Beat] = []
        self._clause_from = tokens[0].start
        self._pace: str | None = None
        self._prep = self._det = ""
        self._count = 1
        self._owner: CastId | None = None
        self._colour: tuple[str, str] | None = None
        self._denied = False
        self._last_person: CastId | None = None
        self._camera_waits = False

    def read(self) -> Statement:
        """Everything the sentence says."""
        steps: dict[str, Callable[[int, Mark], None]] = {
            "name": self._on_name, "pronoun": self._on_pronoun, "builds": self._on_role, "props": self._on_prop,
            "motions": self._on_motion, "emotions": self._on_emotion, "plain": self._on_plain, "colours": self._on_colour,
            "hair": self._on_hair, "outfits": self._on_worn, "accessories": self._on_worn, "paces": self._on_pace,
            "framings": self._on_camera, "moves": self._on_camera, "angles": self._on_camera, "sounds": self._on_sound,
            "numbers": self._on_number, "seconds": self._on_seconds, "quote": self._on_quote, "unknown": self._on_unknown,
            "sets": self._on_place, "dressing": self._on_place, "weathers": self._on_place, "hours": self._on_place,
            "times": self._on_place,
        }  # fmt: skip
        for at, mark in enumerate(self._marks):
            if self._grammar.before(at)[:1] in (",", ";", ":", "("):
                self._prep = self._det = ""
            steps[mark.kind](at, mark)
        self._close_clause(self._tokens[-1].end)
        self._said.unplaced = self._left.phrases()
        return self._said

    # Who: names, roles, pronouns.

    def _on_name(self, at: int, mark: Mark) -> None:
        nameless = self._last_person if self._grammar.names_role(at) else None
        if nameless is not None and not self._story.people.get(nameless).named:
            cast_id = self._naming.learn_name(nameless, mark)
            self._rename(nameless, cast_id)
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
            group = self._naming.by_role(mark, self._det, self._count)
            self._after_noun(keep=True)
            for number, cast_id in enumerate(group):
                self._person(at, cast_id, joined=number > 0)

    def _on_pronoun(self, at: int, mark: Mark) -> None:
        if mark.id in OWNERS:
            self._owner, self._det = self._naming.owner(mark.id, self._subjects), "own"
        elif mark.id == "they":
            self._they(at)
        else:
            object_now = self._verb is not None and not self._grammar.starts_clause(at, self._prep)
            self._person(at, self._naming.by_pronoun(mark.id, self._subjects if object_now else []))

    def _they(self, at: int) -> None:
        thing = self._story.things.last()
        if self._verb is not None and self._verb.wants_thing and not self._grammar.starts_clause(at, self._prep):
            if thing is not None:
                self._thing_object(thing.id)
            return
        for number, cast_id in enumerate(self._naming.group()):
            self._person(at, cast_id, joined=number > 0)

    def _person(self, at: int, cast_id: CastId, joined: bool = False) -> None:
        self._story.arrive(cast_id)
        self._said.show(cast_id)
        self._last_person = cast_id
        self._aim(cast_id)
        if self._is_object(at):
            self._person_object(at, cast_id)
        elif not self._prep or (self._prep in ("on", "of", "with") and self._said.shooting.said):
            self._subject(at, cast_id, joined)
        self._after_noun()

    def _person_object(self, at: int, cast_id: CastId) -> None:
        verb = self._verb
        if verb is None:
            return
        if self._prep in ("with", "alongside") and verb.motion in COMPANIONABLE:
            verb.who = list(dict.fromkeys([*verb.who, cast_id]))
        elif (self._prep in _TOWARDS or self._prep in ("", "with")) and verb.towards is None:
            verb.towards = cast_id
        if verb.family == "look" and not self._grammar.joint_before(at) and self._grammar.verb_after(at) is not None:
            self._close_clause(self._grammar.end_before(at + 1))
            self._subjects, self._gathering = [cast_id], True

    def _subject(self, at: int, entity: EntityId, joined: bool) -> None:
        if self._verb is not None:
            self._close_clause(self._grammar.end_before(at))
        joins = joined or self._grammar.joint_before(at) in ("and", "or", ",")
        if self._gathering and joins:
            self._subjects = list(dict.fromkeys([*self._subjects, entity]))
        else:
            self._subjects = [entity]
        self._gathering = True

    # What: things.

    def _on_prop(self, at: int, mark: Mark) -> None:
        self._thing(at, mark.id, self._grammar.words(mark))

    def _thing(self, at: int, kind: str, noun: str) -> None:
        holder = self._owner or next((CastId(one) for one in self._subjects if self._is_person(one)), None)
        owner_name = self._story.people.get(self._owner).name if self._owner else ""
        fresh = self._det in ("another", "other")
        mention = Mention(kind, noun, self._det, self._owner, owner_name, self._colour, fresh)
        thing = self._story.things.meant(mention, self._story.scene, self._story.held(holder))
        self._said.show(thing.id)
        self._aim(thing.id)
        if self._is_object(at):
            self._thing_object(thing.id)
        elif self._prep in _HAVING and self._subjects:
            self._has(thing.id)
        elif not self._prep or (self._prep in ("on", "of") and self._said.shooting.said):
            self._subject(at, thing.id, False)
        self._after_noun()

    def _thing_object(self, thing: PropId) -> None:
        verb = self._verb
        if verb is None:
            return
        kind = vocabulary.prop_kinds()[self._story.things.get(thing).kind]
        if self._prep == "with" or (self._prep == "under" and kind.grip == "overhead"):
            self._take_along(verb, thing)
        elif not self._prep and verb.motion == "leave" and not kind.fixed:
            verb.motion, verb.thing = "put_down", thing
        elif not self._prep and verb.wants_thing:
            verb.thing = thing
        elif verb.towards is None and (verb.motion in _REACHES or self._prep in _TOWARDS):
            verb.towards = thing

    def _take_along(self, verb: Verb, thing: PropId) -> None:
        if verb.wants_thing and verb.thing is None:
            verb.thing = thing
        else:
            self._has(thing)

    def _has(self, thing: PropId) -> None:
        """Somebody comes with a thing: they hold it."""
        kind = vocabulary.prop_kinds()[self._story.things.get(thing).kind]
        for holder in (self._verb.who if self._verb else self._subjects)[:1]:
            if self._is_person(holder) and not kind.fixed and self._story.holding.get(CastId(holder)) != thing:
                self._beats.append(Action(CastId(holder), "hold", thing, words=self._words_so_far()))
                self._story.holding[CastId(holder)] = thing

    # What they do, feel and say.

    def _on_motion(self, at: int, mark: Mark) -> None:
        if mark.id == "look" and self._grammar.next_is(at, "emotions"):
            return
        if self._denied:
            self._left.add(mark, "What does not happen is not acted.")
            self._denied = False
            return
        if self._verb is not None and self._verb.thing is None and self._det and self._verb.motion in ("give", "pick_up"):
            self._verb.motion, self._verb.mark = mark.id, mark
            return
        if self._verb is not None:
            self._close_clause(self._grammar.end_before(at))
        says = mark.id == "talk" and any(one.kind == "quote" for one in self._marks)
        self._verb = Verb(mark.id, list(self._subjects or self._coming_subject(at)), self._manner(), mark, spoken=says)
        self._gathering = False
        self._prep = self._det = ""
        if not self._verb.spoken and mark.id in ("cry", "laugh"):
            self._feel(self._verb.who, "weeping" if mark.id == "cry" else "happy")

    def _on_emotion(self, at: int, mark: Mark) -> None:
        who = [one for one in (self._subjects or self._coming_subject(at)) if self._is_person(one)]
        acts = next((one.id for one in lexicon().senses(self._grammar.word(at), frozenset({"motions"}))), "")
        if self._denied or not who or self._grammar.next_is(at, "builds"):
            self._denied = False
            if mark.id != "calm" and not self._grammar.next_is(at, "builds"):
                self._left.add(mark, "Nobody on the stage feels this here.")
            return
        if acts:
            self._on_motion(at, Mark("motions", acts, mark.first, mark.last))
        self._feel(who, mark.id)
        self._gathering = False

    def _feel(self, who: Sequence[EntityId], emotion: str) -> None:
        for one in who:
            if self._is_person(one) and Feeling(CastId(one), emotion) not in self._beats:
                self._beats.append(Feeling(CastId(one), emotion))

    def _on_quote(self, at: int, mark: Mark) -> None:
        who = self._naming.speaker(self._marks, at, self._subjects)
        manner = self._grammar.words(self._verb.mark) if self._verb is not None and self._verb.spoken else ""
        self._close_clause(self._tokens[mark.first].start)
        self._said.show(who)
        self._story.arrive(who)
        if mark.id:
            self._story.people.get(who).spoken.append(mark.id)
            self._beats.append(Line(who, mark.id, manner, language_of(mark.id)))

    # How: the small words, colours, looks, pace, camera, place.

    def _on_plain(self, at: int, mark: Mark) -> None:
        word = self._grammar.word(at)
        if mark.id == "determiner":
            self._det = word
        elif mark.id == "negation":
            self._denied = True
        elif word in JOINTS or mark.id == "conjunction":
            self._prep = self._det = ""
        elif mark.id == "preposition":
            self._prep = word
        elif mark.id == "auxiliary":
            self._prep = "with" if word in ("has", "have", "had") else ""
            self._describing.linked()
        elif mark.id == "body":
            self._describing.body(word)
            self._after_noun()
        elif word == "it":
            self._on_it(at)

    def _on_it(self, at: int) -> None:
        thing = self._story.things.last()
        if thing is None:
            return
        if self._verb is not None and not self._grammar.starts_clause(at, self._prep):
            self._said.show(thing.id)
            self._thing_object(thing.id)
        elif not self._prep and self._grammar.verb_after(at) is not None and not self._grammar.next_is(at, "weathers"):
            self._said.show(thing.id)
            self._subject(at, thing.id, False)
        self._prep = ""

    def _on_number(self, at: int, mark: Mark) -> None:
        self._count = int(vocabulary.named("numbers")[mark.id].values["n"])

    def _on_seconds(self, at: int, mark: Mark) -> None:
        self._said.seconds = float(mark.id)
        self._after_noun()

    def _on_colour(self, at: int, mark: Mark) -> None:
        if not self._describing.coloured(mark.id, mark):
            self._colour = (self._grammar.words(mark), vocabulary.named("colours")[mark.id].text["hex"])

    def _on_hair(self, at: int, mark: Mark) -> None:
        self._describing.hair(mark)

    def _on_worn(self, at: int, mark: Mark) -> None:
        wear = self._describing.outfit if mark.kind == "outfits" else self._describing.accessory
        if not wear(mark):
            self._left.add(mark, "Clothes need somebody to wear them.")
        self._after_noun()

    def _on_pace(self, at: int, mark: Mark) -> None:
        self._said.pace = self._said.pace or mark.id
        if self._verb is not None and not self._grammar.next_is(at, "motions"):
            self._verb.manner = vocabulary.named("paces")[mark.id].values["manner"]
        else:
            self._pace = mark.id

    def _on_camera(self, at: int, mark: Mark) -> None:
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
        if not self._prep and self._verb is None:
            self._subjects, self._gathering = [], False
        self._after_noun()

    def _on_place(self, at: int, mark: Mark) -> None:
        fault = self._placing.on(mark, self._prep, self._owner, self._verb.motion if self._verb else "")
        if fault:
            self._left.add(mark, fault)
        self._camera_waits = self._camera_waits and mark.kind != "dressing"
        self._after_noun()

    def _on_unknown(self, at: int, mark: Mark) -> None:
        if self._describing.age(mark):
            return
        phrase = noun_phrase(self._tokens, self._marks, at)
        if phrase is None or phrase[1] != mark.last:
            acts = bool(self._subjects) and self._verb is None and not self._det and not self._prep
            self._left.add(mark, "The stage has no such action yet." if acts else "The studio does not know this yet.")
            return
        noun = " ".join(token.low for token in self._tokens[phrase[0] : phrase[1]])
        if self._is_thing(at):
            self._left.add(mark, f"The studio has no {noun}; a labelled shape stands in for it.")
            self._thing(at, "unknown", noun)
        elif self._placing.unknown(noun, self._prep, self._verb.motion if self._verb else ""):
            self._left.add(mark, "The studio has no such place; a plain stage stands in for it.")
        else:
            self._left.add(mark, "The studio does not know this yet.")
        self._after_noun()

    # The clause.

    def _is_thing(self, at: int) -> bool:
        """Whether an unknown noun is plainly a thing: what a known verb is done with, or what moves."""
        verb = self._verb
        if verb is not None and not self._grammar.starts_clause(at, self._prep):
            with_it = verb.wants_thing and verb.thing is None and not self._prep
            return with_it or (verb.family in ("look", "point", "kick") and self._prep in ("", "at", "to"))
        following = self._grammar.verb_after(at)
        return not self._prep and following is not None and following.kind == "motions"

    def _is_object(self, at: int) -> bool:
        return self._verb is not None and not self._grammar.starts_clause(at, self._prep)

    def _coming_subject(self, at: int) -> list[EntityId]:
        """ "Running home, Hana laughs": the subject comes after; without one, whom the words spoke of last."""
        participle = self._grammar.word(at).endswith("ing")
        for later in range(at + 1, len(self._marks)):
            mark = self._marks[later]
            if mark.kind == "name" and participle and "," in self._grammar.before(later):
                return [self._story.people.called(mark.id).id]
        if participle and self._grammar.next_is(at, "props"):
            return []
        return [one.id for one in self._story.people.last(1)]

    def _close_clause(self, end: int) -> None:
        verb, self._verb = self._verb, None
        if verb is not None:
            words = self._story.script[self._clause_from : end].strip(" ,;.\n")
            actions, fault = acted(verb, self._story, self._said.present, words)
            self._beats += actions
            if fault:
                self._left.span(self._tokens[verb.mark.first].start, max(end, self._tokens[verb.mark.first].end), fault)
        if self._beats:
            self._said.clauses.append(Clause(self._clause_from, end, self._beats))
            self._beats, self._clause_from = [], end

    def _words_so_far(self) -> str:
        return self._story.script[self._clause_from : self._tokens[-1].end].strip(" ,;.\n")

    def _manner(self) -> float:
        pace, self._pace = self._pace, None
        return vocabulary.named("paces")[pace].values["manner"] if pace else 1.0

    def _aim(self, entity: EntityId) -> None:
        if self._camera_waits:
            self._said.shooting = replace(self._said.shooting, subject=entity)
            self._camera_waits = False

    def _after_noun(self, keep: bool = False) -> None:
        self._det, self._owner, self._colour, self._count = "", None, None, 1
        if not keep:
            self._prep = ""

    def _is_person(self, entity: EntityId) -> bool:
        return any(portrait.id == entity for portrait in self._story.people.all)

    def _rename(self, old: CastId, new: CastId) -> None:
        def renewed(ids: Sequence[EntityId]) -> list[EntityId]:
            return list(dict.fromkeys(new if one == old else one for one in ids))

        self._subjects, self._said.present = renewed(self._subjects), renewed(self._said.present)
        self._story.here = [CastId(one) for one in renewed(self._story.here)]
        self._last_person = new
        if old in self._story.holding:
            self._story.holding[new] = self._story.holding.pop(old)
