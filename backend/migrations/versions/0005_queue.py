"""The job queue's tables, in a schema of their own (they stand outside the fence: jobs carry their zone)."""

from alembic import op
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment
from pgqueuer.domain.settings import DBSettings

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def statements(script: str) -> list[str]:
    """The driver takes one statement at a time; function bodies stand between `$$`."""
    parts, whole = [], ""
    for piece in script.split(";"):
        whole += piece + ";"
        if whole.count("$$") % 2 == 0:
            parts.append(whole.strip().rstrip(";"))
            whole = ""
    return [part for part in parts if part]


def upgrade() -> None:
    for statement in statements(QueryBuilderEnvironment(DBSettings(db_schema="queue")).build_install_query()):
        op.execute(statement)
    op.execute("GRANT USAGE ON SCHEMA queue TO mandate_app, mandate_worker")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA queue TO mandate_worker")
    op.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA queue TO mandate_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA queue TO mandate_app, mandate_worker")


def downgrade() -> None:
    op.execute("DROP SCHEMA queue CASCADE")
