"""Other offices' devices: invitations, approval, rejection (sync.md §6)."""

import os
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from db.codes import DeviceState, RulingKind, UnitLevel
from db.journal import Change, creation
from db.queries.devices import approved_devices, change_device
from db.queries.packages import all_waiting, change_package, drop_package
from db.queries.units import with_code
from db.queries.workspace import set_state, state
from db.streams import new_id
from db.unit_of_work import UnitOfWork
from kashi_desktop.services.context import Context
from kashi_desktop.services.exchange import heads_waiting, import_waiting, party_of, take_over, verdict_of
from kashi_desktop.services.own_devices import settle_devices
from kashi_desktop.services.typed import reason_given, sentence_given
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard, device_code, fingerprint
from kashi_desktop.sync.header import InvitedUnit
from kashi_desktop.sync.keys import OfficeKeys
from kashi_desktop.sync.package import build_invitation, write_file
from kashi_desktop.sync.reading import Known, load_directory
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.rulings import heads_held
from kashi_desktop.types.results import DeviceInfo, FileVerdict, WaitingFile
from kashi_desktop.types.sync import Approved, Invited

_TAKABLE = ("after_revocation", "unit_full")
"""Why a file waits that a person may take."""


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
        settle_devices(context)  # the stream of a new unit must say which of our computers counts, before we write into it
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
            rows = all_waiting(connection)
        others = {id_: known for id_, known in directory.devices.items() if known.card.unit_id != self._context.office.unit_id}
        waiting = Counter(row.sender for row in rows)
        takable = Counter(row.sender for row in rows if row.code in _TAKABLE)
        active = {known.card.unit_id: device_code(id_) for id_, known in others.items() if known.state == DeviceState.APPROVED}
        found = [
            DeviceInfo(
                device_code(id_),
                known.code,
                known.name,
                fingerprint(known.card),
                known.state,
                waiting[id_],
                active.get(known.card.unit_id, "") if known.state in (DeviceState.WAITING, DeviceState.REJECTED) else "",
                takable[id_],
            )
            for id_, known in others.items()
        ]
        return tuple(sorted(found, key=lambda each: (each.state != DeviceState.WAITING, each.unit_code, each.device_code)))

    def approve(self, code: str, replaces: str = "") -> Approved:
        """Certify a device after its five groups were compared, and apply what waited; ``replaces`` is the unit's laptop that it replaces.

        Both are rulings in the unit's stream: up to where the laptop's chains are known here it decided for itself, and what the office
        wrote in its place until now counts on. Approving twice changes nothing.
        Errors: not_an_office, device_not_found, device_ambiguous, device_revoked,
            replaces_needed, replaces_unknown.
        """
        context = self._context
        device, known = self._find(code)
        if known.state == DeviceState.APPROVED:
            return Approved(device_code(device), known.code, (), ())
        if known.state == DeviceState.REVOKED:
            raise fault("device_revoked")
        with context.write() as work:
            connection, unit = work.connection, known.card.unit_id
            replaced = _replaced(approved_devices(connection, unit), replaces)
            certificate = self._certify(connection, known.card)
            if context.is_county:
                said, ours = certificate.to_bytes().decode(), {context.keys.device_id, *context.former}
                heads = zip_longest(heads_waiting(context, connection, device), heads_held(connection, unit, ours), fillvalue="")
                told = [{"certificate": said, "names": theirs, "office_names": office} for theirs, office in heads]
                stopping = [each for earlier in replaced for each in _stopping(connection, unit, earlier, "")]
                work.apply([*(_ruling(unit, RulingKind.APPROVE, device, each) for each in told), *stopping])
            else:
                # Which of its computers speaks for a county, the county states itself; here it is noted whom we know.
                for earlier in replaced:
                    self._set(connection, earlier, DeviceState.REVOKED)
                self._set(connection, device, DeviceState.APPROVED, certificate=certificate.to_bytes())
            work.audit("approve", device)
            batch = import_waiting(context, work, device)
        take_over(context, batch)
        files = tuple(verdict_of(item) for item in batch.items)
        return Approved(device_code(device), known.code, tuple(device_code(each) for each in replaced), files)

    def revoke(self, code: str, reason: str) -> DeviceInfo:
        """Stop an approved device: what it wrote beyond what is held here is kept and counts for nothing until a person accepts it.

        Errors: not_an_office, device_not_found, device_ambiguous, device_not_approved, those of a reason.
        """
        context = self._context
        device, known = self._find(code)
        if known.state != DeviceState.APPROVED:
            raise fault("device_not_approved")
        reason = reason_given(reason)
        with context.write() as work:
            if context.is_county:
                work.apply(_stopping(work.connection, known.card.unit_id, device, reason))
            else:
                self._set(work.connection, device, DeviceState.REVOKED)
            work.audit("revoke", device)
        return next(each for each in self.devices() if each.device_code == device_code(device))

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

    def take_waiting(self, name: str, reason: str = "") -> tuple[FileVerdict, ...]:
        """Take, as a person decided, one file or all of a device: those of a unit that holds more than one should, this once; and of a
        stopped device of a unit all that is here of it, which counts from now on, though it stays stopped.

        Errors: waiting_not_found, waiting_not_takable, too_long, bad_text.
        """
        context, reason = self._context, sentence_given(reason)
        with context.write() as work:
            connection = work.connection
            chosen = [row for row in all_waiting(connection) if name in (_waiting(row).id, device_code(row.sender))]
            if not chosen:
                raise fault("waiting_not_found", code=name)
            stopped = [row for row in chosen if row.code == "after_revocation" and context.is_county]
            full = [row for row in chosen if row.code == "unit_full"]
            if not stopped and not full:
                raise fault("waiting_not_takable", code=name)
            accepted = self._accept(work, {row.sender for row in stopped}, reason)
            batch = import_waiting(context, work, full[0].sender, {row.digest for row in full}) if full else None
            work.audit("waiting_taken", count=len(accepted) + len(full))
        if batch is None:
            return accepted
        take_over(context, batch)
        return (*accepted, *(verdict_of(item) for item in batch.items))

    def _accept(self, work: UnitOfWork, devices: Collection[bytes], reason: str) -> tuple[FileVerdict, ...]:
        """Let count what stopped devices wrote, as far as it is held; returns what becomes of their files that waited for it."""
        connection, directory = work.connection, load_directory(work.connection)
        found = []
        for device in sorted(devices):
            known = directory.devices[device]
            held = heads_held(connection, known.card.unit_id, {device})
            work.apply([_ruling(known.card.unit_id, RulingKind.ACCEPT, device, {"names": names, "reason": reason}) for names in held])
            for row in all_waiting(connection):
                if row.sender == device and row.code == "after_revocation":
                    change_package(connection, row.id, state="applied", code=None)
                    found.append(FileVerdict("", "package", "applied", None, None, row.entries, 0, known.code))
        return tuple(found)

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
        return certify(connection, card, context.office_card, context.office_keys, context.clock.today().isoformat())


