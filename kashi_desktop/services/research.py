"""The extract for research: plain SQLite in which nobody can be found again (domain.md §1, docs/adr/0004)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db.codes import Certificate, Observation
from db.engine import plain_file
from db.queries import research as queries
from db.registers.registry import REGISTERS
from db.registers.visit import OBSERVATIONS
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.anonymity import (
    MERGED,
    SMALLEST,
    Cell,
    Key,
    Merged,
    Rung,
    age_band,
    hidden,
    merged,
    quarter,
    rounded,
    wide_age_band,
    year,
)
from kashi_desktop.rules.calendar import age_on
from kashi_desktop.rules.levels import may_write
from kashi_desktop.services.context import Context
from kashi_desktop.services.reports_parts import refuse_existing
from kashi_desktop.services.shipped import shipped_units

Counted = dict[Key, Cell]


@dataclass(frozen=True)
class Table:
    """One table of the extract; ``measure`` names the rounded sum, "" where each person is a row of its own.

    Its columns are those that the declarations of ``sources`` let go into an extract. Errors: ValueError for any other.
    """

    name: str
    sources: tuple[str, ...]
    columns: tuple[str, ...]
    ladder: tuple[Rung, ...]
    measure: str = ""

    def __post_init__(self) -> None:
        """Refuse what no declaration offers."""
        offered = {column.research for name in self.sources for column in REGISTERS[name].columns} | {"matter"}
        if withheld := [each for each in self.columns if each not in offered]:
            raise ValueError(f"{self.name} tells {', '.join(withheld)}, which no declaration lets out")


PEOPLE = Table(
    "people",
    ("elder",),
    ("age_band", "sex", "care_level", "categories", "township", "enrolled"),
    (
        ("enrolled", year),
        ("enrolled", hidden),
        ("categories", hidden),
        ("township", hidden),
        ("age_band", wide_age_band),
        ("age_band", hidden),
        ("care_level", hidden),
    ),
)
VISITS = Table(
    "visits",
    ("visit",),
    ("township", "month", "method", "outcome"),
    (("month", quarter), ("month", year), ("township", hidden), ("method", hidden), ("month", hidden)),
    "visits",
)
OBSERVED = Table(
    "observations",
    ("visit",),
    ("township", "month", "matter", "state"),
    (("month", quarter), ("month", year), ("township", hidden), ("month", hidden), ("matter", hidden)),
    "visits",
)
WORKERS = Table(
    "workers", ("worker",), ("township", "full_time", "certificate"), (("certificate", hidden), ("township", hidden)), "workers"
)
TRAINING = Table(
    "training",
    ("course", "attendance"),
    ("township", "quarter", "organiser_level", "result"),
    (("quarter", year), ("organiser_level", hidden), ("township", hidden), ("quarter", hidden)),
    "attendances",
)
HOURS = Table(
    "volunteer_hours", ("activity", "service"), ("township", "month"), (("month", quarter), ("month", year), ("township", hidden)), "hours"
)

_README = (
    ("内容 content", "去标识的研究用数据：没有姓名、编号、电话、住址、备注、单位和确切日期。De-identified data for research."),
    (
        "人数 k",
        f"每一组至少涉及 {SMALLEST} 人；不足的组逐列合并，合并后的列写“{MERGED}”。"
        f" Each group speaks of at least {SMALLEST} persons; smaller ones are merged column by column, merged values read {MERGED}.",
    ),
    (
        "people",
        "制作当日在册的老年人，一人一行：年龄段（5 岁）、性别、关爱等级、类别、乡镇、登记季度。Elders enrolled on the day, a row each.",
    ),
    ("visits", "探访次数，按乡镇、月、方式、结果。Visits by township, month, method and outcome."),
    (
        "observations",
        "有同意的老年人的各项情况，按乡镇、月；未了解的不计。What was seen where consent stands, by month; unknown is left out.",
    ),
    ("workers", "在岗社区工作者。Community workers in post."),
    ("training", "培训人次。Attendances of courses."),
    ("volunteer_hours", "志愿服务小时数。Hours of volunteers."),
    ("townships", "乡镇代码和名称。Codes and names of the townships."),
    (
        "取整 rounding",
        f"people 以外各表的数取整到 {SMALLEST} 的倍数，不给合计，因此不能用相减得出小数目。"
        f" Sums are rounded to multiples of {SMALLEST} and no totals are given, so that no small number follows by subtraction.",
    ),
    ("suppressed", "各表合并了多少、有没有因人太少而整表不给。How much of each table was merged, and whether a table was left out."),
    (
        "提醒 note",
        "相隔不久的两份数据相减可能认出个人，请不要都给出。Do not hand out two extracts made shortly after one another.",
    ),
)


@dataclass(frozen=True)
class Extract:
    """What was written: the file, and how many rows its tables of data have."""

    file: Path
    rows: int


class ResearchService:
    """The extract for research."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def extract(self, out: Path, *, force: bool = False) -> Extract:
        """Write the extract of everything this office holds, whole or not at all.

        Errors: no_people_here, file_exists, file_unwritable.
        """
        from kashi_desktop.spreadsheets.writing import written_whole

        if not may_write(self._context.office.level, "elder"):
            raise KnownError(
                "no_people_here",
                QT_TRANSLATE_NOOP("errors", "地区没有个人的记录，没有可以去标识的内容，没有写出文件。请由县（市）或村（社区）制作。"),
            )
        refuse_existing(out, force)
        with self._context.read() as connection:
            tables = list(_tables(connection, self._context.clock.today()))
        with written_whole(out) as (target, _), plain_file(target) as plain:
            rows = _write(plain, tables)
        self._context.note("research_extract", None, rows)
        return Extract(out, rows)


