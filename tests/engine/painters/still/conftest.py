"""A close-up that the cel painter drew, as an illustration to film."""

from collections.abc import Iterator

import pytest
from still_shots import Drawn, write

from studio.engine.director import direct
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import Pass, Size
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Film

SCRIPT = "INT. CLASSROOM - DAY\n\nClose-up on HANA, a girl with long black hair. Hana smiles."


@pytest.fixture(scope="session")
def girl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    painter = CelPainter()
    film = direct(SCRIPT, Film(title="", seed=3))
    staged = list(stage_shots(film, Rehearsals(), StopToken()))[-1]
    painting = painter.open(staged.performance, Size(640, 360))
    frame = painting.frame(staged.performance.frames // 2, Effects.all(), frozenset({Pass.ID}))
    assert frame.id is not None
    yield Drawn(write(tmp_path_factory.mktemp("stills") / "girl.png", frame.colour), frame.id > 1)
    painter.close()
