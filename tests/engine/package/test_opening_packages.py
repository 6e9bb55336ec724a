"""Packages of strangers: a good one opens as the film it was, a bad one is refused in a sentence and leaves nothing."""

import hashlib
import io
import json
import resource
import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace
from packages_by_hand import (
    FILM,
    box,
    files_of_package,
    in_one_box,
    label,
    package,
    wide_box,
    write,
    zipped,
)

from studio.engine.media.package.archive import unpacking
from studio.engine.media.package.boxes import USER_TYPE
from studio.engine.media.package.opening import free_folder, no_project, opened_from, read_package, unpack_project
from studio.engine.media.package.origin import origin_of
from studio.engine.stop import StopToken
from studio.errors import ProjectUnreadable, Stopped
from studio.timeline.film import (
    Camera,
    CastId,
    CastMember,
    Directions,
    Film,
    Line,
    Look,
    Scene,
    SceneId,
    Setting,
    Shot,
    ShotId,
    Still,
    Voice,
)
from studio.timeline.store import Project

HANA = CastId("hana")


def a_shot(number: int, **more: object) -> Shot:
    told = Directions(subject=f"Hana, {number}")
    made = Shot(
        ShotId(f"s{number}"),
        "Hana waits.",
        told,
        Setting("beach", "beach"),
        Camera(),
        (Line(HANA, "Oh."),),
        Fraction(2),
    )
    return replace(made, **more)


