"""Fades in the viewer: the picture goes to black and comes from it where the written film does."""

from collections.abc import Iterator
from dataclasses import replace as with_
from fractions import Fraction

import pytest
from msgspec.structs import replace

from studio.engine.director import direct
from studio.engine.jobs import FrameReady, JobId, Preview
from studio.engine.painters.painter import Size
from studio.engine.stop import StopToken
from studio.engine.workshop import Workshop
from studio.timeline.film import Film

FILM = direct("EXT. BEACH - DAY\n\nMei waves. 2 s.\n\nFADE TO:\n\nEXT. FIELD - DAY\n\nMei waves. 2 s.\n\nFADE OUT.\n")
FRAME = Fraction(1, 24)


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    workshop = Workshop()
    yield workshop
    workshop.close()


def brightness(workshop: Workshop, film: Film, at: Fraction) -> float:
    (frame,) = (
        one
        for one in workshop.begin(Preview(film, at, Size(64, 36)), JobId(1), StopToken())
        if isinstance(one, FrameReady)
    )
    return float(frame.colour.mean())


def test_a_fade_is_black_at_the_cut_and_at_the_end_and_leaves_the_rest(workshop: Workshop) -> None:
    first, second = FILM.shots
    cut = replace(
        FILM,
        ending="cut",
        scenes=tuple(replace(s, shots=tuple(replace(o, transition="cut") for o in s.shots)) for s in FILM.scenes),
    )
    ends = first.duration + second.duration
    dark = {first.duration - FRAME, first.duration, ends - FRAME}
    for at in (Fraction(0), Fraction(1, 4), *sorted(dark), first.duration + second.duration / 2):
        shown, plain = brightness(workshop, FILM, at), brightness(workshop, cut, at)
        assert plain > 60
        assert shown < 12 if at in dark else shown == plain, f"at {float(at):.2f} s"


def test_a_film_that_is_played_fades_too(workshop: Workshop) -> None:
    request = with_(Preview(FILM, FILM.duration - 6 * FRAME, Size(64, 36)), clock=lambda: float(FILM.duration - FRAME))
    shown = [one for one in workshop.begin(request, JobId(1), StopToken()) if isinstance(one, FrameReady)]
    assert shown[-1].colour.mean() < 12
