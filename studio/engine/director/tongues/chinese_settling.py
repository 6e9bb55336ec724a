"""What Chinese words mean beside each other, before their grammar is read: measures, ways past, whose hair stirs."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import structs

from studio.engine.director.tongues.chinese_air import (
    blown,
    crowded,
    drawn,
    gilded,
    holidays,
    stirred,
    sunlit,
    trains,
)
from studio.engine.director.tongues.units import DOING, PEOPLE, Unit
from studio.engine.director.tongues.wordbook import Wordbook
from studio.engine.director.tongues.wording import plural

_VESSELS: Final = {
    "车": "cart", "篮": "basket", "筐": "basket", "篓": "basket", "桶": "bucket", "箱": "box", "袋": "bag",
    "盒": "box", "盘": "plate", "碗": "bowl", "锅": "pot", "罐": "jar", "盆": "bowl", "缸": "jar", "屉": "basket",
}  # fmt: skip
"""Measures that are vessels: "一车南瓜" is a cart of pumpkins."""
_BIG_VESSELS: Final = frozenset(size + vessel for size in "大小" for vessel in _VESSELS)
_UNCOUNTED: Final = frozenset({
    "soup", "rice", "bread", "water", "fish", "fruit", "ramen", "noodles", "money", "laundry", "paper", "candy", "ice",
    "vegetables", "roast chicken", "meat", "hot soup", "oranges", "lettuce", "sand", "snow",
})  # fmt: skip
_POTTED: Final = frozenset({"cactus", "flower", "plant", "bonsai", "rose", "lily", "tulip", "sunflower", "tree"})
_LIQUID: Final = frozenset({"water", "coffee", "tea", "wine", "beer", "juice", "milk"})
_VESSEL_FILLS: Final = frozenset({"props", "unknown"})
_STATES: Final = frozenset({"colours", "sizes", "hair"})
_PASSES: Final = frozenset({"walk", "run", "fly", "float", "pass", "sneak", "swim", "crawl", "ride", "roll", "march"})
_SIDES: Final = frozenset({"beside", "in front of", "behind", "near", "around"})
_BOWED: Final = ("低头", "低着头", "低下头", "垂着头", "垂下头", "垂头")
_LONG_NAME: Final = 6
_UNNAMED: Final = "大小老一二两三第这那"
_NAMESAKES: Final = re.compile(
    r"(?:剩下|只有|只剩|名叫|叫做?|和|跟|与|给|对|向|看着|牵着|抱着|追着)(小雨|小雪|小风|小云)"
    r"|(小雨|小雪|小风|小云)(?=一个人|独自|和[^风]|说|问|喊|笑|哭|站|坐|走|跑|拿|抱|举|看|把)"
)
"""Rain and snow that are somebody's name."""
_KIN: Final = {
    "母女": ("mother", "daughter"), "母子": ("mother", "son"), "父子": ("father", "son"),
    "父女": ("father", "daughter"),
    "爷孙": ("grandfather", "grandson"), "祖孙": ("grandmother", "grandson"), "师徒": ("master", "apprentice"),
    "师生": ("teacher", "student"), "主仆": ("master", "servant"), "姐弟": ("older sister", "younger brother"),
    "兄妹": ("older brother", "younger sister"), "父母": ("father", "mother"), "爸妈": ("father", "mother"),
    "夫妻": ("husband", "wife"), "夫妇": ("husband", "wife"),
}  # fmt: skip
_VIEWS: Final = ("视角", "视点", "角度", "眼中", "眼里", "视线", "主观视角", "第一视角", "视野")
_GROUPS: Final = frozenset(
    {"一群", "一队", "一帮", "一伙", "几个", "几名", "几只", "几位", "一些", "一排", "一行", "几条"}
)
_BLOWS: Final = {
    "一拳": "punch", "一脚": "kick", "一巴掌": "slap", "一耳光": "slap", "一个耳光": "slap", "一记耳光": "slap",
    "一个拥抱": "hug", "一个吻": "kiss", "一棍": "hit", "一掌": "push", "一记重拳": "punch",
}  # fmt: skip
_WAYS: Final = frozenset({"skip", "paces", "strange"})


