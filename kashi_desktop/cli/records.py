"""``visit``, ``need``, ``elder``: one record at a time, from JSON."""

from argparse import _SubParsersAction
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from kashi_desktop.cli.frame import Answer, Handler, Run
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, command, path, usage
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

if TYPE_CHECKING:
    from kashi_desktop.types.inputs import NeedInput, VisitInput
    from kashi_desktop.types.results import Saved
    from kashi_desktop.workspace import Workspace

Record = Mapping[str, Any]

_WITHDRAWN_ON = "consent_withdrawn_on"


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    _family(commands, "visit", "探访：记录、更正、作废", {"record": _visit_record, "correct": _visit_correct, "void": _visit_void})
    _family(commands, "need", "需求：新开、办理、办结", {"open": _need_open, "do": _need_do, "close": _need_close})
    elder = {"close": _elder_close, "reopen": _elder_reopen, "remove": _elder_remove}
    elder |= {"withdraw-consent": _elder_withdraw_consent, "confirm-consent": _elder_confirm_consent}
    _family(commands, "elder", "老年人：注销、重新登记、删除错登的、撤回同意、确认同意", elder)
    erase = command(commands, "erase", "依法删除一个人的全部内容，不能恢复", _erase)
    erase.add_argument("what", metavar="REGISTER/UNIT/REF", help="如 elder/653121100001/17")
    erase.add_argument("--reason", required=True, metavar="TEXT", help="原因")


def _family(commands: "_SubParsersAction[Parser]", name: str, words: str, handlers: Mapping[str, Handler]) -> None:
    family = commands.add_parser(name, help=words)
    actions = family.add_subparsers(dest="action", metavar="|".join(handlers), required=True)
    for action, handler in handlers.items():
        parser = command(actions, action, "", handler)
        if name == "visit" and action != "record":
            parser.add_argument("ref", metavar="REF", help="探访的编号")
        parser.add_argument("--json", required=True, metavar="FILE", type=path, help="记录的 JSON 文件，- 表示标准输入")


def _read(run: Run) -> dict[str, Any]:
    from kashi_desktop.cli.json_input import read_record

    return read_record(run.options.json)


def _own_unit(workspace: "Workspace", record: Record) -> dict[str, Any]:
    """A village's records are its own unit's, so that its code need not be written each time."""
    given = dict(record)
    if not given.get("unit_code") and workspace.office.level.value == "village":
        given["unit_code"] = workspace.office.unit_code
    return given


def _answer(workspace: "Workspace", register: str, saved: "Saved", done: str) -> Answer:
    """The record as ``dump`` shows it."""
    return _told(workspace.records.cells(register, saved.id), saved, done)


def _told(record: Mapping[str, object], saved: "Saved", done: str) -> Answer:
    for each in saved.warnings:
        say(f"请注意：{each.message}")
    say(f"{done}：{saved.ref}")
    return Answer({**record, "warnings": [{"code": each.code, "message": each.message} for each in saved.warnings]})


# Visits.


def _visit_record(run: Run) -> Answer:
    from kashi_desktop.cli.json_input import new_input
    from kashi_desktop.services.registers import register_of

    given = _read(run)
    with run.workspace() as workspace:
        visit = cast("VisitInput", new_input(register_of("visit"), _own_unit(workspace, given), workspace.clock.today()))
        _refuse_taken(workspace.visits.by_ref, visit.ref, visit.unit_code)
        return _answer(workspace, "visit", workspace.visits.record(visit), "已记录探访")


def _refuse_taken(find: Callable[[str, str], bytes], ref: str, unit_code: str) -> None:
    """A ledger number that is taken would make every later reference to it ambiguous."""
    try:
        if ref:
            find(ref, unit_code)
            raise _taken(ref)
    except KnownError as error:
        if error.code in ("ref_taken", "ambiguous_ref"):
            raise _taken(ref) from None


def _taken(ref: str) -> KnownError:
    sentence = QT_TRANSLATE_NOOP("errors", "编号 {ref} 已经用过，没有任何改动。请换一个编号，或不写编号由程序编。")
    return KnownError("ref_taken", sentence, ref=ref)


def _reason_and_unit(given: dict[str, Any]) -> tuple[str, str]:
    """Take the reason and the unit out of a correction. Errors: those of a reason."""
    from kashi_desktop.services.typed import reason_given

    reason, unit_code = given.pop("reason", None), given.pop("unit_code", None)
    return reason_given(reason if isinstance(reason, str) else ""), str(unit_code or "")


