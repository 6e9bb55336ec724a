"""What Chinese words say of somebody or of a verb: colours, feelings, how fast, what is not done, the camera."""

from typing import Final

from studio.engine.director.tongues.chinese_describing import describes
from studio.engine.director.tongues.chinese_nouns import ChineseNouns
from studio.engine.director.tongues.units import AIR, CAMERA, DOING, NOUNS, Unit

_STATES: Final = frozenset({"colours", "sizes", "hair"})


class ChineseStates(ChineseNouns):
    """Gathers what is neither a noun nor a verb."""

    def _segment(self, at: int) -> list[Unit]:
        end = at
        while end < len(self._units) and self._units[end].kind != "stop":
            end += 1
        return list(self._units[at:end])

    def _adjective(self, at: int, unit: Unit) -> None:
        build = self._build
        following = self._next(at)
        if unit.form == "adverb" or unit.said.endswith("ly") or unit.said.startswith(("in ", "with ")):
            build.clause.adverbs.append(unit)
            return
        after = self._units[at + 2] if at + 2 < len(self._units) else None
        attributive = following is not None and (
            following.kind in NOUNS or following.kind in _STATES
            or (following.kind == "de" and after is not None and (after.kind in NOUNS or after.kind in _STATES))
        )  # fmt: skip
        objects = build.clause.objects
        told = bool(objects) and objects[-1].head.kind == "body" and build.clause.verb is None
        if attributive and not (told and following is not None and following.kind == "de"):
            build.before.adjectives.append(unit)
        elif objects and objects[-1].head.kind == "body" and build.clause.verb is None:
            objects[-1].adjectives.append(unit)
            if attributive:
                self._looks.append(objects.pop())
            else:
                build.clause.verb = Unit("verbs", "have", unit.start, unit.start)
        else:
            build.clause.states.append(unit)

    def _apart(self, unit: Unit) -> None:
        """As in "提着包匆匆走过": how the next thing is done, which is told before its verb."""
        build, at = self._build, self._units.index(unit)
        ahead = self._segment(at + 1)
        acts = next((number for number, one in enumerate(ahead) if one.kind in DOING), None)
        if unit.kind != "paces" or build.clause.verb is None or build.filmed or build.lens is not None or acts is None:
            return
        led = all(one.kind in ("prep", "rel", "ways", "paces", "manners", *NOUNS) for one in ahead[:acts])
        opens = acts == 0 or ahead[0].kind in ("prep", "ways", "paces", "manners")
        if (
            led
            and opens
            and not describes(self._units, at + 1 + acts)
            and build.clause.verb.said not in ("begin", "come", "go")
        ):
            build.next_clause("and")

    def _other(self, unit: Unit) -> None:
        build, clause = self._build, self._build.clause
        if unit.kind == "cop":
            build.linked = unit
        elif unit.kind == "neg":
            at = self._units.index(unit)
            following = self._next(at)
            if clause.verb is not None and following is not None and following.kind in DOING:
                build.next_clause("and")
                clause = build.clause
            described = following is not None and following.kind in DOING and describes(self._units, at + 1)
            clause.denied = clause.denied if described else unit
        elif unit.kind in CAMERA:
            if clause.verb is not None:
                build.next_clause(",")
            build.lens = None
            build.clause.loose.append(unit)
            build.last = None
        elif unit.kind in AIR or unit.kind == "seconds":
            if unit.kind == "weathers" and clause.verb is not None and clause.verb.said in ("begin", "end"):
                clause.verb = None
            clause.loose.append(unit)
            self._role = ""
            build.last = None
        elif unit.kind in ("paces", "ways"):
            self._apart(unit)
            build.clause.adverbs.append(unit)
        elif unit.kind == "manners":
            clause.manner = unit
