"""Places in the names of firms: which province a city lies in, and whether two names agree."""

import re
from collections.abc import Iterator
from functools import cache

NATION = "中国"

CITIES = {
    "北京": "",
    "天津": "",
    "上海": "浦东",
    "重庆": "万州 涪陵 永川 江津",
    "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安 迁安 武安 晋州"
    " 遵化 泊头 任丘 黄骅 河间 霸州 三河市 高碑店 涿州 定州 辛集",
    "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 孝义 汾阳 介休 河津",
    "内蒙古": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒"
    " 阿拉善 满洲里",
    "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳市 葫芦岛 海城"
    " 瓦房店 庄河 大石桥 调兵山",
    "吉林": "长春 四平 辽源 通化 白山 松原 白城 延边 梅河口 公主岭",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化"
    " 大兴安岭 绥芬河 肇东",
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 江阴 宜兴 张家港"
    " 常熟 太仓 昆山 丹阳 溧阳 句容 邳州 新沂 启东 如皋 海门 东台 仪征 高邮 靖江 泰兴",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 诸暨 海宁"
    " 桐乡 乐清 平湖 嵊州 兰溪 温岭 临海市 玉环 瑞安市 东阳市 永康市",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城"
    " 巢湖 桐城 宁国",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 石狮 福清 南安 邵武 建瓯",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 乐平 贵溪 樟树",
    "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 莱芜 临沂 德州 聊城 滨州"
    " 菏泽 邹平 寿光 滕州 龙口 荣成 诸城 单县 胶州 平度 莱西 莱阳 莱州 招远 青州 安丘 高密 昌邑"
    " 曲阜 邹城 肥城 乳山 乐陵 禹城 临清 章丘",
    "河南": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口"
    " 驻马店 济源 巩义 荥阳 新密 新郑 登封 偃师 汝州 林州 沁阳 孟州 长葛 灵宝市 邓州 项城",
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门市"
    " 大冶 丹江口 宜都 枝江 老河口 枣阳 钟祥 应城 汉川 石首 洪湖 松滋 麻城 武穴 赤壁 利川",
    "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 浏阳 宁乡"
    " 醴陵 湘乡 韶山 武冈 汨罗 临湘 沅江 资兴 洪江 冷水江 涟源 吉首 耒阳 常宁 衡南 衡山 衡东"
    " 祁东 祁阳 蒸湘 雁峰 石鼓 珠晖 南岳区",
    "广东": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远"
    " 东莞 中山 潮州 揭阳 云浮 顺德 台山 雷州 四会 英德 连州 普宁 罗定",
    "广西": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 岑溪 桂平",
    "海南": "海口 三亚 三沙 儋州",
    "四川": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安"
    " 巴中 资阳 阿坝 甘孜 凉山 都江堰 彭州 邛崃 崇州 简阳 广汉 什邡 绵竹 江油 阆中 峨眉山 西昌",
    "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 仁怀 凯里 都匀",
    "云南": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆"
    " 宣威 个旧 开远 景洪",
    "西藏": "拉萨 日喀则 昌都 林芝 山南 那曲",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康市 商洛 韩城 神木",
    "甘肃": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 敦煌",
    "青海": "西宁 海东 海北 黄南 果洛 玉树 海西 格尔木",
    "宁夏": "银川 石嘴山 吴忠 固原 中卫 灵武",
    "新疆": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 石河子 伊犁 塔城 阿勒泰 博尔塔拉 巴音郭楞 阿克苏"
    " 喀什 和田 库尔勒 奎屯",
    "台湾": "台北 高雄",
    "香港": "",
    "澳门": "",
}
"""Province → its cities and the counties that names use bare. One that is also a common word
stands with its ending and counts only so: 朝阳市, not 朝阳."""

ENDINGS = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "生产建设兵团",
    "自治区",
    "自治州",
    "高新区",
    "经开区",
    "开发区",
    "新区",
    "省",
    "市",
    "州",
    "盟",
    "区",
    "县",
)
NOT_ENDINGS = ("市政", "市场", "区域", "县域", "州际", "省力", "市民", "区块")
"""Where the sign after a place belongs to the next word: 长沙市政 is 长沙 and 市政."""

_ENDED = re.compile("[市区盟]$")
_PROVINCE = {
    _ENDED.sub("", city): province for province, row in CITIES.items() for city in row.split()
}
_SAID = [NATION, *CITIES, *(city for row in CITIES.values() for city in row.split())]
_KNOWN = re.compile("|".join(sorted(_SAID, key=len, reverse=True)))
_COUNTY = re.compile(r"[一-鿿]{1,2}[^城都超上股楼夜门][市县区]")
"""A city, county or district that the table does not hold; 大都市 and 新城市 are none."""


class Places(frozenset[str]):
    """The places that one name holds, each with the province that it lies in: {"衡阳", "湖南"}."""

    @property
    def provinces(self) -> set[str]:
        return {one for one in self if one in CITIES or one == NATION}

    @property
    def within(self) -> set[str]:
        """The cities and counties."""
        return set(self) - self.provinces

    @property
    def words(self) -> str:
        """The finest places, in words; the province where there is no other."""
        return "、".join(sorted(self.within or self.provinces))


NOWHERE = Places()


def led_off(name: str) -> tuple[Places, str]:
    """The places at the head of a name, and what follows them."""
    found: set[str] = set()
    while place := _at_head(name, bool(found)):
        said, length = place
        found |= {said, _PROVINCE.get(said, "")} - {""}
        name = name[length:]
    return Places(found), name


def places_of(text: str) -> Places:
    """The places of a text that is nothing but places, else none: 湖南省衡阳市, （中国）."""
    found, rest = led_off(text)
    return NOWHERE if rest else found


def within(name: str) -> Iterator[tuple[int, str]]:
    """Where places stand inside a name, beyond its head."""
    for found in _KNOWN.finditer(name, 1):
        yield found.start(), found.group()


def disagree(one: Places, other: Places) -> bool:
    """Whether the two name places that cannot be one: another province, or another city of it."""
    if not one or not other:
        return False
    if not one.provinces & other.provinces and one.provinces and other.provinces:
        return True
    return bool(one.within and other.within and not one.within & other.within)


@cache
def _ending(rest: str) -> int:
    if rest.startswith(NOT_ENDINGS):
        return 0
    return next((len(one) for one in ENDINGS if rest.startswith(one)), 0)


def _at_head(name: str, is_led: bool) -> tuple[str, int] | None:
    """The first place and how many signs it takes; one unknown is known by its ending.

    A district is taken only behind another place: 衡阳市蒸湘区.
    """
    if found := _KNOWN.match(name):
        said = found.group()
        bare = _ENDED.sub("", said)
        return bare, len(said) + (_ending(name[len(said) :][:6]) if bare == said else 0)
    unknown = _COUNTY.match(name)
    if not unknown or name[unknown.end() - 1 :].startswith(NOT_ENDINGS):
        return None
    if unknown.group().endswith("区") and not is_led:
        return None
    return unknown.group()[:-1], unknown.end()
