"""Units over time: earlier names, renames, merges and splits with who succeeds whom, sections and people."""

import sqlalchemy as sa
from alembic import op

from mandate.platform.fence import WRITERS, fence

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = (
    "dated_unit_name",
    "reorganisation",
    "reorganised_unit",
    "unit_section",
    "unit_person",
    "former_task_unit",
)


def of_zone() -> list[sa.Column[object]]:
    return [
        sa.Column("zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
    ]


def versioned() -> list[sa.Column[object]]:
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    ]


def words(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def points_at(column: str, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["zone_id", column], [f"{table}.zone_id", f"{table}.id"], ondelete=ondelete)


def upgrade() -> None:
    for column in ("term_from_date", "term_to_date"):
        op.add_column("unit", sa.Column(column, sa.Date(), nullable=True))
    op.add_column("unit", sa.Column("convenor_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("unit_convenor", "unit", "unit", ["zone_id", "convenor_id"], ["zone_id", "id"])
    op.create_check_constraint("unit_term", "unit", "term_from_date <= term_to_date")
    op.execute(f"GRANT UPDATE (term_from_date, term_to_date, convenor_id) ON unit TO {WRITERS}")
    op.add_column("task_unit", sa.Column("taken_over_date", sa.Date(), nullable=True))
    op.execute(f"GRANT UPDATE (taken_over_date) ON task_unit TO {WRITERS}")
    op.create_table(
        "dated_unit_name",
        *of_zone(),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=True),
        *words("name", "basis", "note"),
        sa.Column("shown", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        points_at("unit_id", "unit", "CASCADE"),
        sa.UniqueConstraint(
            "zone_id", "unit_id", "from_date", name="dated_unit_name_once", postgresql_nulls_not_distinct=True
        ),
    )
    op.create_index(
        "dated_unit_name_due", "dated_unit_name", ["zone_id", "from_date"], postgresql_where=sa.text("NOT shown")
    )
    op.create_table(
        "reorganisation",
        *of_zone(),
        *versioned(),
        *words("kind", "basis", "note"),
        sa.Column("effective_date", sa.Date(), nullable=False),
        sa.Column("continues", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        sa.CheckConstraint("kind IN ('merge', 'split', 'dissolve', 'found')", name="reorganisation_kind"),
    )
    op.create_table(
        "reorganised_unit",
        sa.Column("zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=False),
        sa.Column("reorganisation_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        *words("side"),
        sa.PrimaryKeyConstraint("zone_id", "reorganisation_id", "unit_id"),
        points_at("reorganisation_id", "reorganisation", "CASCADE"),
        points_at("unit_id", "unit"),
        sa.CheckConstraint("side IN ('predecessor', 'successor')", name="reorganised_unit_side"),
    )
    op.create_index("reorganised_unit_by_unit", "reorganised_unit", ["zone_id", "unit_id"])
    op.create_table(
        "unit_section",
        *of_zone(),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        *words("name"),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        points_at("unit_id", "unit", "CASCADE"),
        sa.UniqueConstraint("zone_id", "unit_id", "name", name="unit_section_once"),
    )
    op.create_table(
        "unit_person",
        *of_zone(),
        *versioned(),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        *words("name", "post", "title"),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        points_at("unit_id", "unit", "CASCADE"),
        points_at("section_id", "unit_section", "SET NULL (section_id)"),
        sa.ForeignKeyConstraint(
            ["zone_id", "account_id"], ["zone_account.zone_id", "zone_account.account_id"], name="unit_person_account"
        ),
        sa.CheckConstraint("post IN ('leader', 'section_head', 'officer')", name="unit_person_post"),
        sa.CheckConstraint("from_date <= to_date", name="unit_person_term"),
    )
    op.create_index("unit_person_by_unit", "unit_person", ["zone_id", "unit_id"])
    op.create_table(
        "former_task_unit",
        *of_zone(),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("reorganisation_id", sa.Uuid(), nullable=False),
        sa.Column("taken_over_date", sa.Date(), nullable=True),
        sa.Column("until_date", sa.Date(), nullable=False),
        *words("relation", "source_text", "responsible_leader", "responsible_section", "responsible_officer"),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("inherited", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        points_at("task_id", "task", "CASCADE"),
        points_at("unit_id", "unit"),
        points_at("successor_id", "unit"),
        points_at("reorganisation_id", "reorganisation"),
        sa.CheckConstraint("relation IN ('lead', 'responsible', 'supporting')", name="former_task_unit_relation"),
    )
    op.create_index("former_task_unit_by_unit", "former_task_unit", ["zone_id", "unit_id"])
    op.create_index("former_task_unit_by_task", "former_task_unit", ["zone_id", "task_id"])
    for table in TABLES:
        columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        for statement in fence(table, columns):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("task_unit", "taken_over_date")
    op.drop_constraint("unit_convenor", "unit", type_="foreignkey")
    op.drop_constraint("unit_term", "unit", type_="check")
    for column in ("convenor_id", "term_to_date", "term_from_date"):
        op.drop_column("unit", column)
