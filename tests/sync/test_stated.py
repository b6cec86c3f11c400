"""What a partner's files say that it holds is kept as their least: in the room of one, and never more than by the rule (docs/format.md)."""

import random
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from db.queries.branches import BranchRow, add_branch, move_branch
from kashi_desktop.sync import ranges
from kashi_desktop.sync.ranges import Heads, Held, Lacking, Stated, keep_stated
from tests.sync.crafted import forge
from tests.sync.offices import Table, context_of, unit_of
from tests.workspaces import rows_of

PARTNER, STREAM = b"p" * 16, b"s" * 16
PLACES = (bytes(32) + STREAM, b"e" * 32 + STREAM)
Entry = tuple[int, int]
"""Branch and position."""


class Journal:
    """Branches at two places, that grow; every entry of theirs by the branch and position at which it stands or will stand."""

    def __init__(self, connection: Connection, chance: random.Random) -> None:
        self.connection, self.chance = connection, chance
        self.branches: list[BranchRow] = []
        self.hashes: dict[Entry, bytes] = {}
        self.planned: dict[int, int] = {}
        for place in PLACES:
            for number in range(chance.randint(1, 5)):
                base = chance.choice([each for each in self.branches if each.place == place]) if number else None
                base_seq = chance.randint(base.base_seq + 1, self.planned[base.id]) if base else 0
                if base and base_seq > base.last_seq:
                    continue
                branch = BranchRow(0, place[:16], place[16:32], STREAM, base.id if base else None, base_seq, base_seq)
                add_branch(connection, branch)
                self.branches.append(branch)
                self.planned[branch.id] = base_seq + chance.randint(1, 6)
                for seq in range(base_seq + 1, self.planned[branch.id] + 1):
                    self.hashes[branch.id, seq] = chance.randbytes(32)
                self.grow(branch, chance.randint(base_seq + 1, self.planned[branch.id]))

    def grow(self, branch: BranchRow, last: int) -> None:
        """Hold the entries of a branch up to a position."""
        for seq in range(branch.last_seq + 1, last + 1):
            values = {"branch": branch.id, "seq": seq, "hash": self.hashes[branch.id, seq], "record": bytes(16)}
            values |= {"duty": b"{}", "part": None} if self.chance.random() < 0.7 else {"duty": None, "part": bytes(32)}
            self.connection.execute(
                text(
                    "INSERT INTO entry (branch, seq, hash, wall, register, version, op, record, seen, duty, duty_part)"
                    " VALUES (:branch, :seq, :hash, 0, 'x', 1, 'create', :record, x'', :duty, :part)"
                ),
                values,
            )
        branch.last_seq, branch.head = last, self.hashes[branch.id, last]
        move_branch(self.connection, branch.id, last, branch.head)

    def below(self, entry: Entry) -> set[Entry]:
        """An entry and all before it."""
        by_id = {branch.id: branch for branch in self.branches}
        found: set[Entry] = set()
        while entry[0]:
            branch = by_id[entry[0]]
            found |= {(branch.id, seq) for seq in range(branch.base_seq + 1, entry[1] + 1)}
            entry = branch.base or 0, branch.base_seq
        return found

    def holds(self, entry: Entry) -> bool:
        return any(branch.id == entry[0] and entry[1] <= branch.last_seq for branch in self.branches)

    def values(self, entry: Entry) -> bool:
        where = {"branch": entry[0], "seq": entry[1]}
        return self.connection.execute(text("SELECT duty FROM entry WHERE branch = :branch AND seq = :seq"), where).scalar() is not None

    def named(self, entries: list[Entry]) -> dict[str, list[tuple[int, str]]]:
        """Heads as a file names them."""
        place = {branch.id: branch.place.hex() for branch in self.branches}
        found: dict[str, list[tuple[int, str]]] = {}
        for entry in entries:
            found.setdefault(place[entry[0]], []).append((entry[1], self.hashes[entry].hex()))
        return found

    def sent(self, files: list[tuple[list[Entry], list[Entry]]]) -> set[Entry]:
        """By the rule: what is held and not below a head of every file, and everything from what any of them lacks and we hold on."""
        covers = [set[Entry]().union(*(self.below(head) for head in heads if self.holds(head))) for heads, _ in files]
        cover = set.intersection(*covers)
        for branch, seq in (each for _, missing in files for each in missing):
            if (branch, seq) in cover and self.values((branch, seq)):
                cover = {each for each in cover if each[0] != branch or each[1] < seq}
        return {entry for entry in self.hashes if self.holds(entry)} - cover

    def sent_by_program(self) -> set[Entry]:
        cover = Held(self.connection, (STREAM,)).covered(PARTNER)
        return {entry for entry in self.hashes if self.holds(entry) and entry[1] > cover.get(entry[0], 0)}


@pytest.mark.parametrize("room", [10_000, 2])
def test_nothing_is_withheld_that_the_rule_sends(table: Table, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr(ranges, "MOST_NAMED", room)
    exact = 0
    for seed in range(150):
        chance = random.Random(seed)
        with context_of(table.county).engine.connect() as connection:
            journal = Journal(connection, chance)
            held = [entry for entry in journal.hashes if journal.holds(entry)]
            known = chance.random() < 0.5
            entries = held if known else list(journal.hashes)
            common, files = chance.sample(entries, min(len(entries), chance.randint(0, 5))), []
            for _ in range(chance.randint(1, 4)):
                heads, missing = (chance.sample(entries, min(len(entries), chance.randint(0, 4))) for _ in range(2))
                heads = list({*heads, *common})
                files.append((heads, missing))
                lacking: Lacking = {place: [(*each, "duty") for each in named] for place, named in journal.named(missing).items()}
                have: Heads = journal.named(heads)
                keep_stated(connection, PARTNER, (STREAM,), Stated(have, lacking), "")
            assert (
                connection.execute(text("SELECT count(*) FROM stated_heads WHERE partner = :partner"), {"partner": PARTNER}).scalar() == 1
            )
            for _ in range(2):
                by_rule, sent = journal.sent(files), journal.sent_by_program()
                assert by_rule <= sent, seed
                if known and room > 2:
                    assert by_rule == sent, seed
                    exact += 1
                for branch in journal.branches:
                    journal.grow(branch, journal.planned[branch.id])
            connection.rollback()
    assert room == 2 or exact > 100


def test_files_that_nobody_answers_take_the_room_of_one(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    place = (bytes(32) + unit_of(village)).hex()
    before = rows_of(county, "stated_heads", "count(*)")
    for number in range(6):
        have = {place: [[seq + 1, f"{number:02x}" * 32] for seq in range(500)]}
        path = forge(village, tmp_path / f"{number}.kashi", header={"have": have})
        assert county.packages.import_files([path]).files[0].verdict in ("applied", "known")
    assert rows_of(county, "stated_heads", "count(*)")[0][0] <= before[0][0] + 1
    assert rows_of(county, "stated_heads", "max(length(have))")[0][0] < 60_000
