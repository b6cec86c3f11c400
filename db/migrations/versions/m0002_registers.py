"""Facilities, training, volunteering, the plan's other registers and the numbers kept for them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _facility() -> None:
    op.create_table(
        "facility",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("units", sa.String(), nullable=False),
        sa.Column("year_built", sa.Integer(), nullable=True),
        sa.Column("tenure", sa.String(), nullable=True),
        sa.Column("building_area_m2", sa.String(), nullable=False),
        sa.Column("activity_area_m2", sa.String(), nullable=True),
        sa.Column("area_source", sa.String(), nullable=True),
        sa.Column("hours", sa.String(), nullable=True),
        sa.Column("barrier_free", sa.Boolean(), nullable=True),
        sa.Column("age_friendly", sa.Boolean(), nullable=True),
        sa.Column("child_friendly", sa.Boolean(), nullable=True),
        sa.Column("kiosk", sa.String(), nullable=True),
        sa.Column("kiosk_broken_on", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("facility_unit", "facility", ["unit_id", "code", "valid_from"])


def _worker() -> None:
    op.create_table(
        "worker",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("birth_date", sa.String(), nullable=True),
        sa.Column("id_hmac", sa.String(), nullable=True),
        sa.Column("id_last4", sa.String(), nullable=True),
        sa.Column("id_disagrees", sa.String(), nullable=True),
        sa.Column("id_key", sa.String(), nullable=True),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("full_time", sa.Boolean(), nullable=False),
        sa.Column("urban_roster", sa.Boolean(), nullable=False),
        sa.Column("certificates", sa.String(), nullable=True),
        sa.Column("certificate_on", sa.String(), nullable=True),
        sa.Column("employed_on", sa.String(), nullable=False),
        sa.Column("left_on", sa.String(), nullable=True),
        sa.Column("leave_from", sa.String(), nullable=True),
        sa.Column("leave_to", sa.String(), nullable=True),
        sa.Column("same_as", sa.LargeBinary(length=16), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("worker_unit", "worker", ["unit_id", "ref"])


def _worker_state() -> None:
    op.create_table(
        "worker_state",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("full_time", sa.Boolean(), nullable=False),
        sa.Column("urban_roster", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("worker_state_worker", "worker_state", ["worker_id", "since"])


def _course() -> None:
    op.create_table(
        "course",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("organiser_level", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("starts_on", sa.String(), nullable=False),
        sa.Column("ends_on", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("recognised", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("course_unit", "course", ["unit_id", "ref"])


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("worker_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sessions_attended", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("certificate_no", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("attendance_course", "attendance", ["course_id"])
    op.create_index("attendance_worker", "attendance", ["worker_id", "course_id", "result", "removed"])


def _volunteer() -> None:
    op.create_table(
        "volunteer",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("birth_date", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("skills", sa.String(), nullable=True),
        sa.Column("registered_on", sa.String(), nullable=True),
        sa.Column("guardian_consent", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("volunteer_unit", "volunteer", ["unit_id", "ref"])


def _activity() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("ends_at", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("leader", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("activity_unit", "activity", ["unit_id", "starts_at"])


def _service() -> None:
    op.create_table(
        "service",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("activity_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("verified_by", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("service_activity", "service", ["activity_id"])
    op.create_index("service_volunteer", "service", ["volunteer_id"])


def _survey() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.String(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("satisfied", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("survey_unit", "survey", ["unit_id", "held_on"])


def _project() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("completed_on", sa.String(), nullable=False),
        sa.Column("total_area_m2", sa.String(), nullable=False),
        sa.Column("commercial_area_m2", sa.String(), nullable=False),
        sa.Column("service_area_m2", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _ledger_task() -> None:
    op.create_table(
        "ledger_task",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=True),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("progress", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _holiday() -> None:
    op.create_table(
        "holiday",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _definition() -> None:
    op.create_table(
        "definition",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("effective_from", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("settings", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _unit_state() -> None:
    op.create_table(
        "unit_state",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("urban_rural_class", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("urban_override", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("unit_state_place", "unit_state", ["place_id", "since"])


def _question() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("record_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("other_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("asked_on", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("question_unit", "question", ["unit_id", "status"])


def _fact() -> None:
    op.create_table(
        "fact",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("numerator", sa.String(), nullable=False),
        sa.Column("denominator", sa.String(), nullable=False),
        sa.Column("complete_units", sa.Integer(), nullable=False),
        sa.Column("total_units", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("fact_place", "fact", ["place_id", "period", "indicator"])


def _issued_report() -> None:
    op.create_table(
        "issued_report",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("scope_code", sa.String(), nullable=False),
        sa.Column("issued_on", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _kept_fact() -> None:
    op.create_table(
        "kept_fact",
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("numerator", sa.String(), nullable=False),
        sa.Column("denominator", sa.String(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "period", "indicator", "definition"),
        sqlite_with_rowid=False,
    )
    op.create_index("kept_fact_period", "kept_fact", ["period", "indicator"])


def _stale() -> None:
    op.create_table(
        "stale",
        sa.Column("unit_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "register", "month"),
        sqlite_with_rowid=False,
    )


_TABLES = (
    ("facility", _facility),
    ("worker", _worker),
    ("worker_state", _worker_state),
    ("course", _course),
    ("attendance", _attendance),
    ("volunteer", _volunteer),
    ("activity", _activity),
    ("service", _service),
    ("survey", _survey),
    ("project", _project),
    ("ledger_task", _ledger_task),
    ("holiday", _holiday),
    ("definition", _definition),
    ("unit_state", _unit_state),
    ("question", _question),
    ("fact", _fact),
    ("issued_report", _issued_report),
    ("kept_fact", _kept_fact),
    ("stale", _stale),
)


def upgrade() -> None:
    """Make the tables."""
    for _name, make in _TABLES:
        make()
    op.add_column("package", sa.Column("written_on", sa.String(), nullable=True))


def downgrade() -> None:
    """Drop the tables with their indexes; their entries stay in the journal."""
    op.drop_column("package", "written_on")
    for name, _make in reversed(_TABLES):
        op.drop_table(name)