def noted(units: Sequence[Unit]) -> list[Unit]:
    """The units of one sentence, where neighbours tell what each of them is."""
    units = [one for one in units if not (one.kind == "unknown" and one.written == "处")]
    moves = [one for one in units if one.kind == "moves"]
    again = [one for number, one in enumerate(moves) if one.said in {before.said for before in moves[:number]}]
    units = [one for one in units if one not in again]
    return blown(
        sunlit(
            drawn(
                holidays(
                    _shoulder(
                        stirred(
                            _bowed(
                                _past(
                                    _filled(
                                        _struck(
                                            _undone(
                                                _viewed(
                                                    _pairs(
                                                        _shapes(
                                                            _lost(
                                                                crowded(
                                                                    gilded(
                                                                        _listed(trains(_cities(_grouped(list(units)))))
                                                                    )
                                                                )
                                                            )
                                                        )
                                                    )
                                                )
                                            )
                                        )
                                    )
                                )
                            )
                        )
                    )
                )
            )
        )
    )


def _shapes(units: list[Unit]) -> list[Unit]:
    """As in "一个身影走近", "他的身影": somebody seen from afar, or only whoever was named."""
    told: list[Unit] = []
    for unit in units:
        owned = len(told) > 1 and told[-1].kind == "de" and told[-2].kind in PEOPLE
        if unit.written in ("身影", "人影", "背影") and owned:
            told.pop()
        elif unit.written == "身影":
            told.append(structs.replace(unit, kind="builds", said="figure"))
        elif unit.said == "sound of rain" and unit.written.startswith(("雨打", "雨点打", "雨水打", "雨点敲", "雨水敲")):
            told.append(structs.replace(unit, kind="weathers", said="rain"))
        elif unit.written.startswith("被风"):
            told += [Unit("weathers", "wind", unit.start, unit.start, "", "风"), unit]
        else:
            told.append(unit)
    return told


def _listed(units: list[Unit]) -> list[Unit]:
    """As in "短黑发、戴眼镜的女人": hair that stands before what is worn describes who wears it."""
    at = next((n for n in range(len(units) - 1) if units[n].kind == "body" and units[n + 1].said == "、"), -1)
    worn = next((one for one in units[at + 2 : at + 3] if one.said in ("wear", "have", "hold", "carry")), None)
    if at < 0 or worn is None or "hair" not in units[at].said:
        return units
    first = at
    while first and units[first - 1].kind in _STATES:
        first -= 1
    if first and units[first - 1].kind in ("verbs", "motions", "de"):
        return units
    return [*units[:first], Unit("verbs", "have", units[first].start, units[first].start, "", "有"), *units[first:]]


def _grouped(units: list[Unit]) -> list[Unit]:
    """As in "一群孩子": several of them."""
    told = list(units)
    for at, unit in enumerate(units):
        if unit.written not in _GROUPS or unit.kind not in ("det", "numbers"):
            continue
        last = at + 1
        while last < len(units) and units[last].kind in (*_STATES, "de", "emotions"):
            last += 1
        if last < len(units) and units[last].kind in ("builds", "props"):
            told[at] = structs.replace(unit, kind="gone")
            told[last] = structs.replace(units[last], form="plural")
    return [one for one in told if one.kind != "gone"]


def _cities(units: list[Unit]) -> list[Unit]:
    """As in "东京街头", "魔法学校": what only names a place beside another word for it; a style by a name."""
    told: list[Unit] = []
    for at, unit in enumerate(units):
        after = [one for one in units[at + 1 : at + 3] if one.kind != "de"]
        placed = bool(after) and after[0].kind in ("sets", "cities")
        joined = bool(after) and (after[0].start == unit.end or units[at + 1].kind == "de")
        if unit.kind == "cities":
            if not placed:
                told.append(structs.replace(unit, kind="sets", said="city"))
        elif unit.kind == "unknown" and placed and joined and after[0].kind == "sets":
            told.append(structs.replace(unit, kind="strange"))
        elif unit.written in ("风格", "画风", "风", "质感") and unit.kind in ("unknown", "strange"):
            while told and told[-1].kind in ("unknown", "strange", "name", "builds", "hours"):
                told.pop()
            told.append(structs.replace(unit, kind="strange"))
        else:
            told.append(unit)
    return told


