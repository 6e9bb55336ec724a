"""A line says other words, in the language they are written in: how long its shot is then, and what is refused."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from studio.cli.arguments import run
from studio.engine.director import direct
from studio.engine.director.language import language_resaid
from studio.engine.sound.voice import RATE, speak
from studio.timeline.dubbing import dub_line, lines_of
from studio.timeline.film import Film, Recording, Shot
from studio.timeline.remixing import redubbed
from studio.timeline.store import Project

SCRIPT = "EXT. PARK - DAY\n\nRin, a tall woman in a green coat, looks around.\n\nRIN\nGood evening!\n"
LONGER = "Good evening to everybody who has come out here in the rain to look for an umbrella with me!"


@pytest.fixture
def film() -> Film:
    return direct(SCRIPT)


def talk(film: Film) -> Shot:
    return next(shot for shot in film.shots if lines_of(shot))


def test_words_that_need_longer_make_the_shot_longer_by_what_it_has_no_room_for(film: Film) -> None:
    shot = talk(film)
    assert talk(redubbed(film, shot.id, 0, "Hi!")).duration == shot.duration, "and its picture need not change"
    longer = talk(redubbed(film, shot.id, 0, LONGER))
    voice = speak(lines_of(longer)[0], film.cast[0])
    assert shot.duration < len(voice.samples) / RATE < longer.duration, "nothing of it is cut off"
    assert (longer.duration * film.fps).denominator == 1
    assert redubbed(film, shot.id, 0, LONGER, None).shot(longer.id) == longer


def test_a_recording_that_made_the_shot_longer_takes_its_time_with_it(film: Film) -> None:
    shot = talk(film)
    recorded = dub_line(film, shot.id, 0, Recording("voices/ab.wav", "ab" * 32, 9.0))
    assert talk(recorded).duration > shot.duration
    again = talk(redubbed(recorded, shot.id, 0, "Good evening."))
    assert (lines_of(again)[0].recording, again.duration) == (None, shot.duration)


@pytest.mark.parametrize(
    ("words", "language"), [("こんばんは。", "ja"), ("Das ist nicht der Regen.", "de"), ("Hi!", "en")]
)
def test_new_words_are_spoken_in_the_language_they_are_written_in(film: Film, words: str, language: str) -> None:
    line = lines_of(talk(film))[0]
    assert language_resaid(line, words) == language
    assert language_resaid(replace(line, language="it"), "Buona sera!") == "it", "what speaks for none stays as it was"


def test_other_words_outlast_the_script_being_read_again(film: Film) -> None:
    changed = redubbed(film, talk(film).id, 0, LONGER, "en-gb")
    again = direct(f"{SCRIPT}\nEXT. BEACH - DAY\n\nRin runs.\n", keep=changed)
    assert talk(again) == talk(changed)
    rewritten = direct(SCRIPT.replace("Good evening!", "Good night!"), keep=changed)
    assert lines_of(talk(rewritten))[0].text == "Good night!", "words that were written anew count"


@pytest.fixture
def folder(film: Film, tmp_path: Path) -> Path:
    Project.create(tmp_path / "park.tsuzuki", film).close()
    return tmp_path / "park.tsuzuki"


def test_on_the_command_line_a_line_gets_words_a_language_and_a_voice(folder: Path) -> None:
    assert run(["remix", str(folder), "--redub", "Rin:1=こんばんは。", "--revoice", "Rin=f5"]) == 0
    project = Project.open(folder)
    project.close()
    line = lines_of(talk(project.film))[0]
    assert (line.text, line.language, project.film.cast[0].voice.variant) == ("こんばんは。", "ja", "f5")


@pytest.mark.parametrize(
    ("order", "says"),
    [
        (["--redub", "Rin:1=Bu", "--language", "elvish"], "cannot speak a language called 'elvish'"),
        (["--language", "ja"], "of the new words of a line"),
        (["--redub", "Rin:1= "], "A line needs words."),
        (["--redub", "Rin:9=Hi"], "There is no line Rin:9."),
        (["--revoice", "Rin=bass"], "There is no voice called 'bass'."),
        (["--revoice", "Rin"], "Write it like Hana=f4."),
        (["--seed", "3"], "of the shots that are played again"),
    ],
)
def test_what_cannot_be_said_is_refused_in_a_sentence(
    order: list[str], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["remix", str(folder), *order]) == 2
    assert says in capsys.readouterr().err
