"""Words that nobody knows: a person plays them, a labelled shape stands in for them, or they are reported."""

from typing import Final

from studio.engine.director import standins
from studio.engine.director.deeds import NO_ACTION, NOT_ACTED
from studio.engine.director.lexicon import irregular, lexicon
from studio.engine.director.noticing import noun_phrase
from studio.engine.director.objects import Objects
from studio.engine.director.persons import Persons
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import Mark
from studio.engine.director.things import Mention
from studio.engine.director.vehicles import goes_by_itself, is_vehicle
from studio.timeline.film import PropId

_UNKNOWN: Final = "The studio does not know this yet."
_OWN_THINGS: Final = frozenset({"tree", "fountain", "statue", "fireplace", "well", "throne", "bench", "willow", "oak"})
"""What else is painted on other sets, and is a thing of its own where somebody is beside it."""
_PUTS_INTO: Final = frozenset({"throw", "drop", "put_down", "use"})
"""Families of motions that put something into what is named: "drops a coin into the well"."""
_PAINTED: Final = frozenset({"dressing"})
"""What is part of other sets: "the railing" where there is none is no thing of its own."""
_RINGS: Final = frozenset(
    {"ring", "rings", "rang", "ringing", "buzz", "buzzes", "buzzed", "buzzing", "chimes", "tolls"}
)
_HEARD_FROM: Final = {"phone": "phone", "bell": "bell", "wind_chime": "bell", "clock": "bell"}
"""What is heard of a thing that rings."""
_PARTS: Final = frozenset({
    "chain", "wheel", "wheels", "pedal", "pedals", "handlebars", "handlebar", "saddle", "engine", "brakes", "brake",
    "headlight", "headlights", "tyre", "tire", "tyres", "bonnet", "windscreen", "steering wheel", "oar", "oars", "sail",
})  # fmt: skip
"""What a vehicle has, and is no thing of its own beside it."""
_TRAITS: Final = frozenset({"colours", "sizes", "materials"})
_OPENING: Final = frozenset({"while", "as", "when", "and", ";", "until", "before", "after", "where", "but"})
"""Joints after which a clause of its own begins."""
_MODALS: Final = frozenset({
    "can", "could", "will", "would", "shall", "should", "may", "might", "must", "do", "does", "did",
})  # fmt: skip
_BLOWN: Final = frozenset({"blow", "blows", "blowing", "whip", "whips", "whipping"})
"""What the wind does with hair and clothes, as the stage plays it anyway."""
_WORN: Final = frozenset({"outfits", "accessories", "hair"})
_OF_ANY_PLACE: Final = frozenset({"wall", "walls", "floor", "ceiling", "ground"})
"""What every place has: "hits the wall"."""
_NO_CLOTHES: Final = "The studio has no such clothes yet; those nearest to the person are worn."


