"""The prompt coach: it says what is left open, unplaced or too much, with an edit that then reads as meant."""

from msgspec.structs import replace

from studio.engine.advice import Advice, Kind
from studio.engine.director.coach import advise, advise_film
from studio.engine.director.direct import direct
from studio.engine.director.redirect import redirect
from studio.timeline.film import Action, Film

SAID = """INT. CLASSROOM - NIGHT

Close-up of Hana, low angle. Slowly she looks at the clock. The school bell rings.
"""


def of_kind(film: Film, kind: Kind) -> list[Advice]:
    return [advice for advice in advise_film(film) if advice.kind is kind]


def applied(film: Film, advice: Advice) -> Film:
    """As one click does it."""
    edit = advice.suggestion
    if edit.target == "script":
        assert edit.before in film.script
        return direct(film.script.replace(edit.before, edit.after, 1))
    words = replace(film.shot(advice.shot).directions, **{edit.target: edit.after})
    return redirect(film, advice.shot, words)


def test_a_shot_that_says_all_six_is_left_in_peace() -> None:
    assert advise_film(direct(SAID)) == ()


def test_what_the_words_leave_open_is_named_with_something_to_put_there() -> None:
    film = direct("Hana stands.")
    missing = of_kind(film, Kind.MISSING)
    assert {advice.ingredient for advice in missing} == {"setting", "camera", "pacing", "audio"}
    camera = next(advice for advice in missing if advice.ingredient == "camera")
    became = applied(film, camera).shots[0].camera
    assert (became.framing, became.move) == ("medium close-up", "dolly in")
    sound = next(advice for advice in missing if advice.ingredient == "audio")
    assert applied(film, sound).shots[0].cues


def test_an_empty_stage_is_told_to_have_somebody_and_something_happen() -> None:
    film = direct("EXT. BEACH - DAY\n\nWaves. Clouds.")
    assert {"subject", "motion"} <= {advice.ingredient for advice in of_kind(film, Kind.MISSING)}


def test_a_thing_is_not_told_to_look_around_and_what_it_is_told_is_acted() -> None:
    lamp, cat = direct("A lamp stands on a table in a room."), direct("A cat in a room.")
    (advice,) = (one for one in of_kind(lamp, Kind.MISSING) if one.ingredient == "motion")
    assert advice.suggestion.after == "the lamp sways."
    acted = applied(lamp, advice).shots[0].beats
    assert [(beat.who, beat.motion) for beat in acted if isinstance(beat, Action)] == [("prop-lamp", "sway")]
    assert any(one.suggestion.after == "the cat looks around." for one in of_kind(cat, Kind.MISSING))


def test_a_misspelt_word_is_put_right_and_then_placed() -> None:
    film = direct("Hana stands in a park with an umbrela.")
    (advice,) = of_kind(film, Kind.UNPLACED)
    assert advice.suggestion.label == 'Write "umbrella"'
    after = applied(film, advice)
    assert [prop.kind for prop in after.props] == ["umbrella"]
    assert not of_kind(after, Kind.UNPLACED)


def test_words_without_a_place_can_be_left_out() -> None:
    film = direct("Ken sits in a park. Hana polymerises the ball.")
    unplaced = of_kind(film, Kind.UNPLACED)
    assert unplaced
    after = applied(film, unplaced[0])
    assert "polymerises" not in after.script
    assert "Ken sits in a park." in after.script


def test_more_than_the_time_allows_is_given_the_time() -> None:
    film = direct("Hana walks to the door, picks up the ball, throws the ball, sits down, gets up and waves. 3 s.")
    (advice,) = [one for one in of_kind(film, Kind.TOO_MUCH) if one.ingredient == "pacing"]
    assert "3 s" in advice.what
    after = applied(film, advice)
    assert after.shots[0].duration > 6
    assert not [one for one in advise(after, after.shots[0]) if one.kind is Kind.TOO_MUCH]


def test_a_second_camera_move_can_be_chosen_instead() -> None:
    film = direct("Hana sits in a park. For 4 s the camera dollies in on Hana and tilts up on Hana.")
    moves = [advice for advice in of_kind(film, Kind.TOO_MUCH) if "camera move" in advice.what]
    assert moves
    after = applied(film, moves[0])
    assert after.shot(moves[0].shot).camera.move != film.shot(moves[0].shot).camera.move


def test_two_weathers_and_two_opposite_feelings_are_said_to_collide() -> None:
    film = direct("A sunny day in the rain. Hana waits.")
    (weather,) = of_kind(film, Kind.CONTRADICTION)
    before = film.shots[0].setting.weather
    assert applied(film, weather).shots[0].setting.weather != before
    film = direct("In a park, Hana is happy. Hana is sad.")
    (mood,) = of_kind(film, Kind.CONTRADICTION)
    assert "no time for both" in mood.what


def test_advice_changes_nothing_by_itself() -> None:
    film = direct("Hana stands in a park with an umbrela.")
    advise_film(film)
    assert film == direct("Hana stands in a park with an umbrela.")
