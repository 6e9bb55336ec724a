"""What marks of case mean in Japanese and Korean, and what the words ahead tell of the noun before them."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.building import LOOKS, takes_thing
from studio.engine.director.tongues.units import DOING, NOUNS, WORN, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_STRIKES: Final = frozenset({"kick", "throw", "hit", "hurl", "toss", "bounce", "shoot"})
_BORNE_ON: Final = frozenset({"shoulder", "shoulders", "back", "head", "lap", "knees"})
_BY: Final = frozenset({"beside", "near", "in front of"})
_PASSES: Final = frozenset({"walk", "run", "go", "drive", "ride", "fly", "march", "skip", "stroll", "limp"})
_LENSES: Final = frozenset({"magnifier", "telescope", "binoculars", "microscope"})
_DONE_WITH: Final = frozenset(
    {"hit", "punch", "cut", "dig", "clean", "wipe", "sweep", "attack", "stab", "pat", "cover"}
)
_FURNITURE: Final = frozenset({"table", "desk", "chair", "bed", "sofa", "bench", "fridge", "oven", "stove"})
_AROUND_FIRE: Final = frozenset({"sit", "dance", "sing", "crouch", "rest"})


def settle_cases(clause: Clause) -> None:
    """What the marks of case mean beside this verb."""
    verb = clause.verb.said if clause.verb is not None else ""
    for phrase in clause.objects:
        thing = phrase.head.kind == "props" and takes_thing(verb)
        if phrase.role == "with" and phrase.person and verb in ("talk", "speak", "chat"):
            phrase.role = "dative"
        elif phrase.role == "dative" and phrase.head.said == "air":
            phrase.role = "in"
        elif phrase.role == "on" and verb in ("fly", "float") and any(mark.said == "object" for mark in phrase.marks):
            phrase.role = "over"
        elif phrase.role in _BY and _goes_past(phrase, verb):
            phrase.role = "past"
        elif phrase.head.said == "campfire" and phrase.role in ("dative", "loc") and verb in _AROUND_FIRE:
            phrase.role = "around"
        elif phrase.role == "dative" and phrase.head.said in ("wall", "door", "fence") and verb in english()["sends"]:
            phrase.role = "against"
        elif phrase.role == "loc" and _instrument(clause, phrase):
            phrase.role = "with"
        elif phrase.role == "loc" and phrase.head.said in _LENSES and verb in ("look", "stare", "gaze", "peer"):
            phrase.role = "through"
        elif phrase.role == "dative" and thing and not any(one.role == "object" for one in clause.objects):
            sent = verb in english()["sends"]
            phrase.role = "object" if verb not in english()["dative"] and not sent else "to" if sent else phrase.role
        elif phrase.role == "loc" and _comes_down(clause, phrase):
            phrase.role = "from"
        elif phrase.role == "dative" and verb == "float" and phrase.head.kind in ("sets", "dressing"):
            phrase.role = "loc"
        elif phrase.role == "dative" and verb in english()["goes"]:
            phrase.role = "to"
        elif phrase.role == "object" and verb == "roll" and phrase.head.kind in ("sets", "dressing"):
            phrase.role = "down"
        elif phrase.role == "object" and phrase.head.kind == "sets" and _along(clause, phrase):
            phrase.role = "along"
        elif phrase.role == "dative" and phrase.head.kind == "dressing" and verb in _STRIKES:
            phrase.role = "against"
        elif phrase.role == "dative" and phrase.head.said in _BORNE_ON and verb in ("carry", "hold", "put"):
            phrase.role = "on"
        elif phrase.role == "loc" and phrase.head.kind == "sets" and _emerges(clause):
            phrase.role = "out of"
        elif phrase.role == "loc" and verb in ("take out", "stand up"):
            phrase.role = "from"
        elif phrase.role == "loc" and thing and not any(one.role in ("object", "dative") for one in clause.objects):
            phrase.role = "object"


def _goes_past(phrase: Phrase, verb: str) -> bool:
    """As in "toudai no yoko wo aruku": what somebody goes by."""
    by = any(mark.said == "object" for mark in phrase.marks)
    return by and verb in _PASSES and not phrase.person


def _along(clause: Clause, phrase: Phrase) -> bool:
    """As in "길을 걷는다", "시골길을 수레를 밀며 간다": the way, and not what it is done with."""
    verb = clause.verb.said if clause.verb is not None else ""
    others = [one for one in clause.objects if one.role == "object" and one is not phrase]
    return verb in english()["goes"] or any(one.head.kind != "sets" for one in others)


def _emerges(clause: Clause) -> bool:
    """As in "강에서 올라온다": out of the water."""
    verb = clause.verb
    return verb is not None and verb.said == "climb" and verb.written.startswith(("올라오", "올라온"))


def _comes_down(clause: Clause, phrase: Phrase) -> bool:
    """As in "책상에서 뛰어내리다": where somebody or something falls or jumps down from."""
    verb = clause.verb
    high = phrase.head.said in ("roof", "rooftop", "bridge", "cliff", "tower", "train", "balcony")
    if verb is None or (phrase.head.kind not in ("props", "dressing") and not high):
        return False
    return verb.said == "fall" or (verb.said == "jump" and "내" in verb.written)


def _instrument(clause: Clause, phrase: Phrase) -> bool:
    """As in "naifu de kiru": with what something is done to something else."""
    verb = clause.verb.said if clause.verb is not None else ""
    done = verb == "fight" or any(one.role == "object" and one is not phrase for one in clause.objects)
    held = phrase.head.kind == "props" and phrase.head.said not in _FURNITURE and verb in _DONE_WITH
    done = done or any(one.role == "dative" and one.head.kind == "body" for one in clause.objects)
    return done and (held or phrase.head.said in english()["tools"])


def looks_ahead(units: Sequence[Unit], at: int) -> bool:
    """Whether more that one sees of somebody follows, and then who it is."""
    kinds = [unit.kind for unit in units[at + 1 : at + 10]]
    if kinds[:1] in (["colours"], ["hair"], ["sizes"]) and kinds[1:2] in (["builds"], ["name"]):
        return True
    worn = next((index for index, kind in enumerate(kinds) if kind in (*WORN, "body")), None)
    somebody = worn is not None and {"builds", "name"} & set(kinds[worn:])
    return worn is not None and not {"motions", "stop"} & set(kinds[:worn]) and bool(somebody)


def joins(units: Sequence[Unit], at: int, phrase: Phrase) -> bool:
    """Whether the noun after "and" is one more of a kind rather than somebody it is done with."""
    ahead = units[at + 1 :]
    if ahead and ahead[0].kind == "stop" and ahead[0].said in ("、", ","):
        ahead = ahead[1:]
    for number, unit in enumerate(ahead):
        after = [one.said for one in ahead[number + 1 : number + 2]]
        verb = [one.form for one in ahead[number + 2 : number + 3]]
        owns = unit.kind in (*LOOKS, "props") and (after == ["of"] or (after == ["object"] and verb == ["relative"]))
        if (unit.kind in NOUNS and owns and phrase.person) or (unit.kind in DOING and unit.form == "relative"):
            continue
        if unit.kind in NOUNS:
            alike = (unit.kind in ("name", "builds", "pron")) == phrase.person
            return alike and unit.kind != "quote"
        if unit.kind in DOING or unit.kind == "stop":
            return False
    return False


def named_next(units: Sequence[Unit], at: int, noun: Phrase | None) -> bool:
    """As in "shounen, Ken ga": the name of whom the words before describe."""
    following = [unit.kind for unit in units[at + 1 : at + 3]]
    told = noun is not None and noun.head.kind == "builds"
    return told and following == ["name", "case"]
