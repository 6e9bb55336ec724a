"""Constructions of Korean directions, each in sentences of the studio's own."""

import pytest

from studio.engine.director.tongues.rewriting import in_english


@pytest.mark.parametrize(
    ("written", "english"),
    [
        # Words that are given names as well, where somebody speaks; the things, where nobody does.
        ('보라는 "고마워" 하고 웃는다.', "보라 laughs “고마워”"),
        ('하늘이는 "안녕" 하고 손을 흔든다.', "하늘 waves “안녕”"),
        ("소년이 바다에 돌을 던진다.", "A boy throws a stone to the sea."),
        # What is undone is taken off; anger and the painter are spelled alike.
        ("여자가 목걸이를 풀고 한숨을 쉰다.", "A woman takes off a necklace and sighs."),
        ("남자가 넥타이를 푼다.", "A man takes off a tie."),
        ("화가 머리끝까지 난 선생님이 소리친다.", "An angry teacher shouts."),
        ("화가가 그림을 그린다.", "A painter draws a picture."),
        # Into the water, out of it, and around the fire.
        ("소녀가 호수에 뛰어든다.", "A girl jumps into"),
        ("소년이 물 위로 고개를 내민다.", "A boy surfaces."),
        ("아이들이 모닥불가에 둘러앉아 있다.", "Children sit around a campfire."),
        # Hair that is tied, what is half done, and around whom the camera goes.
        ("양 갈래로 머리를 묶은 꼬마가 방에 들어온다.", "A child with twintails enters"),
        ("읽다 만 책이 책상 위에 있다.", "A book is on a desk."),
        ("카메라가 소녀의 주위를 빙 돈다.", "The camera orbits a girl."),
        ("의자가 쿵 넘어진다.", "A chair topples."),
    ],
)
def test_a_korean_construction_is_said_in_plain_english(written: str, english: str) -> None:
    assert english.lower() in in_english(written).text.strip().lower()
