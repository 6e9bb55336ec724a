"""What prompts by other hands had: who gets what is thrown, who is who in a group, which words are deeds."""

import pytest

from studio.engine.director import direct
from studio.timeline.film import Action, Film, Line


def done(script: str) -> list[str]:
    beats = [beat for shot in direct(script).shots for beat in shot.beats if isinstance(beat, Action)]
    told = ([beat.who, beat.motion, beat.thing, beat.towards and f"> {beat.towards}"] for beat in beats)
    return [" ".join(filter(None, one)).replace("prop-", "") for one in told]


def where(script: str) -> list[str]:
    places = [one for shot in direct(script).shots for one in shot.whereabouts]
    return [f"{one.who} {one.relation} {one.of}".replace("prop-", "") for one in places]


def who(script: str) -> list[str]:
    return [member.id for member in direct(script).cast]


def lines(film: Film) -> list[tuple[str, str]]:
    return [(beat.who, beat.text) for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Two girls sit on a bench. KEN throws the ball to them.", "ken throw ball > girl"),
        ("Two men wait. A girl hands them a cup.", "girl give cup > man"),
        ("A waiter carries three plates. He drops them.", "waiter drop plate-3"),
        ("A girl lights two candles, then blows them out.", "girl put_out candle"),
        ("She slips a note to him.", "girl give note > boy"),
        ("She folds the letter and slips it under the pillow.", "girl put_down letter > pillow"),
        ("He pours tea into two cups and slides one across the table to his sister.", "boy slide cup > sister"),
        ("She chops a carrot with a knife, then drops it in the pot.", "girl drop carrot > pot"),
        ("A girl sees a book on the top shelf. A tall boy takes it down.", "boy pick_up book"),
        ("She opens the fridge. There is an egg. She shuts it.", "girl shut"),
        ("A boy throws a stone at them.", "boy throw stone"),
        ("The king paces; his advisor follows.", "advisor follow > king"),
        ("Two robots clash. One of them falls.", "robot fall"),
    ],
)
def test_what_is_done_reaches_whom_it_is_meant_for(script: str, expected: str):
    assert done(script)[-1] == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Two samurai face each other. KENSHIN draws his sword. ORIN smiles.", ["kenshin", "orin"]),
        ("Two boxers in a ring. Jun throws a punch. Tadashi ducks.", ["jun", "tadashi"]),
        ("Two guards stand at the gate. Aya and Ben sneak past them.", ["guard", "guard-2", "aya", "ben"]),
        ("Two girls sit on a bench. KEN throws a ball.", ["girl", "girl-2", "ken"]),
        ("Carrying a basket on her head, an old woman crosses the square.", ["old-woman"]),
        ("With a flick of her wrist the magician waves.", ["magician"]),
        ("The ball lands in the neighbour's garden.", []),
        ("A girl dressed as a witch flies a kite.", ["girl"]),
        ("The giant bends down.", ["giant"]),
        ("A giant spider crawls.", []),
        ("A pair of boots. The tide takes one of them.", []),
    ],
)
def test_who_is_there(script: str, expected: list[str]):
    assert who(script) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Aiko checks her watch.", ["aiko look > watch"]),
        ("Tom watches her dance.", ["tom look > girl", "girl dance"]),
        ("The girl in the back row yawns.", ["girl yawn"]),
        ("He lies awake in bed.", ["boy lie_down"]),
        ("An elephant sprays water over a child.", ["elephant pour > child"]),
        ("A ninja drops from the ceiling.", ["ninja fall"]),
        ("Ana leans in the doorway.", ["ana stand"]),
        ("Ken leans in.", ["ken crouch"]),
        ("He slides the door shut.", ["boy shut"]),
        ("A dragon sets the curtain on fire.", ["dragon light curtain"]),
        ("Shaking, Maria sits.", ["maria shiver", "maria sit"]),
        ("Aoi stops, hands on her knees.", ["aoi stand"]),
        ("She runs her fingers through his hair.", ["girl pat > boy"]),
        ("The boxer ducks. Sweat flies.", ["boxer crouch"]),
        ("The robot rolls into the garden.", ["robot enter"]),
        ("A lone camel crossing the desert.", ["camel walk"]),
    ],
)
def test_which_words_are_deeds(script: str, expected: list[str]):
    assert done(script) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Under the bridge, a girl plays the guitar.", ["girl under bridge"]),
        ("Beneath the old oak tree, a girl sleeps.", ["girl under oak tree"]),
        ("Mei leans on the railing.", ["mei against railing"]),
        ("Books stacked on the desk.", ["books on desk"]),
        ("Ai waits at school under the cherry tree.", ["ai under cherry-tree"]),
        ("The magician pulls a rabbit out of his hat.", []),
    ],
)
def test_where_they_are(script: str, expected: list[str]):
    assert where(script) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Three frogs sit on a log. A fourth climbs up.", "frog-4 climb"),
        ("Ayumi looks at the cake, then at her brother.", "ayumi look > brother"),
        ("The old wizard lifts his staff and points it at the chest.", "old-wizard point > chest"),
        ("She takes off her crown, leaves it on the throne.", "girl put_down crown"),
        ("The chef slams a bowl on the counter.", "chef put_down bowl"),
        ("A bottle with a letter inside rolls until a child picks it up.", "child pick_up bottle"),
        ("A robber waits, and a priceless vase topples.", "vase topple"),
        ("sleepy cat, sunny windowsill. yawns.", "cat yawn"),
        ("The mouse grabs the cheese and runs off.", "mouse leave"),
        ("He bows so low that his hat falls off.", "hat fall"),
        ("Goro blows a trumpet.", "goro play trumpet"),
        ("She shakes the machine, and a bottle rolls out.", "bottle roll"),
    ],
)
def test_what_is_done_last(script: str, expected: str):
    assert done(script)[-1] == expected


