"""When each sender of bulk is next free."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sender_queues",
        sa.Column("sender", sa.TEXT(), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sender", name=op.f("pk_sender_queues")),
    )


def downgrade() -> None:
    op.drop_table("sender_queues")
