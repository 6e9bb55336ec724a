"""The grammar of Chinese directions: subject, places, verb, object; "ba" before an object, "de" before a noun."""

from typing import Final

from studio.engine.director.tongues.building import takes_thing
from studio.engine.director.tongues.chinese_describing import (
    CARRIED,
    contained,
    crawls,
    described_until,
    describes,
    eaten_up,
    for_whom,
    holds_on,
    looks_over,
    looks_through,
    noun_after,
    slips_on,
    stands_there,
    stirs_on,
    told_already,
    weeps,
)
from studio.engine.director.tongues.chinese_states import ChineseStates
from studio.engine.director.tongues.units import AIR, CAMERA, DOING, NOUNS, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_CONTAINED: Final = CARRIED | {"put down", "be", "hang", "lie", "pack"}
_LED: Final = {"到": "to", "向": "to", "进": "to", "往": "to", "上": "onto", "下": "down", "出": "out of",
               "在": "loc"}  # fmt: skip
_LOADS: Final = frozenset({"kick", "carry", "put down", "throw", "lift", "pull", "push", "help"})
_STATES: Final = frozenset({"colours", "sizes", "hair"})
_SHOWN: Final = ("写着", "画着", "刻着", "印着", "绣着", "写有", "刻有", "印有", "画有")
_REACHED: Final = frozenset({
    "find", "look", "see", "catch", "listen", "meet", "touch", "receive", "hit", "hurt", "eat", "drink", "bump into",
    "think", "say", "talk", "pick up", "search for",
})  # fmt: skip
_OVER: Final = {
    "fly": "over", "jump": "over", "float": "over", "climb": "over", "swim": "across", "crawl": "across",
    "ride": "through",
}  # fmt: skip
_INTO: Final = frozenset({"into", "on", "onto", "off", "around", "over", "to", "out", "at", "for"})
_PERCEIVED: Final = (
    "看见", "看到", "望见", "瞥见", "发现", "注意到", "瞧见", "看着", "望着", "注视着",
    "目送", "察觉", "见到", "撞见", "碰见", "遇见",
)  # fmt: skip
_STEADY: Final = ("看着", "望着", "注视着")
_ANSWERS: Final = frozenset(
    {"laugh", "cry", "wave", "nod", "say", "talk", "shout", "shake her head", "sigh", "walk", "clap"}
)
"""What somebody may do themselves who looks at another."""
_COMES_TO: Final = frozenset(
    {
        "扫过",
        "越过",
        "掠过",
        "穿过",
        "划过",
        "滑过",
        "掠过了",
        "经过",
        "停留在",
        "落到",
        "落在",
        "停在",
        "停到",
        "移到",
        "移向",
        "转到",
        "转向",
        "来到",
        "对准",
        "定格在",
    }
)
_STRONG: Final = frozenset({"then", "while", "but", "when", "before", "after"})


