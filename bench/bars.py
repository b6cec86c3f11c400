"""Every bar by its name."""

from collections.abc import Callable, Iterable

from bench.due import due_list
from bench.harness import Result, Settings
from bench.importing import imports
from bench.ledger import ledger_out
from bench.numbers import board, keeping
from bench.packing import export_month, package_size
from bench.paper import visit_records
from bench.people import list_of_people, search_while_typing
from bench.roster import roster_dry_run
from bench.saving import save_visit
from bench.starting import first_window, memory, today_after_unlock

BARS: dict[str, Callable[[Settings], Iterable[Result]]] = {
    "start": first_window,
    "today": today_after_unlock,
    "memory": memory,
    "save": save_visit,
    "import": imports,
    "due": due_list,
    "list": list_of_people,
    "search": search_while_typing,
    "export": export_month,
    "pdf": visit_records,
    "package": package_size,
    "roster": roster_dry_run,
    "board": board,
    "keeping": keeping,
    "ledger": ledger_out,
}
