"""Cuts: our film comes back equal from OpenTimelineIO, other formats keep the cut, a stranger's becomes clips."""

import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import opentimelineio as otio
import pytest
from msgspec.structs import replace

from studio.engine.director import direct
from studio.engine.interchange.arriving import brought_in
from studio.engine.interchange.cut_files import check_cut, read_cut, write_cut
from studio.engine.interchange.incoming import film_of
from studio.engine.interchange.outgoing import played_out, timeline_of
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource
from studio.timeline.acting import EmotionKey
from studio.timeline.edits import trim_shot_end
from studio.timeline.film import CastId, Film, Footage, KeptTake, Seconds, ShotId
from studio.timeline.footage import add_footage
from studio.timeline.ids import OverlayId
from studio.timeline.overlay_edits import add_overlay
from studio.timeline.overlays import Card, Inset, Overlay, Picture, Place, laid_out
from studio.timeline.stills import Still, add_still

SCRIPT = """INT. ROOM - DAY

Hana waves. 2 s.

HANA
Hello there!

EXT. BEACH - EVENING

A red ball falls and bounces. 2 s.
"""
Cut = Callable[[otio.schema.Track], None]


@pytest.fixture(scope="module")
def film() -> Film:
    """Two scenes, with a still, a clip, a key and a kept take."""
    made = direct(SCRIPT, Film(title="続き", author="Hana", seed=3))
    made = add_still(made, Still("sea", "stills/sea-0.png", "0" * 64), ShotId("picture-1"))
    clip = Footage("wave", "clips/wave-0.mp4", "1" * 64, Fraction(7, 2), start=Fraction(1, 2))
    made = add_footage(made, clip, ShotId("clip-1"))
    first = made.shots[0].id
    hana = CastId(made.cast[0].id)
    scenes = tuple(
        replace(
            scene,
            shots=tuple(
                replace(shot, acting=(EmotionKey(hana, Fraction(1, 2), "glad"),)) if shot.id == first else shot
                for shot in scene.shots
            ),
        )
        for scene in made.scenes
    )
    made = replace(made, scenes=scenes, kept=(KeptTake(first, "0" * 32),))
    second = Seconds(1)
    title = Overlay(OverlayId("title"), Card("続き", ground="#000000"), first, second, second, fade_in=Fraction(1, 2))
    logo = Picture(Still("logo", "stills/logo-0.png", "2" * 64))
    inset = Inset(Footage("sea", "clips/sea-0.mp4", "3" * 64, Fraction(9), start=second))
    made = add_overlay(made, title, second)
    made = add_overlay(made, replace(title, id=OverlayId("logo"), content=logo, place=Place(0.9, 0.1, 0.2)), second)
    return add_overlay(
        made, replace(title, id=OverlayId("sea"), content=inset, duration=Seconds(60)), made.duration - 1
    )


@pytest.fixture(scope="module")
def timeline(film: Film) -> otio.schema.Timeline:
    spoken = direct(SCRIPT, Film(title="続き", author="Hana", seed=3))
    played = played_out(spoken, None, Rehearsals(), StopToken())
    return timeline_of(film, Path("/films/Film.tsuzuki"), played)


def edited(timeline: otio.schema.Timeline, path: Path, cut: Cut) -> otio.schema.Timeline:
    """The cut after another program wrote it, with a change made there."""
    write_cut(path, timeline, 24)
    told = otio.adapters.read_from_file(str(path))
    cut(told.video_tracks()[0])
    otio.adapters.write_to_file(told, str(path))
    return read_cut(path, 24)


def test_our_film_comes_back_equal(film: Film, timeline: otio.schema.Timeline, tmp_path: Path) -> None:
    path = tmp_path / "cut.otio"
    write_cut(path, timeline, film.fps)
    json.loads(path.read_text("utf-8"))
    back = film_of(read_cut(path, 24), path, 24)
    assert back.film == film
    assert back.notes == ()
    assert back.files["stills/logo-0.png"] == "/films/Film.tsuzuki/stills/logo-0.png"
    assert back.files["clips/wave-0.mp4"] == "/films/Film.tsuzuki/clips/wave-0.mp4"


def test_other_programs_see_the_cut(film: Film, timeline: otio.schema.Timeline, tmp_path: Path) -> None:
    write_cut(tmp_path / "cut.otio", timeline, film.fps)
    told = json.loads((tmp_path / "cut.otio").read_text("utf-8"))
    clips = told["tracks"]["children"][0]["children"]
    upper = told["tracks"]["children"][1:3]
    assert [track["kind"] for track in upper] == ["Video", "Video"]
    assert [[one["name"] for one in track["children"]] for track in upper] == [["", "続き", "", "sea"], ["", "logo"]]
    sea = upper[0]["children"][-1]
    assert [sea["source_range"][part]["value"] for part in ("start_time", "duration")] == [24, 24]
    assert [clip["source_range"]["duration"]["value"] for clip in clips] == [s.duration * 24 for s in film.shots]
    assert any(marker["name"] == "Hello there!" for clip in clips for marker in clip["markers"])
    assert clips[-1]["source_range"]["start_time"]["value"] == 12
    assert clips[-1]["media_references"]["DEFAULT_MEDIA"]["target_url"] == "file:///films/Film.tsuzuki/clips/wave-0.mp4"


