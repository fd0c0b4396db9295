"""Tasks of a new plan that are parts of an earlier task, or have taken several in."""

import sqlalchemy as sa
from alembic import op

from mandate.platform.fence import fence

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_origin",
        sa.Column("zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=False),
        sa.Column("draft_task_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "draft_task_id", "earlier_id"),
        sa.ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        *(
            sa.ForeignKeyConstraint(["zone_id", name], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE")
            for name in ("draft_task_id", "earlier_id")
        ),
        sa.CheckConstraint("draft_task_id <> earlier_id", name="draft_origin_other"),
    )
    op.create_index("draft_origin_by_plan", "draft_origin", ["zone_id", "plan_id"])
    op.create_index("draft_origin_by_earlier", "draft_origin", ["zone_id", "earlier_id"])
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns("draft_origin")]
    for statement in fence("draft_origin", columns):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("draft_origin")
