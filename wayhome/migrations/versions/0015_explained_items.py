"""Notices of single items that a worker explained after their plan was approved."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "plan_notices",
        sa.Column(
            "explained", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'::jsonb")
        ),
    )
    op.alter_column("plan_notices", "explained", server_default=None)
    op.drop_constraint(op.f("uq_plan_notices_plan_id"), "plan_notices", type_="unique")
    op.create_index(
        "uq_plan_notices_version",
        "plan_notices",
        ["plan_id"],
        unique=True,
        postgresql_where=sa.text("explained = '[]'::jsonb"),
    )


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM plan_notices WHERE explained <> '[]'::jsonb"))
    op.drop_index("uq_plan_notices_version", "plan_notices")
    op.create_unique_constraint(op.f("uq_plan_notices_plan_id"), "plan_notices", ["plan_id"])
    op.drop_column("plan_notices", "explained")
