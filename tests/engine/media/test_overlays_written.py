"""Overlays in previews and in written films: where they are, how they look, and that all else is copied as it was."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from clip_files import number_in as clip_number
from clip_files import video
from media_films import FPS, SIZE, film
from msgspec.structs import replace as with_

from studio.engine.footage import footage_taken_in
from studio.engine.media.delivery import deliver
from studio.engine.media.mark import FilmMark, MarkDrawer
from studio.engine.media.plan import Clip, FilmPlan
from studio.engine.media.presets import preset_called
from studio.engine.media.retouching import make_retouched
from studio.engine.media.take_video import TakeWriter
from studio.engine.overlaying.cards import letters_missing
from studio.engine.overlaying.compositing import Compositor, check_overlays
from studio.engine.overlaying.film_overlays import FilmOverlays
from studio.engine.painters.painter import Size
from studio.engine.stills import still_taken_in
from studio.engine.stop import StopToken
from studio.engine.visible_mark import Mark, place_at
from studio.errors import MissingResource
from studio.timeline.film import Camera, Directions, Film, Footage, Scene, SceneId, Seconds, Setting, Shot, ShotId
from studio.timeline.ids import OverlayId
from studio.timeline.overlays import Card, Content, Inset, Overlay, Picture, Place, laid_out

GREY = 120
LENGTHS = (30, 30)


def document(*overlays: Overlay) -> Film:
    """Two shots of 30 frames, with overlays."""
    told = Directions()
    shots = tuple(
        Shot(ShotId(str(n)), "", told, Setting("stage", "x"), Camera(), (), Seconds(frames, FPS))
        for n, frames in enumerate(LENGTHS)
    )
    return Film("x", fps=FPS, scenes=(Scene(SceneId("s"), "", "", shots),), overlays=overlays)


def overlay(content: Content, first: int, frames: int, place: Place | None = None, shot: str = "0") -> Overlay:
    return Overlay(
        OverlayId(f"o{first}"), content, ShotId(shot), Seconds(first, FPS), Seconds(frames, FPS), place or Place()
    )


def logo(tmp_path: Path, colour: Sequence[int] = (220, 40, 40), alpha: int = 255) -> Picture:
    """A picture whose right half is not there."""
    pixels = np.zeros((96, 128, 4), np.uint8)
    pixels[:, :64] = (*colour[::-1], alpha)
    cv2.imwrite(str(tmp_path / "logo.png"), pixels)
    return Picture(still_taken_in(tmp_path / "logo.png")[0])


@pytest.fixture
def plan(tmp_path: Path) -> FilmPlan:
    """Two grey shots, the second of which passes in by a dissolve where a test says so."""
    (tmp_path / "out").mkdir()
    clips, at = list[Clip](), 0
    for number, frames in enumerate(LENGTHS):
        with TakeWriter(tmp_path / f"{number}.mp4", SIZE, FPS) as take:
            for _ in range(frames):
                take.write(np.full((SIZE.height, SIZE.width, 3), GREY, np.uint8))
        clips.append(Clip(tmp_path / f"{number}.mp4", frames, str(number), at=at))
        at += frames
    return replace(film(tmp_path, LENGTHS), clips=tuple(clips))


def written(plan: FilmPlan, made: Film, tmp_path: Path, preset: str = "h264") -> Path:
    target = tmp_path / "out" / f"film{preset_called(preset).suffix}"
    with FilmOverlays(made) as overlays:
        drawn = replace(plan, drawn=(overlays, *plan.drawn))
        for _ in deliver(drawn, preset_called(preset), target, tmp_path / "encoded", StopToken()):
            pass
    return target


def frames_of(path: Path) -> list[np.ndarray]:
    with av.open(path) as read:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in read.decode(video=0)]


def packets_of(path: Path) -> list[bytes]:
    with av.open(path) as read:
        return [bytes(packet) for packet in read.demux(read.streams.video[0]) if packet.size]


@pytest.mark.parametrize("preset", ["h264", "prores", "webp"])
def test_a_picture_lies_over_its_frames_where_it_is_there_and_nowhere_else(
    plan: FilmPlan, tmp_path: Path, preset: str
) -> None:
    made = document(overlay(logo(tmp_path), 20, 20))
    target = written(plan, made, tmp_path, preset)
    if preset == "webp":
        shown = [np.asarray(one) for one in cv2.imreadanimation(str(target))[1].frames]
        red = [bool(one[:, 4:28, 1].mean() < 60) for one in shown]
        assert [kind for kind, _ in groupby(red)] == [False, True, False]
        return
    for index, picture in enumerate(frames_of(target)):
        left, right = picture[:, 4:28].mean(axis=(0, 1)), picture[:, 36:60].mean(axis=(0, 1))
        assert np.allclose(right, GREY, atol=4), f"frame {index}: what is not there shows the film"
        wanted = (220, 40, 40) if 20 <= index < 40 else (GREY,) * 3
        assert np.allclose(left, wanted, atol=8), f"frame {index}: {left}"


def test_only_the_groups_that_are_touched_are_encoded_anew(plan: FilmPlan, tmp_path: Path) -> None:
    made = document(overlay(logo(tmp_path), 14, 4))
    found = packets_of(written(plan, made, tmp_path))
    own = [packet for clip in plan.clips for packet in packets_of(clip.take)]
    same = [a == b for a, b in zip(found, own, strict=True)]
    assert all(same[:12] + same[24:])
    assert not same[12], "the group that the picture is in"


def test_previews_and_exports_agree(plan: FilmPlan, tmp_path: Path) -> None:
    faded = with_(overlay(logo(tmp_path, alpha=200), 3, 40, Place(0.4, 0.6, 0.7, 20.0, 0.9)), fade_in=Seconds(10, FPS))
    made = document(faded, overlay(Card("Ab", size=0.3, bold=True), 10, 20, Place(y=0.3)))
    shown = Compositor()
    for index, picture in enumerate(frames_of(written(plan, made, tmp_path))):
        plain = np.full((SIZE.height, SIZE.width, 3), GREY, np.uint8)
        seen = shown.laid_over(plain, made, Seconds(index, FPS)).astype(int)
        assert np.abs(seen - picture).mean() < 3, f"frame {index}"
        assert (seen == GREY).all() == (not 3 <= index < 43)


def test_fading_in_and_out_is_even(plan: FilmPlan, tmp_path: Path) -> None:
    half_second = Seconds(12, FPS)
    made = document(with_(overlay(logo(tmp_path), 0, 30), fade_in=half_second, fade_out=half_second))
    red = [float(picture[:, 4:28, 0].mean()) - GREY for picture in frames_of(written(plan, made, tmp_path))][:30]
    assert np.allclose(red[:12], 100 * (np.arange(12) + 0.5) / 12, atol=5)
    assert np.allclose(red[18:], red[:12][::-1], atol=5)


def test_it_lies_over_a_dissolve(plan: FilmPlan, tmp_path: Path) -> None:
    clips = (plan.clips[0], replace(plan.clips[1], entered="dissolve"))
    made = document(overlay(logo(tmp_path), 20, 20))
    for index, picture in enumerate(frames_of(written(replace(plan, clips=clips), made, tmp_path))):
        assert (picture[:, 4:28, 1].mean() < 60) == (20 <= index < 40)


@pytest.mark.parametrize("rotation", [0.0, 90.0])
def test_a_clip_runs_along_from_where_it_begins_and_holds_its_last_frame(
    plan: FilmPlan, tmp_path: Path, rotation: float
) -> None:
    path = video(tmp_path / "clip.mp4", [round(n * 1000 / 24) for n in range(20)])
    footage = with_(footage_taken_in(path)[0], start=Seconds(5, 24))
    made = document(overlay(Inset(footage), 6, 30, Place(rotation=rotation)))
    target = written(plan, made, tmp_path)
    numbers = [clip_number(picture) for picture in frames_of(target)[6:36]] if not rotation else []
    assert numbers == ([min(5 + n, 19) for n in range(30)] if not rotation else [])
    if rotation:
        turned = frames_of(target)[8]
        assert np.allclose(turned[:, 18:30].mean(axis=(0, 1)), (220, 40, 40), atol=14), "its lower half is on the left"


def test_a_picture_in_the_picture_is_as_large_and_where_it_was_put(tmp_path: Path) -> None:
    path = video(tmp_path / "clip.mp4", [0, 42, 84], size=(64, 48))
    footage: Footage = footage_taken_in(path)[0]
    made = document(overlay(Inset(footage), 0, 3, Place(0.75, 0.25, 0.5)))
    plain = np.zeros((180, 320, 3), np.uint8)
    seen = Compositor().laid_over(plain, made, Seconds(0)).sum(axis=2) > 30
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    assert (columns[0], columns[-1]) == (160, 319)
    assert (rows[0], rows[-1]) == (0, 89)


def test_a_clip_made_much_larger_than_the_picture_shows_its_part(tmp_path: Path) -> None:
    path = video(tmp_path / "clip.mp4", [0, 42, 84], size=(64, 48))
    for scale in (1.9, 20.0):
        made = document(overlay(Inset(footage_taken_in(path)[0]), 0, 3, Place(0.5, 0.5 - 0.4 * scale, scale)))
        seen = Compositor().laid_over(np.zeros((48, 64, 3), np.uint8), made, Seconds(0))
        assert np.allclose(seen[:2].mean(axis=(0, 1)), (220, 40, 40), atol=14), "its red lower half"


def test_in_a_narrow_picture_words_are_broken_and_stay_inside(tmp_path: Path) -> None:
    made = document(overlay(Card("Words that are far too long for one line of it", size=0.1, edge=""), 0, 5))
    for size in (Size(320, 180), Size(180, 320), Size(200, 200)):
        plain = np.zeros((size.height, size.width, 3), np.uint8)
        seen = Compositor().laid_over(plain, made, Seconds(0)).any(axis=2)
        columns, rows = np.flatnonzero(seen.any(axis=0)), np.flatnonzero(seen.any(axis=1))
        assert columns[0] > 0.03 * size.width
        assert columns[-1] < 0.97 * size.width
        assert abs((rows[0] + rows[-1]) / 2 - size.height / 2) < 0.05 * size.height
        lines = np.diff(np.concatenate([[0], seen.any(axis=1).astype(int)]) == 1).sum()
        assert lines >= 2, size


def test_a_card_with_a_ground_hides_the_picture() -> None:
    made = document(overlay(Card("The End", ground="#102030"), 0, 5))
    seen = Compositor().laid_over(np.full((90, 160, 3), 250, np.uint8), made, Seconds(0))
    assert seen[0, 0].tolist() == [0x10, 0x20, 0x30]
    assert (seen > 200).any()


def test_letters_that_no_font_has_are_told_before_a_film_is_written() -> None:
    assert letters_missing("Hello, é — “x” 12\n\t") == ""
    unknown = "\U000107f0"  # unassigned: no font has it
    assert letters_missing(f"a{unknown}b{unknown}") in ("", unknown)
    made = document(overlay(Card("\U00012480\U0001246e"), 0, 5))  # cuneiform
    if letters_missing("\U00012480"):
        with pytest.raises(MissingResource, match="No font of this machine has"):
            check_overlays(laid_out(made))


def test_a_file_that_is_another_one_now_is_told(tmp_path: Path) -> None:
    made = document(overlay(logo(tmp_path), 0, 5))
    logo(tmp_path, (1, 2, 3))
    with pytest.raises(MissingResource, match="is not the one"):
        Compositor().laid_over(np.zeros((48, 64, 3), np.uint8), made, Seconds(0))


def test_shots_written_alone_have_what_lies_over_them(plan: FilmPlan, tmp_path: Path) -> None:
    made = document(overlay(logo(tmp_path), 20, 20))
    alone = replace(plan, clips=plan.clips[1:], sound=plan.sound[:, : 30 * 2000], chapters=(), captions=())
    found = [bool(picture[:, 4:28, 1].mean() < 60) for picture in frames_of(written(alone, made, tmp_path))]
    assert found == [index < 10 for index in range(30)]


def test_the_mark_lies_over_overlays_and_over_what_dissolves_show_of_marked_shots(
    plan: FilmPlan, tmp_path: Path
) -> None:
    clips = (plan.clips[0], replace(plan.clips[1], entered="dissolve"))
    plan = replace(plan, clips=clips)
    mark = Mark(everywhere=True)
    plan = replace(plan, drawn=(FilmMark(mark, plan, {"0": False}),))
    made = document(overlay(Card("x", ground="#ffffff"), 0, 60))
    left, top, right, bottom = MarkDrawer(mark, SIZE, trained=False).box(place_at(mark, 0.0).seen[0][0])
    for index, picture in enumerate(frames_of(written(plan, made, tmp_path))):
        marked = picture[top:bottom, left:right].min() < 200
        assert marked == (index < 38), f"frame {index}"


def test_what_is_made_is_kept_until_something_of_it_changes(plan: FilmPlan, tmp_path: Path) -> None:
    def parts(made: Film) -> set[tuple[str, int]]:
        with FilmOverlays(made) as overlays:
            for _ in make_retouched(replace(plan, drawn=(overlays,)), tmp_path / "encoded", StopToken()):
                pass
        return {(one.name, one.stat().st_mtime_ns) for one in (tmp_path / "encoded").iterdir()}

    made = document(overlay(logo(tmp_path), 5, 10), overlay(logo(tmp_path), 10, 10, shot="1"))
    first = parts(made)
    assert parts(made) == first
    moved = with_(made, overlays=(made.overlays[0], with_(made.overlays[1], place=Place(0.4))))
    assert len(parts(moved) - first) == 1
    assert first < parts(moved)