def _lost(units: list[Unit]) -> list[Unit]:
    """As in "留下长长的脚印", "锅里的东西": what no picture shows takes what is said of it along."""
    told: list[Unit] = []
    for at, unit in enumerate(units):
        if (
            unit.written in ("东西", "物品", "事物")
            and len(told) > 1
            and told[-1].kind == "de"
            and told[-2].kind == "rel"
        ):
            del told[-2:]
            continue
        if unit.kind == "strange" and told and told[-1].kind == "de":
            while told and told[-1].kind in ("de", *_STATES) and not (told[-1].kind == "de" and _owned(told[:-1])):
                told.pop()
        ends = at + 1 == len(units) or units[at + 1].kind == "stop"
        if unit.kind == "strange" and len(told) > 1 and told[-1].kind == "rel" and told[-2].kind == "body":
            del told[-2:]
        if unit.kind == "strange" and ends and told and told[-1].said == "leave behind":
            told.pop()
        told.append(unit)
    return told


def _owned(told: Sequence[Unit]) -> bool:
    return bool(told) and told[-1].kind not in _STATES


def _pairs(units: list[Unit]) -> list[Unit]:
    """As in "母女俩": two people in one word."""
    told: list[Unit] = []
    for unit in units:
        pair = (
            _KIN.get(unit.written.rstrip("俩二人两个"))
            if unit.kind in ("unknown", "strange", "builds", "name")
            else None
        )
        if unit.written in ("俩", "二人", "两人", "两个") and told and told[-1].written in _KIN:
            continue
        if pair is None:
            told.append(unit)
            continue
        told.append(Unit("builds", pair[0], unit.start, unit.end, "", unit.written))
        told.append(Unit("joint", "and", unit.end, unit.end, "", "和"))
        told.append(Unit("builds", pair[1], unit.start, unit.end, "", unit.written))
    return told


def _viewed(units: list[Unit]) -> list[Unit]:
    """As in "从男孩的视角看": through whose eyes the camera sees."""
    at = next((at for at, unit in enumerate(units) if unit.written in _VIEWS), 0)
    if (
        at < 3
        or units[at - 1].kind != "de"
        or units[at - 2].kind not in PEOPLE
        or units[at - 3].said not in ("from", "with")
    ):
        return units
    after = units[at + 1 :]
    while (
        after
        and after[0].kind in ("motions", "rel", "stop")
        and after[0].said in ("look", "stop", "，", ",", "：", ":")
    ):
        after = after[1:]
    shot = Unit("framings", "point of view", units[at].start, units[at].end, "", units[at].written)
    of = Unit("prep", "of", units[at - 2].start, units[at - 2].start)
    return [*units[: at - 3], shot, of, units[at - 2], Unit("stop", "，", units[at].end, units[at].end), *after]


def _undone(units: list[Unit]) -> list[Unit]:
    """As in "没有拆开的信": what was not done with a thing says nothing that is seen."""
    told: list[Unit] = []
    at = 0
    while at < len(units):
        denied = units[at].kind == "neg" and units[at].said == "not"
        verb = [one.kind for one in units[at + 1 : at + 3]]
        if denied and verb == ["motions", "de"] and noun_next(units, at + 3):
            at += 3
            continue
        told.append(units[at])
        at += 1
    return told


def noun_next(units: Sequence[Unit], at: int) -> bool:
    """Whether a thing or somebody is named here, whatever describes it."""
    following = next((one for one in units[at:] if one.kind not in (*_STATES, "det", "numbers")), None)
    return following is not None and following.kind in ("props", "builds", "dressing", "unknown", "name")


