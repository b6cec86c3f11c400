"""The steps of a schedule, their weights, and a whole run."""

from tests.model import attackers, people, rulings
from tests.model.quiet import finish
from tests.model.schedule import Schedule, Step
from tests.model.workspace import Workspace


def send(s: Schedule) -> None:
    """Somebody writes a file."""
    name = s.anyone()
    partners = s.partners(s.nodes[name])
    if partners:
        s.send(name, *s.random.choice(partners))


def deliver(s: Schedule) -> None:
    """A file arrives, often a new one, at any folder that can open it; it may have arrived before."""
    if s.files:
        file = s.random.choice(s.files[-3:] if s.random.random() < 0.6 else s.files)
        takers = _takers(s, file.to_office, file.to_device)
        if takers:
            s.give(s.random.choice(takers), file)


def exchange(s: Schedule) -> None:
    """Somebody goes to the county (or the county to the prefecture) with a file and comes back with one."""
    name, county = s.anyone(), s.county()
    if not county or name == county:
        return
    node, desk = s.nodes[name], s.nodes[county]
    if node.office != "C":
        s.give(county, s.send(name, "C", ""))
        if "enrolment" not in s.features or s.random.random() < 0.5:
            rulings.decide_waiting(s, county)
        if node.office == "P" or node.device in desk.standing(node.office).approved:
            s.give(name, s.send(county, node.office, "" if node.office == "P" else node.device))


def batch(s: Schedule) -> None:
    """Several files at once, in any order."""
    name = s.anyone()
    node = s.nodes[name]
    files = [file for file in s.files if name in _takers(s, file.to_office, file.to_device)]
    for file in s.random.sample(files, min(len(files), 3)):
        s.give(name, file)
    s.note(node.office, "batch ends")


def _takers(s: Schedule, office: str, device: str) -> list[str]:
    return [
        name
        for name, node in s.nodes.items()
        if name not in s.gone and node.office == office and device in ("", node.device) and name != "Cx"
    ]


def copy_folder(s: Schedule) -> None:
    """A folder is copied."""
    name = s.anyone()
    s.copies[name] = s.nodes[name].copy()
    s.note(name, "is copied")


def put_back(s: Schedule) -> None:
    """A copy is put back, noticed or (with the marks beside it put back too) not; the state folder is there or not."""
    names = [name for name in s.copies if name in s.honest()]
    if names:
        name = s.random.choice(names)
        noticed = "images" not in s.features or s.random.random() < 0.5
        restore(s, name, noticed, with_marks=noticed or s.random.random() < 0.5)


def restore(s: Schedule, name: str, noticed: bool, with_marks: bool) -> None:
    """Go on from the copy; with the state folder's marks nothing that was destroyed here is read again."""
    now, old = s.nodes[name], s.copies[name].copy()
    old.read_only = now.read_only
    marks = now.kept_marks() if with_marks else 0
    hidden_duty, hidden_consent = now.dead(marks)
    s.nodes[name] = old
    s.note(name, "is put back,", "noticed" if noticed else "unnoticed", "with marks" if with_marks else "without marks")
    old.open_copy(marks, noticed)
    _still_hidden(s, old, now, hidden_duty if marks else 0, hidden_consent if marks else 0)


def _still_hidden(s: Schedule, old: Workspace, now: Workspace, duty: int, consent: int) -> None:
    visible_duty, visible_consent = old.visible()
    if (visible_duty & duty or visible_consent & consent) and not _held_but_ruled_out(old, now):
        s.faults.add("a copy brings destroyed values back")


def _held_but_ruled_out(old: Workspace, now: Workspace) -> bool:
    """Whether a mark's entry is in the copy, but does not fold there."""
    return bool(now.marks & old.held & ~old.marks)


def twin(s: Schedule) -> None:
    """A copy of a laptop's folder goes on beside it."""
    names = [name for name in s.copies if name[0] == "V" and name[:2] + "t" not in s.nodes and name not in s.attackers]
    if names:
        name = s.random.choice(names)
        twin_folder(s, name, noticed=s.random.random() < 0.5)


def twin_folder(s: Schedule, name: str, noticed: bool) -> None:
    """Open a copy on a second computer, whose state folder is empty."""
    s.nodes[name[:2] + "t"] = s.copies[name].copy()
    s.note(name[:2] + "t", "goes on from a copy of", name, "noticed" if noticed else "unnoticed")
    s.nodes[name[:2] + "t"].open_copy(0, noticed)


STEPS: tuple[tuple[str, float, Step], ...] = (
    ("", 6, people.create),
    ("", 6, people.edit),
    ("", 8, send),
    ("", 10, deliver),
    ("", 7, exchange),
    ("", 2.5, copy_folder),
    ("", 2.5, put_back),
    ("batches", 3, batch),
    ("twins", 1.5, twin),
    ("enrolment", 2, rulings.decide_waiting),
    ("revocation", 1, rulings.revoke),
    ("revocation", 0.7, rulings.second_laptop),
    ("revocation", 0.7, rulings.accept),
    ("revocation", 0.7, rulings.tell),
    ("packages", 1.5, rulings.withdraw),
    ("consent", 5, people.consent),
    ("erasure", 1.5, people.erase),
    ("erasure", 0.5, people.confirm_destruction),
    ("merges", 2.5, people.merge),
    ("devices", 2, rulings.take_over),
    ("cards", 0.8, rulings.new_card),
    ("cards", 0.8, rulings.type_digits),
    ("hostile village", 4, attackers.attack),
    ("thief", 1.5, attackers.steal_laptop),
    ("thief", 3, attackers.attack),
    ("stolen office", 1.5, attackers.steal_office),
    ("stolen office", 3, attackers.attack),
)


def run(seed: int, steps: int, broken: str = "", features: frozenset[str] | None = None) -> Schedule:
    """Run one schedule of so many random steps, then the quiet rounds; its `faults` say what did not hold."""
    s = Schedule(seed, broken, features)
    possible = [(weight * s.random.choice((0.3, 1, 1, 4)), step) for feature, weight, step in STEPS if not feature or feature in s.features]
    for step in s.random.choices([step for _, step in possible], [weight for weight, _ in possible], k=steps):
        step(s)
    finish(s)
    return s
