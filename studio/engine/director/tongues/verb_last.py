"""The grammar of Japanese and Korean directions: nouns with their case marks, the verb last, what describes before."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from studio.engine.director.tongues.building import takes_thing
from studio.engine.director.tongues.cases import named_next, settle_cases
from studio.engine.director.tongues.marked_nouns import STATES, MarkedNouns
from studio.engine.director.tongues.nouns import whose
from studio.engine.director.tongues.units import AIR, CAMERA, DOING, NOUNS, WORN, Clause, Phrase, Unit
from studio.engine.director.tongues.verbs import takes_other
from studio.engine.director.tongues.wordbook import english

_WEARING: Final = ("てい", "でい", "てる", "고 있", "고있", "ておる")


def _puts_on(unit: Unit, worn: Sequence[Phrase], bare: bool) -> bool:
    """As in "가면을 쓴다", "お面を拾って、かぶる": it is put on now, where nothing says that it is worn already."""
    resting = any(mark in unit.written for mark in _WEARING)
    thing = bool(worn) and all(one.head.kind == "props" for one in worn)
    ends = (bool(worn) or bare) and not unit.form and not unit.written.endswith(("た", "だ"))
    return not resting and unit.form != "relative" and (thing or ends or (bare and not unit.form))


def _of(owner: Phrase, said: str) -> str:
    """As in "아들의 눈물을 닦는다": wipe the son's tears, and not one's own."""
    told = whose(owner)
    return said.replace(" her ", f" {told.said} " if told.kind == "owner" else f" {told.said}'s ", 1)


class VerbLastGrammar(MarkedNouns):
    """Reads the units of one sentence."""

    def read(self) -> list[Clause]:
        """The clauses in order."""
        for at, unit in enumerate(self._units):
            self._unit(at, unit)
        self._bare()
        self._build.settle()
        return [*self._build.clauses, *self._relatives.later]

    def _unit(self, at: int, unit: Unit) -> None:
        if unit.kind == "case":
            self._case(at, unit)
        elif unit.kind == "rel":
            self._relate(at, unit)
        elif unit.kind == "numbers":
            self._number(at, unit)
        elif unit.kind in ("det", "owner"):
            self._lead(unit)
        elif unit.kind == "lens":
            self._lens(at, unit)
        elif unit.kind in NOUNS:
            self._on_noun(at, unit)
        elif unit.kind in DOING or self._feels(unit):
            self._verb(unit)
        elif unit.kind in STATES or unit.kind == "emotions":
            self._adjective(at, unit)
        elif unit.kind == "stop":
            self._stop(at, unit)
        else:
            self._other(unit)

    def _feels(self, unit: Unit) -> bool:
        return unit.kind == "emotions" and unit.said in english()["feelings"]

    # Numbers, colours, feelings.

    def _number(self, at: int, unit: Unit) -> None:
        following = self._next(at)
        leads = following is not None and (following.kind in NOUNS or following.kind in STATES
                                           or (following.kind == "case" and following.said == "of"))  # fmt: skip
        phrase = self._noun or self._build.last
        if phrase is not None and phrase.count is None and (self._noun is not None or not leads):
            phrase.count = unit
        else:
            self._build.before.count = unit

    def _adjective(self, at: int, unit: Unit) -> None:
        if unit.form == "adverb" or (
            unit.kind == "emotions" and (unit.said.endswith("ly") or unit.said.startswith("in "))
        ):
            self._build.clause.adverbs.append(unit)
            return
        if unit.form == "attributive":
            owner = self._owner
            if owner is not None and owner.head.kind == "body":
                self._owner = None
                owner.adjectives.append(unit)
                self._looks.append(owner)
            elif self._noun is not None and self._noun.head.kind == "body":
                self._noun.adjectives.append(unit)
                self._looks.append(self._noun)
                self._noun = None
            elif self._body() is not None:
                self._take_body_look(unit)
            else:
                self._build.before.adjectives.append(unit)
            return
        body = self._body()
        if body is not None:
            body.adjectives.append(unit)
            self._build.clause.verb = Unit("verbs", "have", unit.start, unit.start)
        else:
            self._bare()
            self._build.clause.states.append(unit)
            self._build.clause.denied, self._denied = self._denied or self._build.clause.denied, None
        if unit.form in ("and", "but", "when", "while") and not self._more_state(at):
            self._end(unit)

    def _more_state(self, at: int) -> bool:
        following = self._next(at)
        return following is not None and following.kind in STATES

    def _body(self) -> Phrase | None:
        """The part of the body that is being told about."""
        objects = self._build.clause.objects
        verb = self._build.clause.verb
        told = objects and objects[-1].head.kind in ("body", *WORN) and objects[-1].role == "object"
        return objects[-1] if told and (verb is None or verb.said == "have") else None

    def _take_body_look(self, unit: Unit) -> None:
        body = self._build.clause.objects.pop()
        body.adjectives.append(unit)
        self._looks.append(body)

    # Verbs, and where clauses end.

    def _verb(self, unit: Unit) -> None:
        if self._noun is not None and unit.said == "be" and not self._build.clause.subjects:
            self._bare()
        if unit.said in ("begin", "end"):
            self._end(unit)
            return
        if self._noun is not None and self._unmarked(unit):
            self._take(self._listed(self._noun), "object")
            self._noun = None
        if unit.form == "relative" and not self._lens_turns(unit):
            passive, self._passive = self._passive, False
            before = self._units[self._units.index(unit) - 1]
            owner = self._owner if self._noun is None and before.said == "of" else None
            owner = owner if owner is not None and (owner.person or owner.head.kind == "props") else None
            self._owner = None if owner is not None else self._owner
            self._bare()
            manner, self._build.clause.manner = self._build.clause.manner, None
            self._relatives.take(unit, self._denied, owner or self._own_subject(unit), passive, manner)
            self._denied = None
            return
        if self._owner is not None and self._noun is None and " her " in unit.said and self._owner.person:
            unit = Unit(unit.kind, _of(self._owner, unit.said), unit.start, unit.end, unit.form, unit.written)
            self._owner = None
        if self._owner is not None and self._noun is None and takes_other(unit.said):
            self._take(self._listed(self._owner), "object")
            self._owner = None
        self._bare()
        if self._build.clause.verb is not None and self._build.clause.verb.said != "have":
            self._build.next_clause("and")
        objects = self._build.clause.objects
        worn = [one for one in objects if one.head.kind in WORN or one.head.said in english()["worn"]]
        if worn and (unit.said == "write" or (unit.said == "hold" and unit.written.startswith("쓰"))):
            unit = Unit("verbs", "wear", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "put on" and worn and any(mark in unit.written for mark in _WEARING):
            unit = Unit("verbs", "wear", unit.start, unit.end, unit.form, unit.written)
        if unit.said == "wear" and _puts_on(unit, worn, bare=not any(one.role == "object" for one in objects)):
            unit = Unit("motions", "put on", unit.start, unit.end, unit.form, unit.written)
        self._build.verb(unit)
        self._build.clause.passive, self._passive = self._passive, False
        settle_cases(self._build.clause)
        self._build.clause.denied = self._denied or self._build.clause.denied
        self._denied = None
        self._end(unit)

    def _lens_turns(self, unit: Unit) -> bool:
        """As in "카메라가 다가가는 장면": a move of the camera that describes no one."""
        if self._build.lens is None or unit.said not in english()["lens"]:
            return False
        following = self._next(self._units.index(unit))
        return following is None or following.kind not in ("builds", "name", "props")

    def _unmarked(self, unit: Unit) -> bool:
        """As in "angyeong sseun": a thing without a mark of case is what the verb is done with."""
        noun = self._noun
        thing = noun is not None and noun.head.kind in ("props", *WORN) and not noun.role and self._owner is None
        return thing and (takes_thing(unit.said) or unit.said in ("write", "put on"))

    def _own_subject(self, unit: Unit) -> Phrase | None:
        """As in "haha ga tsukutta bento": a subject right before a verb that describes is that verb's."""
        clause, before = self._build.clause, self._units[self._units.index(unit) - 1]
        if before.kind != "case" or before.said != "subject" or before.form == "topic" or not clause.subjects:
            return None
        if clause.objects and clause.objects[-1].head.start > clause.subjects[-1].head.start:
            return None
        if clause.subjects[-1].person and not takes_thing(unit.said):
            return None
        return clause.subjects.pop()

    def _end(self, unit: Unit) -> None:
        if unit.form in ("and", "while", "when", "but", "then", "before", "after", "until"):
            self._build.clause.ended = True
            self._build.next_clause(
                {"while": "while", "but": "but", "before": "after", "when": "then", "after": "then"}.get(
                    unit.form, "and"
                )
            )

    def _stop(self, at: int, unit: Unit) -> None:
        if unit.said in ("、", ",", "，") and self._build.clause.empty and len(self._build.clauses) > 1:
            self._build.clauses[-2].paused = True
        if unit.said in ("、", ",", "，") and self._noun is not None and self._noun.person and not self._build.filmed:
            if named_next(self._units, at, self._noun):
                self._owner, self._noun = self._noun, None
            elif self._list is None:
                self._bare()
                self._told_already(at)
            return
        self._bare()
        hard = unit.said not in ("、", ",", "，", "・")
        if hard:
            self._goes_to(at)
        if (hard and not self._build.clause.empty) or self._acts_next(at):
            self._build.next_clause(",")
        elif self._past_shoulder():
            self._build.next_clause(":")

    def _past_shoulder(self) -> bool:
        """As in "shounen no katagoshi ni, piano wo hiku shoujo": past whom the camera looks; then what it sees."""
        clause = self._build.clause
        shot = any(unit.said == "over the shoulder" for unit in clause.loose)
        return shot and any(one.person for one in clause.objects) and not clause.subjects

    def _told_already(self, at: int) -> None:
        """As in "바이올린을 켜는 신사, 그 곁에서 듣는 소녀": of whom enough is said, and of others next."""
        clause = self._build.clause
        alone = bool(clause.subjects) and clause.subjects[0] is self._named_alone and clause.verb is None
        following = self._next(at)
        placed = following is not None and following.kind in ("det", "rel")
        if alone and placed and not clause.objects and self._told_of(clause.subjects[0]):
            self._build.next_clause(",")

    def _acts_next(self, at: int) -> bool:
        """As in "女の手のアップ、傘を閉じる": behind a set-up of the camera, what is done there."""
        if not self._build.filmed or self._build.clause.subjects or self._build.clause.verb is not None:
            return False
        for unit in self._units[at + 1 :]:
            if unit.kind == "stop" or unit.kind in CAMERA or unit.kind == "lens" or unit.said in ("subject", "also"):
                return False
            if unit.kind in DOING:
                return unit.form != "relative" and takes_thing(unit.said)
        return False

    def _goes_to(self, at: int) -> None:
        """As in "風船は空へ。", "手には松明。": what goes there, or is in hand, with the verb left unsaid."""
        clause = self._build.clause
        if clause.verb is not None or clause.states or self._build.filmed:
            return
        there = [one for one in clause.objects if one.role == "dative"]
        hand = next((one for one in there if one.head.kind == "body" and one.head.said in ("hand", "hands")), None)
        things = [one for one in (*clause.subjects, *clause.objects) if one.head.kind == "props"]
        if hand is not None and things and not any(one.person for one in clause.subjects):
            clause.objects = [replace(one, role="object") for one in things]
            clause.subjects = [] if hand.owner is None else clause.subjects
            self._build.verb(Unit("motions", "hold", hand.head.start, hand.head.end))
        elif len(clause.subjects) == 1 and there and self._units[at - 1].written in ("へ", "로", "으로"):
            rises = there[0].head.said in ("sky", "air", "clouds", "ceiling") and not clause.subjects[0].person
            self._build.verb(Unit("motions", "rise" if rises else "go", there[0].head.end, there[0].head.end))
            settle_cases(clause)

    def _other(self, unit: Unit) -> None:
        build = self._build
        if unit.kind == "joint":
            self._bare()
            if build.acts or unit.said != "and":
                build.next_clause(unit.said)
        elif unit.kind == "cop":
            self._copula(unit)
        elif unit.kind == "neg":
            self._denied = unit
        elif unit.kind == "passive":
            self._passive = True
        elif unit.kind in CAMERA or unit.kind in AIR or unit.kind == "seconds":
            self._camera_or_air(unit)
        elif unit.kind in ("paces", "ways"):
            build.clause.adverbs.append(unit)
        elif unit.kind == "manners":
            self._bare()
            build.clause.manner = unit

    def _camera_or_air(self, unit: Unit) -> None:
        build = self._build
        if unit.kind in CAMERA:
            target = self._owner or self._noun
            self._owner = self._noun = None
            if target is not None:
                self._take(self._listed(target), "of")
            if build.clause.verb is not None:
                build.next_clause(",")
            build.lens = None if unit.kind != "angles" else build.lens
        else:
            self._bare()
        build.clause.loose.append(unit)
        around = unit.kind in AIR and bool(build.clause.subjects) and not build.acts
        if unit.form in ("and", "while", "when", "but") and not around:
            build.next_clause("and" if unit.form != "while" else "while")

    def _copula(self, unit: Unit) -> None:
        clause = self._build.clause
        if self._noun is not None and clause.subjects and clause.verb is None:
            phrase, self._noun = self._noun, None
            clause.verb = Unit("verbs", "be", unit.start, unit.end)
            phrase.det = phrase.det or "a"
            phrase.role = "object"
            clause.objects.append(phrase)
        self._bare()
        if unit.form:
            self._end(unit)
