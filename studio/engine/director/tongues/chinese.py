"""The words of a Chinese sentence: the studio's own words first, the rest parted by jieba."""

from studio.engine.director.tongues.chinese_marks import (
    ADVERBS,
    AND_MORE,
    ASPECTS,
    AT_ONCE,
    BEFORE_THINGS,
    BETWEEN,
    BROUGHT,
    CALLS,
    CLAD,
    CLOCK,
    KINDS_OF,
    LONG_NOUN,
    LONG_VERB,
    MORE,
    ONE_HAND,
    ORDINAL,
    ORDINALS,
    OUTCOMES,
    PARTICLES,
    QUOTES,
    RESULTS,
    SAID,
    SINGLES,
    SOME,
    SOUNDING,
    SPREAD,
    STOPS,
    THINGS,
    TIMES_OVER,
    VERBAL,
    WAYS,
)  # fmt: skip
from studio.engine.director.tongues.chinese_settling import speaks_next
from studio.engine.director.tongues.chinese_words import MADE_OF, ChineseWords
from studio.engine.director.tongues.numerals import number_of, passing_at
from studio.engine.director.tongues.units import PEOPLE, Unit
from studio.engine.director.tongues.wordbook import Entry, Wordbook, english


def _tagged(text: str) -> list[tuple[str, str]]:
    from rjieba import tag  # its dictionary is read with it

    return tag(text)


