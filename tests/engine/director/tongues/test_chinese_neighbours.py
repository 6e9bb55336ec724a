"""What Chinese words mean beside each other, in sentences of the studio's own."""

import pytest

from studio.engine.director.tongues.rewriting import in_english


@pytest.mark.parametrize(
    ("written", "english"),
    [
        # A measure that is a vessel, and how many are counted.
        ("农夫推着一车白菜。", "pushes a cart of cabbages"),
        ("桌上放着两筐苹果。", "Two baskets of apples are on a table."),
        ("爷爷端着一大碗热汤。", "carries a bowl of hot soup"),
        # Who is seen to do something, and who looked on.
        ("老师看见学生躲在桌子底下。", "A teacher looks at a student and the student hides under a table."),
        ("猫盯着桌上的鱼。", "A cat looks at a fish on a table."),
        # Past whom, down what and through what somebody goes.
        ("士兵从女王身边走过。", "A soldier walks past a queen."),
        ("女孩从楼梯上跑下来。", "A girl runs down the staircase."),
        ("鸟从窗户飞进来。", "A bird flies through the window."),
        # How the next thing is done stands before its verb.
        ("男人提着公文包匆匆走过。", "carries a briefcase and walks quickly"),
        ("老人紧张得发抖。", "An old man nervously shivers."),
        # Where a thing lies that nobody puts there now, and who slips on what.
        ("一本书放在桌上。", "A book is on a table."),
        ("男孩踩到香蕉滑倒了。", "A boy slips on a banana."),
        ("机器人把杯子掉在地板上,摔碎了。", "drops a cup at the floor and the cup shatters"),
        # The sun that falls somewhere, the hair that stirs, the waves that are heard.
        ("阳光透过窗户照进来，病人醒了。", "A patient wakes up in the sunshine."),
        ("剑客站在屋顶上，长发随风飘动。", "has long hair in the wind"),
        ("海浪轻轻拍打着岸边，少年坐在沙滩上。", "A boy sits on the beach, with sound of waves."),
        # Two people in one word, the colour that somebody wears, a blow told behind whom it hits.
        ("母女俩坐在沙发上。", "A mother and a daughter sit on a sofa."),
        ("一位白衣剑客拔剑。", "A swordsman in white clothes unsheathes a sword."),
        ("拳击手给了对手一拳。", "A boxer punches an opponent."),
        # Through whose eyes and over whose shoulder the camera sees.
        ("从男孩的视角看，女孩在挥手。", "Point of view of a boy, a girl waves."),
        ("越过男孩肩膀的过肩镜头:女孩弹钢琴。", "Over the shoulder past a boy: a girl plays a piano."),
        ("镜头从女孩摇到男孩。", "The camera pans right from a girl to a boy."),
        # Speech after a colon without marks, and a scene's label before its heading.
        ("船长大喊：快跑！", "A captain shouts “快跑！”!"),
        ("第一场 外景 火车站 夜", "EXT. TRAIN STATION - NIGHT"),
        # A style by its name, a town before another word for the place.
        ("宫崎骏风格，女孩在跑步。", "Painted backgrounds, a girl runs."),
        ("男孩走在东京街头。", "A boy walks on the street."),
    ],
)
def test_neighbours_tell_what_a_chinese_word_means(written: str, english: str) -> None:
    assert english in in_english(written).text
