"""Passes on disk: read back by other programs, by what passes.json says of them."""

import json
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from media_films import numbered

from studio.engine.media.pass_files import Entry, PassOrder, PassWriter, write_pass_index
from studio.engine.media.pass_layers import PassFormat, linear
from studio.engine.painters.painter import PaintedFrame, Pass, PosedPerson, Sight, Size
from studio.errors import DeviceLimit
from studio.timeline.film import ShotId

SHOT = ShotId("../s1")
LEGEND = (Entry(0, "", "nothing", "the sky", "#000000"), Entry(2, "hana", "cast", "Hana", "#ff8800"))
FOLDERS = {"colour", "depth", "normal", "line", "id", "pose", "flow_forward", "flow_backward"}


def whole_frame() -> PaintedFrame:
    depth = np.full((48, 64), np.inf, np.float32)
    depth[:24] = 1.2345
    depth[:, :8] = 200.0
    line = np.zeros((48, 64), np.uint8)
    line[10] = 255
    normal = np.zeros((48, 64, 3), np.float32)
    normal[:24] = (0.6, 0.0, 0.8)
    flow = np.zeros((48, 64, 3), np.float32)
    flow[:24] = (3.25, -100.375, 1)
    flow[0, 0] = (700.0, 0.0, 1)
    person = PosedPerson(2, np.full((130, 2), 20.0, np.float32), np.full(130, int(Sight.SEEN), np.uint8))
    numbers = np.full((48, 64), 2, np.uint8)
    return PaintedFrame(
        7, numbered(5), depth, line, numbers, normal, (person,), flow, flow * np.array([-1, -1, 1], np.float32)
    )


def written(folder: Path, form: PassFormat) -> dict[str, Path]:
    """The file of each pass, found by the patterns in passes.json."""
    order = PassOrder(folder, form=form)
    PassWriter(order, SHOT, LEGEND).write(whole_frame())
    write_pass_index(order, Size(64, 48), 24, [(SHOT, 8)])
    index = json.loads((folder / "passes.json").read_text("utf-8"))
    shot = index["shots"][0]
    assert (index["fps"], index["width"], index["height"], shot["frames"]) == (24, 64, 48, 8)
    found = {
        name: folder / (told["files"].replace("{shot}", shot["folder"]) % 7) for name, told in index["passes"].items()
    }
    assert set(found) == FOLDERS
    assert all(path.is_file() for path in found.values())
    return found


def values(folder: Path, name: str, path: Path) -> np.ndarray:
    told = json.loads((folder / "passes.json").read_text("utf-8"))["passes"][name]
    stored = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert stored.dtype == {8: np.uint8, 16: np.uint16}[told["bits"]]
    stored = stored[..., ::-1] if stored.ndim == 3 else stored
    return stored * told["scale"] + told["offset"]


def test_whole_numbers_come_back_by_the_scale_that_is_told(tmp_path: Path) -> None:
    files = written(tmp_path, PassFormat.PNG)
    read = {name: values(tmp_path, name, path) for name, path in files.items()}
    frame = whole_frame()
    assert np.array_equal(np.rint(read["colour"] * 255), frame.colour)
    assert read["depth"][0, 20] == pytest.approx(1.2345, abs=0.0005)
    assert (read["depth"][40, 20], read["depth"][0, 0]) == (0, pytest.approx(65.535))
    assert np.abs(read["normal"] - frame.normal).max() < 0.0001
    assert np.array_equal(read["line"], frame.line)
    assert np.array_equal(read["id"], frame.id)
    assert read["flow_forward"][5, 5, :2].tolist() == [3.25, -100.375]
    assert read["flow_backward"][5, 5, :2].tolist() == [-3.25, 100.375]
    stored = cv2.imread(str(files["flow_forward"]), cv2.IMREAD_UNCHANGED)
    assert [stored[row, column, 0] for row, column in ((5, 5), (40, 5), (0, 0))] == [1, 0, 0]
    assert read["pose"].any()


def exr(path: Path) -> np.ndarray:
    """Another program's reading of it, (H, W, channels) in file order R, G, B or one."""
    with av.open(path) as file:
        frame = next(file.decode(video=0))
    planes = frame.reformat(format="gbrpf32le") if frame.format.name != "grayf32le" else frame
    layers = [np.frombuffer(plane, np.float32).reshape(frame.height, -1)[:, : frame.width] for plane in planes.planes]
    return np.stack(layers if len(layers) == 1 else [layers[2], layers[0], layers[1]], -1)


def test_floating_point_comes_back_without_loss(tmp_path: Path) -> None:
    files = written(tmp_path, PassFormat.EXR)
    frame = whole_frame()
    assert {files[name].suffix for name in FOLDERS - {"line", "pose"}} == {".exr"}
    assert {files[name].suffix for name in ("line", "pose")} == {".png"}
    assert np.array_equal(exr(files["flow_forward"]), frame.flow_forward)
    assert np.array_equal(exr(files["flow_backward"]), frame.flow_backward)
    assert np.abs(exr(files["normal"]) - frame.normal).max() < 0.001
    assert np.abs(exr(files["colour"]) - linear(frame.colour)).max() < 0.001
    assert np.array_equal(single(files["depth"], "Z"), frame.depth)
    assert np.array_equal(single(files["id"], "Y"), frame.id)


def single(path: Path, channel: str) -> np.ndarray:
    import OpenEXR

    with OpenEXR.File(str(path)) as file:
        return file.channels()[channel].pixels.astype(np.float32)


def test_numbers_and_keypoints_are_told_beside_their_pictures(tmp_path: Path) -> None:
    files = written(tmp_path, PassFormat.PNG)
    entries = json.loads((files["id"].parent / "legend.json").read_text("utf-8"))
    assert entries[1] == {"number": 2, "id": "hana", "kind": "cast", "name": "Hana", "colour": "#ff8800"}
    pose = json.loads(files["pose"].with_suffix(".json").read_text("utf-8"))
    assert pose["people"][0]["id"] == "hana"
    assert pose["people"][0]["pose_keypoints_2d"][:3] == [20.0, 20.0, 1.0]


def test_only_the_passes_that_are_wanted_and_there_are_written(tmp_path: Path) -> None:
    order = PassOrder(tmp_path, frozenset({Pass.DEPTH, Pass.FLOW}))
    PassWriter(order, SHOT, LEGEND).write(whole_frame())
    assert {path.name for path in tmp_path.iterdir()} == {"depth", "flow_forward", "flow_backward"}
    write_pass_index(order, Size(64, 48), 24, [])
    assert set(json.loads((tmp_path / "passes.json").read_text("utf-8"))["passes"]) == {
        *("depth", "flow_forward", "flow_backward")
    }
    bare = tmp_path / "bare"
    PassWriter(PassOrder(bare, frozenset({Pass.COLOUR, Pass.DEPTH})), SHOT, LEGEND).write(PaintedFrame(0, numbered(0)))
    assert [path.name for path in bare.iterdir()] == ["colour"]


@pytest.mark.parametrize("form", list(PassFormat))
def test_places_that_cannot_be_written_are_told(form: PassFormat) -> None:
    order = PassOrder(Path("/proc/passes"), frozenset({Pass.DEPTH}), form)
    with pytest.raises(DeviceLimit):
        PassWriter(order, SHOT, LEGEND).write(whole_frame())
