"""A film is written, and read back with other eyes: PyAV directly, and ffprobe where there is one."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from media_films import FPS, SIZE, film, number_in

from studio.engine.media.export import write_film
from studio.engine.media.inspect import describe
from studio.engine.media.plan import Caption, Chapter, Clip, FilmPlan
from studio.engine.media.take_video import TakeWriter, read_frames
from studio.engine.painters.painter import Size
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, MediaUnreadable, Stopped

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for films, apart from their takes."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def write(plan: FilmPlan, target: Path) -> Path:
    write_film(plan, target, StopToken())
    return target


def sound_of(path: Path) -> np.ndarray:
    with av.open(path) as container:
        frames = list(container.decode(audio=0))
    assert frames[0].pts == 0
    return np.concatenate([frame.to_ndarray() for frame in frames], axis=1)


def test_every_frame_of_every_take_is_there_once_and_in_order(tmp_path: Path, out: Path) -> None:
    plan = film(tmp_path, (7, 1, 25, 12, 13))
    report = write_film(plan, out / "film.mp4", StopToken())
    assert [number_in(frame) for frame in read_frames(out / "film.mp4")] == list(range(58))
    assert (report.frames, report.duration) == (58, plan.duration)
    with av.open(out / "film.mp4") as container:
        times = [frame.time * FPS for frame in container.decode(video=0)]
    assert np.allclose(times, range(58), atol=1e-6)


def test_takes_are_joined_as_they_are(tmp_path: Path, out: Path) -> None:
    plan = film(tmp_path)
    write(plan, out / "film.mp4")
    taken = [bytes(p) for clip in plan.clips for p in _picture_packets(clip.take)]
    assert [bytes(p) for p in _picture_packets(out / "film.mp4")] == taken


def _picture_packets(path: Path) -> list[av.Packet]:
    with av.open(path) as container:
        return [packet for packet in container.demux(video=0) if packet.size]


@pytest.mark.parametrize("fps", [8, 24, 25, 60])
def test_a_flash_and_a_click_stay_together(tmp_path: Path, out: Path, fps: int) -> None:
    frames, flash = 2 * fps, fps + 3
    with TakeWriter(tmp_path / "flash.mp4", SIZE, fps) as take:
        for index in range(frames):
            take.write(np.full((SIZE.height, SIZE.width, 3), 255 if index == flash else 0, np.uint8))
    sound = np.zeros((2, frames * RATE // fps), np.float32)
    at = flash * RATE // fps
    sound[:, at : at + 60] = 0.7
    plan = FilmPlan("Flash", SIZE, fps, (Clip(tmp_path / "flash.mp4", frames),), sound)
    report = write_film(plan, out / "flash.mp4", StopToken())
    bright = [index for index, frame in enumerate(read_frames(out / "flash.mp4")) if frame.mean() > 128]
    heard = int(np.argmax(np.abs(sound_of(out / "flash.mp4")[0]) > 0.3))
    assert bright == [flash]
    assert abs(heard - at) <= 4, "on the sample, but for the encoder's softening"
    assert abs(report.offset) < 0.001


def test_the_sound_is_as_long_as_the_picture_and_sounds_the_same(tmp_path: Path, out: Path) -> None:
    plan = film(tmp_path, (30,))
    tone = 0.4 * np.sin(2 * np.pi * 440 * np.arange(plan.samples) / RATE)
    plan = replace(plan, sound=np.stack([tone, tone * 0.5]).astype(np.float32))
    heard = sound_of(write(plan, out / "film.mp4"))[:, : plan.samples]
    assert heard.shape == plan.sound.shape
    assert np.abs(heard - plan.sound)[:, 2000:-2000].max() < 0.02


@pytest.mark.parametrize("samples", [0, 1000, 200_000])
def test_sound_too_short_or_too_long_is_fitted(tmp_path: Path, out: Path, samples: int) -> None:
    plan = film(tmp_path, (30,), sound=np.full((2, samples), 0.1, np.float32))
    with av.open(write(plan, out / "film.mp4")) as container:
        stream = container.streams.audio[0]
        assert abs(stream.duration * stream.time_base - plan.duration) < 1e-4


def test_chapters_captions_and_labels_read_back(tmp_path: Path, out: Path) -> None:
    report = describe(write(film(tmp_path), out / "film.mp4"))
    assert [(c.title, c.start_s, c.end_s) for c in report.chapters] == [("Beach", 0, 0.333), ("夜の部屋", 0.333, 1.375)]
    assert [(c.text, c.start_s, c.end_s) for c in report.captions] == [
        ("There it {goes}!", 0.1, 0.5),
        ("待って\nWait", 0.7, 1.2),
    ]
    assert {name: report.metadata[name] for name in ("title", "artist", "comment")} == {
        "title": "The Ball 続き",
        "artist": "Hana",
        "comment": "A test",
    }
    json.dumps(report.values())


def test_lines_that_overlap_are_shown_together_with_their_speakers(tmp_path: Path, out: Path) -> None:
    lines = (Caption(0.1, 0.8, "Look!", "Hana"), Caption(0.5, 1.2, "Where?", "Ken"))
    report = describe(write(film(tmp_path, captions=lines), out / "film.mp4"))
    assert [(c.start_s, c.end_s, c.text) for c in report.captions] == [
        (0.1, 0.5, "Look!"),
        (0.5, 0.8, "Hana: Look!\nKen: Where?"),
        (0.8, 1.2, "Where?"),
    ]


def test_each_language_has_a_caption_track_of_its_own(tmp_path: Path, out: Path) -> None:
    lines = (
        Caption(0.1, 0.5, "There!", "Hana"),
        Caption(0.3, 0.9, "待って", "Ken", "jpn"),
        Caption(0.9, 1.2, "Wait", "Ken"),
    )
    path = write(film(tmp_path, captions=lines), out / "film.mp4")
    with av.open(path) as container:
        tracks = [(stream.index, stream.metadata["language"]) for stream in container.streams.subtitles]
        shown: dict[int, list[str]] = {}
        for packet in container.demux(*container.streams.subtitles):
            text = bytes(packet)[2:].decode("utf-8", "ignore")
            shown.setdefault(packet.stream.index, []).extend([text] if bytes(packet)[:2] > b"\0\0" else [])
    assert [language for _, language in tracks] == ["eng", "jpn"], "the language of most lines first"
    assert [text.split("\0")[0] for text in shown[tracks[0][0]]] == ["There!", "Wait"]
    assert [text.split("\0")[0] for text in shown[tracks[1][0]]] == ["待って"]
    told = [(one.text, one.language) for one in describe(path).captions]
    assert told == [("There!", "eng"), ("待って", "jpn"), ("Wait", "eng")], "every track is told, as it is seen"


def test_a_film_without_words_is_a_film(tmp_path: Path, out: Path) -> None:
    plan = film(tmp_path, (3,), chapters=(), captions=(), author="", comment="", sound=np.zeros((2, 6000), np.float32))
    report = describe(write(plan, out / "film.mp4"))
    assert [stream.kind for stream in report.streams] == ["video", "audio"]


def test_hundreds_of_scenes_and_strange_titles(tmp_path: Path, out: Path) -> None:
    plan = film(tmp_path, (30,))
    parts = [Chapter(f"Scene {n} " + "続" * 200 + "\0\n", n / 400, (n + 1) / 400) for n in range(500)]
    plan = replace(plan, chapters=tuple(parts), comment="x" * 5000)
    report = describe(write(plan, out / "film.mp4"))
    assert len(report.chapters) == 500
    assert report.chapters[499].title.startswith("Scene 499 続続")


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is the other eye")
def test_ffprobe_finds_a_film_that_plays_anywhere(tmp_path: Path, out: Path) -> None:
    write(film(tmp_path), out / "film.mp4")
    asked = [
        "ffprobe",
        "-v",
        "error",
        "-show_streams",
        "-show_format",
        "-show_chapters",
        "-count_frames",
        "-of",
        "json",
    ]
    result = subprocess.run([*asked, out / "film.mp4"], capture_output=True, text=True, check=True)
    assert result.stderr == ""
    found = json.loads(result.stdout)
    picture, sound, text = found["streams"][:3]
    assert (picture["codec_name"], picture["pix_fmt"], picture["nb_read_frames"]) == ("h264", "yuv420p", "33")
    assert {picture[f"color_{name}"] for name in ("space", "transfer", "primaries")} == {"bt709"}
    assert (picture["color_range"], picture["r_frame_rate"], picture["start_time"]) == ("tv", "24/1", "0.000000")
    assert (sound["codec_name"], sound["sample_rate"], sound["channels"]) == ("aac", "48000", 2)
    assert sound["start_time"] == "0.000000"
    assert (text["codec_name"], text["tags"]["language"]) == ("mov_text", "eng")
    assert [chapter["tags"]["title"] for chapter in found["chapters"]] == ["Beach", "夜の部屋"]
    assert abs(float(found["format"]["duration"]) - 33 / 24) < 0.001


def test_the_same_film_gives_the_same_bytes(tmp_path: Path, out: Path) -> None:
    plan = film(tmp_path)
    assert write(plan, out / "one.mp4").read_bytes() == write(plan, out / "two.mp4").read_bytes()


def test_a_player_can_start_before_the_file_has_come_in_full(tmp_path: Path, out: Path) -> None:
    data = write(film(tmp_path), out / "film.mp4").read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    assert len(data) < 200_000


# --- what goes wrong ------------------------------------------------------------------------------
def test_progress_is_told_up_to_the_end(tmp_path: Path, out: Path) -> None:
    heard: list[tuple[int, int]] = []
    write_film(film(tmp_path), out / "film.mp4", StopToken(), lambda done, total: heard.append((done, total)))
    assert heard[-1] == (66, 66)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


@pytest.mark.parametrize("after", [1, 20, 40, 60])
def test_stopping_leaves_the_film_that_was_there(tmp_path: Path, out: Path, after: int) -> None:
    (out / "film.mp4").write_bytes(b"the film before")
    stop = StopToken()
    with pytest.raises(Stopped):
        write_film(film(tmp_path), out / "film.mp4", stop, lambda done, _: stop.stop() if done >= after else None)
    _is_untouched(out)


def _is_untouched(out: Path) -> None:
    assert [path.name for path in out.iterdir()] == ["film.mp4"]
    assert (out / "film.mp4").read_bytes() == b"the film before"


def test_takes_that_do_not_fit_are_named_and_nothing_is_left(tmp_path: Path, out: Path) -> None:
    (out / "film.mp4").write_bytes(b"the film before")
    plan = film(tmp_path)
    junk = tmp_path / "junk.mp4"
    junk.write_bytes(b"junk" * 1000)
    with TakeWriter(tmp_path / "wide.mp4", Size(96, 48), FPS) as take:
        take.write(np.zeros((48, 96, 3), np.uint8))
    for clip, words in (
        (Clip(junk, 5, "s7"), "junk.mp4"),
        (Clip(tmp_path / "gone.mp4", 5, "s7"), "gone.mp4"),
        (Clip(tmp_path / "wide.mp4", 1, "s7"), "'s7' was encoded in another way"),
        (replace(plan.clips[0], frames=8), "'take0' has 7 frames, not 8"),
    ):
        with pytest.raises(MediaUnreadable, match=words):
            write(replace(plan, clips=(plan.clips[1], clip)), out / "film.mp4")
        _is_untouched(out)


def test_a_film_without_shots_is_refused(tmp_path: Path, out: Path) -> None:
    with pytest.raises(InvalidRequest, match="no shots"):
        write(film(tmp_path, (3,), clips=()), out / "film.mp4")


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path, out: Path) -> None:
    (out / "film.mp4").write_bytes(b"the film before")
    result = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(Path(__file__).parent), str(tmp_path), str(out)],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=False,
    )
    assert "The disk filled up" in result.stdout, result.stderr
    assert str(out / "film.mp4") in result.stdout
    _is_untouched(out)


# A limit on the size of files stands in for a full disk: the system refuses the write in the same way.
FULL_DISK = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from media_films import film
from studio.engine.media.export import write_film
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit
plan = film(Path(sys.argv[2]), (60, 60))
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
try:
    write_film(plan, Path(sys.argv[3]) / "film.mp4", StopToken())
except DeviceLimit as error:
    print(error.sentence)
"""
