"""Who enters a scope, and the hash chain that every event joins."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NOWHERE = "00000000-0000-0000-0000-000000000000"

ENTER = """
CREATE FUNCTION app.enter(zone uuid, account uuid, live_session uuid, known_epoch integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM 1 FROM sign_in_session s JOIN account a ON a.id = s.account_id
    WHERE s.id = live_session AND s.account_id = account AND s.revoked_at IS NULL
      AND least(s.expires_at, s.idle_expires_at) > now() AND a.epoch = known_epoch AND a.disabled_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the session has ended or its rights have changed' USING ERRCODE = 'MD401';
    END IF;
    PERFORM set_config('app.zone_id', zone::text, true);
END $$
"""

# Runs as the owner: before a zone is in scope, a person's roles in all zones have to be read.
IDENTIFY = """
CREATE FUNCTION app.identify(secret bytea) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT json_build_object(
        'session_id', s.id, 'kind', s.kind, 'account_id', a.id, 'login', a.login, 'name', a.name, 'epoch', a.epoch,
        'must_change_password', a.must_change_password, 'last_seen_at', s.last_seen_at,
        'memberships', (
            SELECT coalesce(json_agg(json_build_object(
                'zone_id', z.id, 'zone', z.code, 'zone_name', z.name, 'zone_name_en', z.name_en,
                'role', m.role, 'unit_id', u.id, 'unit', u.name) ORDER BY z.code, m.role, u.sort_key), '[]')
            FROM membership m JOIN zone z ON z.id = m.zone_id
            LEFT JOIN unit u ON u.zone_id = m.zone_id AND u.id = m.unit_id
            WHERE m.account_id = a.id),
        'jurisdictions', (
            SELECT coalesce(json_agg(json_build_object('code', j.code, 'name', j.name, 'name_en', j.name_en)
                ORDER BY j.code), '[]')
            FROM oversight o JOIN jurisdiction j ON j.id = o.jurisdiction_id WHERE o.account_id = a.id)
    )::text
    FROM sign_in_session s JOIN account a ON a.id = s.account_id
    WHERE s.secret_hash = secret AND s.revoked_at IS NULL AND a.disabled_at IS NULL
      AND least(s.expires_at, s.idle_expires_at) > now()
$$
"""

CANONICAL = """
CREATE FUNCTION app.event_text(event jsonb) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT (event - 'row_hash' - 'previous_hash' - 'at')::text
$$
"""

CHAIN = f"""
CREATE FUNCTION app.chain_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET timezone = 'UTC' AS $$
DECLARE
    chain uuid := coalesce((to_jsonb(NEW) ->> 'zone_id')::uuid, '{NOWHERE}');
    head app.chain_head;
BEGIN
    -- Locks the chain until commit: sequences have no gaps, and a removed tail is missed.
    INSERT INTO app.chain_head AS h VALUES (chain, 0, ''::bytea)
    ON CONFLICT (chain_id) DO UPDATE SET sequence = h.sequence RETURNING * INTO head;
    NEW.sequence := head.sequence + 1;
    NEW.at := date_trunc('milliseconds', clock_timestamp());
    NEW.previous_hash := head.row_hash;
    NEW.row_hash := sha256(head.row_hash || convert_to(
        extract(epoch FROM NEW.at)::text || app.event_text(to_jsonb(NEW)), 'UTF8'));
    UPDATE app.chain_head SET sequence = NEW.sequence, row_hash = NEW.row_hash WHERE chain_id = chain;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    op.execute(ENTER)
    op.execute(IDENTIFY)
    op.execute(
        "CREATE TABLE app.chain_head (chain_id uuid PRIMARY KEY, sequence bigint NOT NULL, row_hash bytea NOT NULL)"
    )
    op.execute(CANONICAL)
    op.execute(CHAIN)
    for table in ("event", "control_event"):
        op.execute(
            f"CREATE TRIGGER {table}_chain BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION app.chain_event()"
        )
    op.execute("REVOKE EXECUTE ON FUNCTION app.identify(bytea), app.chain_event() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION app.identify(bytea) TO mandate_app")


def downgrade() -> None:
    for table in ("event", "control_event"):
        op.execute(f"DROP TRIGGER {table}_chain ON {table}")
    op.execute("DROP FUNCTION app.chain_event()")
    op.execute("DROP FUNCTION app.event_text(jsonb)")
    op.execute("DROP TABLE app.chain_head")
    op.execute("DROP FUNCTION app.identify(bytea)")
    op.execute("DROP FUNCTION app.enter(uuid, uuid, uuid, integer)")
