"""Passes as files, one a frame: ``FOLDER/PASS/SHOT/000000.png``, with ``passes.json`` that says how to read them."""

import colorsys
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np

from studio.engine.media.exr import write_exr
from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.pass_layers import LayerKind, PassFormat, Picture, layer_kinds, stored
from studio.engine.painters.openpose import draw_pose, pose_json
from studio.engine.painters.painter import PaintedFrame, Pass, PosedPerson, Size
from studio.engine.performance import SUBJECT, Performance
from studio.timeline.film import ShotId

# The fastest: passes are many, and disks are larger than patience.
_COMPRESSION = [cv2.IMWRITE_PNG_COMPRESSION, 1]
RELATIVE = "relative: a still picture tells no metres; its subject is put at 2 m, all else is in proportion to that"
_GOLDEN = 0.618034


@dataclass(frozen=True)
class PassOrder:
    """Which passes to write, where, and in what format."""

    folder: Path
    wanted: frozenset[Pass] = frozenset(Pass)
    form: PassFormat = PassFormat.PNG


class Entry(msgspec.Struct, frozen=True):
    """What a number of the id pass stands for. kind: nothing, set, cast, prop, or the subject of a still.

    colour: a hex one of its own.
    """

    number: int
    id: str
    kind: str
    name: str
    colour: str


def legend(performance: Performance) -> tuple[Entry, ...]:
    """Every number that the id pass of a shot can hold."""
    names = {str(track.prop.id): ("prop", track.prop.name) for track in performance.props}
    names |= {str(actor.member.id): ("cast", actor.member.name) for actor in performance.actors}
    if performance.filmed is not None:
        names = {str(SUBJECT): ("subject", performance.filmed.still.name)}
    fixed = (
        Entry(0, "", "nothing", "the sky", "#000000"),
        Entry(1, "", "set", performance.setting.place, "#808080"),
    )
    return fixed + tuple(
        Entry(number, str(entity), *names[str(entity)], _colour(number))
        for entity, number in performance.id_numbers.items()
    )


class PassWriter:
    """Writes every pass asked for that a shot's frames carry, and the legend of its numbers."""

    def __init__(self, order: PassOrder, shot: ShotId, entries: Sequence[Entry]) -> None:
        self._order = order
        self._shot = folder_name(shot)
        self._names = {entry.number: entry.id for entry in entries}
        if Pass.ID in order.wanted:
            self._put(order.folder / "id" / self._shot / "legend.json", msgspec.json.encode(list(entries)))

    def write(self, frame: PaintedFrame) -> None:
        """Write the passes of one frame.

        Raises:
            DeviceLimit: the disk is full or cannot be written.
        """
        for name, kind in layer_kinds().items():
            value = getattr(frame, name)
            if value is not None and Pass(kind.of) in self._order.wanted:
                self._layer(name, frame.index, self._pose(value, frame) if name == "pose" else value)

    def _pose(self, people: tuple[PosedPerson, ...], frame: PaintedFrame) -> Picture:
        """The drawn keypoints; told in JSON too."""
        height, width = frame.colour.shape[:2]
        size = Size(width, height)
        self._put(self._path("pose", frame.index, "json"), pose_json(people, self._names, size))
        return draw_pose(people, size)

    def _layer(self, name: str, index: int, picture: Picture) -> None:
        how = layer_kinds()[name].storage(self._order.form)
        path = self._path(name, index, how.extension)
        values = stored(name, picture, self._order.form)
        if how.extension == "png":
            _, data = cv2.imencode(".png", np.ascontiguousarray(_bgr(values)), _COMPRESSION)
            self._put(path, data.tobytes())
        else:
            with told_plainly(path):
                path.parent.mkdir(parents=True, exist_ok=True)
            write_exr(path, values, how.channels)

    def _path(self, name: str, index: int, extension: str) -> Path:
        return self._order.folder / name / self._shot / f"{index:06d}.{extension}"

    def _put(self, path: Path, data: bytes) -> None:
        with told_plainly(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def write_pass_index(
    order: PassOrder,
    size: Size,
    fps: int,
    shots: Sequence[tuple[ShotId, int]],
    stills: Container[ShotId] = frozenset[ShotId](),
) -> None:
    """Write ``passes.json``: how to read every file of the folder.

    Args:
        shots: each with its number of frames. stills: those made of a picture, whose depth is in proportion only.

    Raises:
        DeviceLimit: the disk is full or cannot be written.
    """
    kinds = {name: kind for name, kind in layer_kinds().items() if Pass(kind.of) in order.wanted}
    told = {
        "version": 1,
        "width": size.width,
        "height": size.height,
        "fps": fps,
        "time": "file n of a shot shows n / fps seconds of it, counted from 0",
        "alignment": "row 0 is the top; pixel (x, y) of every pass is the same pixel; pixel centres are at .5",
        "shots": [_shot_told(shot, frames, is_still=shot in stills) for shot, frames in shots],
        "passes": {name: _told(name, kind, order.form) for name, kind in kinds.items()},
    }
    path = order.folder / "passes.json"
    with told_plainly(path):
        order.folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1))


def _shot_told(shot: ShotId, frames: int, *, is_still: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"id": shot, "folder": folder_name(shot), "frames": frames}
    return {**told, "depth": RELATIVE} if is_still else told


def folder_name(shot: ShotId) -> str:
    """The name of a shot's folder."""
    return re.sub(r"[^\w.-]", "_", shot).lstrip(".") or "shot"


def _told(name: str, kind: LayerKind, form: PassFormat) -> dict[str, Any]:
    how = kind.storage(form)
    beside = {"id": {"legend": "id/{shot}/legend.json"}, "pose": {"keypoints": "pose/{shot}/%06d.json"}}
    return {
        "files": f"{name}/{{shot}}/%06d.{how.extension}",
        **beside.get(name, {}),
        "what": kind.what,
        "unit": kind.unit,
        "axes": kind.axes,
        **msgspec.to_builtins(how),
        "scale": how.scale,
        "offset": how.offset,
        "colour_space": how.colour_space or kind.colour_space,
    }


def _bgr(picture: Picture) -> Picture:
    """OpenCV's order of channels."""
    return picture[:, :, ::-1] if picture.ndim == 3 else picture


def _colour(number: int) -> str:
    red, green, blue = colorsys.hsv_to_rgb(number * _GOLDEN % 1, 0.65, 0.95)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
