"""Short histories told step by step, for the smallest cases that a rule stands for."""

from tests.model.authority import COMMON_COUNTY
from tests.model.entries import Kind
from tests.model.people import put
from tests.model.quiet import finish
from tests.model.schedule import Schedule
from tests.model.steps import restore, twin_folder
from tests.model.workspace import File, Workspace


class Story:
    """A schedule whose steps are written down instead of drawn. Folders: C, V1a, V2a, and whatever is set up on the way."""

    def __init__(self, broken: str = "", units: int = 2, prefecture: bool = False) -> None:
        """Begin with a county and approved villages; nothing has been written but the approvals."""
        self.schedule = Schedule(8, broken, frozenset(("prefecture",)) if prefecture else frozenset(), units)
        self.world = self.schedule.world
        self.world.foreign_persons = 1

    def node(self, name: str) -> Workspace:
        """A folder."""
        return self.schedule.nodes[name]

    def create(self, name: str, stream: str, person: bool = False) -> int:
        """A new record."""
        record = self.world.new_id()
        put(self.schedule, name, stream, Kind.CREATE, record, person=record if person else 0)
        return record

    def write(self, name: str, stream: str, kind: Kind, record: int, **more: object) -> None:
        """An entry about a record."""
        put(self.schedule, name, stream, kind, record, **more)

    def file(self, name: str, to: str) -> File:
        """Write a file for another folder's office."""
        there = self.node(to)
        return self.schedule.send(name, there.office, there.device if there.office[0] == "V" else "")

    def bring(self, name: str, to: str) -> None:
        """Write a file and take it in at once."""
        self.schedule.give(to, self.file(name, to))

    def take(self, name: str, *files: File) -> None:
        """Take files in."""
        for file in files:
            self.schedule.give(name, file)

    def copy(self, name: str) -> None:
        """Copy a folder."""
        self.schedule.copies[name] = self.node(name).copy()

    def back(self, name: str, noticed: bool = False, with_marks: bool = True) -> None:
        """Put the copy back."""
        restore(self.schedule, name, noticed, with_marks)

    def twin(self, name: str, noticed: bool = True) -> str:
        """Go on from the copy on a second computer too."""
        twin_folder(self.schedule, name, noticed)
        return name[:2] + "t"

    def dies(self, name: str) -> None:
        """A folder is lost."""
        self.schedule.gone.add(name)

    def end(self) -> set[str]:
        """Quiet rounds; what does not hold."""
        return finish(self.schedule)


def branches_with_two_readers(broken: str) -> Story:
    """CE1: the county's folder is put back, and each village has seen another branch."""
    t = Story(broken)
    t.copy("C")
    t.create("C", COMMON_COUNTY)
    t.bring("C", "V1a")
    t.back("C")
    t.create("C", COMMON_COUNTY)
    t.bring("C", "V2a")
    return t


def branches_with_an_edit(broken: str) -> Story:
    """CE1d: the same with an edit in the branch that was put back."""
    t = Story(broken)
    t.copy("C")
    record = t.create("C", COMMON_COUNTY)
    t.write("C", COMMON_COUNTY, Kind.SET, record)
    t.bring("C", "V1a")
    t.back("C")
    t.create("C", COMMON_COUNTY)
    t.bring("C", "V2a")
    return t


def a_fork_whose_laptop_died(broken: str) -> Story:
    """CE4: both branches are on the stick, the laptop is gone, a copy of it lives on."""
    t = Story(broken, 1)
    t.copy("V1a")
    t.create("V1a", "V1")
    first = t.file("V1a", "C")
    t.back("V1a")
    t.create("V1a", "V1")
    t.take("C", first, t.file("V1a", "C"))
    return t


def an_old_receipt_after_a_restore(broken: str) -> Story:
    """CE2b: the stick still has the receipt of before the restore."""
    t = Story(broken, 1)
    t.schedule.features |= {"one stick"}
    t.copy("C")
    t.create("V1a", "V1")
    t.bring("V1a", "C")
    t.file("C", "V1a")
    t.back("C", noticed=True)
    t.create("V1a", "V1")
    return t


def one_receipt_for_two_laptops(broken: str) -> Story:
    """CE3: twins of one device, and a receipt for both."""
    t = Story(broken, 1)
    t.copy("V1a")
    t.create(t.twin("V1a"), "V1")
    return t


def both_sides_put_back(broken: str) -> Story:
    """CE6: the same fork, and then both sides are put back."""
    t = Story(broken, 1)
    t.copy("C")
    t.create("V1a", "V1")
    t.bring("V1a", "C")
    t.copy("V1a")
    record = t.create("V1a", "V1")
    t.bring("V1a", "C")
    t.write("C", "V1", Kind.SET, record)
    t.file("C", "V1a")
    t.back("V1a", noticed=True)
    t.back("C", noticed=True)
    t.create("V1a", "V1")
    t.create("C", "V1")
    return t


def a_fork_seen_by_the_receipt(broken: str) -> Story:
    """CE7: the receipt shows the laptop entries of its own present epoch that it does not hold."""
    t = Story(broken, 1)
    t.create("V1a", "V1")
    t.bring("V1a", "C")
    t.copy("V1a")
    t.create("V1a", "V1")
    t.bring("V1a", "C")
    receipt = t.file("C", "V1a")
    t.back("V1a")
    t.create("V1a", "V1")
    t.take("V1a", receipt)
    return t


def an_erasure_lost_with_the_folder(broken: str) -> Story:
    """An erasure was written, never sent, and the folder put back; the state folder knows it."""
    t = Story(broken, 1)
    person = t.create("C", "V1", person=True)
    t.bring("C", "V1a")
    t.copy("V1a")
    t.write("V1a", "V1", Kind.ERASE, person, person=person)
    t.back("V1a", noticed=True)
    return t


FORKS = (
    branches_with_two_readers,
    branches_with_an_edit,
    a_fork_whose_laptop_died,
    an_old_receipt_after_a_restore,
    one_receipt_for_two_laptops,
    both_sides_put_back,
    a_fork_seen_by_the_receipt,
    an_erasure_lost_with_the_folder,
)
