from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from media_films import noise, numbered

from studio.engine.media.pass_files import PassWriter
from studio.engine.media.stem_files import read_stems, write_stems, write_wav
from studio.engine.painters.painter import PaintedFrame
from studio.engine.sound.stems import Stems
from studio.errors import DeviceLimit, MediaUnreadable


def test_stems_come_back_sample_for_sample(tmp_path: Path) -> None:
    stems = Stems(noise(3, 1), noise(3, 2) * 30, np.zeros((2, 0), np.float32))
    write_stems(tmp_path / "take", stems)
    again = read_stems(tmp_path / "take")
    for name, samples in stems.named().items():
        assert np.array_equal(again.named()[name], samples), name


def test_other_programs_can_read_the_wav(tmp_path: Path) -> None:
    samples = noise(5)
    write_wav(tmp_path / "effects.wav", samples)
    with av.open(tmp_path / "effects.wav") as sound:
        heard = np.concatenate([frame.to_ndarray() for frame in sound.decode(audio=0)], axis=1)
        assert sound.streams.audio[0].rate == 48_000
    assert np.array_equal(heard.reshape(-1, 2).T, samples)


def test_damaged_sounds_are_told(tmp_path: Path) -> None:
    write_stems(tmp_path, Stems(noise(3), noise(3), noise(3)))
    whole = (tmp_path / "effects.wav").read_bytes()
    for damaged in (whole[:-5], whole[:20], b"", b"junk" * 400, whole + b"more"):
        (tmp_path / "effects.wav").write_bytes(damaged)
        with pytest.raises(MediaUnreadable, match=r"effects\.wav"):
            read_stems(tmp_path)
    (tmp_path / "effects.wav").unlink()
    with pytest.raises(MediaUnreadable, match=r"effects\.wav"):
        read_stems(tmp_path)


def test_passes_are_pictures_that_hold_the_truth(tmp_path: Path) -> None:
    depth = np.full((48, 64), np.inf, np.float32)
    depth[:24] = 1.2345
    depth[:, :8] = 200.0
    line = np.zeros((48, 64), np.uint8)
    line[10] = 255
    numbers = np.full((48, 64), 3, np.uint8)
    frame = PaintedFrame(7, numbered(5), depth, line, numbers)
    PassWriter(tmp_path, "../s1").write(frame)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.png")}
    assert found == {f"{name}/_s1/000007.png" for name in ("colour", "depth", "line", "id")}
    read = {path.parts[-3]: cv2.imread(str(path), cv2.IMREAD_UNCHANGED) for path in tmp_path.rglob("*.png")}
    assert np.array_equal(read["colour"][:, :, ::-1], numbered(5))
    assert (read["depth"].dtype, read["depth"][0, 20], read["depth"][40, 20]) == (np.uint16, 1234, 0)
    assert read["depth"][0, 0] == 65535
    assert np.array_equal(read["line"], line)
    assert np.array_equal(read["id"], numbers)


def test_only_the_passes_that_are_there_are_written(tmp_path: Path) -> None:
    PassWriter(tmp_path, "s1").write(PaintedFrame(0, numbered(0)))
    assert [path.name for path in tmp_path.iterdir()] == ["colour"]


def test_places_that_cannot_be_written_are_told() -> None:
    with pytest.raises(DeviceLimit):
        PassWriter(Path("/proc/passes"), "s1").write(PaintedFrame(0, numbered(0)))
    with pytest.raises(DeviceLimit):
        write_wav(Path("/proc/none/effects.wav"), noise(1))
