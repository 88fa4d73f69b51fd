"""Targets: invented firms that are wanted for links, in every state, and what the rules find."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.synthetic.phrases import said_at
from seed.synthetic.setting import Setting
from tracker.domain.calendar import is_workday
from tracker.domain.chain import ChainLink
from tracker.domain.firm import Firm
from tracker.domain.office.region import nearness_of, regions
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.proposal_rules import Candidate, Wanted, weigh
from tracker.domain.words import Contact, Source, Stage
from tracker.queries.proposals.proposals import propose, words_of

S = TargetState


@dataclass(frozen=True, slots=True)
class Card:
    """One firm that is wanted: for which link, how far it is, whose it is, since how many days."""

    firm: str
    link: str
    province: str
    industry: str
    state: TargetState
    owner: str = "staff"
    days: int = 0
    due_in: int = 0
    because: str = ""


CARDS = (
    Card("示例江南特种钢管有限公司", "热处理", "江苏省", "油井管调质热处理", S.PROPOSED, days=2),
    Card("示例湘北淬火科技有限公司", "热处理", "湖南省", "金属热处理加工", S.PROPOSED, days=6),
    Card("示例粤海石油管具有限公司", "管端螺纹接箍", "广东省", "石油管螺纹", S.PROPOSED, days=11),
    Card(
        "示例赣东气体装备有限公司",
        "气瓶",
        "江西省",
        "工业气瓶制造",
        S.ACCEPTED,
        "staff",
        4,
        1,
        "气瓶管能就近供应，对方有意在中部建厂",
    ),
    Card(
        "示例鄂中风电塔筒有限公司",
        "通信铁塔风电成套",
        "湖北省",
        "风电塔筒制造",
        S.ACCEPTED,
        "yi",
        9,
        -2,
        "主要客户在湘南，运距是它的第一成本",
    ),
    Card(
        "示例鲁中热处理装备有限公司",
        "热处理",
        "山东省",
        "热处理成套设备",
        S.ACCEPTED,
        "ding",
        3,
        5,
        "设备厂带加工线来，能补产能缺口",
    ),
    Card(
        "示例苏锡接箍制造有限公司",
        "管端螺纹接箍",
        "江苏省",
        "油管套管接箍",
        S.CONTACTED,
        "staff",
        16,
        0,
        "螺纹加工缺口最大，它在华东产能已满",
    ),
    Card(
        "示例皖南防腐工程有限公司",
        "内外防腐",
        "安徽省",
        "管道防腐",
        S.CONTACTED,
        "bing",
        22,
        3,
        "防腐线离管厂越近越省",
    ),
    Card(
        "示例珠江车桥有限公司",
        "车桥管车架管",
        "广东省",
        "商用车车桥",
        S.CONTACTED,
        "staff",
        28,
        -5,
        "新能源车桥换用无缝管，正在找第二基地",
    ),
    Card(
        "示例湘江工程机械臂架有限公司",
        "工程机械臂架管",
        "湖南省",
        "工程机械臂架",
        S.VISITED,
        "staff",
        35,
        2,
        "省内龙头的配套厂，已两次表示想扩产",
    ),
    Card(
        "示例浙东不锈钢管有限公司",
        "轧管",
        "浙江省",
        "不锈钢无缝管",
        S.VISITED,
        "head",
        41,
        7,
        "想在中部设生产基地",
    ),
    Card(
        "示例渝西钻具有限公司",
        "钻杆钻具",
        "重庆市",
        "石油钻具",
        S.GIVEN_UP,
        "yi",
        60,
        0,
        "集团两年内不再新建",
    ),
)
"""`due_in` is when the next step falls, in days from today on."""

ASKED_FOR = ("轧管", "铁矿焦炭合金耐材", "通信铁塔风电成套", "车桥管车架管")
"""Links for which the rules are asked to look, too: on the lists that count that day.