def _filled(units: list[Unit]) -> list[Unit]:
    """As in "一车南瓜", "两篮红苹果": a vessel and what it is full of."""
    told: list[Unit] = []
    at = 0
    while at < len(units):
        unit = units[at]
        vessel = (
            _VESSELS.get(unit.written[-1:], "") if unit.kind in ("det", "numbers") and len(unit.written) > 1 else ""
        )
        counted = at > 0 and units[at - 1].kind in ("det", "numbers") and unit.written in _VESSELS
        if unit.kind == "props" and (counted or (unit.written in _BIG_VESSELS and unit.said in _VESSELS.values())):
            vessel = _VESSELS[unit.written[-1]]
        last = at + 1
        while vessel and last < len(units) and units[last].kind in (*_STATES, "de", "materials"):
            last += 1
        thing = units[last] if vessel and last < len(units) else None
        potted = unit.written[-1:] == "盆" and thing is not None and thing.said.split()[-1] in _POTTED
        if (
            thing is None
            or potted
            or thing.kind not in _VESSEL_FILLS
            or thing.said in _LIQUID
            or thing.said.endswith(vessel)
        ):
            told.append(unit)
            at += 1
            continue
        adjectives = [one.said for one in units[at + 1 : last] if one.kind != "de"]
        plain = thing.said.rpartition(" of ")[2]
        content = plain if thing.kind == "unknown" or plain in _UNCOUNTED else plural(plain)
        full = " ".join([vessel, "of", *adjectives, content])
        told += [unit] if unit.kind != "props" else []
        told.append(Unit("props", full, unit.end - 1, thing.end, "", unit.written[-1:] + thing.written))
        at = last + 1
    return told


def _struck(units: list[Unit]) -> list[Unit]:
    """As in "给了对手一拳", "扇了男人一巴掌": what is done is said behind whom it is done to."""
    told = list(units)
    for at, unit in enumerate(units):
        blow = next((said for word, said in _BLOWS.items() if unit.written.endswith(word)), "")
        if not blow or unit.kind not in ("unknown", "strange", "props", "body", "motions", "det"):
            continue
        start = next((n for n in range(at - 1, -1, -1) if units[n].kind in ("stop", *DOING) or n == 0), at)
        verb = units[start] if start < at and units[start].kind in ("motions", "verbs", "deed") else None
        prep = next((n for n in range(at) if units[n].said == "to" and units[n].kind == "prep"), None)
        if verb is None and prep is None:
            continue
        where = start if verb is not None else prep
        if where is not None:
            told[where] = Unit("motions", blow, units[where].start, unit.end, "", unit.written)
            told[at] = structs.replace(unit, kind="skip")
    return [one for one in told if one.kind != "skip" or one in units]


def _past(units: list[Unit]) -> list[Unit]:
    """As in "从它身边走过": past whom or what somebody goes."""
    told = list(units)
    for at, unit in enumerate(units):
        if (unit.kind, unit.said) != ("prep", "from"):
            continue
        side = next((n for n in range(at + 1, min(at + 6, len(units))) if units[n].kind == "rel"), None)
        if side is None or units[side].said not in _SIDES or any(one.kind == "stop" for one in units[at:side]):
            continue
        goes = next(
            (one for one in units[side + 1 :] if one.kind not in ("paces", "manners", "skip", "emotions")), None
        )
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
        acts = following is not None and following.kind == "motions"
        if unit.written.startswith(_BOWED) and unit.kind == "motions" and acts:
            continue
        told.append(unit)
    return told


def _shoulder(units: list[Unit]) -> list[Unit]:
    """As in "越过男孩肩膀的过肩镜头": over whose shoulder the camera looks."""
    at = next((at for at, unit in enumerate(units) if unit.kind == "body" and unit.said == "shoulder"), 0)
    if at < 2:
        return units
    owned = units[at - 1].kind == "de"
    who = at - 1 - owned
    leads = (
        who > 0 and units[who].kind in PEOPLE and units[who - 1].said in ("cross", "from", "through", "over", "pass")
    )
    after = units[at + 1 :]
    while after and after[0].kind in ("de", "rel"):
        after = after[1:]
    if not leads or not after or after[0].said != "over the shoulder":
        return units
    return [
        *units[: who - 1],
        after[0],
        Unit("prep", "past", units[who].start, units[who].start),
        units[who],
        *after[1:],
    ]


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
