"""Notices of changed plans, and how much of a long answer was told."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "conversations", sa.Column("more_told", sa.Integer(), server_default="0", nullable=False)
    )
    op.create_table(
        "plan_notices",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("before_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.TEXT(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [target],
                name=op.f(f"fk_plan_notices_{column}"),
                ondelete="CASCADE",
            )
            for column, target in (
                ("person_id", "people.id"),
                ("plan_id", "discharge_plans.id"),
                ("before_id", "discharge_plans.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_notices")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_plan_notices_plan_id")),
    )
    op.create_index("ix_plan_notices_person_id", "plan_notices", ["person_id"])
    op.create_index(
        "ix_plan_notices_due",
        "plan_notices",
        ["due_at"],
        postgresql_where=sa.text("told_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("plan_notices")
    op.drop_column("conversations", "more_told")