def certify(connection: Connection, card: Card, office: OfficeCard, keys: OfficeKeys, today: str) -> Certificate:
    """The office's word on a device, with the next number."""
    serial = int.from_bytes(state(connection, "certificate_serial") or b"\x01", "big") + 1
    set_state(connection, "certificate_serial", serial.to_bytes(8, "big"))
    return Certificate.issue(card, office, keys, serial, today)


def _replaced(approved: Sequence[bytes], named: str) -> Sequence[bytes]:
    """The approved laptop that a new one replaces, if there is one: a person names it. Errors: replaces_needed, replaces_unknown."""
    wanted = named.strip().lower().replace(" ", "")
    if approved and not wanted:
        raise fault("replaces_needed", code="、".join(map(device_code, approved)))
    if wanted and not any(each.hex().startswith(wanted) for each in approved):
        raise fault("replaces_unknown", code=named)
    return approved


def _ruling(unit: bytes, kind: RulingKind, device: bytes, said: Mapping[str, str]) -> Change:
    return creation(unit, "ruling", new_id(unit), None, {"kind": kind.value, "device": device.hex(), **said})


def _stopping(connection: Connection, unit: bytes, device: bytes, reason: str) -> list[Change]:
    """What is held of a device is trusted, what comes later is not; what one ruling has no room to name is accepted by others."""
    first, *more = heads_held(connection, unit, {device})
    accepted = [_ruling(unit, RulingKind.ACCEPT, device, {"names": names, "reason": reason}) for names in more]
    return [_ruling(unit, RulingKind.REVOKE, device, {"names": first, "reason": reason}), *accepted]


def _waiting(row: Any) -> WaitingFile:
    return WaitingFile(row.digest.hex()[:12], row.unit_code or "", device_code(row.sender), row.code, row.entries, row.handled_at)


_CHILDREN = {UnitLevel.COUNTY.value: UnitLevel.VILLAGE.value, UnitLevel.PREFECTURE.value: UnitLevel.COUNTY.value}


def _unit(connection: Connection, code: str, level: str) -> InvitedUnit:
    found = [row for row in with_code(connection, code) if row.level == level]
    if not found:
        raise fault("unit_not_ours", code=code)
    return InvitedUnit(found[0].id.hex(), code, found[0].name, level)
