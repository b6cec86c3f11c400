"""Chains that arrive in pieces cut anywhere, overlapping, twice, without values at first: what is held is what hangs together."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db.journal import NO_PART, part_of
from db.queries.branches import START, BranchRow, EntryRow, branches_of, entries
from kashi_desktop.sync import applying
from kashi_desktop.sync.ranges import Stretch
from kashi_desktop.types.sync import ImportResult
from kashi_desktop.workspace import Workspace
from tests.sync.crafted import forge
from tests.sync.offices import Table, add_elder, add_visit, change, contents, context_of, rebuilt, reopen, shared, unit_of
from tests.workspaces import healthy, rows_of

DUTY, CONSENTED = 13, 16
"""Where the two parts of an entry stand in its row: fields, digest, salt."""


@dataclass(frozen=True)
class Chain:
    """A chain as one copy of a laptop wrote it."""

    branch: BranchRow
    rows: list[EntryRow]

    def hash_before(self, place: int) -> bytes:
        """What an entry goes on from."""
        return bytes(self.rows[place - 1][1]) if place else START


BOTH = (DUTY, CONSENTED)


@dataclass(frozen=True)
class Piece:
    """Entries of a chain from one place up to another, perhaps without the values of some of their parts."""

    chain: Chain
    start: int
    end: int
    bare: tuple[int, ...] = ()

    def stretch(self, village: Workspace) -> Stretch:
        """As a file brings it; the author signs wherever it ends."""
        rows = [bare(row, self.bare) for row in self.chain.rows[self.start : self.end]]
        branch, head = self.chain.branch, rows[-1][1]
        signature = context_of(village).keys.sign_head(branch.epoch, branch.stream, rows[-1][0], head)
        return Stretch(branch, rows[0][0], rows[-1][0], self.chain.hash_before(self.start), head, signature, rows)

    @property
    def head(self) -> bytes:
        """The last of its entries."""
        return bytes(self.chain.rows[self.end - 1][1])

    @property
    def hashes(self) -> set[bytes]:
        """The entries in it."""
        return {row[1] for row in self.chain.rows[self.start : self.end]}


def bare(row: EntryRow, parts: tuple[int, ...]) -> EntryRow:
    """The same entry with digests in place of the values of these parts."""
    values = list(row)
    for place in parts:
        part = part_of(b"duty" if place == DUTY else b"consent", row[place], row[place + 2])
        if part != NO_PART:
            values[place : place + 3] = None, part, None
    return tuple(values)


def chain_of(village: Workspace) -> Chain:
    """What a laptop wrote in its unit's stream."""
    context = context_of(village)
    with context.read() as connection:
        here = [each for each in branches_of(connection, (unit_of(village),)) if each.device == context.keys.device_id]
        branch = max(here, key=lambda each: each.last_seq)
        return Chain(branch, [tuple(row) for row in entries(connection, branch.id)])


def written(village: Workspace, first: int) -> None:
    """A little of everything."""
    elder = add_elder(village, first)
    visit = add_visit(village, elder, first)
    change(village, visit, {"minutes": first})
    change(village, elder, {"phone": f"1380000{first:04d}", "full_name": f"阿不都·{first}"})
    add_visit(village, elder, first + 1)
    change(village, visit, {"_reason": "重复"}, "remove")


@dataclass
class Worlds:
    """A laptop's two copies that wrote on from one state, a county that knows neither, and the chains of both."""

    table: Table
    village: Workspace
    clone: Workspace
    chains: list[Chain]

    @property
    def county(self) -> Workspace:
        """Who reads."""
        return self.table.county

    def send(self, path: Path, *files: list[Piece]) -> ImportResult:
        """Files with these pieces, in one batch."""
        paths = []
        for number, pieces in enumerate(files):
            name = path.with_name(f"{path.name}-{number}.kashi")
            paths.append(forge(self.village, name, pieces=[each.stretch(self.village) for each in pieces]))
        return self.county.packages.import_files(paths)

    def held(self) -> set[bytes]:
        """The county's entries of these chains."""
        every = {row[1] for chain in self.chains for row in chain.rows}
        return {row[0] for row in rows_of(self.county, "entry", "hash")} & every


