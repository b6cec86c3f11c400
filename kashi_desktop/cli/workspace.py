"""``init``, ``status``, ``account``, ``doctor``: the workspace itself."""

from argparse import _SubParsersAction
from typing import TYPE_CHECKING

from kashi_desktop.cli.frame import Answer, Run, existing, output, passphrase
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, add_force, command, path
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

if TYPE_CHECKING:
    from kashi_desktop.types.results import OfficeInfo, SyncState

PROGRAM = "0.1.0"
"""The version that ``status`` names; a test holds it to pyproject.toml."""


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    init = command(commands, "init", "建立一个办公室的工作区", _init)
    init.add_argument("--level", required=True, choices=("village", "county", "prefecture"), help="村（社区）、县（市）或地区")
    init.add_argument("--unit", required=True, metavar="CODE", help="12 位单位代码")
    init.add_argument("--invitation", metavar="FILE", type=path, help="上级发的邀请文件")
    init.add_argument("--name", default="", metavar="TEXT", help="经办人的名字")
    command(commands, "status", "上级确认到哪一天，还有多少没有确认", _status)
    account = commands.add_parser("account", help="恢复单")
    actions = account.add_subparsers(dest="action", metavar="recovery-sheet", required=True)
    sheet = command(actions, "recovery-sheet", "重新做一张恢复单，原来的恢复码随即作废", _recovery_sheet)
    sheet.add_argument("out", metavar="OUT.pdf", type=path, help="写到哪里")
    add_force(sheet)
    doctor = command(commands, "doctor", "检查整个工作区", _doctor)
    doctor.add_argument("--repair", action="store_true", help="表与流水账不一致时，按流水账重建")


def _office(office: "OfficeInfo") -> dict[str, str]:
    return {"code": office.unit_code, "name": office.unit_name, "level": office.level.value}


def _init(run: Run) -> Answer:
    from kashi_desktop import startup
    from kashi_desktop.types.passphrases import weakness

    options, data = run.options, run.data
    startup.refuse_existing(data)  # before a passphrase is asked for that would be for nothing
    invitation = existing(options.invitation) if options.invitation else None
    chosen = passphrase(twice=True)
    created = startup.create_workspace(
        data,
        level=options.level,
        unit_code=options.unit,
        passphrase=chosen,
        name=options.name,
        invitation=invitation,
        clock=run.clock,
    )
    office = created.workspace.office
    for notice in created.workspace.notices:
        say(notice)
    if doubt := weakness(chosen):  # a county's script may hold its own rules: told, not refused
        say(f"工作区已经建立。{doubt.message}。")
    created.workspace.close()
    say(f"已为{office.unit_name}（{office.unit_code}）建立工作区。恢复码在结果的 recovery_code 里，只显示这一次，请抄下来锁好。")
    return Answer(
        {
            "office": _office(office),
            "device": office.device_code,
            "fingerprint": created.fingerprint,
            "recovery_code": created.recovery_code,
        }
    )


def _status(run: Run) -> Answer:
    from db.engine import SCHEMA_HEAD

    with run.workspace() as workspace:
        office, state = workspace.office, workspace.packages.state()
    confirmed = state.confirmed_up_to
    say(f"{office.unit_name}：{_standing(office, state)}")
    return Answer(
        {
            "office": _office(office),
            "confirmed_up_to": confirmed.isoformat() if confirmed else None,
            "unconfirmed_entries": state.unconfirmed_entries,
            "last_backup": state.last_backup.isoformat(sep=" ") if state.last_backup else None,
            "schema": SCHEMA_HEAD,  # opening brought the file up to it
            "program": PROGRAM,
        }
    )


def _recovery_sheet(run: Run) -> Answer:
    out = output(run.options.out, force=run.force)
    with run.workspace() as workspace:
        workspace.recovery.print_new(out, force=run.force)
        fingerprint, elsewhere = workspace.office.fingerprint, workspace.recovery.standing().key_elsewhere
    say("已写出新的恢复单，原来的恢复码从现在起作废。请打印、封存，然后删除这个 PDF；下次打开窗口时请照纸上确认。")
    if elsewhere:
        say("本单位的恢复密钥只在建立工作区时印的那一张上，不能重印：那一张请继续封存。")
    return Answer({"file": str(out), "fingerprint": fingerprint})


def _standing(office: "OfficeInfo", state: "SyncState") -> str:
    """How the office stands to the one above it, where it has one."""
    if not office.has_parent:
        invited = office.level.value == "village"
        return f"还没有导入上级的邀请，本机共 {state.total_entries} 条。" if invited else "工作区可以使用。"
    waits = "" if office.certified else f"本机还没有被上级认可，请上级核对五组数字：{office.device_fingerprint}。"
    known = f"上级已确认到 {state.confirmed_up_to}" if state.confirmed_up_to else "还没有得到上级的确认"
    return f"{known}，另有 {state.unconfirmed_entries} 条没有确认，共 {state.total_entries} 条。{waits}"


def _doctor(run: Run) -> Answer:
    with run.workspace() as workspace:
        found = workspace.doctor.examine(repair=run.options.repair)
    body = {"ok": found.ok, "checks": [{"name": each.name, "ok": each.ok, "detail": each.detail} for each in found.checks]}
    if found.ok:
        say("检查完毕，一切正常。")
        return Answer(body)
    names = "、".join(each.name for each in found.checks if not each.ok)
    sentence = QT_TRANSLATE_NOOP(
        "errors", "检查发现问题（{names}），没有改动任何内容。请先备份整个文件夹；只有表不一致（tables）时，可用 doctor --repair 修复。"
    )
    return Answer(body, KnownError("faults_found", sentence, names=names))
