"""Faults that no test noticed once, by the text that makes each; a text that is no longer there stops the run."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Named:
    """A fault: in a module ``old``, which stands there once, becomes ``new``; one of the tests must notice."""

    what: str
    module: str
    old: str
    new: str
    tests: tuple[str, ...]

    def compiled(self, path: Path) -> object:
        """The module's code with the fault. Errors: ValueError when the text does not stand there once."""
        source = path.read_text(encoding="utf-8")
        if source.count(self.old) != 1:
            raise ValueError(f"{self.what}: the text of {self.module} has changed, name the fault anew")
        return compile(source.replace(self.old, self.new), str(path), "exec")


_READING = "kashi_desktop.sync.reading"
_MERGE = "kashi_desktop.rules.merge"

NAMED = (
    Named(
        "the sender's own words taken for the known card",
        _READING,
        "card = known.card if known else sender",
        "card = sender",
        ("sync/test_who_may_speak.py",),
    ),
    Named(
        "authors of other units",
        _READING,
        "for id_, each in approved if each.card.unit_id == card.unit_id}",
        "for id_, each in approved}",
        ("sync/test_who_may_speak.py",),
    ),
    Named(
        "a laptop of another unit vouched for",
        _READING,
        "if _certified(author, party.office_cards.chain).unit_id != unit:",
        "if _certified(author, party.office_cards.chain).unit_id == b'':",
        ("sync/test_who_may_speak.py",),
    ),
    Named(
        "another device's certificate",
        _READING,
        "if certificate.card.device_id != Card.from_wire(author.card).device_id:",
        "if False:",
        ("sync/test_who_may_speak.py",),
    ),
    Named(
        "a receipt for another device",
        _READING,
        "or recipient.device not in (None, party.keys.device_id.hex())",
        "",
        ("sync/test_who_may_speak.py",),
    ),
    Named(
        "a receipt of another office",
        _READING,
        "header.sender.certificate), parent)\n    if sender.unit_id != unit:",
        "header.sender.certificate), parent)\n    if False:",
        ("hostile/test_whose_receipt.py",),
    ),
    Named(
        "what came before its person left as it was",
        "kashi_desktop.sync.applying",
        "ending.union(early, *(",
        "ending.union(*(",
        ("sync/test_consent_travels.py",),
    ),
    Named(
        "counters that do not grow",
        _MERGE,
        "max(counters[later], counters[name] + 1)",
        "max(counters[later], counters[name])",
        ("rules/test_merge.py",),
    ),
    Named(
        "order without the device",
        _MERGE,
        "(counters[node.name], *node.place, node.name)",
        "(counters[node.name], *node.place[1:], node.name)",
        ("rules/test_order.py",),
    ),
    Named(
        "fields of a beaten removal",
        _MERGE,
        '_replay([node for node in ordered if node.op != "remove" or removed])',
        "_replay(ordered)",
        ("rules/test_order.py",),
    ),
    Named(
        "slots without a synced folder",
        "db.keyslots",
        "    sync_folder(path.parent)\n",
        "",
        ("db/test_keyslots_on_disk.py",),
    ),
)
