"""Dialects by the class of pipelines they are of."""

from collections.abc import Callable
from typing import Final

from studio.engine.painters.diffusion.dialects.dialect import Dialect
from studio.errors import InvalidRequest


def _wan_vace() -> Dialect:
    from studio.engine.painters.diffusion.dialects.wan_vace import WanVace

    return WanVace()


def _wan_image_to_video() -> Dialect:
    from studio.engine.painters.diffusion.dialects.wan_image_to_video import WanImageToVideo

    return WanImageToVideo()


def _sdxl() -> Dialect:
    from studio.engine.painters.diffusion.dialects.sdxl import Sdxl

    return Sdxl()


def _flux2_klein() -> Dialect:
    from studio.engine.painters.diffusion.dialects.flux2_klein import Flux2Klein

    return Flux2Klein()


def _ltx2() -> Dialect:
    from studio.engine.painters.diffusion.dialects.ltx2 import Ltx2

    return Ltx2()


DIALECTS: Final[dict[str, Callable[[], Dialect]]] = {
    "WanVACEPipeline": _wan_vace,
    "WanImageToVideoPipeline": _wan_image_to_video,
    "StableDiffusionXLControlNetImg2ImgPipeline": _sdxl,
    "Flux2KleinPipeline": _flux2_klein,
    "LTX2InContextPipeline": _ltx2,
}


REGIONAL: Final = frozenset({"StableDiffusionXLControlNetImg2ImgPipeline"})
"""Those in which each reference acts at its own place within one call."""


def dialect_of(pipeline: str) -> Dialect:
    """The dialect of a class of pipelines.

    Raises:
        InvalidRequest: the studio does not speak it.
    """
    if pipeline not in DIALECTS:
        known = ", ".join(DIALECTS)
        raise InvalidRequest(f"The studio cannot paint with {pipeline or 'this model'}.", f"It can with {known}.")
    return DIALECTS[pipeline]()
