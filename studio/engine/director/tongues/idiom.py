"""Clauses as English has them: the verb that goes with a thing, what falls, and what goes on from the clause before."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from studio.engine.director.tongues.going import as_one, chases_on, leads, rides, rides_on, with_manner
from studio.engine.director.tongues.handling import by_the_hand, covers
from studio.engine.director.tongues.mutual import mutual
from studio.engine.director.tongues.resting import holds_still, rests
from studio.engine.director.tongues.units import CAMERA, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_SPEAKING: Final = frozenset({"say", "ask", "answer", "whisper", "shout", "talk", "sing", "phone"})
_TRIPS: Final = frozenset({"slip", "fall", "fall over", "stumble", "trip"})
_FACE_DOWN: Final = ("趴", "엎드", "突っ伏", "つっぷ", "伏")
_AIMED: Final = frozenset({"pistol", "rifle", "spear", "longbow", "bow", "sword", "arrow", "flashlight", "camera"})
_LED: Final = frozenset({"camel", "donkey", "cart", "suitcase", "cow", "sheep", "dog", "goat", "sled", "stroller"})
_RUNS: Final = frozenset({"fall", "slide", "drop", "flow", "run", "roll", "drip", "come"})
_HANGING: Final = frozenset({
    "wind chime", "curtain", "lantern", "flag", "grass", "leaf", "flower", "tree", "lamp", "swing", "rope", "banner",
    "bell", "laundry", "noren", "boat", "branch", "sunflower", "window", "door",
})  # fmt: skip
_CURLED: Final = ("膝を抱", "ひざを抱", "膝をかか", "무릎을 안", "무릎을 끌어안", "抱着膝", "抱膝", "抱住膝")


def in_idiom(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses of one sentence as English would have them."""
    told: list[Clause] = []
    for clause in clauses:
        if clause.manner is not None and clause.verb is None and not clause.states and not clause.subjects:
            clause.verb, clause.manner = clause.manner, None
    clauses = _in_time([one for one in clauses if not one.empty])
    _lent(clauses)
    for number, clause in enumerate(clauses):
        before = told[-1] if told else None
        if clause.passive:
            _active(clause, clauses[number + 1 : number + 2])
        if before is not None and _said_already(before, clause):
            continue
        if _hands_away(clause, clauses[number + 1 : number + 2]):
            continue
        if before is not None and (rides_on(before, clause) or chases_on(before, clause)):
            continue
        if before is not None and _sleeps_lying(before, clause):
            told.pop()
        if before is not None:
            _as_before(before, clause)
        _has_none(clause)
        _only_body(clause)
        covers(clause)
        holds_still(clause, clauses[number + 1 : number + 2])
        by_the_hand(clause)
        _sense(clause)
        _falls(clause)
        mutual(clause, _many)
        rides(clause)
        _nobody(clause)
        if before is not None and _only_quote(clause) and _speaks(before):
            before.objects += clause.objects
        elif before is not None and leads(before, clause):
            told[-1] = as_one(before, clause)
        else:
            told.append(with_manner(clause))
    return told


def _in_time(clauses: list[Clause]) -> list[Clause]:
    """As in "before running, Ken yawns": what is done first is said first."""
    ordered = list(clauses)
    for at in range(len(ordered) - 1):
        first, second = ordered[at], ordered[at + 1]
        if second.joint == "before" and second.verb is not None:
            second.subjects, first.subjects = second.subjects or first.subjects, []
            second.joint, first.joint = first.joint, "then"
            ordered[at], ordered[at + 1] = second, first
    return ordered


def _lent(clauses: list[Clause]) -> None:
    """As in "having eaten, the girl ...": whoever is named later is who does what is told first."""
    for first, second in pairwise(clauses):
        if first.subjects:
            return
        person = bool(second.subjects) and second.subjects[0].person and second.subjects[0].head.kind != "pron"
        filmed = any(unit.kind in CAMERA for unit in (*first.loose, *second.loose))
        acts = first.verb is not None and second.verb is not None and not first.passive
        if acts and person and not filmed and not first.subjects and second.joint in ("and", ""):
            first.subjects, second.subjects = second.subjects, []


def _active(clause: Clause, following: list[Clause]) -> None:
    """As in "chased by a dog": who does it is the subject."""
    agent = next((one for one in clause.objects if one.role in ("dative", "from", "agent")), None)
    if agent is None:
        return
    if agent.head.kind == "body":
        clause.passive = False
        return
    if not agent.person and clause.verb is not None and clause.verb.said in _TRIPS:
        agent.role = "over"
        return
    clause.objects.remove(agent)
    done = clause.subjects or (following[0].subjects if following else [])
    if not any(one.role == "object" for one in clause.objects):
        clause.objects = [_as(one, "object") for one in done] + clause.objects
    agent.role = "subject"
    if clause.subjects and following and not following[0].subjects:
        following[0].subjects = [_as(one, "subject") for one in clause.subjects]
    clause.subjects = [agent]


