"""What is said to be done by a noun before the noun itself, as Japanese and Korean say it."""

from dataclasses import replace
from typing import Final

from msgspec import Struct, structs

from studio.engine.director.tongues.building import Builder
from studio.engine.director.tongues.units import WORN, Clause, Phrase, Unit
from studio.engine.director.tongues.verbs import takes_thing
from studio.engine.director.tongues.wordbook import english

_CARRIED: Final = frozenset({"wear", "have", "hold", "carry"})
_CONTAINED: Final = frozenset({"put down", "put", "have", "enter", "be", "stack", "hold", "carry", "hang", "lie"})
_N: Final = 4
"""Where a syllable of Hangul ends in "n", counted from the one that ends in nothing."""
_HERS: Final = Unit("owner", "her", 0, 0)


def _several(head: Unit) -> Unit:
    """A noun as one of several."""
    return structs.replace(head, form="plural")


class Relative(Struct, frozen=True):
    """A verb that describes the noun to come, with what it is done with."""

    verb: Unit
    objects: tuple[Phrase, ...]
    subject: Phrase | None = None
    denied: Unit | None = None
    passive: bool = False
    manner: Unit | None = None


def _is_past(one: Relative) -> bool:
    written = one.verb.written
    korean = written[-1:] >= "가" and (ord(written[-1]) - ord("가")) % 28 == _N and written[-1] != "는"
    free = one.subject is None and not any(phrase.role in ("object", "dative") for phrase in one.objects)
    moved = one.verb.kind == "motions" and not takes_thing(one.verb.said) and one.verb.said not in _CONTAINED
    return free and moved and (korean or written.endswith(("た", "だ")))


