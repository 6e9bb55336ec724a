from studio.engine.director.direct import direct
from studio.engine.director.redirect import redirect
from studio.timeline.designing import Origin, as_scripted, design, origin
from studio.timeline.film import Directions, Film

SCRIPT = "Hana, a girl with a red ponytail and green eyes, stands on a beach. Ren runs to her with a blue ball."


def again(film: Film, script: str = SCRIPT) -> Film:
    return direct(script, film)


def test_the_panel_can_tell_the_words_from_the_studios_choice() -> None:
    hana, ren = direct(SCRIPT).cast
    assert [origin(hana, part) for part in ("hair_style", "hair", "eyes", "build")] == [Origin.WORDS] * 4
    assert origin(hana, "outfit") is Origin.STUDIO
    assert origin(ren, "hair") is Origin.STUDIO


def test_a_designed_part_wins_over_the_words_when_the_script_is_directed_again() -> None:
    film = direct(SCRIPT)
    designed = design(film, film.cast[0].id, "hair_style", "bob")
    changed = again(designed, SCRIPT.replace("green eyes", "blue eyes").replace("red ponytail", "black braid"))
    hana = changed.cast[0]
    assert hana.look.hair_style == "bob"
    assert hana.look.hair != film.cast[0].look.hair
    assert hana.look.eyes != film.cast[0].look.eyes
    assert as_scripted(changed, hana.id, "hair_style").cast[0].look.hair_style == "braid"


def test_what_nobody_designed_and_the_words_do_not_tell_stays() -> None:
    film = direct(SCRIPT)
    assert again(film, SCRIPT + " She waves.").cast == film.cast


def test_a_designed_part_wins_over_edited_directions() -> None:
    film = direct(SCRIPT)
    designed = design(film, film.cast[0].id, "hair", "#3366ff")
    shot = designed.shots[0]
    words = Directions(**{f: getattr(shot.directions, f) for f in Directions.__struct_fields__ if f != "subject"},
                       subject="Hana, who has short brown hair")  # fmt: skip
    hana = redirect(designed, shot.id, words).cast[0]
    assert (hana.look.hair_style, hana.look.hair) == ("short", "#3366ff")
    assert origin(hana, "hair_style") is Origin.WORDS


def test_somebody_renamed_is_still_known_by_the_scripts_name() -> None:
    film = direct(SCRIPT)
    renamed = again(design(film, film.cast[0].id, "name", "Mika"))
    assert [member.name for member in renamed.cast] == ["Mika", "Ren"]
    assert "Mika" in renamed.shots[0].directions.subject
    shot = renamed.shots[0]
    words = Directions(subject=shot.directions.subject, setting=shot.directions.setting, motion="Hana waves to Ren")
    assert len(redirect(renamed, shot.id, words).cast) == 2


def test_a_designed_thing_keeps_its_design() -> None:
    film = direct(SCRIPT)
    ball = film.props[0]
    changed = again(design(film, ball.id, "scale", 2.0), SCRIPT.replace("blue ball", "green ball"))
    assert changed.props[0].scale == 2.0
    assert changed.props[0].colour != ball.colour
