"""What Korean words mean beside each other, before their grammar is read."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from studio.engine.director.tongues.units import CAMERA, DOING, Unit

_STOPS: Final = ("stop", "joint")
_AIRY: Final = frozenset({"weathers", "sounds"})
_SEEN_FROM: Final = {
    "from behind": "from behind", "high angle": "from above", "overhead": "from above", "low angle": "from below",
    "from the side": "from the side",
}  # fmt: skip
_FILMS: Final = frozenset({"look", "photograph", "look up at", "look down at", "show", "shine", "find"})
_BESIDE: Final = {"from the side": "beside", "from behind": "behind"}
_PLAYFUL: Final = ("노", "놀", "논", "놉")
_GOES_ALONG: Final = ("가", "간", "오", "온", "지나")
_DRIVEN: Final = frozenset({"push", "pull", "carry", "ride", "drive", "roll"})
_GIVEN: Final = re.compile(r"[워어아여내사따] ?(?:주|준|줄|줘|줬)\w{0,2}$")
_WAYS: Final = {
    "가로질": "across", "건너": "across", "따라": "along", "지나": "past", "통과": "through", "통해": "through",
    "거쳐": "through", "넘어": "over", "향해": "towards", "향하": "towards", "헤치": "through", "헤쳐": "through",
}  # fmt: skip
_GOING: Final = frozenset({
    "walk", "run", "go", "come", "fly", "ride", "crawl", "sneak", "swim", "march", "limp", "skip", "roll", "float",
    "jump", "stroll", "wander", "hop", "drive", "come back", "run away", "chase", "slide", "throw", "shoot", "kick",
    "push", "pull", "carry", "wave", "shout", "tiptoe", "climb", "fall", "bow",
})  # fmt: skip
_SERVED: Final = frozenset({"give", "hand", "offer", "spill", "boil", "brew", "drink", "pour", "serve", "receive"})
_CROWDS: Final = frozenset({"군중", "관중", "인파"})
_HOPPING: Final = frozenset({"rabbit", "bunny", "frog", "kangaroo", "bird", "sparrow", "cricket"})
_CALLS: Final = {
    "wolf": "howl", "dog": "howl", "cat": "meow", "kitten": "meow", "rooster": "crow", "chicken": "cluck",
    "cow": "moo", "horse": "neigh", "sheep": "bleat", "lion": "roar", "tiger": "roar", "frog": "croak", "duck": "quack",
}  # fmt: skip
_SHOWN: Final = re.compile(r"잡|찍|본|보이|보여|바라|내려다|올려다|촬영|담|포착|기울|비추|비춘")
_MET: Final = frozenset({"wade", "look", "look up at", "walk", "run", "shelter"})
_DUSTS: Final = {"dust": "dust", "petals": "petal", "leaves fall": "leaf", "embers": "spark"}
_SPEARED: Final = frozenset({
    "hold", "raise", "throw", "swing", "point", "lift", "pick up", "grab", "carry", "unsheathe", "drop", "put down",
    "swing her sword", "attack", "thrust", "take out",
})  # fmt: skip


def settled_in_korean(units: Sequence[Unit]) -> list[Unit]:
    """The units of one sentence, where neighbours tell what each of them is."""
    told = list(units)
    for step in _STEPS:
        told = step(told)
    return told


def _clause_end(units: Sequence[Unit], at: int) -> int:
    """Where the clause around a unit ends: behind the first verb that is no description, or at a stop."""
    for index in range(at, len(units)):
        unit = units[index]
        if unit.kind in _STOPS or (unit.kind in DOING and unit.form != "relative"):
            return index
    return len(units)


def _at_play(units: list[Unit]) -> list[Unit]:
    """As in "물을 튀기며 논다", "수레를 밀며 간다": a verb that says no more than the one before it."""
    told: list[Unit] = []
    for unit in units:
        before = told[-1] if told else None
        led = before is not None and before.kind in DOING and before.form in ("and", "while")
        plays = unit.said == "play" and unit.written.startswith(_PLAYFUL)
        goes = unit.said in ("go", "come", "walk", "pass") and unit.written.startswith(_GOES_ALONG)
        if led and before is not None and unit.kind in DOING and (plays or (goes and before.said in _DRIVEN)):
            told[-1] = structs.replace(before, form=unit.form, end=unit.end)
            continue
        told.append(unit)
    return told


def _slipping(units: list[Unit]) -> list[Unit]:
    """As in "바나나를 밟고 미끄러진다": what somebody slips on."""
    told: list[Unit] = []
    for unit in units:
        steps = len(told) > 2 and told[-1].said == "step on" and told[-2].said == "object"
        if steps and unit.said in ("slip", "fall", "slide", "trip"):
            told[-2:] = [
                Unit("rel", "on", told[-2].start, told[-2].end),
                Unit("case", "to", told[-1].end, told[-1].end),
            ]
        told.append(unit)
    return told


def _benefactive(units: list[Unit]) -> list[Unit]:
    """As in "책을 주워 준다": what is picked up is given to whoever it is done for."""
    told: list[Unit] = []
    for unit in units:
        told.append(unit)
        done_for = unit.kind == "motions" and unit.said in ("pick up", "take out", "buy")
        if done_for and unit.form != "relative" and _GIVEN.search(unit.written):
            told[-1] = structs.replace(unit, form="and")
            told.append(Unit("motions", "give", unit.end, unit.end, unit.form, "주"))
    return told


def _by_the_way(units: list[Unit]) -> list[Unit]:
    """As in "광장을 가로질러 걷는다", "길을 따라 달린다": the way that somebody goes, and nothing done before."""
    told: list[Unit] = []
    for at, unit in enumerate(units):
        way = next((said for stem, said in _WAYS.items() if unit.written.startswith(stem)), "")
        led = unit.kind in DOING and unit.form == "and" and len(told) > 1 and told[-1].said in ("object", "to")
        after = units[at + 1 :]
        end = _clause_end(units, at + 1)
        goes = end < len(units) and units[end].kind in DOING and units[end].said in _GOING
        goes = goes or next((one.kind in CAMERA for one in after if one.kind not in ("ways", "paces")), False)
        if way and led and goes and told[-2].kind in ("sets", "dressing", "props", "body", "case") and after:
            told[-1] = Unit("rel", way, unit.start, unit.end, "", unit.written)
            told.append(Unit("case", "to", unit.end, unit.end))
            continue
        told.append(unit)
    return told


def _filmed(units: list[Unit]) -> list[Unit]:
    """As in "로우 앵글로 잡은 탑", "드론 샷으로 본 숲": what a frame shows, and nothing that anybody does."""
    told: list[Unit] = []
    for unit in units:
        shows = unit.form == "relative" and _SHOWN.match(unit.written)
        before = [one for one in told[-2:] if one.kind != "case"]
        if shows and before and before[-1].kind in CAMERA | {"lens", "lenses"}:
            while told and told[-1].kind == "case":
                told.pop()
            continue
        told.append(unit)
    return told


def _calling(units: list[Unit]) -> list[Unit]:
    """As in "늑대가 운다", "막대기를 물고 온다": how an animal calls, and what it carries in its mouth."""
    told: list[Unit] = []
    for at, unit in enumerate(units):
        marked = [index for index, one in enumerate(told) if one.said in ("subject", "also") and one.kind == "case"]
        who = told[marked[-1] - 1].said if marked and marked[-1] else ""
        call = _CALLS.get(who.split()[-1] if who else "", "")
        bears = unit.said == "bite" and unit.form == "and" and told and told[-1].said == "object"
        end = _clause_end(units, at + 1)
        goes = bears and end < len(units) and units[end].said in _GOING
        if unit.said == "cry" and unit.kind in DOING and call and unit.written.startswith(("울", "운", "우")):
            unit = structs.replace(unit, said=call)
        elif unit.said == "skip" and who and who.split()[-1] in _HOPPING:
            unit = structs.replace(unit, said="hop")
        elif (
            unit.said == "swing" and unit.written.startswith("흔들") and who in ("ground", "floor", "building", "house")
        ):
            unit = structs.replace(unit, said="shake")
        elif unit.said == "drop" and unit.written.startswith("놓") and told and _missed(told):
            unit = structs.replace(unit, said="miss")
        elif goes or (unit.said == "hold" and unit.written.startswith(("안", "업")) and _walks(units, at)):
            unit = structs.replace(unit, said="carry")
        told.append(unit)
    return told


def _missed(told: Sequence[Unit]) -> bool:
    """As in "라켓을 휘두르지만 공을 놓친다": what was not caught or hit."""
    before = any(one.said in ("swing", "kick", "jump", "catch") for one in told if one.kind in DOING)
    return before and told[-1].said == "object" and len(told) > 1 and told[-2].said.endswith("ball")


def _walks(units: Sequence[Unit], at: int) -> bool:
    """Whether whoever holds somebody goes somewhere then."""
    end = _clause_end(units, at + 1)
    going = end < len(units) and units[end].kind in DOING and units[end].said in _GOING
    return going and units[at].form == "and"


def _poured(units: list[Unit]) -> list[Unit]:
    """As in "따뜻한 차를 건넨다": what is warm, poured or handed over is tea, and no car."""
    told = list(units)
    for at, unit in enumerate(units):
        end = _clause_end(units, at)
        served = end < len(units) and units[end].said in _SERVED
        warm = bool(at) and units[at - 1].said in ("warm", "hot", "cold", "steaming")
        if unit.said == "car" and unit.written == "차" and (warm or served):
            told[at] = structs.replace(unit, said="tea")
    return told


def _crowded(units: list[Unit]) -> list[Unit]:
    """As in "군중이 손을 흔든다", "짧은 금발의 소녀": who is many, and what is hair."""
    told = list(units)
    for at, unit in enumerate(units):
        after = units[at + 1].said if at + 1 < len(units) else ""
        if unit.kind == "sounds" and unit.written in _CROWDS and after in ("subject", "also", "object"):
            told[at] = structs.replace(unit, kind="builds", said="crowd")
        long = bool(at) and units[at - 1].kind in ("hair", "sizes") and units[at - 1].form == "attributive"
        if unit.kind == "colours" and "발" in unit.written and long:
            told[at] = structs.replace(unit, kind="body", said=f"{unit.said} hair", form="")
            if after not in ("of", "to", "at"):
                told[at] = structs.replace(told[at], end=unit.end)
    return told


def _unseen(units: list[Unit]) -> list[Unit]:
    """As in "주인은 보이지 않는다": who is looked for and not there."""
    told: list[Unit] = []
    for unit in units:
        if unit.kind == "verbs" and unit.written.startswith("보이") and told and told[-1].kind == "neg":
            told[-1] = Unit("ways", "nowhere to be seen", told[-1].start, unit.end, "", unit.written)
        told.append(unit)
    return told


def _rung(units: list[Unit]) -> list[Unit]:
    """As in "전화가 울리지만 여자는 잔다": what is heard is told before what somebody does."""
    told: list[Unit] = []
    for unit in units:
        told.append(unit)
        if unit.kind == "sounds" and unit.said.startswith("phone") and unit.form in ("and", "but", "when", "while"):
            told.append(Unit("stop", ";", unit.end, unit.end))
    return told


def _handled(units: list[Unit]) -> list[Unit]:
    """As in "먼지를 분다", "꽃잎을 줍는다": what something is done to is no weather."""
    told: list[Unit] = []
    for at, unit in enumerate(units):
        marked = at + 1 < len(units) and units[at + 1].said == "object"
        end = _clause_end(units, at)
        verb = units[end] if end < len(units) and units[end].kind in DOING else None
        if unit.kind == "weathers" and unit.said in _DUSTS and marked and verb is not None and verb.said not in _MET:
            kind = "props" if unit.said != "dust" else "unknown"
            told.append(structs.replace(unit, kind=kind, said=_DUSTS[unit.said]))
            continue
        told.append(unit)
    return told


def _windy(units: list[Unit]) -> list[Unit]:
    """As in "꽃잎이 바람에 흩날린다": the wind that stirs what is in the air is told before it."""
    told: list[Unit] = []
    for at, unit in enumerate(units):
        wind = unit.kind == "weathers" and at + 1 < len(units) and units[at + 1].said == "to"
        marked = len(told) > 1 and told[-1].said in ("subject", "also") and told[-2].kind in _AIRY
        if wind and marked:
            told[-2:-2] = [unit]
        elif not (unit.said == "to" and at and units[at - 1].kind == "weathers" and told and told[-1] is units[at - 2]):
            told.append(unit)
    return told


def _whence(units: list[Unit]) -> list[Unit]:
    """As in "그 옆에서 개가 논다", "아래에서 들려오는 소리": where it is done or heard, and no angle of the camera."""
    if any(unit.kind == "lens" or (unit.kind in CAMERA and unit.kind != "angles") for unit in units):
        return units
    told: list[Unit] = []
    for at, unit in enumerate(units):
        from_there = unit.kind == "angles" and unit.written.endswith("에서") and unit.said in _SEEN_FROM
        end = _clause_end(units, at)
        verb = units[end] if end < len(units) and units[end].kind in DOING else None
        relative = any(one.form == "relative" or one.kind in ("sounds", "noise") for one in units[at + 1 : end])
        acts = verb is not None and verb.said not in _FILMS
        if not from_there or not (acts or relative):
            told.append(unit)
            continue
        if told and told[-1].kind == "det" and unit.said in _BESIDE:
            told.append(Unit("rel", _BESIDE[unit.said], unit.start, unit.end - 2, "", unit.written[:-2]))
            told.append(Unit("case", "at", unit.end - 2, unit.end))
        elif acts:
            told.append(Unit("ways", _SEEN_FROM[unit.said], unit.start, unit.end, "", unit.written))
    return told


def _armed(units: list[Unit]) -> list[Unit]:
    """As in "창을 든다": what is held, thrown or raised is a spear, and no window."""
    told = list(units)
    for at, unit in enumerate(units[:-1]):
        if unit.written != "창" or unit.kind not in ("dressing", "props"):
            continue
        after = next((one for one in units[at + 1 :] if one.kind not in ("case", "numbers", "paces", "ways")), None)
        if after is not None and after.kind in DOING and after.said in _SPEARED and units[at + 1].said == "object":
            told[at] = structs.replace(unit, kind="props", said="spear")
    return told


_STEPS: Final = (
    _at_play, _handled, _windy, _whence, _armed, _slipping, _benefactive, _calling, _poured, _crowded, _unseen,
    _rung, _filmed, _by_the_way,
)  # fmt: skip
