"""A shot that is only looked at in another way is the shot it would be if it were played out from nothing."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest
from msgspec import Struct
from msgspec.structs import replace

from studio.engine.director import direct
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Camera, Film

FILM = direct(
    "Scene 1: A red ball rolls to Hana on the beach and she kicks it to Ren in the wind.\n"
    "Scene 2: Hana waves to Ren in the kitchen."
)
WARM = Rehearsals()
OTHERWISE: dict[str, dict[str, Any]] = {
    "a close-up of Hana": {"camera": Camera("close-up", "dolly in", "low angle", FILM.cast[0].id)},
    "over a shoulder": {"camera": Camera("over the shoulder", "static", "eye level", FILM.cast[0].id)},
    "another look": {"look": "noir"},
    "exaggerated": {"physics": 1.0},
}


def leaves(value: Any) -> Iterator[bytes]:
    """Everything a value is made of, bit for bit."""
    match value:
        case np.ndarray():
            yield np.ascontiguousarray(value).tobytes()
        case dict():
            for key in sorted(value, key=repr):
                yield repr(key).encode()
                yield from leaves(value[key])
        case tuple():
            for each in value:
                yield from leaves(each)
        case Struct():
            yield repr(value).encode()
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from leaves(getattr(value, field.name))
        case _:
            yield repr(value).encode()


def performed(film: Film, rehearsals: Rehearsals) -> bytes:
    staged = stage_shots(film, rehearsals, StopToken())
    return b"\n".join(leaf for one in staged for leaf in leaves((one.performance, one.after, one.notes)))


def filmed(film: Film, changes: dict[str, Any]) -> Film:
    scenes = [replace(scene, shots=tuple(replace(shot, **changes) for shot in scene.shots)) for scene in film.scenes]
    return replace(film, scenes=tuple(scenes))


@pytest.mark.parametrize("how", OTHERWISE)
def test_a_shot_filmed_in_another_way_is_as_if_played_anew(how: str) -> None:
    film = filmed(FILM, OTHERWISE[how])
    before = performed(FILM, WARM)
    again = performed(film, WARM)
    assert again == performed(film, Rehearsals())
    assert again != before
