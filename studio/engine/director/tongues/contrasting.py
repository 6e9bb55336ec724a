"""What is named only to say that it is something else: "老夫婦ではなく少年が", "no un perro, sino un gato"."""

import re
from typing import Final

_KO_MARKS: Final = "을를에서은는이가로도의와과"
_ES_LEADS: Final = r"(?:al?|una?|el|l[ao]s?|con|en|de|su|sus)"
_FR_LEADS: Final = r"(?:une?|les?|la|l['’]|des?|d['’]|du|au|aux|dans|sur|avec|à)"
_DENIED: Final = {
    "ja": re.compile(r"(?P<one>[^、。！？がをにはと\s]+(?:では|じゃ)なく(?:て)?、?)"),
    "ko": re.compile(
        rf"(?:(?<=[\s,])|^)(?P<one>(?:[^\s,.]*[^\s,.{_KO_MARKS}] )*[^\s,.]+[이가] 아(?:니라|니고|닌),?)(?=\s)"
    ),
    "zh": re.compile(r"(?P<one>(?:并?不是|并非)[^，。；！？]{1,16}[，,]?而是)"),
    "es": re.compile(
        rf"\b(?P<one>no)\b(?:[^,.;:]*?)(?P<two>\b{_ES_LEADS} [^,.;:]*?,? sino)(?! que)\b"
        r"|\b(?P<three>no [^,.;:]*,? sino que)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(rf"\b(?P<one>(?:non |n['’]est )?pas {_FR_LEADS}[^,.;:]*?,? mais)(?= {_FR_LEADS})", re.IGNORECASE),
    "de": re.compile(r"\b(?P<one>(?:nicht|kein\w{0,2}) [^,.;:]*,? sondern)\b", re.IGNORECASE),
}  # fmt: skip


def without_denied(text: str, tongue: str) -> str:
    """The text with such words blanked, of the same length so that offsets stay as they are."""
    return _DENIED[tongue].sub(_blanked, text)


def _blanked(found: re.Match[str]) -> str:
    whole, first = found[0], found.start()
    for name in ("one", "two", "three"):
        start, end = found.span(name) if name in found.re.groupindex else (-1, -1)
        if start >= 0:
            whole = whole[: start - first] + " " * (end - start) + whole[end - first :]
    return whole
