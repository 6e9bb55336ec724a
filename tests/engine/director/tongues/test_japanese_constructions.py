"""Constructions of Japanese directions, each in sentences of the studio's own."""

import pytest

from studio.engine.director.tongues.rewriting import in_english


@pytest.mark.parametrize(
    ("written", "english"),
    [
        # In front of what, or which way, something is done.
        ("女がパソコンに向かって、ため息をつく。", "A woman sighs in front of a computer."),
        ("少年が海に向かって叫ぶ。", "A boy shouts towards the sea."),
        ("犬が月に向かって吠える。", "A dog shouts towards the moon."),
        ("老人が息子に向かって手を振る。", "An old man waves towards a son."),
        ("男が駅に向かう。", "A man walks to the train station."),
        # Beside whom somebody is whom only the sentence before named.
        ("男がベンチに座っている。その隣に、赤いマフラーの女。", "A woman with a red scarf beside the man."),
        ("老婆が立っている。その後ろに少年がいる。", "A boy is behind the old woman."),
        # So many people, described first and told of again.
        ("踊る二人の少女を見せる。", "Two girls dance and show the two girls."),
        ("走る三人の子どもを老人が見ている。", "an old man looks at the three children."),
        # "As if" behind a way of filming; what is half done already.
        ("手ブレ風のカメラで。", "Handheld camera"),
        ("飲みかけのコーヒーが机の上にある。", "A coffee is on a desk."),
        ("書きかけの手紙が机の上にある。", "A letter is on a desk."),
        # Verbs of two, and of the water.
        ("忍者が屋根へ跳び移る。", "A ninja jumps to the roof."),
        ("少年が水面に顔を出す。", "A boy surfaces."),
    ],
)
def test_a_japanese_construction_is_said_in_plain_english(written: str, english: str) -> None:
    assert english.lower() in in_english(written).text.strip().lower()
