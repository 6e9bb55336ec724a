"""Recordings are devices; a machine without devices says so in a sentence."""

import sys
import wave
from pathlib import Path

import cv2
import numpy as np
import pytest

from studio.cameo.capture.devices import Device, is_virtual
from studio.cameo.capture.microphones import SystemMicrophone
from studio.cameo.capture.recorded import Followed, Pictures, VideoFile, picture_folder, wave_file
from studio.cameo.capture.webcams import Webcam, unopened
from studio.errors import DeviceLimit, MediaUnreadable


def picture(shade: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.full((48, 64, 3), (shade, 40, 200), np.uint8)


def test_a_folder_of_pictures_is_a_camera(tmp_path: Path) -> None:
    for number, shade in enumerate((10, 90, 170)):
        cv2.imwrite(str(tmp_path / f"{number:03}.png"), cv2.cvtColor(picture(shade), cv2.COLOR_RGB2BGR))
    camera = picture_folder(tmp_path, 10.0)
    frames = [camera.read() for _ in range(4)]
    assert [frame and frame.at for frame in frames] == [0.0, 0.1, 0.2, None]
    assert frames[1] is not None
    assert tuple(frames[1].picture[5, 5]) == (90, 40, 200)


def test_a_video_is_a_camera(tmp_path: Path) -> None:
    path = tmp_path / "clip.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 20.0, (64, 48))
    for shade in (0, 120, 240):
        writer.write(cv2.cvtColor(picture(shade), cv2.COLOR_RGB2BGR))
    writer.release()
    camera = VideoFile(path)
    frames = [camera.read() for _ in range(4)]
    camera.close()
    assert frames[3] is None
    assert frames[2] is not None
    assert frames[2].at == pytest.approx(0.1)
    assert abs(int(frames[2].picture[20, 20, 0]) - 240) < 12


def test_a_wave_file_is_a_microphone_that_keeps_to_its_camera(tmp_path: Path) -> None:
    path = tmp_path / "voice.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(np.repeat(np.arange(8000, dtype="<i2"), 2).tobytes())
    camera = Followed(Pictures([picture(0)] * 5, 4.0))
    microphone = wave_file(path, lambda: camera.at)
    heard = []
    while camera.read() is not None:
        heard.append(len(microphone.read()))
    assert heard == [0, 2000, 2000, 2000, 2000]


def test_what_is_no_recording_is_said(tmp_path: Path) -> None:
    path = tmp_path / "nothing.wav"
    path.write_bytes(b"no sound")
    with pytest.raises(MediaUnreadable, match="no wave file"):
        wave_file(path, lambda: 0.0)
    with pytest.raises(MediaUnreadable, match="no pictures"):
        picture_folder(tmp_path, 10)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the nodes of Linux")
def test_a_camera_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(DeviceLimit) as told:
        Webcam(Device("63", "Camera 64"))
    assert told.value.sentence == "No camera was found. Plug one in and choose Look again."


def test_why_a_camera_does_not_open_is_said_as_far_as_the_system_tells() -> None:
    camera = Device("0", "Webcam")
    assert "another program" in str(unopened(camera, (camera,), "linux"))
    assert "No camera" in str(unopened(camera, (), "linux"))
    for platform in ("darwin", "win32"):
        told = unopened(camera, (), platform)
        assert "Webcam could not be opened" in str(told)
        assert "privacy settings" in told.remedy


def test_a_microphone_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(DeviceLimit) as told:
        SystemMicrophone(Device("9999", "Microphone"))
    assert told.value.remedy.endswith(".")
    assert "\n" not in told.value.sentence


def test_programs_that_pass_for_cameras_are_known_by_name() -> None:
    assert is_virtual("OBS Virtual Camera")
    assert not is_virtual("Logitech BRIO")
