"""What each column of an uploaded sheet means."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from mandate.platform.fence import WRITERS

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan", sa.Column("sheet_columns", JSONB(), nullable=False, server_default="[]"))
    op.add_column("plan", sa.Column("columns_confirmed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(f"GRANT UPDATE (sheet_columns, columns_confirmed) ON plan TO {WRITERS}")


def downgrade() -> None:
    op.drop_column("plan", "columns_confirmed")
    op.drop_column("plan", "sheet_columns")
