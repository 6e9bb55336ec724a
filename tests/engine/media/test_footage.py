"""Clips from elsewhere as shots: the right frame at every moment, upright, in sound, and what is broken is refused."""

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from clip_files import number_in, numbered, tone, video
from msgspec.structs import replace

from studio.engine.footage import footage_taken_in, kept_footage, sequence_joined
from studio.engine.media.video_files import VideoReader, read_sound
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.footage.painter import FootagePainting
from studio.engine.painters.painter import Size
from studio.engine.production import FilmOrder, make_film
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource
from studio.timeline.film import Film, Footage, ShotId
from studio.timeline.footage import add_footage, trim_footage

SIZE = Size(64, 48)


def painting(footage: Footage, size: Size = SIZE, fps: int = 24) -> FootagePainting:
    film = add_footage(Film(title="", fps=fps), footage, ShotId("clip"))
    (staged,) = stage_shots(film, Rehearsals(), StopToken())
    return FootagePainting(footage, staged.performance, size)


def shown(footage: Footage, count: int, fps: int = 24) -> list[int]:
    opened = painting(footage, fps=fps)
    numbers = [number_in(opened.frame(index).colour) for index in range(count)]
    opened.close()
    return numbers


def test_a_clip_of_the_films_own_rate_is_shown_frame_for_frame(tmp_path: Path) -> None:
    """Its timestamps are rounded to the millisecond, as phones have them: no frame is lost or doubled for that."""
    path = video(tmp_path / "clip.mp4", [round(n * 1000 / 24) for n in range(30)])
    footage, note = footage_taken_in(path)
    assert "no sound" in note
    assert round(footage.seconds * 24) == 30
    assert shown(footage, 30) == list(range(30))


def test_a_clip_of_uneven_pace_is_shown_by_its_clock(tmp_path: Path) -> None:
    times = [0, 30, 70, 300, 310, 700, 1000]
    footage, _ = footage_taken_in(video(tmp_path / "vfr.mkv", times, container="matroska"))
    wanted = [max(n for n, time in enumerate(times) if time <= index * 1000 / 24 + 9) for index in range(24)]
    assert shown(footage, 24) == wanted


def test_any_frame_can_be_asked_for_in_any_order(tmp_path: Path) -> None:
    path = video(tmp_path / "clip.mp4", [round(n * 1000 / 24) for n in range(100)])
    reader = VideoReader(path)
    for index in (90, 3, 50, 51, 0, 99, 12):
        picture = reader.at(Fraction(index, 24) + Fraction(1, 100)).to_ndarray(format="rgb24")
        assert number_in(picture) == index
    reader.close()
    assert number_in(reader.at(Fraction(1, 2) + Fraction(1, 100)).to_ndarray(format="rgb24")) == 12
    reader.close()


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_phones_clip_stands_upright(tmp_path: Path, turned: int) -> None:
    path = video(tmp_path / "phone.mp4", [0, 40, 80], (48, 64), turned=turned)
    with av.open(path) as read:
        assert next(read.decode(video=0)).rotation % 360 == -turned % 360, "it is as a phone writes it"
    opened = painting(footage_taken_in(path)[0], Size(48, 64))
    picture = opened.frame(1).colour
    opened.close()
    assert number_in(picture) == 1
    assert np.abs(picture.astype(int) - numbered(1, 48, 64)).mean() < 12


def test_odd_sizes_fill_the_picture_or_fit_into_it(tmp_path: Path) -> None:
    footage, _ = footage_taken_in(video(tmp_path / "odd.mp4", [0, 40, 80], (101, 31)))
    wide = painting(footage)
    assert (wide.frame(0).colour.mean(axis=2) > 5).all(), "no bars"
    wide.close()
    fitted = painting(replace(footage, fit="fit"))
    picture = fitted.frame(0).colour
    assert picture[:5].max() == 0
    assert picture[-5:].max() == 0
    assert number_in(picture[15:33]) == 0
    fitted.close()


def test_its_sound_is_at_its_place(tmp_path: Path) -> None:
    sound = np.zeros((2, 96_000), np.float32)
    sound[:, 48_000:52_800] = tone(0.1)
    path = video(tmp_path / "beep.mp4", [round(n * 1000 / 24) for n in range(48)], sound=sound)
    heard = read_sound(path, Fraction(1, 2), Fraction(1))
    loud = np.flatnonzero(np.abs(heard[0]) > 0.1)
    assert heard.shape == (2, 48_000)
    assert abs(int(loud[0]) - 24_000) < 100
    assert abs(int(loud[-1]) - 28_800) < 100


