"""The artist's own words stay, whatever language they are in; and what is not understood is listed in them."""

import subprocess
import sys

import pytest

from studio.engine import vocabulary
from studio.engine.director import direct
from studio.engine.director.lexicon import lexicon
from studio.engine.director.tokens import sentences
from studio.engine.director.tongues.rewriting import in_english
from studio.engine.director.tongues.wordbook import TONGUES, wordbook
from studio.timeline.film import Action, Film, Line


def actions(film: Film) -> list[Action]:
    return [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]


def lines(film: Film) -> list[Line]:
    return [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]


def test_a_shot_and_what_is_done_in_it_keep_the_words_as_written() -> None:
    script = "花子はベンチに座って、本を読む。"
    film = direct(script)
    assert film.script == script
    assert "".join(shot.words for shot in film.shots).replace("、", "") == script.replace("、", "")
    assert [beat.words for beat in actions(film)] == ["花子はベンチに座って", "本を読む"]
    assert [member.name for member in film.cast] == ["花子"]


@pytest.mark.parametrize(
    ("script", "strange"),
    [
        ("花子はベンチで恐竜を見る。", "恐竜"),
        ("하나는 공룡을 본다.", "공룡"),
        ("Lucía mira un dinosaurio.", "dinosaurio"),
        ("Léa regarde un dinosaure.", "dinosaure"),
        ("Anna sieht einen Dinosaurier.", "Dinosaurier"),
        ("花子看着一只恐龙。", "恐龙"),
    ],
)
def test_what_is_not_known_is_listed_in_its_own_language(script: str, strange: str) -> None:
    film = direct(script)
    told = [one for shot in film.shots for one in shot.unplaced]
    assert [one.words for one in told] == [strange]


def test_each_scene_is_read_in_its_own_language() -> None:
    film = direct("場面1：花子が浜辺を走る。\nScene 2: Ken sits on the bench.\nEscena 3: Lucía baila en la cocina.")
    done = [[beat.motion for beat in actions(film) if beat in scene.shots[0].beats] for scene in film.scenes]
    assert done == [["run"], ["sit"], ["dance"]]
    assert [member.name for member in film.cast] == ["花子", "Ken", "Lucía"]


def test_a_screenplay_keeps_its_dialogue_and_speaks_it_in_its_language() -> None:
    film = direct("屋外 浜辺 - 夕方\n\n花子が歩く。\n\n花子\n（悲しそうに）\n海を見て、帰ろう。\n")
    assert film.shots[0].setting.set == "beach"
    assert [(line.text, line.language) for line in lines(film)] == [("海を見て、帰ろう。", "ja")]


@pytest.mark.parametrize(
    ("script", "said", "language"),
    [
        ("花子：「ここで待って」", "ここで待って", "ja"),
        ("花子「ありがとう」", "ありがとう", "ja"),
        ("하나: “여기 있어.”", "여기 있어.", "ko"),
        ("Lucía: «¿Dónde estás?»", "¿Dónde estás?", "es"),
        ("Léa dit : « Je suis ici. »", "Je suis ici.", "fr"),
        ("Anna sagt: „Ich bin nicht hier.“", "Ich bin nicht hier.", "de"),
        ("小明说：“我在这里。”", "我在这里。", "cmn"),
    ],
)
def test_every_style_of_quotation_is_spoken_in_its_language(script: str, said: str, language: str) -> None:
    assert [(line.text, line.language) for line in lines(direct(script))] == [(said, language)]


def test_full_width_digits_and_lengths_are_read() -> None:
    film = direct("花子のクローズアップ。５秒。")
    assert [float(shot.duration) for shot in film.shots] == [5.0]


def test_an_english_script_is_read_as_it_stands_and_loads_no_dictionary() -> None:
    script = 'INT. ROOM - NIGHT\n\nHana sits on the bed, "Bonjour" on her lips. Zorp the alien waves.\n'
    assert in_english(script).text == script
    code = (
        "import sys\n"
        "from studio.engine.director import direct\n"
        f"direct({script!r})\n"
        "loaded = {'fugashi', 'unidic_lite', 'kiwipiepy', 'rjieba', 'simplemma'} & set(sys.modules)\n"
        "sys.exit(str(loaded) if loaded else 0)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _said_ids(tongue: str) -> set[tuple[str, str]]:
    """Every id that a word of this language leads to."""
    found: set[tuple[str, str]] = set()
    for table in wordbook(tongue).tables.values():
        for said in table:
            for tokens in sentences(said.lower().strip(":.>"), 0):
                found |= {
                    (match.sense.table, match.sense.id)
                    for at in range(len(tokens)) for match in lexicon().matches(tokens, at)
                }  # fmt: skip
    return found


TABLES = ("angles", "builds", "colours", "emotions", "framings", "hair", "hours", "moves", "numbers", "outfits",
          "accessories", "paces", "sounds", "times", "weathers")  # fmt: skip


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_id_of_the_vocabulary_has_a_word_in_every_language(tongue: str) -> None:
    said = _said_ids(tongue)
    wanted = {("props", name) for name in vocabulary.prop_kinds() if name != "unknown"}
    wanted |= {("sets", name) for name in vocabulary.set_kinds()}
    wanted |= {("motions", name) for name in vocabulary.motions()}
    wanted |= {(table, name) for table in TABLES for name in vocabulary.named(table)}
    assert not sorted(wanted - said)


@pytest.mark.parametrize(
    ("script", "language"),
    [("花子が歩く。\n花子：「了解」", "ja"), ("Lucía camina por la playa.\nLucía: «Hola, Diego»", "es")],
)
def test_a_line_whose_letters_leave_it_open_is_in_its_scenes_language(script: str, language: str) -> None:
    assert [line.language for line in lines(direct(script))] == [language]


@pytest.mark.parametrize(
    "script",
    [
        "En la cocina, la taza se cae de la mesa y se rompe.",
        "Dans la cuisine, la tasse tombe de la table et se casse.",
        "In der Küche fällt die Tasse vom Tisch und zerbricht.",
        "厨房里,杯子从桌子上掉下来摔碎了。",
        "台所で、テーブルからコップが落ちて割れる。",
        "부엌에서 컵이 식탁에서 떨어져 깨진다.",
    ],
)
def test_what_falls_off_a_table_in_a_kitchen_falls_from_it_and_breaks(script: str) -> None:
    film = direct(script)
    assert [(beat.who, beat.motion) for beat in actions(film)] == [("prop-cup", "fall"), ("prop-cup", "break")]
    assert "from" in film.shots[0].plain
    assert film.shots[0].setting.set == "kitchen"


def test_whose_a_thing_is_before_a_german_verb() -> None:
    assert {beat.who for beat in actions(direct("Der Hut der Frau fällt vom Tisch."))} == {"prop-hat"}


@pytest.mark.parametrize(
    ("script", "cast"),
    [
        ("Ein verschneites Dorf am Abend. Jonas läuft.", ["Jonas"]),
        ("Un hombre viejo toca la guitarra.", ["Old man"]),
        ("Jonas und Lena lachen. Die Großmutter kocht Suppe.", ["Jonas", "Lena", "Grandmother"]),
        ("Ana corre. La abuela canta.", ["Ana", "Grandmother"]),
    ],
)
def test_nobody_is_made_of_a_noun_and_nobody_twice(script: str, cast: list[str]) -> None:
    assert [member.name for member in direct(script).cast] == cast
