"""The search by the index of words keeps to the index, however many tasks have the words."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# Planned for words not known: with known frequent ones the planner walks the table and makes the tokens of each task anew.
SEARCH = "ALTER FUNCTION app.tasks_with_words(text[], integer)"


def upgrade() -> None:
    op.execute(f"{SEARCH} SET plan_cache_mode = force_generic_plan")


def downgrade() -> None:
    op.execute(f"{SEARCH} RESET plan_cache_mode")
