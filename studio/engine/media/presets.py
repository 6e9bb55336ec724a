"""What a film can be exported as: ``resources/export_presets.toml``, read and checked."""

import tomllib
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from studio.engine.painters.painter import Size
from studio.errors import InvalidRequest, MissingResource
from studio.resources import resource

USUAL: Final = "h264"
ASPECTS: Final = {"16:9": Fraction(16, 9), "9:16": Fraction(9, 16), "1:1": Fraction(1), "4:5": Fraction(4, 5)}
_FILE: Final = "export_presets.toml"


class PresetKind(Enum):
    """A film: picture, sound, captions, chapters. An animation: pictures alone. A sequence: a folder of pictures.

    Stems: a folder of sounds.
    """

    FILM = "film"
    ANIMATION = "animation"
    SEQUENCE = "sequence"
    STEMS = "stems"


class Encoding(Struct, frozen=True):
    """One encoder that can make a preset's picture. name: FFmpeg's; pixels: what it is fed, "" as the preset has it."""

    name: str
    title: str
    hardware: bool = False
    pixels: str = ""
    options: dict[str, str] = {}


class ExportPreset(Struct, frozen=True):
    """A way to export a film.

    suffix: of the file, "" for a folder. codec, pixels: of the picture as it reads back. tag: its four letters in the
    container where they are not the usual ones. sound: its codec. group, delay: see ``FilmForm``. encoders: best first;
    none: the takes are joined as they are. most_px, most_fps: 0 for as the film is. bytes_per_pixel: what a frame needs
    on the disk, roughly.
    """

    title: str
    about: str
    kind: PresetKind = PresetKind.FILM
    suffix: str = ""
    container: str = "mp4"
    codec: str = "h264"
    pixels: str = "yuv420p"
    tag: str = ""
    sound: str = "aac"
    group: int = 12
    delay: int = 0
    encoders: tuple[Encoding, ...] = ()
    most_px: int = 0
    most_fps: int = 0
    bytes_per_pixel: float = 0.1


@cache
def export_presets() -> dict[str, ExportPreset]:
    """Every preset by its name on the command line.

    Raises:
        MissingResource: the table is missing, or a line of it does not fit.
    """
    path = resource(_FILE)
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, ExportPreset])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/{_FILE} does not read: {fault}.", "Mend that line.") from fault


def preset_called(name: str) -> ExportPreset:
    """The preset of a name.

    Raises:
        InvalidRequest: there is none.
    """
    preset = export_presets().get(name.strip().lower())
    if preset is None:
        raise InvalidRequest(f"There is no export preset {name!r}.", f"Choose one of: {', '.join(export_presets())}.")
    return preset


def preset_for(target: Path) -> str:
    """The preset that a file's name asks for: the first with its ending, or the usual one."""
    suffix = target.suffix.lower()
    return next((name for name, preset in export_presets().items() if preset.suffix == suffix != ""), USUAL)


def shaped(size: Size, aspect: str) -> Size:
    """A size in another shape, its shorter side as before: 1280x720 in 9:16 is 720x1280.

    Raises:
        InvalidRequest: a shape that there is not.
    """
    ratio = ASPECTS.get(aspect.strip())
    if ratio is None:
        raise InvalidRequest(f"Films are not made in {aspect!r}.", f"Choose one of: {', '.join(ASPECTS)}.")
    short = min(size.width, size.height)
    wide, tall = (short * ratio, Fraction(short)) if ratio >= 1 else (Fraction(short), short / ratio)
    return Size(_even(wide), _even(tall))


def _even(side: Fraction) -> int:
    return 2 * round(side / 2)
