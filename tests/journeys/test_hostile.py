"""Files that are not what they should be, handed to the real program: a code and a sentence, exit 2, bounded memory, nothing changed."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest
import xlsxwriter

from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.sync.offices import PASSPHRASE, UNITS, add_elder, create, make_table
from tests.workspaces import OTHER_COUNTY, SECOND_VILLAGE, digest, reopen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the system tells no peak of memory")

ROOT = Path(__file__).parents[2]
MIB = 1024 * 1024
MEMORY = 400 * MIB
"""More than the program with its readers needs for any of these files; each would ask for more if it were believed."""

WATCH = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
open(sys.argv[1], "w").write(f"{code} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
"""
"""Started in between: a process counts the memory of the one that forked it as its own peak, and that of the tests is large."""


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended; ``peak`` is the memory of it and of its reader, in bytes."""

    code: int
    body: dict[str, Any]
    err: str
    peak: int


def program(data: Path, *arguments: str | Path) -> Ended:
    """Run the program as a script would."""
    environment = os.environ | {"KASHI_PASSPHRASE": PASSPHRASE, "KASHI_TEST_KDF": "floor"}
    command = [sys.executable, "main.py", "--data", str(data), "--today", workspaces.TODAY.isoformat(), *map(str, arguments)]
    out, err, told = (data.parent / f"{name}.txt" for name in ("out", "err", "told"))
    with out.open("wb") as stdout, err.open("wb") as stderr:
        watched = [sys.executable, "-S", "-c", WATCH, str(told), *command]
        subprocess.run(watched, cwd=ROOT, env=environment, stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL, check=True)
    code, peak = map(int, told.read_text("ascii").split())
    return Ended(code, json.loads(out.read_text("utf-8")), err.read_text("utf-8"), peak * 1024)


def refused(ended: Ended, code: str) -> None:
    """Assert a refusal as a script and a person see it."""
    assert ended.code == 2, ended
    assert ended.body["error"]["code"] == code, ended
    sentence = ended.body["error"]["message"]
    assert sentence.endswith("。")
    assert sentence in ended.err
    assert "Traceback" not in ended.err
    assert ended.peak < MEMORY


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed county with two villages, one of which has somebody on its register."""
    base = workspaces.copy(workspaces.prepared(make_table), tmp_path_factory.mktemp("hostile"))
    village = reopen(base / UNITS[0])
    add_elder(village)
    village.close()
    return base


@pytest.fixture
def unchanged(office: Path) -> Iterator[None]:
    """Assert afterwards that neither office has changed."""

    def states() -> list[Any]:
        found = []
        for name in ("county", UNITS[0]):
            ws: Workspace = reopen(office / name)
            found.append(digest(ws))
            ws.close()
        return found

    before = states()
    yield
    assert states() == before


# -- tables ----------------------------------------------------------------------------------------------------------------

OPENING = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
HEADERS = ("编号", "姓名", "性别", "出生日期", "类别", "关爱等级", "登记日期")
CELLS = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in HEADERS)
HEADER = f'<row r="1">{CELLS}</row>'.encode()
CLOSING = b"</sheetData></worksheet>"


def workbook(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """A real workbook whose sheet is what ``fill`` writes."""
    plain = io.BytesIO()
    book = xlsxwriter.Workbook(plain)
    book.add_worksheet()
    book.close()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "xl/worksheets/sheet1.xml":
                target.writestr(name, source.read(name))
        with target.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            fill(stream)


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))


def encrypted(path: Path) -> None:
    # What Excel and WPS write with a password: an OLE container with the stream EncryptedPackage.
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + bytes(512) + name + bytes(512 - len(name)) + bytes(4096))


def unpacking_huge(path: Path) -> None:
    def fill(stream: IO[bytes]) -> None:
        stream.write(OPENING + HEADER + b'<row r="2"><c t="inlineStr"><is><t>')
        for _ in range(1200):
            stream.write(b"a" * MIB)
        stream.write(b"</t></is></c></row>" + CLOSING)

    workbook(path, fill)
    assert path.stat().st_size < 8 * MIB


def wrong_columns(path: Path) -> None:
    path.write_text("品名,数量,单价\n面粉,3,12\n", encoding="utf-8")


