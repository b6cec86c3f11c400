"""Papers of courses and of volunteers: who is to sign, who passed, and the certificate of a volunteer's service."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import OrganiserLevel
from db.queries.training import courses
from db.queries.units import all_units
from db.queries.volunteering import volunteers
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.calendar import month_bounds
from kashi_desktop.services.context import Context
from kashi_desktop.services.records import RecordService
from kashi_desktop.services.reports_parts import Counted, chosen
from kashi_desktop.services.training import TrainingService
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.services.volunteering import VolunteeringService
from kashi_desktop.types.paper import (
    CertificateLine,
    CertificateListSheet,
    CourseHead,
    SignInLine,
    TrainingSignInSheet,
    VolunteerCertificateSheet,
)
from kashi_desktop.types.printing import PrintRequest, Progress
from kashi_desktop.types.training import CourseRow

_PLACE_DIGITS = {OrganiserLevel.PREFECTURE: 4, OrganiserLevel.COUNTY: 6, OrganiserLevel.TOWNSHIP: 9, OrganiserLevel.VILLAGE: 12}
_BEGINNING = date(1900, 1, 1)

Find = Callable[[Connection, str], Sequence[Row[Any]]]
"""Rows of a place by the digits that its codes begin with."""


def sign_in_sheet(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """The sheet of a course: everybody on its roster but those who are on leave all the time."""
    from kashi_desktop.printing.training import write_training_sign_in

    service = TrainingService(context, RecordService(context))
    course = service.course(_course(context, request), request.unit)
    lines = tuple(
        SignInLine(line.full_name, line.unit_name, line.post)
        for line in service.roster(course.id, request.unit)
        if not line.on_leave or line.result
    )
    return write_training_sign_in(TrainingSignInSheet(_head(context, course), lines, context.clock.today()), out), 1, course.id


def certificate_list(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """Results and certificate numbers of a course, of those of the place."""
    from kashi_desktop.printing.training import write_certificate_list

    service = TrainingService(context, RecordService(context))
    course = service.course(_course(context, request), request.unit)
    lines = tuple(
        CertificateLine(line.full_name, line.unit_name, line.result.label, line.certificate_no)
        for line in service.roster(course.id, request.unit)
        if line.result
    )
    return write_certificate_list(CertificateListSheet(_head(context, course), lines, context.clock.today()), out), 1, course.id


def _course(context: Context, request: PrintRequest) -> bytes:
    """The course that is meant: of the place, or one that all offices share."""
    with context.read() as connection:
        return chosen(request, lambda ref: _the_one(context, connection, courses, ref, request.unit))[0]


def _the_one(context: Context, connection: Connection, find: Find, ref: str, unit_code: str) -> bytes:
    found = [row.id for row in find(connection, UnitScope(context).prefix(connection, unit_code)) if row.ref == ref]
    if not found:
        raise not_found("record")
    if len(found) > 1:
        raise KnownError("ambiguous_ref", QT_TRANSLATE_NOOP("errors", "这个编号不止一个，没有生成文件。请指明单位，或先把重复的编号改开。"))
    return bytes(found[0])


def _head(context: Context, course: CourseRow) -> CourseHead:
    organiser = _organiser(context, course.organiser_level) if course.organiser_level else ""
    mode = course.mode.label if course.mode else ""
    return CourseHead(course.title, organiser, mode, course.starts_on, course.ends_on, course.place, course.hours)


def _organiser(context: Context, level: OrganiserLevel) -> str:
    """The place of that level which holds this office, by its name where it is known here; else only the level."""
    digits = _PLACE_DIGITS.get(level, 0)
    code = context.office.unit_code[:digits]
    if not digits or (digits > 4 and code.endswith("000")):
        return level.label
    with context.read() as connection:
        return next((row.name for row in all_units(connection) if row.code == code.ljust(12, "0")), level.label)


def volunteer_certificate(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """A certificate for each of the volunteers, of all their service or of a month's; an ID number can stand on a single one alone."""
    from kashi_desktop.printing.volunteer_certificate import write_volunteer_certificates

    if request.certificate is not None:
        return write_volunteer_certificates([request.certificate], out), 1, None
    if request.id_number and request.chosen != 1:
        raise KnownError(
            "id_number_for_one", QT_TRANSLATE_NOOP("errors", "身份证号只能印在一个人的证明上，没有生成文件。请只选一位志愿者。")
        )
    with context.read() as connection:
        found = chosen(request, lambda ref: _the_one(context, connection, volunteers, ref, request.unit))
    sheets = [_certificate(context, request, each) for each in found]
    return write_volunteer_certificates(sheets, out), len(sheets), found[0] if len(found) == 1 else None


def _certificate(context: Context, request: PrintRequest, volunteer: bytes) -> VolunteerCertificateSheet:
    first, last = month_bounds(request.period) if request.period else (_BEGINNING, context.clock.today())
    service = VolunteeringService(context, RecordService(context))
    return service.certificate(volunteer, first, last, id_number=request.id_number, contact=request.contact)
