"""One good file of each kind, between them with everything the format knows, and offices that have not read it yet.

An office has a second card, a unit a second laptop whose rulings travel, entries are relayed for others and for the office above, some
values are held as digests alone. The same in every run: a mutant is told by its number.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec
from sqlalchemy import text

from db import canonical
from db.codes import Observation
from db.queries.branches import branches_of, hash_at
from kashi_desktop import startup
from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync.envelope import open_header, payload, seal, verify
from kashi_desktop.sync.keys import DeviceKeys, Signer
from kashi_desktop.workspace import Workspace
from tests.goldens import seeded
from tests.hostile.moves import values_hidden
from tests.sync.offices import (
    CLOCK,
    PASSPHRASE,
    UNITS,
    add_elder,
    add_visit,
    approve,
    change,
    context_of,
    create,
    forget_stated,
    make_table,
    reopen,
    unit_of,
)
from tests.sync.tiers import PERIOD, VISITS, Tiers, add_course, copy_tiers, keep, raise_prefecture
from tests.workspaces import elder_input, visit_input

NUMBERS = 12
"""Numbers in the county's file."""


@dataclass(frozen=True)
class Carried:
    """A file, who reads it, who signs it (``author``: the device behind it), and a recipient that the reader opens."""

    kind: str
    data: bytes
    reader: Workspace
    signer: Signer
    author: DeviceKeys
    recipient: str
    identities: list[str]
    written: frozenset[bytes]
    """Hashes of all entries that anybody wrote."""


@dataclass
class Offices:
    """The offices of the files, all open."""

    tiers: Tiers
    later: Workspace
    behind: Workspace
    alone: Workspace
    files: dict[str, Path] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Workspace, ...]:
        """Each of them."""
        return (*self.tiers.villages, self.later, self.tiers.county, self.tiers.prefecture, self.behind, self.alone)


@contextmanager
def carried(folder: Path) -> Iterator[list[Carried]]:
    """The files with their readers."""
    with seeded():
        offices = _life(folder)
        county, prefecture, later = offices.tiers.county, offices.tiers.prefecture, offices.later
        above, office, unit = context_of(prefecture), context_of(county), context_of(later)
        assert above.office_card
        assert office.office_keys
        written = frozenset().union(*(_hashes(each) for each in offices.all))
        office_reads, above_reads = office.office_keys.age_recipient, above.office_card.age_recipient
        parts = [
            ("package", offices.behind, unit.keys, unit.keys, office_reads),
            ("receipt", later, office.keys, office.keys, unit.keys.age_recipient),
            ("invitation", offices.alone, office.office_keys, office.keys, ""),
            ("counts", prefecture, office.keys, office.keys, above_reads),
            ("counts-receipt", offices.behind, above.keys, above.keys, office.keys.age_recipient),
        ]
        made = []
        for kind, reader, signer, author, recipient in parts:
            identities = party_of(context_of(reader)).identities
            data = offices.files[kind].read_bytes()
            if kind == "counts":
                data = _shortened(data, identities, county, recipient)
            made.append(Carried(kind, data, reader, signer, author, recipient, identities, written))
    try:
        yield made
    finally:
        offices.later.close()
        offices.behind.close()
        offices.alone.close()
        offices.tiers.close()


def _hashes(workspace: Workspace) -> frozenset[bytes]:
    with context_of(workspace).read() as connection:
        return frozenset(row[0] for row in connection.execute(text("SELECT hash FROM entry")))


def _shortened(data: bytes, identities: list[str], county: Workspace, recipient: str) -> bytes:
    """The same with the first numbers alone, as the county could have cut it: it tells thousands at once."""
    keys = context_of(county).keys
    opened = open_header(data, identities)
    verify(opened, keys.sign_public)
    raw, ranges = payload(opened), opened.header["ranges"]
    # What the office above wrote is handed back in front of them.
    part, end = ranges[-1], len(raw) - ranges[-1]["size"]
    kept = b"".join(raw[end:].splitlines(keepends=True)[:NUMBERS])
    with context_of(county).read() as connection:
        (branch,) = branches_of(connection, [bytes.fromhex(part["stream"])])
        head = hash_at(connection, branch.id, NUMBERS)
    assert head
    assert part["first"] == 1
    signature = keys.sign_head(branch.epoch, branch.stream, NUMBERS, head).hex()
    part |= {"last": NUMBERS, "head": head.hex(), "signature": signature, "size": len(kept)}
    return seal(opened.header, raw[:end] + kept, keys, [recipient])


