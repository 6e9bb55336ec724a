"""Reads an English sentence of action into what happens, who and what is there, and how it is shot.

Left to right, one mark at a time: subjects gather until a verb opens, objects gather until the clause
closes. No grammar beyond that: what does not fit is reported, never guessed away.
"""

from collections.abc import Callable, Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director import standins
from studio.engine.director.acting import Verb
from studio.engine.director.connectives import Connectives
from studio.engine.director.deeds import NOT_ACTED, Deeds
from studio.engine.director.lexicon import irregular, is_stand_in, lexicon
from studio.engine.director.objects import Objects
from studio.engine.director.people import Portrait
from studio.engine.director.persons import Persons
from studio.engine.director.relations import whereabouts
from studio.engine.director.scenery import Scenery
from studio.engine.director.sentence import sentence_of
from studio.engine.director.sequence import in_order
from studio.engine.director.standing import OWNERS, Mark
from studio.engine.director.statement import Statement
from studio.engine.director.story import Story
from studio.engine.director.strangers import Strangers
from studio.engine.director.things import Thing
from studio.engine.director.timing import LONGEST_S, NO_LENGTH
from studio.engine.director.tokens import Token
from studio.engine.director.wind import blown
from studio.timeline.film import CastId, PropId, Whereabouts

_DRESSING: Final = frozenset({"put_on", "take_off"})
_PARTING: Final = frozenset({"give", "throw", "drop", "pick_up"})
"""What is done with clothes that are in hand, whoever's they are."""
_CONCERNING: Final = frozenset({"over", "about", "at", "of", "for", "from", "onto", "on"})
_COMPARED: Final = 3
"""Tokens of the shortest comparison, "as big as": a word for a size takes fewer."""
_BREATHED: Final = frozenset({"fire", "flame", "flames", "breath"})
_SMALLEST_M: Final = 0.3
"""What is smaller than this nobody is on or in."""
_RINGS: Final = frozenset({"ring", "rings", "rang", "rung", "toll", "tolls", "tolled", "chimes", "chimed", "sounds"})
_LAID: Final = frozenset({
    "on", "in", "over", "hanging", "lying", "draped", "lies", "hangs", "thrown", "folded", "hung", "tossed", "slung",
    "flung", "dropped", "left", "spread", "laid",
})  # fmt: skip
_NOT_THEIRS: Final = "The studio gives people no ears or tails of animals yet."
_ONE_OUTFIT: Final = "Those clothes told of first are worn until the words say that somebody changes into others."
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
        self._deeds = Deeds(self._sentence, self._persons, self._objects, self._on_camera)
        self._scenery = Scenery(self._sentence, self._objects, self._deeds)
        self._strangers = Strangers(self._sentence, self._persons, self._objects)
        self._connectives = Connectives(self._sentence, self._persons, self._objects, self._deeds, self._scenery)

    def read(self) -> Statement:
        """Everything the sentence says."""
        deeds, scenery, worn, films = self._deeds, self._scenery, self._on_worn, self._on_camera
        steps: dict[str, Callable[[int, Mark], None]] = {
            "name": self._on_name, "pronoun": self._persons.on_pronoun, "builds": self._on_role,
            "props": self._on_prop, "motions": deeds.on_motion, "emotions": deeds.on_emotion, "paces": deeds.on_pace,
            "quote": self._on_quote, "plain": self._connectives.on_plain, "unknown": self._strangers.on_unknown,
            "numbers": self._on_number, "sizes": self._on_size, "materials": self._on_material,
            "colours": self._on_colour, "hair": worn, "outfits": worn, "accessories": worn,
            "framings": films, "moves": films, "angles": films, "lenses": films,
            "looks": self._on_look, "effects": self._on_effect, "seconds": self._on_seconds,
            "sets": scenery.on_place, "dressing": scenery.on_place, "weathers": scenery.on_place,
            "hours": scenery.on_place, "times": scenery.on_place, "sounds": scenery.on_sound,
        }  # fmt: skip
        real = self._unreal_until()
        for mark in self._marks[:real]:
            self._left.add(mark, NOT_ACTED)
        for at, mark in enumerate(self._marks[real:], start=real):
            if self._grammar.before(at)[:1] in (",", ";", ":", "("):
                self._before.prep = self._before.det = ""
                over = self._objects.lacks or self._grammar.before(at)[:1] == ";"
                self._objects.denied = self._objects.denied and not over
            steps[mark.kind](at, mark)
            self._change_clothes(mark)
        self._clauses.close(self._tokens[-1].end)
        self._deeds.end()
        self._sentence.lose_colour()
        self._said.unplaced = self._left.phrases()
        in_order(self._said.clauses, self._story.script)
        box = self._story.things.last_box()
        found = whereabouts(self._tokens, self._marks, self._sentence.meant, self._clauses.doers, box)
        self._said.whereabouts = [one for one in found if self._has_room(one)]
        return self._said

    def _has_room(self, where: Whereabouts) -> bool:
        """As in "she sits on a crate", not "scrolling on her phone": nobody is on or in what is so small."""
        kinds = [vocabulary.prop_kinds()[one.kind] for one in self._story.things.all if one.id == where.of]
        inside = where.relation in ("on", "in") and self._story.is_person(where.who)
        return not inside or all(max(kind.size_m) >= _SMALLEST_M or kind.fixed for kind in kinds)

    def _unreal_until(self) -> int:
        """As in "If it rains, she will cry; ...": the mark at which what may never happen is over."""
        lows = [token.low for token in self._tokens]
        if lows[:1] != ["if"] or not {"will", "would", "he'll", "she'll", "they'll"} & set(lows):
            return 0
        ends = (at for at in range(1, len(self._marks)) if self._grammar.before(at)[:1] in (";", "—", "–", ":"))
        return next(ends, len(self._marks))

    def _on_name(self, at: int, mark: Mark) -> None:
        if self._objects.denied and "not" in self._grammar.words_before(at, 1):
            self._objects.denied = False
            return
        self._persons.on_name(at, mark)
        if self._deeds.mood is not None and self._persons.last is not None:
            self._deeds.show_mood([self._persons.last])

    def _on_role(self, at: int, mark: Mark) -> None:
        if self._only_tells_role(at):
            return
        if self._grammar.likened(at) or self._is_mirrored(at, mark):
            self._sentence.after_noun()
            return
        self._persons.on_role(at, mark)
        self._deeds.does_already(at)
        if self._persons.last is not None:
            self._deeds.show_mood(self._sentence.meant.get(at) or [self._persons.last])

    def _is_mirrored(self, at: int, mark: Mark) -> bool:
        """As in "she looks at the boy's reflection": not there by that, unless known or all there is."""
        people, things = self._story.people, self._story.things
        noun = self._grammar.words(mark).removesuffix("'s").removesuffix("’s")
        met = people.known(noun) is not None or things.has(mark.id, noun) or not (people.all or things.all)
        return self._grammar.is_mirrored(at) and not met

    def _only_tells_role(self, at: int) -> bool:
        """As in "a peasant girl": the first noun only says what kind of girl."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        owns = self._tokens[self._marks[at].last - 1].owns
        if following is None or self._grammar.before(at + 1) or owns:
            return False
        if following.kind == "outfits" and self._before.prep in ("in", "wearing"):
            return True
        animal = following.kind == "props" and vocabulary.prop_kinds()[following.id].alive
        return following.kind == "builds" or (animal and self._before.det in ("a", "an", "the", ""))

    def _on_prop(self, at: int, mark: Mark) -> None:
        if self._only_tells_kind(at):
            return
        if self._grammar.likened(at) or self._is_mirrored(at, mark):
            self._sentence.after_noun()
            return
        noun = self._grammar.words(mark)
        if self._only_owns(at, mark, noun):
            self._before.det = "own"
            return
        if mark.id == "flower" and (bunch := self._bunched(at)) is not None:
            bunch.colour, self._before.colour = bunch.colour or self._before.colour, None
            self._sentence.after_noun()
            return
        if self._only_rings(at):
            self._said.cues += [mark.id] if mark.id not in self._said.cues else []
            self._sentence.after_noun()
            return
        if is_stand_in(noun) and not self._story.things.has(mark.id, noun):
            kind = vocabulary.prop_kinds()[mark.id].words[0]
            self._left.add(mark, standins.BEAST.format(noun, kind), ends=True)
        self._objects.thing(at, mark.id, noun)
        if (does := blown(self._tokens, self._marks, at)) and (things := self._sentence.meant.get(at)):
            self._clauses.open(at, Verb(does, list(things), 1.0, mark, word=does))
        self._deeds.does_already(at)
        if vocabulary.prop_kinds()[mark.id].alive and (meant := self._sentence.meant.get(at)):
            self._deeds.show_mood(meant)

    def _only_owns(self, at: int, mark: Mark, noun: str) -> bool:
        """As in "beside the dog's bowl": whose it is, and no dog is there by that, unless one was told of before."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        thing = following is not None and following.kind in ("props", "dressing") and not self._grammar.before(at + 1)
        if self._tokens[mark.last].low in _BREATHED if mark.last < len(self._tokens) else False:
            return False
        owns = self._tokens[mark.last - 1].owns and vocabulary.prop_kinds()[mark.id].alive
        return owns and thing and not self._story.things.has(mark.id, noun.removesuffix("'s").removesuffix("’s"))

    def _bunched(self, at: int) -> Thing | None:
        """As in "a bouquet of pink flowers": what it is of, and no more things."""
        of = next((one for one in range(at - 1, 0, -1) if self._marks[one].id == "preposition"), 0)
        between = self._marks[of + 1 : at]
        traits = all(one.kind in ("colours", "sizes", "materials") or one.id == "adjective" for one in between)
        things = [one for one in self._sentence.meant.get(of - 1, ()) if not self._story.is_person(one)]
        known = self._story.things.get(PropId(things[0])) if of and traits and things else None
        return known if known is not None and known.kind == "bouquet" and self._grammar.word(of) == "of" else None

    def _only_rings(self, at: int) -> bool:
        """As in "the last bell had rung", "listens to a bell": heard from somewhere, and not seen."""
        mark, verb = self._marks[at], self._clauses.verb
        if mark.id != "bell" or self._before.owner is not None or self._story.things.has(mark.id, "bell"):
            return False
        last = mark.last
        following = self._marks[at + 1 : at + 4]
        if len(following) == 3 and self._grammar.word(at + 1) == "of" and following[2].kind in ("sets", "dressing"):
            last = following[2].last
        after = [token.low for token in self._tokens[last : last + 4] if not token.before]
        rings = bool(_RINGS & set(after[:1])) or (after[:1] == ["had"] and bool(_RINGS & set(after)))
        rings = rings or bool(
            {"far", "distance", "somewhere", "distant"} & {t.low for t in self._tokens[mark.last : mark.last + 3]}
        )
        return rings or (verb is not None and verb.motion == "listen" and self._before.prep in ("", "to"))

    def _only_tells_kind(self, at: int) -> bool:
        """As in "a pizza box": the first of two nouns only says what kind of thing the second is."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if following is not None and following.kind == "builds" and not self._grammar.before(at + 1):
            return self._before.det in ("a", "an", "the") and not self._tokens[self._marks[at].last - 1].owns
        if following is not None and following.kind == "outfits" and self._before.prep in ("in", "wearing"):
            return not self._grammar.before(at + 1)
        if self._only_names_animal(at):
            return True
        if following is None or following.kind not in ("props", "dressing") or self._grammar.before(at + 1):
            return False
        word, verb = self._tokens[self._marks[at].last - 1], self._clauses.verb
        gives = verb is not None and verb.motion in ("give", "throw", "eat")
        return self._before.det in ("a", "an", "the", "own") and not (gives or word.owns or word.low.endswith("s"))

    def _only_names_animal(self, at: int) -> bool:
        """As in "a dog statue", "a fox tail", "a bear costume": no animal is there."""
        mark, following = self._marks[at], self._marks[at + 1] if at + 1 < len(self._marks) else None
        owns = self._tokens[mark.last - 1].owns or self._tokens[mark.last - 1].low.endswith("s")
        if following is None or self._grammar.before(at + 1) or owns or not vocabulary.prop_kinds()[mark.id].alive:
            return False
        word = self._grammar.word(at + 1)
        acts = following.last < len(self._tokens) and self._tokens[following.last].low in ("a", "an", "the", *OWNERS)
        noun = following.kind == "unknown" and not word.endswith(("s", "ed", "ing", "ly")) and word not in irregular()
        found = (following.id == "body" and not acts) or (noun and self._before.det in ("a", "an", "the", "own"))
        if found and following.id == "body":
            self._left.add(mark, _NOT_THEIRS)
        return found

    def _on_quote(self, at: int, mark: Mark) -> None:
        self._clauses.speak(self._sentence.naming.speaker(self._marks, at, self._clauses.subjects), mark)

    def _on_number(self, at: int, mark: Mark) -> None:
        self._before.count = int(mark.id) if mark.id.isdecimal() else round(_value("numbers", mark.id, "n"))
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if self._grammar.words(mark).endswith("pair of") and following is not None and following.kind == "unknown":
            self._before.count = 1

    def _on_size(self, at: int, mark: Mark) -> None:
        scale, told = _value("sizes", mark.id, "scale"), self._told_after(at, mark)
        if told is not None:
            told.scale = told.scale or scale
        elif mark.last - mark.first < _COMPARED:
            self._before.scale = scale

    def _on_material(self, at: int, mark: Mark) -> None:
        told = self._told_after(at, mark)
        if told is not None:
            told.material = told.material or mark.id
            told.colour, self._before.colour = told.colour or self._before.colour, None
        else:
            self._before.material = mark.id

    def _told_after(self, at: int, mark: Mark) -> Thing | None:
        """As in "a dog the size of a house", "a door made of iron": the thing right before, of which this is told."""
        compared = mark.last - mark.first >= _COMPARED or self._grammar.tells(at)
        made = "made" in self._grammar.words_before(at, 3) or (at > 1 and self._of_thing(at))
        before = range(at - 1, max(at - 5, -1), -1) if compared or made else ()
        things = (one for index in before for one in self._sentence.meant.get(index, ()))
        found = next(things, None)
        return None if found is None or self._story.is_person(found) else self._story.things.get(PropId(found))

    def _of_thing(self, at: int) -> bool:
        """As in "a lantern of blue glass": the stuff of the thing right before."""
        before = next((one for one in range(at - 1, 0, -1) if self._marks[one].kind not in ("colours", "sizes")), 0)
        return self._grammar.word(before) == "of" and self._marks[before - 1].kind in ("props", "dressing")

    def _on_look(self, at: int, mark: Mark) -> None:
        styled = (
            at + 1 < len(self._marks) and self._grammar.word(at + 1) == "style" and not self._grammar.before(at + 1)
        )
        self._said.look = mark.id if styled else self._said.look or mark.id
        self._before.prep = self._before.det = ""

    def _on_effect(self, _at: int, mark: Mark) -> None:
        before = self._said.effects
        if _drawings(mark.id) and any(_drawings(one) for one in before if one != mark.id):
            self._left.add(mark, _TWO_TIMINGS)
        elif mark.id not in before:
            before.append(mark.id)
        self._sentence.after_noun()

    def _on_seconds(self, _at: int, mark: Mark) -> None:
        if not 0 < float(mark.id) <= LONGEST_S:
            self._left.add(mark, NO_LENGTH)
        elif self._said.seconds is None:
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
            elif (thing := self._told_apart(at)) is not None:
                thing.colour, self._before.colour = thing.colour or self._before.colour, None

    def _told_apart(self, at: int) -> Thing | None:
        """As in "a shell, white and old, on a box": the thing right before, told of between commas."""
        things = [one for one in self._sentence.meant.get(at - 1, ()) if not self._story.is_person(one)]
        after = at + 1
        while after < len(self._marks) and self._goes_on_telling(after):
            after += 1
        ends = after >= len(self._marks) or bool(self._grammar.before(after)) or self._marks[after].id == "preposition"
        apart = self._grammar.before(at)[:1] == "," and bool(things) and ends
        return self._story.things.get(PropId(things[0])) if apart else None

    def _goes_on_telling(self, at: int) -> bool:
        told = self._marks[at].kind in ("colours", "sizes", "materials") or self._marks[at].id == "adjective"
        return (told or self._grammar.word(at) == "and") and not self._grammar.before(at)

    def _colours_subject(self, colour: tuple[str, str]) -> None:
        """As in "the umbrella is red"."""
        for one in self._clauses.subjects:
            if not self._story.is_person(one):
                thing = self._story.things.get(PropId(one))
                thing.colour, self._before.colour = thing.colour or colour, None

    def _on_worn(self, at: int, mark: Mark) -> None:
        if self._objects.denied or self._before.det == "no" or self._before.prep == "without":
            self._objects.denied, self._before.colour = False, None
            self._sentence.after_noun(keep_prep=True)
            return
        if self._is_handled(at):
            self._becomes_thing(at, mark)
            return
        counted = self._before.count > 1 and not self._before.prep and mark.kind == "outfits"
        if self._lies_there(at) or counted:
            self._becomes_thing(at, mark)
            return
        verb = self._clauses.verb
        who = self._describing.who
        if self._describing.changes_clothes(mark):
            if who is not None and self._has_changed(who):
                self._clauses.dress(who.id, mark)
            elif verb is None or verb.motion not in _DRESSING:
                self._left.add(mark, _ONE_OUTFIT)
        elif not (self._all_wear(mark) or self._describing.wears(mark)):
            self._left.add(mark, "Clothes need somebody to wear them.")
        if who is not None and mark.kind == "outfits":
            who.dressed = self._story.scene
        self._before.colour = None
        self._sentence.after_noun()

    def _all_wear(self, mark: Mark) -> bool:
        """As in "Ami and Saki in kimonos": all whom the clause is about have them on."""
        low = self._tokens[mark.last - 1].low
        people = [self._story.people.get(CastId(one)) for one in self._clauses.subjects if self._story.is_person(one)]
        several = low.endswith("s") and not low.endswith("ss") and lexicon().phrase((low[:-1],), "outfits") is not None
        if mark.kind == "outfits" and several and len(people) > 1 and self._before.prep in ("in", "wearing"):
            self._describing.all_of(people)
        return False

    def _change_clothes(self, mark: Mark) -> None:
        """As in "In a red kimono, Mio ...", at Mio: she is known in other clothes."""
        others, self._describing.others = self._describing.others, []
        for who, clothes in others:
            if who.dressed < self._story.scene:
                self._clauses.dress(who.id, mark)
            else:
                self._left.add(clothes, _ONE_OUTFIT)

    def _has_changed(self, who: Portrait) -> bool:
        """Whether clothes are told of somebody as what they wear by now: in another scene, or "she is wearing" them."""
        verb, prep = self._clauses.verb, self._before.prep
        later = who.dressed < self._story.scene and (verb is None or verb.motion not in _DRESSING)
        return (prep in ("in", "wearing") and later) or (prep == "wearing" and verb is None)

    def _becomes_thing(self, at: int, mark: Mark) -> None:
        """Clothes that nobody wears are a thing: drawn if there is one of that kind, else as a labelled shape."""
        known = lexicon().phrase((self._grammar.word(at),), "props")
        kind = known.id if known is not None else "unknown"
        self._before.count = 1 if self._grammar.word(at) == "glasses" else self._before.count
        self._objects.thing(at, kind, self._grammar.words(mark))
        if kind == "unknown":
            self._left.add(mark, standins.SHAPED.format(self._grammar.words(mark)), ends=True)

    def _lies_there(self, at: int) -> bool:
        """As in "a bench with a red scarf on it", "on the chair, a folded kimono": nobody has it on."""
        mark = self._marks[at]
        if mark.kind == "hair" or self._before.owner is not None:
            return False
        people = any(one.kind in ("name", "builds", "pronoun") for one in self._marks[:at])
        after = [token.low for token in self._tokens[mark.last : mark.last + 3]]
        placed = bool(after) and after[0] in _LAID
        return placed and not people and self._before.det in ("a", "an", "the", "") and not self._story.people.all

    def _is_over_body(self, mark: Mark) -> bool:
        """As in "..., a red scarf over his face", "hat on her head": how somebody has it on."""
        after = [token.low for token in self._tokens[mark.last : mark.last + 3]]
        placed = after[:1] in (["over"], ["around"], ["round"], ["on"], ["across"], ["pulled"], ["low"])
        return placed and len(after) > 1 and (after[1] in OWNERS or after[1] in ("over", "low", "down"))

    def _is_handled(self, at: int) -> bool:
        """As in "folds a red shirt", "they argue over a dress": clothes that something is done with."""
        verb, prep = self._clauses.verb, self._before.prep
        mark = self._marks[at]
        if self._grammar.apart_before(at) and self._is_over_body(mark):
            return False
        if verb is None or mark.kind == "hair" or verb.motion in _DRESSING:
            return False
        parted = verb.motion in _PARTING and self._before.det == "own" and not prep
        if mark.kind == "accessories" and (self._before.det == "own" or prep) and not parted:
            return False
        if self._goes_on_wearing(at) or (self._before.det == "own" and prep in ("of", "from")):
            return False
        return self._sentence.is_object(at) and (verb.takes_thing if not prep else prep in _CONCERNING)

    def _goes_on_wearing(self, at: int) -> bool:
        """As in "in a brown coat and a black hat", "a ponytail and a scarf": one more of what somebody has on."""
        before = at - 1
        while before > 0 and (self._marks[before].kind in ("colours", "sizes", "materials", "plain")):
            before -= 1
        return bool(self._grammar.joint_before(at)) and self._marks[before].kind in ("outfits", "accessories", "hair")

    def _on_camera(self, at: int, mark: Mark) -> None:
        self._sentence.filming.on(at, mark, self._persons.within(mark) or self._before.owner)
        self._before.prep = self._before.det = ""


def _drawings(effect: str) -> bool:
    """Whether an effect says how long drawings are held."""
    return "drawings" in vocabulary.named("effects")[effect].values


def _value(table: str, name: str, value: str) -> float:
    return vocabulary.named(table)[name].values[value]
