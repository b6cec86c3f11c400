"""The invented people of the pictures, and three offices that have met them: a village, its neighbours, their county."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.codes import CareLevel, Category, Method, NeedAction, NeedKind, Observation, Outcome, Sex
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.inputs import ElderInput, NeedInput, VisitInput

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

TODAY = date(2026, 11, 18)
CONFIRMED = date(2026, 11, 3)
"""Up to here the county has received everything."""

PASSPHRASE = "four words for a picture"
COUNTY, UNIT = "653121000000", "653121100201"
NEIGHBOURS = ("653121100001", "653121100002", "653121101200", "653121101201")
VISITORS = ("古丽娜尔", "李明")


@dataclass(frozen=True)
class Moment(Clock):
    """A quarter to eleven in the morning, whenever the pictures are made."""

    def now(self) -> datetime:
        """The moment that stands still."""
        return datetime.combine(self.fixed or TODAY, time(10, 44, 12))


@dataclass(frozen=True)
class Invented:
    """One person: who, where, why, how often, and the last days on which they were met (``missed``: nobody answered)."""

    name: str
    sex: Sex
    born: int
    group: str
    address: str
    category: Category
    care: CareLevel
    met: tuple[str, ...]
    missed: tuple[str, ...] = ()
    by_phone: bool = False


HIGH, MEDIUM, LOW = CareLevel.HIGH, CareLevel.MEDIUM, CareLevel.LOW
MAN, WOMAN = Sex.MALE, Sex.FEMALE

DUE = (
    Invented("买买提·吐尔逊", MAN, 1941, "2 小队", "14 号", Category.LIVING_ALONE, HIGH, ("1101", "1108"), ("1114", "1115")),
    Invented("阿依古丽·艾合买提", WOMAN, 1938, "1 小队", "3 号", Category.EMPTY_NEST, HIGH, ("1103", "1110")),
    Invented("王桂芳", WOMAN, 1949, "阳光小区", "5-2-301", Category.LIVING_ALONE, MEDIUM, ("1020", "1102")),
    Invented("图尔荪·阿卜杜热依木", MAN, 1945, "3 小队", "22 号", Category.EMPTY_NEST, LOW, ("1018",)),
    Invented("帕提古丽·喀迪尔", WOMAN, 1952, "3 小队", "8 号", Category.SEVERELY_DISABLED, LOW, ("1019",), by_phone=True),
    Invented("李建国", MAN, 1947, "阳光小区", "2-1-102", Category.DISABLED, MEDIUM, ("1021", "1105")),
    Invented("热孜万古丽·买买提", WOMAN, 1943, "2 小队", "31 号", Category.ADVANCED_AGE, LOW, ("1022",)),
    Invented("张秀英", WOMAN, 1950, "阳光小区", "7-3-402", Category.LIVING_ALONE, LOW, ("1023",)),
    Invented("吐尔洪·艾山", MAN, 1939, "1 小队", "17 号", Category.LEFT_BEHIND, LOW, ("1023",)),
)
"""Those at the top of the list."""

_MEN = ("艾合买提", "玉素甫", "卡迪尔", "依明", "赛买提", "亚森", "库尔班", "牙生")
_WOMEN = ("帕提曼", "热依汗", "古丽巴哈尔", "阿瓦汗", "吐尼莎", "茹克亚", "再乃甫", "海丽且")
_FATHERS = ("吐尔逊", "买买提", "艾山", "热西提", "托合提", "努尔", "肉孜")
_KINDS = (Category.LIVING_ALONE, Category.EMPTY_NEST, Category.ADVANCED_AGE, Category.LEFT_BEHIND, Category.LOW_INCOME_SUPPORT)


def others(count: int, seed: int = 0) -> Iterator[Invented]:
    """People who wait for nobody yet, three of four met this month already; always the same ones."""
    for number in range(count):
        place = number * 5 + seed
        woman = place % 2 == 1
        first = (_WOMEN if woman else _MEN)[place // 2 % 8]
        day = f"11{4 + place % 12:02d}" if number % 4 else f"10{26 + number % 5}"
        group, house = f"{1 + place % 4} 小队", f"{2 + place * 3 % 38} 号"
        name = f"{first}·{_FATHERS[place // 3 % 7]}"
        yield Invented(name, WOMAN if woman else MAN, 1936 + place * 7 % 27, group, house, _KINDS[place % 5], LOW, ("1014", day))


def day_of(text: str) -> date:
    """``1108`` as a day of the year of the pictures."""
    return date(TODAY.year, int(text[:2]), int(text[2:]))


def enrol(ws: "Workspace", people: Iterator[Invented] | tuple[Invented, ...]) -> dict[str, bytes]:
    """Put people on the register, with consent and a daughter to call; returns their ids by name."""
    found = {}
    for number, person in enumerate(people):
        entry = ElderInput(
            full_name=person.name,
            sex=person.sex,
            birth_date=date(person.born, 3, 1 + number % 28),
            phone=f"1381234{1000 + number:04d}" if number % 3 != 2 else "",
            group=person.group,
            address=person.address,
            contact_name="阿依努尔",
            contact_relation="女儿",
            contact_phone="13812341234",
            categories=(person.category,),
            care_level=person.care,
            enrolled_on=date(2026, 1, 5),
            consent_on=date(2026, 1, 5),
            home_visit_declined=person.by_phone,
        )
        found[person.name] = ws.elders.save(entry).id
    return found


def visit(ws: "Workspace", ids: dict[str, bytes], people: tuple[Invented, ...], first: date, last: date) -> None:
    """Record the visits of some days."""
    for person in people:
        for text in sorted((*person.met, *person.missed)):
            if first <= day_of(text) <= last:
                met = text in person.met
                method = Method.PHONE if person.by_phone else Method.HOME
                outcome = Outcome.NO_ANSWER if not met else Outcome.REMOTE if person.by_phone else Outcome.MET
                seen: dict[str, Any] = {"health": Observation.OK, "mood": Observation.OK, "daily": Observation.OK} if met else {}
                when = datetime.combine(day_of(text), time(10, 40))
                ws.visits.record(
                    VisitInput(visited_at=when, method=method, outcome=outcome, visitors=VISITORS, **seen), elder_id=ids[person.name]
                )


def create(folder: Path, level: str, code: str, day: date, invitation: Path | None = None) -> "Workspace":
    """A new office."""
    from kashi_desktop import startup

    made = startup.create_workspace(
        folder, level=level, unit_code=code, passphrase=PASSPHRASE, name="古丽娜尔", invitation=invitation, clock=Moment(day)
    )
    return made.workspace


def village(folder: Path, county: "Workspace") -> "Workspace":
    """The village of the pictures: its first package has been received, a fortnight of visits has not."""
    from kashi_desktop import startup

    invitation = county.enrolment.invite([UNIT], folder).files[0]
    people = (*DUE, *others(43))
    early = create(folder / "village", "village", UNIT, CONFIRMED, invitation)
    ids = enrol(early, people)
    visit(early, ids, people, date(2026, 1, 1), CONFIRMED)
    file = early.packages.export(folder).file
    county.packages.import_files([file])
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    early.packages.import_files([county.packages.write_receipts(folder).files[0]])
    early.close()
    ws = startup.open_workspace(folder / "village", PASSPHRASE, Moment(TODAY))
    visit(ws, ids, people, CONFIRMED + timedelta(days=1), TODAY)
    wish = NeedInput(kind=NeedKind.REPAIR, action=NeedAction.REFERRED, referral_to="社区维修队", due_on=date(2026, 11, 16))
    ws.needs.open(wish, ids["阿依古丽·艾合买提"])
    county.packages.import_files([ws.packages.export(folder).file])
    return ws


def inbox(folder: Path, county: "Workspace") -> Path:
    """Packages that wait at the county: two that can be taken, one received before, one of a new computer, one cut short."""
    out = folder / "inbox"
    out.mkdir()
    for number, code in enumerate(NEIGHBOURS):
        ws = create(folder / code, "village", code, TODAY, county.enrolment.invite([code], folder).files[0])
        people = tuple(others(14 + 3 * number, number + 1))
        ids = enrol(ws, people)
        visit(ws, ids, people[number * 2 :], date(2026, 10, 1), TODAY)
        file = ws.packages.export(out).file
        if number < 2:
            county.packages.import_files([file])
            device = next(each for each in county.enrolment.devices() if each.unit_code == code)
            county.enrolment.approve(device.device_code)
            late = tuple(others(14 + 3 * number, number + 1))[: number * 2 + 1]
            visit(ws, ids, tuple(Invented(**{**vars(each), "met": ("1117",)}) for each in late), TODAY - timedelta(days=1), TODAY)
            ws.packages.export(out)
        elif number == 3:
            file.write_bytes(file.read_bytes()[:-300])
        ws.close()
    return out
