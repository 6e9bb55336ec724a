"""What the export dialog asks of the engine before it exports, and what it is told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.engine.painters.painter import Size

if TYPE_CHECKING:
    from studio.engine.jobs import JobId


@dataclass(frozen=True)
class FindEncoder:
    """Ask which encoder a preset would use at a size, by trying; ends with EncoderFound. Latest wins."""

    preset: str
    size: Size
    fps: int


@dataclass(frozen=True)
class EncoderFound:
    """Which encoder it is, for people; ``job`` is the asking one's number."""

    job: "JobId"
    preset: str
    title: str
