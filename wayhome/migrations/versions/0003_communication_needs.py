"""Communication needs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KINDS = (
    "shorter_texts", "one_thing_at_a_time", "easy_read", "call_not_text", "language", "other",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "communication_needs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*_KINDS, name="needkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("wording", sa.TEXT(), nullable=True),
        sa.Column("language", sa.TEXT(), nullable=True),
        sa.Column("reason", sa.TEXT(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_communication_needs_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communication_needs")),
        sa.UniqueConstraint(
            "person_id", "position", name=op.f("uq_communication_needs_person_id_position")
        ),
    )


def downgrade() -> None:
    op.drop_table("communication_needs")
