"""What words mean beside each other in Chinese, Japanese and Korean, before their grammar is read."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from studio.engine.director.tongues.units import CAMERA, DOING, Unit
from studio.engine.director.tongues.wordbook import english

_SNOWY: Final = frozenset({"snow", "it snows", "blizzard", "it starts to snow"})
_DEPTHS: Final = frozenset(
    {"奥", "手前", "前", "后面", "前面", "앞", "뒤", "앞쪽", "뒤쪽", "中央", "左", "右", "向こう"}
)
_WHENCE: Final = {
    "後背뒤등后身": "from behind", "上위": "from above", "下아래": "from below", "横側옆측侧": "from the side",
    "正정": "from the front",
}  # fmt: skip
_WHOLES: Final = frozenset({"school", "hospital", "hotel", "university", "office", "castle", "prison"})
_PARTS: Final = frozenset({"corridor", "rooftop", "library", "staircase", "garden", "gym", "elevator"})
_FLOWERS: Final = frozenset({"flower", "rose", "lily", "sunflower", "tulip"})
_BUNCHES: Final = ("束", "捧", "다발")
_COMING: Final = frozenset({
    "chase", "come", "run", "run into", "approach", "follow", "hug", "call", "talk", "shout", "attack", "fall", "fly",
    "push", "pull", "grab", "hit", "throw", "touch", "pat", "hold", "shoot", "land", "drop", "appear", "enter",
    "sneak", "float", "cover", "jump", "cover her eyes", "say", "peek", "peek out", "kick", "punch", "catch", "take",
    "come back", "wrap around", "walk", "rise", "roll",
})  # fmt: skip
_PEOPLE: Final = frozenset({"name", "builds", "pron"})
_LEADS: Final = frozenset({"cross", "pass", "from", "through", "over", "loc", "climb", "across"})
_RINGS: Final = frozenset({"ring", "sound", "ring out"})
_VILLAGES: Final = frozenset({"country road", "village", "mountain village", "snow village", "fishing village"})


def settled(units: Sequence[Unit]) -> list[Unit]:
    """The units of one sentence, where neighbours tell what each of them is."""
    units = _whence(_compounded(_poured(list(units))))
    units = _unsaid(_scored(_described(_nearer(list(units)))))
    return _over_shoulder(_framed(_snowed(_ringing(_heard(list(units))))))


def _over_shoulder(units: list[Unit]) -> list[Unit]:
    """As in "越过小雨的肩膀看阿杰": whose shoulder the camera looks over, and at whom."""
    at = next((at for at, unit in enumerate(units) if unit.kind == "body" and unit.said == "shoulder"), 0)
    if at < 3 or units[at - 1].said != "of" or units[at - 2].kind not in _PEOPLE or units[at - 3].said not in _LEADS:
        return units
    before, after = units[: at - 3], units[at + 1 :]
    while after and after[0].kind in ("rel", "ways", "prep", "stop", "motions", "skip") and len(after) > 1:
        after = after[1:]
    if not after or after[0].kind not in (*_PEOPLE, "unknown"):
        return units
    while before and before[-1].kind in ("stop", "lens"):
        before = before[:-1]
    over = (
        []
        if any(one.said == "over the shoulder" for one in before)
        else [Unit("framings", "over the shoulder", units[at - 3].start, units[at].end, "", units[at].written)]
    )
    return [*before, *over, units[at - 2], Unit("joint", "and", units[at].end, units[at].end), *after]


def _compounded(units: list[Unit]) -> list[Unit]:
    """As in "学校走廊", "病院 복도", "病院の廊下": a place of a place is one place."""
    told: list[Unit] = []
    for unit in units:
        owned = len(told) > 1 and told[-1].kind == "case" and told[-1].said == "of" and unit.said in _PARTS
        before = told[-2] if owned else told[-1] if told else None
        whole = before is not None and before.kind == unit.kind == "sets" and before.said in _WHOLES
        if owned and whole:
            told.pop()
        apart = before is None or unit.start - before.end > 1 + owned
        if apart or before is None or before.kind != "sets" or unit.kind != "sets":
            told.append(unit)
        elif unit.said in _PARTS and before.said in _WHOLES:
            said = f"{before.said} {unit.said}"
            told[-1] = Unit("sets", said, before.start, unit.end, unit.form, before.written + unit.written)
        else:
            told.append(unit)
    return told


def _bunch(first: Unit, second: Unit) -> list[Unit]:
    """As in "一束花", "꽃 한 다발": flowers that are counted in bunches are a bouquet."""
    bunch = next((one for one in (first, second) if one.written.endswith(_BUNCHES)), None)
    flower = next((one for one in (first, second) if one.kind == "props" and one.said in _FLOWERS), None)
    if bunch is None or flower is None or bunch.kind not in ("det", "numbers"):
        return [first, second]
    whole = structs.replace(flower, said="bouquet")
    return [whole if one is flower else one for one in (first, second)]


def _whence(units: list[Unit]) -> list[Unit]:
    """As in "後ろから熊が追いかけてくる": where somebody comes from, and no angle of the camera."""
    told = list(units)
    for at, unit in enumerate(units):
        if unit.kind != "angles" or not (unit.written.endswith(("から", "에서")) or unit.written.startswith("从")):
            continue
        way = next((said for letters, said in _WHENCE.items() if any(one in unit.written for one in letters)), "")
        filmed = any(one.kind == "lens" for one in units[max(0, at - 2) : at])
        if way and not filmed and _comes(units[at + 1 :]):
            told[at] = Unit("ways", way, unit.start, unit.end, "", unit.written)
    return told


def _comes(following: Sequence[Unit]) -> bool:
    """Whether what is done next, in the same breath, is done to somebody or leads somewhere."""
    for unit in following:
        if unit.kind == "stop" or unit.kind in CAMERA:
            return False
        if unit.kind in DOING:
            return unit.said in _COMING
    return False


def _scored(units: list[Unit]) -> list[Unit]:
    """As in "オーケストラの音楽": what music is played by that nobody knows is no thing of the film."""
    gone = {
        at
        for at in range(len(units) - 2)
        if units[at].kind == "unknown" and units[at + 1].said == "of" and units[at + 2].kind == "sounds"
    }
    bare = {at for at in range(len(units) - 1) if units[at].kind == "unknown" and units[at + 1].kind == "sounds"}
    return [
        structs.replace(unit, kind="strange") if at in gone | bare else unit
        for at, unit in enumerate(units)
        if at - 1 not in gone
    ]


def _poured(units: list[Unit]) -> list[Unit]:
    """As in "차 두 잔": what is counted in cups is tea, and no car."""
    told = list(units)
    for at in range(len(units) - 1):
        cups = units[at + 1].kind == "numbers" and units[at + 1].written.endswith("잔")
        if units[at].kind == "props" and units[at].said == "car" and cups:
            told[at] = structs.replace(units[at], said="tea")
        if units[at].kind == "units" and units[at].written == "초":
            told[at] = structs.replace(units[at], kind="props", said="candle")
        told[at : at + 2] = _bunch(told[at], told[at + 1])
    return told


def _described(units: list[Unit]) -> list[Unit]:
    """As in "宇宙服の男", "極端なアップ": what nobody knows and only describes is no thing of its own."""
    told: list[Unit] = []
    for unit in units:
        led = len(told) > 1 and told[-1].said == "of" and told[-1].kind in ("case", "de")
        owner = told[-2] if led else told[-1] if told else None
        camera = unit.kind in ("framings", "moves", "angles")
        if owner is not None and owner.kind == "unknown" and ((led and unit.kind == "builds") or camera):
            if led:
                told.pop()
            told[-1] = structs.replace(owner, kind="strange")
        told.append(unit)
    return told


def _nearer(units: list[Unit]) -> list[Unit]:
    """As in "奥の少女", "手前の花": how deep in the picture somebody is, and of nothing behind what."""
    told: list[Unit] = []
    for at, unit in enumerate(units):
        before = told[-1] if told else None
        opens = before is None or before.kind in ("stop", "case", "moves", "framings", "joint", "prep")
        opens = opens and not (before is not None and before.said == "of")
        after = [one.said for one in units[at + 1 : at + 2]]
        if unit.kind == "rel" and unit.written in _DEPTHS and opens and after == ["of"]:
            continue
        if unit.said == "of" and at and units[at - 1].kind == "rel" and (not told or told[-1] is not units[at - 1]):
            continue
        told.append(unit)
    return told


def _unsaid(units: list[Unit]) -> list[Unit]:
    """As in "笑い声が響く": what is done by what no picture shows is done by nobody else."""
    told: list[Unit] = []
    for unit in units:
        marked = len(told) > 1 and told[-1].kind == "case" and told[-1].said in ("subject", "also")
        if marked and told[-2].kind == "strange" and unit.kind in DOING and unit.form != "relative":
            told.pop()
            if unit.form:
                told.append(Unit("stop", "、", unit.end, unit.end))
            continue
        told.append(unit)
    return told


def _framed(units: list[Unit]) -> list[Unit]:
    """As in "教室的全景": the whole of a place is a wide shot, and the whole of somebody a full one."""
    told = list(units)
    for at in range(2, len(units)):
        whole = units[at].kind == "framings" and units[at].said == "full shot"
        if whole and units[at - 1].kind in ("de", "case") and units[at - 2].kind == "sets":
            told[at] = structs.replace(units[at], said="wide shot")
    return told


def _ringing(units: list[Unit]) -> list[Unit]:
    """As in "beru no narihibiku hoomu": what rings is heard, wherever it hangs."""
    told: list[Unit] = []
    for unit in units:
        rung = told[-2] if len(told) > 1 and told[-1].said in ("subject", "also", "of") else None
        sound = english()["heard"].get(rung.said) if rung is not None and rung.kind == "props" else None
        if sound is None or rung is None or unit.kind != "motions" or unit.said not in _RINGS:
            told.append(unit)
            continue
        told[-2:] = [Unit("sounds", sound, rung.start, unit.end, "", rung.written + unit.written)]
        if unit.form in ("and", "while", "when", "but"):
            told.append(Unit("stop", "、", unit.end, unit.end))
    return told


def _heard(units: list[Unit]) -> list[Unit]:
    """As in "inu no nakigoe": what is only heard is a sound, and nobody has to stand there."""
    told: list[Unit] = []
    for unit in units:
        if unit.kind != "noise":
            told.append(unit)
            continue
        owner = told[-2] if len(told) > 1 and told[-1].said == "of" else told[-1] if told else None
        if len(told) > 1 and told[-1].kind == "de":
            owner = told[-2]
        if owner is None or owner.kind not in ("props", "dressing", "sets", "sounds", "weathers", "unknown"):
            continue
        while told[-1] is not owner:
            told.pop()
        told.pop()
        while told and told[-1].kind in ("sizes", "colours", "numbers", "det") and owner.kind != "sounds":
            told.pop()
        told.append(_sound(owner, unit))
    return told


def _sound(owner: Unit, noise: Unit) -> Unit:
    said = owner.said if owner.kind == "sounds" else english()["heard"].get(owner.said, "")
    if owner.kind == "weathers":
        said = {"rain": "sound of rain", "wind": "sound of wind"}.get(owner.said.split()[-1], "")
    kind = "sounds" if said else "strange"
    return Unit(kind, said or owner.written + noise.written, owner.start, noise.end, "", owner.written + noise.written)


def _snowed(units: list[Unit]) -> list[Unit]:
    """As in "a village in falling snow": the village that the studio keeps for that."""
    snows = any(unit.kind == "weathers" and unit.said in _SNOWY for unit in units)
    if not snows:
        return units
    return [
        structs.replace(unit, said="snow village") if unit.kind == "sets" and unit.said in _VILLAGES else unit
        for unit in units
    ]
