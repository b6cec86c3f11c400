"""A real village workspace for tests of screens, with a clock that stands in the evening of one day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from db.codes import CareLevel, Category, Sex
from kashi_desktop.startup import create_workspace
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.inputs import ElderInput
from kashi_desktop.workspace import Workspace

TODAY = date(2026, 11, 18)
PASSPHRASE = "四只羊 过河 七点半"
UNIT = "653121100201"


@dataclass(frozen=True)
class Evening(Clock):
    """Eight o'clock in the evening, when visits are written up."""

    def now(self) -> datetime:
        return datetime.combine(self.fixed or TODAY, datetime.min.replace(hour=20).time())


@contextmanager
def village(folder: Path) -> Iterator[Workspace]:
    """A new workspace of one village, closed at the end."""
    created = create_workspace(folder, level="village", unit_code=UNIT, passphrase=PASSPHRASE, name="古丽娜尔", clock=Evening(TODAY))
    try:
        yield created.workspace
    finally:
        created.workspace.close()


def enrol(ws: Workspace, name: str, *, consent: bool = True, care: CareLevel = CareLevel.LOW, **more: object) -> bytes:
    """Put an elder on the register and return the id."""
    values: dict[str, object] = {
        "full_name": name,
        "sex": Sex.FEMALE,
        "birth_date": date(1941, 3, 1),
        "group": "2 小队",
        "categories": (Category.LIVING_ALONE,),
        "care_level": care,
        "enrolled_on": date(2026, 10, 1),
        "consent_on": date(2026, 10, 1) if consent else None,
    }
    if consent:
        values |= {"phone": "13812341234", "contact_name": "阿依努尔", "contact_relation": "女儿", "contact_phone": "13912345678"}
    return ws.elders.save(ElderInput.model_validate(values | more)).id
