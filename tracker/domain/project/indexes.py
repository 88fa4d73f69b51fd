"""The indexes of the project table: every list and count is read from one of them.

The columns behind each id are there so that counts never touch the rows.
"""

from sqlalchemy import Index, text

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

INDEXES = (
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
    Index("ix_project_link_yellow", "chain_link_id", "yellow_on", "red_on", "owner_department_id"),
    Index("ix_project_next", "next_on", "id"),
    Index("ix_project_name_key", "name_key", "id"),
    Index("ix_project_changed", "changed_at", "id"),
    Index("ix_project_since", "stage_since", "id", "stage", *STILLNESS[1:]),
    Index("ix_project_sums", "stage", "owner_department_id", "chain_link_id", "amount_yuan"),
)
