"""The benches of packages measure what they say, on a few samples."""

from pathlib import Path

import pytest

from studio.bench.fuzz import fuzzed
from studio.bench.tamper import changed_bytes, own_profile
from studio.bench.tiny import tiny_package


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    with own_profile(folder):
        return tiny_package(folder)


def test_bytes_changed_where_the_signature_reaches_are_told(film: Path, tmp_path: Path) -> None:
    with own_profile(film.parent):
        found = {one.part: one for one in changed_bytes(film, tmp_path / "changed.mp4", 6, 6)}
    assert {"moov", "mdat", "project", "manifest", "ftyp", "free"} == set(found)
    assert all(found[part].told == found[part].tried == 6 for part in ("moov", "mdat", "project"))
    assert found["free"].told == 0


def test_bent_films_and_projects_are_counted_one_by_one() -> None:
    tally = fuzzed(12)
    assert tally.opened + tally.refused == 12
    assert [tally.bugs, tally.crashes, tally.hangs, tally.strayed] == [[], [], [], []]
    assert 10 < tally.memory_mb < 1000
