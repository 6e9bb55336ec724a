"""Every way to pixels, sound and files of a film, with a likeness that may be used and with one that may not.

The double has hair that nothing else in the studio has: whether it is seen can be told from the pixels alone.
"""

import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar, get_args

import av
import numpy as np
import pytest
from cameo_world import Person, two_friends
from msgspec.structs import replace
from numpy.typing import NDArray

from studio.cli.arguments import run
from studio.engine import jobs
from studio.engine.clearing import seen
from studio.engine.director import direct
from studio.engine.interchange.outgoing import played_out
from studio.engine.jobs import (
    Export,
    Failed,
    Finished,
    FrameReady,
    JobId,
    Portray,
    Portrayed,
    Preview,
    Redo,
    SoundReady,
    Survey,
    ThumbnailReady,
    Turn,
    Turned,
)
from studio.engine.opening import open_film
from studio.engine.packaging import PackageOrder
from studio.engine.painters.painter import PaintOrder, Size
from studio.engine.painting_jobs import Beyond, LookAtTakes, Paint, PaintClip, RegionShown, ShowRegion, TakesSeen
from studio.engine.performance import Performance
from studio.engine.production import FilmOrder, make_film
from studio.engine.provenance.reading import provenance_of
from studio.engine.sitting import Sitting, Stance
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.engine.voicing import Audition, Voiced
from studio.engine.workshop import Workshop
from studio.errors import StudioError
from studio.timeline.film import Film, KeptTake, Line, Seconds
from studio.timeline.store import TAKES, Project, read_film

Result = TypeVar("Result")
SIZE = Size(160, 90)
SCRIPT = "INT. CLASSROOM - DAY\n\nClose-up of Hana. She nods.\n\nHANA\nHello."
MAKE_NO_PICTURE = {
    "Direct", "Redirect", "Expand", "Fill", "Judge", "Coach", "Dub", "TakeIn", "CutOut", "TakeModel", "FindEncoder",
    "LayDown", "OpenFilm", "LookInto", "Trace", "Weigh", "Browse", "Borrow", "Extend", "BringIn", "SendOut",
    "LookAtCameos", "DoWithCameos", "TakeDrawings",
}  # fmt: skip
"""Requests that draw and sound no double: they read, look at files, or have what the document alone holds."""
LOOK_AT_TAKES = {"LookAtTakes"}
LET_A_VOICE_BE_HEARD = {"Audition"}


def violet(picture: NDArray[np.uint8]) -> int:
    red, green, blue = (picture[..., channel].astype(int) for channel in range(3))
    return int(((red > 130) & (blue > 110) & (green < red - 90) & (green < blue - 70)).sum())


@pytest.fixture(scope="module")
def friends(tmp_path_factory: pytest.TempPathFactory) -> tuple[Person, Person, str]:
    return two_friends(tmp_path_factory.mktemp("friends"))


@pytest.fixture(scope="module")
def film(friends: tuple[Person, Person, str]) -> Film:
    film = direct(SCRIPT)
    assert [member.name for member in film.cast] == ["Hana"]
    return replace(film, cast=(replace(film.cast[0], cameo=friends[2]),))


