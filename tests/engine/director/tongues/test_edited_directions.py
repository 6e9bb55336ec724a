"""A direction edited in any of the languages makes the same shot as its English twin, and stays as it was written."""

from functools import cache

import pytest
from msgspec.structs import asdict, replace

from studio.engine.director import direct, redirect
from studio.engine.director.coach import advise
from studio.engine.director.tongues.editing import edit_in_english
from studio.timeline.film import Action, Film, Line, Shot

SCRIPTS = {
    "en": "Hana walks on the beach in the evening. She holds a red umbrella.",
    "ja": "夕方の浜辺を花子が歩く。彼女は赤い傘を持っている。",
    "zh": "傍晚，小红在海滩上走。她拿着一把红伞。",
    "ko": "저녁, 지민이 해변을 걷는다. 그녀는 빨간 우산을 들고 있다.",
    "es": "Lucía camina por la playa al anochecer. Ella sostiene un paraguas rojo.",
    "fr": "Léa marche sur la plage le soir. Elle tient un parapluie rouge.",
    "de": "Lena geht am Abend am Strand entlang. Sie hält einen roten Regenschirm.",
}
EDITS = {
    "subject": {
        "en": "Hana and a dog", "ja": "花子と犬", "zh": "小红和一只狗", "ko": "지민과 개",
        "es": "Lucía y un perro", "fr": "Léa et un chien", "de": "Lena und ein Hund",
    },
    "setting": {
        "en": "Forest, at night, in the rain", "ja": "森、夜、雨", "zh": "森林，夜晚，下雨", "ko": "숲, 밤, 비",
        "es": "Bosque, de noche, bajo la lluvia", "fr": "Forêt, la nuit, sous la pluie",
        "de": "Wald, bei Nacht, im Regen",
    },
    "camera": {
        "en": "Close-up of Hana, low angle, dolly in", "ja": "花子のクローズアップ、ローアングル、ドリーイン",
        "zh": "小红的特写，低角度，推镜头", "ko": "지민의 클로즈업, 로우 앵글, 돌리 인",
        "es": "Primer plano de Lucía, ángulo bajo, travelling de acercamiento",
        "fr": "Gros plan de Léa, contre-plongée, travelling avant",
        "de": "Nahaufnahme von Lena, Untersicht, Kamerafahrt vorwärts",
    },
    "motion": {
        "en": "Hana runs. She falls.", "ja": "花子が走る。彼女は転ぶ。", "zh": "小红跑。她摔倒。",
        "ko": "지민이 달린다. 그녀는 넘어진다.", "es": "Lucía corre. Ella se cae.", "fr": "Léa court. Elle tombe.",
        "de": "Lena rennt. Sie fällt hin.",
    },
    "pacing": {
        "en": "Slow, 6 s", "ja": "ゆっくり、6秒", "zh": "缓慢，6秒", "ko": "천천히, 6초", "es": "Lento, 6 s",
        "fr": "Lent, 6 s",
        "de": "Langsam, 6 Sekunden",
    },
    "audio": {
        "en": 'Hana says "Stop". Thunder', "ja": "花子「Stop」。雷鳴", "zh": "小红说：“Stop”。雷声",
        "ko": "지민이 “Stop”이라고 말한다. 천둥소리", "es": "Lucía dice: «Stop». Trueno",
        "fr": "Léa dit : « Stop ». Tonnerre", "de": "Lena sagt: „Stop“. Donner",
    },
}  # fmt: skip
FOREIGN = ("ja", "zh", "ko", "es", "fr", "de")
STRANGE = {"ja": "恐竜", "zh": "恐龙", "ko": "공룡", "es": "dinosaurio", "fr": "dinosaure", "de": "Dinosaurier"}
SEES = {
    "ja": "花子が恐竜を見る。", "zh": "小红看着一只恐龙。", "ko": "지민은 공룡을 본다.",
    "es": "Lucía mira un dinosaurio.",
    "fr": "Léa regarde un dinosaure.", "de": "Lena sieht einen Dinosaurier.",
}  # fmt: skip


@cache
def film(tongue: str) -> Film:
    return direct(SCRIPTS[tongue])


def edited(tongue: str, words: str, part: str) -> tuple[Film, Shot]:
    shot = film(tongue).shots[0]
    again = redirect(film(tongue), shot.id, replace(shot.directions, **{part: words}))
    return again, again.shot(shot.id)


