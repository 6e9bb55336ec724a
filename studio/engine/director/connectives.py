"""The small words between nouns and verbs: determiners, joints, prepositions, "who", "it", "not"."""

from typing import Final

from studio.engine.director.acting import Verb
from studio.engine.director.camera_verbs import HEADS
from studio.engine.director.deeds import ALTERNATIVES, NO_ACTION, NOT_ACTED, Deeds
from studio.engine.director.grammar import JOINTS
from studio.engine.director.groups import Groups
from studio.engine.director.making import made
from studio.engine.director.objects import WEARS, Objects
from studio.engine.director.persons import MEMBERS, Persons
from studio.engine.director.rows_told import end_meant
from studio.engine.director.scenery import Scenery
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import Mark
from studio.timeline.film import CastId, PropId

_ALL: Final = frozenset(
    {"whoever", "anyone", "anybody", "everyone", "everybody", "nobody", "nothing", "something", "everything"}
)
_GOES_ON: Final = frozenset({"hand", "hands", "arm", "arms", "hair"})
"""Parts of the body after which "and" goes on telling what somebody has: "with long hair and a sword"."""
_HANDS: Final = frozenset({"hand", "hands", "palm", "palms", "fist", "arms", "fingers"})
_THINGS: Final = frozenset({"everything", "nothing", "something", "anything"})
_AMOUNTS: Final = frozenset(
    {
        "one",
        "each",
        "none",
        "both",
        "all",
        "two",
        "three",
        "four",
        "five",
        "some",
        "most",
        "many",
        "half",
        "part",
        "bit",
    }
)
_SPELLED: Final = {"w": "with", "instead": "without", "rather": "without", "unlike": "without"}
_POSTURES: Final = frozenset({"lies", "lie", "lying", "uses", "use", "using"})
_MISSES: Final = frozenset({"misses", "missed"})
_LACKING: Final = frozenset({"missing", "lost", "without"})
_SIDES: Final = frozenset({"side", "left", "right", "end"})
_ORDERS: Final = frozenset({"tell", "ask", "order", "beg", "command", "urge", "invite"})
"""Verbs after which "to" says what somebody else is to do."""
_LULLS: Final = frozenset({"sing", "rock", "help", "teach", "lull"})
"""Verbs after which "to" says what somebody else then does."""
_WANTING: Final = frozenset(
    {
        "supposed",
        "meant",
        "ought",
        "planned",
        "planning",
        "wished",
        "forgot",
        "forgets",
        "wants",
        "want",
        "wanted",
        "hopes",
        "hoped",
        "plans",
        "longs",
        "about",
    }
)


