import itertools
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from cel_shots import camera, performance

from studio.engine.painters.cel.effects import Effects
from studio.engine.painters.cel.makers import Makers
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.cel.scenery import Scenery
from studio.engine.painters.cel.sets import build_set, mood_for
from studio.engine.painters.cel.shapes import shade_of
from studio.engine.painters.painter import Size
from studio.engine.sound.ambience import ambiences
from studio.engine.vocabulary import materials, set_kinds
from studio.timeline.film import Setting

HOURS = ("morning", "day", "evening", "night")
WEATHERS = ("clear", "cloudy", "rain", "storm", "snow", "wind", "fog", "petals")
MOST_TRIANGLES = 15500


def setting_of(name: str, hour: str = "day", weather: str = "clear") -> Setting:
    return Setting(set=name, place=name, hour=hour, weather=weather)


@cache
def built(name: str, hour: str = "day", weather: str = "clear", seed: int = 1) -> Scenery:
    return build_set(setting_of(name, hour, weather), seed)


def built_for(setting: Setting, _seed: int, _wet: float | None, _loose: frozenset[str]) -> Scenery:
    return built(setting.set, setting.hour, setting.weather)


def corners_seen(scenery: Scenery) -> np.ndarray:
    return scenery.mesh.position[np.unique(scenery.mesh.triangles)]


@pytest.mark.parametrize(("hour", "weather"), [("day", "clear"), ("night", "rain")])
@pytest.mark.parametrize("name", sorted(set_kinds()))
def test_a_set_is_drawable(name: str, hour: str, weather: str):
    scenery = built(name, hour, weather)
    mesh = scenery.mesh
    assert 1500 < len(mesh.triangles) <= MOST_TRIANGLES
    assert mesh.triangles.max() < len(mesh.position)
    for column in (mesh.position, mesh.normal, mesh.colour, mesh.shade, mesh.uv):
        assert np.isfinite(column).all()
    assert mesh.shade.min() >= 0
    assert mesh.shade.max() <= 1
    assert mesh.glow.min() >= 0
    assert mesh.glow.max() <= 1
    assert set(np.unique(mesh.surface)) <= {int(surface) for surface in Surface}


@pytest.mark.parametrize("name", sorted(set_kinds()))
def test_pictures_lie_inside_the_atlas(name: str):
    scenery = built(name)
    assert scenery.atlas is not None
    assert max(scenery.atlas.shape[:2]) <= 2048
    pictured = np.isin(scenery.mesh.surface, (Surface.DECAL, Surface.SKY))
    assert scenery.mesh.uv[pictured].min() >= 0
    assert scenery.mesh.uv[pictured].max() <= 1


@pytest.mark.parametrize("name", sorted(set_kinds())[::3])
def test_the_same_setting_and_seed_give_the_same_arrays(name: str):
    first, again = built(name), build_set(setting_of(name), 1)
    for column in ("position", "colour", "uv", "triangles"):
        assert np.array_equal(getattr(first.mesh, column), getattr(again.mesh, column))
    assert first.atlas is not None
    assert again.atlas is not None
    assert np.array_equal(first.atlas, again.atlas)


@pytest.mark.parametrize("name", ["neon_street", "forest", "meadow", "shrine"])
def test_another_seed_or_another_place_looks_different(name: str):
    other_place = build_set(Setting(set=name, place="elsewhere"), 1)
    for other in (built(name, seed=2), other_place):
        same = len(other.mesh.position) == len(built(name).mesh.position)
        assert not same or not np.array_equal(other.mesh.position, built(name).mesh.position)


@pytest.mark.parametrize("name", sorted(set_kinds()))
def test_people_stand_and_sit_where_there_is_room(name: str):
    kind = set_kinds()[name]
    left, right, near, far = kind.bounds_m
    assert len(kind.marks_m) >= 6
    for x, y in (*kind.marks_m, *(seat.at for seat in kind.seats)):
        assert left <= x <= right
        assert near <= y <= far
    for (ax, ay), (bx, by) in itertools.combinations(kind.marks_m[:6], 2):
        assert np.hypot(ax - bx, ay - by) >= 0.8
    for x, y in kind.marks_m:
        for solid in kind.solids:
            inside_x = abs(x - solid.centre[0]) < solid.size[0] / 2 + 0.25
            inside_y = abs(y - solid.centre[1]) < solid.size[1] / 2 + 0.25
            assert not (inside_x and inside_y), f"{name}: mark {x, y} stands in {solid.name}"


@pytest.mark.parametrize("name", sorted(set_kinds()))
def test_what_things_rest_on_is_where_the_picture_shows_it(name: str):
    """Some drawn corner or edge lies on the top of every table, bench, step and log."""
    points = corners_seen(built(name))
    for solid in set_kinds()[name].solids:
        top = solid.centre[2] + solid.size[2] / 2
        if "wall" in solid.name or top > 2.0:
            continue
        over = np.abs(points[:, :2] - solid.centre[:2]) <= np.array(solid.size[:2]) / 2 + 0.06
        near_top = np.abs(points[:, 2] - top) < 0.06
        assert (over.all(1) & near_top).any(), f"{name}: nothing drawn at the top of the {solid.name}"


