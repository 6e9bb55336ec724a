"""The things of a sentence: what a noun means, how many, and what they are to the clause."""

from typing import Final

from msgspec import structs

from studio.engine import vocabulary
from studio.engine.director import standins
from studio.engine.director.acting import OF_THINGS
from studio.engine.director.ahead import Ahead
from studio.engine.director.it import It
from studio.engine.director.lexicon import forms, lexicon
from studio.engine.director.rows_told import is_last, rest_of_row, usual_number
from studio.engine.director.sentence import Sentence
from studio.engine.director.sharing import do_it_again, gets_another
from studio.engine.director.standing import OWNERS
from studio.engine.director.things import Mention
from studio.timeline.film import CastId, EntityId, PropId

HELD: Final = frozenset({"drawn", "raised", "ready", "outstretched", "clutched", "gripped", "unsheathed", "lifted"})
"""What is told of a thing in hand: "sword drawn"."""
_MOST_EACH: Final = 4
_TOUCHES: Final = frozenset({"pat", "kiss", "hug", "look", "whisper", "punch", "scratch", "wash", "comb"})
_IN_EACH_HAND: Final = (["in", "each", "hand"], ["in", "either", "hand"], ["under", "each", "arm"])
_HAVING: Final = frozenset({"with", "under"})
WEARS: Final = frozenset({"wear", "wears", "wore", "wearing"})
_NOT_WORN: Final = (
    "This cannot be worn yet; the studio dresses people in clothes, hats, glasses, scarves, bags and ribbons."
)
_IN_HAND: Final = frozenset(
    {
        "in hand",
        "in other",
        "in hands",
        "in fist",
        "in fists",
        "in grip",
        "in grasp",
        "in palm",
        "in palms",
        "in lap",
        "in mouth",
        "in mouths",
        "in beak",
        "in jaws",
        "in teeth",
        "in claws",
        "in talons",
        "in paws",
        "in paw",
        "in trunk",
        "in bill",
        "between teeth",
        "on shoulder",
        "over arm",
        "between fingers",
        "under arm",
        "over shoulder",
        "on back",
        "in arms",
        "at side",
        "by side",
        "at hip",
        "on hip",
        "at belt",
    }
)


_BY: Final = (("beside",), ("next", "to"), ("behind",), ("in", "front", "of"), ("near",), ("opposite",), ("against",))
_HANGING: Final = frozenset({"swinging", "hanging", "dangling", "lying", "standing", "leaning", "burning", "glowing"})
_WHOM: Final = frozenset({"her", "him", "it", "them", "me", "itself", "himself", "herself", "themselves"})
_WHOSE_HAND: Final = frozenset({*OWNERS, "its", "the", "one", "each", "either", "both"})
_BOTH_HANDS: Final = frozenset({"in each hand", "in either hand", "under each arm", "on each arm"})


