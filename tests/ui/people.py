"""The people of the tests of screens."""

from datetime import date

from db.codes import CareLevel, Category, Sex
from kashi_desktop.types.inputs import ElderInput
from kashi_desktop.workspace import Workspace


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
