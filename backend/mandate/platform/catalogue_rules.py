"""The rules of the catalogue lint as SQL: each names its subjects, the key says what is wrong with them.

Parameters: $1 exempt tables, $2 functions with the owner's rights, $3 insert-only tables, $4 reference tables.
"""

COMMON = """
writer(role) AS (VALUES ('mandate_app'::name), ('mandate_worker')),
application(role) AS (SELECT role FROM writer UNION SELECT 'mandate_overseer'),
fence AS (SELECT '(zone_id = ( SELECT app.zone() AS zone))' AS expression),
schemas AS (
    SELECT oid, nspname AS schema FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
),
relation AS (
    SELECT c.*, CASE schema WHEN 'public' THEN relname ELSE schema || '.' || relname END AS subject,
           pg_get_userbyid(relowner) AS owner, schema || '.*' AS all_of_schema
    FROM pg_class c JOIN schemas s ON s.oid = relnamespace
),
stored AS (SELECT * FROM relation WHERE relkind IN ('r', 'p', 'f')),
zoned AS (SELECT * FROM stored WHERE subject <> ALL($1::text[]) AND all_of_schema <> ALL($1::text[])),
zone_column AS (SELECT attrelid, attnum, attnotnull, atttypid FROM pg_attribute WHERE attname = 'zone_id'),
routine AS (
    SELECT p.*, schema || '.' || proname AS subject, pg_get_userbyid(proowner) AS owner
    FROM pg_proc p JOIN schemas s ON s.oid = pronamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
),
rights AS (
    SELECT r.oid, subject, privilege_type AS privilege, pg_get_userbyid(grantee) AS grantee
    FROM relation r, aclexplode(relacl) WHERE grantee <> relowner AND relkind <> 'S'
    UNION SELECT r.oid, subject, privilege_type, pg_get_userbyid(grantee)
    FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid, aclexplode(attacl) WHERE grantee <> relowner
)
"""

TABLES = {
    "is neither fenced nor exempt: it lacks zone_id uuid NOT NULL": """
        SELECT subject FROM zoned t WHERE NOT EXISTS (
            SELECT FROM zone_column WHERE attrelid = t.oid AND attnotnull AND atttypid = 'uuid'::regtype)""",
    "has no foreign key from zone_id to zone": """
        SELECT subject FROM zoned t JOIN zone_column z ON attrelid = t.oid WHERE NOT EXISTS (
            SELECT FROM pg_constraint WHERE conrelid = t.oid AND contype = 'f' AND conkey = ARRAY[attnum]
            AND confrelid = to_regclass('public.zone'))""",
    "has no primary key": """
        SELECT subject FROM zoned t
        WHERE NOT EXISTS (SELECT FROM pg_index WHERE indrelid = t.oid AND indisprimary)""",
    "is unique across zones: its key does not start with zone_id": """
        SELECT subject || '.' || indexrelid::regclass FROM zoned t JOIN pg_index i ON indrelid = t.oid
        JOIN zone_column z ON attrelid = t.oid WHERE (indisunique OR indisexclusion) AND indkey[0] <> attnum""",
    "points at a table of zones without zone_id on both sides": """
        SELECT f.subject || '.' || conname FROM pg_constraint c
        JOIN stored f ON f.oid = conrelid JOIN zoned t ON t.oid = confrelid
        LEFT JOIN zone_column a ON a.attrelid = conrelid LEFT JOIN zone_column b ON b.attrelid = confrelid
        WHERE contype = 'f' AND NOT EXISTS (
            SELECT FROM unnest(conkey, confkey) AS pair(here, there) WHERE here = a.attnum AND there = b.attnum)""",
    "does not enable and force row-level security": """
        SELECT subject FROM zoned WHERE NOT (relrowsecurity AND relforcerowsecurity)""",
    "has no restrictive fence for all commands of both application roles": """
        SELECT subject FROM zoned t WHERE NOT EXISTS (
            SELECT FROM pg_policy, fence WHERE polrelid = t.oid AND NOT polpermissive AND polcmd = '*'
            AND polroles @> (SELECT array_agg(r.oid) FROM pg_roles r JOIN writer ON rolname = role)
            AND pg_get_expr(polqual, polrelid) = expression AND pg_get_expr(polwithcheck, polrelid) = expression)""",
    "is a policy for a role that the fence does not hold": """
        SELECT subject || '.' || polname FROM zoned t JOIN pg_policy ON polrelid = t.oid, unnest(polroles) AS held
        WHERE pg_get_userbyid(held) NOT IN (SELECT role FROM writer UNION SELECT 'mandate_owner')""",
    "is rewritten by a rule, which runs with its owner's rights": """
        SELECT subject FROM stored WHERE relhasrules""",
    "is a foreign table: no fence holds what lies elsewhere": """
        SELECT subject FROM relation WHERE relkind = 'f'""",
    "is a partition or child that can be reached past its parent's fence": """
        SELECT DISTINCT subject FROM rights JOIN pg_inherits ON inhrelid = rights.oid""",
    "is insert-only, but its chain trigger is missing or disabled": """
        SELECT subject FROM stored t WHERE subject = ANY($3::text[]) AND NOT EXISTS (
            SELECT FROM pg_trigger WHERE tgrelid = t.oid AND tgenabled IN ('O', 'A')
            AND tgfoid = to_regproc('app.chain_event'))""",
    "is a stale exemption: there is no such table, or it is fenced": """
        SELECT name FROM unnest($1::text[]) AS name WHERE NOT EXISTS (
            SELECT FROM stored WHERE (subject = name OR all_of_schema = name) AND NOT relforcerowsecurity)""",
    "is expected to be insert-only or a reference, but there is no such table": """
        SELECT name FROM unnest($3::text[] || $4::text[]) AS name
        WHERE NOT EXISTS (SELECT FROM stored WHERE subject = name)""",
}

