"""Where the sentences of a stretch of action begin and end, quotations kept whole."""

import re
from typing import Final

from studio.engine.director.screenplay import QUOTES

ENDS: Final = frozenset(".!?…。！？．")
_CITES: Final = ("と", "라고", "이라고", "하고", "고 ", "，", ",", "、", "。")
_INITIALS: Final = re.compile(r"\([A-Z]\.[A-Z]\.$")
_SAID: Final = re.compile(r"[^。！？，,.!?]{1,12}(?:说|問|问|喊|道|答|叫|低语|回答)[道着]?[。，,.！!？?]")


def sentences(text: str, tongue: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of some action, quotations kept whole."""
    spans: list[tuple[int, int]] = []
    start = at = 0
    while at < len(text):
        closing = _quote_end(text, at)
        at = closing or at
        if closing and _quote_ends(text, start, at, tongue):
            spans.append((start, at + 1))
            start = at + 1
        elif _ends_here(text, at, tongue):
            while at + 1 < len(text) and (text[at + 1] in ENDS or text[at + 1] in "」』”»)）\n\r "):
                at += 1
            spans.append((start, at + 1))
            start = at + 1
        at += 1
    return [*spans, (start, len(text))] if start < len(text) else spans


def _quote_end(text: str, at: int) -> int:
    """Where the quotation that opens here closes; 0 when none does."""
    marks = "“”" if text[at] == "„" else QUOTES.get(text[at], "")
    ends = [end for mark in marks if (end := text.find(mark, at + 1)) > 0]
    return min(ends, default=0)


def _quote_ends(text: str, start: int, at: int, tongue: str) -> bool:
    """Whether a sentence ends with the quotation that closes here: it is all of it, or ends like one itself."""
    following = text[at + 1 : at + 4].lstrip()
    if not following:
        return False
    alone = text[start:at].strip()[:1] in QUOTES
    if tongue == "zh" and alone and _SAID.match(text, at + 1):
        return False
    if tongue in ("ja", "ko", "zh"):
        return (alone or text[at - 1] in ENDS) and not following.startswith(_CITES)
    return (text[at - 1 : at] in ENDS and following[0].isupper()) or (
        text[at - 2 : at].strip() in ENDS and following[0].isupper()
    )


def _ends_here(text: str, at: int, tongue: str) -> bool:
    mark = text[at]
    if mark == "\n":
        return tongue in ("ja", "zh", "ko") or not text[at + 1 : at + 2].islower()
    if mark not in ENDS:
        return False
    if mark == "." and at + 1 < len(text) and not (text[at + 1].isspace() or text[at + 1] in "»”)」"):
        return False
    if mark == "." and _INITIALS.search(text, max(0, at - 4), at + 1):
        return False
    word = re.search(r"[^\W\d_]+$", text[max(0, at - 6) : at])
    return not (mark == "." and word and word[0].lower() in ("sr", "sra", "dr", "dra", "mme", "st", "bzw", "z", "b"))
