"""Constructions of Japanese, Chinese and Korean in sentences of the studio's own, said in English."""

import pytest

from studio.engine.director import direct
from studio.engine.director.tongues.rewriting import in_english
from studio.timeline.film import Action, Line


@pytest.mark.parametrize(
    ("written", "english"),
    [
        # What is only heard is nothing that stands there.
        ("遠くで犬の鳴き声が響く。", ""),
        ("カモメの鳴き声。", "Gulls cry."),
        ("远处传来海鸥的叫声。", "Gulls cry."),
        ("갈매기 울음소리.", "Gulls cry."),
        ("ベルの鳴り響く廊下を少年が走る。", "A boy runs along the corridor, with a bell rings"),
        # Clothes that are told by "sugata", "charim"; words that nobody knows and that only describe.
        ("浴衣姿のユイが石段に座る。", "ユイ in a kimono sits"),
        ("세일러복 차림의 소녀가 걷는다.", "A girl in a sailor uniform walks"),
        ("宇宙服の男が出る。", "A man leaves"),
        # Nouns that are done, verbs of two, degrees.
        ("兵士が敬礼。", "A soldier salutes"),
        ("猫があくびをひとつ。", "A cat yawns"),
        ("二人の子どもが雪玉を投げ合う。", "Two children throw a snowball"),
        ("小狗睡得正香。", "A dog sleeps"),
        ("女孩冻得直打哆嗦。", "A girl shivers"),
        ("老师敲了敲门。", "A teacher knocks"),
        ("武士朝敌人砍去。", "A samurai swings his sword towards an enemy."),
        # A verb and its noun with how it is done between them.
        ("青年がため息をふうっとつく。", "A young man sighs"),
        ("남자가 한숨을 푹 쉰다.", "A man sighs"),
        # Lists, and things that lie somewhere.
        ("机の上にりんごと本とノートがある。", "On a desk are an apple and a book and a notebook."),
        ("桌上摆着三个苹果和一只玻璃瓶。", "On a table are three apples and a glass bottle."),
        ("탁자 위에 귤 세 개, 그 옆에 작은 나무 상자.", "a small wooden box is beside"),
        # Whom a hand belongs to; who is asleep face down; what has a lid.
        ("她牵起弟弟的手。", "holds hands with"),
        ("健が花子の肩に手を置く。", "健 pats 花子."),
        ("소년이 책상에 엎드려 자고 있다.", "A boy sleeps on a desk."),
        ("女が指輪を箱に入れ、蓋を閉じる。", "closes the box"),
        ("여자가 반지를 상자에 넣고 뚜껑을 닫는다.", "closes the box"),
        # To whom a thing is thrown, and whom nobody names again.
        ("少年はボールを拾い、犬に投げてやる。", "throws it to a dog"),
        ("逃げる少年、それを追いかける商人。", "the merchant chases the boy"),
        ("小偷在前面跑,士兵在后面追。", "A soldier chases the thief"),
        ("남자아이가 뛴다. 아이는 공을 줍는다.", "The boy picks up a ball."),
        # Where it is done is not said of the thing it is done with.
        ("城門の前で騎士が剣を抜く。", "In front of the gate of the castle, a knight"),
        ("성문 앞에서 기사가 검을 뽑는다.", "In front of the gate of the castle, a knight"),
        ("身旁放着一把吉他。", "guitar"),
        # The camera.
        ("90년대 애니 느낌으로.", "90s anime style."),
        ("ゆっくりT.U。", "The camera slowly pushes in."),
        ("카메라는 뒤에서 따라간다.", "From behind, the camera follows."),
        ("过肩镜头,越过小雨的肩膀看阿杰。", "Over the shoulder of 小雨 and 阿杰."),
        ("教室的全景。", "Wide shot"),
        # Villages in the snow, many riders, things that fall down from others.
        ("飘着雪的小山村。", "snow village"),
        ("两个男孩骑着自行车穿过公园。", "Two boys ride bicycles"),
        ("고양이가 책상에서 뛰어내린다.", "A cat jumps from a desk"),
        # How a line is said, before it, and who listens beside whom.
        ("花子：（哭着）你这个笨蛋。", "花子 (Crying): 你这个笨蛋。"),
        ('하나: (울면서) "가지 마"', '하나 (Crying): "가지 마"'),
        ("バイオリンを弾く紳士、その傍らで目を閉じて聞く少女。", "a girl closes her eyes beside the gentleman"),
        ("男孩被石头绊倒。", "A boy slips over a stone"),
    ],
)
def test_a_construction_is_said_in_plain_english(written: str, english: str) -> None:
    assert english.lower() in in_english(written).text.strip().lower()


@pytest.mark.parametrize(
    "script",
    [
        "遠くで犬の鳴き声が響く。",
        "少女は名前を呼ばれても振り返らない。",
        "夕焼けの浜辺を少女が裸足で歩く。",
        "개 짖는 소리가 들린다.",
        "宇宙服の男が立っている。",
        "女孩赤着脚沿着海滩走。",
    ],
)
def test_what_no_picture_shows_is_no_thing_of_the_film(script: str) -> None:
    assert not direct(script).props


def test_an_unknown_thing_keeps_its_whole_name() -> None:
    for script, name in (("港の上空に飛行船が浮かぶ。", "飛行船"), ("港口停着一艘潜水艇。", "潜水艇")):
        film = direct(script)
        assert name in [one.words for one in (*film.unplaced, *(one for shot in film.shots for one in shot.unplaced))]


@pytest.mark.parametrize(
    ("script", "who"),
    [
        ("「待って！」廊下をアキが走る。", "アキ"),
        ('"잠깐만요!" 승강장을 유진이 뛰어간다.', "유진"),
        ("○神社・境内（夜）\nユイが石段に座っている。\nユイ「遅いなあ」\n", "ユイ"),
    ],
)
def test_who_speaks_is_found_though_named_only_after_or_before(script: str, who: str) -> None:
    film = direct(script)
    spoken = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]
    names = {member.id: member.name for member in film.cast}
    assert [names[beat.who] for beat in spoken] == [who]


def test_a_list_of_two_who_do_different_things_keeps_them_apart() -> None:
    film = direct("도망치는 도둑과 뒤쫓는 병사.")
    done = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    assert [(beat.who, beat.motion) for beat in done] == [("thief", "leave"), ("soldier", "chase")]
