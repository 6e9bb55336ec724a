from pathlib import Path

import av
import numpy as np
import pytest
from media_films import noise

from studio.engine.media.stem_files import read_stems, write_stems, write_wav
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


def test_places_that_cannot_be_written_are_told() -> None:
    with pytest.raises(DeviceLimit):
        write_wav(Path("/proc/none/effects.wav"), noise(1))
