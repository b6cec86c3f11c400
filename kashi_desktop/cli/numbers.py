"""``due`` and ``indicators``: whom to look in on, and the numbers of the plan."""

from argparse import _SubParsersAction
from datetime import date
from typing import TYPE_CHECKING

from kashi_desktop.cli.frame import Answer, Run
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, command

if TYPE_CHECKING:
    from kashi_desktop.types.results import DueItem, Indicator


VISIT_RATE = "monthly_visit_rate"


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    due = command(commands, "due", "该去看谁，为什么", _due)
    due.add_argument("--unit", default="", metavar="CODE")
    due.add_argument("--month", metavar="YYYY-MM", help="只列这个月还没有见到的")
    indicators = command(commands, "indicators", "各项指标，附口径和名单", _indicators)
    indicators.add_argument("--period", required=True, metavar="YYYY-MM")
    indicators.add_argument("--unit", default="", metavar="CODE", help="村（社区）、乡镇、县、地区；不写就是本办公室")
    indicators.add_argument("--only", metavar="KEY", help="只算这一项")


def _due(run: Run) -> Answer:
    with run.workspace() as workspace:
        found = workspace.due.list(run.options.unit, run.options.month)
    say(f"共 {found.counts['total']} 人，逾期 {found.counts['overdue']} 人，七天之内 {found.counts['this_week']} 人。")
    return Answer({"items": [_item(each) for each in found.items], "counts": dict(found.counts)})


def _item(item: "DueItem") -> dict[str, object]:
    return {
        "elder_ref": item.elder_ref,
        "full_name": item.full_name,
        "unit_code": item.unit_code,
        "care_level": item.care_level.value,
        "last_effective": _day(item.last_effective),
        "due_on": _day(item.due_on),
        "days_overdue": item.days_overdue,
        "reason": item.reason,
        "next_step": item.next_step,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _indicators(run: Run) -> Answer:
    options = run.options
    with run.workspace() as workspace:
        found = workspace.indicators.compute(options.period, options.unit, options.only)
    for each in found:
        shown = f"{each.display}（目标 {each.comparator} {each.target}）" if each.display is not None else "不适用"
        gap = f"，差 {each.gap} {each.gap_unit}" if each.gap not in (None, "0") else ""
        say(f"{each.title}：{each.numerator}/{each.denominator} = {shown}{gap}，数据齐全 {each.complete_units}/{each.total_units}")
    return Answer({"indicators": [indicator(each) for each in found]})


def indicator(each: "Indicator") -> dict[str, object]:
    """One number as commands.md has it."""
    # Lists of elders were there first and keep their keys.
    ref, name = ("elder_ref", "full_name") if each.key == VISIT_RATE else ("ref", "name")
    lists = {
        key: [{ref: line.ref, name: line.name, "unit_code": line.unit_code, "detail": line.detail} for line in lines]
        for key, lines in each.lists.items()
    }
    return {
        "key": each.key,
        "numerator": each.numerator,
        "denominator": each.denominator,
        "value": each.value,
        "display": each.display,
        "comparator": each.comparator,
        "target": each.target,
        "met": each.met,
        "complete_units": each.complete_units,
        "total_units": each.total_units,
        "definition": each.definition,
        "lists": lists,
    }
