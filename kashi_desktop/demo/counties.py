"""One county of the demo's story with its units: rosters, months, packages, receipts, and what goes wrong on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from db.codes import Outcome, ReportKind
from kashi_desktop.demo.cast import roster
from kashi_desktop.demo.events import facility_survey, training_day, volunteer_sunday
from kashi_desktop.demo.office import Office, StoryClock, enrol_late, found_office, visit_rows, work_through, write_roster
from kashi_desktop.demo.setting import Setting
from kashi_desktop.demo.tables import TABLES
from kashi_desktop.demo.telling import RATE, Telling, figure, hold
from kashi_desktop.demo.visits import Month, plan
from kashi_desktop.services.elders import ElderQuery

COMPARED = (
    *("unit", "unit_profile", "elder", "visit", "need", "facility", "worker", "course", "attendance"),
    *("volunteer", "activity", "service", "survey", "holiday"),
)
"""Registers that a unit and its county hold alike."""
_AT_FIRST = ("unit", "holiday", "ledger_task", "unit_profile", "worker", "volunteer")
_AT_LAST = ("course", "attendance", "activity", "service", "survey", "project")


@dataclass
class CountyStory:
    """Plays one county into a folder. Only the ``chief`` one has everything that can go wrong; the others show that there are several."""

    root: Path
    code: str
    name: str
    units: Sequence[tuple[str, str]]
    place: int
    seed: int
    elders: int
    telling: Telling
    clock: StoryClock
    until: date
    figures: list[dict[str, Any]] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    outcomes: set[Outcome] = field(default_factory=set)

    @property
    def chief(self) -> bool:
        """Whether this is the county whose story is told to the full."""
        return self.place == 0

    @property
    def county(self) -> Office:
        """The county's office."""
        return self.offices[0]

    @property
    def villages(self) -> list[Office]:
        """The units' offices."""
        return self.offices[1:]

    def found(self, first: date, before: Sequence[Month]) -> None:
        """Set up the offices and load the rosters as of ``first``; the visits of the months before from old ledgers."""
        self._setting = Setting(self.seed, self.units, first, self.until, self.place)
        self.offices.append(found_office(self.root, self.code, self.name, "county", self.clock))
        (self.root / "invitations" / self.code).mkdir()
        invited = self.county.workspace.enrolment.invite([code for code, _ in self.units], self._invitations(self.code))
        self.telling.step(f"{self.name}建立工作区，写出 {len(invited.files)} 份邀请，指纹 {invited.fingerprint}。")
        for code, name in self.units:
            invitation = self._invitations(self.code) / f"{code}.kashi-invitation" if len(self.units) > 1 else invited.files[0]
            self.offices.append(found_office(self.root, code, name, "village", self.clock, invitation))
        self.telling.step(f"{'、'.join(name for _, name in self.units)}用邀请建立工作区。")
        for unit, office in enumerate(self.villages):
            office.people = roster(self.seed + self.place, unit, self.elders, first)
            if not self._rolled_out(unit):
                self._load_roster(office, office, ".xlsx" if unit % 2 == 0 else ".csv")
        self._enrol(before)

    def _invitations(self, code: str) -> Path:
        return self.root / "invitations" / code

    def _rolled_out(self, unit: int) -> bool:
        """Whether the county loads the roster of this unit from its old ledger."""
        return unit == 2 and self.chief

    def _load_roster(self, office: Office, by: Office, ending: str) -> None:
        path = self.root / "rosters" / f"elder-{office.code}{ending}"
        write_roster(office.people, office.code, path)
        report = by.workspace.registers.load("elder", path)
        hold(report.loaded and report.added == len(office.people), "roster")
        self.telling.step(f"{by.name}从{'工作簿' if ending == '.xlsx' else ' GB18030 的 CSV '}导入{office.name}的名册：{report.added} 人。")

    def _enrol(self, before: Sequence[Month]) -> None:
        """First packages wait, are counted once, and are applied on approval; the county's rows travel down."""
        county, folder = self.county.workspace, self.county.folder("packages", "0-first")
        for office in self.villages:
            office.workspace.packages.export(folder)
        for _ in range(2):
            self.county.take([folder], "quarantined")
        waiting = county.enrolment.devices()
        hold(all(each.waiting_packages == 1 for each in waiting), "waiting packages counted once")
        shown = {office.code: office.workspace.office.fingerprint for office in self.villages}
        self.telling.step(f"{self.name}的首个数据包各自等待认可（导入两次仍只算一次）：{len(waiting)} 台电脑。")
        for device in waiting:
            hold(shown[device.unit_code] == device.fingerprint, "fingerprints")
            county.enrolment.approve(device.device_code)
        self.telling.step("核对五组数字后逐台认可，等待的数据包随即并入。")
        self._tables(_AT_FIRST if self.chief else (*_AT_FIRST, "facility"))
        for unit, office in enumerate(self.villages):
            if self._rolled_out(unit):
                self._load_roster(office, self.county, ".xlsx")
        if before:
            self._old_ledgers(before)
        self.receipts("0-first")
        for unit, office in enumerate(self.villages):
            if self._rolled_out(unit):
                arrived = office.workspace.elders.open_list(ElderQuery()).count
                hold(arrived == len(office.people), "roster by receipt")
                self.telling.step(f"县里代录的名册随回执到达{office.name}：{arrived} 人。")

    def _old_ledgers(self, before: Sequence[Month]) -> None:
        """The county loads what its units had written on paper in the months before it joined."""
        rows = [
            row
            for unit, office in enumerate(self.villages)
            for month in before
            for row in visit_rows(plan(self.seed, unit + 10 * self.place, month, office.people, frozenset()), office.code)
        ]
        report = self.county.load("visit", self.root / "rosters" / f"visit-{self.code}-before.csv", rows)
        added = report.added if report else 0
        self.telling.step(f"{self.name}从旧台账补录 {before[0].name} 到 {before[-1].name} 的探访 {added} 次。")

    def _tables(self, registers: Sequence[str]) -> None:
        """Load registers from tables at the county, for its units from old ledgers."""
        counted = []
        for register in registers:
            path = self.root / "rosters" / f"{register}-{self.code}.csv"
            if report := self.county.load(register, path, TABLES[register](self._setting)):
                counted.append(f"{register} {report.added + report.updated + report.unchanged} 行")
        self.telling.step(f"{self.name}导入{'、'.join(counted)}。")

    def month(self, month: Month) -> None:
        """One month of every unit, its packages and the receipts."""
        self.clock.set(month.until)
        worked = []
        for unit, office in enumerate(self.villages):
            table = self.root / "rosters" / f"visit-{office.code}-{month.name}.csv"
            work = work_through(office, unit + 10 * self.place, self.seed, month, table, typing=self.chief)
            self.outcomes |= work.outcomes
            told = "".join(f"；{each}" for each in work.events)
            worked.append(f"{office.name}录入 {work.typed} 次、导入 {work.loaded} 次{told}")
        self.telling.step(f"{month.name} {self.name}探访：{'。'.join(worked)}。")
        if self.chief:
            self._events(month)
        if month.last:
            self._tables(_AT_LAST)
        self._send(month)
        self.receipts(month.name)
        if self.chief and month.index == 0:
            self._issue(month)

    def _issue(self, month: Month) -> None:
        """The first month's report leaves the house, before the lost package is made good."""
        self._report = self.county.workspace.issued_reports.issue(ReportKind.MONTHLY, month.name)
        rate = next(each for each in self._report.figures if each.key == RATE)
        self.telling.step(f"{month.name} {self.name}印发月报，月探访率 {rate.numerator}/{rate.denominator}。")

    def _events(self, month: Month) -> None:
        first = self.villages[0]
        if month.index == 0:
            facility_survey(self.villages, self._setting, self.root / "rosters", self.telling)
        if month.second:
            training_day(self.county, first, month, self.telling)
        if month.last:
            volunteer_sunday(first, month, self.telling)
            if late := enrol_late(first, month):
                self.telling.step(f"{month.name} {first.name}：28 日新登记一人（编号 {late}），晚于 25 日，不计入本月。")

    def _send(self, month: Month) -> None:
        """Packages of the month; of the chief county's one is lost, one imported twice, one tampered with."""
        folder = self.county.folder("packages", month.name)
        files = [office.workspace.packages.export(folder).file for office in self.villages]
        if self.chief and month.index == 0 and not month.last:
            files[0].rename(self.root / "packages" / "lost" / files[0].name)
            files = files[1:]
            self.telling.step(f"{month.name} {self.villages[0].name}的数据包在路上丢了；下一个包会补齐。")
        taken = self.county.take(files, "applied") if files else ()
        self.telling.step(f"{month.name} {self.name}导入 {len(files)} 个数据包：新记录 {sum(each.entries_new for each in taken)} 条。")
        if files and self.chief and month.index == 0:
            self.county.take(files[:1], "known")
            self.telling.step(f"{month.name} 其中一个又导入一次：已经收到过，什么也没有变。")
        if self.chief and month.second:
            self._tamper(month, self.villages[-1])

    def _tamper(self, month: Month, office: Office) -> None:
        file = office.workspace.packages.export(self.root / "packages" / "tampered").file
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
        refused = self.county.take([file], "refused")
        self.telling.step(f"{month.name} {office.name}的一个数据包被改动了一个字节，县里拒收：{refused[0].message}")

    def receipts(self, name: str) -> None:
        """The county's receipts, taken in by every unit."""
        written = self.county.answer(self.county.folder("receipts", name), self.villages)
        open_ = sum(office.workspace.packages.state().unconfirmed_entries for office in self.villages)
        when = "首次" if name == "0-first" else name
        self.telling.step(f"{when} {self.name}写出 {written} 份回执，各单位已导入；还没有确认的记录 {open_} 条。")

    def compare(self, months: Sequence[Month]) -> int:
        """What the county holds of a unit is what the unit holds, record by record and figure by figure; returns how many records.

        Told only at the end: a package lost in the first month changed that month's number when the next one healed it.
        """
        county, records = self.county.workspace, 0
        compute = county.indicators.compute
        for month in months:
            units = [
                {"code": office.code, "name": office.name} | figure(compute(month.name, office.code, RATE, lists=False)[0])
                for office in self.villages
            ]
            whole = figure(compute(month.name, "", RATE, lists=False)[0])
            self.figures.append({"period": month.name, "county": whole, "units": units})
            for office, shown in zip(self.villages, units, strict=True):
                own = figure(office.workspace.indicators.compute(month.name, "", RATE, lists=False)[0])
                hold(all(shown[key] == value for key, value in own.items()), "figures at village and county")
        if self.chief and len(months) > 1:
            self._restated(months[0])
        for office in self.villages:
            for register in COMPARED:
                here = list(office.workspace.registers.dump(register, office.code))
                hold(here == list(county.registers.dump(register, office.code)), f"dump of {register} at village and county")
                records += len(here)
        return records

    def _restated(self, first: Month) -> None:
        """The issued report stands; what the lost package changed shows beside it."""
        issued = self.county.workspace.issued_reports
        found = [each for each in issued.restatements(self._report.id) if each.was.key == RATE]
        hold(len(found) == 1 and bool(found[0].causes), "restatement")
        was, now = found[0].was, found[0].now
        self.telling.step(
            f"{first.name} 已印发的月报不变；补来的数据另列为更正：月探访率 {was.numerator}/{was.denominator}"
            f" → {now.numerator}/{now.denominator}。"
        )
