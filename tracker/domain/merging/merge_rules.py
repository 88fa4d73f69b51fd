"""Whether two entries can be one firm, and what speaks against it."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.chain import ChainLink
from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import Shareholding
from tracker.domain.ranking import Ranking, RankingEntry
from tracker.domain.same_firm.settlements import Verdict, settlement_of
from tracker.domain.targeting import Target
from tracker.domain.targeting.target_states import TargetState
from tracker.refusal import need, refuse

IDLE = (TargetState.PROPOSED, TargetState.GIVEN_UP)
"""States in which nobody is after a firm, so that one of two targets may go out of sight."""


def judge_merge(session: Session, kept: Firm, gone: Firm, because: str) -> None:
    """Refuse where the two cannot be one firm, each time with what to do instead."""
    if kept.id == gone.id:
        refuse("gone", "这是同一条企业记录，不能和自己合并。")
    if gone.merged_into_id == kept.id:
        refuse("gone", f"“{gone.name}”已经并入“{kept.name}”了。")
    kept.judge_standing()
    gone.judge_standing()
    if kept.credit_code and gone.credit_code:
        refuse("gone", "两家的统一社会信用代码不同，是两家企业；代码记错了请先改正。")
    if _are_kin(session, kept, gone):
        refuse("gone", "两家之间有持股关系，母公司和子公司不是同一家；记错了请先作废。")
    place = (min(kept.id, gone.id), max(kept.id, gone.id), "")
    settled = settlement_of(session, place)
    if settled and settled.verdict is Verdict.DIFFERENT:
        refuse("gone", f"两家已核对为“不同企业”（{settled.because}）；要合并请先改判。")
    if link := _courted_twice(session, kept, gone):
        refuse(
            "gone",
            f"两家都是“{link}”的目标企业，“{gone.name}”那边有人在跟，并过去就看不见了。"
            "请反过来合并，或先放弃其中一个目标。",
        )
    need(because, "请写明凭什么认定是同一家，如“营业执照一致”。")


def judge_undoing(
    kept: Firm, gone: Firm, later: Firm | None, because: str, *, is_undone: bool
) -> None:
    """Refuse to undo what is undone, what another merge lies on, or without a reason."""
    if is_undone:
        refuse("", f"“{gone.name}”已经恢复为单独一家了。")
    if kept.merged_into_id is not None:
        refuse("", f"“{kept.name}”后来也并入了别家，请先撤销那一次合并。")
    if later is not None:
        refuse("", f"“{later.name}”是在这之后并入的，请先撤销那一次合并。")
    need(because, "请写明为什么撤销这次合并。")


def on_one_list(session: Session, one: Firm, other: Firm) -> list[str]:
    """The rankings that name both: hardly the same firm, for no list names one twice."""
    ours, theirs = aliased(RankingEntry), aliased(RankingEntry)
    asked = (
        select(Ranking.kind, Ranking.year, ours.rank, theirs.rank)
        .join(ours, and_(ours.ranking_id == Ranking.id, ours.firm_id == one.id))
        .join(theirs, and_(theirs.ranking_id == Ranking.id, theirs.firm_id == other.id))
        .where(Ranking.voided_at.is_(None))
        .order_by(Ranking.year.desc(), Ranking.kind)
    )
    return [
        f"{kind.label} {year}：第 {rank} 名和第 {other_rank} 名"
        for kind, year, rank, other_rank in session.execute(asked)
    ]


def _are_kin(session: Session, one: Firm, other: Firm) -> bool:
    """Whether one is told to hold a share of the other, on whatever day."""
    pair = or_(
        and_(Shareholding.firm_id == one.id, Shareholding.parent_id == other.id),
        and_(Shareholding.firm_id == other.id, Shareholding.parent_id == one.id),
    )
    stands = Shareholding.voided_at.is_(None)
    return session.scalar(select(Shareholding.id).where(pair, stands).limit(1)) is not None


def _courted_twice(session: Session, kept: Firm, gone: Firm) -> str | None:
    """A link that both are wanted for, while somebody is after the one that would go."""
    theirs = aliased(Target)
    asked = (
        select(ChainLink.name)
        .join(Target, and_(Target.chain_link_id == ChainLink.id, Target.firm_id == gone.id))
        .join(theirs, and_(theirs.chain_link_id == ChainLink.id, theirs.firm_id == kept.id))
        .where(Target.state.not_in(IDLE))
        .limit(1)
    )
    return session.scalar(asked)
