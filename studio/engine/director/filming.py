"""The camera's words: one set-up for each shot, on whoever is named next."""

from typing import Final

from msgspec.structs import replace

from studio.engine.director.clauses import Clauses
from studio.engine.director.grammar import Grammar
from studio.engine.director.noticing import Leftovers
from studio.engine.director.senses import Mark
from studio.engine.director.statement import AXES, LEFT_OUT, YIELDING, SetUp, Shooting
from studio.timeline.film import EntityId

_THEN: Final = frozenset({"then", "before", "finally"})
_REACH: Final = 4


class Filming:
    """Gathers the camera's words of one sentence into its statement."""

    def __init__(self, grammar: Grammar, left: Leftovers, clauses: Clauses) -> None:
        self._grammar = grammar
        self._left = left
        self._clauses = clauses
        self._marks: dict[str, Mark] = {}
        self._waits = False

    def on(self, at: int, mark: Mark) -> None:
        """A framing, a move or an angle: of the set-up under way, of another one after it, or one too many."""
        old = self._shooting().of(mark.kind)
        if old is None or old == mark.id:
            self._set(mark)
        elif self._grammar.words_before(at, _REACH) & _THEN and mark.id not in YIELDING:
            self._next_set_up(at, mark)
        elif old in YIELDING:
            if old != "static":
                self._left.add(self._marks[mark.kind], LEFT_OUT[mark.kind])
            self._set(mark)
        elif mark.id != "static":
            self._left.add(mark, LEFT_OUT[mark.kind])

    def aim(self, entity: EntityId) -> None:
        """Somebody or something is named: what the camera words before were about, if they still wait for it."""
        if self._waits:
            self._put(replace(self._shooting(), subject=entity))
            self._waits = False

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
