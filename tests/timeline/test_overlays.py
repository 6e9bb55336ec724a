"""Overlays: where they hang, how they ripple, what edits do to them, and that old documents have none."""

from fractions import Fraction
from itertools import pairwise

import pytest
from msgspec.structs import replace
from timeline_films import film

from studio.errors import InvalidRequest
from studio.timeline import edits, overlay_edits
from studio.timeline.checks import faults
from studio.timeline.codec import decode, encode
from studio.timeline.film import Film, Footage, Seconds, ShotId
from studio.timeline.ids import OverlayId
from studio.timeline.overlays import Card, Inset, Overlay, Place, laid_out
from studio.timeline.remixing import joined

TITLE, LOGO = OverlayId("title"), OverlayId("logo")
SECOND = Seconds(1)


def titled(base: Film, at: Seconds, lasts: Seconds = SECOND, name: OverlayId = TITLE) -> Film:
    """A film with words laid over it."""
    one = Overlay(name, Card("The End"), ShotId(""), Seconds(0), lasts)
    return overlay_edits.add_overlay(base, one, at)


def span(made: Film, name: OverlayId = TITLE) -> tuple[Fraction, Fraction]:
    """From when to when an overlay is seen, film time."""
    one = next(one for one in laid_out(made) if one.overlay.id == name)
    return Fraction(one.first, made.fps), Fraction(one.last, made.fps)


@pytest.fixture
def base() -> Film:
    """Two scenes of three shots."""
    return film(2, 3)


def test_it_hangs_on_the_shot_under_its_beginning_on_a_frame(base: Film) -> None:
    start = base.starts()[base.shots[2].id]
    made = titled(base, start + Fraction(1, 3))
    assert made.overlays[0].anchor == base.shots[2].id
    assert span(made) == (start + Fraction(8, 24), start + Fraction(32, 24))


def test_it_travels_with_its_shot_when_what_is_before_it_is_trimmed_and_moved(base: Film) -> None:
    shots = base.shots
    made = titled(base, base.starts()[shots[2].id])
    longer = edits.trim_shot_end(made, shots[0].id, shots[0].duration + 1)
    assert span(longer)[0] == span(made)[0] + 1
    moved = edits.move_shot(made, shots[2].id, shots[0].id)
    assert span(moved)[0] == 0
    assert span(edits.trim_shot_end(made, shots[4].id, Seconds(1)))[0] == span(made)[0]


def test_it_goes_with_its_shot_and_comes_back_with_undo_of_it(base: Film) -> None:
    made = titled(base, base.starts()[base.shots[2].id])
    assert edits.remove_shot(made, base.shots[2].id).overlays == ()
    assert edits.remove_shot(made, base.shots[1].id).overlays == made.overlays


def test_where_its_shot_is_trimmed_before_it_begins_it_holds_on_to_the_last_frame(base: Film) -> None:
    shot = base.shots[0]
    made = titled(base, shot.duration - Fraction(1, 24))
    short = edits.trim_shot_end(made, shot.id, Fraction(1, 2))
    assert span(short)[0] == Fraction(11, 24)
    assert span(edits.trim_shot_end(short, shot.id, shot.duration)) == span(made)


def test_it_is_cut_off_at_the_films_end(base: Film) -> None:
    made = titled(base, base.duration - Fraction(1, 2), Seconds(5))
    assert span(made)[1] == base.duration


def test_what_is_there_at_the_same_time_is_on_a_track_above(base: Film) -> None:
    made = titled(titled(titled(base, Seconds(0)), Fraction(1, 2), name=LOGO), Seconds(1), name=OverlayId("third"))
    assert [one.track for one in laid_out(made)] == [0, 1, 2]
    apart = titled(titled(base, Seconds(0)), Seconds(1), name=LOGO)
    assert [one.track for one in laid_out(apart)] == [0, 0]


def test_moving_it_hangs_it_on_the_shot_that_is_there(base: Film) -> None:
    made = titled(base, Seconds(0))
    to = base.starts()[base.shots[3].id] + Fraction(5, 24)
    moved = overlay_edits.move_overlay(made, TITLE, to)
    assert (moved.overlays[0].anchor, moved.overlays[0].offset) == (base.shots[3].id, Fraction(5, 24))
    assert span(moved) == (to, to + 1)


def test_it_is_trimmed_at_both_ends_and_fades_fit_in(base: Film) -> None:
    made = titled(base, Seconds(1), Seconds(2))
    made = overlay_edits.replace_overlay(made, replace(made.overlays[0], fade_in=Seconds(1), fade_out=Seconds(1)))
    later = overlay_edits.trim_overlay_start(made, TITLE, Fraction(5, 2))
    assert span(later) == (Fraction(5, 2), Seconds(3))
    assert later.overlays[0].fade_in + later.overlays[0].fade_out == Fraction(1, 2)
    assert span(overlay_edits.trim_overlay_end(made, TITLE, Fraction(3, 2))) == (Seconds(1), Fraction(3, 2))
    with pytest.raises(InvalidRequest, match="lasts 0 s"):
        overlay_edits.trim_overlay_end(made, TITLE, Seconds(1))


