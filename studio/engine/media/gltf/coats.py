"""Materials as the cel painter uses them: a colour in light and one in shadow, and the line round it.

Source: glTF 2.0 section 3.9, ``VRMC_materials_mtoon`` 1.0, and MToon's properties in VRM 0.x.
"""

from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import msgspec
import numpy as np
from msgspec import Struct, field

from studio.engine.media.gltf.container import GltfFile
from studio.engine.media.gltf.faults import broken
from studio.engine.media.gltf.schema import Material, TextureInfo

RGB: TypeAlias = tuple[float, float, float]
Pair: TypeAlias = tuple[float, float]

_PLAIN_SHADE: Final = (0.72, 0.66, 0.80)  # of a material that says nothing of its shadow: darker, towards violet
_CENTIMETRE: Final = 0.01
_DEFAULT_INK: Final = (0.03, 0.02, 0.03)


@dataclass(frozen=True)
class Coat:
    """A material. Colours sRGB 0-1; pictures are numbers of images, None for white.

    offset, scale: of its texture coordinates. alpha: "OPAQUE", "MASK" (below cutoff is not there) or "BLEND".
    ink_m: width of its outline, metres. order: which of the blended is painted first.
    """

    name: str = ""
    lit: RGB = (0.8, 0.8, 0.8)
    picture: int | None = None
    shade: RGB = (0.58, 0.53, 0.64)
    shade_picture: int | None = None
    opacity: float = 1.0
    offset: Pair = (0.0, 0.0)
    scale: Pair = (1.0, 1.0)
    alpha: str = "OPAQUE"
    cutoff: float = 0.5
    two_sided: bool = False
    ink_m: float = 0.0
    ink: RGB = _DEFAULT_INK
    glow: RGB = (0.0, 0.0, 0.0)
    order: int = 0


class _Transform(Struct, frozen=True):
    offset: Pair = (0.0, 0.0)
    scale: Pair = (1.0, 1.0)


class _MToon(Struct, frozen=True, rename="camel"):
    """What the studio uses of ``VRMC_materials_mtoon``."""

    shade_color_factor: RGB = (1.0, 1.0, 1.0)
    shade_multiply_texture: TextureInfo | None = None
    outline_width_mode: str = "none"
    outline_width_factor: float = 0.0
    outline_color_factor: RGB = (0.0, 0.0, 0.0)
    render_queue_offset_number: int = 0


class OldMToon(Struct, frozen=True, rename="camel"):
    """A material's properties in VRM 0.x; colours are sRGB there."""

    name: str = ""
    shader: str = ""
    render_queue: int = 2000
    float_properties: dict[str, float] = field(default_factory=dict[str, float])
    vector_properties: dict[str, tuple[float, ...]] = field(default_factory=dict[str, tuple[float, ...]])
    texture_properties: dict[str, int] = field(default_factory=dict[str, int])


def coats_of(file: GltfFile, old: tuple[OldMToon, ...] = ()) -> tuple[Coat, ...]:
    """Every material of a file. old: VRM 0.x's properties, in the same order.

    Raises:
        MediaUnreadable: one refers to what is not there, or does not read.
    """
    return tuple(
        _old_coat(file, material, old[number]) if number < len(old) and "MToon" in old[number].shader
        else _coat(file, material)
        for number, material in enumerate(file.root.materials)
    )  # fmt: skip


def _coat(file: GltfFile, material: Material) -> Coat:
    base = material.pbr_metallic_roughness
    lit = encoded(base.base_color_factor[:3])
    picture = _picture(file, base.base_color_texture)
    told = converted(file, material.extensions.get("VRMC_materials_mtoon"), _MToon)
    place = _transform(file, base.base_color_texture)
    coat = Coat(
        name=material.name,
        lit=lit,
        picture=picture,
        shade=_times(lit, _PLAIN_SHADE),
        shade_picture=picture,
        opacity=float(base.base_color_factor[3]),
        offset=place.offset,
        scale=place.scale,
        alpha=material.alpha_mode,
        cutoff=material.alpha_cutoff,
        two_sided=material.double_sided,
        glow=encoded(material.emissive_factor),
    )
    if told is None:
        return coat
    return replace(
        coat,
        shade=encoded(told.shade_color_factor),
        shade_picture=_picture(file, told.shade_multiply_texture),
        ink_m=told.outline_width_factor if told.outline_width_mode != "none" else 0.0,
        ink=encoded(told.outline_color_factor),
        glow=(0.0, 0.0, 0.0),
        order=told.render_queue_offset_number,
    )


