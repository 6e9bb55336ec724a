"""What the words say happens at the same time, and in which order the rest happens."""

import pytest

from studio.engine.director.direct import direct
from studio.timeline.film import Action, Beat, Feeling, Onset
from studio.timeline.together import begun_together

IN_GROUPS = {
    "While Hana plays the guitar, Ken dances.": [["hana play", "ken dance"]],
    "As Hana turns, the vase falls.": [["hana turn", "prop-vase fall"]],
    "Ken sits down as Hana stands up.": [["ken sit", "hana get_up"]],
    "Hana and Ken both jump at once.": [["hana jump", "ken jump"]],
    "Hana and Ken simultaneously bow.": [["hana bow", "ken bow"]],
    "Hana and Ken walk and talk.": [["hana walk", "ken walk", "hana talk", "ken talk"]],
    "Hana talks while walking along the beach.": [["hana talk", "hana walk"]],
    "Walking along the beach, Hana sings.": [["hana walk", "hana sing"]],
    "Hana walks, eating an apple.": [["hana walk", "hana eat"]],
    "Hana waves and Ken bows.": [["hana wave", "ken bow"]],
    "Ken was reading a book when Hana entered.": [["ken read", "hana enter"]],
    'Hana says "Goodbye" while waving.': [["hana says", "hana wave"]],
    "Hana walks to Ken and waves.": [["hana walk"], ["hana wave"]],
    "Hana kicks the ball and Ken catches it.": [["hana kick"], ["ken catch"]],
    "Ken drops the cup when Hana shouts.": [["hana shout"], ["ken drop"]],
    "Before Hana leaves, she puts out the candle.": [["hana put_out"], ["hana leave"]],
    "Ken sits after closing the door.": [["ken shut"], ["ken sit"]],
    "As soon as the ball falls, Ken runs.": [["prop-ball fall"], ["ken run"]],
    "First Hana bows, then Ken waves.": [["hana bow"], ["ken wave"]],
    "Ken dances until Hana claps.": [["ken dance"], ["hana clap"]],
    "ハナがギターを弾いている間に、ミオが踊る。": [["ハナ play", "ミオ dance"]],
    "ハナが歩きながら歌う。": [["ハナ walk", "ハナ sing"]],
    "小红唱歌的时候，小刚弹钢琴。": [["小红 sing", "小刚 play"]],
    "하나는 떠나기 전에 촛불을 끈다.": [["하나 put_out"], ["하나 leave"]],
    "Mientras Hana toca la guitarra, Ken baila.": [["hana play", "ken dance"]],
    "Ken se sienta después de cerrar la puerta.": [["ken shut"], ["ken sit"]],
    "Avant de partir, Hana éteint la bougie.": [["hana put_out"], ["hana leave"]],
    "Hana chante tout en marchant.": [["hana sing", "hana walk"]],
    "Ken setzt sich, während Hana aufsteht.": [["ken sit", "hana get_up"]],
}


@pytest.mark.parametrize("words", IN_GROUPS)
def test_words_say_what_begins_together_and_what_comes_first(words: str) -> None:
    (shot,) = direct(words).shots
    groups = [[_told(shot.beats[at]) for at in group] for group in begun_together(shot.beats)]
    assert groups == IN_GROUPS[words]


def test_only_what_is_told_to_wait_waits() -> None:
    (shot,) = direct("First Hana bows, then Ken waves.").shots
    assert [beat.onset for beat in shot.beats if not isinstance(beat, Feeling)] == [Onset.NEXT, Onset.AFTER]


def test_what_is_done_together_takes_no_longer_than_the_longest() -> None:
    together, apart = direct("Hana sings while Ken dances."), direct("Hana sings, then Ken dances.")
    assert together.duration < 0.7 * apart.duration


def test_a_parenthetical_goes_along_with_the_line() -> None:
    (shot,) = direct("INT. ROOM - DAY\n\nHANA\n(walking away)\nGoodbye, Ken. I will not come back.\n").shots
    assert [[_told(shot.beats[at]) for at in group] for group in begun_together(shot.beats)] == [
        ["hana leave", "hana says"]
    ]


def test_directions_in_words_keep_what_is_together() -> None:
    (shot,) = direct("While Hana plays the guitar, Ken dances.").shots
    (again,) = direct(shot.directions.motion).shots
    assert begun_together(again.beats) == [[0, 1]]


def _told(beat: Beat) -> str:
    return f"{beat.who} {beat.motion if isinstance(beat, Action) else 'says'}"
