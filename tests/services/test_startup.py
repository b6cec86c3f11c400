"""Opening: every way in which it can fail has its own sentence, and never an empty database over one that cannot be read."""

import json
import multiprocessing
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from db.engine import SCHEMA_HEAD
from kashi_desktop import startup
from kashi_desktop.bugs import report_bug
from kashi_desktop.errors import KnownError
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.types.records import NEW_RECORD
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.workspaces import CLOCK, PASSPHRASE, VILLAGE, context_of, copy, count_of, elder_input, healthy, reopen, rows_of

PAGE = 4096


def few_people(ws: Workspace, _folder: Path) -> None:
    for number in range(20):
        ws.elders.save(elder_input(full_name=f"老人{number}"))


@pytest.fixture
def filled() -> Path:
    """A closed workspace with a few people in it."""
    return workspaces.template("village", VILLAGE, few_people)


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    return copy(filled, tmp_path / "data")


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        act()
    assert len(caught.value.message) > 20
    assert caught.value.message.endswith("。")
    return caught.value.code


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "kashi.lock"}


def test_a_wrong_passphrase_changes_nothing(folder: Path) -> None:
    before = contents(folder)
    for typed in ("wrong", "", PASSPHRASE.upper(), PASSPHRASE + " "):
        assert refusal(partial(startup.open_workspace, folder, typed, CLOCK)) == "wrong_passphrase"
    assert contents(folder) == before
    reopen(folder).close()


def test_recovery_codes(tmp_path: Path) -> None:
    made = workspaces.create(tmp_path / "one", "village", VILLAGE)
    other = workspaces.create(tmp_path / "two", "village", workspaces.SECOND_VILLAGE)
    made.workspace.close()
    other.workspace.close()
    code = made.recovery_code
    before = contents(tmp_path / "one")
    typo = ("2" if code[0] != "2" else "3") + code[1:]
    for typed, expected in ((typo, "recovery_code_typo"), ("", "recovery_code_typo"), (other.recovery_code, "wrong_recovery_code")):
        assert refusal(partial(startup.recover_workspace, tmp_path / "one", typed, "new words", CLOCK)) == expected
    assert refusal(lambda: startup.recover_workspace(tmp_path / "one", code, " ", CLOCK)) == "passphrase_empty"
    assert contents(tmp_path / "one") == before
    startup.recover_workspace(tmp_path / "one", code.lower(), "new words", CLOCK).close()
    assert refusal(lambda: reopen(tmp_path / "one")) == "wrong_passphrase"
    startup.open_workspace(tmp_path / "one", "new words", CLOCK).close()


def _try_to_open(folder: Path, answer: "multiprocessing.queues.Queue[str]") -> None:
    try:
        startup.open_workspace(folder, PASSPHRASE, CLOCK).close()
        answer.put("opened")
    except KnownError as fault:
        answer.put(fault.code)


def test_a_second_instance_is_refused_here_and_in_another_process(folder: Path) -> None:
    ws = reopen(folder)
    assert refusal(lambda: reopen(folder)) == "second_instance"
    other = multiprocessing.get_context("spawn")
    answer = other.Queue()
    process = other.Process(target=_try_to_open, args=(folder, answer))
    process.start()
    assert answer.get(timeout=60) == "second_instance"
    process.join()
    answer.close()
    answer.join_thread()
    ws.elders.save(elder_input())
    ws.close()
    reopen(folder).close()


def test_a_set_up_never_touches_what_is_there(folder: Path, tmp_path: Path) -> None:
    before = contents(folder)
    assert refusal(lambda: workspaces.create(folder, "village", VILLAGE)) == "workspace_exists"
    (folder / "kashi.keys").unlink()
    assert refusal(lambda: workspaces.create(folder, "village", VILLAGE)) == "workspace_exists"
    assert contents(folder) == {name: data for name, data in before.items() if name != "kashi.keys"}
    assert startup.workspace_state(tmp_path / "none") == "absent"
    assert refusal(lambda: reopen(tmp_path / "none")) == "no_workspace"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("level", "code", "passphrase", "expected"),
    [
        ("township", "653121100000", PASSPHRASE, "level_not_supported"),
        ("village", "653121199999", PASSPHRASE, "unknown_unit"),
        ("village", "653121000000", PASSPHRASE, "wrong_level"),
        ("county", VILLAGE, PASSPHRASE, "wrong_level"),
        ("village", VILLAGE, "  ", "passphrase_empty"),
    ],
)
def test_a_refused_set_up_leaves_no_workspace(tmp_path: Path, level: str, code: str, passphrase: str, expected: str) -> None:
    made = tmp_path / "new"
    assert refusal(lambda: startup.create_workspace(made, level=level, unit_code=code, passphrase=passphrase, clock=CLOCK)) == expected
    assert startup.workspace_state(made) == "absent"


