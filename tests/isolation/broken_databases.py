"""Faults of a schema that must not pass unseen: each with the checks that report it."""

from dataclasses import dataclass

LINT, CASES, POOLS = "lint", "cases", "pools"
HERE = "zone_id = (SELECT app.zone())"
BOTH = "mandate_app, mandate_worker"


@dataclass(frozen=True)
class Fault:
    name: str
    statements: tuple[str, ...]
    seen_by: tuple[str, ...] = (LINT,)


def context_function(body: str, volatility: str = "STABLE") -> str:
    return (
        f"CREATE OR REPLACE FUNCTION app.zone() RETURNS uuid LANGUAGE sql {volatility}"
        f" SET search_path = pg_catalog AS $$ SELECT {body} $$"
    )


FAULTS = (
    Fault("no fence", ("DROP POLICY zone_fence ON task",), (LINT, CASES)),
    Fault("row-level security off", ("ALTER TABLE unit DISABLE ROW LEVEL SECURITY",), (LINT, CASES)),
    Fault("row-level security not forced", ("ALTER TABLE plan NO FORCE ROW LEVEL SECURITY",)),
    Fault(
        "permissive fence beside a permissive true",
        ("DROP POLICY zone_fence ON task", f"CREATE POLICY zone_fence ON task TO {BOTH} USING ({HERE})"),
        (LINT, CASES),
    ),
    Fault(
        "fence that does not check what is written",
        (
            "DROP POLICY zone_fence ON unit",
            f"CREATE POLICY zone_fence ON unit AS RESTRICTIVE TO {BOTH} USING ({HERE}) WITH CHECK (true)",
        ),
        (LINT, CASES),
    ),
    Fault(
        "fence for reading only",
        (
            "DROP POLICY zone_fence ON unit_alias",
            f"CREATE POLICY zone_fence ON unit_alias AS RESTRICTIVE FOR SELECT TO {BOTH} USING ({HERE})",
        ),
        (LINT, CASES),
    ),
    Fault(
        "fence for one role only",
        (
            "DROP POLICY zone_fence ON target",
            f"CREATE POLICY zone_fence ON target AS RESTRICTIVE TO mandate_app USING ({HERE}) WITH CHECK ({HERE})",
        ),
        (LINT, CASES),
    ),
    Fault("policy for everybody", ("CREATE POLICY wide ON task FOR SELECT USING (true)",)),
    Fault(
        "plain foreign key",
        (
            "ALTER TABLE unit ADD CONSTRAINT unit_id_once UNIQUE (id)",
            "ALTER TABLE task_unit DROP CONSTRAINT task_unit_zone_id_unit_id_fkey",
            "ALTER TABLE task_unit ADD CONSTRAINT plain FOREIGN KEY (unit_id) REFERENCES unit (id)",
        ),
        (LINT, CASES),
    ),
    Fault("global unique key", ("ALTER TABLE unit ADD CONSTRAINT once UNIQUE (name)",)),
    Fault("unique key that ends with the zone", ("CREATE UNIQUE INDEX once ON task (number, zone_id)",)),
    Fault("zone that may be missing", ("ALTER TABLE plan_text DROP CONSTRAINT plan_text_zone_id_fkey",)),
    Fault("table that was forgotten", ("CREATE TABLE note (id uuid PRIMARY KEY, body text)",)),
    Fault(
        "partition that is granted", ("CREATE TABLE task_old () INHERITS (task)", f"GRANT SELECT ON task_old TO {BOTH}")
    ),
    Fault("ordinary view", ("CREATE VIEW every_task AS SELECT * FROM task", f"GRANT SELECT ON every_task TO {BOTH}")),
    Fault(
        "materialised view", ("CREATE MATERIALIZED VIEW kept AS SELECT * FROM task", f"GRANT SELECT ON kept TO {BOTH}")
    ),
    Fault(
        "function with the owner's rights",
        (
            "CREATE FUNCTION app.search(words text) RETURNS SETOF task LANGUAGE sql SECURITY DEFINER"
            " SET search_path = pg_catalog, public AS $$ SELECT * FROM task WHERE title LIKE words $$",
        ),
    ),
    Fault("identify open to everybody", ("GRANT EXECUTE ON FUNCTION app.identify(bytea) TO PUBLIC",)),
    Fault("identify without a search_path", ("ALTER FUNCTION app.identify(bytea) RESET search_path",)),
    Fault("IMMUTABLE context function", ("ALTER FUNCTION app.zone() IMMUTABLE",), (LINT, POOLS)),
    Fault("VOLATILE context function", ("ALTER FUNCTION app.zone() VOLATILE",)),
    Fault(
        "context function that answers nothing instead of refusing",
        (context_function("nullif(current_setting('app.zone_id', true), '')::uuid"),),
        (CASES, POOLS),
    ),
    Fault(
        "context function that falls back to the first zone",
        (
            context_function(
                "coalesce(nullif(current_setting('app.zone_id', true), '')::uuid,"
                " (SELECT id FROM public.zone ORDER BY id LIMIT 1))"
            ),
        ),
        (CASES, POOLS),
    ),
    Fault(
        "session-level SET",
        (
            "CREATE OR REPLACE FUNCTION app.enter_unattended(zone uuid) RETURNS boolean LANGUAGE sql"
            " SET search_path = pg_catalog AS $$ SELECT set_config('app.zone_id', zone::text, false) IS NOT NULL $$",
        ),
        (POOLS,),
    ),
    Fault("zone that is set for a role", ("ALTER ROLE mandate_app IN DATABASE {database} SET app.zone_id = 'x'",)),
    Fault("right to move a row", ("GRANT UPDATE (zone_id) ON task TO mandate_app",)),
    Fault("right to empty a table", ("GRANT TRUNCATE ON unit_member TO mandate_worker",), (LINT, CASES)),
    Fault("right to change events", ("GRANT UPDATE (reason) ON event TO mandate_app",)),
    Fault("right to delete control events", ("GRANT DELETE ON control_event TO mandate_worker",)),
    Fault("overseer who reads tasks", ("GRANT SELECT ON task TO mandate_overseer",)),
    Fault("right on what comes later", ("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO mandate_app",)),
    Fault("chain that is switched off", ("ALTER TABLE event DISABLE TRIGGER event_chain",)),
    Fault("rule that rewrites", ("CREATE RULE also AS ON INSERT TO task DO ALSO DELETE FROM unit",)),
    Fault("owner that signs in", ("ALTER TABLE task OWNER TO mandate_app",)),
    Fault("right to make tables", ("GRANT CREATE ON SCHEMA public TO mandate_app",)),
    Fault("right to hide tables", ("GRANT TEMPORARY ON DATABASE {database} TO PUBLIC",)),
    Fault(
        "stale exemption",
        ("ALTER TABLE zone_division ENABLE ROW LEVEL SECURITY", "ALTER TABLE zone_division FORCE ROW LEVEL SECURITY"),
    ),
    Fault("application as the owner", ("GRANT mandate_owner TO mandate_app",)),
    Fault("application that bypasses", ("ALTER ROLE mandate_worker BYPASSRLS",)),
    Fault("application as a superuser", ("ALTER ROLE mandate_app SUPERUSER",)),
)
