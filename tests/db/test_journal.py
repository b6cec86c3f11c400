"""The journal: an entry for each change, in the same transaction, by either door; and the search beside the tables."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.journal import Change, append, heads_of, heads_of_many
from db.models.elders import Elder
from db.registers import REGISTERS
from kashi_desktop.services.context import Context, new_id
from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.sync.projection import rebuild, table_contents
from kashi_desktop.workspace import Workspace
from tests.workspaces import context_of, count_of, digest, elder_input, healthy, rows_of, visit_input


@pytest.fixture
def context(village: Workspace) -> Context:
    return context_of(village)


def elder_row(context: Context, **changed: Any) -> Elder:
    values: dict[str, Any] = {"ref": "1", "full_name": "古丽", "sex": "female", "birth_date": "1940-01-01"}
    return Elder(id=new_id(), unit_id=context.office.unit_id, **values | changed)


def entries(village: Workspace, record: bytes) -> list[tuple[str, bytes]]:
    return [(op, fields) for op, fields, owner in rows_of(village, "entry", "op, fields, record", "chain, seq") if owner == record]


# -- the flush -------------------------------------------------------------------------------------------------------------


def test_what_a_session_flushes_is_journaled_with_only_what_changed(village: Workspace, context: Context) -> None:
    with context.write("enrol") as session:
        elder = elder_row(context, phone="12345")
        session.add(elder)
    with context.write("edit") as session:
        stored = session.get_one(Elder, elder.id)
        stored.phone, stored.full_name = "67890", "古丽"  # the name is as it was
    with context.write("edit") as session:
        session.get_one(Elder, elder.id).phone = "67890"
    (first, created), (second, changed) = entries(village, elder.id)
    assert (first, second) == ("create", "update")
    assert created == '{"ref":"1","full_name":"古丽","sex":"female","birth_date":"1940-01-01","phone":"12345","care_level":"low"}'.encode()
    assert changed == b'{"phone":"67890"}'
    healthy(village)


def test_derived_and_local_values_are_no_entries(village: Workspace, context: Context) -> None:
    with context.write("enrol") as session:
        elder = elder_row(context)
        session.add(elder)
    before = count_of(village, "entry")
    with context.write("index") as session:
        session.get_one(Elder, elder.id).sort_key = "zzz"
    village.drafts.save("visit", elder.id, {"note": "写了一半"})
    village.drafts.discard("visit", elder.id)
    context.note("view", elder.id)
    village.elders.open_list(ElderQuery(text="古"))
    assert count_of(village, "entry") == before
    assert {register for (register,) in rows_of(village, "entry", "DISTINCT register")} <= REGISTERS.keys()


def test_a_synced_record_is_never_deleted(village: Workspace, context: Context) -> None:
    with context.write("enrol") as session:
        elder = elder_row(context)
        session.add(elder)
    before = digest(village)

    def delete() -> None:
        with context.write("delete") as session:
            session.delete(session.get_one(Elder, elder.id))

    with pytest.raises(ValueError, match="removed with a reason"):
        delete()
    assert digest(village) == before


@pytest.mark.parametrize("failing", ["before the flush", "after the flush"])
def test_entry_and_row_stand_and_fall_together(village: Workspace, context: Context, failing: str) -> None:
    before, position = digest(village), context.position

    def enrol() -> None:
        with context.write("enrol") as session:
            session.add(elder_row(context))
            if failing == "after the flush":
                session.flush()
                assert session.connection().execute(text("SELECT count(*) FROM elder")).scalar() == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        enrol()
    assert digest(village) == before
    assert context.position == position
    assert village.undo.last() is None
    healthy(village)


def test_a_removal_names_its_reason(village: Workspace) -> None:
    elder = village.elders.save(elder_input())
    visit = village.visits.record(visit_input(), elder.id)
    village.visits.void(visit.id, " 记错了人 ")
    assert entries(village, visit.id)[-1] == ("remove", '{"_reason":"记错了人"}'.encode())


def test_several_flushes_of_one_use_case_make_one_chain(village: Workspace, context: Context) -> None:
    with context.write("enrol") as session:
        elder = elder_row(context)
        session.add(elder)
        session.flush()
        elder.phone = "12345"
        session.flush()
        elder.phone = "67890"
    seen = [seen for seen, owner in rows_of(village, "entry", "seen, record", "chain, seq") if owner == elder.id]
    assert seen[0] == ""
    assert all(len(each) > 2 for each in seen[1:])
    assert len(seen) == 3
    healthy(village)


# -- the bulk door ---------------------------------------------------------------------------------------------------------


def test_both_doors_write_the_same_entry(village: Workspace, context: Context) -> None:
    with context.write("enrol") as session:
        elder = elder_row(context)
        session.add(elder)
    fields = {"ref": "1", "full_name": "古丽", "sex": "female", "birth_date": "1940-01-01", "care_level": "low"}
    other = new_id()
    with context.bulk() as bulk:
        bulk.apply([Change(context.office.unit_id, "elder", "create", other, other, fields)])
    assert entries(village, elder.id) == entries(village, other)
    first, second = rows_of(village, "elder", "ref, full_name, phone, care_level, home_visit_declined, flags", "id")
    assert first == second


def test_no_entry_is_written_about_an_erased_person(village: Workspace, context: Context) -> None:
    elder = village.elders.save(elder_input())
    with context.engine.begin() as connection:
        connection.execute(text("UPDATE subject SET salt = NULL WHERE id = :id"), {"id": elder.id})
    with pytest.raises(ValueError, match="erased"):
        village.elders.save(elder_input(full_name="别名"), elder.id)


def test_sequences_have_no_holes_and_counters_grow(village: Workspace, context: Context) -> None:
    for number in range(5):
        elder = village.elders.save(elder_input(full_name=f"老人{number}"))
        village.visits.record(visit_input(), elder.id)
        village.undo.undo()
    for chain, last in rows_of(village, "chain", "id, last_seq"):
        found = [(seq, lamport) for owner, seq, lamport in rows_of(village, "entry", "chain, seq, lamport", "chain, seq") if owner == chain]
        assert [seq for seq, _ in found] == list(range(1, last + 1))
        assert [lamport for _, lamport in found] == sorted({lamport for _, lamport in found})


def test_heads_one_by_one_and_many_at_once(village: Workspace, context: Context) -> None:
    saved = [village.elders.save(elder_input(full_name=f"老人{n}")).id for n in range(3)]
    for record in saved[1:]:
        village.elders.save(elder_input(full_name="改名"), record)
    with context.bulk() as bulk:  # a version that had seen nothing
        append(bulk.connection, context.author, [Change(context.office.unit_id, "elder", "update", saved[2], saved[2], {"phone": "1"})])
    with context.read() as connection:
        many = heads_of_many(connection, [*saved, *saved, new_id()])
        assert many == {record: heads_of(connection, record) for record in saved}
        assert [len(many[record]) for record in saved] == [1, 1, 2]


def test_salts_are_one_a_person_and_not_in_any_entry(village: Workspace) -> None:
    first, second = (village.elders.save(elder_input(full_name=name)) for name in ("甲", "乙"))
    village.visits.record(visit_input(), first.id)
    salts = dict(rows_of(village, "subject"))
    assert salts.keys() == {first.id, second.id}
    assert len({*salts.values()}) == 2
    everything = repr(rows_of(village, "entry"))
    assert not any(salt.hex() in everything or repr(salt)[2:-1] in everything for salt in salts.values())


# -- what is derived -------------------------------------------------------------------------------------------------------

NAMES = ("买买提·吐尔逊", "阿依古丽", "曾小雨", "㛃𬱖䶮", "Gül·Ay", "O'Brien", '引"号', "百%分_号\\", "单·雄信")


def found(village: Workspace, wanted: str) -> list[str]:
    listed = village.elders.open_list(ElderQuery(text=wanted))
    return sorted(row.full_name for row in village.elders.fetch_page(listed, 0))


@pytest.mark.parametrize("again", [False, True])
def test_search_by_part_of_name_initials_number_and_any_separator(village: Workspace, context: Context, again: bool) -> None:
    for number, name in enumerate(NAMES):
        village.elders.save(elder_input(full_name=name, ref=f"A-{number:03d}"))
    if again:
        with context.engine.begin() as connection:
            rebuild(connection)
    for separator in "·•‧・．∙.":
        assert found(village, f"买买提{separator}吐尔逊") == ["买买提·吐尔逊"], separator
        assert found(village, f"提{separator}吐") == ["买买提·吐尔逊"], separator
    for wanted in ("买", "买提", "买买提", "吐尔逊", "mmt", "MMT", "mmttex", "tex", "买 逊", "吐尔 mm", "ａ-000", "A-000", "a-000"):
        assert "买买提·吐尔逊" in found(village, wanted), wanted
    assert found(village, "zxy") == ["曾小雨"]
    assert found(village, "𬱖") == found(village, "㛃𬱖䶮") == ["㛃𬱖䶮"]
    assert found(village, "gül") == found(village, "GÜL·AY") == ["Gül·Ay"]
    assert found(village, "o'b") == ["O'Brien"]
    assert found(village, '"') == found(village, '引"号') == ['引"号']
    assert found(village, "%") == found(village, "_") == found(village, "\\") == found(village, "%分_号\\") == ["百%分_号\\"]
    assert found(village, "买买提 阿依") == found(village, "不在册") == found(village, "' OR 1=1 --") == []
    assert found(village, "") == found(village, "   ") == sorted(NAMES)


def test_search_follows_renames_removals_and_changed_numbers(village: Workspace) -> None:
    elder = village.elders.save(elder_input(full_name="买买提·吐尔逊", ref="7"))
    village.elders.save(elder_input(full_name="阿依古丽", ref="8"), elder.id)
    assert found(village, "买买提") == found(village, "mmt") == []
    assert found(village, "阿依") == found(village, "ayg") == ["阿依古丽"]
    village.undo.undo()
    assert found(village, "mmt") == ["买买提·吐尔逊"]
    village.undo.undo()
    assert found(village, "mmt") == found(village, "") == []
    assert count_of(village, "elder_search") == 0
    with context_of(village).engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO elder_search_fts (elder_search_fts) VALUES ('integrity-check')")


def test_a_rebuild_gives_the_same_rows_order_and_index(village: Workspace, context: Context) -> None:
    for number, name in enumerate(NAMES):
        elder = village.elders.save(elder_input(full_name=name, ref=str(number)))
        village.visits.record(visit_input(), elder.id)
    village.undo.undo()
    village.undo.undo()

    def derived() -> tuple[object, ...]:
        with context.read() as connection:
            tables = list(table_contents(connection))
        return tables, rows_of(village, "elder", "id, sort_key"), rows_of(village, "elder_search", "elder_id, words")

    before = derived()
    with context.engine.begin() as connection:
        rebuild(connection)
    assert derived() == before


def test_a_session_of_the_workspace_is_the_only_way_to_write(village: Workspace, context: Context) -> None:
    # A session that nobody watches would change a table without an entry: the doctor notices.
    with Session(context.engine) as session:
        session.add(elder_row(context))
        session.commit()
    diagnosis = village.doctor.examine()
    assert [check.name for check in diagnosis.checks if not check.ok] == ["tables"]
    assert village.doctor.examine(repair=True).ok
    assert count_of(village, "elder") == 0
    healthy(village)
