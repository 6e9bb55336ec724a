"""A film in every preset, read back with other eyes: PyAV's demuxer, Skia and OpenCV."""

import os
from dataclasses import replace
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
import skia
from media_films import FPS, film, number_in, numbered

from studio.engine.media.delivery import check_delivery, deliver
from studio.engine.media.encoders import Picture, chosen_encoder, encodes
from studio.engine.media.plan import Clip, FilmPlan
from studio.engine.media.presets import Encoding, ExportPreset, export_presets, preset_called, shaped
from studio.engine.media.segments import sweep
from studio.engine.media.take_video import TakeWriter, read_frames
from studio.engine.media.verify import ExportReport
from studio.engine.painters.painter import Size
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit, InvalidRequest, Stopped

LARGER = Size(128, 96)


@pytest.fixture
def plan(tmp_path: Path) -> FilmPlan:
    """Three shots that count from 0, large enough for every encoder."""
    (tmp_path / "takes").mkdir()
    (tmp_path / "out").mkdir()
    clips, start = list[Clip](), 0
    for number, frames in enumerate((7, 1, 25)):
        path = tmp_path / "takes" / f"{number}.mp4"
        with TakeWriter(path, LARGER, FPS) as take:
            for index in range(start, start + frames):
                take.write(np.repeat(np.repeat(numbered(index), 2, axis=0), 2, axis=1))
        clips.append(Clip(path, frames, str(number)))
        start += frames
    small = film(tmp_path, (7, 1, 25))
    return replace(small, clips=tuple(clips), size=LARGER)


def made(plan: FilmPlan, name: str, target: Path, stop: StopToken | None = None, after: int = 10**9) -> ExportReport:
    stop = stop or StopToken()
    steps = deliver(plan, preset_called(name), target, target.parents[1] / "takes" / "encoded", stop)
    while True:
        try:
            done, total = next(steps)
        except StopIteration as end:
            return end.value
        assert done <= total
        if done >= after:
            stop.stop()


@pytest.mark.parametrize(
    ("name", "codec", "tag", "pixels", "sound"),
    [
        ("hevc", "hevc", "hvc1", "yuv420p", "aac"),
        ("av1", "libdav1d", "av01", "yuv420p10le", "aac"),
        ("prores", "prores", "apch", "yuv422p10le", "pcm_s24le"),
    ],
)
def test_a_film_is_encoded_frame_for_frame(
    plan: FilmPlan, tmp_path: Path, name: str, codec: str, tag: str, pixels: str, sound: str
) -> None:
    target = tmp_path / "out" / f"film{preset_called(name).suffix}"
    report = made(plan, name, target)
    with av.open(target) as read:
        picture, heard = read.streams.video[0], read.streams.audio[0]
        context = picture.codec_context
        assert (context.name, context.codec_tag, context.pix_fmt) == (codec, tag, pixels)
        colours = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
        assert tuple(map(int, colours)) == (1, 1, 1, 1), "BT.709, limited range"
        assert heard.codec_context.name == sound
        assert [chapter["metadata"]["title"] for chapter in read.chapters()] == ["Beach", "夜の部屋"]
        assert read.metadata["title"] == "The Ball 続き"
    with av.open(target) as read:
        shown = [(frame.time, halved(frame.to_ndarray(format="rgb24"))) for frame in read.decode(video=0)]
    assert [number_in(picture) for _, picture in shown] == list(range(33))
    assert np.allclose([time * FPS for time, _ in shown], range(33), atol=1e-6)
    data = target.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat"), "a player can start before all has come in"
    assert any("software" in line or "graphics card" in line for line in report.lines)
    assert not (tmp_path / "takes" / "encoded").exists()


def halved(picture: np.ndarray) -> np.ndarray:
    return picture[::2, ::2]


def test_prores_keeps_the_sound_sample_for_sample(plan: FilmPlan, tmp_path: Path) -> None:
    made(plan, "prores", tmp_path / "out" / "film.mov")
    with av.open(tmp_path / "out" / "film.mov") as read:
        parts = [frame.to_ndarray().reshape(-1, 2).T / 2**31 for frame in read.decode(audio=0)]
    heard = np.concatenate(parts, axis=1)
    assert heard.shape == (2, plan.samples)
    assert np.abs(heard - plan.sound).max() < 2**-22


