"""Use cases of volunteering: activities, the hours grid of one, totals, and what a certificate says."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row

from db.queries import volunteering as queries
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.calendar import age_on
from kashi_desktop.rules.names import initials
from kashi_desktop.rules.register_checks import ADULT_AGE
from kashi_desktop.rules.volunteering import length_of, stars
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.records import RecordService
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.types.paper import CertifiedService, VolunteerCertificateSheet
from kashi_desktop.types.volunteering import ActivityRow, HoursEntry, HoursLine, HoursSaved, Served, VolunteerRow


class VolunteeringService:
    """Volunteers, activities and hours."""

    def __init__(self, context: Context, records: RecordService) -> None:
        """Work on an open workspace; hours are kept through ``records``."""
        self._context = context
        self._records = records
        self._scope = UnitScope(context)

    def volunteers(self, unit_code: str = "") -> tuple[VolunteerRow, ...]:
        """Volunteers of a place by number, never by hours. Errors: unit_out_of_scope, unit_not_found."""
        today = self._context.clock.today()
        with self._context.read() as connection:
            prefix = self._scope.prefix(connection, unit_code)
            served: dict[bytes, list[tuple[str, Decimal]]] = defaultdict(list)
            for row in queries.services(connection, prefix):
                served[bytes(row.volunteer_id)].append((row.starts_at, Decimal(row.hours)))
            return tuple(_volunteer(row, served[bytes(row.id)], today) for row in queries.volunteers(connection, prefix))

    def activities(self, unit_code: str = "") -> tuple[ActivityRow, ...]:
        """Activities of a place, the newest first. Errors: unit_out_of_scope, unit_not_found."""
        with self._context.read() as connection:
            prefix = self._scope.prefix(connection, unit_code)
            entered: dict[bytes, list[Decimal]] = defaultdict(list)
            for row in queries.services(connection, prefix):
                entered[bytes(row.activity_id)].append(Decimal(row.hours))
            return tuple(_activity(row, entered[bytes(row.id)]) for row in queries.activities(connection, prefix))

    def grid(self, activity_id: bytes) -> tuple[HoursLine, ...]:
        """The hours grid: volunteers of the unit registered by the activity's day, and who has hours anyway. Errors: record_not_found."""
        with self._context.read() as connection:
            activity = self._held(connection, activity_id)
            day = activity.starts_at[:10]
            hours = {bytes(row.volunteer_id): row for row in queries.services_at(connection, activity_id)}
            beside: dict[bytes, list[str]] = defaultdict(list)
            for row in queries.services_beside(connection, activity_id, activity.starts_at, activity.ends_at):
                beside[bytes(row.volunteer_id)].append(row.title)
            return tuple(
                _line(row, hours.get(bytes(row.id)), beside[bytes(row.id)], date.fromisoformat(day))
                for row in queries.volunteers(connection, activity.unit_code)
                if bytes(row.id) in hours or (row.registered_on or day) <= day
            )

    def save_hours(self, activity_id: bytes, entries: Sequence[HoursEntry]) -> HoursSaved:
        """Keep the changed lines of an hours grid, all or none: new hours, other hours, and none where there were some.

        Errors: record_not_found, InvalidInput (hours_exceed_activity).
        """
        with self._context.read() as connection:
            unit_code = self._held(connection, activity_id).unit_code
            held: dict[bytes, list[Row[Any]]] = defaultdict(list)
            for row in queries.services_at(connection, activity_id):
                held[bytes(row.volunteer_id)].append(row)
        forms, removed = [], []
        for each in entries:
            kept = held[each.volunteer_id]
            if each.hours is None:
                removed += [bytes(row.id) for row in kept]
            else:
                # Two laptops may have entered one person's hours: the newest are those that the grid shows.
                newest = kept[-1] if kept else None
                forms.append((bytes(newest.id) if newest else None, _cells(each, activity_id, unit_code, newest)))
        saved = self._records.save_many("service", forms, removed=removed) if forms or removed else ()
        added = sum(record is None for record, _ in forms)
        taken = sum(each.hours is None and bool(held[each.volunteer_id]) for each in entries)
        at_once = sum(any(notice.code == "two_at_once" for notice in each.warnings) for each in saved)
        return HoursSaved(added, len(forms) - added, taken, at_once)

    def served(self, volunteer_id: bytes, first: date | None = None, last: date | None = None) -> tuple[Served, ...]:
        """What one volunteer did from one day to another, in the order of time."""
        since = first.isoformat() if first else ""
        until = (last + timedelta(days=1)).isoformat() if last else "9999-12-31"
        with self._context.read() as connection:
            found = queries.services_of(connection, self._scope.prefix(connection, ""), volunteer_id, since, until)
            return tuple(_served(row) for row in found)

    def certificate(
        self, volunteer_id: bytes, first: date, last: date, *, id_number: str = "", handler: str = "", contact: str = ""
    ) -> VolunteerCertificateSheet:
        """What the certificate says about a volunteer's service from one day to another (谁记录、谁证明).

        ``id_number`` goes onto this one paper and is kept nowhere; ``handler`` is who is signed in when blank.
        Errors: record_not_found, no_service_to_certify.
        """
        with self._context.read() as connection:
            everybody = queries.volunteers(connection, self._scope.prefix(connection, ""))
        person = next((row for row in everybody if bytes(row.id) == volunteer_id), None)
        if person is None:
            raise not_found("record")
        served = self.served(volunteer_id, first, last)
        if not served:
            raise KnownError(
                "no_service_to_certify",
                QT_TRANSLATE_NOOP("errors", "这段时间没有这位志愿者的服务时长，没有开具证明。请换一段时间，或先登记时长。"),
            )
        today = self._context.clock.today()
        return VolunteerCertificateSheet(
            # The same period asked for twice on one day is the same paper.
            certificate_no=f"{person.unit_code}-{person.ref}-{today:%Y%m%d}",
            full_name=person.full_name,
            volunteer_no=person.ref,
            services=tuple(CertifiedService(each.starts_at.date(), each.title, each.place, each.hours) for each in served),
            issuer=person.unit_name,
            handler=handler.strip() or self._context.account_name,
            contact=contact.strip(),
            issued_on=today,
            id_number=id_number.strip(),
        )

    def _held(self, connection: Connection, activity_id: bytes) -> Row[Any]:
        found = queries.activity(connection, self._scope.prefix(connection, ""), activity_id)
        if found is None:
            raise not_found("record")
        return found


