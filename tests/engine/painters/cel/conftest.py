import pytest
from cel_shots import ball_mesh, plain_set

from studio.engine.painters.cel.faces import paint_face, quantise
from studio.engine.painters.cel.figures import build_figure
from studio.engine.painters.cel.makers import Makers
from studio.engine.painters.cel.painter import CelPainter


@pytest.fixture(scope="session")
def makers():
    return Makers(build_figure, quantise, paint_face, plain_set, ball_mesh)


@pytest.fixture(scope="session")
def cel(makers):
    painter = CelPainter(makers)
    yield painter
    painter.close()
