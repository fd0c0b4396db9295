"""Duties that a document lays on units and roles: cadences, publication, mechanisms."""

import sqlalchemy as sa
from alembic import op

from mandate.platform.fence import fence

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KINDS = "kind IN ('cadence', 'publication', 'mechanism', 'precondition')"
CADENCES = "cadence IN ('', 'daily', 'weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'regular', 'on_event')"


def terms(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("clause_id", sa.Uuid(), nullable=True),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        sa.ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"]),
        sa.CheckConstraint(KINDS, name=f"{table}_kind"),
        sa.CheckConstraint(CADENCES, name=f"{table}_cadence"),
    ]


def upgrade() -> None:
    op.create_table(
        "draft_duty",
        *terms("draft_duty"),
        sa.Column("draft_task_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("state IN ('proposed', 'dropped')", name="draft_duty_state"),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id", "draft_task_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"
        ),
    )
    op.create_index("draft_duty_by_plan", "draft_duty", ["zone_id", "plan_id", "ordinal"])
    op.create_table(
        "duty",
        *terms("duty"),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("state IN ('active', 'ended')", name="duty_state"),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"]),
        sa.ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"]),
        sa.ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
    )
    op.create_index("duty_by_plan", "duty", ["zone_id", "plan_id", "ordinal", "id"])
    op.create_index("duty_by_unit", "duty", ["zone_id", "unit_id"])
    for table in ("draft_duty", "duty"):
        columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        for statement in fence(table, columns):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("duty")
    op.drop_table("draft_duty")