def missing_columns(path: Path) -> None:
    path.write_text("编号,姓名,电话\n1,古丽,13800000000\n", encoding="utf-8")


def empty_rows(path: Path) -> None:
    def fill(stream: IO[bytes]) -> None:
        stream.write(OPENING + HEADER)
        for start in range(2, 1_048_577, 8192):
            stream.write("".join(f'<row r="{row}"/>' for row in range(start, min(start + 8192, 1_048_577))).encode())
        stream.write(CLOSING)

    workbook(path, fill)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (picture, "名册.xlsx", "not_a_spreadsheet"),
        (encrypted, "名册.xlsx", "file_encrypted"),
        (unpacking_huge, "名册.xlsx", "file_huge"),
        (wrong_columns, "名册.csv", "header_missing"),
        (missing_columns, "名册.csv", "columns_missing"),
        (empty_rows, "名册.xlsx", "no_rows"),
        (nothing, "名册.csv", "file_empty"),
    ],
)
def test_a_hostile_table(office: Path, tmp_path: Path, make: Callable[[Path], None], name: str, code: str) -> None:
    path = tmp_path / name
    make(path)
    before = path.read_bytes()
    refused(program(office / UNITS[0], "load", "elder", path), code)
    assert path.read_bytes() == before


# -- packages --------------------------------------------------------------------------------------------------------------


def _package(office: Path, tmp_path: Path) -> Path:
    ws = reopen(workspaces.copy(office / UNITS[0], tmp_path / "sender"))
    file = ws.packages.export(tmp_path).file
    ws.close()
    return file


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "package_empty"),
        ("这是一封信，不是数据包。\n".encode() * 50, "not_a_package"),
        (b"PK\x03\x04" + bytes(2000), "not_a_package"),
        (b"age-encryption.org/v1\n-> X25519 abc\n", "package_damaged"),
    ],
)
def test_what_is_no_package(office: Path, tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "653121100001-2026-11-b7f2.kashi"
    path.write_bytes(content)
    for command in ("import", "inspect"):
        ended = program(office / "county", command, path)
        refused(ended, code)
    assert path.read_bytes() == content


@pytest.mark.usefixtures("unchanged")
def test_a_package_too_large_to_be_one(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.kashi"
    with path.open("wb") as file:
        file.write(b"age-encryption.org/v1\n")
        file.truncate(3 << 30)  # a hole: it takes no room and reads as zeros
    refused(program(office / "county", "import", path), "package_too_large")


@pytest.mark.usefixtures("unchanged")
def test_a_flipped_byte_in_a_package(office: Path, tmp_path: Path) -> None:
    path = _package(office, tmp_path)
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    refused(program(office / "county", "import", path), "package_damaged")


def test_a_package_for_another_county(office: Path, tmp_path: Path) -> None:
    other = create(tmp_path / "other", "county", OTHER_COUNTY)
    before = digest(other)
    other.close()
    refused(program(tmp_path / "other", "import", _package(office, tmp_path)), "package_not_for_us")
    other = reopen(tmp_path / "other")
    assert digest(other) == before
    other.close()


def test_a_laptop_nobody_knows(office: Path, tmp_path: Path) -> None:
    county = workspaces.copy(office / "county", tmp_path / "county")
    ws = reopen(county)
    invited = ws.enrolment.invite([SECOND_VILLAGE], tmp_path / "again.kashi")
    before = digest(ws)
    ws.close()
    stranger = create(tmp_path / "stranger", "village", SECOND_VILLAGE, invited.files[0])
    add_elder(stranger)
    package = stranger.packages.export(tmp_path).file
    stranger.close()
    ended = program(county, "import", package)
    # Invited, but nobody has compared its digits yet: it waits, and nothing of it is on any register.
    assert (ended.code, [each["verdict"] for each in ended.body["files"]]) == (0, ["quarantined"])
    ws = reopen(county)
    assert digest(ws)[0] == before[0]
    ws.enrolment.reject(next(each.device_code for each in ws.enrolment.devices() if each.state == "waiting"))
    before = digest(ws)
    ws.close()
    refused(program(county, "import", package), "device_rejected")
    ws = reopen(county)
    assert digest(ws) == before
    ws.close()
