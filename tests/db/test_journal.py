"""The journal: an entry for each change, in the same transaction; and the search beside the tables."""

import hashlib
import hmac
import os
from typing import Any

import pytest
from sqlalchemy import text

from db.journal import Change, Envelope, creation, encode_envelope, encode_fields, entry_hash, heads_of, heads_of_many, part_of
from db.registers.registry import REGISTERS, TABLES
from db.streams import new_id
from kashi_desktop.services.context import Context
from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.services.records import change
from kashi_desktop.services.stock import held_record
from kashi_desktop.sync.projection import rebuild, table_contents
from kashi_desktop.workspace import Workspace
from tests.workspaces import context_of, count_of, digest, elder_input, healthy, rows_of, visit_input


@pytest.fixture
def context(village: Workspace) -> Context:
    return context_of(village)


def elder_fields(**changed: Any) -> dict[str, Any]:
    return {"ref": "1", "full_name": "古丽", "sex": "female", "birth_date": "1940-01-01", "care_level": "low"} | changed


def enrolled(context: Context, **changed: Any) -> bytes:
    """An elder written straight through the door."""
    elder = new_id(context.office.unit_id)
    with context.write("enrol") as work:
        work.apply([creation(context.office.unit_id, "elder", elder, elder, elder_fields(**changed))])
    return elder


def edited(context: Context, elder: bytes, **fields: Any) -> None:
    with context.write("edit") as work:
        known = held_record(work.connection, "elder", elder)
        assert known is not None
        work.apply(change(work.connection, "elder", known, fields))


def entries(village: Workspace, record: bytes) -> list[tuple[str, bytes]]:
    return [(op, fields) for op, fields, owner in rows_of(village, "entry", "op, duty, record", "branch, seq") if owner == record]


# -- the one door ----------------------------------------------------------------------------------------------------------


def test_what_a_use_case_writes_is_journaled_with_only_what_changed(village: Workspace, context: Context) -> None:
    elder = enrolled(context, group="东边")
    edited(context, elder, group="西边", full_name="古丽")  # the name is as it was
    edited(context, elder, group="西边")
    (first, created), (second, changed) = entries(village, elder)
    assert (first, second) == ("create", "update")
    assert created == '{"birth_date":"1940-01-01","care_level":"low","full_name":"古丽","group":"东边","ref":"1","sex":"female"}'.encode()
    assert changed == '{"group":"西边"}'.encode()
    healthy(village)


def test_derived_and_local_values_are_no_entries(village: Workspace, context: Context) -> None:
    elder = enrolled(context)
    before = count_of(village, "entry")
    village.drafts.save("visit", elder, {"note": "写了一半"})
    village.drafts.discard("visit", elder)
    context.note("view", elder)
    village.elders.open_list(ElderQuery(text="古"))
    assert count_of(village, "entry") == before
    assert {register for (register,) in rows_of(village, "entry", "DISTINCT register")} <= REGISTERS.keys()


@pytest.mark.parametrize("failing", ["before", "after"])
def test_entry_and_row_stand_and_fall_together(village: Workspace, context: Context, failing: str) -> None:
    before, position = digest(village), context.position

    def enrol() -> None:
        with context.write("enrol") as work:
            if failing == "after":
                elder = new_id(context.office.unit_id)
                work.apply([creation(context.office.unit_id, "elder", elder, elder, elder_fields())])
                assert work.connection.execute(text("SELECT count(*) FROM elder")).scalar() == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        enrol()
    assert digest(village) == before
    assert context.position == position
    assert village.undo.last() is None
    healthy(village)


def test_what_is_not_kept_leaves_nothing(village: Workspace, context: Context) -> None:
    before, audited = digest(village), count_of(village, "audit")
    with context.write("enrol") as work:
        elder = new_id(context.office.unit_id)
        work.apply([creation(context.office.unit_id, "elder", elder, elder, elder_fields())])
        work.kept = False
    assert digest(village) == before
    assert count_of(village, "audit") == audited
    assert village.undo.last() is None


def test_one_use_case_is_one_audit_line_one_undo_and_one_commit(village: Workspace, context: Context) -> None:
    audited = count_of(village, "audit")
    with context.write("enrol") as work:
        for number in range(3):
            elder = new_id(context.office.unit_id)
            work.apply([creation(context.office.unit_id, "elder", elder, elder, elder_fields(ref=str(number)))])
    assert count_of(village, "audit") == audited + 1
    assert rows_of(village, "audit", "event, count", "id DESC")[0] == ("enrol", 3)
    assert village.undo.last() == village.undo.undo()
    assert list(village.registers.dump("elder")) == []
    assert village.undo.last() is None


def test_a_removal_names_its_reason(village: Workspace) -> None:
    elder = village.elders.save(elder_input())
    visit = village.visits.record(visit_input(), elder.id)
    village.visits.void(visit.id, " 记错了人 ")
    assert entries(village, visit.id)[-1] == ("remove", '{"_reason":"记错了人"}'.encode())


def test_several_writings_of_one_use_case_make_one_chain(village: Workspace, context: Context) -> None:
    elder = new_id(context.office.unit_id)
    with context.write("enrol") as work:
        work.apply([creation(context.office.unit_id, "elder", elder, elder, elder_fields())])
        for group in ("东边", "西边"):
            known = held_record(work.connection, "elder", elder)
            assert known is not None
            work.apply(change(work.connection, "elder", known, {"group": group}))
    seen = [seen for seen, owner in rows_of(village, "entry", "seen, record", "branch, seq") if owner == elder]
    assert [len(each) for each in seen] == [0, 32, 32]
    healthy(village)


