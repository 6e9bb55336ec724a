"""The engine's exports in other forms than a film: stems without a picture, and which encoder is found."""

from pathlib import Path

import numpy as np

from studio.engine.director import direct
from studio.engine.export_jobs import EncoderFound, FindEncoder
from studio.engine.jobs import Export, Finished, JobId, Progress
from studio.engine.media.stem_files import read_wav
from studio.engine.painters.painter import Size
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken
from studio.engine.thread import Steps
from studio.engine.workshop import Workshop
from studio.timeline.film import Film

SCRIPT = "INT. ROOM - DAY\n\nHana stands in the room. 1 s.\n\nHANA\nHello there!\n"


def done(steps: Steps) -> tuple[list[object], Finished]:
    heard: list[object] = []
    while True:
        try:
            heard.append(next(steps))
        except StopIteration as end:
            return heard, end.value


def test_stems_are_written_without_a_painter(tmp_path: Path) -> None:
    film, workshop = direct(SCRIPT, Film(title="Film")), Workshop()
    request = Export(film, tmp_path / "sounds", Size(64, 36), tmp_path / "Film.tsuzuki" / "takes", preset="stems")
    heard, ended = done(workshop.begin(request, JobId(1), StopToken()))
    workshop.close()
    assert ended.output == tmp_path / "sounds"
    assert "mix" in ended.report[0]
    assert any(isinstance(one, Progress) and one.done == one.total for one in heard)
    sounds = {path.stem: read_wav(path) for path in (tmp_path / "sounds").iterdir()}
    assert {sound.shape for sound in sounds.values()} == {(2, round(film.duration * RATE))}
    assert np.abs(sounds["dialogue"]).max() > 0.01, "she is heard"
    assert np.abs(sounds["mix"]).max() > 0.1
    assert not (tmp_path / "Film.tsuzuki").exists(), "no take was made"


def test_the_encoder_that_is_used_is_told() -> None:
    workshop = Workshop()
    (found,), _ = done(workshop.begin(FindEncoder("av1", Size(128, 96), 24), JobId(1), StopToken()))
    assert isinstance(found, EncoderFound)
    assert found.preset == "av1"
    assert any(words in found.title for words in ("software", "on the graphics card"))
    workshop.close()
