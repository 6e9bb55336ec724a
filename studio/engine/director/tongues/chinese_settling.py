"""What Chinese words mean beside each other, before their grammar is read: measures, ways past, whose hair stirs."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import structs

from studio.engine.director.tongues.units import CAMERA, DOING, PEOPLE, Unit
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
_STIRS: Final = frozenset({"flutter", "float", "sway", "swing", "fly", "wave", "dance", "shake"})
_STIRRED: Final = frozenset(
    {"hair", "long hair", "short hair", "black hair", "blonde hair", "silver hair", "white hair"}
)
_BOWED: Final = ("低头", "低着头", "低下头", "垂着头", "垂下头", "垂头")
_FAIRS: Final = ("节", "节日", "祭")
_LONG_NAME: Final = 6
_UNNAMED: Final = "大小老一二两三第这那"
_NAMESAKES: Final = re.compile(
    r"(?:剩下|只有|只剩|名叫|叫做?|和|跟|与|给|对|向|看着|牵着|抱着|追着)(小雨|小雪|小风|小云)"
    r"|(小雨|小雪|小风|小云)(?=一个人|独自|和[^风]|说|问|喊|笑|哭|站|坐|走|跑|拿|抱|举|看|把)"
)
"""Rain and snow that are somebody's name."""
_CLEARS: Final = frozenset({"blow off", "blow away", "blow", "sweep", "clean", "pat", "shake"})
_VAPOURS: Final = frozenset({"steam", "smoke"})
_RISES: Final = frozenset({"rise", "float", "come", "raise", "leave", "flutter", "spill"})
_KIN: Final = {
    "母女": ("mother", "daughter"), "母子": ("mother", "son"), "父子": ("father", "son"),
    "父女": ("father", "daughter"),
    "爷孙": ("grandfather", "grandson"), "祖孙": ("grandmother", "grandson"), "师徒": ("master", "apprentice"),
    "师生": ("teacher", "student"), "主仆": ("master", "servant"), "姐弟": ("older sister", "younger brother"),
    "兄妹": ("older brother", "younger sister"), "父母": ("father", "mother"), "爸妈": ("father", "mother"),
    "夫妻": ("husband", "wife"), "夫妇": ("husband", "wife"),
}  # fmt: skip
_VIEWS: Final = ("视角", "视点", "角度", "眼中", "眼里", "视线", "主观视角", "第一视角", "视野")
_CROWDS: Final = ("人群", "观众", "观众们", "众人", "人们", "围观的人")
_BROADER: Final = frozenset({"low angle", "high angle", "eye level"})
_BLOWS: Final = {
    "一拳": "punch", "一脚": "kick", "一巴掌": "slap", "一耳光": "slap", "一个耳光": "slap", "一记耳光": "slap",
    "一个拥抱": "hug", "一个吻": "kiss", "一棍": "hit", "一掌": "push", "一记重拳": "punch",
}  # fmt: skip
_SHUT: Final = frozenset({"curtain", "door", "window", "noren", "bag", "tent", "coat"})
_SOURCES: Final = frozenset({
    ("dressing", "sun"), ("dressing", "light"), ("hours", "moonlight"), ("hours", "sunset"), ("hours", "morning"),
    ("hours", "golden hour"), ("hours", "sunrise"), ("weathers", "sunny"),
})  # fmt: skip
_WAYS: Final = frozenset({"skip", "paces", "strange"})