class Relatives:
    """Verbs that wait for their noun. ``later``: what is told of nouns that are no subjects, after all else."""

    def __init__(self, build: Builder) -> None:
        self._build = build
        self._waiting: list[Relative] = []
        self._told: list[Phrase] = []
        self._described: list[Unit] = []
        self.later: list[Clause] = []

    def take(
        self,
        unit: Unit,
        denied: Unit | None,
        subject: Phrase | None = None,
        passive: bool = False,
        manner: Unit | None = None,
    ) -> None:
        """What stands before belongs to this verb, back to the subject; ``subject``: its own."""
        objects = self._build.clause.objects
        worn = bool(objects) and (objects[-1].head.kind in WORN or objects[-1].head.said in english()["worn"])
        if unit.said in ("write", "put on", "wear") and worn:
            unit = Unit("verbs", "wear", unit.start, unit.end, unit.form)
        elif unit.said in ("write", "put on", "wear", "open") and objects and objects[-1].head.said == "umbrella":
            unit = Unit("motions", "hold", unit.start, unit.end, unit.form)
        taken: list[Phrase] = []
        apart = subject.head.start if subject is not None and subject.role == "" and unit.said in _CONTAINED else 0
        while (
            objects
            and objects[-1].head.start >= apart
            and not (objects[-1].head.kind == "sets" and (unit.said in _CARRIED or self._before_it(objects)))
        ):
            taken.insert(0, objects.pop())
        if unit.said in _CARRIED and denied is not None:
            for phrase in taken:
                phrase.role = "without" if phrase.role == "object" else phrase.role
        if unit.said in _CARRIED:
            kept = [one for one in taken if one.role not in ("object", "without")]
            objects += kept
            taken = [one for one in taken if one.role in ("object", "without")]
        self._waiting.append(Relative(unit, tuple(taken), subject, denied, passive, manner))

    def _before_it(self, objects: list[Phrase]) -> bool:
        """As in "inakamichi wo, noufu ga kabocha wo tsunda niguruma wo osu": a place told before the subject."""
        subjects = self._build.clause.subjects
        return bool(subjects) and objects[-1].head.start < subjects[-1].head.start

    def forget_past(self) -> None:
        """As in "튕겨 나온 공을 잡는다", "落ちた林檎を拾う": what it did before is over."""
        self._waiting = [one for one in self._waiting if not _is_past(one)]

    def describe(self, phrase: Phrase) -> None:
        """What was said to be done by this noun, before it: clauses of their own."""
        self._described += [phrase.head] if self._waiting else []
        for one in self._waiting:
            carried = [thing for thing in one.objects if thing.role in ("object", "without")]
            others = [thing for thing in one.objects if thing not in carried]
            if one.verb.said in _CARRIED and phrase.person:
                self._carried_before(phrase)
                for thing in carried:
                    self._build.look(phrase, thing)
                self._build.clause.objects += others
            elif (
                self._left_there(phrase, one)
                or self._done_to(phrase, one)
                or (not phrase.person and one.verb.said in _CONTAINED | _CARRIED and self._contains(phrase, one))
            ):
                continue
            else:
                self._told_apart(phrase, one)
        self._waiting = []

    def also(self, first: Phrase, other: Phrase) -> None:
        """As in "a woman and a man who sit there": one more of a list of whom that was told, and nothing else."""
        if any(head is other.head for head in self._described):
            return
        for told in self._told:
            if told.head is first.head:
                told.joined.append(replace(other, role="", joined=[], looks=list(other.looks)))

    def _left_there(self, phrase: Phrase, one: Relative) -> bool:
        """As in "sunahama ni uchiagerareta bin": a place is where something is, and does nothing to it."""
        there = [thing for thing in one.objects if thing.head.kind in ("sets", "dressing") and thing.role == "dative"]
        left = one.passive and bool(there) and len(there) == len(one.objects) and phrase.head.kind == "props"
        for thing in there if left else ():
            thing.role = "loc"
            self._build.clause.objects.append(thing)
        return left

    def _done_to(self, phrase: Phrase, one: Relative) -> bool:
        """As in "the fish that was caught": what was done to a thing before, and is not done now."""
        bare = one.subject is None and not one.objects and phrase.head.kind in ("props", "unknown")
        return bare and takes_thing(one.verb.said) and one.verb.said not in ("hold", "carry")

    def _contains(self, phrase: Phrase, one: Relative) -> bool:
        """As in "a tray with two glasses on it", "the letter in her hand"."""
        inside = (
            [one.subject] if one.subject is not None else [thing for thing in one.objects if thing.role == "object"]
        )
        things = [thing for thing in inside if not thing.person]
        if one.verb.said in ("hold", "carry") and not things and phrase.head.kind == "props":
            phrase.looks.append(Phrase(Unit("body", "hand", one.verb.start, one.verb.end), "in", owner=_HERS))
            return True
        full = one.verb.said in ("stack", "pack") and one.subject is None
        full = full or one.verb.written.startswith(("가득", "꽉"))
        for thing in things:
            thing.role = "full of" if full else "with"
            thing.head = (
                _several(thing.head) if full and thing.count is None and thing.head.kind == "props" else thing.head
            )
            phrase.looks.append(thing)
        return bool(things)

    def _carried_before(self, phrase: Phrase) -> None:
        """As in "wearing glasses and holding an umbrella": the first of two describes the same noun."""
        build = self._build
        while len(build.clauses) > 1 and not build.clauses[-2].subjects and phrase.person:
            before = build.clauses[-2]
            if before.verb is None or before.verb.said not in _CARRIED or build.clause.subjects:
                return
            build.clause.objects += [one for one in before.objects if one.role != "object"]
            for thing in [one for one in before.objects if one.role == "object"]:
                build.look(phrase, thing)
            build.clause.loose = [*before.loose, *build.clause.loose]
            build.clause.joint = before.joint
            build.clauses.pop(-2)

    def _lend(self, phrase: Phrase) -> None:
        """As in "sitting down and reading, a woman ...": what is told before without a subject is of this noun too."""
        for clause in reversed(self._build.clauses):
            if clause.subjects or clause.paused or clause.verb is None or not phrase.person:
                return
            clause.subjects = [phrase]

    def _told_apart(self, phrase: Phrase, one: Relative) -> None:
        told = Clause("", [replace(phrase, joined=[])], one.verb, denied=one.denied, objects=list(one.objects))
        told.manner = one.manner
        if one.subject is not None:
            told.subjects = [one.subject]
            told.objects.append(Phrase(phrase.head, "object", "the"))
        else:
            self._told += told.subjects
        agent = next((thing for thing in one.objects if thing.role in ("dative", "from")), None)
        if one.passive and agent is not None:
            agent.role = ""
            told.subjects = [agent]
            told.objects = [thing for thing in told.objects if thing is not agent]
            told.objects.append(Phrase(phrase.head, "object", "the" if phrase.head.kind == "builds" else ""))
        current = self._build.clauses.pop()
        self._lend(phrase)
        if current.empty or not current.subjects:
            if phrase.count is not None and not phrase.det and phrase.person:
                phrase.det = "the"
            told.joint, told.loose = current.joint, current.loose
            current.joint, current.loose = "and", []
            self._build.clauses += [told, current]
            return
        told.subjects = [Phrase(phrase.head, det="the")]
        told.joint = "and"
        self.later.append(told)
        self._build.clauses.append(current)
