"""A recording speaks a line: what is heard, what the mouth does, what is painted anew, and what is refused."""

import dataclasses
from collections.abc import Generator
from pathlib import Path

import av
import numpy as np
import pytest

from studio.bench.lipsync import Spoken, recorded
from studio.engine.director import direct
from studio.engine.dubs import recording_taken_in, voices_brought_in
from studio.engine.jobs import Dub, Dubbed, JobId
from studio.engine.media.stem_files import write_wav
from studio.engine.media.take_video import GROUP, read_frames
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.production import FilmOrder, make_take, take_record
from studio.engine.sound.stems import RATE
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.engine.takes import Take, TakeStore
from studio.engine.workshop import Workshop
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource
from studio.timeline.dubbing import dub_line, lines_of
from studio.timeline.film import Film

TEXT = "It still hasn't stopped raining."
SCRIPT = f"INT. CLASSROOM - EVENING\n\nHana sits by the window.\n\nHANA\n{TEXT}\n"
SMALL = Size(96, 54)
QUICK, SLOW = ("m3", "40", "190"), ("m3", "40", "90")


@pytest.fixture(scope="module")
def film() -> Film:
    return direct(SCRIPT)


@pytest.fixture(scope="module")
def painter() -> Generator[CelPainter]:
    painter = CelPainter()
    yield painter
    painter.close()


def voice(path: Path, manner: tuple[str, str, str] = QUICK, text: str = TEXT) -> Path:
    """A file of somebody saying something, with silence around it and a little noise."""
    samples = recorded(Spoken("en", text), manner, 35.0).voice
    write_wav(path, np.stack([samples, samples]))
    return path


def staged(film: Film) -> Staged:
    return next(iter(stage_shots(film, Rehearsals(), StopToken())))


def spoken_in(film: Film, path: Path) -> Film:
    return dub_line(film, film.shots[0].id, 0, recording_taken_in(path))


def test_a_recording_is_heard_without_its_silence_and_as_loud_as_the_studio(film: Film, tmp_path: Path) -> None:
    own = staged(film).performance.speech[0].speech
    heard = staged(spoken_in(film, voice(tmp_path / "line.wav"))).performance.speech[0].speech.heard
    assert heard.duration < own.duration + 0.2
    assert [one.start for one in heard.phonemes[1:]] == [one.end for one in heard.phonemes[:-1]]
    assert heard.phonemes[-1].end == pytest.approx(heard.duration)
    loud = [float(np.sqrt(np.mean(one.samples**2))) for one in (own, heard)]
    assert abs(20 * np.log10(loud[1] / loud[0])) < 3


def test_only_faces_are_painted_anew_and_the_frames_are_those_of_a_full_render(
    painter: CelPainter, tmp_path: Path
) -> None:
    film = direct(SCRIPT, Film(title="", fps=12))
    takes, dub = TakeStore(tmp_path / "takes"), spoken_in(film, voice(tmp_path / "line.wav"))
    own = made(film, takes, painter)
    some = made(dub, takes, painter)
    whole = made(dub, TakeStore(tmp_path / "elsewhere"), painter)
    assert some.record.painted is not None
    assert 0 < some.record.painted <= whole.record.frames - GROUP
    assert whole.record.painted == whole.record.frames
    assert some.video.read_bytes() == whole.video.read_bytes()
    pairs = zip(read_frames(some.video), read_frames(own.video), strict=True)
    assert any((one != other).any() for one, other in pairs), "the mouth moves otherwise"
    assert takes.find(take_record(staged(film), painter, SMALL).key) is not None, "the old take is kept"


def test_a_picture_that_is_there_is_not_painted_for_another_sound(painter: CelPainter, tmp_path: Path) -> None:
    film = direct("INT. ROOM - DAY\n\nHana stands. 1 s.\n", Film(title="", fps=8))
    louder = dataclasses.replace(staged(film), key="of another sound")
    takes = TakeStore(tmp_path)
    first = made(film, takes, painter)
    again = ended(make_take(louder, painter, FilmOrder(tmp_path, SMALL), takes, StopToken()))
    assert (first.record.painted, again.record.painted) == (8, 0)
    assert again.video.read_bytes() == first.video.read_bytes()


