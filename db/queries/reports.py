"""What documents on paper show; none of these queries commits. Most ask of one unit, found through its people, and one month."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, text

from db.queries.lists import in_parts, of_many


class UnitMonth(NamedTuple):
    """One unit and the days of one month as stored text; ``until`` is the day after ``last``."""

    unit: bytes
    first: str
    last: str
    until: str

    @staticmethod
    def of(unit: bytes, first: date, last: date) -> "UnitMonth":
        """A unit from a day to another."""
        return UnitMonth(unit, first.isoformat(), last.isoformat(), (last + timedelta(days=1)).isoformat())


_VISIT = text("SELECT * FROM visit WHERE id = :id")
_VISIT_DAYS = of_many("SELECT id, substr(visited_at, 1, 10) AS day FROM visit WHERE id IN :ids", "ids")
_VISITS_OF_PLACE = text(
    "SELECT v.id FROM unit u JOIN elder e ON e.unit_id = u.id JOIN visit v ON v.elder_id = e.id"
    " WHERE u.code LIKE :prefix AND NOT v.removed AND v.visited_at >= :first AND v.visited_at < :until"
    " ORDER BY u.code, v.visited_at, v.id"
)
_VISITS = text(
    "SELECT v.* FROM elder e JOIN visit v ON v.elder_id = e.id WHERE e.unit_id = :unit AND NOT v.removed"
    " AND v.visited_at >= :first AND v.visited_at < :until ORDER BY v.visited_at, v.id"
)
_ENROLLED_NOW = text(
    "SELECT e.id FROM elder e WHERE e.unit_id = :unit AND NOT e.removed AND EXISTS (SELECT 1 FROM elder_spell s"
    " WHERE s.elder_id = e.id AND NOT s.removed AND s.closed_on IS NULL) ORDER BY e.sort_key, e.id"
)
_ENROLLED = text(
    'SELECT DISTINCT e.id, e.full_name, e.birth_date, e."group", e.care_level, e.sort_key FROM elder e'
    " JOIN elder_spell s ON s.elder_id = e.id AND NOT s.removed AND s.enrolled_on <= :last"
    " AND (s.closed_on IS NULL OR s.closed_on >= :first) WHERE e.unit_id = :unit AND NOT e.removed ORDER BY e.sort_key, e.id"
)
_SPELLS = text(
    "SELECT s.enrolled_on BETWEEN :first AND :last AS joined, s.closed_on BETWEEN :first AND :last AS closed, s.closed_reason"
    " FROM elder_spell s JOIN elder e ON e.id = s.elder_id WHERE e.unit_id = :unit AND NOT s.removed AND NOT e.removed"
)
_NEEDS = text(
    'SELECT n.*, e.full_name, e.birth_date, e."group" FROM need n JOIN elder e ON e.id = n.elder_id'
    " WHERE e.unit_id = :unit AND NOT n.removed ORDER BY n.status NOT IN ('open', 'doing'), n.due_on IS NULL, n.due_on, n.id"
)
_IN_USE = text(
    "SELECT count(DISTINCT code) FROM facility f WHERE f.unit_id = :unit AND NOT f.removed AND f.status = 'in_use'"
    " AND f.valid_from <= :last AND (f.valid_to IS NULL OR f.valid_to >= :last) AND NOT EXISTS (SELECT 1 FROM facility g"
    " WHERE g.unit_id = f.unit_id AND g.code = f.code AND NOT g.removed AND g.valid_from > f.valid_from AND g.valid_from <= :last)"
)
_TRAINED = text(
    "SELECT count(*) AS n, count(DISTINCT a.course_id) AS courses, count(DISTINCT a.worker_id) AS people FROM attendance a"
    " JOIN worker w ON w.id = a.worker_id JOIN course c ON c.id = a.course_id WHERE w.unit_id = :unit AND NOT a.removed AND NOT w.removed"
    " AND NOT c.removed AND a.result <> 'absent' AND c.ends_on BETWEEN :first AND :last"
)
_ACTIVITIES = text("SELECT count(*) FROM activity WHERE unit_id = :unit AND NOT removed AND starts_at >= :first AND starts_at < :until")
_SERVED = text(
    "SELECT s.hours, s.volunteer_id FROM service s JOIN activity a ON a.id = s.activity_id WHERE a.unit_id = :unit AND NOT s.removed"
    " AND NOT a.removed AND a.starts_at >= :first AND a.starts_at < :until"
)
_FACILITIES = text(
    "SELECT f.*, u.name AS unit_name FROM facility f JOIN unit u ON u.id = f.unit_id WHERE NOT f.removed AND u.code LIKE :prefix"
    " ORDER BY u.code, f.code, f.valid_from, f.id"
)
_HOUSEHOLDS = text("SELECT unit_id, households FROM unit_profile WHERE NOT removed AND as_of <= :today ORDER BY as_of, id")


def visit(connection: Connection, visit_id: bytes) -> Row[Any] | None:
    """One visit, voided or not."""
    return connection.execute(_VISIT, {"id": visit_id}).first()


def visit_days(connection: Connection, visits: Sequence[bytes]) -> dict[bytes, date]:
    """On which day some visits were."""
    return {bytes(row.id): date.fromisoformat(row.day) for row in in_parts(connection, _VISIT_DAYS, visits)}


def visits_of_place(connection: Connection, prefix: str, first: str, until: str) -> list[bytes]:
    """Ids of the visits of all units whose code begins so, by unit and in the order of time."""
    return [row.id for row in connection.execute(_VISITS_OF_PLACE, {"prefix": f"{prefix}%", "first": first, "until": until})]


def visits(connection: Connection, asked: UnitMonth) -> Sequence[Row[Any]]:
    """The month's visits in the order of time."""
    return connection.execute(_VISITS, asked._asdict()).all()


