"""A film is exported, opened by somebody else, and exported again: it is the same film, and says whose it was."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from msgspec.structs import replace
from studios import StudioAt, film_of, small_film

from studio.cli.arguments import run
from studio.cli.inspect import film_values
from studio.engine.media.package.opening import read_package
from studio.engine.media.package.packing import document_of
from studio.engine.media.take_video import read_frames
from studio.engine.painters.catalogue import catalogue
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.provenance.reading import Standing, provenance_of
from studio.engine.provenance.words import told
from studio.errors import InvalidRequest
from studio.timeline.film import Film
from studio.timeline.lineage import Licence, Terms


@pytest.fixture(scope="module")
def painter() -> Iterator[CelPainter]:
    painter = CelPainter()
    yield painter
    painter.close()


@pytest.fixture(scope="module")
def hana(painter: CelPainter, tmp_path_factory: pytest.TempPathFactory) -> StudioAt:
    return StudioAt(tmp_path_factory.mktemp("hana"), painter)


@pytest.fixture(scope="module")
def ken(painter: CelPainter, tmp_path_factory: pytest.TempPathFactory) -> StudioAt:
    return StudioAt(tmp_path_factory.mktemp("ken"), painter)


@pytest.fixture(scope="module")
def film() -> Film:
    return replace(small_film(), terms=Terms(Licence.BY_SA))


@pytest.fixture(scope="module")
def exported(hana: StudioAt, film: Film) -> Path:
    return hana.export(film, "wave.mp4")


def pictures(path: Path) -> list[np.ndarray]:
    return list(read_frames(path))


def sound(path: Path) -> np.ndarray:
    with av.open(path) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)


def sentences(path: Path, at: StudioAt) -> str:
    with at.at_work():
        return "\n".join(told(provenance_of(path)))


def standing(path: Path, at: StudioAt) -> Standing:
    with at.at_work():
        return provenance_of(path).standing


def test_opened_elsewhere_and_exported_again_it_is_the_same_film(
    exported: Path, film: Film, ken: StudioAt, hana: StudioAt
) -> None:
    visit = ken.open(exported, "wave")
    assert film_of(visit) == film
    again = ken.export(film_of(visit), "again.mp4", visit.folder)
    one, other = read_package(exported), read_package(again)
    assert one is not None
    assert other is not None
    assert document_of(one.film) == document_of(other.film)
    assert [shot.take for shot in one.record.shots] == [shot.take for shot in other.record.shots]
    assert all(np.array_equal(a, b) for a, b in zip(pictures(exported), pictures(again), strict=True))
    assert np.array_equal(sound(exported), sound(again))
    assert "Made from “Wave”, which an unknown signer" in sentences(again, ken)
    assert standing(again, ken) is Standing.HERE
    assert standing(exported, ken) is standing(again, hana) is Standing.ELSEWHERE


def test_it_plays_as_any_film_and_has_a_cover(exported: Path, film: Film) -> None:
    values = film_values(exported)
    kinds = [stream["kind"] for stream in values["streams"]]
    assert kinds.count("video") == kinds.count("audio") == kinds.count("cover") == 1
    assert values["metadata"]["copyright"] == "CC-BY-SA-4.0, https://creativecommons.org/licenses/by-sa/4.0/"
    assert [chapter["title"] for chapter in values["chapters"]] == ["Beach"]
    with av.open(exported) as container:
        assert sum(1 for _ in container.decode(video=0)) == round(film.duration * film.fps)


def test_nothing_of_this_machine_lies_in_it(exported: Path, hana: StudioAt) -> None:
    data = exported.read_bytes()
    assert str(hana.home).encode() not in data
    package = read_package(exported)
    assert package is not None
    assert str(hana.home) not in str(package.record)


def test_finished_takes_go_with_it_only_when_asked(hana: StudioAt, film: Film, ken: StudioAt, exported: Path) -> None:
    full = hana.export(film, "full.mp4", takes=True)
    visit = ken.open(full, "full")
    assert len(list((visit.folder / "takes").glob("*/picture.mp4"))) == 1
    assert not list((ken.open(exported, "bare").folder / "takes").iterdir())
    again = ken.export(film_of(visit), "full again.mp4", visit.folder)
    assert "1 shot taken over as they lay in another film; the signer has not made them." in sentences(again, ken)
    assert provenance_of(again).shots[0].source == ""
    own = hana.export(film, "own again.mp4", hana.open(full, "own").folder)
    assert not any(shot.foreign for shot in provenance_of(own).shots)
    seen = provenance_of(full)
    assert seen.project == ""


def test_a_flat_film_is_signed_and_holds_nothing(hana: StudioAt, film: Film) -> None:
    flat = hana.export(film, "flat.mp4", inside=False)
    assert read_package(flat) is None
    assert standing(flat, hana) is Standing.HERE
    assert "It holds no project." in sentences(flat, hana)
    assert b"blue dress" not in flat.read_bytes(), "nor the artist's words"


# --- what happened to it ----------------------------------------------------------------------------
def test_a_changed_byte_anywhere_in_it_is_told(exported: Path, hana: StudioAt, tmp_path: Path) -> None:
    data = exported.read_bytes()
    for kind in (b"moov", b"mdat", b"TSZK"):
        at = data.index(kind) + 300
        changed = tmp_path / "changed.mp4"
        changed.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert standing(changed, hana) is Standing.CHANGED, kind
        assert "Changed after it was signed" in sentences(changed, hana)


def test_a_project_taken_out_or_put_in_is_told(exported: Path, hana: StudioAt, film: Film, tmp_path: Path) -> None:
    data = exported.read_bytes()
    start = data.index(b"uuid", data.index(b"mdat")) - 4
    (tmp_path / "out.mp4").write_bytes(data[:start])
    assert standing(tmp_path / "out.mp4", hana) is Standing.CHANGED
    flat = hana.export(film, "flat2.mp4", inside=False).read_bytes()
    (tmp_path / "in.mp4").write_bytes(flat + data[start:])
    assert standing(tmp_path / "in.mp4", hana) is Standing.CHANGED


def test_a_film_whose_signature_was_taken_away_is_told_from_one_that_never_had_one(
    exported: Path, hana: StudioAt, film: Film, tmp_path: Path
) -> None:
    copied = tmp_path / "copied.mp4"
    with av.open(exported) as source, av.open(copied, "w") as target:  # as any converter does it
        stream = target.add_stream_from_template(source.streams.video[0])
        target.metadata.update(source.metadata)
        for packet in source.demux(video=0):
            if packet.size:
                packet.stream = stream
                target.mux(packet)
    assert standing(copied, hana) is Standing.STRIPPED
    data = exported.read_bytes()
    size = int.from_bytes(data[data.index(b"uuid") - 4 : data.index(b"uuid")], "big")
    start = data.index(b"uuid") - 4
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(data[:start] + data[start + size :])
    assert standing(cut, hana) is Standing.STRIPPED
    assert "taken away" in sentences(cut, hana)
    bare = hana.export(film, "bare.mp4", signed=False)
    assert standing(bare, hana) is Standing.UNSIGNED


def test_a_broken_manifest_is_no_crash(exported: Path, hana: StudioAt, tmp_path: Path) -> None:
    data = bytearray(exported.read_bytes())
    at = data.index(b"jumb")
    data[at : at + 400] = bytes(400)
    (tmp_path / "broken.mp4").write_bytes(data)
    assert standing(tmp_path / "broken.mp4", hana) is Standing.CHANGED


def test_any_file_can_be_asked(tmp_path: Path, hana: StudioAt) -> None:
    (tmp_path / "notes.txt").write_text("not a film")
    assert standing(tmp_path / "notes.txt", hana) is Standing.UNSIGNED


class Model(CelPainter):
    """Stands for a trained model: it is called as one of the catalogue is, and draws as the cel painter does."""

    @property
    def name(self) -> str:
        return catalogue()[0].name


def test_what_a_trained_model_painted_is_marked_and_says_so(film: Film, tmp_path: Path) -> None:
    model = Model()
    try:
        there = StudioAt(tmp_path / "there", model)
        painted = there.export(film, "painted.mp4")
    finally:
        model.close()
    found, entry = provenance_of(painted), catalogue()[0]
    assert found.source == "trainedAlgorithmicMedia"
    assert [(shot.source, shot.marked) for shot in found.shots] == [("trainedAlgorithmicMedia", True)]
    (painter,) = found.painters
    assert (painter.trained, painter.model, painter.licence) == (True, entry.source.repo, entry.licence.id)
    assert f"1 shot painted by the trained model {entry.title}" in sentences(painted, there)


# --- remixes --------------------------------------------------------------------------------------
def test_a_remix_names_its_parent_and_keeps_its_terms(exported: Path, ken: StudioAt, hana: StudioAt) -> None:
    visit = ken.open(exported, "remixed")
    mine = replace(film_of(visit), title="Another wave", author="Ken", seed=5, terms=Terms(Licence.ZERO))
    remix = ken.export(mine, "remix.mp4", visit.folder)
    package = read_package(remix)
    assert package is not None
    assert package.film.terms.licence is Licence.BY_SA, "shared alike, as its parent asks"
    assert [(one.title, one.author, one.how) for one in package.film.parents] == [("Wave", "Hana", "remixed")]
    assert package.film.parents[0].standing == "signed elsewhere"
    said = sentences(remix, hana)
    assert "Made from “Wave”, which this device had signed." in said
    assert "Remixed “Wave” by Hana" in said
    deeper = hana.open(remix, "deeper")
    third = hana.export(replace(film_of(deeper), seed=9), "third.mp4", deeper.folder)
    found = read_package(third)
    assert found is not None
    assert found.film.parents[0].title == "Another wave"
    assert found.film.parents[0].parents[0].title == "Wave"
    assert [one for one in found.record.entries if one.name.startswith("lineage/")], "with the pictures of its parents"


def test_a_remix_of_a_changed_film_says_so(hana: StudioAt, film: Film, ken: StudioAt, tmp_path: Path) -> None:
    data = hana.export(film, "loud.mp4").read_bytes()
    at = data.index(b"mdat") + 300
    changed = tmp_path / "changed.mp4"
    changed.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    visit = ken.open(changed, "changed")
    assert visit.provenance.standing is Standing.CHANGED
    remix = ken.export(replace(film_of(visit), seed=3), "laundered.mp4", visit.folder)
    assert standing(remix, ken) is Standing.HERE, "the remix itself is as it was signed"
    said = sentences(remix, ken)
    assert "“Wave”, which had been changed after it was signed: what came before cannot be believed" in said
    assert "Remixed “Wave” by Hana (CC BY-SA 4.0), which had been changed" in said


def test_no_remix_is_exported_where_the_author_allows_none(hana: StudioAt, film: Film, ken: StudioAt) -> None:
    mine = hana.export(replace(film, terms=Terms(Licence.BY_ND)), "closed.mp4")
    visit = ken.open(mine, "closed")
    assert ken.export(film_of(visit), "closed again.mp4", visit.folder).exists()
    with pytest.raises(InvalidRequest, match="allows no remixes"):
        ken.export(replace(film_of(visit), seed=3), "open.mp4", visit.folder)


def test_no_part_is_recast_where_the_author_does_not_want_it(hana: StudioAt, film: Film, ken: StudioAt) -> None:
    visit = ken.open(hana.export(replace(film, terms=Terms(recast=False)), "own cast.mp4"), "own cast")
    theirs = film_of(visit)
    member = theirs.cast[0]
    other = replace(theirs, cast=(replace(member, look=replace(member.look, hair="#ff0000")),))
    with pytest.raises(InvalidRequest, match="may not be recast"):
        ken.export(other, "recast.mp4", visit.folder)
    assert ken.export(replace(theirs, seed=3), "same cast.mp4", visit.folder).exists()


def test_what_may_not_be_sold_is_not_sold_by_way_of_a_remix(hana: StudioAt, film: Film, ken: StudioAt) -> None:
    visit = ken.open(hana.export(replace(film, terms=Terms(Licence.BY_NC)), "free.mp4"), "free")
    with pytest.raises(InvalidRequest, match="may not be used for money"):
        ken.export(replace(film_of(visit), commercial=True), "sold.mp4", visit.folder)


# --- the command line -----------------------------------------------------------------------------
def test_the_command_line_renders_what_a_film_holds(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "again.mp4"
    assert run(["render", str(exported), "-o", str(target), "--size", "64x48", "--author", "Ken"]) == 0
    capsys.readouterr()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["again.mp4"]
    assert run(["inspect", str(target), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["package"]["film"]["title"] == "Wave"
    assert values["package"]["parents"][0]["author"] == "Hana"
    assert values["provenance"]["standing"] == "signed here"
    assert values["provenance"]["shots"][0]["source"] == "digitalCreation"
    assert run(["plan", str(exported), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["scenes"]


def test_files_come_along_wherever_the_command_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    picture = np.full((60, 80, 3), 90, np.uint8)
    picture[20:40, 20:60] = (30, 120, 220)
    cv2.imwrite("mine.png", picture)
    Path("script.txt").write_text("A girl waves on the beach. 0.5 s.\n\nA ball falls on the beach. 0.5 s.", "utf-8")
    size = ["--size", "64x48", "--json"]
    assert run(["render", "script.txt", "-o", "one.mp4", "--still", "1=mine.png", *size]) == 0
    Path("mine.png").unlink()
    assert run(["render", "one.mp4", "-o", "two.mp4", *size]) == 0
    assert run(["remix", "one.mp4", "-o", "mine.tsuzuki", "--retake", "1"]) == 0
    assert run(["render", "mine.tsuzuki", "-o", "three.mp4", *size]) == 0
    one, two, three = (read_package(Path(name)) for name in ("one.mp4", "two.mp4", "three.mp4"))
    assert one is not None
    assert two is not None
    assert three is not None
    assert document_of(one.film) == document_of(two.film)
    assert [shot.take for shot in one.record.shots] == [shot.take for shot in two.record.shots]
    stills = [
        {entry.name for entry in package.record.entries if "stills/" in entry.name} for package in (one, two, three)
    ]
    assert stills[0] == stills[1] == stills[2] != set()
    assert one.record.shots[0].source == "compositeSynthetic"
    capsys.readouterr()


def test_a_machine_without_a_place_for_a_key_makes_its_film_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "signing").write_text("a file where the folder should be")
    monkeypatch.setenv("TSUZUKI_PROFILE", str(tmp_path / "profile"))
    (tmp_path / "script.txt").write_text("A ball falls on the beach. 0.5 s.", "utf-8")
    target = tmp_path / "film.mp4"
    assert run(["render", str(tmp_path / "script.txt"), "-o", str(target), "--size", "64x48"]) == 0
    assert "not signed" in capsys.readouterr().err
    found = provenance_of(target)
    assert (found.standing, found.project) == (Standing.UNSIGNED, "")


def test_another_reader_of_c2pa_finds_it_valid(exported: Path) -> None:
    """The library's own reader, in a process that knows nothing of this studio's keys."""
    script = "import c2pa, sys; r = c2pa.Reader(sys.argv[1]); print(r.get_validation_state()); print(r.json())"
    done = subprocess.run([sys.executable, "-c", script, str(exported)], capture_output=True, text=True, check=True)
    state, _, store = done.stdout.partition("\n")
    assert state == "Valid"
    manifest = json.loads(store)
    active = manifest["manifests"][manifest["active_manifest"]]
    assert active["signature_info"]["alg"] == "Es256"
    failures = manifest["validation_results"]["activeManifest"]["failure"]
    assert {one["code"] for one in failures} <= {"signingCredential.untrusted"}
