"""How a script asks for one's own cameo, in English and Japanese: "use my cameo", "my cameo waves"."""

import re
from typing import Final

USE: Final = re.compile(
    r"(?:^|(?<=[.!?\n])|(?<=[.!?]\s))[ \t]*(?:please )?use (?:my|(?P<whose>[^\W\d_][\w'-]*?)['’]s) cameo"
    r"(?: (?:as|for) (?:(?:the|a|an) )?(?P<who>[^\W\d_][\w'-]*))?[.!;,]?",
    re.IGNORECASE,
)
MINE: Final = re.compile(r"\bmy cameo\b", re.IGNORECASE)
_OBJECT: Final = re.compile(
    r"(?:\b(?:with|to|at|by|for|of|from|near|beside|behind|like|towards|and|on|follows?|sees?|hugs?)\s)$"
)
PRONOUNS: Final = "私|わたし|あたし|僕|ぼく|ボク|俺|おれ|オレ|自分"
USE_JA: Final = re.compile(
    rf"(?:^|(?<=[。！？!?.\n]))[ \t\u3000]*(?:{PRONOUNS})のカメオを"
    r"(?:(?P<who>[^\s、。]{1,16}?)(?:の?役(?:として|で|に)|として)、?)?"
    r"(?:使って|使う|使います|つかって)(?:ください|下さい|ね)?[。．.！!]?",
    re.MULTILINE,
)
MINE_JA: Final = re.compile(rf"(?P<me>{PRONOUNS})のカメオ")


def first_person(text: str, found: re.Match[str]) -> str:
    """What "my cameo" is read as where it stands: "me" after what it is done to or with, else "I"."""
    return "me" if _OBJECT.search(text[: found.start()].lower()) else "I"


def unasked(script: str, who: str, *, lead: bool) -> str:
    """A script that asks for a cameo for somebody no longer. who: their name; lead: whoever says "I" in it."""

    def sentence(found: re.Match[str]) -> str:
        asked = (found.groupdict().get("who") or found.groupdict().get("whose") or "").lower()
        return "" if asked == who.lower() or (lead and not asked) else found[0]

    script = USE_JA.sub(sentence, USE.sub(sentence, script))
    if lead:
        script = MINE.sub(lambda found: first_person(found.string, found), script)
        script = MINE_JA.sub(lambda found: found["me"], script)
    return script.lstrip() if script[:1].isspace() else script
