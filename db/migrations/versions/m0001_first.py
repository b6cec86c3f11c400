"""The first schema: registers, journal, exchange, audit, drafts and the numbers that are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TYPES = {"": sa.String, "int": sa.Integer, "big": sa.BigInteger, "flag": sa.Boolean, "bytes": sa.LargeBinary}

_OWN = {
    "audit": "id:int at account:bytes? event record:bytes? count:int? hash:bytes",
    "branch": "id:int device:bytes epoch:bytes stream:bytes base:int? base_seq:int last_seq:int head:bytes"
    " keeper:flag counts_to:big also_to:big size:big",
    "excluded": "branch:int first:big last:big",
    "consent": "person:bytes stream:bytes id:bytes state given_on",
    "destruction": "person:bytes stream:bytes consent:bytes entry:bytes device:bytes since allowed:int",
    "device": "id:bytes unit_id:bytes card:bytes certificate:bytes? state audit_head:bytes? changed_at",
    "draft": "form record:bytes content:bytes saved_at",
    "elder_search": "id:int elder_id:bytes words",
    "entry": "branch:int seq:int hash:bytes wall:big account:bytes? register version:int op record:bytes person:bytes? consent:bytes?"
    " seen:bytes continues:bytes? extra:bytes? duty:bytes? duty_part:bytes? duty_salt:bytes? consented:bytes? consented_part:bytes?"
    " consented_salt:bytes? package:int?",
    "hidden": "branch:int seq:int part fields:bytes salt:bytes",
    "kept_fact": "unit_id:bytes period indicator definition numerator denominator complete:flag",
    "loose": "id:int package:int device:bytes epoch:bytes stream:bytes first:int last:int before:bytes head:bytes signature:bytes"
    " lines:bytes salts:bytes kind",
    "package": "id:int digest:bytes kind direction sender:bytes unit_id:bytes state code? period? entries:int nothing_new:flag handled_at"
    " content:bytes? written_on?",
    "salt": "person:bytes consent:bytes value:bytes",
    "signed_head": "branch:int seq:int signature:bytes",
    "stale": "unit_id:bytes register month",
    "state": "key value:bytes",
    "stated_heads": "id:int partner:bytes state have:bytes lacking:bytes received_at",
}
"""Tables that no person types into: ``name:type``, a text without a type, ``?`` where nothing may stand."""

_KEYS = {
    "draft": ("form", "record"),
    "entry": ("branch", "seq"),
    "excluded": ("branch", "first"),
    "kept_fact": ("unit_id", "period", "indicator", "definition"),
    "consent": ("person", "stream", "id"),
    "destruction": ("person", "stream", "consent", "entry"),
    "hidden": ("branch", "seq", "part"),
    "salt": ("person", "consent"),
    "signed_head": ("branch", "seq"),
    "stale": ("unit_id", "register", "month"),
    "state": ("key",),
}
"""Primary keys other than ``id``."""

_BY_KEY = ("consent", "destruction", "entry", "excluded", "hidden", "kept_fact", "salt", "signed_head", "stale")
"""Those that SQLite keeps in the order of their key, as it does every register."""

_REGISTER = "id:bytes unit_id:bytes removed:flag flags:int "
"""What every register begins with."""

_REGISTERS = {
    "account": "name role",
    "activity": "ref title kind starts_at ends_at place? leader?",
    "attendance": "course_id:bytes worker_id:bytes sessions_attended:int? result certificate_no?",
    "course": "ref title topic? organiser_level mode starts_on ends_on place? hours recognised:flag?",
    "definition": "key effective_from target? settings? reason",
    "elder": "ref full_name sex birth_date id_hmac? id_last2? id_disagrees? id_key? phone? group? address? contact_name? contact_relation?"
    " contact_phone? categories? care_level consent_on? consent_withdrawn_on? consent_id? consents_ended?"
    " home_visit_declined:flag sort_key",
    "elder_spell": "elder_id:bytes enrolled_on closed_on? closed_reason?",
    "facility": "code name kind units year_built:int? tenure? building_area_m2 activity_area_m2? area_source? hours? barrier_free:flag?"
    " age_friendly:flag? child_friendly:flag? kiosk? kiosk_broken_on? status valid_from valid_to?",
    "fact": "place_id:bytes period indicator definition numerator denominator complete_units:int total_units:int",
    "holiday": "day name kind",
    "issued_report": "kind period scope_code issued_on content",
    "ledger_task": "ref clause? title lead? due_on? progress? status",
    "need": "ref elder_id:bytes visit_id:bytes? kind action? referral_to? due_on? status closed_on?",
    "office_device": "number:int device:bytes heads? card signature",
    "project": "name completed_on total_area_m2 commercial_area_m2 service_area_m2",
    "question": "kind about? record_id:bytes? other_id:bytes? text? asked_on answer? answered_on? status",
    "ruling": "kind device:bytes? certificate? names? office_names? undoes:bytes? reason?",
    "service": "volunteer_id:bytes activity_id:bytes hours verified_by? source?",
    "survey": "held_on sample:int satisfied:int",
    "unit": "code name level kind? parent_id:bytes? urban_rural_class? active:flag common:bytes?",
    "unit_profile": "as_of households:int? resident_population:int? urban_resident_population:int? social_organisations:int?"
    " proxy_service:flag? social_work_station:flag? elder_care_land_m2?",
    "unit_state": "place_id:bytes since kind? urban_rural_class? active:flag urban_override:flag? reason?",
    "visit": "ref elder_id:bytes visited_at method outcome visitors? visitor_role? minutes:int? health mood daily hygiene support gas"
    " electricity heating floor structure needs? note?",
    "volunteer": "ref full_name birth_date sex? phone? skills? registered_on? guardian_consent:flag?",
    "worker": "ref full_name birth_date? id_hmac? id_last2? id_disagrees? id_key? post full_time:flag urban_roster:flag certificates?"
    " certificate_on? employed_on left_on? leave_from? leave_to? same_as:bytes?",
    "worker_state": "worker_id:bytes since full_time:flag urban_roster:flag",
}

_INDEXES = {
    "activity_unit": "activity unit_id starts_at",
    "attendance_course": "attendance course_id",
    "attendance_worker": "attendance worker_id course_id result removed",
    "branch_place": "branch stream device epoch",
    "course_unit": "course unit_id ref",
    "elder_order": "elder sort_key id removed",
    "elder_search_elder": "elder_search elder_id",
    "elder_spell_elder": "elder_spell elder_id enrolled_on closed_on removed",
    "elder_unit_order": "elder unit_id sort_key id",
    "entry_record": "entry record",
    "facility_unit": "facility unit_id code valid_from",
    "fact_place": "fact place_id period indicator",
    "kept_fact_period": "kept_fact period indicator",
    "need_elder": "need elder_id",
    "need_unit": "need unit_id status",
    "package_digest": "package digest",
    "package_sender": "package sender state",
    "question_unit": "question unit_id status",
    "service_activity": "service activity_id",
    "service_volunteer": "service volunteer_id",
    "stated_heads_partner": "stated_heads partner state",
    "survey_unit": "survey unit_id held_on",
    "unit_code": "unit code",
    "unit_parent": "unit parent_id",
    "unit_profile_unit": "unit_profile unit_id as_of",
    "unit_state_place": "unit_state place_id since",
    "visit_elder_time": "visit elder_id visited_at outcome",
    "volunteer_unit": "volunteer unit_id ref",
    "worker_state_worker": "worker_state worker_id since",
    "worker_unit": "worker unit_id ref",
}
"""The table, then its columns."""

_UNIQUE = ("elder_search_elder", "package_digest")


def _column(written: str) -> sa.Column[object]:
    name, _, kind = written.rstrip("?").partition(":")
    return sa.Column(name, _TYPES[kind](), nullable=written.endswith("?"))


def upgrade() -> None:
    """Make every table."""
    for name, columns in (_OWN | {register: _REGISTER + more for register, more in _REGISTERS.items()}).items():
        key = sa.PrimaryKeyConstraint(*_KEYS.get(name, ("id",)))
        by_key = name in _BY_KEY or name in _REGISTERS
        op.create_table(name, *map(_column, columns.split()), key, sqlite_with_rowid=not by_key)
    for name, written in _INDEXES.items():
        table, *indexed = written.split()
        op.create_index(name, table, indexed, unique=name in _UNIQUE)
    urgent = sa.text("'urgent' IN (health, mood, daily, hygiene, support, gas, electricity, heating, floor, structure) AND NOT removed")
    digests = sa.text("duty_part IS NOT NULL OR consented_part IS NOT NULL")
    op.create_index("entry_digests", "entry", ["branch", "seq"], sqlite_where=digests, postgresql_where=digests)
    rulings = sa.text("register = 'ruling'")
    op.create_index("entry_rulings", "entry", ["branch", "seq"], sqlite_where=rulings, postgresql_where=rulings)
    stated = sa.text("register = 'office_device'")
    op.create_index("entry_office_device", "entry", ["branch"], sqlite_where=stated, postgresql_where=stated)
    op.create_index("visit_urgent", "visit", ["elder_id", "visited_at"], sqlite_where=urgent, postgresql_where=urgent)


def downgrade() -> None:
    """Drop every table with its indexes."""
    for name in (*_OWN, *_REGISTERS):
        op.drop_table(name)
