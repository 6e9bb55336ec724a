"""The camera's words: one set-up for each shot, on whoever is named next."""

from typing import Final

from msgspec.structs import replace

from studio.engine.director.clauses import Clauses
from studio.engine.director.grammar import Grammar
from studio.engine.director.noticing import Leftovers
from studio.engine.director.standing import Mark
from studio.engine.director.statement import AXES, LEFT_OUT, YIELDING, SetUp, Shooting
from studio.timeline.film import CastId, EntityId

_THEN: Final = frozenset({"then", "before", "finally"})
_ENDING: Final = frozenset({"to", "into", "until"})
"""Words after which a framing is the one that a move ends on: "push in to a close-up"."""
_REACH: Final = 4
_SEEN_WITH: Final = frozenset({"point of view", "over the shoulder"})
_WHOSE: Final = frozenset({"of", "from", "behind", "through"})
_ONTO: Final = frozenset({"to", "onto", "on"})
_NEARING: Final = frozenset({"dolly in", "zoom in", "crash zoom"})
_FACES: Final = frozenset({"face", "eyes", "eye"})
_ENDS_ON: Final = frozenset({"", "on", "onto", "to", "towards", "into"})
_PULLED: Final = frozenset({"rack focus"})
_WHIPPED: Final = frozenset({"whip pan", "whip pan left"})


class Filming:
    """Gathers the camera's words of one sentence into its statement."""

    def __init__(self, grammar: Grammar, left: Leftovers, clauses: Clauses) -> None:
        self._grammar = grammar
        self._left = left
        self._clauses = clauses
        self._marks: dict[str, Mark] = {}
        self._waits = False
        self._whose = False
        self._ends_on = False

    def on(self, at: int, mark: Mark, owner: CastId | None = None) -> None:
        """A framing, a move or an angle: of the set-up under way, of another one after it, or one too many.

        owner: whose it is, as in "Hana's point of view".
        """
        self._on(at, mark)
        self._ends_on = mark.id in _PULLED and self._grammar.words(mark).endswith(" to")
        if mark.id in _SEEN_WITH and self._shooting().framing == mark.id:
            self._whose = owner is None and not self._grammar.words(mark).endswith("over-the-shoulder shot")
            if owner is not None:
                self._put(replace(self._shooting(), other=owner))

    def _on(self, at: int, mark: Mark) -> None:
        old = self._shooting().of(mark.kind)
        if old is None or old == mark.id:
            self._set(mark)
        elif self._comes_after(at, mark, old):
            self._next_set_up(at, mark)
        elif old in YIELDING:
            if old != "static":
                self._left.add(self._marks[mark.kind], LEFT_OUT[mark.kind])
            self._set(mark)
        elif mark.id != "static":
            self._left.add(mark, LEFT_OUT[mark.kind])

    def _comes_after(self, at: int, mark: Mark, old: str) -> bool:
        """As in "then tilt up", "push in to a close-up", "pans left and tilts up": another set-up after this one."""
        if mark.id in YIELDING:
            return False
        then = bool(self._grammar.words_before(at, _REACH) & _THEN)
        ends = mark.kind == "framings" and bool(self._shooting().move and self._grammar.words_before(at, 2) & _ENDING)
        joined = self._grammar.joint_before(at) in ("and", ",", ";", "as", "while")
        return then or ends or (mark.kind == "moves" and old not in YIELDING and joined)

    def aim(self, entity: EntityId, preposition: str = "") -> None:
        """Somebody or something is named: what the camera words before were about, if they still wait for it."""
        shooting = self._shooting()
        if self._whose and preposition in _WHOSE and shooting.subject is None:
            self._put(replace(shooting, other=entity))
        elif self._ends_on or (shooting.move in _PULLED and preposition in _ONTO and entity != shooting.subject):
            self._put(replace(shooting, other=entity))
            self._waits = False
        elif shooting.move in _WHIPPED and preposition == "to":
            self._put(replace(shooting, subject=entity))
        elif self._waits:
            self._put(replace(shooting, subject=entity))
            self._waits = False
        self._whose = self._ends_on = False

    def comes_close(self, part: str, preposition: str) -> None:
        """As in "slow push in on her face": a move that ends on a face ends close to it."""
        shooting = self._shooting()
        ends = preposition in _ENDS_ON and part in _FACES and shooting.move in _NEARING
        if ends and shooting.framing is None and self._clauses.verb is None:
            self._put(replace(shooting, framing="close-up"))

    def stop_waiting(self) -> None:
        """The camera is on something that is neither person nor thing."""
        self._waits = False

    def _shooting(self) -> Shooting:
        said = self._clauses.said
        return said.then[-1].shooting if said.then else said.shooting

    def _put(self, shooting: Shooting) -> None:
        said = self._clauses.said
        if said.then:
            said.then[-1] = replace(said.then[-1], shooting=shooting)
        else:
            said.shooting = shooting

    def _set(self, mark: Mark) -> None:
        shooting = self._shooting()
        words = (*shooting.words, (mark.id, self._left.written(mark)))
        self._put(replace(shooting, words=words, **{AXES[mark.kind]: mark.id}))
        self._marks[mark.kind] = mark
        self._waits = shooting.subject is None

    def _next_set_up(self, at: int, mark: Mark) -> None:
        """As in "then tilt up": what was done before belongs to the shot before."""
        end = self._grammar.end_before(at)
        if self._clauses.verb is not None:
            self._clauses.close(end)
        self._clauses.said.then.append(SetUp(end, Shooting()))
        self._set(mark)
