"""A project: one investment intention of one investor, from first word to full production."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.chain import ChainLink
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.office.zone import Zone
from tracker.domain.people.user import Actor, User
from tracker.domain.project.amount_trail import Funded
from tracker.domain.project.badge import Ranked
from tracker.domain.project.blocked import Blocked
from tracker.domain.project.follow_ups import Followed
from tracker.domain.project.light import Lit
from tracker.domain.project.ownership import Owned
from tracker.domain.project.stage_moves import Staged, StageMove
from tracker.domain.project.task_force_work import Backed
from tracker.domain.project.transfer import Transferred
from tracker.domain.ranking.grounds import Grounds
from tracker.domain.words import AmountKind, Source, Stage
from tracker.matching.phone_numbers import fault_of_phone
from tracker.matching.pinyin import pinyin_of
from tracker.refusal import refuse

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

BADGED = text("tier IS NOT NULL")
PRINTED = text("source = 'print'")
UNTOLD = ("yellow_on", "last_followed_on", "source")
PRINTED_BY = {
    "stage": ("stage", "owner_department_id", "chain_link_id", *UNTOLD),
    "department": ("owner_department_id", "stage", "chain_link_id", *UNTOLD),
    "link": ("chain_link_id", "stage", "owner_department_id", *UNTOLD),
}
"""The few that were entered from print, wherever the many are looked for by an equal column."""
BLOCKED = text("open_blockers > 0")
STILLNESS = ("stage_since", "last_followed_on", "signed_on", "quiet_on", "source")
"""What tells whether a project stands still: counted by owner, by department and by stage."""


class Project(Staged, Transferred, Followed, Blocked, Funded, Owned, Backed, Ranked, Lit):
    """项目, addressed by its code, e.g. ZX2026-0001."""

    __tablename__ = "project"
    # The columns behind each id are there so that counts never touch the rows.
    __table_args__ = (
        Index("ix_project_urgency", "red_on", "id", "yellow_on", "stage", "amount_yuan"),
        Index(
            "ix_project_stage_urgency",
            "stage",
            "red_on",
            "id",
            "yellow_on",
            "amount_yuan",
            *STILLNESS,
        ),
        Index(
            "ix_project_department_stage",
            "owner_department_id",
            "stage",
            "red_on",
            "id",
            "yellow_on",
            "amount_yuan",
        ),
        Index(
            "ix_project_department_urgency",
            "owner_department_id",
            "red_on",
            "id",
            "yellow_on",
            "stage",
            "amount_yuan",
            "chain_link_id",
            "next_on",
            *STILLNESS,
        ),
        Index(
            "ix_project_link_urgency",
            "chain_link_id",
            "red_on",
            "id",
            "yellow_on",
            "stage",
            "amount_yuan",
        ),
        Index(
            "ix_project_owner_next",
            "owner_id",
            "next_on",
            "id",
            "owner_department_id",
            "red_on",
            "yellow_on",
            "stage",
            *STILLNESS,
        ),
        Index(
            "ix_project_owner_blocked",
            "owner_id",
            sqlite_where=BLOCKED,
            postgresql_where=BLOCKED,
        ),
        Index(
            "ix_project_department_blocked",
            "owner_department_id",
            sqlite_where=BLOCKED,
            postgresql_where=BLOCKED,
        ),
        Index("ix_project_firm_id", "firm_id"),
        Index(
            "ix_project_tier_urgency",
            "red_on",
            "id",
            "tier",
            "yellow_on",
            "stage",
            "amount_yuan",
            sqlite_where=BADGED,
            postgresql_where=BADGED,
        ),
        Index(
            "ix_project_tier_sums",
            "stage",
            "owner_department_id",
            "tier",
            "red_on",
            "yellow_on",
            "amount_yuan",
            "last_followed_on",
            "source",
            sqlite_where=BADGED,
            postgresql_where=BADGED,
        ),
        *(
            Index(
                f"ix_project_printed_{name}",
                *columns,
                sqlite_where=PRINTED,
                postgresql_where=PRINTED,
            )
            for name, columns in PRINTED_BY.items()
        ),
        Index("ix_project_yellow", "yellow_on", "red_on", "stage", "amount_yuan"),
        Index(
            "ix_project_link_yellow", "chain_link_id", "yellow_on", "red_on", "owner_department_id"
        ),
        Index("ix_project_next", "next_on", "id"),
        Index("ix_project_name_key", "name_key", "id"),
        Index("ix_project_changed", "changed_at", "id"),
        Index("ix_project_since", "stage_since", "id", "stage", *STILLNESS[1:]),
        Index("ix_project_sums", "stage", "owner_department_id", "chain_link_id", "amount_yuan"),
    )

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

    firm: Mapped[Firm | None] = relationship()
    chain_link: Mapped[ChainLink | None] = relationship()
    zone: Mapped[Zone | None] = relationship()

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

    def _firm_told(self, changes: dict[str, Any]) -> dict[str, str]:
        """The firm's present name, where an event has to tell it beside its number."""
        return {"firm": self.firm.name if self.firm else ""} if "firm_id" in changes else {}

    def fold(self, grounds: Grounds | None = None) -> None:
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

    @property
    def is_known_from_print_only(self) -> bool:
        """Nobody here has touched it yet: its day is the paper's, no clock may start from it."""
        untouched = self.last_followed_on is None and len(self.standing_moves) == 1
        return self.source is Source.PRINT and untouched

    @property
    def place_words(self) -> str:
        """Where it belongs: chain segment and link, or the industry outside the chains."""
        if self.chain_link:
            return self.chain_link.full_name
        return self.industry or "未归类"


def _judge_phone(typed: str) -> None:
    if fault := fault_of_phone(typed):
        refuse("contact_phone", fault)