Their gaps, if they have any, are none of the invented ones.
"""

COURTED = (S.ACCEPTED, S.CONTACTED, S.VISITED, S.GIVEN_UP)
CONTACTS = {S.CONTACTED: (Contact.CALL,), S.VISITED: (Contact.CALL, Contact.VISIT_OUT)}


def court(session: Session, setting: Setting) -> None:
    """Write down who is wanted, and let one courting have become a project. No commit."""
    links = {link.name: link for link in session.scalars(select(ChainLink))}
    for card in CARDS:
        if card.link in links:
            _play(session, card, links[card.link], setting)
    head = setting.people["head"].as_actor()
    for name in ASKED_FOR:
        if name in links:
            propose(session, links[name], on=setting.today - timedelta(days=1), by=head)
    _let_one_become(session, setting)


def _play(session: Session, card: Card, link: ChainLink, setting: Setting) -> Target:
    rng, owner = setting.rng(f"target/{card.firm}"), setting.people[card.owner]
    by, start = owner.as_actor(), _office_day(setting.today - timedelta(days=card.days + 3))
    firm = Firm.called(card.firm, province=card.province, industry=card.industry, is_listed=True)
    session.add(firm)
    session.flush()
    found = weigh(
        Candidate(
            firm.name,
            firm.id,
            province=card.province,
            industry=card.industry,
            nearness=nearness_of(card.province, regions(session)),
        ),
        Wanted(link.name, words_of(link)),
    )
    target = Target.propose(
        session,
        firm,
        link,
        on=start,
        by=by,
        score=sum(one.points for one in found),
        why=[asdict(one) for one in found],
        because=card.because if card.state in COURTED else "",
    )
    if card.state in COURTED:
        _go_after(target, card, setting, owner, rng)
    return target


def _go_after(target: Target, card: Card, setting: Setting, owner: User, rng: Random) -> None:
    by, brand = owner.as_actor(), card.firm.removesuffix("有限公司")
    on = _office_day(setting.today - timedelta(days=card.days))
    target.move_to(
        S.ACCEPTED,
        on=on,
        by=by,
        because=card.because,
        owner=owner,
        next_step="电话联系，摸清意向",
        next_on=max(on, setting.today + timedelta(days=card.due_in)),
    )
    contacts = CONTACTS.get(card.state, ())
    for place, kind in enumerate(contacts, start=1):
        on = _office_day(setting.today - timedelta(days=card.days * (3 - place) // 4))
        is_last = place == len(contacts)
        next_on = setting.today + timedelta(days=card.due_in) if is_last else on
        target.log_follow_up(
            kind,
            on=on,
            by=by,
            present="示例总经理",
            said=said_at(Stage.LEAD, 0.5, kind, brand, card.industry, rng),
            next_step=rng.choice(("带选址方案再谈", "约对方来区看厂房", "送政策和电价测算")),
            next_on=max(next_on, on),
        )
    if card.state is S.GIVEN_UP:
        on = _office_day(setting.today - timedelta(days=card.days // 2))
        target.move_to(S.GIVEN_UP, on=on, by=by, because=card.because)


def _let_one_become(session: Session, setting: Setting) -> None:
    """A project in talks that the bureau filed some weeks ago began as a target."""
    staff = setting.people["staff"]
    project = session.scalars(
        select(Project)
        .where(
            Project.stage == Stage.TALKS,
            Project.owner_id == staff.id,
            Project.source != Source.PRINT,
            Project.firm_id.is_not(None),
            Project.chain_link_id.is_not(None),
        )
        .order_by(Project.filed_on.desc(), Project.id.desc())
        .limit(1)
    ).first()
    if project is None or project.firm is None or project.chain_link is None:
        return
    by, days = staff.as_actor(), [project.filed_on - timedelta(days=ago) for ago in (26, 20, 8)]
    proposed, accepted, visited = map(_office_day, days)
    target = Target.propose(
        session,
        project.firm,
        project.chain_link,
        on=proposed,
        by=by,
        because="示例：老客户介绍，正在找中部基地",
    )
    target.move_to(
        S.ACCEPTED,
        on=accepted,
        by=by,
        because="示例：产品正好补这一环",
        owner=staff,
        next_step="上门拜访",
        next_on=visited,
    )
    rng = setting.rng("target/become")
    target.log_follow_up(
        Contact.VISIT_OUT,
        on=visited,
        by=by,
        present="示例董事长",
        said=said_at(Stage.LEAD, 0.9, Contact.VISIT_OUT, "示例企业", "新产线", rng),
    )
    target.become(project, on=project.filed_on, by=by)


def _office_day(on: date) -> date:
    """That day, or the workday before it."""
    while not is_workday(on):
        on -= timedelta(days=1)
    return on
