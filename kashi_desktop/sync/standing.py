"""Which entries of a stream count, as the rulings in it say: a function of the entries held (docs/exchange-rules.md, 24 to 30).

The office above a unit rules in the unit's stream which laptops speak for it and up to where, there and in the unit's common stream. What
follows for each branch is kept beside it, so that folding a record costs nothing more, and is made anew when an entry arrives that may
change it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection

from db.codes import RulingKind
from db.models.sync import EVERY, UNJUDGED
from db.queries import standing as queries
from db.queries.branches import BranchRow, branches_of
from db.queries.devices import meet_device
from db.queries.standing import Rights
from db.streams import common_of
from kashi_desktop.sync.own_devices import Offices, OwnDevices, streams_stated
from kashi_desktop.sync.rulings import Line, Ruling

Span = tuple[int, int]


@dataclass(slots=True)
class _Ruled:
    """A unit's own stream and its common one, which are ruled together, or another stream alone, with what is held of it."""

    id: bytes
    streams: Sequence[bytes]
    keepers: set[bytes] = field(default_factory=set)
    office: OwnDevices | None = None
    branches: list[BranchRow] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)


def judge(connection: Connection, streams: Collection[bytes]) -> set[bytes]:
    """Bring the rights of the branches of some streams up to the rulings held; returns the records that fold anew for it."""
    changed: set[bytes] = set()
    for each in _read(connection, sorted(streams)) if streams else ():
        changed |= _judge(connection, each)
    return changed


def judge_stated(connection: Connection) -> set[bytes]:
    """``judge`` for all streams with a statement of an office, after its cards have changed."""
    return judge(connection, streams_stated(connection))


def _read(connection: Connection, streams: Sequence[bytes]) -> Iterable[_Ruled]:
    unit_of = queries.units_among(connection, streams)
    ids = sorted({unit_of.get(stream, stream) for stream in streams})
    offices = Offices(connection, ids)
    found = {id_: _Ruled(id_, (id_, common_of(id_)) if id_ in unit_of else (id_,)) for id_ in ids}
    for branch in branches_of(connection, [stream for each in found.values() for stream in each.streams]):
        found[unit_of.get(branch.stream, branch.stream)].branches.append(branch)
    for each in found.values():
        each.office = offices.in_stream(each.id, is_unit=each.id in unit_of)
    for row in queries.rulings(connection, ids):
        if said := Ruling.read(row):
            found[row.stream].rulings.append(said)
    for device, unit in queries.keepers(connection, ids).items():
        found[unit].keepers.add(device)
    return found.values()


def _settle_laptops(connection: Connection, ruled: _Ruled) -> tuple[list[Ruling], dict[int, list[Span]]]:
    """Settle which devices are laptops of the unit; returns the office's rulings, and what its stopped computers wrote.

    What is known of devices came in files: a stopped computer of the office, which still has the keys of before, may have called the one
    that follows it a laptop of the unit. The office's are its first computer, its active one, and whose chains its statement trusts.
    """
    office, ours = ruled.office, set[bytes]()
    called = {office.first, office.active} if office is not None else set()
    while True:
        ours |= called
        ruled.keepers -= ours
        others = [branch for branch in ruled.branches if branch.device not in ruled.keepers]
        beyond = _beyond_office(connection, others, office)
        by_office = {branch.id for branch in others}
        held = [each for each in ruled.rulings if each.branch in by_office]
        approvals = [each for each in held if each.kind == RulingKind.APPROVE and not queries.within(each.seq, beyond.get(each.branch, ()))]
        called = _computers_trusted(connection, ruled, {each.device for each in approvals})
        if not called and not _meet(connection, ruled, approvals, ours):
            return held, beyond


