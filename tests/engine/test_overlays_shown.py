"""Overlays in the viewer, still and playing; in an export of the real painter, and in its package."""

from collections.abc import Iterator
from dataclasses import replace as with_
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest
from msgspec.structs import replace

from studio.cli.inspect import document_values
from studio.cli.plan import overlay_values
from studio.engine.director import direct
from studio.engine.jobs import FrameReady, JobId, PictureTaken, Preview, TakeIn
from studio.engine.painters.painter import Size
from studio.engine.staging import Rehearsals
from studio.engine.staleness import stage_keys
from studio.engine.stop import StopToken
from studio.engine.workshop import Workshop
from studio.timeline.film import Film, Seconds, ShotId, Still
from studio.timeline.ids import OverlayId
from studio.timeline.overlay_edits import add_overlay
from studio.timeline.overlays import Card, Overlay, Picture, Place

SIZE = Size(96, 54)
FILM = direct("EXT. BEACH - DAY\n\nMei waves. 2 s.\n\nEXT. FIELD - DAY\n\nMei waves. 2 s.\n")


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    workshop = Workshop()
    yield workshop
    workshop.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "Film.tsuzuki"
    folder.mkdir()
    return folder


def over(film: Film, content: Card | Picture, at: Seconds, lasts: Seconds, place: Place | None = None) -> Film:
    one = Overlay(OverlayId("one"), content, ShotId(""), Seconds(0), lasts, place or Place())
    return add_overlay(film, one, at)


def taken_in(workshop: Workshop, tmp_path: Path, folder: Path) -> Still:
    """A magenta square whose right half is not there, as the window takes it in."""
    pixels = np.zeros((64, 64, 4), np.uint8)
    pixels[:, :32] = (240, 0, 240, 255)
    cv2.imwrite(str(tmp_path / "square.png"), pixels)
    asked = TakeIn(tmp_path / "square.png", folder, over=Seconds(0))
    (taken,) = (one for one in workshop.begin(asked, JobId(1), StopToken()) if isinstance(one, PictureTaken))
    assert isinstance(taken.taken, Still)
    return taken.taken


def frames(workshop: Workshop, request: Preview) -> list[FrameReady]:
    return [one for one in workshop.begin(request, JobId(1), StopToken()) if isinstance(one, FrameReady)]


def test_the_viewer_shows_what_lies_over_the_film(workshop: Workshop, tmp_path: Path, project: Path) -> None:
    still = taken_in(workshop, tmp_path, project)
    film = over(FILM, Picture(still), Seconds(1), Seconds(2), Place(scale=0.5))
    for at in (0, 1, 2, 3):
        (shown,) = frames(workshop, Preview(film, Seconds(at), SIZE, folder=project))
        (plain,) = frames(workshop, Preview(FILM, Seconds(at), SIZE, folder=project))
        inside = shown.colour[20:34, 36:46]
        magenta = (np.abs(inside.astype(int) - (240, 0, 240)) < 12).all()
        assert magenta == (1 <= at < 3)
        assert (shown.colour[:, 60:] == plain.colour[:, 60:]).all()


def test_it_is_there_while_the_film_plays(workshop: Workshop) -> None:
    film = over(FILM, Card("X", ground="#ff00ff"), FILM.duration - 1, Seconds(1))
    start = FILM.duration - 1 - Seconds(2, 24)
    playing = with_(Preview(film, start, SIZE), clock=lambda: float(start))
    steps = workshop.begin(playing, JobId(1), StopToken())
    shown = list(islice((one for one in steps if isinstance(one, FrameReady)), 6))
    assert [one.colour[0, 0].tolist() == [255, 0, 255] for one in shown] == [False, False, True, True, True, True]


def test_takes_stay_as_they_are(workshop: Workshop) -> None:
    rehearsals = Rehearsals()
    keys = stage_keys(FILM, rehearsals.outcomes, rehearsals.fingerprints, rehearsals.holdings)
    film = over(FILM, Card("The End"), Seconds(0), Seconds(3))
    assert stage_keys(film, rehearsals.outcomes, rehearsals.fingerprints, rehearsals.holdings) == keys


def test_a_film_read_anew_keeps_its_overlays() -> None:
    film = over(FILM, Card("The End"), Seconds(5, 2), Seconds(1))
    again = direct("EXT. STREET - DAY\n\nMei runs. 2 s.\n\n" + FILM.script, film)
    (one,) = again.overlays
    assert again.shot(one.anchor).words == film.shot(film.overlays[0].anchor).words


def test_plan_and_inspect_list_them() -> None:
    film = over(FILM, Card("The End\n終"), Seconds(1), Seconds(2))
    (told,) = overlay_values(film)
    assert (told["start_s"], told["end_s"], told["track"], told["content"]["type"]) == (1.0, 3.0, 0, "card")
    assert document_values(film)["overlays"] == [
        {"kind": "card", "name": "The End 終", "start_s": 1.0, "end_s": 3.0, "track": 0}
    ]
    assert document_values(replace(film, overlays=()))["overlays"] == []
