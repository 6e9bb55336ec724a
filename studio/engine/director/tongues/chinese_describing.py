"""What verbs and places say of Chinese nouns: relative clauses before "de", and somebody who stands somewhere."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from studio.engine.director.lexicon import beasts
from studio.engine.director.tongues.nouns import whose
from studio.engine.director.tongues.units import DOING, NOUNS, Clause, Phrase, Unit
from studio.engine.director.tongues.verbs import takes_other, takes_thing

CARRIED: Final = frozenset({"wear", "have", "hold", "carry"})
_RESTING: Final = frozenset({
    "stand", "sit", "lie", "float", "hang", "sleep", "fly", "crouch", "kneel", "swim", "walk", "come", "run", "wait",
    "appear",
})  # fmt: skip
_TOWARDS: Final = ("在", "到", "上", "进", "向", "过", "出")
_THINGS: Final = frozenset({"props", "unknown", "accessories", "outfits"})
_ALIVE: Final = frozenset({
    "robot", "monster", "dragon", "cat", "kitten", "dog", "puppy", "bird", "rabbit", "fox", "horse", "fish", "turtle",
    "frog", "bear", "wolf", "tiger", "lion", "monkey", "elephant", "cow", "pig", "sheep", "mouse", "deer", "snake",
    "penguin", "owl", "crow", "duck", "chicken", "squirrel", "crab", "swan", "eagle", "raccoon", "parrot", "pigeon",
})  # fmt: skip
_LETS_FALL: Final = frozenset({"drop", "throw", "knock over", "push", "hit", "kick", "fall", "put down", "bump into"})
_LENSES: Final = frozenset({"telescope", "binoculars", "magnifier", "microscope"})
_CRAWLERS: Final = frozenset({
    "snake", "turtle", "snail", "spider", "crab", "ant", "baby", "lizard", "caterpillar", "beetle", "worm", "crocodile",
    "toddler",
})  # fmt: skip
_SLIPS: Final = frozenset({"slip", "fall", "fall over", "stumble"})
_WHO: Final = {"her": "she", "his": "he", "their": "they", "my": "i"}
_TENDS: Final = ("comb her", "tie her hair", "wash her", "brush her", "wipe her", "cover her eyes", "brush back her")
_STATES: Final = frozenset({"colours", "sizes", "hair"})


def describes(units: Sequence[Unit], at: int) -> bool:
    """Whether "de" and a noun close this verb's phrase: it describes that noun."""
    carried = units[at].said in CARRIED
    if [unit.kind in DOING for unit in units[at + 1 : at + 2]] == [True] and takes_other(units[at].said):
        return False
    if [(unit.kind, unit.said) for unit in units[at + 1 : at + 3]] == [("det", "a"), ("det", "no")]:
        return False
    for later in range(at + 1, len(units)):
        unit = units[later]
        if unit.kind == "stop" and not (unit.said == "、" and carried):
            return False
        if unit.kind == "de":
            before, following = units[later - 1], noun_after(units, later)
            possessive = before.kind in ("name", "pron", "builds") and later - 1 > at
            where = before.kind == "rel" and later - 1 == at + 1 and takes_thing(units[at].said)
            where = where or (before.kind == "rel" and _looks_there(units, at, later))
            if following is None or following.kind not in NOUNS or where:
                continue
            return not possessive and _describes_at(units, later)
        if unit.kind in DOING and later > at + 1 and not (unit.said in CARRIED and carried):
            return False
    return False


def _looks_there(units: Sequence[Unit], at: int, later: int) -> bool:
    """As in "盯着桌上的鱼": what is done with something that is somewhere; who "sits on the table" is described."""
    verb = units[at]
    inside = [unit for unit in units[at + 1 : later - 1] if unit.kind not in ("det", "numbers", *_STATES)]
    bare = len(inside) == 1 and inside[0].kind in NOUNS
    return bare and takes_other(verb.said) and verb.said not in _RESTING and not verb.written.endswith(_TOWARDS)


def described_until(units: Sequence[Unit], at: int) -> int:
    """Where the "de" stands that closes this verb's phrase."""
    return next(
        later for later in range(at + 1, len(units)) if units[later].kind == "de" and _describes_at(units, later)
    )


def noun_after(units: Sequence[Unit], at: int) -> Unit | None:
    """The noun after "de", whatever describes it in between."""
    for unit in units[at + 1 :]:
        if unit.kind not in (*_STATES, "numbers", "det", "emotions"):
            return unit
    return None


