"""Who is spoken of stays one person, and what is only spoken of, gone or compared with is not there."""

import pytest

from studio.engine.director.direct import direct
from studio.timeline.film import Action, Film, Line


def _done(film: Film) -> list[tuple[str, str, str | None, str | None]]:
    beats = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    return [(one.who, one.motion, one.thing, one.towards) for one in beats]


def _cast(film: Film) -> list[str]:
    return [str(member.id) for member in film.cast]


@pytest.mark.parametrize(
    ("script", "cast", "motion"),
    [
        ("A ninja sneaks past two sleeping guards.", ["guard", "guard-2"], "sleep"),
        ("Three dancing girls.", ["girl", "girl-2", "girl-3"], "dance"),
        ("Four laughing children sit on a wall.", ["child", "child-2", "child-3", "child-4"], "laugh"),
        ("A monk and two crying boys.", ["boy", "boy-2"], "cry"),
        ("A white sleeping cat.", ["prop-cat"], "sleep"),
    ],
)
def test_a_participle_before_the_noun_is_what_they_all_do(script: str, cast: list[str], motion: str):
    assert [who for who, does, *_ in _done(direct(script)) if does == motion] == cast


@pytest.mark.parametrize(
    ("script", "cast"),
    [
        ("Before he kisses her, Jun takes off his glasses, which Mari puts on.", ["jun", "mari"]),
        ("The two of them, the hunter and the wolf, sat by the fire.", ["hunter"]),
        ("They stand in the desert, the two gunslingers.", ["gunslinger", "gunslinger-2"]),
        ("Two passengers: Aoi, fast asleep, and an old woman with a basket.", ["aoi", "old-woman"]),
        ("The vendor, a round woman in a green apron, waved. She laughed.", ["vendor"]),
        ("She hadn't meant to laugh. Something in Mina broke, and she laughed.", ["mina"]),
        ("Nobody moves. Mika thought of this and ran.", ["mika"]),
        ("A girl opens the lunchbox her mother made.", ["girl"]),
        ("A girl dances, unlike her father.", ["girl"]),
        ("A girl looks at the boy's reflection in the mirror.", ["girl"]),
        ("Whoever left the umbrella never came back. Sho picks it up.", ["sho"]),
        ("Two friends: a tall boy with glasses and a girl in a red coat.", ["boy", "girl"]),
        ("The wolf stood up, looked at the hunter once, and left.", ["hunter"]),
    ],
)
def test_nobody_is_made_up(script: str, cast: list[str]):
    assert _cast(direct(script)) == cast


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ("A girl puts the ball down, the way one sets down an egg.", ["ball"]),
        ("The squire hands the princess a plain wooden stick instead of the sword.", ["stick"]),
        ("The boy sleeps, chin on his chest.", []),
        ("A girl listens to a bell somewhere out on the water.", []),
        ("Two girls dance in a row, their scarves flapping in the wind.", []),
    ],
)
def test_what_is_only_compared_or_heard_is_not_there(script: str, names: list[str]):
    assert [prop.name for prop in direct(script).props] == names


def test_who_is_gone_is_seen_neither_leaving_nor_there():
    film = direct("Scene 1\nA robot pulls a cart.\nScene 2\nSunrise. The robot is gone. The radio is still on.")
    assert "leave" not in [motion for _, motion, *_ in _done(film)]
    assert film.shots[0].present[:1] == ("prop-robot",)
    assert "prop-robot" not in film.shots[-1].present


@pytest.mark.parametrize(
    ("script", "does"),
    [
        ("At dawn the wolf stood up, looked at Ken once, and left.", ("prop-wolf", "leave", None, None)),
        ("The fox came down the road and lay down beside the girl.", ("prop-fox", "lie_down", None, "girl")),
        ("A dog sits. Hana pats its head.", ("hana", "pat", None, "prop-dog")),
        ("Mia steps out into the rain.", ("mia", "walk", None, None)),
        ("Mia took the letter and let it fall.", ("mia", "drop", "prop-letter", None)),
        ("A mouse hides in the left boot.", ("prop-mouse", "hide", None, "prop-boot")),
        ("Chased by a dog, Ken falls. Having been chased by a cat, Mia sits.", ("prop-cat", "chase", None, "mia")),
        ("The vase that was broken by the cat is mended by Ken, who puts it back on the shelf.",
         ("ken", "put_down", "prop-vase", "prop-shelf")),
        ("A bunny drops a red balloon and a bear gives her a blue one.",
         ("prop-bear", "give", "prop-balloon-2", "prop-bunny")),
        ("The letter was written by the queen and carried by a boy.", ("boy", "carry", "prop-letter", None)),
        ("A girl walks through the park, followed by a duck.", ("prop-duck", "follow", None, "girl")),
        ("A player serves the ball.", ("player", "throw", "prop-ball", None)),
        ("She lets the balloons go.", ("girl", "drop", "prop-balloons", None)),
        ("Three penguins march across the ice, the last one slipping.", ("prop-penguin-3", "slip", None, None)),
        ("Two dogs run. The first one jumps.", ("prop-dog", "jump", None, None)),
        ("old book, boy with glasses reading, calm", ("boy", "read", "prop-book", None)),
        ("A frog jumps from a stone into the pond.", ("prop-frog", "jump_in", None, None)),
        ("He almost drops the vase, but catches it.", ("boy", "catch", "prop-vase", None)),
        ("A man rings the doorbell; a sleepy student opens a box.", ("student", "open", "prop-box", None)),
        ("Crow picks up a ring.", ("prop-crow", "pick_up", "prop-ring", None)),
        ("A boy with messy brown hair and a slice of toast runs.", ("boy", "run", None, None)),
    ],
)  # fmt: skip
def test_who_does_what(script: str, does: tuple[str, str, str | None, str | None]):
    assert does in _done(direct(script))


