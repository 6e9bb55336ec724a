"""A model fetched from a hub that behaves, and from one that does not."""

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_hub import COMMIT, QUICK, Cut, Lies, LoopbackHub, NoRanges, Sends, Spoils, Waits, entry, model, weights

from studio.engine.model_store.downloading import Download, Offer, Tick, cancel, download, offer
from studio.engine.model_store.hub import Hub, hub_at
from studio.engine.model_store.network import Wire, next_address
from studio.engine.model_store.parts import note_of, part_of
from studio.engine.model_store.pins import Pin, PinnedFile
from studio.engine.model_store.records import Record
from studio.engine.model_store.shelf import Presence, Shelved, shelf_of
from studio.engine.model_store.steps import to_the_end
from studio.engine.model_store.store import ModelStore
from studio.engine.painters.catalogue import ModelFile, Source
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit, InvalidRequest, MediaUnreadable, MissingResource, Stopped, StudioError

BIG = "transformer/diffusion_pytorch_model.safetensors"
ENCODER = "text_encoder/model.safetensors"
NEEDED = {
    "LICENSE.txt",
    "model_index.json",
    "transformer/config.json",
    BIG,
    "text_encoder/config.json",
    ENCODER,
}
EVERY = 50_000


def asking(store: ModelStore, hub: Hub, name: str = "tiny") -> Offer:
    return offer(store, name, hub, StopToken())


def fetching(store: ModelStore, hub: Hub, pin: Pin | None = None, stop: StopToken | None = None) -> Download:
    return Download(store, pin or asking(store, hub).pin, hub, stop or StopToken(), QUICK, EVERY)


def fetch_all(store: ModelStore, hub: Hub, name: str = "tiny") -> Record:
    return to_the_end(download(fetching(store, hub, asking(store, hub, name).pin)))


