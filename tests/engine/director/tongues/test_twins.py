"""Directions in seven languages become the same plan as their English twin."""

import tomllib
from pathlib import Path

import pytest
from plans import facets

from studio.engine.director import direct

TWINS = tomllib.loads((Path(__file__).parent / "twins.toml").read_text("utf-8"))["twin"]
TONGUES = ("ja", "zh", "ko", "es", "fr", "de")


@pytest.fixture(scope="module")
def english() -> list[dict[str, object]]:
    return [facets(direct(twin["en"])) for twin in TWINS]


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_twin_becomes_the_same_plan(tongue: str, english: list[dict[str, object]]) -> None:
    agreed = total = 0
    differing: list[str] = []
    for twin, expected in zip(TWINS, english, strict=True):
        found = facets(direct(twin[tongue]))
        wrong = [name for name in expected if found[name] != expected[name]]
        agreed, total = agreed + len(expected) - len(wrong), total + len(expected)
        differing += [f"{twin[tongue]!r}: {name} {found[name]} for {expected[name]}" for name in wrong]
    assert not differing, "\n".join([f"{agreed} of {total} facets agree", *differing])
    assert len(TWINS) >= 40