def _as(phrase: Phrase, role: str) -> Phrase:
    head = phrase.head
    return Phrase(head, role, "" if head.kind in ("name", "pron") or role == "object" else "the")


def _said_already(before: Clause, clause: Clause) -> bool:
    """As in "on the tower stands a knight": nothing more is told of the noun that the verb described."""
    alone = (clause.verb is None or clause.verb.said == "be") and not (
        clause.states or clause.objects or clause.loose or clause.adverbs
    )
    if not alone or len(clause.subjects) != 1 or before.verb is None:
        return False
    same = next((one for one in before.subjects if one.head is clause.subjects[0].head), None)
    if same is not None:
        same.count = same.count or clause.subjects[0].count
    return same is not None


def _sense(clause: Clause) -> None:
    """As in "open the lamp" for switching it on."""
    verb = clause.verb
    for phrase in clause.objects if verb is not None else ():
        if verb is not None and verb.said == "look" and phrase.head.written in ("창밖", "창 밖", "窗外", "窓の外"):
            clause.verb, phrase.role = Unit("motions", "look out of", verb.start, verb.end, verb.form), "object"
            return
        if verb is not None and verb.said == "point" and phrase.role == "object" and phrase.head.said in _AIMED:
            clause.verb = Unit("motions", "hold", verb.start, verb.end, verb.form)
            return
        led = phrase.head.said in english()["rides"] or phrase.head.said in _LED
        if verb is not None and verb.said == "switch off" and verb.written.startswith("끄") and led:
            clause.verb = Unit("motions", "pull", verb.start, verb.end, verb.form)
            return
        if (
            verb is not None
            and phrase.head.written in ("창밖", "창 밖", "창문 밖", "窓の外", "窗外")
            and not phrase.person
        ):
            phrase.role = "out of"
        if verb is not None and verb.said in ("feed", "water") and phrase.role == "dative":
            phrase.role = "object"
        if verb is not None and verb.said in ("cut", "cook", "slice") and phrase.head.said == "sword":
            phrase.head = Unit("props", "knife", phrase.head.start, phrase.head.end)
        if verb is not None and verb.said == "wake up" and phrase.head.kind == "props" and phrase.role == "object":
            clause.verb = Unit("motions", "break", verb.start, verb.end, verb.form, verb.written)
            return
        brews = verb is not None and verb.said == "put down" and verb.written.startswith("入れ")
        if verb is not None and brews and phrase.head.said in ("tea", "coffee"):
            clause.verb = Unit("motions", "pour", verb.start, verb.end, verb.form, verb.written)
            return
        if verb is not None and verb.said == "play" and verb.written.startswith(("치", "친", "쳐", "쳤", "칠")):
            struck = phrase.person or phrase.head.kind == "body"
            clause.verb = Unit("motions", "hit", verb.start, verb.end, verb.form, verb.written) if struck else verb
        if verb is not None and verb.said in ("drink", "pour") and phrase.head.said == "car":
            phrase.head = Unit("props", "tea", phrase.head.start, phrase.head.end)
        if verb is not None and verb.said == "make" and phrase.head.said in english()["food"]:
            clause.verb = Unit("motions", "cook", verb.start, verb.end, verb.form)
            return
        said = english()["senses"].get(f"{verb.said if verb else ''} {phrase.head.said}")
        if said and verb is not None and phrase.role in ("object", "dative"):
            clause.verb = Unit("motions", said, verb.start, verb.end, verb.form)
            phrase.role = "object"
            if phrase.head.said in said.split():
                clause.objects.remove(phrase)
            return


def _only_body(clause: Clause) -> None:
    """As in "膝を擦りむく": a part of the body, with a verb that nobody knows."""
    bare = clause.verb is None and not clause.states and not clause.loose and bool(clause.objects)
    plain = all(
        one.head.kind == "body" and one.role == "object" and not (one.adjectives or one.owner) for one in clause.objects
    )
    if bare and plain:
        clause.objects = []