def _computers_trusted(connection: Connection, ruled: _Ruled, approved: Collection[bytes]) -> set[bytes]:
    """Those of the unit's devices that nobody approved, and whose chains the office's statement trusts as its own."""
    trusted = ruled.office.trusted if ruled.office is not None else None
    doubtful = {branch.id: branch.device for branch in ruled.branches if branch.device in ruled.keepers - set(approved)}
    return {doubtful[branch] for branch, _ in queries.positions(connection, list(doubtful), trusted or ())}


def _meet(connection: Connection, ruled: _Ruled, approvals: Iterable[Ruling], ours: Collection[bytes]) -> bool:
    """Note the laptops of approvals, whose cards come with them: whose a branch is follows from the entries alone. Whether any was new."""
    before = len(ruled.keepers)
    for said in approvals:
        certificate = said.certified() if said.device not in ruled.keepers and said.device not in ours else None
        if certificate and certificate.card.device_id == said.device and certificate.card.unit_id == ruled.id:
            meet_device(connection, said.device, ruled.id, certificate.card.to_bytes(), "")
            ruled.keepers.add(said.device)
    return len(ruled.keepers) > before


def _judge(connection: Connection, ruled: _Ruled) -> set[bytes]:
    held, beyond_office = _settle_laptops(connection, ruled)
    reach = _Reach(connection, ruled.branches)
    of_kind: dict[str, list[Ruling]] = {}
    for ruling in held:
        if not queries.within(ruling.seq, beyond_office.get(ruling.branch, ())):
            of_kind.setdefault(ruling.kind, []).append(ruling)
    # Once the office above has approved anybody, the unit no more decides for itself, whatever became of that computer of the office.
    alone = not any(each.kind == RulingKind.APPROVE for each in held)
    approvals, revocations = of_kind.get(RulingKind.APPROVE, []), of_kind.get(RulingKind.REVOKE, [])
    approved, revoked = {each.device for each in approvals}, {each.device for each in revocations}
    accepted = reach.spans(line for each in of_kind.get(RulingKind.ACCEPT, ()) for line in each.names)
    proposed = reach.spans(line for each in approvals for line in each.names)
    in_its_place = reach.spans(line for each in approvals for line in each.office_names)
    back = {each.undoes for each in of_kind.get(RulingKind.TAKE_BACK, ())}
    withdrawals = [each for each in of_kind.get(RulingKind.WITHDRAW, ()) if each.record.hex() not in back]
    withdrawn = reach.spans(line for each in withdrawals for line in each.names)
    trusted = [(each.device, reach.spans(each.names)) for each in revocations]
    found: dict[int, tuple[Rights, list[Span]]] = {}
    for branch in ruled.branches:
        out = [*withdrawn.get(branch.id, ()), *beyond_office.get(branch.id, ())]
        if branch.device in ruled.keepers:
            stopped = branch.device not in approved and not alone
            also_to = EVERY if alone else _highest(proposed.get(branch.id))
            beyond = [_highest(spans.get(branch.id)) for device, spans in trusted if device == branch.device]
            if stopped:
                out.append((branch.base_seq + 1, EVERY))
            elif beyond:
                out += _less((min(beyond) + 1, EVERY), accepted.get(branch.id, ()))
        else:
            # While no laptop is approved the office fills in what is the unit's.
            also_to = _highest(in_its_place.get(branch.id)) if approved - revoked else EVERY
        spans = _apart(out)
        found[branch.id] = (Rights(branch.device in ruled.keepers, spans[0][0] - 1 if spans else EVERY, also_to), spans)
    _keep_standing(connection, approvals, revoked)
    return _keep(connection, ruled, found)


def _beyond_office(connection: Connection, branches: Sequence[BranchRow], office: OwnDevices | None) -> dict[int, list[Span]]:
    """What the office's other computers wrote beyond what its ruling statement trusts; nothing where its cards are not known."""
    others = [branch for branch in branches if office is not None and branch.device != office.active]
    if office is None or not others:
        return {}
    held = queries.positions(connection, [branch.id for branch in branches], office.trusted or ())
    trusted = _Reach(connection, branches).below(held)
    return {branch.id: _less((branch.base_seq + 1, EVERY), trusted.get(branch.id, ())) for branch in others}


