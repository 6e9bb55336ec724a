"""Directions in seven languages become the same plan as their English twin."""

import pytest

from studio.bench.twins import TONGUES, agreement, twins


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_twin_becomes_the_same_plan(tongue: str) -> None:
    same, asked, differing = agreement(tongue, twins())
    assert not differing, "\n".join([f"{same.total()} of {asked.total()} facets agree", *differing])
    assert len(twins()) >= 40
