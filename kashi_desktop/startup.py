"""Composition root: make, unlock, open, migrate a workspace; the only wiring.

Nothing here is imported before it is needed: the unlock window is painted first (performance.md).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from db.files import open_private, sync_folder
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.paths import DATABASE, FILES, SLOTS, set_aside
from kashi_desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.keyslots import Cost, KeySlots
    from kashi_desktop.types.clock import Clock
    from kashi_desktop.types.sync import InvitationSummary

UNFINISHED = "kashi.setup"
"""Lies in the folder while a workspace is being made, and as long as it does no workspace opens there.

Whatever lies beside it is never removed, for a copied or restored folder may bring the mark back: the next set-up sets it aside.
"""

_UNFINISHED = QT_TRANSLATE_NOOP(
    "errors",
    "上次建立工作区时中断了，没有丢失任何东西。请重新建立一次：留下的文件不会删除，会移到以 aside 开头的文件夹。"
    "如果这里原来有用着的工作区，请先不要重建，请技术人员查看 kashi.setup 这个文件。",
)
SET_ASIDE = QT_TRANSLATE_NOOP(
    "errors", "这里原有的文件没有删除，已移到工作区里以 aside 开头的文件夹。如果里面是用过的工作区，请交给技术人员。"
)


@dataclass(frozen=True)
class Created:
    """A new workspace; the recovery code is shown once and kept nowhere."""

    workspace: Workspace
    recovery_code: str
    fingerprint: str


def workspace_state(data_dir: Path) -> str:
    """``absent`` or ``locked``; an unfinished set-up is no workspace yet. Loads nothing heavy."""
    if (data_dir / UNFINISHED).exists():
        return "absent"
    return "locked" if (data_dir / SLOTS).exists() or (data_dir / DATABASE).exists() else "absent"


def no_workspace(data_dir: Path) -> KnownError:
    """Why there is none: setup_unfinished or no_workspace."""
    if (data_dir / UNFINISHED).exists():
        return KnownError("setup_unfinished", _UNFINISHED)
    return KnownError(
        "no_workspace", QT_TRANSLATE_NOOP("errors", "这个文件夹里还没有工作区。没有任何改动。请先建立工作区，或换一个文件夹。")
    )


def unit_choices(text: str, level: str, limit: int = 20) -> list[tuple[str, str, str]]:
    """(code, name, names of the places above) of shipped units; each word must begin the code or occur in one of the names."""
    from db.codes import UnitLevel
    from kashi_desktop.rules.unit_codes import is_pseudo
    from kashi_desktop.services.shipped import shipped_units

    words = text.split()
    rows = {row["code"]: row for row in shipped_units() if not is_pseudo(row["code"])}

    def above(row: dict[str, str]) -> str:
        parent = rows.get(row["parent_code"])
        return f"{above(parent)} {parent['name']}".strip() if parent and parent["level"] != UnitLevel.PREFECTURE else ""

    found = ((row["code"], row["name"], above(row)) for row in rows.values() if row["level"] == level)
    hits = (each for each in found if all(each[0].startswith(word) or word in f"{each[2]} {each[1]}" for word in words))
    return list(islice(hits, limit))


def invitation_summary(path: Path) -> InvitationSummary:
    """For whom an invitation is and who issued it; nothing is made or kept. Errors: those of an invitation, invitation_invalid."""
    from kashi_desktop.services import creation

    return creation.invitation_summary(path)


def refuse_existing(data_dir: Path) -> None:
    """Refuse a folder in which nothing can be set up. Errors: workspace_exists."""
    if workspace_state(data_dir) != "absent":
        raise KnownError(
            "workspace_exists",
            QT_TRANSLATE_NOOP("errors", "这个文件夹里已经有一个工作区，没有改动它。请换一个文件夹，或打开已有的工作区。"),
        )


def create_workspace(
    data_dir: Path,
    *,
    level: str,
    unit_code: str,
    passphrase: str,
    name: str = "",
    invitation: Path | None = None,
    clock: Clock | None = None,
    cost: Cost | None = None,
    sheet: bool = True,
) -> Created:
    """Make a workspace for one office; what a set-up left that failed or was killed is set aside first, never removed.

    ``sheet``: the recovery sheet is asked for at each start until somebody has confirmed it; an invented office has none.

    Errors: workspace_exists, level_not_supported, unknown_unit, wrong_level, wrong_unit, passphrase_empty, those of an invitation,
    InvalidInput for a name that no colleague may have.
    """
    import uuid

    from kashi_desktop.services import creation, opening
    from kashi_desktop.services.recovery import asked_for
    from kashi_desktop.services.typed import within
    from kashi_desktop.types.clock import Clock

    clock = clock or Clock()
    invited = creation.read_invitation(invitation)[0] if invitation else None
    office = creation.check_request(level, unit_code, passphrase, invited)
    name = within("account", name=name.strip() or None)["name"] or ""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):  # a stick's file system may know no rights
        data_dir.chmod(0o700)
    with opening.locked(data_dir) as lock:
        # Looked at under the lock: two set-ups at once must not take each other's files for their own.
        refuse_existing(data_dir)
        workspace = None
        aside = set_aside(data_dir, _left_over(data_dir), clock.today())
        _mark_unfinished(data_dir)
        try:
            from db.keyslots import KeySlots

            slots, key = KeySlots.create(data_dir / SLOTS)
            account = uuid.uuid4().hex[:8]
            slots.add_passphrase(key, account, passphrase, cost or slot_cost())
            recovery_code = slots.add_recovery(key)
            asked = asked_for(recovery_code) if sheet else b""
            creation.fill(data_dir / DATABASE, data_dir, key, creation.Request(office, invited is not None, name, account, clock, asked))
            workspace = Workspace(*opening.opened(data_dir / DATABASE, key, account, clock, slots, lock))
            if invitation:
                _accept(workspace, invitation)
            _mark_finished(data_dir)
        except BaseException:
            if workspace:
                workspace.close()
            raise
        if aside is not None:
            workspace.tell(SET_ASIDE)
    return Created(workspace, recovery_code, workspace.office.fingerprint)


def _left_over(data_dir: Path) -> list[Path]:
    """The parts of a set-up that was not finished, its mark last; the lock alone is in use."""
    parts = [data_dir / name for name in FILES if name not in (UNFINISHED, "kashi.lock")]
    return [*parts, *data_dir.glob(f"{SLOTS}.*.tmp"), data_dir / UNFINISHED]


def _mark_unfinished(data_dir: Path) -> None:
    with open(data_dir / UNFINISHED, "xb", opener=open_private) as stream:
        os.fsync(stream.fileno())
    sync_folder(data_dir)


def _mark_finished(data_dir: Path) -> None:
    """From here on the workspace opens; on disk before anybody can write into it, so that a power cut cannot bring the mark back."""
    (data_dir / UNFINISHED).unlink()
    sync_folder(data_dir)


def _accept(workspace: Workspace, invitation: Path) -> None:
    refused = [each for each in workspace.packages.import_files([invitation]).files if each.verdict == "refused"]
    if refused:
        raise KnownError(refused[0].code or "invitation_invalid", refused[0].message or "")


def slot_cost() -> Cost:
    """Argon2id cost of a new slot: about a second on this machine, or the floor when ``KASHI_TEST_KDF=floor``."""
    from db.keyslots import FLOOR, calibrate

    return FLOOR if os.environ.get("KASHI_TEST_KDF") == "floor" else calibrate()


def open_workspace(data_dir: Path, passphrase: str, clock: Clock | None = None) -> Workspace:
    """Unlock with a passphrase.

    Errors: no_workspace, wrong_passphrase, keys_damaged, database_damaged, setup_unfinished, second_instance, newer_program.
    """
    return _unlock(data_dir, clock, lambda slots: slots.open(passphrase))


def recover_workspace(data_dir: Path, recovery_code: str, new_passphrase: str, clock: Clock | None = None) -> Workspace:
    """Unlock with the printed recovery code and set a new passphrase for the first account.

    Errors: those of ``open_workspace``, passphrase_empty, recovery_code_typo, wrong_recovery_code.
    """
    from kashi_desktop.services import creation

    creation.check_passphrase(new_passphrase)

    def unlock(slots: KeySlots) -> tuple[bytes, str]:
        key = slots.open_recovery(recovery_code)
        account = slots.accounts[0]
        slots.replace_passphrase(key, account, new_passphrase, slot_cost())
        return key, account

    return _unlock(data_dir, clock, unlock)


def _unlock(data_dir: Path, clock: Clock | None, unlock: Callable[[KeySlots], tuple[bytes, str]]) -> Workspace:
    if workspace_state(data_dir) == "absent":
        raise no_workspace(data_dir)
    from kashi_desktop.services import opening
    from kashi_desktop.types.clock import Clock

    with opening.locked(data_dir) as lock:
        slots, key, account = opening.unlocked(data_dir / SLOTS, unlock)
        return Workspace(*opening.opened(data_dir / DATABASE, key, account, clock or Clock(), slots, lock))
