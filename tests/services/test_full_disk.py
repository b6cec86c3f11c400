"""Reading needs no writing: a full disk, a locked stick and a disk that answers with errors are told as that, and all is still there."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from kashi_desktop.errors import KnownError, file_fault
from kashi_desktop.services.context import ONLY_READING
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.cli.terminal import ROSTER, Desk
from tests.workspaces import PASSPHRASE, VILLAGE, context_of, copy, count_of, elder_input, healthy, reopen, rows_of

REPOSITORY = Path(__file__).resolve().parents[2]


def few_people(ws: Workspace, _folder: Path) -> None:
    for number in range(20):
        ws.elders.save(elder_input(full_name=f"老人{number}"))


@pytest.fixture
def filled() -> Path:
    """A closed workspace with a few people in it."""
    return workspaces.template("village", VILLAGE, few_people)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        act()
    assert "没有改动" in caught.value.message
    return caught.value.code


@contextmanager
def _mounted(place: Path, *options: str) -> Iterator[Path]:
    place.mkdir()
    if os.name != "posix" or subprocess.run(["mount", *options, str(place)], capture_output=True, check=False).returncode:
        pytest.skip("only the administrator of a Linux machine can mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    with _mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=4m", "tmpfs") as place:
        yield place


def fill(disk: Path) -> Path:
    """Leave no free byte on a disk."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as stream:
        while stream.write(bytes(4096)):
            pass
    assert shutil.disk_usage(disk).free == 0
    return ballast


@contextmanager
def no_file_grows() -> Iterator[None]:
    """The system refuses this process every byte that would make a file longer; SQLite calls that an I/O error."""
    limits = pytest.importorskip("resource")
    soft, hard = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, (soft, hard))


def reads_all(ws: Workspace, elsewhere: Path) -> None:
    """Lists, cards, due list, a dump and a paper on another disk."""
    elder = ws.elders.by_ref(rows_of(ws, "elder", "ref")[0][0])
    assert ws.elders.card(elder).full_name.startswith("老人")
    assert len(list(ws.registers.dump("elder"))) == 20
    assert len(ws.records.list("visit")) == 0
    assert ws.due.list().items
    ws.reports.print(PrintRequest("data-dictionary"), elsewhere / "paper.pdf", force=True)


def events(ws: Workspace) -> list[str]:
    return [event for (event,) in rows_of(ws, "audit", "event", "id")]


def test_a_full_disk_can_be_read_and_a_write_says_so(filled: Path, small_disk: Path, tmp_path: Path) -> None:
    folder = copy(filled, small_disk / "data")
    ballast = fill(small_disk)
    before = (folder / "kashi.db").read_bytes()
    ws = reopen(folder)
    assert ws.notices == (ONLY_READING,)
    reads_all(ws, tmp_path)
    assert refusal(lambda: ws.elders.save(elder_input(full_name="没有地方"))) == "disk_full"
    assert count_of(ws, "elder") == 20
    logged = events(ws)
    ballast.unlink()
    ws.elders.save(elder_input(full_name="有地方了"))
    # What could not be logged is logged with the first thing that could be written.
    assert events(ws)[len(logged) :] == ["unlock", "view", "dump_elder", "print_data_dictionary", "enrol"]
    healthy(ws)
    ws.close()
    assert len(before) <= (folder / "kashi.db").stat().st_size


def test_a_disk_that_fills_up_after_a_kill_keeps_what_was_saved(filled: Path, small_disk: Path, tmp_path: Path) -> None:
    folder = copy(filled, small_disk / "data")
    script = (
        "import os, sys; from pathlib import Path; from tests.workspaces import elder_input, reopen\n"
        "reopen(Path(sys.argv[1])).elders.save(elder_input(full_name='断电以前')); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(folder)], cwd=REPOSITORY, check=False).returncode == 9
    assert (folder / "kashi.db-wal").stat().st_size
    (folder / "kashi.db-shm").unlink()  # a copy of the folder need not have it
    fill(small_disk)
    ws = reopen(folder)
    assert count_of(ws, "elder") == 21
    assert refusal(lambda: ws.elders.save(elder_input(full_name="没有地方"))) == "disk_full"
    ws.close()


def test_commands_read_on_a_full_disk(filled: Path, small_disk: Path, tmp_path: Path) -> None:
    folder = copy(filled, small_disk / "data")
    fill(small_disk)
    desk = Desk(folder, tmp_path, "2026-11-18")
    dumped = desk.run("dump", "elder", passphrase=PASSPHRASE)
    assert (dumped.code, len(dumped.lines)) == (0, 20)
    assert ONLY_READING in dumped.err
    assert desk.run("due", passphrase=PASSPHRASE).body["counts"]
    assert desk.run("load", "elder", desk.table(ROSTER), passphrase=PASSPHRASE).error == "disk_full"
    assert desk.run("template", "elder", small_disk / "new.xlsx", passphrase=PASSPHRASE).code == 2
    assert not (small_disk / "new.xlsx").exists()


def test_a_locked_stick_can_be_read(filled: Path, tmp_path: Path) -> None:
    source = copy(filled, tmp_path / "source")
    with _mounted(tmp_path / "stick", "--bind", str(source)) as folder:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        with pytest.raises(OSError, match="Read-only"):
            (folder / "new").touch()
        ws = reopen(folder)
        assert ws.notices == (ONLY_READING,)
        reads_all(ws, tmp_path)
        assert refusal(lambda: ws.elders.save(elder_input(full_name="写不进"))) == "read_only"
        ws.close()


def test_a_restored_database_on_a_full_disk_opens_its_epoch_before_anything_is_written(filled: Path, small_disk: Path) -> None:
    folder = copy(filled, small_disk / "data")
    ws = reopen(folder)
    ws.elders.save(elder_input(full_name="最后一位"))
    ws.close()
    shutil.copy(filled / "kashi.db", folder / "kashi.db")
    ballast = fill(small_disk)
    ws = reopen(folder)
    assert len(ws.notices) == 2
    assert len(context_of(ws).epochs) == 1
    assert refusal(lambda: ws.elders.save(elder_input(full_name="没有地方"))) == "disk_full"
    ballast.unlink()
    ws.elders.save(elder_input(full_name="恢复之后"))
    assert len(context_of(ws).epochs) == 2
    healthy(ws)
    newest = rows_of(ws, "branch", "epoch, last_seq", "id")[-1]
    assert newest == (context_of(ws).epochs[-1], 2)
    ws.close()


def test_an_error_of_the_disk_is_no_damage_and_no_bug(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy(filled, tmp_path / "data")
    with no_file_grows():
        ws = reopen(folder)
        assert count_of(ws, "elder") == 20
        broken = refusal(lambda: ws.elders.save(elder_input()))
        monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=0))
        full = refusal(lambda: ws.elders.save(elder_input()))
    assert (broken, full) == ("disk_error", "disk_full")
    ws.elders.save(elder_input())
    healthy(ws)
    ws.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EROFS, "read_only"), (errno.EIO, "disk_error"), (errno.ENOENT, "file_error")],
)
def test_what_a_file_system_refuses_has_its_own_sentence(number: int, code: str) -> None:
    fault = file_fault(OSError(number, os.strerror(number)))
    assert fault.code == code
    assert "没有保存" in fault.message.replace("都没有保存", "没有保存")
