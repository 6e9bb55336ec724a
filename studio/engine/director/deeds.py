"""What people and things do and feel: the verbs of a sentence, and how they are done."""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.acting import AT_REST, OF_THINGS, Verb
from studio.engine.director.camera_verbs import FILMED_BY, Camerawork
from studio.engine.director.faces import Faces
from studio.engine.director.hands import Hands
from studio.engine.director.intensities import intensity_of
from studio.engine.director.lexicon import lexicon
from studio.engine.director.objects import Objects
from studio.engine.director.persons import CROWDS, Persons
from studio.engine.director.sentence import Sentence
from studio.engine.director.shades import Shades
from studio.engine.director.standing import NOUNS, OWNERS, SAYING, Mark
from studio.engine.director.unacted import BEING, Unacted
from studio.engine.director.wind import blows
from studio.timeline.film import CastId, EntityId, PropId

NO_ACTION: Final = "The stage has no such action yet."
_UNMOVED: Final = {
    "dressing": "What is painted on a set does not move by itself yet.",
    "crowd": CROWDS,
    "abstract": "The words do not say who does this.",
}
_RISING: Final = frozenset({"steam", "smoke", "vapour", "clouds", "water", "stream", "river"})
_RISES: Final = frozenset({
    "float", "get_up", "roll", "turn", "enter", "leave", "climb", "run", "dance", "walk", "slide",
})  # fmt: skip
_WAVING: Final = frozenset(
    {"grass", "grasses", "reeds", "leaves", "curtain", "curtains", "wheat", "branches", "petals"}
)
_WAVES: Final = frozenset({"sway", "wave", "dance", "float", "fall", "swing_sword", "turn"})
_STATES: Final = frozenset({"sleep", "cry", "shiver", "laugh", "dance", "sing", "kneel", "pray", "run", "sit", "yawn"})
"""What somebody may be said to do in a word before the noun."""
_WITH_HANDS: Final = frozenset({"hold_hands", "shake_hands"})
_POSTURES: Final = frozenset({"hands_on_hips", "cross_arms", "cover_face"})
_CREAKS: Final = frozenset({"creak", "squeak"})
_FRONTED: Final = frozenset({"there", "here", "in", "off", "up", "down", "out", "away", "nearby", "far"})
_LOOKS: Final = frozenset({"look", "looks", "looked", "looking"})
_STARES: Final = frozenset({"glare", "glares", "glared", "glaring", "scowl", "scowls", "scowled", "scowling", "gape"})
"""Words for a feeling that one shows at somebody by looking."""
_DONE: Final = frozenset({"hit", "put", "cut", "set", "shut", "lit", "hung", "sung", "torn", "worn", "broken", "read"})
_OWN_STATE: Final = frozenset({"sit", "stand", "hide", "sleep", "kneel", "crouch", "lie_down", "walk", "turn"})
ALTERNATIVES: Final = frozenset({"or", "nor"})
"""Joints across which "not" goes on: "he does not run or shout"."""
NOT_ACTED: Final = "What does not happen is not acted."
_NO_FACE: Final = "Things show no feelings on this stage."


