"""What a list shows of a task's units, kept with the task by the database: a page of fifty then reads one table."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSON

from mandate.platform.fence import WRITERS

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# A name sorts as lead < responsible < supporting: the first relation tells who answers for the task.
LIST = """
CREATE FUNCTION app.list_units_of_tasks(of_zone uuid, tasks uuid[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $$
    UPDATE task SET units = found.units, answering = found.answering,
        slots_needed = found.slots_needed, slots_filled = found.slots_filled
    FROM (
        SELECT asked.id,
            coalesce(array_to_json(array_agg(shown.unit ORDER BY tu.relation, tu.ordinal, u.sort_key)
                FILTER (WHERE tu.unit_id IS NOT NULL)), '[]') AS units,
            coalesce(nullif(min(tu.relation), 'supporting'), '') AS answering,
            3 * count(*) FILTER (WHERE tu.relation = first.relation) AS slots_needed,
            coalesce(sum((tu.responsible_leader <> '')::integer + (tu.responsible_section <> '')::integer
                + (tu.responsible_officer <> '')::integer) FILTER (WHERE tu.relation = first.relation), 0) AS slots_filled
        FROM unnest(tasks) AS asked(id)
        LEFT JOIN task_unit tu ON tu.zone_id = of_zone AND tu.task_id = asked.id
        LEFT JOIN unit u ON u.zone_id = of_zone AND u.id = tu.unit_id
        LEFT JOIN LATERAL (
            SELECT nullif(min(relation), 'supporting') AS relation FROM task_unit
            WHERE zone_id = of_zone AND task_id = asked.id
        ) AS first ON true
        LEFT JOIN LATERAL (
            SELECT row_to_json(unit) AS unit FROM (SELECT tu.unit_id AS id, u.name, tu.relation) AS unit
        ) AS shown ON true
        GROUP BY asked.id
    ) AS found
    WHERE task.zone_id = of_zone AND task.id = found.id
$$
"""
ON_TASK_UNIT = """
CREATE FUNCTION app.list_changed_task_units() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM app.list_units_of_tasks(zone_id, array_agg(DISTINCT task_id)) FROM changed GROUP BY zone_id;
    RETURN NULL;
END $$
"""
ON_UNIT = """
CREATE FUNCTION app.list_renamed_unit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM app.list_units_of_tasks(NEW.zone_id, array_agg(task_id))
    FROM task_unit WHERE zone_id = NEW.zone_id AND unit_id = NEW.id HAVING count(*) > 0;
    RETURN NULL;
END $$
"""
COLUMNS = ("units", "answering", "slots_needed", "slots_filled")
EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def upgrade() -> None:
    op.add_column("task", sa.Column("units", JSON(), nullable=False, server_default="[]"))
    op.add_column("task", sa.Column("answering", sa.String(), nullable=False, server_default=""))
    for column in ("slots_needed", "slots_filled"):
        op.add_column("task", sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
    op.execute(f"GRANT UPDATE ({', '.join(COLUMNS)}) ON task TO {WRITERS}")
    for function in (LIST, ON_TASK_UNIT, ON_UNIT):
        op.execute(function)
    for event, rows in EVENTS.items():
        op.execute(
            f"CREATE TRIGGER list_after_{event.lower()} AFTER {event} ON task_unit REFERENCING {rows} TABLE AS changed "
            "FOR EACH STATEMENT EXECUTE FUNCTION app.list_changed_task_units()"
        )
    op.execute(
        "CREATE TRIGGER list_after_rename AFTER UPDATE OF name ON unit FOR EACH ROW "
        "WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION app.list_renamed_unit()"
    )
    op.execute("SELECT app.list_units_of_tasks(zone_id, array_agg(id)) FROM task GROUP BY zone_id")


def downgrade() -> None:
    op.execute("DROP TRIGGER list_after_rename ON unit")
    for event in EVENTS:
        op.execute(f"DROP TRIGGER list_after_{event.lower()} ON task_unit")
    op.execute("DROP FUNCTION app.list_renamed_unit()")
    op.execute("DROP FUNCTION app.list_changed_task_units()")
    op.execute("DROP FUNCTION app.list_units_of_tasks(uuid, uuid[])")
    for column in COLUMNS:
        op.drop_column("task", column)
