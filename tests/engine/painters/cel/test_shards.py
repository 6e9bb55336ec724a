"""Shards: pieces of the prop's own picture, that together are the whole."""

import numpy as np
import pytest

from studio.engine.painters.cel.props import build_prop
from studio.engine.painters.cel.props.shards import cut_shard, put_out
from studio.engine.shards import shards_of
from studio.timeline.film import Prop, PropId


@pytest.mark.parametrize("kind", ["vase", "cup", "bottle"])
def test_shards_are_pieces_of_the_prop_in_its_colours_and_cover_it(kind: str) -> None:
    prop = Prop(PropId(kind), kind, kind)
    whole, shards = build_prop(prop), shards_of(prop)
    pieces = [cut_shard(whole, shard) for shard in shards]
    assert 5 <= len(pieces) <= 12
    assert sum(shard.share for shard in shards) == pytest.approx(1.0, abs=0.1)
    low, high = whole.position.min(0), whole.position.max(0)
    corners = [piece.position + shard.centre for piece, shard in zip(pieces, shards, strict=True)]
    together = np.concatenate(corners)
    assert np.allclose(together.min(0), low, atol=0.012)
    assert np.allclose(together.max(0), high, atol=0.012)
    for at, shard in zip(corners, shards, strict=True):
        assert (at @ shard.normals.T <= shard.offsets + 0.008).all()
    brightest = np.concatenate([piece.colour for piece in pieces]).max(0)
    assert np.allclose(brightest, whole.colour.max(0), atol=0.2)


def test_a_lantern_that_is_out_does_not_glow() -> None:
    lantern = build_prop(Prop(PropId("lantern"), "lantern", "lantern"))
    assert lantern.glow.max() > 0
    assert put_out(lantern).glow.max() == 0
