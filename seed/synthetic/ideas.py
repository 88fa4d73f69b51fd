"""Ideas: what an invented project is about, where it belongs and what it is to cost."""

from dataclasses import dataclass
from random import Random

from seed.synthetic.setting import Setting
from tracker.domain.amounts import WAN, YI, spoken
from tracker.domain.chain import ChainLink

WORKS = (
    "生产线",
    "生产基地",
    "精深加工",
    "智能化产线",
    "技改扩能",
    "配套加工",
    "数字化车间",
    "二期",
    "研发中试线",
    "区域总部",
)
OUTSIDE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("汽车销售", "商区", ("新能源汽车展销中心", "汽车后市场服务中心", "二手车交易市场")),
    ("商贸", "街区", ("区域分拨中心", "社区商业综合体", "品牌首店集群")),
    ("建筑建材", "园区", ("装配式部品", "绿色建材", "新型墙材")),
    ("包装", "园区", ("环保包装", "金属包装", "物流周转箱")),
    ("现代农旅文旅", "景区", ("田园综合体", "亲子营地", "精品民宿集群")),
    ("现代农旅文旅", "片区", ("果蔬种植示范园", "农产品加工", "中央厨房")),
    ("数字经济", "园区", ("数据标注基地", "工业互联网平台", "直播电商基地")),
    ("金融", "商区", ("供应链金融服务", "融资租赁区域中心")),
)
SIZES = (
    1200,
    2000,
    3500,
    5000,
    6800,
    8000,
    10000,
    12000,
    15000,
    20000,
    30000,
    50000,
    80000,
    150000,
)
"""万元."""


@dataclass(frozen=True, slots=True)
class Idea:
    """Product and kind of works, chain link or industry, kind of zone, and the sum in 元."""

    product: str
    works: str
    link: ChainLink | None
    industry: str
    zone_kind: str
    yuan: int

    @property
    def line(self) -> str:
        """The business a firm with this idea is named after."""
        return self.product if self.link else self.industry


def idea_of(number: int, setting: Setting, rng: Random) -> Idea:
    """Three in five stand on a chain, each link in its turn."""
    yuan = rng.choice(SIZES) * WAN + rng.randrange(0, 10) * 100 * WAN
    turn, place = divmod(number, 5)
    if place < 3:
        link = setting.links[(turn * 3 + place) % len(setting.links)]
        return Idea(rng.choice(_products(link)), rng.choice(WORKS), link, "", "园区", yuan)
    industry, zone_kind, products = OUTSIDE[(turn * 2 + place - 3) % len(OUTSIDE)]
    return Idea(rng.choice(products), "", None, industry, zone_kind, yuan)


def _products(link: ChainLink) -> list[str]:
    return list(filter(None, link.products.split("、"))) or [link.name]


def told_amount(yuan: int, rng: Random) -> tuple[int | None, str]:
    """The sum as an investor tells it: plain, about, between, or not at all."""
    told = round(yuan * rng.choice((0.8, 1, 1, 1.2, 1.5)) / (100 * WAN)) * 100 * WAN
    manner = rng.random()
    if manner < 0.45:
        return told, ""
    if manner < 0.8:
        return told, f"约{_short(told)}"
    if manner < 0.93:
        return None, f"{_short(told // 2)}-{_short(told)}"
    return None, "未报"


def _short(yuan: int) -> str:
    """5000万, 1.2亿: as people say it in a message."""
    if yuan >= YI:
        return f"{yuan / YI:.2f}".rstrip("0").rstrip(".") + "亿"
    return spoken(yuan).removesuffix("元").replace(" ", "").replace(",", "")
