"""Campaigns, the teams that their audiences may name, and the check-ins that they plan."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_STATES = ("previewed", "running", "paused", "cancelled")


def upgrade() -> None:
    op.add_column("people", sa.Column("team", sa.TEXT(), nullable=True))
    op.create_table(
        "campaigns",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.TEXT(), nullable=False),
        sa.Column("status", sa.Enum(*_STATES, name="campaignstatus", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("definition", postgresql.JSONB(), nullable=False),
        sa.Column("shown", postgresql.JSONB(), nullable=False),
        sa.Column("started_by_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["started_by_id"], ["staff.id"], name=op.f("fk_campaigns_started_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("name", name=op.f("uq_campaigns_name")),
    )
    op.create_foreign_key(
        op.f("fk_check_ins_campaign_id"), "check_ins", "campaigns", ["campaign_id"], ["id"]
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_check_ins_campaign_id"), "check_ins", type_="foreignkey")
    op.drop_table("campaigns")
    op.drop_column("people", "team")