class Connectives:
    """Reads the marks of plain words."""

    def __init__(self, sentence: Sentence, persons: Persons, objects: Objects, deeds: Deeds, scenery: Scenery) -> None:
        self._sentence = sentence
        self._story = sentence.story
        self._marks = sentence.marks
        self._grammar = sentence.grammar
        self._left = sentence.left
        self._clauses = sentence.clauses
        self._before = sentence.before
        self._describing = sentence.describing
        self._persons = persons
        self._groups = Groups(sentence, persons)
        self._objects = objects
        self._deeds = deeds
        self._scenery = scenery

    def on_plain(self, at: int, mark: Mark) -> None:
        """A plain word: what it says of the noun or the clause to come."""
        word = self._grammar.word(at)
        if mark.id == "body" and self._only_tells_kind(at):
            return
        if (end := end_meant(self._sentence, at)) is not None:
            self._clauses.thing_object(at, end.id, "")
            self._sentence.after_noun()
        elif self._are_others(at, word):
            self._groups.others(at)
        elif mark.id == "determiner" and word == "other" and self._groups.alone(at):
            self._groups.one_of(at)
        elif word in ("that", "which") and (thing := self._relative_to(at)) is not None:
            self._clauses.relative(at, thing)
            self._before.prep = self._before.det = ""
        elif word == "another" and self._groups.is_like_the_last(at):
            self._groups.another(at)
        elif self._groups.is_one_more(at):
            self._one_more(at)
        elif word in ("that", "which") and (doer := self._relative_doer(at)) is not None:
            self._clauses.subject(at, doer)
            self._before.prep = self._before.det = ""
        elif word in ("left", "right") and self._before.det == "the" and mark.id != "adjective":
            self._before.prep = self._before.det = ""
        elif mark.id == "determiner":
            self._before.prep = "" if self._ends_place(at) else self._before.prep
            self._before.det = word
        elif mark.id == "adjective" and word in MEMBERS and self._before.det == "the" and self._groups.alone(at):
            self._groups.one_of(at)
        elif mark.id == "negation" and word in _MISSES and self._names_next(at):
            self._left.add(mark, NOT_ACTED)
            self._clauses.stall(at)
        elif mark.id == "negation":
            if self._clauses.verb is not None and self._grammar.joint_before(at) in ("and", "then", "but"):
                self._clauses.close(self._grammar.end_before(at))
            self._objects.denied, self._objects.lacks = True, word in _LACKING
        elif word in ("once", "ever", "even") and (self._objects.denied or self._before.prep == "without"):
            return
        elif word in JOINTS or mark.id == "conjunction":
            goes_on = word == "and" and self._before.listing and not self._act_follows(at)
            self._objects.denied = self._objects.denied and word in ALTERNATIVES
            self._objects.unmade = self._objects.unmade and word in ALTERNATIVES
            self._before.prep, self._before.det = ("with" if goes_on else ""), ""
        elif mark.id == "preposition":
            unreal = word == "to" and (self._too_much(at) or self._only_wanted(at) or self._is_told_to(at))
            self._objects.denied = self._objects.denied or unreal
            amount = (
                word == "of"
                and at > 0
                and (self._marks[at - 1].id == "abstract" or self._grammar.word(at - 1) in _AMOUNTS)
            )
            in_front = word == "of" and bool({"front", "side", "sides"} & self._grammar.words_before(at, 1))
            self._before.prep = self._before.prep if amount else _SPELLED.get(word, "beside" if in_front else word)
        elif word == "it's" and self._clauses.verb is not None:
            self._clauses.scenery_subject(at, "nobody")
        elif mark.id == "auxiliary" and not self._objects.denied and (making := made(self._sentence, at)):
            who = list(self._clauses.subjects)
            self._clauses.open(at, Verb(making, who, self._deeds.manner(), mark, word="make"))
            self._before.prep = self._before.det = ""
        elif mark.id == "auxiliary":
            self._before.prep = "with" if word in ("has", "have", "had", "got") else "wearing" if word in WEARS else ""
            if word in _POSTURES and any(self._story.is_person(one) for one in self._clauses.subjects):
                self._left.add(mark, NO_ACTION)
            if word not in WEARS:
                self._describing.linked()
        elif mark.id in ("body", "abstract"):
            self._lies_in_hand(at, word)
            if mark.id == "body":
                self._sentence.filming.comes_close(word, self._before.prep)
            if mark.id == "body" and (whose := self._named_owner(at)) is not None:
                self._clauses.body_of(whose, word, direct=not self._before.prep)
            elif mark.id == "body" and self._before.owner is not None:
                self._clauses.body_of(self._before.owner, word, direct=not self._before.prep)
                self._persons.shown_of(self._before.owner)
                self._deeds.show_on(self._before.owner)
            elif mark.id == "body" and self._before.det == "its" and self._clauses.is_object(at, ""):
                self._objects.body_of_it()
            elif mark.id == "body" and self._before.det == "its" and self._acts_by_itself(at):
                self._clauses.scenery_subject(at, "dressing")
            self._describing.body(word)
            if mark.id == "abstract":
                self._scenery.subject(at, mark.id)
            listing = self._before.listing and word in _GOES_ON
            self._sentence.after_noun(keep_prep=mark.id == "abstract" and self._measures(at))
            self._before.listing = self._before.listing or listing
        if (
            self._grammar.words(mark) in ("each other", "one another")
            and self._clauses.verb is not None
            and not self._objects.unmade
        ):
            self._clauses.verb.mutual = True
        if word == "both" and self._grammar.verb_after(at) is not None and len(self._story.people.last(2)) > 1:
            self._groups.both(at)
        if word == "none":
            self._objects.denied = True
        if word in ("one", "ones"):
            self._one(at)
        if word in ("hers", "theirs", "mine", "yours") and self._clauses.is_object(at, "") and not self._before.prep:
            last = self._story.things.last_lifeless()
            if last is not None:
                self._clauses.thing_object(at, last.id, "")
        none = word == "none" and at > 0 and self._marks[at - 1].kind == "motions"
        if (word == "nothing" or none) and self._clauses.is_object(at, self._before.prep):
            self._nothing_done()
        if word == "who":
            self._persons.relative(at)
        elif word == "it":
            self._objects.it(at)
        elif word in _THINGS and at and self._marks[at - 1].kind in ("emotions", "unknown", "motions"):
            self._sentence.after_noun()
        elif (word in _ALL or self._grammar.words(mark) == "no one") and not self._clauses.is_object(
            at, self._before.prep
        ):
            self._persons.everyone(at)

    def _names_next(self, at: int) -> bool:
        """As in "misses the ball": what is not met is there all the same."""
        noun = next((one for one in range(at + 1, min(at + 5, len(self._marks))) if self._marks[one].kind in HEADS), 0)
        met = bool(noun) and self._marks[noun].kind in ("name", "builds", "props")
        return met and not any(self._grammar.before(one) for one in range(at + 1, noun + 1))

    def _ends_place(self, at: int) -> bool:
        """As in "on the other side a woman waits": the article of the next noun, where the one before is left out."""
        side = at > 1 and not self._grammar.before(at) and self._grammar.word(at - 1) in _SIDES
        return side and self._grammar.word(at) in ("a", "an", "the")

    def _only_tells_kind(self, at: int) -> bool:
        """As in "a nose ring", "a shoulder bag": the part of the body only says what kind of thing it is."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        noun = following is not None and following.kind in ("props", "accessories", "outfits")
        return noun and not self._grammar.before(at + 1) and self._before.det in ("a", "an", "the", "own", "")

    def _lies_in_hand(self, at: int, word: str) -> None:
        """As in "a marble in a child's palm", "a coin in his hand": whose hand it is has it."""
        if word not in _HANDS or at < 3 or self._clauses.verb is not None:
            return
        first = next((one for one in range(at - 1, 0, -1) if self._marks[one].id == "preposition"), 0)
        owners = [one for one in self._sentence.meant.get(at - 1, ()) if self._story.is_person(one)]
        things = [one for one in self._sentence.meant.get(first - 1, ()) if not self._story.is_person(one)]
        owners = owners or ([self._before.owner] if self._before.owner is not None else [])
        if owners and things and self._grammar.word(first) in ("in", "on"):
            self._clauses.has(at, PropId(things[0]), owners)

    def _named_owner(self, at: int) -> CastId | None:
        """As in "holds the old man's hand": whose body it is, told by what they are."""
        before = self._marks[at - 1] if at and not self._grammar.before(at) else None
        owns = before is not None and before.kind == "builds" and self._sentence.tokens[before.last - 1].owns
        people = [one for one in self._sentence.meant.get(at - 1, ()) if self._story.is_person(one)]
        return CastId(people[0]) if owns and people and self._clauses.verb is not None else None

    def _measures(self, at: int) -> bool:
        """As in "with a slice of toast": how much there is of what comes next."""
        return at + 1 < len(self._marks) and self._grammar.word(at + 1) == "of" and self._before.prep == "with"

    def _others_act(self, at: int) -> bool:
        """As in "the others jump in after her": those of a group who are left do something."""
        several = len(self._story.people.group) > 2 and not self._before.prep
        return several and self._grammar.verb_after(at) is not None

    def _are_others(self, at: int, word: str) -> bool:
        """As in "the other two sleep", "the rest search": those of a group who are left."""
        if self._grammar.words(self._marks[at]) in ("the others", "others"):
            return self._others_act(at)
        several = len(self._story.people.group) > 2 and self._before.det == "the"
        counted = word == "other" and at + 1 < len(self._marks) and self._grammar.word(at + 1) in _AMOUNTS
        return several and (counted or (word == "rest" and self._grammar.verb_after(at) is not None))

    def _relative_to(self, at: int) -> PropId | None:
        """The thing right before, where what follows is somebody who does something with it."""
        meant = self._sentence.meant.get(at - 1, ())
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        nominal = following is not None and (
            following.kind in ("name", "pronoun", "builds") or following.id == "determiner"
        )
        things = [one for one in meant if not self._story.is_person(one)]
        return PropId(things[0]) if things and nominal and self._grammar.before(at)[:1] in ("", ",") else None

    def _relative_doer(self, at: int) -> PropId | None:
        """As in "points at the stone, which begins to float": the thing right before does what follows."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        does = following is not None and (following.kind == "motions" or following.id == "auxiliary")
        things = [one for one in self._sentence.meant.get(at - 1, ()) if not self._story.is_person(one)]
        return PropId(things[0]) if does and things and self._clauses.verb is not None else None

    def _too_much(self, at: int) -> bool:
        """As in "too shy to look": what does not happen."""
        does = at + 1 < len(self._marks) and self._marks[at + 1].kind == "motions"
        return does and "too" in self._grammar.words_before(at, 3)

    def _only_wanted(self, at: int) -> bool:
        """As in "wants to open the door": what somebody has in mind, and does not do."""
        does = at + 1 < len(self._marks) and self._marks[at + 1].kind == "motions"
        return does and bool(_WANTING & self._grammar.words_before(at, 2))

    def _nothing_done(self) -> None:
        """As in "he notices nothing": what is done with nothing is not done."""
        verb, self._clauses.verb = self._clauses.verb, None
        if verb is not None:
            self._left.add(verb.mark, NOT_ACTED)

    def _is_told_to(self, at: int) -> bool:
        """As in "the coach tells the boy to run": what somebody is told to do is not done yet."""
        verb, meant = self._clauses.verb, self._sentence.meant.get(at - 1, [])
        does = at + 1 < len(self._marks) and self._marks[at + 1].kind == "motions" and not self._grammar.before(at)
        told = does and verb is not None and bool(meant) and verb.towards == meant[0]
        if told and verb is not None and verb.word in _LULLS:
            self._clauses.subject(at + 1, meant[0])
        return told and verb is not None and verb.word in _ORDERS

    def _acts_by_itself(self, at: int) -> bool:
        """As in "a portrait; its eyes move"."""
        free = not self._before.prep and not self._clauses.is_object(at, "")
        return free and self._grammar.verb_after(at) is not None

    def _one(self, at: int) -> None:
        """As in "2 blue ones", "the taller one": another like the last thing, or one of those spoken of together."""
        before, last, verb = self._before, self._story.things.last(), self._clauses.verb
        if verb is not None and verb.motion in ("give", "throw", "hold", "drop"):
            last = self._story.things.last_lifeless() or last
        told = before.colour is not None or before.scale is not None or before.material is not None
        group = self._story.things.counted()
        if told and last is not None and not (before.det == "the" and self._groups.alone(at)):
            self._objects.thing(at, last.kind, last.noun)
        elif not told and not before.det and self._is_one_of(at) and len(group) > 1:
            self._clauses.thing_object(at, group[0].id, before.prep)
        elif last is None and verb is not None and verb.wants_thing and self._clauses.is_object(at, ""):
            verb.painted = True
        elif self._groups.is_told_apart(at):
            self._groups.tell_apart(at)
        elif before.det == "the" or (not before.det and not before.prep and self._groups.alone(at)):
            self._groups.one_of(at)

    def _one_more(self, at: int) -> None:
        """As in "three frogs sit on a log. A fourth climbs up": one more of those counted."""
        things = self._story.things.counted()
        if things:
            self._before.det = "another"
            self._objects.thing(at, things[-1].kind, things[-1].noun)
        else:
            self._groups.another(at)

    def _is_one_of(self, at: int) -> bool:
        """As in "pours two cups and slides one across the table": one of the things counted before."""
        verb = self._clauses.verb
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        ends = following is None or bool(self._grammar.before(at + 1)) or following.id in ("preposition", "conjunction")
        takes = verb is not None and verb.takes_thing and verb.thing is None and not self._before.prep
        return takes and ends and self._clauses.is_object(at, "")

    def _act_follows(self, at: int) -> bool:
        """Whether a clause of its own follows "and", rather than one more thing that somebody has."""
        noun = next((one for one in range(at + 1, len(self._marks)) if self._marks[one].kind in HEADS), None)
        if self._clauses.verb is None:
            return noun is not None and self._marks[noun].kind in ("name", "builds")
        if noun is None or self._marks[noun].kind != "props":
            return True
        return self._grammar.verb_after(noun) is not None and not self._grammar.ends_list(noun)
