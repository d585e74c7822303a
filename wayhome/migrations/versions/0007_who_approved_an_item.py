"""Who approved the wording of each item of a plan, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ITEMS = (
    "medicines", "appointments", "equipment", "care_visits", "instructions", "warning_signs",
    "contacts", "goals", "unsorted_items",
)  # fmt: skip


def upgrade() -> None:
    for table in ITEMS:
        op.add_column(table, sa.Column("approved_at", sa.TIMESTAMP(timezone=True), nullable=True))
        op.add_column(table, sa.Column("approved_by_id", sa.BigInteger(), nullable=True))
        op.create_foreign_key(
            op.f(f"fk_{table}_approved_by_id"), table, "staff", ["approved_by_id"], ["id"]
        )


def downgrade() -> None:
    for table in ITEMS:
        op.drop_column(table, "approved_by_id")
        op.drop_column(table, "approved_at")