def _old_coat(file: GltfFile, material: Material, old: OldMToon) -> Coat:
    numbers, vectors, textures = old.float_properties, old.vector_properties, old.texture_properties
    colour = vectors.get("_Color", (1.0, 1.0, 1.0, 1.0))
    modes = ("OPAQUE", "MASK", "BLEND", "BLEND")
    mode = int(numbers.get("_BlendMode", 0))
    place = (*vectors.get("_MainTex", ()), 0.0, 0.0, 1.0, 1.0)[:4] if "_MainTex" in vectors else (0.0, 0.0, 1.0, 1.0)
    lined = numbers.get("_OutlineWidthMode", 0) > 0
    return Coat(
        name=material.name,
        lit=_three(colour),
        picture=_source(file, textures.get("_MainTex")),
        shade=_three(vectors.get("_ShadeColor", (0.97, 0.81, 0.86))),
        shade_picture=_source(file, textures.get("_ShadeTexture")),
        opacity=float(colour[3]) if len(colour) > 3 else 1.0,
        offset=(place[0], place[1]),
        scale=(place[2], place[3]),
        alpha=modes[mode] if 0 <= mode < len(modes) else "OPAQUE",
        cutoff=float(numbers.get("_Cutoff", 0.5)),
        two_sided=numbers.get("_CullMode", 2) == 0,
        ink_m=float(numbers.get("_OutlineWidth", 0.0)) * _CENTIMETRE if lined else 0.0,
        ink=_three(vectors.get("_OutlineColor", (0.0, 0.0, 0.0))),
        order=old.render_queue,
    )


def converted(file: GltfFile, value: Any, kind: Any) -> Any:
    """An extension's JSON as a struct; None stays None.

    Raises:
        MediaUnreadable: it is not as its specification has it.
    """
    if value is None:
        return None
    try:
        return msgspec.convert(value, kind, strict=False)
    except (msgspec.ValidationError, RecursionError) as fault:
        raise broken(file.path, f"an extension of it does not read ({fault})") from fault


def encoded(colour: tuple[float, ...]) -> RGB:
    """Linear light as sRGB 0-1. Source: IEC 61966-2-1."""
    red, green, blue = (
        12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
        for part in (min(1.0, max(0.0, float(part))) for part in colour[:3])
    )
    return red, green, blue


def _three(values: tuple[float, ...]) -> RGB:
    red, green, blue = (*(float(np.clip(value, 0, 1)) for value in values[:3]), 0.0, 0.0, 0.0)[:3]
    return red, green, blue


def _times(one: RGB, other: RGB) -> RGB:
    return one[0] * other[0], one[1] * other[1], one[2] * other[2]


def _transform(file: GltfFile, info: TextureInfo | None) -> _Transform:
    told = info.extensions.get("KHR_texture_transform") if info is not None else None
    return converted(file, told, _Transform) or _Transform()


def _picture(file: GltfFile, info: TextureInfo | None) -> int | None:
    return _source(file, None if info is None else info.index)


def _source(file: GltfFile, texture: int | None) -> int | None:
    """The image of a texture."""
    if texture is None:
        return None
    textures = file.root.textures
    if not 0 <= texture < len(textures):
        raise broken(file.path, f"a material refers to texture {texture}, and there are {len(textures)}")
    source = textures[texture].source
    if source is None:
        raise broken(file.path, f"texture {texture} is of a kind the studio does not know")
    return source
