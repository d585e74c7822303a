"""Until when a programme pauses, and which addresses turned out to be somebody else's."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("support_periods", sa.Column("resumes_on", sa.Date(), nullable=True))
    op.add_column(
        "contact_points",
        sa.Column("wrong_number_since", sa.TIMESTAMP(timezone=True), nullable=True),
    )


def downgrade() -> None:
    op.drop_column("contact_points", "wrong_number_since")
    op.drop_column("support_periods", "resumes_on")
