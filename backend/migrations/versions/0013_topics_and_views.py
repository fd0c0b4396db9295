"""Topics shared by all zones, the topic of a task, and saved views."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB

from mandate.platform.fence import WRITERS, fence

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

READERS = f"{WRITERS}, mandate_overseer"
TASK_COLUMNS = ("topic", "topic_state", "topic_reason", "further_topics")

# The ten topics of the World Bank's B-READY.
B_READY = (
    ("business_entry", "企业准入", "Business Entry"),
    ("business_location", "经营场所", "Business Location"),
    ("utility_services", "公用设施服务", "Utility Services"),
    ("labor", "劳动力", "Labor"),
    ("financial_services", "金融服务", "Financial Services"),
    ("international_trade", "国际贸易", "International Trade"),
    ("taxation", "纳税", "Taxation"),
    ("dispute_resolution", "争议解决", "Dispute Resolution"),
    ("market_competition", "市场竞争", "Market Competition"),
    ("business_insolvency", "企业破产", "Business Insolvency"),
)
# The eighteen topics of China's evaluation, with the topic of B-READY that asks about the same and how far it does.
TOPICS = (
    ("starting_business", "开办企业", "Starting a business", "business_entry", "same"),
    ("construction_permits", "办理建筑许可", "Dealing with construction permits", "business_location", "part"),
    ("electricity", "获得电力", "Getting electricity", "utility_services", "part"),
    ("water_and_gas", "获得用水用气", "Getting water and gas", "utility_services", "part"),
    ("property_registration", "登记财产", "Registering property", "business_location", "part"),
    ("credit", "获得信贷", "Getting credit", "financial_services", "same"),
    ("minority_investors", "保护中小投资者", "Protecting minority investors", None, None),
    ("taxes", "纳税", "Paying taxes", "taxation", "same"),
    ("cross_border_trade", "跨境贸易", "Trading across borders", "international_trade", "same"),
    ("contracts", "执行合同", "Enforcing contracts", "dispute_resolution", "same"),
    ("insolvency", "办理破产", "Resolving insolvency", "business_insolvency", "same"),
    ("labour", "劳动力市场监管", "Labour market regulation", "labor", "same"),
    ("government_procurement", "政府采购", "Government procurement", "market_competition", "part"),
    ("tendering", "招标投标", "Bidding and tendering", "market_competition", "part"),
    ("government_services", "政务服务", "Government services", None, None),
    (
        "intellectual_property",
        "知识产权创造、保护和运用",
        "Intellectual property: creation, protection and use",
        "market_competition",
        "part",
    ),
    ("market_regulation", "市场监管", "Market regulation", "market_competition", "part"),
    ("inclusive_innovation", "包容普惠创新", "Inclusiveness and innovation", None, None),
)


def upgrade() -> None:
    b_ready = op.create_table(
        "b_ready_topic",
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
    )
    topic = op.create_table(
        "topic",
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("b_ready_code", sa.String(), sa.ForeignKey("b_ready_topic.code"), nullable=True),
        sa.Column("b_ready_extent", sa.String(), nullable=True),
        sa.CheckConstraint("b_ready_extent IN ('same', 'part')", name="topic_b_ready_extent"),
    )
    names = ("code", "name", "name_en", "b_ready_code", "b_ready_extent")
    for table, rows in ((b_ready, B_READY), (topic, TOPICS)):
        op.bulk_insert(
            table, [{"ordinal": place, **dict(zip(names, row, strict=False))} for place, row in enumerate(rows, 1)]
        )
    op.execute(f"GRANT SELECT ON topic, b_ready_topic TO {READERS}")
    op.add_column("task", sa.Column("topic", sa.String(), sa.ForeignKey("topic.code"), nullable=True))
    op.add_column("task", sa.Column("topic_state", sa.String(), nullable=False, server_default="none"))
    op.add_column("task", sa.Column("topic_reason", JSON(), nullable=False, server_default="[]"))
    op.add_column("task", sa.Column("further_topics", ARRAY(sa.String()), nullable=False, server_default="{}"))
    op.create_check_constraint("task_topic_state", "task", "topic_state IN ('suggested', 'confirmed', 'none')")
    op.create_check_constraint("task_topic_stated", "task", "(topic IS NULL) = (topic_state = 'none')")
    op.execute(f"GRANT UPDATE ({', '.join(TASK_COLUMNS)}) ON task TO {WRITERS}")
    _views()


def _views() -> None:
    op.create_table(
        "saved_view",
        sa.Column("zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("search", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index("saved_view_by_account", "saved_view", ["zone_id", "account_id", "ordinal"])
    op.create_table(
        "default_view",
        sa.Column("zone_id", sa.Uuid(), sa.ForeignKey("zone.id"), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("view_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "account_id"),
        sa.ForeignKeyConstraint(["zone_id", "view_id"], ["saved_view.zone_id", "saved_view.id"], ondelete="CASCADE"),
    )
    for table in ("saved_view", "default_view"):
        columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        for statement in fence(table, columns):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("default_view")
    op.drop_table("saved_view")
    for column in TASK_COLUMNS:
        op.drop_column("task", column)
    op.drop_table("topic")
    op.drop_table("b_ready_topic")
