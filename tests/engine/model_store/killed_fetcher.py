"""Run in a process of its own, to be killed: fetches the model "tiny", and tells how much of each file has come.

python killed_fetcher.py STORE ADDRESS EVERY
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))
from loopback_hub import entry  # noqa: E402

from studio.engine.model_store.downloading import Download, download, offer  # noqa: E402
from studio.engine.model_store.hub import Hub  # noqa: E402
from studio.engine.model_store.network import Wire  # noqa: E402
from studio.engine.model_store.store import ModelStore  # noqa: E402
from studio.engine.stop import StopToken  # noqa: E402

store = ModelStore(Path(sys.argv[1]), entries=(entry("tiny"),))
hub = Hub(Wire(), sys.argv[2])
pin = offer(store, "tiny", hub, StopToken()).pin
file, come = "", 0
for tick in download(Download(store, pin, hub, StopToken(), every=int(sys.argv[3]))):
    come = come + tick.came if tick.file == file else tick.came
    file = tick.file
    sys.stdout.write(f"{file} {come}\n")
    sys.stdout.flush()