@pytest.mark.parametrize(("name", "rate"), [("gif", 12), ("webp", 24)])
def test_a_moving_picture_shows_the_film_at_its_pace(plan: FilmPlan, tmp_path: Path, name: str, rate: int) -> None:
    target = tmp_path / "out" / f"film.{name}"
    made(plan, name, target)
    codec = skia.Codec.MakeFromData(skia.Data.MakeWithCopy(target.read_bytes()))
    infos = list(codec.getFrameInfo())
    assert len(infos) == -(-33 * rate // 24)
    assert abs(sum(info.fDuration for info in infos) / 1000 - 33 / 24) < 0.05
    assert codec.getRepetitionCount() == -1, "it begins again for ever"
    if name == "gif":
        with av.open(target) as read:
            numbers = [number_in(halved(frame.to_ndarray(format="rgb24"))) for frame in read.decode(video=0)]
        assert numbers == list(range(0, 33, 2))


def test_a_sequence_is_a_folder_of_pictures_and_a_sound(plan: FilmPlan, tmp_path: Path) -> None:
    target = tmp_path / "out" / "film"
    made(plan, "png", target)
    names = sorted(path.name for path in target.iterdir())
    assert names == ["film.wav", *(f"film_{n:05}.png" for n in range(1, 34))]
    pictures = [cv2.imread(str(target / name))[::2, ::2, ::-1] for name in names[1:]]
    assert [number_in(picture) for picture in pictures] == list(range(33))
    with av.open(target / "film.wav") as read:
        assert sum(frame.samples for frame in read.decode(audio=0)) == 33 * RATE // FPS


@pytest.mark.parametrize("name", ["hevc", "png"])
def test_a_stopped_export_goes_on_from_where_it_was(plan: FilmPlan, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out" / f"film{preset_called(name).suffix}"
    with pytest.raises(Stopped):
        made(plan, name, target, after=15)
    assert list((tmp_path / "out").iterdir()) == []
    kept = {path: path.stat().st_mtime_ns for path in _files(tmp_path / "takes" / "encoded")}
    assert kept, "what is done is kept"
    steps = deliver(plan, preset_called(name), target, tmp_path / "takes" / "encoded", StopToken())
    next(steps)
    assert all(path.stat().st_mtime_ns == time for path, time in kept.items())
    steps.close()
    made(plan, name, target)
    if name == "hevc":
        assert [number_in(halved(frame)) for frame in read_frames(target)] == list(range(33))
    assert len(list(target.iterdir()) if target.is_dir() else [target]) == (34 if name == "png" else 1)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_encoder_that_the_machine_lacks_is_passed_over(plan: FilmPlan) -> None:
    missing = Encoding("hevc_of_no_machine", "Nobody's", hardware=True)
    there = preset_called("hevc").encoders[-1]
    preset = ExportPreset("Two", "", encoders=(missing, there), codec="hevc")
    assert not encodes(missing, Picture(preset, LARGER, FPS))
    assert chosen_encoder(Picture(preset, LARGER, FPS)) == there
    with pytest.raises(DeviceLimit, match="cannot encode None at 128x96"):
        chosen_encoder(Picture(ExportPreset("None", "", encoders=(missing,)), LARGER, FPS))


def test_places_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    for name, target, words in (
        ("hevc", "film.mov", "does not end in .mp4"),
        ("prores", "film.mp4", "does not end in .mov"),
        ("png", "full", "holds something already"),
    ):
        with pytest.raises(InvalidRequest, match=words):
            check_delivery(tmp_path / target, preset_called(name))
    with pytest.raises(InvalidRequest, match="no export preset 'vhs'"):
        preset_called("vhs")


def test_shapes_keep_the_shorter_side() -> None:
    for aspect, size in {"16:9": (1280, 720), "9:16": (720, 1280), "1:1": (720, 720), "4:5": (720, 900)}.items():
        assert shaped(Size(1280, 720), aspect) == Size(*size)
    with pytest.raises(InvalidRequest, match="not made in '3:2'"):
        shaped(Size(1280, 720), "3:2")


def test_every_preset_tells_what_it_is() -> None:
    assert list(export_presets()) == ["h264", "hevc", "av1", "prores", "gif", "webp", "png", "stems"]
    assert all(preset.title and preset.about for preset in export_presets().values())


def test_what_stopped_exports_left_is_kept_for_a_week(tmp_path: Path) -> None:
    rooms = {name: tmp_path / name for name in ("encoded-old", "encoded-new", "0123abcd")}
    for room in rooms.values():
        room.mkdir()
        (room / "shot.mp4").write_bytes(b"x")
    for name in ("encoded-old", "0123abcd"):
        os.utime(rooms[name], (0, 0))
    sweep(tmp_path, "encoded")
    assert {name for name, room in rooms.items() if room.exists()} == {"encoded-new", "0123abcd"}
