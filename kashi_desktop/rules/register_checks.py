"""Checks of the registers of facilities, training, volunteering and the plan against today and their own rules (domain.md §3)."""

from datetime import date

from db.codes import Kiosk
from kashi_desktop.rules.calendar import age_on
from kashi_desktop.rules.checks import Remarks, check_id_number, days_ahead
from kashi_desktop.rules.definitions import check_override
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.kinds import CellFault
from kashi_desktop.rules.opening_hours import parse_hours
from kashi_desktop.types.faults import Fault, fault
from kashi_desktop.types.inputs import Input
from kashi_desktop.types.register_inputs import (
    ActivityInput,
    CourseInput,
    DefinitionInput,
    FacilityInput,
    ProjectInput,
    SurveyInput,
    VolunteerInput,
    WorkerInput,
)

VOLUNTEER_AGE = 14
"""From this age on somebody may be registered (志愿服务条例: with the guardian's consent)."""
ADULT_AGE = 18
WORKING_AGE = 16


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
    """Warns of an activity that is still ahead."""
    return Remarks((), days_ahead(today, starts_at=activity.starts_at.date()))


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


def nothing(value: Input, today: date) -> Remarks:
    """Nothing beyond the limits of the input."""
    return Remarks()
