"""What Japanese words mean beside each other, told of the units of one sentence before any grammar is read."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from studio.engine.director.tongues.units import DOING, PEOPLE, STYLE, Unit
from studio.engine.director.tongues.wordbook import english

_LIT: Final = frozenset({
    "torch", "lamp", "candle", "lantern", "flashlight", "campfire", "fireplace", "street light", "match", "fire",
})  # fmt: skip
_GLOWS: Final = ("灯り", "明かり", "あかり", "灯", "光", "炎", "火", "灯火")
_HOURS_LIT: Final = ("光", "日差し", "陽射し", "陽光", "空", "日", "陽")
_SURROUNDS: Final = ("囲ん", "囲み", "取り囲", "取り巻", "囲む", "囲う", "かこん", "かこむ")
_ACROSS: Final = ("挟ん", "はさん", "挟み", "隔て")
_GULLS: Final = ("カモメ", "かもめ", "ウミネコ", "海猫", "海鳥", "鴎")
_HOUR_OF: Final = {"朝": "morning", "夕": "evening", "夜": "night"}
_TO_ARE: Final = {
    "くるま": "under",
    "包まっ": "under",
    "揺ら": "in",
    "沿っ": "along",
    "沿い": "along",
    "囲ま": "among",
}
"""As in "moufu ni kurumatte", "densha ni yurarete": where somebody is, told by a verb of their own."""
_HUGGED: Final = frozenset({"pillow", "teddy bear", "doll", "cushion", "blanket", "toy", "stuffed animal"})
_LOOKED: Final = (
    "色", "色調", "色彩", "トーン", "画面", "映像", "雰囲気", "タッチ", "絵", "画", "世界", "世界観", "色合い", "画風",
    "スタイル", "質感", "仕上がり", "画調", "作画", "絵柄", "空気感", "ルック", "背景",
)  # fmt: skip
_BLOWN: Final = ("吹かれ", "打たれ", "煽られ", "あおられ", "なびか", "濡れ", "包まれ")
_LED: Final = ("連れ", "引き連れ", "従え", "伴っ", "つれて")
_PLAYS: Final = ("遊",)
_OWN_GAMES: Final = frozenset({"chase", "run", "splash", "throw", "kick", "jump", "dance", "roll", "spin", "swing",
                               "ride", "climb", "draw", "write", "build", "run around", "bounce", "catch", "slide",
                               "fly", "wade", "swim", "crawl", "hop", "skip"})  # fmt: skip


def idiomatic(units: Sequence[Unit]) -> list[Unit]:
    """The units where neighbours tell what each of them is."""
    units = _heaped(list(units))
    units = _panned(_filmed(_past_them(list(units))))
    units = _hugging(_styled(_faced(_dawning(_crying(list(units))))))
    return _asked(_sounding(_playing(_around(_lit(_wiped(list(units)))))))


def _dawning(units: list[Unit]) -> list[Unit]:
    """As in "asamoya no niwa": a mist that has the hour in its name."""
    told: list[Unit] = []
    for unit in units:
        hour = _HOUR_OF.get(unit.written[:1], "") if unit.kind == "weathers" and unit.said == "fog" else ""
        told += [Unit("hours", hour, unit.start, unit.start + 1, "", unit.written[:1])] if hour else []
        told.append(unit)
    return told


def _crying(units: list[Unit]) -> list[Unit]:
    """As in "nami no oto, kamome.": what is named with a sound, and does nothing, is heard too."""
    told = list(units)
    for at in range(2, len(units)):
        sound = english()["heard"].get(units[at].said, "") if units[at].kind == "props" else ""
        sound = "gulls cry" if sound and units[at].written in _GULLS else sound
        listed = units[at - 1].said in ("、", "and") and units[at - 2].kind == "sounds"
        closes = at + 1 == len(units) or units[at + 1].said == "。"
        if sound and listed and closes:
            told[at] = structs.replace(units[at], kind="sounds", said=sound)
    return told


def _faced(units: list[Unit]) -> list[Unit]:
    """As in "tsukareta kao no appu": whose face is close has a feeling in it."""
    told: list[Unit] = []
    for unit in units:
        before = told[-1] if told else None
        close = unit.kind == "framings" and before is not None and before.form == "attributive"
        if (
            close
            and before is not None
            and before.kind == "emotions"
            and (unit.written.startswith("顔") or before.written.endswith("の"))
        ):
            told.append(Unit("body", "face", unit.start, unit.start, "", "顔"))
            told.append(Unit("case", "of", unit.start, unit.start))
        told.append(unit)
    return told


def _heaped(units: list[Unit]) -> list[Unit]:
    """As in "hon no yama", "sakana no mure": many of a thing, and no mountain."""
    told: list[Unit] = []
    for unit in units:
        led = len(told) > 1 and told[-1].said == "of" and told[-2].kind == "props"
        if led and unit.written in ("山", "群れ", "束", "列", "塊", "かたまり", "大群", "数々"):
            told.pop()
            told[-1] = structs.replace(told[-1], form="plural")
            continue
        told.append(unit)
    return told


def _panned(units: list[Unit]) -> list[Unit]:
    """As in "mado kara heya he pan.": no bread, but the camera that turns there; "kao ni yoru.": it comes close."""
    told: list[Unit] = []
    acted = any(one.kind == "case" and one.said in ("subject", "also") for one in units)
    for at, unit in enumerate(units):
        closes = at + 1 == len(units) or units[at + 1].kind == "stop"
        before = [one for one in told if one.kind != "paces"]
        mark = before[-1] if len(before) > 1 and before[-1].kind == "case" else None
        placed = mark is not None and (mark.written in ("へ", "を") or before[-2].kind in (*PEOPLE, "body"))
        if unit.kind == "props" and unit.written == "パン" and closes and placed:
            unit = Unit("moves", "pan right", unit.start, unit.end, "", unit.written)
        near = unit.said == "approach" and unit.written.startswith("寄") and not acted
        if near and closes and mark is not None and mark.said == "to" and len(before) == len(told) == at:
            unit = Unit("moves", "dolly in", unit.start, unit.end, "", unit.written)
        told.append(unit)
    return told


def _filmed(units: list[Unit]) -> list[Unit]:
    """As in "shoujo no mawari wo mawarikomu kamera", "maue kara mita shoujo": what the camera does, and nobody else."""
    told: list[Unit] = []
    for unit in units:
        angled = bool(told) and told[-1].kind == "angles" and unit.kind == "motions" and unit.said.startswith("look")
        if angled and unit.form == "relative" and unit.written.startswith(("見た", "見下ろした", "見る", "見下ろす")):
            continue
        told.append(unit)
    ends = [one for one in told if one.kind != "stop"]
    if len(ends) < 2 or ends[-1].kind != "lens" or ends[-2].kind != "motions" or ends[-2].form != "relative":
        return told
    lens, verb = ends[-1], ends[-2]
    rest = [one for one in told if one is not lens and one is not verb]
    at = next((index for index, one in enumerate(rest) if one.kind == "stop" and one.start > verb.start), len(rest))
    rest.insert(at, structs.replace(verb, form=""))
    return [lens, Unit("case", "subject", lens.start, lens.start), *rest]


def _past_them(units: list[Unit]) -> list[Unit]:
    """As in "shoujo goshi ni umi wo utsusu": past whom the camera looks; "mado goshi ni": through what."""
    told: list[Unit] = []
    for unit in units:
        before = told[-1] if told else None
        if unit.kind != "past" or before is None:
            told += [unit] if unit.kind != "past" else []
        elif before.kind in PEOPLE:
            told.append(Unit("case", "of", unit.start, unit.start))
            told.append(Unit("framings", "over the shoulder", unit.start, unit.end, "", unit.written))
        else:
            told.append(Unit("rel", "through", unit.start, unit.end, "", unit.written))
    return told


def _styled(units: list[Unit]) -> list[Unit]:
    """As in "neon chou no iro": what only names the style's own colours is no thing of the film."""
    told: list[Unit] = []
    for unit in units:
        led = len(told) > 1 and told[-1].said == "of" and told[-2].kind in STYLE
        if (led or (told and told[-1].kind in STYLE)) and unit.written in _LOOKED:
            told = told[:-1] if led else told
            continue
        told.append(unit)
    return told