@pytest.mark.parametrize(
    ("script", "weather"),
    [
        ("Two boys walk home on an autumn afternoon.", "clear"),
        ("Park, autumn leaves falling.", "falling leaves"),
        ("picnic, meadow, spring, two girls, windy", "wind"),
        ("ruined city, dust, dusk, a girl", "dust"),
        ("Two boys talk about whether clouds have weight.", "clear"),
        ("A girl looks out. The snow is gone.", "clear"),
        ("A girl runs, her scarf flapping in the wind.", "wind"),
    ],
)
def test_the_weather_is_what_the_words_say_it_is(script: str, weather: str):
    assert direct(script).shots[0].setting.weather == weather


def test_a_lantern_of_blue_glass_is_one_thing():
    (lantern,) = direct("A princess with a lantern of blue glass.").props
    assert (lantern.name, lantern.material) == ("blue lantern", "glass")


@pytest.mark.parametrize("script", ["The door creaks open.", "A girl listens to a bell.", "The last bell had rung."])
def test_what_is_heard_is_heard(script: str):
    assert {cue for shot in direct(script).shots for cue in shot.cues} <= {"door", "bell"}
    assert any(shot.cues for shot in direct(script).shots)


@pytest.mark.parametrize(
    ("script", "voice", "body"),
    [
        ("INT. ROOM - DAY\n\nA small robot rolls in.\n\nROBOT\nHello.\n", "robot", "prop-robot"),
        ('"Wait!" shouts the fox, and runs after the bear.', "fox", "prop-fox"),
        ('A cat sits on a wall. "Come," says the cat. The boy follows it.', "cat", "prop-cat"),
    ],
)
def test_an_animal_or_a_robot_that_speaks_is_seen_once(script: str, voice: str, body: str):
    shots = direct(script).shots
    spoken = [beat for shot in shots for beat in shot.beats if isinstance(beat, Line)]
    assert [(one.who, one.manner[:4]) for one in spoken] == [(voice, "O.S.")]
    assert {body} <= {one for shot in shots for one in shot.present}
    assert voice not in {one for shot in shots for one in shot.present}


def test_what_an_animal_does_after_it_spoke_it_does_itself():
    assert ("prop-fox", "chase", None, "prop-bear") in _done(direct('"Wait!" shouts the fox, and runs after the bear.'))
    assert ("boy", "follow", None, "prop-cat") in _done(direct('"Come," says the cat. The boy follows it.'))


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Two knights stand opposite each other.", ("knight", "opposite", "knight-2")),
        ("A bottle with a letter inside lies in the sand.", ("prop-letter", "in", "prop-bottle")),
        ("Two boys lay on their backs, a watermelon between them.", ("prop-watermelon", "between", "boy")),
    ],
)
def test_where_they_are_of_each_other(script: str, expected: tuple[str, str, str]):
    places = [(one.who, one.relation, one.of) for shot in direct(script).shots for one in shot.whereabouts]
    assert places == [expected]


@pytest.mark.parametrize(
    ("script", "of", "other"),
    [
        ("A classroom. A cat sits between Ken and the door.", "ken", "door"),
        ("A park. A lantern stands between the bench and the tree.", "bench", "tree"),
        ("A park. A cat sits between the bench and Hana.", "bench", "hana"),
        ("A room. A ball lies between two boxes.", "prop-box", "prop-box-2"),
        ("Szene 1: Ein Park. Zwischen der Bank und dem Baum steht eine Laterne.", "bench", "tree"),
    ],
)
def test_between_somebody_and_a_part_of_the_set_is_a_place(script: str, of: str, other: str):
    places = [(one.relation, one.of, one.other) for shot in direct(script).shots for one in shot.whereabouts]
    assert places == [("between", of, other)]


@pytest.mark.parametrize(
    "script",
    [
        "A boy sits and watched the sun go down.",
        "He almost drops the vase.",
        "Mia and Ken sit. None of them dances.",
        "She was supposed to water the plants.",
    ],
)
def test_what_does_not_come_to_pass_is_not_done(script: str):
    assert {motion for _, motion, *_ in _done(direct(script))} <= {"sit", "look"}


def test_who_asks_for_the_film_is_not_in_it():
    assert _cast(direct("My little brother wants a knight who fights a dragon.")) == ["knight"]
    assert _cast(direct("My daughter wants an apple. She cries.")) == ["daughter"]
