"""What an artist chooses of how a model paints. Light: the window knows it too."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from studio.engine.painters.catalogue import Dial, Setting


class Control(Enum):
    """Which layer of truth the control video is made of."""

    GREY = "grey"
    LINE = "line"
    DEPTH = "depth"
    SCRIBBLE = "scribble"
    POSE = "pose"


@dataclass(frozen=True)
class Lora:
    """A LoRA's file and how strongly it acts, 0 not at all to 1 as it was made. second: for a model's second expert."""

    path: Path
    strength: float = 1.0
    second: bool = False


@dataclass(frozen=True)
class Choices:
    """What the artist chose for a painter.

    control: what the control video is made of, None as the painter has it; scale: how much it holds the picture, 0 not
    at all to 1. device: as torch names it, "" the best there is. save_every_s: how much work a crash may cost at most.
    previews: whether what is being painted is shown. setting: instead of the dial's own. keyframes: the painter, by
    name or folder, that paints the first frame of each shot for this one to go on from; "" none.
    promotes: the folder of a take whose composition is kept: its latents are enlarged, and only the last ``anew`` of
    the way is painted again. strength: how much of what is painted over is painted anew, 0 nothing to 1 all of it; None
    as the painter has it. apart: each person is painted by themselves, so that two do not swap. sound: a painter that
    makes sound has it in the take, as a stem of its own.
    """

    dial: Dial = Dial.GOOD
    control: Control | None = None
    scale: float = 1.0
    device: str = ""
    save_every_s: float = 20.0
    preview_every_s: float = 1.0
    previews: bool = True
    loras: tuple[Lora, ...] = ()
    setting: Setting | None = None
    keyframes: str = ""
    promotes: Path | None = None
    anew: float = 0.5
    strength: float | None = None
    apart: bool = True
    sound: bool = False