def _sleeps_lying(before: Clause, clause: Clause) -> bool:
    """As in "엎드려 자고 있다": lying somewhere asleep is sleeping there."""
    verb, lies = clause.verb, before.verb
    if verb is None or lies is None:
        return False
    face_down = lies.written.startswith(_FACE_DOWN) and verb.said in ("sleep", "cry", "weep")
    curled = lies.written.startswith(_CURLED) and verb.said in ("sleep", "cry", "weep", "crouch", "sit")
    if not face_down and not curled:
        return False
    if clause.subjects or clause.denied is not None or before.denied is not None or clause.joint not in ("and", ""):
        return False
    clause.subjects, clause.joint = before.subjects, before.joint
    for phrase in before.objects:
        phrase.role = "on" if phrase.role == "dative" else phrase.role
    clause.objects = [*before.objects, *clause.objects]
    clause.adverbs = [*before.adverbs, *clause.adverbs]
    clause.loose = [*before.loose, *clause.loose]
    return True


def _has_none(clause: Clause) -> None:
    """As in "sonyeo-egeneun usan-i eopda": of whom there is none of a thing; else there is none of it."""
    verb = clause.verb
    bare = bool(clause.subjects) and not clause.objects and not any(one.person for one in clause.subjects)
    if bare and verb is not None and verb.said in ("wear", "hold", "carry") and clause.denied is not None:
        clause.subjects, clause.objects = [], [replace(one, role="object") for one in clause.subjects]
    absent = verb is not None and verb.said == "be" and bool(clause.objects) and not clause.states
    if absent and clause.denied is not None and clause.subjects and clause.subjects[0].head.kind in ("props", "builds"):
        clause.objects = [replace(one, role="object") for one in clause.subjects] + clause.objects
        clause.subjects = []
        return
    if verb is None or verb.said != "have" or clause.denied is None:
        return
    whose = next((one for one in clause.objects if one.role in ("dative", "loc") and one.person), None)
    if whose is not None and clause.subjects and not clause.subjects[0].person:
        things = clause.subjects
        clause.objects = [one for one in clause.objects if one is not whose] + [_as(one, "object") for one in things]
        whose.role, clause.subjects = "", [whose]
        return
    things = bool(clause.subjects) and not clause.subjects[0].person
    if things and not any(one.role == "object" for one in clause.objects):
        clause.objects += [replace(one, role="object") for one in clause.subjects]
        clause.subjects, clause.verb = [], Unit("verbs", "be", verb.start, verb.end, verb.form)


def _falls(clause: Clause) -> None:
    """Things topple, people fall; who comes down from nothing that is named gets off."""
    rests(clause)
    verb = clause.verb
    led = any(one.role not in ("with", "at", "loc") for one in clause.objects)
    person = not clause.subjects or clause.subjects[0].person
    if verb is not None and verb.said == "climb down" and verb.written.startswith("降り") and person and not led:
        clause.verb = Unit("motions", "get off", verb.start, verb.end, verb.form)
    if verb is not None and verb.said == "fall over" and clause.subjects and not clause.subjects[0].person:
        clause.verb = Unit("motions", "topple", verb.start, verb.end, verb.form)
    if verb is not None and verb.said == "fall" and verb.written.startswith("掉") and not _alone(clause):
        said = "drop" if any(one.role == "object" for one in clause.objects) else "fall"
        clause.verb = Unit("motions", said, verb.start, verb.end, verb.form)
    if verb is not None and verb.written.startswith("摔") and verb.said == "shatter" and _breaks(clause):
        clause.verb = Unit("motions", "break", verb.start, verb.end, verb.form)
    elif verb is not None and verb.written.startswith("摔") and any(one.role == "object" for one in clause.objects):
        clause.verb = Unit("motions", "throw", verb.start, verb.end, verb.form)
    if verb is not None and verb.said in _RUNS and any(one.head.said == "tears" for one in clause.subjects):
        clause.subjects = []
        clause.objects = []
        clause.verb = Unit("motions", "cry", verb.start, verb.end, verb.form)
    if verb is not None and verb.said in ("shake", "float") and verb.written[:1] in "摇晃飘" and _stirs(clause):
        clause.verb = Unit("motions", "sway", verb.start, verb.end, verb.form)
    if verb is not None and verb.said == "land" and verb.written == "停在" and not _flies(clause):
        clause.verb = Unit("motions", "stop", verb.start, verb.end, verb.form)
    if verb is not None and verb.said == "stop" and _flies(clause) and clause.objects:
        clause.verb = Unit("motions", "land", verb.start, verb.end, verb.form)
    if verb is not None and verb.said == "catch" and verb.written.startswith("받") and not _caught(clause):
        clause.verb = Unit("motions", "receive", verb.start, verb.end, verb.form)
    if verb is not None and verb.said == "pour" and verb.written == "倒" and _alone(clause):
        said = "fall" if clause.subjects[0].person else "topple"
        clause.verb = Unit("motions", said, verb.start, verb.end, verb.form)
    if verb is not None and verb.said in ("leave", "run out", "walk out", "enter") and not clause.denied:
        _emerges(clause, verb)
        verb = clause.verb
    comes = any(one.role.startswith("from ") for one in clause.objects)
    if verb is not None and verb.said == "run out" and comes:
        clause.verb = Unit("motions", "run", verb.start, verb.end, verb.form)
    crawls = any(one.role in ("beside", "near", "behind", "towards") for one in clause.objects)
    if verb is not None and verb.said == "climb" and verb.written.startswith("爬") and crawls:
        clause.verb = Unit("motions", "crawl", verb.start, verb.end, verb.form)
    if verb is not None and verb.said == "smile" and _laughs(verb) and _many(clause):
        clause.verb = Unit("motions", "laugh", verb.start, verb.end, verb.form)