class Strangers:
    """Reads the marks of words that are in no table."""

    def __init__(self, sentence: Sentence, persons: Persons, objects: Objects) -> None:
        self._sentence = sentence
        self._story = sentence.story
        self._tokens = sentence.tokens
        self._marks = sentence.marks
        self._grammar = sentence.grammar
        self._left = sentence.left
        self._clauses = sentence.clauses
        self._before = sentence.before
        self._describing = sentence.describing
        self._said = sentence.said
        self._persons = persons
        self._objects = objects

    def on_unknown(self, at: int, mark: Mark) -> None:
        """A word in no table: an age, a verb, a person or a thing."""
        atmosphere = self._clauses.scenery in ("weathers", "hours", "sounds") and not self._clauses.subjects
        if self._describing.age(mark) or (atmosphere and not self._before.det and not self._before.prep):
            return
        if self._grammar.likened(at):
            self._left.add(mark, _UNKNOWN)
            self._sentence.after_noun()
            return
        if self._acts_unseen(at, mark):
            return
        if self._is_in_the_air(at) or self._has_its_own_verb(at, mark) or self._is_bare_subject(at, mark):
            return
        if self._rings(at):
            return
        phrase = noun_phrase(self._tokens, self._marks, at)
        if phrase is None and self._is_held(at):
            self._shape(at, mark, mark.id)
            return
        if phrase is None and self._is_bare_object(at, mark):
            self._unknown_noun(at, mark, mark.id)
            self._sentence.after_noun()
            return
        if phrase is None or phrase[1] != mark.last:
            subject = bool(self._clauses.subjects) and self._clauses.verb is None and not self._before.det
            inflected = mark.id.endswith(("s", "ed", "ing")) or self._is_done_by_them(at) or self._is_bare_verb(at)
            acts = (subject and inflected) or self._acts_next(at)
            self._left.add(mark, NO_ACTION if acts else _UNKNOWN)
            if acts:
                self._clauses.stall(at)
            return
        self._unknown_noun(at, mark, " ".join(token.low for token in self._tokens[phrase[0] : phrase[1]]))
        self._sentence.after_noun()

    def _is_bare_object(self, at: int, mark: Mark) -> bool:
        """As in "cooking pancakes", "sells fresh mangoes": several of what a verb is done with, right after it."""
        verb, before = self._clauses.verb, at - 1
        while before > 0 and (self._marks[before].kind in _TRAITS or self._marks[before].id == "adjective"):
            before -= 1
        right_after = verb is not None and before >= 0 and self._marks[before] is verb.mark and not self._before.prep
        several = not mark.id.endswith(("ss", "us", "is", "ly", "ed", "ing", "est", "er"))
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        ends = following is None or bool(self._grammar.before(at + 1)) or following.kind in ("plain", "motions")
        apart = any(self._grammar.before(one) for one in range(before + 1, at + 1))
        takes = verb is not None and verb.takes_thing and verb.thing is None
        return right_after and several and ends and takes and not apart

    def _is_held(self, at: int) -> bool:
        """As in "..., cotton candy in hand": a thing that nobody knows, and who has it."""
        after = [token.low for token in self._tokens[self._marks[at].last : self._marks[at].last + 2]]
        return after in (["in", "hand"], ["in", "hands"], ["in", "mouth"]) and self._grammar.apart_before(at)

    def _rings(self, at: int) -> bool:
        """As in "she stares at the phone while it rings": heard of the thing that the clause is about."""
        if self._grammar.word(at) not in _RINGS or self._before.det:
            return False
        kinds = {
            self._story.things.get(PropId(one)).kind for one in self._clauses.subjects if not self._story.is_person(one)
        }
        near = self._marks[max(0, at - 5) : at]
        kinds |= {self._grammar.words(one).split()[-1] for one in near if one.kind == "dressing"}
        cue = next((_HEARD_FROM[kind] for kind in kinds if kind in _HEARD_FROM), "")
        if cue and cue not in self._said.cues:
            self._said.cues.append(cue)
        return bool(cue)

    def _acts_unseen(self, at: int, mark: Mark) -> bool:
        """As in "while Earth rises behind her", "Headlights sweep across them": done by what nobody knows."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if following is None or following.kind != "motions" or self._grammar.before(at + 1) or self._before.det:
            return False
        joint = self._grammar.joint_before(at)
        opens = (at == 0 or joint in _OPENING) and not self._before.prep
        low, verb = mark.id, self._grammar.word(at + 1)
        several = low.endswith("s") and not low.endswith(("ss", "us", "is"))
        past = verb.endswith("ed") or verb in irregular()
        agrees = past or (verb.endswith("s") != several and not verb.endswith("ing"))
        if not (opens and agrees) or low.endswith(("ly", "ing", "ed")) or self._story.people.known(low) is not None:
            return False
        if joint in ("and", "then") and not low[:1].isupper() and not several and not self._tokens[mark.first].capital:
            return False
        self._left.add(mark, _UNKNOWN)
        self._clauses.scenery_subject(at, "dressing")
        return True

    def _is_in_the_air(self, at: int) -> bool:
        """As in "mist curling", "hair blowing", "a smile spreads across her face": it is in weather, wind and face."""
        before = self._marks[at - 1] if at else None
        if before is not None and self._grammar.word(at) in _BLOWN:
            return self._blows_on_somebody(before, self._grammar.word(at - 1))
        acts = self._marks[at].id.endswith(("ing", "s")) and not self._grammar.before(at)
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        shows = following is not None and following.id == "preposition" and not self._clauses.subjects
        return before is not None and acts and (before.kind == "weathers" or (before.kind == "emotions" and shows))

    def _blows_on_somebody(self, before: Mark, word: str) -> bool:
        """As in "Hana's scarf and hair blow": whoever has it on is in the picture."""
        if before.kind not in _WORN and word not in ("hair", "coat", "skirt", "sleeves", "ribbon"):
            return False
        owner = self._before.owner or (self._describing.who.id if self._describing.who is not None else None)
        if owner is not None:
            self._story.arrive(owner)
            self._said.show(owner)
        return True

    def _has_its_own_verb(self, at: int, mark: Mark) -> bool:
        """As in "..., steam rising from the bowls": what follows is done by it, and by nobody named before."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        apart = self._grammar.before(at)[:1] in (",", "—", "–", "-") and bool(self._clauses.subjects)
        rises = following is not None and following.kind == "motions" and self._grammar.word(at + 1).endswith("ing")
        bare = apart and rises and not self._grammar.before(at + 1) and not mark.id.endswith(("ing", "ed", "ly"))
        if bare:
            self._left.add(mark, _UNKNOWN)
            self._clauses.scenery_subject(at, "dressing")
        return bare

    def _is_bare_subject(self, at: int, mark: Mark) -> bool:
        """As in "Green smoke rises.": what opens a sentence with its verb right after it does that, and nobody else."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        opens = all(one.kind in ("colours", "plain", "sizes", "unknown") for one in self._marks[:at])
        opens = opens and not any(one.id in ("determiner", "preposition") for one in self._marks[:at])
        does = following is not None and following.kind == "motions" and not self._grammar.before(at + 1)
        finite = (
            does and self._grammar.word(at + 1).endswith(("s", "ed")) and not mark.id.endswith(("s", "ed", "ing", "ly"))
        )
        if not (opens and finite) or self._clauses.subjects:
            return False
        self._left.add(mark, _UNKNOWN)
        self._clauses.scenery_subject(at, "dressing")
        return True

    def _is_done_by_them(self, at: int) -> bool:
        """As in "They clink glasses": the plural has no ending."""
        several = bool(at) and (self._marks[at - 1].id == "they" or len(self._sentence.meant.get(at - 1, ())) > 1)
        return several and not self._grammar.before(at)

    def _is_bare_verb(self, at: int) -> bool:
        """As in "before he can react", "she does not budge": only a verb follows."""
        before = self._marks[at - 1] if at and not self._grammar.before(at) else None
        return before is not None and (self._grammar.word(at - 1) in _MODALS or before.id == "negation")

    def _acts_next(self, at: int) -> bool:
        """As in "runs and bumps into ...": a second verb, which nobody knows, with its object right after."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if following is None or self._clauses.verb is None or self._before.prep or self._before.det:
            return False
        takes = following.id in ("determiner", "preposition") or following.kind in ("name", "pronoun")
        joint = self._grammar.joint_before(at)
        listed = joint == "," and following.id == "determiner" and self._grammar.before(at)[:1] == ","
        joined = joint in ("and", "then", "but") or (listed and self._marks[at].id.endswith("s"))
        return joined and takes and self._marks[at].id.endswith(("s", "ed"))

    def _unknown_noun(self, at: int, mark: Mark, noun: str) -> None:
        if self._before.det == "no" or (self._objects.unmade and self._before.det in ("a", "an", "any")):
            self._left.add(mark, NOT_ACTED)
            return
        if noun in _OF_ANY_PLACE and self._before.det == "the":
            return
        if self._is_part_of_vehicle(at, noun):
            return
        known = self._story.people.known(noun)
        if self._persons.is_what(at):
            self._left.add(mark, standins.PERSON.format(noun))
        elif known is not None:
            if standins.answers(self._marks, at):
                self._left.add(mark, standins.VOICED.format(noun))
            self._persons.enter(at, known.id)
        elif not self._before.prep and standins.speaks(self._grammar, self._marks, at):
            self._left.add(mark, standins.VOICED.format(noun))
            self._persons.enter(
                at, self._story.people.in_role(noun, "somebody", self._before.det in ("another", "other")).id
            )
        elif self._is_somebody(at, noun):
            self._left.add(mark, standins.PERSON.format(noun), ends=True)
            self._persons.in_role(at, mark, noun)
        elif self._story.things.has("unknown", noun):
            self._objects.thing(at, "unknown", noun)
        elif standins.is_thing(self._grammar, self._clauses, at, self._before.prep) or self._holds_thing(noun):
            self._shape(at, mark, noun)
        elif self._before.prep == "in" and self._before.colour is not None and self._clauses.verb is None:
            self._left.add(mark, _NO_CLOTHES)
        elif self._sentence.placing.unknown(
            noun, self._before.prep, self._clauses.verb.motion if self._clauses.verb else ""
        ):
            self._left.add(mark, "The studio has no such place; a plain stage stands in for it.")
        elif self._before.det and not self._before.prep and self._clauses.subjects and self._clauses.verb is None:
            self._left.add(mark, standins.SHAPED.format(noun), ends=True)
            mention = Mention("unknown", noun, self._before.det)
            self._said.show(self._story.things.meant(mention, self._story.scene, []).id)
        elif self._is_seen(at):
            self._shape(at, mark, noun)
        else:
            self._left.add(mark, _UNKNOWN)

    def _is_part_of_vehicle(self, at: int, noun: str) -> bool:
        """As in "a bicycle; he fixes the chain, the wheel spins": a part of it, and no thing of its own."""
        whole = next((one for one in reversed(self._story.things.recent(6)) if self._has_wheels(one)), None)
        if whole is None or noun not in _PARTS or self._before.det not in ("the", "its", "own"):
            return False
        verb = self._clauses.verb
        if verb is not None and verb.takes_thing and verb.thing is None and not self._before.prep:
            self._clauses.thing_object(at, whole, "")
        elif self._grammar.verb_after(at) is not None and not self._before.prep:
            self._clauses.scenery_subject(at, "dressing")
        return True

    def _has_wheels(self, thing: PropId) -> bool:
        known = self._story.things.get(thing)
        return goes_by_itself(known.kind, known.noun)

    def _holds_thing(self, noun: str) -> bool:
        """As in "letters in an open drawer", "a boy in a wheelchair": what they are in is a thing too."""
        boards = self._before.prep in ("in", "on", "aboard", "inside", "into", "to", "at")
        if is_vehicle(noun) and (self._before.det in ("a", "an", "own") or (self._before.det and not boards)):
            return True
        subjects = self._clauses.subjects
        things = bool(subjects) and not any(self._story.is_person(one) for one in subjects)
        return things and self._before.prep in ("in", "inside") and self._before.det in ("a", "an")

    def _is_somebody(self, at: int, noun: str) -> bool:
        """Whether a noun nobody knows is a person where it stands: not the drawer that is opened."""
        done_to = self._sentence.is_object(at) and not noun.endswith(standins.PEOPLE)
        placed = self._before.prep in ("in", "into", "inside")
        if done_to and self._is_addressed():
            return True
        return not done_to and not placed and standins.is_person(self._grammar, at, noun)

    def _is_addressed(self) -> bool:
        """As in "hands a letter to his crush", "whispers to her bandmate"."""
        verb = self._clauses.verb
        told = self._before.prep == "to" and self._before.owner is not None
        return told and verb is not None and verb.motion in ("give", "whisper", "talk", "bow")

    def _is_seen(self, at: int) -> bool:
        """Whether a noun nobody knows can be seen where it stands."""
        before = self._before
        painted = before.det == "the" and lexicon().has(self._marks[at].id, _PAINTED)
        elsewhere = painted and self._grammar.word(at) not in _OWN_THINGS
        placed = before.prep in standins.BESIDE and bool(before.det) and not elsewhere
        filmed = before.prep == "of" and (
            self._said.shooting.said or bool({"shot", "picture"} & self._grammar.words_before(at, 4))
        )
        shown = before.det in ("a", "an") and (not before.prep or filmed)
        verb = self._clauses.verb
        into = before.prep in ("into", "down") and bool(before.det) and verb is not None
        placed = placed or (into and verb is not None and verb.family in _PUTS_INTO and not elsewhere)
        return placed or shown or self._is_described() or self._stands_alone()

    def _is_described(self) -> bool:
        """As in "on a red mailbox": what has a colour, a size or a material can be seen."""
        before = self._before
        return before.count > 1 or before.colour is not None or before.scale is not None or before.material is not None

    def _stands_alone(self) -> bool:
        """As in "A street. Rain. A cigarette.": a fragment that only names a thing."""
        told = bool(self._story.people.all) or self._story.place is not None
        fragment = all(one.kind in ("plain", "unknown") for one in self._marks) and not self._before.prep
        return told and fragment and bool(self._before.det) and len(self._marks) <= 4

    def _shape(self, at: int, mark: Mark, noun: str) -> None:
        self._left.add(mark, standins.SHAPED.format(noun), ends=True)
        self._objects.thing(at, "unknown", noun)