def _visit_correct(run: Run) -> Answer:
    from kashi_desktop.cli.json_input import changed_input, only_keys
    from kashi_desktop.services.registers import register_of

    register = register_of("visit")
    given = _read(run)
    only_keys(given, [*(column.key for column in register.columns if column.key not in ("ref", "elder_ref")), "ref", "elder_ref", "reason"])
    with run.workspace() as workspace:
        reason, unit_code = _reason_and_unit(given)
        visit_id = workspace.visits.by_ref(run.options.ref, unit_code)
        before = workspace.records.cells("visit", visit_id)
        _refuse_moved(given, before)
        # The unit of a visit never changes; it is laid in so that the whole record is checked.
        stored = workspace.visits.input_of(visit_id).model_copy(update={"unit_code": before["unit_code"]})
        visit = cast("VisitInput", changed_input(register, given, workspace.clock.today(), stored))
        saved = workspace.visits.correct(visit_id, visit, reason)
        return _answer(workspace, "visit", saved, "已更正探访")


def _refuse_moved(given: dict[str, Any], before: Mapping[str, object]) -> None:
    """A whole dumped record may be given back; another number or person is another visit."""
    for key in ("ref", "elder_ref"):
        if str(given.pop(key, None) or before[key]) != before[key]:
            raise KnownError(
                "not_correctable",
                QT_TRANSLATE_NOOP("errors", "更正不能改编号，也不能改成另一位老人，没有任何改动。请作废这次探访，另记一次。"),
            )


def _visit_void(run: Run) -> Answer:
    from kashi_desktop.cli.json_input import only_keys

    given = _read(run)
    only_keys(given, ("reason", "unit_code"))
    with run.workspace() as workspace:
        reason, unit_code = _reason_and_unit(given)
        visit_id = workspace.visits.by_ref(run.options.ref, unit_code)
        before = workspace.records.cells("visit", visit_id)
        return _told(before, workspace.visits.void(visit_id, reason), "已作废探访")


# Needs.


def _need_open(run: Run) -> Answer:
    from kashi_desktop.cli.json_input import new_input
    from kashi_desktop.services.registers import register_of

    given = _read(run)
    with run.workspace() as workspace:
        need = cast("NeedInput", new_input(register_of("need"), _own_unit(workspace, given), workspace.clock.today()))
        _refuse_taken(workspace.needs.by_ref, need.ref, need.unit_code)
        return _answer(workspace, "need", workspace.needs.open(need), "已新开需求")


def _need_do(run: Run) -> Answer:
    return _need_step(run, ("ref", "unit_code", "action", "referral_to", "status"), close=False)


def _need_close(run: Run) -> Answer:
    return _need_step(run, ("ref", "unit_code", "action", "referral_to", "status", "closed_on"), close=True)


def _need_step(run: Run, allowed: tuple[str, ...], *, close: bool) -> Answer:
    from kashi_desktop.cli.json_input import chosen_cells, only_keys
    from kashi_desktop.services.registers import register_of

    given = _read(run)
    only_keys(given, allowed)
    values = chosen_cells(register_of("need"), given, required=("ref",)).values
    unit_code = values.get("unit_code", "")
    with run.workspace() as workspace:
        need_id = workspace.needs.by_ref(values["ref"], unit_code)
        saved = (_settle if close else _start)(workspace, need_id, values)
        return _answer(workspace, "need", saved, "已更新需求")


def _start(workspace: "Workspace", need_id: bytes, values: Mapping[str, Any]) -> "Saved":
    from db.codes import NeedStatus

    if values.get("status", NeedStatus.DOING) is not NeedStatus.DOING:
        raise _other_status("doing")
    return workspace.needs.start(need_id, values.get("action"), values.get("referral_to"))


def _other_status(allowed: str) -> KnownError:
    sentence = QT_TRANSLATE_NOOP("errors", "这一步的状态只能是 {allowed}，没有任何改动。请改正后再试。")
    return KnownError("status_mismatch", sentence, allowed=allowed)


