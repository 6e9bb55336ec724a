"""Another film is made of one: what changes, what stays, whose permission it needs, and who is credited."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from studios import StudioAt, film_of, small_film

from studio.cli.arguments import run
from studio.engine.borrowing import extended
from studio.engine.director import direct
from studio.engine.media.package.opening import read_package
from studio.engine.media.package.origin import as_shared
from studio.engine.media.take_video import read_frames
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.provenance.reading import provenance_of
from studio.errors import InvalidRequest
from studio.timeline.checks import check
from studio.timeline.film import Film, Line
from studio.timeline.lineage import Ancestor, Licence, Terms, credit_lines, family, terms_under
from studio.timeline.remixing import joined, recast, redubbed, restyled, retaken, with_ancestor, with_shot
from studio.timeline.store import read_film

TWO = """Title: Two
Author: Ken

EXT. PARK - DAY

Rin, a tall woman in a green coat, holds a red umbrella. 0.5 s.

RIN
Good evening!
"""


@pytest.fixture(scope="module")
def painter() -> Iterator[CelPainter]:
    painter = CelPainter()
    yield painter
    painter.close()


@pytest.fixture(scope="module")
def hana(painter: CelPainter, tmp_path_factory: pytest.TempPathFactory) -> StudioAt:
    return StudioAt(tmp_path_factory.mktemp("hana"), painter)


@pytest.fixture(scope="module")
def theirs(hana: StudioAt) -> Path:
    return hana.export(replace(direct(TWO), terms=Terms(Licence.BY)), "two.mp4")


def line_in(film: Film) -> Line:
    return next(beat for shot in film.shots for beat in shot.beats if isinstance(beat, Line))


# --- edits ----------------------------------------------------------------------------------------
def test_a_retake_changes_the_chance_and_nothing_else() -> None:
    film = small_film()
    again = retaken(film, [film.shots[0].id], 99)
    assert again.shots[0].seed == 99
    assert retaken(again, [film.shots[0].id], film.shots[0].seed) == film


def test_a_film_restyled_has_one_look_throughout() -> None:
    film = restyled(restyled(small_film(), "ink", [small_film().shots[0].id]), "pastel")
    assert (film.look, {shot.look for shot in film.shots}) == ("pastel", {""})


def test_whoever_takes_a_part_over_speaks_its_lines() -> None:
    film, other = direct(TWO), small_film()
    made = recast(film, film.cast[0].id, other.cast[0])
    assert (made.cast[0].name, made.cast[0].id) == (film.cast[0].name, film.cast[0].id)
    assert (made.cast[0].look, made.cast[0].voice.variant) == (other.cast[0].look, other.cast[0].voice.variant)
    assert made.scenes == film.scenes
    check(made)


def test_what_goes_on_after_a_film_keeps_its_cast_and_what_was_there() -> None:
    film = direct(TWO)
    more = extended(film, "EXT. BEACH - NIGHT\n\nRin waves. A blue ball falls. 1 s.\n")
    assert [scene.title for scene in more.scenes] == [film.scenes[0].title, "Beach"]
    assert [one.name for one in more.cast] == ["Rin"]
    assert more.cast[0].look == film.cast[0].look
    assert more.shots[: len(film.shots)] == film.shots
    assert len({shot.id for shot in more.shots}) == len(more.shots)
    check(more)
    earlier = joined(film, direct("A ball falls on the beach. 1 s."), before=True)
    assert earlier.shots[-1] == film.shots[-1]
    faded = direct("A ball falls on the beach. 1 s.\n\nFADE OUT.")
    assert joined(film, faded).ending == "fade"
    assert joined(film, faded, before=True).ending == "cut", "it is the end of the film that counts"
    check(earlier)


def test_a_borrowed_shot_brings_who_is_in_it_under_ids_of_their_own() -> None:
    mine, source = small_film(), direct(TWO.replace("Rin", "Mei").replace("RIN", "MEI"))
    made = with_shot(mine, source.shots[0], source)
    check(made)
    assert len(made.cast) == 2
    assert made.cast[1].look == source.cast[0].look
    assert made.cast[1].id in made.shots[-1].present
    assert made.shots[-1].duration * mine.fps == round(made.shots[-1].duration * mine.fps)
    again = with_shot(made, source.shots[0], source)
    assert len(again.shots) == len(made.shots) + 1
    check(again)


# --- terms and credits ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("theirs", "mine", "becomes"),
    [
        (Licence.BY_SA, Licence.ZERO, Licence.BY_SA),
        (Licence.BY_NC, Licence.ZERO, Licence.BY_NC),
        (Licence.BY_NC, Licence.BY_NC_ND, Licence.BY_NC_ND),
        (Licence.BY_NC_SA, Licence.BY, Licence.BY_NC_SA),
        (Licence.RESERVED, Licence.ZERO, Licence.RESERVED),
        (Licence.ZERO, Licence.BY_ND, Licence.BY_ND),
    ],
)
def test_a_child_is_never_freer_than_its_parent(theirs: Licence, mine: Licence, becomes: Licence) -> None:
    parent = Ancestor("a", "Theirs", terms=Terms(theirs, recast=False))
    assert terms_under(Terms(mine), (parent,)) == Terms(becomes, recast=False)


@pytest.mark.parametrize(
    ("theirs", "becomes"),
    [
        ((Licence.BY_SA, Licence.BY_NC), Licence.BY_NC_SA),
        ((Licence.BY_SA, Licence.BY_NC_SA), Licence.BY_NC_SA),
        ((Licence.BY, Licence.BY_SA), Licence.BY_SA),
        ((Licence.BY_NC, Licence.RESERVED), Licence.RESERVED),
    ],
)
@pytest.mark.parametrize("mine", [Licence.RESERVED, Licence.BY, Licence.BY_SA])
def test_a_child_of_two_films_holds_to_both_in_either_order(
    theirs: tuple[Licence, Licence], mine: Licence, becomes: Licence
) -> None:
    parents = tuple(Ancestor(str(number), "Theirs", terms=Terms(one)) for number, one in enumerate(theirs))
    assert terms_under(Terms(mine), parents).licence is becomes
    assert terms_under(Terms(mine), parents[::-1]).licence is becomes


def test_what_no_licence_allows_together_is_refused_by_name() -> None:
    alike = Ancestor("a", "Theirs", terms=Terms(Licence.BY_SA))
    unsold = Ancestor("b", "Another", terms=Terms(Licence.BY_NC))
    for parents in ((alike, unsold), (unsold, alike)):
        with pytest.raises(InvalidRequest, match=r"“Theirs” .* and “Another” .* may not be shared"):
            as_shared(replace(small_film(), parents=parents), None)
    assert as_shared(replace(small_film(), parents=(alike,)), None).terms.licence is Licence.BY_SA


def test_an_author_may_reserve_more_than_the_parent_does() -> None:
    parent = Ancestor("a", "Theirs", terms=Terms(Licence.BY_NC))
    assert terms_under(Terms(Licence.RESERVED), (parent,)).licence is Licence.RESERVED


def test_credits_name_everybody_once() -> None:
    first = Ancestor("a", "First", "Hana", Terms(Licence.BY), "remixed")
    second = Ancestor("b", "Second", "Ken", Terms(), "remixed", parents=(first,))
    lines = credit_lines("Aki", (second, first))
    assert lines == (
        "A film by Aki",
        "Remixed “Second” by Ken (all rights reserved)",
        "Remixed “First” by Hana (CC BY 4.0)",
        "Made with Tsuzuki",
    )
    assert [generation for generation, _ in family((second,))] == [1, 2]


def test_what_is_borrowed_twice_from_a_film_is_credited_in_one_line() -> None:
    film = with_ancestor(small_film(), Ancestor("a", "Two", how="Rin borrowed from"))
    film = with_ancestor(film, Ancestor("a", "Two", how="the umbrella borrowed from"))
    assert [one.how for one in film.parents] == ["Rin borrowed, the umbrella borrowed from"]


# --- from film to film ----------------------------------------------------------------------------
def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    return json.loads(capsys.readouterr().out)


def test_the_command_line_remixes(
    theirs: Path, hana: StudioAt, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "mine.tsuzuki"
    mine = hana.export(replace(small_film(), terms=Terms(Licence.BY)), "wave.mp4")
    order = ["remix", str(mine), "-o", str(project), "--retake", "1", "--seed", "5", "--look", "pastel", "--json"]
    loans = (f"{theirs}:character=Rin", f"{theirs}:place=park", f"{theirs}:shot=1")
    borrowed = [word for loan in loans for word in ("--borrow", loan)]
    assert run([*order, *borrowed, "--recast", f"Mei={theirs}:Rin", "--after", "Mei sits down. 1 s."]) == 0
    values = told(capsys)
    film = read_film(project)
    assert film.shots[0].seed == 5
    assert film.look == "pastel"
    assert values["cast"] == [one.name for one in film.cast]
    assert [one.name for one in film.cast][:2] == ["Mei", "Rin"]
    assert film.cast[0].look == film.cast[1].look
    place = next(shot for shot in film.shots if shot.words == "Park.")
    assert "says" not in place.directions.audio, "a place alone has nobody who speaks"
    assert place.directions.subject == "Nobody; the place alone"
    assert any("Remixed “Wave” by Hana" in line for line in values["credits"])  # type: ignore[attr-defined]
    assert any("borrowed from" in line and "“Two” by Ken" in line for line in values["credits"])  # type: ignore[attr-defined]
    remix = hana.export(film, "mix.mp4", project)
    package = read_package(remix)
    assert package is not None
    assert {one.title for one in package.film.parents} == {"Wave", "Two"}
    with hana.at_work():
        parts = {part.title: part.is_parent for part in provenance_of(remix).parts}
    assert parts == {"Wave": True, "Two": False}


def test_any_video_can_be_gone_on_from(hana: StudioAt, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clip = hana.export(small_film(), "clip.mp4", inside=False)
    project = tmp_path / "on.tsuzuki"
    assert run(["remix", str(clip), "-o", str(project), "--after", "A ball falls on the beach. 1 s.", "--json"]) == 0
    assert any("Made from “clip”" in line for line in told(capsys)["credits"])  # type: ignore[attr-defined]
    film = read_film(project)
    assert [shot.footage is not None for shot in film.shots] == [True, False]
    made = hana.export(film, "on.mp4", project)
    with hana.at_work():
        found = provenance_of(made)
    assert [shot.source for shot in found.shots] == ["", "digitalCreation"]
    assert found.source == "compositeSynthetic"
    assert [part.standing.value for part in found.parts] == ["signed here"], "the clip's own provenance is kept in it"
    package = read_package(made)
    assert package is not None
    assert film.shots[0].footage.path in {entry.name for entry in package.record.entries}  # type: ignore[union-attr]


def test_a_line_said_otherwise_moves_the_mouth_and_leaves_the_rest_of_the_picture(
    hana: StudioAt, theirs: Path, tmp_path: Path
) -> None:
    visit = hana.open(theirs, "dub")
    film = film_of(visit)
    plain = hana.export(film, "plain.mp4", visit.folder)
    spot = next(shot for shot in film.shots if any(isinstance(beat, Line) for beat in shot.beats))
    said = redubbed(film, spot.id, 0, "Bad morning!", None)
    assert line_in(said).text == "Bad morning!"
    dubbed = hana.export(said, "dubbed.mp4", visit.folder)
    before, after = list(read_frames(plain)), list(read_frames(dubbed))
    moved = [np.abs(a.astype(int) - b).mean() for a, b in zip(before, after, strict=True)]
    assert moved[:12] == [0] * 12, "until somebody speaks the picture is the very same"
    assert 0 < max(moved) < 10, "and then no more than a mouth and what goes with the words moves"
    package = read_package(dubbed)
    assert package is not None
    assert package.film.parents[0].title == "Two"


def test_what_an_author_does_not_allow_is_not_done(
    hana: StudioAt, theirs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = hana.export(replace(small_film(), terms=Terms(remix=False)), "closed.mp4")
    assert run(["remix", str(closed), "-o", str(tmp_path / "a.tsuzuki"), "--retake", "1"]) == 2
    assert "allows no remixes" in capsys.readouterr().err
    assert not (tmp_path / "a.tsuzuki").exists(), "nothing is left behind"
    cast = hana.export(replace(small_film(), terms=Terms(recast=False)), "cast.mp4")
    again = ["remix", str(cast), "-o", str(tmp_path / "b.tsuzuki")]
    assert run([*again, "--recast", f"Mei={theirs}:Rin"]) == 2
    assert "recast" in capsys.readouterr().err
    assert run(["remix", str(cast), "-o", str(tmp_path / "c.tsuzuki"), "--retake", "1"]) == 0
    assert run(["remix", str(tmp_path / "c.tsuzuki"), "--borrow", f"{closed}:character=Mei"]) == 2
    assert "allows no remixes" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (["--borrow", "{two}:character=Nobody"], "It has: Rin"),
        (["--borrow", "{two}:shot=99"], "It has: 1"),
        (["--borrow", "{two}:weather=rain"], "Write it like"),
        (["--recast", "Mei"], "Write it like"),
        (["--redub", "Mei:1"], "Write it like"),
        (["--look", "velvet"], "Choose of"),
    ],
)
def test_what_cannot_be_made_out_is_said(
    change: list[str], says: str, theirs: Path, hana: StudioAt, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = ["remix", str(theirs), "-o", str(tmp_path / "a.tsuzuki")]
    assert run([*order, *(one.format(two=theirs) for one in change)]) == 2
    assert says in capsys.readouterr().err
