"""The scope of a transaction, and the functions that read it."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NOWHERE = "00000000-0000-0000-0000-000000000000"

ZONE = f"""
CREATE FUNCTION app.zone() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
DECLARE value text := nullif(current_setting('app.zone_id', true), '');
BEGIN
    IF value IS NULL OR value = '{NOWHERE}' THEN
        RAISE EXCEPTION 'no zone in scope' USING ERRCODE = '28000';
    END IF;
    RETURN value::uuid;
END $$
"""

# The API may enter a zone only with a live session; jobs and the command line have none.
ENTER_UNATTENDED = f"""
CREATE FUNCTION app.enter_unattended(zone uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF zone <> '{NOWHERE}' AND current_user = 'mandate_app' THEN
        RAISE EXCEPTION 'a zone is entered with a session' USING ERRCODE = '28000';
    END IF;
    PERFORM set_config('app.zone_id', zone::text, true);
END $$
"""


def upgrade() -> None:
    op.execute("CREATE SCHEMA app")
    op.execute("GRANT USAGE ON SCHEMA app TO mandate_app, mandate_worker, mandate_overseer")
    op.execute(ZONE)
    op.execute(ENTER_UNATTENDED)


def downgrade() -> None:
    op.execute("DROP FUNCTION app.enter_unattended(uuid)")
    op.execute("DROP FUNCTION app.zone()")
    op.execute("DROP SCHEMA app")
