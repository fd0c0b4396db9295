"""Words of a task kept ready for search, and deadlines in the order that lists ask for."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Signs and pairs of signs, as Chinese has no spaces; salted with the zone, so that no zone's words lengthen another's search.
TOKENS = """
CREATE FUNCTION app.task_tokens(zone uuid, title varchar, section varchar, body varchar, number integer) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT coalesce(array_agg(DISTINCT hashtextextended(token, hashtextextended(zone::text, 0))), '{}')
    FROM unnest(ARRAY[title, section, body, number::text]) AS words,
    LATERAL (
        SELECT sign, lead(sign) OVER (ORDER BY place) AS next
        FROM string_to_table(lower(words), NULL) WITH ORDINALITY AS signs(sign, place)
    ) AS pairs,
    LATERAL (VALUES (sign), (sign || next)) AS made(token)
    WHERE token IS NOT NULL
$$
"""
WANTED = """
CREATE FUNCTION app.wanted_tokens(zone uuid, words text[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT array_agg(DISTINCT hashtextextended(substr(plain, place, 2), hashtextextended(zone::text, 0)))
    FROM unnest(words) AS word, lower(word) AS plain, generate_series(1, greatest(length(plain) - 1, 1)) AS place
$$
"""
# Runs as the owner: behind the fence no index serves @>, which is not leakproof. Gives ids of the zone in scope only,
# for the caller to read again through the fence.
CANDIDATES = """
CREATE FUNCTION app.tasks_with_words(words text[], at_most integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public AS $$
DECLARE
    here uuid := app.zone();
    wanted bigint[] := app.wanted_tokens(here, words);
BEGIN
    RETURN QUERY SELECT id FROM task
    WHERE zone_id = here AND app.task_tokens(zone_id, title, section, body, number) @> wanted
    LIMIT at_most;
END $$
"""
NO_DEADLINE = {"task_by_deadline_first": "infinity", "task_by_deadline_last": "-infinity"}


def upgrade() -> None:
    for function in (TOKENS, WANTED, CANDIDATES):
        op.execute(function)
    op.execute("REVOKE EXECUTE ON FUNCTION app.tasks_with_words(text[], integer) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION app.tasks_with_words(text[], integer) TO mandate_app")
    op.execute("CREATE INDEX task_by_words ON task USING gin (app.task_tokens(zone_id, title, section, body, number))")
    for name, day in NO_DEADLINE.items():
        op.execute(f"CREATE INDEX {name} ON task (zone_id, coalesce(deadline_date, DATE '{day}'), id)")


def downgrade() -> None:
    for name in (*NO_DEADLINE, "task_by_words"):
        op.execute(f"DROP INDEX {name}")
    op.execute("DROP FUNCTION app.tasks_with_words(text[], integer)")
    op.execute("DROP FUNCTION app.wanted_tokens(uuid, text[])")
    op.execute("DROP FUNCTION app.task_tokens(uuid, varchar, varchar, varchar, integer)")
