"""By when a person must have seen to a handoff."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handoffs", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    # Those that stand already were to be seen to the same day, an emergency at once.
    op.execute(
        "UPDATE handoffs SET due_at = opened_at"
        " + CASE level WHEN 'emergency' THEN interval '5 minutes' ELSE interval '8 hours' END"
    )
    op.alter_column("handoffs", "due_at", nullable=False)
    op.create_index(
        "ix_handoffs_due_at", "handoffs", ["due_at"], postgresql_where=sa.text("resolved_at IS NULL")
    )


def downgrade() -> None:
    op.drop_index("ix_handoffs_due_at", "handoffs")
    op.drop_column("handoffs", "due_at")
