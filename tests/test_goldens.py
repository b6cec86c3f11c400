"""What the program writes stays what it is: journal entries, packages, papers, tables, dumps (tests/golden/README.md).

``KASHI_GOLDEN=write`` writes the kept texts anew; read the difference before it is committed.
"""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from db.codes import UnitLevel
from db.engine import SCHEMA_HEAD
from kashi_desktop import startup
from kashi_desktop.errors import KnownError
from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync.keys import age_decrypt, age_encrypt
from kashi_desktop.sync.reading import load_directory, open_candidate
from kashi_desktop.types.printing import DOCUMENTS, PrintRequest
from tests.golden_story import played
from tests.golden_world import NAMES, PREFECTURE, World
from tests.goldens import GOLDEN, REGISTERS, WRITING, abridged, check, dumps, pdf_text, seeded
from tests.printing.sheets import bundled_faces_only
from tests.sync.offices import context_of
from tests.workspaces import COUNTY, PASSPHRASE, SECOND_VILLAGE, VILLAGE, copy

# One worker builds the world for all that look at it.
pytestmark = pytest.mark.xdist_group("goldens")

READERS = {"package": COUNTY, "receipt": VILLAGE, "invitation": VILLAGE, "counts": PREFECTURE, "counts-receipt": COUNTY}
"""The files that travel, and who reads them."""
DAMAGED = int(os.environ.get("KASHI_FUZZ_N", "0")) or 100
"""At how many places each is damaged and cut off: at every one if it has no more bytes (``make fuzz N=…``)."""
_MONTH = "2026-11"
_CHOSEN = {
    "elder": ("001", "003"),
    "visit": ("T-1", "T-2"),
    "course": (f"K{COUNTY[:6]}",),
    "volunteer": ("V1",),
    "facility": ("F1",),
}
"""Numbers of the records that papers are printed of."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world after its last step; no test may change it."""
    with played(tmp_path_factory.mktemp("world")) as made:
        _keep_workspace(made)
        yield made


def _keep_workspace(world: World) -> None:
    """When goldens are written: the village closed, where a folder for today's schema waits for its database."""
    kept = GOLDEN / "databases" / SCHEMA_HEAD
    if WRITING and kept.exists() and not (kept / "kashi.db").exists():
        closed = copy(world.folder / VILLAGE, world.folder / "closed")
        startup.open_workspace(closed, PASSPHRASE, world.clock).close()
        for name in ("kashi.db", "kashi.keys", "kashi.mark"):
            shutil.copyfile(closed / name, kept / name)


@pytest.mark.parametrize("code", NAMES)
def test_entries_of_every_step(world: World, code: str) -> None:
    names = world.names()
    lines: list[str] = []
    for step, entries in world.steps[code]:
        lines += [f"## {step}", *abridged([names.plain(each) for each in entries], lambda entry: entry.partition(" ")[0])]
    check(f"entries/{NAMES[code]}.txt", "\n".join(lines) + "\n")


def test_every_register_is_created_changed_and_removed_somewhere(world: World) -> None:
    done = {tuple(entry.split(" ", 2)[:2]) for steps in world.steps.values() for _, entries in steps for entry in entries}
    made = {register for register, op in done if op == "create"}
    assert len(made) == 25
    # An account is made at set-up, a state of a worker by the worker's form, a report when it is issued, a ruling when a laptop is
    # approved; none of them changes afterwards.
    assert made - {register for register, op in done if op != "create"} == {"account/1", "worker_state/1", "issued_report/1", "ruling/1"}


