"""How names are misheard and misread: signs that sound alike here, and signs that look alike."""

import re
from functools import lru_cache

from pypinyin import Style, pinyin

NEAR = (
    (re.compile(r"^([zcs])h"), r"\1"),  # 晨 and 岑
    (re.compile(r"^l(?!v)"), "n"),  # 蓝 and 南
    (re.compile(r"^hu(?=[aoi])|^hu$"), "fu"),  # 华 and 发, 湖 and 福
    (re.compile(r"([aei])ng$"), r"\1n"),  # 鼎 and 典 are far, 晨 and 成 are near
    (re.compile(r"^fua"), "fa"),
)
"""What an ear in Hunan does not tell apart, tried in this order on a syllable without its tone."""

LOOK_ALIKE = """
晨晟曟 菱凌陵棱 弘泓宏洪 鸿鸣鸠 金全 恒桓垣 泰秦奏 己已巳 天夫无 土士 未末 日曰目 丰半 源原 博搏傅
绵锦棉 铭茗洺 辉晖挥浑 诚城成 伟炜玮纬 洋祥样详 力刀 大太犬 王玉主 人入八 干千于 永水 木本 申甲由
昌昱晶 远运 顺须 盈盛 瑞端 景影 鼎鼐 奥粤 华毕 科料 建健键 材村枓 钢铜纲刚 管营 铁轶 锐悦 铝侣
银根 镍锦 鑫森 嘉喜 荣莱 徽微 翔翊 腾滕 凯剀 雅稚 骏俊峻 信倍 佳住 福幅 隆降 升开 升昇 晋普 虹红
湘湖 乐东 联朕 南甫 康唐 宁宇 富宫 堂棠 堡煲 颖颍 凤风 儿几 厂广 万方 浩洁 淼森 乌鸟 戒械
"""
"""Signs that are taken for each other by eye, in five strokes, or by a scanner."""

MOST_READINGS, LONGEST = 8, 12

_alike_by_sign: dict[str, set[str]] = {}
for _group in LOOK_ALIKE.split():
    for _sign in _group:
        _alike_by_sign.setdefault(_sign, set()).update(_group)


def readings(sign: str) -> frozenset[str]:
    """Every reading of a sign, toneless: 晟 → cheng, sheng, jing."""
    return _readings(sign)


def near_readings(sign: str) -> frozenset[str]:
    """Its readings as an ear here hears them: 晟 and 晨 share cen."""
    return frozenset(map(_near, _readings(sign))) if not sign.isascii() else _readings(sign)


def heard_as(text: str) -> str:
    """A text as it is mostly heard, blanks between syllables: 晨鼎 → cen din."""
    return " ".join(_first_near(sign) for sign in text[:LONGEST])


def sounds_of(text: str) -> list[str]:
    """All the ways a text may be heard, as heard_as writes them; but never very many.

    The one that is mostly heard is always among them, however many others a name has.
    """
    heard = [""]
    for sign in text[:LONGEST]:
        first = _first_near(sign)
        more = [first, *sorted(near_readings(sign) - {first})]
        grown = [f"{one} {sound}" for one in heard for sound in more]
        heard = grown if len(grown) <= MOST_READINGS else [f"{one} {more[0]}" for one in heard]
    return [one.strip() for one in heard]


def look_alike(one: str, other: str) -> bool:
    """Whether two signs are easily taken for each other by eye."""
    return other in _alike_by_sign.get(one, ())


@lru_cache(maxsize=4096)
def _first_near(sign: str) -> str:
    return sign if sign.isascii() else _near(pinyin(sign, style=Style.NORMAL)[0][0])


@lru_cache(maxsize=4096)
def _readings(sign: str) -> frozenset[str]:
    return frozenset(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])


@lru_cache(maxsize=1024)
def _near(sound: str) -> str:
    for pattern, plainer in NEAR:
        sound = pattern.sub(plainer, sound)
    return sound
