"""A double is recognisably the person's: their colours and features drawn, their voice's style in what is spoken."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from studio.bench.performers import Performer, Play, Run, Speaker, perform, word
from studio.bench.sitters import Shown, sitter
from studio.bench.sitters_moving import Doing, Person
from studio.cameo.capture.hearing import RATE
from studio.cameo.capture.session import begun
from studio.cameo.double.colours import hex_of, lab_of
from studio.cameo.double.looking import look_of, unlike
from studio.cameo.double.making import Asked, keep_references, made
from studio.cameo.double.references import Reference, picture_in
from studio.cameo.double.things import thing_from
from studio.cameo.double.traits import traits_of
from studio.cameo.double.vocoder import apart, voiced
from studio.cameo.double.voice import voice_of
from studio.cameo.faces.mesh import MeshFinder
from studio.engine.sound.espeak import Delivery, utter
from studio.engine.sound.voice import speak
from studio.errors import InvalidRequest
from studio.timeline.film import CastId, CastMember, Line, Look, PropId, Voice

LARGE = Shown(width=640, height=480)


class Drawer:
    """A vault that keeps things where they can be looked at."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def seal(self, cameo: str, name: str, data: bytes) -> None:
        self.kept[cameo, name] = data

    def open_(self, cameo: str, name: str) -> bytes | None:
        return self.kept.get((cameo, name))

    def names(self, cameo: str) -> tuple[str, ...]:
        return tuple(name for owner, name in self.kept if owner == cameo)


@pytest.fixture(scope="module")
def finder() -> Iterator[MeshFinder]:
    found = MeshFinder(following=False)
    yield found
    found.close()


@pytest.fixture(scope="module")
def whole() -> Iterator[tuple[Run, MeshFinder]]:
    follower = MeshFinder()
    performer = Performer(Person(beard=1.0), Speaker("en", "m3", 40), Shown(wears=("glasses",)))
    yield perform(performer, follower, begun(4, RATE), Play(fps=8)), follower
    follower.close()


def drawn(finder: MeshFinder, person: Person, shown: Shown = LARGE) -> Look:
    picture = sitter(person, Doing(), shown)
    return look_of(traits_of(picture, finder.find(picture)[0]), "woman", 1.66)


def test_a_capture_yields_a_double_that_can_be_used(whole: tuple[Run, MeshFinder]) -> None:
    run, finder = whole
    assert run.session.done
    double = made(run.session, finder, Asked("man", 1.8, "en"))
    look, voice = double.double.look, double.double.voice
    assert look.accessories == ("glasses", "beard")
    assert look.build == "man"
    assert lab_of(look.skin)[0] > 80
    assert voice.style is not None
    assert 70 < voice.style.pitch_hz < 130
    assert [one.side for one in double.references] == ["look", "left", "right", "up", "smile"]
    drawer = Drawer()
    keep_references(drawer, "me", double.references)
    kept = Reference("look", drawer.open_("me", "reference-look") or b"")
    (face,) = MeshFinder(following=False, most=1).find(picture_in(kept))
    assert 0.3 < face.box[2] / 512 < 0.75


def test_what_makes_a_face_theirs_is_drawn(finder: MeshFinder) -> None:
    plain = drawn(finder, Person())
    assert plain.accessories == ()
    assert "glasses" in drawn(finder, Person(), Shown(640, 480, wears=("glasses",))).accessories
    assert drawn(finder, Person(beard=1)).accessories == ("beard",)
    assert drawn(finder, Person(beard=0.35)).accessories == ("stubble",)
    assert drawn(finder, Person(), Shown(640, 480, wears=("long hair",))).hair_style == "long"
    assert plain.hair_style == "bob"
    assert drawn(finder, Person(jaw=0.2)).jaw > plain.jaw + 0.25 > drawn(finder, Person(jaw=-0.2)).jaw + 0.5
    dark = drawn(finder, Person(skin=(100, 66, 48, 0.9), hair=(30, 26, 26, 0.9)))
    assert lab_of(dark.skin)[0] < lab_of(plain.skin)[0] - 15
    assert lab_of(dark.hair)[0] < lab_of(plain.hair)[0] - 10


def test_a_dark_collar_under_a_beard_is_no_long_hair(finder: MeshFinder) -> None:
    assert drawn(finder, Person(beard=1, hair=(70, 46, 34, 0.9))).hair_style == "bob"


