"""The little grammar the reader needs: which clause a word stands in."""

from collections.abc import Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import forms, irregular, lexicon
from studio.engine.director.standing import NOUNS, OWNERS, Mark
from studio.engine.director.tokens import Token

JOINTS: Final = frozenset({"where", "and", "but", "while", "as", "when", "then", "or", "before", "after", "until"})
_BESIDE: Final = frozenset({"before", "after"})
_CLAUSE_JOINTS: Final = JOINTS - {"and", "or"}
_ALWAYS_CLAUSES: Final = frozenset({"while", "when", "but"})
_VERBAL: Final = frozenset({"motions", "emotions", "quote"})
_NAMED: Final = frozenset({"named", "called"})
_ROLE_LINKS: Final = frozenset({"is", "was", "named", "called", "a", "an"})
_LIGHT: Final = frozenset({"determiner", "adjective", "conjunction", "adverb"})
_SUBJECT_PRONOUNS: Final = frozenset({"he", "she", "they", "i"})
_DESCRIBES: Final = frozenset({"with", "in", "without", "wearing"})
_TELLING: Final = frozenset({"colours", "hair", "outfits", "accessories", "props", "numbers", "sizes", "materials"})
_BASES: Final = {"gone": "go"}
_TOLD: Final = frozenset({"determiner", "adjective", "body"})
_IS: Final = frozenset({"is", "are", "was", "were"})
_DESCRIBED: Final = NOUNS | {"unknown"}
_ANYBODY: Final = frozenset({"man", "woman", "boy", "girl", "person", "lady", "guy", "child", "kid", "figure"})
_STOPS: Final = (",", ";", ":", "/", "—", "–", "-", "(")


_AMOUNTS: Final = frozenset({
    "stack", "pile", "heap", "row", "line", "bunch", "group", "couple", "handful", "pair", "box", "basket", "tower",
})  # fmt: skip
_JAWS: Final = frozenset({"mouth", "beak", "jaws", "teeth", "claws", "talons", "paws", "paw", "trunk", "bill"})
_CLAUSAL: Final = frozenset({"lets", "let", "makes", "made", "gets", "got", "is", "was"})


