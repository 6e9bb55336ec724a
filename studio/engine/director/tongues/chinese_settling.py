"""What Chinese words mean beside each other, before their grammar is read: measures, ways past, whose hair stirs."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import structs

from studio.engine.director.tongues.units import DOING, PEOPLE, Unit
from studio.engine.director.tongues.wordbook import Wordbook, english

_VESSELS: Final = {
    "车": "cart", "篮": "basket", "筐": "basket", "篓": "basket", "桶": "bucket", "箱": "box", "袋": "bag",
    "盒": "box", "盘": "plate", "碗": "bowl", "锅": "pot", "罐": "jar", "盆": "bowl", "缸": "jar", "屉": "basket",
}  # fmt: skip
"""Measures that are vessels: "一车南瓜" is a cart of pumpkins."""
_LIQUID: Final = frozenset({"water", "coffee", "tea", "wine", "beer", "juice", "milk"})
_VESSEL_FILLS: Final = frozenset({"props", "unknown"})
_STATES: Final = frozenset({"colours", "sizes", "hair"})
_PASSES: Final = frozenset({"walk", "run", "fly", "float", "pass", "sneak", "swim", "crawl", "ride", "roll", "march"})
_SIDES: Final = frozenset({"beside", "in front of", "behind", "near", "around"})
_STIRS: Final = frozenset({"flutter", "float", "sway", "swing", "fly", "wave", "dance", "shake"})
_STIRRED: Final = frozenset({"hair", "long hair", "short hair", "black hair", "blonde hair", "silver hair", "white hair"})
_BOWED: Final = ("低头", "低着头", "低下头", "垂着头", "垂下头", "垂头")
_FAIRS: Final = ("节", "节日", "祭")
_LONG_NAME: Final = 6
_UNNAMED: Final = "大小老一二两三第这那"
_NAMESAKES: Final = re.compile(
    r"(?:剩下|只有|只剩|名叫|叫做?|和|跟|与|给|对|向|看着|牵着|抱着|追着)(小雨|小雪|小风|小云)"
    r"|(小雨|小雪|小风|小云)(?=一个人|独自|和[^风]|说|问|喊|笑|哭|站|坐|走|跑|拿|抱|举|看|把)"
)
"""Rain and snow that are somebody's name."""
_WAYS: Final = frozenset({"skip", "paces", "strange"})


def noted(units: Sequence[Unit]) -> list[Unit]:
    """The units of one sentence, where neighbours tell what each of them is."""
    return _holidays(_shoulder(_stirred(_bowed(_past(_filled(list(units)))))))


def _filled(units: list[Unit]) -> list[Unit]:
    """As in "一车南瓜", "两篮红苹果": a vessel and what it is full of."""
    told: list[Unit] = []
    at = 0
    while at < len(units):
        unit = units[at]
        vessel = _VESSELS.get(unit.written[-1:], "") if unit.kind in ("det", "numbers") and len(unit.written) > 1 else ""
        last = at + 1
        while vessel and last < len(units) and units[last].kind in (*_STATES, "de", "materials"):
            last += 1
        thing = units[last] if vessel and last < len(units) else None
        if thing is None or thing.kind not in _VESSEL_FILLS or thing.said in _LIQUID or thing.said.endswith(vessel):
            told.append(unit)
            at += 1
            continue
        told += [one for one in units[at + 1 : last] if one.kind != "de"]
        told.append(structs.replace(thing, form="plural" if thing.kind == "props" else thing.form))
        told.append(Unit("de", "of", thing.end, thing.end, "", "的"))
        told.append(unit)
        told.append(Unit("props", vessel, unit.end - 1, unit.end, "", unit.written[-1:]))
        at = last + 1
    return told


def _past(units: list[Unit]) -> list[Unit]:
    """As in "从它身边走过": past whom or what somebody goes."""
    told = list(units)
    for at, unit in enumerate(units):
        if (unit.kind, unit.said) != ("prep", "from"):
            continue
        side = next((n for n in range(at + 1, min(at + 6, len(units))) if units[n].kind == "rel"), None)
        if side is None or units[side].said not in _SIDES or any(one.kind == "stop" for one in units[at:side]):
            continue
        goes = next((one for one in units[side + 1 :] if one.kind not in ("paces", "manners", "skip", "emotions")), None)
        if goes is None or goes.kind != "motions" or goes.said not in _PASSES or not _by(goes):
            continue
        told[at] = structs.replace(unit, said="past")
        told[side] = structs.replace(units[side], kind="skip")
        if side == at + 1:
            told[at] = structs.replace(unit, kind="ways", said="past")
    return [one for one in told if one.kind != "skip" or one in units]


