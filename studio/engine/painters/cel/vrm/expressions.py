"""Expressions of an exported character: each slides the sheets of its face to other drawings.

A drawing is there or not, as animators draw: every expression is binary.
"""

from typing import Any

from studio.engine.media.gltf.humanoid import EMOTIONS, MOUTHS
from studio.engine.painters.cel.vrm.face_sheets import EYES, LIDS, MOUTH, PARTS, FacePart, mood_rows

Slide = tuple[FacePart, int, int]
"""A part of the face, and by how many columns and rows its sheet slides."""


def expressions(materials: dict[str, int]) -> dict[str, Any]:
    """The presets of ``VRMC_vrm``'s expressions. materials: the number of each face part's material."""
    found: dict[str, list[Slide]] = {"neutral": []}
    found |= {emotion: [(part, 0, mood_rows(part, emotion)) for part in PARTS] for emotion in EMOTIONS}
    found |= {mouth: [(MOUTH, number, 0)] for number, mouth in enumerate(MOUTHS, start=1)}
    found |= {"blinkLeft": [(LIDS, 1, 0)], "blinkRight": [(LIDS, 2, 0)], "blink": [(LIDS, 3, 0)]}
    found |= {"lookLeft": [(EYES, 1, 0)], "lookRight": [(EYES, 2, 0)]}
    found |= {"lookUp": [(EYES, 0, 1)], "lookDown": [(EYES, 0, 2)]}
    return {"preset": {name: _expression(slides, materials) for name, slides in found.items()}}


def look_at(eyes_above_head_m: float) -> dict[str, Any]:
    """The eyes follow in steps: a look of more than ten degrees is drawn."""
    range_map = {"inputMaxValue": 20.0, "outputScale": 1.0}
    names = ("HorizontalInner", "HorizontalOuter", "VerticalDown", "VerticalUp")
    return {
        "type": "expression",
        "offsetFromHeadBone": [0.0, eyes_above_head_m, 0.0],
        **{f"rangeMap{name}": range_map for name in names},
    }


def _expression(slides: list[Slide], materials: dict[str, int]) -> dict[str, Any]:
    binds = [
        {"material": materials[part.name], "scale": [1.0, 1.0], "offset": list(part.slide(column, row))}
        for part, column, row in slides
    ]
    told: dict[str, Any] = {"isBinary": True}
    return told | ({"textureTransformBinds": binds} if binds else {})
