"""The recovery sheet: asked for until somebody has confirmed that it is printed and put away, and made anew with the passphrase."""

import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from db.queries.workspace import set_state, state
from db.recovery_code import new_code, read_letters
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError, file_fault
from kashi_desktop.services.context import Context
from kashi_desktop.services.reports_parts import refuse_existing
from kashi_desktop.types.documents import RecoverySheet
from kashi_desktop.types.results import SheetStanding

STATE = "recovery_sheet"
ASKED = 2
"""So many of the six groups of a code are asked for; the others, 78 random bits at the least, are kept nowhere."""


class _Kept(msgspec.Struct, frozen=True):
    """What the encrypted database keeps of a sheet until it is confirmed: the groups that are asked for, by number from 1.

    ``whole``: an office's recovery key was printed beside the code. Without groups only a new sheet can be confirmed.
    """

    groups: dict[int, str] = {}
    whole: bool = False
    confirmed_on: date | None = None


def asked_for(code: str) -> bytes:
    """What a new workspace keeps of its sheet, so that it is asked for."""
    return msgspec.json.encode(_Kept(_some_of(code)))


def _some_of(code: str) -> dict[int, str]:
    groups = dict(enumerate(code.split("-"), 1))
    return {number: groups[number] for number in sorted(secrets.SystemRandom().sample(sorted(groups), ASKED))}


class RecoveryService:
    """Use cases of the recovery sheet; its code is kept nowhere."""

    def __init__(self, context: Context) -> None:
        """Work on the open workspace."""
        self._context = context
        self._whole = ""
        """The code beside which the office's recovery key was printed last."""

    @property
    def has_key(self) -> bool:
        """Whether this office's recovery key is still here: it goes when its sheet is confirmed."""
        held = self._context.office_keys
        return held is not None and bool(held.recovery_identity)

    def standing(self) -> SheetStanding:
        """Whether a sheet is still to be confirmed, and by which groups."""
        kept = self._kept()
        if kept is None:
            return SheetStanding(asked=False, key_elsewhere=self._key_elsewhere)
        answerable = not self.has_key or kept.whole
        return SheetStanding(kept.confirmed_on is None, tuple(kept.groups) if answerable else (), kept.confirmed_on, self._key_elsewhere)

    def confirm(self, typed: Sequence[str]) -> None:
        """Note that the sheet is put away, because these groups were typed from it. Errors: sheet_differs."""
        kept = self._kept()
        if kept is None or not self.standing().groups or not _same(typed, tuple(kept.groups.values())):
            raise _differs()
        self._keep(_Kept(confirmed_on=self._context.clock.today()), "confirm_recovery_sheet")

    def begin(self, passphrase: str) -> str:
        """A code for a new sheet; the present one stays in force until the new one is confirmed. Errors: passphrase_not_yours."""
        if not self._context.knows_passphrase(passphrase):
            raise KnownError(
                "passphrase_not_yours", QT_TRANSLATE_NOOP("errors", "口令不对，没有任何改动，现在的恢复单仍然有效。请再输一次登录口令。")
            )
        return new_code()

    def groups_of(self, code: str) -> tuple[int, ...]:
        """The groups of a new code that are asked for."""
        return tuple(_some_of(code))

    def adopt(self, code: str, groups: Sequence[int], typed: Sequence[str]) -> None:
        """Put a new code in force, because these groups of it were typed from its sheet; an earlier one stops working.

        Errors: sheet_differs; with those of the disk the sheet is asked for, whichever code holds by then.
        """
        printed = code.split("-")
        if not _same(typed, [printed[number - 1] for number in groups]):
            raise _differs()
        whole = self._whole == code
        if self.has_key and not whole:
            self._replace(code, _Kept())  # the key was not printed: a further sheet is asked for
        else:
            self._replace(code, _Kept(confirmed_on=self._context.clock.today()))

    def print_new(self, out: Path, *, force: bool = False) -> None:
        """Print a sheet with a new code and put that in force; who has the paper confirms it in the window.

        Errors: file_exists, pdf_not_written; without a new code in force no paper is left.
        """
        code = new_code()
        self.print(code, out, force=force)
        try:
            self._replace(code, _Kept(_some_of(code), whole=self.has_key))
        except BaseException:
            if not self._context.opens_recovery(code):
                out.unlink(missing_ok=True)
            raise

    def print(self, code: str, out: Path, *, force: bool = False) -> int:
        """Print the paper with a code, at an office with the key of its recovery as long as that is here.

        Errors: file_exists, pdf_not_written.
        """
        from kashi_desktop.printing.recovery_sheet import write_recovery_sheet
        from kashi_desktop.sync.cards import Card, device_code, fingerprint
        from kashi_desktop.sync.short_codes import print_identity

        refuse_existing(out, force)
        context = self._context
        office, keys, held = context.office, context.keys, context.office_keys
        identity = print_identity(held.recovery_identity) if held and held.recovery_identity else ""
        card = context.office_card or Card.of(keys, office.unit_id, office.unit_code, office.level)
        device, today = device_code(keys.device_id), context.clock.today()
        sheet = RecoverySheet(
            office.unit_name, office.unit_code, device, fingerprint(card), code, today, identity, key_elsewhere=self._key_elsewhere
        )
        pages = write_recovery_sheet(sheet, out)
        context.note("print_recovery_sheet")
        if identity:
            self._whole = code
            kept = self._kept()
            if kept and kept.groups and all(code.split("-")[number - 1] == letters for number, letters in kept.groups.items()):
                self._keep(msgspec.structs.replace(kept, whole=True))
        return pages

    @property
    def _key_elsewhere(self) -> bool:
        """Whether the recovery key stands on an earlier sheet alone: the cards of an office never change theirs (docs/format.md)."""
        return self._context.office_keys is not None and not self.has_key

    def _kept(self) -> _Kept | None:
        with self._context.read() as connection:
            held = state(connection, STATE)
        return msgspec.json.decode(held, type=_Kept) if held else None

    def _replace(self, code: str, after: _Kept) -> None:
        """Asked for before and after: whatever breaks off in between, no sheet counts as put away that does not open this workspace."""
        self._keep(_Kept(), "renew_recovery_sheet")
        try:
            self._context.set_recovery(code)
        except OSError as error:
            raise file_fault(error) from error
        self._keep(after, "confirm_recovery_sheet" if after.confirmed_on else "")

    def _keep(self, kept: _Kept, event: str = "") -> None:
        """Keep how the sheet stands; a confirmed one takes the office's recovery key out of the folder."""
        context, keys = self._context, self._context.office_keys
        with context.write() as work:
            set_state(work.connection, STATE, msgspec.json.encode(kept))
            if event:
                work.audit(event)
            if kept.confirmed_on and keys and keys.recovery_identity:
                keys = keys.forget_recovery()
                set_state(work.connection, "office_keys", keys.to_bytes())
                work.audit("forget_recovery")
        context.office_keys = keys


def _same(typed: Sequence[str], printed: Sequence[str]) -> bool:
    return [read_letters(each) for each in typed] == [read_letters(each) for each in printed]


def _differs() -> KnownError:
    return KnownError(
        "sheet_differs", QT_TRANSLATE_NOOP("errors", "和打印的恢复单不一样，没有任何改动。请照着纸上再输一次这两组字母和数字。")
    )
