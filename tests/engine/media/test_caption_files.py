"""Captions as files: what the lines say is what is shown, whatever signs are in them."""

from fractions import Fraction
from pathlib import Path

import pysubs2
import pytest

from studio.engine.media.caption_files import read_captions, write_captions
from studio.timeline.captioning import Spoken

SECOND = Fraction(1)
ODD = (
    "<i>Wait!</i> said the <b>sign</b>",
    "{\\an8} up here {not a mark}",
    "a --> b, 50% & more &amp; 3 < 4 > 2",
    "C:\\New\\notes and a back\\slash",
    "続き 😀 “quoted”, O'Neil",
    "two\nlines",
)


@pytest.mark.parametrize("suffix", ["srt", "ass", "vtt"])
def test_words_come_back_whatever_signs_are_in_them(tmp_path: Path, suffix: str) -> None:
    spoken = tuple(Spoken(n * SECOND, (n + 1) * SECOND, text, "") for n, text in enumerate(ODD))
    write_captions(tmp_path / f"film.{suffix}", spoken, 24)
    assert tuple(one.text for one in read_captions(tmp_path / f"film.{suffix}", 24)) == ODD


@pytest.mark.parametrize("suffix", ["srt", "ass", "vtt"])
def test_another_reader_finds_no_marks_in_them(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"film.{suffix}"
    write_captions(path, (Spoken(SECOND, 2 * SECOND, "<i>no</i> {\\i1}marks", ""),), 24)
    (event,) = pysubs2.load(str(path))
    assert "{\\i1}" not in event.text


def test_marks_of_other_programs_are_not_read_as_words(tmp_path: Path) -> None:
    path = tmp_path / "theirs.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Hello</i> there\n")
    assert [one.text for one in read_captions(path, 24)] == ["Hello there"]


def test_what_another_program_escaped_is_read_as_it_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "theirs.vtt"
    path.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mia>Salt &amp; pepper {both}\n")
    assert [one.text for one in read_captions(path, 24)] == ["Salt & pepper {both}"]