def _describes_at(units: Sequence[Unit], at: int) -> bool:
    following = noun_after(units, at)
    somebody = following is not None and following.kind in ("builds", "name", "unknown", "props", "pron")
    return units[at - 1].kind not in _STATES and somebody


def contained(phrase: Phrase) -> Phrase:
    """As in "装有南瓜的手推车": the cart with pumpkins."""
    phrase.role = "with"
    return phrase


def _lies_there(clause: Clause) -> None:
    """As in "书放在桌上", "自行车倒在路上": where a thing is that nobody puts there now."""
    verb = clause.verb
    if verb is not None and verb.said == "blow out" and _goes_out(clause):
        clause.verb = Unit("motions", "go out", verb.start, verb.end, verb.form, verb.written)
        return
    things = bool(clause.subjects) and all(one.head.kind in _THINGS for one in clause.subjects)
    bare = things and not any(one.role in ("object", "agent") for one in clause.objects) and bool(clause.objects)
    if verb is None or not bare or clause.denied is not None or not verb.written.endswith(("在", "着", "于")):
        return
    put = verb.said in ("put down", "hang", "stack", "pack", "leave behind")
    lies = verb.written.startswith(("倒在", "横在", "翻倒在", "躺在")) and not alive(clause.subjects[0].head.said)
    if put or lies:
        clause.verb = Unit("verbs", "be", verb.start, verb.end, verb.form, verb.written)


def _goes_out(clause: Clause) -> bool:
    things = bool(clause.subjects) and all(one.head.kind in ("props", "dressing") for one in clause.subjects)
    return things and not any(one.role in ("object", "agent", "dative") for one in clause.objects)


def alive(said: str) -> bool:
    """Whether a thing of the film is an animal or something like one."""
    return said.split()[-1] in beasts() or said.split()[-1] in _ALIVE


def eaten_up(clause: Clause) -> None:
    """As in "抓到一条鱼,吃掉了": what was named before is eaten."""
    verb = clause.verb
    bare = not any(one.role in ("object", "ba") for one in clause.objects)
    eats = verb is not None and verb.said in ("eat", "drink") and verb.written.endswith(("掉", "光"))
    if verb is not None and bare and (eats or verb.said == "reach"):
        clause.objects.append(Phrase(Unit("pron", "it", verb.end, verb.end), "object"))


def for_whom(clause: Clause) -> None:
    """As in "给孩子梳头": whose hair is combed."""
    verb = clause.verb
    other = next((one for one in clause.objects if one.role in ("dative", "to") and one.person), None)
    if verb is None or other is None or not verb.said.startswith(_TENDS):
        return
    clause.objects.remove(other)
    said = verb.said.replace(" her ", f" {whose(other).said} ", 1)
    clause.verb = Unit(verb.kind, said, verb.start, verb.end, verb.form, verb.written)


def weeps(clause: Clause) -> None:
    """As in "一滴眼泪从她脸上滑落": from whose face tears run, they weep."""
    verb = clause.verb
    runs = verb is not None and verb.said in ("slide", "fall", "roll", "run", "drip", "land", "drop", "float")
    tears = [one for one in (*clause.subjects, *clause.objects) if one.head.said == "tears"]
    if verb is None or not runs or not tears:
        return
    face = next((one for one in clause.objects if one.head.kind == "body" and one.owner is not None), None)
    looks = [replace(face, role="with", owner=None)] if face is not None and face.adjectives else []
    people = [one for one in clause.subjects if one.person]
    if face is not None and face.owner is not None and not people:
        said = face.owner.said.removeprefix("the ")
        kind = face.owner.kind if face.owner.kind in ("name", "builds") else "pron"
        head = Unit(kind, _WHO.get(said, said), face.owner.start, face.owner.end)
        people = [Phrase(head, "", "the" if kind == "builds" else "", looks=looks)]
    clause.subjects, clause.objects = people, []
    clause.verb = Unit("motions", "cry", verb.start, verb.end, verb.form, verb.written)


