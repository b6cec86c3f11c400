"""Other offices' devices: invitations, approval, rejection (sync.md §6)."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from db.codes import DeviceState, UnitLevel
from db.queries.devices import approved_devices, change_device
from db.queries.packages import all_waiting, drop_package, waiting_by_sender
from db.queries.units import with_code
from db.queries.workspace import set_state, state
from kashi_desktop.services.context import Context
from kashi_desktop.services.exchange import import_waiting, party_of, take_over, verdict_of
from kashi_desktop.sync.cards import Card, Certificate, device_code, fingerprint
from kashi_desktop.sync.header import InvitedUnit
from kashi_desktop.sync.package import build_invitation, write_file
from kashi_desktop.sync.reading import Known, load_directory
from kashi_desktop.sync.refusals import fault
from kashi_desktop.types.results import DeviceInfo, FileVerdict, WaitingFile
from kashi_desktop.types.sync import Approved, Invited


class EnrolmentService:
    """Use cases of enrolment, at a county for its units and at a prefecture for its counties."""

    def __init__(self, context: Context) -> None:
        """Work on the open workspace."""
        self._context = context

    def invite(self, unit_codes: Sequence[str], out: Path, *, force: bool = False) -> Invited:
        """Write an invitation for each unit: into the folder ``out``, or as the file ``out`` when it is for one unit and no folder.

        ``force`` allows a file that is there to be replaced, once the new one is whole.

        Errors: not_an_office, unit_not_ours, folder_missing, file_exists, write_failed, write_unverified, entries_unsound.
        """
        context = self._context
        card = context.office_card
        if context.office_keys is None or card is None:
            raise fault("not_an_office")
        with context.read() as connection:
            units = [_unit(connection, code, _CHILDREN[card.level]) for code in unit_codes]
            directory = load_directory(connection)
        single = len(units) == 1 and not out.is_dir()
        if not single and not out.exists():
            out.mkdir(mode=0o700, parents=True)
        files = []
        for unit in units:
            name = os.urandom(16)
            party = party_of(context)
            with context.read() as connection:
                built = build_invitation(connection, party, unit, name, directory)
            path = out if single else out / f"{unit.code}.kashi-invitation"
            # On record before the file exists: an invitation that nobody here knows would be worth nothing.
            with context.write() as work:
                given = load_directory(work.connection).invitations
                set_state(work.connection, "invitations", msgspec.json.encode({**given, name.hex(): unit.id}))
                work.audit("invite", bytes.fromhex(unit.id), 1)
            write_file(path, built, party, replace=force)
            files.append(path.absolute())
        return Invited(tuple(files), fingerprint(card))

    def devices(self) -> tuple[DeviceInfo, ...]:
        """Devices of other offices with their standing, those that wait first."""
        with self._context.read() as connection:
            directory = load_directory(connection)
            waiting = waiting_by_sender(connection)
        found = [
            DeviceInfo(device_code(id_), known.card.unit_code, known.name, fingerprint(known.card), known.state, waiting.get(id_, 0))
            for id_, known in directory.devices.items()
        ]
        return tuple(sorted(found, key=lambda each: (each.state != DeviceState.WAITING, each.unit_code, each.device_code)))

    def approve(self, code: str) -> Approved:
        """Certify a device after its five groups were compared, retire the unit's earlier one, and apply what waited.

        Approving twice changes nothing. Errors: not_an_office, device_not_found, device_ambiguous.
        """
        context = self._context
        device, known = self._find(code)
        if known.state == DeviceState.APPROVED:
            return Approved(device_code(device), known.card.unit_code, (), ())
        with context.write() as work:
            connection = work.connection
            replaced = approved_devices(connection, known.card.unit_id)
            for earlier in replaced:
                self._set(connection, earlier, DeviceState.REVOKED)
            certificate = self._certify(connection, known.card)
            self._set(connection, device, DeviceState.APPROVED, certificate=certificate.to_bytes())
            work.audit("approve", device)
            batch = import_waiting(context, work, device)
        take_over(context, batch)
        files = tuple(verdict_of(item) for item in batch.items)
        return Approved(device_code(device), known.card.unit_code, tuple(device_code(each) for each in replaced), files)

    def reject(self, code: str) -> DeviceInfo:
        """Turn a waiting device away; what it sent is kept and can still be approved.

        Errors: not_an_office, device_not_found, device_ambiguous, device_active.
        """
        context = self._context
        device, known = self._find(code)
        if known.state in (DeviceState.APPROVED, DeviceState.REVOKED):
            raise fault("device_active")
        with context.write() as work:
            self._set(work.connection, device, DeviceState.REJECTED)
            work.audit("reject", device)
        return next(each for each in self.devices() if each.device_code == device_code(device))

    def waiting(self) -> tuple[WaitingFile, ...]:
        """Files that wait, oldest first."""
        with self._context.read() as connection:
            return tuple(_waiting(row) for row in all_waiting(connection))

    def take_waiting(self, name: str) -> tuple[FileVerdict, ...]:
        """Take, this once, one file or all of a device that wait because their unit holds more than one should.

        Errors: waiting_not_found, waiting_not_takable.
        """
        context = self._context
        with context.write() as work:
            chosen = [row for row in all_waiting(work.connection) if name in (_waiting(row).id, device_code(row.sender))]
            if not chosen:
                raise fault("waiting_not_found", code=name)
            full = [row for row in chosen if row.code == "unit_full"]
            if not full:
                raise fault("waiting_not_takable", code=name)
            batch = import_waiting(context, work, full[0].sender, {row.digest for row in full})
            work.audit("waiting_taken", count=len(full))
        take_over(context, batch)
        return tuple(verdict_of(item) for item in batch.items)

    def refuse_waiting(self, name: str) -> int:
        """Forget one file that waits, or all of a device; returns how many. What they brought comes again with the sender's next file.

        Errors: waiting_not_found.
        """
        with self._context.write() as work:
            held = [(row.id, _waiting(row)) for row in all_waiting(work.connection)]
            chosen = [number for number, each in held if name in (each.id, each.device_code)]
            if not chosen:
                raise fault("waiting_not_found", code=name)
            for number in chosen:
                drop_package(work.connection, number)
            work.audit("waiting_refused", count=len(chosen))
        return len(chosen)

    def _set(self, connection: Connection, device: bytes, state: DeviceState, **values: Any) -> None:
        now = self._context.clock.now().isoformat(sep=" ")
        change_device(connection, device, state=state.value, changed_at=now, **values)

    def _find(self, code: str) -> tuple[bytes, Known]:
        if self._context.office_keys is None:
            raise fault("not_an_office")
        wanted = code.strip().lower().replace(" ", "")
        with self._context.read() as connection:
            devices = load_directory(connection).devices
        found = [(id_, known) for id_, known in devices.items() if wanted and id_.hex().startswith(wanted)]
        if not found:
            raise fault("device_not_found", code=code)
        if len(found) > 1:
            raise fault("device_ambiguous", code=code)
        return found[0]

    def _certify(self, connection: Connection, card: Card) -> Certificate:
        context = self._context
        if context.office_keys is None or context.office_card is None:
            raise fault("not_an_office")
        serial = int.from_bytes(state(connection, "certificate_serial") or b"\x01", "big") + 1
        set_state(connection, "certificate_serial", serial.to_bytes(8, "big"))
        return Certificate.issue(card, context.office_card, context.office_keys, serial, context.clock.today().isoformat())


def _waiting(row: Any) -> WaitingFile:
    return WaitingFile(row.digest.hex()[:12], row.unit_code or "", device_code(row.sender), row.code, row.entries, row.handled_at)


_CHILDREN = {UnitLevel.COUNTY.value: UnitLevel.VILLAGE.value, UnitLevel.PREFECTURE.value: UnitLevel.COUNTY.value}


def _unit(connection: Connection, code: str, level: str) -> InvitedUnit:
    found = [row for row in with_code(connection, code) if row.level == level]
    if not found:
        raise fault("unit_not_ours", code=code)
    return InvitedUnit(found[0].id.hex(), code, found[0].name, level)
