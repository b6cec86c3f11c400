"""``load``, ``template``, ``dump``: whole registers in and out."""

from argparse import _SubParsersAction
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from kashi_desktop.cli.frame import Answer, Run, existing, output
from kashi_desktop.cli.output import say, write_objects
from kashi_desktop.cli.parsing import REGISTERS, Parser, add_force, command, path
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

if TYPE_CHECKING:
    from kashi_desktop.services.registers import LoadReport, RejectedRow

_TOLD = 20


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    load = command(commands, "load", "从 XLSX 或 CSV 导入一个登记簿", _load)
    load.add_argument("register", metavar="REGISTER", help=REGISTERS)
    load.add_argument("file", metavar="FILE", type=path)
    load.add_argument("--dry-run", action="store_true", help="只检查，不导入")
    load.add_argument("--skip-rejected", action="store_true", help="跳过有错的行，导入其余的行")
    template = command(commands, "template", "写一份空白的登记表", _template)
    template.add_argument("register", metavar="REGISTER", help=REGISTERS)
    template.add_argument("out", metavar="OUT.xlsx", type=path)
    add_force(template)
    dump = command(commands, "dump", "把现有记录写成 NDJSON", _dump)
    dump.add_argument("register", metavar="REGISTER", help=REGISTERS)
    dump.add_argument("--unit", default="", metavar="CODE", help="只写这个单位（乡镇、县）的")


def _load(run: Run) -> Answer:
    options = run.options
    with run.workspace() as workspace:
        try:
            report = workspace.registers.load(
                options.register, existing(options.file), dry_run=options.dry_run, skip_rejected=options.skip_rejected
            )
        except KnownError as error:
            # What reads the answer finds the same keys, whatever became of the file.
            return Answer({"added": 0, "updated": 0, "unchanged": 0, "rejected": [], "warnings": []}, error)
    written = report.loaded or options.dry_run
    body: dict[str, object] = {
        # What was refused as a whole added nothing; a dry run tells what it would have done.
        "added": report.added if written else 0,
        "updated": report.updated if written else 0,
        "unchanged": report.unchanged,
        "rejected": _remarks(report.rejected),
        "warnings": _remarks(report.warnings),
    }
    _tell(report)
    if report.rejected and not options.skip_rejected:
        return Answer(body, _rejected(report))
    outcome = "检查完毕，没有导入" if options.dry_run else "已导入"
    say(f"{outcome}：新增 {report.added}，更新 {report.updated}，未变 {report.unchanged}。")
    return Answer(body)


def _rejected(report: "LoadReport") -> KnownError:
    sentence = QT_TRANSLATE_NOOP(
        "errors", "有 {count} 行不能导入，因此一行也没有导入，原有数据没有改动。请改正这些行再导入，或加上 --skip-rejected 只导入其余的行。"
    )
    return KnownError("rows_rejected", sentence, count=len({each.row for each in report.rejected}))


def _remarks(remarks: "Sequence[RejectedRow]") -> list[dict[str, object]]:
    return [{"row": each.row, "column": each.column, "value": each.value, "code": each.code, "message": each.message} for each in remarks]


def _tell(report: "LoadReport") -> None:
    remarks = [("不能导入", each) for each in report.rejected] + [("请注意", each) for each in report.warnings]
    for word, each in remarks[:_TOLD]:
        say(f"第 {each.row} 行 {each.column} {word}：{each.message}")
    if len(remarks) > _TOLD:
        say(f"……另有 {len(remarks) - _TOLD} 条，见结果中的 rejected 和 warnings。")


def _template(run: Run) -> Answer:
    out = output(run.options.out, force=run.force)
    with run.workspace() as workspace:
        file = workspace.registers.template(run.options.register, out)
    say(f"已写出空白登记表：{file.name}")
    return Answer({"file": str(file)})


def _dump(run: Run) -> None:
    with run.workspace() as workspace:
        records = workspace.registers.dump(run.options.register, run.options.unit)
        # The first record is fetched before anything is written: a refusal is an object of its own.
        first = next(records, None)
        count = write_objects(chain([first], records)) if first is not None else 0
    say(f"共 {count} 条。")
