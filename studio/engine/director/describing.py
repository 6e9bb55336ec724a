"""What the words tell of somebody's looks."""

from collections.abc import Callable, Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.people import Portrait, role_build
from studio.engine.director.standing import Mark
from studio.engine.director.tokens import Token

_PARTS: Final = {"hair": "hair", "haired": "hair", "eyes": "eyes", "eyed": "eyes", "eye": "eyes", "skin": "skin",
                 "skinned": "skin", "bob": "hair", "ponytail": "hair", "twintails": "hair", "pigtails": "hair",
                 "braid": "hair", "braids": "hair", "bun": "hair", "bangs": "hair",
                 "cut": "hair", "buns": "hair", "topknot": "hair", "afro": "hair", "ringlets": "hair", "plaits": "hair",
                 "mullet": "hair", "undercut": "hair"}  # fmt: skip
_OF_HAIR: Final = frozenset({"blonde", "blond", "brunette", "ginger", "redheaded", "raven"})
"""Colours that are told of hair where they are told of somebody: "a blonde girl"."""
_TAILS: Final = frozenset({"haired", "eyed", "skinned"})
_DECADES: Final = {
    "teens": "15", "twenties": "25", "thirties": "35", "forties": "45", "fifties": "55", "sixties": "65",
    "seventies": "75", "eighties": "85", "nineties": "95",
}  # fmt: skip
_IN_WORDS: Final = {
    "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
    "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
    "eighty": "80", "ninety": "90",
}  # fmt: skip
_FRONT: Final = 10
"""Tokens within which a phrase opens a sentence."""
_AGES: Final = ((12, "child"), (20, "youth"), (62, "adult"))

WHISKERS: Final = frozenset({"beard", "long-beard", "goatee", "moustache", "stubble"})
"""What grows on a face: it has the colour of hair."""
_LONG: Final = frozenset({"long", "flowing", "floor-length"})


_BEASTLY: Final = {
    "cat": ("cat-ears", "cat-tail"), "neko": ("cat-ears", "cat-tail"), "fox": ("fox-ears", "fox-tail"),
    "kitsune": ("fox-ears", "fox-tail"), "wolf": ("fox-ears", "dog-tail"), "dog": ("dog-ears", "dog-tail"),
    "bunny": ("rabbit-ears", "rabbit-tail"), "rabbit": ("rabbit-ears", "rabbit-tail"), "bear": ("bear-ears",),
}  # fmt: skip
"""What somebody has of the animal that they are said to be half of: "a fox girl"."""
_YOUNG: Final = ("girl", "boy", "woman", "man", "girls", "boys", "women", "men")


