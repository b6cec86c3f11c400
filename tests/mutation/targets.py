"""Which modules are tried, and by which tests: the cheapest and most likely first."""

_EXCHANGE = (
    "sync/test_round_trip.py",
    "sync/test_forged.py",
    "sync/test_rulings.py",
    "sync/test_consent_travels.py",
    "sync/test_common_streams.py",
    "hostile/test_other_streams.py",
    "hostile/test_one_file.py",
)

_RULINGS = (
    "sync/test_rulings.py",
    "sync/test_common_streams.py",
    "hostile/test_authority.py",
    "hostile/test_false_approvals.py",
    "hostile/test_many_forks.py",
    "sync/test_own_devices.py",
    "hostile/test_stolen_office.py",
    "sync/test_rulings_any_order.py",
)

_COUNTS = ("sync/test_bare_counts.py", "sync/test_forged_counts.py", "sync/test_prefecture.py")

TARGETS: dict[str, tuple[str, ...]] = {
    "db.journal": (
        "db/test_journal_bounds.py",
        "db/test_journal.py",
        "services/test_consent.py",
        "services/test_startup.py",
        "sync/test_round_trip.py",
        "sync/test_consent_travels.py",
        "sync/test_rulings.py",
        "sync/test_common_streams.py",
        "sync/test_destruction.py",
        "services/test_kept_numbers.py",
    ),
    "db.keyslots": ("db/test_keyslots_on_disk.py", "db/test_keyslots_format.py", "db/test_keyslots.py"),
    "kashi_desktop.rules.merge": ("rules/test_order.py", "rules/test_merge.py", "sync/test_rulings.py", "sync/test_any_order.py"),
    "kashi_desktop.sync.keys": ("sync/test_keys.py", "sync/test_signed_bytes.py", "sync/test_envelope.py", "sync/test_card_chain.py"),
    "kashi_desktop.sync.cards": ("sync/test_keys.py", "sync/test_signed_bytes.py", "sync/test_card_chain.py", "services/test_enrolment.py"),
    "kashi_desktop.sync.card_chain": (
        "sync/test_card_chain.py",
        "sync/test_room_for_cards.py",
        "sync/test_own_devices.py",
        "services/test_enrolment.py",
    ),
    "kashi_desktop.sync.envelope": ("sync/test_signed_bytes.py", "sync/test_envelope.py", "sync/test_damage.py"),
    "kashi_desktop.sync.reading": (
        "sync/test_who_may_speak.py",
        "sync/test_forged.py",
        "services/test_enrolment.py",
        "sync/test_card_chain.py",
        *_EXCHANGE,
        *_COUNTS,
    ),
    "kashi_desktop.sync.standing": _RULINGS,
    "kashi_desktop.sync.rulings": _RULINGS,
    "kashi_desktop.rules.authority": ("hostile/test_authority.py", "sync/test_rulings.py", "sync/test_common_streams.py"),
    "kashi_desktop.sync.staging": ("sync/test_pieces.py", *_EXCHANGE, *_COUNTS),
    "kashi_desktop.sync.chains": ("sync/test_spans.py", "sync/test_pieces.py", "sync/test_any_order.py", *_EXCHANGE),
    "kashi_desktop.sync.checking": (*_EXCHANGE, "hostile/test_whose_entry.py", "sync/test_destruction.py", *_COUNTS),
    "kashi_desktop.sync.applying": (
        "sync/test_pieces.py",
        "sync/test_any_order.py",
        *_EXCHANGE,
        "hostile/test_whose_entry.py",
        "sync/test_kept_numbers_travel.py",
        "sync/test_destruction.py",
    ),
}
"""Module → files of tests."""
