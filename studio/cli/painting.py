"""What the command line says of how a model is to paint."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.engine.painters.catalogue import Dial
from studio.engine.painters.diffusion.choices import Choices, Control, Lora
from studio.errors import InvalidRequest, MissingResource


@dataclass(frozen=True)
class PaintingWish:
    """What was said of it; what is not said is as usual. strength, held: percent.

    strength: how much of what is painted over is painted anew. held: how much the control holds it. together: people
    are painted in one call. sound: what the model sounds like is heard. promotes: the take that is painted finer.
    """

    quality: str | None = None
    control: str | None = None
    held: float | None = None
    strength: float | None = None
    loras: Sequence[str] = ()
    keyframes: str | None = None
    together: bool = False
    sound: bool = False
    promotes: Path | None = None

    def choices(self) -> Choices:
        """The choices.

        Raises:
            InvalidRequest, MissingResource: a share, or a LoRA, that is not there or not said rightly.
        """
        return Choices(
            dial=Dial(self.quality) if self.quality else Dial.GOOD,
            control=Control(self.control) if self.control else None,
            scale=_share("--held", self.held, 0.0, 1.0),
            strength=None if self.strength is None else _share("--strength", self.strength, 0.05, 1.0),
            loras=tuple(_lora(one) for one in self.loras),
            keyframes=self.keyframes or "",
            apart=not self.together,
            sound=self.sound,
            promotes=self.promotes,
        )


def _share(option: str, percent: float | None, least: float, usual: float) -> float:
    if percent is None:
        return usual
    if not least * 100 <= percent <= 100:
        raise InvalidRequest(f"{option} {percent:g} cannot be.", f"Give a percentage from {least * 100:g} to 100.")
    return percent / 100


def _lora(told: str) -> Lora:
    """``FILE`` or ``FILE=0.8``."""
    name, equals, strength = told.rpartition("=")
    if not equals:
        name, strength = told, "1"
    try:
        strong = float(strength)
    except ValueError as fault:
        raise InvalidRequest(
            f"{strength!r} is no strength of a LoRA.", "Write for instance style.safetensors=0.8."
        ) from fault
    if not Path(name).is_file():
        raise MissingResource(f"There is no LoRA at {name}.", "Check the path.")
    return Lora(Path(name).absolute(), strong)
