"""The layers of truth beside the colour, drawn from the same geometry: depth, normal, line, id, pose and flow."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.background import View
from studio.engine.painters.cel.canvas import Canvas, put
from studio.engine.painters.cel.cast import Cast, Player
from studio.engine.painters.cel.keypoints import Evidence, posed_people
from studio.engine.painters.cel.pose import pose_block
from studio.engine.painters.cel.stage_set import StageSet
from studio.engine.painters.cel.targets import Layer, Targets
from studio.engine.painters.painter import PaintedFrame, Pass
from studio.engine.performance import Floats

Bytes = NDArray[np.uint8]
_SET = 1


@dataclass(frozen=True, eq=False)
class Moment:
    """Another frame of the shot: its number, and the bytes of its ``Scene`` block."""

    frame: int
    block: bytes


@dataclass(frozen=True, eq=False)
class Picture:
    """What the passes are of: the view, who may be in it (and everyone), and the moments beside this one.

    moment: the one so many frames on, None before the shot's first and after its last.
    """

    view: View
    seen: list[Player]
    everyone: list[Player]
    moment: Callable[[int], Moment | None]


class Passes:
    """Draws the passes asked for, after the colour was drawn, with the same blocks in place."""

    def __init__(self, canvas: Canvas, cast: Cast, stage_set: StageSet) -> None:
        self._canvas = canvas
        self._cast = cast
        self._stage_set = stage_set

    def paint(self, frame: PaintedFrame, wanted: frozenset[Pass], picture: Picture, targets: Targets) -> PaintedFrame:
        """The frame with the passes that are wanted. Lines first: they need the depth that the colour left."""
        if Pass.LINE in wanted:
            frame = replace(frame, line=self._line(picture, targets))
        numbers = self._numbers(picture, targets) if wanted & {Pass.ID, Pass.POSE} else None
        surface = self._surface(picture, targets) if wanted & {Pass.DEPTH, Pass.NORMAL, Pass.POSE} else None
        if Pass.ID in wanted:
            frame = replace(frame, id=numbers)
        if surface is not None:
            frame = _with_surface(frame, wanted, surface)
        if Pass.POSE in wanted and numbers is not None and surface is not None:
            evidence = Evidence(picture.view.lens, numbers, _metres(surface))
            frame = replace(frame, pose=posed_people(picture.seen, frame.index, evidence))
        if Pass.FLOW in wanted:
            ways = [self._flow(picture, picture.moment(step), targets) for step in (1, -1)]
            frame = replace(frame, flow_forward=ways[0], flow_backward=ways[1])
        return frame

    def _numbers(self, picture: Picture, targets: Targets) -> Bytes:
        def ready(player: Player, program: moderngl.Program) -> None:
            put(program, value=(player.role.number / 255,) * 4)

        _fresh(targets.picture)
        self._stage_set.truth(picture.view.scenery, picture.view.lens, "NUMBER", value=(_SET / 255,) * 4)
        self._cast.truth(picture.seen, "NUMBER", picture.view.effects.outlines, ready)
        return self._read(targets.picture)

    def _surface(self, picture: Picture, targets: Targets) -> Floats:
        """(H, W, 4) normal in the camera's axes and metres along the view; 0 where nothing is."""
        _fresh(targets.truth)
        self._stage_set.truth(picture.view.scenery, picture.view.lens, "SURFACE")
        self._cast.truth(picture.seen, "SURFACE", picture.view.effects.outlines, lambda _player, _program: None)
        return self._read_floats(targets.truth)

    def _flow(self, picture: Picture, moment: Moment | None, targets: Targets) -> Floats:
        """(H, W, 3), see ``PaintedFrame``; nothing is known beyond the ends of the shot."""
        if moment is None:
            return np.zeros((targets.size.height, targets.size.width, 3), np.float32)
        there = {player.role.number for player in picture.everyone if _there(player, moment.frame)}

        def ready(player: Player, program: moderngl.Program) -> None:
            role = player.role
            if role.dress_then is not None:
                role.dress_then(moment.frame)
            self._canvas.pose_then(pose_block(role.pose(moment.frame), np.zeros(3), role.number))
            # Somebody who changes clothes is two roles with one number and one body.
            known = role.number in there if role.figure else _there(player, moment.frame)
            put(program, known=float(known))

        view = picture.view
        self._canvas.light_then(moment.block)
        _fresh(targets.truth)
        self._stage_set.sky_flow(view.lens)
        self._stage_set.truth(view.scenery, view.lens, "FLOW", known=1.0)
        self._cast.truth(picture.seen, "FLOW", view.effects.outlines, ready)
        return np.ascontiguousarray(self._read_floats(targets.truth)[..., :3])

    def _line(self, picture: Picture, targets: Targets) -> Bytes:
        """White hulls and edges where they are seen; the set and the figures themselves hide what is behind."""
        view = picture.view
        frame = targets.picture.frame
        _fresh(targets.picture)
        self._stage_set.truth(view.scenery, view.lens, "NUMBER", inked=True, value=(0.0,) * 4)
        self._stage_set.lines(targets.picture, targets.tiles, view.lens, view.look, "TRUTH")
        frame.use()
        self._stage_set.truth(view.scenery, view.lens, "NUMBER", inked=False, value=(0.0,) * 4)
        self._cast.line_truth(picture.seen, view.effects.outlines)
        return self._read(targets.picture)

    def _read(self, layer: Layer) -> Bytes:
        """The first channel, top row first."""
        self._canvas.wait()
        return self._canvas.read(layer.over, 1, "f1")[::-1, :, 0]

    def _read_floats(self, layer: Layer) -> Floats:
        """All four channels, top row first."""
        self._canvas.wait()
        return self._canvas.read(layer.over, 4, "f4")[::-1]


def _fresh(layer: Layer) -> None:
    layer.frame.use()
    layer.frame.clear(0, 0, 0, 0, depth=1.0)


def _there(player: Player, frame: int) -> bool:
    return player.role.shown is None or bool(player.role.shown[frame])


def _metres(surface: Floats) -> Floats:
    """(H, W), inf where nothing is."""
    metres = surface[..., 3]
    return np.where(metres > 0, metres, np.float32(np.inf))


def _with_surface(frame: PaintedFrame, wanted: frozenset[Pass], surface: Floats) -> PaintedFrame:
    return replace(
        frame,
        depth=_metres(surface) if Pass.DEPTH in wanted else None,
        normal=np.ascontiguousarray(surface[..., :3]) if Pass.NORMAL in wanted else None,
    )
