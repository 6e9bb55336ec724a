"""The marks beside a head: seen when the face has them, whatever way it looks, and part of the person."""

from dataclasses import replace

import numpy as np
import pytest
from cel_shots import actor, camera, face, member, performance

from studio.engine.painters.painter import Pass, Size
from studio.engine.performance import Marks

SIZE = Size(320, 180)
RED, BLUE = (226, 58, 63), (169, 220, 246)


def marked(**strength):
    still = {name: np.full(1, strength.get(name, 0.0), np.float32) for name in Marks.__dataclass_fields__}
    return replace(face(1), marks=Marks(**still))


def close_up(showing, heading=-np.pi / 2):
    view = camera(1, eye=(0.0, -1.8, 1.45), target=(0.0, 0.0, 1.45), fov=0.5)
    return performance([actor(member("hana"), heading=heading, showing=showing)], (), view)


def near(picture, colour):
    return np.abs(picture.astype(int) - colour).max(axis=2) < 42


@pytest.mark.parametrize(("mark", "colour"), [("vein", RED), ("sweat", BLUE)])
@pytest.mark.parametrize("heading", [-np.pi / 2, -2.3, 0.0])
def test_a_mark_is_seen_whatever_way_the_head_looks_and_only_when_it_is_strong(cel, mark, colour, heading):
    plain, slight, strong = (
        cel.open(close_up(marked(**{mark: by}), heading), SIZE).frame(0, passes=frozenset({Pass.ID}))
        for by in (0.0, 0.5, 0.7)
    )
    assert np.array_equal(plain.colour, slight.colour)
    seen = near(strong.colour, colour) & ~near(plain.colour, colour)
    assert seen.sum() > 40
    rows, columns = np.nonzero(seen)
    assert columns.mean() > SIZE.width / 2, "on the right of the head"
    assert rows.mean() < 0.55 * SIZE.height, "above the chin"
    assert (strong.id[seen] == 2).mean() > 0.9


def test_more_people_than_are_kept_from_shot_to_shot_are_painted(cel):
    crowd = [actor(member(f"p{number}"), at=(0.35 * number - 2.4, 0.0)) for number in range(14)]
    picture = cel.open(performance(crowd, (), camera(1, eye=(0.0, -9.0, 1.4))), SIZE)
    assert len(np.unique(picture.frame(0, passes=frozenset({Pass.ID})).id)) >= 14
