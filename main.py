"""Kashi Desktop: no command opens the window, a command runs headless without loading Qt."""

import sys
from datetime import date
from pathlib import Path


def window_options(arguments: list[str]) -> tuple[Path | None, date | None] | None:
    """Return the values of ``--data`` and ``--today``, or None when anything else is said: then it is the command line's."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, separator, value = rest.pop(0).partition("=")
        if name not in ("--data", "--today") or not (separator or rest):
            return None
        found[name] = value if separator else rest.pop(0)
    if found.get("--data") == "":
        return None  # as for a wrong day; an empty path would quietly be the present folder
    try:
        today = date.fromisoformat(found["--today"]) if "--today" in found else None
    except ValueError:
        return None  # the command line says what is wrong with it
    return (Path(found["--data"]) if "--data" in found else None), today


def main(arguments: list[str]) -> int:
    """Run the window or the command line; returns the exit code."""
    options = window_options(arguments)
    if options is None:
        from kashi_desktop.cli.main import main as run_command  # late: the window does without it

        return run_command(arguments)
    from ui.app import main as open_window  # late: a command loads no Qt

    data_dir, today = options
    return open_window(data_dir=data_dir, today=today)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
