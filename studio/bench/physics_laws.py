"""A law of nature, tried at several values of its parameter, and the figures that come of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from studio.bench.figures import Figure, at_most


@dataclass(frozen=True)
class Trial:
    """One value of the parameter: what was measured in the picture, and what the law says."""

    label: str
    measured: float
    expected: float

    @property
    def error(self) -> float:
        """Relative to what is expected."""
        return abs(self.measured - self.expected) / abs(self.expected)


@dataclass(frozen=True)
class Law:
    """A law and its trials. bar: the relative error allowed."""

    name: str
    unit: str
    bar: float
    trials: tuple[Trial, ...]

    @property
    def worst(self) -> float:
        """The largest relative error."""
        return max(trial.error for trial in self.trials)

    def figures(self) -> Sequence[Figure]:
        """The worst error against its bar, then every trial."""
        whole = at_most(f"{self.name}: worst of {len(self.trials)}", self.worst * 100, "%", self.bar * 100)
        return [whole, *(self._figure(trial) for trial in self.trials)]

    def _figure(self, trial: Trial) -> Figure:
        bar = f"{trial.expected:.4g} within {self.bar * 100:g}%, off by {trial.error * 100:.2f}%"
        return Figure(f"{self.name}, {trial.label}", trial.measured, self.unit, bar, trial.error <= self.bar)
