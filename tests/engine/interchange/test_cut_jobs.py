"""The engine's side of cuts and captions: what is sent out comes in again, and what it says of it."""

from pathlib import Path

import pytest

from studio.engine.director import direct
from studio.engine.interchange_jobs import BringIn, BroughtIn, SendOut
from studio.engine.jobs import Finished, JobId
from studio.engine.stop import StopToken
from studio.engine.thread import Steps
from studio.engine.workshop import Workshop
from studio.timeline.film import Film, Line

SCRIPT = "INT. ROOM - DAY\n\nHana stands in the room. 2 s.\n\nHANA\nHello there!\n"


def done(steps: Steps) -> tuple[list[object], Finished]:
    heard: list[object] = []
    while True:
        try:
            heard.append(next(steps))
        except StopIteration as end:
            return [one for one in heard if one is not None], end.value


@pytest.mark.parametrize(("name", "edit"), [("cut.otio", "Take in a cut"), ("film.srt", "Take in captions")])
def test_what_goes_out_comes_in_again(tmp_path: Path, name: str, edit: str) -> None:
    film, workshop = direct(SCRIPT, Film(title="Film")), Workshop()
    (tmp_path / "Film.tsuzuki" / "takes").mkdir(parents=True)
    folder, target = tmp_path / "Film.tsuzuki", tmp_path / name
    _, ended = done(workshop.begin(SendOut(film, folder, target), JobId(1), StopToken()))
    assert ended.output == target
    assert target.is_file()
    (brought,), _ = done(workshop.begin(BringIn(target, film, folder), JobId(2), StopToken()))
    workshop.close()
    assert isinstance(brought, BroughtIn)
    assert (brought.name, brought.notes) == (edit, ())
    if name.endswith("otio"):
        assert brought.film == film
        return
    lines = [beat for shot in brought.film.shots for beat in shot.beats if isinstance(beat, Line)]
    assert [line.text for line in lines] == ["Hello there!"]
    assert all(line.at is not None for line in lines), "said when its caption is shown"
