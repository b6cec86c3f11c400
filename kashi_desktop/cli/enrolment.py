"""``invite`` and ``enrol``: how villages join their county, and counties their prefecture."""

from argparse import _SubParsersAction
from typing import TYPE_CHECKING

from kashi_desktop.cli.exchange import verdict
from kashi_desktop.cli.frame import Answer, Run, existing, output, output_folder
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, add_force, command

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    invite = command(commands, "invite", "给直接下级的单位写邀请文件", _invite)
    invite.add_argument("--unit", required=True, action="append", metavar="CODE", help="12 位单位代码，可以写几次")
    invite.add_argument("out", metavar="OUT", help="一个单位：文件；几个单位：文件夹")
    add_force(invite)
    enrol = commands.add_parser("enrol", help="下级单位的电脑：列出、认可、拒绝")
    actions = enrol.add_subparsers(dest="action", metavar="list|approve|reject", required=True)
    for name, handler, words in (("list", _list, "列出"), ("approve", _approve, "认可"), ("reject", _reject, "拒绝")):
        action = command(actions, name, words, handler)
        if name != "list":
            action.add_argument("device", metavar="DEVICE", help="设备编号")
    waiting = commands.add_parser("waiting", help="等着人决定或等前一个文件的文件：列出、收下、清掉")
    kept = waiting.add_subparsers(dest="action", metavar="list|take|refuse", required=True)
    command(kept, "list", "列出", _waiting)
    for name, handler, words in (("take", _take, "收下"), ("refuse", _refuse, "清掉")):
        action = command(kept, name, f"{words}一个文件，或一台电脑的全部", handler)
        action.add_argument("id", metavar="ID", help="文件的编号，或电脑的编号")


def _devices(workspace: "Workspace") -> list[dict[str, object]]:
    return [
        {
            "device": each.device_code,
            "unit": each.unit_code,
            "fingerprint": each.fingerprint,
            "state": each.state,
            "waiting_packages": each.waiting_packages,
        }
        for each in workspace.enrolment.devices()
    ]


def _invite(run: Run) -> Answer:
    codes = list(dict.fromkeys(run.options.unit))
    out = existing(run.options.out)
    if len(codes) > 1 or out.is_dir():
        out = output_folder(run.options.out)
        for code in codes:
            output(str(out / f"{code}.kashi-invitation"), force=run.force)
    else:
        output(run.options.out, force=run.force)
    with run.workspace() as workspace:
        made = workspace.enrolment.invite(codes, out, force=run.force)
    say(f"已写出 {len(made.files)} 份邀请。请把指纹另外抄给对方，打开邀请时核对：{made.fingerprint}")
    return Answer({"files": [str(file.absolute()) for file in made.files], "fingerprint": made.fingerprint})


def _list(run: Run) -> Answer:
    with run.workspace() as workspace:
        found = _devices(workspace)
    say(f"下级单位的电脑 {len(found)} 台。")
    return Answer({"devices": found})


def _approve(run: Run) -> Answer:
    with run.workspace() as workspace:
        approved = workspace.enrolment.approve(run.options.device)
        found = _devices(workspace)
    for code in approved.replaced:
        say(f"同一单位原来的电脑 {code} 已停用。")
    say(f"已认可 {approved.unit_code} 的电脑 {approved.device_code}，处理等待中的文件 {len(approved.files)} 个。")
    # What waited is known by its bytes: the name it once had on a stick was not kept.
    files = [{key: value for key, value in verdict(each).items() if key != "file"} for each in approved.files]
    return Answer({"devices": found, "files": files})


def _reject(run: Run) -> Answer:
    with run.workspace() as workspace:
        workspace.enrolment.reject(run.options.device)
        found = _devices(workspace)
    say("已拒绝这台电脑。")
    return Answer({"devices": found})


def _waiting(run: Run) -> Answer:
    with run.workspace() as workspace:
        found = _files(workspace)
    say(f"等着的文件 {len(found)} 个。")
    return Answer({"waiting": found})


def _take(run: Run) -> Answer:
    with run.workspace() as workspace:
        taken = workspace.enrolment.take_waiting(run.options.id)
        found = _files(workspace)
    say(f"已按人的决定处理 {len(taken)} 个等着的文件。")
    return Answer({"waiting": found, "files": [{key: value for key, value in verdict(each).items() if key != "file"} for each in taken]})


def _refuse(run: Run) -> Answer:
    with run.workspace() as workspace:
        number = workspace.enrolment.refuse_waiting(run.options.id)
        found = _files(workspace)
    say(f"已清掉 {number} 个等着的文件。里面的记录没有丢，对方下次导出时会再带来。")
    return Answer({"waiting": found})


def _files(workspace: "Workspace") -> list[dict[str, object]]:
    return [
        {"id": each.id, "unit": each.unit_code, "device": each.device_code, "why": each.why, "entries": each.entries, "since": each.since}
        for each in workspace.enrolment.waiting()
    ]