RIGHTS = {
    "is granted past row-level security": """
        SELECT privilege || ' on ' || subject || ' to ' || grantee FROM rights
        WHERE privilege NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')""",
    "is granted to a role that the fence does not hold": """
        SELECT DISTINCT privilege || ' on ' || subject || ' to ' || grantee FROM rights JOIN zoned USING (oid, subject)
        WHERE grantee NOT IN (SELECT role FROM writer)""",
    "is granted to overseers, who read published and reference tables only": """
        SELECT DISTINCT privilege || ' on ' || subject FROM rights WHERE grantee = 'mandate_overseer'
        AND NOT (privilege = 'SELECT' AND subject = ANY($4::text[]))""",
    "may be updated, though it places the row": """
        SELECT DISTINCT subject || '.' || attname FROM zoned t JOIN pg_attribute a ON attrelid = t.oid, application
        WHERE attname IN ('zone_id', 'id', 'created_at')
        AND has_column_privilege(role, t.oid, attnum, 'UPDATE')""",
    "is granted on a table that may only be added to": """
        SELECT DISTINCT privilege || ' on ' || subject || ' to ' || grantee FROM rights
        WHERE subject = ANY($3::text[]) AND privilege NOT IN ('SELECT', 'INSERT')""",
    "would be granted on every new table": """
        SELECT privilege_type || ' to ' || pg_get_userbyid(grantee) FROM pg_default_acl, aclexplode(defaclacl)
        WHERE defaclobjtype = 'r' AND grantee <> defaclrole""",
    "does not belong to mandate_owner": """
        SELECT subject FROM relation WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND owner <> 'mandate_owner'
        UNION SELECT subject FROM routine WHERE owner <> 'mandate_owner'""",
}

CODE = {
    "is used by a policy but is not STABLE: its answer would be kept in cached plans": """
        SELECT DISTINCT p.oid::regprocedure::text FROM pg_depend d JOIN pg_proc p ON p.oid = refobjid
        WHERE classid = 'pg_policy'::regclass AND refclassid = 'pg_proc'::regclass AND provolatile <> 's'""",
    "runs with its owner's rights and is not on the list": """
        SELECT subject FROM routine WHERE prosecdef AND subject <> ALL($2::text[])""",
    "is on the list of functions with the owner's rights, but there is none": """
        SELECT name FROM unnest($2::text[]) AS name
        WHERE NOT EXISTS (SELECT FROM routine WHERE prosecdef AND subject = name)""",
    "runs with its owner's rights and may be called by PUBLIC": """
        SELECT DISTINCT subject FROM routine, aclexplode(coalesce(proacl, acldefault('f', proowner)))
        WHERE prosecdef AND grantee = 0""",
    "does not set its search_path": """
        SELECT subject FROM routine WHERE (prosecdef OR subject LIKE 'app.%')
        AND NOT coalesce(array_to_string(proconfig, ' ') LIKE '%search_path=%', false)""",
    "is a view that runs as its owner, not as its reader": """
        SELECT subject FROM relation WHERE relkind = 'v'
        AND NOT coalesce(reloptions && '{security_invoker=true,security_invoker=on,security_invoker=1}', false)""",
    "is a materialised view: it has no row-level security": """
        SELECT subject FROM relation WHERE relkind = 'm'""",
}

PEOPLE = {
    "is too strong a role for the application": """
        SELECT rolname FROM pg_roles WHERE rolname IN (SELECT role FROM application UNION SELECT 'mandate_migrate')
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)""",
    "is a member of another role": """
        SELECT m.rolname || ' in ' || r.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member
        JOIN pg_roles r ON r.oid = a.roleid JOIN application ON m.rolname = role""",
    "may create objects in a schema": """
        SELECT role || ' in ' || schema FROM schemas s, application
        WHERE has_schema_privilege(role, s.oid, 'CREATE')""",
    "may make temporary tables, which hide ours from functions with the owner's rights": """
        SELECT role FROM application WHERE has_database_privilege(role, current_database(), 'TEMP')""",
    "has a zone by default": """
        SELECT coalesce(pg_get_userbyid(setrole), 'everybody') FROM pg_db_role_setting
        WHERE array_to_string(setconfig, ' ') LIKE '%app.%'""",
}


def _every_finding() -> str:
    rules = {**TABLES, **RIGHTS, **CODE, **PEOPLE}
    parts = []
    for words, rule in rules.items():
        quoted = words.replace("'", "''")
        parts.append(
            f"SELECT subject::text COLLATE \"C\" AS subject, '{quoted}' AS words FROM ({rule}) AS found(subject)"  # noqa: S608  no input
        )
    return f"WITH {COMMON} {' UNION ALL '.join(parts)} ORDER BY subject, words"


FINDINGS = _every_finding()
