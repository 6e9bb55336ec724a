"""``main.py render`` with clips: a video, a folder of pictures or a sound becomes a film; what cannot is refused."""

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from studio.cli.arguments import run


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Fifteen frames at 30 a second, from dark to light."""
    path = tmp_path / "clip.mp4"
    with av.open(path, "w") as file:
        stream = file.add_stream("libx264", rate=30, options={"crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(15):
            picture = np.full((48, 64, 3), 20 + 14 * number, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        file.mux(stream.encode(None))
    return path


def brightness(film: Path) -> list[float]:
    with av.open(film) as opened:
        return [float(frame.to_ndarray(format="rgb24").mean()) for frame in opened.decode(video=0)]


def test_a_clip_alone_becomes_a_film_at_its_own_pace(clip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = clip.with_name("film.mp4")
    assert run(["render", str(clip), "-o", str(target), "--size", "64x48"]) == 0
    found = brightness(target)
    assert len(found) == 15
    assert np.allclose(found, [20 + 14 * number for number in range(15)], atol=4)
    capsys.readouterr()
    assert run(["inspect", str(target)]) == 0
    told = capsys.readouterr().out
    assert "provenance: 1 shot of clips from files, which no painter here has drawn.\n" in told
    assert "drawn by" not in told
    assert "\nstream: kind video, codec h264, duration_s 0.5, " in told
    assert "{" not in told, "it is read by people"
    assert run(["render", str(clip), "-o", str(target), "--size", "64x48", "--fps", "10"]) == 0
    assert np.allclose(brightness(target), [20, 62, 104, 146, 188], atol=4), "each third frame, by the clock"


def test_a_folder_of_pictures_becomes_a_film(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(6):
        cv2.imwrite(str(folder / f"p{number}.png"), np.full((48, 64, 3), 40 * number, np.uint8))
    target = tmp_path / "film.mp4"
    assert run(["render", str(folder), "-o", str(target), "--size", "64x48", "--fps", "12"]) == 0
    assert np.allclose(brightness(target), [0, 40, 80, 120, 160, 200], atol=4)
    assert {one.name for one in tmp_path.iterdir()} == {"pictures", "film.mp4"}


def test_what_cannot_be_is_refused_in_one_line(clip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clip.with_name("cut.mp4").write_bytes(clip.read_bytes()[:200])
    clip.with_name("junk.mkv").write_bytes(b"\x1aE\xdf\xa3" + b"junk" * 50)
    target = ["-o", str(clip.with_name("film.mp4")), "--size", "64x48"]
    for asked, words in (
        (["render", str(clip.with_name("cut.mp4"))], "it is cut short"),
        (["render", str(clip.with_name("junk.mkv"))], "not a video or a sound that can be read"),
        (["remix", str(clip.with_name("none.mp4")), "--retake", "1"], "There is no file or folder at"),
        (["remix", str(clip.with_name("junk.mkv")), "-o", str(clip.with_name("a.tsuzuki"))], "can be read"),
        (["remix", str(clip.parent), "-o", str(clip.with_name("a.tsuzuki"))], "remixed where it lies"),
        (["render", str(clip), "--words", "snow"], "--words are for a still picture"),
        (["render", str(clip), "--passes", str(clip.with_name("passes"))], "A clip tells no depth"),
    ):
        assert run([*asked, *target] if asked[0] == "render" else asked) == 2
        line = capsys.readouterr().err
        assert words in line, line
        assert line.strip().count("\n") <= 1
