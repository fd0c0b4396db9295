"""The people of a zone: an account appears where it was made or added, and can be suspended there alone."""

import sqlalchemy as sa
from alembic import op

from mandate.platform.fence import fence

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PEOPLE = """
INSERT INTO zone_account (zone_id, account_id, version, created_at, updated_at)
SELECT DISTINCT zone_id, account_id, 1, now(), now() FROM membership
"""
HOMES = """
UPDATE account SET home_zone_id = sole.zone_id
FROM (SELECT account_id, min(zone_id::text)::uuid AS zone_id FROM zone_account
      GROUP BY account_id HAVING count(*) = 1) AS sole
WHERE sole.account_id = account.id
"""

IDENTIFY = """
CREATE OR REPLACE FUNCTION app.identify(secret bytea) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT json_build_object(
        'session_id', s.id, 'kind', s.kind, 'account_id', a.id, 'login', a.login, 'name', a.name, 'epoch', a.epoch,
        'must_change_password', a.must_change_password, 'last_seen_at', s.last_seen_at,
        'memberships', (
            SELECT coalesce(json_agg(json_build_object(
                'zone_id', z.id, 'zone', z.code, 'zone_name', z.name, 'zone_name_en', z.name_en,
                'role', m.role, 'unit_id', u.id, 'unit', u.name) ORDER BY z.code, m.role, u.sort_key), '[]')
            FROM membership m JOIN zone z ON z.id = m.zone_id
            {suspended}
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
SUSPENDED = """
            JOIN zone_account p ON p.zone_id = m.zone_id AND p.account_id = m.account_id AND p.disabled_at IS NULL
"""


def upgrade() -> None:
    op.add_column("account", sa.Column("home_zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=True))
    op.create_table(
        "zone_account",
        sa.Column("zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("zone_id", "account_id"),
    )
    op.execute(PEOPLE)
    op.execute(HOMES)
    op.create_foreign_key(
        "membership_person",
        "membership",
        "zone_account",
        ["zone_id", "account_id"],
        ["zone_id", "account_id"],
    )
    for statement in fence("zone_account", ["version", "updated_at", "disabled_at"]):
        op.execute(statement)
    op.execute(IDENTIFY.format(suspended=SUSPENDED.strip()))


def downgrade() -> None:
    op.execute(IDENTIFY.format(suspended=""))
    op.drop_constraint("membership_person", "membership", type_="foreignkey")
    op.drop_table("zone_account")
    op.drop_column("account", "home_zone_id")
