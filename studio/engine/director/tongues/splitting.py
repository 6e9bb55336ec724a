"""Where the sentences of a stretch of action begin and end, quotations kept whole."""

import re
from typing import Final

from studio.engine.director.screenplay import QUOTES

ENDS: Final = frozenset(".!?…。！？．")
_CITES: Final = ("と", "라고", "이라고", "하고", "고 ", "，", ",", "、", "。")
_INITIALS: Final = re.compile(r"\([A-Z]\.[A-Z]\.$")
_VERBS: Final = {
    "ja": ("言う", "言った", "叫ぶ", "叫んだ", "囁く", "ささやく", "ささやいた", "尋ねる", "たずねる", "尋ねた", "聞く",
           "聞いた", "答える", "答えた", "つぶやく", "呟く", "話す", "話しかける", "告げる"),
    "ko": ("말한다", "말했다", "외친다", "외쳤다", "소리친다", "소리쳤다", "속삭인다", "속삭였다", "묻는다", "물었다",
           "대답한다", "대답했다", "중얼거린다", "말을 건다"),
    "zh": ("说", "说道", "喊", "喊道", "问", "问道", "回答", "答道", "低语", "大喊", "叫道"),
}  # fmt: skip
_SAYS: Final = {tongue: re.compile(f"(?:{'|'.join(verbs)})$") for tongue, verbs in _VERBS.items()}
_TELLS: Final = {
    "zh": re.compile(r"[^。！？，,.!?]{1,12}(?:说|問|问|喊|道|答|叫|低语|回答)[道着]?[。，,.！!？?]"),
    "ko": re.compile(rf"\s*[^.!?\"“]{{1,20}}(?:{'|'.join(_VERBS['ko'])}|말하며|말하고)"),
    "ja": re.compile(rf"\s*[^。！？「」]{{1,16}}(?:{'|'.join(_VERBS['ja'])})[。！]"),
}  # fmt: skip


def sentences(text: str, tongue: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of some action, quotations kept whole."""
    spans: list[tuple[int, int]] = []
    start = at = 0
    while at < len(text):
        closing = quote_end(text, at)
        at = closing or at
        if closing and _quote_ends(text, start, at, tongue):
            spans.append((start, at + 1))
            start = at + 1
        elif _ends_here(text, at, tongue) and _announces(text, start, at, tongue):
            at += 1
            continue
        elif _ends_here(text, at, tongue):
            while at + 1 < len(text) and (text[at + 1] in ENDS or text[at + 1] in "」』”»)）\n\r "):
                if text[at + 1] == "»" and text[at].isspace() and quote_end(text, at + 1):
                    break
                at += 1
            spans.append((start, at + 1))
            start = at + 1
        at += 1
    return [*spans, (start, len(text))] if start < len(text) else spans


def _announces(text: str, start: int, at: int, tongue: str) -> bool:
    """Whether what is said follows in quotation marks, after "... says." on the same line."""
    following = text[at + 1 :].lstrip(" \u3000")
    spoken = _SAYS.get(tongue)
    return spoken is not None and following[:1] in QUOTES and spoken.search(text[start:at]) is not None


def quote_end(text: str, at: int) -> int:
    """Where the quotation that opens here closes; 0 when none does. German ones may point inwards: "»Halt!«"."""
    marks = "“”" if text[at] == "„" else "«" if text[at] == "»" else QUOTES.get(text[at], "")
    ends = [end for mark in marks if (end := text.find(mark, at + 1)) > 0]
    return min(ends, default=0)


def _quote_ends(text: str, start: int, at: int, tongue: str) -> bool:
    """Whether a sentence ends with the quotation that closes here: it is all of it, or ends like one itself."""
    following = text[at + 1 : at + 4].lstrip()
    if not following:
        return False
    alone = text[start:at].strip()[:1] in (*QUOTES, "»")
    said = _TELLS.get(tongue)
    if said is not None and alone and said.match(text, at + 1):
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