def shown(store: ModelStore, name: str = "tiny") -> Shelved:
    found = shelf_of(store).find(name)
    assert found is not None
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_needed_is_fetched_and_nothing_else(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    fetch_all(store, hub)
    whole = server.repos["studio/tiny"]
    assert files_in(store.root / "tiny") == {name: whole[name] for name in NEEDED}
    assert shown(store).presence is Presence.HERE
    assert to_the_end(store.ready("tiny")) == store.root / "tiny"


def test_what_would_be_fetched_is_told_before_anything_is(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    told = asking(store, hub)
    assert server.files_asked() == []
    assert not store.root.exists()
    assert told.to_fetch == told.pin.size == sum(len(server.repos["studio/tiny"][name]) for name in NEEDED)
    assert told.origin == (("studio/tiny", COMMIT),)
    assert {file.path for file in told.pin.files} == NEEDED
    assert all(file.sha256 for file in told.pin.files if file.size >= 1000)


def test_a_second_download_asks_for_nothing(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    fetch_all(store, hub)
    server.asked.clear()
    fetch_all(store, hub)
    assert server.asked == []


def test_nothing_of_the_artist_is_told_to_the_hub(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    fetch_all(store, hub)
    for headers in server.headers:
        assert set(headers) <= {"Host", "User-Agent", "Accept-Encoding", "Connection", "Range"}
        assert headers["User-Agent"] == "Tsuzuki"


def test_a_connection_that_is_cut_is_gone_on_with(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    server.faults[BIG] = [Cut(100_000), Cut(1), Cut(150_000)]
    fetch_all(store, hub)
    assert [one.start for one in server.asked if one.path.endswith(BIG)] == [0, 100_000, 100_001, 250_001]
    assert (store.root / "tiny" / BIG).read_bytes() == server.repos["studio/tiny"][BIG]


def test_a_server_that_is_busy_is_asked_again(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    server.faults[BIG] = [Sends(503), Sends(429, (("Retry-After", "1"),))]
    fetch_all(store, hub)
    assert shown(store).presence is Presence.HERE


def test_what_came_is_kept_when_nothing_more_does(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    server.faults[BIG] = [Cut(120_000), *[Sends(500)] * 3]
    with pytest.raises(DeviceLimit, match=BIG) as told:
        fetch_all(store, hub)
    assert "kept" in told.value.remedy
    assert shown(store).presence is Presence.PARTLY
    assert asking(store, hub).to_fetch < asking(store, hub).pin.size - 120_000
    server.asked.clear()
    fetch_all(store, hub)
    assert next(one.start for one in server.asked if "/resolve/" in one.path) == 120_000


def test_a_server_without_ranges_is_put_up_with(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    server.faults[BIG] = [Cut(100_000), NoRanges()]
    ticks: list[Tick] = list(download(fetching(store, hub)))
    assert shown(store).presence is Presence.HERE
    assert max(tick.done for tick in ticks) == ticks[-1].done == ticks[-1].total


@pytest.mark.parametrize("lie", [Lies(5), Lies(-5), Lies(5, says=False)])
def test_a_server_that_lies_about_a_size_is_refused_by_name(
    store: ModelStore, hub: Hub, server: LoopbackHub, lie: Lies
) -> None:
    server.faults[BIG] = [lie]
    with pytest.raises(MediaUnreadable, match=BIG):
        fetch_all(store, hub)
    assert not (store.root / "tiny" / BIG).exists()
    assert shown(store).presence is not Presence.HERE


def test_a_file_that_is_shorter_than_what_has_come_is_refused(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    server.faults[BIG] = [Cut(120_000), Sends(416)]
    with pytest.raises(MediaUnreadable, match=f"{BIG} should have .* sends less"):
        fetch_all(store, hub)


def test_a_byte_that_was_changed_on_the_way_is_refused_by_name(
    store: ModelStore, hub: Hub, server: LoopbackHub
) -> None:
    server.faults[BIG] = [Spoils(200_000)]
    with pytest.raises(MediaUnreadable, match=BIG):
        fetch_all(store, hub)
    assert not (store.root / "tiny" / BIG).exists()
    assert not part_of(store.root / "tiny" / BIG).exists()
    fetch_all(store, hub)
    assert shown(store).presence is Presence.HERE


def test_a_small_file_is_held_to_the_sum_that_git_has(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    server.faults["transformer/config.json"] = [Spoils(3)]
    with pytest.raises(MediaUnreadable, match=r"transformer/config\.json"):
        fetch_all(store, hub)


def test_a_part_that_was_spoilt_on_this_disk_is_fetched_from_where_it_is_right(
    store: ModelStore, hub: Hub, server: LoopbackHub
) -> None:
    server.faults[BIG] = [Cut(220_000), *[Sends(500)] * 3]
    with pytest.raises(DeviceLimit):
        fetch_all(store, hub)
    part = part_of(store.root / "tiny" / BIG)
    with part.open("r+b") as file:
        file.seek(170_000)
        file.write(b"\0" * 100)
    server.asked.clear()
    fetch_all(store, hub)
    (asked,) = [one.start for one in server.asked if one.path.endswith(BIG)]
    assert 170_000 - EVERY - 262_144 < asked <= 170_000
    assert (store.root / "tiny" / BIG).read_bytes() == server.repos["studio/tiny"][BIG]


def test_a_part_of_another_file_is_never_gone_on_with(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    place = store.root / "tiny" / BIG
    place.parent.mkdir(parents=True)
    part_of(place).write_bytes(b"something else" * 100)
    note_of(place).write_bytes(b"{}")
    fetch_all(store, hub)
    assert place.read_bytes() == server.repos["studio/tiny"][BIG]


def test_a_redirect_is_followed_and_one_without_end_is_not(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    there = f"/studio/tiny/resolve/{COMMIT}/{BIG}"
    server.faults[BIG] = [Sends(302, (("Location", f"{server.address}{there}"),))]
    fetch_all(store, hub)
    assert shown(store).presence is Presence.HERE
    store.remove("tiny")
    server.faults[BIG] = [Sends(302, (("Location", there),))] * 40
    with pytest.raises(DeviceLimit, match="without end"):
        fetch_all(store, hub)


@pytest.mark.parametrize(
    ("status", "word"), [(401, "sign in"), (403, "sign in"), (404, "no .* any more"), (418, "418")]
)
def test_a_hub_that_gives_nothing_says_why(
    store: ModelStore, hub: Hub, server: LoopbackHub, status: int, word: str
) -> None:
    server.faults[BIG] = [Sends(status)]
    with pytest.raises(MissingResource, match=word):
        fetch_all(store, hub)


def test_a_hub_that_is_not_there_is_said_to_be_so(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    nowhere = Hub(hub.network, "http://127.0.0.1:9", QUICK)
    with pytest.raises(DeviceLimit, match=r"127\.0\.0\.1 cannot be reached"):
        asking(store, nowhere)


def test_stopping_keeps_what_came_and_going_on_asks_only_for_the_rest(
    store: ModelStore, hub: Hub, server: LoopbackHub
) -> None:
    steps = download(fetching(store, hub))
    for tick in steps:
        if tick.file == BIG and tick.came:
            break
    steps.close()
    assert shown(store).presence is Presence.PARTLY
    assert 0 < shown(store).bytes_here < asking(store, hub).pin.size
    server.asked.clear()
    fetch_all(store, hub)
    assert all(one.start > 0 for one in server.asked if one.path.endswith(BIG))
    assert "model_index.json" not in server.files_asked()


def test_cancelling_leaves_nothing_but_what_the_model_is_held_to(
    store: ModelStore, hub: Hub, server: LoopbackHub
) -> None:
    server.faults[BIG] = [Cut(120_000), *[Sends(500)] * 3]
    with pytest.raises(DeviceLimit):
        fetch_all(store, hub)
    cancel(store, "tiny")
    assert shown(store).presence is Presence.ABSENT
    assert not (store.root / "tiny").exists()
    assert asking(store, hub).held


def test_a_model_is_held_to_what_was_agreed_to_for_ever(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    fetch_all(store, hub)
    store.remove("tiny")
    server.repos["studio/tiny"] = model(seed=500)
    with pytest.raises(StudioError, match=r"transformer/config\.json|safetensors"):
        fetch_all(store, hub)
    assert shown(store).presence is not Presence.HERE
    other = asking(store, hub).pin
    changed = Pin("tiny", other.files[:-1])
    with pytest.raises(InvalidRequest, match="held to other files"):
        to_the_end(download(fetching(store, hub, changed)))


def test_small_files_are_held_to_sha256_once_they_came(store: ModelStore, hub: Hub) -> None:
    assert not all(file.sha256 for file in asking(store, hub).pin.files)
    fetch_all(store, hub)
    assert all(file.sha256 for file in asking(store, hub).pin.files)


def test_files_that_another_model_has_are_not_fetched(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    fetch_all(store, hub)
    told = asking(store, hub, "other")
    assert told.shared == len(server.repos["studio/tiny"][ENCODER])
    server.asked.clear()
    fetch_all(store, hub, "other")
    assert ENCODER not in server.files_asked()
    assert (store.root / "other" / ENCODER).samefile(store.root / "tiny" / ENCODER)
    # What is shared is not read again for it, and outlives the model that had it first.
    assert list(store.ready("tiny")) == []
    store.remove("tiny")
    assert to_the_end(store.ready("other")) == store.root / "other"


def test_without_links_what_is_shared_is_copied(
    store: ModelStore, hub: Hub, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "no links on this disk")

    fetch_all(store, hub)
    monkeypatch.setattr(os, "link", no_links)
    server.asked.clear()
    fetch_all(store, hub, "other")
    assert ENCODER not in server.files_asked()
    assert (store.root / "other" / ENCODER).read_bytes() == server.repos["studio/other"][ENCODER]


def test_two_windows_do_not_fetch_the_same_model(store: ModelStore, hub: Hub) -> None:
    steps = download(fetching(store, hub))
    next(steps)
    with pytest.raises(InvalidRequest, match="another window"):
        fetch_all(store, hub)
    with pytest.raises(InvalidRequest, match="another window"):
        cancel(store, "tiny")
    steps.close()
    fetch_all(store, hub)


class Small:
    """A disk with so much room."""

    def __init__(self, free: int) -> None:
        self.room = free

    def free(self, folder: Path) -> int:
        return self.room


def test_a_disk_without_room_is_told_of_with_numbers_before_anything_is_fetched(
    tmp_path: Path, hub: Hub, server: LoopbackHub
) -> None:
    store = ModelStore(tmp_path, Small(100_000), (entry(),))
    told = asking(store, hub)
    assert not told.fits
    with pytest.raises(DeviceLimit, match=r"594 kB should be free .* 100 kB are") as refused:
        to_the_end(download(fetching(store, hub, told.pin)))
    assert "Free 494 kB" in refused.value.remedy
    assert server.files_asked() == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 700 kB, where the system lets us make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("making a disk takes the rights of the system's owner")
    yield place
    subprocess.run(["umount", place], check=True)


class Boastful:
    """A disk that says it has more room than it has: others write to it too."""

    def free(self, folder: Path) -> int:
        return 10**12


def test_a_disk_that_fills_up_on_the_way_keeps_what_came(tiny_disk: Path, hub: Hub, server: LoopbackHub) -> None:
    server.repos["studio/tiny"] = model(size=1_500_000)
    store = ModelStore(tiny_disk, Boastful(), (entry(),))
    with pytest.raises(DeviceLimit, match="The disk filled up while") as refused:
        fetch_all(store, hub)
    assert "kept" in refused.value.remedy
    assert shown(store).presence is Presence.PARTLY
    subprocess.run(["mount", "-o", "remount,size=4m", tiny_disk], check=True)
    server.asked.clear()
    fetch_all(store, hub)
    assert shown(store).presence is Presence.HERE
    (start,) = [one.start for one in server.asked if one.path.endswith(BIG)]
    assert start > 400_000


@pytest.mark.parametrize(
    "name",
    [
        "../outside.json",
        "a/../../outside.json",
        "/etc/x.json",
        "a//b.json",
        "a\\b.json",
        "C:x.json",
        "a/con.json",
        "a/b. ",
    ],
)
def test_names_that_lead_out_of_the_model_are_refused(
    store: ModelStore, hub: Hub, server: LoopbackHub, name: str, tmp_path: Path
) -> None:
    pin = asking(store, hub).pin
    bad = Pin("tiny", (*pin.files[:-1], PinnedFile(name, 3, "studio/tiny", COMMIT, name, blob="0" * 40)))
    with pytest.raises(InvalidRequest):
        to_the_end(download(fetching(store, hub, bad)))
    assert server.files_asked() == []
    assert not store.root.exists()


def test_a_listing_that_names_a_place_outside_is_refused(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    server.listed = lambda rows: [*rows, {"type": "file", "path": "../x.json", "oid": "0" * 40, "size": 3}]
    with pytest.raises(InvalidRequest, match=r"\.\./x\.json"):
        asking(store, hub)


def test_a_repository_of_pickles_is_refused(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    whole = server.repos["studio/tiny"]
    server.repos["studio/tiny"] = {name: data for name, data in whole.items() if not name.endswith("safetensors")}
    with pytest.raises(InvalidRequest, match="no safetensors"):
        asking(store, hub)


def test_a_model_that_needs_code_of_its_own_is_refused(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    index = b'{"_class_name": "TinyPipeline", "transformer": ["my_code", "Mine"]}'
    server.repos["studio/tiny"]["model_index.json"] = index
    with pytest.raises(InvalidRequest, match="code that comes with the model"):
        fetch_all(store, hub)
    assert shown(store).presence is not Presence.HERE


def test_links_in_the_store_lead_nowhere(store: ModelStore, hub: Hub, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (store.root / "tiny").mkdir(parents=True)
    (store.root / "tiny" / "transformer").symlink_to(elsewhere)
    with pytest.raises(InvalidRequest, match="link to somewhere else"):
        fetch_all(store, hub)
    assert list(elsewhere.iterdir()) == []


def test_a_link_in_a_files_place_is_replaced_and_not_written_through(
    store: ModelStore, hub: Hub, tmp_path: Path, server: LoopbackHub
) -> None:
    precious = tmp_path / "precious.json"
    precious.write_bytes(b"mine")
    place = store.root / "tiny" / "model_index.json"
    place.parent.mkdir(parents=True)
    place.symlink_to(precious)
    fetch_all(store, hub)
    assert precious.read_bytes() == b"mine"
    assert place.read_bytes() == server.repos["studio/tiny"]["model_index.json"]


def test_parts_of_one_painter_may_come_from_two_repositories(tmp_path: Path, hub: Hub, server: LoopbackHub) -> None:
    server.repos["studio/control"] = {
        "config.json": b"{}",
        "diffusion.safetensors": weights(2000, 5),
        "x/y.json": b"{}",
    }
    sources = (
        Source("studio/tiny", wanted=("model_index.json", "*/*.json", "*/*.safetensors")),
        Source("studio/control", wanted=("config.json", "*.safetensors"), folder="controlnet"),
    )
    store = ModelStore(tmp_path, entries=(entry(sources=sources),))
    fetch_all(store, hub)
    assert (tmp_path / "tiny/controlnet/diffusion.safetensors").stat().st_size > 8000
    assert not (tmp_path / "tiny/controlnet/x").exists()


@pytest.mark.parametrize("encrypted", [False, True])
def test_whoever_waits_for_a_silent_server_can_stop_at_once(
    store: ModelStore, server: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encrypted: bool
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "c.pem"))
    waits = Waits(1000)
    server.faults[BIG] = [waits]
    stop, ended = StopToken(), threading.Event()

    def work(hub: Hub) -> None:
        with pytest.raises(Stopped):
            to_the_end(download(fetching(store, hub, stop=stop)))
        ended.set()

    with server.encrypted(tmp_path) as address:
        hub = Hub(Wire(), address if encrypted else server.address, QUICK)
        thread = threading.Thread(target=work, args=(hub,))
        thread.start()
        assert waits.waiting.wait(5)
        stop.stop()
        hub.network.abort()
        # Far less than the half minute after which a silent server is given up.
        assert ended.wait(3)
        waits.let.set()
        thread.join()


def test_an_encrypted_hub_that_somebody_vouches_for_is_listened_to(
    store: ModelStore, server: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "c.pem"))
    server.faults[BIG] = [Cut(100_000)]
    with server.encrypted(tmp_path) as address:
        fetch_all(store, Hub(Wire(), address, QUICK))
    assert shown(store).presence is Presence.HERE
    assert [one.start for one in server.asked if one.path.endswith(BIG)] == [0, 100_000]


def test_what_a_killed_process_leaves_is_gone_on_with(store: ModelStore, hub: Hub, server: LoopbackHub) -> None:
    waits = Waits(280_000)
    server.faults[BIG] = [waits]
    command = [sys.executable, str(Path(__file__).with_name("killed_fetcher.py")), str(store.root), server.address]
    with subprocess.Popen([*command, str(EVERY)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            name, _, came = line.rpartition(" ")
            if name == BIG and int(came) >= 250_000:
                break
        child.kill()
    waits.let.set()
    assert shown(store).presence is Presence.PARTLY
    server.asked.clear()
    fetch_all(store, hub)
    (start,) = [one.start for one in server.asked if one.path.endswith(BIG)]
    assert start >= EVERY
    assert "model_index.json" not in server.files_asked()
    assert (store.root / "tiny" / BIG).read_bytes() == server.repos["studio/tiny"][BIG]


def test_a_proxy_of_the_system_is_asked_and_told_what_it_needs(
    store: ModelStore, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.address.replace("http://", "http://me:secret@"))
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    fetch_all(store, Hub(Wire(), "http://hub.example", QUICK))
    assert shown(store).presence is Presence.HERE
    assert {headers["Host"] for headers in server.headers} == {"hub.example"}
    assert {headers["Proxy-Authorization"] for headers in server.headers} == {"Basic bWU6c2VjcmV0"}


def test_a_hub_that_cannot_prove_who_it_is_is_not_listened_to(
    store: ModelStore, server: LoopbackHub, tmp_path: Path
) -> None:
    with server.encrypted(tmp_path) as address, pytest.raises(DeviceLimit, match="could not prove who it is"):
        asking(store, Hub(Wire(), address, QUICK))
    assert server.asked == []


def test_from_an_encrypted_place_nobody_is_led_to_one_that_is_not() -> None:
    assert next_address("https://a.example/x", "/y") == "https://a.example/y"
    assert next_address("http://127.0.0.1/x", "https://b.example/y") == "https://b.example/y"
    with pytest.raises(InvalidRequest, match=r"a\.example leads to b\.example without encryption"):
        next_address("https://a.example/x", "http://b.example/y")


@pytest.mark.parametrize("address", ["http://hub.example", "ftp://127.0.0.1", "hub.example", ""])
def test_a_hub_whose_words_could_be_changed_on_the_way_is_refused(address: str) -> None:
    with pytest.raises(InvalidRequest, match="encrypted"):
        hub_at(Wire(), address)


def test_files_that_the_data_names_need_no_listing(tmp_path: Path, hub: Hub, server: LoopbackHub) -> None:
    whole = server.repos["studio/tiny"]
    files = tuple(
        ModelFile(name, len(whole[name]), hashlib.sha256(whole[name]).hexdigest())
        for name in sorted(NEEDED - {"LICENSE.txt"})
    )
    store = ModelStore(tmp_path, entries=(entry(sources=(Source("studio/tiny", COMMIT, files=files),)),))
    assert asking(store, hub).to_fetch == sum(file.size for file in files)
    assert server.asked == []
    fetch_all(store, hub)
    assert not any("/api/" in one.path for one in server.asked)


@pytest.mark.parametrize("name", ["..", "../tiny", "a/b", "", ".store", "TINY", "con", "-"])
def test_only_names_of_models_reach_the_disk(store: ModelStore, name: str) -> None:
    store.root.mkdir(parents=True)
    for act in (store.remove, store.record, store.pin, lambda name: cancel(store, name)):
        with pytest.raises(InvalidRequest, match="not the name of a model"):
            act(name)
    assert store.root.is_dir()