def _by(unit: Unit) -> bool:
    return unit.written.endswith(("过", "过去", "过来", "经过", "而过"))


def _bowed(units: list[Unit]) -> list[Unit]:
    """As in "低头走了出去": how somebody goes, and nothing of its own."""
    told: list[Unit] = []
    for at, unit in enumerate(units):
        following = next((one for one in units[at + 1 :] if one.kind not in ("paces", "prep", "ways")), None)
        goes = following is not None and following.kind == "motions" and _goes(following)
        if unit.written.startswith(_BOWED) and unit.kind == "motions" and goes:
            continue
        told.append(unit)
    return told


def _goes(unit: Unit) -> bool:
    return unit.said in english()["goes"] or unit.said in ("walk out", "run out", "pace", "stroll")


def _stirred(units: list[Unit]) -> list[Unit]:
    """As in "红色长发随风飘动": hair that stirs is somebody's hair, and wind."""
    told: list[Unit] = []
    for unit in units:
        hair = told[-1] if told else None
        stirs = unit.kind == "motions" and unit.said in _STIRS and hair is not None
        if not stirs or hair is None or hair.kind != "body" or "hair" not in hair.said:
            told.append(unit)
            continue
        at = len(told) - 1
        while at and told[at - 1].kind in _STATES:
            at -= 1
        owned = at > 0 and told[at - 1].kind in ("de", "owner", *PEOPLE)
        if not owned:
            told.insert(at, Unit("verbs", "have", hair.start, hair.start))
        told.append(Unit("weathers", "wind", unit.start, unit.end, "", unit.written))
    return told


def _shoulder(units: list[Unit]) -> list[Unit]:
    """As in "越过男孩肩膀的过肩镜头": over whose shoulder the camera looks."""
    at = next((at for at, unit in enumerate(units) if unit.kind == "body" and unit.said == "shoulder"), 0)
    if at < 2:
        return units
    owned = units[at - 1].kind == "de"
    who = at - 1 - owned
    leads = who > 0 and units[who].kind in PEOPLE and units[who - 1].said in ("cross", "from", "through", "over", "pass")
    after = units[at + 1 :]
    while after and after[0].kind in ("de", "rel"):
        after = after[1:]
    if not leads or not after or after[0].said != "over the shoulder":
        return units
    return [*units[: who - 1], after[0], Unit("prep", "of", units[who].start, units[who].start), units[who], *after[1:]]


def _holidays(units: list[Unit]) -> list[Unit]:
    """As in "元宵节的夜晚，街上": a day of the year, and no place where another is told."""
    fairs = [one for one in units if one.kind == "sets" and one.written.endswith(_FAIRS)]
    others = [one for one in units if one.kind == "sets" and one not in fairs]
    if not fairs or not others:
        return units
    kept: list[Unit] = []
    for at, unit in enumerate(units):
        after = units[at + 2] if at + 2 < len(units) and units[at + 1].kind == "de" else None
        direct = units[at + 1] if at + 1 < len(units) else None
        timed = any(one is not None and one.kind in ("hours", "times") for one in (after, direct))
        if unit in fairs and timed:
            continue
        if unit.kind == "de" and kept is not None and at and units[at - 1] in fairs and units[at - 1] not in kept:
            continue
        kept.append(unit)
    return kept


def chinese_names(text: str, book: Wordbook) -> Iterable[str]:
    """Names by how they are written, as in "里奥", and names that are words too where somebody is meant by them."""
    from rjieba import tag  # its dictionary is read with it

    for word, kind in tag(text):
        if kind == "nrt" and 1 < len(word) < _LONG_NAME and not book.entries(word) and word[0] not in _UNNAMED:
            yield word
    yield from (found[1] or found[2] for found in _NAMESAKES.finditer(text))


def speaks_next(units: Sequence[Unit]) -> bool:
    """Whether the words end with a verb of speaking, so that what follows a colon is said."""
    last = next((one for one in reversed(units) if one.kind not in _WAYS), None)
    return last is not None and last.kind in DOING and last.said in _SPEAKING


_SPEAKING: Final = frozenset({
    "say", "shout", "ask", "answer", "whisper", "talk", "scream", "mutter", "plead", "cry", "call", "sing",
    "say goodbye", "thank", "scold", "praise",
})  # fmt: skip
