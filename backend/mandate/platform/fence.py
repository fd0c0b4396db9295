"""The one way a table of a zone is made safe; migrations call it, the catalogue lint proves it."""

from collections.abc import Sequence

WRITERS = "mandate_app, mandate_worker"
NEVER_UPDATED = frozenset({"zone_id", "id", "created_at"})


def fence(table: str, columns: Sequence[str], *, insert_only: bool = False) -> list[str]:
    """SQL that puts a table behind row-level security, forced, with a restrictive zone fence.

    `columns` are the table's columns; those that place a row are never updatable. An
    `insert_only` table (events) can be added to and read, nothing else.
    """
    changeable = ", ".join(f'"{name}"' for name in columns if name not in NEVER_UPDATED)
    rights = "SELECT, INSERT" if insert_only else f"SELECT, INSERT, DELETE, UPDATE ({changeable})"
    here = "zone_id = (SELECT app.zone())"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY zone_fence ON {table} AS RESTRICTIVE FOR ALL TO {WRITERS} USING ({here}) WITH CHECK ({here})",
        f"CREATE POLICY zone_rows ON {table} FOR ALL TO {WRITERS} USING (true) WITH CHECK (true)",
        # FORCE binds the owner too: without this, a data migration would see no rows and succeed.
        f"CREATE POLICY owner_rows ON {table} FOR ALL TO mandate_owner USING (true) WITH CHECK (true)",
        f"GRANT {rights} ON {table} TO {WRITERS}",
    ]
