"""Reads an English sentence of action into what happens, who and what is there, and how it is shot.

Left to right, one mark at a time: subjects gather until a verb opens, objects gather until the clause
closes. No grammar beyond that: what does not fit is reported, never guessed away.
"""

from collections.abc import Callable, Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director import standins
from studio.engine.director.acting import Verb
from studio.engine.director.grammar import JOINTS
from studio.engine.director.lexicon import lexicon
from studio.engine.director.noticing import noun_phrase, seen_too
from studio.engine.director.objects import HELD, WEARS, Objects
from studio.engine.director.persons import CROWDS, MEMBERS, Persons
from studio.engine.director.relations import whereabouts
from studio.engine.director.senses import HEARD, SAYING, Mark
from studio.engine.director.sentence import sentence_of
from studio.engine.director.sequence import in_order
from studio.engine.director.statement import AXES, Statement
from studio.engine.director.story import Story
from studio.engine.director.things import Mention
from studio.engine.director.tokens import Token
from studio.timeline.film import EntityId, PropId

_ALL: Final = frozenset({"everyone", "everybody", "nobody", "nothing", "something", "everything"})
_UNMOVED: Final = {
    "dressing": "What is painted on a set does not move by itself yet.",
    "crowd": CROWDS,
    "abstract": "The words do not say who does this.",
}
_UNKNOWN: Final = "The studio does not know this yet."
_NO_ACTION: Final = "The stage has no such action yet."
_AMOUNTS: Final = frozenset({"both", "all", "two", "three", "four", "five", "some", "most", "many"})
_POSTURES: Final = frozenset({"lies", "lie", "lying", "uses", "use", "using"})
_STATES: Final = frozenset({"sleep", "cry", "shiver", "laugh", "dance", "sing", "kneel", "pray", "run", "sit", "yawn"})
"""What somebody may be said to do in a word before the noun."""
_PAINTED: Final = frozenset({"dressing"})
"""What is part of other sets: "the railing" where there is none is no thing of its own."""
_WANTING: Final = frozenset({"wants", "want", "wanted", "hopes", "hoped", "plans", "longs"})
_FILMED_BY: Final = frozenset({"follow", "track", "circle", "orbit", "tilt", "pan"})
"""What a line of directions that begins so asks of the camera."""
_FRONTED: Final = frozenset({"there", "here", "up", "down", "out", "away", "nearby", "far"})
_BEING: Final = frozenset({"is", "are", "was", "were", "been", "being", "be", "gets", "got"})
_DONE: Final = frozenset({"hit", "put", "cut", "set", "shut", "lit", "hung", "sung", "torn", "worn", "broken", "read"})
_OWN_STATE: Final = frozenset({"sit", "stand", "hide", "sleep", "kneel", "crouch", "lie_down", "walk", "turn"})
_NO_FACE: Final = "Things show no feelings on this stage."
_HEADS: Final = frozenset({"name", "pronoun", "builds", "props", "motions", "emotions"})
_NO_CLOTHES: Final = "The studio has no such clothes yet; those nearest to the person are worn."
_ONLY_HEARD: Final = "This is heard; the studio has no picture of it yet."
_TWO_LENGTHS: Final = "A shot has one length; this one is left out."
_TWO_TIMINGS: Final = "A shot holds its drawings for one length; this one is left out."