def a_film(*shots: Shot) -> Film:
    scenes = (Scene(SceneId("a"), "BEACH", "Beach", shots or (a_shot(1), a_shot(2))),)
    return Film("The Wave 続", "EXT. BEACH", "Hana", cast=(CastMember(HANA, "Hana", Look(), Voice()),), scenes=scenes)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder to work in; beside it and around it nothing may appear."""
    home = tmp_path / "around" / "home"
    home.mkdir(parents=True)
    (tmp_path / "around" / "theirs.txt").write_text("mine")
    yield home
    assert sorted(one.name for one in (tmp_path / "around").iterdir()) == ["home", "theirs.txt"]
    assert (tmp_path / "around" / "theirs.txt").read_text() == "mine"


def open_package(path: Path, folder: Path, stop: StopToken) -> Iterator[object]:
    with unpacking(path) as package:
        if package is None:
            raise no_project(path)
        yield from unpack_project(package, opened_from(package), folder, stop)


def opened(path: Path, folder: Path) -> None:
    for _ in open_package(path, folder, StopToken()):
        pass


def refused(path: Path, place: Path) -> str:
    """What is said when opening it fails: one sentence, soon, and nothing is left."""
    before = sorted(place.iterdir())
    began = time.monotonic()
    with pytest.raises(ProjectUnreadable) as told:
        opened(path, place / "new.tsuzuki")
    assert time.monotonic() - began < 5
    assert sorted(place.iterdir()) == before
    assert "\n" not in told.value.sentence
    assert len(told.value.sentence) < 400
    assert told.value.remedy
    return str(told.value)


# --- what is well -----------------------------------------------------------------------------------
def test_a_package_opens_as_the_film_it_was(place: Path) -> None:
    still = b"not looked into until it is painted"
    named = Still("Street", "stills/street.png", hashlib.sha256(still).hexdigest())
    film = a_film(a_shot(1), a_shot(2, still=named))
    opened(package(place / "film.mp4", film, {"stills/street.png": still}), place / "new.tsuzuki")
    project = Project.open(place / "new.tsuzuki")
    assert project.film == film
    assert not project.warnings
    project.close()
    assert (place / "new.tsuzuki" / "stills" / "street.png").read_bytes() == still
    origin = origin_of(place / "new.tsuzuki")
    assert origin is not None
    assert (origin.title, origin.author) == ("The Wave 続", "Hana")


def test_a_project_in_many_boxes_of_either_kind_is_one(place: Path) -> None:
    whole = zipped(files_of_package(a_film()))
    third = len(whole) // 3
    pieces = [whole[:third], whole[third : 2 * third], whole[2 * third :]]
    boxes = [USER_TYPE + label(whole, n, 3) + piece for n, piece in enumerate(pieces)]
    kinds = (box, wide_box, box)
    laid = [kind(b"uuid", inside) for kind, inside in zip(kinds, boxes, strict=True)]
    (place / "film.mp4").write_bytes(FILM + laid[2] + box(b"free", b"x") + laid[0] + box(b"uuid", bytes(90)) + laid[1])
    found = read_package(place / "film.mp4")
    assert found is not None
    assert found.film == a_film()


def test_a_film_alone_is_no_package(place: Path) -> None:
    (place / "film.mp4").write_bytes(FILM)
    assert read_package(place / "film.mp4") is None
    assert "holds no project" in refused(place / "film.mp4", place)


def test_what_no_project_is_made_of_stays_in_the_package(place: Path) -> None:
    more = {"run.sh": b"#!", "takes/short/take.json": b"{}", "weights/model.safetensors": b"w", "stills.png": b"p"}
    opened(package(place / "film.mp4", a_film(), more), place / "new.tsuzuki")
    there = {one.name for one in (place / "new.tsuzuki").rglob("*") if one.is_file()}
    assert not there & {"run.sh", "take.json", "model.safetensors", "stills.png"}


def test_stopping_leaves_nothing(place: Path) -> None:
    still = bytes(3_000_000)
    named = Still("Street", "stills/s.png", hashlib.sha256(still).hexdigest())
    path = package(place / "film.mp4", a_film(a_shot(1, still=named)), {"stills/s.png": still})
    stop = StopToken()
    steps = open_package(path, place / "new.tsuzuki", stop)
    next(steps)
    stop.stop()
    with pytest.raises(Stopped):
        for _ in steps:
            pass
    assert [one.name for one in place.iterdir()] == ["film.mp4"]


def test_new_projects_get_names_that_every_system_takes(place: Path) -> None:
    assert free_folder(place, '../../etc: "x"?').parent == place
    assert free_folder(place, "../..").name == "Film.tsuzuki"
    (place / "A b.tsuzuki").mkdir()
    assert free_folder(place, "A b").name == "A b 2.tsuzuki"
    assert len(free_folder(place, "x" * 500).name) < 80


# --- boxes ----------------------------------------------------------------------------------------
WHOLE = zipped(files_of_package(a_film()))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (FILM + in_one_box(WHOLE)[:-7], "cut short"),
        (FILM + in_one_box(WHOLE)[: len(WHOLE) // 2], "cut short"),
        (FILM + b"\0\0\0\4uuid", "cut short"),
        (FILM + struct.pack(">I4sQ", 1, b"uuid", 2**63) + b"x" * 100, "cut short"),
        (FILM + struct.pack(">I4sQ", 1, b"uuid", 3) + b"x" * 100, "cut short"),
        (FILM + b"\xff\xff\xff\xffuuid" + b"x" * 100, "cut short"),
        (FILM + in_one_box(WHOLE) * 2, "twice"),
        (FILM + box(b"uuid", USER_TYPE + label(WHOLE, 0, 2) + WHOLE), "missing"),
        (FILM + box(b"uuid", USER_TYPE + label(WHOLE, 5, 2) + WHOLE), "label"),
        (FILM + box(b"uuid", USER_TYPE + label(WHOLE, 0, 2**32 - 1) + WHOLE), "label"),
        (FILM + box(b"uuid", USER_TYPE + label(WHOLE, total=2**60) + WHOLE), "missing"),
        (FILM + box(b"uuid", USER_TYPE + label(WHOLE, version=9) + WHOLE), "newer"),
        (FILM + box(b"uuid", USER_TYPE + bytes(56) + WHOLE), "label"),
        (FILM + box(b"uuid", USER_TYPE + label(WHOLE) + WHOLE[:-1] + b"\7"), "damaged"),
        (FILM + box(b"uuid", USER_TYPE + label(WHOLE) + b"\0" + WHOLE[1:]), "changed"),
        (FILM + in_one_box(b""), "cut short"),
        (b"\0\0\0\x08free" * 120_000 + in_one_box(WHOLE), "more parts"),
    ],
)
def test_boxes_that_are_not_as_they_should_be(data: bytes, says: str, place: Path) -> None:
    (place / "film.mp4").write_bytes(data)
    assert says in refused(place / "film.mp4", place)


# --- the ZIP --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "stills/../../evil.txt",
        "/etc/passwd",
        "C:\\evil.txt",
        "stills\\..\\evil.txt",
        "stills//x.png",
        "stills/.hidden",
        "stills/x.png/",
        "stills/con.png",
        "stills/x.png ",
        "stills/a\x00b.png",
        "stills/" + "x" * 300,
        "a/b/c/d/e/f.png",
        "",
    ],
)
def test_names_that_lead_out(name: str, place: Path) -> None:
    data = bytearray(zipped({**files_of_package(a_film()), "stills/PLACEHOLDER": b"x"}))
    whole = zipped({**files_of_package(a_film()), name: b"evil"}) if "\0" not in name else _renamed(data, name)
    assert "no name" in refused(write(place / "film.mp4", whole), place)


def _renamed(data: bytearray, name: str) -> bytes:
    """``zipfile`` ends names at a zero when it writes them, so it is put in afterwards."""
    padded = name.encode().ljust(len("stills/PLACEHOLDER"), b"x")
    return bytes(data.replace(b"stills/PLACEHOLDER", padded))


def test_links_and_devices_are_no_files(place: Path) -> None:
    for mode in (0o120777, 0o020666, 0o010666):
        data = io.BytesIO(zipped(files_of_package(a_film())))
        with zipfile.ZipFile(data, "a") as archive:
            link = zipfile.ZipInfo("stills/link.png")
            link.external_attr = mode << 16
            archive.writestr(link, "/etc/passwd")
        assert "no plain file" in refused(write(place / "film.mp4", data.getvalue()), place)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name(place: Path) -> None:
    for second in ("film.json", "FILM.JSON"):
        data = io.BytesIO(zipped(files_of_package(a_film())))
        with zipfile.ZipFile(data, "a") as archive:
            archive.writestr(second, b"{}")
        assert "twice" in refused(write(place / "film.mp4", data.getvalue()), place)


def test_a_bomb_is_not_unpacked(place: Path) -> None:
    bomb = bytearray(zipped({**files_of_package(a_film()), "stills/bomb.json": bytes(1_000_000)}))
    at = bomb.index(b"PK\1\2", bomb.rindex(b"stills/bomb.json") - 60)
    bomb[at + 24 : at + 28] = struct.pack("<I", 2**31 - 1)  # what it unpacks to, in the index
    assert "would unpack" in refused(write(place / "film.mp4", bytes(bomb)), place)
    honest = {f"m/{n}.json": bytes(30_000_000) for n in range(2)}  # no more than a package may hold, and never read
    opened(package(place / "fine.mp4", a_film(), honest), place / "fine.tsuzuki")


def test_files_that_lie_about_their_length(place: Path) -> None:
    files = files_of_package(a_film(), {"stills/a.png": b"x" * 1000})
    whole = bytearray(zipped(files))
    at = whole.index(b"PK\1\2", whole.rindex(b"stills/a.png") - 60)
    whole[at + 24 : at + 28] = struct.pack("<I", 40)  # what it unpacks to, in the index
    assert refused(write(place / "film.mp4", bytes(whole)), place)


def test_a_million_files_are_refused_before_they_are_listed(place: Path) -> None:
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", *[20] * 2, *[0] * 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    index = entry * 1_000_000
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(index), 0, 0)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "more files" in refused(write(place / "film.mp4", index + end), place)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used < 300_000  # KB, the file itself included


def test_thousands_of_files_are_too_many(place: Path) -> None:
    many = zipped({**files_of_package(a_film()), **{f"m/{n}": b"" for n in range(21_000)}}, zipfile.ZIP_STORED)
    assert "files" in refused(write(place / "film.mp4", many), place)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int, place: Path) -> None:
    assert "packed in a way" in refused(write(place / "film.mp4", zipped(files_of_package(a_film()), method)), place)


def test_a_comment_cannot_hide_another_index(place: Path) -> None:
    data = io.BytesIO(zipped(files_of_package(a_film())))
    with zipfile.ZipFile(data, "a") as archive:
        archive.comment = b"PK\5\6" + bytes(40)
    assert "damaged" in refused(write(place / "film.mp4", data.getvalue()), place)


# --- the document ---------------------------------------------------------------------------------
def _document(change: Callable[[dict[str, object]], object]) -> bytes:
    told = json.loads(files_of_package(a_film())["film.json"])
    return json.dumps(change(told) or told).encode()


DOCUMENTS: dict[str, bytes] = {
    "not text": b"\xff\xfe\x00",
    "nothing": b"",
    "a list": b"[]",
    "deep": b'{"title":"x","later":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "deep parents": b'{"title":"x","parents":[' * 50_000,
    "no title": b"{}",
    "wrong kind": _document(lambda told: told.update(cast="everybody")),
    "huge whole number": _document(lambda told: told.update(seed=10**300)),
    "huge fraction": _document(lambda told: told["scenes"][0]["shots"][0].update(duration="1" * 4000 + "/3")),  # type: ignore[index]
    "very huge fraction": _document(lambda told: told["scenes"][0]["shots"][0].update(duration="1" * 90_000)),  # type: ignore[index]
    "no fraction": _document(lambda told: told["scenes"][0]["shots"][0].update(duration="1/0")),  # type: ignore[index]
    "endless": _document(lambda told: told["scenes"][0]["shots"][0].update(physics=1e300)),  # type: ignore[index]
    "long shot": _document(lambda told: told["scenes"][0]["shots"][0].update(duration="100000/1")),  # type: ignore[index]
    "negative": _document(lambda told: told["scenes"][0]["shots"][0].update(duration="-2/1")),  # type: ignore[index]
    "no rate": _document(lambda told: told.update(fps=0)),
    "strangers": _document(lambda told: told.update(cast=[])),
    "twice": _document(lambda told: told["scenes"].append(told["scenes"][0])),  # type: ignore[attr-defined,index]
    "colour": _document(lambda told: told["cast"][0]["look"].update(hair="red; rm")),  # type: ignore[index]
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_that_are_no_film(name: str, place: Path) -> None:
    files = files_of_package(a_film(), document=DOCUMENTS[name])
    assert refused(write(place / "film.mp4", zipped(files)), place)


@pytest.mark.parametrize("path", ["/etc/passwd", "../../secret.png", "stills/none.png", "film.json", "C:/x.png", ""])
def test_a_film_names_no_file_outside_of_its_package(path: str, place: Path) -> None:
    film = a_film(a_shot(1, still=Still("x", path, "0" * 64)))
    assert refused(package(place / "film.mp4", film), place)


def test_a_file_that_was_exchanged(place: Path) -> None:
    named = Still("Street", "stills/s.png", hashlib.sha256(b"as signed").hexdigest())
    files = files_of_package(a_film(a_shot(1, still=named)), {"stills/s.png": b"as signed"})
    files["stills/s.png"] = b"exchanged"
    assert "not the one" in refused(write(place / "film.mp4", zipped(files)), place)


@pytest.mark.parametrize("record", [b"", b"{", b"[1]", b'{"format":99}', b"\xff" * 100])
def test_records_that_say_nothing(record: bytes, place: Path) -> None:
    files = files_of_package(a_film()) | {"package.json": record}
    assert "package.json" in refused(write(place / "film.mp4", zipped(files)), place)


def test_a_newer_studios_package_says_so(place: Path) -> None:
    files = files_of_package(a_film())
    files["package.json"] = files["package.json"].replace(b'"format":1', b'"format":7')
    assert "newer" in refused(write(place / "film.mp4", zipped(files)), place)


def test_texts_too_large_to_be_read_are_not(place: Path) -> None:
    files = files_of_package(a_film()) | {"package.json": bytes(60_000_000)}
    assert "larger" in refused(write(place / "film.mp4", zipped(files)), place)


def test_takes_that_are_another_ones_or_not_whole_are_left_out(place: Path) -> None:
    key, other = "a" * 32, "b" * 32
    record = json.dumps(
        {"key": key, "shot": "s1", "frames": 1, "fps": 24, "width": 64, "height": 48, "painter": "cel"}
        | {"painter_revision": "1", "seed": 0}
    ).encode()
    media = ("picture.mp4", "dialogue.wav", "effects.wav", "ambience.wav")
    whole = {f"takes/{key}/{name}": b"m" for name in media} | {f"takes/{key}/take.json": record}
    theirs = {f"takes/{other}/{name}": b"m" for name in media} | {f"takes/{other}/take.json": record}
    opened(package(place / "film.mp4", a_film(), whole | theirs), place / "new.tsuzuki")
    assert [one.name for one in (place / "new.tsuzuki" / "takes").iterdir()] == [key]
