"""Lists of people: whichever way a list is opened, its count and every page are those of the plain query."""

import pytest
from sqlalchemy import Connection, text

from bench.data import add_people
from db.queries import elders as queries
from kashi_desktop.services.context import Context
from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.workspace import Workspace
from tests.workspaces import TODAY, Offices

PEOPLE = 60


def _closed(connection: Connection, ids: list[bytes]) -> None:
    """Some closed, one removed, one whose enrolment has not arrived."""
    for number, id_ in enumerate(ids):
        if number % 7 == 0:
            connection.execute(text("UPDATE elder_spell SET closed_on = '2026-01-01' WHERE elder_id = :id"), {"id": id_})
    connection.execute(text("UPDATE elder SET removed = :yes WHERE id = :id"), {"yes": True, "id": ids[3]})
    connection.execute(text("DELETE FROM elder_spell WHERE elder_id = :id"), {"id": ids[5]})


@pytest.fixture(scope="module")
def crowd(lasting_offices: Offices) -> Workspace:
    workspace = lasting_offices.village()
    context: Context = workspace._context
    people = add_people(context, PEOPLE, [context.office.unit_id])
    with context.engine.begin() as connection:
        _closed(connection, [elder for elder, _ in people])
    return workspace


def _plainly(workspace: Workspace, query: ElderQuery) -> list[bytes]:
    """Ids in order by the conditions alone."""
    words = query.text.lower().split()
    with workspace._context.read() as connection:
        chosen = queries.list_filter(None, None, query.include_closed, TODAY.isoformat(), words)
        statement = text(f"SELECT e.id FROM elder e WHERE {chosen.where} ORDER BY e.sort_key, e.id")
        return [row[0] for row in connection.execute(statement, chosen.params)]


@pytest.mark.parametrize(("stride", "few", "held"), [(1000, 50_000, 20_000), (7, 50_000, 20_000), (4, 0, 20_000), (10, 5, 3), (1, 50, 0)])
@pytest.mark.parametrize("text_", ["", "m", "古丽", "t-0000", "吐尔逊 m", "没有这人", "%_"])
@pytest.mark.parametrize("closed", [False, True])
def test_count_and_pages_agree_with_the_plain_query(
    crowd: Workspace, monkeypatch: pytest.MonkeyPatch, text_: str, closed: bool, stride: int, few: int, held: int
) -> None:
    monkeypatch.setattr(queries, "_STRIDE", stride)
    monkeypatch.setattr(queries, "_FEW", few)
    monkeypatch.setattr(queries, "_HELD", held)
    query = ElderQuery(text=text_, include_closed=closed)
    wanted = _plainly(crowd, query)
    opened = crowd.elders.open_list(query)
    assert opened.count == len(wanted)
    with crowd._context.read() as connection:
        for start in range(0, len(wanted) + 9, 9):
            found = queries.page(connection, opened.filter, opened.keys, start, 9, TODAY.isoformat())
            assert [row.id for row in found] == wanted[start : start + 9]
