"""Plans and their drafts, tasks and targets."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from mandate.platform.fence import fence

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FENCED = (
    "plan",
    "plan_text",
    "clause",
    "draft_task",
    "draft_attribution",
    "draft_quantity",
    "task",
    "task_unit",
    "target",
)
TABLES = (
    "plan",
    "plan_text",
    "clause",
    "draft_task",
    "draft_attribution",
    "draft_quantity",
    "task",
    "task_unit",
    "target",
)


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("failure_code", sa.String(), nullable=False),
        sa.Column("failure_zh", sa.String(), nullable=False),
        sa.Column("failure_en", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("issued_date", sa.Date(), nullable=True),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("document_status", sa.String(), nullable=False),
        sa.Column("notation", sa.String(), nullable=False),
        sa.Column("anchors", JSONB(), nullable=False),
        sa.Column("doubts", JSONB(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("document_status IN ('issued', 'consultation')", name="plan_document_status"),
        sa.CheckConstraint(
            "state IN ('uploaded', 'compiling', 'in_review', 'adopted', 'cancelled', 'failed')", name="plan_state"
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("plan_by_file", "plan", ["zone_id", "sha256"], unique=False)
    op.create_index("plan_by_upload", "plan", ["zone_id", "id"], unique=False)
    op.create_table(
        "plan_text",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "plan_id"),
    )
    op.create_table(
        "clause",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("became", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["zone_id", "parent_id"], ["clause.zone_id", "clause.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("clause_by_plan", "clause", ["zone_id", "plan_id", "ordinal"], unique=False)
    op.create_table(
        "draft_task",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("clause_id", sa.Uuid(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("deadline_text", sa.String(), nullable=False),
        sa.Column("deadline_date", sa.Date(), nullable=True),
        sa.Column("deadline_start", sa.Integer(), nullable=True),
        sa.Column("deadline_end", sa.Integer(), nullable=True),
        sa.Column("precondition", sa.String(), nullable=False),
        sa.Column("doubts", JSONB(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.CheckConstraint("origin IN ('compiled', 'added', 'merged', 'split')", name="draft_task_origin"),
        sa.CheckConstraint("state IN ('proposed', 'confirmed', 'dropped')", name="draft_task_state"),
        sa.ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("draft_task_by_plan", "draft_task", ["zone_id", "plan_id", "ordinal"], unique=False)
    op.create_table(
        "draft_attribution",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("draft_task_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("inherited", sa.Boolean(), nullable=False),
        sa.Column("open_ended", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("relation IN ('lead', 'responsible', 'supporting')", name="draft_attribution_relation"),
        sa.ForeignKeyConstraint(
            ["zone_id", "draft_task_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id", "unit_id"],
            ["unit.zone_id", "unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("draft_attribution_by_plan", "draft_attribution", ["zone_id", "plan_id", "ordinal"], unique=False)
    op.create_index("draft_attribution_by_task", "draft_attribution", ["zone_id", "draft_task_id"], unique=False)
    op.create_table(
        "draft_quantity",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("value_high", sa.Numeric(), nullable=True),
        sa.Column("value_text", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("baseline", sa.Numeric(), nullable=True),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("deadline_text", sa.String(), nullable=False),
        sa.Column("deadline_date", sa.Date(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("draft_task_id", sa.Uuid(), nullable=True),
        sa.Column("clause_id", sa.Uuid(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("doubts", JSONB(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('proposed', 'dropped')", name="draft_quantity_state"),
        sa.CheckConstraint("value <> 'NaN'", name="draft_quantity_value"),
        sa.ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id", "draft_task_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("draft_quantity_by_plan", "draft_quantity", ["zone_id", "plan_id", "ordinal"], unique=False)
    op.create_index("draft_quantity_by_task", "draft_quantity", ["zone_id", "draft_task_id"], unique=False)
    op.create_table(
        "task",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("clause_id", sa.Uuid(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("deadline_text", sa.String(), nullable=False),
        sa.Column("deadline_date", sa.Date(), nullable=True),
        sa.Column("precondition", sa.String(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('unstaffed', 'active', 'suspended', 'withdrawn')", name="task_state"),
        sa.ForeignKeyConstraint(
            ["zone_id", "clause_id"],
            ["clause.zone_id", "clause.id"],
        ),
        sa.ForeignKeyConstraint(
            ["zone_id", "plan_id"],
            ["plan.zone_id", "plan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("task_by_change", "task", ["zone_id", "updated_at", "id"], unique=False)
    op.create_index("task_by_deadline", "task", ["zone_id", "deadline_date", "id"], unique=False)
    op.create_index("task_by_plan", "task", ["zone_id", "plan_id", "ordinal", "id"], unique=False)
    op.create_table(
        "task_unit",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("source_text", sa.String(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("inherited", sa.Boolean(), nullable=False),
        sa.Column("responsible_leader", sa.String(), nullable=False),
        sa.Column("responsible_section", sa.String(), nullable=False),
        sa.Column("responsible_officer", sa.String(), nullable=False),
        sa.CheckConstraint("relation IN ('lead', 'responsible', 'supporting')", name="task_unit_relation"),
        sa.ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id", "unit_id"],
            ["unit.zone_id", "unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "task_id", "unit_id"),
    )
    op.create_index("task_unit_by_unit", "task_unit", ["zone_id", "unit_id", "relation", "task_id"], unique=False)
    op.create_table(
        "target",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("value_high", sa.Numeric(), nullable=True),
        sa.Column("value_text", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("baseline", sa.Numeric(), nullable=True),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("deadline_text", sa.String(), nullable=False),
        sa.Column("deadline_date", sa.Date(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("clause_id", sa.Uuid(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.CheckConstraint("value <> 'NaN'", name="target_value"),
        sa.ForeignKeyConstraint(
            ["zone_id", "clause_id"],
            ["clause.zone_id", "clause.id"],
        ),
        sa.ForeignKeyConstraint(
            ["zone_id", "plan_id"],
            ["plan.zone_id", "plan.id"],
        ),
        sa.ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("target_by_plan", "target", ["zone_id", "plan_id", "ordinal"], unique=False)
    op.create_index("target_by_task", "target", ["zone_id", "task_id", "ordinal"], unique=False)
    for table in FENCED:
        columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        for statement in fence(table, columns, insert_only=table == "event"):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
