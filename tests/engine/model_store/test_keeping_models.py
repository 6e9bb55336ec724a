"""Models that are here: added from folders, held to what they were, verified, removed."""

import contextlib
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback_hub import entry, model, weights

from studio.engine.model_store.adding import Reading, add
from studio.engine.model_store.home import VARIABLE, keep_models_in, models_folder
from studio.engine.model_store.pins import Pin, PinnedFile
from studio.engine.model_store.records import Record
from studio.engine.model_store.shelf import Presence, shelf_of
from studio.engine.model_store.sizes import in_bytes, in_rate
from studio.engine.model_store.steps import to_the_end
from studio.engine.model_store.store import ModelStore
from studio.engine.model_store.weights import tensors_of
from studio.engine.painters.catalogue import catalogue
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource

BIG = "transformer/diffusion_pytorch_model.safetensors"
UNWANTED = ("transformer/diffusion_pytorch_model.fp16.safetensors", "run_me.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return saved(tmp_path / "My finetune", model())


def saved(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def added(store: ModelStore, folder: Path, stands_for: str = "") -> Record:
    return to_the_end(add(store, folder, stands_for))


def spoil(path: Path, at: int = -5) -> None:
    """Change a byte, and leave size and time of change as they were."""
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_folder_stays_where_it_is_and_is_ready(store: ModelStore, folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    readings = list(add(store, folder))
    assert isinstance(readings[-1], Reading)
    assert readings[-1].done == readings[-1].total
    assert to_the_end(store.ready("my-finetune")) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    shown = shelf_of(store).find("my-finetune")
    assert shown is not None
    assert (shown.presence, shown.own, shown.title) == (Presence.HERE, True, "My finetune")
    assert not (store.root / "my-finetune").exists()


def test_an_own_model_is_painted_as_the_painter_it_is_most_like(tmp_path: Path, folder: Path) -> None:
    store = ModelStore(tmp_path / "m", entries=(entry("large", disk_gb=70.0), entry("small", disk_gb=0.001)))
    assert added(store, folder).based_on == "small"
    painter = store.painter("my-finetune")
    assert (painter.name, painter.title) == ("my-finetune", "My finetune")
    assert painter.disk_gb == store.entry("small").disk_gb
    with pytest.raises(InvalidRequest, match="no model called"):
        store.painter("nobody")


def test_a_folder_may_stand_for_a_painter(store: ModelStore, folder: Path) -> None:
    added(store, folder, "tiny")
    assert to_the_end(store.ready("tiny")) == folder
    with pytest.raises(InvalidRequest, match="added already"):
        added(store, folder)


def test_a_folder_that_differs_from_what_a_painter_is_held_to_is_refused_by_name(
    store: ModelStore, folder: Path
) -> None:
    store.hold_to(Pin("tiny", (PinnedFile(BIG, 5, "studio/tiny", "a" * 40, BIG, sha256="b" * 64),)))
    with pytest.raises(InvalidRequest, match=BIG):
        added(store, folder, "tiny")
    assert added(store, folder).name == "my-finetune"


def test_a_pipeline_that_nothing_opens_is_refused_honestly(store: ModelStore, folder: Path) -> None:
    (folder / "model_index.json").write_text('{"_class_name": "StrangePipeline", "vae": ["diffusers", "V"]}')
    (folder / "vae").mkdir()
    (folder / "vae" / "config.json").write_text("{}")
    with pytest.raises(InvalidRequest, match="StrangePipeline, which no painter") as refused:
        added(store, folder)
    assert "TinyPipeline" in refused.value.remedy


def test_pickles_alone_are_refused_and_beside_safetensors_are_left_alone(store: ModelStore, folder: Path) -> None:
    assert (folder / "text_encoder" / "pytorch_model.bin").exists()
    record = added(store, folder)
    assert not any(seen.path.endswith((".bin", ".py")) for seen in record.files)
    store.remove("my-finetune")
    (folder / "text_encoder" / "model.safetensors").unlink()
    with pytest.raises(InvalidRequest, match=r"text_encoder/pytorch_model\.bin"):
        added(store, folder)


def test_a_model_that_brings_code_is_refused(store: ModelStore, folder: Path) -> None:
    (folder / "model_index.json").write_text('{"_class_name": ["run_me", "Mine"], "vae": ["diffusers", "V"]}')
    with pytest.raises(InvalidRequest, match="code that comes with the model"):
        added(store, folder)


def test_a_link_that_leads_out_is_refused_by_name(store: ModelStore, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    (folder / "transformer" / "other.json").symlink_to(secret)
    with pytest.raises(InvalidRequest, match=r"transformer/other\.json is a link"):
        added(store, folder)


def test_a_hubs_cache_with_its_own_links_is_taken(store: ModelStore, tmp_path: Path) -> None:
    cache = tmp_path / "models--studio--tiny"
    snapshot = cache / "snapshots" / ("a" * 40)
    for number, (name, data) in enumerate(model().items()):
        blob = saved(cache / "blobs", {str(number): data}) / str(number)
        (snapshot / name).parent.mkdir(parents=True, exist_ok=True)
        (snapshot / name).symlink_to(blob)
    record = added(store, snapshot)
    assert record.name == "tiny-2"
    assert to_the_end(store.ready(record.name)) == snapshot


@pytest.mark.parametrize("cut", [1, 100, 299_000])
def test_weights_that_are_cut_short_are_refused_by_name(store: ModelStore, folder: Path, cut: int) -> None:
    data = (folder / BIG).read_bytes()
    (folder / BIG).write_bytes(data[:-cut])
    with pytest.raises(MediaUnreadable, match=f"{BIG} is not whole: it is cut short"):
        added(store, folder)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 a zip, or a pickle in one", weights() + b"more", b"\x02\0\0\0\0\0\0\0[]", b"\xff" * 40]
)
def test_what_is_no_safetensors_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(data)
    with pytest.raises(MediaUnreadable, match=r"m\.safetensors is not whole"):
        tensors_of(path)


def test_our_reading_of_safetensors_agrees_with_the_librarys(tmp_path: Path) -> None:
    import numpy as np
    from safetensors.numpy import save_file

    arrays = {"a": np.zeros((3, 4), np.float16), "b": np.ones((5,), np.int64), "c": np.zeros((0, 2), np.float32)}
    save_file(arrays, tmp_path / "x.safetensors", {"format": "pt"})
    found = tensors_of(tmp_path / "x.safetensors")
    assert {name: one.shape for name, one in found.items()} == {name: one.shape for name, one in arrays.items()}


def test_a_missing_shard_is_named(store: ModelStore, folder: Path) -> None:
    (folder / "transformer" / "diffusion_pytorch_model.safetensors.index.json").write_text(
        '{"weight_map": {"w": "diffusion_pytorch_model-00002-of-00002.safetensors"}}'
    )
    with pytest.raises(MissingResource, match=r"transformer/diffusion_pytorch_model-00002-of-00002\.safetensors"):
        added(store, folder)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("style.safetensors", b"", "not whole"),
        ("one.safetensors", weights(), "one part of a model"),
        ("model.ckpt", b"x", "not a model's folder"),
    ],
)
def test_a_single_file_is_refused_with_what_it_is(
    store: ModelStore, tmp_path: Path, name: str, data: bytes, word: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises((InvalidRequest, MediaUnreadable), match=word):
        added(store, tmp_path / name)


def test_a_tampered_file_is_refused_by_name_before_it_is_opened(store: ModelStore, folder: Path) -> None:
    added(store, folder)
    spoil(folder / BIG)
    with pytest.raises(MediaUnreadable, match=BIG):
        to_the_end(store.ready("my-finetune"))
    shown = shelf_of(store).find("my-finetune")
    assert shown is not None
    assert shown.presence is Presence.BROKEN
    assert BIG in shown.fault
    with pytest.raises(MissingResource):
        to_the_end(store.ready("my-finetune"))


def test_weights_that_were_slipped_in_are_refused_by_name(store: ModelStore, folder: Path) -> None:
    added(store, folder)
    (folder / "transformer" / "another.safetensors").write_bytes(weights())
    with pytest.raises(MediaUnreadable, match=r"transformer/another\.safetensors was not in My finetune"):
        to_the_end(store.ready("my-finetune"))
    (folder / "transformer" / "another.safetensors").unlink()
    assert to_the_end(store.ready("my-finetune")) == folder


def test_a_file_that_went_away_is_named(store: ModelStore, folder: Path) -> None:
    added(store, folder)
    (folder / BIG).unlink()
    with pytest.raises(MissingResource, match=f"{BIG} of My finetune is gone"):
        to_the_end(store.ready("my-finetune"))


def test_a_file_that_was_only_touched_is_read_once_more(store: ModelStore, folder: Path) -> None:
    added(store, folder)
    (folder / BIG).touch()
    assert {read.file for read in store.ready("my-finetune")} == {BIG}
    assert list(store.ready("my-finetune")) == []


def test_verifying_reads_every_byte_in_pieces_that_nothing_waits_for(store: ModelStore, folder: Path) -> None:
    (folder / BIG).write_bytes(weights(3_000_000))
    record = added(store, folder)
    reads = list(store.verified(record))
    assert sum(read.bytes for read in reads) == record.size
    assert max(read.bytes for read in reads) <= 1 << 20


def test_removing_an_own_folder_only_forgets_it(store: ModelStore, folder: Path) -> None:
    added(store, folder)
    assert store.remove("my-finetune") == 0
    assert (folder / BIG).exists()
    assert shelf_of(store).find("my-finetune") is None
    with pytest.raises(MissingResource):
        store.remove("my-finetune")


def test_a_folder_that_is_not_there_now_is_shown_so_and_forgotten_never(store: ModelStore, folder: Path) -> None:
    added(store, folder)
    shutil.move(folder, folder.with_name("elsewhere"))
    shown = shelf_of(store).find("my-finetune")
    assert shown is not None
    assert shown.presence is Presence.BROKEN
    with pytest.raises(MissingResource, match="is not there now"):
        to_the_end(store.ready("my-finetune"))
    shutil.move(folder.with_name("elsewhere"), folder)
    assert to_the_end(store.ready("my-finetune")) == folder


def test_where_models_are_kept_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv(VARIABLE, raising=False)
    usual = models_folder()
    large = tmp_path / "large disk"
    with pytest.raises(InvalidRequest):
        keep_models_in(large)
    large.mkdir()
    keep_models_in(large)
    assert models_folder() == large != usual
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))
    assert models_folder() == tmp_path / "named"


