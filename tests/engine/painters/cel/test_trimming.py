"""Clouds are drawn without the clear parts of their pictures, and look as before."""

import numpy as np
import pytest
from cel_shots import actor, camera, member, performance

from studio.engine.painters.cel import shelf
from studio.engine.painters.cel.makers import house_makers
from studio.engine.painters.cel.mesh import Mesh, Surface, join
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.cel.sets.atlas import Region, printed
from studio.engine.painters.cel.shapes import Finish, paint, quad
from studio.engine.painters.cel.trimming import trimmed
from studio.engine.painters.painter import Size

WHOLE = Region(0.25, 0.25, 0.75, 0.75)
PLACE, ACROSS, UP = np.array([1.0, 2.0, 3.0]), np.array([4.0, 0.0, 0.0]), np.array([0.0, 0.0, 2.0])


def pane(surface: Surface = Surface.SKY, region: Region = WHOLE) -> Mesh:
    """An upright picture 4 m wide and 2 m high."""
    coat = Finish((1, 1, 1), (1, 1, 1), surface, outline=0.0)
    return paint(printed(quad(PLACE, ACROSS, UP), region), coat)


def atlas(shown=None):
    """256 pixels a side, clear but for an ellipse low in the middle of the pane, or what is given."""
    pixels = np.zeros((256, 256, 4), np.uint8)
    down, across = np.mgrid[0:256, 0:256]
    seen = ((across - 118) / 30) ** 2 + ((down - 168) / 14) ** 2 < 1 if shown is None else shown(across, down)
    pixels[..., 3] = np.where(seen, 255, 0)
    return pixels


def area(mesh: Mesh) -> float:
    corners = mesh.position[mesh.triangles].astype(float)
    return float(
        np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1).sum() / 2
    )


def side(first, second, points):
    """On which side of a line points lie, by sign."""
    (across, down), away = second - first, points - first
    return across * away[:, 1] - down * away[:, 0]


def covered(mesh: Mesh, points):
    """How many triangles each place of the atlas, (N, 2) uv, lies in."""
    count = np.zeros(len(points), int)
    for a, b, c in mesh.uv[mesh.triangles].astype(float):
        sides = [side(first, second, points) for first, second in ((a, b), (b, c), (c, a))]
        count += np.all(np.sign(sides) == np.sign(sides[0]), axis=0)
    return count


def test_what_is_seen_of_a_picture_is_covered_once_and_half_of_the_rest_is_gone():
    pixels = atlas()
    cut = trimmed(pane(), pixels)
    down, across = np.nonzero(pixels[..., 3])
    assert np.all(covered(cut, (np.column_stack([across, down]) + 0.4837) / 256) == 1)
    assert area(cut) < 0.5 * area(pane())


def test_every_corner_lies_on_the_picture_where_its_uv_is():
    cut = trimmed(pane(), atlas())
    used = np.unique(cut.triangles)
    whole = pane()
    plane = np.linalg.lstsq(np.column_stack([whole.uv, np.ones(4)]).astype(float), whole.position, rcond=None)[0]
    there = np.column_stack([cut.uv[used], np.ones(len(used))]) @ plane
    assert np.allclose(cut.position[used], there, atol=1e-5)


def test_a_picture_in_two_parts_leaves_out_what_is_between():
    two = atlas(lambda across, _down: (across < 80) | (across > 176))
    assert 0.3 < area(trimmed(pane(), two)) / area(pane()) < 0.85


def test_a_picture_with_nothing_on_it_is_not_drawn():
    assert area(trimmed(pane(), atlas(lambda across, _down: across < 0))) == 0


def test_what_is_no_picture_of_the_sky_stays_and_all_is_laid_in_its_order():
    leaf, blank, cloud = pane(Surface.DECAL), pane(region=Region(0.1, 0.1, 0.1, 0.1)), pane()
    mesh = join([blank, cloud, leaf, cloud])
    cut = trimmed(mesh, atlas())
    assert np.array_equal(cut.triangles[:2], mesh.triangles[:2])
    inside = (len(cut.triangles) - 4) // 2
    assert inside > 2
    first, second = cut.triangles[2 : 2 + inside], cut.triangles[4 + inside :]
    assert np.array_equal(cut.triangles[2 + inside : 4 + inside], mesh.triangles[4:6])
    assert np.array_equal(cut.uv[first], cut.uv[second])
    assert first.max() < second.min()


@pytest.mark.parametrize("kind", ["park", "beach"])
def test_a_sky_looks_as_with_its_whole_pictures(monkeypatch, kind):
    shot = performance([actor(member("hana"))], (), camera(eye=(0.0, -4.0, 1.4), target=(0.5, 0.0, 2.2)), set_kind=kind)
    pictures = []
    for cut in (shelf.trimmed, lambda mesh, _atlas: mesh):
        monkeypatch.setattr(shelf, "trimmed", cut)
        painter = CelPainter(house_makers())
        try:
            pictures.append(painter.open(shot, Size(640, 360)).frame(0).colour.astype(int))
        finally:
            painter.close()
    apart = np.abs(pictures[0] - pictures[1]).max(axis=2)
    assert pictures[0][:120].std() > 10, "there are clouds in it"
    assert (apart > 2).mean() < 0.0005