def _hugging(units: list[Unit]) -> list[Unit]:
    """As in "makura wo daku": what is soft is hugged rather than held."""
    told: list[Unit] = []
    for unit in units:
        soft = len(told) > 1 and told[-1].said == "object" and told[-2].said in _HUGGED
        hugs = soft and unit.kind == "motions" and unit.said == "hold" and unit.written.startswith(("抱", "だい"))
        told.append(structs.replace(unit, said="hug") if hugs else unit)
    return told


def _wiped(units: list[Unit]) -> list[Unit]:
    """As in "hokori wo harau": dust that something is done to lies there, and is not in the air."""
    told = list(units)
    for at, unit in enumerate(units[:-1]):
        if unit.kind == "weathers" and unit.said == "dust" and units[at + 1].said == "object":
            told[at] = structs.replace(unit, kind="unknown")
    return told


def _lit(units: list[Unit]) -> list[Unit]:
    """As in "taimatsu no akari", "yuugata no hikari": what shines there is the lamp, or the hour of the day."""
    told: list[Unit] = []
    for unit in units:
        led = len(told) > 1 and told[-1].kind == "case" and told[-1].said == "of"
        shines = led and unit.written in _GLOWS and told[-2].kind == "props" and told[-2].said in _LIT
        hour = led and unit.written in _HOURS_LIT and told[-2].kind == "hours" and unit.kind in ("dressing", "hours")
        by = unit.kind == "case" and unit.said == "at" and bool(told) and told[-1].form == "lit"
        if shines or hour:
            told.pop()
            told[-1] = structs.replace(told[-1], end=unit.end, form="lit" if shines else told[-1].form)
            continue
        if by:
            told.append(Unit("rel", "with", unit.start, unit.start))
        told.append(unit)
    return told


