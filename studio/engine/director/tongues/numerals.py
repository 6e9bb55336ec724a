"""Numbers and lengths of time in any script."""

import re
import unicodedata
from typing import Final

from studio.engine.director.tongues.wordbook import Wordbook

_HAN: Final = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10,
}  # fmt: skip
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")


def number_of(text: str) -> int | None:
    """A whole number in any digits: 12, １２, 十二."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isdigit():
        return int(plain)
    if plain and all(letter in _HAN for letter in plain):
        tens, mark, ones = plain.rpartition("十")
        if not mark:
            return int("".join(str(_HAN[letter]) for letter in plain))
        return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)
    return None


def passing_at(text: str, tongue: str) -> tuple[str, int] | None:
    """How much time goes by where a text begins ("三日後", "10분 뒤"), as English has it; how long the words are."""
    found = _PASSING[tongue].match(text) if tongue in _PASSING else None
    if found is None:
        return None
    unit = found["unit"]
    said = next((said for said, units in _LATER.items() if unit in units), "days later")
    return said, found.end()


def seconds_at(number: str, unit: str, book: Wordbook) -> str | None:
    """A length as English has it ("4 s"), from a number and the word after it; None when it is no length."""
    kind = next((entry.said for entry in book.entries(unit) if entry.table == "units"), None)
    if kind is None:
        return None
    plain = unicodedata.normalize("NFKC", number)
    amount = plain if _NUMBER.fullmatch(plain) else None
    if amount is None:
        worded = next((entry.said for entry in book.entries(number) if entry.table == "numbers"), None)
        whole = _WORDS.get(worded or "") or number_of(number)
        amount = str(whole) if whole is not None else None
    if amount is None:
        return None
    return f"{amount.replace(',', '.')} {'s' if kind == 's' else 'min'}"


_WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
                 "ten": 10, "twelve": 12}  # fmt: skip
_PASSING: Final = {
    "ja": re.compile(r"(?:[0-9０-９]+|[一二三四五六七八九十数何]+)(?P<unit>秒|分|時間|日|週間|[かヶカケ]月|年)後"),
    "ko": re.compile(
        r"(?:\d+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|몇|수|일|이|삼|십)\s?"
        r"(?P<unit>초|분|시간|일|주일|주|달|개월|년|해)\s?(?:후|뒤)(?:에)?"
    ),
    "zh": re.compile(
        r"(?:\d+|[一二两三四五六七八九十百几数半]+)个?"
        r"(?P<unit>秒钟?|分钟?|小时|钟头|天|日|周|星期|月|年)(?:之|以)?后"
    ),
}  # fmt: skip
_LATER: Final = {
    "later": ("秒", "分", "秒钟", "分钟", "초", "분"), "hours later": ("時間", "小时", "钟头", "시간"),
}  # fmt: skip
