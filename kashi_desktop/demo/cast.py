"""The people of the demo: invented, deterministic, and never anybody's real number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from db.codes import CareLevel, Category, Sex
from kashi_desktop.demo.people import FATHERS, MEN, WOMEN
from kashi_desktop.rules.id_numbers import check_character
from kashi_desktop.rules.unit_codes import is_pseudo
from kashi_desktop.services.shipped import shipped_units

FIRST_COUNTY = "653121000000"
FIRST_UNITS = ("653121100201", "653121100202", "653121100002")
"""Two villages and one residents' committee of 疏附县, from the statistics office's list."""

NOBODY = "999999"
"""No region bears this code, so no ID number of the demo can be a person's."""

_FAMOUS = ("买买提·吐尔逊", "王㛃", "李𬱖", "陈䶮")
_FAMOUS_SEX = (Sex.MALE, Sex.FEMALE, Sex.FEMALE, Sex.MALE)
_CATEGORIES = (
    (Category.LIVING_ALONE,),
    (Category.EMPTY_NEST, Category.ADVANCED_AGE),
    (Category.LEFT_BEHIND,),
    (Category.DISABLED,),
    (Category.LIVING_ALONE, Category.LOW_INCOME_SUPPORT),
    (Category.SEVERELY_DISABLED,),
)
_LEVELS = (CareLevel.HIGH, CareLevel.MEDIUM, CareLevel.LOW, CareLevel.LOW)


@dataclass(frozen=True)
class Person:
    """One invented elder; ``place`` is the position in the roster, which decides what happens to them in the story."""

    place: int
    ref: str
    full_name: str
    sex: Sex
    birth_date: date
    group: str
    categories: tuple[Category, ...]
    care_level: CareLevel
    enrolled_on: date
    consented: bool
    declined: bool

    def cells(self, unit_code: str) -> dict[str, str]:
        """The row of the roster, as a village would have typed it: labels of codes, empty cells for what is not known."""
        known = self.consented
        number = f"{NOBODY}{self.birth_date:%Y%m%d}{self.place * 2 % 998 + (1 if self.sex is Sex.MALE else 2):03d}"
        return {
            "ref": self.ref,
            "unit_code": unit_code,
            "full_name": self.full_name,
            "sex": self.sex.label,
            "birth_date": self.birth_date.isoformat(),
            "id_number": number + check_character(number) if self.place % 3 == 0 else "",
            "phone": f"1000000{self.place:04d}" if known else "",
            "group": self.group,
            "address": f"{self.group}{self.place + 1}号" if known else "",
            "contact_name": f"{FATHERS[self.place % len(FATHERS)]}（邻居）" if known and self.place % 2 else "",
            "contact_phone": f"1000001{self.place:04d}" if known and self.place % 2 else "",
            "categories": ";".join(each.label for each in self.categories),
            "care_level": self.care_level.label,
            "enrolled_on": self.enrolled_on.isoformat(),
            "consent_on": self.enrolled_on.isoformat() if known else "",
            "home_visit_declined": "是" if self.declined else "否",
        }


def roster(seed: int, unit: int, count: int, before: date) -> tuple[Person, ...]:
    """The elders of one unit, all enrolled in the half year before a day."""
    random = Random(seed * 1009 + unit)
    return tuple(_person(random, unit, place, before) for place in range(count))


def _person(random: Random, unit: int, place: int, before: date) -> Person:
    sex = random.choice((Sex.MALE, Sex.FEMALE))
    name = f"{random.choice(MEN if sex is Sex.MALE else WOMEN)}·{random.choice(FATHERS)}"
    if place < len(_FAMOUS):
        sex, name = _FAMOUS_SEX[place], _FAMOUS[place]
    return Person(
        place,
        f"{place + 1:03d}",
        name,
        sex,
        date(random.randint(1934, 1961), random.randint(1, 12), random.randint(1, 28)),
        f"{random.randint(1, 5)}小队",
        random.choice(_CATEGORIES),
        _LEVELS[(place + unit) % len(_LEVELS)],
        before - timedelta(days=random.randint(20, 180)),
        consented=place != 8,
        declined=place == 6,
    )


def served_counties() -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Name and served units (code, name) of each county by its code, as they are shipped."""
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {
        row["code"]: (row["name"], []) for row in shipped_units() if row["level"] == "county"
    }
    for row in shipped_units():
        if row["level"] == "village" and not is_pseudo(row["code"]):
            found[f"{row['code'][:6]}000000"][1].append((row["code"], row["name"]))
    return found


def chosen_units(count: int, county: str = FIRST_COUNTY, first: Sequence[str] = FIRST_UNITS) -> list[tuple[str, str]]:
    """(code, name) of units of a county: some that are wanted, then a residents' committee and others in the order of their codes."""
    names = dict(served_counties()[county][1])
    codes: Sequence[str] = [*first, *(code for code in names if code not in first)]
    return [(code, names[code]) for code in codes[:count]]
