"""A large county at once: years of visits and every register, for benches and for looking at a full window.

The tables are loaded as a county loads old ledgers; only the visits, of which there are a million, go straight to the set-based door.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db.journal import Change
from db.queries.elder_refs import elders_by_ref
from db.queries.packages import add_package
from kashi_desktop.demo.office import Office, StoryClock, found_office
from kashi_desktop.demo.people import visit_fields
from kashi_desktop.demo.plan import Elder, by_unit, chosen, elders_of, entries_of, habit_of, planned_days
from kashi_desktop.demo.setting import Row, Setting
from kashi_desktop.demo.staff_tables import workers
from kashi_desktop.demo.tables import TABLES
from kashi_desktop.demo.telling import RATE, Telling, figure
from kashi_desktop.rules.calendar import month_bounds, month_of, months_until
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services.context import Context


@dataclass(frozen=True)
class Size:
    """How large, from which seed, and the last day."""

    units: int
    elders: int
    months: int
    seed: int
    until: date

    @property
    def calendar(self) -> tuple[str, ...]:
        """The months, oldest first."""
        return months_until(month_of(self.until), self.months)


@dataclass
class BigCounty:
    """Builds the county into a folder; ``tell`` gets each step as it happens."""

    root: Path
    size: Size
    tell: Callable[[str], None]
    figures: list[dict[str, Any]] = field(default_factory=list)
    outcomes: set[str] = field(default_factory=set)
    offices: list[Office] = field(default_factory=list)
    clock: StoryClock = field(default_factory=StoryClock)
    counted: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the steps."""
        self.telling = Telling(self.tell)

    def play(self) -> None:
        """From the workspace to the figures of the last year. Errors: Untrue."""
        code, name, units = chosen(self.size.units)
        first = month_bounds(self.size.calendar[0])[0]
        self.setting = Setting(self.size.seed, units, first, self.size.until)
        self.elders = [each for place in range(len(units)) for each in elders_of(self.setting, place, self.size.elders)]
        self.staff: dict[str, list[str]] = {}
        for row in workers(self.setting):
            self.staff.setdefault(row["unit_code"], []).append(row["full_name"])
        self.habits = {each: habit_of(self.setting, each, self.size.calendar) for each, _ in units}
        self.clock.set(first, 8)
        self.offices.append(found_office(self.root, code, name, "county", self.clock))
        (self.root / "tables").mkdir(exist_ok=True)
        try:
            self.telling.step(f"{name}建立工作区：{len(units)} 个村（社区），{self.size.months} 个月。")
            self._load("elder", "elder", (each.row(first) for each in self.elders if each.enrolled_on < first))
            self._months()
            self.clock.set(self.size.until, 18)
            for register, rows in TABLES.items():
                self._load(register, register, rows(self.setting))
            self._figures()
        finally:
            self.offices[0].close()
        (self.root / "README.txt").write_text(_guide(self), encoding="utf-8")

    def told(self) -> dict[str, Any]:
        """What the command tells."""
        return {
            "office": self.offices[0].code,
            "units": [{"code": code, "name": name, "elders": self.size.elders} for code, name in self.setting.units],
            "months": self.figures,
            "outcomes": sorted(self.outcomes),
            "records": self.counted,
            "numbers": self.numbers,
            "steps": self.telling.steps,
        }

    @property
    def _context(self) -> Context:
        return self.offices[0].workspace._context

    def _load(self, register: str, name: str, rows: Iterable[Row]) -> None:
        report = self.offices[0].load(register, self.root / "tables" / f"{name}.csv", rows)
        if report is None:
            return
        self.counted[register] = self.counted.get(register, 0) + report.added
        if name == register:
            self.telling.step(f"导入 {name}.csv：{report.added + report.updated} 行。")

    def _months(self) -> None:
        late: list[Change] = []
        for month in self.size.calendar:
            first, last = month_bounds(month)
            end = min(last, self.size.until)
            self.clock.set(first, 9)
            self._load("elder", f"elder-{month}", (each.row(first) for each in self.elders if first <= each.enrolled_on <= end))
            entered = late
            waiting: list[Change] = []
            counts: dict[str, int] = {}
            with self._context.read() as connection:
                ids = elders_by_ref(connection)
            held = by_unit(self.elders)
            for place, (code, _) in enumerate(self.setting.units):
                if month in self.habits[code].silent:
                    continue
                changes = list(self._visits(place, code, month, end, held[code], ids))
                counts[code] = len(changes)
                (waiting if month in self.habits[code].late else entered).extend(changes)
            self.clock.set(end, 17)
            self._enter(month, entered, counts)
            closed = (each.row(end) for each in self.elders if each.closed_on and first <= each.closed_on <= end)
            self._load("elder", f"elder-{month}-closed", closed)
            late = waiting
        self.telling.step(f"探访 {self.counted.get('visit', 0)} 次，需求 {self.counted.get('need', 0)} 项；有的单位没有交，有的交得晚。")

    def _enter(self, month: str, changes: list[Change], counts: dict[str, int]) -> None:
        """Journal what was entered by the end of the month, and mark which units' packages had arrived."""
        for each in changes:
            self.counted[each.register] = self.counted.get(each.register, 0) + 1
        with self._context.write() as work:
            work.apply(changes)
            for code, entries in counts.items():
                self._arrive(work.connection, code, month, entries)

    def _arrive(self, connection: Connection, code: str, month: str, entries: int) -> None:
        end = month_bounds(month)[1]
        chance = self.setting.chance("package", f"{code}/{month}")
        days = chance.randint(4, 12) if month in self.habits[code].late else -chance.randint(0, 5)
        written = end + timedelta(days=days)
        if written > self.size.until:
            return
        digest = hashlib.sha256(f"{self.size.seed}/{code}/{month}".encode()).digest()
        named = {"digest": digest, "kind": "package", "sender": digest[:16], "unit_id": unit_id(code), "period": month}
        days_of = {"written_on": written.isoformat(), "handled_at": f"{written} 10:00:00"}
        add_package(connection, "in", state="applied", entries=entries, nothing_new=entries == 0, **named, **days_of)

    def _visits(
        self, place: int, code: str, month: str, end: date, elders: list[Elder], ids: dict[tuple[str, str], bytes]
    ) -> Iterator[Change]:
        unit = unit_id(code)
        chance = self.setting.chance("visit", f"{code}/{month}")
        staff = self.staff[code]
        turn = 0
        for elder in elders:
            for day, outcome in planned_days(chance, elder, month_bounds(month)[0], end, self.habits[code].diligence):
                turn += 1
                number = (self.size.seed * 1000 + place) * 100_000 + chance.randrange(100_000)
                fields = visit_fields(number, ids[code, elder.ref], day, outcome)
                fields |= {"ref": f"{month[2:4]}{month[5:]}-{turn:03d}", "visitors": ";".join(chance.sample(staff, 1 + turn % 2))}
                if not elder.consented:
                    fields = {key: value for key, value in fields.items() if value not in ("ok", "attention")}
                yield from entries_of(chance, unit, ids[code, elder.ref], fields, self.size.until)
                self.outcomes.add(fields["outcome"])

    def _figures(self) -> None:
        """The visit rate of the last months, and every number of the last one, so that the board opens at once."""
        workspace = self.offices[0].workspace
        wanted = self.size.calendar[-12:]
        board = workspace.indicators.board(wanted)
        for month, numbers in board.items():
            rate = next(each for each in numbers if each.key == RATE)
            self.figures.append({"period": month, "county": figure(rate), "units": []})
        self.numbers = {each.key: figure(each) for each in board[wanted[-1]]}
        self.telling.step(f"算好最近 {len(wanted)} 个月的各项指标。")


def _guide(county: BigCounty) -> str:
    size, office = county.size, county.offices[0]
    lines = [
        "喀什社区服务台账：一个编造的大县 / Kashi Desktop: a large invented county",
        "",
        f"{office.name} {office.code}：{size.units} 个村（社区），每个 {size.elders} 位老年人，{size.months} 个月，种子 {size.seed}。",
        "单位是真实的单位名称；人名、电话、数字都是编造的。The places are real; people and numbers are invented.",
        "各单位哪个月交了数据包只是记上的，没有真的文件。Which packages arrived is only marked; there are no such files.",
        "",
        f"打开窗口 / open a window:  python main.py --data {county.root}/workspaces/{office.code} --today {size.until}",
        "tables/      导入过的各登记簿表格 / the tables that were loaded",
        "workspaces/  县的加密工作区 / the county's encrypted workspace",
        "",
        *county.telling.steps,
        "",
    ]
    return "\n".join(lines)