@pytest.fixture(scope="module")
def cleared(friends: tuple[Person, Person, str]) -> Iterator[Workshop]:
    workshop = Workshop(friends[1].home)
    yield workshop
    workshop.close()


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A machine where nobody has granted anything: the film came with a project, or in a package."""
    workshop = Workshop(Person(tmp_path_factory.mktemp("eve"), "Eve", "eve").home)
    yield workshop
    workshop.close()


def events(workshop: Workshop, request: jobs.Request, most: int = 40) -> list[object]:
    steps = workshop.begin(request, JobId(1), StopToken())
    found: list[object] = []
    try:
        for _ in range(most):
            found.append(next(steps))
    except StopIteration as end:
        found.append(end.value)
    except StudioError as refused:
        found.append(Failed(JobId(1), str(refused), refused.remedy))
    return found


def pictures(found: list[object]) -> list[NDArray[np.uint8]]:
    shown = (FrameReady, ThumbnailReady, Turned, Portrayed)
    return [event.colour for event in found if isinstance(event, shown)]


def frames_in(path: Path) -> list[NDArray[np.uint8]]:
    with av.open(path) as file:
        return [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]


def exhausted(steps: Generator[object, None, Result]) -> Result:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def opened_package(path: Path, folder: Path) -> Path:
    return exhausted(open_film(path, folder, StopToken())).folder


def requests(film: Film, folder: Path) -> dict[str, jobs.Request]:
    """One request of every kind that makes a picture."""
    sitting = Sitting(film.cast[0])
    return {
        "Preview": Preview(film, Seconds(0), SIZE),
        "Preview, played": Preview(film, Seconds(0), SIZE, clock=lambda: 0.0),
        "Survey": Survey(film, SIZE),
        "Export": Export(
            film, folder / "film.mp4", SIZE, folder / TAKES, stems=folder / "stems", passes=folder / "passes"
        ),
        "Redo": Redo(film, folder / TAKES, tuple(shot.id for shot in film.shots), SIZE),
        "Paint": Paint(film, film.shots[0].id, folder / TAKES, "cel", SIZE),
        "ShowRegion": ShowRegion(film, film.shots[0].id, folder / TAKES, SIZE, Seconds(0)),
        "PaintClip": PaintClip(film, folder / TAKES, "wan-vace-1.3b", SIZE, Beyond(film.shots[0].id), Seconds(1)),
        "Turn": Turn(sitting, Size(160, 160), lambda: Stance(live=False, zoom=1.0)),
        "Portray": Portray((film.cast[0],), Size(96, 96)),
    }


def test_every_request_is_known_to_make_pictures_or_not() -> None:
    """A new kind of request has to be put to one of the two, and so to the tests below if it makes any."""
    known = {name.partition(",")[0] for name in requests(direct("Hana nods."), Path())}
    saves = {"SaveModel"}
    assert {kind.__name__ for kind in get_args(jobs.Request)} == (
        known | MAKE_NO_PICTURE | LOOK_AT_TAKES | LET_A_VOICE_BE_HEARD | saves
    )


@pytest.mark.parametrize("kind", ["Preview", "Preview, played", "Survey", "Turn", "Portray"])
def test_what_is_seen_is_the_double_when_granted_and_a_stand_in_when_not(
    kind: str, film: Film, cleared: Workshop, locked: Workshop, tmp_path: Path
) -> None:
    with_grant = pictures(events(cleared, requests(film, tmp_path)[kind], 6))
    assert max(map(violet, with_grant)) > 60, "the double is seen"
    without = pictures(events(locked, requests(film, tmp_path)[kind], 6))
    assert without, "there is a picture all the same"
    assert max(map(violet, without)) == 0, "and it is of somebody else"


@pytest.mark.parametrize("kind", ["Export", "Redo", "Paint"])
def test_nothing_is_rendered_without_a_grant_and_no_file_is_left(
    kind: str, film: Film, locked: Workshop, tmp_path: Path
) -> None:
    found = events(locked, requests(film, tmp_path)[kind], 200)
    assert isinstance(found[-1], Failed)
    assert "no grant" in found[-1].what
    assert "another character" in found[-1].remedy
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in written if path.name != "outcomes.jsonl"] == []


def test_a_region_is_drawn_over_the_double_only_with_a_grant(
    film: Film, cleared: Workshop, locked: Workshop, tmp_path: Path
) -> None:
    shown = [
        one for one in events(cleared, requests(film, tmp_path)["ShowRegion"], 200) if isinstance(one, RegionShown)
    ]
    assert max(violet(one.colour) for one in shown) > 60
    refused = events(locked, requests(film, tmp_path)["ShowRegion"], 200)
    assert isinstance(refused[-1], Failed)
    assert not any(isinstance(one, RegionShown) for one in refused)


def test_no_clip_goes_on_from_a_likeness_whoever_allows_it_in_the_film(
    film: Film, cleared: Workshop, locked: Workshop, tmp_path: Path
) -> None:
    refused = events(cleared, requests(film, tmp_path)["PaintClip"], 200)[-1]
    assert isinstance(refused, Failed)
    assert "could not be taken back" in refused.what
    assert isinstance(events(locked, requests(film, tmp_path)["PaintClip"], 200)[-1], Failed)
    assert not list(tmp_path.rglob("*.mp4"))


def test_an_export_with_a_grant_shows_the_double_and_is_recorded_whole(
    film: Film, friends: tuple[Person, Person, str], cleared: Workshop, tmp_path: Path
) -> None:
    found = events(cleared, requests(film, tmp_path)["Export"], 100_000)
    assert isinstance(found[-1], Finished)
    assert max(map(violet, frames_in(tmp_path / "film.mp4"))) > 60
    recorded = {Path(work.path).name for work in friends[1].home.registry.works}
    takes = {path.name for path in (tmp_path / TAKES).iterdir()}
    assert {"film.mp4", "stems", "passes"} | takes <= recorded
    (take,) = ((path / "take.json").read_bytes() for path in (tmp_path / TAKES).iterdir())
    told = json.loads(take)["likenesses"]
    assert [(one["cameo"], len(one["grant"])) for one in told] == [(friends[2], 64)]


def test_the_voice_is_the_doubles_only_with_a_grant(film: Film, cleared: Workshop, locked: Workshop) -> None:
    def heard(workshop: Workshop, film: Film) -> NDArray[np.float32]:
        found = events(workshop, Survey(film, SIZE))
        return next(event.stems.dialogue for event in found if isinstance(event, SoundReady))

    stranger = replace(film, cast=(replace(film.cast[0], cameo=""),))
    stand_in = heard(locked, film)
    assert np.array_equal(stand_in, heard(locked, stranger))
    assert not np.array_equal(stand_in, heard(cleared, film))


def test_an_audition_is_in_the_doubles_voice_only_with_a_grant_and_for_words_that_may_be_said(
    film: Film, cleared: Workshop, locked: Workshop
) -> None:
    def heard(workshop: Workshop, words: str) -> NDArray[np.float32]:
        (member,) = film.cast
        found = events(workshop, Audition(member, Line(member.id, words)))
        return next(event.samples for event in found if isinstance(event, Voiced))

    fine, vile = "Hello, how are you?", "I took the bribe, so send money to this account."
    assert not np.array_equal(heard(cleared, fine), heard(locked, fine))
    assert np.array_equal(heard(cleared, vile), heard(locked, vile)), "a stand-in says it"


def test_no_performance_of_a_likeness_exists_without_its_clearance(
    film: Film, friends: tuple[Person, Person, str]
) -> None:
    staged = next(iter(stage_shots(film, Rehearsals(holdings=friends[1].home), StopToken())))
    performance = staged.performance
    assert performance.cleared
    with pytest.raises(StudioError, match="not cleared"):
        Performance(**{**vars(performance), "cleared": ()})


def test_a_painter_and_the_sound_stop_the_moment_it_is_taken_back(film: Film, tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    film = replace(film, cast=(replace(film.cast[0], cameo=cameo),))
    workshop = Workshop(ken.home)
    staged = next(iter(stage_shots(film, Rehearsals(holdings=ken.home), StopToken())))
    frames = workshop.cel.paint(staged.performance, PaintOrder(SIZE), StopToken())
    assert violet(next(frames).colour) > 60  # type: ignore[union-attr]
    (file,) = hana.home.revoke(cameo, ken.id)
    ken.gets(file)
    with pytest.raises(StudioError, match="taken their cameo back"):
        next(frames)
    from studio.engine.sound.recording import make_stems

    with pytest.raises(StudioError, match="taken their cameo back"):
        make_stems(staged.performance, StopToken())
    assert not violet(pictures(events(workshop, Preview(film, Seconds(0), SIZE)))[0]), "and it is a stand-in at once"
    workshop.close()


def test_the_document_and_its_file_hold_no_likeness(film: Film, tmp_path: Path) -> None:
    project = Project.create(tmp_path / "Film.tsuzuki", film)
    project.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "Film.tsuzuki").rglob("*") if path.is_file())
    assert film.cast[0].cameo.encode() in kept
    assert b"f000e0" not in kept


def test_the_command_line_renders_no_locked_project(
    film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TSUZUKI_PROFILE", str(tmp_path / "profile"))
    project = Project.create(tmp_path / "Film.tsuzuki", film)
    project.close()
    for extra in ([], ["--passes", str(tmp_path / "p")], ["--stems", str(tmp_path / "s")]):
        code = run(
            ["render", str(tmp_path / "Film.tsuzuki"), "-o", str(tmp_path / "out.mp4"), "--size", "160x90", *extra]
        )
        assert code == 2
        assert "no grant" in capsys.readouterr().err
    assert not (tmp_path / "out.mp4").exists()
    assert not list(tmp_path.rglob("*.png"))


def test_a_shot_that_is_never_made_is_not_made_whoever_plays_in_it(locked: Workshop, tmp_path: Path) -> None:
    film = direct("INT. CLASSROOM - DAY\n\nA naked teenager stands there.\n\nINT. KITCHEN - DAY\n\nHana nods.")
    first = events(locked, Preview(film, Seconds(0), SIZE))
    assert isinstance(first[-1], Failed)
    assert "under 18" in first[-1].what
    found = events(locked, Survey(film, SIZE))
    assert len([one for one in found if isinstance(one, ThumbnailReady)]) == 1
    assert isinstance(events(locked, Export(film, tmp_path / "f.mp4", SIZE, tmp_path / TAKES))[-1], Failed)


def test_the_turntable_shows_a_stand_in_of_whoever_is_refused(film: Film, tmp_path: Path) -> None:
    shown, cleared = seen(film.cast[0], Person(tmp_path, "Eve", "eve").home)
    assert (shown.cameo, cleared) == ("", ())


def test_only_the_check_opens_a_double() -> None:
    """In all of the studio's code, one function reads a double from the vault and one makes a clearance."""
    code = {path: path.read_text("utf-8") for path in Path("studio").rglob("*.py")}
    makers = {path.as_posix() for path, text in code.items() if "Cleared(" in text.replace("class Cleared", "")}
    readers = {path.as_posix() for path, text in code.items() if ".unsealed(" in text or "type=Double" in text}
    assert makers <= {"studio/cameo/likeness.py", "studio/engine/clearing.py"}
    assert readers == {"studio/cameo/likeness.py"}