def test_a_clip_that_is_trimmed_at_its_start_shows_what_it_showed(base: Film) -> None:
    clip = Inset(Footage("sea", "clips/sea.mp4", "0" * 64, Seconds(10), start=Seconds(1)))
    one = Overlay(TITLE, clip, ShotId(""), Seconds(0), Seconds(4))
    made = overlay_edits.add_overlay(base, one, Seconds(1))
    later = overlay_edits.trim_overlay_start(made, TITLE, Seconds(2))
    content = later.overlays[0].content
    assert isinstance(content, Inset)
    assert content.footage.start == 2
    with pytest.raises(InvalidRequest, match="does not begin that early"):
        overlay_edits.trim_overlay_start(overlay_edits.move_overlay(made, TITLE, Seconds(3)), TITLE, Seconds(0))


def test_split_in_two_it_is_seen_as_before(base: Film) -> None:
    made = titled(base, Seconds(1), Seconds(2))
    made = overlay_edits.replace_overlay(made, replace(made.overlays[0], fade_in=Seconds(1), fade_out=Fraction(1, 2)))
    halves = overlay_edits.split_overlay(made, TITLE, Seconds(2), LOGO)
    assert (span(halves), span(halves, LOGO)) == ((Seconds(1), Seconds(2)), (Seconds(2), Seconds(3)))
    whole, parts = laid_out(made)[0], laid_out(halves)
    for frame in range(whole.first, whole.last):
        assert sum(part.opacity(frame) for part in parts) == pytest.approx(whole.opacity(frame))
    with pytest.raises(InvalidRequest, match="split inside"):
        overlay_edits.split_overlay(made, TITLE, Seconds(1), LOGO)


def test_it_comes_and_goes_evenly(base: Film) -> None:
    made = titled(base, Seconds(0), Seconds(2))
    one = replace(made.overlays[0], fade_in=Fraction(1, 2), fade_out=Fraction(1, 4), place=Place(opacity=0.5))
    laid = laid_out(overlay_edits.replace_overlay(made, one))[0]
    values = [laid.opacity(frame) for frame in range(-1, 49)]
    assert values[0] == 0 == values[-1]
    assert values[1] == pytest.approx(0.5 / 24)
    assert max(values) == 0.5
    assert all(a < b for a, b in pairwise(values[1:13]))


def test_order_changes_only_among_what_is_there_together(base: Film) -> None:
    made = titled(titled(titled(base, Seconds(0)), Seconds(3), name=OverlayId("later")), Fraction(1, 2), name=LOGO)
    raised = overlay_edits.shift_overlay(made, TITLE, up=True)
    assert [one.id for one in raised.overlays] == ["later", LOGO, TITLE]
    assert overlay_edits.shift_overlay(raised, TITLE, up=True) == raised


def test_what_cannot_be_is_refused_in_words(base: Film) -> None:
    made = titled(base, Seconds(0))
    one = made.overlays[0]
    wrong = {
        "no words": replace(one, content=Card("  ")),
        "colour": replace(one, content=Card("x", colour="red")),
        "scale": replace(one, place=Place(scale=float("nan"))),
        "whole number of frames": replace(one, duration=Fraction(1, 7)),
        "longer than it lasts": replace(one, fade_in=Seconds(2)),
    }
    for words, overlay in wrong.items():
        with pytest.raises(InvalidRequest, match=words):
            overlay_edits.replace_overlay(made, overlay)
    with pytest.raises(InvalidRequest, match="no picture"):
        titled(Film(title="empty"), Seconds(0))


def test_another_rate_leaves_it_on_frames(base: Film) -> None:
    made = edits.set_fps(titled(base, Fraction(7, 24), Fraction(13, 24)), 30)
    assert list(faults(made)) == []
    assert made.overlays[0].offset == Fraction(9, 30)


def test_a_film_read_anew_keeps_it_on_the_same_words(base: Film) -> None:
    made = titled(base, base.starts()[base.shots[2].id])
    new = edits.insert_shot(base, replace(base.shots[0], id=ShotId("new"), words="new words"), base.shots[0].id)
    kept = overlay_edits.overlays_kept(made, new)
    assert span(kept)[0] == span(made)[0] + base.shots[0].duration


def test_films_joined_have_the_overlays_of_both(base: Film) -> None:
    made = joined(titled(base, Seconds(1)), titled(base, Seconds(2)))
    assert span(made, OverlayId("title-2"))[0] == base.duration + 2
    assert list(faults(made)) == []


def test_old_documents_have_none_and_new_ones_come_back_equal(base: Film) -> None:
    made = titled(base, Seconds(1))
    assert decode(encode(made), Film) == made
    old = encode(base).replace(b',"overlays":[]', b"")
    assert b"overlays" not in old
    assert decode(old, Film) == base
