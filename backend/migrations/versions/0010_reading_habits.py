"""What a zone's reviewers taught the desk, and every change of a review with the rows it moved, to take back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from mandate.platform.fence import fence

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FENCED = ("reading_habit", "review_change")


def upgrade() -> None:
    op.add_column("plan", sa.Column("notation_en", sa.String(), nullable=False, server_default=""))
    op.execute("GRANT UPDATE (notation_en) ON plan TO mandate_app, mandate_worker")
    op.create_table(
        "reading_habit",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("sample", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("learned_by", sa.Uuid(), nullable=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("declined_in", JSONB(), nullable=False),
        sa.CheckConstraint("kind IN ('alias', 'first_leads', 'leads_before', 'no_unit')", name="reading_habit_kind"),
        sa.ForeignKeyConstraint(["learned_by"], ["account.id"]),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        sa.UniqueConstraint("zone_id", "kind", "pattern", name="reading_habit_pattern"),
    )
    op.create_table(
        "review_change",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("account_name", sa.String(), nullable=False),
        sa.Column("what_zh", sa.String(), nullable=False),
        sa.Column("what_en", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", JSONB(), nullable=False),
        sa.Column("units", JSONB(), nullable=False),
        sa.CheckConstraint("state IN ('done', 'undone', 'spent')", name="review_change_state"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("review_change_by_plan", "review_change", ["zone_id", "plan_id", "id"])
    for table in FENCED:
        columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        for statement in fence(table, columns):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(FENCED):
        op.drop_table(table)
    op.drop_column("plan", "notation_en")