@pytest.mark.parametrize("suffix", [".edl", ".fcpxml", ".xml", ".aaf"])
def test_every_format_keeps_the_cut(film: Film, timeline: otio.schema.Timeline, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"cut{suffix}"
    write_cut(path, timeline, film.fps)
    if suffix == ".edl":
        lines = re.findall(r"^\d{3} .* (\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d)$", path.read_text(), re.MULTILINE)
        assert [frame(last) - frame(first) for first, last in lines] == [s.duration * 24 for s in film.shots]
    back = film_of(read_cut(path, film.fps), path, film.fps)
    assert [shot.duration for shot in back.film.shots] == [shot.duration for shot in film.shots]


def frame(timecode: str) -> int:
    hours, minutes, seconds, frames = map(int, timecode.split(":"))
    return ((hours * 60 + minutes) * 60 + seconds) * 24 + frames


def test_what_is_cut_elsewhere_is_cut_here(film: Film, timeline: otio.schema.Timeline, tmp_path: Path) -> None:
    path, first = tmp_path / "cut.otio", film.shots[0]

    def shorter(track: otio.schema.Track) -> None:
        track[0].source_range = otio.opentime.TimeRange(
            otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(12, 24)
        )

    back = film_of(edited(timeline, path, shorter), path, 24).film
    wanted = trim_shot_end(film, first.id, Fraction(1, 2))
    assert replace(back, overlays=()) == replace(wanted, overlays=())
    assert laid_out(back)[0].first == 24, "what lies over it was not moved there, and is not here"

    def without(track: otio.schema.Track) -> None:
        del track[0]

    back = film_of(edited(timeline, path, without), path, 24).film
    assert [shot.id for shot in back.shots] == [shot.id for shot in film.shots[1:]]
    assert back.kept == ()

    def twice(track: otio.schema.Track) -> None:
        track.append(track[0].deepcopy())

    back = film_of(edited(timeline, path, twice), path, 24).film
    assert back.shots[-1].beats == first.beats
    assert len({shot.id for shot in back.shots}) == len(back.shots) == len(film.shots) + 1


def test_overlays_that_are_changed_elsewhere_are_changed_here(
    film: Film, timeline: otio.schema.Timeline, tmp_path: Path
) -> None:
    path = tmp_path / "cut.otio"
    write_cut(path, timeline, film.fps)
    told = otio.adapters.read_from_file(str(path))
    titles, logos = told.video_tracks()[1:3]
    titles[0].source_range = otio.opentime.TimeRange(film_time(0), film_time(36))
    titles[1].source_range = otio.opentime.TimeRange(film_time(0), film_time(6))
    logos.append(logos[1].deepcopy())
    del titles[3]
    otio.adapters.write_to_file(told, str(path))
    back = film_of(read_cut(path, 24), path, 24).film
    laid = {one.overlay.id: (one.first, one.last) for one in laid_out(back)}
    assert laid == {"title": (36, 42), "logo": (24, 48), "logo-2": (48, 72)}
    assert back.overlays[0].fade_in == Fraction(1, 4)
    assert replace(back, overlays=()) == replace(film, overlays=())


def film_time(frames: int) -> otio.opentime.RationalTime:
    return otio.opentime.RationalTime(frames, 24)


def test_a_strangers_upper_tracks_become_overlays(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "sea.png"), np.full((48, 64, 3), 90, np.uint8))
    timeline = otio.schema.Timeline("Theirs")
    below, over = (otio.schema.Track(name, kind="Video") for name in ("V1", "V2"))
    picture = otio.schema.ExternalReference((tmp_path / "sea.png").as_uri())
    below.append(otio.schema.Clip("Sea", picture, span(0, 50)))
    over.append(otio.schema.Gap(source_range=span(0, 10)))
    over.append(otio.schema.Clip("Again", picture.deepcopy(), span(0, 20)))
    timeline.tracks.extend([below, over])
    path = tmp_path / "theirs.otio"
    otio.adapters.write_to_file(timeline, str(path))
    arrived = film_of(read_cut(path, 24), path, 24)
    (laid,) = laid_out(arrived.film)
    assert (laid.first, laid.last) == (10, 30)
    assert isinstance(laid.overlay.content, Picture)
    project = tmp_path / "Theirs.tsuzuki"
    project.mkdir()
    bringing = brought_in(arrived, project)
    while True:
        try:
            next(bringing)
        except StopIteration as end:
            film, notes = end.value
            break
    content = film.overlays[0].content
    assert isinstance(content, Picture)
    assert (project / content.still.path).is_file()
    assert not Path(content.still.path).is_absolute()
    assert notes == ()


