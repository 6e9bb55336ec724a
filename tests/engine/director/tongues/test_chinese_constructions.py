"""Constructions of Chinese directions, each in sentences of the studio's own."""

import pytest

from studio.engine.director.tongues.rewriting import in_english


@pytest.mark.parametrize(
    ("written", "english"),
    [
        # A verb and its object that stand apart.
        ("老人打了一个长长的呵欠。", "An old man yawns."),
        ("女孩伸了个舒服的懒腰。", "A girl stretches."),
        ("学生鞠了一个标准的躬。", "A student bows."),
        ("船长叹了一口沉重的气。", "A captain sighs."),
        ("孩子打了个响亮的喷嚏。", "A child sneezes."),
        # Towards whom something is called or shown, and a run that goes there.
        ("男孩冲妈妈挥手。", "A boy waves towards a mother."),
        ("猎人冲山谷大喊。", "A hunter shouts towards the mountain."),
        ("少女冲镜头眨眼。", "A girl blinks towards the camera."),
        ("老师冲学生们点头。", "A teacher nods towards students."),
        ("士兵冲进教室。", "A soldier runs into the classroom."),
        # Headings with the number of their scene.
        ("3 内景 教室 夜", "INT. CLASSROOM - NIGHT"),
        ("12 内景 图书馆 傍晚", "INT. LIBRARY - EVENING"),
        # Who gets what is thrown or handed over.
        ("忍者停下,把剑扔给武士。", "A ninja stops and throws a sword to a samurai."),
        ("女孩笑着,把球抛给哥哥。", "throws a ball to an older brother."),
        ("男孩跑过来,把风筝丢给妹妹。", "throws a kite to a younger sister."),
        # What somebody or something leans against, and who is without something.
        ("渔夫把鱼竿靠在墙上。", "A fisherman puts down a fishing rod against the wall."),
        ("骑士靠在树上。", "A knight leans against the tree."),
        ("学生靠在书架旁。", "A student leans against the shelf."),
        ("床边站着一个没有影子的女人。", "A woman without the shadow stands beside a bed."),
        ("桥上坐着一个没有帽子的老人。", "An old man without a hat sits at the bridge."),
        ("女人对着镜子戴上项链。", "A woman puts on a necklace in front of a mirror."),
        # A thing that stands somewhere and sounds; where the camera comes to rest.
        ("墙上的时钟滴答作响。", "A clock on the wall"),
        ("桌上的电话响了。", "A phone on a table"),
        ("镜头慢慢下摇,停在窗边的猫身上。", "The camera slowly tilts down, a cat is by the window."),
        # Who is called by a pet name, right behind what they say.
        ("“走吧。”老周站起来。", "老周 stands up."),
        ("“等等。”小满抓住绳子。", "小满 grabs a rope."),
        # Hands that only hold, and those who are side by side.
        ("厨师右手拿着勺子。", "A chef holds a spoon."),
        ("女孩左手提着篮子。", "A girl carries a basket."),
        ("男孩和女孩并肩坐着。", "A boy and a girl sit side by side."),
    ],
)
def test_a_chinese_construction_is_said_in_plain_english(written: str, english: str) -> None:
    assert english.lower() in in_english(written).text.strip().lower()