# -- damage ----------------------------------------------------------------------------------------------------------------


def test_a_flipped_bit_in_any_page_is_told_and_never_read_as_something_else(folder: Path, filled: Path) -> None:
    database = folder / "kashi.db"
    whole = database.read_bytes()
    told: dict[str, int] = {}
    for page in range(0, len(whole), PAGE * 3):
        copy(filled, folder)
        data = bytearray(whole)
        data[page + 1000] ^= 4
        database.write_bytes(data)
        try:
            ws = reopen(folder)
        except KnownError as fault:
            found = fault.code
        else:
            # Opening does not read this page; the doctor does.
            found = "doctor" if not ws.doctor.examine().ok else "nobody"
            ws.close()
        told[found] = told.get(found, 0) + 1
    assert told.keys() == {"database_damaged", "doctor"}


@pytest.mark.parametrize("damage", ["first page", "noise", "text", "half", "empty", "missing", "blank sqlite"])
def test_a_damaged_database_is_a_sentence_and_never_an_empty_one(folder: Path, damage: str) -> None:
    database = folder / "kashi.db"
    whole = database.read_bytes()
    spoilt = {
        "first page": bytes([whole[0] ^ 1]) + whole[1:],
        "noise": bytes(range(256)) * 32,
        "text": "这不是数据库".encode() * 100,
        "half": whole[: len(whole) // 2 + 7],
        "empty": b"",
        "blank sqlite": _blank(folder),
    }
    if damage == "missing":
        database.unlink()
    else:
        database.write_bytes(spoilt[damage])
    before = contents(folder)
    try:
        ws = reopen(folder)
    except KnownError as fault:
        assert fault.code == "database_damaged"  # noqa: PT017 - half a file may open
    else:
        assert damage == "half"
        assert not ws.doctor.examine().ok
        ws.close()
        return
    after = contents(folder)
    assert after.get("kashi.db") == before.get("kashi.db")
    if damage != "missing":
        database.write_bytes(whole)
        reopen(folder).close()


def _blank(folder: Path) -> bytes:
    """An empty database under the right key."""
    from db.engine import connect
    from db.keyslots import KeySlots

    key, _ = KeySlots.load(folder / "kashi.keys").open(PASSPHRASE)
    connection = connect(folder / "blank.db", key, create=True)
    connection.execute("CREATE TABLE passing (id INTEGER)")
    connection.execute("DROP TABLE passing")
    connection.close()
    data = (folder / "blank.db").read_bytes()
    for path in folder.glob("blank.db*"):
        path.unlink()
    return data


@pytest.mark.parametrize("cut", ["key slots", "migration", "first entries", "invitation"])
def test_a_set_up_that_was_killed_says_so_and_starts_anew(tmp_path: Path, cut: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    other = multiprocessing.get_context("spawn")
    process = other.Process(target=_die_during_set_up, args=(folder, cut))
    process.start()
    process.join(timeout=60)
    assert process.exitcode == 9
    assert any(folder.glob("kashi.keys*"))
    before = contents(folder)
    assert startup.workspace_state(folder) == "absent"
    assert refusal(lambda: reopen(folder)) == "setup_unfinished"
    assert contents(folder) == before
    made = workspaces.create(folder, "village", VILLAGE).workspace
    assert made.notices == (startup.SET_ASIDE,)
    made.close()
    ws = reopen(folder)
    assert ws.notices == ()
    healthy(ws)
    ws.close()
    # What the killed set-up left is there, byte for byte.
    aside = folder / f"aside-{CLOCK.today().isoformat()}-1"
    assert contents(aside) == before
    assert sorted(path.name for path in folder.iterdir()) == [aside.name, "kashi.db", "kashi.keys", "kashi.lock", "kashi.mark"]
    assert refusal(lambda: workspaces.create(folder, "village", VILLAGE)) == "workspace_exists"


def test_a_mark_of_a_set_up_beside_a_full_database_costs_nothing(folder: Path) -> None:
    (folder / "kashi.setup").touch()
    before = contents(folder)
    for number in (1, 2):
        made = workspaces.create(folder, "village", VILLAGE).workspace
        assert made.notices == (startup.SET_ASIDE,)
        made.close()
        (folder / "kashi.setup").touch()
        aside = folder / f"aside-{CLOCK.today().isoformat()}-{number}"
        if number == 1:
            assert contents(aside) == before
    first = folder / f"aside-{CLOCK.today().isoformat()}-1"
    (first / "kashi.setup").unlink()
    ws = reopen(first)
    assert (ws.notices, count_of(ws, "elder")) == ((), 20)
    healthy(ws)
    ws.close()


def test_a_set_up_that_fails_removes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    folder = tmp_path / "data"
    with monkeypatch.context() as patch:
        patch.setattr(startup, "_mark_finished", fail)
        with pytest.raises(OSError, match="space"):
            workspaces.create(folder, "village", VILLAGE)
    left = contents(folder)
    assert {"kashi.db", "kashi.keys", "kashi.setup"} <= left.keys()
    assert refusal(lambda: reopen(folder)) == "setup_unfinished"
    workspaces.create(folder, "village", VILLAGE).workspace.close()
    assert contents(folder / f"aside-{CLOCK.today().isoformat()}-1") == left


def test_no_output_takes_the_place_of_a_database_or_its_keys(folder: Path) -> None:
    ws = reopen(folder)
    for name in ("kashi.db", "kashi.keys", "kashi.mark"):
        whole = (folder / name).read_bytes()
        assert refusal(partial(ws.reports.print, PrintRequest("data-dictionary"), folder / name, force=True)) == "workspace_file"
        assert refusal(partial(ws.registers.template, "elder", folder / name)) == "workspace_file"
        assert refusal(partial(ws.research.extract, folder / name, force=True)) == "workspace_file"
        assert (folder / name).read_bytes() == whole
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    ws.close()


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_workspace_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "open" / "data"
    folder.mkdir(parents=True, mode=0o755)
    old = os.umask(0o022)
    try:
        ws = workspaces.create(folder, "village", VILLAGE).workspace
        ws.elders.save(elder_input())
        report_bug(RuntimeError(), folder)
        out = tmp_path / "paper.xlsx"
        ws.registers.template("elder", out)
        assert {"kashi.db", "kashi.db-wal", "kashi.db-shm", "kashi.keys", "kashi.lock", "kashi.mark", "errors.log"} == set(
            os.listdir(folder)
        )
        assert {path.name: oct(path.stat().st_mode & 0o777) for path in [*folder.iterdir(), out]} == dict.fromkeys(
            [*os.listdir(folder), out.name], oct(0o600)
        )
        assert oct(folder.stat().st_mode & 0o777) == oct(0o700)
        ws.close()
    finally:
        os.umask(old)


def test_what_is_deleted_leaves_no_trace_in_free_pages(ws: Workspace) -> None:
    with context_of(ws).read() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def _die_during_set_up(folder: Path, cut: str) -> None:
    """Leave the process as a kill would, before the step."""
    import db.keyslots
    from kashi_desktop.services import creation

    def die(*arguments: object, **options: object) -> None:
        os._exit(9)

    if cut == "key slots":
        db.keyslots.KeySlots.add_recovery = die  # type: ignore[method-assign, assignment]
    elif cut == "migration":
        creation._enable_search = die
    elif cut == "first entries":
        creation._identity = die  # type: ignore[assignment]
    else:
        startup._mark_finished = die
    os.environ["KASHI_TEST_KDF"] = "floor"
    workspaces.create(folder, "village", VILLAGE)


def test_damaged_pages_are_told_at_any_use(folder: Path, filled: Path) -> None:
    ws = reopen(folder)
    ws.close()
    database = folder / "kashi.db"
    data = bytearray(database.read_bytes())
    for page in range(5 * PAGE, len(data), PAGE):
        data[page + 1000] ^= 4
    database.write_bytes(data)
    try:
        ws = reopen(folder)
    except KnownError as fault:
        assert fault.code == "database_damaged"  # noqa: PT017 - it depends on the pages an opening reads
        return
    assert refusal(lambda: ws.elders.card(bytes(16))) == "database_damaged"
    assert refusal(lambda: ws.elders.save(elder_input())) == "database_damaged"
    ws.close()


def test_a_damaged_or_missing_keys_file(folder: Path) -> None:
    keys = folder / "kashi.keys"
    whole = keys.read_bytes()
    database = (folder / "kashi.db").read_bytes()
    for data in (b"", b"{}", whole[:-40], whole.replace(b"wrapped", b"wrappet", 1), whole[:200] + b"0" + whole[201:]):
        keys.write_bytes(data)
        assert refusal(lambda: reopen(folder)) == "keys_damaged"
    keys.unlink()
    assert refusal(lambda: reopen(folder)) == "keys_damaged"
    assert (folder / "kashi.db").read_bytes() == database
    keys.write_bytes(whole)
    reopen(folder).close()


def test_keys_of_another_workspace_do_not_open_it(folder: Path, tmp_path: Path) -> None:
    other = copy(workspaces.template("village", workspaces.SECOND_VILLAGE), tmp_path / "other")
    shutil.copy(other / "kashi.keys", folder / "kashi.keys")
    assert refusal(lambda: reopen(folder)) == "database_damaged"


def test_a_newer_database_and_newer_keys_are_left_alone(folder: Path) -> None:
    ws = reopen(folder)
    with context_of(ws).engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    ws.close()
    before = contents(folder)["kashi.db"]
    assert refusal(lambda: reopen(folder)) == "newer_program"
    assert contents(folder)["kashi.db"] == before
    assert SCHEMA_HEAD < "9999"


# -- restored and copied databases -----------------------------------------------------------------------------------------


def test_a_database_behind_its_mark_opens_a_new_epoch_and_says_so_once(folder: Path, filled: Path) -> None:
    ws = reopen(folder)
    assert ws.notices == ()
    ws.elders.save(elder_input(full_name="最后一位"))
    ws.close()
    shutil.copy(filled / "kashi.db", folder / "kashi.db")
    ws = reopen(folder)
    (notice,) = ws.notices
    assert notice.endswith("。")
    assert len(context_of(ws).epochs) == 2
    saved = ws.elders.save(elder_input(full_name="恢复之后"))
    healthy(ws)
    branches = rows_of(ws, "branch", "id, epoch, head", "id")
    first, second = branches[0], branches[-1]
    assert first[1] != second[1]
    # The first entry of the new epoch says, as a remark, which entry it goes on from.
    assert rows_of(ws, f"entry WHERE branch = {second[0]} AND continues IS NOT NULL", "seq, continues") == [(1, first[2])]
    refs = [ref for (ref,) in rows_of(ws, "elder", "ref")]
    assert len(refs) == len(set(refs))
    assert saved.ref in refs
    ws.close()
    ws = reopen(folder)
    assert ws.notices == ()
    assert len(context_of(ws).epochs) == 2
    ws.close()


def test_a_lost_mark_is_taken_for_a_restored_database(folder: Path) -> None:
    (folder / "kashi.mark").unlink()
    ws = reopen(folder)
    assert len(ws.notices) == 1
    healthy(ws)
    ws.close()


def test_a_mark_that_lags_is_only_brought_up(folder: Path) -> None:
    mark = (folder / "kashi.mark").read_bytes()
    (folder / "kashi.mark").write_bytes(mark[:16] + (3).to_bytes(8, "big"))
    ws = reopen(folder)
    assert ws.notices == ()
    ws.close()
    assert (folder / "kashi.mark").read_bytes() == mark


def test_a_mark_that_cannot_be_written_loses_nothing_and_is_told_as_that(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(epoch: bytes, position: int) -> None:
        raise OSError(28, "No space left on device")

    ws = reopen(folder)
    with monkeypatch.context() as patch:
        patch.setattr(context_of(ws).mark, "write", refuse)
        for name in ("甲", "乙"):
            ws.elders.save(elder_input(full_name=name))
    (notice,) = ws.notices
    assert "已保存" in notice
    ws.close()
    ws = reopen(folder)
    assert (ws.notices, len(context_of(ws).epochs), count_of(ws, "elder")) == ((), 1, 22)
    healthy(ws)
    ws.close()


def test_opening_shows_what_was_there(folder: Path, filled: Path) -> None:
    ws: Workspace = reopen(folder)
    assert count_of(ws, "elder") == 20
    assert json.loads((folder / "kashi.keys").read_text())["format"]
    ws.close()


def test_a_draft_that_finds_no_room_is_told_in_a_sentence(folder: Path) -> None:
    limits = pytest.importorskip("resource")
    ws = reopen(folder)
    ws.drafts.save("elder", NEW_RECORD, {"full_name": "古"})
    soft, hard = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (0, hard))
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=0))
            assert refusal(lambda: ws.drafts.save("elder", NEW_RECORD, {"full_name": "古丽" * 5000})) == "disk_full"
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, (soft, hard))
    assert ws.drafts.find("elder", NEW_RECORD) == {"full_name": "古"}
    ws.close()