def test_a_strangers_cut_becomes_clips_and_what_is_not_understood_is_told(tmp_path: Path) -> None:
    with av.open(tmp_path / "wave.mp4", "w") as file:
        stream = file.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(50):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), "rgb24")))
        file.mux(stream.encode(None))
    cv2.imwrite(str(tmp_path / "sea.png"), np.full((48, 64, 3), 90, np.uint8))
    timeline = otio.schema.Timeline("Theirs")
    track, over, sound = (
        otio.schema.Track(name, kind=kind) for name, kind in (("V1", "Video"), ("V2", "Video"), ("A1", "Audio"))
    )
    whole = span(90_000, 50)
    track.append(otio.schema.Clip("Wave", otio.schema.ExternalReference("wave.mp4", whole), span(90_010, 25)))
    track.append(otio.schema.Transition("Dissolve", in_offset=time(3), out_offset=time(3)))
    track.append(otio.schema.Clip("Sea", otio.schema.ExternalReference((tmp_path / "sea.png").as_uri()), span(0, 50)))
    track.append(otio.schema.Gap(source_range=span(0, 10)))
    gone = otio.schema.Clip("Gone", otio.schema.ExternalReference("gone.mov"), span(0, 5))
    gone.effects.append(otio.schema.LinearTimeWarp("Slow", time_scalar=0.5))
    track.append(gone)
    over.append(otio.schema.Clip("Title", otio.schema.MissingReference(), span(0, 5)))
    sound.append(otio.schema.Clip("Song", otio.schema.ExternalReference("song.wav"), span(0, 90)))
    timeline.tracks.extend([track, over, sound])
    path = tmp_path / "theirs.otio"
    otio.adapters.write_to_file(timeline, str(path))
    back = film_of(read_cut(path, 24), path, 24)
    assert (back.film.fps, back.film.title) == (25, "Theirs")
    wave, sea, gap, empty = back.film.shots
    assert wave.footage is not None
    assert (wave.footage.start, wave.duration) == (Fraction(10, 25), Fraction(1)), "from its own timecode"
    assert sea.still is not None
    assert (sea.duration, gap.duration, empty.duration) == (Fraction(2), Fraction(10, 25), Fraction(5, 25))
    said = "\n".join(back.notes)
    for words in (
        "“Dissolve” became a cut",
        "effects of “Gone”",
        "no file at",
        "“Title” names no file: it was left out of the track “V2”",
        "1 sounds of the track “A1”",
    ):
        assert words in said
    assert all(note.endswith(".") for note in back.notes)


def time(frames: float) -> otio.opentime.RationalTime:
    return otio.opentime.RationalTime(frames, 25)


def span(first: int, count: int) -> otio.opentime.TimeRange:
    return otio.opentime.TimeRange(time(first), time(count))


@pytest.mark.parametrize("suffix", [".otio", ".edl", ".fcpxml", ".xml", ".aaf"])
@pytest.mark.parametrize(
    "data", [b"", b"junk" * 100, b"<xml><a/></xml>", b"{}", b'{"OTIO_SCHEMA":"Timeline.1","tracks":7}']
)
def test_what_is_no_cut_is_refused_in_a_sentence(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"junk{suffix}"
    path.write_bytes(data)
    with pytest.raises(MediaUnreadable):
        film_of(read_cut(path, 24), path, 24)


def test_damage_to_what_is_ours_is_told(timeline: otio.schema.Timeline, tmp_path: Path) -> None:
    path = tmp_path / "cut.otio"
    write_cut(path, timeline, 24)
    path.write_text(path.read_text("utf-8").replace('\\"beats\\":', '\\"beets\\":'), "utf-8")
    with pytest.raises(MediaUnreadable, match="was changed where the studio keeps its film"):
        film_of(read_cut(path, 24), path, 24)
    with pytest.raises(MissingResource):
        read_cut(tmp_path / "gone.otio", 24)
    with pytest.raises(InvalidRequest):
        check_cut(tmp_path / "cut.prproj")


@pytest.mark.parametrize("name", ["cut.edl", "cut.fcpxml", "cut.xml"])
def test_a_rate_without_a_timecode_is_told_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="12 frames a second"):
        write_cut(tmp_path / name, otio.schema.Timeline("Slow"), 12)
    assert not list(tmp_path.iterdir())
