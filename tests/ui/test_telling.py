"""What the panels tell, worked out without a window."""

import numpy as np
import pytest
from desk import HANA, UMBRELLA, make_shot, sample_film
from msgspec.structs import replace

from studio.timeline.film import Line, Setting
from studio.timeline.world import Person, Thing, World
from studio.ui.in_words import told
from studio.ui.script_highlight import kind_of
from studio.ui.timeline.captions import captions
from studio.ui.waves import BINS_PER_SECOND, Peaks, Waves


def test_a_world_is_told_in_plain_words() -> None:
    world = World(
        setting=Setting("beach", "the beach", "evening", "rain"),
        people=(Person(HANA, "the beach", (-2.0, 0, 0), 0.0, holding=UMBRELLA, emotion="happy"),),
        things=(Thing(UMBRELLA, "the beach", (-2.0, 0, 1.0), held_by=HANA),),
    )
    assert told(world, sample_film()) == (
        "The beach, evening, rain.",
        "Hana is standing 2.0 m to the left, holding the red umbrella, happy.",
    )
    assert told(World(), sample_film()) == ("The story has not begun.",)


@pytest.mark.parametrize(
    ("line", "after_cue", "after_blank", "kind"),
    [
        ("INT. CLASSROOM - DAY", False, True, "heading"),
        (".THE ROOF", False, True, "heading"),
        ("Scene 2: the beach", False, False, "heading"),
        ("HANA", False, True, "cue"),
        ("HANA (O.S.)", False, True, "cue"),
        ("HANA", False, False, "action"),
        ("(softly)", True, False, "parenthetical"),
        ("It still hasn't stopped.", True, False, "dialogue"),
        ("CUT TO:", False, True, "transition"),
        ("# Act one", False, True, "section"),
        ("= They meet.", False, True, "synopsis"),
        ("She runs.", False, True, "action"),
        ("", True, False, "action"),
    ],
)
def test_lines_of_a_script_are_told_apart(line: str, after_cue: bool, after_blank: bool, kind: str) -> None:
    assert kind_of(line, after_cue=after_cue, after_blank=after_blank) == kind


def speech(*spans: tuple[float, float]) -> Peaks:
    loud = np.zeros(450, np.uint8)
    for start, end in spans:
        loud[round(start * BINS_PER_SECOND) : round(end * BINS_PER_SECOND)] = 200
    return Peaks({"dialogue": loud})


def test_lines_lie_where_they_are_heard() -> None:
    shot = replace(make_shot(2), beats=(Line(HANA, "Wait."), Line(HANA, "Is it… you?")))
    first, second = captions(shot, speech((0.5, 1.0), (2.0, 2.4), (2.5, 3.5)))
    assert (first.text, first.start, first.end) == ("Wait.", 0.5, 1.0)
    assert (second.start, second.end) == (2.0, 3.5)


def test_lines_that_are_not_heard_yet_share_the_shot() -> None:
    shot = replace(make_shot(2), beats=(Line(HANA, "Wait."), Line(HANA, "Is it you who came?")))
    first, second = captions(shot, None)
    assert 0 < first.start < first.end <= second.start < second.end < 4
    assert second.end - second.start > first.end - first.start
    assert captions(replace(shot, beats=()), speech((1, 2))) == ()


def test_a_waveform_keeps_its_peaks_at_every_zoom() -> None:
    waves = Waves()
    waves.lay_out(3600)
    waves.place(Peaks({stem: np.full(400, 180, np.uint8) for stem in ("dialogue", "effects", "ambience")}), 1800, 4)
    for seconds_per_pixel in (0.001, 0.05, 0.5, 1.9, 10):
        columns = waves.columns("effects", 1790, seconds_per_pixel, 1000)
        assert columns.max() == 180 or 1000 * seconds_per_pixel < 10
        assert columns[0] == 0
    assert waves.columns("effects", 0, 3600 / 1900, 1900).max() == 180
