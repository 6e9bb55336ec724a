"""The people of a sentence: whom a name, a role or a pronoun brings in, and what they are to the clause."""

from typing import Final

from studio.engine import vocabulary
from studio.engine.director.ahead import Ahead
from studio.engine.director.named_group import nameless_of_group
from studio.engine.director.placing import DRAWN
from studio.engine.director.plurals import Plurals
from studio.engine.director.sentence import Sentence
from studio.engine.director.sharing import do_it_again, gets_another
from studio.engine.director.standing import OWNERS, Mark
from studio.timeline.film import CastId, EntityId, PropId

_MANY: Final = frozenset(
    {
        "people",
        "pedestrians",
        "passers-by",
        "customers",
        "strangers",
        "players",
        "workers",
        "fans",
        "band",
        "orchestra",
        "choir",
        "chorus",
        "team",
    }
)
MEMBERS: Final = frozenset({
    "older", "younger", "taller", "shorter", "bigger", "smaller", "second", "first", "oldest", "youngest", "tallest",
    "smallest", "biggest", "shortest", "eldest", "elder",
})  # fmt: skip
"""Words that single out one of several people without a noun: "the younger"."""
_OF_SOMEBODY: Final = frozenset({"feet", "lap", "arms", "shoulder", "shoulders", "hand", "hands", "side"})
_FILMED: Final = frozenset(
    {
        "on",
        "of",
        "with",
        "around",
        "round",
        "to",
        "towards",
        "toward",
        "at",
        "past",
        "over",
        "for",
        "behind",
        "alongside",
        "beside",
        "from",
        "between",
    }
)
_PICTURED: Final = "Who is in a picture is not there."
CROWDS: Final = "Crowds are not on the stage yet; name two or three people."


