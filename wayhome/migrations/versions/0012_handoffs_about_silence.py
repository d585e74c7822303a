"""Handoffs about what was not said: a silence, and a check-in that no text can make."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_BEFORE = (
    "safety_net", "asked_for_person", "question_passed_on", "concern_raised", "not_understood",
    "bot_failed", "media", "undelivered", "stopped",
)
_NEW = ("silence", "check_in_by_a_person")


def upgrade() -> None:
    _reasons((*_BEFORE, *_NEW))
    # A person without an address has no text to be about.
    op.alter_column("handoffs", "message_id", nullable=True)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM handoffs WHERE reason IN ('silence', 'check_in_by_a_person')"))
    op.alter_column("handoffs", "message_id", nullable=False)
    _reasons(_BEFORE)


def _reasons(allowed: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_handoffs_handoffreason"), "handoffs", type_="check")
    values = ", ".join(f"'{one}'" for one in allowed)
    op.create_check_constraint(
        op.f("ck_handoffs_handoffreason"), "handoffs", sa.text(f"reason IN ({values})")
    )