@pytest.mark.parametrize("hair", [(150, 62, 34, 0.9), (200, 110, 50, 0.8), (30, 26, 26, 0.9), (70, 46, 34, 0.9)])
def test_hair_of_a_clear_colour_is_worn_as_brown_hair_is(finder: MeshFinder, hair: tuple[int, int, int, float]) -> None:
    """Red hair is paler where it is lit and greyer where it is not; it is one head of hair all the same."""
    assert drawn(finder, Person(hair=hair)).hair_style == "bob"


@pytest.mark.parametrize("skin", [(150, 100, 72, 0.9), (110, 72, 52, 0.9), (100, 66, 48, 0.9)])
def test_nobody_is_drawn_much_paler_than_they_are(finder: MeshFinder, skin: tuple[int, int, int, float]) -> None:
    person = Person(skin=skin, hair=(30, 26, 26, 0.9))
    picture = sitter(person, Doing(), LARGE)
    seen = traits_of(picture, finder.find(picture)[0]).skin
    assert abs(lab_of(drawn(finder, person).skin)[0] - seen[0]) < 17


def test_two_captures_of_one_person_look_more_alike_than_two_people(finder: MeshFinder) -> None:
    people = [
        Person(hair=(30, 26, 26, 0.9)),
        Person(beard=1, jaw=0.15),
        Person(skin=(110, 72, 52, 0.9), hair=(30, 26, 26, 0.9)),
        Person(hair=(150, 62, 34, 0.9), jaw=-0.15),
    ]
    once = [drawn(finder, one) for one in people]
    again = [drawn(finder, one, Shown(640, 480, 0.55, light=0.85, side=0.15, seed=3)) for one in people]
    for number, look in enumerate(again):
        assert min(range(len(once)), key=lambda at, look=look: unlike(look, once[at])) == number


def recording(speaker: Speaker) -> np.ndarray:
    parts = [np.concatenate([np.zeros(4000, np.float32), word(speaker, digit)]) for digit in range(10)]
    samples = np.concatenate(parts)
    return (samples + np.random.default_rng(1).standard_normal(len(samples)) * 0.002).astype(np.float32)


@pytest.mark.parametrize("speaker", [Speaker("en", "m3", 25), Speaker("en", "f4", 80)])
def test_the_studios_voice_takes_on_the_pitch_of_theirs(speaker: Speaker) -> None:
    theirs = recording(speaker)
    voice = voice_of([theirs], RATE)
    assert voice.style is not None
    member = CastMember(CastId("me"), "Me", Look(), voice)
    line = Line(CastId("me"), "The lamps are still burning by the river.")
    spoken = speak(line, member)
    parts = apart(spoken.samples[::2], 24_000)
    said = utter(line.text, Delivery(speaker.language, speaker.variant, 150, speaker.pitch, 50))
    own = apart(said.samples, said.rate)
    heard, wanted = (float(np.median(one.pitch[voiced(one)])) for one in (parts, own))
    assert abs(12 * np.log2(heard / wanted)) < 1.8
    plain = speak(line, CastMember(CastId("me"), "Me", Look(), Voice(voice.variant, voice.pitch, voice.rate_wpm)))
    assert len(plain.samples) == len(spoken.samples)
    assert [one.start for one in plain.phonemes] == [one.start for one in spoken.phonemes]


def test_silence_is_no_voice() -> None:
    with pytest.raises(InvalidRequest, match="too little of your voice"):
        voice_of([np.zeros(RATE, np.float32)], RATE)


def test_a_pet_is_known_by_its_colour_and_cut_from_its_room() -> None:
    pictures = []
    for number in range(4):
        room = np.full((240, 320, 3), (120, 150, 170), np.uint8)
        room[::7] = (112, 140, 160)
        middle = (150 + 8 * number, 130)
        cv2.ellipse(room, middle, (70, 45), 0, 0, 360, (196, 120, 44), -1)
        cv2.circle(room, (middle[0] + 55, 85), 30, (196, 120, 44), -1)
        pictures.append(room)
    cat = thing_from(pictures, "cat", "Mochi")
    away = np.array(lab_of(cat.colours[0])) - np.array(lab_of("#c4782c"))
    assert np.hypot(*away[1:]) < 12
    assert cat.prop(PropId("mochi")).kind == "cat"
    corner = picture_in(cat.references[0])[4, 4]
    assert tuple(corner) == (255, 255, 255)


def test_an_empty_room_has_nothing_in_it() -> None:
    with pytest.raises(InvalidRequest, match="does not stand out"):
        thing_from([np.full((120, 160, 3), 127, np.uint8)], "ball", "Ball")


def test_colours_come_back_from_lab() -> None:
    for colour in ("#d8232f", "#2a2937", "#ffe4d3", "#5f8fc0"):
        assert hex_of(lab_of(colour)) == colour
