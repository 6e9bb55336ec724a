"""What the artist draws for painters: kept as data, undone, read anew, and gone with what it is of."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from studio.engine.director.direct import direct
from studio.errors import InvalidRequest
from studio.timeline.brush import Drawing
from studio.timeline.edits import remove_shot
from studio.timeline.film import Film, Seconds
from studio.timeline.repainting import (
    MOST_DRAWINGS,
    add_drawings,
    clear_region,
    draw_region,
    drawings_of,
    region_of,
    remove_drawing,
    say_region,
)
from studio.timeline.sources import Hint
from studio.timeline.store import Project

STROKE = Hint(True, ((0.2, 0.2), (0.4, 0.3)))
SCRIPT = "INT. ROOM - DAY\n\nHana waves. Ken sits.\n\nHana walks to the window."


@pytest.fixture
def film() -> Film:
    return direct(SCRIPT)


def drawing(number: int) -> Drawing:
    return Drawing("", f"sketch {number}", f"drawings/{number}.png", f"{number:064x}")


def test_a_region_is_drawn_over_one_moment_of_its_shot(film: Film) -> None:
    shot = film.shots[0].id
    drawn = draw_region(draw_region(film, shot, STROKE, Seconds(1)), shot, Hint(False, ((0.3, 0.2),)), Seconds(1))
    region = region_of(drawn, shot)
    assert region is not None
    assert [stroke.subject for stroke in region.strokes] == [True, False]
    assert region.at == 1
    with pytest.raises(InvalidRequest, match="drawn over the frame at 1"):
        draw_region(drawn, shot, STROKE, Seconds(2))
    with pytest.raises(InvalidRequest, match="no picture at 999"):
        draw_region(film, shot, STROKE, Seconds(999))
    said = say_region(drawn, shot, "a red umbrella")
    assert region_of(said, shot) == replace(region, words="a red umbrella")
    with pytest.raises(InvalidRequest, match="No region"):
        say_region(film, shot, "a red umbrella")
    assert region_of(clear_region(said, shot), shot) is None


def test_a_region_goes_with_its_shot_and_stays_when_the_script_is_read_again(film: Film) -> None:
    first, *_, last = (shot.id for shot in film.shots)
    drawn = draw_region(film, first, STROKE, Seconds(0))
    assert region_of(remove_shot(drawn, first), first) is None
    again = direct(f"{SCRIPT}\n\nKen jumps.", drawn)
    assert region_of(again, first) == region_of(drawn, first)
    other = direct("INT. ROOM - DAY\n\nA cat sleeps.", drawn)
    assert not other.regions
    assert last != first


def test_drawings_are_of_the_cast_kept_once_and_never_of_a_cameo(film: Film) -> None:
    hana, ken = film.cast
    with_two = add_drawings(film, hana.id, [drawing(1), drawing(2)])
    assert [one.name for one in drawings_of(with_two, hana.id)] == ["sketch 1", "sketch 2"]
    assert not drawings_of(with_two, ken.id)
    assert add_drawings(with_two, hana.id, [drawing(2)]) is with_two
    with pytest.raises(InvalidRequest, match=f"at most {MOST_DRAWINGS}"):
        add_drawings(with_two, hana.id, [drawing(number) for number in range(3, 9)])
    assert [one.name for one in remove_drawing(with_two, hana.id, drawing(1).sha256).drawings] == ["sketch 2"]
    played = replace(film, cast=(replace(hana, cameo="@ana"), ken))
    with pytest.raises(InvalidRequest, match="somebody's cameo"):
        add_drawings(played, hana.id, [drawing(1)])
    again = direct("INT. ROOM - DAY\n\nKen sits.", with_two)
    assert not again.drawings


def test_they_are_saved_and_undone_with_the_film(film: Film, tmp_path: Path) -> None:
    folder = tmp_path / "Film.tsuzuki"
    project = Project.create(folder, film)
    shot = film.shots[0].id
    project.history.apply("Draw", lambda now: draw_region(now, shot, STROKE, Seconds(0)))
    project.history.apply("Give", lambda now: add_drawings(now, film.cast[0].id, [drawing(1)]))
    project.close()
    again = Project.open(folder)
    assert region_of(again.film, shot) is not None
    assert len(again.film.drawings) == 1
    again.history.undo()
    again.history.undo()
    assert not again.film.regions
    again.close()