def _emerges(clause: Clause, verb: Unit) -> None:
    """As in "나무 뒤에서 나온다": somebody comes out from behind or under something."""
    hidden = [one for one in clause.objects if one.role in ("behind", "under", "from behind", "from under")]
    came = verb.said != "enter" or any(one.role.startswith("from") for one in hidden)
    if not hidden or not came:
        return
    for one in hidden:
        one.role = one.role if one.role.startswith("from") else f"from {one.role}"
    if verb.said in ("leave", "walk out"):
        clause.verb = Unit("motions", "come out", verb.start, verb.end, verb.form)


def _breaks(clause: Clause) -> bool:
    return any(one.role == "object" for one in clause.objects)


def _laughs(verb: Unit) -> bool:
    """Whether a verb is of smiling and laughing both."""
    return verb.written == "笑" or verb.written.startswith("웃")


def _stirs(clause: Clause) -> bool:
    """As in "风铃摇晃": what hangs there stirs by itself."""
    return _alone(clause) and clause.subjects[0].head.said in _HANGING


def _flies(clause: Clause) -> bool:
    return any(one.head.said in ("bird", "butterfly", "crow", "pigeon", "sparrow", "owl") for one in clause.subjects)


def _caught(clause: Clause) -> bool:
    return any(one.head.said.endswith(("ball", "it", "they")) for one in clause.objects)


def _alone(clause: Clause) -> bool:
    return bool(clause.subjects) and not any(one.role in ("object", "dative") for one in clause.objects)


def _many(clause: Clause) -> bool:
    first = clause.subjects[0] if clause.subjects else None
    if first is None:
        return False
    counted = first.count is not None and first.count.said != "one"
    return bool(first.joined) or counted or first.head.said == "they" or first.head.form == "plural"


def _hands_away(clause: Clause, following: Sequence[Clause]) -> bool:
    """As in "hands in his pockets, he waits": how somebody stands there, and nothing that is put down."""
    verb = clause.verb
    hands = [one for one in clause.objects if one.head.kind == "body" and one.head.said in ("hand", "hands", "arms")]
    things = [one for one in clause.objects if one.role == "object" and one not in hands]
    if verb is None or verb.said not in ("put down", "put") or not hands or things or not following:
        return False
    following[0].subjects = following[0].subjects or clause.subjects
    following[0].joint = clause.joint
    return True


def _as_before(before: Clause, clause: Clause) -> None:
    """What a verb means after what was done before: several laugh, and what was kicked is caught."""
    verb, done = clause.verb, before.verb
    if verb is None:
        return
    if verb.said == "smile" and _laughs(verb) and not clause.subjects and _many(before):
        clause.verb = Unit("motions", "laugh", verb.start, verb.end, verb.form)
    flying = done is not None and done.said in ("throw", "kick", "hit", "fly")
    bare = not any(one.role == "object" for one in clause.objects)
    again = flying and any(one.head.said.endswith("ball") for one in clause.objects) and verb.written.startswith("잡")
    if (again or (flying and bare)) and verb.said in ("hold", "grab"):
        clause.verb = Unit("motions", "catch", verb.start, verb.end, verb.form)


def _nobody(clause: Clause) -> None:
    if any(one.head.said == "nobody" for one in clause.subjects):
        clause.denied = None


def _only_quote(clause: Clause) -> bool:
    bare = clause.verb is None and not clause.states and not clause.loose
    subjects = [one for one in clause.subjects if one.head.kind != "quote"]
    quotes = [one for one in (*clause.objects, *clause.subjects) if one.head.kind == "quote"]
    if bare and quotes and not subjects:
        clause.objects, clause.subjects = quotes, []
        return True
    return False


def _speaks(clause: Clause) -> bool:
    quoted = any(one.head.kind == "quote" for one in clause.objects)
    return clause.verb is not None and clause.verb.said in _SPEAKING and not quoted
