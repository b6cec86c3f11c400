"""Finds packages, receipts and invitations in what somebody chose or dropped: by their first bytes, in subfolders too (sync.md §2)."""

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from kashi_desktop.errors import KnownError
from kashi_desktop.sync.envelope import sniff
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.safe_files import read_file
from kashi_desktop.types.sync import FoundFiles, PassedOver

DEPTH = 8
"""Folders below a chosen one that are still looked into."""
MOST = 20_000
"""Names of a chosen folder that are looked at: a stick with years of pictures must not keep a clerk waiting."""

_HEAD = 64
_OURS = ".kashi"


def find_files(paths: Sequence[Path]) -> FoundFiles:
    """Files as they are given, and of a folder those that are ours by their first bytes or by their name. Errors: folder_empty.

    What bears our name and is no package is kept in, so that it is refused with its reason: it may have been cut off on the way.
    """
    files: list[Path] = []
    passed: list[PassedOver] = []
    for path in paths:
        if path.is_dir():
            search = _Search()
            search.look_into(path, 0)
            files += search.files
            passed += search.passed
        else:
            files.append(path)
    if not files and paths:
        raise fault("folder_empty")
    return FoundFiles(tuple(files), tuple(passed))


def is_invitation(path: Path) -> bool:
    """Whether a file is an invitation by its first bytes; one that cannot be read is told when it is taken in."""
    try:
        return sniff(read_file(path, _HEAD)) == "invitation"
    except KnownError:
        return False


class _Search:
    """One chosen folder; links are not followed, so that no circle is walked and nothing outside it is read."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.passed: list[PassedOver] = []
        self._left = MOST

    def look_into(self, folder: Path, depth: int) -> None:
        try:
            with os.scandir(folder) as listed:
                inside = sorted(islice(listed, self._left + 1), key=lambda each: each.name)
        except OSError:
            self._pass(folder, "unreadable")
            return
        for each in inside:
            if self._left == 0:
                self._pass(folder, "too_many")
                return
            self._left -= 1
            self._judge(each, depth)

    def _judge(self, each: "os.DirEntry[str]", depth: int) -> None:
        path = Path(each.path)
        if each.name.startswith("."):
            self._pass(path, "hidden")  # waste baskets, and what a system lays beside a file
        elif each.is_symlink():
            self._pass(path, "link")
        elif each.is_dir(follow_symlinks=False):
            if depth == DEPTH:
                self._pass(path, "too_deep")
            else:
                self.look_into(path, depth + 1)
        elif not each.is_file(follow_symlinks=False):
            self._pass(path, "special")
        else:
            self._take(path)

    def _take(self, path: Path) -> None:
        if _OURS in path.name.lower():
            self.files.append(path)
            return
        try:
            ours = sniff(read_file(path, _HEAD)) != "other"
        except KnownError:
            self._pass(path, "unreadable")
            return
        if ours:
            self.files.append(path)
        else:
            self._pass(path, "not_ours")

    def _pass(self, path: Path, code: str) -> None:
        self.passed.append(PassedOver(path, code))