class Describing:
    """Gathers looks for the person the sentence spoke of last."""

    def __init__(self, words: Callable[[int, int], str], tokens: Sequence[Token]) -> None:
        self._words = words
        self._tokens = tokens
        self._who: Portrait | None = None
        self._from = tokens[0].start
        self._cloth: str | None = None
        self._said = ""
        self._colour_end = -1
        self._part = ""
        self._linked = False
        self._coming: list[tuple[str, str, Mark]] = []
        self._also: tuple[Portrait, ...] = ()
        self._years: int | None = None
        self.others: list[tuple[Portrait, Mark]] = []
        """Clothes told before their wearer, as in "In a red coat, Hana ...", of whom others were told once."""

    @property
    def who(self) -> Portrait | None:
        """Whom the words are about."""
        return self._who

    def met(self, portrait: Portrait, mark: Mark) -> None:
        """What follows is about this person."""
        if portrait is not self._who:
            self._from = self._tokens[mark.first].start
        self._who, self._also = portrait, ()
        self._cloth = None
        self._part, self._linked = "", False
        self._be_beastly(portrait, mark)
        if self._years is not None:
            portrait.build = _build_at(self._years, portrait)
        coming, self._coming, self._years = self._coming, [], None
        for part, value, told in coming:
            if part == "accessory":
                self._put_on(told)
            elif part == "outfit" and portrait.told.get(part, value) != value:
                self.others.append((portrait, told))
            else:
                self._tell(part, value, told)

    def _be_beastly(self, portrait: Portrait, mark: Mark) -> None:
        """As in "a cat girl", "a catboy": somebody with the ears and the tail of an animal."""
        words = " ".join(token.low for token in self._tokens[mark.first : mark.last])
        animal = next((one for one in _BEASTLY if words.startswith(one) and words.endswith(_YOUNG)), "")
        for worn in _BEASTLY.get(animal, ()):
            if worn not in portrait.accessories:
                portrait.accessories.append(worn)

    def met_all(self, group: Sequence[Portrait], mark: Mark) -> None:
        """What follows is about all of them: "three women in summer dresses"."""
        self.met(group[0], mark)
        for portrait in group[1:]:
            self._be_beastly(portrait, mark)
        self._also = tuple(group[1:])

    def all_of(self, group: Sequence[Portrait]) -> None:
        """What follows is of each of them: "Ami and Saki in kimonos"."""
        self._also = tuple(one for one in group if one is not self._who)

    def met_again(self, portrait: Portrait) -> None:
        """A pronoun spoke of this person: "her hair", "he wears"."""
        self._part, self._linked = "", False
        if portrait is not self._who:
            self._who, self._from, self._also, self._cloth = portrait, self._tokens[0].start, (), None

    def forget(self) -> None:
        """What follows is of nobody who is there."""
        self._who, self._also, self._cloth, self._part = None, (), None, ""

    def single_out(self, portrait: Portrait) -> None:
        """As in "one with glasses": what follows is about this one of several alone."""
        self.met_again(portrait)
        self._also = ()

    def body(self, word: str) -> None:
        """A part of the body was named: "her hair"."""
        self._part = _PARTS.get(word, "")
        self._linked = False

    def linked(self) -> None:
        """As in "is": what follows tells how it looks."""
        self._linked = True

    def coloured(self, colour: str, mark: Mark) -> bool:
        """Take a colour for hair, eyes or skin; False when it is for something else."""
        follows = mark.first > 0 and self._tokens[mark.first - 1].low in _PARTS and not self._tokens[mark.first].before
        part = (self._part if self._linked or follows else "") or self._part_after(mark.last)
        if part == "cloth" and self._tokens[mark.first - 1].low not in ("is", "was", "are", "were"):
            part = ""
        if not part and self._tokens[mark.first].low in _OF_HAIR and self._of_the_next(mark.last):
            self._coming.append(("hair", vocabulary.named("colours")[colour].text["hair"], mark))
            return True
        text = vocabulary.named("colours")[colour].text
        if part and self._comes_after(mark.last):
            self._coming.append((part, text.get(part, text["hex"]), mark))
            return True
        if not part or self._who is None:
            self._cloth, self._said, self._colour_end = text["hex"], colour, mark.last
            return False
        self._tell(part, text.get(part, text["hex"]), mark)
        return True

    def wears(self, mark: Mark) -> bool:
        """Take hair, clothes or something worn besides. False when nobody is there to wear them."""
        if mark.kind == "hair" and (self._comes_after(mark.last) or self._of_the_next(mark.last)):
            self._coming.append(("hair_style", mark.id, mark))
            return True
        if mark.kind == "hair":
            self._tell("hair_style", mark.id, mark)
            if self._cloth and self._colour_end == mark.first:
                text, self._cloth = vocabulary.named("colours")[self._said].text, None
                self._tell("hair", text.get("hair", text["hex"]), mark)
            return True
        return self._outfit(mark) if mark.kind == "outfits" else self._accessory(mark)

    def changes_clothes(self, mark: Mark) -> bool:
        """Whether clothes are told of somebody who was told to wear others."""
        if mark.kind != "outfits" or self._who is None:
            return False
        told = self._who.told
        return told.get("outfit", mark.id) != mark.id or told.get("cloth", self._cloth) != (
            self._cloth or told.get("cloth")
        )

    def _outfit(self, mark: Mark) -> bool:
        """Take clothes, in the colour said just before. False when nobody is there to wear them."""
        if self._who is None:
            return self._waits_for_somebody("outfit", mark)
        named = vocabulary.named("colours").get(self._tokens[mark.first].low) if mark.last - mark.first > 1 else None
        self._cloth = self._cloth or (named.text["hex"] if named is not None else None)
        self._tell("outfit", mark.id, mark)
        if self._cloth:
            self._tell("cloth", self._cloth, mark)
        self._cloth, self._part, self._linked = None, "cloth", False
        return True

    def dressed(self, mark: Mark) -> bool:
        """Take a colour of clothes that are not named: "the woman in red". False when nobody is there."""
        if self._who is None or self._cloth is None:
            return False
        self._tell("cloth", self._cloth, mark)
        self._cloth = None
        return True

    def _accessory(self, mark: Mark) -> bool:
        """Take something worn. False when nobody is there to wear it."""
        told_before = mark.id in WHISKERS or self._tokens[mark.first].low.endswith("ed")
        if told_before and self._of_the_next(mark.last):
            self._coming.append(("accessory", mark.id, mark))
            return True
        if self._who is None:
            return self._waits_for_somebody("accessory", mark)
        return self._put_on(mark)

    def _put_on(self, mark: Mark) -> bool:
        if self._who is None or (mark.id in WHISKERS and not self._grows(self._who, mark)):
            return False
        worn = "long-beard" if mark.id == "beard" and self._told_long(mark) else mark.id
        for one in (self._who, *self._also):
            if worn not in one.accessories:
                one.accessories.append(worn)
        if self._cloth and mark.id not in WHISKERS:
            self._tell("accent", self._cloth, mark)
        self._cloth = None
        self._quote(mark)
        return True

    def _grows(self, who: Portrait, mark: Mark) -> bool:
        """Give a man his beard, in its own colour if it has one. False for who grows none."""
        if who.sex == "female":
            return False
        who.build = "man" if who.build in ("", "boy", "child", "girl", "woman") else who.build
        who.sex = "male"
        if self._cloth and mark.id in WHISKERS:
            text = vocabulary.named("colours")[self._said].text
            who.whiskers = text.get("hair", text["hex"])
        return True

    def _told_long(self, mark: Mark) -> bool:
        """As in "a long white beard"."""
        return any(token.low in _LONG for token in self._tokens[max(0, mark.first - 2) : mark.first])

    def _waits_for_somebody(self, part: str, mark: Mark) -> bool:
        """As in "In a red coat, the girl ...": who has it on comes after."""
        fronted = self._tokens[0].low in ("with", "in", "wearing", "dressed") or mark.first < _FRONT
        comes = any("," in token.before for token in self._tokens[mark.last :])
        if not (fronted and comes):
            return False
        self._coming.append((part, mark.id, mark))
        if self._cloth and part == "outfit":
            self._coming.append(("cloth", self._cloth, mark))
        self._cloth = None
        return True

    def age(self, mark: Mark) -> bool:
        """Take an age in years said right after a name. False when it is none."""
        low = self._tokens[mark.first].low.partition("-year")[0]
        if low in vocabulary.named("numbers"):
            low = f"{vocabulary.named('numbers')[low].values['n']:g}"
        low = _DECADES.get(low, _IN_WORDS.get(low, low))
        following = self._tokens[mark.last].low if mark.last < len(self._tokens) else ""
        bracketed = self._tokens[mark.first].before[-1:] in ("(", ",")
        aged = bracketed or low in _DECADES.values() or following.startswith("year") or mark.last - mark.first > 1
        told = any("year" in token.low for token in self._tokens[mark.first : mark.last])
        aged = aged or told
        if not low.isdigit() or len(low) > 3 or not aged:
            return False
        if told and following and not self._tokens[mark.last].before:
            self._years = int(low)
            return True
        if self._who is None:
            return False
        self._who.build = _build_at(int(low), self._who)
        self._quote(mark)
        return True

    def _comes_after(self, at: int) -> bool:
        """As in "a purple-haired girl": whose it is comes after."""
        return any(token.low in _TAILS for token in self._tokens[at : at + 2])

    def _of_the_next(self, at: int) -> bool:
        """As in "a bald man": the noun of somebody right after, in one word or two."""
        following = [token.low for token in self._tokens[at : at + 2] if token.before[:1] != ","]
        if at < len(self._tokens) and self._tokens[at].before:
            return False
        return any(role_build(" ".join(following[:count])) is not None for count in range(1, len(following) + 1))

    def _part_after(self, at: int) -> str:
        for token in self._tokens[at : at + 3]:
            if "," in token.before:
                return ""
            if token.low in _PARTS:
                return _PARTS[token.low]
            if token.before[:1] in (",", ".", ";") or token.low in ("and", "with", "in"):
                return ""
        return ""

    def _tell(self, part: str, value: str, mark: Mark) -> None:
        if self._who is not None:
            for one in (self._who, *self._also):
                one.told.setdefault(part, value)
            self._quote(mark)

    def _quote(self, mark: Mark) -> None:
        """Keep the artist's words of description, growing as the sentence goes on."""
        if self._who is None:
            return
        last = mark.last
        if last < len(self._tokens) and self._tokens[last].low in _PARTS and not self._tokens[last].before:
            last += 1
        words = self._words(self._from, self._tokens[last - 1].end)
        if self._who.words and words.startswith(self._who.words[-1]):
            self._who.words[-1] = words
        else:
            self._who.words.append(words)


def _build_at(years: int, who: Portrait) -> str:
    kind = next((name for limit, name in _AGES if years < limit), "elder")
    if kind in ("child", "elder"):
        return kind
    female = who.sex == "female" or (who.sex != "male" and who.build in ("girl", "woman"))
    return {"youth": ("boy", "girl"), "adult": ("man", "woman")}[kind][female]
