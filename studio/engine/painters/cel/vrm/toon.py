"""Materials of an exported character: ``VRMC_materials_mtoon`` 1.0, toned as the cel painter does."""

from dataclasses import dataclass
from typing import Any, Final

from studio.engine.media.gltf.schema import Material, Roughness, TextureInfo

_TERMINATOR: Final = -0.06  # the painter's shadow begins where half Lambert is 0.515 to 0.545
_HARDNESS: Final = 0.95
_INK_HEADS: Final = 0.009  # of a line of relative width 1


@dataclass(frozen=True)
class Coat:
    """How a part is painted: its two textures, relative ink width, and the ink's colour (linear)."""

    name: str
    lit: int
    shade: int
    ink: float = 0.0
    ink_colour: tuple[float, float, float] = (0.1, 0.08, 0.1)
    film: int | None = None


def material(coat: Coat, unit_m: float) -> Material:
    """The material of a part; ``film``: it is laid over the face, as the n-th from the skin."""
    mtoon: dict[str, Any] = {
        "specVersion": "1.0",
        "transparentWithZWrite": False,
        "renderQueueOffsetNumber": coat.film or 0,
        "shadeColorFactor": [1.0, 1.0, 1.0],
        "shadeMultiplyTexture": {"index": coat.shade},
        "shadingShiftFactor": _TERMINATOR,
        "shadingToonyFactor": _HARDNESS,
        "giEqualizationFactor": 0.9,
        "outlineWidthMode": "worldCoordinates" if coat.ink else "none",
        "outlineWidthFactor": _INK_HEADS * unit_m * coat.ink,
        "outlineColorFactor": list(coat.ink_colour),
        "outlineLightingMixFactor": 0.5,
    }
    return Material(
        name=coat.name,
        pbr_metallic_roughness=Roughness(
            base_color_texture=TextureInfo(index=coat.lit), metallic_factor=0.0, roughness_factor=1.0
        ),
        alpha_mode="OPAQUE" if coat.film is None else "BLEND",
        double_sided=False,
        extensions={"VRMC_materials_mtoon": mtoon},
    )


def linear(colour: tuple[float, float, float]) -> tuple[float, float, float]:
    """An sRGB colour, 0-1, as linear light: so glTF's factors are. Source: IEC 61966-2-1."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return red, green, blue
