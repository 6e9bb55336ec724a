"""Nouns of Chinese directions: whose they are, where they belong in their clause, and the places they name."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from studio.engine.director.tongues.building import LOOKS, Builder, takes_thing
from studio.engine.director.tongues.nouns import made_of, same_person, whose
from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import AIR, CAMERA, FACED, PEOPLE, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_AHEAD: Final = frozenset({"beside", "near", "around", "behind", "in front of", "opposite"})
"""Where somebody is who acts "in front" or "behind", where no noun says of whom."""
_AROUND: Final = frozenset({"beside", "near", "around", "behind", "in front of", "opposite"})
_SENT: Final = frozenset({"throw", "talk", "shout", "say", "give", "run", "walk", "shoot", "kick", "point", "look"})
"""Where somebody is who does something "towards" a mirror, unless that is where the deed itself goes."""
_STIRS: Final = frozenset({"flutter", "sway", "swing", "shake", "float", "fly", "wave", "close", "rustle", "ripple"})
"""What curtains and leaves do of themselves."""
_EXITS: Final = frozenset({"walk", "run", "climb", "crawl", "fly", "jump", "swim"})
_SPOTS: Final = ("边", "畔", "旁", "脚下", "山顶", "深处", "岸")
_ON: Final = frozenset({"on", "in", "under", "beside", "behind", "in front of"})
_SAID_OF: Final = frozenset({"emotions", "colours", "sizes", "hair", "de"})
_SLOPES: Final = frozenset({"staircase", "steps", "hill", "mountain", "ladder", "roof", "slope", "tree"})
_OPENINGS: Final = frozenset({"window", "door", "gate", "hole", "chimney"})
_COUNTS: Final = {"两人": "two", "二人": "two", "两个人": "two", "三人": "three", "三个人": "three"}
_TIMELY: Final = ("之前", "以前", "前", "之后", "以后", "后")


def at_of(units: Sequence[Unit], phrase: Phrase) -> int:
    """Where the noun of a phrase stands; the last place where it is in no unit of its own."""
    return next((number for number, unit in enumerate(units[:-1]) if unit is phrase.head), len(units) - 2)


def at_unit(units: Sequence[Unit], unit: Unit) -> int:
    """Where a unit stands."""
    return next((number for number, one in enumerate(units) if one is unit), len(units))


class ChineseNouns:
    """Gathers the nouns of one sentence."""

    def __init__(self, units: Sequence[Unit], memory: Memory) -> None:
        self._units = units
        self._build = Builder(memory, bare=True)
        self._role = ""
        self._owner: Phrase | None = None
        self._looks: list[Phrase] = []
        self._later: list[Clause] = []
        self._comma = False
        self._followed = False
        self._watcher: list[Phrase] = []
        self._gone: set[int] = set()

    def _next(self, at: int) -> Unit | None:
        return self._units[at + 1] if at + 1 < len(self._units) else None

    def _lead(self, unit: Unit) -> None:
        before = self._build.before
        if unit.kind == "det":
            before.det = unit.said
        elif unit.kind == "owner":
            before.owner = unit
        else:
            before.count = unit

    def _lens(self, at: int, unit: Unit) -> None:
        if self._role or self._build.clause.verb is not None:
            self._noun(at, Unit("dressing", "camera", unit.start, unit.end))
        else:
            self._build.lens = unit

    def _noun(self, at: int, unit: Unit) -> None:
        build = self._build
        unit = self._some_people(unit)
        previous = build.last
        owner, self._owner = self._owner, None
        role, self._role = self._role, ""
        missing = build.before.det == "no"
        phrase = build.noun(unit)
        phrase.role = role
        if unit.kind == "quote" and not role:
            self._quoted(phrase)
            return
        if phrase.person or phrase.head.kind == "props":
            phrase.looks += self._looks
            self._looks = []
        owner = owner or self._compounded(at, phrase)
        if owner is not None:
            self._own(owner, phrase)
        following = self._next(at)
        if following is not None and following.kind == "de":
            if missing:
                phrase.role, phrase.det = "without", ""
            self._possess(at, phrase)
            return
        if self._joins(phrase, previous):
            return
        self._place(phrase)

    def _some_people(self, unit: Unit) -> Unit:
        """As in "两个人站着": people of whom nothing was said before."""
        several = any(len(clause.subjects) > 1 or any(one.count or one.joined for one in clause.subjects)
                      for clause in self._build.clauses)  # fmt: skip
        if unit.written == "对方" and (several or any(one.said == "they" for one in self._units)):
            return Unit("pron", "each other", unit.start, unit.end, unit.form, unit.written)
        count = _COUNTS.get(unit.written, "") if unit.said == "they" and unit.kind == "pron" else ""
        told = self._build.memory.topic is not None or self._build.memory.other is not None
        told = told or any(clause.subjects for clause in self._build.clauses)
        if not count or told:
            return unit
        self._build.before.count = Unit("numbers", count, unit.start, unit.start)
        return Unit("builds", "person", unit.start, unit.end, unit.form, unit.written)

    def _compounded(self, at: int, phrase: Phrase) -> Phrase | None:
        """As in "纸面具", "双胞胎兄弟", "她妈妈": a noun right before another says whose or of what that is."""
        clause, before = self._build.clause, self._units[at - 1] if at else None
        if phrase.head.kind == "body" and phrase.adjectives:
            before = next((one for one in reversed(self._units[:at]) if one.kind not in _SAID_OF), before)
        placed = clause.subjects or clause.objects
        previous = next((one for one in (*clause.subjects, *clause.objects) if one.head is before), None)
        if not placed or previous is None or self._comma or phrase.role:
            return None
        stuff = previous.head.said in english()["stuff"] and phrase.head.kind in ("props", "dressing")
        people = previous.head.kind == "builds" and phrase.person and phrase.head.kind != "pron"
        kin = previous.person and phrase.head.said in english()["kin"] and previous.head.kind in ("pron", "name")
        looks = previous.head.kind in LOOKS and phrase.person and phrase.head.kind != "pron"
        filmed = self._build.filmed or (len(self._units) > at + 2 and self._units[at + 2].kind in CAMERA)
        part = phrase.head.kind == "body" and previous.person and (previous.role not in ("", "subject") or filmed)
        if not (stuff or people or kin or looks or part):
            return None
        for told in (clause.subjects, clause.objects):
            if previous in told:
                told.remove(previous)
        taken = previous.role == "object" and (looks or clause.verb is not None)
        phrase.role = "" if taken else previous.role
        phrase.role = "object" if looks and taken and clause.verb is not None else phrase.role
        if looks:
            phrase.det, phrase.count = phrase.det or previous.det, phrase.count or previous.count
            previous.role, previous.det, previous.count = "", "", None
        return previous

    def _quoted(self, phrase: Phrase) -> None:
        """What is said belongs to the verb before, whatever mark stands between."""
        clauses = self._build.clauses
        before = clauses[-2] if self._build.clause.empty and len(clauses) > 1 else None
        phrase.role = "object"
        (before if before is not None and before.verb is not None else self._build.clause).objects.append(phrase)
        self._build.last = None

    def _possess(self, at: int, phrase: Phrase) -> None:
        """A noun before "de" says whose, of what or where the next one is."""
        following = self._units[at + 2] if at + 2 < len(self._units) else None
        if following is not None and following.kind in CAMERA:
            placed = [one for one in self._build.clause.objects if one.role in _ON and one.head.kind == "props"]
            phrase.role = "of"
            phrase.looks += placed
            told = [one for one in self._build.clause.objects if one not in placed]
            self._build.clause.objects = [*told, phrase]
            return
        if following is not None and following.kind in AIR:
            self._place(phrase)
            return
        self._owner = phrase
        self._build.last = None

    def _own(self, owner: Phrase, phrase: Phrase) -> None:
        if owner.head.said == phrase.head.said and owner.head.kind in ("sets", "dressing"):
            return
        if phrase.head.kind == "sets" and owner.head.kind in ("sets", "dressing") and self._is_spot(owner):
            return
        if phrase.head.said == "lid" and owner.head.kind == "props":
            phrase.head, phrase.det = owner.head, "the"
            return
        if (
            owner.role
            and owner.head.kind in ("props", "dressing")
            and self._units[at_of(self._units, owner) + 1].kind == "rel"
        ):
            phrase.looks.append(owner)
            return
        if owner.role == "without" and phrase.person:
            self._build.look(phrase, owner)
            return
        phrase.role = phrase.role or (owner.role if owner.role not in ("",) else "")
        if owner.person and phrase.person and same_person(owner, phrase):
            return
        if owner.person and phrase.head.kind != "name":
            phrase.owner = whose(owner)
        elif made_of(owner, phrase):
            return
        elif phrase.person and owner.head.kind in (*LOOKS, "props"):
            owner.role = ""
            self._build.look(phrase, owner)
        elif owner.head.kind in ("props", "unknown") and phrase.head.kind in ("props", "unknown"):
            owner.role = "of"
            phrase.looks.append(owner)
        else:
            owner.role = owner.role or "loc"
            filmed = self._build.filmed and (phrase.person or phrase.head.kind == "props")
            owner.role = "by" if filmed and owner.head.said in ("window", "door", "wall") else owner.role
            (phrase.looks if filmed and owner.role == "by" else self._build.clause.objects).append(owner)

    def _is_spot(self, owner: Phrase) -> bool:
        """As in "雪山脚下的小湖", "海边的小屋": what only tells where the place is."""
        follows = self._units[at_of(self._units, owner) + 1]
        return follows.kind == "rel" or owner.head.written.endswith(_SPOTS)

    def _joins(self, phrase: Phrase, previous: Phrase | None) -> bool:
        comma, self._comma = self._comma, False
        clause = self._build.clause
        if not comma or previous is None or phrase.role or phrase.person != previous.person:
            return False
        if (previous in clause.subjects and clause.verb is not None) or self._build.begins_after(previous):
            return False
        if previous in clause.subjects or previous in clause.objects:
            self._build.joined(previous, phrase)
            return True
        return False

    def _place(self, phrase: Phrase) -> None:
        clause = self._build.clause
        if phrase.head.kind == "sounds" and not phrase.role:
            clause.loose.append(phrase.head)
        elif phrase.role:
            clause.objects.append(phrase)
            self._recase(clause)
        elif clause.verb is None and self._build.linked is None and not self._build.filmed:
            following = self._next(at_of(self._units, phrase))
            stirs = following is not None and following.said in _STIRS and phrase.head.kind == "dressing"
            if phrase.head.kind in ("sets", "dressing") and not stirs:
                phrase.role = "loc"
                clause.objects.append(phrase)
            elif phrase.head.kind == "body":
                phrase.role = "object"
                clause.objects.append(phrase)
            else:
                clause.subjects.append(phrase)
        else:
            handed = clause.verb is not None and clause.verb.written.endswith("给")
            handed = handed and any(one.role == "object" for one in clause.objects)
            phrase.role = "dative" if handed and phrase.head.kind == "props" else "object"
            clause.objects.append(phrase)
            self._recase(clause)

    def _relate(self, unit: Unit) -> None:
        """As in "桌子上": the noun before is where."""
        phrase = self._owner or self._build.last
        clause = self._build.clause
        if self._role == "loc" and unit.said in _AHEAD:
            self._role = ""
            return
        following = self._next(at_unit(self._units, unit))
        if unit.written.startswith("对面") and phrase is None and following is not None and following.kind == "de":
            return
        if self._besides(unit):
            return
        if unit.written in _TIMELY and clause.verb is not None and (phrase is None or not phrase.role):
            self._build.next_clause("before" if unit.written.endswith("前") else "and")
            return
        if phrase in clause.subjects and clause.verb is not None:
            phrase = None
        things = [one for before in self._build.clauses for one in before.objects if one.head.kind == "props"]
        if phrase is None and (things or self._build.memory.thing is not None) and unit.said in ("in", "on", "under"):
            last = things[-1].head if things else Unit("pron", "it", unit.start, unit.start)
            head = Unit(last.kind, last.said, unit.start, unit.start, last.form)
            clause.objects.append(Phrase(head, unit.said, "the" if things else ""))
            return
        if phrase is None:
            if unit.said in ("up", "down", "back"):
                clause.adverbs.append(unit)
            return
        if self._owner is phrase:
            self._owner = None
            clause.objects.append(phrase)
        if unit.said == "between" and not phrase.joined:
            self._both(phrase)
        if phrase.role == "from" and unit.said in ("behind", "under"):
            phrase.role = f"from {unit.said}"
        broad = phrase.head.kind == "sets" and unit.said in ("on", "in")
        if phrase in clause.subjects and clause.verb is None:
            clause.subjects.remove(phrase)
            clause.objects.append(phrase)
        if phrase.role in ("", "loc", "object", "to") or (phrase.role == "dative" and not phrase.person):
            into = phrase.role == "to" and unit.said == "in" and clause.verb is None
            reaches = phrase.role == "to" and unit.said == "beside" and clause.verb is not None
            if reaches and clause.verb is not None and clause.verb.said in english()["goes"]:
                self._build.last = phrase
                return
            phrase.role = "loc" if broad else "into" if into else unit.said
        self._recase(clause)
        self._build.last = phrase

    def _both(self, phrase: Phrase) -> None:
        """As in "书架和沙发之间": between two that are not of one kind."""
        clause = self._build.clause
        whole = next((one for one in (*clause.subjects, *clause.objects) if phrase in one.joined), None)
        if whole is not None:
            clause.subjects = [one for one in clause.subjects if one is not whole]
            clause.objects = [*(one for one in clause.objects if one is not whole), replace(whole, role="between")]
            return
        before = [one for one in (*clause.subjects, *clause.objects) if one is not phrase and not one.person]
        if not before or before[-1].role not in ("", "loc"):
            return
        clause.subjects = [one for one in clause.subjects if one is not before[-1]]
        clause.objects = [one for one in clause.objects if one is not before[-1]]
        phrase.joined.append(replace(before[-1], role=""))

    def _besides(self, unit: Unit) -> bool:
        """As in "身旁放着一把吉他": beside whom the words were about."""
        clause = self._build.clause
        opens = clause.verb is None and not clause.subjects and not clause.objects and self._owner is None
        if (
            not opens
            or unit.said not in _AROUND
            or not unit.written.startswith(("身", "旁", "面", "脚", "背", "四周", "周", "对"))
        ):
            return False
        told = [one for before in self._build.clauses[:-1] for one in before.subjects]
        topic = told[-1] if told else self._build.memory.topic
        if topic is None or not (topic.person or topic.head.kind == "props"):
            return False
        head = Unit(topic.head.kind, topic.head.said, unit.start, unit.start, topic.head.form)
        det = "" if head.kind in ("name", "pron") else "the"
        clause.objects.append(Phrase(head, unit.said, det))
        self._build.last = None
        return True

    def _slopes(self, verb: Unit, phrase: Phrase) -> str:
        """As in "从楼梯上跑下来", "从窗户飞进来": down or through what somebody comes."""
        if verb.said not in english()["manners"]:
            return ""
        if phrase.head.said in _SLOPES and verb.written.endswith(("下", "下来", "下去", "上来", "上去")):
            return "up" if "上" in verb.written[-2:] else "down"
        through = phrase.head.said in _OPENINGS and verb.written.endswith(("进", "进来", "进去", "出", "出来", "出去"))
        return "through" if through else ""

    def _recase(self, clause: Clause) -> None:
        verb = clause.verb.said if clause.verb is not None else ""
        for phrase in clause.objects:
            given = verb in english()["gives"] or (clause.verb is not None and clause.verb.written.endswith("给"))
            gets = phrase.role == "object" and phrase.person and takes_thing(verb) and given
            gets = gets and phrase.head.said != "it"
            beside = phrase.role == "beside" and phrase.head.start == phrase.head.end and verb in english()["manners"]
            phrase.role = "near" if beside else phrase.role
            rings = (
                verb in ("sit", "stand", "dance") and clause.verb is not None and clause.verb.written.startswith("围")
            )
            if rings and phrase.role in ("object", "beside", "loc", "on", "near"):
                phrase.role = "around"
            if phrase.role == "agent" and verb:
                clause.passive = True
            elif phrase.role == "ba":
                phrase.role = "object" if verb else "ba"
                if verb == "lean" and clause.verb is not None:
                    clause.verb = Unit("motions", "put down", clause.verb.start, clause.verb.end, written="靠在")
            elif verb == "put down" and phrase.role == "on" and clause.verb is not None and "靠" in clause.verb.written:
                phrase.role = "against"
            elif verb.endswith(" into") and phrase.role in ("loc", "in", "on", "to", "into"):
                phrase.role = "object"
            elif phrase.role == "from" and clause.verb is not None and self._slopes(clause.verb, phrase):
                phrase.role = self._slopes(clause.verb, phrase)
            elif verb.endswith(" out") and phrase.role in ("from", "object", "loc") and verb.split()[0] in _EXITS:
                phrase.role = "of" if phrase.head.kind not in PEOPLE else phrase.role
            elif phrase.role == "to" and phrase.head.said in FACED and verb and verb not in _SENT:
                phrase.role = "in front of"
            elif verb == "lean" and phrase.role in ("on", "beside", "loc") and not phrase.person:
                phrase.role = "against" if phrase.head.kind in ("props", "dressing") else phrase.role
            elif gets or (phrase.role == "to" and verb and verb not in english()["goes"]):
                phrase.role = "dative"