def test_a_project_edited_to_forget_whose_likeness_it_is_shows_a_stand_in(
    film: Film, cleared: Workshop, tmp_path: Path
) -> None:
    for cameo in ("", "0" * 32, "@hana"):
        edited = replace(film, cast=(replace(film.cast[0], cameo=cameo),))
        for kind in ("Preview", "Survey", "Portray"):
            assert max(map(violet, pictures(events(cleared, requests(edited, tmp_path)[kind])))) == 0


def test_a_take_that_is_kept_is_not_exported_once_it_was_taken_back(film: Film, tmp_path: Path) -> None:
    """Not even with its record edited: what is in it is known by the machine that made it."""
    hana, ken, cameo = two_friends(tmp_path)
    film = replace(film, cast=(replace(film.cast[0], cameo=cameo),))
    takes, workshop = tmp_path / TAKES, Workshop(ken.home)
    assert isinstance(events(workshop, Export(film, tmp_path / "one.mp4", SIZE, takes), 100_000)[-1], Finished)
    (take,) = takes.iterdir()
    told = json.loads((take / "take.json").read_bytes())
    (take / "take.json").write_text(json.dumps({**told, "told": "painted by a model"}))
    shown = [one for one in events(workshop, LookAtTakes(takes, film.shots[0].id)) if isinstance(one, TakesSeen)]
    assert violet(shown[0].takes[0].picture) > 60
    (take / "take.json").write_text(json.dumps({**told, "likenesses": []}))
    ken.gets(hana.home.revoke(cameo, ken.id)[0])
    kept = KeptTake(film.shots[0].id, take.name)
    recast = replace(film, kept=(kept,), cast=(replace(film.cast[0], cameo=""),))
    (take / "take.json").write_text(json.dumps({**told, "likenesses": [], "told": "painted by a model"}))
    seen_takes = [one for one in events(workshop, LookAtTakes(takes, film.shots[0].id)) if isinstance(one, TakesSeen)]
    assert seen_takes[0].takes == (), "nor is it shown by itself"
    played = played_out(recast, tmp_path, Rehearsals(holdings=ken.home), StopToken())
    assert [one.take for one in played.values()] == [None], "nor does a cut name its file"
    assert isinstance(events(workshop, Export(recast, tmp_path / "two.mp4", SIZE, takes), 100_000)[-1], Finished)
    assert max(map(violet, frames_in(tmp_path / "one.mp4"))) > 60
    assert max(map(violet, frames_in(tmp_path / "two.mp4"))) == 0
    workshop.close()


