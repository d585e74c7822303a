"""Where a plan's items come from, and what needs a person before it is said."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ITEMS = ("medicines", "appointments", "equipment", "care_visits", "instructions", "warning_signs", "contacts", "goals")


def upgrade() -> None:
    for table in ITEMS:
        for column in _source():
            op.add_column(table, column)
    op.create_table("unsorted_items",
    sa.Column("title", sa.TEXT(), nullable=False),
    sa.Column("wording", sa.TEXT(), nullable=True),
    sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    *_source(),
    sa.Column("plan_id", sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(["plan_id"], ["discharge_plans.id"], name=op.f("fk_unsorted_items_plan_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_unsorted_items"))
    )
    op.create_index(op.f("ix_unsorted_items_plan_id"), "unsorted_items", ["plan_id"])
    op.add_column("people", sa.Column("nhs_number_in_doubt", sa.TEXT(), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "nhs_number_in_doubt")
    op.drop_table("unsorted_items")
    for table in ITEMS:
        for column in _source():
            op.drop_column(table, column.name)


def _source() -> list[sa.Column[object]]:
    return [
        sa.Column("source_text", sa.TEXT(), nullable=True),
        sa.Column("source_path", sa.TEXT(), nullable=True),
        sa.Column("source_data", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("needs_person", sa.TEXT(), nullable=True),
    ]
