"""The demo's story: a county, its villages, some months, and what goes wrong on the way."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from db.codes import Outcome
from kashi_desktop.cli.demo_cast import chosen_units, roster
from kashi_desktop.cli.demo_office import (
    PASSPHRASE,
    Office,
    StoryClock,
    enrol_late,
    found_office,
    work_through,
    write_profiles,
    write_roster,
)
from kashi_desktop.cli.demo_readme import guide, shown_rate
from kashi_desktop.cli.demo_visits import Month
from kashi_desktop.rules.calendar import month_bounds, month_of, previous_month
from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.types.results import FileVerdict

COUNTY = ("653121000000", "疏附县")
STORY_END = date(2026, 11, 30)
REGISTERS = ("unit", "unit_profile", "elder", "visit", "need")


class Untrue(Exception):
    """The story did not go as it must: a failure of the program. The text holds no person."""


@dataclass(frozen=True)
class Settings:
    """How large, from which seed, and the last day."""

    units: int = 3
    elders: int = 12
    months: int = 3
    seed: int = 1
    until: date = STORY_END

    def calendar(self) -> list[Month]:
        """The months of the story, oldest first; the last may be cut short by the last day."""
        names = [month_of(self.until)]
        while len(names) < self.months:
            names.insert(0, previous_month(names[0]))
        return [Month(index, self.months, name, min(self.until, month_bounds(name)[1])) for index, name in enumerate(names)]


@dataclass
class Story:
    """Plays the story into a folder; ``tell`` gets each step as it happens."""

    root: Path
    settings: Settings
    tell: Any
    steps: list[str] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    outcomes: set[Outcome] = field(default_factory=set)
    clock: StoryClock = field(default_factory=StoryClock)

    def play(self) -> None:
        """From the first workspace to the last figure. Errors: Untrue."""
        months = self.settings.calendar()
        for name in ("invitations", "rosters", "packages/0-first", "packages/lost", "packages/tampered", "receipts/0-first", "pdf"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        try:
            self._found(months[0].first)
            self._enrol()
            for month in months:
                self._month(month)
            self._compare(months)
            self._print(months[-1])
        finally:
            for office in self.offices:
                office.close()
        text = guide(self.root, PASSPHRASE, self.figures, self.steps)
        (self.root / "README.txt").write_text(text, encoding="utf-8")

    @property
    def county(self) -> Office:
        """The county's office."""
        return self.offices[0]

    @property
    def villages(self) -> list[Office]:
        """The units' offices."""
        return self.offices[1:]

    def step(self, sentence: str) -> None:
        """Tell and keep one step."""
        numbered = f"{len(self.steps) + 1}. {sentence}"
        self.steps.append(numbered)
        self.tell(numbered)

    def _found(self, first: date) -> None:
        self.clock.set(first, 9)
        self.offices.append(found_office(self.root, *COUNTY, "county", self.clock))
        units = chosen_units(self.settings.units)
        invited = self.county.workspace.enrolment.invite([code for code, _ in units], self.root / "invitations")
        self.step(f"{COUNTY[1]}建立工作区，写出 {len(invited.files)} 份邀请，指纹 {invited.fingerprint}。")
        for code, name in units:
            invitation = self.root / "invitations" / f"{code}.kashi-invitation"
            self.offices.append(found_office(self.root, code, name, "village", self.clock, invitation))
            self.step(f"{name}用邀请建立工作区。")
        for unit, office in enumerate(self.villages):
            office.people = roster(self.settings.seed, unit, self.settings.elders, first)
            if unit != 2:
                self._load_roster(office, office, ".xlsx" if unit % 2 == 0 else ".csv")

    def _load_roster(self, office: Office, by: Office, ending: str) -> None:
        path = self.root / "rosters" / f"elder-{office.code}{ending}"
        write_roster(office.people, office.code, path)
        report = by.workspace.registers.load("elder", path)
        self._hold(report.loaded and report.added == len(office.people), "roster")
        self.step(f"{by.name}从{'工作簿' if ending == '.xlsx' else ' GB18030 的 CSV '}导入{office.name}的名册：{report.added} 人。")

    def _enrol(self) -> None:
        """First packages wait, are counted once, and are applied on approval; the county loads a roster that travels down."""
        county, folder = self.county.workspace, self.root / "packages" / "0-first"
        for office in self.villages:
            office.workspace.packages.export(folder)
        for _ in range(2):
            self._take(self.county, [folder], "quarantined")
        waiting = county.enrolment.devices()
        self._hold(all(each.waiting_packages == 1 for each in waiting), "waiting packages counted once")
        shown = {office.code: office.workspace.office.fingerprint for office in self.villages}
        self.step(f"首个数据包各自等待认可（导入两次仍只算一次）：{len(waiting)} 台电脑。")
        for device in waiting:
            self._hold(shown[device.unit_code] == device.fingerprint, "fingerprints")
            county.enrolment.approve(device.device_code)
        self.step("核对五组数字后逐台认可，等待的数据包随即并入。")
        profiles = self.root / "rosters" / "unit_profile.csv"
        write_profiles([office.code for office in self.villages], self.clock.today(), profiles)
        county.registers.load("unit_profile", profiles)
        for office in self.villages[2:3]:
            self._load_roster(office, self.county, ".xlsx")
        self._receipts("0-first")
        for office in self.villages[2:3]:
            arrived = office.workspace.elders.open_list(ElderQuery()).count
            self._hold(arrived == len(office.people), "roster by receipt")
            self.step(f"县里代录的名册随回执到达{office.name}：{arrived} 人。")

    def _month(self, month: Month) -> None:
        self.clock.set(month.until)
        for unit, office in enumerate(self.villages):
            table = self.root / "rosters" / f"visit-{office.code}-{month.name}.csv"
            work = work_through(office, unit, self.settings.seed, month, table)
            self.outcomes |= work.outcomes
            told = "".join(f"；{each}" for each in work.events)
            self.step(f"{month.name} {office.name}：录入探访 {work.typed} 次，导入探访 {work.loaded} 次{told}。")
        if month.last and (late := enrol_late(self.villages[0], month)):
            self.step(f"{month.name} {self.villages[0].name}：28 日新登记一人（编号 {late}），晚于 25 日，不计入本月。")
        self._send(month)
        self._receipts(month.name)

    def _send(self, month: Month) -> None:
        """Packages of the month: one is lost, one imported twice, one tampered with."""
        folder = self.root / "packages" / month.name
        folder.mkdir()
        files = [office.workspace.packages.export(folder).file for office in self.villages]
        if month.index == 0 and not month.last:
            lost = self.root / "packages" / "lost" / files[0].name
            files[0].rename(lost)
            files = files[1:]
            self.step(f"{month.name} {self.villages[0].name}的数据包在路上丢了；下一个包会补齐。")
        taken = self._take(self.county, files, "applied")
        self.step(f"{month.name} 县里导入 {len(files)} 个数据包：新记录 {sum(each.entries_new for each in taken)} 条。")
        if files and month.index == 0:
            self._take(self.county, files[:1], "known")
            self.step(f"{month.name} 其中一个又导入一次：已经收到过，什么也没有变。")
        if month.second:
            self._tamper(month, self.villages[-1])

    def _tamper(self, month: Month, office: Office) -> None:
        copy = self.root / "packages" / "tampered"
        file = office.workspace.packages.export(copy).file
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
        refused = self._take(self.county, [file], "refused")
        self.step(f"{month.name} {office.name}的一个数据包被改动了一个字节，县里拒收：{refused[0].message}")

    def _receipts(self, name: str) -> None:
        folder = self.root / "receipts" / name
        folder.mkdir(exist_ok=True)
        written = self.county.workspace.packages.write_receipts(folder)
        for office in self.villages:
            own = [file for file in written.files if file.name.startswith(office.code)]
            taken = office.workspace.packages.import_files(own).files
            self._hold([each.verdict for each in taken] in (["applied"], ["known"]), "receipt")
        confirmed = [office.workspace.packages.state() for office in self.villages]
        open_ = sum(each.unconfirmed_entries for each in confirmed)
        self.step(
            f"{'首次' if name == '0-first' else name} 县里写出 {len(written.files)} 份回执，各单位已导入；还没有确认的记录 {open_} 条。"
        )

    def _take(self, office: Office, paths: Sequence[Path], expected: str) -> tuple[FileVerdict, ...]:
        files = office.workspace.packages.import_files(paths).files
        self._hold(all(each.verdict == expected for each in files), f"{expected} expected")
        return files

    def _figures(self, month: Month) -> None:
        county = self.county.workspace.indicators
        units = [
            {"code": office.code, "name": office.name} | _figure(county.compute(month.name, office.code, lists=False)[0])
            for office in self.villages
        ]
        whole = _figure(county.compute(month.name, only="monthly_visit_rate", lists=False)[0])
        self.figures.append({"period": month.name, "county": whole, "units": units})

    def _compare(self, months: Iterable[Month]) -> None:
        """What the county holds of a unit is what the unit holds, record by record and figure by figure."""
        county, records = self.county.workspace, 0
        # Told only now: a package lost in the first month changed that month's number when the next one healed it.
        for month in months:
            self._figures(month)
            for office, shown in zip(self.villages, self.figures[-1]["units"], strict=True):
                own = _figure(office.workspace.indicators.compute(month.name, only="monthly_visit_rate", lists=False)[0])
                self._hold(all(shown[key] == value for key, value in own.items()), "figures at village and county")
        for office in self.villages:
            for register in REGISTERS:
                here = list(office.workspace.registers.dump(register, office.code))
                self._hold(here == list(county.registers.dump(register, office.code)), f"dump of {register} at village and county")
                records += len(here)
        self.step(f"逐条比对各单位与县里的记录：{records} 条完全相同，各月数字也相同。")
        for figure in self.figures:
            for name, each in [("全县", figure["county"]), *((each["name"], each) for each in figure["units"])]:
                self.tell(f"   {figure['period']} 月探访率 {name}：{shown_rate(each)}")

    def _print(self, month: Month) -> None:
        pdf, pages = self.root / "pdf", 0
        county, first = self.county, self.villages[0]
        pages += county.workspace.reports.recovery_sheet(county.recovery_code, pdf / f"recovery-{county.code}.pdf")
        pages += county.workspace.reports.invitation_slips([office.code for office in self.villages], pdf / "invitation-slips.pdf")
        visits = first.workspace.reports.visits_of_month(month.name)[:8]
        if visits:
            pages += first.workspace.reports.visit_record(visits, pdf / f"visit-records-{first.code}-{month.name}.pdf")
        for office in self.villages[:3]:
            out = pdf / f"visit-ledger-{office.code}-{month.name}.pdf"
            pages += office.workspace.reports.visit_ledger(month.name, office.code, out)
        self.step(f"打印：探访记录 {len(visits)} 份、台账、恢复单和邀请核对单，共 {pages} 页。")

    def _hold(self, true: bool, what: str) -> None:
        if not true:
            raise Untrue(what)


def _figure(number: Any) -> dict[str, Any]:
    return {"numerator": number.numerator, "denominator": number.denominator, "display": number.display, "met": number.met}


def clear(root: Path) -> None:
    """Remove what an earlier demo made, and nothing else."""
    for name in ("workspaces", "invitations", "rosters", "packages", "receipts", "pdf"):
        shutil.rmtree(root / name, ignore_errors=True)
    (root / "README.txt").unlink(missing_ok=True)
