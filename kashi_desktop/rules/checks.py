"""What an input cannot know by itself: checks against today's date, the ID number and the codes of places.

Faults keep a record from being saved; warnings are shown and the record is saved. Sheets and forms use the same checks.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from db.codes import IdDisagrees, NeedStatus, Sex, UnitLevel
from db.registers.elder import ElderInput
from db.registers.need import NeedInput
from db.registers.unit import UnitInput
from db.registers.unit_profile import UnitProfileInput
from db.registers.visit import VisitInput
from kashi_desktop.errors import KnownError
from kashi_desktop.rules import id_numbers, unit_codes
from kashi_desktop.rules.calendar import age_on
from kashi_desktop.types.faults import Fault, fault

ELDER_AGE = 60
OLDEST = 130


class Remarks(NamedTuple):
    """Faults (nothing is saved) and warnings (saved, and said), each naming its column, without values."""

    faults: Sequence[Fault] = ()
    warnings: Sequence[Fault] = ()


_NOTHING = Remarks()


def _fault(column: str, code: str) -> Remarks:
    return Remarks((fault(column, code),))


def check_unit(unit: UnitInput, today: date) -> Remarks:
    """Warns where code, level and kind do not go together, or the township is none that is served."""
    warnings = []
    if unit_codes.level_of(unit.code) is not unit.level:
        warnings.append(fault("level", "level_mismatch"))
    elif unit.level is UnitLevel.VILLAGE and unit.kind is not None and unit_codes.kind_of(unit.code) is not unit.kind:
        warnings.append(fault("kind", "kind_mismatch"))
    if unit_codes.is_pseudo(unit.code):
        warnings.append(fault("code", "pseudo_unit"))
    return Remarks((), warnings) if warnings else _NOTHING


def check_profile(profile: UnitProfileInput, today: date) -> Remarks:
    """Warns of a day ahead and of more town people than people."""
    warnings = days_ahead(today, as_of=profile.as_of)
    urban, total = profile.urban_resident_population, profile.resident_population
    if urban is not None and total is not None and urban > total:
        warnings.append(fault("urban_resident_population", "urban_exceeds_total"))
    return Remarks((), warnings) if warnings else _NOTHING


def check_elder_dates(elder: ElderInput, today: date) -> Remarks:
    """A closing has its day, its reason, and does not lie before the enrolment."""
    if elder.closed_on is None:
        return _fault("closed_on", "closed_on_missing") if elder.closed_reason is not None else _NOTHING
    if elder.closed_reason is None:
        return _fault("closed_reason", "closed_reason_missing")
    return _fault("closed_on", "closed_before_enrolled") if elder.closed_on < elder.enrolled_on else _NOTHING


def check_elder(elder: ElderInput, today: date) -> Remarks:
    """Birth date, age and ID number; days ahead and an age under 60 only warn (disability may qualify)."""
    faults: list[Fault] = []
    warnings: list[Fault] = []
    born = elder.birth_date
    if born > today:
        faults.append(fault("birth_date", "future_date", today=today.isoformat()))
    elif today.year - born.year > OLDEST:
        faults.append(fault("birth_date", "birth_too_early"))
    elif elder.enrolled_on < born:
        faults.append(fault("enrolled_on", "before_birth"))
    elif today.year - born.year <= ELDER_AGE and age_on(born, today) < ELDER_AGE:
        warnings.append(fault("birth_date", "younger_than_60"))
    if elder.id_number:
        check_id_number(elder.id_number, born, elder.sex, faults, warnings)
    if elder.enrolled_on > today or elder.consent_on is not None or elder.closed_on is not None:
        warnings += days_ahead(today, enrolled_on=elder.enrolled_on, consent_on=elder.consent_on, closed_on=elder.closed_on)
    return Remarks(faults, warnings) if faults or warnings else _NOTHING


def check_visit(visit: VisitInput, today: date) -> Remarks:
    """A visit that has not happened yet is a fault, any time of today is accepted; midnight is more often a day without its time."""
    if visit.visited_at.date() > today:
        return Remarks((fault("visited_at", "future_date", today=today.isoformat()),))
    at = visit.visited_at
    return _NOTHING if at.hour or at.minute else Remarks((), (fault("visited_at", "midnight_visit"),))


def check_need_dates(need: NeedInput, today: date) -> Remarks:
    """A closing day belongs to a need that is settled."""
    settled = need.status in (NeedStatus.DONE, NeedStatus.DECLINED)
    return _fault("closed_on", "status_mismatch") if need.closed_on is not None and not settled else _NOTHING


def check_need(need: NeedInput, today: date) -> Remarks:
    """Warns of a closing day ahead and of a closed need without its day."""
    warnings = days_ahead(today, closed_on=need.closed_on)
    if need.closed_on is None and need.status in (NeedStatus.DONE, NeedStatus.DECLINED):
        warnings.append(fault("closed_on", "done_without_date"))
    return Remarks((), warnings) if warnings else _NOTHING


def check_id_number(id_number: str, birth_date: date | None, sex: Sex | None, faults: list[Fault], warnings: list[Fault]) -> None:
    """Add what is wrong with an ID number, and what of the typed facts disagrees with it; a masked or blank one says nothing."""
    if not id_number or id_numbers.is_masked(id_number):
        return
    try:
        number = id_numbers.check(id_number)
    except KnownError as error:
        faults.append(fault("id_number", error.code))
        return
    if id_numbers.disagreement(number, birth_date, sex) is not IdDisagrees.NONE:
        warnings.append(fault("id_number", "id_disagrees"))


def days_ahead(today: date, **days: date | None) -> list[Fault]:
    """A warning ``date_ahead`` for each day, by its column, that lies after today."""
    return [fault(column, "date_ahead", today=today.isoformat()) for column, day in days.items() if day is not None and day > today]
