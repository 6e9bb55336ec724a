"""Whom a name, a role or a pronoun means, within one sentence."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.describing import Describing
from studio.engine.director.grammar import Grammar
from studio.engine.director.lexicon import forms
from studio.engine.director.noticing import noun_phrase
from studio.engine.director.people import Portrait, name_build, role_build
from studio.engine.director.standing import SAYING, Mark
from studio.engine.director.story import Story
from studio.engine.director.things import Mention
from studio.engine.director.tokens import Token, sentences
from studio.timeline.film import CastId, EntityId

_ALL: Final = frozenset({"the", "both", "these", "those"})
_MOST_AT_ONCE: Final = 6
_SAID_BY: Final = SAYING | {"cry", "laugh", "sigh", "sing"}
_NEAR: Final = 200
"""Characters after a quotation in which whoever said it may act."""
_ACTS: Final = 2
_OLD: Final = frozenset({"old", "elderly", "aged", "ageing", "aging", "wizened"})
_SEXES: Final = {"female": "female", "woman": "female", "lady": "female", "male": "male", "man": "male"}
_COMPARED: Final = frozenset({"bigger", "smaller", "taller", "shorter", "older", "younger", "larger", "stronger"})
_GROUPS: Final = {"couple": 2, "duo": 2, "trio": 3, "family": 3}
"""How many people one word means."""


class Naming:
    """Resolves person marks to cast ids, and tells the describing whom it met."""

    def __init__(self, story: Story, tokens: Sequence[Token], grammar: Grammar, describing: Describing) -> None:
        self._story = story
        self._tokens = tokens
        self._grammar = grammar
        self._describing = describing

    def by_name(self, mark: Mark) -> CastId:
        """The person of this name."""
        portrait = self._story.people.called(mark.id)
        self._describing.met(portrait, mark)
        return portrait.id

    def learn_name(self, nameless: CastId, mark: Mark) -> CastId:
        """The person spoken of just before turns out to have this name. Returns their id from now on."""
        portrait = self._story.people.name(self._story.people.get(nameless), mark.id)
        self._describing.met(portrait, mark)
        return portrait.id

    def learn_role(self, cast_id: CastId, mark: Mark) -> None:
        """The person spoken of just before turns out to be a girl, a boy, ..."""
        portrait = self._story.people.get(cast_id)
        self._story.people.be(portrait, self.role(mark), mark.id)
        self._describing.met(portrait, mark)

    def recast(self, cast_id: CastId, mark: Mark) -> CastId:
        """One of those counted before turns out to be an old woman, a boy, ... Returns their id from now on."""
        portrait = self._story.people.get(cast_id)
        renamed = self._story.people.recast(portrait, self.role(mark), mark.id)
        self._describing.met(portrait, mark)
        return renamed

    def role(self, mark: Mark) -> str:
        """The role noun in the singular: "girls" -> girl, "old men" -> old man."""
        first, space, last = self._grammar.words(mark).rpartition(" ")
        return next(
            (role for form in forms(last) if role_build(role := f"{first}{space}{form}")), f"{first}{space}{last}"
        )

    def by_role(
        self, mark: Mark, determiner: str, count: int, shown: Sequence[EntityId] = (), but: Sequence[EntityId] = ()
    ) -> list[CastId]:
        """The person or the people a role means: "the girl", "two boys", "another man"; nobody of ``but``."""
        role = self.role(mark)
        plural = role != self._grammar.words(mark)
        count = _GROUPS.get(role.split()[-1], count) if not plural else count
        many = min(count if count > 1 else 2, _MOST_AT_ONCE) if plural or count > 1 else 1
        if many == 1:
            known = self._story.people.known(role)
            twice = determiner in ("a", "an") and known is not None and known.id in shown
            if determiner == "other" and (other := self._other_of_group(mark, role)) is not None:
                return [other.id]
            fresh = twice or determiner in ("another", "other") or self._is_compared(mark)
            tells = self._tells_who(mark)
            but = (*but, *shown) if determiner in ("a", "an") and not tells else but
            portrait = self._story.people.in_role(
                role, mark.id, fresh, determiner not in ("a", "an"), but, determiner not in ("a", "an") or tells
            )
            if mark.first and self._tokens[mark.first - 1].low in _OLD:
                portrait.build = "elder"
            self._story.people.learn_sex(portrait, self._sex_before(mark))
            self._describing.met(portrait, mark)
            return [portrait.id]
        known = [
            one
            for one in self._story.people.all
            if determiner in _ALL and (one.may_be(role, mark.id) or one.role.endswith(f" {role}"))
        ]
        group = [one.id for one in known[:many]]
        for number in range(many - len(group)):
            fresh = determiner not in _ALL or number > 0
            group.append(self._story.people.in_role(role, mark.id, fresh or bool(known)).id)
        self._story.people.group = [self._story.people.get(one) for one in group]
        for portrait in self._story.people.group:
            self._story.people.learn_sex(portrait, self._sex_before(mark))
        self._describing.met_all(self._story.people.group, mark)
        self._story.people.singled = None
        return group

    def _is_compared(self, mark: Mark) -> bool:
        """As in "The bigger boy grins", where one boy is known: compared with him, so another one."""
        before = self._tokens[mark.first - 1].low if mark.first else ""
        alone = len(self._story.people.all) == 1 and len(self._story.people.group) < 2
        return alone and before in _COMPARED

    def _tells_who(self, mark: Mark) -> bool:
        """As in "is a woman", "the brother, a tall boy": the noun says who somebody named before is."""
        article = next((at for at in range(mark.first - 1, -1, -1) if self._tokens[at].low in ("a", "an")), 0)
        return "," in self._tokens[article].before or self._tokens[article - 1].low in ("is", "was", "be")

    def _other_of_group(self, mark: Mark, role: str) -> Portrait | None:
        """As in "one boy throws a stone; the other boy laughs": whoever of those counted was not spoken of last."""
        people = self._story.people
        before = self._tokens[mark.first - 2].low if mark.first > 1 else ""
        last = people.last(1)
        rest = [one for one in people.group if one.role == role and one not in last]
        if before != "the" or len(people.group) < 2 or not rest:
            return None
        people.mention(rest[0])
        self._describing.met(rest[0], mark)
        return rest[0]

    def _sex_before(self, mark: Mark) -> str:
        """As in "a female doctor", "two male dancers": which sex the words right before a role say, if any."""
        words = (token.low for token in self._tokens[max(0, mark.first - 2) : mark.first])
        return next((_SEXES[word] for word in words if word in _SEXES), "")

    def by_pronoun(self, word: str, among: Sequence[EntityId]) -> CastId:
        """Whom "he", "she" or "I" means, nobody of ``among``."""
        if word == "i":
            return self._story.people.called("I").id
        portrait = self._story.people.pronoun(word, [CastId(one) for one in among])
        self._describing.met_again(portrait)
        return portrait.id

    def owner(self, word: str, subjects: Sequence[EntityId]) -> CastId | None:
        """Whose "her", "his", "their", "my" is."""
        people = self._story.people
        mine = [one for one in people.all if one.id in subjects]
        if word == "my":
            known = people.known("I")
            return known.id if known is not None else None
        if word == "their":
            return next((one.id for one in mine or people.last()), None)
        fitting = [one for one in mine if one.fits("she" if word == "her" else "he")]
        found = fitting[0] if fitting else people.pronoun("she" if word == "her" else "he", [])
        if fitting and len(mine) == 1 and found.sex == "either" and found.build != "child":
            people.learn_sex(found, "female" if word == "her" else "male")
        self._describing.met_again(found)
        return found.id

    def group(self) -> list[CastId]:
        """Who "they" are: those spoken of together, else the last two who are here, in the order of the cast."""
        people = self._story.people
        if any(one in people.group for one in people.last(2)) and all(
            one.id in self._story.here for one in people.group
        ):
            return [one.id for one in people.group]
        here = [one.id for one in people.last(6) if one.id in self._story.here] or [one.id for one in people.last(2)]
        order = [one.id for one in people.all]
        return sorted(here[:2], key=order.index)

    def speaker(self, marks: Sequence[Mark], at: int, subjects: Sequence[EntityId]) -> CastId:
        """Who speaks the quotation at ``at``: the one said to say it, else the subject, else the last one spoken of."""
        after = self._said_after(marks, marks[at + 1 : at + 4])
        if after is not None:
            return after
        people = self._story.people
        mine = [one.id for one in people.all if one.id in subjects]
        named = self._named_before(marks, at)
        if named is not None:
            return named
        heard = self._animal_of(subjects)
        if not mine and heard is not None:
            return heard
        last = people.last(1)
        if not mine and not last and (acting := self._acts_next(marks, at)) is not None:
            return acting
        return mine[0] if mine else (last[0].id if last else people.called("Someone").id)

    def _acts_next(self, marks: Sequence[Mark], at: int) -> CastId | None:
        """As in ""Run!" Leo grabs her hand": where nobody is known yet, who acts right after the words said them."""
        script, start = self._story.script, self._tokens[marks[at].last - 1].end
        rest = script[start : start + _NEAR].lstrip('"”’»*_ ').partition("\n")[0]
        coming = sentences(rest, start)
        following: list[Token] = coming[0] if coming else []
        if at or len(following) < _ACTS or following[0].quote is not None:
            return None
        first = following[0]
        if first.capital and first.low in self._story.names:
            return self._story.people.called(first.text).id
        for length in (2, 1):
            words = " ".join(token.low for token in following[1 : 1 + length])
            build = role_build(words) if first.low in ("the", "a", "an") else None
            if build is not None and len(following) > length + 1:
                return self._story.people.in_role(words, build, fresh=False).id
        return None

    def _animal_of(self, subjects: Sequence[EntityId]) -> CastId | None:
        """As in "The cat says: ...": whose voice it is is called as the cat is."""
        things = [one for one in self._story.things.all if one.id in subjects and self._story.feels(one.id)]
        return self._story.people.called(things[0].noun.split()[-1].capitalize()).id if things else None

    def _named_before(self, marks: Sequence[Mark], at: int) -> CastId | None:
        """The name right before, with a colon: Hana: "..."."""
        if at and marks[at - 1].kind == "name" and ":" in self._grammar.before(at):
            return self._story.people.called(marks[at - 1].id).id
        return None

    def _said_after(self, marks: Sequence[Mark], reach: Sequence[Mark]) -> CastId | None:
        if not any(mark.id in _SAID_BY or mark.kind == "emotions" for mark in reach[:3]):
            return None
        for mark in reach:
            if mark.kind == "name":
                return self._story.people.called(mark.id).id
            if mark.kind == "pronoun" and mark.id in ("he", "she"):
                return self._story.people.pronoun(mark.id, []).id
            if mark.kind == "builds":
                return self.by_role(mark, "the", 1)[0]
            if mark.kind == "props" and vocabulary.prop_kinds()[mark.id].alive:
                mention = Mention(mark.id, self._grammar.words(mark), "the")
                self._story.things.meant(mention, self._story.scene, [])
                return self._story.people.called(self._grammar.words(mark).split()[-1].capitalize()).id
            if mark.kind == "unknown" and noun_phrase(self._tokens, marks, marks.index(mark)) is not None:
                return self._story.people.in_role(mark.id, "somebody", fresh=False).id
        return None


def name_ahead(story: Story, start: int, word: str) -> str:
    """The first name after an offset of the script, where "he" or "she" may mean whoever has it; else empty."""
    named = (
        token
        for tokens in sentences(story.script[start:], start)
        for token in tokens
        if token.quote is None and token.capital and token.low in story.names
    )
    first = next(named, None)
    if first is None:
        return ""
    build = name_build(first.low.removesuffix("'s"))
    return first.text if (build in ("girl", "woman")) == (word == "she") else ""


def coming_group(script: str, start: int) -> tuple[str, str, int] | None:
    """Role, build and number of the first people whom the words after an offset count: "the two sisters"."""
    for tokens in sentences(script[start:], start):
        for token, following in pairwise(tokens):
            number = vocabulary.named("numbers").get(token.low)
            roles = ((form, role_build(form)) for form in forms(following.low)[1:])
            role, build = next((one for one in roles if one[1] is not None), ("", None))
            if number is not None and build is not None and not following.before and 1 < number.values["n"] < 7:
                return role, build, round(number.values["n"])
    return None
