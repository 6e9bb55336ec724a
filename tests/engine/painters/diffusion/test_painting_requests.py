"""What the window and the command line can ask for, asked of the real engine with tiny models."""

import queue
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from msgspec import structs

from studio.cli.arguments import run
from studio.engine.jobs import Cancelled, Failed, Finished, JobEvent
from studio.engine.media.take_video import read_frames
from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import (
    Beyond,
    ClipPainted,
    DrawingsTaken,
    Moving,
    Paint,
    PaintClip,
    RegionShown,
    ShowRegion,
    TakeDrawings,
    TakeMade,
    put_clip,
)
from studio.engine.provenance.making import is_trained, who_painted
from studio.engine.takes import TakeStore
from studio.engine.thread import Engine
from studio.engine.workshop import Workshop
from studio.timeline.brush import Region
from studio.timeline.film import Film, Seconds, ShotId
from studio.timeline.repainting import add_drawings
from studio.timeline.sources import Hint
from studio.timeline.store import Project

pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')
SMALL = Size(64, 36)
CHOICES = Choices(setting=Setting(64, 48, 9, 2, 1.0), device="cpu", previews=False)
LEFT = Hint(True, ((0.15, 0.1), (0.15, 0.9)), 0.5)


class Asked:
    """An engine, and what it answers to one request."""

    def __init__(self) -> None:
        self._events: queue.Queue[JobEvent] = queue.Queue()
        self.engine = Engine(self._events.put, Workshop())

    def said(self, request: object) -> list[JobEvent]:
        self.engine.submit(request)
        said: list[JobEvent] = []
        while not said or not isinstance(said[-1], Finished | Cancelled | Failed):
            said.append(self._events.get(timeout=180))
        return said


@pytest.fixture(scope="module")
def desk() -> Iterator[Asked]:
    made = Asked()
    yield made
    made.engine.close()


@pytest.fixture
def takes(tmp_path: Path) -> Path:
    folder = tmp_path / "Film.tsuzuki" / "takes"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def short(film: Film) -> Film:
    """Its only shot lasts a third of a second."""
    scene = film.scenes[0]
    shot = structs.replace(scene.shots[0], duration=Fraction(1, 3))
    return structs.replace(film, scenes=(structs.replace(scene, shots=(shot,)),))


def picture(path: Path, tone: int) -> Path:
    cv2.imwrite(str(path), np.full((48, 96, 3), (tone, 120, 40), np.uint8))
    return path


def test_pictures_become_a_clip_of_the_project_that_is_known_as_painted(
    desk: Asked, short: Film, takes: Path, model: Callable[[str], Path], tmp_path: Path
) -> None:
    ends = Moving(picture(tmp_path / "first.png", 20), picture(tmp_path / "last.png", 220))
    asked = PaintClip(short, takes, str(model("wan_vace")), SMALL, ends, Seconds(1, 2), "it turns", choices=CHOICES)
    said = desk.said(asked)
    assert isinstance(said[-1], Finished), said[-1]
    (made,) = [one for one in said if isinstance(one, ClipPainted)]
    file = takes.parent / made.footage.path
    assert file.parent.name == "clips"
    assert made.footage.name == "first"
    frames = list(read_frames(file))
    assert len(frames) == 17
    assert abs(int(frames[0][18, 32, 2]) - 20) < 12
    assert abs(int(frames[-1][18, 32, 2]) - 220) < 12
    assert not list(takes.glob("*.unfinished")), "what is whole leaves nothing behind"
    film = put_clip(short, made.footage, ShotId("new"), made.ends)
    assert film.shots[-1].footage == made.footage
    assert is_trained(who_painted(film.shots[-1], "cel")), "a clip that a model made is told of as that"
    assert not is_trained(who_painted(short.shots[0], "cel"))


def test_a_shot_goes_on_and_begins_earlier_as_shots_beside_it(
    desk: Asked, short: Film, takes: Path, model: Callable[[str], Path]
) -> None:
    shot = short.shots[0].id
    film = short
    for onward in (True, False):
        asked = PaintClip(
            short, takes, str(model("wan_vace")), SMALL, Beyond(shot, onward), Seconds(1, 4), choices=CHOICES
        )
        (made,) = [one for one in desk.said(asked) if isinstance(one, ClipPainted)]
        assert len(list(read_frames(takes.parent / made.footage.path))) == 6
        film = put_clip(film, made.footage, ShotId(f"new {onward}"), made.ends)
    assert [one.id for one in film.shots] == ["new False", shot, "new True"]


def test_the_cel_painter_invents_nothing(desk: Asked, short: Film, takes: Path) -> None:
    failed = desk.said(PaintClip(short, takes, "cel", SMALL, Beyond(short.shots[0].id), Seconds(1)))[-1]
    assert isinstance(failed, Failed)
    assert "invents nothing" in failed.what


