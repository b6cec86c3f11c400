"""A stopped computer of the county makes no laptop of a unit out of the one that follows it: it would rule and write there no more."""

from pathlib import Path

from db.codes import RulingKind
from db.journal import creation
from db.streams import new_id
from kashi_desktop.services.enrolment import certify
from kashi_desktop.sync.cards import Card, Certificate
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.hostile.test_stolen_office import receipt, sheet_of
from tests.sync.offices import Table, contents, context_of, rebuilt, reopen, unit_of, write
from tests.sync.test_who_may_speak import receipt as empty_receipt


def stopped(table: Table, folder: Path) -> tuple[Workspace, Certificate]:
    """The county goes on as a new computer; returns its old one, and that one's false word, under the first card, on the new one."""
    village = table.villages[0]
    stolen = reopen(context_of(table.county).folder, folder / "stolen")
    table.county.cards.recover(sheet_of(table.county))
    village.packages.import_files([table.receipt(village)])
    new, context = context_of(table.county).keys, context_of(stolen)
    card = Card(new.device_id, new.sign_public, new.age_recipient, unit_of(village), village.office.unit_code, "village")
    assert context.office_card is not None
    assert context.office_keys is not None
    with context.write() as work:
        return stolen, certify(work.connection, card, context.office_card, context.office_keys, "2026-11-20")


def is_heard(table: Table) -> None:
    """What the county's present computer writes in the unit's stream counts at the unit."""
    village, unit = table.villages[0], unit_of(table.villages[0])
    question = new_id(unit)
    write(table.county, creation(unit, "question", question, None, moves.sound("question")))
    village.packages.import_files([table.receipt(village)])
    assert [row[0] for name, row in contents(village) if name == "question"] == [question]
    assert contents(village) == rebuilt(village)


def test_by_an_approval_that_does_not_count(table: Table, tmp_path: Path) -> None:
    village, unit = table.villages[0], unit_of(table.villages[0])
    stolen, false = stopped(table, tmp_path)
    told = {"device": false.card.device_id.hex(), "certificate": false.to_bytes().decode()}
    write(stolen, creation(unit, "ruling", new_id(unit), None, {"kind": RulingKind.APPROVE.value, **told}))
    village.packages.import_files([receipt(stolen, tmp_path / "theirs")])
    is_heard(table)
    stolen.close()


def test_by_a_certificate_among_the_authors_of_a_receipt(table: Table, tmp_path: Path) -> None:
    """Of certificates for one device that of the higher card counts (docs/format.md)."""
    village = table.villages[0]
    stolen, false = stopped(table, tmp_path)
    author = {"card": false.card.to_wire(), "certificate": false.to_wire()}
    path = empty_receipt(stolen, village, tmp_path / "theirs.kashi", {"authors": {false.card.device_id.hex(): author}})
    assert village.packages.import_files([path]).files[0].verdict == "applied"
    is_heard(table)
    stolen.close()