class Objects:
    """Reads the marks of things. ``denied``: the words say that what comes next is not there.

    ``unmade``: what is done with the noun that comes next is not done: "not carrying an egg".
    ``lacks``: only the noun that comes next, up to a comma: "missing tooth, she rides".
    """

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._before = sentence.before
        self.denied = False
        self.lacks = False
        self.unmade = False
        self._it = It(sentence)
        self._theme: PropId | None = None

    def thing(self, at: int, kind: str, noun: str) -> None:
        """A thing of this kind, or several of them; or none, when the words say so."""
        sentence, before = self._sentence, self._before
        unsaid = self.denied and (sentence.clauses.verb is None or "not" in sentence.grammar.words_before(at, 4))
        unsaid = unsaid and not (self.unmade and before.det in ("the", "own"))
        blown = sentence.clauses.scenery == "weathers" and not sentence.clauses.subjects and before.count == 1
        blown = blown and kind == "leaf" and noun.endswith("s")
        unsaid = unsaid or (self.unmade and before.det in ("a", "an", "any"))
        nowhere = Ahead(sentence).is_nowhere(at) and not sentence.story.things.has(kind, noun)
        if before.det == "no" or before.prep == "without" or unsaid or blown or nowhere:
            self.denied, before.colour = False, None
            sentence.after_noun()
            return
        if before.prep == "wearing":
            sentence.left.add(sentence.marks[at], _NOT_WORN)
            sentence.after_noun(keep_prep=True)
            return
        story = sentence.story
        people = (CastId(one) for one in sentence.clauses.subjects if story.is_person(one))
        holder = before.owner or next(people, None)
        owner_name = story.people.get(before.owner).spoken_of if before.owner and before.owner != "i" else ""
        fresh = before.det in ("another", "other")
        material = before.material or _made_of(noun)
        before.colour = before.colour or _coloured(noun)
        noun = noun.removeprefix(f"{before.colour[0]} ") if before.colour else noun
        mention = Mention(
            kind, noun, before.det, before.owner, owner_name, before.colour, fresh, before.scale, material
        )
        before.colour = None
        before.count = 2 if before.count == 1 and self._is_in_both_hands(at) else before.count
        before.count = self._one_each(at, kind, noun) if before.count == 1 else before.count
        before.count = 2 if before.count == 1 and self._is_in_each_hand(at) else before.count
        before.count = usual_number(sentence, kind, noun) if before.count == 1 else before.count
        if before.count == 1 and (many := rest_of_row(sentence, at, kind, noun)) > 1:
            self._one_of_row(at, mention, many)
            return
        if before.count > 1:
            self._several(at, mention)
        else:
            self._one(at, story.things.meant(mention, story.scene, story.held(holder)).id)

    def _one_each(self, at: int, kind: str, noun: str) -> int:
        """As in "two guards with spears", "both hold lanterns": as many things as people who have them."""
        clauses, last = self._sentence.clauses, noun.rpartition(" ")[2]
        people = self._beside(at) or [
            one
            for one in (clauses.verb.who if clauses.verb else clauses.subjects)
            if self._sentence.story.is_person(one)
        ]
        plural = last.endswith("s") and not last.endswith("ss") and any(form + "s" == last for form in forms(last)[1:])
        apart = self._sentence.grammar.apart_before(at) and not self._before.det
        own = clauses.verb is not None and clauses.verb.word != "feed" and not apart
        had = self._before.prep in ("with", "on") or (not self._before.prep and own)
        theirs = (
            self._before.det == "own" and kind != "unknown" and "their" in self._sentence.grammar.words_before(at, 4)
        )
        self._before.owner = None if theirs and plural and 1 < len(people) <= _MOST_EACH else self._before.owner
        return (
            len(people) if plural and had and (theirs or not self._before.det) and 1 < len(people) <= _MOST_EACH else 1
        )

    def _is_in_both_hands(self, at: int) -> bool:
        """As in "a cup in each hand": one for each; "a box in both hands" is one."""
        last = self._sentence.marks[at].last
        words = " ".join(token.low for token in self._sentence.tokens[last : last + 3])
        return words in _BOTH_HANDS and self._before.det in ("a", "an", "one")

    def _beside(self, at: int) -> list[EntityId]:
        """As in "waves at two girls with umbrellas": those right before, where no tool is told of."""
        sentence, verb = self._sentence, self._sentence.clauses.verb
        if (verb is not None and verb.takes_thing) or self._before.prep != "with":
            return []
        with_at = next((one for one in range(at - 1, -1, -1) if sentence.grammar.word(one) in ("with", "w")), 0)
        people = [one for one in sentence.meant.get(with_at - 1, ()) if sentence.story.is_person(one)]
        return [one for one in people if one not in (verb.who if verb else sentence.clauses.subjects)]

    def body_of_it(self) -> None:
        """As in "pats its head": it is done to the animal spoken of last."""
        verb, animal = self._sentence.clauses.verb, self._sentence.story.things.last_alive()
        if verb is not None and animal is not None and animal.id not in verb.who and verb.motion in _TOUCHES:
            verb.towards = verb.towards or animal.id

    def it(self, at: int) -> None:
        """What "it" means: the thing spoken of last, unless the air or nothing is meant."""
        sentence, thing = self._sentence, self._it.meant(at)
        if thing is None:
            if sentence.clauses.verb is not None and sentence.clauses.verb.family in ("open", "shut"):
                sentence.clauses.verb.painted = True
            if self._it.breaks(at) and sentence.story.painted is not None:
                self.thing(at, *sentence.story.painted)
            elif not sentence.is_object(at) and self._acts_itself(at):
                sentence.clauses.scenery_subject(at, "dressing" if self._it.breaks(at) else "nobody")
            return
        sentence.meant.setdefault(at, []).append(thing)
        if sentence.is_object(at):
            sentence.said.show(thing)
            sentence.clauses.thing_object(at, thing, self._before.prep)
            if self._is_seen_doing(at, thing):
                sentence.clauses.subject(at, thing)
        elif (
            not self._before.prep
            and sentence.grammar.verb_after(at) is not None
            and not sentence.grammar.next_is(at, "weathers")
        ):
            sentence.said.show(thing)
            sentence.clauses.subject(at, thing)
        self._before.prep = ""

    def _is_seen_doing(self, at: int, thing: PropId) -> bool:
        """As in "watches it drift away": what the thing that is looked at does."""
        verb, does = self._sentence.clauses.verb, self._sentence.grammar.mark_after(at)
        if verb is None or verb.family != "look" or verb.towards != thing or does is None or does.kind != "motions":
            return False
        grammar = self._sentence.grammar
        bare = grammar.base(does) == grammar.words(does) or grammar.word(at + 1).endswith("ing")
        return bare and not grammar.before(at + 1)

    def _acts_itself(self, at: int) -> bool:
        """As in "it goes out", where nothing is known that "it" could be: nobody who was spoken of does that."""
        does = self._sentence.grammar.verb_after(at)
        if does is None or does.kind != "motions" or self._before.prep:
            return False
        return does.id == "leave" or vocabulary.motions()[does.id].family in OF_THINGS

    def _several(self, at: int, mention: Mention) -> None:
        """As in "two cats": as many things, five at most."""
        sentence = self._sentence
        group = sentence.story.things.several(mention, min(self._before.count, standins.MOST), sentence.story.scene)
        if self._before.count > standins.MOST:
            sentence.left.add(sentence.marks[at], f"{standins.MOST} of them are on the stage; more do not fit yet.")
        prep = self._before.prep
        for number, one in enumerate(group):
            self._before.prep = prep
            self._one(at, one.id, joined=number > 0)

    def _one_of_row(self, at: int, mention: Mention, many: int) -> None:
        """As in "the first domino of a row": all of them are there, and it is told of one."""
        sentence = self._sentence
        row = sentence.story.things.several(structs.replace(mention, determiner="the"), many, sentence.story.scene)
        for one in row:
            sentence.said.show(one.id)
        meant = row[-1] if is_last(sentence, at) else row[0]
        sentence.story.things.mention(meant)
        self._one(at, meant.id)

    def _one(self, at: int, thing_id: PropId, joined: bool = False) -> None:
        sentence, prep = self._sentence, self._before.prep
        sentence.said.show(thing_id)
        sentence.meant.setdefault(at, []).append(thing_id)
        sentence.filming.aim(thing_id, prep)
        if prep in ("on", "in") and sentence.clauses.verb is None and sentence.clauses.subjects:
            sentence.clauses.aboard(thing_id)
        if prep == "with" and self._stands_by(at):
            pass
        elif self._is_in_hand(at) and not self._is_thrown(prep, joined):
            sentence.clauses.has(at, thing_id)
        elif prep == "with" and (others := self._beside(at)):
            sentence.clauses.has(at, thing_id, others)
        elif self._hangs_loose(at):
            pass
        elif gets_another(sentence, at) and (sentence.story.feels(thing_id) or sentence.clauses.verb_looks):
            do_it_again(sentence, at)
            if sentence.clauses.verb is not None:
                sentence.clauses.verb.towards = thing_id
        elif prep == "with" and self._is_inside_it(at):
            pass
        elif sentence.is_object(at):
            sentence.clauses.thing_object(at, thing_id, prep)
        elif prep in _HAVING and sentence.clauses.subjects:
            sentence.clauses.has(at, thing_id)
        elif not prep and self._is_absolute(at):
            sentence.clauses.absolute(at, thing_id)
        elif not prep or self._is_filmed(at):
            sentence.clauses.subject(at, thing_id, joined)
        self._keep_theme(prep, thing_id)
        sentence.after_noun()

    def _stands_by(self, at: int) -> bool:
        """As in "with a suitcase beside her", "with a dog at his feet": where it is, and in nobody's hand."""
        last = self._sentence.marks[at].last
        words = [token.low for token in self._sentence.tokens[last : last + 4]]
        if not words or self._sentence.tokens[last].before:
            return False
        if words[0] in _HANGING:
            return True
        placed = next((len(one) for one in _BY if words[: len(one)] == list(one)), 0)
        by_them = placed > 0 and bool(_WHOM & set(words[placed : placed + 1]))
        return by_them or (words[0] == "at" and words[2:3] == ["feet"] and words[1] in OWNERS)

    def _is_inside_it(self, at: int) -> bool:
        """As in "finds a bottle with a letter inside": in the thing, and in nobody's hand."""
        last = self._sentence.marks[at].last
        after = self._sentence.tokens[last : last + 2]
        alone = len(after) < 2 or bool(after[1].before) or after[1].low not in ("a", "an", "the", *OWNERS)
        return bool(after) and after[0].low == "inside" and not after[0].before and alone

    def _is_absolute(self, at: int) -> bool:
        """As in "she runs, bag flying behind her, and falls": told of the thing, and then she goes on."""
        grammar, does = self._sentence.grammar, self._sentence.grammar.verb_after(at)
        people = any(map(self._sentence.story.is_person, self._sentence.clauses.subjects))
        bare = does is not None and does.kind == "motions" and grammar.words(does).endswith("ing")
        owned = at > 1 and self._sentence.marks[at - 1].id in OWNERS and "," in grammar.before(at - 1)
        return people and bare and (owned or grammar.apart_before(at)) and self._before.det in ("", "a", "own")

    def _is_thrown(self, prep: str, joined: bool) -> bool:
        """As in "throws her bouquet over her shoulder", "carries a chair on his": what the verb is done with."""
        verb = self._sentence.clauses.verb
        handled = verb is not None and (verb.wants_thing or verb.motion in ("throw", "give", "drop"))
        return verb is not None and handled and not prep and (verb.thing is None or joined)

    def _is_filmed(self, at: int) -> bool:
        """As in "close-up on a cat", "a shot of the dog walking": what is filmed does what follows."""
        sentence = self._sentence
        told = sentence.said.shooting.said or bool({"shot", "shots", "clip"} & sentence.grammar.words_before(at, 4))
        return self._before.prep in ("on", "of") and told and not sentence.clauses.subjects

    def keep(self, thing: PropId) -> None:
        """The sentence is about this thing: "a radio crackles on the shelf" leaves the radio spoken of."""
        self._theme = thing

    def _keep_theme(self, prep: str, place: PropId) -> None:
        """As in "took the bread out of the basket and gave it away": what was taken is spoken of on, not where from."""
        verb, story = self._sentence.clauses.verb, self._sentence.story
        if prep in ("", "with"):
            self._theme = place if not prep else self._theme
            if prep and verb is not None and verb.thing not in (None, place):
                story.things.mention(story.things.get(PropId(verb.thing)))
            return
        toward = verb.towards if verb is not None and verb.towards is not None else None
        toward = toward if toward is not None and not story.is_person(toward) else None
        told = (self._theme,) if verb is None else (verb.thing, toward)
        theme = next((one for one in told if one is not None and one != place), None)
        if theme is not None:
            story.things.mention(story.things.get(PropId(theme)))

    def _hangs_loose(self, at: int) -> bool:
        """As in "..., hat over his eyes": how somebody has it, and nothing that is done with it."""
        sentence, following = self._sentence, self._sentence.marks[at + 1 : at + 2]
        placed = bool(following) and following[0].id == "preposition" and not sentence.grammar.before(at + 1)
        bare = sentence.grammar.before(at)[:1] == "," and not self._before.det and self._before.count == 1
        return bare and placed and bool(sentence.clauses.verb and sentence.clauses.verb.who)

    def _is_in_each_hand(self, at: int) -> bool:
        """As in "a bag in each hand": there are two of them."""
        last = self._sentence.marks[at].last
        return [token.low for token in self._sentence.tokens[last : last + 3]] in _IN_EACH_HAND

    def _is_in_hand(self, at: int) -> bool:
        """As in "lantern in hand", "a sack over his shoulder"."""
        last = self._sentence.marks[at].last
        tokens = self._sentence.tokens[last : last + 3]
        words = [token.low for token in tokens if token.low not in _WHOSE_HAND and not token.before]
        opens = self._sentence.marks[at].first == 0 and not self._sentence.clauses.verb
        apart = self._sentence.grammar.apart_before(at) and self._before.det in ("", "a", "own")
        if words[:1] and words[0] in HELD and (opens or (apart and self._sentence.clauses.subjects)):
            return True
        return " ".join(words[:2]) in _IN_HAND


def _made_of(noun: str) -> str | None:
    """The material that a noun of several words begins with: "paper lantern", "cardboard box"."""
    first, _, rest = noun.partition(" ")
    sense = lexicon().phrase((first,), "materials") if rest else None
    return sense.id if sense is not None and lexicon().phrase(tuple(rest.split()), "props") else None


def _coloured(noun: str) -> tuple[str, str] | None:
    """The colour that a noun of several words begins with: "black cat"."""
    first, _, rest = noun.partition(" ")
    sense = lexicon().phrase((first,), "colours") if rest else None
    return (first, vocabulary.named("colours")[sense.id].text["hex"]) if sense is not None else None
