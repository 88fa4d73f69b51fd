"""What the names of firms are made of beside the 字号: legal forms, lines of trade, branches."""

import re
from collections.abc import Iterator

FORMS = (
    "股份有限责任公司",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "股份公司",
    "有限合伙企业",
    "合伙企业",
    "责任有限公司",
    "总公司",
    "公司",
    "股份",
    "专业合作社",
    "合作社",
    "个人独资企业",
    "个体工商户",
    "经营部",
    "有限",
    "总厂",
    "厂",
    "研究院",
    "研究所",
    "事务所",
    "总店",
    "店",
)
"""Legal forms, a longer one before a shorter one that it ends with."""

STOCK = ("股份有限责任公司", "股份有限公司", "股份公司", "股份")
"""The forms of a firm whose shares can be sold."""

GROUP, HOLDING = "集团", "控股"

GENERAL_WORDS = """
科技发展 实业发展 投资发展 产业发展 科技 技术 工业 实业 产业 企业 发展 创业 开发 制造 加工 生产
经营 销售 服务 管理 运营 国际 工程 投资 商务 信息 研发 设计 安装 连锁 咨询 创新 股权
"""
"""Words that nearly any trade may bear; beside a word of its own trade they tell little."""

OWN_WORDS = """
钢管 钢铁 特钢 特种钢 不锈钢 钢材 钢构 钢结构 钢板 钢瓶 钢丝 管业 管材 管件 管道 管具 管桩 石油管
石油管材 专用管 无缝钢管 钻采 钻具 钻杆 法兰 阀门 泵业 泵阀 轴承 齿轮 锻造 铸造 铸锻 热处理 防腐
冶金 冶炼 矿业 矿山 矿产 锯片 模具 刀具 工具 量具 五金 紧固件 弹簧 焊接 焊材 耐火材料 复合材料
新材料 材料 铝业 铜业 锌业 钛业 镍业 锰业 锂业 稀土 有色金属 贵金属 金属制品 金属材料 金属 合金
再生资源 资源 回收 机械 机电 机床 机器 重工 重机 装备 设备 仪器 仪表 自动化 智能装备 智能制造 智能
机器人 汽车销售 汽车零部件 汽车 零部件 配件 车业 客车 电动车 摩托车 轮胎 船舶 航空 航天 轨道交通
交通 铁路 公路 路桥 桥梁 电气 电器 电力 电缆 电线 线缆 电机 电池 电源 电子 电子商务 半导体 芯片
光电 光伏 照明 通信 通讯 网络 软件 数据 大数据 数字 数码 信息技术 云计算 物联网 传媒 文化 传播
广告 影视 教育 旅游 文旅 酒店 餐饮 娱乐 体育 健康 医疗 医疗器械 医药 药业 制药 生物 化工
化学 石化 石油 天然气 燃气 能源 新能源 热力 煤业 煤炭 焦化 煤电 水务 环保 环境 节能 环卫 塑胶 塑料
塑业 橡胶 橡塑 化纤 纤维 纺织 印染 服装 服饰 针织 制衣 鞋业 皮革 家纺 家具 家居 木业 竹业 造纸
纸业 纸品 包装 印刷 玻璃 陶瓷 建材 水泥 混凝土 石材 砖业 涂料 门窗 幕墙 装饰 建筑 建筑工程 建设
建工 市政 园林 绿化 房地产开发 房地产 地产 置业 物业 物流 运输 货运 快递 仓储 冷链 供应链 港口
港务 航运 商贸 贸易 经贸 进出口 外贸 商业 百货 超市 零售 物产 食品 粮油 乳业 饮料 酒业 茶业 肉类
水产 调味品 饲料 农业 农牧 牧业 养殖 种业 种植 林业 农产品 农机 化肥 农药 银行 保险 证券 信托 基金
资本 租赁 融资租赁 担保 小额贷款 金融 金控 财务 资产 人力资源 劳务 检测 安防 安全 消防 珠宝 黄金
首饰 玩具 文具 日化 化妆品 洗涤 电视 空调 制冷 压缩机 发电 风电 水电 电站 气体 压力容器 容器 锅炉
电梯 起重机 叉车 工程机械 精密 精工 购物广场 广场 油服
"""
"""Words that say what a firm makes or does."""

ALIKE = {
    "商贸": "贸易",
    "经贸": "贸易",
    "外贸": "贸易",
    "通讯": "通信",
    "房地产开发": "房地产",
    "地产": "房地产",
    "置业": "房地产",
    "信息技术": "信息",
    "科技发展": "科技",
    "实业发展": "实业",
    "投资发展": "投资",
    "产业发展": "产业",
    "塑业": "塑料",
    "车业": "汽车",
}
"""Trades that names write in one way or another → the word they are compared as."""

GENERAL = frozenset(GENERAL_WORDS.split())
_TRADES = GENERAL | frozenset(OWN_WORDS.split())
_LENGTHS = range(max(map(len, _TRADES)), 1, -1)
LEAST_BRAND = 2

_BRANCHES = "分公司|分厂|分店|分行|支行|办事处|代表处|营业部|项目部|事业部"
_BRANCH = re.compile(rf"(.{{4,}}(?:{'|'.join(FORMS[:9])}|{GROUP}))(.{{0,20}}(?:{_BRANCHES}))")


def without_branch(name: str) -> tuple[str, str]:
    """(the firm's own name, its branch): 示例管业有限公司, 衡阳分公司."""
    found = _BRANCH.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


def without_form(name: str) -> tuple[str, str]:
    """(the name, the legal form at its end); a form is taken only if two signs stay."""
    form = next((one for one in FORMS if name.endswith(one) and len(name) - len(one) >= 2), "")
    return name.removesuffix(form), form


def brand_and_trades(name: str) -> tuple[str, tuple[str, ...]]:
    """(字号, its lines of trade in order) of a name without place and form.

    The 字号 keeps at least two signs, so one that is itself a trade stays: 石油 化工.
    """
    ends = _trades_only_from(name)
    at = next((one for one in range(LEAST_BRAND, len(name)) if one in ends), len(name))
    trades = []
    brand = name[:at]
    while at < len(name):
        word = next(one for one in _words_at(name, at) if at + len(one) in ends)
        trades.append(word)
        at += len(word)
    return brand, tuple(trades)


def is_trade(word: str) -> bool:
    """Whether these signs are nothing but words of trade."""
    return bool(word) and 0 in _trades_only_from(word)


def _trades_only_from(name: str) -> set[int]:
    """The places from which nothing but words of trade follows, the end among them."""
    ends = {len(name)}
    for at in range(len(name) - 1, -1, -1):
        if any(at + len(word) in ends for word in _words_at(name, at)):
            ends.add(at)
    return ends


def _words_at(name: str, at: int) -> Iterator[str]:
    """The words of trade that begin there, the longest first."""
    for length in _LENGTHS:
        word = name[at : at + length]
        if len(word) == length and word in _TRADES:
            yield word
