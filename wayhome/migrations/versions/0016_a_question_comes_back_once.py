"""Which question of a check-in came back after something else was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("question_repeated", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("conversations", "question_repeated")
