"""The clock of a shot while it is laid out: doings with their times, who is busy until when, how far the story is."""

from dataclasses import dataclass

from studio.engine.stage.ledger import Doing

LEAD_S = 0.3
FIRST_WORD_S = 0.15
GAP_S = 0.28
_TOUCHED = {"throw": 0.52, "drop": 0.45, "kick": 0.45, "give": 0.5, "topple": 0.48, "break": 0.48}
"""The share of a doing after which hand or foot touches the thing, or lets go of it."""
UNDERWAY_S = 0.5  # a newcomer's walk that opens a shot has begun before it


@dataclass(frozen=True)
class Cue:
    """A doing with its times, seconds of shot time."""

    doing: Doing
    start: float
    end: float


def touched(cue: Cue) -> float:
    """When the hand or the foot lets go of, takes or meets the thing."""
    return cue.start + _TOUCHED.get(cue.doing.family, 0.5) * (cue.end - cue.start)


@dataclass
class Clock:
    """Where each person is free again, and where the shot's story has got to.

    talk: when the next line may begin. begun: when the beats being laid began. ended: when all so far is over.
    lead: how long the shot waits before anything begins.
    """

    story: float
    free: dict[str, float]
    talk: float = FIRST_WORD_S
    begun: float = 0.0
    ended: float = 0.0
    lead: float = LEAD_S

    def wait(self) -> None:
        """The story goes on once all before is over."""
        self.story = max(self.story, self.ended, *self.free.values()) if self.free else max(self.story, self.ended)

    def ready(self, doing: Doing, bodies: tuple[str | None, ...]) -> float:
        """When a doing may begin: after whatever it depends on; a newcomer's walk has begun before the shot."""
        begins = self.story <= (self.lead if doing.family == "swim" else LEAD_S)
        if doing.underway and begins and doing.who not in self.free:
            return -UNDERWAY_S
        return max([self.story, *(self.free.get(body, 0.0) for body in bodies if body is not None)])

    def keep_busy(self, cue: Cue) -> None:
        """Whoever and whatever a cue needs is busy until it ends."""
        doing = cue.doing
        for body in (doing.who, doing.thing, doing.aim if doing.family == "give" else None):
            if body is not None:
                self.free[body] = max(self.free.get(body, 0.0), cue.end)
        self.ended = max(self.ended, cue.end)


def own_seconds(doing: Doing, scale: float) -> float:
    """How long a doing takes at this pace."""
    return min(max(doing.seconds * scale, doing.shortest), doing.longest)
