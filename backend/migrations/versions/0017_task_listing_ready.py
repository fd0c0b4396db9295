"""A task's row of the list as JSON, written when the task changes: a page of fifty then only joins texts."""

import sqlalchemy as sa
from alembic import op

from mandate.platform.fence import WRITERS

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Without its closing brace: what depends on the reader and on the day follows. A fixed time zone, whoever writes.
LISTING = """
CREATE FUNCTION app.write_task_listing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public SET timezone = 'UTC' AS $$
BEGIN
    NEW.listing := (
        SELECT rtrim(row_to_json(shown)::text, '}') FROM (
            SELECT NEW.id, json_build_object('id', NEW.plan_id, 'title', (
                    SELECT title FROM plan WHERE zone_id = NEW.zone_id AND id = NEW.plan_id)) AS plan,
                NEW.number, NEW.section, NEW.title, NEW.units, NEW.deadline_text, NEW.deadline_date, NEW.state,
                CASE WHEN NEW.precondition_state = 'waiting' THEN NEW.precondition END AS waiting_for,
                NEW.topic, NEW.topic_state, NEW.provisional,
                json_build_object('filled', NEW.slots_filled, 'needed', NEW.slots_needed) AS staffed,
                NEW.updated_at, NEW.version
        ) AS shown
    );
    RETURN NEW;
END $$
"""
ON_PLAN = """
CREATE FUNCTION app.list_renamed_plan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE task SET listing = '' WHERE zone_id = NEW.zone_id AND plan_id = NEW.id;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.add_column("task", sa.Column("listing", sa.String(), nullable=False, server_default=""))
    op.execute(f"GRANT UPDATE (listing) ON task TO {WRITERS}")
    # Kept in the row: fetching it from elsewhere, or unpacking it, would cost more than writing it anew.
    op.execute("ALTER TABLE task SET (toast_tuple_target = 8160)")
    for function in (LISTING, ON_PLAN):
        op.execute(function)
    op.execute(
        "CREATE TRIGGER write_listing BEFORE INSERT OR UPDATE ON task"
        " FOR EACH ROW EXECUTE FUNCTION app.write_task_listing()"
    )
    op.execute(
        "CREATE TRIGGER list_after_rename AFTER UPDATE OF title ON plan FOR EACH ROW"
        " WHEN (OLD.title IS DISTINCT FROM NEW.title) EXECUTE FUNCTION app.list_renamed_plan()"
    )
    op.execute("UPDATE task SET listing = ''")


def downgrade() -> None:
    op.execute("DROP TRIGGER list_after_rename ON plan")
    op.execute("DROP TRIGGER write_listing ON task")
    op.execute("DROP FUNCTION app.list_renamed_plan()")
    op.execute("DROP FUNCTION app.write_task_listing()")
    op.execute("ALTER TABLE task RESET (toast_tuple_target)")
    op.drop_column("task", "listing")
