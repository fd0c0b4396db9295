"""A read may know how far its zone has come: answers worked out once hold until the next event."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# The hash, not the number: after a restore from a backup the numbers come again, with other events.
EVENTS_HEAD = """
CREATE FUNCTION app.events_head() RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT row_hash FROM app.chain_head WHERE chain_id = app.zone()
$$
"""


def upgrade() -> None:
    op.execute(EVENTS_HEAD)
    op.execute("REVOKE EXECUTE ON FUNCTION app.events_head() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION app.events_head() TO mandate_app")


def downgrade() -> None:
    op.execute("DROP FUNCTION app.events_head()")
