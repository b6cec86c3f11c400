"""The demo's story: a prefecture in small, three counties with their units, a year, and what the numbers are at each level."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from db.codes import DeviceState
from kashi_desktop.demo.cast import FIRST_UNITS, chosen_units
from kashi_desktop.demo.counties import CountyStory
from kashi_desktop.demo.office import PASSPHRASE, Office, StoryClock, found_office
from kashi_desktop.demo.papers import print_papers
from kashi_desktop.demo.readme import guide, shown_rate
from kashi_desktop.demo.telling import RATE, Telling, figure, hold
from kashi_desktop.demo.visits import Month
from kashi_desktop.paths import set_aside
from kashi_desktop.rules.calendar import month_bounds, month_of, months_until

PREFECTURE = ("653100000000", "喀什地区")
COUNTIES = (("653121000000", "疏附县"), ("653122000000", "疏勒县"), ("653101000000", "喀什市"))
STORY_END = date(2026, 11, 30)
_FOLDERS = ("workspaces", "invitations", "rosters", "packages", "receipts", "pdf", "research", "tables")


@dataclass(frozen=True)
class Settings:
    """How large, from which seed, and the last day; ``units`` of each county. All but the first join for the last ``live`` months."""

    counties: int = 3
    units: int = 4
    elders: int = 12
    months: int = 12
    live: int = 3
    seed: int = 1
    until: date = STORY_END

    def calendar(self) -> list[Month]:
        """The months of the story, oldest first; the last may be cut short by the last day."""
        names = months_until(month_of(self.until), self.months)
        return [Month(index, self.months, name, min(self.until, month_bounds(name)[1])) for index, name in enumerate(names)]


@dataclass
class Story:
    """Plays the story into a folder; ``tell`` gets each step as it happens."""

    root: Path
    settings: Settings
    tell: Callable[[str], None]
    counties: list[CountyStory] = field(default_factory=list)
    clock: StoryClock = field(default_factory=StoryClock)
    prefecture: Office = field(init=False)
    numbers: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the steps of all offices together."""
        self.telling = Telling(self.tell)

    def play(self) -> None:
        """From the first workspace to the last figure. Errors: Untrue."""
        months = self.settings.calendar()
        for name in ("invitations", "rosters", "packages/lost", "packages/tampered", "receipts", "pdf", "research"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        invited = self._found(months[0].first)
        try:
            for month in months:
                self._join(month, months, invited)
                for county in self.counties:
                    county.month(month)
                if month.last or month.index % 3 == 2:
                    self._report(month, months)
            self._compare(months)
            self._papers(months[-1])
            self._extract()
        finally:
            for office in self._offices():
                office.close()
        text = guide(self.root, PASSPHRASE, self.figures, self.telling.steps)
        (self.root / "README.txt").write_text(text, encoding="utf-8")

    def told(self) -> dict[str, Any]:
        """What the command tells."""
        outcomes = {each.value for county in self.counties for each in county.outcomes}
        units = [
            {"code": office.code, "name": office.name, "elders": len(office.people)}
            for county in self.counties
            for office in county.villages
        ]
        return {
            "units": units,
            "months": self.figures,
            "numbers": self.numbers,
            "outcomes": sorted(outcomes),
            "steps": self.telling.steps,
        }

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The visit rate of each month: of the first county with its units, and of the others."""
        first, *others = self.counties
        return [
            month | {"others": [{"code": each.code, "name": each.name} | each.figures[index]["county"] for each in others]}
            for index, month in enumerate(first.figures)
        ]

    def _offices(self) -> list[Office]:
        return [*(office for county in self.counties for office in county.offices), self.prefecture]

    # The prefecture and what goes up to it.

    def _found(self, first: date) -> Path:
        """The prefecture sets itself up; returns where it laid the counties' invitations."""
        self.clock.set(first, 9)
        self.prefecture = found_office(self.root, *PREFECTURE, "prefecture", self.clock)
        codes = [code for code, _ in COUNTIES[: self.settings.counties]]
        folder = self.root / "invitations" / PREFECTURE[0]
        folder.mkdir()
        out = folder if len(codes) > 1 else folder / f"{codes[0]}.kashi-invitation"
        invited = self.prefecture.workspace.enrolment.invite(codes, out)
        self.telling.step(f"{PREFECTURE[1]}建立工作区，写出 {len(invited.files)} 份邀请。")
        return folder

    def _join(self, month: Month, months: list[Month], invitations: Path) -> None:
        """The first county begins at once; the others join later and bring what they had on paper."""
        later = max(0, self.settings.months - self.settings.live)
        new = []
        for place, (code, name) in enumerate(COUNTIES[: self.settings.counties]):
            if month.index != (later if place else 0):
                continue
            self.clock.set(month.first, 9)
            units = chosen_units(self.settings.units, code, () if place else FIRST_UNITS)
            county = CountyStory(
                *(self.root, code, name, units, place, self.settings.seed, self.settings.elders),
                *(self.telling, self.clock, self.settings.until),
            )
            self.counties.append(county)
            county.found(months[0].first, months[: month.index])
            county.county.take([invitations / f"{code}.kashi-invitation"], "applied")
            new.append(county)
        if new:
            self._send(f"{month.name}-first", new, "quarantined")
            for device in self.prefecture.workspace.enrolment.devices():
                if device.state == DeviceState.WAITING:
                    self.prefecture.workspace.enrolment.approve(device.device_code)
            self._receive(f"{month.name}-first", new)
            self.telling.step(f"{PREFECTURE[1]}认可{'、'.join(county.name for county in new)}的电脑。")

    def _report(self, month: Month, months: list[Month]) -> None:
        """Each quarter the counties tell their numbers of the months up to this one, sums alone; the receipts come back."""
        wanted = [each.name for each in months if each.index <= month.index]
        for county in self.counties:
            county.county.workspace.indicators.refresh(wanted)
        entries = self._send(month.name, self.counties, "applied")
        self._receive(month.name, self.counties)
        self.telling.step(f"{month.name} {len(self.counties)} 个县（市）向{PREFECTURE[1]}报送数字 {entries} 项，只有合计，没有个人。")

    def _send(self, name: str, counties: Sequence[CountyStory], expected: str) -> int:
        folder = self.prefecture.folder("packages", name)
        written = [county.county.workspace.packages.export(folder) for county in counties]
        self.prefecture.take([each.file for each in written], expected)
        return sum(each.entries for each in written)

    def _receive(self, name: str, counties: Sequence[CountyStory]) -> None:
        self.prefecture.answer(self.prefecture.folder("receipts", name), [county.county for county in counties])

    # What must be equal, and what is left.

    def _compare(self, months: list[Month]) -> None:
        records = sum(county.compare(months) for county in self.counties)
        self.telling.step(f"逐条比对各单位与县里的记录：{records} 条完全相同，各月数字也相同。")
        self._numbers(months[-1])
        for month in self.figures:
            lines = [(COUNTIES[0][1], month["county"]), *((each["name"], each) for each in (*month["units"], *month["others"]))]
            for name, each in lines:
                self.tell(f"   {month['period']} 月探访率 {name}：{shown_rate(each)}")

    def _numbers(self, month: Month) -> None:
        """Every number of the last month at three levels; what the prefecture was told of a county is what the county computes."""
        above = {each.key: figure(each) for each in self.prefecture.workspace.indicators.compute(month.name, lists=False)}
        compared = 0
        for county in self.counties:
            own = {each.key: figure(each) for each in county.county.workspace.indicators.compute(month.name, lists=False)}
            told = {each.key: figure(each) for each in self.prefecture.workspace.indicators.compute(month.name, county.code, lists=False)}
            for key, number in own.items():
                hold(all(told[key][part] == number[part] for part in ("numerator", "denominator")), f"{key} at county and prefecture")
                compared += 1
            self.numbers[county.code] = own
        first = self.counties[0].villages[0]
        self.numbers[first.code] = {each.key: figure(each) for each in first.workspace.indicators.compute(month.name, lists=False)}
        self.numbers[PREFECTURE[0]] = above
        self.telling.step(f"{month.name} 县与地区的 {compared} 项指标逐项相同；地区月探访率 {shown_rate(above[RATE])}。")

    def _papers(self, month: Month) -> None:
        pdf = self.root / "pdf"
        county, villages = self.counties[0].county, self.counties[0].villages
        pages = county.workspace.recovery.print(county.recovery_code, pdf / f"recovery-{county.code}.pdf")
        pages += county.workspace.reports.invitation_slips([office.code for office in villages], pdf / "invitation-slips.pdf")
        papers, more = print_papers(villages[0], county, self.prefecture, month.name, pdf)
        self.telling.step(f"打印：各种表单和书面报告共 {papers + 2} 份，{pages + more} 页；书面报告另有 XLSX 的数字。")

    def _extract(self) -> None:
        county = self.counties[0].county
        made = county.workspace.research.extract(self.root / "research" / f"research-{county.code}.sqlite")
        self.telling.step(f"{county.name}写出去标识的研究用数据：{made.rows} 行。")


def clear(root: Path, today: date) -> Path | None:
    """Set aside what an earlier demo made, and nothing else; where it lies now."""
    return set_aside(root, [root / name for name in (*_FOLDERS, "README.txt")], today)