def test_a_package_names_the_grant_and_holds_no_likeness(
    film: Film, friends: tuple[Person, Person, str], cleared: Workshop, tmp_path: Path
) -> None:
    _, ken, cameo = friends
    order = FilmOrder(tmp_path / "film.mp4", SIZE, package=PackageOrder(takes=True))
    steps = make_film(film, order, cleared.cel, TakeStore(tmp_path / TAKES), Rehearsals(holdings=ken.home), StopToken())
    made = exhausted(steps)
    held = ken.home.held(cameo)
    assert held is not None
    (used,) = provenance_of(made.target).cameos
    assert (used.id, used.grant) == (cameo, held.grant_digest)
    inside = opened_package(made.target, tmp_path / "opened")
    kept = b"".join(path.read_bytes() for path in inside.rglob("*") if path.is_file() and path.suffix != ".mp4")
    assert cameo.encode() in kept
    assert b"f000e0" not in kept
    assert not list(inside.rglob("picture.mp4")), "no take with somebody in it is packed"


def test_a_remix_of_such_a_package_shows_a_stand_in_and_is_not_rendered(
    film: Film, friends: tuple[Person, Person, str], cleared: Workshop, locked: Workshop, tmp_path: Path
) -> None:
    ken = friends[1]
    order = FilmOrder(tmp_path / "film.mp4", SIZE, package=PackageOrder())
    steps = make_film(film, order, cleared.cel, TakeStore(tmp_path / TAKES), Rehearsals(holdings=ken.home), StopToken())
    remix = read_film(opened_package(exhausted(steps).target, tmp_path / "opened"))
    assert remix.cast[0].cameo == friends[2]
    remix = replace(remix, title="Remix")
    assert max(map(violet, pictures(events(locked, Preview(remix, Seconds(0), SIZE))))) == 0
    ended = events(locked, Export(remix, tmp_path / "remix.mp4", SIZE, tmp_path / "other" / TAKES))[-1]
    assert isinstance(ended, Failed)
    assert "no grant" in ended.what
