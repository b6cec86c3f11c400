"""Structured mutants of every kind of file: none altered is taken, none partly, none is more than the program can say, none costs much.

``KASHI_FUZZ_N`` is the number of mutants (``make fuzz N=…``), ``KASHI_FUZZ_SEED`` what they are drawn from; both are named when one
fails, and the figures are told by ``-o junit_family=xunit1 --junitxml=FILE``. Most mutants are opened and checked down to the last
entry; each 50th, and a part of those that pass, go through a whole import.
"""

import os
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import lru_cache, partial
from pathlib import Path

import pytest

from kashi_desktop.errors import KnownError
from kashi_desktop.services.exchange import import_sources, party_of, preview_sources
from kashi_desktop.sync import cards, staging, superiors
from kashi_desktop.sync.importing import Item, Source
from kashi_desktop.sync.keys import signature_holds
from kashi_desktop.sync.reading import load_directory, open_candidate
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.staging import MustWait, Overlay, Passed, check_counts_only, check_file
from tests.hostile.carried import Carried, carried
from tests.hostile.mutants import Maker, Mutant
from tests.sync.offices import context_of, everything

ASKED = int(os.environ.get("KASHI_FUZZ_N", "0"))
MUTANTS = ASKED or 1_000
SEED = int(os.environ.get("KASHI_FUZZ_SEED", str(random.SystemRandom().randrange(1 << 32) if ASKED else 1)))
WHOLE, TAKEN = 50, 10
"""Of how many mutants one is imported wholly, and of how many that pass."""
SHARES = {"package": 40, "receipt": 40, "invitation": 6, "counts": 8, "counts-receipt": 6}
KNOWN = {
    "structure", "scope", "package_signature", "package_damaged", "package_bomb", "package_newer_major", "certificate_invalid",
    "unknown_device", "wrong_recipient", "not_a_package", "chain_broken", "waiting_approval", "own_package", "not_our_parent",
    "package_not_for_us", "package_empty", "invitation_invalid", "not_an_invitation", "other_unit", "other_parent", "cards_contested",
    "package_passphrase_type", "not_our_child", "no_parent", "bad_unit_code",
}  # fmt: skip
"""What may be said of a mutant; a bug with a number is not among it."""
KEPT = {"waiting_approval", "cards_contested"}
"""What is said of a file that is kept until a person decides."""


class Reader:
    """The office that gets one kind of file; its database is never changed by one."""

    def __init__(self, file: Carried) -> None:
        """Hold a connection open for many files."""
        self.file, self.context = file, context_of(file.reader)
        self._stack = ExitStack()
        self.party = party_of(self.context)
        self.before = everything(file.reader)
        self.renew()

    def renew(self) -> None:
        """Read the database anew."""
        self.close()
        self._connection = self._stack.enter_context(self.context.read())
        self._directory, self._overlay = load_directory(self._connection), Overlay(self._connection)

    def close(self) -> None:
        """Let the database go."""
        self._stack.close()

    def look(self, data: bytes) -> tuple[str | None, Passed | None]:
        """Open and check a file as far as its last entry; what is said of it."""
        try:
            candidate = open_candidate(data, self.party, self._directory)
            if candidate.own:
                raise fault("own_package")
            if self.party.is_prefecture:
                check_counts_only(self._connection, candidate)
            if candidate.waiting or candidate.contested:
                raise MustWait("cards_contested" if candidate.contested else "waiting_approval")
            return None, check_file(self._overlay, candidate)
        except (KnownError, MustWait) as error:
            return error.code, None

    def take(self, mutant: Mutant) -> Item:
        """Let the whole program take a file; what it would keep is undone, what it refuses must have changed nothing."""
        sources = [Source("", partial(getattr, mutant, "data"))]
        self.close()
        (item,) = preview_sources(self.context, sources).items
        if item.verdict == "refused":
            (item,) = import_sources(self.context, sources).items
            assert item.verdict == "refused"
        assert everything(self.file.reader) == self.before
        self.renew()
        return item


def judged(reader: Reader, mutant: Mutant, whole: bool) -> str:
    """What is said of a mutant, and that it may be said."""
    code, passed = reader.look(mutant.data)
    assert code is None or code in KNOWN
    assert code is not None or not mutant.altered, "an altered file was taken"
    if passed:
        own = reader.file.author.device_id.hex()
        others = {row[1] for part in passed.parts if part.range.device != own for row in part.checked.rows}
        assert others <= reader.file.written, "an entry that its author never wrote was taken"
    if not whole:
        return code or "passed"
    item = reader.take(mutant)
    told = item.error.code if item.error else None
    if code is not None:
        assert (told, item.verdict) == (code, "quarantined" if code in KEPT else "refused")
        return code
    assert passed is not None
    assert told in (None, "gap", *KNOWN), told
    if item.verdict == "applied":
        assert item.new + item.known == passed.known + sum(len(part.checked.rows) for part in passed.parts)
    return told or "passed"


def numbered(files: list[Carried]) -> Iterator[tuple[int, Carried]]:
    """The mutants by number with the file that each is made of."""
    draw = random.Random(SEED)
    kinds = {each.kind: each for each in files}
    chosen = draw.choices(list(SHARES), list(SHARES.values()), k=MUTANTS)
    yield from ((number, kinds[kind]) for number, kind in enumerate(chosen))


@pytest.fixture
def remembered_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check each signature of cards and heads once: nearly all of a mutant are those of the file that it was made of."""
    remembered = lru_cache(4096)(signature_holds)
    for module in (cards, staging, superiors):
        monkeypatch.setattr(module, "signature_holds", remembered)


@pytest.mark.fuzz
@pytest.mark.usefixtures("remembered_signatures")
def test_no_altered_file_is_taken_and_none_costs_much(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    said: Counter[str] = Counter()
    longest, passed = (0.0, ""), 0
    with carried(tmp_path) as files:
        readers = {each.kind: Reader(each) for each in files}
        makers = {each.kind: Maker(each, [other for other in files if other is not each], SEED) for each in files}
        memory, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        for number, file in numbered(files):
            mutant, reader = makers[file.kind].make(number), readers[file.kind]
            named = f"{file.kind}, mutant {number} of seed {SEED}: {', '.join(mutant.steps)}"
            begun = time.process_time()
            try:
                code = judged(reader, mutant, number % WHOLE == 0)
                passed += code == "passed"
                if code == "passed" and passed % TAKEN == 0:
                    code = judged(reader, mutant, True)
            except Exception as error:
                (tmp_path / "mutant.kashi").write_bytes(mutant.data)
                raise AssertionError(named) from error
            longest = max(longest, (time.process_time() - begun, named))
            said[f"{file.kind}: {code}"] += 1
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
        spent = time.process_time() - started
        for kind, reader in readers.items():
            reader.close()
            (item,) = import_sources(reader.context, [Source("", partial(getattr, reader.file, "data"))]).items
            assert (kind, item.verdict, item.error) == (kind, "applied", None)
    told = {"mutants": MUTANTS, "seed": SEED, "seconds": round(spent), "longest": longest, "MiB": grown >> 10, **dict(sorted(said.items()))}
    for key, value in told.items():
        record_property(key, value)
    assert longest[0] < 2
    assert grown < 300 << 10
