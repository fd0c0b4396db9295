"""Reorganisations that are ordered for a day to come."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from mandate.platform.fence import fence

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "planned_reorganisation",
        sa.Column("zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_date", sa.Date(), nullable=False),
        sa.Column("form", JSONB(), nullable=False),
        sa.Column("ordered_by", sa.Uuid(), sa.ForeignKey("account.id"), nullable=True),
        sa.Column("ordered_by_name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason_zh", sa.String(), nullable=False),
        sa.Column("reason_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        sa.CheckConstraint("state IN ('failed', 'planned')", name="planned_reorganisation_state"),
    )
    op.create_index("planned_reorganisation_by_day", "planned_reorganisation", ["zone_id", "effective_date"])
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns("planned_reorganisation")]
    for statement in fence("planned_reorganisation", columns):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("planned_reorganisation")