class Persons:
    """Reads the marks of people. ``last``: whom the sentence spoke of last. ``ahead``: whom it names later."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._before = sentence.before
        self.ahead = Ahead(sentence)
        self._plurals = Plurals(sentence, self.enter)
        self._unnamed: list[CastId] = []
        self._counted_at = 0
        self.last: CastId | None = None

    def on_name(self, at: int, mark: Mark) -> None:
        """A name: of somebody new, of somebody known, or of the role just before."""
        sentence = self._sentence
        listed = self._listed(at)
        nameless = listed or (self.last if sentence.grammar.names_role(at) else None)
        if (
            self._unnamed
            and not listed
            and not sentence.clauses.verb
            and sentence.grammar.joint_before(at) in (",", "and")
        ):
            nameless = self._unnamed.pop(0)
        if nameless is None and (one := nameless_of_group(sentence.story, mark.id, sentence.tokens[mark.first].start)):
            sentence.clauses.rename(one, sentence.naming.learn_name(one, mark))
        if nameless is not None and not sentence.story.people.get(nameless).named:
            self.last = sentence.naming.learn_name(nameless, mark)
            sentence.clauses.rename(nameless, self.last)
            if listed:
                sentence.clauses.subject(at, self.last)
            return
        cast_id = sentence.naming.by_name(mark)
        if self._passes_on(at):
            sentence.clauses.same_again(at)
            self.enter(at, cast_id)
            sentence.clauses.go_on_the_same(at, with_it=True)
            return
        if sentence.tokens[mark.last - 1].owns:
            self._before.owner = cast_id
            return
        self._tells_of_thing(at)
        self.enter(at, cast_id)

    def _listed(self, at: int) -> CastId | None:
        """As in "two passengers: AOI, fast asleep, and an old woman": the next of those who were counted."""
        grammar = self._sentence.grammar
        colon = any(grammar.before(one)[:1] == ":" for one in range(self._counted_at + 1, at + 1))
        if not self._unnamed or not colon or grammar.joint_before(at) not in (",", "and", ":"):
            return None
        return self._unnamed.pop(0)

    def _passes_on(self, at: int) -> bool:
        """As in "Pavel throws the ball to Ines, Ines to Kit": the verb and its thing are not said again."""
        grammar, marks, verb = self._sentence.grammar, self._sentence.marks, self._sentence.clauses.verb
        to = at + 2 < len(marks) and grammar.word(at + 1) == "to" and marks[at + 2].kind == "name"
        return to and verb is not None and verb.motion in ("throw", "give") and grammar.joint_before(at) in (",", "and")

    def on_role(self, at: int, mark: Mark) -> None:
        """A role: "the girl", "two boys"; or what somebody just named is."""
        sentence = self._sentence
        if self._only_tells_whose_place(at, mark):
            self._before.det = "own"
        elif sentence.tokens[mark.last - 1].owns and self._owns_thing(at):
            self._before.owner = sentence.naming.by_role(mark, self._before.det, 1)[0]
            self._before.det = "own"
        elif not sentence.grammar.words(mark).endswith("s") and (listed := self._listed(at)) is not None:
            self.last = sentence.naming.recast(listed, mark)
            sentence.clauses.rename(listed, self.last)
            sentence.clauses.subject(at, self.last)
            sentence.after_noun()
        elif self.last is not None and sentence.grammar.repeats_person(at):
            sentence.naming.learn_role(self.last, mark)
            sentence.after_noun()
        elif self._before.det == "no" or self._before.prep == "without" or self._is_unseen(at) or self._is_costume(at):
            sentence.after_noun()
        elif self._is_pictured(at):
            sentence.left.add(mark, _PICTURED)
            sentence.describing.forget()
            sentence.after_noun()
        elif sentence.grammar.words(mark) in _MANY and self._before.count == 1:
            sentence.left.add(mark, CROWDS)
            does = sentence.grammar.verb_after(at)
            plays = does is not None and any(one.id in ("play", "sing") for one in sentence.marks[at:])
            if (
                plays
                and sentence.grammar.words(mark) in ("band", "orchestra", "choir", "chorus")
                and "music" not in sentence.said.cues
            ):
                sentence.said.cues.append("music")
            if sentence.grammar.verb_after(at) is not None and not sentence.is_object(at):
                sentence.clauses.scenery_subject(at, "crowd")
        else:
            verb = sentence.clauses.verb
            acts = verb is not None and not verb.spoken and sentence.is_object(at)
            doing = self._other_doers(mark) if acts else []
            shown = [one for one in sentence.said.present if one != self.ahead.awaited.get(at)]
            group = sentence.naming.by_role(mark, self._before.det, self._before.count, shown, doing)
            sentence.after_noun(keep_prep=True)
            before = sentence.grammar.words_before(at, 4)
            doing = group[:1] if "of" in before and before & {"one", *MEMBERS} else group
            prep = self._before.prep
            for number, cast_id in enumerate(doing):
                self._before.prep = prep if prep == "with" else self._before.prep
                self.enter(at, cast_id, joined=number > 0)
            for cast_id in group[len(doing) :]:
                sentence.story.arrive(cast_id)
                sentence.said.show(cast_id)
            self._unnamed, self._counted_at = (group if len(group) > 1 else []), at

    def _other_doers(self, mark: Mark) -> list[EntityId]:
        """As in "the detective shows a photo to the woman": whom the noun here cannot mean, as they do it."""
        verb, noun = self._sentence.clauses.verb, self._sentence.grammar.words(mark).split()[-1]
        doing = set(verb.who) if verb is not None else set[EntityId]()
        people = (one for one in self._sentence.story.people.all if one.id in doing)
        return [one.id for one in people if one.named or one.role.split()[-1:] != [noun]]

    def _is_costume(self, at: int) -> bool:
        """As in "a girl dressed as a witch", "disguised as a nurse": what they look like, and nobody more."""
        first = self._sentence.marks[at].first
        before = [token.low for token in self._sentence.tokens[max(0, first - 4) : first]]
        return self.last is not None and "as" in before and bool({"dressed", "disguised", "costumed"} & set(before))

    def _is_pictured(self, at: int) -> bool:
        """As in "a portrait of a king"."""
        verb, before = self._sentence.clauses.verb, self._sentence.grammar.words_before(at, 4)
        taken = verb is not None and verb.motion == "photograph"
        return self._before.prep == "of" and bool(before & DRAWN or (before & {"picture", "pictures"} and not taken))

    def _is_unseen(self, at: int) -> bool:
        """As in "a book that someone has left", "beckons to someone we can't see": somebody outside the picture."""
        grammar, following = self._sentence.grammar, self._sentence.marks[at + 1 : at + 4]
        if self.ahead.made_it(at) or self.ahead.is_nowhere(at):
            return True
        if grammar.word(at) not in ("someone", "somebody"):
            return False
        words = [self._sentence.tokens[one.first].low for one in following]
        before = at > 0 and grammar.word(at - 1) in ("that", "which", "what")
        return (
            words[:1] in (["has"], ["had"])
            or (before and words[:1] == ["left"])
            or words[:1] == ["we"]
            or (words[:1] == ["who"] and words[1:2] in (["never"], ["doesn't"], ["isn't"], ["didn't"], ["won't"]))
            or bool(words and words[0] in ("off-screen", "offscreen", "unseen", "off-camera"))
        )

    def in_role(self, at: int, mark: Mark, noun: str) -> None:
        """Somebody whom no word of the vocabulary names: "a canoeist"."""
        people, fresh = self._sentence.story.people, self._before.det in ("another", "other")
        portrait = people.in_role(noun, "somebody", fresh)
        self._sentence.describing.met(portrait, mark)
        self.enter(at, portrait.id)

    def _only_tells_whose_place(self, at: int, mark: Mark) -> bool:
        """As in "the neighbour's pond", "a butcher's shop": nobody is there by that, unless told of before."""
        sentence, following = self._sentence, self._sentence.marks[at + 1 : at + 2]
        kin = at > 0 and sentence.marks[at - 1].id in OWNERS and not sentence.grammar.before(at)
        place = bool(following) and following[0].kind in ("sets", "sounds", "props" if kin else "sets")
        whose = sentence.grammar.words(mark).removesuffix("'s").removesuffix("’s")
        return sentence.tokens[mark.last - 1].owns and place and sentence.story.people.known(whose) is None

    def _owns_thing(self, at: int) -> bool:
        """As in "the boy's ball"; "the boy's face" is the boy himself."""
        following = self._sentence.marks[at + 1] if at + 1 < len(self._sentence.marks) else None
        return following is not None and following.id != "body"

    def on_pronoun(self, at: int, mark: Mark) -> None:
        """A word like "she", "him", "they" or "her"."""
        naming, subjects = self._sentence.naming, self._sentence.clauses.subjects
        if mark.id in OWNERS:
            self._before.owner, self._before.det = self._owner(at, mark), "own"
        elif mark.id == "they":
            self._plurals.they(at)
        elif self.ahead.is_nobody_here(mark):
            self._sentence.after_noun()
        else:
            self._in_contact(at)
            among = subjects if self._sentence.is_object(at) else self.ahead.right_before(at)
            if self._is_animal(at, mark.id):
                return
            coming = self.ahead.named_later(at, mark.id) or self.ahead.named_next(mark.id)
            self.enter(at, coming if coming is not None else naming.by_pronoun(mark.id, among))

    def _is_animal(self, at: int, word: str) -> bool:
        """As in "a bear gives her a balloon", where a bunny is all that was spoken of."""
        sentence = self._sentence
        if word not in ("he", "she") or any(one.fits(word) for one in sentence.story.people.all):
            return False
        doing = sentence.clauses.verb.who if sentence.clauses.verb else ()
        animal = sentence.story.things.last_alive(doing)
        if animal is None or self.ahead.named_later(at, word) is not None or self.ahead.named_next(word) is not None:
            return False
        sentence.said.show(animal.id)
        sentence.meant.setdefault(at, []).append(animal.id)
        if sentence.is_object(at):
            sentence.clauses.thing_object(at, animal.id, self._before.prep)
        elif not self._before.prep:
            sentence.clauses.subject(at, animal.id)
        sentence.after_noun()
        return True

    def _in_contact(self, at: int) -> None:
        """As in "the keys he throws her": a clause of its own, about the thing right before."""
        sentence = self._sentence
        nominative = sentence.grammar.word(at) in ("he", "she", "i")
        if nominative and self._loves(at):
            sentence.clauses.relative(at, sentence.clauses.subjects[-1])
            return
        if nominative:
            self._tells_of_thing(at)

    def _tells_of_thing(self, at: int) -> None:
        """As in "the ball Ken threw": a clause of its own about the thing right before, said with no joint."""
        sentence = self._sentence
        apart = bool(sentence.grammar.before(at)) or bool(self._before.prep) or sentence.clauses.verb is None
        things = [one for one in sentence.meant.get(at - 1, ()) if not sentence.story.is_person(one)]
        if things and not apart and sentence.grammar.verb_after(at) is not None:
            sentence.clauses.relative(at, PropId(things[0]))

    def _loves(self, at: int) -> bool:
        """As in "the boy she loves walks past": a clause of its own about the subject right before."""
        sentence = self._sentence
        before = sentence.meant.get(at - 1, ())
        free = sentence.clauses.verb is None and not sentence.grammar.before(at) and not self._before.prep
        return free and bool(before) and before[0] in sentence.clauses.subjects and sentence.story.is_person(before[0])

    def _owner(self, at: int, mark: Mark) -> CastId | None:
        """Whose it is; "Without her glasses, Mina ...": hers who comes, where nobody is known to be meant."""
        sentence = self._sentence
        fits = {"her": "she", "his": "he"}.get(mark.id)
        subjects = sentence.clauses.subjects
        of_animal = bool(subjects) and not any(sentence.story.is_person(one) for one in subjects)
        if of_animal and sentence.story.feels(subjects[0]) and not sentence.story.people.all:
            return self._feet_of(at, fits)
        if fits is not None and not any(one.fits(fits) for one in sentence.story.people.all):
            coming = self.ahead.coming(at) or self.ahead.named_next(fits)
            if coming is not None:
                sentence.describing.met_again(sentence.story.people.get(coming))
                return coming
        apart = self._apart_from_all(at, fits) if fits is not None and len(sentence.clauses.subjects) > 1 else None
        return apart if apart is not None else sentence.naming.owner(mark.id, sentence.clauses.subjects)

    def _feet_of(self, at: int, fits: str | None) -> CastId | None:
        """As in "the dog drops the stick at his feet": somebody's who is there too, and no animal's own."""
        grammar, marks = self._sentence.grammar, self._sentence.marks
        body = at + 1 < len(marks) and marks[at + 1].id == "body" and grammar.word(at + 1) in _OF_SOMEBODY
        if not body or fits is None or self._before.prep not in ("at", "on", "in", "into", "onto", "against"):
            return None
        found = self._sentence.story.people.pronoun(fits, [])
        self._sentence.story.arrive(found.id)
        self._sentence.said.show(found.id)
        return found.id

    def _apart_from_all(self, at: int, fits: str) -> CastId | None:
        """As in "four students clap, the coach with her hands on her hips": one, where the clause is about several."""
        sentence = self._sentence
        for before in range(at - 1, -1, -1):
            meant = sentence.meant.get(before, ())
            if len(meant) == 1 and meant[0] not in sentence.clauses.subjects and sentence.story.is_person(meant[0]):
                one = sentence.story.people.get(CastId(meant[0]))
                if one.fits(fits):
                    return one.id
        return None

    def within(self, mark: Mark) -> CastId | None:
        """Whose it is that a phrase names: "over Hana's shoulder"."""
        sentence = self._sentence
        for token in sentence.tokens[mark.first : mark.last]:
            if token.owns and token.capital and mark.kind == "framings":
                owner = sentence.story.people.called(token.text.removesuffix("'s").removesuffix("’s")).id
                sentence.story.arrive(owner)
                sentence.said.show(owner)
                return owner
        return None

    def shown_of(self, owner: CastId) -> None:
        """As in "close on Ai's eyes": the camera is on Ai."""
        self._sentence.said.show(owner)
        self._sentence.filming.aim(owner, self._before.prep)

    def relative(self, at: int) -> None:
        """As in "Mia, who nods": the person just named is the next subject."""
        looks = ("name", "builds", "hair", "outfits", "accessories", "moves")
        if self.last is not None and at > 0 and self._sentence.marks[at - 1].kind in looks:
            self._sentence.clauses.subject(at, self.last)
            return
        story = self._sentence.story
        things = [one for one in self._sentence.meant.get(at - 1, ()) if not story.is_person(one)]
        if things and vocabulary.prop_kinds()[story.things.get(PropId(things[0])).kind].alive:
            self._sentence.clauses.subject(at, things[0])

    def everyone(self, at: int) -> None:
        """Who "everybody" is: all who are here; "nobody" or a crowd when that is not two people."""
        nobody = self._sentence.grammar.words(self._sentence.marks[at]).startswith(("no", "some", "any", "who"))
        if nobody or len(self._sentence.story.here) < 2:
            self._sentence.clauses.scenery_subject(at, "nobody" if nobody else "crowd")
            return
        apart = self._sentence.story.people.last(1)[0].id if self._is_else(at) else None
        for number, cast_id in enumerate(one for one in list(self._sentence.story.here) if one != apart):
            self.enter(at, cast_id, joined=number > 0)

    def _is_else(self, at: int) -> bool:
        """As in "Everyone else looks at her": all but whom the words spoke of last."""
        following = at + 1 < len(self._sentence.marks) and self._sentence.grammar.word(at + 1) == "else"
        return following and bool(self._sentence.story.people.last(1))

    def enter(self, at: int, cast_id: CastId, joined: bool = False) -> None:
        """Somebody is in the scene: the object of the open verb, or the subject of the next."""
        sentence = self._sentence
        sentence.story.arrive(cast_id)
        sentence.said.show(cast_id)
        sentence.meant.setdefault(at, []).append(cast_id)
        self.last = cast_id
        sentence.filming.aim(cast_id, self._before.prep)
        if self._before.prep == "of" and sentence.said.shooting.other == cast_id:
            sentence.after_noun()
            return
        if gets_another(sentence, at):
            do_it_again(sentence, at)
            sentence.clauses.person_object(at, cast_id, self._before.prep)
        elif sentence.is_object(at):
            sentence.clauses.person_object(at, cast_id, self._before.prep)
        elif not self._before.prep or self._is_filmed(at):
            sentence.clauses.subject(at, cast_id, joined)
        sentence.after_noun()

    def _is_filmed(self, at: int) -> bool:
        """As in "close-up on Ken", "a seven-second shot of Hana": who is filmed does what follows."""
        if self._sentence.said.shooting.said:
            return self._before.prep in _FILMED
        before = self._sentence.grammar.words_before(at, 4)
        return self._before.prep == "of" and bool({"shot", "shots", "clip", "scene"} & before)

    def is_what(self, at: int) -> bool:
        """Whether an unknown noun says what somebody just named is: "Zed, a tall alien"."""
        return self.last is not None and self._sentence.grammar.repeats_person(at)
