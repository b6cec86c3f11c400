"""Papers of courses and of volunteers: who is to sign, who passed, and the certificate of a volunteer's service."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from sqlalchemy import Connection, Row, text

from db.codes import CourseMode, OrganiserLevel, Result
from db.registers import COMMON
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.calendar import month_bounds
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.reports_parts import Counted
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.types.paper import (
    CertificateLine,
    CertificateListSheet,
    CertifiedService,
    CourseHead,
    SignInLine,
    TrainingSignInSheet,
    VolunteerCertificateSheet,
)
from kashi_desktop.types.printing import PrintRequest, Progress

_PLACE_DIGITS = {OrganiserLevel.PREFECTURE: 4, OrganiserLevel.COUNTY: 6, OrganiserLevel.TOWNSHIP: 9, OrganiserLevel.VILLAGE: 12}
_ATTENDED = text(
    "SELECT w.full_name, w.post, w.left_on, a.result, a.certificate_no, u.name AS unit_name FROM attendance a"
    " JOIN worker w ON w.id = a.worker_id JOIN unit u ON u.id = w.unit_id"
    " WHERE a.course_id = :course AND NOT a.removed AND NOT w.removed AND u.code LIKE :prefix ORDER BY u.code, w.ref, w.id"
)
_EMPLOYED = text(
    "SELECT w.full_name, w.post, u.name AS unit_name FROM worker w JOIN unit u ON u.id = w.unit_id WHERE NOT w.removed"
    " AND u.code LIKE :prefix AND w.employed_on <= :day AND (w.left_on IS NULL OR w.left_on > :day)"
    " AND NOT (w.leave_from IS NOT NULL AND w.leave_from <= :day AND (w.leave_to IS NULL OR w.leave_to >= :day))"
    " ORDER BY u.code, w.ref, w.id"
)
_SERVED = text(
    "SELECT a.title, a.place, a.starts_at, s.hours FROM service s JOIN activity a ON a.id = s.activity_id WHERE s.volunteer_id = :volunteer"
    " AND NOT s.removed AND NOT a.removed AND substr(a.starts_at, 1, 10) BETWEEN :first AND :last ORDER BY a.starts_at, s.id"
)


def sign_in_sheet(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """The sheet of a course: those entered for it, else everybody of the place who works there on its first day."""
    from kashi_desktop.printing.training import write_training_sign_in

    with context.read() as connection:
        course = _course(context, connection, request)
        prefix = UnitScope(context).prefix(connection, request.unit)
        found = connection.execute(_ATTENDED, {"course": course.id, "prefix": f"{prefix}%"}).all()
        found = found or connection.execute(_EMPLOYED, {"prefix": f"{prefix}%", "day": course.starts_on}).all()
        head = _head(context, connection, course)
    lines = tuple(SignInLine(row.full_name, row.unit_name, row.post or "") for row in found)
    return write_training_sign_in(TrainingSignInSheet(head, lines, context.clock.today()), out), 1, bytes(course.id)


def certificate_list(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """Results and certificate numbers of a course, of those of the place."""
    from kashi_desktop.printing.training import write_certificate_list

    with context.read() as connection:
        course = _course(context, connection, request)
        prefix = UnitScope(context).prefix(connection, request.unit)
        found = connection.execute(_ATTENDED, {"course": course.id, "prefix": f"{prefix}%"}).all()
        head = _head(context, connection, course)
    lines = tuple(
        CertificateLine(
            row.full_name, row.unit_name, Result(row.result).label, row.certificate_no or "", f"{row.left_on} 离岗" if row.left_on else ""
        )
        for row in found
    )
    return write_certificate_list(CertificateListSheet(head, lines, context.clock.today()), out), 1, bytes(course.id)


def _course(context: Context, connection: Connection, request: PrintRequest) -> Row[Any]:
    """The course that is meant: of the place, or one that all offices share."""
    if request.records:
        statement, values = text("SELECT * FROM course WHERE id = :id AND NOT removed"), {"id": request.records[0]}
        found = connection.execute(statement, values).all()
    else:
        prefix = UnitScope(context).prefix(connection, request.unit)
        statement = text(
            "SELECT c.* FROM course c LEFT JOIN unit u ON u.id = c.unit_id WHERE c.ref = :ref AND NOT c.removed"
            " AND (c.unit_id = :common OR u.code LIKE :prefix)"
        )
        found = connection.execute(statement, {"ref": request.refs[0], "common": COMMON, "prefix": f"{prefix}%"}).all()
    return _the_one(found)


def _the_one(found: Sequence[Row[Any]]) -> Row[Any]:
    if not found:
        raise not_found("record")
    if len(found) > 1:
        raise KnownError("ambiguous_ref", QT_TRANSLATE_NOOP("errors", "这个编号不止一个，没有生成文件。请指明单位，或先把重复的编号改开。"))
    return found[0]


def _head(context: Context, connection: Connection, course: Row[Any]) -> CourseHead:
    level = OrganiserLevel(course.organiser_level)
    return CourseHead(
        course.title,
        _organiser(context, connection, level),
        CourseMode(course.mode).label,
        date.fromisoformat(course.starts_on),
        date.fromisoformat(course.ends_on),
        course.place or "",
        Decimal(course.hours),
    )


def _organiser(context: Context, connection: Connection, level: OrganiserLevel) -> str:
    """The place above the office that organised it by its name where it is known here, else only its level."""
    digits = _PLACE_DIGITS.get(level)
    code = context.office.unit_code
    if digits and code[digits - 1 : digits] and not (level != OrganiserLevel.VILLAGE and code[:digits].endswith("000")):
        found = connection.execute(
            text("SELECT name FROM unit WHERE code = :code AND NOT removed"), {"code": code[:digits].ljust(12, "0")}
        ).scalar()
        if found:
            return str(found)
    return level.label


def volunteer_certificate(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """A certificate for each of the volunteers, of all their service or of a month's; an ID number can stand on a single one alone."""
    from kashi_desktop.printing.volunteer_certificate import write_volunteer_certificates

    if request.id_number and request.chosen != 1:
        raise KnownError(
            "id_number_for_one", QT_TRANSLATE_NOOP("errors", "身份证号只能印在一个人的证明上，没有生成文件。请只选一位志愿者。")
        )
    with context.read() as connection:
        found = [_volunteer(context, connection, *each) for each in _volunteers(context, connection, request)]
        sheets = [_certificate(context, connection, request, row) for row in found]
    return write_volunteer_certificates(sheets, out), len(sheets), bytes(found[0].id) if len(found) == 1 else None


