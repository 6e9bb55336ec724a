"""Whether the window stays live while a model comes and is verified, and how fast that goes.

The hub is a process of its own on loopback, so that what it takes is not counted as ours.
"""

import os
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from studio.bench.figures import Figure, at_most
from studio.bench.stall import ticks
from studio.engine.model_store.hub import Hub
from studio.engine.model_store.pins import Pin, PinnedFile
from studio.engine.model_store.requests import Verify
from studio.engine.model_store.steps import to_the_end
from studio.engine.model_store.store import ModelStore
from studio.engine.model_store.sums import sha256_of
from studio.engine.model_store.threads import StoreThreads
from studio.ui.app import application, share_python_fairly
from studio.ui.models.deliveries import Deliveries
from studio.ui.models.panel import ModelsPanel
from studio.ui.theme import DARK, dress

MEGABYTES: Final = 512
LIMIT_MS: Final = 100.0
IDLE_S: Final = 4.0
_MOST_S: Final = 120.0
_NAME, _FILE, _COMMIT = "wan-vace-1.3b", "transformer/weights.safetensors", "0" * 40


def measure() -> Sequence[Figure]:
    """A model of one large file: downloaded, then verified, with the Models panel open."""
    with tempfile.TemporaryDirectory() as name:
        store, hub = ModelStore(Path(name) / "models"), Path(name) / "hub"
        pinned = _weights(hub / "studio" / _NAME / "resolve" / _COMMIT / _FILE)
        store.hold_to(Pin(_NAME, (pinned,)))
        with _served(hub) as address, _panel(store, address) as deliveries:
            idle = ticks(IDLE_S, lambda: False)
            fetching, fetched_s = _timed(deliveries, lambda: deliveries.go_on(_NAME))
            verifying, verified_s = _timed(deliveries, lambda: deliveries.do(Verify(_NAME)))
        record = store.record(_NAME)
    return [
        Figure("files that are whole in the end", len(record.files) if record and record.whole else 0, "", "1"),
        at_most("longest stall of the window while a model is downloaded", max(fetching), "ms", LIMIT_MS),
        at_most("longest stall of the window while a model is verified", max(verifying), "ms", LIMIT_MS),
        Figure("longest stall of the window while nothing is under way", max(idle), "ms"),
        Figure("gap, 99th percentile: downloaded", _most_of(fetching), "ms"),
        Figure("gap, 99th percentile: verified", _most_of(verifying), "ms"),
        Figure("gap, 99th percentile: nothing", _most_of(idle), "ms"),
        Figure("downloading over loopback, with its sum", pinned.size / 1e6 / fetched_s, "MB/s"),
        Figure("verifying", pinned.size / 1e6 / verified_s, "MB/s"),
    ]


def _most_of(gaps: list[float]) -> float:
    return sorted(gaps)[int(len(gaps) * 0.99)]


def _timed(deliveries: Deliveries, begin: Callable[[], None]) -> tuple[list[float], float]:
    """Gaps of the window's timer, and seconds until nothing is under way any more."""
    began = time.monotonic()
    begin()
    gaps = ticks(_MOST_S, lambda: deliveries.errand_for(_NAME) is None)
    return gaps, time.monotonic() - began


def _weights(path: Path) -> PinnedFile:
    """A safetensors file of one large tensor, and what it is held to."""
    size = MEGABYTES * 1_000_000
    header = f'{{"w":{{"dtype":"U8","shape":[{size}],"data_offsets":[0,{size}]}}}}'.encode()
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(header)) + header)
        for _ in range(MEGABYTES):
            file.write(os.urandom(1_000_000))
    sha256 = to_the_end(sha256_of(path))
    return PinnedFile(_FILE, path.stat().st_size, f"studio/{_NAME}", _COMMIT, _FILE, sha256)


@contextmanager
def _served(folder: Path) -> Generator[str]:
    """The folder over HTTP, by a process of its own; gives its address."""
    command = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(folder), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            said = server.stdout.readline() if server.stdout is not None else ""
            yield f"http://127.0.0.1:{said.partition(' port ')[2].split()[0]}"
        finally:
            server.terminate()


@contextmanager
def _panel(store: ModelStore, address: str) -> Generator[Deliveries]:
    """The Models panel, shown, over a store and a hub; offscreen where there is no display."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    share_python_fairly()
    dress(app, DARK)
    deliveries = Deliveries(lambda deliver: StoreThreads(deliver, lambda: store, lambda wire: Hub(wire, address)))
    panel = ModelsPanel(deliveries, DARK)
    panel.resize(420, 900)
    panel.show()
    panel.be_seen()
    ticks(1.0, lambda: False)
    try:
        yield deliveries
    finally:
        deliveries.close()
        panel.close()
        app.processEvents()
