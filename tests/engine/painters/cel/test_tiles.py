"""Passes that leave out tiles with nothing to do paint what they would all over; leaves are drawn nearest first."""

from collections.abc import Iterator

import moderngl
import numpy as np
import pytest
from cel_shots import ground
from numpy.typing import NDArray

from studio.engine.painters.cel.canvas import UNITS_ON_SCREEN, Canvas
from studio.engine.painters.cel.lens import frustum
from studio.engine.painters.cel.mesh import Surface, join
from studio.engine.painters.cel.targets import STRIP_LONGEST, TILE_PX, Targets, Tiles, tiled
from studio.engine.painters.cel.vertices import WAYS, Kind, pack
from studio.engine.painters.painter import Size
from studio.engine.performance import projection_matrix

ODD = Size(203, 117)
TEXEL = {"texel": (1 / ODD.width, 1 / ODD.height)}


@pytest.fixture(scope="module")
def canvas() -> Iterator[Canvas]:
    made = Canvas()
    yield made
    made.release()
    made.context.release()


def blocks() -> bytes:
    """A flat picture, brightness in its fourth channel, with slanting bars in its left half and in its last corner."""
    down, across = np.mgrid[0 : ODD.height, 0 : ODD.width]
    bars = ((across * 3 + down * 2) % 40 < 13) & ((across < 90) | ((across > 190) & (down > 108)))
    return np.repeat(np.where(bars, 220, 60).astype(np.uint8)[..., None], 4, axis=2).tobytes()


def smoothed(canvas: Canvas, targets: Targets, every: bool) -> NDArray[np.uint8]:
    """What FXAA paints, over black: in the tiles that have edges, or in every tile."""
    targets.smooth.over.clear(0, 0, 0, 0)
    targets.graded.colour.use(UNITS_ON_SCREEN["picture"])
    canvas.state()
    with canvas.unfiltered("picture"):
        canvas.mark("smoothed_fragment.glsl", targets.tiles, **TEXEL)
        if every:
            targets.tiles.marks.over.clear(1, 1, 1, 1)
        canvas.tiled("fxaa_vertex.glsl", "fxaa_fragment.glsl", targets.smooth.over, targets.tiles, **TEXEL)
    canvas.wait()
    pixels = targets.smooth.over.read(components=4, alignment=1)
    return np.frombuffer(pixels, np.uint8).reshape(ODD.height, ODD.width, 4)


def marked(targets: Targets) -> NDArray[np.bool_]:
    """Which tiles are, in their order: down the rows of the strip that they lie in, and on in its next column."""
    strip = targets.tiles.marks
    pixels = np.frombuffer(strip.over.read(components=1, alignment=1), np.uint8)
    return pixels.reshape(strip.size.height, strip.size.width).T.ravel() > 0


def test_tiles_of_a_part_of_the_picture_are_painted_and_no_others(canvas: Canvas):
    targets = Targets(canvas.context, ODD)
    white, within = (1.0, 1.0, 1.0, 1.0), (3, 2, 4, 5)
    canvas.state()
    targets.smooth.over.clear(0, 0, 0, 0)
    canvas.mark("flat_fragment.glsl", targets.tiles, within=within, value=white)
    canvas.tiled(
        "fxaa_vertex.glsl", "flat_fragment.glsl", targets.smooth.over, targets.tiles, within=within, value=white
    )
    canvas.wait()
    painted = np.frombuffer(targets.smooth.over.read(components=1, alignment=1), np.uint8)
    expected = np.zeros((ODD.height, ODD.width), bool)
    expected[2 * TILE_PX : 7 * TILE_PX, 3 * TILE_PX : 7 * TILE_PX] = True
    assert np.array_equal(painted.reshape(expected.shape) > 0, expected)
    assert marked(targets)[: 4 * 5].all()
    assert not marked(targets)[4 * 5 :].any(), "nothing is looked at beside them"
    targets.release()


@pytest.mark.parametrize("size", [Size(16, 16), Size(1280, 720), Size(8192, 4320)])
def test_a_strip_holds_every_tile_of_a_picture(canvas: Canvas, size: Size):
    tiles = Tiles(canvas.context, size)
    many = tiled(size)
    assert tiles.marks.size.width * tiles.marks.size.height >= many.width * many.height
    assert tiles.marks.size.width <= STRIP_LONGEST
    tiles.release()


def test_tiles_with_edges_are_all_that_have_any_up_to_the_rim_of_an_odd_size(canvas: Canvas):
    targets = Targets(canvas.context, ODD)
    targets.graded.colour.write(blocks(), alignment=1)
    some, every = smoothed(canvas, targets, every=False), smoothed(canvas, targets, every=True)
    assert np.array_equal(some, every)
    assert every[-6:, -8:].any(), "the last tile, most of which is beyond the picture"
    assert tiled(ODD) == Size(13, 8)
    smoothed(canvas, targets, every=False)
    wanted = marked(targets).reshape(8, 13)
    assert wanted[:7, :5].all()
    assert not wanted[:6, 7:].any()
    targets.release()


def test_every_tile_is_one_square_of_the_picture(canvas: Canvas):
    targets = Targets(canvas.context, ODD)
    canvas.state(0, (moderngl.ONE, moderngl.ONE, moderngl.ONE, moderngl.ONE))
    targets.tiles.marks.over.clear(1, 1, 1, 1)
    targets.smooth.over.clear(0, 0, 0, 0)
    canvas.tiled("fxaa_vertex.glsl", "flat_fragment.glsl", targets.smooth.over, targets.tiles, value=(100 / 255,) * 4)
    canvas.wait()
    painted = np.frombuffer(targets.smooth.over.read(components=1, alignment=1), np.uint8)
    assert np.all(painted == 100), "none is left out, and none painted twice"
    assert TILE_PX * 12 < ODD.width < TILE_PX * 13
    targets.release()


def test_pictures_of_a_set_are_sorted_nearest_first_for_the_way_that_one_looks():
    dice = np.random.default_rng(3)
    pieces = [ground(0.2, (1, 1, 1), (0, 0, 0), Surface.DECAL, height) for height in dice.uniform(0, 3, 30)]
    mesh = join(pieces)
    mesh.position[:, :2] += np.repeat(dice.uniform(1, 7, (30, 2)), len(pieces[0].position), axis=0)
    packed = pack(mesh, 8.0)
    cells = packed.cells[Kind(Surface.DECAL, inked=bool(mesh.outline[0]))]
    triangles = packed.indices.reshape(-1, 3)
    assert cells.first.shape[0] == WAYS
    for azimuth in np.arange(WAYS) * 2 * np.pi / WAYS + 0.1:
        ahead = np.array([np.cos(azimuth), np.sin(azimuth), 0.0])
        view = np.eye(4)
        view[:3, :3] = [[ahead[1], -ahead[0], 0.0], [0.0, 0.0, 1.0], -ahead]
        view[:3, 3] = view[:3, :3] @ (ahead * 30 - [4.0, 4.0, 1.5])
        runs = cells.runs(frustum(projection_matrix(0.9, 1.0) @ view))
        drawn = np.concatenate([triangles[first // 3 : (first + count) // 3] for first, count in runs])
        assert sorted(map(tuple, drawn)) == sorted(map(tuple, mesh.triangles))
        away = mesh.position[drawn].mean(axis=1) @ ahead
        assert np.mean(np.diff(away) < -1.0) < 0.1, "but for the few degrees that a way to look is off"
