"""Exercises that a clinician cleared, those that were sent, and what came back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_LEVELS = ("easier", "standard", "harder")
_ANSWERS = ("fell", "dizzy", "hurts", "not_done", "part", "done")
_RESTS = ("safety_net", "fell", "dizzy", "hurts", "staff")


def _words(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "clearances",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("movements", postgresql.ARRAY(sa.TEXT()), nullable=False),
        sa.Column("level", _words("exerciselevel", *_LEVELS), nullable=False),
        sa.Column("conditions", postgresql.ARRAY(sa.TEXT()), nullable=False),
        sa.Column("discharged_on", sa.Date(), nullable=False),
        sa.Column("cleared_by_id", sa.BigInteger(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on_word_of", sa.TEXT(), nullable=True),
        sa.Column("rests_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rests_why", _words("restreason", *_RESTS), nullable=True),
        sa.Column("withdrawn_by_id", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("cardinality(movements) > 0", name=op.f("ck_clearances_clears_something")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_clearances_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["cleared_by_id"], ["staff.id"], name=op.f("fk_clearances_cleared_by_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["staff.id"], name=op.f("fk_clearances_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearances")),
    )
    op.create_index(op.f("ix_clearances_person_id"), "clearances", ["person_id"])
    op.create_index("ix_clearances_standing", "clearances", ["person_id"], unique=True, postgresql_where=sa.text("withdrawn_at IS NULL"))
    op.create_table(
        "exercise_prompts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("clearance_id", sa.BigInteger(), nullable=False),
        sa.Column("check_in_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_in_id", sa.BigInteger(), nullable=True),
        sa.Column("movement", sa.TEXT(), nullable=False),
        sa.Column("level", _words("exerciselevel", *_LEVELS), nullable=False),
        sa.Column("prompted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", _words("exerciseanswer", *_ANSWERS), nullable=True),
        sa.Column("answer_message_id", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hurt_message_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(check_in_id IS NULL) <> (asked_in_id IS NULL)", name=op.f("ck_exercise_prompts_has_one_cause")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_exercise_prompts_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["clearance_id"], ["clearances.id"], name=op.f("fk_exercise_prompts_clearance_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_ins.id"], name=op.f("fk_exercise_prompts_check_in_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["asked_in_id"], ["messages.id"], name=op.f("fk_exercise_prompts_asked_in_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["answer_message_id"], ["messages.id"], name=op.f("fk_exercise_prompts_answer_message_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["hurt_message_id"], ["messages.id"], name=op.f("fk_exercise_prompts_hurt_message_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_prompts")),
        sa.UniqueConstraint("check_in_id", name=op.f("uq_exercise_prompts_check_in_id")),
        sa.UniqueConstraint("asked_in_id", name=op.f("uq_exercise_prompts_asked_in_id")),
    )
    op.create_index("ix_exercise_prompts_person_id", "exercise_prompts", ["person_id", "prompted_at"])


def downgrade() -> None:
    op.drop_table("exercise_prompts")
    op.drop_table("clearances")
