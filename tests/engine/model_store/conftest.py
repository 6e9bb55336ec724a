"""A hub on loopback, and an empty store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_hub import QUICK, LoopbackHub, entry, model, serving

from studio.engine.model_store.hub import Hub
from studio.engine.model_store.network import Wire
from studio.engine.model_store.store import ModelStore


@pytest.fixture
def server() -> Iterator[LoopbackHub]:
    with serving() as hub:
        hub.repos = {"studio/tiny": model(), "studio/other": model(seed=10)}
        yield hub


@pytest.fixture
def hub(server: LoopbackHub) -> Hub:
    return Hub(Wire(wait_s=2.0), server.address, QUICK)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models", entries=(entry("tiny"), entry("other")))