@pytest.mark.parametrize("kind", ["package", "receipt", "counts", "counts-receipt"])
def test_what_travels(world: World, kind: str) -> None:
    header, lines = world.opened(world.files[kind])
    names = world.names()
    for chance in ("audit_head", "payload_sha256"):
        assert len(header.pop(chance)) == 64
    assert header["sender"].pop("number") > 0
    # The name of a place comes from chance, and the header is in the order of keys.
    for heads in ("have", "lacking"):
        header[heads] = dict(sorted(header[heads].items(), key=lambda each: each[1]))
    shown = names.plain(json.dumps(header, ensure_ascii=False, indent=1))
    plain = [names.plain(each) for each in lines]
    kept = abridged(plain, lambda line: ",".join(re.findall(r'"(?:op|register)":"[a-z_]+"', line)))
    check(f"packages/{kind}.txt", "\n".join([shown, "---", *kept]) + "\n")


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", READERS)
def test_no_byte_of_what_travels_can_be_changed_nor_its_end_left_out(world: World, kind: str) -> None:
    reader = context_of(world.offices[READERS[kind]])
    party, data = party_of(reader), world.files[kind].read_bytes()
    with reader.read() as connection:
        directory = load_directory(connection)

    def each_refused(whole: bytes, sealed: Callable[[bytes], bytes]) -> None:
        open_candidate(sealed(whole), party, directory)
        for at in range(0, len(whole), max(1, len(whole) // DAMAGED)):
            for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
                with pytest.raises(KnownError):
                    open_candidate(sealed(damaged), party, directory)

    each_refused(data, bytes)
    if kind != "invitation":
        # Below the encryption too: whoever carries a file can encrypt it again.
        each_refused(age_decrypt(data, party.identities), partial(age_encrypt, recipients=[party.keys.age_recipient]))


@pytest.mark.parametrize("code", NAMES)
def test_dumps_of_every_register(world: World, code: str) -> None:
    names = world.names()
    lines = [names.plain(each) for each in dumps(world.offices[code])]
    check(f"dumps/{NAMES[code]}.txt", "\n".join(abridged(lines, lambda line: "unit" if line.startswith('{"code"') else "")) + "\n")


_PAPERS = [
    (code, key)
    for code, name in NAMES.items()
    for key, each in DOCUMENTS.items()
    # The dictionary says the same everywhere.
    if code != SECOND_VILLAGE and UnitLevel(name) in each.levels and (key != "data-dictionary" or code == VILLAGE)
]


@pytest.mark.parametrize(("code", "document"), _PAPERS)
def test_papers_read_back(world: World, code: str, document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled_faces_only(monkeypatch)
    kind = DOCUMENTS[document]
    refs: Sequence[str] = _CHOSEN[kind.refs_of] if kind.refs_of else ()
    unit = VILLAGE if kind.refs_of or kind.unit else ""
    # What may be left out is left out at the county, so that both ways stand here.
    if kind.refs == "may" and code == COUNTY:
        refs = ()
    month = _MONTH if kind.period == "must" or (kind.period == "may" and code != COUNTY) else ""
    month = month and ("2026-10" if kind.refs_of == "volunteer" else month)
    request = PrintRequest(document, unit, tuple(refs if kind.several else refs[:1]), month, contact="河畔路 3 号")
    composed = world.offices[code].reports.compose(request)
    check(f"pdf/{NAMES[code]}/{document}.txt", world.names().plain(pdf_text(BytesIO(composed.data))))


@pytest.mark.parametrize("register", REGISTERS)
def test_templates(world: World, register: str, tmp_path: Path) -> None:
    path = world.offices[COUNTY].registers.template(register, tmp_path / "template.xlsx")
    lines: list[str] = []
    book = CalamineWorkbook.from_path(str(path))
    for number, name in enumerate(book.sheet_names, 1):
        lines.append(f"# {name}")
        lines += ["\t".join(str(cell) for cell in row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        with zipfile.ZipFile(path) as parts:
            xml = parts.read(f"xl/worksheets/sheet{number}.xml").decode("utf-8")
        lines += re.findall(r"<dataValidation .*?</dataValidation>", xml)
    check(f"templates/{register}.txt", "\n".join(lines) + "\n")


def test_chance_is_the_same_in_every_run_and_new_in_every_draw() -> None:
    import os
    import secrets
    import uuid

    import uuid_utils
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    runs = []
    for _ in range(2):
        with seeded():
            drawn = [uuid_utils.uuid7().bytes, uuid_utils.uuid7().bytes, uuid.uuid4().bytes, uuid.uuid4().bytes]
            drawn += [os.urandom(16), os.urandom(16), secrets.token_bytes(32), secrets.token_bytes(32)]
            drawn += [Ed25519PrivateKey.generate().private_bytes_raw() for _ in range(2)]
        assert len(set(drawn)) == len(drawn)
        runs.append(drawn)
    assert runs[0] == runs[1]
    assert os.urandom(16) not in runs[0]