def test_looking_at_what_is_here_asks_nobody(store: ModelStore, folder: Path) -> None:
    opened: list[str] = []
    watching = True

    def watch(event: str, _: tuple[object, ...]) -> None:
        if watching and event.startswith(("socket.", "http.client", "urllib")):
            opened.append(event)

    sys.addaudithook(watch)
    added(store, folder)
    shelf_of(store)
    to_the_end(store.ready("my-finetune"))
    store.remove("my-finetune")
    assert opened == []
    socket.socket().close()
    assert opened, "the watch would have seen a socket"
    watching = False


def test_every_painter_says_what_it_is_for_how_large_it_is_and_under_which_licence() -> None:
    for one in catalogue():
        assert one.about.endswith("."), one.name
        assert one.licence.plain.endswith("."), one.name
        assert one.disk_gb >= sum(one.weights_gb.values()) * 0.7, one.name
        assert one.source.wanted, one.name


def test_sizes_are_told_as_one_reads_them() -> None:
    told = [in_bytes(count) for count in (1, 12, 999.6, 512_000, 999_999, 7_150_000_000, 1.26e12)]
    assert told == ["1 byte", "12 bytes", "1 kB", "512 kB", "1 MB", "7.2 GB", "1.26 TB"]
    assert in_rate(11_400_000) == "11.4 MB/s"


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, 400), byte=st.integers(0, 255), cut=st.integers(0, 400))
def test_whatever_is_done_to_weights_is_refused_or_changes_nothing(at: int, byte: int, cut: int) -> None:
    data = bytearray(weights(64))
    data[at % len(data)] = byte
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.safetensors"
        path.write_bytes(data[: len(data) - cut % len(data)])
        with contextlib.suppress(MediaUnreadable):
            assert [one.data_offsets for one in tensors_of(path).values()] == [(0, 256)]


def test_json_that_goes_on_without_end_is_refused(store: ModelStore, folder: Path) -> None:
    (folder / "model_index.json").write_bytes(b'{"a":' + b"[" * 300_000)
    with pytest.raises(MediaUnreadable, match=r"model_index\.json cannot be read"):
        added(store, folder)
