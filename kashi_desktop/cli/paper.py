"""``print``: documents as PDF."""

from argparse import _SubParsersAction
from typing import TYPE_CHECKING

from kashi_desktop.cli.frame import Answer, Run, output
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, Refs, add_force, common, usage

if TYPE_CHECKING:
    from pathlib import Path

    from kashi_desktop.startup import Workspace

DOCUMENTS = ("visit-record", "visit-ledger")


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    paper = commands.add_parser("print", help="打印成 PDF：visit-record 探访记录，visit-ledger 月探访台账")
    paper.add_argument("document", metavar="DOCUMENT", choices=DOCUMENTS, help="、".join(DOCUMENTS))
    paper.add_argument("out", metavar="OUT.pdf")
    paper.add_argument("--period", metavar="YYYY-MM", help="月份；探访台账不写就是本月")
    paper.add_argument("--unit", default="", metavar="CODE")
    paper.add_argument("--ref", nargs="+", action=Refs, metavar="REF", help="探访的编号")
    add_force(paper)
    paper.set_defaults(handler=_print)
    common(paper)


def _print(run: Run) -> Answer:
    options = run.options
    if options.document == "visit-record" and not options.ref and not options.period:
        raise usage("visit-record 要有 --ref 或 --period")
    if options.document == "visit-ledger" and options.ref:
        raise usage("visit-ledger 没有 --ref")
    out = output(options.out, force=run.force)
    with run.workspace() as workspace:
        pages, documents = (_records if options.document == "visit-record" else _ledger)(run, workspace, out)
    say(f"已写出 {out.name}：{documents} 份，{pages} 页。")
    return Answer({"file": str(out), "pages": pages, "documents": documents})


def _records(run: Run, workspace: "Workspace", out: "Path") -> tuple[int, int]:
    options, reports = run.options, workspace.reports
    if options.ref:
        chosen = reports.visits_by_ref(list(dict.fromkeys(options.ref)), options.unit)
    else:
        chosen = reports.visits_of_month(options.period, options.unit)
    return reports.visit_record(chosen, out, force=run.force), len(chosen)


def _ledger(run: Run, workspace: "Workspace", out: "Path") -> tuple[int, int]:
    month = run.options.period or f"{run.clock.today():%Y-%m}"
    return workspace.reports.visit_ledger(month, run.options.unit, out, force=run.force), 1