def test_a_fragment_of_air_between_camera_words_does_not_part_them():
    script = "A girl sits on a crate. She yawns. Fog. Static wide shot, 8 seconds."
    assert [float(shot.duration) for shot in direct(script).shots] == [8.0]


def test_a_coat_is_told_by_whose_it_is():
    film = direct("Yuki and Hiro wait. Her scarf is white, his coat is black.")
    coats = {member.id: (member.look.outfit, member.look.cloth) for member in film.cast}
    black = direct("Hiro wears a black coat.").cast[0].look
    assert coats["hiro"] == (black.outfit, black.cloth)


def test_a_cut_before_a_colon_is_nobody():
    assert who("CUT TO: close-up on Ana's hands. She waves.") == ["ana"]


def test_what_is_in_a_bottle_is_in_nobodys_hand():
    script = "He finds a bottle on the beach with a letter inside."
    assert where(script) == ["letter in bottle"]
    assert done(script) == ["boy look > bottle"]


def test_who_acts_right_after_the_words_said_them():
    assert lines(direct('"Run!" Leo grabs a bag and leaves.')) == [("leo", "Run!")]
    assert lines(direct('"Who is there?" The old woman turns around.')) == [("old-woman", "Who is there?")]


def test_what_is_only_at_one_set_says_where_we_are():
    assert direct("The teacher writes on the blackboard.").scenes[0].shots[0].setting.set == "classroom"


def test_rain_on_the_roof_puts_nobody_on_the_roof():
    assert direct("He lies in bed while rain drums on the roof.").scenes[0].shots[0].setting.set != "rooftop"


def test_a_bus_that_is_run_after_is_a_thing():
    film = direct("A boy runs after the bus.")
    assert [prop.name for prop in film.props] == ["bus"]
    assert film.scenes[0].shots[0].setting.set != "train"


def test_low_is_said_of_the_camera_before_a_shot():
    camera = direct("Low tracking shot. A girl runs.").scenes[0].shots[0].camera
    assert (camera.angle, camera.move) == ("low angle", "follow")


def test_a_push_in_on_a_face_ends_close():
    assert direct("Slow push in on her face. She prays.").scenes[0].shots[0].camera.framing == "close-up"


def test_clothes_told_of_twins_are_both_of_theirs():
    film = direct("The twins, dressed in matching yellow raincoats, stomp in puddles.")
    assert [member.look.outfit for member in film.cast] == ["raincoat", "raincoat"]