def _settle(workspace: "Workspace", need_id: bytes, values: Mapping[str, Any]) -> "Saved":
    from db.codes import NeedStatus
    from kashi_desktop.types.inputs import NeedDoneInput

    status = values.get("status", NeedStatus.DONE)
    closed_on = values.get("closed_on") or workspace.clock.today()
    if status is NeedStatus.DECLINED:
        return workspace.needs.decline(need_id, closed_on)
    if status is not NeedStatus.DONE:
        raise _other_status("done / declined")
    return workspace.needs.done(
        need_id, NeedDoneInput(closed_on=closed_on, action=values.get("action"), referral_to=values.get("referral_to"))
    )


# Elders.


def _elder_close(run: Run) -> Answer:
    from kashi_desktop.types.inputs import CloseInput

    values = _elder_values(run, ("closed_on", "closed_reason"))
    with run.workspace() as workspace:
        elder_id = workspace.elders.by_ref(values["ref"], values["unit_code"])
        saved = workspace.elders.close(elder_id, CloseInput(closed_on=values["closed_on"], closed_reason=values["closed_reason"]))
        return _answer(workspace, "elder", saved, "已注销")


def _elder_reopen(run: Run) -> Answer:
    from kashi_desktop.types.inputs import ReopenInput

    values = _elder_values(run, ("enrolled_on",))
    with run.workspace() as workspace:
        elder_id = workspace.elders.by_ref(values["ref"], values["unit_code"])
        saved = workspace.elders.reopen(elder_id, ReopenInput(enrolled_on=values["enrolled_on"]))
        return _answer(workspace, "elder", saved, "已重新登记")


def _elder_remove(run: Run) -> Answer:
    from kashi_desktop.cli.json_input import chosen_cells, only_keys
    from kashi_desktop.services.registers import register_of

    given = _read(run)
    only_keys(given, ("ref", "unit_code", "reason"))
    reason, unit_code = _reason_and_unit(given)
    ref = chosen_cells(register_of("elder"), given, required=("ref",)).values["ref"]
    with run.workspace() as workspace:
        elder_id = workspace.elders.by_ref(ref, unit_code)
        before = workspace.records.cells("elder", elder_id)
        return _told(before, workspace.elders.remove(elder_id, reason), "已删除登记")


def _elder_withdraw_consent(run: Run) -> Answer:
    from kashi_desktop.cli.json_input import BadRecord, chosen_cells, only_keys
    from kashi_desktop.services.registers import register_of

    given, elder = _read(run), register_of("elder")
    only_keys(given, ("ref", "unit_code", _WITHDRAWN_ON))
    try:
        values = chosen_cells(elder, given | {"consent_on": given.pop(_WITHDRAWN_ON, None)}, required=("ref",)).values
    except BadRecord as error:  # read like the day of the consent, called by the name that was typed
        raise BadRecord(elder, [replace(each, column=each.column.replace("consent_on", _WITHDRAWN_ON)) for each in error.faults]) from None
    with run.workspace() as workspace:
        elder_id = workspace.elders.by_ref(values["ref"], values.get("unit_code", ""))
        saved = workspace.elders.withdraw_consent(elder_id, values.get("consent_on") or workspace.clock.today())
        return _answer(workspace, "elder", saved, "已撤回同意，电话、住址、联系人和看到的情况已销毁")


def _elder_confirm_consent(run: Run) -> Answer:
    values = _elder_values(run, ())
    with run.workspace() as workspace:
        saved = workspace.elders.confirm_consent(workspace.elders.by_ref(values["ref"], values["unit_code"]))
        return _answer(workspace, "elder", saved, "已确认同意")


def _erase(run: Run) -> Answer:
    register, *rest = run.options.what.split("/", 2)
    if len(rest) < 2:
        raise usage("要写成 台账/单位代码/编号")
    with run.workspace() as workspace:
        erased = workspace.destructions.erase(register, rest[1], rest[0], run.options.reason)
    say(f"已销毁 {erased.records} 份登记里的 {erased.parts} 处内容，下次交换时上下级也会销毁。")
    return Answer({"records": erased.records, "values": erased.parts})


def _elder_values(run: Run, required: tuple[str, ...]) -> dict[str, Any]:
    from kashi_desktop.cli.json_input import chosen_cells, only_keys
    from kashi_desktop.services.registers import register_of

    given = _read(run)
    only_keys(given, ("ref", "unit_code", *required))
    return {"unit_code": ""} | chosen_cells(register_of("elder"), given, required=("ref", *required)).values
