"""The words of a Japanese sentence, analysed by MeCab with UniDic, each with its meaning."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from studio.engine.director.tongues.japanese_idioms import idiomatic
from studio.engine.director.tongues.japanese_moods import adverb, done_in, filled, shown
from studio.engine.director.tongues.japanese_tail import HELPING, QUOTES, TailReader
from studio.engine.director.tongues.japanese_words import (
    Morpheme,
    first_verb,
    morphemes,
    parted,
    spelled,
    without_adverbs,
)
from studio.engine.director.tongues.numerals import number_of, passing_at, seconds_at
from studio.engine.director.tongues.units import CAMERA, FACED, Unit
from studio.engine.director.tongues.wordbook import Entry, Wordbook

__all__ = ["JapaneseMarker", "morphemes"]

_CASES: Final = {
    "が": "subject", "は": "subject", "も": "also", "を": "object", "に": "to", "へ": "to", "で": "at", "から": "from",
    "まで": "until", "と": "with", "や": "and", "の": "of",
}  # fmt: skip
_DOING: Final = (
    "motions",
    "passives",
    "verbs",
    "emotions",
    "weathers",
    "moves",
    "colours",
    "sizes",
    "hair",
    "framings",
    "angles",
)
_INFLECTED: Final = frozenset({
    "motions", "verbs", "emotions", "weathers", "colours", "sizes", "hair", "moves", "neg",
})  # fmt: skip
_PLACING: Final = frozenset({"body", "outfits", "accessories", "sets", "dressing", "rel"})
_WHEREABOUTS: Final = frozenset({"ところ", "とこ", "もと", "元"})
_STOPS: Final = frozenset("、。，．！？!?,.：:・…—―（）()")


class JapaneseMarker(TailReader):
    """Gives each word of one sentence its meaning."""

    def __init__(self, book: Wordbook, words: Sequence[Morpheme], names: frozenset[str]) -> None:
        super().__init__(parted(words, book))
        self._book = book
        self._names = names
        self._called_so: Unit | None = None

    def read(self) -> list[Unit]:
        """The units in order."""
        at = 0
        while at < len(self._words):
            at = self._one(at)
        return idiomatic(self._units)

    def _put(self, kind: str, said: str, first: int, last: int, form: str = "") -> int:
        start, end = self._words[first].start, self._words[last - 1].end
        written = "".join(word.text for word in self._words[first:last])
        self._units.append(Unit(kind, said, start, end, form, written))
        if kind == "builds" and self._called_so is not None:
            self._units.append(self._called_so)
            self._called_so = None
        return last

    def _one(self, at: int) -> int:
        word = self._words[at]
        aged = self._aged(at)
        if aged is not None:
            return aged
        if word.text in QUOTES:
            return self._quote(at)
        if word.text in _STOPS or word.pos in ("補助記号", "空白"):
            return self._put("stop", word.text, at, at + 1)
        framed = self._entry(at) if word.kind == "数詞" or word.text.endswith("人") else None
        if framed is not None and framed[0].table in CAMERA:
            return self._known(at, *framed)
        timed = self._passing(at) or self._seconds(at)
        if timed is not None:
            return timed
        number = self._number(at)
        if number is not None:
            return number
        name = self._name(at)
        if name is not None:
            return name
        called = self._called(at)
        if called is not None:
            return called
        found = self._entry(at)
        return self._known(at, *found) if found is not None else self._grammar(at, word)

    def _quote(self, at: int) -> int:
        closing = QUOTES[self._words[at].text]
        last = next((index for index in range(at + 1, len(self._words)) if self._words[index].text == closing), None)
        if last is None:
            return at + 1
        inner = "".join(word.text for word in self._words[at + 1 : last])
        return self._put("quote", f"“{inner}”", at, last + 1)

    def _aged(self, at: int) -> int | None:
        """As in "Yui (16)", "juuroku sai no shoujo": how old somebody is, which no picture tells apart."""
        opens = self._words[at].text in ("（", "(")
        last = self._digits(at + opens)
        if last == at + opens:
            return None
        years = self._text(last, 1) in ("歳", "才")
        closes = self._text(last + years, 1) in ("）", ")")
        if opens:
            return last + years + 1 if closes else None
        return last + 1 + (self._text(last + 1, 1) == "の") if years else None

    def _passing(self, at: int) -> int | None:
        """As in "mikka go": time that goes by."""
        passing = passing_at("".join(word.text for word in self._words[at : at + 6]), "ja")
        if passing is None:
            return None
        last, length = at, 0
        while length < passing[1]:
            length += len(self._words[last].text)
            last += 1
        return self._put("times", passing[0], at, last)

    def _seconds(self, at: int) -> int | None:
        last = self._digits(at)
        if last == at or last >= len(self._words):
            return None
        amount = seconds_at("".join(word.text for word in self._words[at:last]), self._words[last].text, self._book)
        if amount is None:
            return None
        last += 1
        if last < len(self._words) and self._words[last].text == "間":
            last += 1
        return self._put("seconds", amount, at, last)

    def _digits(self, at: int) -> int:
        last = at
        while last < len(self._words) and (
            number_of(self._words[last].text) is not None or self._words[last].text in (".", "．")
        ):
            last += 1
        return last

    def _called(self, at: int) -> int | None:
        """As in "Mio to iu shoujo": a name, and then who is called so."""
        says = self._text(at, 1) == "と" and self._words[at + 1 : at + 2] and self._words[at + 1].lemma == "言う"
        named = bool(self._units) and self._units[-1].kind in ("name", "unknown") and bool(says)
        if not named or not self._describes(at + 2):
            return None
        self._called_so = structs.replace(self._units.pop(), kind="name")
        return at + 2

    def _number(self, at: int) -> int | None:
        for length in (4, 3, 2, 1):
            text = "".join(word.text for word in self._words[at : at + length])
            said = next((entry.said for entry in self._book.entries(text) if entry.table == "numbers"), None)
            if said is not None and at + length <= len(self._words):
                if said == "one" and (self._by_oneself(at, at + length) or self._alone(at, at + length)):
                    return at + length
                following = self._words[at + length].text if at + length < len(self._words) else ""
                if following == "目" and length > 1 and said in _COUNTED:
                    return self._put("pron", _ORDINALS[_COUNTED.index(said) + 1], at, at + length + 1)
                every = next((n for n in (1, 2) if self._text(at + length, n) == "とも"), 0) if said != "one" else 0
                if every:
                    return self._all_of_them(at, at + length + every)
                if following == "で" and text.endswith(("人", "ひとり", "ふたり")):
                    return at + length + 1
                if text.endswith(("人", "ひとり", "ふたり")) and self._stands_alone(at, at + length):
                    return self._put("pron", "one" if said == "one" else "they", at, at + length)
                return self._put("numbers", said, at, at + length)
        last = self._digits(at)
        value = number_of("".join(word.text for word in self._words[at:last])) if last > at else None
        if value is None:
            return None
        if last < len(self._words) and self._words[last].text in self._book.table("counters").get("of", ()):
            last += 1
        else:
            return None
        people = self._text(last - 1, 1) == "人"
        if people and self._stands_alone(at, last):
            return self._put("pron", "one" if value == 1 else "they", at, last)
        if last < len(self._words) and self._words[last].text == "目" and value in _ORDINALS:
            return self._put("pron", _ORDINALS[value], at, last + 1)
        return self._put("numbers", _NUMBERS.get(value, str(value)), at, last)

    def _text(self, at: int, count: int) -> str:
        return "".join(word.text for word in self._words[at : at + count])

    def _all_of_them(self, at: int, last: int) -> int:
        """As in "futari tomo kanashii": everybody who was spoken of; nobody else where they are the subject already."""
        told = self._units[-1] if self._units else None
        return last if told is not None and told.kind == "case" else self._put("pron", "they", at, last)

    def _by_oneself(self, at: int, last: int) -> bool:
        """As in "shounen ga hitori, tsurizao wo motsu": alone, and no number of what follows."""
        marked = at > 1 and self._words[at - 1].text in ("が", "は", "も") and self._words[last - 1].text in (
            "ひとり", "一人", "人", "独り",
        )  # fmt: skip
        return marked and not (last < len(self._words) and self._words[last].text == "の")

    def _alone(self, at: int, last: int) -> bool:
        """As in "hitori piano wo hiku": a number of nothing right before what is done."""
        following = self._words[last] if last < len(self._words) else None
        told = bool(self._units) and self._units[-1].kind in ("case", "stop", "props", "sets", "dressing")
        person = self._text(at, last - at) in ("一人", "ひとり", "独り", "1人")
        return told and person and following is not None and following.pos in ("名詞", "動詞", "副詞", "形状詞")

    def _stands_alone(self, at: int, last: int) -> bool:
        """As in "futari wa warau": so many people who were spoken of, and none counted."""
        opens = at == 0 or self._words[at - 1].pos == "補助記号" or self._words[at - 1].text in ("は", "で")
        told = self._units[-2:]
        seen = len(told) > 1 and told[1].said == "of" and told[0].kind in ("outfits", "accessories", "body")
        opens = opens or seen or (bool(told) and told[-1].form == "relative")
        following = [word.text for word in self._words[last : last + 2]]
        place = len(following) > 1 and following[0] == "の" and self._book.entries(following[1])
        closes = not following or following[0] in ("。", "、")
        if closes and told and told[-1].form == "relative":
            return True
        behind = bool(place) and any(entry.table == "rel" for entry in self._book.entries(following[1]))
        return opens and bool(following) and (following[0] in ("は", "が", "を", "に", "も") or behind)

    def _name(self, at: int) -> int | None:
        for last in range(min(len(self._words), at + 4), at, -1):
            said = "".join(word.text for word in self._words[at:last])
            airy = any(entry.table == "weathers" for entry in self._book.entries(said))
            if said in self._names and not airy and not self._longer(at, last):
                end = last
                while end < len(self._words) and self._words[end].text in (
                    "さん",
                    "ちゃん",
                    "くん",
                    "君",
                    "様",
                    "先輩",
                ):
                    end += 1
                self._units.append(Unit("name", said, self._words[at].start, self._words[last - 1].end))
                return end
        return None

    def _longer(self, at: int, last: int) -> bool:
        """Whether a word that is known goes on where a name would end, as in "tedi bea"."""
        ends = range(last + 1, min(len(self._words), last + 3) + 1)
        return any(self._book.entries("".join(word.text for word in self._words[at:end])) for end in ends)

    def _entry(self, at: int) -> tuple[Entry, int] | None:
        first = unicodedata.normalize("NFKC", self._words[at].text[:1]).lower()
        if not self._book.opens(first) and not self._book.opens(self._words[at].lemma[:1]):
            return None
        for last in range(min(len(self._words), at + 8), at, -1):
            entries = [entry for key in self._keys(at, last) for entry in self._book.entries(key)]
            if at and (self._words[at - 1].text in ("の", "その", "この", "あの") or self._words[at - 1].pos == "名詞"):
                apart = {"ways", "angles"} if self._words[last - 1].text in ("から", "に", "へ", "を") else set[str]()
                entries = [entry for entry in entries if entry.table not in apart]
            written = "".join(word.text for word in self._words[at:last])
            exact = self._book.entries(written) if written.endswith(("に", "と", "で")) else []
            if entries:
                return exact[0] if exact else self._best(entries, last), last
        return self._first_verb(at)

    def _first_verb(self, at: int) -> tuple[Entry, int] | None:
        """As in "yukidama wo nageau": a verb of two that nobody has listed is read as its first."""
        if self._words[at].pos != "動詞":
            return None
        entries = [entry for verb in first_verb(self._words[at].lemma) for entry in self._book.entries(verb)]
        entry = next((entry for entry in entries if entry.table in ("motions", "verbs")), None)
        return (entry, at + 1) if entry is not None else None

    def _keys(self, at: int, last: int) -> list[str]:
        words = self._words[at:last]
        head = "".join(word.text for word in words[:-1])
        keys = [head + words[-1].text, head + words[-1].base]
        keys += [head + words[-1].lemma] if words[-1].text not in _WHEREABOUTS else []
        if len(words) > 1:
            keys += [key.replace("は", "が", 1) for key in keys if "は" in head]
            keys += [key.replace("が", "を", 1) for key in keys if "が" in head]
            keys += [key.replace("も", "を", 1) for key in keys if "も" in head]
            keys += [key.replace("の", "が", 1) for key in keys if words[-1].pos in ("動詞", "形容詞") and "の" in head]
            keys += [without_adverbs(words, last) for last in (words[-1].base, words[-1].lemma)]
        keys += [spelled(key) for key in keys]
        return list(dict.fromkeys(unicodedata.normalize("NFKC", key).lower() for key in keys if key))

    def _best(self, entries: list[Entry], last: int) -> Entry:
        verbal = self._words[last - 1].pos in ("動詞", "形容詞", "助動詞") and self._words[last - 1].pos != "名詞"
        verbal = verbal or self._does(last)
        entries = [entry for entry in entries if entry.table != "moods"] or entries
        fitting = [entry for entry in entries if (entry.table in _DOING) == verbal]
        done = next((one for one in fitting if one.table == "motions"), None) if not self._describes(last) else None
        if fitting and fitting[0].table == "sizes" and done is not None:
            return done
        return (fitting or entries)[0]

    def _does(self, last: int) -> bool:
        """As in "sanpo suru": a noun that is done."""
        return last < len(self._words) and self._words[last].lemma in ("為る", "する")

    def _known(self, at: int, entry: Entry, last: int) -> int:
        if entry.table == "skip":
            if self._words[at].text in _WHEREABOUTS and self._units and self._units[-1].said == "of":
                self._units.pop()
            return last
        if entry.table == "weathers" and self._in_the_manner_of(at):
            return last
        if entry.said == "walk" and self._faces(at, last):
            return self._faced(last)
        if entry.table in ("moods", "emotions"):
            end = self._mood(at, entry, last)
            if end is not None:
                return end
        if entry.table in ("abstract", "moods"):
            return self._put("strange", "".join(word.text for word in self._words[at:last]), at, last)
        if entry.table == "passives":
            end = self._words[last - 1].end
            self._units.append(Unit("passive", "by", end, end))
            entry = Entry("motions", entry.said)
        if entry.table == "materials" or entry.said == "wooden":
            return self._made_of(at, entry, last)
        if entry.table in _INFLECTED or self._words[last - 1].pos in ("動詞", "助動詞"):
            end, form = self._tail(last)
            if entry.said in ("fall", "fall over") and any(
                word.lemma in ("居る", "いる") for word in self._words[last:end]
            ):
                entry = Entry("motions", "lie")
            describes = form == "relative" and entry.table not in ("motions", "verbs")
            self._put(entry.table, entry.said, at, end, "attributive" if describes else form)
            return end
        if entry.table == "builds" and last < len(self._words) and self._words[last].text in ("たち", "達", "ら"):
            self._put("builds", entry.said, at, last, "plural")
            return last + 1
        return self._put(entry.table, entry.said, at, last)

    def _mood(self, at: int, entry: Entry, last: int) -> int | None:
        """As in "ketsui ni michita hyoujou", "ikari ni furueru": a feeling told by its noun."""
        last -= self._words[last - 1].text in ("に", "で", "な") and last > at + 1
        if self._words[last - 1].pos not in ("名詞", "形状詞"):
            return None
        end = filled(self._words, last)
        if end is not None:
            end, form = self._tail(end)
            joins = "attributive" if form == "relative" else "and" if form in ("and", "while") else form
            return self._put("emotions", entry.said, at, end, joins)
        end = shown(self._words, last) if entry.table == "moods" else None
        if end is not None:
            return self._put("emotions", entry.said, at, end, "attributive")
        end = done_in(self._words, last)
        if end is None or (entry.table == "emotions" and self._words[last].text != "の"):
            return None
        return self._put("emotions", adverb(entry.said), at, end, "adverb")

    def _in_the_manner_of(self, at: int) -> bool:
        """As in "tebure-fuu": what right behind a way of filming means "as if", and no wind."""
        before = self._units[-1] if self._units else None
        return before is not None and before.kind in CAMERA and before.end == self._words[at].start

    def _faces(self, at: int, last: int) -> bool:
        """As in "kagami ni mukatte", "umi ni mukatte sakebu": where somebody is, or which way something is done."""
        thing, mark = self._units[-2:] if len(self._units) > 1 else (None, None)
        if thing is None or mark is None or (mark.kind, mark.said) != ("case", "to"):
            return False
        joins = last < len(self._words) and self._words[last].text == "て"
        goes_on = last + 1 < len(self._words) and self._words[last + 1].pos != "補助記号"
        return joins and (thing.said in FACED or goes_on) and self._words[at].lemma in ("向かう", "向く")

    def _faced(self, last: int) -> int:
        mark = self._units.pop()
        said = "in front of" if self._units[-1].said in FACED else "towards"
        self._units.append(Unit("case", "of", mark.start, mark.end))
        self._put("rel", said, last - 1, last + 1)
        end = self._words[last].end
        self._units.append(Unit("case", "at" if said != "towards" else "to", end, end))
        return last + 1

    def _made_of(self, at: int, entry: Entry, last: int) -> int:
        """As in "garasu no kabin": what the noun to come is made of; else the stuff itself."""
        following = self._words[last] if last < len(self._words) else None
        led = self._words[last - 1].text == "の" and last > at + 1
        beyond = "".join(word.text for word in self._words[last + (not led) : last + 1 + (not led)])
        placed = any(one.table == "rel" for one in self._book.entries(beyond))
        if placed and (led or (following is not None and following.text == "の")):
            return self._put("dressing", "tree" if entry.said == "wooden" else entry.said, at, last - led)
        led = following is not None and (following.text == "の" or following.pos in ("名詞", "接尾辞", "接頭辞"))
        if led:
            return self._put("sizes", entry.said, at, last, "attributive")
        return self._put("unknown", entry.said, at, last)

    def _grammar(self, at: int, word: Morpheme) -> int:
        if word.pos == "助詞" and word.text in _CASES:
            if word.text == "で" and self._units and self._units[-1].kind in ("colours", "sizes", "emotions"):
                return at + 1
            topic = "topic" if word.text == "は" else ""
            return self._put("case", _CASES[word.text], at, at + 1, topic)
        if word.pos == "助動詞" and word.lemma in ("だ", "です"):
            if word.text == "で" and self._words[at + 1 : at + 2] and self._words[at + 1].lemma in ("有る", "ある"):
                return self._put("cop", "is", at, at + 2)
            if word.text == "な" or (word.text == "で" and self._units and self._units[-1].kind in _PLACING):
                return self._put("case", "at", at, at + 1) if word.text == "で" else at + 1
            return self._put("cop", "is", at, at + 1, "and" if word.text == "で" else "")
        if word.text == "まま" and len(self._units) > 1 and self._units[-1].said == "of":
            return self._still(at)
        if word.text in ("越し", "ごし"):
            return self._put("past", "past", at, at + 1 + (self._text(at + 1, 1) == "に"))
        if word.pos in ("助詞", "助動詞", "接尾辞", "接続詞", "感動詞") or (word.lemma in HELPING and self._units):
            return at + 1
        done = self._verbal_noun(at)
        if done is not None:
            return done
        if word.pos == "名詞" and word.kind == "固有名詞" and self._words[at].text not in self._book.phrases():
            return self._put("unknown", word.text, at, at + 1)
        if word.lemma in ("無い", "ない") and word.pos == "形容詞":
            self._put("neg", "not", at, at + 1)
            last, form = self._tail(at + 1)
            if form in ("attributive", "relative") and self._units[-2:] and self._units[-2].kind == "case":
                mark = self._units[-2]
                self._units[-2] = Unit("case", "object", mark.start, mark.end)
                form = "relative"
            return self._put("verbs", "have", at, last, form)
        if word.pos in ("動詞", "形容詞"):
            last, form = self._tail(at + 1)
            self._put("deed" if word.pos == "動詞" else "strange", word.text, at, at + 1, form)
            return last
        if word.pos in ("副詞", "連体詞", "形状詞") or (word.pos == "名詞" and word.third == "副詞可能"):
            return self._put("strange", word.text, at, at + 1)
        if self._does(at + 1) and word.pos == "名詞":
            last, form = self._tail(at + 2)
            self._put("deed", word.text, at, at + 1, form)
            return last
        last = at + 1
        while last < len(self._words) and self._words[last].pos in ("名詞", "接尾辞") and self._compounds(last):
            last += 1
        said = "".join(one.text for one in self._words[at:last])
        if last < len(self._words) and self._words[last].text == "で":
            return self._put("strange", said, at, last) + 1
        return self._put("unknown", said, at, last)

    def _still(self, at: int) -> int:
        """As in "pajama no mama": with that on, whatever is done."""
        mark, noun = self._units.pop(), self._units[-1]
        if noun.kind == "unknown":
            self._units[-1] = structs.replace(noun, kind="strange")
        else:
            self._units.append(Unit("case", "at", mark.start, mark.end))
        return at + 1

    def _compounds(self, at: int) -> bool:
        """Whether a word goes with the unknown one before it: "hikousen" is no ship."""
        return self._entry(at) is None or (
            len(self._words[at].text) == 1 and self._words[at].text not in "姿中前後上下"
        )

    def _verbal_noun(self, at: int) -> int | None:
        """As in "ichirei.", "akubi wo hitotsu.": a noun that is done, with its verb left unsaid."""
        wide = 2 if [word.pos for word in self._words[at : at + 2]] == ["名詞", "名詞"] else 1
        text = "".join(word.text for word in self._words[at : at + wide])
        verbs = [f"{text}{verb}" for verb in ("する", "をする", "をつく", "をかく")]
        entry = next((one for verb in verbs for one in self._book.entries(verb) if one.table in _DOING), None)
        if entry is None or self._words[at].pos != "名詞":
            return None
        last = at + wide
        if last < len(self._words) and self._words[last].text == "を":
            last += 1
            while last < len(self._words) and (self._words[last].kind == "数詞" or self._words[last].pos == "接尾辞"):
                last += 1
        closes = last >= len(self._words) or self._words[last].pos == "補助記号"
        return self._put(entry.table, entry.said, at, last) if closes else None


_NUMBERS: Final = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
                   10: "ten", 12: "twelve"}  # fmt: skip
_ORDINALS: Final = {1: "the first", 2: "the second", 3: "the third", 4: "the fourth"}
_COUNTED: Final = ("one", "two", "three", "four")
