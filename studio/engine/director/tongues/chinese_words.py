"""Chinese words by what stands beside them: crowds, what things are made of, what sounds where it stands."""

from typing import Final

from studio.engine.director.tongues.chinese_marks import NUMBERS
from studio.engine.director.tongues.numerals import number_of, seconds_at
from studio.engine.director.tongues.units import Unit
from studio.engine.director.tongues.wordbook import Entry, Wordbook

_SOUNDERS: Final = frozenset({"clock", "phone", "bell", "alarm clock", "radio"})
MADE_OF: Final = {
    "木": "wooden", "铁": "iron", "铜": "brass", "石": "stone", "纸": "paper", "布": "cloth", "瓷": "ceramic",
    "陶": "ceramic", "皮": "leather",
}  # fmt: skip
_NOT_MADE: Final = frozenset({
    "stone", "rock", "stick", "log", "puppet", "paper", "fishing rod", "pebble", "wallet", "statue", "bag",
})  # fmt: skip


class ChineseWords:
    """What the words of one sentence are told by their neighbours."""

    def __init__(self, book: Wordbook, text: str, offset: int) -> None:
        self._book = book
        self._text = text
        self._offset = offset
        self._units: list[Unit] = []

    def _put(self, kind: str, said: str, first: int, last: int, form: str = "") -> int:
        start, end = self._offset + first, self._offset + last
        self._units.append(Unit(kind, said, start, end, form, self._text[first:last]))
        return last

    def _is_crowd(self, at: int, last: int, entry: Entry) -> bool:
        """As in "在人群中奔跑", "挤过人群": where somebody is, and nothing that is heard."""
        if entry.said != "crowd noise" or self._text[at:last] not in ("人群", "人流", "人潮", "人堆"):
            return False
        through = self._units[-1:] and self._units[-1].kind in ("prep", "motions", "deed", "strange")
        return bool(through) or self._text[last : last + 1] in ("中", "里", "外", "前", "后", "间", "之")

    def _in_crowd(self, at: int, last: int) -> int:
        """Read past the people whom somebody is among, with the words for where."""
        if self._units and self._units[-1].kind == "prep":
            self._units.pop()
        self._put("strange", self._text[at:last], at, last)
        while self._text[last : last + 1] in (*"中里外前后间之",):
            last += 1
        return last

    def _is_made_of(self, at: int, last: int, entry: Entry) -> bool:
        """As in "木桶", "铁盆": a thing with what it is made of before it, in one word."""
        stuff = MADE_OF.get(self._text[at], "") if last - at > 1 and entry.said not in _NOT_MADE else ""
        return stuff != "" and entry.said.partition(" ")[0] not in {*MADE_OF.values()} - {stuff}

    def _sounds_there(self, at: int, last: int) -> bool:
        """As in "墙上的钟滴答作响": a thing that stands somewhere, and not only its sound."""
        placed = [unit.kind for unit in self._units[-2:]] == ["rel", "de"]
        return placed and "声" not in self._text[at:last] and self._thing_of(at, last) > at

    def _thing_of(self, at: int, last: int) -> int:
        """Where the thing ends that the words of a sound begin with; where they begin for none."""
        for end in range(last - 1, at, -1):
            if any(one.table == "props" and one.said in _SOUNDERS for one in self._book.entries(self._text[at:end])):
                return end
        return at

    def _sounding(self, at: int, last: int, entry: Entry) -> int:
        end = self._thing_of(at, last)
        self._put("props", self._book.entries(self._text[at:end])[0].said, at, end)
        self._put("stop", "，", end, end)
        return self._put("sounds", entry.said, end, last)

    def _digits(self, at: int) -> int:
        last = at
        while last < len(self._text) and (
            number_of(self._text[last]) is not None or (last > at and self._text[last] == ".")
        ):
            last += 1
        return last

    def _seconds(self, at: int) -> int | None:
        last = self._digits(at)
        for length in (2, 1) if last > at else ():
            unit = self._text[last : last + length]
            amount = seconds_at(self._text[at:last], unit, self._book)
            if amount is not None:
                return self._put("seconds", amount, at, last + length)
        return None

    def _number(self, at: int) -> int | None:
        last = self._digits(at)
        value = number_of(self._text[at:last]) if last > at else None
        if value is None:
            return None
        end = last
        for length in (2, 1):
            if self._text[last : last + length] in self._book.table("counters").get("of", ()):
                end = last + length
                break
        if end == last:
            return None
        if value == 1:
            return self._put("det", "a", at, end)
        return self._put("numbers", NUMBERS.get(value, str(value)), at, end)
