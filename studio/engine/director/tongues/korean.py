"""The words of a Korean sentence, analysed by Kiwi, each with its meaning."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.korean_words import CASES, CLAUSE_NOUNS, CONNECTS, Morpheme
from studio.engine.director.tongues.numerals import number_of, passing_at, seconds_at
from studio.engine.director.tongues.units import CAMERA, WORN, Unit
from studio.engine.director.tongues.wordbook import Entry, Wordbook

_STEMS: Final = ("VV", "VA", "VX", "XSV", "XSA", "VCP", "VCN")
_DOING: Final = (
    "motions",
    "verbs",
    "emotions",
    "weathers",
    "moves",
    "colours",
    "sizes",
    "hair",
    "framings",
    "angles",
    "neg",
    "passives",
)
_THINGS: Final = frozenset({"props", "sets", "dressing", "builds", "outfits", "accessories", "body", "hair", "sounds"})
_LEADS: Final = frozenset({"hours", "weathers", "materials", "colours", "sizes", "sets"})
_HEADS: Final = frozenset({"sets", "dressing", "props", "outfits", "accessories"})
_ADVERBIAL: Final = frozenset({"skip", "paces", "ways", "manners", "times", "hours", "motions", "emotions"})
_ORDINALS: Final = {"첫": "first", "두": "second", "세": "third", "네": "fourth", "다섯": "fifth"}
_SEEMING: Final = ("듯", "듯이", "듯하", "표정", "얼굴", "목소리", "눈빛", "기색", "눈", "모습", "눈길")
_SHOT: Final = frozenset({"샷", "숏", "쇼트", "컷", "뷰", "앵글", "구도", "프레임", "촬영", "카메라", "무빙"})
_QUOTES: Final = {"“": "”", '"': '"', "「": "」", "『": "』", "‘": "’", "'": "'"}
_NOUNY: Final = ("N", "MM", "XP", "SN", "XR")


class KoreanMarker:
    """Gives each word of one sentence its meaning. ``text`` begins at ``offset`` in the script."""

    def __init__(
        self, book: Wordbook, words: Sequence[Morpheme], names: frozenset[str], text: str, offset: int
    ) -> None:
        self._book = book
        self._words = words
        self._names = names
        self._text = text
        self._offset = offset
        self._units: list[Unit] = []

    def read(self) -> list[Unit]:
        """The units in order."""
        at = 0
        while at < len(self._words):
            at = self._one(at)
        return self._units

    def _written(self, first: int, last: int) -> str:
        return self._text[self._words[first].start - self._offset : self._words[last - 1].end - self._offset]

    def _put(self, kind: str, said: str, first: int, last: int, form: str = "") -> int:
        start = self._words[first].start
        end = max(word.end for word in self._words[first:last])
        self._units.append(Unit(kind, said, start, end, form, self._written(first, last)))
        return last

    def _one(self, at: int) -> int:
        word = self._words[at]
        if word.tag.startswith("SS") and word.form in _QUOTES:
            return self._quote(at)
        if word.tag.startswith("S") and word.tag not in ("SN", "SL", "SH"):
            return self._put("stop", word.form, at, at + 1)
        if word.tag.startswith(("J", "E")):
            return self._particle(at, word)
        if word.form == "이" and word.tag == "XSN" and self._units and self._units[-1].kind == "name":
            return self._put("case", "subject", at, at + 1)
        if word.form == "없이" and len(self._units) > 1 and self._units[-1].kind == "case":
            self._units.pop()
            return self._put("rel", "without", at, at + 1)
        if word.form == "차림" and self._units and self._units[-1].kind in WORN:
            return self._dressed(at)
        if word.form == "한" and self._worn(at):
            return self._put("verbs", "wear", at, at + 1, "relative")
        if self._grown(at):
            mark = self._units.pop()
            self._units.append(Unit("case", "object", mark.start, mark.end))
            return self._put("verbs", "wear", at, at + 2, "relative")
        passing = passing_at(self._text[word.start - self._offset :], "ko")
        if passing is not None:
            end = word.start + passing[1]
            later = range(at + 1, len(self._words))
            last = next((index for index in later if self._words[index].start >= end), len(self._words))
            return self._put("times", passing[0], at, last)
        people = self._people(at)
        if people is not None:
            return people
        framed = self._entry(at) if word.tag in ("SN", "MM", "NR") else None
        if framed is not None and framed[0].table in CAMERA:
            return self._known(at, *framed)
        ordinal = self._ordinal(at)
        if ordinal is not None:
            return ordinal
        phrase = self._entry(at) if word.tag == "MM" else None
        if phrase is not None and phrase[1] > at + 1 and phrase[0].table in _ADVERBIAL:
            return self._known(at, *phrase)
        timed = self._number(at)
        if timed is not None:
            return timed
        name = self._name(at)
        if name is not None:
            return name
        found = self._entry(at)
        if found is None and word.form in _SHOT and self._units and self._units[-1].kind in CAMERA:
            return at + 1
        if found is not None:
            return self._known(at, *found)
        return self._strange(at, word)

    def _dressed(self, at: int) -> int:
        """As in "sereilleobok charim-e": what somebody has on."""
        mark = self._words[at + 1].form if at + 1 < len(self._words) else ""
        said = {"에": "to", "으로": "at", "로": "at"}.get(mark, "of")
        last = self._put("case", said, at, at + 1) + (mark in ("에", "으로", "로", "의"))
        copula = mark == "이" and self._words[last].tag == "VCP"
        while copula and last < len(self._words) and self._words[last].tag in ("VCP", "ETM"):
            last += 1
        return last

    def _quote(self, at: int) -> int:
        closing = _QUOTES[self._words[at].form]
        last = next((index for index in range(at + 1, len(self._words)) if self._words[index].form == closing), None)
        if last is None:
            return at + 1
        inner = self._written(at, last + 1)[1:-1]
        last = self._put("quote", f"“{' '.join(inner.split())}”", at, last + 1)
        while last < len(self._words) and self._words[last].form in ("라고", "이라고", "고", "하고"):
            last += 1
        if [one.form for one in self._words[last : last + 2]] == ["하", "고"]:
            last += 2
        return last

    def _particle(self, at: int, word: Morpheme) -> int:
        said = CASES.get(word.form)
        if word.tag == "JC":
            said = "and"
        if word.form in ("로", "으로"):
            return self._put("case", "to", at, at + 1, "by")
        if word.tag.startswith("J") and said is not None:
            topic = "topic" if word.tag == "JX" else ""
            return self._put("case", said, at, at + 1, topic)
        return at + 1

    def _number(self, at: int) -> int | None:
        word = self._words[at]
        following = self._words[at + 1] if at + 1 < len(self._words) else None
        value = number_of(word.form)
        entry = next((one for one in self._book.entries(word.form) if one.table == "numbers"), None)
        if value is None and (entry is None or word.tag not in ("MM", "NR", "SN", "NNG")):
            return None
        if following is not None:
            amount = seconds_at(word.form, following.form, self._book)
            if amount is not None:
                return self._put("seconds", amount, at, at + 2)
        said = entry.said if entry is not None else str(value)
        counter = following is not None and following.form in self._book.table("counters").get("of", ())
        if entry is None and not counter:
            return None
        known = self._entry(at)
        after_noun = at > 0 and self._words[at - 1].tag in ("NNG", "NNB")
        if (word.tag == "NR" and not counter and not after_noun) or (known is not None and known[0].table == "pron"):
            return None
        return self._put("numbers", said, at, at + 1 + counter)

    def _ordinal(self, at: int) -> int | None:
        """As in "du beonjjae penggwin": which of them, and not how many."""
        forms = [one.form for one in self._words[at : at + 3]]
        if forms[1:] != ["번", "째"] or forms[0] not in _ORDINALS:
            return None
        return self._put("det", f"the {_ORDINALS[forms[0]]}", at, at + 3)

    def _worn(self, at: int) -> bool:
        """As in "mokdori-reul han", "yang-gallae meori-reul han": the verb, and not the number one."""
        marked = len(self._units) > 1 and self._units[-1].said == "object" and self._units[-2].kind in (*WORN, "hair")
        return marked and at + 1 < len(self._words) and self._words[at].tag == "MM"

    def _grown(self, at: int) -> bool:
        """As in "suyeom-i nan", "moja-ga issneun": what somebody has on who is named next."""
        marked = len(self._units) > 1 and self._units[-1].said == "subject" and self._units[-2].kind in WORN
        told = at + 1 < len(self._words) and self._words[at + 1].tag == "ETM"
        return marked and told and self._words[at].form in ("나", "있")

    def _people(self, at: int) -> int | None:
        """As in "han myeong-i", "du saram dwi-eseo": so many of whom were spoken of, and none counted anew."""
        if self._words[at].tag != "MM" or at + 2 >= len(self._words) or self._words[at + 1].form not in ("명", "사람"):
            return None
        other = bool(self._units) and self._units[-1].said == "another"
        alone = not self._units or self._units[-1].kind in ("stop", "case", "joint") or other
        following = self._words[at + 2]
        place = any(entry.table == "rel" for entry in self._book.entries(following.form))
        if not alone or not (following.tag.startswith("J") or place):
            return None
        if other:
            self._units.pop()
            return self._put("pron", "the other", at, at + 2)
        return self._put("pron", "one" if self._words[at].form == "한" else "they", at, at + 2)

    def _name(self, at: int) -> int | None:
        counts = at > 0 and self._words[at - 1].tag in ("NNG", "NNB") and self._words[at].form in ("하나", "둘")
        for last in range(min(len(self._words), at + 4) if not counts else at, at, -1):
            said = self._written(at, last)
            vocative = said[:-1] if said.endswith("이") else said
            known = said if said in self._names else vocative if vocative in self._names and last == at + 1 else ""
            if known:
                end = last
                while end < len(self._words) and self._words[end].form in ("씨", "님"):
                    end += 1
                self._units.append(Unit("name", known, self._words[at].start, self._words[last - 1].end))
                return end
        return None

    def _entry(self, at: int) -> tuple[Entry, int] | None:
        for last in range(min(len(self._words), at + 8), at, -1):
            word = self._words[last - 1]
            head = self._text[self._words[at].start - self._offset : word.start - self._offset] if last > at + 1 else ""
            stem = word.tag in _STEMS
            keys = [f"{head}{word.form}다"] if stem else [f"{head}{word.form}", self._written(at, last)]
            if stem and last > at + 1:
                keys.append(f"{self._written(at, last - 1)} {word.form}다")
                keys += [key.replace("을 ", " ").replace("를 ", " ") for key in keys]
                keys += [key.replace("은 ", "이 ").replace("는 ", "가 ") for key in keys]
                keys += [self._without_adverbs(at, last)]
            entries = [entry for key in keys for entry in self._book.entries(key.lower().rstrip("."))]
            if at and self._words[at - 1].tag.startswith("N") and word.tag == "JKB":
                entries = [entry for entry in entries if entry.table not in ("ways", "angles")]
            entries = [entry for entry in entries if self._fits(entry, word, at)]
            if entries and not self._cuts(last):
                verbal = [entry for entry in entries if (entry.table in _DOING) == stem]
                return (verbal or entries)[0], last
        return None

    def _without_adverbs(self, at: int, last: int) -> str:
        """As in "hansumeul puk swinda": the noun and its verb, without how it is done between them."""
        words = self._words[at:last]
        kept = [word for number, word in enumerate(words) if word.tag != "MAG" or number == 0]
        if len(kept) == len(words) or words[0].tag == "MAG":
            return ""
        told = ""
        for before, word in zip([None, *kept], kept, strict=False):
            apart = before is not None and not word.tag.startswith(("J", "E", "X"))
            told += " " * apart + word.form
        return f"{told}다"

    def _fits(self, entry: Entry, word: Morpheme, at: int) -> bool:
        """A noun ends in no ending ("chago" is kicking, and no garage); "geu" is "that" only before a noun."""
        if entry.said in ("somebody", "something"):
            return True
        if word.tag.startswith("E") and entry.table in (*_THINGS, "numbers", "det", "pron"):
            return False
        counted = self._words[at].form in ("둘", "셋") and at > 0 and self._words[at - 1].tag in ("NNG", "NNP", "XSN")
        if entry.table == "pron" and counted:
            return False
        pronoun = self._words[at].tag == "NP"
        return not (entry.table == "det" and pronoun) and not (entry.table == "pron" and self._words[at].tag == "MM")

    def _cuts(self, last: int) -> bool:
        """Whether the next morpheme makes another word of this one."""
        if last >= len(self._words) or self._words[last].tag not in ("XSV", "XSA"):
            return False
        noun = self._words[last - 1]
        return noun.tag.startswith("N") and bool(self._book.entries(f"{noun.form}{self._words[last].form}다"))

    def _known(self, at: int, entry: Entry, last: int) -> int:
        if entry.table == "skip":
            return last
        if entry.table == "abstract":
            begun = self._begun(at) if last == at + 1 else None
            if begun is not None:
                return begun
            return self._put("strange", self._written(at, last), at, last)
        if entry.table == "passives":
            end = self._words[last - 1].end
            self._units.append(Unit("passive", "by", end, end))
            entry = Entry("motions", entry.said)
        if entry.table == "materials":
            return self._made_of(at, entry, last)
        if self._words[last - 1].tag in _STEMS or (last < len(self._words) and self._words[last].tag in ("XSV", "XSA")):
            end, form = self._tail(last, at)
            rests = any(one.form == "있" and one.tag == "VX" for one in self._words[last:end])
            if rests and entry.said in ("fall", "fall over", "topple"):
                entry = Entry("motions", "lie")
            seems = self._seems(end) if entry.table == "emotions" and form == "relative" else 0
            if seems:
                return self._put("emotions", entry.said, at, seems, "adverb")
            describes = form == "relative" and entry.table not in ("motions", "verbs")
            self._put(entry.table, entry.said, at, end, "attributive" if describes else form)
            return end
        if entry.table in ("colours", "sizes", "emotions", "hair"):
            following = self._words[last] if last < len(self._words) else None
            genitive = following is not None and following.tag == "JKG"
            leads = following is not None and (following.tag.startswith(_NOUNY) or genitive)
            form = "adverb" if self._words[last - 1].tag == "MAG" else "attributive" if leads else ""
            self._put(entry.table, entry.said, at, last, form)
            return last + genitive
        if (
            entry.table in ("builds", "props", "dressing", "sets")
            and last < len(self._words)
            and self._words[last].form in ("들", "떼", "무리")
        ):
            self._put(entry.table, entry.said, at, last, "plural")
            return last + 1
        return self._put(entry.table, entry.said, at, last)

    def _seems(self, at: int) -> int:
        """As in "ansimhan deut", "jichin pyojeong-euro": where the words end that tell how it is done; 0 for none."""
        words = [one.form for one in self._words[at : at + 2]]
        if not words or words[0] not in _SEEMING:
            return 0
        how = words[1:] in (["로"], ["으로"]) or words[0] in ("듯", "듯이")
        return at + 1 + (words[1:] in (["로"], ["으로"], ["이"])) if how else 0

    def _made_of(self, at: int, entry: Entry, last: int) -> int:
        """As in "yuri kkotbyeong": what the noun to come is made of; else the stuff itself."""
        following = self._words[last] if last < len(self._words) else None
        genitive = following is not None and following.tag == "JKG"
        if genitive or (following is not None and following.tag.startswith(_NOUNY)):
            return self._put("sizes", entry.said, at, last, "attributive") + genitive
        return self._put("unknown", entry.said, at, last)

    def _tail(self, at: int, first: int) -> tuple[int, str]:
        """The endings of a verb or an adjective: where they end, and what the last of them tells."""
        last, form, denied = (
            at,
            "",
            first > 0 and self._words[first - 1].form in ("안", "못") and self._words[first - 1].tag == "MAG",
        )
        while last < len(self._words):
            word = self._words[last]
            if word.tag in ("EC", "EF", "ETM", "ETN"):
                form = (
                    CONNECTS.get(word.form, "")
                    if word.tag == "EC"
                    else self._modifies(last)
                    if word.tag == "ETM"
                    else ""
                )
            elif word.tag not in ("EP", "VX", "XSV", "XSA") and word.form not in ("않", "못하"):
                break
            denied = denied or word.form in ("않", "못하")
            last += 1
        if denied:
            end = self._words[at - 1].end
            self._units.append(Unit("neg", "not", end, max(end, self._words[last - 1].end)))
        return self._clause_noun(last, form)

    def _modifies(self, at: int) -> str:
        return (
            "relative"
            if at + 1 < len(self._words) and self._words[at + 1].tag.startswith((*_NOUNY, "V", "MAG", "SS"))
            else ""
        )

    def _clause_noun(self, last: int, form: str) -> tuple[int, str]:
        nominal = self._words[last - 1].tag == "ETN" and last < len(self._words) and self._words[last].form == "전"
        if (form == "relative" or nominal) and last < len(self._words) and self._words[last].form in CLAUSE_NOUNS:
            joint = CLAUSE_NOUNS[self._words[last].form]
            last += 1
            while last < len(self._words) and self._words[last].form in ("에", "로", "까지"):
                last += 1
            return last, joint
        return last, form

    def _strange(self, at: int, word: Morpheme) -> int:
        if word.tag == "VCP" and self._tells_more(at):
            return self._put("case", "of", at, at + 1) + 1
        if word.tag == "VCP" or word.tag == "VCN":
            last, form = self._tail(at + 1, at)
            self._put("cop", "is", at, at + 1, "and" if form in ("and", "while", "but") else "")
            return last
        if word.form == "없" and word.tag in _STEMS:
            self._put("neg", "not", at, at + 1)
            last, form = self._tail(at + 1, at)
            return self._put("verbs", "have", at, last, form)
        if word.tag in _STEMS:
            last, form = self._tail(at + 1, at)
            filmed = word.form == "하" and bool(self._units) and self._units[-1].kind in CAMERA
            worn = word.form == "하" and len(self._units) > 1 and self._units[-2].kind in (*WORN, "hair", "body")
            worn = worn and (self._units[-2].kind in WORN or "hair" in (self._units[-2].said, self._units[-2].kind))
            if worn and self._units[-1].said == "object":
                return self._put("verbs", "wear", at, last, form)
            if word.tag != "VX" and not filmed:
                kind = "deed" if word.tag == "VV" else "strange"
                self._put(kind, self._written(at, at + 1), at, at + 1, form)
            return last
        if word.tag in ("MAG", "MM", "MAJ", "IC", "XPN", "XSN"):
            if word.form not in ("안", "못", "그"):
                self._put("strange", word.form, at, at + 1)
            return at + 1
        dated = word.form == "날" and bool(self._units) and self._units[-1].kind in ("weathers", "hours")
        if word.tag == "NNB" or dated:
            return at + 1
        if self._two(word):
            return at + 1
        begun = self._begun(at)
        if begun is not None:
            return begun
        if self._is_done(at):
            return self._put("strange", self._written(at, at + 1), at, at + 1)
        last = at + 1
        while last < len(self._words) and self._adjoins(last) and self._entry(last) is None:
            last += 1
        return self._put("unknown", self._written(at, last), at, last)

    def _tells_more(self, at: int) -> bool:
        """As in "danbal-in sonyeo", "uisa-in abeoji": a noun that only describes the next one."""
        kinds = ("hair", "builds", *WORN)
        told = bool(self._units) and self._units[-1].kind in kinds and at + 2 < len(self._words)
        return told and self._words[at + 1].tag == "ETM" and self._words[at + 2].tag.startswith("N")

    def _two(self, word: Morpheme) -> bool:
        """As in "bamgil", "namudari": a noun that nobody has listed, of two that are known."""
        for cut in range(1, len(word.form)) if word.tag.startswith("N") else ():
            first, second = self._book.entries(word.form[:cut]), self._book.entries(word.form[cut:])
            told = first and first[0].table in _LEADS
            if told and second and second[0].table in _HEADS and len(word.form) > 1 + (cut > 1):
                middle = word.start + cut
                lead = Entry("sizes", first[0].said) if first[0].table == "materials" else first[0]
                form = "attributive" if lead.table in ("sizes", "colours") else ""
                self._units.append(Unit(lead.table, lead.said, word.start, middle, form, word.form[:cut]))
                self._units.append(Unit(second[0].table, second[0].said, middle, word.end, "", word.form[cut:]))
                return True
        return False

    def _adjoins(self, at: int) -> bool:
        """Whether a noun is written together with the one before it."""
        noun = self._words[at].tag in ("NNG", "NNP", "XSN") and self._words[at - 1].end == self._words[at].start
        return noun and self._words[at].form not in ("들", "씨", "님")

    def _begun(self, at: int) -> int | None:
        """As in "yeonju-reul sijakhanda": what is begun is done."""
        known = [one for one in self._book.entries(f"{self._words[at].form}하다") if one.table == "motions"]
        ahead = [word.form for word in self._words[at + 1 : at + 3]]
        if not known or ahead[:1] not in (["을"], ["를"]) or ahead[1:] not in (["시작"], ["계속"]):
            return None
        last, form = self._tail(at + 3, at)
        return self._put("motions", known[0].said, at, last, form)

    def _is_done(self, at: int) -> bool:
        """As in "geosu-gyeongnye-reul handa", "neukkim-euro": a noun that is done, or that says how."""
        following = self._words[at + 1 : at + 3]
        marks = [word.form for word in following]
        how = marks[:1] in (["로"], ["으로"]) and following[0].tag == "JKB"
        done = marks[:1] in (["을"], ["를"]) and marks[1:] == ["하"]
        return how or done
