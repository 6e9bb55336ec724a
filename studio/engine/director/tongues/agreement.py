"""Whether a phrase is spoken of as he, she or they, as far as its word, its article or its name tells."""

from typing import Final

from studio.engine.director.lexicon import lexicon
from studio.engine.director.people import name_build, role_sex
from studio.engine.director.tongues.units import Phrase

POSSESSIVE: Final = {"she": "her", "he": "his", "they": "their", "it": "its"}
OBJECTIVE: Final = {"she": "her", "he": "him", "they": "them", "it": "it"}
_BY_FORM: Final = {"f": "she", "m": "he", "plural": "they"}
_ALIVE: Final = frozenset({
    "cat", "dog", "bird", "rabbit", "fox", "horse", "fish", "mouse", "beast", "turtle", "frog", "robot",
})  # fmt: skip
_BY_SEX: Final = {"female": "she", "male": "he"}


def pronoun(phrase: Phrase) -> str:
    """she, he, they or it; empty where nothing tells."""
    head = phrase.head
    if any(one.role != "apposition" for one in phrase.joined) or _counted(phrase):
        return "they"
    if head.kind == "pron":
        return head.said if head.said in POSSESSIVE else ""
    if head.kind == "name":
        return "she" if name_build(head.said.lower()) == "girl" else "he"
    if head.kind != "builds":
        return "it"
    return _BY_FORM.get(head.form, "") or _BY_SEX.get(sex(head.said), "")


def sex(role: str) -> str:
    """female, male or either, by the word alone."""
    sense = lexicon().phrase(tuple(role.split()), "builds")
    return role_sex(role, sense.id) if sense is not None else "either"


def alive(noun: str) -> bool:
    """Whether a thing's noun is of an animal or a robot, which do what people do."""
    sense = lexicon().phrase(tuple(noun.split()), "props")
    return sense is not None and sense.id in _ALIVE


def untold(phrase: Phrase) -> bool:
    """Whether only the article tells: "la astronauta"."""
    return phrase.head.kind == "builds" and phrase.head.form in ("f", "m") and sex(phrase.head.said) == "either"


def _counted(phrase: Phrase) -> bool:
    return phrase.count is not None and phrase.count.said not in ("one", "1")
