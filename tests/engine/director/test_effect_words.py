"""Words for what the picture does, and for how it is drawn, are understood and never dropped."""

import pytest
from msgspec.structs import replace

from studio.engine.director.direct import direct
from studio.engine.director.redirect import redirect

TOLD = {
    "Ken runs down the street, speed lines behind him.": ("speed lines",),
    "In a flash, Hana dashes across the rooftop.": ("speed lines",),
    "Hana punches the wall. Screen shake.": ("screen shake",),
    "The ground shakes as a boulder falls.": ("screen shake",),
    "Ken runs across the park with motion smears. Animated on threes.": ("smear", "on threes"),
    "A girl stands in the forest at dawn, god rays and lens flare, vignette.": (
        "light shafts",
        "lens flare",
        "vignette",
    ),
    "Close-up of Hana, grainy, on twos, then freeze frame.": ("film grain", "on twos", "held drawing"),
    "Hana waves, film grain and heavy bloom.": ("film grain", "light bloom"),
}
LOOKS = {
    "Modern TV anime. Hana waves.": "tv anime",
    "1990s cel look. Hana waves.": "90s anime",
    "Feature film look. Hana waves.": "feature",
    "Watercolour style. Hana waves.": "watercolour",
    "Ink noir. Hana waves.": "ink",
    "Pastel storybook. Hana waves.": "pastel",
    "Cyber neon. Hana waves.": "neon",
    "Cinematic. Hana waves.": "cinematic",
}


@pytest.mark.parametrize("words", TOLD)
def test_effects_are_understood(words: str):
    film = direct(words)
    assert film.shots[0].effects == TOLD[words]
    assert not [one for shot in film.shots for one in shot.unplaced]


@pytest.mark.parametrize("words", LOOKS)
def test_looks_are_understood(words: str):
    film = direct(words)
    assert film.look == LOOKS[words]
    assert not [*film.unplaced, *(one for shot in film.shots for one in shot.unplaced)]


def test_a_second_timing_is_told_to_be_left_out():
    shot = direct("Hana waves on ones, on twos.").shots[0]
    assert shot.effects == ("on ones",)
    assert [one.words for one in shot.unplaced] == ["on twos"]


def test_effects_are_read_back_from_the_directions():
    film = direct("Wide shot. Ken runs down the street, speed lines, on threes, freeze frame.")
    shot = film.shots[0]
    assert "speed lines" in shot.directions.camera
    closer = replace(shot.directions, camera=shot.directions.camera.replace("Wide shot", "Medium shot"))
    edited = redirect(film, shot.id, closer).shots[0]
    assert edited.effects == shot.effects
    assert edited.camera.framing == "medium shot"
    without = replace(shot.directions, camera=shot.directions.camera.replace(", speed lines", ""))
    assert "speed lines" not in redirect(film, shot.id, without).shots[0].effects