def test_a_shot_grows_for_a_long_recording_and_shrinks_back(film: Film, tmp_path: Path) -> None:
    dub = spoken_in(film, voice(tmp_path / "line.wav", SLOW))
    assert dub.shots[0].duration > film.shots[0].duration
    event = staged(dub).performance.speech[0]
    assert event.heard_until < float(dub.shots[0].duration)
    assert dub_line(dub, dub.shots[0].id, 0, None).shots == film.shots


def test_a_recording_stays_when_the_script_is_directed_again(film: Film, tmp_path: Path) -> None:
    dub = spoken_in(film, voice(tmp_path / "line.wav", SLOW))
    again = direct(SCRIPT.replace("window", "door"), dub)
    assert lines_of(again.shots[0])[0].recording == lines_of(dub.shots[0])[0].recording
    assert again.shots[0].duration == dub.shots[0].duration


def test_other_formats_are_read(tmp_path: Path) -> None:
    samples = recorded(Spoken("en", TEXT), QUICK, 35.0).voice
    wanted = recording_taken_in(voice(tmp_path / "line.wav")).seconds
    for name, codec in (("line.mp3", "libmp3lame"), ("line.m4a", "aac"), ("line.flac", "flac")):
        encode(tmp_path / name, codec, samples)
        assert recording_taken_in(tmp_path / name).seconds == pytest.approx(wanted, abs=0.08)


def test_what_cannot_be_a_recording_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("not a sound")
    (tmp_path / "empty.wav").write_bytes(b"")
    write_wav(tmp_path / "silent.wav", np.zeros((2, RATE), np.float32))
    encode(tmp_path / "long.flac", "flac", np.zeros(125 * RATE, np.float32))
    (tmp_path / "folder.wav").mkdir()
    for name, kind, words in (
        ("text.wav", MediaUnreadable, "not a sound"),
        ("empty.wav", MediaUnreadable, "not a sound"),
        ("silent.wav", InvalidRequest, "nothing to hear"),
        ("long.flac", InvalidRequest, "longer than 120 s"),
        ("folder.wav", MissingResource, "no sound file"),
        ("gone.wav", MissingResource, "no sound file"),
    ):
        with pytest.raises(kind, match=words):
            recording_taken_in(tmp_path / name)


def test_it_is_kept_with_the_project_by_what_is_in_it(film: Film, tmp_path: Path) -> None:
    project = tmp_path / "film.tsuzuki"
    project.mkdir()
    kept = voices_brought_in(spoken_in(film, voice(tmp_path / "line.wav")), project)
    one = lines_of(kept.shots[0])[0].recording
    assert one is not None
    assert one.path == f"voices/{one.sha256[:16]}.wav"
    assert voices_brought_in(kept, project) == kept
    (project / one.path).write_bytes(b"something else")
    located = dub_line(film, film.shots[0].id, 0, recording_taken_in(tmp_path / "line.wav"))
    (tmp_path / "line.wav").write_bytes(b"something else")
    with pytest.raises(MissingResource, match="not the one"):
        voices_brought_in(located, tmp_path)


def test_the_engine_takes_a_recording_in(film: Film, tmp_path: Path) -> None:
    line, workshop = lines_of(film.shots[0])[0], Workshop()
    steps = workshop.begin(Dub(voice(tmp_path / "a.wav"), tmp_path, film.shots[0].id, 0, line), JobId(1), StopToken())
    found = [step for step in steps if isinstance(step, Dubbed)]
    workshop.close()
    assert (tmp_path / found[0].recording.path).read_bytes() == (tmp_path / "a.wav").read_bytes()


def made(film: Film, takes: TakeStore, painter: CelPainter) -> Take:
    steps = make_take(staged(film), painter, FilmOrder(takes.folder, SMALL), takes, StopToken())
    return ended(steps)


def ended(steps: Generator[object, None, Take]) -> Take:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def encode(path: Path, codec: str, samples: np.ndarray) -> None:
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        whole = (np.clip(samples, -1, 1) * 32767).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(whole, format="s16", layout="mono")
        frame.rate = RATE
        resampler = av.AudioResampler(
            format=stream.format, layout="mono", rate=RATE, frame_size=stream.frame_size or 4096
        )
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
