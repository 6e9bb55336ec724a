"""What ``main.py bench fuzz`` has found, each once."""

from pathlib import Path

import av
import numpy as np
import pytest

from studio.engine.media.inspect import describe
from studio.engine.media.take_video import TakeWriter
from studio.engine.painters.painter import Size
from studio.errors import ProjectUnreadable
from studio.timeline.film import Film
from studio.timeline.store import Project, read_film


def test_a_schema_that_is_no_text_is_damage(tmp_path: Path) -> None:
    folder = tmp_path / "film.tsuzuki"
    Project.create(folder, Film("Wave")).close()
    document = folder / "film.sqlite"
    data = document.read_bytes()
    document.write_bytes(data.replace(b"CREATE TABLE shots", b"CREATE \xff\xfeBLE shots"))
    with pytest.raises(ProjectUnreadable, match="damaged"):
        read_film(folder)
    with pytest.raises(ProjectUnreadable, match="damaged"):
        Project.open(folder)


def test_a_picture_in_a_code_that_nobody_knows_is_still_described(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with TakeWriter(path, Size(64, 48), 24) as take:
        take.write(np.full((48, 64, 3), 90, np.uint8))
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzzz").replace(b"avcC", b"zzzC"))
    described = describe(path)
    assert [(stream.kind, stream.codec) for stream in described.streams] == [("video", "")]


def test_a_sound_in_a_code_that_nobody_knows_is_still_described(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with av.open(path, "w") as film:
        stream = film.add_stream("aac", rate=48000)
        stream.codec_context.layout = "stereo"
        frame = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), "fltp", "stereo")
        frame.sample_rate, frame.pts = 48000, 0
        film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    path.write_bytes(path.read_bytes().replace(b"mp4a", b"zzzz").replace(b"esds", b"zzzS"))
    assert [(stream.kind, stream.codec) for stream in describe(path).streams] == [("audio", "")]
