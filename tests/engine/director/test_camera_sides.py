"""Set-ups that have two sides: whose eyes, whose shoulder, from whom to whom; and words that say them back."""

import pytest
from msgspec.structs import replace

from studio.engine.director.direct import direct
from studio.engine.director.redirect import redirect
from studio.timeline.film import Camera

PARK = "Hana and Ken stand in a park. "


def last_camera(words: str) -> Camera:
    return direct(PARK + words).shots[-1].camera


@pytest.mark.parametrize(
    ("words", "framing", "subject", "other"),
    [
        ("Hana's POV: the red ball on the ground.", "point of view", "prop-ball", "hana"),
        ("POV of Ken: Hana waves.", "point of view", "hana", "ken"),
        ("From Ken's point of view, Hana waves.", "point of view", "hana", "ken"),
        ("Through Hana's eyes we see the ball.", "point of view", "prop-ball", "hana"),
        ("Over Hana's shoulder we see Ken.", "over the shoulder", "ken", "hana"),
        ("Over the shoulder of Hana, Ken looks down.", "over the shoulder", "ken", "hana"),
        ("Over-the-shoulder shot of Ken.", "over the shoulder", "ken", "hana"),
    ],
)
def test_whose_eyes_and_whose_shoulder(words: str, framing: str, subject: str, other: str) -> None:
    camera = last_camera(words)
    assert (camera.framing, camera.subject, camera.other) == (framing, subject, other)


@pytest.mark.parametrize(
    ("words", "subject", "other"),
    [
        ("Rack focus from Hana to Ken.", "hana", "ken"),
        ("The focus shifts from Ken to Hana.", "ken", "hana"),
        ("Rack focus to Ken.", None, "ken"),
    ],
)
def test_a_focus_is_pulled_from_one_to_the_other(words: str, subject: str | None, other: str) -> None:
    camera = last_camera(words)
    assert camera.move == "rack focus"
    assert camera.other == other
    assert subject is None or camera.subject == subject


def test_a_whip_pan_ends_on_whom_it_goes_to() -> None:
    camera = last_camera("Whip pan from Hana to Ken.")
    assert (camera.move, camera.subject) == ("whip pan", "ken")


@pytest.mark.parametrize(
    "words",
    [
        "Hana's POV: the red ball on the ground.",
        "Over Hana's shoulder we see Ken.",
        "Rack focus from Hana to Ken.",
        "A telephoto close-up of Ken, low angle.",
        "Worm's eye view of Hana.",
        "Insert of the letter.",
        "Dolly zoom on Ken.",
    ],
)
def test_the_camera_said_back_reads_as_the_same_camera(words: str) -> None:
    film = direct(PARK + words)
    shot = film.shots[-1]
    told = replace(shot.directions, camera=shot.directions.camera + ".")
    blank = replace(shot, camera=Camera())
    scenes = tuple(replace(s, shots=tuple(blank if x.id == shot.id else x for x in s.shots)) for s in film.scenes)
    again = redirect(replace(film, scenes=scenes), shot.id, told).shot(shot.id).camera
    assert again == shot.camera


def test_three_who_talk_are_a_group_and_what_is_done_by_hand_is_seen() -> None:
    film = direct(
        "INT. CAFE - DAY\n\nHana, Ken and Mira sit.\n\nHANA\nHello.\n\nKEN\nHello.\n\nMIRA\nHello.\n\n"
        "Ken picks up the cup.\n\nKEN\nIt is cold already, and nobody told me."
    )
    framings = [shot.camera.framing for shot in film.shots]
    assert "group shot" in framings or framings[0] == "wide shot"
    assert film.shots[-1].camera.framing in ("medium shot", "two shot", "full shot")
