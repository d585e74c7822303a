"""A medicine of which the source does not say whether it is new."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_CHECK = "ck_medicines_medicinechange"
_BEFORE = "'new', 'changed', 'same', 'stopped'"


def upgrade() -> None:
    op.drop_constraint(op.f(_CHECK), "medicines", type_="check")
    op.create_check_constraint(op.f(_CHECK), "medicines", f"change IN ({_BEFORE}, 'not_said')")


def downgrade() -> None:
    op.execute("UPDATE medicines SET change = 'same' WHERE change = 'not_said'")
    op.drop_constraint(op.f(_CHECK), "medicines", type_="check")
    op.create_check_constraint(op.f(_CHECK), "medicines", f"change IN ({_BEFORE})")