class Grammar:
    """Answers about the marks of one sentence; ``at`` is always an index of a mark."""

    def __init__(self, tokens: Sequence[Token], marks: Sequence[Mark]) -> None:
        self._tokens = tokens
        self._marks = marks

    def mark(self, at: int) -> Mark:
        """The mark itself."""
        return self._marks[at]

    def word(self, at: int) -> str:
        """The first word of a mark, in small letters."""
        return self._tokens[self._marks[at].first].low

    def has_auxiliary(self, first: int, last: int) -> bool:
        """As in "she lets down her hair and the prince climbs": a clause of its own has ended between two nouns."""
        between = range(first + 1, last)
        told = [one for one in between if self._marks[one].id == "auxiliary" and self.word(one) in _CLAUSAL]
        return bool(told) and not any(self.word(one) in ("who", "that", "which") for one in between)

    def mark_after(self, at: int) -> Mark | None:
        """The mark that follows, None at the end."""
        return self._marks[at + 1] if at + 1 < len(self._marks) else None

    def words(self, mark: Mark) -> str:
        """All the words of a mark, in small letters."""
        return " ".join(token.low for token in self._tokens[mark.first : mark.last])

    def words_before(self, at: int, reach: int) -> set[str]:
        """The words of the last few tokens before a mark."""
        first = self._marks[at].first
        return {token.low for token in self._tokens[max(0, first - reach) : first]}

    def base(self, mark: Mark) -> str:
        """A verb in its base form, with its particle: "watches" is watch, "picks up" pick up."""
        first, space, rest = self.words(mark).partition(" ")
        may_be = (*forms(first)[1:], *irregular().get(first, ()))
        known = (form for form in may_be if lexicon().phrase((form, *rest.split()), "motions"))
        return next(known, _BASES.get(first, first)) + space + rest

    def before(self, at: int) -> str:
        """The punctuation before a mark."""
        return self._tokens[self._marks[at].first].before

    def apart_before(self, at: int) -> bool:
        """Whether a comma stands before the noun here, with nothing but its traits between."""
        for index in range(at, max(at - 4, -1), -1):
            if "," in self.before(index):
                return True
            mark = self._marks[index - 1] if index else None
            if mark is None or not (self._is_light(mark) or mark.kind in ("emotions", "hair", "numbers")):
                return False
        return False

    def determiner(self, at: int) -> str:
        """The article or pronoun before the noun here, empty when there is none."""
        for index in range(at - 1, max(at - 4, -1), -1):
            if self._marks[index].id == "determiner":
                return self.word(index)
            if not self._is_light(self._marks[index]):
                return ""
        return ""

    def starts_clause(self, at: int, preposition: str) -> bool:
        """Whether the noun here is the subject of a clause of its own."""
        if self._marks[at].kind == "pronoun" and self.word(at) in _SUBJECT_PRONOUNS:
            return True
        joint = self.joint_before(at)
        if joint in _ALWAYS_CLAUSES or joint == ";":
            return True
        if joint in _CLAUSE_JOINTS:
            return self.verb_after(at) is not None and not (joint in _BESIDE and self._verb_goes_on(at))
        if joint in ("and", ",") and self.ends_list(at):
            return False
        if joint in ("and", ",") and not preposition and self._does_where_it_is(at):
            return True
        return not preposition and (bool(joint) or self._follows_place(at)) and self.verb_after(at) is not None

    def _does_where_it_is(self, at: int) -> bool:
        """As in "... and the torches in the hall go out": a noun, where it is, and right after that its verb."""
        article = self.determiner(at) in ("a", "an", "the") or self._marks[at - 1].kind in ("pronoun", "numbers")
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if not article or following is None or following.id != "preposition" or self.before(at + 1):
            return False
        several = self._tokens[self._marks[at].last - 1].low.endswith("s")
        nouns = 0
        for index in range(at + 2, min(at + 7, len(self._marks))):
            mark = self._marks[index]
            if self.before(index):
                return False
            if mark.kind == "motions" and nouns:
                word = self.word(index)
                return not word.endswith("ing") and (word.endswith(("ed", "s")) != several or word.endswith("ed"))
            nouns += mark.kind in (*NOUNS, "unknown", "name")
            if mark.kind not in (*NOUNS, "unknown", "name") and not self._is_light(mark) and mark.kind != "pronoun":
                return False
        return False

    def _follows_place(self, at: int) -> bool:
        """As in "...; on the other side of the road a woman waits": a place opens the clause, and then its subject."""
        first = at
        while first and not self.before(first) and self._is_light(self._marks[first - 1]):
            first -= 1
        told = self._marks[at].kind == "name" or (first < at and self.word(first) in ("a", "an", "the"))
        if not told or self.before(first):
            return False
        for index in range(first - 1, 0, -1):
            mark = self._marks[index]
            noun = mark.kind in (*NOUNS, "name", "pronoun") or mark.id in ("preposition", "abstract", "body")
            if not (noun or self._is_light(mark)):
                return False
            joined = self.before(index)[:1] in _STOPS or self.word(index - 1) in JOINTS
            if joined:
                return mark.id == "preposition"
        return False

    def ends_list(self, at: int) -> bool:
        """As in "takes a ball and a bottle and throws the ball": what is done next is not done by the bottle."""
        after = at + 1
        while after < len(self._marks) and self.word(after) in ("and", "then"):
            after += 1
        if self._marks[at].kind != "props" or after >= len(self._marks) or self._marks[after].kind != "motions":
            return False
        apart = after > at + 1 or (self.before(after)[:1] == "," and not self.word(after).endswith("ing"))
        return apart and any(mark.kind == "motions" for mark in self._marks[:at])

    def _verb_goes_on(self, at: int) -> bool:
        """As in "kneels before the king and bows": the verb after "and" is of who knelt."""
        after = self._marks[at + 1 : at + 3]
        return len(after) == 2 and self.word(at + 1) == "and" and after[1].kind in _VERBAL

    def joint_before(self, at: int) -> str:
        """The conjunction, comma, colon or semicolon between the noun here and what is before it, empty if none is."""
        for index in range(at, -1, -1):
            mark = self._marks[index]
            if index < at:
                if self.word(index) in JOINTS and mark.kind == "plain":
                    return self.word(index)
                led = self._marks[index + 1].id in ("determiner", *OWNERS) if index + 1 < at else False
                if self.word(index) == "that" and led:
                    return "as"
                owner = mark.kind == "pronoun" and mark.id in OWNERS
                light = owner or mark.kind in ("colours", "numbers", "hair", "paces", "sizes", "materials")
                light = light or (mark.kind == "emotions" and self.describes(index) in ("builds", "props"))
                light = light or (mark.kind == "plain" and mark.id in _LIGHT)
                light = light or (mark.kind == "unknown" and self.describes(index) == "props")
                light = light or self._counts_next(index)
                if not light and not self._only_tells_kind(index):
                    return ""
            if self.before(index).strip() in ("&", "+", ", +", ", &"):
                return "and"
            stop = self.before(index)[:1]
            if stop in _STOPS:
                return ";" if stop == "/" else stop if stop in (":", ";") else ","
        return ""

    def _counts_next(self, at: int) -> bool:
        """As in "a stack of plates", "a pile of books": how many there are of what follows."""
        of = at if self.word(at) == "of" else at + 1
        amount = of > 0 and self._marks[of - 1].id == "abstract" and self.word(of - 1) in _AMOUNTS
        return amount and self.word(of) == "of" and not self.before(of)

    def _only_tells_kind(self, at: int) -> bool:
        """As in "while a tabby cat watches": a noun right before another one."""
        mark, following = self._marks[at], self._marks[at + 1]
        kinds = mark.kind == following.kind == "props" and not self.before(at + 1)
        return kinds and not self._tokens[mark.last - 1].owns and not self.word(at).endswith("s")

    def joint_between(self, verb: Mark, later: Mark) -> bool:
        """Whether another clause has begun between a verb and a later word."""
        between = self._tokens[verb.last : later.first + 1]
        return any(token.low in JOINTS or token.before[:1] in _STOPS for token in between)

    def verb_after(self, at: int) -> Mark | None:
        """The verb of the noun here, None when another phrase or clause comes first."""
        described = self._described_until(at + 1)
        for index in range(described, len(self._marks)):
            mark = self._marks[index]
            if mark.kind in _VERBAL:
                apart = self.before(index)[:1] == "," and self.word(index).endswith("ing")
                return None if apart else mark
            if mark.kind == "plain":
                if mark.id in ("auxiliary", "negation") and self.word(index) not in _NAMED:
                    return mark
                if mark.id == "preposition":
                    return None
            elif (
                mark.kind == "unknown"
                and index == at + 1 + self._adverbs(at)
                and self.word(index).endswith(("s", "ed"))
            ):
                return mark
            elif mark.kind not in ("name", "builds", "pronoun", "paces", "colours", "sizes", "materials", "props") or (
                self.before(index)[:1] in (",", ";") and mark.kind not in ("name", "builds", "paces")
            ):
                return None
        return None

    def _described_until(self, at: int) -> int:
        """Past the looks told right here ("with twintails and a pink kimono"); ``at`` itself when none are."""
        if at >= len(self._marks) or self.before(at) or self.word(at) not in _DESCRIBES:
            return at
        end = at
        for index in range(at + 1, len(self._marks)):
            mark = self._marks[index]
            plain = mark.kind == "plain" and (mark.id in _TOLD or self.word(index) in ("and", *_DESCRIBES))
            if not (plain or mark.kind in _TELLING) or self.before(index)[:1] not in ("", ","):
                break
            if mark.kind in _TELLING - {"numbers", "colours", "sizes", "materials"} or mark.id == "body":
                end = index + 1
        return end if end > at else at

    def _adverbs(self, at: int) -> int:
        """How many adverbs follow a mark."""
        count = 0
        while at + 1 + count < len(self._marks) and self._marks[at + 1 + count].kind == "paces":
            count += 1
        return count

    def next_is(self, at: int, kind: str) -> bool:
        """Whether the next word that is no adverb is of this kind."""
        for mark in self._marks[at + 1 : at + 4]:
            if mark.kind == kind:
                return True
            if mark.kind != "paces" and not (mark.kind == "plain" and mark.id in ("adverb", "auxiliary")):
                return False
        return False

    def describes(self, at: int) -> str:
        """The kind of the noun that follows right here and that this word describes, empty when there is none."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if following is None or self.before(at + 1) or following.kind not in _DESCRIBED:
            return ""
        if following.kind == "unknown" and self.word(at + 1).endswith("ly"):
            return ""
        return following.kind

    def describes_living(self, at: int) -> bool:
        """Whether the noun that follows right here is of an animal: "a scared horse"."""
        return self.describes(at) == "props" and vocabulary.prop_kinds()[self._marks[at + 1].id].alive

    def tells(self, at: int) -> bool:
        """As in "is red": whether the word here says what its subject is like."""
        return at > 0 and self.word(at - 1) in _IS

    def has_agent(self, at: int) -> bool:
        """As in "carried by a boy": who does it follows the participle here."""
        for later in range(at + 1, min(at + 4, len(self._marks))):
            if self.before(later) or self.word(later) in JOINTS:
                return False
            if self.word(later) == "by":
                return True
        return False

    def is_in_mouth(self, at: int) -> bool:
        """As in "a dog with a stick in its mouth": how an animal has the thing named here."""
        last = self._marks[at].last
        words = [token.low for token in self._tokens[last : last + 3] if not token.before]
        return len(words) == 3 and words[0] in ("in", "between") and words[2] in _JAWS

    def likened(self, at: int) -> bool:
        """As in "she looks like a queen": nobody is there but she."""
        first = self._marks[at].first
        return [token.low for token in self._tokens[max(0, first - 2) : first]] in (["like", "a"], ["like", "an"])

    def is_mirrored(self, at: int) -> bool:
        """As in "the moon's reflection", "a cat's reflection": what is mirrored is told of, and not there by that."""
        last = self._marks[at].last
        return self._tokens[last - 1].owns and any(
            token.low in ("reflection", "reflections") for token in self._tokens[last : last + 2]
        )

    def done_by_somebody(self, mark: Mark) -> bool:
        """As in "rings the bell": a sound that somebody makes, and not "the bell rings"."""
        first, *rest = self.words(mark).split()
        return bool(rest) and first != "sound" and bool({"a", "the", "at", "on"} & set(rest))

    def repeats_person(self, at: int) -> bool:
        """Whether a role here says a name again: "Hana, a girl" / "Hana is a girl" / "Hana (a girl"."""
        person = next((index for index in range(at - 1, -1, -1) if self._marks[index].kind == "name"), None)
        if person is None:
            return self._repeats_role(at)
        between = range(person + 1, at)
        words = {self.word(index) for index in between}
        apart = any(self.before(index)[:1] in _STOPS for index in (*between, at))
        linked = bool({"is", "was"} & words) or apart
        the = "the" in words and apart and person + 1 in between and self._is_closed(at)
        article = bool({"a", "an"} & words) or the
        return linked and article and all(self._links(index) or the for index in between)

    def _is_closed(self, at: int) -> bool:
        """As in "Tomoe, the team captain, claps": a comma, and what she does."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        return following is not None and self.before(at + 1)[:1] == "," and following.kind in _VERBAL

    def _repeats_role(self, at: int) -> bool:
        """As in "The innkeeper, a big man in a green shirt, ...": the second noun could be anybody."""
        first = next((index for index in range(at - 1, -1, -1) if self._marks[index].kind == "builds"), None)
        anybody = self.words(self._marks[at]).split()[-1] in _ANYBODY
        if first is None or not anybody or not (self.determiner(first) in ("the", "a", "an") or self._owned(first)):
            return False
        between = range(first + 1, at)
        apart = bool(between) and self.before(between[0])[:1] == ","
        told = apart and self.word(between[0]) in ("a", "an") and all(self._links(index) for index in between)
        rest = [index for index in range(at + 1, len(self._marks)) if self.before(index)[:1] == ","]
        closed = bool(rest) and self._marks[rest[0]].kind in (*_VERBAL, "unknown")
        return told and closed

    def _owned(self, at: int) -> bool:
        """As in "her brother", "Mia's brother"."""
        before = self._marks[at - 1] if at else None
        return before is not None and (before.id in OWNERS or self._tokens[before.last - 1].owns)

    def names_role(self, at: int) -> bool:
        """Whether a name here names the role before: "a girl named Hana" / "a girl, Hana,"."""
        if at == 0:
            return False
        if self.word(at - 1) in _NAMED or (self._marks[at - 1].kind == "builds" and not self.before(at)):
            return True
        return self.before(at)[:1] in (",", "(") and self._apart_after(at) and self._role_described_before(at)

    def _role_described_before(self, at: int) -> bool:
        """Whether all since the last role only describes it: "a girl with short hair, HANA,"."""
        for index in range(at - 1, -1, -1):
            if self._marks[index].kind == "builds":
                return True
            if self._marks[index].kind in _VERBAL or self._marks[index].kind == "name":
                return False
        return False

    def end_before(self, at: int) -> int:
        """The script offset where the clause before this mark ends."""
        first = at
        while first > 0 and self._is_light(self._marks[first - 1]):
            first -= 1
        joint = next((index for index in range(first, at) if self.word(index) in JOINTS), first)
        apart = next((index for index in range(first, joint) if self.before(index)[:1] in _STOPS), joint)
        return self._tokens[max(self._marks[apart].first - 1, 0)].end

    def _is_light(self, mark: Mark) -> bool:
        """Whether a mark only leads over to what follows."""
        return mark.kind in ("colours", "paces", "sizes", "materials") or (
            mark.kind == "plain" and mark.id in (*_LIGHT, "auxiliary")
        )

    def _links(self, index: int) -> bool:
        mark = self._marks[index]
        usual = mark.kind in ("colours", "numbers", "unknown", "emotions", "hair") or mark.id in (
            "adjective",
            "abstract",
        )
        return usual or self.word(index) in _ROLE_LINKS

    def _apart_after(self, at: int) -> bool:
        after = self._marks[at + 1] if at + 1 < len(self._marks) else None
        return after is None or self._tokens[after.first].before[:1] in (",", ")", "(")
