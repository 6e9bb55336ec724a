"""What the command line says of how a model is to paint."""

from collections.abc import Sequence
from pathlib import Path

from studio.engine.painters.catalogue import Dial
from studio.engine.painters.diffusion.choices import Choices, Control, Lora
from studio.errors import InvalidRequest, MissingResource


def choices_of(quality: str | None, control: str | None, loras: Sequence[str], keyframes: str | None) -> Choices:
    """The choices; what is not said is as usual.

    Raises:
        InvalidRequest, MissingResource: a LoRA that is not there or not said rightly.
    """
    return Choices(
        dial=Dial(quality) if quality else Dial.GOOD,
        control=Control(control) if control else None,
        loras=tuple(_lora(one) for one in loras),
        keyframes=keyframes or "",
    )


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
