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
        # What only colours the verb before it, and the way that somebody goes.
        ("소녀가 공원에서 물을 튀기며 논다.", "A girl splashes in the park."),
        ("여자가 광장을 가로질러 걸어간다.", "A woman walks across the plaza."),
        ("농부가 호박이 가득한 수레를 밀며 간다.", "A farmer pushes a cart full of pumpkins."),
        ("선반을 따라 오른쪽으로 팬.", "The camera pans right along the shelf."),
        # Where it is done or heard from, and what is shown in a frame.
        ("할아버지가 앉아 있고, 그 옆에서 강아지가 논다.", "a dog plays beside the grandfather"),
        ("고양이가 의자 밑에서 지켜본다.", "Under a chair, a cat looks."),
        ("로우 앵글로 잡은 탑.", "Low angle shot at the tower."),
        # What was done before, what is put on a cart, to whom, and on what one slips.
        ("소년이 튕겨 나온 공을 잡는다.", "A boy holds a ball."),
        ("학생이 바나나를 밟고 미끄러진다.", "A student slips on a banana."),
        ("소년이 공을 친구에게 차 준다.", "A boy kicks a ball to a friend."),
        ("아빠가 아들의 눈물을 닦는다.", "A father wipes the son's tears."),
        ("용이 자고 있고, 기사가 살금살금 다가간다.", "a knight tiptoes towards the dragon"),
        # Looks told twice, laughing and smiling, spears and tea.
        ("은발 단발머리 소녀가 걷는다.", "A girl with silver bob walks."),
        ("짧은 금발의 파일럿이 경례한다.", "A pilot with short blonde hair salutes."),
        ("악당이 웃는다.", "A villain laughs."),
        ("소녀가 수줍게 웃는다.", "A girl smiles."),
        ("아들은 안심한 듯 앉는다.", "A son relieved sits."),
        ("병사가 창을 든다.", "A soldier holds a spear."),
        ("여자가 따뜻한 차를 건넨다.", "A woman gives a warm tea."),
        ("눈덩이가 두 번째 펭귄을 맞힌다.", "A snowball hits the second penguin."),
    ],
)
def test_a_korean_construction_is_said_in_plain_english(written: str, english: str) -> None:
    assert english.lower() in in_english(written).text.strip().lower()
