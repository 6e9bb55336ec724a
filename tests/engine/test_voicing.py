"""Hearing a voice: one's own first line, or an introduction, in the voice one has now."""

from pathlib import Path

import numpy as np
from msgspec.structs import replace

from studio.cameo.home import open_home
from studio.engine.director import direct
from studio.engine.jobs import JobId
from studio.engine.voicing import audition_of, voiced

SCRIPT = "INT. ROOM - DAY\n\nHana and Ken sit at the table.\n\nHANA\nIs it raining?\n"


def test_a_voice_says_its_own_first_line_or_who_it_is() -> None:
    film = direct(SCRIPT)
    hana, ken = (next(one for one in film.cast if one.name == name) for name in ("Hana", "Ken"))
    assert audition_of(film, hana).line.text == "Is it raining?"
    assert "Ken" in audition_of(film, ken).line.text


def test_what_is_heard_is_the_voice_as_it_is_now(tmp_path: Path) -> None:
    nobody = open_home(tmp_path)
    film = direct(SCRIPT)
    hana = next(one for one in film.cast if one.name == "Hana")
    lower = replace(hana, voice=replace(hana.voice, pitch=hana.voice.pitch - 20))
    high, low = (voiced(audition_of(film, one), JobId("1"), nobody).samples for one in (hana, lower))
    assert high.shape[0] == 2
    assert 0.3 < np.abs(high).max() <= 1.0
    assert high.shape != low.shape or not np.array_equal(high, low)
