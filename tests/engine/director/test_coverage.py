"""Dialogue is covered as an editor would cut it: where we are, then one and the other, then who hears it."""

from itertools import pairwise

from studio.engine.director.direct import direct
from studio.timeline.film import Film, Line

TALK = """INT. CLASSROOM - EVENING

HANA sits at a desk. KEN walks in.

KEN
You are still here?

HANA
I was waiting for the rain to stop.

KEN
It will not stop today, and I have to go home now.

HANA
(sad)
Then I will stay here alone.

Ken leaves.
"""


def speakers(film: Film) -> list[set[str]]:
    return [{beat.who for beat in shot.beats if isinstance(beat, Line)} for shot in film.shots]


def test_a_dialogue_scene_begins_with_the_place_and_goes_to_and_fro() -> None:
    film = direct(TALK)
    cameras = [shot.camera for shot in film.shots]
    assert cameras[0].framing in ("wide shot", "establishing shot")
    singles = [camera.subject for camera, who in zip(cameras, speakers(film), strict=True) if len(who) == 1]
    assert "hana" in singles
    assert "ken" in singles
    for before, after in pairwise(cameras):
        assert (before.framing, before.subject) != (after.framing, after.subject)


def test_after_a_line_that_was_felt_the_listener_is_seen() -> None:
    film = direct(TALK.replace("Ken leaves.", "The rain falls on the window."))
    felt = next(n for n, shot in enumerate(film.shots) if any("alone" in getattr(b, "text", "") for b in shot.beats))
    reaction = film.shots[felt + 1]
    assert reaction.camera.subject == "ken"
    assert reaction.beats == ()
    assert 1 < float(reaction.duration) < 2.5


def test_the_artist_s_own_shots_and_camera_are_not_cut_into() -> None:
    listed = "1. Hana stands in a park.\n2. Ken, sad, says 'Goodbye.' Close-up of Ken, 3 s.\n3. Hana sits."
    film = direct(listed)
    assert len(film.shots) == 3
    assert film.shots[1].camera.framing == "close-up"
    assert film.shots[1].duration == 3
    told = direct(TALK.replace("Then I will stay here alone.", "Then I will stay here alone.\n\nWide shot of Ken."))
    assert sum(not shot.words for shot in told.shots) == 0
