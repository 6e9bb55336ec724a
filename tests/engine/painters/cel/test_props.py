import numpy as np
import pytest

from studio.engine.creatures import joint_names
from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.pose import MOST_BONES
from studio.engine.painters.cel.props import build_prop
from studio.engine.painters.cel.shapes import rgb
from studio.engine.vocabulary import materials, prop_kinds
from studio.timeline.film import Prop, PropId

KINDS = sorted(prop_kinds())
MOST_TRIANGLES = {"dragon": 20000}
"""As large as a house, it is seen from nearer than anything else."""


def prop_of(kind: str, name: str = "thing", colour: str | None = None) -> Prop:
    return Prop(id=PropId("p1"), kind=kind, name=name, colour=colour)


def bounds(mesh: Mesh) -> tuple[np.ndarray, np.ndarray]:
    seen = mesh.position[np.unique(mesh.triangles)]
    return seen.min(0), seen.max(0)


LIFELESS = [kind for kind in KINDS if not prop_kinds()[kind].alive]
ALIVE = [kind for kind in KINDS if prop_kinds()[kind].alive]


@pytest.mark.parametrize("kind", ALIVE)
def test_a_creature_stands_on_the_ground_and_every_joint_of_it_carries_something(kind: str):
    mesh = build_prop(prop_of(kind))
    low, high = bounds(mesh)
    size = prop_kinds()[kind].size_m
    if kind != "fish":
        assert abs(low[2] + size[2] / 2) < 0.02 * size[2] + 0.003
    assert 0.75 * size[2] < high[2] - low[2] < 1.2 * size[2]
    assert set(np.unique(mesh.bones)) == set(range(len(joint_names(kind))))
    assert len(joint_names(kind)) <= MOST_BONES


@pytest.mark.parametrize("kind", LIFELESS)
def test_a_prop_is_as_large_as_its_physics_says(kind: str):
    low, high = bounds(build_prop(prop_of(kind)))
    size, stool = prop_kinds()[kind].size_m, prop_kinds()[kind].stool_m
    if stool is not None:
        assert low[1] == pytest.approx(stool[1], abs=0.3), "its stool stands before it, and is not the thing itself"
        low[1] = -size[1] / 2
    assert np.allclose(high - low, size, rtol=0.25)
    assert np.allclose((high + low) / 2, 0, atol=0.06 * max(size))


@pytest.mark.parametrize("kind", KINDS)
def test_a_prop_is_drawable(kind: str):
    mesh = build_prop(prop_of(kind))
    assert 30 < len(mesh.triangles) < MOST_TRIANGLES.get(kind, 6500 if prop_kinds()[kind].alive else 3000)
    for column in (mesh.position, mesh.normal, mesh.colour, mesh.shade):
        assert np.isfinite(column).all()
    assert np.allclose(np.linalg.norm(mesh.normal, axis=1), 1, atol=0.02)
    again = build_prop(prop_of(kind))
    assert np.array_equal(mesh.position, again.position)
    assert np.array_equal(mesh.colour, again.colour)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("unknown",)])
def test_the_scripts_colour_is_worn(kind: str):
    green = build_prop(prop_of(kind, colour="#2ea84a"))
    usual = build_prop(prop_of(kind))
    assert not np.array_equal(green.colour, usual.colour)
    wanted = np.array(rgb("#2ea84a"))
    nearest = np.abs(green.colour - wanted).sum(1).min()
    assert nearest < 0.45


def test_a_thing_we_do_not_know_says_its_name():
    short, long = build_prop(prop_of("unknown", "orb")), build_prop(prop_of("theremin", "old theremin"))
    assert len(long.triangles) > len(short.triangles) > 100
    assert len(build_prop(prop_of("unknown", "ψψ")).triangles) > 30


def test_every_kind_has_words_a_material_and_a_weight():
    for name, kind in prop_kinds().items():
        assert kind.material in materials(), name
        assert kind.mass_kg > 0
        assert name == "unknown" or name.replace("_", " ") in kind.words
    everything = [word for kind in prop_kinds().values() for word in kind.words]
    assert len(prop_kinds()) >= 34
    assert len(everything) > 150
