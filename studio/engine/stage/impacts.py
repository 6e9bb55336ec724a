"""From the solver's contact forces to the events one hears: strikes, and rolling or sliding."""

import math
from dataclasses import dataclass

from studio.engine.performance import Contact, ContactKind
from studio.engine.stage.rotation import Doubles

STRIKE_SECONDS = 0.03
APART_SECONDS = 0.045
LEAST_SPEED = 0.10  # m/s: softer meetings are not heard
ROLL_SPEED = 0.12


@dataclass
class Meeting:
    """Two bodies in touch, from ``start`` on; ``last`` when they last touched."""

    start: float
    last: float
    place: tuple[float, float, float]
    mass: float
    impulse: float = 0.0
    weight: float = 0.0
    rolled: float = 0.0
    roll_start: float = 0.0
    pressed: float = 0.0
    closing: float = 0.0


@dataclass
class Ledger:
    """The meetings under way, by the two bodies' names, and the contacts told so far."""

    owners: dict[tuple[int, int], tuple[tuple[str, str], tuple[str, str]]]
    open: dict[tuple[str, str], Meeting]
    told: list[Contact]
    materials: dict[tuple[str, str], tuple[str, str]]

    @staticmethod
    def empty() -> "Ledger":
        """Nothing touches yet."""
        return Ledger({}, {}, [], {})

    def striking(self, time: float, since: float) -> bool:
        """Whether a young meeting has pressed a moment ago."""
        return any(time - m.start < STRIKE_SECONDS and time - m.last <= since for m in self.open.values())

    def young(self, pair: tuple[str, str], time: float) -> bool:
        """Whether two bodies, in any order, have just met or do not touch."""
        meeting = self.open.get(pair) or self.open.get((pair[1], pair[0]))
        return meeting is None or time - meeting.start < STRIKE_SECONDS

    def touch(
        self,
        pair: tuple[str, str],
        time: float,
        force: float,
        seconds: float,
        at: Doubles,
        mass: float,
        borne: float | None = None,
    ) -> Meeting:
        """Two bodies press on each other with a force (N) for some seconds.

        mass: of the lighter one, kg; borne: of the upper one, whose weight is no strike, where that is another.
        """
        meeting = self.open.get(pair)
        if meeting is None:
            meeting = Meeting(time, time, (float(at[0]), float(at[1]), float(at[2])), mass)
            self.open[pair] = meeting
        if time - meeting.start < STRIKE_SECONDS:
            meeting.impulse += force * seconds
            meeting.weight += (mass if borne is None else borne) * 9.81 * seconds
        meeting.pressed += force * seconds
        meeting.last = time
        return meeting

    def move(self, meeting: Meeting, time: float, seconds: float, speed: float) -> None:
        """A touching body moves along at a speed."""
        if speed > ROLL_SPEED:
            if meeting.rolled == 0.0:
                meeting.roll_start, meeting.pressed = time, 0.0
            meeting.rolled += seconds

    def part(self, time: float) -> None:
        """Tell of the meetings that are over."""
        over = [pair for pair, meeting in self.open.items() if time - meeting.last > APART_SECONDS]
        for pair in over:
            self._tell(pair, self.open.pop(pair))

    def close(self) -> tuple[Contact, ...]:
        """Tell of all that is left; every contact in time order."""
        for pair, meeting in self.open.items():
            self._tell(pair, meeting)
        self.open.clear()
        return tuple(sorted(self.told, key=lambda c: (c.time, c.bodies)))

    def _tell(self, pair: tuple[str, str], meeting: Meeting) -> None:
        kicked = meeting.impulse - meeting.weight
        if kicked > LEAST_SPEED * meeting.mass:
            self.told.append(
                Contact(meeting.start, meeting.place, round(kicked, 6), self.materials[pair], pair, ContactKind.STRIKE)
            )
        if meeting.rolled > 0.2:
            self.told.append(
                Contact(
                    meeting.roll_start, meeting.place, round(meeting.pressed, 6), self.materials[pair], pair,
                    ContactKind.SLIDE, round(meeting.rolled, 6),
                )
            )  # fmt: skip


def speeds(qvel: Doubles, address: int) -> float:
    """How fast a free body's centre moves, m/s."""
    return math.hypot(*qvel[address : address + 3].tolist())