@pytest.mark.parametrize("name", sorted(set_kinds()))
def test_the_playing_area_is_free_and_flat(name: str):
    """Nothing but low grass and marks on the ground stands where the first marks are."""
    scenery = built(name)
    points = corners_seen(scenery)
    for x, y in set_kinds()[name].marks_m[:3]:
        close = np.hypot(points[:, 0] - x, points[:, 1] - y) < 0.3
        column = points[close & (points[:, 2] < 1.9)]
        assert len(column) == 0 or column[:, 2].max() < 0.45


@pytest.mark.parametrize("name", sorted(set_kinds()))
def test_the_hours_are_told_apart_by_sky_and_light(name: str):
    moods = [mood_for(setting_of(name, hour)) for hour in HOURS]
    for one, other in itertools.combinations(moods, 2):
        change = (
            np.abs(np.subtract(one.sky_top, other.sky_top)).sum() + np.abs(np.subtract(one.light, other.light)).sum()
        )
        assert change > 0.15
    assert moods[3].stars > moods[1].stars or set_kinds()[name].lit


@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.parametrize("name", sorted(set_kinds()))
def test_weather_is_outdoors(name: str, weather: str):
    mood = mood_for(setting_of(name, "day", weather))
    outdoors = not set_kinds()[name].indoors
    assert (mood.rain > 0) == (weather in ("rain", "storm") and outdoors)
    assert (mood.snow > 0) == (weather == "snow" and outdoors)
    assert (mood.petals > 0) == (weather == "petals" and outdoors)
    if weather in ("rain", "storm", "cloudy"):
        assert mood.cast_shadow < mood_for(setting_of(name)).cast_shadow
        assert mood.sun is None


@pytest.mark.parametrize("name", sorted(set_kinds()))
def test_a_set_says_what_it_is_made_of_and_sounds_like(name: str):
    kind = set_kinds()[name]
    assert {kind.ground, *(solid.material for solid in kind.solids)} <= set(materials())
    assert kind.ambience in ambiences().places
    assert kind.indoors == (kind.ceiling_m is not None)
    assert kind.camera_bounds_m is not None
    for pool in kind.water:
        left, right, near, far = pool.bounds_m
        assert left < right
        assert near < far
        assert pool.depth_m > 0


@pytest.mark.parametrize("name", sorted(set_kinds()))
def test_spots_are_on_the_floor_or_on_something(name: str):
    """Nothing put down at a spot of the set hangs in the air or lies inside a wall."""
    kind = set_kinds()[name]
    for spot in kind.spots:
        x, y, z = spot.at
        tops = [
            solid.centre[2] + solid.size[2] / 2
            for solid in kind.solids
            if abs(x - solid.centre[0]) <= solid.size[0] / 2 and abs(y - solid.centre[1]) <= solid.size[1] / 2
        ]
        assert any(abs(z - top) < 0.06 for top in (tops or [0.0])), f"{name}: {spot.name} is not at {tops or 0.0}"


@pytest.mark.parametrize("name", [name for name in sorted(set_kinds()) if set_kinds()[name].water])
def test_water_is_drawn_where_things_float(name: str):
    mesh = built(name).mesh
    surface = mesh.position[np.unique(mesh.triangles)][mesh.surface[np.unique(mesh.triangles)] == Surface.WATER]
    for pool in set_kinds()[name].water:
        left, right, near, far = pool.bounds_m
        level = surface[np.abs(surface[:, 2] - pool.surface_m) < 0.05]
        assert level[:, 0].min() <= left + 0.1 or level[:, 0].max() >= right - 0.1
        assert level[:, 1].min() < near + 0.5
        assert level[:, 1].max() > min(far, near + 3) - 0.5


def test_every_set_is_painted_without_a_fault(makers: Makers):
    """All of them through the real renderer, small: nothing flat, nothing empty, by day or in a wet night."""
    airs = itertools.cycle((("day", "clear"), ("night", "rain")))
    cel = CelPainter(replace(makers, scenery=built_for))
    try:
        for name, (hour, weather) in zip(sorted(set_kinds()), airs, strict=False):
            scene = performance(shot_camera=camera(eye=(0.2, -5.5, 1.5)), set_kind=name, hour=hour, weather=weather)
            picture = cel.open(scene, Size(96, 54)).frame(0, Effects.all()).colour.astype(float)
            assert picture.std() > 12, f"{name} by {hour} is one flat tone"
            assert picture.mean() > 12, f"{name} by {hour} cannot be seen"
    finally:
        cel.close()


def test_lamps_are_lit_at_night_only():
    for name in ("neon_street", "room", "shrine"):
        assert len(built(name, "night", "rain").halos) > 0
        assert not built(name).halos


def test_an_unknown_set_is_the_plain_stage():
    unknown = build_set(Setting(set="submarine", place="stage"), 1)
    assert len(unknown.mesh.triangles) == len(built("stage").mesh.triangles)


@pytest.mark.parametrize("name", sorted(name for name, kind in set_kinds().items() if not kind.indoors))
def test_rain_makes_the_ground_a_mirror(name: str):
    mesh = built(name, "day", "rain").mesh
    wet = mesh.position[mesh.triangles[mesh.surface[mesh.triangles[:, 0]] == Surface.WET]]
    low, high = wet.min(axis=(0, 1)), wet.max(axis=(0, 1))
    assert (low[:2] < -2).all()
    assert (high[:2] > 2).all()


def test_yellow_in_shadow_stays_yellow_and_does_not_turn_red():
    red, green, blue = shade_of((1.0, 0.82, 0.15))
    assert green > 0.5 * red
    assert blue < green