class ChineseGrammar(ChineseStates):
    """Reads the units of one sentence."""

    def read(self) -> list[Clause]:
        """The clauses in order."""
        for at, unit in enumerate(self._units):
            if at not in self._gone:
                self._unit(at, unit)
        self._build.settle()
        for clause in self._build.clauses:
            stands_there(clause)
            for_whom(clause)
            weeps(clause)
            eaten_up(clause)
            crawls(clause)
            holds_on(clause)
            looks_through(clause)
        stirs_on(self._build.clauses)
        looks_over(self._build.clauses)
        told = slips_on(self._build.clauses)
        return [*told, *(later for later in self._later if not told_already(told, later))]

    def _unit(self, at: int, unit: Unit) -> None:
        if self._before_or_after(at, unit):
            self._build.next_clause("after" if unit.kind == "rel" else "then")
        elif unit.kind == "stop":
            self._stop(at, unit)
        elif unit.kind == "joint":
            self._join(at, unit)
        elif unit.kind == "prep":
            if unit.said == "ba" and (self._build.clause.verb is not None):
                self._build.next_clause("and")
            self._role = unit.said
        elif unit.kind == "rel":
            self._relate(unit)
        elif unit.kind == "de":
            self._placed(at)
        elif unit.kind == "det" and self._of_them(at, unit):
            said = "the other" if unit.said == "another" else "one"
            self._noun(at, Unit("pron", said, unit.start, unit.end, "", unit.written))
        elif unit.kind in ("det", "owner", "numbers"):
            self._lead(unit)
        elif unit.kind == "lens":
            self._lens(at, unit)
        elif unit.kind in NOUNS:
            self._noun(at, unit)
        elif unit.kind in DOING or self._feels(unit):
            self._verb(at, unit)
        elif unit.kind in _STATES or unit.kind == "emotions":
            self._adjective(at, unit)
        else:
            self._other(unit)

    def _before_or_after(self, at: int, unit: Unit) -> bool:
        """As in "走之前", "坐下之后": right behind a verb these tell of time."""
        verb = at > 0 and self._units[at - 1].kind in DOING and self._build.clause.verb is not None
        told = (unit.kind, unit.said) in (("rel", "in front of"), ("times", "later"))
        return verb and told and self._next(at) is not None

    def _placed(self, at: int) -> None:
        """As in "桌子下面的猫": where the thing to come is."""
        objects, after = self._build.clause.objects, noun_after(self._units, at)
        told = bool(objects) and at > 0 and self._units[at - 1].kind == "rel" and objects[-1].role not in ("", "loc")
        if told and after is not None and after.kind in ("props", "builds"):
            self._owner = objects.pop()
            self._build.last = None
            side = "loc" if self._owner.head.kind == "sets" else self._units[at - 1].said
            if self._owner.head.kind == "sets" or self._owner.role in ("from", "to", "towards", "ba", "with"):
                self._role, self._owner.role = self._owner.role, side

    def _of_them(self, at: int, unit: Unit) -> bool:
        """As in "一个把球…，另一个…": one of those who were spoken of, and the other."""
        following = self._next(at)
        does = following is not None and following.kind in DOING and not self._describes(at + 1)
        told = bool(self._build.clause.subjects) or any(clause.subjects for clause in self._build.clauses)
        if does and told and unit.written == "一个" and not any(one.said == "another" for one in self._units[at:]):
            return False
        acts = does or (following is not None and following.said in ("ba", "towards", "from"))
        return acts and unit.written in ("一个", "一名", "一位", "一只", "一人", "另一个", "另一位", "另一名", "另一只")

    def _feels(self, unit: Unit) -> bool:
        return unit.kind == "emotions" and unit.said in english()["feelings"] and unit.form != "adverb"

    # Clauses.

    def _stop(self, at: int, unit: Unit) -> None:
        self._role = ""
        build = self._build
        self._comma = True
        if unit.said == "、":
            return
        ahead = self._acts_ahead(at + 1)
        if (build.acts or build.filmed) and ahead:
            build.next_clause("," if build.filmed else "and")
        elif (
            (build.acts and not ahead and self._nouns_ahead(at + 1))
            or (unit.said not in ("，", ",") and not build.clause.empty)
            or (ahead and self._subject_next(at + 1))
        ):
            build.next_clause(",")

    def _subject_next(self, at: int) -> bool:
        """As in "湖心一条小船，渔夫躺着": after a noun that is somewhere, another that does something."""
        clause = self._build.clause
        first = next((unit for unit in self._segment(at) if unit.kind not in (*_STATES, "det", "numbers", "de")), None)
        told = bool(clause.subjects) and bool(clause.objects)
        return told and first is not None and first.kind in ("builds", "name", "props")

    def _acts_ahead(self, at: int) -> bool:
        return any(
            (unit.kind in DOING and (self._build.filmed or not describes(self._units, at + number)))
            or unit.kind in ("cop", "emotions", *CAMERA, "lens")
            for number, unit in enumerate(self._segment(at))
        )

    def _nouns_ahead(self, at: int) -> bool:
        return any(unit.kind in NOUNS or unit.kind in AIR for unit in self._segment(at))

    def _join(self, at: int, unit: Unit) -> None:
        build = self._build
        following = self._next(at)
        if unit.written == "一面" and following is not None and following.kind in (*NOUNS, *_STATES):
            build.before.det = "a"
            return
        if unit.written in ("一边", "一面") and self._first_while(at):
            return
        if unit.written == "同时" and following is not None and following.kind in DOING and build.clause.subjects:
            return
        if unit.written in ("和", "与") and self._talks_with(at):
            self._role = "to"
        elif unit.said in _STRONG:
            build.next_clause(unit.said)
        elif unit.said == "with":
            self._with(at)
        elif build.acts and self._acts_ahead(at + 1):
            build.next_clause("and")
        else:
            self._comma = True

    def _talks_with(self, at: int) -> bool:
        """As in "一边擦桌子一边和女孩聊天": with whom somebody talks, who was named before."""
        before, following = self._units[at - 1] if at else None, self._next(at)
        bare = before is None or before.kind in ("joint", "paces", "stop", "manners")
        person = following is not None and following.kind in ("builds", "name", "pron")
        does = next((one for one in self._units[at + 2 :] if one.kind in DOING or one.kind == "stop"), None)
        return (
            bare and person and does is not None and does.said in ("talk", "chat", "speak", "argue", "whisper", "phone")
        )

    def _first_while(self, at: int) -> bool:
        """As in "一边看，一边走": the first of the two only announces the second."""
        return any(unit.written == self._units[at].written for unit in self._units[at + 1 :])

    def _with(self, at: int) -> None:
        """As in "A he B": both do it, before the verb; "with" where somebody is spoken to."""
        build = self._build
        following = self._one_more(at)
        subjects = build.clause.subjects
        alike = (
            following is not None
            and build.last is not None
            and ((following.kind in ("name", "builds", "pron")) == build.last.person)
        )
        talks = any(unit.said in ("talk", "chat", "speak") for unit in self._units[at + 1 :])
        if (
            alike
            and build.last is not None
            and (build.last in subjects or build.last in build.clause.objects)
            and not talks
        ):
            self._comma = True
        else:
            self._role = "to" if talks else "with"

    def _one_more(self, at: int) -> Unit | None:
        """The next noun or verb; the noun that a verb describes rather than the verb."""
        for number in range(at + 1, len(self._units)):
            unit = self._units[number]
            if unit.kind in NOUNS:
                return unit
            if unit.kind in DOING and not describes(self._units, number):
                return unit
            if unit.kind in DOING:
                return noun_after(self._units, described_until(self._units, number))
        return None

    # Verbs and states.

    def _verb(self, at: int, unit: Unit) -> None:
        build = self._build
        if unit.written in ("围", "围着") and self._rings(at):
            self._role = "around"
            return
        if self._films(unit) or self._arrives(unit):
            return
        if unit.written == "给" and self._gives_on(at):
            self._role = "to"
            return
        if unit.said == "give" and unit.written == "给" and self._serves(at):
            if build.clause.verb is not None:
                build.next_clause("and")
            self._role = "to"
            return
        if unit.written == "想" and self._wants(at):
            return
        if (unit.said != "give" or unit.written.startswith("送")) and self._describes(at):
            self._relative(at, unit)
            return
        if unit.said in ("begin", "end"):
            return
        placed = any(one.role not in ("object", "dative", "") for one in build.clause.objects)
        if unit.written in _SHOWN and placed and not build.clause.subjects and build.clause.verb is None:
            unit = Unit("verbs", "be", unit.start, unit.end, unit.form, unit.written)
        shown = [one for one in build.clause.objects if one.role == "to" and one.person]
        if unit.written.startswith("看") and unit.said == "look" and build.clause.verb is None and shown:
            unit = Unit("motions", "show", unit.start, unit.end, unit.form, unit.written)
        given = build.clause.verb is not None and build.clause.verb.said == "give"
        if given and unit.said == "look" and all(one.person for one in build.clause.objects):
            build.verb(Unit("motions", "show", unit.start, unit.end))
            return
        if self._there(unit):
            return
        denied = build.clause.denied
        seen = self._perceived(unit)
        if build.clause.verb is not None and not (
            build.clause.verb.said in ("come", "go") and not build.clause.objects
        ):
            build.next_clause("and")
        if seen is not None:
            build.clause.subjects = [Phrase(seen.head, det="the", count=seen.count)]
        elif self._watcher and not build.clause.subjects and build.clause.verb is None and self._comma:
            build.clause.subjects, self._watcher = self._watcher, []
        there = unit.said == "have" and unit.written != "" and not build.clause.subjects and self._owner is None
        build.verb(Unit("verbs", "be", unit.start, unit.end) if there else unit)
        build.clause.denied = build.clause.denied or denied
        led = _LED.get(unit.written[-1:], "") if len(unit.written) > 1 else ""
        moves = unit.said in english()["manners"] or (led in ("onto", "out of") and unit.said in _LOADS)
        led = "" if led in ("onto", "down", "out of") and not moves else led
        bare = not any(one.role in ("object", "ba") for one in build.clause.objects)
        led = "" if led in ("onto", "out of") and unit.said in _LOADS and bare else led
        led = "" if led == "to" and unit.said in _REACHED else led
        led = "loc" if unit.written.endswith("回") and unit.said == "put down" else led
        led = _OVER.get(unit.said, led) if unit.written.endswith("过") else led
        led = "" if unit.said.rpartition(" ")[2] in _INTO else led
        self._role = "over" if unit.form == "past" and unit.said != "cross" else led
        self._recase(build.clause)

    def _perceived(self, unit: Unit) -> Phrase | None:
        """As in "看见弟弟躲在桌子底下": who is seen to do this; what they do who look on follows after a comma."""
        clause = self._build.clause
        verb = clause.verb.written if clause.verb is not None else ""
        if not verb.startswith(_PERCEIVED) or not clause.objects or clause.objects[-1] is not self._build.last:
            return None
        other = clause.objects[-1]
        alive = other.person or other.head.kind == "props"
        own = verb.startswith(_STEADY) and (unit.said in _ANSWERS or unit.kind == "emotions" or not other.person)
        if other.role not in ("object", "dative", "to") or not alive or own or unit.kind == "verbs":
            return None
        self._watcher = [Phrase(one.head, det="the", count=one.count) for one in clause.subjects]
        return other

    def _films(self, unit: Unit) -> bool:
        """As in "手持镜头跟着男孩跑": whom the camera follows, and what they do there."""
        build = self._build
        if not (build.filmed or build.lens is not None) or build.clause.verb is not None or build.clause.subjects:
            return False
        if unit.said in ("follow", "chase") and not build.clause.objects:
            if not any(one.said == "handheld" for one in build.clause.loose):
                build.clause.loose.append(Unit("moves", "camera follows", unit.start, unit.end))
            self._followed, build.lens = True, None
            return True
        followed = next((one for one in build.clause.objects if one.role == "object" and one.person), None)
        follows = self._followed or any(one.said == "camera follows" for one in build.clause.loose)
        if followed is None or not follows:
            return False
        build.next_clause(",")
        build.clause.subjects = [Phrase(followed.head, det="the", count=followed.count)]
        return False

    def _arrives(self, unit: Unit) -> bool:
        """As in "镜头缓缓下摇,落到老人身上": whom the camera comes to."""
        clauses = self._build.clauses
        filmed = any(one.kind in CAMERA for before in clauses[:-1] for one in before.loose)
        filmed = filmed and not any(before.subjects for before in clauses[:-1])
        clause = self._build.clause
        return filmed and clause.verb is None and not clause.subjects and unit.written in _COMES_TO

    def _there(self, unit: Unit) -> bool:
        """As in "有一个女孩在跳舞": somebody there is does something."""
        clause = self._build.clause
        told = [one for one in clause.objects if one.role == "object"]
        if clause.verb is None or clause.verb.said != "be" or clause.subjects or not told:
            return False
        clause.subjects, clause.objects = told, [one for one in clause.objects if one not in told]
        for one in told:
            one.role = ""
        self._build.verb(unit)
        return True

    def _rings(self, at: int) -> bool:
        """As in "围着篝火": around something that nobody wears."""
        thing = noun_after(self._units, at)
        return thing is not None and thing.kind in ("props", "dressing", "sets", "builds", "name", "pron")

    def _wants(self, at: int) -> bool:
        """As in "想站起来": what somebody is about to do."""
        following = self._next(at)
        return following is not None and following.kind in DOING

    def _gives_on(self, at: int) -> bool:
        """As in "送花给女孩": who gets what was named before."""
        clause, following = self._build.clause, self._one_more(at)
        told = clause.verb is not None and any(one.role == "object" and not one.person for one in clause.objects)
        return told and not self._comma and following is not None and following.kind in ("builds", "name", "pron")

    def _serves(self, at: int) -> bool:
        """As in "给植物浇水": for whom another verb of the same clause is done."""
        following = self._segment(at + 1)
        verbs = [
            number
            for number, unit in enumerate(following)
            if unit.kind in DOING and not describes(self._units, at + 1 + number)
        ]
        return bool(verbs) and any(unit.kind in NOUNS for unit in following[: verbs[0]])

    def _describes(self, at: int) -> bool:
        """Whether the verb describes a noun; what a subject does describes none where nothing else is done."""
        clause = self._build.clause
        leads = clause.verb is None and bool(clause.subjects) and not self._comma and not self._role
        return not leads and describes(self._units, at)

    def _relative(self, at: int, unit: Unit) -> None:
        """As in "穿着红衣的女孩": what stands between the verb and "de" belongs to it."""
        until = described_until(self._units, at)
        inner = ChineseGrammar([unit, *self._units[at + 1 : until]], self._build.memory)
        told = inner.read_inside()
        self._gone |= set(range(at + 1, until + 1))
        head = noun_after(self._units, until) or self._units[until]
        things = [one for one in told.objects if one.role == "object" and not one.person]
        grabs = self._build.clause.verb if head.kind == "props" and unit.said in ("fly", "float", "throw") else None
        if grabs is not None and grabs.said in ("grab", "hold"):
            self._build.verb(Unit("motions", "catch", grabs.start, grabs.end, grabs.form, grabs.written))
            return
        if unit.said in CARRIED and head.kind != "props":
            self._looks += [one for one in told.objects if one.role == "object"]
            return
        if head.kind == "props" and not told.objects and takes_thing(unit.said):
            return
        if head.kind == "props" and things and unit.said in _CONTAINED:
            self._looks += [contained(one) for one in things]
            return
        told.subjects = [Phrase(head, det="the", count=self._build.before.count)]
        told.joint = "and"
        self._later.append(told)

    def read_inside(self) -> Clause:
        """The clause of a verb that describes a noun."""
        for at, unit in enumerate(self._units):
            if at == 0:
                self._build.verb(unit)
            elif at not in self._gone:
                self._unit(at, unit)
        first, *others = self._build.clauses
        for clause in others:
            first.objects += clause.objects if clause.verb is not None and clause.verb.said in CARRIED else []
        return first