@pytest.fixture
def worlds(table: Table, tmp_path: Path) -> Any:
    """The two copies share six entries and wrote six each behind them."""
    village = table.villages[0]
    written(village, 10)
    village.close()
    clone = reopen(tmp_path / "653121100001", tmp_path / "clone")
    table.villages[0] = village = reopen(tmp_path / "653121100001", tmp_path / "first")
    written(village, 20)
    written(clone, 30)
    chains = [chain_of(village), chain_of(clone)]
    yield Worlds(table, village, clone, chains)
    clone.close()


def hanging(pieces: list[Piece], known: set[bytes]) -> set[bytes]:
    """The entries that hang together from the first one on, by adding what fits until nothing does."""
    held = set(known)
    while True:
        fitting = [each for each in pieces if each.chain.hash_before(each.start) in held | {START} and not each.hashes <= held]
        if not fitting:
            return held
        held |= fitting[0].hashes


def test_the_chains_fork(worlds: Worlds) -> None:
    one, other = ([row[1] for row in chain.rows] for chain in worlds.chains)
    common = sum(a == b for a, b in zip(one, other, strict=False))
    assert len(one) == len(other)
    assert 0 < common < len(one)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_held_is_what_hangs_together(worlds: Worlds, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    known = worlds.held()
    sent: list[Piece] = []
    kept: set[tuple[int, bytes]] = set()
    for turn in range(8):
        batch = [[_piece(worlds, chance) for _ in range(chance.randint(1, 3))] for _ in range(chance.randint(1, 2))]
        result = worlds.send(tmp_path / f"{turn}", *batch)
        before = hanging(sent, known)
        sent += [piece for pieces in batch for piece in pieces]
        now = hanging(sent, known)
        assert worlds.held() == now
        assert {each.verdict for each in result.files} <= {"applied", "known", "quarantined"}
        for file, pieces in zip(result.files, batch, strict=True):
            waiting = {(piece.start, piece.head) for piece in pieces if piece.chain.hash_before(piece.start) not in now | {START}}
            # A piece that another file left here to wait is received already.
            assert (file.verdict == "quarantined") <= bool(waiting)
            assert file.verdict == "quarantined" or waiting <= kept
            kept |= waiting
            if not now - before:
                assert file.entries_new == 0
    whole = [Piece(chain, 0, len(chain.rows)) for chain in worlds.chains]
    worlds.send(tmp_path / "all", whole)
    assert worlds.held() == {row[1] for chain in worlds.chains for row in chain.rows}
    _all_is_there(worlds)


def _piece(worlds: Worlds, chance: random.Random) -> Piece:
    chain = chance.choice(worlds.chains)
    start = chance.randrange(len(chain.rows))
    return Piece(chain, start, chance.randint(start + 1, len(chain.rows)), chance.choice(((), (), BOTH)))


def _all_is_there(worlds: Worlds) -> None:
    county, village = worlds.county, worlds.village
    assert rows_of(county, "loose", "id") == []
    assert rows_of(county, "entry WHERE duty_part IS NOT NULL OR consented_part IS NOT NULL", "seq") == []
    assert county.enrolment.waiting() == ()
    assert rebuilt(county) == contents(county)
    healthy(county)
    for copy in (village, worlds.clone):
        copy.packages.import_files([worlds.table.receipt(village)])
        assert shared(copy, unit_of(copy)) == shared(county, unit_of(copy))


def test_a_piece_says_how_much_of_it_is_new(worlds: Worlds, tmp_path: Path) -> None:
    chain, other = worlds.chains
    size = len(chain.rows)
    told = []
    for number, piece in enumerate(
        (
            Piece(chain, 0, 3),
            Piece(chain, 5, 7),
            Piece(chain, 1, 6),
            Piece(chain, 2, 4),
            Piece(other, 0, size),
            Piece(chain, 0, size),
        )
    ):
        (file,) = worlds.send(tmp_path / f"{number}", [piece]).files
        told.append((file.verdict, file.entries_new, file.entries_known))
    common = sum(a[1] == b[1] for a, b in zip(chain.rows, other.rows, strict=True))
    held = max(7, common)
    assert told == [
        ("applied", 2, 1),  # the county knows the unit itself since the laptop was approved
        ("quarantined", 0, 0),
        ("applied", 3, 2),
        ("known", 0, 2),
        ("applied", size - common, common),
        ("applied", size - held, held),
    ]


@pytest.mark.parametrize(("first", "last"), [(0, 1), (1, 0), (2, 3), (0, -1)])
def test_values_come_later_by_any_piece(worlds: Worlds, tmp_path: Path, first: int, last: int) -> None:
    """A laptop's records are first known by their digests, then whole: what is shown is as if they had come whole."""
    chain, other = worlds.chains
    size = len(chain.rows)
    worlds.send(tmp_path / "bare", [Piece(chain, 0, size, BOTH)])
    assert not [row for name, row in contents(worlds.county) if name in ("elder", "visit") and row[1] == unit_of(worlds.village)]
    pieces = [Piece(other, 0, size), Piece(chain, first, size + last if last < 0 else size), Piece(chain, 0, size)]
    for number, piece in enumerate(pieces):
        worlds.send(tmp_path / f"{number}", [piece])
        assert rebuilt(worlds.county) == contents(worlds.county)
    _all_is_there(worlds)


def test_the_waiting_room_of_a_stream_has_an_end(worlds: Worlds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By ranges and by bytes; what waits already goes on waiting, and what attaches needs no room."""
    chain = worlds.chains[0]
    monkeypatch.setattr(applying, "LOOSE_RANGES", 2)
    told = [worlds.send(tmp_path / f"{start}", [Piece(chain, start, start + 1)]).files[0] for start in (8, 6, 4, 8)]
    assert [(each.verdict, each.code) for each in told] == [
        ("quarantined", "gap"),
        ("quarantined", "gap"),
        ("refused", "quarantine_full"),
        ("known", None),
    ]
    (size,) = rows_of(worlds.county, "loose", "sum(length(lines) + length(salts))")[0]
    monkeypatch.setattr(applying, "LOOSE_RANGES", 200)
    # The lines alone of any entry take more than 150 bytes; two of as much as the third are there.
    for limit, verdict in ((size, "refused"), (size + 150, "refused"), (size * 4, "quarantined")):
        monkeypatch.setattr(applying, "LOOSE_BYTES", limit)
        assert worlds.send(tmp_path / f"bytes{limit}", [Piece(chain, 4, 5)]).files[0].verdict == verdict
    monkeypatch.setattr(applying, "LOOSE_BYTES", 0)
    assert worlds.send(tmp_path / "all", [Piece(chain, 0, len(chain.rows))]).files[0].verdict == "applied"
    assert rows_of(worlds.county, "loose", "id") == []
    assert worlds.county.enrolment.waiting() == ()


@pytest.mark.parametrize(
    "copies", [[BOTH, ()], [(), BOTH], [(DUTY,), (CONSENTED,)], [(CONSENTED,), (DUTY,)], [BOTH, (DUTY,), BOTH, (CONSENTED,)]]
)
def test_what_any_copy_of_a_waiting_piece_has_of_its_values_counts(worlds: Worlds, tmp_path: Path, copies: list[tuple[int, ...]]) -> None:
    chain, other = worlds.chains
    size = len(chain.rows)
    for number, parts in enumerate(copies):
        file = worlds.send(tmp_path / f"{number}", [Piece(chain, 4, size, parts)]).files[0]
        assert file.verdict == ("known" if number else "quarantined")
    assert len(rows_of(worlds.county, "loose", "id")) == 1
    worlds.send(tmp_path / "before", [Piece(chain, 0, 4), Piece(other, 0, size)])
    assert worlds.held() == {row[1] for each in worlds.chains for row in each.rows}
    _all_is_there(worlds)
