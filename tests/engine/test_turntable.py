import queue
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.typing import NDArray

from studio.engine.jobs import (
    Cancelled,
    Failed,
    Finished,
    JobEvent,
    ModelTaken,
    Portray,
    Portrayed,
    TakeModel,
    Turn,
    Turned,
)
from studio.engine.painters.painter import Size
from studio.engine.sitting import Sitting, Stance, table
from studio.engine.thread import Engine
from studio.engine.turntable import there_and_back
from studio.engine.vocabulary import motions, named
from studio.engine.workshop import Workshop
from studio.timeline.film import CastId, CastMember, Look, Prop, PropId, Voice

sys.path.append(str(Path(__file__).parent / "media"))
from gltf_by_hand import box_file, old_vrm

SMALL = Size(96, 120)
HANA = CastMember(CastId("hana"), "Hana", Look(hair_style="ponytail", hair="#35324a"), Voice())
CAT = Prop(PropId("cat"), "cat", "cat")


class Ears:
    """Hears what an engine says, in order."""

    def __init__(self) -> None:
        self._heard: queue.Queue[JobEvent] = queue.Queue()
        self.engine = Engine(self._heard.put, Workshop())

    def hear(self) -> JobEvent:
        return self._heard.get(timeout=60)

    def picture(self) -> NDArray[np.int64]:
        """The next picture of the turntable."""
        while not isinstance(event := self.hear(), Turned):
            assert not isinstance(event, Failed), event
        return event.colour.astype(int)

    def all(self) -> list[JobEvent]:
        """Everything up to a job's ending."""
        heard = [self.hear()]
        while not isinstance(heard[-1], Finished | Failed | Cancelled):
            heard.append(self.hear())
        return heard


@pytest.fixture(scope="module")
def ears() -> Iterator[Ears]:
    made = Ears()
    yield made
    made.engine.close()


def test_it_is_drawn_live_and_follows_the_hand(ears: Ears) -> None:
    held = [Stance(live=False)]
    job = ears.engine.submit(Turn(Sitting(HANA), SMALL, lambda: held[0]))
    front = ears.picture()
    assert front.shape == (120, 96, 3)
    held[0] = Stance(turn=np.pi, live=False)
    assert np.abs(front - ears.picture()).max() > 60
    held[0] = Stance()
    assert len([ears.picture() for _ in range(4)]) == 4
    ears.engine.cancel(job)
    assert isinstance(ears.all()[-1], Cancelled)


def test_portraits_tell_people_apart(ears: Ears) -> None:
    red = replace(HANA, id=CastId("mika"), look=replace(HANA.look, hair="#c0392b"))
    ears.engine.submit(Portray((HANA, red, CAT), SMALL))
    pictures = [one.colour.astype(int) for one in ears.all() if isinstance(one, Portrayed)]
    assert len(pictures) == 3
    assert np.abs(pictures[0] - pictures[1]).max() > 80


def test_models_are_taken_in_and_kept_with_the_project(ears: Ears, tmp_path: Path) -> None:
    (tmp_path / "blocks.vrm").write_bytes(old_vrm())
    (tmp_path / "box.glb").write_bytes(box_file())
    folder = tmp_path / "film.tsuzuki"
    folder.mkdir()
    for entity, name in ((HANA, "blocks.vrm"), (CAT, "box.glb")):
        ears.engine.submit(TakeModel(entity, tmp_path / name, folder))
        taken = ears.all()[0]
        assert isinstance(taken, ModelTaken)
        assert (folder / taken.model.path).exists()
        assert taken.height_m == (pytest.approx(1.6, abs=0.05) if entity is HANA else None)


def test_a_bad_file_is_said_in_a_sentence(ears: Ears, tmp_path: Path) -> None:
    (tmp_path / "bad.vrm").write_bytes(b"no model")
    ears.engine.submit(TakeModel(HANA, tmp_path / "bad.vrm", tmp_path))
    failed = ears.all()[-1]
    assert isinstance(failed, Failed)
    assert "bad.vrm" in failed.what


def test_what_is_done_goes_there_and_back() -> None:
    assert [there_and_back(tick, 4) for tick in range(8)] == [0, 1, 2, 3, 2, 1, 0, 1]
    assert there_and_back(7, 1) == 0


def test_the_tables_poses_and_faces_are_words_of_the_studio() -> None:
    assert {pose.motion for pose in table().poses.values()} <= set(motions())
    assert set(table().faces) <= set(named("emotions"))
