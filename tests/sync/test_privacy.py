"""No person above the county: every value of a prefecture and every package to it, held against all that its people are known by."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import inspect, text

from db.registers.registry import REGISTERS
from kashi_desktop.demo.cast import roster
from kashi_desktop.rules.registers import kind_of
from kashi_desktop.services.exchange import party_of
from kashi_desktop.services.shipped import shipped_units
from kashi_desktop.sync.cards import Card
from kashi_desktop.sync.envelope import open_header, payload, verify
from kashi_desktop.workspace import Workspace
from tests.sync.offices import UNITS, add_elder, add_visit, context_of
from tests.sync.tiers import PERIOD, VISITS, Tiers, forget_kept, told

_PEOPLE = (
    "elder",
    "elder_spell",
    "visit",
    "need",
    "worker",
    "worker_state",
    "attendance",
    "volunteer",
    "activity",
    "service",
    "question",
    "draft",
)
"""Tables in which anything may stand about a person."""

Secrets = frozenset[bytes]

TABLES = {
    "worker": "ref,unit_code,full_name,birth_date,post,full_time,urban_roster,certificates,employed_on\n"
    "工号-{u}-1,{v},热孜万古丽·艾山,1990-05-01,网格员甲,1,0,senior,2020-03-01\n工号-{u}-2,{v},王芳霞,1991-05-01,综合岗乙,1,1,,2020-03-01\n",
    "course": "ref,title,organiser_level,mode,starts_on,ends_on,hours,recognised\n"
    "课-{u},为老服务实务,village,in_person,2026-05-10,2026-05-12,8,1\n",
    "attendance": "unit_code,course_ref,worker_ref,result,certificate_no\n{v},课-{u},工号-{u}-1,passed,培训证第{u}号\n",
    "volunteer": "ref,unit_code,full_name,birth_date,phone,skills,registered_on\n"
    "志愿-{u},{v},阿里木江·肉孜,2000-01-01,13812341234,理发按摩,2025-01-01\n",
    "activity": "ref,unit_code,title,kind,starts_at,ends_at,place,leader\n"
    "活动-{u},{v},敬老日义诊,敬老,2026-10-18 09:00,2026-10-18 12:00,买买提家院子,帕夏古丽\n",
    "service": "unit_code,volunteer_ref,activity_ref,hours,verified_by\n{v},志愿-{u},活动-{u},3,帕夏古丽\n",
}


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def settle(village: Workspace, number: int, folder: Path) -> None:
    """A village's people, from the cast of the demo, with everything that can be said of them."""
    code = UNITS[number]
    people = roster(7, number, 12, date(2026, 10, 1))
    cells = [
        person.cells(code) | {"ref": f"户-{number}-{person.ref}", "address": f"{person.group}水渠边{person.place}号"} for person in people
    ]
    tables = {"elder": _write(folder / f"elder{number}.csv", cells)}
    visits = [
        {
            "ref": f"访-{number}-{person.ref}",
            "unit_code": code,
            "elder_ref": f"户-{number}-{person.ref}",
            "visited_at": f"{PERIOD}-0{1 + person.place % 9} 10:00",
            "method": "home",
            "outcome": "met",
            "visitors": "帕提古丽·斯迪克",
            "needs": "meal",
            "note": f"说起儿子{person.place}在乌鲁木齐",
        }
        for person in people
    ]
    tables["visit"] = _write(folder / f"visit{number}.csv", visits)
    for register, lines in TABLES.items():
        tables[register] = folder / f"{register}{number}.csv"
        tables[register].write_text(lines.format(v=code, u=number), encoding="utf-8")
    for register, path in tables.items():
        report = village.registers.load(register, path)
        assert report.loaded, (register, report.rejected)


def secrets_of(county: Workspace) -> Secrets:
    """Every text about a person that a county holds; words of the program and days, which say nothing, are left out."""
    context = context_of(county)
    found: set[str] = set()
    with context.read() as connection:
        # 努尔 is also part of the names of villages; whole names are still looked for.
        places = "\n".join(row["name"] for row in shipped_units())
        words = {stored for register in REGISTERS.values() for column in register.columns for stored, _ in kind_of(column).choices}
        for table in _PEOPLE:
            for row in connection.execute(text(f"SELECT * FROM {table}")):
                for value in row:
                    if isinstance(value, str) and value not in words:
                        parts = (value, *value.replace(";", "·").split("·"))
                        found.update(part for part in parts if _telling(part) and part not in places)
    return frozenset(each.encode() for each in found)


