"""Blockers live their whole life: helpers, answers, extensions, climbs, and the 专班 behind."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STEPS = (
    """
    INSERT INTO blocker_step (blocker_id, act, to_state, department_id, due_on, said, proof,
                              "on", by_id, recorded_at)
    SELECT id, 'raise', CASE WHEN department_id IS NULL THEN 'raised' ELSE 'assigned' END,
           department_id, due_on, '', '', "on", by_id, recorded_at
    FROM blocker
    """,
    """
    INSERT INTO blocker_step (blocker_id, act, to_state, said, proof, "on", recorded_at)
    SELECT id, 'close', 'closed', outcome, '', coalesce(closed_on, "on"), recorded_at
    FROM blocker WHERE state IN ('closed', 'reopened')
    """,
    """
    INSERT INTO blocker_step (blocker_id, act, to_state, said, proof, "on", recorded_at)
    SELECT id, 'reopen', 'reopened', '', '', "on", recorded_at
    FROM blocker WHERE state = 'reopened'
    """,
)
"""What was done before there were steps is told by as many as a blocker's row knows of."""


def upgrade() -> None:
    _widen_blockers()
    _add_steps()
    _add_helpers()
    _add_proofs()
    _add_task_forces()


def _widen_blockers() -> None:
    with op.batch_alter_table("blocker", reflect_kwargs={"resolve_fks": False}) as batch_op:
        for name in ("wished_on", "asked_due_on", "accepted_on", "answered_on", "climbed_on"):
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("level", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE blocker SET changed_at = recorded_at")
    with op.batch_alter_table("blocker", reflect_kwargs={"resolve_fks": False}) as batch_op:
        batch_op.alter_column(
            "changed_at", existing_type=sa.DateTime(timezone=True), nullable=False
        )
        batch_op.create_index("ix_blocker_by_id_state", ["by_id", "state"], unique=False)
        batch_op.create_index("ix_blocker_level_state", ["level", "state"], unique=False)
    blocked = sa.text("open_blockers > 0")
    for name, column in (("owner", "owner_id"), ("department", "owner_department_id")):
        op.create_index(
            f"ix_project_{name}_blocked",
            "project",
            [column],
            sqlite_where=blocked,
            postgresql_where=blocked,
        )


def _add_steps() -> None:
    op.create_table(
        "blocker_step",
        sa.Column("blocker_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("to_state", sa.String(length=32), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("level", sa.String(length=32), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("proof", sa.String(length=200), nullable=False),
        *_witnessed("blocker_step"),
        sa.ForeignKeyConstraint(
            ["blocker_id"], ["blocker.id"], name=op.f("fk_blocker_step_blocker_id_blocker")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_blocker_step_department_id_department"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocker_step")),
        sa.UniqueConstraint(
            "blocker_id", "level", "due_on", name=op.f("uq_blocker_step_blocker_id_level_due_on")
        ),
    )
    with op.batch_alter_table("blocker_step") as batch_op:
        batch_op.create_index("ix_blocker_step_blocker_id_id", ["blocker_id", "id"], unique=False)
    for told in STEPS:
        op.execute(told)


def _add_helpers() -> None:
    op.create_table(
        "blocker_helper",
        sa.Column("blocker_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        *_witnessed("blocker_helper"),
        sa.ForeignKeyConstraint(
            ["blocker_id"], ["blocker.id"], name=op.f("fk_blocker_helper_blocker_id_blocker")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_blocker_helper_department_id_department"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocker_helper")),
    )
    with op.batch_alter_table("blocker_helper") as batch_op:
        batch_op.create_index("ix_blocker_helper_blocker_id", ["blocker_id"], unique=False)
        batch_op.create_index(
            "ix_blocker_helper_department_id_blocker_id",
            ["department_id", "blocker_id"],
            unique=False,
        )


def _add_proofs() -> None:
    op.create_table(
        "proof_setting",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("is_needed", sa.Boolean(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_setting")),
    )
    with op.batch_alter_table("proof_setting") as batch_op:
        batch_op.create_index(
            "ix_proof_setting_kind_holds_from", ["kind", "holds_from"], unique=False
        )


def _add_task_forces() -> None:
    standing = sa.text("left_on IS NULL")
    of_project = sa.text("left_on IS NULL AND blocker_id IS NULL")
    # What it points to stays as it is, and need not be read.
    with op.batch_alter_table(
        "task_force_member", reflect_kwargs={"resolve_fks": False}
    ) as batch_op:
        batch_op.add_column(sa.Column("blocker_id", sa.Integer(), nullable=True))
        batch_op.drop_index("uq_task_force_member_standing")
        batch_op.create_foreign_key(
            batch_op.f("fk_task_force_member_blocker_id_blocker"), "blocker", ["blocker_id"], ["id"]
        )
        batch_op.create_index(
            "uq_task_force_member_standing",
            ["project_id", "department_id", "person"],
            unique=True,
            sqlite_where=of_project,
            postgresql_where=of_project,
        )
        batch_op.create_index(
            "uq_task_force_member_blocker",
            ["blocker_id", "department_id", "person"],
            unique=True,
            sqlite_where=standing,
            postgresql_where=standing,
        )
    op.create_table(
        "task_force_meeting",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("blocker_id", sa.Integer(), nullable=True),
        sa.Column("present", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        *_witnessed("task_force_meeting"),
        sa.ForeignKeyConstraint(
            ["blocker_id"], ["blocker.id"], name=op.f("fk_task_force_meeting_blocker_id_blocker")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_task_force_meeting_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_force_meeting")),
    )
    with op.batch_alter_table("task_force_meeting") as batch_op:
        batch_op.create_index("ix_task_force_meeting_blocker_id", ["blocker_id"], unique=False)
        batch_op.create_index("ix_task_force_meeting_project_id", ["project_id"], unique=False)


def _witnessed(table: str) -> list[sa.Column | sa.ForeignKeyConstraint]:
    """The columns of every dated fact."""
    return [
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f(f"fk_{table}_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f(f"fk_{table}_voided_by_id_user_account"),
        ),
    ]