def noted(units: Sequence[Unit]) -> list[Unit]:
    """The units of one sentence, where neighbours tell what each of them is."""
    units = [one for one in units if not (one.kind == "unknown" and one.written == "处")]
    moves = [one for one in units if one.kind == "moves"]
    again = [one for number, one in enumerate(moves) if one.said in {before.said for before in moves[:number]}]
    units = [one for one in units if one not in again]
    return _blown(
        _sunlit(
            _drawn(
                _holidays(
                    _shoulder(
                        _stirred(
                            _bowed(
                                _past(
                                    _filled(
                                        _struck(
                                            _undone(_viewed(_pairs(_shapes(_lost(_crowded(_gilded(list(units))))))))
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
        if unit.kind == "strange" and ends and told and told[-1].said == "leave behind":
            told.pop()
        told.append(unit)
    return told


def _owned(told: Sequence[Unit]) -> bool:
    return bool(told) and told[-1].kind not in _STATES


def _crowded(units: list[Unit]) -> list[Unit]:
    """As in "人群跟着拍手", "夜市": a crowd that claps is heard, and a market of the night is there at night."""
    told: list[Unit] = []
    for unit in units:
        crowd = told[-1] if told and told[-1].kind in ("sounds", "builds") and told[-1].written in _CROWDS else None
        if crowd is not None and unit.said in ("follow", "with"):
            continue
        if crowd is not None and unit.kind == "motions" and unit.said in ("clap", "cheer", "laugh", "shout", "talk"):
            told[-1] = Unit(
                "sounds", "applause" if unit.said == "clap" else "crowd noise", crowd.start, unit.end, "", crowd.written
            )
            continue
        told.append(unit)
        if unit.said == "night market" and not any(one.kind == "hours" for one in units):
            told.append(Unit("hours", "night", unit.start, unit.start))
    return told


def _gilded(units: list[Unit]) -> list[Unit]:
    """As in "金色短发": hair of gold is blonde; one view of two is enough."""
    told = list(units)
    for at, unit in enumerate(units):
        following = next((one for one in units[at + 1 :] if one.kind not in (*_STATES, "de")), None)
        if unit.kind == "colours" and unit.said == "gold" and following is not None and "hair" in following.said:
            told[at] = structs.replace(unit, said="blonde")
    return [
        unit
        for at, unit in enumerate(told)
        if not (unit.kind == "angles" and at and told[at - 1].kind == "angles" and unit.said in _BROADER)
    ]


def _pairs(units: list[Unit]) -> list[Unit]:
    """As in "母女俩": two people in one word."""
    told: list[Unit] = []
    for unit in units:
        pair = (
            _KIN.get(unit.written.rstrip("俩二人两个"))
            if unit.kind in ("unknown", "strange", "builds", "name")
            else None
        )
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


def _drawn(units: list[Unit]) -> list[Unit]:
    """As in "拉上窗帘", "把渔网拉上小船": what is drawn shut, or onto what."""
    told = list(units)
    for at, unit in enumerate(units):
        if unit.written != "拉上" or unit.kind != "motions":
            continue
        closed = [one for one in units[max(0, at - 3) : at + 4] if one.said in _SHUT]
        told[at] = structs.replace(unit, said="close", written="合上") if closed else unit
    return told


def _blown(units: list[Unit]) -> list[Unit]:
    """As in "吹掉灰尘", "热气升起": dust that is blown off and steam that rises are no weather and nobody's deed."""
    told: list[Unit] = []
    for unit in units:
        before = told[-1] if told else None
        if before is not None and before.said in _CLEARS and unit.kind == "weathers" and unit.said == "dust":
            told.append(structs.replace(unit, kind="strange", said=unit.written))
        elif before is not None and before.said in _VAPOURS and unit.kind == "motions" and unit.said in _RISES:
            told.pop()
        else:
            told.append(unit)
    return told


def _sunlit(units: list[Unit]) -> list[Unit]:
    """As in "阳光透过窗户照进来": the sun that falls somewhere is the weather, and the moon the hour."""
    told: list[Unit] = []
    clause: list[Unit] = []
    for unit in [*units, Unit("stop", "", 0, 0)]:
        if unit.kind != "stop":
            clause.append(unit)
            continue
        told += _shining(clause)
        told += [unit] if unit.said else []
        clause = []
    return told


def _shining(clause: list[Unit]) -> list[Unit]:
    sources = [
        one for one in clause if (one.kind, one.said) in _SOURCES and one.written.endswith(("光", "阳", "日", "霞"))
    ]
    shines = [
        one
        for one in clause
        if one.kind in ("motions", "verbs", "deed", "strange") and one.written[:1] in "照洒射透映倾染铺笼烧"
    ]
    alive = any(one.kind in (*PEOPLE, "lens") or one.kind in CAMERA for one in clause)
    if not sources or not shines or alive or clause.index(sources[0]) > clause.index(shines[0]):
        return clause
    source = sources[0]
    kind, said = ("weathers", "sunny") if source.kind == "dressing" else (source.kind, source.said)
    lead = clause[: clause.index(source)]
    lead = [one for one in lead if one.kind in ("hours", "times", "sets", "rel")]
    return [*lead, Unit(kind, said, source.start, shines[-1].end, "", source.written)]


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
