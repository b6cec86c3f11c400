"""``invite`` and ``enrol``: how villages join their county, and counties their prefecture."""

from argparse import _SubParsersAction
from typing import TYPE_CHECKING

from kashi_desktop.cli.exchange import verdict
from kashi_desktop.cli.frame import Answer, Run, existing, output, output_folder
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, add_force, command, path

if TYPE_CHECKING:
    from kashi_desktop.types.sync import PendingDestruction
    from kashi_desktop.workspace import Workspace


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    invite = command(commands, "invite", "给直接下级的单位写邀请文件", _invite)
    invite.add_argument("--unit", required=True, action="append", metavar="CODE", help="12 位单位代码，可以写几次")
    invite.add_argument("out", metavar="OUT", type=path, help="一个单位：文件；几个单位：文件夹")
    add_force(invite)
    enrol = commands.add_parser("enrol", help="下级单位的电脑：列出、认可、拒绝")
    actions = enrol.add_subparsers(dest="action", metavar="list|approve|reject", required=True)
    for name, handler, words in (("list", _list, "列出"), ("approve", _approve, "认可"), ("reject", _reject, "拒绝")):
        action = command(actions, name, words, handler)
        if name != "list":
            action.add_argument("device", metavar="DEVICE", help="设备编号")
        if name == "approve":
            action.add_argument("--replaces", default="", metavar="DEVICE", help="它替换的、现在认可的电脑")
    revoke = command(commands, "revoke", "停用一台已认可的电脑", _revoke)
    revoke.add_argument("device", metavar="DEVICE", help="设备编号")
    revoke.add_argument("--reason", required=True, help="原因")
    waiting = commands.add_parser("waiting", help="等着人决定的文件和销毁：列出、收下、清掉")
    kept = waiting.add_subparsers(dest="action", metavar="list|take|refuse", required=True)
    command(kept, "list", "列出", _waiting)
    for name, handler, words in (("take", _take, "收下（或确认）"), ("refuse", _refuse, "清掉")):
        action = command(kept, name, f"{words}一项，或一台电脑的全部", handler)
        action.add_argument("id", metavar="ID", help="一项的编号，或电脑的编号")


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
        approved = workspace.enrolment.approve(run.options.device, run.options.replaces)
        found = _devices(workspace)
    for code in approved.replaced:
        say(f"同一单位原来的电脑 {code} 已停用。")
    say(f"已认可 {approved.unit_code} 的电脑 {approved.device_code}，处理等待中的文件 {len(approved.files)} 个。")
    # What waited is known by its bytes: the name it once had on a stick was not kept.
    files = [{key: value for key, value in verdict(each).items() if key != "file"} for each in approved.files]
    return Answer({"devices": found, "files": files})


def _revoke(run: Run) -> Answer:
    with run.workspace() as workspace:
        workspace.enrolment.revoke(run.options.device, run.options.reason)
        found = _devices(workspace)
    say("已停用。它以后送来的记录留着，不计入，等负责人决定。")
    return Answer({"devices": found})


def _reject(run: Run) -> Answer:
    with run.workspace() as workspace:
        workspace.enrolment.reject(run.options.device)
        found = _devices(workspace)
    say("已拒绝这台电脑。")
    return Answer({"devices": found})


def _waiting(run: Run) -> Answer:
    with run.workspace() as workspace:
        files, asked = _files(workspace), workspace.destructions.pending()
        found = files + [_destruction(each) for each in asked]
    say(f"等着的文件 {len(files)} 个，要确认的销毁 {len(asked)} 项。")
    for each in asked:
        say(f"{each.id}：{each.who or each.device_code} 销毁了 {each.unit_name} {each.persons} 位老人的内容，本机已不显示。")
    return Answer({"waiting": found})


def _destruction(each: "PendingDestruction") -> dict[str, object]:
    return {
        "id": each.id,
        "unit": each.unit_code,
        "device": each.device_code,
        "why": each.why,
        "persons": each.persons,
        "since": each.since,
    }


def _take(run: Run) -> Answer:
    wanted, files = run.options.id, []
    with run.workspace() as workspace:
        if wanted in {each.id for each in workspace.destructions.pending()}:
            persons = workspace.destructions.confirm(wanted)
            say(f"已确认，{persons} 位老人的这些内容已销毁，不能恢复。")
        else:
            taken = workspace.enrolment.take_waiting(wanted)
            files = [{key: value for key, value in verdict(each).items() if key != "file"} for each in taken]
            say(f"已按人的决定处理 {len(taken)} 个等着的文件。")
        found = _files(workspace) + [_destruction(each) for each in workspace.destructions.pending()]
    return Answer({"waiting": found, "files": files})


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