def _telling(value: str) -> bool:
    """Long enough that it cannot stand anywhere by chance."""
    if value.isascii():
        return len(value) >= 7 and (value.isdigit() or not value[:4].isdigit())
    return len(value) >= 2


def values_of(workspace: Workspace) -> Iterator[bytes]:
    """Every value of every table of an opened database, those of no register included."""
    engine = context_of(workspace).engine
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                for value in row:
                    yield value if isinstance(value, bytes) else str(value).encode()


def opened(package: Path, reader: Workspace) -> Iterator[bytes]:
    """All that the reader of a package can see: its name, its header, every line."""
    found = open_header(package.read_bytes(), party_of(context_of(reader)).identities)
    yield package.name.encode()
    yield msgspec.json.encode(found.header)
    verify(found, Card.from_wire(found.header["sender"]["card"]).sign_public)
    yield payload(found)


def hits(secrets: Secrets, values: Iterable[bytes]) -> set[str]:
    """Which secrets stand somewhere."""
    whole = b"\x00".join(values)
    # Escaped text would be the same text.
    return {each.decode() for each in secrets if each in whole or each.decode().encode("unicode_escape") in whole}


@pytest.fixture
def lived(tiers: Tiers, tmp_path: Path) -> Tiers:
    """The three levels after a month in which people were cared for."""
    forget_kept(tiers.county)
    for number, village in enumerate(tiers.villages):
        settle(village, number, tmp_path)
        tiers.round(village)
    return tiers


def test_no_word_about_a_person_is_found_above_the_county(lived: Tiers) -> None:
    secrets = secrets_of(lived.county)
    assert {"买买提·吐尔逊".encode(), "王㛃".encode(), b"13812341234", "培训证第0号".encode()} <= secrets
    assert len(secrets) > 100
    packages = [lived.counts()]
    lived.prefecture.packages.import_files(packages)
    lived.county.packages.import_files([lived.county_receipt()])
    add_visit(lived.villages[0], add_elder(lived.villages[0]))
    lived.round(lived.villages[0])
    packages.append(lived.counts())
    lived.prefecture.packages.import_files(packages)
    lived.prefecture.indicators.compute(PERIOD)
    visited = [row for row in told(lived.prefecture).values() if row[1] != "0"]
    assert sum(int(row[1]) for row in visited) == int(lived.county.indicators.compute(PERIOD, "", VISITS)[0].denominator) > 20
    assert hits(secrets, values_of(lived.prefecture)) == set()
    for package in packages:
        assert hits(secrets, opened(package, lived.prefecture)) == set()
    folder = context_of(lived.prefecture).folder
    assert hits(secrets, (each.name.encode() for each in folder.iterdir())) == set()
    assert hits(secrets, (each.read_bytes() for each in folder.iterdir() if each.is_file())) == set()
    assert named(lived) == []


def named(lived: Tiers) -> list[bytes]:
    """Ids of people's records that stand anywhere above: what has no name could still be followed."""
    tables = ("elder", "worker", "volunteer", "visit", "need", "attendance", "service", "account")
    with context_of(lived.county).read() as connection:
        people = {row[0] for table in tables for row in connection.execute(text(f"SELECT id FROM {table}"))}
    assert len(people) > 50
    everything = b"\x00".join(values_of(lived.prefecture))
    return [each for each in people if each in everything or each.hex().encode() in everything]


def test_the_search_would_find_them(lived: Tiers) -> None:
    """The same search finds nearly all of it in the county, and in a village's package to it."""
    secrets = secrets_of(lived.county)
    assert hits(secrets, values_of(lived.county)) == {each.decode() for each in secrets}
    with context_of(lived.villages[0]).engine.begin() as connection:
        connection.execute(text("DELETE FROM stated_heads"))
    assert len(hits(secrets, opened(lived.package(lived.villages[0]), lived.county))) > 50
