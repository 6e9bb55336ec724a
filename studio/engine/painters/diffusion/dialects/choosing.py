"""Dialects by the class of pipelines they are of."""

from collections.abc import Callable
from typing import Final

from studio.engine.painters.diffusion.dialects.dialect import Dialect
from studio.errors import InvalidRequest


def _wan_vace() -> Dialect:
    from studio.engine.painters.diffusion.dialects.wan_vace import WanVace

    return WanVace()


DIALECTS: Final[dict[str, Callable[[], Dialect]]] = {"WanVACEPipeline": _wan_vace}


def dialect_of(pipeline: str) -> Dialect:
    """The dialect of a class of pipelines.

    Raises:
        InvalidRequest: the studio does not speak it.
    """
    if pipeline not in DIALECTS:
        known = ", ".join(DIALECTS)
        raise InvalidRequest(f"The studio cannot paint with {pipeline or 'this model'}.", f"It can with {known}.")
    return DIALECTS[pipeline]()
