"""What Japanese, Chinese and Korean leave unsaid, or say in one word: sentences of the studio's own."""

import pytest

from studio.engine.director.direct import direct
from studio.engine.director.tongues.rewriting import in_english
from studio.timeline.film import Line


@pytest.mark.parametrize(
    ("written", "english"),
    [
        # A verb that nobody has listed keeps its clause, and the thing that it is done with.
        ("船長はランプをまさぐり、箱を開ける。", "A captain has a lamp and opens a box"),
        ("医生攥着一只怀表，走进房间。", "A doctor holds a pocket watch and"),
        # A whole list is told of by the verb before it.
        ("駅で待つリナとソウタ。", "リナ and ソウタ wait at the train station."),
        ("공원에 마주 앉은 할머니와 소녀.", "A grandmother and a girl sit opposite each other in the park."),
        ("後ろから犬が兵士を追いかけてくる。", "A dog chases a soldier from behind."),
        ("有人从背后推了士兵。", "pushes a soldier from behind"),
        # What is worn already, and what is put on now.
        ("騎士が仮面を拾い、かぶる。", "A knight picks up a mask and puts on it."),
        ("광대가 가면을 쓰고 춤춘다.", "A clown puts on a mask and dances."),
        ("광대는 모자를 쓰고 있다.", "A clown wears a hat."),
        # Where the next noun is, with no mark between; what lies between two things.
        ("상자 속 고양이가 하품한다.", "A cat in a box yawns."),
        ("椅子和窗户之间放着一把吉他。", "A guitar is between a chair and the window."),
        # What things are made of, in one word with them; bunches of flowers.
        ("水手扛着一只木桶。", "A sailor carries a wooden barrel."),
        ("新娘手里拿着一束玫瑰。", "A bride holds a bouquet."),
        # How fast something is done, and among whom: no thing and no sound of their own.
        ("忍者一把抓住绳子。", "A ninja grabs a rope."),
        ("小偷在人群中奔跑。", "A thief runs"),
        # Whose head it is; who sits opposite whom; who goes on in what was on already.
        ("兵士がひざまずき、子どもの頭を撫でる。", "A soldier kneels and pats a child."),
        ("医者は姉のところへ走る。", "A doctor runs to an older sister."),
        ("老漁師が岸に座る。", "An old fisherman sits"),
        # The verb left unsaid.
        ("騎士が塔を登る。手には松明。", "The knight holds a torch."),
        ("女の子が風船を離す。風船は空へ。泣き出す。", "The balloon rises to the sky. The girl cries."),
        ("母と娘が笑う。娘は花束を差し出す。", "gives a bouquet to"),
        # Places of places.
        ("医生在医院走廊里奔跑。", "A doctor runs at the hospital corridor."),
        # What is begun is done; tears that fall are somebody crying.
        ("소년이 공부를 시작한다.", "A boy studies."),
        ("女孩低下头，眼泪掉了下来。", "A girl looks down and cries."),
    ],
)
def test_what_goes_without_saying_is_said_in_english(written: str, english: str) -> None:
    assert english in in_english(written).text


@pytest.mark.parametrize(
    ("script", "lines"),
    [
        ("欧阳小雪：你来了。\n叶想：我来了。\n叶想哭了。\n", [("欧阳小雪", "你来了。"), ("叶想", "我来了。")]),
        ("2. 内景 厨房 夜\n\n阿宁切菜。\n\n阿宁：饿了吗？\n", [("阿宁", "饿了吗？")]),
        ("#3. 부엌 (밤)\n지안이 물을 마신다.\n지안: 배고파.\n", [("지안", "배고파.")]),
        ("第三話\n○台所・夜\n\nカイト「腹へった」\n", [("カイト", "腹へった")]),
    ],
)
def test_who_speaks_is_called_by_the_whole_name(script: str, lines: list[tuple[str, str]]) -> None:
    film = direct(script)
    names = {member.id: member.name for member in film.cast}
    spoken = [(names[beat.who], beat.text) for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]
    assert spoken == lines


def test_a_korean_heading_with_a_number_is_a_scene() -> None:
    film = direct("#1. 골목 (밤)\n소년이 달린다.\n\n#2. 교실 (아침)\n소년이 앉는다.\n")
    assert [(scene.shots[0].setting.set, scene.shots[0].setting.hour) for scene in film.scenes] == [
        ("neon_street", "night"),
        ("classroom", "morning"),
    ]


def test_the_number_of_an_episode_is_no_scene_of_its_own() -> None:
    film = direct("第二話\n○海辺・昼\n\n少女が走る。\n")
    assert len(film.scenes) == 1
    assert not film.props
