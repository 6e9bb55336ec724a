"""What is asked of the driver past the library does the same as the library does, and leaves it in order."""

import moderngl
import numpy as np
import pytest

from studio.engine.painters.cel import gl_wait
from studio.engine.painters.cel.arrays import vertex_array
from studio.engine.painters.cel.context import open_context
from studio.engine.painters.cel.targets import FineLayer, Layer
from studio.engine.painters.painter import Size

SIZE = Size(48, 32)
CORNER = (8, 4, 20, 16)
RED, GREEN = (1.0, 0.0, 0.0, 1.0), (0.0, 1.0, 0.0, 1.0)
SLANTED = """
#version 330 core
void main() {
    gl_Position = vec4(vec2[](vec2(-0.9, -0.8), vec2(0.9, -0.5), vec2(-0.3, 0.9))[gl_VertexID], 0.25, 1.0);
}
"""
BLUE = "#version 330 core\nout vec4 colour;\nvoid main() { colour = vec4(0.0, 0.0, 1.0, 1.0); }"


@pytest.fixture(scope="module")
def context():
    made = open_context()
    with made:
        yield made
    made.release()


def slanted(context: moderngl.Context) -> FineLayer:
    """A blue triangle on red, its edges at several points of a pixel."""
    layer = FineLayer(context, SIZE)
    context.enable_only(moderngl.DEPTH_TEST)
    layer.frame.use()
    layer.frame.clear(*RED, depth=1.0)
    program = context.program(vertex_shader=SLANTED, fragment_shader=BLUE)
    vertex_array(context, program, []).render(moderngl.TRIANGLES, vertices=3)
    return layer


def green(context: moderngl.Context) -> Layer:
    layer = Layer(context, SIZE, depth=True)
    layer.frame.use()
    layer.frame.clear(*GREEN, depth=0.5)
    layer.frame.scissor = CORNER
    return layer


def content(layer: Layer) -> tuple[bytes, bytes]:
    assert layer.depth
    return layer.over.read(components=4), layer.depth.read()


def without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gl_wait, "_driver_function", lambda _name, *_arguments: None)


@pytest.mark.parametrize("reached", [True, False], ids=["driver", "library"])
def test_a_copy_is_the_librarys_own_and_leaves_its_target_in_use(context, monkeypatch, reached: bool):
    source, here, there = slanted(context), green(context), green(context)
    there.frame.use()
    context.copy_framebuffer(there.frame, source.frame)
    if not reached:
        without_the_driver(monkeypatch)
    gl_wait.copier(context)(source.frame, here.frame)
    context.clear(*GREEN, viewport=(8, 4, 2, 2))  # of whatever is in use
    there.frame.clear(*GREEN, viewport=(8, 4, 2, 2))
    assert content(here) == content(there)
    colours = np.frombuffer(here.over.read(components=4), np.uint8).reshape(SIZE.height, SIZE.width, 4)
    assert len(np.unique(colours.reshape(-1, 4), axis=0)) > 3  # green round it, red, blue, and edges between
    assert np.all(colours[:4] == (0, 255, 0, 255))


@pytest.mark.parametrize("reached", [True, False], ids=["driver", "library"])
@pytest.mark.parametrize("dtype", ["f1", "f4"])
def test_pixels_come_as_they_were_drawn(context, monkeypatch, dtype: str, reached: bool):
    layer = Layer(context, SIZE, dtype=dtype)
    layer.over.use()
    layer.over.clear(*RED)
    layer.over.clear(*GREEN, viewport=CORNER)
    if not reached:
        without_the_driver(monkeypatch)
    read = gl_wait.reader()
    whole, first = read(layer.over, 4, dtype), read(layer.over, 1, dtype)[..., 0]
    assert whole.tobytes() == layer.over.read(components=4, dtype=dtype, alignment=1)
    assert first.tobytes() == layer.over.read(components=1, dtype=dtype, alignment=1)
    left, bottom, width, height = CORNER
    assert not first[bottom : bottom + height, left : left + width].any()
    assert np.count_nonzero(first) == SIZE.width * SIZE.height - width * height
    assert not whole.flags.writeable


@pytest.mark.parametrize("reached", [True, False], ids=["driver", "library"])
def test_every_instance_is_drawn_and_counted(context, monkeypatch, reached: bool):
    if not reached:
        without_the_driver(monkeypatch)
    side_by_side = SLANTED.replace("[gl_VertexID]", "[gl_VertexID] * vec2(0.5, 1.0) + vec2(gl_InstanceID - 0.5, 0.0)")
    program = context.program(vertex_shader=side_by_side, fragment_shader=BLUE)
    layer, before = Layer(context, SIZE), gl_wait.TALLY.now
    layer.over.use()
    layer.over.clear(*RED)
    context.enable_only(moderngl.NOTHING)
    gl_wait.array_drawer()(program, vertex_array(context, program, []), moderngl.TRIANGLES, 3, 2)
    drawn = gl_wait.TALLY.now.since(before)
    blue = np.frombuffer(layer.over.read(components=4), np.uint8).reshape(SIZE.height, SIZE.width, 4)[..., 2] > 0
    assert (drawn.calls, drawn.triangles) == (1, 2)
    halves = blue[:, : SIZE.width // 2].sum(), blue[:, SIZE.width // 2 :].sum()
    assert min(halves) > 100
    assert abs(int(halves[0]) - int(halves[1])) < 20
