"""Under which of our texts a button was pressed."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("pressed_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("messages", "pressed_id")