def test_sequences_have_no_holes(village: Workspace, context: Context) -> None:
    for number in range(5):
        elder = village.elders.save(elder_input(full_name=f"老人{number}"))
        village.visits.record(visit_input(), elder.id)
        village.undo.undo()
    for branch, last in rows_of(village, "branch", "id, last_seq"):
        found = [seq for owner, seq in rows_of(village, "entry", "branch, seq", "branch, seq") if owner == branch]
        assert found == list(range(1, last + 1))


def test_an_entry_is_its_hash_and_hashes_bind_place_envelope_and_both_parts() -> None:
    # The vector of docs/format.md: whoever writes another program must come to the same bytes.
    envelope = Envelope(
        account="0a" * 16,
        device="01" * 16,
        epoch="02" * 16,
        op="create",
        person="04" * 16,
        record="04" * 16,
        register="elder",
        seq=1,
        stream="03" * 16,
        version=1,
        wall=1764504000,
    )
    encoded = encode_envelope(envelope)
    assert encoded == (
        b'{"account":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","device":"01010101010101010101010101010101","epoch":"02020202020202020202020202020202",'
        b'"op":"create","person":"04040404040404040404040404040404","record":"04040404040404040404040404040404","register":"elder","seq":1,'
        b'"stream":"03030303030303030303030303030303","version":1,"wall":1764504000}'
    )
    assert encode_envelope(envelope, b'{"mood":"x"}') == encoded.replace(b'"op"', b'"mood":"x","op"')
    duty = part_of(b"duty", encode_fields({"ref": "1", "full_name": "古丽"}), b"\x05" * 32)
    assert duty == hmac.digest(b"\x05" * 32, b'duty\x00{"full_name":"' + "古丽".encode() + b'","ref":"1"}', "sha256")
    assert part_of(b"duty", b'{"a":1}', None) == hashlib.sha256(b'duty\x00{"a":1}').digest()
    assert part_of(b"consent", None, b"\x05" * 32) == bytes(32)
    whole = b"kashi entry 1\x00" + bytes(32) + len(encoded).to_bytes(4, "big") + encoded + duty + bytes(32)
    assert entry_hash(bytes(32), encoded, duty, bytes(32)) == hashlib.sha256(whole).digest()


def test_more_heads_than_one_entry_may_name_are_seen_by_several(village: Workspace, context: Context) -> None:
    elder = enrolled(context)
    seen = [os.urandom(32) for _ in range(150)]
    with context.write() as work:
        work.apply([Change(context.office.unit_id, "elder", "update", elder, elder, {"group": "东边"}, seen)])
    named = [len(each) // 32 for each, owner in rows_of(village, "entry", "seen, record", "branch, seq") if owner == elder]
    assert named == [0, 64, 64, 22]
    with context.read() as connection:
        assert len(heads_of(connection, elder)) == 1
    healthy(village)


def test_heads_one_by_one_and_many_at_once(village: Workspace, context: Context) -> None:
    saved = [village.elders.save(elder_input(full_name=f"老人{n}")).id for n in range(3)]
    for record in saved[1:]:
        village.elders.save(elder_input(full_name="改名"), record)
    with context.read() as connection:
        many = heads_of_many(connection, [*saved, *saved, new_id(context.office.unit_id)])
        assert many == {record: heads_of(connection, record) for record in saved}
        # What one device wrote in one branch it had seen, whether it says so or not.
        assert [len(many[record]) for record in saved] == [1, 1, 1]


def test_salts_are_one_a_person_and_one_a_consent(village: Workspace) -> None:
    first, second = (village.elders.save(elder_input(full_name=name)) for name in ("甲", "乙"))
    village.visits.record(visit_input(), first.id)
    consents = dict(rows_of(village, "elder", "id, consent_id"))
    salts = {(person, consent): value for person, consent, value in rows_of(village, "salt", "person, consent, value")}
    assert salts.keys() == {(each.id, kind) for each in (first, second) for kind in (b"", bytes.fromhex(consents[each.id]))}
    assert len({*salts.values()}) == 4
    assert all(len(salt) == 32 for salt in salts.values())
    kept = rows_of(village, "entry", "person, consent, duty_salt, consented_salt")
    assert {salt for person, _, salt, _ in kept if person and salt} == {salts[each.id, b""] for each in (first, second)}
    assert {(person, consent): salt for person, consent, _, salt in kept if salt} == {key: salt for key, salt in salts.items() if key[1]}


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


def test_a_row_without_an_entry_is_noticed(village: Workspace, context: Context) -> None:
    with context.engine.begin() as connection:
        row = elder_fields() | {"id": new_id(context.office.unit_id), "unit_id": context.office.unit_id, "removed": False, "flags": 0}
        connection.execute(TABLES["elder"].insert(), row | {"home_visit_declined": False, "sort_key": ""})
    diagnosis = village.doctor.examine()
    assert [check.name for check in diagnosis.checks if not check.ok] == ["tables"]
    assert village.doctor.examine(repair=True).ok
    assert count_of(village, "elder") == 0
    healthy(village)