def meaning(film: Film, shot: Shot) -> object:
    """The shot, its cast by their place in the film's."""
    order = {member.id: f"person {number}" for number, member in enumerate(film.cast)}

    def beat(one: object) -> object:
        if isinstance(one, Action):
            return one.motion, order[one.who], one.thing, one.towards, one.manner
        return (order[one.who], one.text) if isinstance(one, Line) else one

    camera = replace(shot.camera, subject=order.get(shot.camera.subject or "", shot.camera.subject))  # type: ignore[arg-type]
    present = {order.get(one, one) for one in shot.present}  # type: ignore[arg-type]
    return present, camera, shot.setting, [beat(one) for one in shot.beats], shot.cues, len(film.cast), shot.unplaced


@pytest.mark.parametrize("part", EDITS)
@pytest.mark.parametrize("tongue", FOREIGN)
def test_an_edit_makes_the_shot_that_its_english_twin_makes(tongue: str, part: str) -> None:
    words = EDITS[part][tongue]
    made = edited(tongue, words, part)
    assert meaning(*made) == meaning(*edited("en", EDITS[part]["en"], part))
    assert asdict(made[1].directions)[part] == words
    assert part != "pacing" or made[1].duration == 6


@pytest.mark.parametrize("tongue", FOREIGN)
def test_what_is_done_and_what_is_not_known_are_told_in_the_artists_words(tongue: str) -> None:
    _, shot = edited(tongue, SEES[tongue], "motion")
    assert [one.words for one in shot.unplaced] == [STRANGE[tongue]]
    assert [beat.words for beat in shot.beats if isinstance(beat, Action)] == [SEES[tongue].rstrip("。.")]


@pytest.mark.parametrize("tongue", FOREIGN)
def test_a_film_in_english_takes_an_edit_in_any_language(tongue: str) -> None:
    words = EDITS["camera"][tongue].replace({"ja": "花子", "zh": "小红", "ko": "지민", "es": "Lucía", "fr": "Léa",
                                             "de": "Lena"}[tongue], "Hana")  # fmt: skip
    assert meaning(*edited("en", words, "camera")) == meaning(*edited("en", EDITS["camera"]["en"], "camera"))


@pytest.mark.parametrize(
    ("words", "tongue", "names", "said"),
    [
        ("花子 runs. 花子が転ぶ。", "ja", {"花子"}, "花子 runs. 花子 falls."),
        (
            "Close-up of 花子, eye level, ドリーイン",
            "ja",
            {"花子"},
            "Close-up of 花子, eye level, The camera pushes in.",
        ),
        ("Wide shot, eye level, dolly in", "es", {"Lucía"}, "Wide shot, eye level, dolly in"),
        ("Lucía runs. Lucía se cae.", "es", {"Lucía"}, "Lucía runs. Lucía falls."),
        ("Even, 4 s", "fr", set[str](), "Even, 4 s"),
        ("花子", "ja", {"花子"}, "花子"),
    ],
)
def test_half_of_a_direction_may_still_be_the_studios_english(
    words: str, tongue: str, names: set[str], said: str
) -> None:
    assert edit_in_english(words, SCRIPTS[tongue], frozenset(names)).text.strip() == said


def test_a_shot_that_grows_keeps_the_words_of_its_pacing_but_for_the_length() -> None:
    shot = film("ja").shots[0]
    slow = redirect(film("ja"), shot.id, replace(shot.directions, pacing="ゆっくり、2秒"))
    longer = redirect(slow, shot.id, replace(slow.shots[0].directions, motion="花子が走る。花子が座る。花子が踊る。"))
    pacing = longer.shots[0].directions.pacing
    assert longer.shots[0].duration > 2
    assert pacing.startswith("ゆっくり、")
    assert pacing.endswith("秒")


@pytest.mark.parametrize(
    ("script", "left"),
    [
        ("花子がベンチで恐竜を見る。ゆっくり、4秒。", "花子がベンチで見る。ゆっくり、4秒。"),
        ("Lucía mira un dinosaurio en la playa.", "Lucía mira en la playa."),
    ],
)
def test_the_coach_reads_what_the_words_mean_and_mends_them_in_their_language(script: str, left: str) -> None:
    read = direct(script)
    advice = advise(read, read.shots[0])
    assert next(one.suggestion.after for one in advice if one.suggestion.target == "script") == left
    paced = "秒" in script
    assert paced != any(one.ingredient == "pacing" for one in advice)
