"""Chinese words of the air, of crowds and of what stirs by itself, by what stands beside them."""

from typing import Final

from msgspec import structs

from studio.engine.director.tongues.units import CAMERA, PEOPLE, Unit

_STATES: Final = frozenset({"colours", "sizes", "hair"})
_CLEARS: Final = frozenset({"blow off", "brush off", "blow away", "blow", "sweep", "clean", "pat", "shake"})
_VAPOURS: Final = frozenset({"steam", "smoke"})
_RISES: Final = frozenset({"rise", "float", "come", "raise", "leave", "flutter", "spill"})
_SOURCES: Final = frozenset({
    ("dressing", "sun"), ("dressing", "light"), ("hours", "moonlight"), ("hours", "sunset"), ("hours", "morning"),
    ("hours", "golden hour"), ("hours", "sunrise"), ("weathers", "sunny"),
})  # fmt: skip
_STIRS: Final = frozenset({"flutter", "float", "sway", "swing", "fly", "wave", "dance", "shake"})
_FAIRS: Final = ("节", "节日", "祭")
_BURSTS: Final = frozenset({"绽放", "升空", "炸开", "盛开", "升起", "绽开", "怒放", "闪耀", "照亮", "爆开", "腾空"})
_CROWDS: Final = ("人群", "观众", "观众们", "众人", "人们", "围观的人")
_TRAVELS: Final = frozenset({
    "arrive", "arrive at the station", "drive", "stop", "leave", "come", "pass", "run", "approach", "cross", "rush",
})  # fmt: skip
_BROADER: Final = frozenset({"low angle", "high angle", "eye level"})
_SHUT: Final = frozenset({"curtain", "door", "window", "noren", "bag", "tent", "coat"})


def blown(units: list[Unit]) -> list[Unit]:
    """As in "吹掉灰尘", "热气升起": dust that is blown off and steam that rises are no weather and nobody's deed."""
    told: list[Unit] = []
    for unit in units:
        if unit.kind == "weathers" and unit.said == "dust" and len(told) > 2 and told[-3].said in _CLEARS:
            del told[-2:]
        before = told[-1] if told else None
        if before is not None and before.said == "raise" and unit.kind == "weathers":
            told[-1] = unit
            continue
        if before is not None and before.said in _CLEARS and unit.kind == "weathers" and unit.said == "dust":
            told.append(structs.replace(unit, kind="strange", said=unit.written))
        elif before is not None and before.said in _VAPOURS and unit.kind == "motions" and unit.said in _RISES:
            told.pop()
            while told and told[-1].kind in ("de", *_STATES):
                told.pop()
        else:
            told.append(unit)
    return told


def sunlit(units: list[Unit]) -> list[Unit]:
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
    waves = next((one for one in clause if one.said == "sound of waves"), None)
    if waves is not None:
        return [one for one in clause if one.kind in ("hours", "times", "weathers", "sounds", "joint")]
    bursts = next((one for one in clause if one.said == "fireworks" and one.kind == "dressing"), None)
    if bursts is not None and any(one.written[:2] in _BURSTS for one in clause):
        kept = ("hours", "times", "weathers", "sets", "prep", "rel", "lens", *CAMERA, "joint")
        return [one for one in clause if one is bursts or one.kind in kept or one.said in ("sky", "of")]
    alive = any(one.kind in (*PEOPLE, "lens") or one.kind in CAMERA for one in clause)
    if not sources or not shines or alive or clause.index(sources[0]) > clause.index(shines[0]):
        return clause
    source = sources[0]
    kind, said = ("weathers", "sunny") if source.kind == "dressing" else (source.kind, source.said)
    kind = "skip" if source.said == "light" else kind
    lead = clause[: clause.index(source)]
    lead = [one for one in lead if one.kind in ("hours", "times", "sets", "rel")]
    return lead if kind == "skip" else [*lead, Unit(kind, said, source.start, shines[-1].end, "", source.written)]


def stirred(units: list[Unit]) -> list[Unit]:
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


def holidays(units: list[Unit]) -> list[Unit]:
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
        if unit.kind == "de" and at and units[at - 1] in fairs and units[at - 1] not in kept:
            continue
        kept.append(unit)
    return kept


def crowded(units: list[Unit]) -> list[Unit]:
    """As in "人群跟着拍手", "夜市": a crowd that claps is heard, and a market of the night is there at night."""
    told: list[Unit] = []
    for unit in units:
        crowd = told[-1] if told and told[-1].kind in ("sounds", "builds") and told[-1].written in _CROWDS else None
        if crowd is not None and unit.said in ("follow", "with", "stand up"):
            continue
        if crowd is not None and unit.kind == "motions" and unit.said in ("clap", "cheer", "laugh", "shout", "talk"):
            told[-1] = Unit(
                "sounds", "applause" if unit.said == "clap" else "crowd noise", crowd.start, unit.end, "", crowd.written
            )
            continue
        told.append(unit)
        early = unit.kind == "weathers" and unit.written.startswith(("晨", "夜"))
        if early and not any(one.kind == "hours" for one in units):
            told.append(Unit("hours", "morning" if unit.written[0] == "晨" else "night", unit.start, unit.start))
        if unit.said == "night market" and not any(one.kind == "hours" for one in units):
            told.append(Unit("hours", "night", unit.start, unit.start))
    return told


def trains(units: list[Unit]) -> list[Unit]:
    """As in "火车进站", "擦去脸上的汗", "变焦对准孩子": what goes, is wiped off or zoomed at."""
    told: list[Unit] = []
    for unit in units:
        before = told[-1] if told else None
        if before is not None and (before.kind, before.said) == ("sets", "train") and unit.said in _TRAVELS:
            told[-1] = structs.replace(before, kind="props")
        if before is not None and before.kind == "moves" and unit.said in ("point", "face"):
            continue
        wipes = next((n for n in range(len(told) - 1, -1, -1) if told[n].said == "clean"), -1)
        if unit.kind == "strange" and unit.written.startswith("汗") and wipes >= 0:
            told[wipes:] = [structs.replace(told[wipes], said="wipe her brow")]
            continue
        told.append(unit)
    return told


def gilded(units: list[Unit]) -> list[Unit]:
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


def drawn(units: list[Unit]) -> list[Unit]:
    """As in "拉上窗帘", "把渔网拉上小船": what is drawn shut, or onto what."""
    told = list(units)
    for at, unit in enumerate(units):
        if unit.written != "拉上" or unit.kind != "motions":
            continue
        closed = [one for one in units[max(0, at - 3) : at + 4] if one.said in _SHUT]
        told[at] = structs.replace(unit, said="close", written="合上") if closed else unit
    return told
