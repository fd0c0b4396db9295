"""What a zone's reviewers taught the desk: spellings of units and ways of writing brackets."""

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