def _life(folder: Path) -> Offices:
    """What happens before the files are written."""
    # Not the county that all tests share: it was made by chance, or by this same sequence.
    (folder / "made").mkdir()
    make_table(folder / "made")
    raise_prefecture(folder / "made")
    tiers = copy_tiers(folder / "made", folder / "open")
    tiers.county.cards.rotate()
    (invitation,) = tiers.county.enrolment.invite(UNITS[:1], folder / "again.kashi-invitation").files
    later = create(folder / "later", "village", UNITS[0], invitation)
    tiers.county.packages.import_files([tiers.package(later)])
    approve(tiers.county, later.office.device_code)
    tiers.county.close()
    behind = reopen(folder / "open" / "county", folder / "behind")
    tiers.county = startup.open_workspace(folder / "open" / "county", PASSPHRASE, CLOCK)
    offices = Offices(tiers, later, behind, create(folder / "alone", "village", UNITS[1]))
    elder, visit = _earlier(offices)
    _later(offices, elder, visit)
    _write(offices, folder)
    return offices


def _earlier(offices: Offices) -> tuple[bytes, bytes]:
    """The laptop that was replaced goes on, and the county accepts it; returns an elder and a visit that all have."""
    tiers, earlier, county = offices.tiers, offices.tiers.villages[0], offices.tiers.county
    elder = earlier.elders.save(elder_input(consent_on=date(2026, 9, 1))).id
    visit = earlier.visits.record(visit_input(gas=Observation.URGENT), elder).id
    _accept(county, earlier, tiers.package(earlier))
    add_course(tiers.prefecture)
    tiers.county_round()
    later = offices.later
    later.packages.import_files([tiers.receipt(later)])
    tiers.round(later)
    return elder, visit


def _accept(county: Workspace, earlier: Workspace, package: Path) -> None:
    assert county.packages.import_files([package]).files[0].code == "after_revocation"
    county.enrolment.take_waiting(earlier.office.device_code, "核对过")


def _later(offices: Offices, elder: bytes, visit: bytes) -> None:
    """What the readers of the files do not know yet."""
    tiers, later, county = offices.tiers, offices.later, offices.tiers.county
    person = later.elders.save(elder_input(ref="2", full_name="阿依古丽", id_number="", birth_date=date(1941, 5, 6))).id
    later.visits.record(visit_input(gas=Observation.URGENT, ref="w-2"), person)
    later.elders.withdraw_consent(person, date(2026, 11, 15))
    change(later, elder, {"care_level": "low"})
    change(later, add_visit(later, elder, 3), {"_reason": "重复"}, "remove")
    add_visit(tiers.villages[0], elder, 4)
    _accept(county, tiers.villages[0], tiers.package(tiers.villages[0]))
    change(county, elder, {"full_name": "买买提"})
    add_visit(county, add_elder(county, 5, unit_of(later)), 5, unit_of(later))
    add_course(county)
    add_course(tiers.prefecture, "养老服务培训")
    county.packages.import_files([tiers.county_receipt()])
    for office in (later, county):
        values_hidden(office, visit)


def _forget_people(county: Workspace, unit: bytes) -> None:
    """Forget what a unit said it holds of its own stream; of the list of all places it is believed."""
    with context_of(county).engine.begin() as connection:
        for row in connection.execute(text("SELECT partner, have FROM stated_heads")).all():
            have = {place: heads for place, heads in msgspec.json.decode(row.have).items() if bytes.fromhex(place[64:]) != unit}
            named = {"partner": row.partner, "have": canonical.encode(have)}
            connection.execute(text("UPDATE stated_heads SET have = :have WHERE partner = :partner"), named)


def _write(offices: Offices, folder: Path) -> None:
    tiers = offices.tiers
    forget_stated(offices.later)
    _forget_people(tiers.county, unit_of(offices.later))
    (invitation,) = tiers.county.enrolment.invite(UNITS[1:], folder / "x.kashi-invitation").files
    kept = [(code, PERIOD, VISITS, number, 100, True) for number, code in enumerate(UNITS, 40)]
    offices.files = {"package": tiers.package(offices.later), "receipt": tiers.receipt(offices.later), "invitation": invitation}
    keep(tiers.county, kept)
    offices.files["counts"] = tiers.counts()
    add_course(tiers.prefecture, "消防安全培训")
    forget_stated(tiers.prefecture)
    offices.files["counts-receipt"] = tiers.county_receipt()
