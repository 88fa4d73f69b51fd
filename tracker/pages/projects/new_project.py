"""Registering a project: the first word of an investor, written down."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from flask import request, url_for
from sqlalchemy import select
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional

from tracker.domain.lead.crossing import Outcome
from tracker.domain.lead.crossing_rules import judged
from tracker.domain.lead.lead_filing import file_lead, firm_of, judge_answers, queue_up
from tracker.domain.lead.lead_matches import LeadMatches
from tracker.domain.office.zone import Zone
from tracker.domain.people.user import User
from tracker.domain.permissions import Can, can
from tracker.domain.project import Project
from tracker.domain.words import Role, Source
from tracker.extensions import db
from tracker.pages.projects.blueprint import blueprint, page_of
from tracker.pages.projects.lead_questions import answers_in, choice_in, met_by, questioned
from tracker.queries.project_list.offered_links import offered_links
from tracker.refusal import judge_all
from tracker.web.act import Done, act
from tracker.web.forms.fields import (
    BaseForm,
    CreditCodeField,
    DayField,
    SumField,
    near,
    not_ahead,
    offered,
    text,
)
from tracker.web.identity import actor
from tracker.web.rendering import office, today

UNITS = offered([("万", "万元"), ("亿", "亿元")])
NONE_OF_THEM = ("", "—")
ONE_FIRM = "投资方全称；别名、全半角括号会自动归到同一家"


class ProjectForm(BaseForm):
    """What the register and the edit page share. `met` is what the typed firm meets."""

    met: LeadMatches = LeadMatches()

    name = StringField("项目名称", text(100, "请写项目名称。"))
    firm = StringField("企业", text(120), description=ONE_FIRM)
    credit_code = CreditCodeField(
        "统一社会信用代码", text(40), description="18 位，有就填：最能认准是哪一家"
    )
    summary = TextAreaField("建设内容", text(2000), description="做什么、多大规模")
    chain_link_id = SelectField("产业链环节", [Optional()])
    industry = StringField("所属行业", text(60), description="不在产业链上的项目写行业")
    zone_id = SelectField("落在哪里", [Optional()])
    source = SelectField("线索来源", choices=offered(Source.choices()))
    source_note = StringField("来源说明", text(200))
    referrer = StringField("引荐人", text(60), description="填了就会提醒 7 天内答复")
    contact = StringField("企业联系人", text(60))
    contact_phone = StringField("联系电话", text(40))
    sponsor = StringField("包联领导", text(40))

    def offer(self, place: int | None = None) -> None:
        """Fill the selects from the office's own lists; `place` is the project's present link."""
        self.chain_link_id.choices = offered([NONE_OF_THEM, *links(place)])
        self.zone_id.choices = offered([NONE_OF_THEM, *named(Zone)])

    def columns(self) -> dict[str, Any]:
        """The project's columns as typed, but for the firm, which is looked up."""
        plain = (
            "name",
            "summary",
            "industry",
            "source_note",
            "referrer",
            "contact",
            "contact_phone",
            "sponsor",
        )
        return {name: self[name].data or "" for name in plain} | {
            "source": Source(self.source.data),
            "chain_link_id": int(self.chain_link_id.data) if self.chain_link_id.data else None,
            "zone_id": int(self.zone_id.data) if self.zone_id.data else None,
        }


class NewProjectForm(ProjectForm):
    """Besides: who invests, the sum as told, the owner and the day."""

    firm = StringField(
        "企业",
        text(120, "请写企业；还没有名称就写对方怎么称呼。"),
        description=ONE_FIRM,
    )
    amount = SumField("金额", text(30), description="对方说多少写多少")
    amount_unit = RadioField("单位", choices=UNITS, default="万")
    amount_words = StringField("金额原话", text(100), description="如 约2亿、5000万到1亿、未报")
    owner = SelectField("跟踪人", [DataRequired("请选跟踪人。")])
    on = DayField("哪天得知", [InputRequired("请选日子。"), not_ahead, near], default=today)

    @classmethod
    def of(cls, *_: Any) -> Self:
        """With the questions that the firm typed so far raises."""
        if request.method == "POST":
            queue_up(db.session())
        return cls.asking(request.form)

    @classmethod
    def asking(cls, typed: Mapping[str, str]) -> Self:
        met = met_by(typed)
        form = questioned(cls, met)()
        form.met = met
        form.offer()
        people = owners(actor().department_id)
        form.owner.choices = offered((str(one.id), one.name) for one in people)
        if not form.is_submitted():
            form.owner.data = str(actor().id)
        return form


def links(also: int | None = None) -> list[tuple[str, str]]:
    return offered_links(db.session(), also)


def named(kind: type[Zone]) -> list[tuple[str, str]]:
    found = db.session.execute(select(kind.id, kind.name).order_by(kind.id))
    return [(str(row.id), row.name) for row in found]


def owners(department_id: int | None = None) -> Sequence[User]:
    """The people who may answer for a project, of one department or of all."""
    statement = select(User).where(
        User.is_active, User.role.in_((Role.OFFICER, Role.HEAD)), User.department_id.is_not(None)
    )
    if department_id:
        statement = statement.where(User.department_id == department_id)
    return db.session.scalars(statement.order_by(User.department_id, User.id)).all()


@act(
    blueprint,
    "/new",
    Can.REGISTER,
    opened_as="new",
    form=NewProjectForm,
    template="projects/new.html",
)
def register(form: NewProjectForm) -> Done:
    return where_it_went(form, filed(form))


def filed(form: NewProjectForm) -> Project:
    """The lead as it was filed, past everything that it met."""
    session, met, bureau = db.session(), form.met, office()
    answers, choice = answers_in(form, met), choice_in(form, met)
    judge_all(
        lambda: form.amount.read(form, form.amount_unit.data),
        form.credit_code.read,
        lambda: judge_answers(met, answers),
        lambda: met.first and judged(met.first, choice, by=actor(), on=today()),
    )
    firm = firm_of(
        session, form.firm.data, form.credit_code.read(), met, answers, by=actor(), on=today()
    )
    return file_lead(
        session,
        prefix=bureau.code_prefix if bureau else "ZX",
        firm=firm,
        first=met.first,
        choice=choice,
        evidence=met.it.evidence if met.it else (),
        by=actor(),
        on=today(),
        heard_on=form.on.data,
        owner=session.get_one(User, int(form.owner.data)),
        amount_yuan=form.amount.read(form, form.amount_unit.data),
        amount_words=form.amount_words.data or form.amount.words(form.amount_unit.data),
        **form.columns(),
    )


def where_it_went(form: NewProjectForm, project: Project) -> Done:
    """To the new project; one that was merged leads to the earlier, if that is seen."""
    chosen = choice_in(form, form.met)
    if chosen is None or chosen.outcome is not Outcome.MERGED:
        return Done(f"已登记 {project.code}。", page_of(project))
    if can(actor(), Can.SEE_PROJECTS, project):
        return Done(f"已并入 {project.code}，没有另立项目。", page_of(project))
    handler = project.owner_department.short_name
    return Done(f"已转给{handler}接着谈，没有另立项目。", url_for("ledger.show"))