def enrolled_now(connection: Connection, unit: bytes) -> list[bytes]:
    """Ids of everybody whose enrolment is open, in the order of the register."""
    return [row.id for row in connection.execute(_ENROLLED_NOW, {"unit": unit})]


def enrolled(connection: Connection, asked: UnitMonth) -> Sequence[Row[Any]]:
    """Everybody who was enrolled for a part of the month, in the order of the register."""
    return connection.execute(_ENROLLED, asked._asdict()).all()


def spells(connection: Connection, asked: UnitMonth) -> Sequence[Row[Any]]:
    """Every enrolment: whether it began (``joined``) or ended (``closed``) in the month, and why it ended."""
    return connection.execute(_SPELLS, asked._asdict()).all()


def needs(connection: Connection, unit: bytes) -> Sequence[Row[Any]]:
    """Every need with its person, open ones first, by due date."""
    return connection.execute(_NEEDS, {"unit": unit}).all()


def facilities_in_use(connection: Connection, asked: UnitMonth) -> int:
    """How many facilities of its own a unit had in use at the month's end."""
    return int(connection.execute(_IN_USE, asked._asdict()).scalar_one())


def trained(connection: Connection, asked: UnitMonth) -> Row[Any]:
    """n, courses and people of the attendances of courses that ended in the month."""
    return connection.execute(_TRAINED, asked._asdict()).one()


def activities(connection: Connection, asked: UnitMonth) -> int:
    """How many activities of volunteers there were."""
    return int(connection.execute(_ACTIVITIES, asked._asdict()).scalar_one())


def served(connection: Connection, asked: UnitMonth) -> Sequence[Row[Any]]:
    """hours (decimal text) and volunteer_id of all service at activities of the month."""
    return connection.execute(_SERVED, asked._asdict()).all()


def facilities(connection: Connection, prefix: str) -> Sequence[Row[Any]]:
    """All rows of all facilities of a place, by unit, code and day."""
    return connection.execute(_FACILITIES, {"prefix": f"{prefix}%"}).all()


def households(connection: Connection, today: str) -> dict[bytes, int | None]:
    """The latest number of households of each unit by a day."""
    return {bytes(unit): households for unit, households in connection.execute(_HOUSEHOLDS, {"today": today})}
