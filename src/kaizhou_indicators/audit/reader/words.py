"""Words: what official texts put around a figure. What is in no list here is not understood, and nothing is bound across it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...figures.policy import PLAIN_WORDS, TABLE
from ...figures.reading import AFTER, DOWN, INSIDE, UP


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, longer ones first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


#: words of change -> the word that a figure knows
MOVES = {
    **{word: word for word in (*UP, *DOWN)},
    "增": "增长", "升": "上升", "涨": "上涨", "降": "下降", "减": "减少",
    "上调": "提高", "下调": "降低", "压减": "减少", "压降": "下降", "上浮": "上涨",
    "高": "高出", "多": "多出", "快": "高出", "低": "低出", "少": "减少", "慢": "低出",
    "增幅": "增长", "增速": "增长", "增长率": "增长", "涨幅": "上涨", "降幅": "下降", "跌幅": "下降",
}  # fmt: skip
#: words of change that name a growth itself, so that a change after them is a growth of a growth
GROWTH_NOUNS = ("增幅", "增速", "增长率", "涨幅", "降幅", "跌幅")
#: words of one character that are a change only between a baseline and a figure
SHORT_MOVES = ("高", "多", "快", "低", "少", "慢")

#: words that make a figure vague and stand before it; 签约 and 节约 are no 约, 附近 no 近
BEFORE = either(
    word for word in TABLE if word not in AFTER and word not in INSIDE and word not in PLAIN_WORDS and word != "过"
)
NO_WORD = re.compile(r"(?:[签节预合制公契特违守]约|[附临靠最邻就]近|[赶反]超)\Z")

#: words between a name and its figure that change nothing
GAP = [
    "为",
    "达到",
    "达",
    "是",
    "共有",
    "共计",
    "共",
    "累计",
    "总计",
    "均",
    "都",
    "分别",
    "已经",
    "已",
    "年度均值",
    "年均值",
    "平均值",
    "均值",
    "浓度",
    "总数",
    "总量",
    "数量",
    "规模",
    "稳定在",
    "稳定",
    "保持在",
    "保持",
    "维持在",
    "持续",
    "继续",
    "逐季",
    "逐年",
    "逐月",
    "稳步",
    "大幅",
    "显著",
    "明显",
    "由",
    "从",
    "的",
    "在",
    "至",
    "到",
    "实现",
    "完成",
    "则",
    "仅",
    "又",
    "再",
    "也",
    "仍",
    "有",
    "位居",
    "稳居",
    "居",
    "排名",
    "排",
    "位列",
    "名列",
    "列",
    "跃居",
    "进入",
    "全部",
    "各区县",
    "区县",
    "以",
    "并",
    "且",
    "同",
    "了",
    "数",
    "量",
    "率先",
    "创历史新高",
    "创新高",
    "再创新高",
    "历史最高",
    "幅度",
    "每年",
    "合计",
    "总和",
    ":",
]
#: words before a name that change nothing either: verbs whose object it is, and words that open a clause
LEFT = [
    "其中",
    "成立",
    "创办",
    "建立",
    "建成",
    "引进",
    "吸引",
    "带动",
    "支撑",
    "推动",
    "促进",
    "拉动",
    "获得",
    "拥有",
    "现有",
    "打造",
    "培育",
    "出台",
    "制定",
    "举办",
    "开展",
    "使得",
    "使",
    "让",
    "对于",
    "对",
    "全",
    "等",
    "同时",
    "此外",
    "另外",
    "截至",
    "当前",
    "首次",
    "成功",
    "带来",
    "达成",
    "争取",
    "获批",
    "通过",
    "加快",
    "全面",
    "据统计",
    "统计显示",
    "数据显示",
    "显示",
    "据悉",
    "我们",
    "共同",
    "主要",
    "截止",
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
    "一方面",
    "另一方面",
    "期间",
    "来",
    "全社会用于",
    "助推",
    "助力",
    "撬动",
    "形成",
    "产生",
    "实有",
    "登记在册",
    "经过",
    "方面",
]
#: words that make a number a plan or a hope
TARGETS = re.compile(
    r"力争|预计|有望|争取达|确保|拟(?!人)|目标(?!任务|责任)|规划(?!项目|区)|将(?:达|增|突破|实现|完成|建|超|提|下降|新)|要(?:达|实现|完成)|计划(?:达|完成|实现|新|建|到)|如果|倘若|假如|一旦|要求(?:达|不)|不得|应当|须达|门槛|标准[为是]"
)
#: places that mean the area of the text itself, and those that do not
OWN = ("全区", "我区", "本区", "全县", "我县", "本县", "全旗", "全镇", "我镇", "全乡")
OTHER = ("全市", "我市", "市级层面", "全省", "我省", "省级层面", "全国", "国家层面", "全球", "世界")
SAME_AS = {"市级层面": "全市", "我市": "全市", "省级层面": "全省", "我省": "全省", "国家层面": "全国"}
#: how a text names the levels of bodies; 市级层面 is a level where an indicator has levels, and an area where it has none
LEVELS = {
    "national": re.compile("全国|中央|国家|国务院"),
    "provincial": re.compile("省级|省部级|全省"),
    "municipal": re.compile("市级|市委|全市"),
    "district": re.compile("区级|县级|区委|县委"),
}
#: words that put a change on another footing than the levels beside it
COMPARABLE = re.compile("按?(?:可比|不变)(?:价格?|口径)(?:计算)?")
#: how the name of a place ends
PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,7}(?:省|市|自治州|自治县|县|区|旗|镇|乡|街道|村|社区|园区|湖|河|江|水库|断面|流域|片区)"
)
RANKED = re.compile(
    r"(?:居|列|排名|排在|排|名列|全市|全省|全国|全区|区县|同类|全球|世界|西部|跻身|进入|保持|稳居|位次)\Z"
)
ALL = {"均", "都"}
TOTAL = {"合计", "共", "共计", "共有", "总计", "总和", "总数", "总量"}
#: words that say that all there are are counted
WHOLE = TOTAL | {"有", "现有", "实有", "拥有", "全部", "等"}