def _keep_standing(connection: Connection, approvals: Iterable[Ruling], revoked: Collection[bytes]) -> None:
    for ruling in approvals:
        certificate = ruling.certified()
        if certificate and certificate.card.device_id == ruling.device:
            state: Literal["approved", "revoked"] = "revoked" if ruling.device in revoked else "approved"
            queries.keep_standing(connection, ruling.device, state, ruling.certificate.encode())


def _keep(connection: Connection, ruled: _Ruled, found: Mapping[int, tuple[Rights, list[Span]]]) -> set[bytes]:
    """Write what changed; returns the records of entries whose standing is another now."""
    before = queries.rights_of(connection, ruled.streams)
    out = queries.excluded(connection, [branch for branch, rights in before.items() if rights.counts_to < EVERY])
    touched: set[bytes] = set()
    for branch, (rights, spans) in found.items():
        was, had = before[branch], out.get(branch, [])
        if (was, had) == (rights, spans):
            continue
        queries.keep_rights(connection, branch, rights, spans)
        if was.counts_to == UNJUDGED:
            continue  # its entries came with it, and are looked at by whoever brought them
        differing = [*_differing(had, spans)]
        if was.also_to != rights.also_to or was.keeper != rights.keeper:
            low = 0 if was.keeper != rights.keeper else min(was.also_to, rights.also_to)
            differing.append((low + 1, EVERY))
        for first, last in _apart(differing):
            touched |= queries.records_within(connection, branch, first, last)
    return touched


class _Reach:
    """Which positions of which branches the lines of rulings name, as far as their entries are held."""

    def __init__(self, connection: Connection, branches: Sequence[BranchRow]) -> None:
        self._connection = connection
        self._by_id = {branch.id: branch for branch in branches}
        self._streams = {branch.stream for branch in branches}

    def spans(self, lines: Iterable[Line]) -> dict[int, list[Span]]:
        """The positions by branch; an entry that is not held says nothing until it arrives."""
        found: dict[int, list[Span]] = {}
        for line in lines:
            if branch := self._find(line):
                self._down(found, branch, line.first, line.last)
        return found

    def below(self, positions: Iterable[tuple[int, int]]) -> dict[int, list[Span]]:
        """The positions by branch at or below others."""
        found: dict[int, list[Span]] = {}
        for number, last in positions:
            self._down(found, self._by_id[number], 1, last)
        return found

    def _down(self, found: dict[int, list[Span]], branch: BranchRow | None, first: int, last: int) -> None:
        while branch is not None and last >= first:
            found.setdefault(branch.id, []).append((max(first, branch.base_seq + 1), last))
            last, branch = branch.base_seq, self._by_id.get(branch.base or 0)

    def _find(self, line: Line) -> BranchRow | None:
        found = (queries.branch_at(self._connection, each + line.device + line.epoch, line.last, line.hash) for each in self._streams)
        return next((self._by_id.get(number) for number in found if number is not None), None)


def _highest(spans: Iterable[Span] | None) -> int:
    return max((last for _, last in spans or ()), default=0)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The same positions as spans that do not touch, in their order."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _less(span: Span, taken: Iterable[Span]) -> list[Span]:
    """A span without others."""
    left, found = span[0], []
    for first, last in _apart(taken):
        if first > left:
            found.append((left, min(first - 1, span[1])))
        left = max(left, last + 1)
    return [(first, last) for first, last in [*found, (left, span[1])] if first <= last]


def _differing(one: Sequence[Span], other: Sequence[Span]) -> Iterable[Span]:
    """Positions that lie in one of the two and not in the other."""
    for these, those in ((one, other), (other, one)):
        for span in these:
            yield from _less(span, those)
