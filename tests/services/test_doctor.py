"""Every use case leaves tables that the journal alone gives again, and a workspace in which the doctor finds nothing."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from db.codes import CareLevel, ClosedReason, NeedAction, NeedKind, Observation, Outcome
from kashi_desktop.errors import KnownError
from kashi_desktop.services.doctor import tables_digest
from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.sync.projection import rebuild
from kashi_desktop.types.inputs import CloseInput, NeedDoneInput, ReopenInput
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services.tables import ELDER, VISIT, load
from tests.workspaces import VILLAGE, context_of, count_of, digest, elder_input, healthy, need_input, rows_of, visit_input

Step = Callable[[Workspace], object]
PAGE = 4096
CLOSE = CloseInput(closed_on=date(2026, 11, 1), closed_reason=ClosedReason.CARE_HOME)


def _elder(ws: Workspace) -> bytes:
    return ws.elders.by_ref("e1")


def _visit(ws: Workspace) -> bytes:
    return ws.visits.by_ref("v1")


def _need(ws: Workspace) -> bytes:
    return ws.needs.by_ref("n1")


WRITES: dict[str, Step] = {
    "enrol": lambda ws: ws.elders.save(elder_input(full_name="新来")),
    "edit": lambda ws: ws.elders.save(elder_input(ref="e1", care_level=CareLevel.LOW, home_visit_declined=True), _elder(ws)),
    "close": lambda ws: ws.elders.close(_elder(ws), CLOSE),
    "withdraw": lambda ws: ws.elders.withdraw_consent(_elder(ws), date(2026, 11, 15)),
    "record": lambda ws: ws.visits.record(visit_input(needs=(NeedKind.BATH, NeedKind.TALK), health=Observation.OK), _elder(ws)),
    "correct": lambda ws: ws.visits.correct(
        _visit(ws), visit_input(outcome=Outcome.AWAY, gas=Observation.URGENT, needs=(NeedKind.MEDICAL,)), "记错"
    ),
    "void": lambda ws: ws.visits.void(_visit(ws), "没有去"),
    "open need": lambda ws: ws.needs.open(need_input(kind=NeedKind.REPAIR, visit_ref="v1"), _elder(ws)),
    "start need": lambda ws: ws.needs.start(_need(ws), NeedAction.REFERRED, "民政办"),
    "settle need": lambda ws: ws.needs.done(_need(ws), NeedDoneInput(closed_on=date(2026, 11, 16), action=NeedAction.ON_SITE)),
    "decline need": lambda ws: ws.needs.decline(_need(ws), date(2026, 11, 16)),
    "load elders": lambda ws: load(ws, "elder", ELDER | {"ref": "e1", "group": "9组"}, ELDER | {"ref": "", "full_name": "古丽"}),
    "load visits": lambda ws: load(ws, "visit", VISIT | {"elder_ref": "e1", "ref": "v1", "needs": "legal"}),
    "load needs": lambda ws: load(ws, "need", {"ref": "n1", "elder_ref": "e1", "kind": "meal", "status": "doing"}),
    "load profile": lambda ws: load(ws, "unit_profile", {"as_of": "2026-06-01", "households": "12"}),
    "load unit": lambda ws: load(ws, "unit", {"code": VILLAGE, "name": "改名社区", "level": "village"}),
}
READS: dict[str, Step] = {
    "card": lambda ws: ws.elders.card(_elder(ws)),
    "list": lambda ws: ws.elders.fetch_page(ws.elders.open_list(ElderQuery(text="mmt")), 0),
    "same name": lambda ws: ws.elders.same_name("买买提·吐尔逊"),
    "start": lambda ws: ws.visits.start(_elder(ws)),
    "draft": lambda ws: ws.drafts.save("visit", _elder(ws), {"note": "半句"}),
    "versions": lambda ws: ws.visits.versions(_visit(ws)),
    "needs": lambda ws: ws.needs.list(),
    "due": lambda ws: ws.due.list(),
    "rate": lambda ws: ws.indicators.compute("2026-11"),
    "units": lambda ws: (ws.units.search("新"), ws.units.children("653121100000"), ws.units.get(VILLAGE)),
    "dump": lambda ws: list(ws.registers.dump("visit")),
    "dry run": lambda ws: load(ws, "elder", ELDER, dry_run=True),
    "rejected": lambda ws: load(ws, "elder", ELDER | {"sex": "?"}),
    "examine": lambda ws: ws.doctor.examine(),
    "nothing changed": lambda ws: ws.elders.save(elder_input(ref="e1"), _elder(ws)),
}
UNDOABLE = ("enrol", "edit", "close", "record", "correct", "void", "open need", "start need", "settle need", "decline need")


@pytest.fixture
def lived_in(village: Workspace) -> Workspace:
    """A village with a person, a visit and a need."""
    elder = village.elders.save(elder_input(ref="e1"))
    village.visits.record(visit_input(ref="v1", visited_at=datetime(2026, 11, 12, 10, 30)), elder.id)
    village.needs.open(need_input(ref="n1", due_on=date(2026, 12, 1)), elder.id)
    return village


def tables(ws: Workspace) -> str:
    with context_of(ws).read() as connection:
        return tables_digest(connection)


def rebuilt(ws: Workspace) -> str:
    with context_of(ws).engine.connect() as connection, connection.begin() as transaction:
        rebuild(connection)
        found = tables_digest(connection)
        transaction.rollback()
    return found


@pytest.mark.parametrize("name", sorted(WRITES))
def test_a_use_case_journals_all_that_it_changes(lived_in: Workspace, name: str) -> None:
    before, entries = tables(lived_in), count_of(lived_in, "entry")
    WRITES[name](lived_in)
    assert tables(lived_in) != before
    assert count_of(lived_in, "entry") > entries
    assert rebuilt(lived_in) == tables(lived_in)
    assert {flags for table in ("elder", "elder_spell", "visit", "need") for (flags,) in rows_of(lived_in, table, "flags")} == {0}
    healthy(lived_in)


def test_looking_and_refusing_write_no_entry(lived_in: Workspace, tmp_path: Path) -> None:
    before, entries = tables(lived_in), count_of(lived_in, "entry")
    for step in READS.values():
        step(lived_in)
    lived_in.reports.visit_record([_visit(lived_in)], tmp_path / "v.pdf")
    lived_in.reports.print(PrintRequest("visit-ledger", period="2026-11"), tmp_path / "l.pdf")
    lived_in.registers.template("elder", tmp_path / "t.xlsx")
    assert (tables(lived_in), count_of(lived_in, "entry")) == (before, entries)
    healthy(lived_in)


def test_all_use_cases_one_after_the_other(lived_in: Workspace) -> None:
    lasting = [name for name in WRITES if name not in ("void", "decline need", "start need", "withdraw")]
    for name in ["start need", *lasting]:
        WRITES[name](lived_in)
    lived_in.elders.reopen(_elder(lived_in), ReopenInput(enrolled_on=date(2026, 11, 5)))
    WRITES["withdraw"](lived_in)
    WRITES["void"](lived_in)
    assert rebuilt(lived_in) == tables(lived_in)
    healthy(lived_in)


@pytest.mark.parametrize("name", UNDOABLE)
def test_undo_brings_back_what_was_and_says_what_it_took_back(lived_in: Workspace, name: str) -> None:
    before, entries = _values(lived_in), count_of(lived_in, "entry")
    WRITES[name](lived_in)
    between = count_of(lived_in, "entry")
    words = lived_in.undo.last()
    assert lived_in.undo.undo() == words
    assert _values(lived_in) == before
    assert entries < between < count_of(lived_in, "entry")
    assert rebuilt(lived_in) == tables(lived_in)
    healthy(lived_in)


def test_undo_goes_back_step_by_step_to_the_beginning(village: Workspace) -> None:
    states = [_values(village)]
    elder = village.elders.save(elder_input(ref="e1")).id
    states.append(_values(village))
    village.visits.record(visit_input(ref="v1"), elder)
    states.append(_values(village))
    for name in ("edit", "correct", "close"):
        WRITES[name](village)
        states.append(_values(village))
    village.elders.reopen(elder, ReopenInput(enrolled_on=date(2026, 11, 5)))
    for expected in reversed(states):
        village.undo.undo()
        assert _values(village) == expected
    before = digest(village)
    with pytest.raises(KnownError, match="nothing_to_undo"):
        village.undo.undo()
    assert village.undo.last() is None
    assert digest(village) == before
    healthy(village)


def _values(ws: Workspace) -> list[object]:
    """What stands in the registers, without what was removed."""
    found: list[object] = []
    for table in ("unit", "elder", "elder_spell", "visit", "need"):
        found += rows_of(ws, f"{table} WHERE NOT removed")
    return found


# -- what the doctor must find ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE elder SET full_name = '别人'", "tables"),
        ("UPDATE visit SET removed = 1", "tables"),
        ("DELETE FROM need", "tables"),
        ("DELETE FROM elder_spell", "tables"),
        (
            "UPDATE entry SET consented = CAST(replace(CAST(consented AS TEXT), '13812341234', '13812341235') AS BLOB)"
            " WHERE register = 'elder'",
            "journal",
        ),
        ("UPDATE entry SET wall = wall + 1 WHERE register = 'visit'", "journal"),
        ("UPDATE entry SET account = NULL WHERE register = 'visit'", "journal"),
        ("DELETE FROM entry WHERE register = 'need'", "journal"),
        ("UPDATE branch SET last_seq = last_seq - 1", "journal"),
        ("UPDATE entry SET duty_salt = zeroblob(32) WHERE duty_salt IS NOT NULL", "journal"),
        ("UPDATE audit SET event = 'x' WHERE event = 'unlock'", "audit"),
        ("DELETE FROM audit WHERE id = (SELECT min(id) FROM audit)", "audit"),
        ("UPDATE audit SET count = 7 WHERE event = 'record_visit'", "audit"),
    ],
)
def test_the_doctor_finds_what_was_changed_behind_the_program(lived_in: Workspace, statement: str, check: str) -> None:
    with context_of(lived_in).engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount
    assert check in {each.name for each in lived_in.doctor.examine().checks if not each.ok}


def test_repair_fills_the_tables_anew_and_nothing_else(lived_in: Workspace) -> None:
    whole = tables(lived_in)
    with context_of(lived_in).engine.begin() as connection:
        connection.execute(text("UPDATE elder SET full_name = '别人'"))
        connection.execute(text("DELETE FROM elder_spell"))
    assert not lived_in.doctor.examine().ok
    assert tables(lived_in) != whole
    assert lived_in.doctor.examine(repair=True).ok
    assert tables(lived_in) == whole
    healthy(lived_in)


def test_the_log_holds_no_values(lived_in: Workspace) -> None:
    for step in WRITES.values():
        try:
            step(lived_in)
        except KnownError:
            continue
    told = repr(rows_of(lived_in, "audit", "at, event, count"))
    for secret in ("买买提", "13812341234", "古丽", "东边", "e1", "v1"):
        assert secret not in told


def test_a_broken_page_is_a_finding_and_ends_no_examination(tmp_path: Path) -> None:
    workspaces.county(tmp_path / "county").close()
    database = tmp_path / "county" / "kashi.db"
    ws = workspaces.reopen(tmp_path / "county")
    with database.open("r+b") as file:
        for page in range(database.stat().st_size // PAGE // 2, database.stat().st_size // PAGE):
            file.seek(page * PAGE + 1000)
            file.write(b"never what was there")
    found = {check.name: (check.ok, check.detail) for check in ws.doctor.examine(repair=True).checks}
    assert list(found) == ["pages", "journal", "audit", "mark", "tables", "numbers", "rows"]
    assert found["pages"][0] is False
    assert (False, "unreadable") in (found["journal"], found["tables"])
    ws.close()
