"""Dissolves and fades in the written film: where they are, how they look, and that all else stays as it was."""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from media_films import FPS, SIZE, film

from studio.engine.media.delivery import deliver
from studio.engine.media.plan import Clip, FilmPlan
from studio.engine.media.presets import preset_called
from studio.engine.media.take_video import TakeWriter, read_frames
from studio.engine.stop import StopToken


def take(path: Path, levels: list[int]) -> Clip:
    with TakeWriter(path, SIZE, FPS) as writer:
        for level in levels:
            writer.write(np.full((SIZE.height, SIZE.width, 3), level, np.uint8))
    return Clip(path, len(levels), path.stem)


@pytest.fixture
def plan(tmp_path: Path) -> FilmPlan:
    """A dark shot that grows a little lighter, and a bright one, 30 frames each."""
    dark, bright = take(tmp_path / "dark.mp4", [40 + n for n in range(30)]), take(tmp_path / "bright.mp4", [200] * 30)
    (tmp_path / "out").mkdir()
    return replace(film(tmp_path, (30, 30)), clips=(dark, bright))


def levels(plan: FilmPlan, tmp_path: Path, entered: str, preset: str = "h264") -> list[float]:
    plan = replace(plan, clips=(plan.clips[0], replace(plan.clips[1], entered=entered)))
    target = tmp_path / "out" / f"film{preset_called(preset).suffix}"
    for _ in deliver(plan, preset_called(preset), target, tmp_path / "encoded", StopToken()):
        pass
    assert not (tmp_path / "encoded").exists()
    with av.open(target) as read:
        return [float(frame.to_ndarray(format="rgb24").mean()) for frame in read.decode(video=0)]


def test_a_dissolve_passes_evenly_from_one_shot_to_the_other(plan: FilmPlan, tmp_path: Path) -> None:
    found = levels(plan, tmp_path, "dissolve")
    assert len(found) == 60
    assert np.allclose(found[:22], [40 + n for n in range(22)], atol=2), "until it begins nothing is changed"
    assert np.allclose(found[38:], 200, atol=2)
    steps = np.diff(found[21:39])
    assert (steps > 2).all()
    assert steps.max() < 2.5 * steps.mean(), "no jump at the cut"
    assert abs((found[29] + found[30]) / 2 - (69 + 200) / 2) < 6


def test_a_fade_goes_through_black(plan: FilmPlan, tmp_path: Path) -> None:
    found = levels(plan, tmp_path, "fade")
    assert max(found[29], found[30]) < 12
    assert np.allclose(found[:18], [40 + n for n in range(18)], atol=2)
    assert np.allclose(found[42:], 200, atol=2)


def test_a_film_that_fades_out_ends_on_black(plan: FilmPlan, tmp_path: Path) -> None:
    found = levels(replace(plan, ending="fade"), tmp_path, "cut")
    assert np.allclose(found[:48], [40 + n for n in range(30)] + [200] * 18, atol=2), "until then nothing is changed"
    assert (np.diff(found[47:]) < 0).all()
    assert found[-1] < 14


def test_only_the_groups_it_touches_are_encoded_anew(plan: FilmPlan, tmp_path: Path) -> None:
    before = [_packets(clip.take) for clip in plan.clips]
    levels(plan, tmp_path, "dissolve")
    after = _packets(tmp_path / "out" / "film.mp4")
    assert after[:12] == before[0][:12]
    assert after[42:] == before[1][12:]


def _packets(path: Path) -> list[bytes]:
    with av.open(path) as read:
        return [bytes(packet) for packet in read.demux(video=0) if packet.size]


@pytest.mark.parametrize("preset", ["hevc", "prores"])
def test_other_forms_have_it_too(tmp_path: Path, plan: FilmPlan, preset: str) -> None:
    joined = levels(plan, tmp_path, "dissolve")
    assert np.allclose(levels(plan, tmp_path, "dissolve", preset), joined, atol=3)


def test_a_film_of_cuts_is_joined_as_it_was(plan: FilmPlan, tmp_path: Path) -> None:
    levels(plan, tmp_path, "cut")
    assert _packets(tmp_path / "out" / "film.mp4") == [one for clip in plan.clips for one in _packets(clip.take)]


def test_shots_shorter_than_a_dissolve_are_mixed_whole(tmp_path: Path, plan: FilmPlan) -> None:
    clips = tuple(
        replace(take(tmp_path / f"{n}.mp4", [level] * 5), entered="dissolve") for n, level in enumerate((20, 220, 20))
    )
    short = replace(plan, clips=clips, sound=np.zeros((2, 0), np.float32), chapters=(), captions=())
    target = tmp_path / "out" / "short.mp4"
    for _ in deliver(short, preset_called("h264"), target, tmp_path / "encoded", StopToken()):
        pass
    found = [float(frame.mean()) for frame in read_frames(target)]
    assert len(found) == 15
    assert np.allclose(found, found[::-1], atol=3), "in and out alike"
    assert max(found) > 180