def test_a_region_is_shown_where_it_is_and_painted_into_a_take(
    desk: Asked, short: Film, takes: Path, model: Callable[[str], Path]
) -> None:
    shot = short.shots[0].id
    region = Region(shot, Fraction(0), (LEFT,))
    shown = []
    for at, drawn in ((Seconds(0), None), (Seconds(0), region), (Seconds(1, 4), region)):
        said = desk.said(ShowRegion(short, shot, takes, SMALL, at, drawn))
        shown += [one.colour for one in said if isinstance(one, RegionShown)]
    plain, here, later = (one.astype(int) for one in shown)
    assert np.array_equal(here[18, 5], plain[18, 5])
    assert here[18, 50].sum() < plain[18, 50].sum() * 0.5, "what stays is in the shade"
    assert later[18, 50].sum() < plain[18, 50].sum() * 0.6
    assert not np.array_equal(here, later)
    asked = Paint(short, shot, takes, str(model("wan_vace")), SMALL, replace(CHOICES, apart=False))
    (whole,) = [one for one in desk.said(asked) if isinstance(one, TakeMade)]
    (part,) = [one for one in desk.said(replace(asked, region=region, over=whole.take)) if isinstance(one, TakeMade)]
    assert part.take != whole.take
    assert part.score == (), "what is painted anew is not measured against what was played"
    store = TakeStore(takes)
    before, after = (
        next(iter(read_frames(take.video))) for key in (whole.take, part.take) if (take := store.find(key))
    )
    assert np.abs(before[:, 30:].astype(int) - after[:, 30:]).mean() < 3, "the same but for the encoder"
    gone = desk.said(replace(asked, region=region, over="gone"))[-1]
    assert isinstance(gone, Failed)
    assert "not of this shot" in gone.what


def test_drawings_are_kept_with_the_project_and_make_another_take(
    desk: Asked, short: Film, takes: Path, tmp_path: Path
) -> None:
    from studio.engine.briefs import brief_of, told

    who = short.cast[0].id
    sketch = picture(tmp_path / "sketch.png", 90)
    (taken,) = [one for one in desk.said(TakeDrawings(who, (sketch,), takes.parent)) if isinstance(one, DrawingsTaken)]
    assert (takes.parent / taken.drawings[0].path).read_bytes() == sketch.read_bytes()
    drawn = add_drawings(short, who, taken.drawings)
    shot = short.shots[0]
    assert told(brief_of(shot, short.cast)) != told(brief_of(shot, short.cast, drawings=drawn.drawings))
    words = tmp_path / "sketch.txt"
    words.write_text("no picture")
    failed = desk.said(TakeDrawings(who, (words,), takes.parent))[-1]
    assert isinstance(failed, Failed)
    assert "sketch.txt" in failed.what


def test_what_a_painter_sounds_like_is_a_stem_only_if_asked_for(
    desk: Asked, short: Film, takes: Path, model: Callable[[str], Path]
) -> None:
    choices = replace(CHOICES, setting=Setting(32, 32, 9, 2, 1.0))
    asked = Paint(short, short.shots[0].id, takes, str(model("ltx2")), Size(32, 32), choices)
    stems = []
    for sound in (False, True):
        said = desk.said(replace(asked, choices=replace(choices, sound=sound)))
        (made,) = [one for one in said if isinstance(one, TakeMade)]
        take = TakeStore(takes).find(made.take)
        assert take is not None
        stems.append(take.stems())
    silent, heard = stems
    assert silent.painted is None
    assert heard.painted is not None
    assert heard.painted.shape == heard.dialogue.shape
    assert np.abs(heard.painted[:, : 48_000 // 3]).max() > 0
    assert np.array_equal(silent.effects, heard.effects)


def test_the_command_line_paints_a_box_and_lets_a_picture_move(
    short: Film, model: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Film.tsuzuki"
    Project.create(folder, short).close()
    usual = ["paint", str(folder), "--painter", str(model("wan_vace")), "--size", "64x36", "--quality", "draft"]
    assert run([*usual, "--region", "10,10,30,70", "--together"]) == 0
    assert "Shot 1: take" in capsys.readouterr().out
    first = picture(tmp_path / "first.png", 30)
    assert run([*usual, "--animate", str(first), "--seconds", "0.5"]) == 0
    assert "It is shot 2 now" in capsys.readouterr().out
    project = Project.open(folder)
    film = project.film
    project.close()
    assert len(film.kept) == 1
    assert film.shots[1].footage is not None
    for wrong, words in (
        (["--region", "10,10,200,70"], "outside the picture"),
        (["--region", "1,2"], "is no box"),
        (["--region", "drawn"], "No region is drawn"),
        (["--after", "1", "--before", "1"], "one at a time"),
        (["--strength", "0"], "--strength 0 cannot be"),
        (["--promote", "nothing"], "no take nothing"),
    ):
        assert run([*usual, "--shots", "1", *wrong]) == 2
        assert words in capsys.readouterr().err
    assert run(["cast", str(folder), "--drawing", f"Hana={first}"]) == 0
    assert "1 drawing" in capsys.readouterr().out