def told_already(clauses: Sequence[Clause], later: Clause) -> bool:
    """As in "骑着黑马的骑士向城门骑去": what describes somebody is what they do, and with what."""
    verb = later.verb.said if later.verb is not None else ""
    for clause in clauses:
        same = clause.verb is not None and clause.verb.said == verb and bool(clause.subjects and later.subjects)
        same = same and clause.subjects[0].head.said == later.subjects[0].head.said and not clause.denied
        if same and not any(one.role == "object" for one in clause.objects):
            clause.objects += later.objects
            return True
    return False


def holds_on(clause: Clause) -> None:
    """As in "双手扶着栏杆": who supports no person holds on to something."""
    verb = clause.verb
    things = [one for one in clause.objects if one.role == "object"]
    if verb is not None and verb.written.startswith("扶") and things and not any(one.person for one in things):
        clause.verb = Unit("motions", "hold", verb.start, verb.end, verb.form, verb.written)


def looks_through(clause: Clause) -> None:
    """As in "用望远镜看星星": through what somebody looks, and at what."""
    verb = clause.verb
    lens = next((one for one in clause.objects if one.role == "with" and one.head.said in _LENSES), None)
    if verb is None or lens is None or not verb.said.startswith("look"):
        return
    clause.verb = Unit("motions", "look through", verb.start, verb.end, verb.form, verb.written)
    for one in clause.objects:
        one.role = "at" if one.role in ("object", "dative") else one.role
    lens.role = "object"


def crawls(clause: Clause) -> None:
    """As in "一条蛇从门下爬进来": what has no arms crawls, and climbs nothing."""
    verb = clause.verb
    low = bool(clause.subjects) and clause.subjects[0].head.said.split()[-1] in _CRAWLERS
    high = any(one.head.said in ("tree", "mountain", "wall", "ladder", "branch") for one in clause.objects)
    if verb is not None and low and not high and verb.said.startswith("climb") and verb.written.startswith("爬"):
        clause.verb = Unit("motions", "crawl", verb.start, verb.end, verb.form, verb.written)


def looks_over(clauses: Sequence[Clause]) -> None:
    """As in "越过男孩肩膀的过肩镜头：女孩弹钢琴": over whose shoulder, and then what is seen."""
    for before, clause in pairwise(clauses):
        over = any(one.said == "over the shoulder" for one in before.loose)
        if over and clause.verb is not None and any(one.person and one.role == "past" for one in before.objects):
            clause.joint = ":"


def stirs_on(clauses: Sequence[Clause]) -> None:
    """As in "挂着一盏灯笼,在风中摇晃": what hangs there sways."""
    for before, clause in pairwise(clauses):
        verb, hangs = clause.verb, before.verb
        if verb is None or hangs is None or clause.subjects:
            continue
        things = [one for one in before.objects if one.role in ("object", "ba") and one.head.kind == "props"]
        if verb.said in ("shatter", "topple") and hangs.said in _LETS_FALL and things and not clause.objects:
            clause.subjects = [Phrase(things[-1].head, det="the", count=things[-1].count)]
        if verb.said not in ("shake", "swing", "float"):
            continue
        if hangs.said in ("hang", "be") and before.subjects and before.subjects[0].head.kind in _THINGS:
            clause.verb = Unit("motions", "sway", verb.start, verb.end, verb.form, verb.written)


def slips_on(clauses: Sequence[Clause]) -> list[Clause]:
    """As in "踩到香蕉滑倒": on what somebody slips."""
    told: list[Clause] = []
    for clause in clauses:
        before, verb = told[-1] if told else None, clause.verb
        slips = verb is not None and verb.said in _SLIPS and not clause.subjects and not clause.objects
        if before is None or before.verb is None or before.verb.said != "step on" or not slips or before.denied:
            told.append(clause)
            continue
        clause.subjects, clause.joint = before.subjects, before.joint
        clause.objects = [replace(one, role="on") if one.role in ("object", "loc") else one for one in before.objects]
        clause.adverbs = [*before.adverbs, *clause.adverbs]
        clause.loose = [*before.loose, *clause.loose]
        told[-1] = clause
    return told


def stands_there(clause: Clause) -> None:
    """As in "门口站着一个女人": somebody or something that is at a place is said after the verb."""
    _lies_there(clause)
    verb = clause.verb
    placed = any(one.role not in ("object", "dative", "") for one in clause.objects)
    if verb is None or clause.subjects or not placed or verb.said not in _RESTING:
        return
    clause.subjects = [one for one in clause.objects if one.role == "object"]
    clause.objects = [one for one in clause.objects if one.role != "object"]