class ChineseMarker(ChineseWords):
    """Gives each word of one sentence its meaning. ``text`` begins at ``offset`` in the script."""

    def __init__(self, book: Wordbook, text: str, offset: int, names: frozenset[str]) -> None:
        super().__init__(book, text, offset)
        self._names = names
        self._tagged = _tagged(text)
        self._ends = self._boundaries()

    def _boundaries(self) -> list[int]:
        """Where jieba ends its words."""
        ends: list[int] = []
        at = 0
        for word, _ in self._tagged:
            at += len(word)
            ends.append(at)
        return ends

    def read(self) -> list[Unit]:
        """The units in order."""
        at = 0
        while at < len(self._text):
            at = self._one(at)
        return self._units

    def _one(self, at: int) -> int:
        letter = self._text[at]
        if letter in QUOTES:
            return self._quote(at)
        said = SAID.match(self._text, at) if letter in ":：" else None
        if said is not None and speaks_next(self._units):
            return self._put("quote", f"“{said[1]}”", said.start(1), said.end(1))
        if letter in STOPS:
            return at + 1 if letter.isspace() else self._put("stop", letter, at, at + 1)
        passing = passing_at(self._text[at:], "zh")
        if passing is not None:
            return self._put("times", passing[0], at, at + passing[1])
        if letter == "得" and self._units and self._units[-1].kind in ("motions", "emotions", "strange", "weathers"):
            return self._degree(at)
        if self._only_there(at) or MORE.match(self._text, at):
            return at + 1
        if letter == "越" and "越" in self._text[max(0, at - 3) : at] and AND_MORE.match(self._text, at):
            return at + 2
        clad = CLAD.match(self._text, at)
        if clad is not None:
            self._put("colours", self._book.entries(clad[1])[0].said, at, at + 1)
            return self._put("outfits", "clothes", at + 1, at + 2)
        by_hand = ONE_HAND.match(self._text, at)
        if by_hand is not None and not self._phrased(at, by_hand.end() - at):
            return by_hand.end()
        at_once = AT_ONCE.match(self._text, at)
        if at_once is not None and not self._phrased(at, at_once.end() - at) and self._does_now(at_once.end()):
            return at_once.end()
        ordinal = ORDINAL.match(self._text, at)
        if ordinal is not None:
            alone = self._text[ordinal.end() : ordinal.end() + 1] in ("", "的", *STOPS) or self._does_now(ordinal.end())
            said = f"the {ORDINALS[ordinal[1]]}"
            return self._put("pron" if alone else "det", f"{said} one" if alone else said, at, ordinal.end())
        told = TIMES_OVER.match(self._text, at) or CLOCK.match(self._text, at)
        if told is not None and not self._phrased(at, told.end() - at - 1):
            return told.end()
        adverb = self._adverb(at)
        if adverb is not None:
            return adverb
        parted = self._spread(at)
        if parted is not None:
            return parted
        for read in (self._seconds, self._name, self._whole, self._known, self._number):
            last = read(at)
            if last is not None:
                return last
        if letter in PARTICLES:
            return at + 1
        return self._unknown(at)

    def _adverb(self, at: int) -> int | None:
        """As in "自信地": how something is done, in a word that nobody knows."""
        if at and at not in self._ends:
            return None
        word, tag = self._tagged[self._ends.index(at) + 1 if at else 0]
        last = at + len(word)
        whole = len(word) > 1 and self._text[last : last + 1] == "地" and tag[:1] in "adzivnl"
        place = self._text[last + 1 : last + 2] in ("", *"上下面里板方图毯球铁道", *STOPS)
        if not whole or place or self._phrased(at, 0) or not self._does_now(last + 1):
            return None
        return self._put("strange", word + "地", at, last + 1)

    def _phrased(self, at: int, least: int) -> bool:
        """Whether a longer phrase of the studio's begins here, as in "双手抱胸"."""
        return any(
            self._book.entries(self._text[at : at + length])
            for length in range(least + 1, min(self._book.longest, len(self._text) - at) + 1)
            if at + length <= len(self._text)
        )

    def _spread(self, at: int) -> int | None:
        """The end of a verb and its object that stand apart, None where there are none."""
        found = SPREAD.match(self._text, at)
        if found is None:
            return None
        entries = [one for one in self._book.entries(found[1] + found[2]) if one.table == "motions"]
        return self._put("motions", entries[0].said, at, found.end()) if entries else None

    def _only_there(self, at: int) -> bool:
        """As in "朝敌人砍去", "跳起舞来": which way, where what is done was said already."""
        closes = self._text[at + 1 : at + 2] in ("", *STOPS) or self._text[at + 1 : at + 2] == "了"
        if self._text[at] not in "来去" or not closes:
            return False
        for unit in reversed(self._units):
            if unit.kind == "stop":
                return False
            if unit.kind in ("motions", "emotions", "weathers", "sounds", "strange"):
                return True
        return False

    def _quote(self, at: int) -> int:
        end = self._text.find(QUOTES[self._text[at]], at + 1)
        if end < 0:
            return at + 1
        inner = self._text[at + 1 : end]
        return self._put("quote", f"“{inner}”", at, end + 1)

    def _name(self, at: int) -> int | None:
        for length in (4, 3, 2, 1):
            said = self._text[at : at + length]
            if said in self._names and len(said) == length and self._named(said, at):
                return self._put("name", said, at, at + length)
        return None

    def _named(self, said: str, at: int) -> bool:
        """Whether a name is meant: "小王子" is no Wang, "下着小雨" rains, "小雨的肩膀" is somebody's."""
        last = at + len(said)
        longer = any(
            self._book.entries(self._text[at : last + more]) for more in (2, 1) if last + more <= len(self._text)
        )
        split = len(said) == 2 and said[0] == "小" and bool(self._book.entries(self._text[last - 1 : last + 1]))
        if longer or split:
            return False
        air = (
            (self._text[at - 1 : at] == "下" and self._text[at - 2 : at] != "剩下")
            or self._text[at - 1 : at] in ("着", "冒", "飘", "场")
            or self._text[last : last + 1]
            in (
                "",
                *"中里下淅，。,.",
            )
        )
        return not (self._book.entries(said) and air)

    def _known(self, at: int) -> int | None:
        if not self._book.opens(self._text[at].lower()):
            return None
        for length in range(min(self._book.longest, len(self._text) - at), 0, -1):
            text = self._text[at : at + length].lower()
            entries = self._book.entries(text) or self._parted(text, at)
            if text[0] == "的" and length > 1 and at and not {at, at + length} <= set(self._ends):
                continue
            if entries and (length > 1 or self._stands(at, entries)):
                return self._take(at, length, entries)
        return None

    def _whole(self, at: int) -> int | None:
        """As in "潜水艇": a thing that nobody knows, though it begins with words that are known."""
        if at and at not in self._ends:
            return None
        number = self._ends.index(at) + 1 if at else 0
        word, tag = self._tagged[number]
        reach = range(len(word), min(self._book.longest, len(self._text) - at) + 1)
        known = any(self._book.entries(self._text[at : at + length].lower()) for length in reach)
        if len(word) < 3 or not tag.startswith("n") or tag == "nr" or known:
            return None
        for length in range(len(word) - 1, 1, -1):
            entries, rest = self._book.entries(word[:length]), word[length:]
            if not entries:
                continue
            follows = self._book.entries(rest) or rest[0] in SINGLES or rest in ("们", "的", "声", "时", "处")
            beyond = self._book.entries(rest + self._text[at + len(word) : at + len(word) + 1])
            named = entries[0].table in (*THINGS, "motions") and not follows and not beyond
            return self._put("unknown", word, at, at + len(word)) if named else None
        return None

    def _degree(self, at: int) -> int:
        """As in "睡得正香", "开心得蹦了起来": how much, unless that is something done."""
        end = at + 1
        while end < len(self._text) and self._text[end] not in STOPS:
            end += 1
        blown = self._units[-1].kind == "weathers"
        acts = range(at + 1, min(end, at + 7))
        first = next((start for start in acts if self._does(start)), None) if not blown else None
        if first is not None:
            self._felt()
            return first
        return self._put("strange", self._text[at + 1 : end], at, end) if end > at + 1 else end

    def _felt(self) -> None:
        """As in "害怕得发抖": a feeling that only tells how something is done."""
        last = self._units[-1]
        said = RESULTS.get(last.said) or ADVERBS.get(last.said, "") if last.kind == "emotions" else ""
        if said:
            self._units[-1] = Unit(last.kind, said, last.start, last.end, "adverb", last.written)

    def _does_now(self, at: int) -> bool:
        """Whether something that is done stands right here."""
        told = [self._book.entries(self._text[at : at + length]) for length in (4, 3, 2, 1)]
        longest = next((entries[0] for entries in told if entries), None)
        return longest is not None and longest.table in ("motions", "emotions", "prep")

    def _does(self, at: int) -> bool:
        return any(
            entry.table in ("motions", "emotions") and length > (entry.table == "emotions")
            for length in (4, 3, 2, 1)
            for entry in self._book.entries(self._text[at : at + length])[:1]
            if len(self._text[at : at + length]) == length
        )

    def _parted(self, text: str, at: int) -> list[Entry]:
        """As in "流下了眼泪": a verb and its object with a mark of aspect between them."""
        for mark in BETWEEN:
            if mark in text[1:-1]:
                end = at + text.index(mark, 1) + len(mark)
                rest = range(at + len(text) - end + 1, 5)
                longer = any(self._book.entries(self._text[end : end + length]) for length in rest)
                entries = self._book.entries(text.replace(mark, "", 1)) if not longer else []
                return [entry for entry in entries if entry.table in ("motions", "emotions") and len(text) > 2]
        return []

    def _stands(self, at: int, entries: list[Entry]) -> bool:
        """Whether one letter is a word here, and no part of a longer word that nobody knows."""
        opens = not self._units or self._units[-1].kind in ("stop", "de")
        if entries[0].table == "rel" and opens and not self._alone(at):
            return False
        if any(entry.table in ("prep", "rel", "de", "joint", "neg", "pron", "det", "verbs") for entry in entries):
            return True
        end = next((end for end in self._ends if end > at), at + 1)
        start = max((one for one in self._ends if one <= at), default=0)
        word = self._text[start:end]
        if len(word) == 1:
            return True
        rest = self._text[at + 1 : end]
        counts = number_of(rest[:1]) is not None or rest[:1] == "一"
        longer = any(self._book.entries(self._text[at + 1 : at + 1 + length]) for length in (4, 3, 2))
        known = (
            not rest
            or longer
            or counts
            or bool(self._book.entries(rest) or self._book.entries(rest.lstrip("了着过") or rest))
            or self._parses(rest)
            or all(letter in PARTICLES or letter in SINGLES for letter in rest)
        )
        return known or (word not in self._names and len(word) == 2 and bool(self._book.entries(word[1])))

    def _parses(self, rest: str) -> bool:
        """As in "树下弹", which jieba takes for a word: whether a place and a verb are left of it."""
        entries = [self._book.entries(rest[:1]), self._book.entries(rest[1:])]
        return [{"rel"} & {one.table for one in entries[0]}, {"motions"} & {one.table for one in entries[1]}] == [
            {"rel"},
            {"motions"},
        ]

    def _alone(self, at: int) -> bool:
        """Whether jieba takes one letter for a whole word."""
        return at + 1 in self._ends and (at == 0 or at in self._ends)

    def _take(self, at: int, length: int, entries: list[Entry]) -> int:
        last = at + length
        entry = next((one for one in entries if one.table != "counters"), entries[0])
        if self._text[at:last] == "一个人" and not any(unit.kind in PEOPLE for unit in self._units):
            self._put("det", "a", at, at + 2)
            return self._put("builds", "person", at + 2, last)
        if self._text[at:last] == "马上" and self._text[:at].endswith(("在", "骑", "跳上", "坐")):
            self._put("props", "horse", at, at + 1)
            return self._put("rel", "on", at + 1, last)
        if entry.table == "skip":
            adverb = (
                self._text[last : last + 1] == "地"
                and last - at > 1
                and self._text[last + 1 : last + 2] not in "上下面"
            )
            return last + adverb
        if entry.table == "abstract":
            return self._put("strange", self._text[at:last], at, last)
        if self._text[at:last] in ("没有", "没", "别") and self._denies(last):
            return self._put("neg", "not", at, last)
        if entry.table == "numbers":
            return self._counted(at, last, entry)
        if entry.table == "materials":
            return self._put("sizes" if self._before_noun(last) else "unknown", entry.said, at, last)
        if entry.table == "sounds" and self._is_crowd(at, last, entry):
            return self._in_crowd(at, last)
        if entry.table == "props" and self._is_made_of(at, last, entry):
            self._put("sizes", MADE_OF[self._text[at]], at, at + 1)
            return self._put("props", entry.said.removeprefix(f"{MADE_OF[self._text[at]]} "), at + 1, last)
        if entry.table == "sounds" and self._sounds_there(at, last):
            return self._sounding(at, last, entry)
        if self._text[at:last] == "冲" and CALLS.match(self._text, at):
            return self._put("prep", "towards", at, last)
        counted = self._units[-1:] and self._units[-1].kind in ("det", "numbers", "de")
        if self._text[at:last] == "画" and (counted or self._text[last : last + 1] in ("挂", "摆", "放", "掉", "靠")):
            return self._put("props", "picture", at, last)
        if self._text[at:last] == "点" and self._text[at - 1 : at] in SOME and entry.said == "light":
            return last
        if entry.said == "pour" and self._text[at : last + 1] == "倒着":
            entry = Entry("motions", "lie")
        if self._text[at:last] in BEFORE_THINGS and self._before_noun(last):
            return self._put(*BEFORE_THINGS[self._text[at:last]], at, last)
        last = self._again(at, last) if entry.table in ("motions", "emotions") else last
        form = ""
        if entry.table == "builds" and self._text[last : last + 1] == "们":
            form, last = "plural", last + 1
        if entry.table in ("emotions", "paces") and self._text[last : last + 1] == "地":
            form, last = "adverb", last + 1
            entry = Entry(entry.table, ADVERBS.get(entry.said, entry.said))
        if entry.table == "emotions" and self._text[at:last].endswith("得") and self._does_now(last):
            said = RESULTS.get(entry.said) or ADVERBS.get(entry.said, entry.said)
            form, entry = "adverb", Entry(entry.table, said)
        way = ""
        if entry.table in ("sounds", "emotions", "weathers") and self._text[last : last + 2] in ("起来", "下来"):
            last += 2
        if entry.table == "motions":
            until = self._completed(last)
            moves = entry.said in english()["manners"] or entry.said in english()["goes"] or entry.said in BROUGHT
            way, last = WAYS.get(self._text[until - 2 : until], "") if until - last > 1 and moves else "", until
        form = "past" if entry.table == "motions" and self._text[last : last + 1] == "过" else form
        end = self._put(entry.table, entry.said, at, last, form)
        if way:
            self._put("ways", way, last, last)
        done = entry.table in ("motions", "verbs", "emotions", "weathers", "sounds", "moves")
        while done and self._text[end : end + 1] in ASPECTS and not self._longer(end):
            end += 1
        return end

    def _again(self, at: int, last: int) -> int:
        """As in "敲了敲", "看一看", "摸摸": a verb of one letter that is said twice."""
        verb = self._text[at:last]
        if len(verb) != 1:
            return last
        if len(verb) == 1 and self._text[last : last + 1] == verb and self._book.entries(self._text[last : last + 2]):
            return last
        twice = next((mid + verb for mid in ("了", "一", "") if self._text.startswith(mid + verb, last)), "")
        return last + len(twice)

    def _completed(self, at: int) -> int:
        """Where a verb ends with the word for its outcome or direction: "抱起", "读了起来", "冲下"."""
        start = at + (self._text[at : at + 1] in ("了", "着") and self._text[at : at + 1] != "")
        for word in OUTCOMES:
            beyond = [self._book.entries(self._text[start : start + size]) for size in range(len(word) + 1, 5)]
            leads = word in ("上", "下", "进", "出")
            longer = any(found and not (leads and found[0].table in ("motions", "skip")) for found in beyond)
            if self._text.startswith(word, start) and not longer and (len(word) > 1 or start == at):
                return start + len(word)
        return at

    def _denies(self, at: int) -> bool:
        """Whether something that is done stands next, so that it is not done."""
        for length in range(6, 0, -1):
            entries = self._book.entries(self._text[at : at + length])
            if entries:
                return entries[0].table in ("motions", "verbs", "emotions", "skip", "paces", "prep")
        return False

    def _before_noun(self, at: int) -> bool:
        """Whether a thing is named here, or after "de"."""
        at += self._text[at : at + 1] in ("的", "制")
        return any(
            entry.table in ("props", "sizes", "colours", "outfits", "accessories", "dressing")
            for length in range(1, 5)
            for entry in self._book.entries(self._text[at : at + length])
        )

    def _counted(self, at: int, last: int, entry: Entry) -> int:
        for length in (2, 1):
            if self._text[last : last + length] in self._book.table("counters").get("of", ()):
                last += length
                break
        if entry.said == "one":
            return self._put("det", "a", at, last)
        return self._put("numbers", entry.said, at, last)

    def _unknown(self, at: int) -> int:
        end = next((end for end in self._ends if end > at), at + 1)
        last = at + 1
        while last < end and not self._opens_word(last):
            last += 1
        part = self._book.entries(self._text[last - 1])[:1] if last - at > 1 else []
        if part and part[0].table == "dressing" and self._is_noun(at, last):
            return self._put("dressing", part[0].said, at, last)
        kind_of = KINDS_OF.get(self._text[last - 1]) if 1 < last - at < LONG_NOUN and self._is_noun(at, last) else None
        if kind_of is not None and not self._longer(last - 1):
            return self._put("props", kind_of, at, last)
        sounding = SOUNDING.match(self._text, last)
        if sounding is not None and last - at < 5:
            return self._put("strange", self._text[at:last], at, sounding.end())
        aspect = self._text[last : last + 1] in ("着", "了") and last - at < LONG_VERB
        if self._tag(at, last) == "ns" and self._text[at] not in "小阿老":
            return self._put("cities", self._text[at:last], at, last)
        kind = "deed" if aspect or self._tag(at, last) in VERBAL else "strange" if self._acts(at, last) else "unknown"
        return self._put(kind, self._text[at:last], at, last)

    def _tag(self, at: int, last: int) -> str:
        """What jieba calls a word, where it is one of jieba's."""
        start = 0
        for word, tag in self._tagged:
            if start == at and start + len(word) == last and self._text[at:last] not in self._names:
                return tag
            start += len(word)
        return ""

    def _is_noun(self, at: int, last: int) -> bool:
        start = 0
        for word, tag in self._tagged:
            if start == at:
                return start + len(word) == last and tag.startswith("n") and tag not in ("nr", "ns")
            start += len(word)
        return False

    def _acts(self, at: int, last: int) -> bool:
        """Whether a word that is not in the book is a verb or says how something is done."""
        start = 0
        for word, tag in self._tagged:
            if start <= at < start + len(word) and self._text[at:last] not in self._names:
                return tag[:1] in ("v", "a", "d", "z", "o", "i", "l", "y", "e") and tag not in ("vn", "an")
            start += len(word)
        return False

    def _opens_word(self, at: int) -> bool:
        return self._text[at] in PARTICLES or self._longer(at)

    def _longer(self, at: int) -> bool:
        """Whether a word of several letters begins here."""
        return any(self._book.entries(self._text[at : at + length]) for length in (4, 3, 2))
