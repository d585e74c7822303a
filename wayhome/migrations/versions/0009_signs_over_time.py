"""Small signs that people tell of, each harmless alone, kept to be gathered over a day."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None



def upgrade() -> None:
    op.create_table(
        "signs",
        sa.Column(
            "message_id",
            sa.BigInteger(),
            sa.ForeignKey("messages.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "patient_id",
            sa.BigInteger(),
            sa.ForeignKey("people.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("kind", sa.TEXT(), primary_key=True),
        sa.Column("told_at", sa.TIMESTAMP(timezone=True), nullable=False),
    )
    op.create_index("ix_signs_patient_id", "signs", ["patient_id", "told_at"])


def downgrade() -> None:
    op.drop_table("signs")
