"""Texts that we start on a schedule, the answers to them, and the hour that a person wants them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = ("questions", "exercises", "survey", "message")
_STATES = (
    "planned", "asked", "answered", "part_answered", "skipped", "missed", "stale", "cancelled",
    "told", "for_a_person",
)

#: An end state never changes, whichever code tries; the row's other facts may still be filled in.
_KEEP_END = """
CREATE FUNCTION keep_check_in_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'check-in % ended as %; it cannot become %', OLD.id, OLD.status, NEW.status
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_WHEN_ENDED = """
CREATE TRIGGER check_ins_keep_their_end BEFORE UPDATE ON check_ins FOR EACH ROW
WHEN (OLD.ended_at IS NOT NULL
      AND (NEW.status, NEW.ended_at) IS DISTINCT FROM (OLD.status, OLD.ended_at))
EXECUTE FUNCTION keep_check_in_end()
"""


def upgrade() -> None:
    op.add_column("people", sa.Column("texts_at", sa.Time(), nullable=True))
    op.add_column("support_periods", sa.Column("planned_from", sa.Date(), nullable=True))
    op.create_index(
        "ix_support_periods_unplanned",
        "support_periods",
        ["id"],
        postgresql_where=sa.text("planned_from IS DISTINCT FROM starts_on"),
    )
    _create_check_ins()
    _create_answers()
    op.execute(_KEEP_END)
    op.execute(_WHEN_ENDED)


def downgrade() -> None:
    op.drop_table("answers")
    op.drop_table("check_ins")
    op.execute("DROP FUNCTION keep_check_in_end()")
    op.drop_index("ix_support_periods_unplanned", "support_periods")
    op.drop_column("support_periods", "planned_from")
    op.drop_column("people", "texts_at")


def _create_check_ins() -> None:
    op.create_table(
        "check_ins",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("schedule", sa.TEXT(), nullable=False),
        sa.Column("key", sa.TEXT(), nullable=False),
        sa.Column("kind", sa.Enum(*_KINDS, name="checkinkind", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Enum(*_STATES, name="checkinstatus", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("why", sa.TEXT(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("question", sa.TEXT(), nullable=True),
        sa.CheckConstraint("(status IN ('planned', 'asked')) = (ended_at IS NULL)", name=op.f("ck_check_ins_ended_when_it_ends")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_check_ins_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["support_period_id"], ["support_periods.id"], name=op.f("fk_check_ins_support_period_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_check_ins_message_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("support_period_id", "person_id", "schedule", "key", name=op.f("uq_check_ins_support_period_id_person_id_schedule_key")),
    )
    op.create_index("ix_check_ins_open", "check_ins", ["look_at"], postgresql_where=sa.text("ended_at IS NULL"))
    op.create_index("ix_check_ins_person_id", "check_ins", ["person_id", "due_at"])
    op.create_index("ix_check_ins_message_id", "check_ins", ["message_id"])
    op.create_index("ix_check_ins_campaign_id", "check_ins", ["campaign_id"], postgresql_where=sa.text("campaign_id IS NOT NULL"))


def _create_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("check_in_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.TEXT(), nullable=False),
        sa.Column("value", sa.TEXT(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_ins.id"], name=op.f("fk_answers_check_in_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_answers_message_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("check_in_id", "question", "message_id", name=op.f("uq_answers_check_in_id_question_message_id")),
    )
    op.create_index("ix_answers_message_id", "answers", ["message_id"])