def _volunteers(context: Context, connection: Connection, request: PrintRequest) -> list[tuple[str, dict[str, Any]]]:
    if request.records:
        return [("v.id = :id", {"id": each}) for each in request.records]
    prefix = UnitScope(context).prefix(connection, request.unit)
    return [("v.ref = :ref AND u.code LIKE :prefix", {"ref": each, "prefix": f"{prefix}%"}) for each in dict.fromkeys(request.refs)]


def _volunteer(context: Context, connection: Connection, where: str, values: dict[str, Any]) -> Row[Any]:
    source = "SELECT v.*, u.name AS unit_name, u.code AS unit_code FROM volunteer v JOIN unit u ON u.id = v.unit_id WHERE NOT v.removed"
    return _the_one(connection.execute(text(f"{source} AND {where}"), values).all())


def _certificate(context: Context, connection: Connection, request: PrintRequest, row: Row[Any]) -> VolunteerCertificateSheet:
    first, last = month_bounds(request.period) if request.period else (date.min, date.max)
    served = connection.execute(_SERVED, {"volunteer": row.id, "first": first.isoformat(), "last": last.isoformat()})
    today = context.clock.today()
    return VolunteerCertificateSheet(
        certificate_no=f"{row.unit_code}-{row.ref}-{today:%Y%m%d}",
        full_name=row.full_name,
        volunteer_no=row.ref,
        services=tuple(
            CertifiedService(rows.day(each.starts_at) or today, each.title, each.place or "", Decimal(each.hours)) for each in served
        ),
        issuer=row.unit_name,
        handler=context.account_name,
        contact=request.contact,
        issued_on=today,
        id_number=request.id_number,
    )
