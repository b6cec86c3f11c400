"""``print``: documents as PDF, and the figures behind a written report as a workbook."""

from argparse import _SubParsersAction

from kashi_desktop.cli.frame import Answer, Run, output
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, add_force, command, path, usage
from kashi_desktop.types.printing import DOCUMENTS, PrintRequest

_MISSING = {"refs": "--ref", "period": "--period"}
_SURPLUS = {"refs": "{0} 没有 --ref", "several": "{0} 的 --ref 只能写一个", "period": "{0} 没有 --period"}


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    listed = "，".join(f"{each.key} {each.label}" for each in DOCUMENTS.values())
    paper = command(commands, "print", f"打印成文件：{listed}", _print)
    paper.add_argument("document", metavar="DOCUMENT", choices=tuple(DOCUMENTS), help="、".join(DOCUMENTS))
    paper.add_argument("--out", required=True, metavar="FILE", type=path, help="写到哪里：.pdf，书面报告的数字也可以是 .xlsx")
    paper.add_argument("--period", metavar="YYYY-MM", help="月份；按月的台账、小结和联系单不写就是本月")
    paper.add_argument("--unit", default="", metavar="CODE")
    paper.add_argument("--ref", nargs="+", action="extend", metavar="REF", help="探访、老人、志愿者、培训班的编号，设施的代码")
    add_force(paper)


def _print(run: Run) -> Answer:
    options = run.options
    refs = tuple(dict.fromkeys(options.ref or ()))
    request = PrintRequest(options.document, options.unit, refs, options.period or "")
    _check(request)
    out = output(options.out, force=run.force)
    ending = out.suffix[1:].lower()
    formats = DOCUMENTS[request.document].formats
    if ending not in formats:
        raise usage(f"{request.document} 的 --out 要以 {' 或 '.join(f'.{each}' for each in formats)} 结尾")
    with run.workspace() as workspace:
        if ending == "xlsx":
            numbers = workspace.reports.figures(request, out, force=run.force)
            say(f"已写出 {out.name}：{numbers} 项数字。")
            return Answer({"file": str(out), "pages": None, "documents": 1, "warnings": []})
        composed = workspace.reports.print(request, out, force=run.force)
        remarks = workspace.reports.remarks(composed, masked=True)
    for each in remarks:
        say(f"请注意：{each.message}")
    say(f"已写出 {out.name}：{composed.documents} 份，{composed.pages} 页。")
    warnings = [{"code": each.code, "message": each.message} for each in remarks]
    return Answer({"file": str(out), "pages": composed.pages, "documents": composed.documents, "warnings": warnings})


def _check(request: PrintRequest) -> None:
    """Refuse a command that lacks what its document needs, or gives what it does not take. Errors: usage."""
    missing, surplus = request.missing(), request.surplus()
    if missing:
        either = " 或 --period" if missing == "refs" and DOCUMENTS[request.document].either else ""
        raise usage(f"{request.document} 要有 {_MISSING[missing]}{either}")
    if surplus:
        raise usage(_SURPLUS[surplus].format(request.document))
