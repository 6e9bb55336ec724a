"""Who makes what the painter draws: figures, faces, sets and props."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.character import Character
from studio.engine.media.gltf.thing import Thing
from studio.engine.models import guest_of, thing_of
from studio.engine.painters.cel.faces import FaceDrawing, paint_face, quantise
from studio.engine.painters.cel.figure import Figure
from studio.engine.painters.cel.figures import build_figure
from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props import build_prop
from studio.engine.painters.cel.scenery import Scenery
from studio.engine.painters.cel.sets import build_set
from studio.engine.performance import Face
from studio.timeline.film import CastMember, CharacterModel, Look, Prop, Setting, ThingModel


@dataclass(frozen=True)
class Makers:
    """What the painter asks of the other rooms.

    drawing: which face drawing a frame shows, coarse enough to be drawn once and used often.
    face: that drawing as (S, S, 4) uint8, straight alpha, row 0 at the crown, for a size S in pixels.
    scenery: a set for a setting and a seed, its ground so wet (0 to 1; None as the weather has it),
    these parts of it loose. prop: a thing, whole or with its lid as a joint of its own.
    guest, thing: the character and the prop of a model's file.
    """

    figure: Callable[[CastMember], Figure]
    drawing: Callable[[Face, int], FaceDrawing]
    face: Callable[[Look, FaceDrawing, int], NDArray[np.uint8]]
    scenery: Callable[[Setting, int, float | None, frozenset[str]], Scenery]
    prop: Callable[[Prop, bool], Mesh]
    guest: Callable[[CharacterModel], Character] = guest_of
    thing: Callable[[ThingModel], Thing] = thing_of


def house_makers() -> Makers:
    """The studio's own rooms."""
    return Makers(build_figure, quantise, paint_face, build_set, build_prop)
