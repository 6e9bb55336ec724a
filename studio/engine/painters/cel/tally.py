"""How much has been drawn since the program began, for those who measure: take it before and after."""

from dataclasses import dataclass

import moderngl


@dataclass(frozen=True)
class Drawn:
    """Draw calls, and the triangles in them before anything is clipped or hidden."""

    calls: int = 0
    triangles: int = 0

    def since(self, before: "Drawn") -> "Drawn":
        """What was drawn after ``before``."""
        return Drawn(self.calls - before.calls, self.triangles - before.triangles)


class Tally:
    """Counts as it is drawn; one thread draws."""

    def __init__(self) -> None:
        self._calls = self._triangles = 0

    def add(self, vertices: int, mode: int = moderngl.TRIANGLES, instances: int = 1) -> None:
        """One draw call of so many vertices. Points are calls without triangles."""
        self._calls += 1
        if mode == moderngl.TRIANGLES:
            self._triangles += vertices // 3 * instances
        elif mode == moderngl.TRIANGLE_STRIP:
            self._triangles += (vertices - 2) * instances

    @property
    def now(self) -> Drawn:
        """All of it so far."""
        return Drawn(self._calls, self._triangles)


TALLY = Tally()
