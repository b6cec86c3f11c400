"""``export``, ``inspect``, ``import``, ``receipt``: files between offices."""

from argparse import _SubParsersAction
from typing import TYPE_CHECKING

from kashi_desktop.cli.frame import Answer, Run, existing, output_folder
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, command, path
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

if TYPE_CHECKING:
    from kashi_desktop.types.results import FileVerdict


LISTED = 200
"""Passed-over names in an answer; their number is complete."""


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    export = command(commands, "export", "把上级还没有确认的写成一个数据包：村是记录，县是数字", _export)
    export.add_argument("outdir", metavar="OUTDIR", type=path)
    inspect = command(commands, "inspect", "看一个文件里有什么，不改动任何东西", _inspect)
    inspect.add_argument("file", metavar="FILE", type=path)
    take = command(commands, "import", "导入数据包、回执、邀请，可以混在一起", _import)
    take.add_argument("files", nargs="+", metavar="FILE|DIR", type=path)
    receipt = command(commands, "receipt", "给下级单位写回执", _receipt)
    whose = receipt.add_mutually_exclusive_group(required=True)
    whose.add_argument("--all", action="store_true", help="给所有单位")
    whose.add_argument("--unit", metavar="CODE", help="只给这个单位")
    receipt.add_argument("outdir", metavar="OUTDIR", type=path)


def verdict(each: "FileVerdict", file: str = "") -> dict[str, object]:
    """What became of one file."""
    return {
        "file": file or each.file,
        "kind": each.kind,
        "verdict": each.verdict,
        "code": each.code,
        "message": each.message,
        "entries_new": each.entries_new,
        "entries_known": each.entries_known,
    }


def _told(code: str, message: str) -> KnownError:
    """A refusal whose sentence is already filled in."""
    return KnownError(code, message.replace("{", "{{").replace("}", "}}"))


def _export(run: Run) -> Answer:
    with run.workspace() as workspace:
        written = workspace.packages.export(output_folder(run.options.outdir))
    content = "没有新的记录，数据包如实说明" if written.nothing_new else f"{written.entries} 条记录"
    names = "、".join(each.name for each in written.files)
    several = f"一个文件装不下，共 {len(written.files)} 个，都要送到，先后不限。" if len(written.files) > 1 else ""
    say(f"已写出并核对：{names}（{content}）。{several}现在可以安全拔出 U 盘。")
    return Answer(
        {
            "file": str(written.file),
            "files": [str(each) for each in written.files],
            "entries": written.entries,
            "bytes": written.bytes,
            "verified": written.verified,
            "nothing_new": written.nothing_new,
            "period": written.period,
        }
    )


def _inspect(run: Run) -> Answer:
    file = existing(run.options.file)
    if file.is_dir():
        # A folder is searched elsewhere; here one file is meant.
        raise KnownError("not_a_file", QT_TRANSLATE_NOOP("errors", "这是一个文件夹，没有读取任何东西。请指明其中的一个文件。"))
    with run.workspace() as workspace:
        found = workspace.packages.inspect(file)
    body = {
        "file": str(file),
        "kind": found.kind,
        "verdict": found.verdict,
        "from": found.sender or None,
        "to": _unit_code(found.recipient),
        "period": found.period,
        "entries": found.entries,
        "new": found.new,
        "known": found.known,
        "held": found.held,
        "conflicts": found.conflicts,
        "questions": found.questions,
        "needs_newer": found.needs_newer,
        "code": found.code,
        "message": found.message,
    }
    # Our own export may be looked into: it is no fault until somebody imports it.
    if found.verdict == "refused" and found.code != "own_package":
        return Answer(body, _told(found.code or "file_refused", found.message or ""))
    say(f"{_line(found.file, found.verdict, found.new, found.message)}一共 {found.entries} 条，已有的 {found.known} 条。没有改动任何东西。")
    return Answer(body)


def _unit_code(office: str) -> str | None:
    """The code of an office that a file names by its id; the id itself where the shipped list does not know it."""
    if not office:
        return None
    from kashi_desktop.services.shipped import shipped_units

    return next((row["code"] for row in shipped_units() if row["id"] == office), office)


def _import(run: Run) -> Answer:
    with run.workspace() as workspace:
        found = workspace.packages.find([existing(each) for each in run.options.files])
        result = workspace.packages.import_files(found.files)
    for notice in result.notices:
        say(notice)
    files = [verdict(each, str(path)) for each, path in zip(result.files, found.files, strict=True)]
    for each in result.files:
        say(_line(each.file, each.verdict, each.entries_new, each.message))
    refused = [each for each in result.files if each.verdict == "refused"]
    passed = [{"file": str(each.path), "code": each.code} for each in found.passed_over]
    if passed:
        say(f"跳过 {len(passed)} 个不是数据包的文件或文件夹，见结果的 passed_over。")
    body = {"files": files, "totals": {**result.totals, "passed_over": len(passed)}, "passed_over": passed[:LISTED]}
    if not refused:
        return Answer(body)
    if len(refused) == 1:
        return Answer(body, _told(refused[0].code or "file_refused", refused[0].message or ""))
    sentence = QT_TRANSLATE_NOOP("errors", "有 {count} 个文件没有导入，原因见各个文件；其余文件不受影响。请与发送单位核对这些文件。")
    return Answer(body, KnownError("files_refused", sentence, count=len(refused)))


_WORDS = {"applied": "收下", "known": "收过了", "quarantined": "先存着", "refused": "不能收"}
"""What is to become of a file, and what became of it: the same words before and after, and in the window."""


def _line(file: str, verdict: str, new: int, message: str | None) -> str:
    return f"{file}：{_WORDS[verdict]}，新的 {new} 条。{message or ''}"


def _receipt(run: Run) -> Answer:
    with run.workspace() as workspace:
        written = workspace.packages.write_receipts(output_folder(run.options.outdir), None if run.options.all else run.options.unit)
    say(f"已写出 {len(written.files)} 份回执。")
    return Answer({"files": [str(each.absolute()) for each in written.files], "phone_codes": dict(written.phone_codes)})
