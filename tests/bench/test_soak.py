"""A few paintings one after another leave nothing behind."""

from pathlib import Path

import pytest

pytest.importorskip("torch", reason='Painting is an extra that is not here: pip install ".[paint]"')


def test_paintings_one_after_another_hold_no_more_than_one(tmp_path: Path) -> None:
    from studio.bench.painter_folder import write_painter
    from studio.bench.soak import soaked

    model = write_painter(tmp_path / "model", 100)
    first, *_, last = list(soaked(model, tmp_path, 5))[1:]
    assert last.tensors <= first.tensors
    assert last.threads <= first.threads
    assert last.files <= first.files
    assert last.resident - first.resident < 40_000_000
