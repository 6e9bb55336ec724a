"""Which call somebody makes, how large they sound, and when its parts come."""

import numpy as np
import pytest

from studio.engine.calls import acting_seconds, call_at, call_kinds, call_of, gape, proportions, syllables
from studio.engine.creatures import creatures
from studio.engine.stage.creature_poses import poses
from studio.engine.vocabulary import motions, named, prop_kinds
from studio.timeline.film import CastId, CastMember, Look, Prop, PropId, Voice

WOMAN = CastMember(CastId("hana"), "Hana", Look(build="woman", height_m=1.62), Voice(variant="f2", pitch=60))
MAN = CastMember(CastId("ken"), "Ken", Look(build="man", height_m=1.78), Voice(variant="m3", pitch=45))
CHILD = CastMember(CastId("mio"), "Mio", Look(build="child", height_m=1.15), Voice(variant="f4", pitch=75))


def animal(kind: str, name: str = "", scale: float = 1.0) -> Prop:
    return Prop(PropId(name or kind), kind, name or kind, scale=scale)


@pytest.mark.parametrize("kind", sorted(creatures()))
def test_every_creature_has_a_voice_but_fish(kind: str) -> None:
    assert (call_of(animal(kind), "shout", f"The {kind} calls") is None) == (kind == "fish")


@pytest.mark.parametrize(
    ("kind", "name", "words", "call"),
    [
        ("dog", "dog", "A dog barks at the cat", "dog-bark"),
        ("dog", "dog", "The dog growls", "dog-growl"),
        ("dog", "dog", "犬が唸る", "dog-growl"),
        ("dog", "old dog", "The old dog howled at the moon", "dog-howl"),
        ("fox", "wolf", "A wolf howls", "wolf-howl"),
        ("fox", "gray wolves", "Gray wolves snarl", "dog-growl"),
        ("fox", "fox", "The fox barks", "fox-scream"),
        ("bird", "crow", "A crow caws", "crow-caw"),
        ("bird", "two crows", "Crows caw", "crow-caw"),
        ("bird", "sparrow", "A sparrow cries out", "bird-chirp"),
        ("bird", "butterfly", "A butterfly shouts", None),
        ("horse", "cow", "The cow moos", "cow-moo"),
        ("horse", "white horse", "The white horse neighs", "horse-whinny"),
        ("beast", "lion", "The lion roars", "beast-roar"),
        ("beast", "pig", "The pig squeals", "pig-squeal"),
        ("dragon", "dragon", "The dragon roars", "dragon-roar"),
        ("fish", "fish", "The fish shouts", None),
        ("fish", "whale", "The whale calls", "whale-song"),
        ("ball", "ball", "The ball shouts", None),
    ],
)
def test_who_it_is_and_what_the_words_say_choose_the_call(kind: str, name: str, words: str, call: str | None) -> None:
    assert call_of(animal(kind, name), "shout", words) == call


def test_an_animal_that_cries_or_talks_calls_as_ever_if_it_has_no_call_for_that() -> None:
    assert call_of(animal("bird", "seagull"), "cry", "A seagull cries over the beach") == "gull-cry"
    assert call_of(animal("dog"), "cry", "The dog whimpers") == "dog-whine"
    assert call_of(animal("dog"), "talk", "The dog talks") == "dog-bark"
    assert call_of(animal("bird", "butterfly"), "cry", "The butterfly cries") is None
    assert call_of(WOMAN, "talk", "Hana talks") is None


def test_people_call_by_what_they_do() -> None:
    assert call_of(WOMAN, "laugh", "Hana laughs") == "laugh"
    assert call_of(WOMAN, "laugh", "Hana giggles") == "giggle"
    assert call_of(MAN, "sneeze", "Ken sneezes") == "sneeze"
    assert call_of(MAN, "sneeze", "Ken coughs") == "cough"
    assert call_of(MAN, "shout", "Ken screams") == "scream"
    assert call_of(MAN, "walk", "Ken walks") is None


def test_whoever_and_whatever_the_table_names_is_there() -> None:
    animals = {word for entry in (*prop_kinds().values(), *named("beasts").values()) for word in entry.words}
    known = {"person", *prop_kinds(), *animals}
    for key, call in call_kinds().items():
        assert set(call.motions) <= set(motions()), key
        unknown = {name for name in (*call.of, *call.sizes) if not {name, f"{name}s"} & known}
        assert not unknown, key


def test_what_a_creature_does_with_its_body_it_can_do_with_a_voice() -> None:
    acts = {motion for call in call_kinds().values() if "person" not in call.of for motion in call.motions}
    assert {"shout", "cry", "whisper"} <= acts & set(poses())


def test_the_larger_the_deeper() -> None:
    bark = call_kinds()["dog-bark"]
    _, usual = proportions(animal("dog"), bark)
    tract, deep = proportions(animal("dog", scale=2.0), bark)
    assert usual == pytest.approx(1.0)
    assert (tract, deep) == (pytest.approx(2.0), pytest.approx(2.0**-1.2))
    _, puppy = proportions(animal("dog", "puppy"), bark)
    _, kitten = proportions(animal("cat", "kitten"), call_kinds()["cat-meow"])
    assert puppy > 1.5
    assert 1.3 < kitten < 2.0


def test_men_women_and_children_differ() -> None:
    laugh = call_kinds()["laugh"]
    (man, low), (woman, usual), (child, high) = (proportions(who, laugh) for who in (MAN, WOMAN, CHILD))
    assert low < 0.62 * usual < usual < high
    assert child < woman < man


@pytest.mark.parametrize(("words", "motion"), [("laughs", "laugh"), ("cries", "cry"), ("shouts", "shout")])
@pytest.mark.parametrize("room", [0.3, 1.3, 6.0])
def test_a_call_has_as_many_parts_as_fit(words: str, motion: str, room: float) -> None:
    call = call_at(WOMAN, motion, words, (1.0, 1.0 + room), 24)
    assert call is not None
    kind, parts = call_kinds()[call.kind], syllables(call)
    assert parts[0].start == 0.0
    assert max(part.start + part.seconds for part in parts) < call.seconds + 0.1 * kind.every_s + 1e-6
    assert call.seconds <= max(room, kind.usual_s if kind.fits else kind.whole_s)
    assert call.start * 24 == pytest.approx(round(call.start * 24))


def test_the_time_for_a_doing_is_enough_for_its_call() -> None:
    for kind, name in (("dog", "dog"), ("bird", "gull"), ("fox", "wolf"), ("owl", "owl"), ("dragon", "dragon")):
        who = animal(kind, name)
        seconds = acting_seconds(who, "shout", "")
        call = call_at(who, "shout", "", (0.0, seconds), 24)
        assert call is not None
        assert call.seconds == pytest.approx(call_kinds()[call.kind].usual_s, abs=0.08)


def test_a_mouth_opens_on_the_frame_and_shuts_between_barks() -> None:
    call = call_at(animal("dog"), "shout", "barks", (1.0, 3.0), 24)
    assert call is not None
    times = np.arange(96) / 24
    wide = gape(call, times)
    first = round(call.start * 24)
    assert wide[:first].max() == 0.0
    assert wide[first] > 0.3
    for one, two in zip(syllables(call), syllables(call)[1:], strict=False):
        pause = (times > call.start + one.start + one.seconds) & (times < call.start + two.start - 1e-6)
        assert pause.any()
        assert wide[pause].max() == 0.0
    assert wide[times > call.start + call.seconds + 0.05].max() == 0.0
