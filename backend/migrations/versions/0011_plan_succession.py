"""A plan that follows an earlier one, and where its tasks come from."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from mandate.platform.fence import fence

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("plan_succession", "draft_match", "task_origin")


def zone() -> sa.Column[object]:
    return sa.Column("zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=False)


def identity(*names: str, nullable: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid(), nullable=nullable) for name in names]


def words(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def points_at(column: str, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["zone_id", column], [f"{table}.zone_id", f"{table}.id"], ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "plan_succession",
        zone(),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        *identity("plan_id"),
        *identity("predecessor_id", nullable=True),
        *words("kind", "removed_tasks"),
        sa.Column("carried_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("zone_id", "plan_id"),
        points_at("plan_id", "plan", "CASCADE"),
        points_at("predecessor_id", "plan"),
        sa.CheckConstraint("kind IN ('revision', 'renewal')", name="plan_succession_kind"),
        sa.CheckConstraint("removed_tasks IN ('keep', 'withdraw')", name="plan_succession_removed_tasks"),
        sa.CheckConstraint("plan_id <> predecessor_id", name="plan_succession_other"),
    )
    op.create_index("plan_succession_by_predecessor", "plan_succession", ["zone_id", "predecessor_id"])
    op.create_table(
        "draft_match",
        zone(),
        *identity("draft_task_id", "plan_id"),
        *identity("earlier_id", nullable=True),
        *words("settled_by"),
        sa.PrimaryKeyConstraint("zone_id", "draft_task_id"),
        sa.UniqueConstraint("zone_id", "plan_id", "earlier_id", name="draft_match_once"),
        points_at("plan_id", "plan", "CASCADE"),
        points_at("draft_task_id", "draft_task", "CASCADE"),
        points_at("earlier_id", "draft_task", "CASCADE"),
        sa.CheckConstraint("settled_by IN ('person', 'adoption')", name="draft_match_settled_by"),
    )
    op.create_table(
        "task_origin",
        zone(),
        *identity("task_id", "plan_id", "earlier_plan_id"),
        *identity("draft_task_id", nullable=True),
        *words("outcome"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *identity("clause_id", nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        *words("section", "title", "body"),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        *words("deadline_text"),
        sa.Column("deadline_date", sa.Date(), nullable=True),
        *words("precondition"),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        *words("state"),
        sa.Column("units", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "task_id", "plan_id"),
        points_at("task_id", "task", "CASCADE"),
        points_at("plan_id", "plan"),
        points_at("earlier_plan_id", "plan"),
        points_at("draft_task_id", "draft_task"),
        points_at("clause_id", "clause"),
        sa.CheckConstraint("outcome IN ('carried', 'kept', 'withdrawn')", name="task_origin_outcome"),
        sa.CheckConstraint("state IN ('unstaffed', 'active', 'suspended', 'withdrawn')", name="task_origin_state"),
    )
    op.create_index("task_origin_by_plan", "task_origin", ["zone_id", "plan_id", "outcome", "draft_task_id"])
    for table in TABLES:
        columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        for statement in fence(table, columns):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
