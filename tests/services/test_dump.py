"""Dump and load: what is dumped loads again to the same, on a fresh laptop as well (domain.md §3)."""

import os
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.codes import CareLevel, Category, ClosedReason, Method, NeedKind, Observation, Outcome, Sex, VisitorRole
from db.registers.visit import OBSERVATIONS
from kashi_desktop.errors import KnownError
from kashi_desktop.types.inputs import CloseInput, NeedDoneInput, ReopenInput
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services.tables import ELDER, counts, load
from tests.workspaces import COUNTY, SECOND_VILLAGE, VILLAGE, Offices, dumped, elder_input, healthy, need_input, rows_of, visit_input

REGISTERS = ("unit", "unit_profile", "elder", "visit", "need")
ODD = (
    "NULL",
    "=1+1",
    "-",
    "@SUM(A1)",
    "+86",
    "0012",
    "1e5",
    "是",
    "true",
    "㛃𬱖䶮",
    "引\"号',;",
    "Gül·Ay",
    "２０２６",
    "#REF!",
    "'x",
    "a\tb",
)
TEXT = st.sampled_from(ODD) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co"), exclude_characters="\u2028\u2029"),
    min_size=1,
    max_size=12,
)
WORDS = TEXT.filter(lambda text: text.strip() and len(text.strip()) <= 18 and not set(text) & set("\t\v\f"))
NAMES = WORDS.filter(lambda text: not set(text) & set(";；、,，"))
PAST = st.dates(date(2026, 1, 1), date(2026, 11, 18))


@st.composite
def elders(draw: st.DrawFn, number: int) -> dict[str, Any]:
    closed = draw(st.none() | st.dates(date(2026, 2, 1), date(2026, 11, 1)))
    return {
        "ref": draw(st.sampled_from(["", f"册{number}", f"00{number}"])),
        "full_name": draw(WORDS),
        "sex": draw(st.sampled_from(Sex)),
        "birth_date": draw(st.dates(date(1920, 1, 1), date(1966, 1, 1))),
        "id_number": draw(st.sampled_from(["", *workspaces.ID_NUMBERS])),
        "phone": draw(st.sampled_from(["", "13812341234", "0998-1234567", "+86 138 1234 1234"])),
        "group": draw(st.just("") | WORDS),
        "address": draw(st.just("") | WORDS),
        "contact_name": draw(st.just("") | WORDS),
        "contact_relation": draw(st.just("") | WORDS),
        "categories": tuple(draw(st.sets(st.sampled_from(Category), min_size=1))),
        "care_level": draw(st.sampled_from(CareLevel)),
        "enrolled_on": date(2026, 1, 1),
        "consent_on": draw(st.none() | st.just(date(2026, 1, 1))),
        "home_visit_declined": draw(st.booleans()),
        "closed_on": closed,
        "closed_reason": draw(st.sampled_from(ClosedReason)) if closed else None,
    }


@st.composite
def visits(draw: st.DrawFn, number: int) -> dict[str, Any]:
    seen = draw(st.dictionaries(st.sampled_from(OBSERVATIONS), st.sampled_from(Observation)))
    return {
        "ref": draw(st.sampled_from(["", f"访{number}"])),
        "visited_at": datetime(2026, 6, 1, 8, 0) + timedelta(minutes=number * 61),
        "method": draw(st.sampled_from(Method)),
        "outcome": draw(st.sampled_from(Outcome)),
        "visitors": tuple(draw(st.lists(NAMES, min_size=1, max_size=3))),
        "visitor_role": draw(st.none() | st.sampled_from(VisitorRole)),
        "minutes": draw(st.none() | st.integers(0, 1440)),
        "needs": tuple(draw(st.sets(st.sampled_from(NeedKind), max_size=3))),
        "note": draw(st.just("") | WORDS | st.builds("{}\n{}".format, WORDS, WORDS)),
        **seen,
    }


