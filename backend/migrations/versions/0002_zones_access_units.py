"""Zones, accounts and roles, the unit directory, and events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from mandate.platform.fence import fence

# A person holds at most one of the three administrators' roles in a zone, and none beside a
# business role: `duty` is the role itself for administrators and 'business' for all others.
ADMINISTRATORS_APART = """
ALTER TABLE membership ADD CONSTRAINT membership_administrators_apart EXCLUDE USING gist (
    zone_id WITH =, account_id WITH =,
    (CASE WHEN role LIKE '%_administrator' THEN role ELSE 'business' END) WITH <>
)
"""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FENCED = ("zone_rule", "unit", "unit_alias", "unit_member", "membership", "event")
TABLES = (
    "jurisdiction",
    "zone",
    "zone_division",
    "zone_rule",
    "account",
    "password_history",
    "sign_in_session",
    "sign_in_throttle",
    "oversight",
    "unit",
    "unit_alias",
    "unit_member",
    "membership",
    "event",
    "control_event",
)


def upgrade() -> None:
    op.create_table(
        "jurisdiction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["jurisdiction.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "zone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "zone_division",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("division_code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "division_code", "valid_from"),
    )
    op.create_table(
        "zone_rule",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("officers_read", sa.String(), nullable=False),
        sa.CheckConstraint("officers_read IN ('own_units', 'whole_zone')", name="zone_rule_officers_read"),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_table(
        "account",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "password_history",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_password_history_account_id"), "password_history", ["account_id"], unique=False)
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idle_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('browser', 'token')", name="sign_in_session_kind"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("secret_hash"),
    )
    op.create_index("sign_in_session_by_account", "sign_in_session", ["account_id", "created_at"], unique=False)
    op.create_table(
        "sign_in_throttle",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "oversight",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "jurisdiction_id"),
    )
    op.create_table(
        "unit",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('department', 'committee', 'party_body', 'street_or_town', 'enterprise', 'court_or_procuratorate', 'public_institution', 'utility', 'leading_group', 'task_force', 'municipal_body', 'external_partner', 'collective')",
            name="unit_kind",
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        sa.UniqueConstraint("zone_id", "name", name="unit_name"),
    )
    op.create_index("unit_by_sort_key", "unit", ["zone_id", "sort_key", "id"], unique=False)
    op.create_table(
        "unit_alias",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        sa.UniqueConstraint("zone_id", "alias", name="unit_alias_alias"),
    )
    op.create_index("unit_alias_by_unit", "unit_alias", ["zone_id", "unit_id"], unique=False)
    op.create_table(
        "unit_member",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("collective_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("collective_id <> member_id", name="unit_member_other"),
        sa.ForeignKeyConstraint(["zone_id", "collective_id"], ["unit.zone_id", "unit.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zone_id", "member_id"],
            ["unit.zone_id", "unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "collective_id", "member_id"),
    )
    op.create_index("unit_member_by_member", "unit_member", ["zone_id", "member_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(role = 'officer') = (unit_id IS NOT NULL)", name="membership_officer_unit"),
        sa.CheckConstraint(
            "role IN ('officer','supervisor','leader','system_administrator','security_administrator','audit_administrator')",
            name="membership_role",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["zone_id", "unit_id"],
            ["unit.zone_id", "unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        sa.UniqueConstraint(
            "zone_id", "account_id", "role", "unit_id", name="membership_once", postgresql_nulls_not_distinct=True
        ),
    )
    op.create_index("membership_by_account", "membership", ["zone_id", "account_id"], unique=False)
    op.create_table(
        "event",
        sa.Column("sequence", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("account_name", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("subject_title", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("before", JSONB(), nullable=True),
        sa.Column("after", JSONB(), nullable=True),
        sa.Column("previous_hash", sa.LargeBinary(), nullable=True),
        sa.Column("row_hash", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["zone_id"],
            ["zone.id"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("event_by_sequence", "event", ["zone_id", "sequence"], unique=True)
    op.create_index("event_by_subject", "event", ["zone_id", "subject_kind", "subject_id", "sequence"], unique=False)
    op.create_table(
        "control_event",
        sa.Column("sequence", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("account_name", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("subject_title", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("before", JSONB(), nullable=True),
        sa.Column("after", JSONB(), nullable=True),
        sa.Column("previous_hash", sa.LargeBinary(), nullable=True),
        sa.Column("row_hash", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("control_event_by_sequence", "control_event", ["sequence"], unique=True)
    for table in FENCED:
        columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        for statement in fence(table, columns, insert_only=table == "event"):
            op.execute(statement)
    reads = "mandate_app, mandate_worker, mandate_overseer"
    op.execute(f"GRANT SELECT ON jurisdiction, zone, zone_division TO {reads}")
    op.execute("GRANT INSERT, UPDATE (name, name_en) ON jurisdiction, zone TO mandate_worker")
    op.execute("GRANT INSERT, UPDATE (valid_to) ON zone_division TO mandate_worker")
    control = "account, password_history, sign_in_session, sign_in_throttle, oversight"
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON {control} TO mandate_app, mandate_worker")
    op.execute("GRANT DELETE ON oversight, sign_in_throttle TO mandate_app, mandate_worker")
    op.execute("GRANT SELECT, INSERT ON control_event TO mandate_app, mandate_worker")
    op.execute(ADMINISTRATORS_APART)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
