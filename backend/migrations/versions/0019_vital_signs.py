"""What the operator may know of all zones together: how many events there are, and when the newest came."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# One look into an index for each chain: the head knows how far it has come.
VITAL_SIGNS = """
CREATE FUNCTION app.vital_signs(OUT events bigint, OUT newest_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(sum(h.sequence), 0)::bigint, max(coalesce(z.at, c.at)) FROM app.chain_head h
    LEFT JOIN event z ON z.zone_id = h.chain_id AND z.sequence = h.sequence
    LEFT JOIN control_event c ON h.chain_id = '00000000-0000-0000-0000-000000000000' AND c.sequence = h.sequence
$$
"""


def upgrade() -> None:
    op.execute(VITAL_SIGNS)
    op.execute("REVOKE EXECUTE ON FUNCTION app.vital_signs() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION app.vital_signs() TO mandate_app")


def downgrade() -> None:
    op.execute("DROP FUNCTION app.vital_signs()")