@pytest.fixture(scope="module")
def empties(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Fresh workspaces of one village on laptops of their own: two copies of one would assign the same numbers."""
    base = tmp_path_factory.mktemp("dumps")

    def make() -> Any:
        number = 0
        while True:
            number += 1
            yield workspaces.create(base / str(number), "village", VILLAGE).workspace

    return make()


@pytest.mark.fuzz
@settings(max_examples=int(os.environ.get("KASHI_FUZZ_N", "0")) or 5, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_dumped_loads_to_the_same(empties: Any, data: st.DataObject) -> None:
    first, second = next(empties), next(empties)
    try:
        _live(first, data)
        told = dumped(first, REGISTERS)
        for register in REGISTERS:
            report = load(second, register, *told[register]) if told[register] else None
            assert report is None or report.rejected == (), register
        assert dumped(second, REGISTERS) == told
        # And into the workspace it came from: nothing is new there.
        for register in REGISTERS:
            if told[register]:
                assert counts(load(first, register, *told[register])) == (0, 0, len(told[register])), register
        assert dumped(first, REGISTERS) == told
    finally:
        first.close()
        second.close()


def _live(ws: Workspace, data: st.DataObject) -> None:
    """Some months of work, with everything that changes a record."""
    load(ws, "unit_profile", {"as_of": "2026-01-01", "households": "0", "elder_care_land_m2": "12.50", "proxy_service": "否"})
    # One name a person: a roster without numbers could not tell namesakes apart, which is tested elsewhere.
    people = [data.draw(elders(number)) for number in range(data.draw(st.integers(1, 3)))]
    for number, person in enumerate(people):
        elder = ws.elders.save(elder_input(**person | {"full_name": f"{person['full_name']}{number}"})).id
        for visit in range(data.draw(st.integers(0, 3))):
            made = ws.visits.record(visit_input(**data.draw(visits(number * 10 + visit))), elder)
            match data.draw(st.sampled_from(["keep", "correct", "void", "undo"])):
                case "correct":
                    ws.visits.correct(made.id, visit_input(**data.draw(visits(number * 10 + visit)) | {"ref": ""}), "更正")
                case "void":
                    ws.visits.void(made.id, "作废")
                case "undo":
                    ws.undo.undo()
        ws.needs.open(need_input(kind=NeedKind.OTHER, due_on=date(2026, 12, number + 1)), elder)
        match data.draw(st.sampled_from(["keep", "withdraw", "close", "decline"])):
            case "withdraw":
                ws.elders.withdraw_consent(elder, date(2026, 11, 10))
            case "close" if not person["closed_on"]:
                ws.elders.close(elder, CloseInput(closed_on=date(2026, 11, 1), closed_reason=ClosedReason.CARE_HOME))
                ws.elders.reopen(elder, ReopenInput(enrolled_on=date(2026, 11, 10)))
            case "decline":
                ws.needs.done(ws.needs.list()[0].id, NeedDoneInput(closed_on=date(2026, 11, 12)))
    healthy(ws)


# -- by hand ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [each for each in ODD if "\t" not in each])
def test_odd_texts_come_back_as_they_were(village: Workspace, text: str) -> None:
    load(village, "elder", ELDER | {"full_name": text, "group": text})
    (line,) = village.registers.dump("elder")
    assert (line["full_name"], line["group"]) == (text, text)
    assert counts(load(village, "elder", line)) == (0, 0, 1)


def test_a_dump_tells_no_more_than_it_should(village: Workspace) -> None:
    village.elders.save(elder_input(ref="1", id_number=workspaces.ID_NUMBERS[0]))
    (line,) = village.registers.dump("elder")
    assert line["id_number"] == "****************2X"
    assert not {key for key in line if "hmac" in key or key in ("id", "flags", "unit_id", "removed", "sort_key")}
    assert workspaces.ID_NUMBERS[0] not in repr(line)
    (line,) = village.registers.dump("unit")
    assert line["code"] == VILLAGE


def test_lines_are_sorted_by_unit_and_number_and_narrowed_to_a_place(county: Workspace) -> None:
    rows = [ELDER | {"unit_code": code, "ref": ref} for code in (SECOND_VILLAGE, VILLAGE) for ref in ("2", "10", "1")]
    load(county, "elder", *rows)
    told = [(line["unit_code"], line["ref"]) for line in county.registers.dump("elder")]
    assert told == sorted(told)
    assert [line["ref"] for line in county.registers.dump("elder", VILLAGE)] == ["1", "10", "2"]
    assert len(list(county.registers.dump("elder", "653121100000"))) == 6
    assert len(list(county.registers.dump("unit", COUNTY))) > 100
    for code, expected in ((workspaces.OTHER_VILLAGE, "unit_out_of_scope"), ("653121199999", "unit_not_found")):
        with pytest.raises(KnownError, match=expected):
            list(county.registers.dump("elder", code))


def test_a_dump_is_logged_even_when_its_reader_stops(village: Workspace) -> None:
    village.elders.save(elder_input())
    next(village.registers.dump("elder"))
    assert rows_of(village, "audit", "event", "id")[-1] == ("dump_elder",)


def test_a_county_gives_its_dump_to_another_laptop(county: Workspace, offices: Offices) -> None:
    load(county, "elder", *[ELDER | {"unit_code": code} for code in (VILLAGE, SECOND_VILLAGE)])
    told: Mapping[str, Any] = dumped(county, REGISTERS)
    other = offices.county()
    for register in REGISTERS:
        if told[register]:
            assert load(other, register, *told[register]).rejected == ()
    assert dumped(other, REGISTERS) == told
