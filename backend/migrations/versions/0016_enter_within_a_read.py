"""Entering a scope gives true, so that a read can enter in its own statement and wait for it."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NOWHERE = "00000000-0000-0000-0000-000000000000"


def functions(answer: str) -> tuple[str, str]:
    """`answer`: boolean, or void as it was before."""
    returned = "RETURN true;" if answer == "boolean" else ""
    enter = f"""
CREATE FUNCTION app.enter(zone uuid, account uuid, live_session uuid, known_epoch integer) RETURNS {answer}
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM 1 FROM sign_in_session s JOIN account a ON a.id = s.account_id
    WHERE s.id = live_session AND s.account_id = account AND s.revoked_at IS NULL
      AND least(s.expires_at, s.idle_expires_at) > now() AND a.epoch = known_epoch AND a.disabled_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the session has ended or its rights have changed' USING ERRCODE = 'MD401';
    END IF;
    PERFORM set_config('app.zone_id', zone::text, true);
    {returned}
END $$
"""
    unattended = f"""
CREATE FUNCTION app.enter_unattended(zone uuid) RETURNS {answer}
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF zone <> '{NOWHERE}' AND current_user = 'mandate_app' THEN
        RAISE EXCEPTION 'a zone is entered with a session' USING ERRCODE = '28000';
    END IF;
    PERFORM set_config('app.zone_id', zone::text, true);
    {returned}
END $$
"""
    return enter, unattended


def replace(answer: str) -> None:
    op.execute("DROP FUNCTION app.enter(uuid, uuid, uuid, integer)")
    op.execute("DROP FUNCTION app.enter_unattended(uuid)")
    for function in functions(answer):
        op.execute(function)


def upgrade() -> None:
    replace("boolean")


def downgrade() -> None:
    replace("void")
