"""How meshes are cut up for drawing."""

import numpy as np
from cel_shots import box, ground

from studio.engine.painters.cel.lens import frustum
from studio.engine.painters.cel.mesh import Surface, join
from studio.engine.painters.cel.vertices import Kind, pack
from studio.engine.performance import projection_matrix


def boxes(places, **more):
    return join([box((x, y, 0), (1, 1, 1), (1, 1, 1), (0, 0, 0), **more) for x, y in places])


def test_every_triangle_is_drawn_once():
    mesh = join([boxes([(0, 0), (30, 0), (0, 30)]), ground(5, (1, 1, 1), (0, 0, 0), Surface.WET)])
    packed = pack(mesh, 8.0)
    drawn = sum(count for cells in packed.cells.values() for _, count in cells.runs())
    assert drawn == mesh.triangles.size
    assert sorted(map(tuple, packed.indices.reshape(-1, 3))) == sorted(map(tuple, mesh.triangles))


def test_what_is_behind_the_camera_is_left_out():
    packed = pack(boxes([(0, 0), (100, 0)]), 8.0)
    down_z = projection_matrix(0.5, 1.0)
    down_z[:, 3] += down_z[:, :3] @ [0, 0, -10]
    kept = packed.cells[Kind(Surface.PLAIN)].runs(frustum(down_z))
    assert sum(count for _, count in kept) == 36


def test_things_without_ink_are_kept_apart_in_sets():
    packed = pack(join([boxes([(0, 0)]), boxes([(1, 1)], outline=0.0)]), 8.0)
    assert set(packed.cells) == {Kind(Surface.PLAIN), Kind(Surface.PLAIN, inked=False)}


def test_the_sky_keeps_its_order():
    far_first = boxes([(90, 90), (0, 0), (50, 0)], surface=Surface.SKY)
    packed = pack(far_first, 8.0)
    assert np.array_equal(packed.indices.reshape(-1, 3), far_first.triangles)