def _volunteer(row: Row[Any], served: Sequence[tuple[str, Decimal]], today: date) -> VolunteerRow:
    born = date.fromisoformat(row.birth_date)
    total = sum((hours for _, hours in served), Decimal(0))
    this_year = sum((hours for at, hours in served if at[:4] == f"{today.year:04d}"), Decimal(0))
    return VolunteerRow(
        bytes(row.id),
        row.unit_code,
        row.unit_name,
        row.ref,
        row.full_name,
        born.year,
        age_on(born, today) < ADULT_AGE,
        rows.day(row.registered_on),
        row.skills or "",
        len(served),
        total,
        this_year,
        stars(total),
    )


def _activity(row: Row[Any], entered: Sequence[Decimal]) -> ActivityRow:
    starts_at, ends_at = datetime.fromisoformat(row.starts_at), datetime.fromisoformat(row.ends_at)
    return ActivityRow(
        bytes(row.id),
        row.unit_code,
        row.unit_name,
        row.ref,
        row.title,
        row.kind,
        starts_at,
        ends_at,
        row.place or "",
        row.leader or "",
        length_of(starts_at, ends_at),
        len(entered),
        sum(entered, Decimal(0)),
    )


def _line(row: Row[Any], service: Row[Any] | None, beside: Sequence[str], day: date) -> HoursLine:
    born = date.fromisoformat(row.birth_date)
    return HoursLine(
        bytes(row.id),
        row.unit_code,
        row.ref,
        row.full_name,
        born.year,
        age_on(born, day) < ADULT_AGE,
        Decimal(service.hours) if service else None,
        (service.verified_by or "") if service else "",
        (service.source or "") if service else "",
        tuple(beside),
        initials(row.full_name),
    )


def _served(row: Row[Any]) -> Served:
    starts_at = datetime.fromisoformat(row.starts_at)
    return Served(bytes(row.activity_id), row.title, row.kind, row.place or "", starts_at, Decimal(row.hours), row.verified_by or "")


def _cells(entry: HoursEntry, activity_id: bytes, unit_code: str, held: Row[Any] | None) -> dict[str, str]:
    return {
        "unit_code": unit_code,
        "volunteer_id": entry.volunteer_id.hex(),
        "activity_id": activity_id.hex(),
        "hours": str(entry.hours),
        "verified_by": entry.verified_by,
        "source": (held.source or "") if held else "",
    }
