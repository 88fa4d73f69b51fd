"""A project: one investment intention of one investor, from first word to full production."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.chain import ChainLink
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.office.zone import Zone
from tracker.domain.people.user import Actor, User
from tracker.domain.project.amount_trail import Funded
from tracker.domain.project.badge import Ranked
from tracker.domain.project.follow_ups import Followed
from tracker.domain.project.indexes import INDEXES
from tracker.domain.project.light import Lit
from tracker.domain.project.ownership import Owned
from tracker.domain.project.stage_moves import Staged, StageMove
from tracker.domain.ranking.ranking_data import RankingData
from tracker.domain.task_force import TaskForceMeeting, TaskForceMember
from tracker.domain.words import AmountKind, Source, Stage
from tracker.matching.phone_numbers import fault_of_phone
from tracker.matching.pinyin import pinyin_of
from tracker.refusal import refuse

if TYPE_CHECKING:
    from tracker.domain.blocker import Blocker

REVISABLE = (
    "name",
    "summary",
    "firm_id",
    "chain_link_id",
    "industry",
    "zone_id",
    "source",
    "source_note",
    "referrer",
    "contact",
    "contact_phone",
    "sponsor",
)
"""Columns that the edit page changes; everything else has a verb of its own."""

OTHER_FIRM = "换一家请写全称；写错了请到企业页合并或更正。"


class Project(Staged, Followed, Funded, Owned, Ranked, Lit):
    """项目, addressed by its code, e.g. ZX2026-0001."""

    __tablename__ = "project"
    __table_args__ = INDEXES

    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"))
    chain_link_id: Mapped[int | None] = mapped_column(ForeignKey("chain_link.id"))
    industry: Mapped[str] = mapped_column(String(60), default="")
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"), index=True)
    source: Mapped[Source] = mapped_column(word_column(Source))
    source_note: Mapped[str] = mapped_column(String(200), default="")
    referrer: Mapped[str] = mapped_column(String(60), default="")
    contact: Mapped[str] = mapped_column(String(60), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    filed_on: Mapped[date]
    is_sure: Mapped[bool] = mapped_column(default=True)
    print_note: Mapped[str] = mapped_column(Text, default="")
    open_blockers: Mapped[int] = mapped_column(default=0)
    blocker_due_on: Mapped[date | None]

    firm: Mapped[Firm | None] = relationship()
    chain_link: Mapped[ChainLink | None] = relationship()
    zone: Mapped[Zone | None] = relationship()
    blockers: Mapped[list["Blocker"]] = relationship(
        back_populates="project", order_by="Blocker.id"
    )
    task_force: Mapped[list[TaskForceMember]] = relationship(
        order_by=TaskForceMember.id,
        primaryjoin="and_(TaskForceMember.project_id == Project.id,"
        " TaskForceMember.blocker_id.is_(None), TaskForceMember.left_on.is_(None))",
    )
    meetings: Mapped[list[TaskForceMeeting]] = relationship(
        order_by=TaskForceMeeting.id,
        primaryjoin="and_(TaskForceMeeting.project_id == Project.id,"
        " TaskForceMeeting.blocker_id.is_(None))",
    )

    @classmethod
    def register(
        cls,
        session: Session,
        *,
        code: str,
        name: str,
        on: date,
        by: Actor,
        owner: User,
        source: Source,
        amount_yuan: int | None = None,
        amount_words: str = "",
        **columns: Any,
    ) -> "Project":
        """File a lead.

        Raises Refused when the owner has no department, no sum was told, or the telephone
        number is none.
        """
        if owner.department_id is None:
            refuse("owner", "请选一位已归到部门的同事作跟踪人。")
        if amount_yuan is None and not amount_words:
            refuse("amount", "请写金额；对方没说就在“原话”里写“未报”。")
        _judge_phone(columns.get("contact_phone", ""))
        project = cls(
            code=code,
            name=name,
            name_key=pinyin_of(name)[0][:200],
            source=source,
            filed_on=on,
            stage=Stage.LEAD,
            stage_since=on,
            owner_department_id=owner.department_id,
            **columns,
        )
        session.add(project)
        project.stage_moves.append(StageMove(to_stage=Stage.LEAD, on=on, by_id=by.id))
        project._answer_with(owner, by=by, on=on, because="登记")
        project.add_amount(amount_yuan, AmountKind.TOLD, on=on, by=by, words=amount_words)
        session.flush()
        project.relight()
        project.retier()
        project.note(
            EventKind.PROJECT_REGISTERED,
            by=by,
            on=on,
            after={
                "code": code,
                "name": name,
                "firm": project.firm.name if project.firm else "",
                "amount_yuan": amount_yuan,
                "amount_words": amount_words,
                "owner_id": owner.id,
                "source": source,
            },
        )
        return project

    def revise(self, changes: dict[str, Any], *, by: Actor, on: date) -> bool:
        """Change the columns named in REVISABLE; says whether anything changed at all.

        Raises Refused where a firm that was known would be known no more, and for a
        telephone number that is none.
        """
        unknown = set(changes) - set(REVISABLE)
        assert not unknown, f"not revisable: {unknown}"
        differing = {key: new for key, new in changes.items() if getattr(self, key) != new}
        if not differing:
            return False
        if self.firm and differing.get("firm_id", self.firm_id) is None:
            refuse("firm", f"这个项目已经有企业{self.firm.name}。{OTHER_FIRM}")
        _judge_phone(differing.get("contact_phone", ""))
        before = {key: getattr(self, key) for key in differing} | self._firm_told(differing)
        for key, new in differing.items():
            setattr(self, key, new)
        self.name_key = pinyin_of(self.name)[0][:200]
        self.session.flush()
        self.session.refresh(self, ["firm", "chain_link", "zone"])
        self.relight()
        self.retier()
        after = differing | self._firm_told(differing)
        self.note(EventKind.PROJECT_REVISED, by=by, on=on, before=before, after=after)
        return True

    def fold(self, grounds: RankingData | None = None) -> None:
        """Work out anew, from the facts alone, everything that is kept beside them.

        `grounds` are those of its firm's badge, where they have been read already.
        """
        self._fold_pins()
        self._fold_quiet()
        self._fold_moves()
        self._fold_amounts()
        self._fold_follow_ups()
        self.count_blockers()
        self.retier(grounds)

    def count_blockers(self) -> None:
        """Keep the number of open blockers and the nearest deadline that runs.

        An answer that waits for its check counts against nobody, though the blocker is open.
        """
        self.open_blockers = sum(one.is_open for one in self.blockers)
        running = [one.due_on for one in self.blockers if one.is_running and one.due_on]
        self.blocker_due_on = min(running, default=None)
        self.relight()

    @property
    def is_known_from_print_only(self) -> bool:
        """Nobody here has touched it yet: its day is the paper's, no clock may start from it."""
        untouched = self.last_followed_on is None and len(self.standing_moves) == 1
        return self.source is Source.PRINT and untouched

    @property
    def whose(self) -> dict[str, int]:
        return {"project_id": self.id}

    @property
    def place_words(self) -> str:
        """Where it belongs: chain segment and link, or the industry outside the chains."""
        if self.chain_link:
            return self.chain_link.full_name
        return self.industry or "未归类"

    def _firm_told(self, changes: dict[str, Any]) -> dict[str, str]:
        """The firm's present name, where an event has to tell it beside its number."""
        return {"firm": self.firm.name if self.firm else ""} if "firm_id" in changes else {}


def _judge_phone(typed: str) -> None:
    if fault := fault_of_phone(typed):
        refuse("contact_phone", fault)
