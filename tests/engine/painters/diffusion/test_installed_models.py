"""From a hub to a painter: what is fetched is all that it needs, and nothing is opened that is not what it was."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.engine.model_store.adding import add
from studio.engine.model_store.downloading import Download, download, offer
from studio.engine.model_store.hub import Hub
from studio.engine.model_store.network import Wire
from studio.engine.model_store.steps import to_the_end
from studio.engine.model_store.store import ModelStore
from studio.engine.painters.catalogue import entry_of
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.choosing import open_painter
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource

sys.path.append(str(Path(__file__).parents[2] / "model_store"))
from loopback_hub import QUICK, LoopbackHub, serving

pytest.importorskip("tiny_painters", reason='Painting is an extra and not installed here: pip install ".[paint]"')

NAME = "wan-vace-1.3b"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
    monkeypatch.setenv("TSUZUKI_MODELS", str(tmp_path / "models"))
    return ModelStore(tmp_path / "models")


def fetched(store: ModelStore, server: LoopbackHub, folder: Path) -> Path:
    """The default painter's model, from a hub that has what is in a folder."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    repo = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    server.repos = {entry_of(NAME).source.repo: repo}
    hub = Hub(Wire(), server.address, QUICK)
    stop = StopToken()
    to_the_end(download(Download(store, offer(store, NAME, hub, stop).pin, hub, stop, QUICK)))
    return to_the_end(store.ready(NAME))


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)


def test_all_that_diffusers_needs_to_open_a_model_was_downloaded(
    store: ModelStore, model: Callable[[str], Path]
) -> None:
    from diffusers import WanVACEPipeline

    with serving() as server:
        folder = fetched(store, server, model("wan_vace"))
    safe = {"local_files_only": True, "use_safetensors": True}
    theirs, ours = (WanVACEPipeline.from_pretrained(str(one), **safe) for one in (model("wan_vace"), folder))
    assert ours.tokenizer("a girl walks")["input_ids"] == theirs.tokenizer("a girl walks")["input_ids"]
    for part in ("transformer", "vae", "text_encoder"):
        weights = getattr(ours, part).state_dict()
        assert all(weights[name].equal(value) for name, value in getattr(theirs, part).state_dict().items())


def test_a_painter_is_opened_by_the_name_of_its_model_and_only_while_it_is_whole(
    store: ModelStore, model: Callable[[str], Path], cel: CelPainter
) -> None:
    with pytest.raises(MissingResource, match="not installed"):
        open_painter(NAME, cel)
    with serving() as server:
        folder = fetched(store, server, model("wan_vace"))
    open_painter(NAME, cel).close()
    (weights,) = (folder / "transformer").glob("*.safetensors")
    spoil(weights)
    with pytest.raises(MediaUnreadable, match=f"transformer/{weights.name}"):
        open_painter(NAME, cel)


def test_a_model_of_ones_own_is_a_painter_by_its_name(
    store: ModelStore, model: Callable[[str], Path], cel: CelPainter
) -> None:
    record = to_the_end(add(store, model("wan_vace")))
    assert store.painter(record.name).pipeline == "WanVACEPipeline"
    open_painter(record.name, cel).close()
    with pytest.raises(InvalidRequest, match="no painter called 'nobody'"):
        open_painter("nobody", cel)