def _around(units: list[Unit]) -> list[Unit]:
    """As in "hi wo kakonde suwaru", "teeburu wo hasande": a verb that only says where somebody is."""
    told: list[Unit] = []
    for at, unit in enumerate(units):
        if len(told) > 2 and told[-1].kind == "passive" and unit.written.startswith((*_BLOWN, *_TO_ARE)):
            told.pop()
        marked = len(told) > 1 and told[-1].kind == "case" and told[-1].said in ("object", "to")
        said = "around" if unit.written.startswith(_SURROUNDS) else ""
        said = "opposite" if unit.written.startswith(_ACROSS) else said
        leads = unit.written.startswith(_LED) and unit.form == "and" and unit.kind in ("deed", "motions", "verbs")
        if leads and not (marked and told[-1].said == "object"):
            continue
        said = "with" if leads else said
        if marked and told[-1].said == "to" and told[-2].kind == "weathers" and unit.written.startswith(_BLOWN):
            told.pop()
            continue
        if marked and told[-1].said == "to":
            said = next((way for letters, way in _TO_ARE.items() if unit.written.startswith(letters)), "")
        if not marked or not said or unit.kind not in ("deed", "motions", "verbs"):
            told.append(unit)
            continue
        mark = told.pop()
        if said == "in":
            told.append(Unit("case", "at", mark.start, unit.end))
            continue
        if said == "around" and told[-1].written in ("火", "炎"):
            told[-1] = structs.replace(told[-1], kind="props", said="campfire")
        told.append(Unit("rel", said, mark.start, unit.end, "", unit.written))
        told.append(Unit("case", "at", unit.end, unit.end))
        following = units[at + 1] if at + 1 < len(units) else None
        goes_on = unit.form in ("and", "while") and following is not None and following.said not in ("。",)
        if not goes_on:
            told.append(Unit("verbs", "be", unit.end, unit.end, unit.form, unit.written))
    return told


def _playing(units: list[Unit]) -> list[Unit]:
    """As in "hashirimawatte asobu": what is done in play says how they play."""
    told: list[Unit] = []
    for unit in units:
        before = told[-1] if told else None
        plays = unit.kind == "motions" and unit.said == "play" and unit.written.startswith(_PLAYS)
        game = before is not None and before.kind == "motions" and before.said in _OWN_GAMES
        if plays and game and before is not None and before.form in ("and", "while"):
            told[-1] = structs.replace(before, form=unit.form, end=unit.end)
            continue
        told.append(unit)
    return told


def _sounding(units: list[Unit]) -> list[Unit]:
    """As in "shita wo yukikau kuruma no oto": what is told of a sound, nobody does."""
    told: list[Unit] = []
    for unit in units:
        stirs = unit.kind in ("motions", "verbs", "deed") and unit.form == "relative" and len(told) > 1
        if stirs and told[-1].said == "of" and told[-2].kind == "weathers":
            told.pop()
            continue
        if unit.said == "sing" and len(told) > 1 and told[-1].said == "object" and told[-2].said == "song":
            told = told[:-2]
        sounded = unit.kind == "motions" and unit.said == "play" and unit.written.startswith("鳴ら")
        if sounded and len(told) > 1 and told[-1].said == "object" and told[-2].kind == "sounds":
            told.pop()
            continue
        if unit.kind == "sounds":
            describes = bool(told) and told[-1].kind in ("motions", "verbs", "deed") and told[-1].form == "relative"
            told = _without_ways(told[:-1]) if describes else told
        told.append(unit)
    return told


def _without_ways(units: list[Unit]) -> list[Unit]:
    while units and units[-1].kind in ("ways", "paces"):
        units = units[:-1]
    return units


def _asked(units: list[Unit]) -> list[Unit]:
    """As in "fukurou ga kiite iru": who hears nothing asked of anybody, and says nothing, listens."""
    told: list[Unit] = []
    for unit in units:
        if unit.kind == "motions" and unit.said == "ask" and unit.written.startswith("聞") and not _asks(told):
            unit = structs.replace(unit, said="listen")
        told.append(unit)
    return told


def _asks(before: Sequence[Unit]) -> bool:
    """Whether the words before a verb are a question, or tell whom it is put to."""
    for at in range(len(before) - 1, -1, -1):
        unit = before[at]
        if unit.kind == "stop" or (unit.kind in DOING and unit.form != "relative"):
            return False
        to = at > 0 and unit.kind == "case" and unit.said == "to" and before[at - 1].kind in PEOPLE
        if unit.kind == "quote" or to:
            return True
    return False