def _tables(connection: Connection, today: date) -> Iterator[tuple[Table, Merged]]:
    visits, observed = _visits(connection)
    for table, cells in (
        (PEOPLE, _people(connection, today)),
        (VISITS, visits),
        (OBSERVED, observed),
        (WORKERS, _workers(connection, today)),
        (TRAINING, _training(connection, today)),
        (HOURS, _hours(connection)),
    ):
        yield table, merged(cells, table.columns, table.ladder)


def _counted(found: Iterable[tuple[Key, bytes, Decimal | int]]) -> Counted:
    cells: Counted = {}
    for key, person, amount in found:
        cells.setdefault(key, Cell()).add(amount, (person,))
    return cells


def _people(connection: Connection, today: date) -> Counted:
    return _counted(
        (
            (
                age_band(age_on(date.fromisoformat(row.birth_date), today)),
                row.sex,
                row.care_level,
                row.categories or "",
                row.township,
                quarter(row.enrolled_on),
            ),
            row.id,
            1,
        )
        for row in queries.people(connection, today.isoformat())
    )


def _visits(connection: Connection) -> tuple[Counted, Counted]:
    """Visits by how they went, and by what was seen; one reading, because a county has a million of them."""
    visits: Counted = {}
    observed: Counted = {}
    unknown = Observation.UNKNOWN.value
    for township, month, method, outcome, elder, consented, *states in queries.visits(connection):
        person = (elder,)
        visits.setdefault((township, month, method, outcome), Cell()).add(1, person)
        if consented:
            for matter, state in zip(OBSERVATIONS, states, strict=True):
                if state != unknown:
                    observed.setdefault((township, month, matter, state), Cell()).add(1, person)
    return visits, observed


def _workers(connection: Connection, today: date) -> Counted:
    return _counted(
        ((row.township, "1" if row.full_time else "0", _highest(row.certificates)), row.id, 1)
        for row in queries.workers(connection, today.isoformat())
    )


def _highest(certificates: str | None) -> str:
    held = set((certificates or "").split(";"))
    return next((each.value for each in reversed(Certificate) if each.value in held), "none")


def _training(connection: Connection, today: date) -> Counted:
    return _counted(
        ((row.township, quarter(row.ends_on), row.organiser_level, row.result), row.id, 1)
        for row in queries.training(connection, today.isoformat())
    )


def _hours(connection: Connection) -> Counted:
    return _counted(((row.township, row.starts_at[:7]), row.id, Decimal(row.hours)) for row in queries.hours(connection))


def _write(plain: Any, tables: Sequence[tuple[Table, Merged]]) -> int:
    """Fill the file; returns the rows of data."""
    from sqlite_utils import Database

    database = Database(plain)
    townships: set[str] = set()
    count = 0
    for table, found in tables:
        rows = list(_rows(table, found))
        database.table(table.name).create(dict.fromkeys(table.columns, str) | ({table.measure: int} if table.measure else {}))
        database.table(table.name).insert_all(rows)
        townships |= {str(row["township"]) for row in rows} - {MERGED}
        count += len(rows)
    names = {row["code"]: row["name"] for row in shipped_units()}
    _fill(database, "townships", ("code", "name"), [(code, names.get(code, "")) for code in sorted(townships)])
    _fill(database, "suppressed", ("table", "measure", "merged", "left_out"), [_suppressed(*each) for each in tables])
    _fill(database, "README", ("topic", "text"), _README)
    return count


def _fill(database: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    database.table(name).create(dict.fromkeys(columns, str))
    database.table(name).insert_all(dict(zip(columns, row, strict=True)) for row in rows)


def _rows(table: Table, found: Merged) -> Iterator[dict[str, str | int]]:
    """Sorted by what they tell, so that their order tells nothing more."""
    for key, cell in sorted(found.cells.items()):
        row: dict[str, str | int] = dict(zip(table.columns, key, strict=True))
        if table.measure:
            yield row | {table.measure: rounded(cell.amount)}
        else:
            yield from [row] * int(cell.amount)


def _suppressed(table: Table, found: Merged) -> tuple[str, ...]:
    return table.name, table.measure or "people", str(rounded(found.coarser)), "all: fewer than 5 persons" if found.left_out else "none"
