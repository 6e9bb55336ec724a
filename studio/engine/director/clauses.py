"""The clause as it grows: subjects gather, a verb opens, objects join it, and it closes into beats."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.acting import (
    ARMS_ARE_FULL,
    AT_EASE,
    MOST_IN_HAND,
    OF_THINGS,
    Verb,
    acted,
    too_many,
)
from studio.engine.director.echoes import goes_on_already, is_aimed, said_so
from studio.engine.director.grammar import Grammar
from studio.engine.director.limbs import done_to_body, is_leaning, no_deed_of_body
from studio.engine.director.noticing import Leftovers
from studio.engine.director.reaching import goes_with, is_better_place, is_looked_at, is_only_where
from studio.engine.director.riding import ABOARD, can_be_ridden, is_done_on, ride
from studio.engine.director.standing import Mark
from studio.engine.director.statement import Clause, Statement
from studio.engine.director.story import Story
from studio.engine.director.tokens import Token
from studio.engine.director.transitive import (
    MEANT_WITH,
    TOWARDS,
    answer_back,
    by_itself,
    handed_on,
    is_received,
    meant_with,
    part_listed,
    reaches,
)
from studio.timeline.film import Action, Beat, CastId, EntityId, Feeling, Line, Onset, PropId

VOICE: Final = "O.S."
"""How a line is said that is heard from an animal or a robot: nobody of the cast is seen to say it."""
_OF_THE_BODY: Final = "The stage has no such action of the body yet."
_TOLD: Final = frozenset({"talk", "whisper", "shout", "laugh", "cry"})
_WHERE: Final = frozenset({"in", "on", "over", "under", "beside", "inside", "through", "across", "between"})
_BEFOREHAND: Final = frozenset({"before", "until", "till"})
_PARTICLES: Final = frozenset({"down", "up", "away", "back", "out"})
_HURRYING: Final = frozenset({"run", "ran", "rush", "race", "hurry", "dash", "sprint"})
_HANDED_M: Final = 0.8
"""What is larger is passed by, and not handed to anybody."""


class Clauses:
    """Builds the clauses of one sentence. ``doers``: by the first token of each verb, who does it.

    ``scenery``: what is painted or in the air is the subject, not a person.
    """

    def __init__(self, story: Story, tokens: Sequence[Token], grammar: Grammar, left: Leftovers, start: int) -> None:
        self._story = story
        self._tokens = tokens
        self._grammar = grammar
        self._left = left
        self._start = start
        self._beats: list[Beat] = []
        self._gathering = False
        self._gap: EntityId | None = None
        self._brought: list[tuple[int, PropId]] = []
        self._ridden: list[PropId] = []
        self._passive: Verb | None = None
        self._outer: list[EntityId] = []
        self._kept: Verb | None = None
        self.subjects: list[EntityId] = []
        self.doers: dict[int, list[EntityId]] = {}
        self.verb: Verb | None = None
        self._subject_at = 0
        self.scenery = ""
        self.stalled = False
        self.said = Statement(tokens[0].start, tokens[-1].end)

    @property
    def verb_looks(self) -> bool:
        """Whether the open verb is aimed at something, and not done with it."""
        return self.verb is not None and not self.verb.takes_thing

    def is_object(self, at: int, preposition: str) -> bool:
        """Whether the noun of this mark belongs to the open verb."""
        return (self.verb is not None or self.stalled) and not self._grammar.starts_clause(at, preposition)

    def stall(self, at: int) -> None:
        """A verb that nobody knows: what follows it is its object, not the next subject."""
        if self.verb is not None:
            self.close(self._grammar.end_before(at))
        self._gap, self._gathering = None, False
        self.stalled = True

    def subject(self, at: int, entity: EntityId, joined: bool = False) -> None:
        """Somebody or something the next verb is about; ``joined`` to those before."""
        if self.stalled and not self._beats and self.verb is None and self._tokens[0].low in _BEFOREHAND:
            self._start = self._tokens[self._grammar.mark(at).first].start
        self.scenery, self.stalled = "", False
        if self.verb is not None:
            self.close(self._grammar.end_before(at))
        joins = joined or (
            self._grammar.joint_before(at) in ("and", "or", ",")
            and not self._grammar.has_auxiliary(self._subject_at, at)
        )
        self._subject_at = at
        kept = self.subjects if self._gathering and joins else []
        self.subjects = list(dict.fromkeys([*kept, entity]))
        if self._gap is None:
            self._outer = []
        brought, self._brought = self._brought, []
        for mark, thing in brought if self._story.is_person(entity) else ():
            self.has(mark, thing)
        self._gathering = True

    def absolute(self, at: int, thing: EntityId) -> None:
        """A thing does what follows, and then whoever the clause was about goes on."""
        outer = list(self.subjects if self.verb is None else self.verb.who)
        self.subject(at, thing)
        self._outer = outer

    def scenery_subject(self, at: int, kind: str) -> None:
        """What is painted or in the air is what the next verb is about: "petals fall", "the leaves rustle"."""
        if self.verb is not None:
            self.close(self._grammar.end_before(at))
        self.scenery, self.subjects, self._gathering, self.stalled = kind, [], False, False

    def person_object(self, at: int, cast_id: CastId, preposition: str) -> None:
        """Somebody the open verb is done with or to."""
        verb = self.verb
        if verb is None:
            return
        if (verb.inverted and not preposition) or (verb.passive and preposition == "by"):
            verb.who, verb.inverted = [*verb.who, cast_id], False
        elif verb.motion == "enter" and preposition in ("to", "towards") and verb.word.endswith(" up"):
            verb.motion, verb.towards = ("run" if verb.word.split()[0] in _HURRYING else "walk"), cast_id
        elif goes_with(verb, preposition) and cast_id not in self._outer:
            verb.who = list(dict.fromkeys([*verb.who, cast_id]))
        elif verb.word == "lean" and preposition in ("on", "against", "into", "onto") and verb.thing is None:
            verb.motion, verb.towards = "lean_on", cast_id
        elif (preposition in TOWARDS or preposition in ("", "with")) and (
            verb.towards is None or (preposition == "to" and not self._story.is_person(verb.towards))
        ):
            verb.towards = cast_id
        does = self._grammar.verb_after(at)
        manner = does is not None and self._grammar.words(does).endswith("ly")
        manner = manner or (does is not None and self._grammar.joint_between(self._grammar.mark(at), does))
        if verb.family == "look" and not self._grammar.joint_before(at) and does is not None and not manner:
            self.close(self._grammar.end_before(at + 1))
            self._gathering = False
            self.subject(at, cast_id)

    def thing_object(self, at: int, thing: PropId, preposition: str) -> None:
        """Something the open verb is done with or to."""
        verb = self.verb
        if verb is None:
            return
        kind = vocabulary.prop_kinds()[self._story.things.get(thing).kind]
        if preposition and thing == verb.thing:
            return
        if kind.alive and preposition in ("beside", "next", "alongside") and goes_with(verb, preposition):
            verb.who = list(dict.fromkeys([*verb.who, thing]))
            return
        if preposition == "from" and verb.motion == "hold" and verb.thing is not None:
            verb.motion = "pick_up"
        if kind.alive and verb.family == "look" and not self._grammar.joint_before(at) and self._acts_bare(at):
            verb.towards = thing
            self.close(self._grammar.end_before(at + 1))
            self._gathering = False
            self.subject(at, thing)
            return
        hauls = verb.motion in ("pull", "push") and preposition in ("on", "at", "against")
        if (hauls or preposition in _PARTICLES) and verb.wants_something and verb.thing is None:
            preposition = ""
        by = verb.passive and preposition == "by" and not verb.who and kind.alive
        if by or (verb.inverted and not preposition):
            verb.who, verb.inverted = [*verb.who, thing], False
        elif verb.word == "pour" and preposition in ("from", "of") and verb.thing is None:
            verb.thing = thing
        elif preposition == "with" or (preposition == "under" and kind.grip == "overhead"):
            leans = verb.word in AT_EASE and verb.thing is None
            if not leans and verb.takes_thing and (verb.thing is None or len(verb.who) > len(verb.more) + 1):
                self._done_with(at, verb, thing)
            else:
                self.has(at, thing)
        elif preposition in ABOARD and verb.thing is None and is_done_on(verb, thing, self._story):
            verb.motion, verb.thing = "ride", thing
        elif (
            (preposition == "of" and verb.word != "pour")
            or (verb.motion == "punch" and preposition in ("over", "about", "for"))
            or (preposition in ("from", "off") and (verb.family in OF_THINGS or verb.motion == "punch"))
            or (preposition and (verb.family == "together" or (verb.motion in _TOLD and preposition in _WHERE)))
        ):
            return
        elif (
            not preposition
            and verb.family in ("roll", "bounce")
            and verb.thing is None
            and any(map(self._story.is_person, verb.who))
        ):
            verb.thing = thing
        elif not preposition and (verb.word == "aim" or self._points_with(at, verb)):
            self.has(at, thing)
        elif not preposition and verb.motion == "leave" and not kind.fixed:
            verb.motion, verb.thing = "put_down", thing
        elif not preposition and verb.word == "pass" and (kind.fixed or max(kind.size_m) > _HANDED_M):
            verb.towards = thing
        elif not preposition and verb.word == "check" and is_looked_at(thing, self._story):
            verb.motion, verb.towards = "look", thing
        elif not preposition and verb.word == "feed" and verb.towards is None:
            verb.towards = thing
        elif not preposition and (verb.takes_thing or verb.word in MEANT_WITH):
            verb.motion = meant_with(verb.word, self._story.things.get(thing).kind) or verb.motion
            self._done_with(at, verb, thing)
        elif is_only_where(verb, preposition, kind.alive):
            return
        elif is_better_place(verb, preposition, self._story) or (
            verb.towards is None and (reaches(verb) or preposition in TOWARDS)
        ):
            verb.towards = thing

    def _points_with(self, at: int, verb: Verb) -> bool:
        """As in "points his staff at the chest": with it, and not at it."""
        following = self._grammar.mark_after(at)
        at_it = following is not None and self._grammar.words(following) in ("at", "towards", "toward")
        return verb.word == "point" and at_it

    def _acts_bare(self, at: int) -> bool:
        """As in "watches a horse jump": a verb without an ending, right after its noun."""
        does = self._grammar.verb_after(at)
        return does is not None and does.kind == "motions" and self._grammar.base(does) == self._grammar.words(does)

    def aboard(self, thing: PropId) -> None:
        """As in "the girl on the skateboard": what the subject's going is done on."""
        if can_be_ridden(thing, self._story):
            self._ridden.append(thing)

    def _done_with(self, at: int, verb: Verb, thing: PropId) -> None:
        """The thing of a verb; of "gives the dog the ball" the first is who gets it; others join the first."""
        if verb.thing is None:
            verb.thing, verb.thing_at = thing, at
        elif (
            is_received(verb, self._story)
            and verb.towards is None
            and verb.thing_at != at
            and not self._grammar.joint_before(at)
        ):
            verb.towards, verb.thing = verb.thing, thing
        elif thing != verb.thing:
            verb.more.append(thing)
            if fault := too_many(verb):
                self._left.add(self._grammar.mark(at), fault)

    def body_of(self, owner: CastId, word: str, direct: bool = False) -> None:
        """As in "holds Sota's hand", "pats her head": it is done with whose body it is.

        direct: it stands right after the verb.
        """
        verb = self.verb
        if verb is not None and verb.thing is None and is_leaning(verb, owner, word):
            verb.motion, verb.towards = "lean_on", owner
            return
        if verb is None or verb.towards not in (None, owner) or verb.thing is not None:
            return
        if no_deed_of_body(verb, owner):
            self.verb = None
            self._left.add(verb.mark, _OF_THE_BODY)
        else:
            done_to_body(verb, owner, word, self._story, direct)

    def has(self, at: int, thing: PropId, people: Sequence[EntityId] = ()) -> None:
        """Somebody comes with a thing: they hold it, besides what they came with.

        people: who they are, where they are not whom the clause is about.
        """
        kind = vocabulary.prop_kinds()[self._story.things.get(thing).kind]
        if self.verb is None and not self.subjects:
            self._brought.append((at, thing))
        doing = people or (self.verb.who if self.verb else self.subjects)
        holders = [one for one in doing if self._story.is_person(one)]
        animal = next((one for one in doing if self._story.feels(one) and one != thing), None) if not holders else None
        if animal is not None and not kind.fixed and self._grammar.is_in_mouth(at):
            words, read = self._told(self._tokens[-1].end)
            self._beats.append(Action(animal, "hold", thing, words=words, read=read))
            return
        holder = next((CastId(one) for one in holders if not self._have(one)), None)
        holder = holder or next((CastId(one) for one in holders if self._have(one) < MOST_IN_HAND), None)
        if holders and holder is None:
            self._left.add(self._grammar.mark(at), ARMS_ARE_FULL)
        elif holder is not None and not kind.fixed and thing not in self._story.held(holder):
            words, read = self._told(self._tokens[-1].end)
            besides = self._have(holder) > 0
            onset = Onset.WITH if besides else Onset.NEXT
            self._beats.append(Action(holder, "hold", thing, words=words, read=read, onset=onset))
            self._story.takes(holder, thing, besides)

    def state(self, who: EntityId, motion: str, mark: Mark) -> None:
        """Somebody is already doing something: "a shivering traveller"."""
        if self._story.feels(who):
            words, read = self._told(self._tokens[mark.last].end)
            self._beats.append(Action(who, motion, words=words, read=read))

    def dress(self, who: CastId, mark: Mark) -> None:
        """As in "Hana, in a black coat", of whom other clothes were told: they have changed, where nobody saw."""
        words, read = self._told(self._tokens[mark.last - 1].end)
        self._beats.append(Action(who, "wear", words=words, read=read))

    def _have(self, who: EntityId) -> int:
        """How many things somebody comes with."""
        return sum(isinstance(beat, Action) and beat.who == who and beat.motion == "hold" for beat in self._beats)

    def open(self, at: int, verb: Verb) -> None:
        """A verb: the one before it is done."""
        if self.verb is not None:
            self.close(self._grammar.end_before(at))
        self.verb = verb
        part_listed(verb, self._story)
        gathered, self._gathering, self.stalled = self._gathering, False, False
        if self._gap is not None and self.subjects != [self._gap]:
            self._fill(verb, self._gap)
            self._gap = None
        elif self._outer and not gathered and not self._grammar.word(at).endswith("ing"):
            verb.who, self.subjects, self._outer = [*self._outer], [*self._outer], []

    def same_again(self, at: int) -> None:
        """As in "one lifts a sword, the other a staff": the clause is over, and its verb is kept for the next one."""
        self._kept = self.verb
        self.close(self._grammar.end_before(at))
        self._gathering = False

    def go_on_the_same(self, at: int, with_it: bool = False) -> None:
        """The verb that was kept is what the subject here does."""
        if self._kept is not None:
            before, self._kept = self._kept, None
            same = Verb(before.motion, list(self.subjects), before.manner, before.mark, word=before.word)
            same.thing = before.thing if with_it else None
            self.open(at, same)

    def relative(self, at: int, thing: EntityId) -> None:
        """As in "the ball that the coach kicked": the next verb is done with a thing named before.

        Whoever did something until then goes on doing things after it.
        """
        self._outer = self.subjects if self.verb is None else self.verb.who
        if self.verb is not None:
            self.close(self._grammar.end_before(at))
        self._gap, self.subjects, self._gathering = thing, [], False

    def reduced(self, at: int, verb: Verb) -> None:
        """As in "waves at a boy running along the beach": the noun right before does it, and the rest goes on."""
        outer = list(self.subjects if self.verb is None else self.verb.who)
        self._outer = []
        self.open(at, verb)
        self.subjects, self._outer = list(verb.who), outer

    def _fill(self, verb: Verb, entity: EntityId) -> None:
        """What the verb is done with or to, said before it."""
        if self._story.is_person(entity):
            verb.towards = verb.towards or entity
        elif verb.takes_thing or not reaches(verb):
            verb.thing = verb.thing or PropId(entity)
        else:
            verb.towards = verb.towards or entity

    def passive_goes_on(self, at: int) -> bool:
        """As in "is torn up by Hana and thrown away": the participle after "and" is done to the same thing."""
        return self._passive is not None and self._passive is self.verb and self._grammar.joint_before(at) == "and"

    def open_passive(self, at: int, verb: Verb) -> None:
        """As in "a rope is thrown to him by a woman": whoever does it comes after "by", or is not said."""
        goes_on = self._passive is not None and self._grammar.joint_before(at) and not self._grammar.has_agent(at)
        agents = list(self._passive.who) if goes_on and self._passive is not None else []
        done_to, verb.who, verb.passive = verb.who, agents, True
        self.open(at, verb)
        self._passive = verb
        for one in done_to:
            self._fill(verb, one)

    def feel(self, who: Sequence[EntityId], emotion: str, intensity: float = 1.0) -> None:
        """Those of them who are alive show a feeling."""
        for one in who:
            feeling = Feeling(one, emotion, intensity)
            if self._story.feels(one) and feeling not in self._beats:
                self._beats.insert(self._before_line(one), feeling)
        self._gathering = False

    def _before_line(self, who: EntityId) -> int:
        """As in "...," she says happily: the face is there with the words, not after them."""
        last = self._beats[-1] if self._beats else None
        said = isinstance(last, Line) and last.who == who and self.verb is not None and self.verb.spoken
        return len(self._beats) - said

    def speak(self, who: CastId, mark: Mark) -> None:
        """Somebody says the words of a quotation."""
        manner = self._grammar.words(self.verb.mark) if self.verb is not None and self.verb.spoken else ""
        self.close(self._tokens[mark.first].start)
        text = mark.id.rstrip(", ")
        body = self._story.speaks_for(who)
        self.said.show(body or who)
        if body is None:
            self._story.arrive(who)
        else:
            manner, self.subjects = VOICE, self.subjects or [body]
        if text:
            self._story.people.get(who).spoken.append(text)
            self._beats.append(Line(who, text, manner, self._story.spoken_in(text, self._tokens[mark.first].start)))

    def close(self, end: int) -> None:
        """The clause ends at this offset of the script."""
        verb, self.verb = self.verb, None
        if verb is not None and verb.spoken:
            said_so(self._beats, [one.beats for one in self.said.clauses], verb, self._grammar.words(verb.mark))
        if verb is not None:
            by_itself(verb)
            ride(verb, self._ridden, self._story)
            answer_back(verb, self._story)
            handed_on(verb, self._story)
            words, read = self._told(end)
            self.doers[verb.mark.first] = list(verb.who)
            self._story.speak_of(verb.who)
            if verb.passive and verb.thing is not None:
                self._story.things.mention(self._story.things.get(verb.thing))
            actions, fault = acted(verb, self._story, self.said.present, words)
            before = [clause.beats for clause in self.said.clauses]
            actions = [
                one
                for one in actions
                if not goes_on_already(one, before, self._beats, self._story)
                and not is_aimed(one, before, self._beats, self._story)
            ]
            self._beats += [replace(one, read=read) for one in actions]
            if fault:
                self._left.span(self._tokens[verb.mark.first].start, max(end, self._tokens[verb.mark.first].end), fault)
        if self._beats:
            self.said.clauses.append(Clause(self._start, end, self._beats))
            self._beats, self._start = [], end

    def _told(self, end: int) -> tuple[str, str]:
        """The clause's words as the artist wrote them, and as they are read where that is something else."""
        words = self._story.words(self._start, end).strip(" ,;.\n、。，；")
        read = self._story.script[self._start : end].strip(" ,;.\n")
        return words, "" if read == words else read

    def rename(self, old: CastId, new: CastId) -> None:
        """Somebody's name was learned: the same person under another id from here on."""

        def renewed(ids: Sequence[EntityId]) -> list[EntityId]:
            return list(dict.fromkeys(new if one == old else one for one in ids))

        self.subjects, self.said.present = renewed(self.subjects), renewed(self.said.present)
        if self.verb is not None:
            self.verb.who = renewed(self.verb.who)
            self.verb.towards = new if self.verb.towards == old else self.verb.towards
        if self.said.shooting.subject == old:
            self.said.shooting = replace(self.said.shooting, subject=new)
        self._story.here = [CastId(one) for one in renewed(self._story.here)]
        if old in self._story.holding:
            self._story.holding[new] = self._story.holding.pop(old)
            self._story.besides[new] = self._story.besides.pop(old, [])
