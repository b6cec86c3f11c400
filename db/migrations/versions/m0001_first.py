"""The first schema: registers, journal, exchange, audit, drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "account",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("account", sa.LargeBinary(length=16), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("record", sa.LargeBinary(length=16), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "chain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=8), nullable=False),
        sa.Column("device", sa.LargeBinary(length=16), nullable=False),
        sa.Column("epoch", sa.LargeBinary(length=16), nullable=False),
        sa.Column("stream", sa.LargeBinary(length=16), nullable=False),
        sa.Column("continues_epoch", sa.LargeBinary(length=16), nullable=True),
        sa.Column("continues_seq", sa.Integer(), nullable=True),
        sa.Column("continues_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(length=32), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("signed_seq", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("chain_key", "chain", ["key"], unique=True)
    op.create_table(
        "device",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("have", sa.LargeBinary(), nullable=True),
        sa.Column("audit_head", sa.LargeBinary(length=32), nullable=True),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "draft",
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("record", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("form", "record"),
    )
    op.create_table(
        "elder",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("birth_date", sa.String(), nullable=False),
        sa.Column("id_hmac", sa.String(), nullable=True),
        sa.Column("id_last4", sa.String(), nullable=True),
        sa.Column("id_disagrees", sa.String(), nullable=True),
        sa.Column("id_key", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("contact_name", sa.String(), nullable=True),
        sa.Column("contact_relation", sa.String(), nullable=True),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("categories", sa.String(), nullable=True),
        sa.Column("care_level", sa.String(), nullable=False),
        sa.Column("consent_on", sa.String(), nullable=True),
        sa.Column("consent_withdrawn_on", sa.String(), nullable=True),
        sa.Column("home_visit_declined", sa.Boolean(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("elder_order", "elder", ["sort_key", "id", "removed"], unique=False)
    op.create_index("elder_unit_order", "elder", ["unit_id", "sort_key", "id"], unique=False)
    op.create_table(
        "elder_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("elder_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("elder_search_elder", "elder_search", ["elder_id"], unique=True)
    op.create_table(
        "elder_spell",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("elder_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("enrolled_on", sa.String(), nullable=False),
        sa.Column("closed_on", sa.String(), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("elder_spell_elder", "elder_spell", ["elder_id", "enrolled_on", "closed_on", "removed"], unique=False)
    op.create_table(
        "entry",
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("wall", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.LargeBinary(length=16), nullable=True),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("record", sa.LargeBinary(length=16), nullable=False),
        sa.Column("subject", sa.LargeBinary(length=16), nullable=True),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("package", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("chain", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("entry_record", "entry", ["record"], unique=False)
    op.create_table(
        "need",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("elder_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("visit_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("referral_to", sa.String(), nullable=True),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("closed_on", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("need_elder", "need", ["elder_id"], unique=False)
    op.create_index("need_unit", "need", ["unit_id", "status"], unique=False)
    op.create_table(
        "package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("sender", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("nothing_new", sa.Boolean(), nullable=False),
        sa.Column("handled_at", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("package_digest", "package", ["digest"], unique=True)
    op.create_index("package_sender", "package", ["sender", "state"], unique=False)
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.LargeBinary(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("have", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_on", sa.String(), nullable=True),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "state",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "subject",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("parent_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("urban_rural_class", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("unit_code", "unit", ["code"], unique=False)
    op.create_index("unit_parent", "unit", ["parent_id"], unique=False)
    op.create_table(
        "unit_profile",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("resident_population", sa.Integer(), nullable=True),
        sa.Column("urban_resident_population", sa.Integer(), nullable=True),
        sa.Column("social_organisations", sa.Integer(), nullable=True),
        sa.Column("proxy_service", sa.Boolean(), nullable=True),
        sa.Column("social_work_station", sa.Boolean(), nullable=True),
        sa.Column("elder_care_land_m2", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("unit_profile_unit", "unit_profile", ["unit_id", "as_of"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("elder_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("visited_at", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("visitors", sa.String(), nullable=True),
        sa.Column("visitor_role", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("health", sa.String(), nullable=False),
        sa.Column("mood", sa.String(), nullable=False),
        sa.Column("daily", sa.String(), nullable=False),
        sa.Column("hygiene", sa.String(), nullable=False),
        sa.Column("support", sa.String(), nullable=False),
        sa.Column("gas", sa.String(), nullable=False),
        sa.Column("electricity", sa.String(), nullable=False),
        sa.Column("heating", sa.String(), nullable=False),
        sa.Column("floor", sa.String(), nullable=False),
        sa.Column("structure", sa.String(), nullable=False),
        sa.Column("needs", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("visit_elder_time", "visit", ["elder_id", "visited_at", "outcome"], unique=False)
    urgent = sa.text("'urgent' IN (health, mood, daily, hygiene, support, gas, electricity, heating, floor, structure) AND NOT removed")
    op.create_index("visit_urgent", "visit", ["elder_id", "visited_at"], sqlite_where=urgent, postgresql_where=urgent)


def downgrade() -> None:
    """Drop every table."""
    op.drop_index("visit_urgent", table_name="visit")
    op.drop_index("visit_elder_time", table_name="visit")
    op.drop_table("visit")
    op.drop_index("unit_profile_unit", table_name="unit_profile")
    op.drop_table("unit_profile")
    op.drop_index("unit_parent", table_name="unit")
    op.drop_index("unit_code", table_name="unit")
    op.drop_table("unit")
    op.drop_table("subject")
    op.drop_table("state")
    op.drop_table("receipt")
    op.drop_index("package_sender", table_name="package")
    op.drop_index("package_digest", table_name="package")
    op.drop_table("package")
    op.drop_index("need_unit", table_name="need")
    op.drop_index("need_elder", table_name="need")
    op.drop_table("need")
    op.drop_index("entry_record", table_name="entry")
    op.drop_table("entry")
    op.drop_index("elder_spell_elder", table_name="elder_spell")
    op.drop_table("elder_spell")
    op.drop_index("elder_search_elder", table_name="elder_search")
    op.drop_table("elder_search")
    op.drop_index("elder_unit_order", table_name="elder")
    op.drop_index("elder_order", table_name="elder")
    op.drop_table("elder")
    op.drop_table("draft")
    op.drop_table("device")
    op.drop_index("chain_key", table_name="chain")
    op.drop_table("chain")
    op.drop_table("audit")
    op.drop_table("account")
