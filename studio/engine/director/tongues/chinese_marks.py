"""The letters by which a Chinese sentence is parted: marks, endings of verbs, measures, what stands for what."""

import re
from typing import Final

QUOTES: Final = {"“": "”", "「": "」", "『": "』", '"': '"', "‘": "’"}
OUTCOMES: Final = (
    "起来", "下来", "下去", "过来", "过去", "出来", "出去", "进来", "进去", "上来", "上去", "回来", "回去", "起", "住",
    "完", "好", "掉", "满", "到", "进", "向", "出", "下", "上", "开", "走", "在", "回",
)  # fmt: skip
WAYS: Final = {"进来": "in", "进去": "in", "出来": "out", "出去": "out", "回来": "back", "回去": "back"}
BETWEEN: Final = ("了一个", "了一", "了个", "了", "着", "过")
ASPECTS: Final = ("了", "着", "著", "过")
ONE_HAND: Final = re.compile(r"(?:另?一只?手|[单左右双两]手)(?=[牵拿攥提撑举抱握拉扶拎捧端打托献递接呈挥扒撑])")
SPREAD: Final = re.compile(
    r"([打叹伸鞠敬行做转眨吐])[了着过]?(?:[个口声下]|一[个口声下])?[^，。、；,.了着把被在向朝]{0,4}的(哈欠|呵欠|喷嚏|气|懒腰|躬|礼)"
)
"""As in "打了个大大的哈欠": a verb and its object, with how big or how long between them."""
CALLS: Final = re.compile(
    r"冲着?[^，。、；,.冲]{1,6}?(?=大?声?(?:喊|叫|吼|笑|微笑|挥|招手|点头|摇头|敬礼|鞠躬|眨眼|说|嚷|摆手|吐舌|做鬼脸|大喊|大叫|大笑|大吼))"
)
SOUNDING: Final = re.compile(r"的?一声|地(?=[^面上下])")
BEFORE_THINGS: Final = {"破": ("sizes", "broken"), "发": ("motions", "give")}
"""Letters that mean something else right before a thing."""
AT_ONCE: Final = re.compile(
    r"一(?:把|口气?|脚|拳|手|头|眼|刀|剑|屁股|下子?|跃|路|步步|步一步|点点)(?=[^的了着个只，。、；])"
)
"""As in "一把抓住", "一脚踢开": how fast, where something that is done stands next."""
ORDINALS: Final = {"一": "first", "二": "second", "三": "third", "四": "fourth", "五": "fifth"}
ORDINAL: Final = re.compile(r"第([一二三四五])[个只位名条头匹辆把]")
"""As in "打中了第二只": one of several, where no noun stands behind."""
TIMES_OVER: Final = re.compile(r"一([个只条盏朵片阵排层串座群棵声步次张件根])\1的?(?=[^，。、；])")
"""As in "路灯一盏盏亮起"."""
CLOCK: Final = re.compile(
    r"(?<=[晨上早晚午夜间是到])[一二三四五六七八九十两\d]{1,3}点(?:半|整|钟|多|[一二三四五六七八九十\d]{1,3}分)?(?:左右)?"
)
"""As in "凌晨三点"."""
SAID: Final = re.compile(r"[:：]\s*([^“「『\"‘\s].*\S|[^“「『\"‘\s])\s*$")
"""What is said, without marks of quotation, to the end of the sentence: "船长大喊：快跑！"."""
MORE: Final = re.compile(r"越(?=[^越，。]{1,2}越[^，。])")
AND_MORE: Final = re.compile(r"越[^，。,.]")
BROUGHT: Final = frozenset({"take", "bring", "pull", "carry", "push", "drag"})
THINGS: Final = ("props", "sets", "dressing", "builds", "outfits", "accessories")
STOPS: Final = frozenset("，、。；：！？,;:.!?—…·（）() \t\n")
PARTICLES: Final = frozenset({"了", "着", "著", "过", "過", "地", "得", "吗", "呢", "吧", "啊"})
SINGLES: Final = frozenset("上下里边去来着了住到在")
VERBAL: Final = frozenset({"v", "vg", "vi"})
ADVERBS: Final = {
    "afraid": "fearfully", "happy": "happily", "excited": "excitedly", "sad": "sadly", "angry": "angrily",
    "confused": "in confusion", "embarrassed": "sheepishly", "bored": "with boredom", "desperate": "sadly",
    "disgusted": "in disgust", "worried": "with worry", "relieved": "with relief", "hopeful": "hopefully",
    "grateful": "gratefully", "guilty": "guiltily", "jealous": "jealously", "calm": "calmly", "proud": "proudly",
    "determined": "with determination", "curious": "curiously", "lonely": "sadly", "overjoyed": "happily",
    "surprised": "in surprise", "shy": "shyly", "tired": "tiredly", "nervous": "nervously", "smug": "smugly",
}  # fmt: skip
LONG_VERB: Final = 3
LONG_NOUN: Final = 4
KINDS_OF: Final = {
    "叶": "leaf", "花": "flower", "桌": "table", "椅": "chair", "凳": "stool", "灯": "lamp", "船": "boat",
    "刀": "knife",
    "剑": "sword", "帽": "hat", "杯": "cup", "碗": "bowl", "盘": "plate", "瓶": "bottle", "箱": "box", "盒": "box",
    "包": "bag", "袋": "bag", "书": "book", "伞": "umbrella", "鼓": "drum", "旗": "flag", "床": "bed", "锅": "pot",
    "桶": "bucket", "篮": "basket", "筐": "basket", "壶": "kettle", "罐": "jar", "犬": "dog", "猫": "cat", "鱼": "fish",
    "鸟": "bird", "鸡": "chicken", "绳": "rope", "棍": "stick", "钟": "clock", "笔": "pen", "鞋": "shoes",
    "靴": "boots", "纸": "paper", "糕": "cake", "饼": "bread", "蛋": "egg", "毯": "blanket", "枕": "pillow",
    "锤": "hammer", "斧": "axe", "矛": "spear", "盾": "shield", "弓": "longbow", "箭": "arrow", "信": "letter",
}  # fmt: skip
"""By its last letter, what a thing is that nobody has listed: "荷叶", "石灯", "橡木桌"."""
NUMBERS: Final = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
                   10: "ten", 12: "twelve"}  # fmt: skip
SOME: Final = ("了", "喝", "吃", "加", "放", "撒", "买", "做", "说")
"""Verbs that take a little of something: "加点盐"."""
CLAD: Final = re.compile(r"([红白黑蓝绿黄紫灰青粉])衣(?=[^服裳物柜架角摆袖领着帽])")
"""As in "白衣剑客": the colour that somebody wears."""
RESULTS: Final = {"afraid": "with fear", "happy": "with joy"}
"""Feelings before "de" and what is done with them: "害怕得发抖"."""
