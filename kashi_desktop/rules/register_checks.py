"""Checks of the registers of facilities, training, volunteering and the plan against today and their own rules (domain.md §3)."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from db.codes import Kiosk
from db.declaring import Columns, Register
from db.registers.activity import ActivityInput
from db.registers.course import CourseInput
from db.registers.definition import DefinitionInput
from db.registers.facility import FacilityInput
from db.registers.project import ProjectInput
from db.registers.survey import SurveyInput
from db.registers.volunteer import VolunteerInput
from db.registers.worker import WorkerInput
from kashi_desktop.rules import checks
from kashi_desktop.rules.calendar import age_on
from kashi_desktop.rules.checks import Remarks, check_id_number, days_ahead
from kashi_desktop.rules.definitions import check_override
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.kinds import CellFault
from kashi_desktop.rules.opening_hours import parse_hours
from kashi_desktop.types.faults import Fault, fault
from kashi_desktop.types.typed_dates import LONG

VOLUNTEER_AGE = 14
"""From this age on somebody may be registered (志愿服务条例: with the guardian's consent)."""
ADULT_AGE = 18
WORKING_AGE = 16


def check_facility_agrees(facility: FacilityInput, today: date) -> Remarks:
    """Not more activity area than building, no end before the start, no day of a fault without one."""
    if facility.activity_area_m2 is not None and facility.activity_area_m2 > facility.building_area_m2:
        return Remarks((fault("activity_area_m2", "activity_exceeds_building"),))
    if facility.valid_to is not None and facility.valid_to < facility.valid_from:
        return _ends_first("valid_to")
    if facility.kiosk_broken_on is not None and facility.kiosk is not Kiosk.BROKEN:
        return Remarks((fault("kiosk_broken_on", "kiosk_not_broken"),))
    return Remarks()


def check_worker_dates(worker: WorkerInput, today: date) -> Remarks:
    """Nobody leaves before the start, no leave ends before it begins."""
    if worker.left_on is not None and worker.left_on < worker.employed_on:
        return _ends_first("left_on")
    if worker.leave_to is not None and (worker.leave_from is None or worker.leave_to < worker.leave_from):
        return _ends_first("leave_to")
    return Remarks()


def check_course_dates(course: CourseInput, today: date) -> Remarks:
    """No course ends before it starts."""
    return _ends_first("ends_on") if course.ends_on < course.starts_on else Remarks()


def check_activity_times(activity: ActivityInput, today: date) -> Remarks:
    """An activity ends after it starts."""
    return _ends_first("ends_at") if activity.ends_at <= activity.starts_at else Remarks()


def check_survey_counts(survey: SurveyInput, today: date) -> Remarks:
    """Not more who are satisfied than were asked."""
    return Remarks((fault("satisfied", "satisfied_exceeds_sample"),)) if survey.satisfied > survey.sample else Remarks()


def check_project_areas(project: ProjectInput, today: date) -> Remarks:
    """The parts do not exceed the whole."""
    parts = project.commercial_area_m2 + project.service_area_m2
    return Remarks((fault("total_area_m2", "parts_exceed_total"),)) if parts > project.total_area_m2 else Remarks()


def _ends_first(column: str) -> Remarks:
    return Remarks((fault(column, "ends_before_start"),))


def check_facility(facility: FacilityInput, today: date) -> Remarks:
    """Faulty hours; warns of areas of nothing, days and years ahead, and a broken kiosk without its day."""
    faults: list[Fault] = []
    if facility.hours:
        try:
            parse_hours(facility.hours)
        except CellFault as problem:
            faults.append(fault("hours", problem.code))
    warnings = days_ahead(today, valid_from=facility.valid_from, kiosk_broken_on=facility.kiosk_broken_on)
    warnings += [fault(key, "zero_area") for key in ("building_area_m2", "activity_area_m2") if getattr(facility, key) == 0]
    if facility.kiosk is Kiosk.BROKEN and facility.kiosk_broken_on is None:
        warnings.append(fault("kiosk_broken_on", "kiosk_date_missing"))
    if facility.year_built is not None and facility.year_built > today.year:
        warnings.append(fault("year_built", "year_ahead"))
    return Remarks(faults, warnings)


def check_worker(worker: WorkerInput, today: date) -> Remarks:
    """ID number and birth date; days ahead, an early start and a certificate's day alone only warn."""
    faults: list[Fault] = []
    warnings = days_ahead(today, employed_on=worker.employed_on, left_on=worker.left_on, certificate_on=worker.certificate_on)
    if worker.birth_date is not None:
        if worker.birth_date > today:
            faults.append(fault("birth_date", "future_date", today=today.isoformat()))
        elif worker.employed_on < worker.birth_date or age_on(worker.birth_date, worker.employed_on) < WORKING_AGE:
            warnings.append(fault("birth_date", "worker_too_young"))
    if worker.certificate_on is not None and not worker.certificates:
        warnings.append(fault("certificate_on", "certificate_date_alone"))
    check_id_number(worker.id_number, worker.birth_date, None, faults, warnings)
    return Remarks(faults, warnings)


def check_course(course: CourseInput, today: date) -> Remarks:
    """Warns where nobody said whether the course is recognised."""
    return Remarks((), [fault("recognised", "recognised_unknown")] if course.recognised is None else ())


def check_volunteer(volunteer: VolunteerInput, today: date) -> Remarks:
    """The age on the day of registration: 14 or more, and under 18 with the guardian's consent."""
    day = volunteer.registered_on or today
    if volunteer.birth_date > today:
        return Remarks((fault("birth_date", "future_date", today=today.isoformat()),))
    age = age_on(volunteer.birth_date, day) if volunteer.birth_date <= day else 0
    if age < VOLUNTEER_AGE:
        return Remarks((fault("birth_date", "volunteer_too_young"),))
    if age < ADULT_AGE and not volunteer.guardian_consent:
        return Remarks((fault("guardian_consent", "guardian_needed"),))
    return Remarks((), days_ahead(today, registered_on=volunteer.registered_on))


def check_activity(activity: ActivityInput, today: date) -> Remarks:
    """Warns of an activity that is still ahead, and of one so long that its end may lie on another day."""
    warnings = days_ahead(today, starts_at=activity.starts_at.date())
    if activity.ends_at - activity.starts_at > LONG:
        warnings.append(fault("ends_at", "long_activity", hours=LONG // timedelta(hours=1)))
    return Remarks((), warnings)


def check_survey(survey: SurveyInput, today: date) -> Remarks:
    """Warns of a day ahead and of a survey of nobody."""
    warnings = days_ahead(today, held_on=survey.held_on)
    if survey.sample == 0:
        warnings.append(fault("sample", "no_sample"))
    return Remarks((), warnings)


def check_project(project: ProjectInput, today: date) -> Remarks:
    """Warns of a completion ahead and of a project without area."""
    warnings = days_ahead(today, completed_on=project.completed_on)
    if project.total_area_m2 == 0:
        warnings.append(fault("total_area_m2", "zero_area"))
    return Remarks((), warnings)


def check_definition(definition: DefinitionInput, today: date) -> Remarks:
    """A setting must name a number and stay within its stated limits."""
    target = None if definition.target is None else decimal_text(definition.target)
    return Remarks(check_override(definition.key, definition.effective_from, target, definition.settings))


CHECKS: Mapping[str, Callable[[Any, date], Remarks]] = {
    "unit": checks.check_unit,
    "unit_profile": checks.check_profile,
    "elder_dates": checks.check_elder_dates,
    "elder": checks.check_elder,
    "visit": checks.check_visit,
    "need_dates": checks.check_need_dates,
    "need": checks.check_need,
    "facility_agrees": check_facility_agrees,
    "facility": check_facility,
    "worker_dates": check_worker_dates,
    "worker": check_worker,
    "course_dates": check_course_dates,
    "course": check_course,
    "volunteer": check_volunteer,
    "activity_times": check_activity_times,
    "activity": check_activity,
    "survey_counts": check_survey_counts,
    "survey": check_survey,
    "project_areas": check_project_areas,
    "project": check_project,
    "definition": check_definition,
}
"""The checks that declarations name."""


def check_record(register: Register, value: Columns, today: date) -> Remarks:
    """What the register's checks say of an input, one after another; the first that finds faults is the last."""
    warnings: list[Fault] = []
    for name in register.checks:
        remarks = CHECKS[name](value, today)
        warnings += remarks.warnings
        if remarks.faults:
            return Remarks(remarks.faults, warnings)
    return Remarks((), warnings)