class Reader:
    """Reads one sentence. Make one for each; what lasts is in the story."""

    def __init__(self, story: Story, tokens: Sequence[Token]) -> None:
        self._story = story
        self._tokens = tokens
        self._sentence = sentence_of(story, tokens)
        self._marks = self._sentence.marks
        self._grammar = self._sentence.grammar
        self._left = self._sentence.left
        self._clauses = self._sentence.clauses
        self._before = self._sentence.before
        self._describing = self._sentence.describing
        self._said = self._sentence.said
        self._persons = Persons(self._sentence)
        self._objects = Objects(self._sentence)
        self._pace: str | None = None
        self._mood = ""

    def read(self) -> Statement:
        """Everything the sentence says."""
        steps: dict[str, Callable[[int, Mark], None]] = {
            "name": self._on_name, "pronoun": self._persons.on_pronoun, "builds": self._on_role,
            "props": self._on_prop, "motions": self._on_motion, "emotions": self._on_emotion, "quote": self._on_quote,
            "plain": self._on_plain, "numbers": self._on_number, "seconds": self._on_seconds, "paces": self._on_pace,
            "colours": self._on_colour, "hair": self._on_worn, "outfits": self._on_worn, "accessories": self._on_worn,
            "framings": self._on_camera, "moves": self._on_camera, "angles": self._on_camera,
            "lenses": self._on_camera, "looks": self._on_look, "effects": self._on_effect,
            "sizes": self._on_size, "materials": self._on_material,
            "sets": self._on_place, "dressing": self._on_place, "weathers": self._on_place, "hours": self._on_place,
            "times": self._on_place, "sounds": self._on_sound, "unknown": self._on_unknown,
        }  # fmt: skip
        for at, mark in enumerate(self._marks):
            if self._grammar.before(at)[:1] in (",", ";", ":", "("):
                self._before.prep = self._before.det = ""
            steps[mark.kind](at, mark)
        self._clauses.close(self._tokens[-1].end)
        self._sentence.lose_colour()
        self._said.unplaced = self._left.phrases()
        in_order(self._said.clauses, self._story.script)
        self._said.whereabouts = whereabouts(self._tokens, self._marks, self._sentence.meant)
        return self._said

    def _on_name(self, at: int, mark: Mark) -> None:
        if self._objects.denied and "not" in self._grammar.words_before(at, 1):
            self._objects.denied = False
            return
        self._persons.on_name(at, mark)

    def _on_role(self, at: int, mark: Mark) -> None:
        if self._only_tells_role(at):
            return
        self._persons.on_role(at, mark)
        self._does_already(at)
        if self._mood and self._persons.last is not None:
            self._clauses.feel([self._persons.last], self._mood)
        self._mood = ""

    def _only_tells_role(self, at: int) -> bool:
        """As in "a peasant girl": the first noun only says what kind of girl."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        owns = self._tokens[self._marks[at].last - 1].owns
        return following is not None and following.kind == "builds" and not self._grammar.before(at + 1) and not owns

    def _on_prop(self, at: int, mark: Mark) -> None:
        self._objects.thing(at, mark.id, self._grammar.words(mark))
        self._does_already(at)

    def _does_already(self, at: int) -> None:
        """As in "a shivering traveller", "a sleeping cat": what somebody does is told before who it is."""
        before = self._marks[at - 1] if at else None
        if before is None or before.id != "adjective" or not self._grammar.word(at - 1).endswith("ing"):
            return
        motion = next((one.id for one in lexicon().senses(self._grammar.word(at - 1), frozenset({"motions"}))), "")
        if motion in _STATES:
            for one in self._sentence.meant.get(at, ()):
                self._clauses.state(one, motion, before)

    # What they do, feel and say.

    def _on_motion(self, at: int, mark: Mark) -> None:
        bare = mark.last == mark.first + 1 and not self._grammar.before(at + 1 if at + 1 < len(self._marks) else at)
        if mark.id == "look" and (
            (bare and self._grammar.next_is(at, "emotions")) or "we" in self._grammar.words_before(at, 1)
        ):
            return
        if self._tells_of_thing(at):
            return
        if self._is_posture(at):
            self._takes_posture(at, mark)
        elif self._camera_goes_on(at):
            return
        elif self._clauses.scenery and not self._clauses.subjects:
            if self._clauses.scenery in _UNMOVED:
                self._left.add(mark, _UNMOVED[self._clauses.scenery])
        elif self._objects.denied or self._before.prep == "without":
            self._before.prep = ""
            self._left.add(mark, "What does not happen is not acted.")
            self._objects.denied = False
        elif not self._completes(mark):
            says = mark.id in SAYING and any(one.kind == "quote" for one in self._marks)
            who = list(self._clauses.subjects or self._coming_subject(at))
            word = self._grammar.base(mark)
            verb = Verb(mark.id, who, self._manner(), mark, spoken=says, word=word)
            if self._is_inverted(at, verb):
                verb.who, verb.inverted = [], True
            if self._is_passive(at, verb):
                self._clauses.open_passive(at, verb)
            else:
                self._clauses.open(at, verb)
            self._before.prep = self._before.det = ""
            if mark.id == "knock" and mark.id not in self._said.cues:
                self._said.cues.append(mark.id)
            if not says and mark.id in ("cry", "laugh"):
                self._clauses.feel(who, "weeping" if mark.id == "cry" else "happy")

    def _is_inverted(self, at: int, verb: Verb) -> bool:
        """As in "Behind her sits a small dog", "There stands a man": the subject comes after its verb."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if self._clauses.subjects or following is None or verb.takes_thing or self._grammar.word(at).endswith("ing"):
            return False
        starts = self._marks[0].id == "preposition" or self._grammar.word(0) in _FRONTED
        named = following.kind in ("name", "builds", "numbers", "props") or following.id == "determiner"
        return bool(at) and starts and named and not self._grammar.before(at + 1)

    def _is_passive(self, at: int, verb: Verb) -> bool:
        """As in "is thrown", "was being carried": a participle after a form of "be", said of a thing, or with "by"."""
        low, before = self._tokens[self._marks[at].first].low, at - 1
        while before > 0 and (self._marks[before].kind == "paces" or self._marks[before].id == "adverb"):
            before -= 1
        be = before >= 0 and self._grammar.word(before) in _BEING
        done = low.endswith(("ed", "en", "wn", "ung", "ught", "ept", "ld")) or low in _DONE
        if not be or not done or not verb.who or verb.motion in _OWN_STATE:
            return False
        by = any(self._grammar.word(one) == "by" for one in range(at + 1, len(self._marks)))
        return by or not any(self._story.is_person(one) for one in verb.who)

    def _is_posture(self, at: int) -> bool:
        """As in "..., arms crossed": how somebody holds themselves, and nothing they do now."""
        part = at > 0 and self._marks[at - 1].id == "body" and self._grammar.before(at - 1)[:1] == ","
        return part and self._grammar.word(at).endswith("ed")

    def _tells_of_thing(self, at: int) -> bool:
        """As in "sword drawn": how a thing in hand is held."""
        thing = at > 0 and self._marks[at - 1].kind == "props" and bool(self._grammar.before(at - 1))
        return thing and self._grammar.word(at) in HELD

    def _takes_posture(self, at: int, mark: Mark) -> None:
        """As in "arms crossed" for "crosses her arms"."""
        held = lexicon().phrase((self._grammar.base(mark), "her", self._grammar.word(at - 1)), "motions")
        who = list(self._clauses.subjects or self._coming_subject(at))
        if held is None or not who:
            self._left.add(mark, _NO_ACTION)
        else:
            self._clauses.open(at, Verb(held.id, who, self._manner(), mark, word=self._grammar.base(mark)))

    def _camera_goes_on(self, at: int) -> bool:
        """As in "the camera circles her, then rises": a verb without a subject is the camera's too."""
        filmed = any(one.kind == "moves" and "camera" in self._grammar.words(one) for one in self._marks[:at])
        verbs = (
            lexicon().phrase(("camera", form), "moves")
            for form in (
                self._grammar.word(at),
                self._grammar.base(self._marks[at]),
                f"{self._grammar.base(self._marks[at])}s",
            )
        )
        move = next((one for one in verbs if one is not None), None)
        goes_on = filmed and self._grammar.joint_before(at) in ("then", "and")
        if move is None or not (goes_on or self._camera_acts(at)):
            return False
        mark = self._marks[at]
        self._on_camera(at, Mark("moves", move.id, mark.first, mark.last))
        return True

    def _camera_acts(self, at: int) -> bool:
        """As in "Handheld shot following ...", "Camera at knee height follows ...": nobody else is there to do it."""
        before = [one for one in self._marks[:at] if one.kind in _HEADS]
        filmed = any(one.kind in AXES for one in self._marks[:at]) or self._tokens[0].low in ("camera", "shot")
        told = at == 0 and self._grammar.word(0) in _FILMED_BY
        return (filmed and not before and not self._clauses.subjects and bool(at)) or told

    def _completes(self, mark: Mark) -> bool:
        """As in "gives a wave", "takes a bow": the noun says which motion it is."""
        verb = self._clauses.verb
        if verb is None or verb.thing is not None or not self._before.det or verb.motion not in ("give", "pick_up"):
            return False
        verb.motion, verb.mark = mark.id, mark
        return True

    def _on_emotion(self, at: int, mark: Mark) -> None:
        who = [one for one in (self._clauses.subjects or self._coming_subject(at)) if self._story.is_person(one)]
        if not who and "," in self._grammar.before(at) and self._clauses.subjects:
            who = [one for one in self._said.present if self._story.is_person(one)][-1:]
        acts = next((one.id for one in lexicon().senses(self._grammar.word(at), frozenset({"motions"}))), "")
        describes = self._grammar.describes(at)
        if describes == "builds" and not self._objects.denied:
            self._mood = mark.id
            return
        if self._objects.denied or not who or describes:
            self._objects.denied = False
            if mark.id != "calm":
                shapes = bool(self._clauses.subjects) or bool(describes)
                self._left.add(mark, _NO_FACE if shapes else "Nobody on the stage feels this here.")
            return
        if acts:
            self._on_motion(at, Mark("motions", acts, mark.first, mark.last))
        elif self._clauses.verb is not None and self._grammar.joint_between(self._clauses.verb.mark, mark):
            self._clauses.close(self._grammar.end_before(at))
        self._clauses.feel(who, mark.id)

    def _on_quote(self, at: int, mark: Mark) -> None:
        self._clauses.speak(self._sentence.naming.speaker(self._marks, at, self._clauses.subjects), mark)

    # How: the small words, colours, looks, pace, camera, place.

    def _on_plain(self, at: int, mark: Mark) -> None:
        word = self._grammar.word(at)
        if mark.id == "determiner" and word == "other" and self._persons.alone(at):
            self._persons.one_of(at)
        elif word in ("that", "which") and (thing := self._relative_to(at)) is not None:
            self._clauses.relative(at, thing)
            self._before.prep = self._before.det = ""
        elif mark.id == "determiner":
            self._before.det = word
        elif mark.id == "adjective" and word in MEMBERS and self._before.det == "the" and self._persons.alone(at):
            self._persons.one_of(at)
        elif mark.id == "negation":
            self._objects.denied = True
        elif word in JOINTS or mark.id == "conjunction":
            goes_on = word == "and" and self._before.listing and not self._act_follows(at)
            self._before.prep, self._before.det = ("with" if goes_on else ""), ""
        elif mark.id == "preposition":
            unreal = word == "to" and (self._too_much(at) or self._only_wanted(at))
            self._objects.denied = self._objects.denied or unreal
            amount = (
                word == "of"
                and at > 0
                and (self._marks[at - 1].id == "abstract" or self._grammar.word(at - 1) in _AMOUNTS)
            )
            self._before.prep = "" if amount else "with" if word == "w" else word
        elif mark.id == "auxiliary":
            self._before.prep = "with" if word in ("has", "have", "had", "got") else "wearing" if word in WEARS else ""
            if word in _POSTURES and any(self._story.is_person(one) for one in self._clauses.subjects):
                self._left.add(mark, _NO_ACTION)
            if word not in WEARS:
                self._describing.linked()
        elif mark.id in ("body", "abstract"):
            if mark.id == "body" and self._before.owner is not None:
                self._clauses.body_of(self._before.owner, word)
                self._persons.shown_of(self._before.owner)
            self._describing.body(word)
            if mark.id == "abstract":
                self._scenery_subject(at, mark.id)
            self._sentence.after_noun()
        if self._grammar.words(mark) in ("each other", "one another") and self._clauses.verb is not None:
            self._clauses.verb.mutual = True
        if word == "both" and self._grammar.verb_after(at) is not None and len(self._story.people.last(2)) > 1:
            self._persons.both(at)
        if word in ("one", "ones"):
            self._one(at)
        if word == "who":
            self._persons.relative(at)
        elif word == "it":
            self._objects.it(at)
        elif (word in _ALL or self._grammar.words(mark) == "no one") and not self._clauses.is_object(
            at, self._before.prep
        ):
            self._persons.everyone(at)

    def _relative_to(self, at: int) -> PropId | None:
        """The thing right before, where what follows is somebody who does something with it."""
        meant = self._sentence.meant.get(at - 1, ())
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        nominal = following is not None and (
            following.kind in ("name", "pronoun", "builds") or following.id == "determiner"
        )
        things = [one for one in meant if not self._story.is_person(one)]
        return PropId(things[0]) if things and nominal and self._grammar.before(at)[:1] in ("", ",") else None

    def _too_much(self, at: int) -> bool:
        """As in "too shy to look": what does not happen."""
        does = at + 1 < len(self._marks) and self._marks[at + 1].kind == "motions"
        return does and "too" in self._grammar.words_before(at, 3)

    def _only_wanted(self, at: int) -> bool:
        """As in "wants to open the door": what somebody has in mind, and does not do."""
        does = at + 1 < len(self._marks) and self._marks[at + 1].kind == "motions"
        return does and bool(_WANTING & self._grammar.words_before(at, 2))

    def _one(self, at: int) -> None:
        """As in "2 blue ones", "the taller one": another like the last thing, or one of those spoken of together."""
        before, last = self._before, self._story.things.last()
        told = before.colour is not None or before.scale is not None or before.material is not None
        if told and last is not None:
            self._objects.thing(at, last.kind, last.noun)
        elif before.det == "the" or (not before.det and not before.prep and self._persons.alone(at)):
            self._persons.one_of(at)

    def _act_follows(self, at: int) -> bool:
        """Whether a clause of its own follows "and", rather than one more thing that somebody has."""
        noun = next((one for one in range(at + 1, len(self._marks)) if self._marks[one].kind in _HEADS), None)
        if self._clauses.verb is None:
            return noun is not None and self._marks[noun].kind in ("name", "builds")
        return noun is None or self._marks[noun].kind != "props" or self._grammar.verb_after(noun) is not None

    def _on_number(self, _at: int, mark: Mark) -> None:
        self._before.count = int(mark.id) if mark.id.isdecimal() else round(_value("numbers", mark.id, "n"))

    def _on_size(self, _at: int, mark: Mark) -> None:
        self._before.scale = _value("sizes", mark.id, "scale")

    def _on_material(self, _at: int, mark: Mark) -> None:
        self._before.material = mark.id

    def _on_look(self, _at: int, mark: Mark) -> None:
        self._said.look = self._said.look or mark.id
        self._before.prep = self._before.det = ""

    def _on_effect(self, _at: int, mark: Mark) -> None:
        before = self._said.effects
        if _drawings(mark.id) and any(_drawings(one) for one in before if one != mark.id):
            self._left.add(mark, _TWO_TIMINGS)
        elif mark.id not in before:
            before.append(mark.id)
        self._sentence.after_noun()

    def _on_seconds(self, _at: int, mark: Mark) -> None:
        if self._said.seconds is None:
            self._said.seconds = float(mark.id)
        elif self._said.seconds != float(mark.id):
            self._left.add(mark, _TWO_LENGTHS)
        self._sentence.after_noun()

    def _on_colour(self, at: int, mark: Mark) -> None:
        if not self._describing.coloured(mark.id, mark):
            self._sentence.lose_colour()
            self._before.colour = (self._grammar.words(mark), vocabulary.named("colours")[mark.id].text["hex"])
            self._before.colour_mark = mark
            if self._before.prep == "in" and not self._grammar.describes(at) and self._describing.dressed(mark):
                self._before.colour = None
            elif self._clauses.subjects and self._grammar.tells(at):
                self._colours_subject(self._before.colour)

    def _colours_subject(self, colour: tuple[str, str]) -> None:
        """As in "the umbrella is red"."""
        for one in self._clauses.subjects:
            if not self._story.is_person(one):
                thing = self._story.things.get(PropId(one))
                thing.colour, self._before.colour = thing.colour or colour, None

    def _on_worn(self, _at: int, mark: Mark) -> None:
        if self._objects.denied or self._before.det == "no" or self._before.prep == "without":
            self._objects.denied, self._before.colour = False, None
            self._sentence.after_noun(keep_prep=True)
            return
        if not self._describing.wears(mark):
            self._left.add(mark, "Clothes need somebody to wear them.")
        self._before.colour = None
        self._sentence.after_noun()

    def _on_pace(self, at: int, mark: Mark) -> None:
        self._said.pace = self._said.pace or mark.id
        if self._clauses.verb is not None and not self._grammar.next_is(at, "motions"):
            self._clauses.verb.manner = vocabulary.named("paces")[mark.id].values["manner"]
        else:
            self._pace = mark.id

    def _on_camera(self, at: int, mark: Mark) -> None:
        self._sentence.filming.on(at, mark, self._persons.within(mark) or self._before.owner)
        self._before.prep = self._before.det = ""

    def _on_sound(self, at: int, mark: Mark) -> None:
        if mark.id not in self._said.cues:
            self._said.cues.append(mark.id)
        self._sentence.placing.heard(mark)
        if self._grammar.words(mark) in seen_too(mark.id):
            self._left.add(mark, _ONLY_HEARD)
        self._heard_from(at, mark)
        if not self._grammar.done_by_somebody(mark):
            self._scenery_subject(at, mark.kind)
        elif any(self._story.is_person(one) for one in self._clauses.subjects):
            self._makes_sound(at, mark)
        self._sentence.after_noun()

    def _heard_from(self, at: int, mark: Mark) -> None:
        """As in "Her phone rings": what is heard is there too, where the words point at it."""
        noun = self._grammar.word(at)
        kind = lexicon().phrase((noun,), "props")
        told = self._before.det in ("the", "a", "an", "own") or at == 0
        named = told and not self._before.prep and self._clauses.verb is None
        if kind is not None and kind.id == "phone" and named and mark.last - mark.first > 1:
            mention = Mention(kind.id, noun, self._before.det, self._before.owner)
            self._said.show(self._story.things.meant(mention, self._story.scene, []).id)

    def _makes_sound(self, at: int, mark: Mark) -> None:
        """As in "knocks on the door": heard, and done."""
        motion = next((one.id for one in lexicon().senses(self._grammar.word(at), frozenset({"motions"}))), "")
        if motion == mark.id:
            who = list(self._clauses.subjects)
            self._clauses.open(at, Verb(motion, who, self._manner(), mark, word=self._grammar.base(mark)))

    def _on_place(self, at: int, mark: Mark) -> None:
        if mark.kind == "weathers" and self._tokens[0].low in HEARD and ":" in self._grammar.before(1):
            self._said.cues.append(mark.id)
            return
        if mark.kind == "weathers" and (self._before.det == "no" or self._objects.denied):
            self._objects.denied = False
            self._sentence.after_noun()
            return
        self._scenery_subject(at, mark.kind)
        fault = self._sentence.placing.on(
            mark, self._before.prep, self._before.owner, self._clauses.verb.motion if self._clauses.verb else ""
        )
        if fault:
            self._left.add(mark, fault)
        if mark.kind == "dressing":
            self._sentence.filming.stop_waiting()
        if not (mark.kind in ("weathers", "hours") and self._before.det and self._grammar.describes(at)):
            self._sentence.after_noun()

    def _scenery_subject(self, at: int, kind: str) -> None:
        owned = self._tokens[self._marks[at].last - 1].owns
        free = not self._before.prep and not owned and not self._clauses.is_object(at, self._before.prep)
        within = bool(self._clauses.subjects) and not self._grammar.joint_before(at)
        if free and not within and self._grammar.verb_after(at) is not None:
            self._clauses.scenery_subject(at, kind)

    def _on_unknown(self, at: int, mark: Mark) -> None:
        atmosphere = self._clauses.scenery in ("weathers", "hours", "sounds") and not self._clauses.subjects
        if self._describing.age(mark) or (atmosphere and not self._before.det and not self._before.prep):
            return
        phrase = noun_phrase(self._tokens, self._marks, at)
        if phrase is None or phrase[1] != mark.last:
            subject = bool(self._clauses.subjects) and self._clauses.verb is None and not self._before.det
            acts = (subject and mark.id.endswith(("s", "ed", "ing"))) or self._acts_next(at)
            self._left.add(mark, _NO_ACTION if acts else _UNKNOWN)
            if acts:
                self._clauses.stall(at)
            return
        self._unknown_noun(at, mark, " ".join(token.low for token in self._tokens[phrase[0] : phrase[1]]))
        self._sentence.after_noun()

    def _acts_next(self, at: int) -> bool:
        """As in "runs and bumps into ...": a second verb, which nobody knows, with its object right after."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if following is None or self._clauses.verb is None or self._before.prep or self._before.det:
            return False
        takes = following.id in ("determiner", "preposition") or following.kind in ("name", "pronoun")
        joined = self._grammar.joint_before(at) in ("and", "then", "but")
        return joined and takes and self._marks[at].id.endswith(("s", "ed"))

    def _unknown_noun(self, at: int, mark: Mark, noun: str) -> None:
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
        elif standins.is_thing(self._grammar, self._clauses, at, self._before.prep):
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

    def _is_somebody(self, at: int, noun: str) -> bool:
        """Whether a noun nobody knows is a person where it stands: not the drawer that is opened."""
        done_to = self._sentence.is_object(at) and not noun.endswith(standins.PEOPLE)
        placed = self._before.prep in ("in", "into", "inside")
        return not done_to and not placed and standins.is_person(self._grammar, at, noun)

    def _is_seen(self, at: int) -> bool:
        """Whether a noun nobody knows can be seen where it stands."""
        before = self._before
        elsewhere = before.det == "the" and lexicon().has(self._marks[at].id, _PAINTED)
        placed = before.prep in standins.BESIDE and bool(before.det) and not elsewhere
        filmed = before.prep == "of" and (
            self._said.shooting.said or bool({"shot", "picture"} & self._grammar.words_before(at, 4))
        )
        shown = before.det in ("a", "an") and (not before.prep or filmed)
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

    # The clause.

    def _coming_subject(self, at: int) -> list[EntityId]:
        """As in "Running home, Hana laughs": the subject comes after; without one, whom the words spoke of last."""
        hidden = at == 0 and self._grammar.word(0).endswith(("ed", "en")) and self._grammar.next_is(at, "plain")
        participle = self._grammar.word(at).endswith("ing") or hidden
        fronted = at + 1 < len(self._marks) and "," in self._grammar.before(at + 1)
        about = at + 1 < len(self._marks) and self._marks[at + 1].id == "preposition"
        first = about and all(one.kind in ("paces", "plain") for one in self._marks[:at])
        if participle or (self._marks[at].kind == "emotions" and (fronted or first)):
            coming = self._persons.coming(at)
            if coming is not None:
                return [coming]
        if participle and self._grammar.next_is(at, "props"):
            return []
        return [one.id for one in self._story.people.last(1)]

    def _manner(self) -> float:
        pace, self._pace = self._pace, None
        return vocabulary.named("paces")[pace].values["manner"] if pace else 1.0


def _drawings(effect: str) -> bool:
    """Whether an effect says how long drawings are held."""
    return "drawings" in vocabulary.named("effects")[effect].values


def _value(table: str, name: str, value: str) -> float:
    return vocabulary.named(table)[name].values[value]
