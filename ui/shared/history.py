"""Versions of a record in words: who changed what, when and why."""

from collections.abc import Sequence

from kashi_desktop.types.results import Version


def version_lines(versions: Sequence[Version], first: str, removed: str) -> list[str]:
    """Who changed what, when and why; ``first`` and ``removed`` are the words for a creation and a removal."""
    lines = []
    for number, version in enumerate(versions):
        changed = "；".join(f"{key}：{old or '—'} → {new or '—'}" for key, old, new in version.changes)
        what = first if number == 0 else changed or removed
        why = f"（{version.reason}）" if version.reason else ""
        lines.append(f"{version.when:%Y-%m-%d %H:%M} {version.who} {what}{why}".strip())
    return lines
