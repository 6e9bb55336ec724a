from pathlib import Path

import av
import numpy as np
import pytest
from media_films import SIZE, number_in, numbered, write_take

from studio.engine.media.preflight import check_size
from studio.engine.media.take_video import GROUP, TakeWriter, read_frames
from studio.engine.painters.painter import Size
from studio.errors import DeviceLimit, InvalidRequest, MediaUnreadable


def test_every_frame_comes_back_in_order(tmp_path: Path) -> None:
    write_take(tmp_path / "take.mp4", 0, 30)
    assert [number_in(frame) for frame in read_frames(tmp_path / "take.mp4")] == list(range(30))


@pytest.mark.parametrize(("start", "stop"), [(0, 1), (11, 14), (12, 13), (29, 30), (5, None), (30, None)])
def test_a_part_can_be_read(tmp_path: Path, start: int, stop: int | None) -> None:
    write_take(tmp_path / "take.mp4", 0, 30)
    found = [number_in(frame) for frame in read_frames(tmp_path / "take.mp4", start, stop)]
    assert found == list(range(start, stop or 30))


def test_colours_come_back(tmp_path: Path) -> None:
    bars = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0), (128, 128, 128), (200, 30, 90)]
    picture = np.repeat(np.array(bars, np.uint8), 32, axis=0)[None].repeat(64, axis=0)
    with TakeWriter(tmp_path / "bars.mp4", Size(picture.shape[1], 64), 24) as take:
        for _ in range(3):
            take.write(picture)
    for frame in read_frames(tmp_path / "bars.mp4"):
        for number, bar in enumerate(bars):
            patch = frame[16:48, number * 32 + 8 : number * 32 + 24].astype(int)
            assert np.abs(patch - bar).max() <= 4, bar


def test_the_picture_is_tagged_and_its_groups_are_short_and_closed(tmp_path: Path) -> None:
    write_take(tmp_path / "take.mp4", 0, 40)
    with av.open(tmp_path / "take.mp4") as take:
        context = take.streams.video[0].codec_context
        assert (context.pix_fmt, context.color_primaries, context.color_trc) == ("yuv420p", 1, 1)
        assert (context.colorspace, context.color_range) == (1, 1)
        packets = [packet for packet in take.demux(video=0) if packet.size]
    keys = [n for n, packet in enumerate(packets) if packet.is_keyframe]
    assert keys[0] == 0
    assert max(np.diff([*keys, 40])) <= GROUP
    assert all(packet.pts == packet.dts for packet in packets), "no frame waits for a later one"


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    write_take(tmp_path / "one.mp4", 0, 20)
    write_take(tmp_path / "two.mp4", 0, 20)
    write_take(tmp_path / "other.mp4", 1, 20)
    one, two, other = ((tmp_path / name).read_bytes() for name in ("one.mp4", "two.mp4", "other.mp4"))
    assert one == two
    assert one != other


@pytest.mark.parametrize("size", [Size(16, 16), Size(18, 16), Size(130, 98)])
def test_small_and_crooked_sizes_work(tmp_path: Path, size: Size) -> None:
    with TakeWriter(tmp_path / "take.mp4", size, 24) as take:
        take.write(np.full((size.height, size.width, 3), 200, np.uint8))
    (frame,) = read_frames(tmp_path / "take.mp4")
    assert frame.shape == (size.height, size.width, 3)
    assert np.abs(frame.astype(int) - 200).max() <= 3


@pytest.mark.parametrize(
    ("size", "instead"),
    [
        (Size(641, 360), "640x360"),
        (Size(640, 361), "640x360"),
        (Size(14, 14), "16x16"),
        (Size(0, 0), "16x16"),
        (Size(-2, 90), "16x90"),
        (Size(10_000, 360), "8192x360"),
        (Size(8192, 8192), "8192x4320"),
    ],
)
def test_sizes_that_cannot_be_are_refused_with_the_nearest_that_can(size: Size, instead: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        check_size(size)
    assert str(size) in refusal.value.sentence
    assert instead in refusal.value.sentence


def test_leaving_by_an_error_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "take.mp4").write_bytes(b"what was there")
    with pytest.raises(KeyError):
        _write_five_frames_and_fail(tmp_path / "take.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["take.mp4"]
    assert (tmp_path / "take.mp4").read_bytes() == b"what was there"


def _write_five_frames_and_fail(path: Path) -> None:
    with TakeWriter(path, SIZE, 24) as take:
        for number in range(5):
            take.write(numbered(number))
        raise KeyError


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeviceLimit, match=r"take\.mp4"):
        write_take(tmp_path / "no" / "take.mp4", 0, 5)


def test_damaged_takes_are_told(tmp_path: Path) -> None:
    whole = tmp_path / "take.mp4"
    write_take(whole, 0, 30)
    (tmp_path / "cut.mp4").write_bytes(whole.read_bytes()[:900])
    (tmp_path / "junk.mp4").write_bytes(b"junk" * 500)
    for name in ("cut.mp4", "junk.mp4", "missing.mp4"):
        with pytest.raises(MediaUnreadable, match=name):
            list(read_frames(tmp_path / name))
    with pytest.raises(MediaUnreadable, match="ends after 30 frames"):
        list(read_frames(whole, 10, 40))


def test_groups_copied_from_another_take_are_as_if_encoded_again(tmp_path: Path) -> None:
    write_take(tmp_path / "first.mp4", 0, 40)
    frames = [numbered(number if not GROUP <= number < 2 * GROUP else 200) for number in range(40)]
    with TakeWriter(tmp_path / "whole.mp4", SIZE, 24) as whole, TakeWriter(tmp_path / "some.mp4", SIZE, 24) as some:
        for frame in frames:
            whole.write(frame)
        some.copy(tmp_path / "first.mp4", 0)
        for frame in frames[GROUP : 2 * GROUP]:
            some.write(frame)
        for group in (2, 3):
            some.copy(tmp_path / "first.mp4", group)
    assert (tmp_path / "some.mp4").read_bytes() == (tmp_path / "whole.mp4").read_bytes()
    assert [number_in(frame) for frame in read_frames(tmp_path / "some.mp4")] == [number_in(frame) for frame in frames]