class Deeds:
    """Reads the marks of motions, feelings and paces.

    ``mood``: a feeling told before the noun it is of. ``worn``: one told before the part of the body it shows on.
    """

    def __init__(
        self, sentence: Sentence, persons: Persons, objects: Objects, films: Callable[[int, Mark], None]
    ) -> None:
        self._sentence = sentence
        self._story = sentence.story
        self._tokens = sentence.tokens
        self._marks = sentence.marks
        self._grammar = sentence.grammar
        self._left = sentence.left
        self._clauses = sentence.clauses
        self._before = sentence.before
        self._said = sentence.said
        self._persons = persons
        self._objects = objects
        self._faces = Faces(sentence)
        self._unacted, self._shades = Unacted(sentence), Shades(sentence)
        self._camerawork, self._hands = Camerawork(sentence, films), Hands(sentence)
        self._pace: str | None = None
        self._fronted: Mark | None = None
        self._face: CastId | None = None
        self.mood: Mark | None = None
        self.worn: Mark | None = None

    def on_motion(self, at: int, mark: Mark) -> None:
        """A verb: a new action of the subjects, unless it only says how something is held or filmed."""
        bare = mark.last == mark.first + 1 and not self._grammar.before(at + 1 if at + 1 < len(self._marks) else at)
        if mark.id == "look" and (
            (bare and self._grammar.base(mark) == "look" and self._grammar.next_is(at, "emotions"))
            or self._seen_by_us(at)
            or self._only_seems(at)
        ):
            return
        if at == 0 and self._grammar.word(0).endswith("ing") and self._grammar.describes(at) == "weathers":
            return
        if self._grammar.words(mark).endswith(("in the wind", "in the breeze")) and self._said.when.weather is None:
            self._said.when = replace(self._said.when, weather="wind")
        creaks = mark.id in ("open", "shut") and self._grammar.base(mark).split()[0] in _CREAKS
        if creaks and not self._objects.denied and not self._clauses.subjects:
            self._said.cues += ["door"] if "door" not in self._said.cues else []
        if self._unacted.tells(at) or (not self._clauses.subjects and blows(self._tokens, self._marks, at)):
            return
        if self._is_left_so(at, mark):
            return
        if (
            at == 0
            and mark.id == "hold_hands"
            and self._grammar.words(mark).split()[1:2] == ["in"]
            and len(self._marks) > 1
        ):
            self._fronted = mark
            return
        swings = self._shades.swings_itself(at, mark) and not self._right_before(at)
        if self._shakes_something(at, mark) or swings:
            self._left.add(mark, NO_ACTION)
            self._clauses.stall(at)
            return
        if self._is_posture(at):
            self._takes_posture(at, mark)
        elif self._camerawork.does(at) or self._told_of_smoke(at):
            return
        elif self._clauses.scenery and not self._clauses.subjects:
            if self._clauses.scenery in _UNMOVED and not self._moves_by_itself(at):
                self._left.add(mark, _UNMOVED[self._clauses.scenery])
        elif self._unacted.is_almost(at):
            self._left.add(mark, NOT_ACTED)
            self._clauses.stall(at)
        elif self._objects.denied or self._before.prep == "without":
            self._hands.shows_phone(mark)
            if self._before.prep == "without" and self._clauses.verb is not None:
                self._clauses.stall(at)
            self._before.prep = ""
            self._left.add(mark, NOT_ACTED)
            self._objects.unmade = True
            following = self._marks[at + 1] if at + 1 < len(self._marks) else None
            self._objects.denied = following is not None and self._grammar.word(at + 1) in ALTERNATIVES
        elif not self._completes(mark):
            says = mark.id in SAYING and any(one.kind == "quote" for one in self._marks)
            who = self._owner_doing(mark) or list(
                self._clauses.subjects or self._coming_subject(at) or self._unsaid(at)
            )
            word = self._grammar.base(mark)
            verb = Verb(self._shades.motion(at, mark), who, self.manner(), mark, spoken=says, word=word)
            verb.mutual = word == "collide" and len(who) > 1
            self._objects.unmade = False
            self._shades.lets_fall(at, verb)
            self._hands.slips(mark, verb)
            self._shades.touches_animal(verb)
            helped = verb.motion == "pat" and self._grammar.words(mark).split()[1:2] in (["him"], ["her"])
            helped = helped and mark.last - mark.first > 2 and self._tokens[mark.last - 1].low == "up"
            if (helped or verb.motion in _WITH_HANDS) and len(verb.who) == 1:
                verb.towards = self._hands.whose(mark, verb.who) or self._hands.met_with(mark, verb.who)
                if mark.id == "shake_hands" and verb.towards is None and len(self._story.people.all) == 1:
                    self._left.add(mark, NO_ACTION)
                    return
            self._takes_up(at, verb)
            if self._is_inverted(at, verb):
                verb.who, verb.inverted = [], True
                verb.motion = self._shades.fronted(at, verb)
            if doer := self._right_before(at):
                verb.who = doer
                self._clauses.reduced(at, verb)
            elif self._is_passive(at, verb):
                self._clauses.open_passive(at, verb)
            else:
                self._clauses.open(at, verb)
            self._before.prep = self._before.det = ""
            verb.thing = verb.thing or self._hands.shows_phone(mark) or self._said_in(mark, verb)
            if mark.id == "get_up" and self._tokens[mark.last - 1].low == "bed":
                self._hands.shows_bed()
            if mark.id == "knock" and mark.id not in self._said.cues:
                self._said.cues.append(mark.id)
            if not says and mark.id in ("cry", "laugh"):
                self._clauses.feel(verb.who, "weeping" if mark.id == "cry" else "happy")

    def end(self) -> None:
        """As in "Hand in hand, they walk along the beach": what opened the sentence is done by whoever it is about."""
        doers = next(iter(self._clauses.doers.values()), list[EntityId]())
        if self._fronted is not None and len(doers) > 1:
            self._clauses.open(0, Verb("hold_hands", list(doers), 1.0, self._fronted, word="hand in hand"))
            self._clauses.close(self._tokens[-1].end)
        elif self._fronted is not None:
            self._left.add(self._fronted, NO_ACTION)

    def _takes_up(self, at: int, verb: Verb) -> None:
        """As in "came limping down the road", "goes skipping along": one way of going, said in two words."""
        before = self._clauses.verb
        goes = before is not None and before.word in ("come", "go") and before.mark.last == self._marks[at].first
        if goes and verb.family == "walk" and self._grammar.word(at).endswith("ing") and not self._grammar.before(at):
            verb.who, self._clauses.verb = list(before.who if before is not None else verb.who), None

    def _said_in(self, mark: Mark, verb: Verb) -> PropId | None:
        """As in "takes off her crown, leaves it on the throne": "it" is in the words of the verb."""
        last = self._story.things.last_lifeless() if self._grammar.words(mark).endswith(" it") else None
        return last.id if last is not None and verb.wants_thing and last.id not in verb.who else None

    def _shakes_something(self, at: int, mark: Mark) -> bool:
        """As in "shakes his fist", "shakes the machine": no shake of the head."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) and not self._grammar.before(at + 1) else None
        led = following is not None and (following.id == "determiner" or following.id in OWNERS)
        bare = self._grammar.words(mark) in ("shakes", "shake", "shook", "shaking")
        return mark.id == "shake_head" and bare and led and "head" not in {self._grammar.word(at + 2)}

    def _is_left_so(self, at: int, mark: Mark) -> bool:
        """As in "an umbrella planted in the sand", "books stacked on a desk": how a thing is there, and no deed."""
        things = self._sentence.meant.get(at - 1, ())
        low, following = self._grammar.word(at), self._marks[at + 1 : at + 2]
        done = low.endswith(("ed", "wn", "ung", "aid", "en")) or low in _DONE
        placed = bool(following) and following[0].id == "preposition" and not self._grammar.before(at + 1)
        idle = bool(things) and not any(map(self._story.feels, things)) and not self._grammar.before(at)
        wants = "thing" in vocabulary.motions()[mark.id].needs and mark.last == mark.first + 1
        return idle and done and placed and wants and self._grammar.word(at + 1) != "by"

    def _right_before(self, at: int) -> list[EntityId]:
        """As in "a boy running": whom a participle is said of, where that is not whom the clause is about."""
        before = at - 1
        while before > 0 and (self._marks[before].kind == "paces" or self._marks[before].id == "adverb"):
            before -= 1
        meant = self._sentence.meant.get(before, [])
        apart = any(self._grammar.before(one) for one in range(before + 1, at + 1))
        idle = self._clauses.verb is None and not self._clauses.stalled
        if idle and meant and not apart and self._is_last_listed(before):
            return list(meant)
        if not self._grammar.word(at).endswith("ing") or apart or idle or not meant:
            return []
        if any(one in self._clauses.subjects for one in meant) or self._marks[before].kind == "pronoun":
            return []
        swings = self._marks[at].id == "swing_sword" and self._grammar.base(self._marks[at]) == "swing"
        able = swings or self._story.feels(meant[0]) or vocabulary.motions()[self._marks[at].id].family in OF_THINGS
        return list(meant) if able else []

    def _is_last_listed(self, at: int) -> bool:
        """As in "fish on ice, a dog under a table, a man shouting": what the last of a list does, with no "and"."""
        subjects, meant = self._clauses.subjects, self._sentence.meant.get(at, [])
        several = len(subjects) > len(meant) and subjects[-1:] == list(meant)[-1:]
        placed = any(mark.id == "preposition" for mark in self._marks[:at])
        listed = self._grammar.joint_before(at) == "," and not self._grammar.words_before(at, 12) & {"and", "or"}
        return several and placed and listed and self._grammar.word(at + 1).endswith("ing")

    def _owner_doing(self, mark: Mark) -> list[EntityId]:
        """As in "the coach with her hands on her hips": whose hands they are, whoever the clause is about."""
        told = self._before.prep == "with" and self._before.owner is not None
        return [self._before.owner] if told and self._before.owner and mark.id in _POSTURES else []

    def _seen_by_us(self, at: int) -> bool:
        """As in "we see", "we push through the crowd to find": the camera sees it."""
        filmed = any(one.kind == "moves" and self._grammar.words(one).startswith("we ") for one in self._marks[:at])
        return "we" in self._grammar.words_before(at, 1) or (filmed and not self._clauses.subjects)

    def _only_seems(self, at: int) -> bool:
        """As in "looks awful", "looks like a wreck": how somebody is, and no look at anything."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if following is None or self._grammar.before(at + 1) or self._grammar.words(self._marks[at]) not in _LOOKS:
            return False
        word = self._grammar.word(at + 1)
        ends = at + 2 >= len(self._marks) or bool(self._grammar.before(at + 2)) or self._marks[at + 2].kind == "plain"
        told = following.id == "adjective" or (following.kind == "unknown" and not word.endswith("ly"))
        return word == "like" or (told and ends)

    def _is_inverted(self, at: int, verb: Verb) -> bool:
        """As in "Behind her sits a small dog", "There stands a man": the subject comes after its verb."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        takes_thing = verb.takes_thing and verb.word not in AT_REST
        if self._clauses.subjects or following is None or takes_thing or self._grammar.word(at).endswith("ing"):
            return False
        starts = self._marks[0].id == "preposition" or self._grammar.word(0) in _FRONTED
        if at == 0 and verb.motion in ("enter", "leave") and following.kind in ("name", "builds", "plain"):
            return following.kind != "plain" or following.id == "determiner"
        named = following.kind in ("name", "builds", "numbers", "props") or following.id == "determiner"
        return bool(at) and starts and named and not self._grammar.before(at + 1)

    def _is_passive(self, at: int, verb: Verb) -> bool:
        """As in "is thrown", "a girl followed by a duck": a participle after "be" said of a thing, or with "by"."""
        low, before = self._tokens[self._marks[at].first].low, at - 1
        while before > 0 and (self._marks[before].kind == "paces" or self._marks[before].id == "adverb"):
            before -= 1
        be = before >= 0 and self._grammar.word(before) in BEING
        done = low.endswith(("ed", "en", "wn", "ung", "ught", "ept", "ld")) or low in _DONE
        if not done or not verb.who or verb.motion in _OWN_STATE:
            return False
        if not be:
            told = self._grammar.has_agent(at) and bool(vocabulary.motions()[verb.motion].needs)
            return told or self._clauses.passive_goes_on(at)
        by = any(self._grammar.word(one) == "by" for one in range(at + 1, len(self._marks)))
        return by or not any(self._story.is_person(one) for one in verb.who)

    def _moves_by_itself(self, at: int) -> bool:
        """As in "smoke rises", "steam curls": what is painted so always moves."""
        before, motion = self._grammar.words_before(at, 5), self._marks[at].id
        return (bool(before & _RISING) and motion in _RISES) or (bool(before & _WAVING) and motion in _WAVES)

    def _told_of_smoke(self, at: int) -> bool:
        """As in "Smoke from the fire drifts": what the sentence begins with, and where it comes from."""
        nouns = [mark for mark in self._marks[:at] if mark.kind != "plain"]
        told = bool(nouns) and all(mark.kind == "dressing" for mark in nouns) and self._moves_by_itself(at)
        return told and not self._clauses.subjects and self._clauses.verb is None

    def _is_posture(self, at: int) -> bool:
        """As in "..., arms crossed": how somebody holds themselves, and nothing they do now."""
        part = at > 0 and self._marks[at - 1].id == "body" and self._grammar.before(at - 1)[:1] == ","
        return part and self._grammar.word(at).endswith("ed")

    def _takes_posture(self, at: int, mark: Mark) -> None:
        """As in "arms crossed" for "crosses her arms"."""
        held = lexicon().phrase((self._grammar.base(mark), "her", self._grammar.word(at - 1)), "motions")
        who = list(self._clauses.subjects or self._coming_subject(at))
        if held is None or not who:
            self._left.add(mark, NO_ACTION)
        else:
            self._clauses.open(at, Verb(held.id, who, self.manner(), mark, word=self._grammar.base(mark)))

    def _completes(self, mark: Mark) -> bool:
        """As in "gives a wave", "takes a bow", "gives it a push": the noun says which motion it is."""
        verb = self._clauses.verb
        if verb is None or not self._before.det or verb.motion not in ("give", "pick_up"):
            return False
        if verb.thing is not None and not (verb.motion == "give" and verb.towards is None and self._before.det == "a"):
            return False
        verb.motion, verb.mark = mark.id, mark
        return True

    def on_emotion(self, at: int, mark: Mark) -> None:
        """A feeling, of the subjects or of whoever comes right after."""
        if self._clauses.scenery == "abstract" and self._faces.is_of_the_air(at):
            return
        who = [one for one in (self._clauses.subjects or self._coming_subject(at)) if self._story.feels(one)]
        if not who and "," in self._grammar.before(at) and self._clauses.subjects:
            who = [one for one in self._said.present if self._story.feels(one)][-1:]
        if not who and self._face is not None and self._faces.is_of_face(at):
            who = [self._face]
        acts = self._faces.does_too(at, mark) if self._before.det != "own" else ""
        acts = "" if acts == "break" and self._before.prep else acts
        if acts == "break" and self._grammar.word(at) == "tears" and not self._before.prep:
            self.on_motion(at, Mark("motions", acts, mark.first, mark.last))
            return
        describes = self._grammar.describes(at)
        if (describes == "builds" or self._grammar.describes_living(at)) and not self._objects.denied:
            self.mood = mark
            return
        if self._faces.is_how_one_smiles(at):
            return
        if self._faces.is_on_face_of(at):
            self.mood = mark
            return
        if self._before.prep == "without":
            self._objects.denied, self._before.prep = True, ""
        if self._objects.denied or not who or describes or self._before.det == "no":
            denied, self._objects.denied = self._objects.denied or self._before.det == "no", False
            if (
                not denied
                and describes in ("", "unknown")
                and not self._clauses.subjects
                and self._faces.body_follows(at)
            ):
                self.worn = mark
                self._clauses.scenery_subject(at, "abstract")
            elif mark.id != "calm":
                shapes = bool(self._clauses.subjects) or bool(describes)
                unseen = _NO_FACE if shapes else "Nobody on the stage feels this here."
                self._left.add(mark, NOT_ACTED if denied else unseen)
            return
        if self._faces.tells_how(at):
            return
        verb = self._clauses.verb
        if verb is not None and verb.motion == "give" and verb.thing is None and self._before.det in ("a", "an"):
            self._clauses.verb = None
        if acts:
            self.on_motion(at, Mark("motions", acts, mark.first, mark.last))
        elif self._clauses.verb is not None and self._grammar.joint_between(self._clauses.verb.mark, mark):
            self._clauses.close(self._grammar.end_before(at))
        self._clauses.feel(who, mark.id, self.strength(mark))
        if self._grammar.base(mark).split()[0] in _STARES and self._faces.looks_at(at, mark):
            self._clauses.open(at, Verb("look", list(who), self.manner(), mark, word="look"))

    def show_mood(self, who: Sequence[EntityId]) -> None:
        """As in "a sad girl", "the happy dogs": whoever a feeling was told of before the noun."""
        if self.mood is not None:
            self._clauses.feel(who, self.mood.id, self.strength(self.mood))
        self.mood = None

    def strength(self, mark: Mark) -> float:
        """How strongly a feeling is felt, by its word and those before it."""
        before = self._tokens[max(0, mark.first - 4) : mark.first]
        return intensity_of(self._grammar.words(mark), " ".join(token.low for token in before))

    def show_on(self, who: CastId) -> None:
        """The part of somebody's body was named on which a feeling shows."""
        if self.worn:
            self._clauses.feel([who], self.worn.id, self.strength(self.worn))
        self.worn, self._face = None, who

    def on_pace(self, at: int, mark: Mark) -> None:
        """How fast: of the open verb, or of the next."""
        if self._grammar.tells(at) and self._grammar.word(at) == "high":
            return
        self._said.pace = self._said.pace or mark.id
        if self._camerawork.is_paced(at):
            return
        if self._clauses.verb is not None and not self._grammar.next_is(at, "motions"):
            self._clauses.verb.manner = vocabulary.named("paces")[mark.id].values["manner"]
        else:
            self._pace = mark.id

    def does_already(self, at: int) -> None:
        """As in "a shivering traveller", "a sleeping cat": what somebody does is told before who it is."""
        before = self._marks[at - 1] if at else None
        tells = before is not None and (before.id == "adjective" or before.kind == "emotions")
        if before is None or not tells or self._grammar.before(at) or not self._grammar.word(at - 1).endswith("ing"):
            return
        motion = next((one.id for one in lexicon().senses(self._grammar.word(at - 1), frozenset({"motions"}))), "")
        if motion == "sleep":
            self.mood = None
        if motion in _STATES:
            for one in self._sentence.meant.get(at, ()):
                self._clauses.state(one, motion, before)

    def _coming_subject(self, at: int) -> list[EntityId]:
        """As in "Running home, Hana laughs": the subject comes after; without one, whom the words spoke of last."""
        having = "having" in self._grammar.words_before(at, 2) | {self._grammar.word(0)} and at > 0
        having = having and not self._said.clauses
        hidden = at == 0 and self._grammar.word(0).endswith(("ed", "en")) and self._grammar.next_is(at, "plain")
        participle = self._grammar.word(at).endswith("ing") or hidden or having or self._is_with_a(at)
        fronted = at + 1 < len(self._marks) and "," in self._grammar.before(at + 1)
        about = at + 1 < len(self._marks) and (
            self._marks[at + 1].id == "preposition" or self._grammar.word(at + 1) in ("that", "because")
        )
        first = about and all(one.kind in ("paces", "plain") for one in self._marks[:at])
        if participle or (self._marks[at].kind == "emotions" and (fronted or first)):
            coming = self._persons.ahead.coming(at)
            if coming is not None:
                return [coming]
        if participle and self._grammar.next_is(at, "props"):
            return []
        last = [one.id for one in self._story.people.last(1)]
        animal = None if last or self._marks[at].id in SAYING else self._story.things.last_alive()
        return [animal.id] if animal is not None else list(last)

    def _is_with_a(self, at: int) -> bool:
        """As in "With a sigh, Amadou shuts the piano"."""
        return at > 1 and "with" in self._grammar.words_before(at, 3) and self._grammar.word(0) == "with"

    def _unsaid(self, at: int) -> list[EntityId]:
        """As in "Lights a cigarette.": where nobody was named yet, somebody does it."""
        word, following = self._grammar.word(at), self._marks[at + 1] if at + 1 < len(self._marks) else None
        noun = lexicon().phrase((word,), "plain") is not None or lexicon().has(word, NOUNS)
        takes = following is not None and following.id == "determiner" and not self._grammar.before(at + 1)
        films = self._marks[at].id.startswith(tuple(FILMED_BY))
        finite = word.endswith("s") and (takes or not noun) and not films
        if at or not finite or self._story.people.all:
            return []
        someone = self._story.people.in_role("someone", "somebody", fresh=False).id
        self._story.arrive(someone)
        self._said.show(someone)
        self._clauses.subject(at, someone)
        return [someone]

    def manner(self) -> float:
        """How fast the next verb is done, as a factor; it is then used up."""
        pace, self._pace = self._pace, None
        return vocabulary.named("paces")[pace].values["manner"] if pace else 1.0