def test_a_sequence_of_pictures_is_a_clip_of_their_very_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(12):
        cv2.imwrite(str(folder / f"shot_{number}.png"), numbered(number, 64, 48)[..., ::-1])
    footage, _ = footage_taken_in(sequence_joined(folder, tmp_path / "joined.mov", 24))
    assert footage.seconds == Fraction(1, 2)
    assert shown(footage, 12) == list(range(12)), "2 comes before 10"
    cv2.imwrite(str(folder / "shot_12.png"), numbered(12, 32, 48))
    with pytest.raises(InvalidRequest, match="another size"):
        sequence_joined(folder, tmp_path / "again.mov", 24)
    assert not (tmp_path / "again.mov").exists()


def test_a_film_of_a_clip_shows_and_sounds_as_the_clip(tmp_path: Path) -> None:
    path = video(tmp_path / "clip.mp4", [round(n * 1000 / 24) for n in range(36)], sound=tone(1.5))
    footage, _ = footage_taken_in(path)
    film = add_footage(Film(title="Clip"), footage, ShotId("clip"))
    film = trim_footage(film, ShotId("clip"), Fraction(1, 4))
    painter = CelPainter()
    takes = TakeStore(tmp_path / "takes")
    making = make_film(film, FilmOrder(tmp_path / "film.mp4", SIZE), painter, takes, Rehearsals(), StopToken())
    for _ in making:
        pass
    painter.close()
    with av.open(tmp_path / "film.mp4") as read:
        numbers = [number_in(frame.to_ndarray(format="rgb24")) for frame in read.decode(video=0)]
    assert numbers == list(range(6, 36))
    with av.open(tmp_path / "film.mp4") as read:
        heard = np.concatenate([frame.to_ndarray() for frame in read.decode(audio=0)], axis=1)[0]
    spectrum = np.abs(np.fft.rfft(heard[4800:52_800]))
    assert abs(int(np.argmax(spectrum)) - 440) <= 1, "440 Hz"


def test_clips_are_kept_with_the_project_and_known_by_their_bytes(tmp_path: Path) -> None:
    footage, _ = footage_taken_in(video(tmp_path / "clip.mp4", [0, 40, 80]))
    folder = tmp_path / "Film.tsuzuki"
    folder.mkdir()
    steps = kept_footage(footage, folder)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            kept = end.value
            break
    assert (folder / kept.path).read_bytes() == (tmp_path / "clip.mp4").read_bytes()
    (tmp_path / "clip.mp4").write_bytes(b"another")
    with pytest.raises(MissingResource, match="not the one"):
        painting(footage)


def test_a_sound_is_a_shot_in_the_dark(tmp_path: Path) -> None:
    with av.open(tmp_path / "song.wav", "w") as file:
        stream = file.add_stream("pcm_s16le", rate=48_000, layout="stereo")
        whole = (tone(1.0).T * 32767).astype(np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(whole), "s16", "stereo")
        frame.sample_rate = 48_000
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    footage, _ = footage_taken_in(tmp_path / "song.wav")
    assert (footage.seen, footage.seconds) == (False, Fraction(1))
    assert painting(footage).frame(0).colour.max() == 0


def test_what_is_no_clip_is_refused_in_a_sentence(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "still.png"), numbered(0, 64, 48))
    whole = video(tmp_path / "whole.mp4", [0, 40, 80]).read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "junk.mp4").write_bytes(b"\x00\x00\x00\x18ftypisom" + bytes(range(256)) * 20)
    (tmp_path / "empty.mp4").write_bytes(b"")
    for name, words in (
        ("still.png", "is a still picture"),
        ("cut.mp4", "not a video or a sound that can be read"),
        ("junk.mp4", "not a video or a sound that can be read"),
        ("empty.mp4", "not a video or a sound that can be read"),
    ):
        with pytest.raises(MediaUnreadable, match=words):
            footage_taken_in(tmp_path / name)
    with pytest.raises(MissingResource, match="no file"):
        footage_taken_in(tmp_path / "gone.mp4")
