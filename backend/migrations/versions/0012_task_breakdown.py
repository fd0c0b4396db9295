"""Sub-tasks, milestones and preconditions of a task."""

import sqlalchemy as sa
from alembic import op

from mandate.platform.fence import WRITERS, fence

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("milestone", "sub_task", "task_wait")
STATES = "('undecided', 'waiting', 'met', 'dismissed')"


def zone_row() -> list[sa.Column]:
    return [
        sa.Column("zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
    ]


def scheduled() -> list[sa.Column]:
    return [
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("days_after", sa.Integer(), nullable=True),
        sa.Column("after_date", sa.Date(), nullable=True),
        sa.Column("after_milestone_id", sa.Uuid(), nullable=True),
        sa.Column("weekends_assumed", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("done_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["zone_id", "after_milestone_id"], ["milestone.zone_id", "milestone.id"]),
    ]


def keys() -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("zone_id", "id"),
        sa.ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
    ]


def upgrade() -> None:
    op.create_table("milestone", *zone_row(), *scheduled(), *keys())
    op.create_table(
        "sub_task",
        *zone_row(),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("responsible_officer", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        *scheduled(),
        *keys(),
        sa.ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"]),
        sa.CheckConstraint("state IN ('open', 'done', 'cancelled')", name="sub_task_state"),
        sa.CheckConstraint("weight > 0", name="sub_task_weight"),
    )
    op.create_table(
        "task_wait",
        *zone_row(),
        sa.Column("on_unit_id", sa.Uuid(), nullable=True),
        sa.Column("on_whom", sa.String(), nullable=False),
        sa.Column("since_date", sa.Date(), nullable=False),
        sa.Column("expected_date", sa.Date(), nullable=True),
        sa.Column("released_date", sa.Date(), nullable=True),
        sa.Column("released_note", sa.String(), nullable=False),
        *keys(),
        sa.ForeignKeyConstraint(["zone_id", "on_unit_id"], ["unit.zone_id", "unit.id"]),
    )
    for table in TABLES:
        op.create_index(f"{table}_by_task", table, ["zone_id", "task_id"])
        columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        for statement in fence(table, columns):
            op.execute(statement)
    for table in ("milestone", "sub_task"):
        op.create_index(f"{table}_by_day", table, ["zone_id", "due_date"])
    op.create_index("sub_task_by_unit", "sub_task", ["zone_id", "unit_id"])
    op.create_index("task_wait_by_unit", "task_wait", ["zone_id", "on_unit_id"])
    op.add_column("task", sa.Column("precondition_state", sa.String(), nullable=False, server_default="undecided"))
    op.create_check_constraint("task_precondition_state", "task", f"precondition_state IN {STATES}")
    op.execute(f"GRANT UPDATE (precondition_state) ON task TO {WRITERS}")


def downgrade() -> None:
    op.drop_column("task", "precondition_state")
    for table in reversed(TABLES):
        op.drop_table(table)
