"""One schedule: offices, their folders, copies of folders, files in the air, and the steps that a seed chooses."""

from collections.abc import Callable
from random import Random

from tests.model.authority import COMMON_COUNTY, COMMON_PREFECTURE, COUNTY_COUNTS, UNITS, common_of
from tests.model.checks import ceased, file_faults
from tests.model.entries import Content, Kind, World
from tests.model.travel import export, take
from tests.model.workspace import File, Workspace

FEATURES = (
    *("prefecture", "twins", "images", "batches", "one stick", "enrolment", "revocation", "packages", "consent", "erasure"),
    *("merges", "devices", "cards", "hostile village", "thief", "stolen office"),
)
LATER = ("common streams", "false certificates")  # drawn by themselves, so that what a seed meant before it means still
Step = Callable[["Schedule"], None]


class Schedule:
    """The state of one random history."""

    def __init__(self, seed: int, broken: str = "", features: frozenset[str] | None = None, units: int = 0) -> None:
        """Set up the offices; features and the number of units not given are drawn, and people with them."""
        self.random = Random(seed)
        self.seed = seed
        drawn = frozenset(feature for feature in FEATURES if self.random.random() < 0.3)
        drawn |= frozenset(feature for feature in LATER if Random(f"{feature} {seed}").random() < 0.4)
        self.features = drawn if features is None else features
        self.world = World(broken)
        self.world.foreign_persons = self.random.randrange(2)
        self.nodes: dict[str, Workspace] = {}
        self.copies: dict[str, Workspace] = {}
        self.gone: set[str] = set()  # folders that no longer exist
        self.attackers: set[str] = set()
        self.files: list[File] = []
        self.steps: list[tuple[object, ...]] = []
        self.faults: set[str] = set()
        self.honest_cards = 0
        self.enrolled: set[str] = set()
        self.told = bool(units)
        count = units or self.random.choice((1, 2, 2, 3))
        self.units = UNITS[: max(count, 2) if "hostile village" in self.features else count]
        self._set_up()

    def _set_up(self) -> None:
        self.settle_office("C", "C", "dC")
        self.settle_office("P", "P", "dP")
        if "prefecture" not in self.features:
            del self.nodes["P"]
        for unit in self.units:
            node = self.settle_unit(f"{unit}a", unit, f"d{unit[1]}")
            if "enrolment" not in self.features or self.random.random() < 0.5:
                self.enrolled.add(unit)
                self._both_hold(unit, self.nodes["C"], node, Content(Kind.APPROVE, self.world.new_id(), device=node.device))
                if not self.told:
                    self._people(unit, node)
        if "hostile village" in self.features:
            self.attackers.add(f"{self.units[-1]}a")

    def _people(self, unit: str, node: Workspace) -> None:
        """Some people whom the unit and the county both know already."""
        for _ in range(self.random.choice((0, 1, 1, 2, 3))):
            person, county = self.world.new_id(), self.nodes["C"]
            one, other = self.random.choice(((county, node), (node, county)))
            self._both_hold(unit, one, other, Content(Kind.CREATE, person, person))
            if "consent" in self.features and self.random.random() < 0.6:
                given = Content(Kind.GIVE, person, person, seen=one.seen(unit, person), consent=self.world.new_id())
                self._both_hold(unit, one, other, given)

    def _both_hold(self, unit: str, author: Workspace, other: Workspace, content: Content) -> None:
        entry = author.write(unit, content)
        other.attach(entry)
        other.duty |= entry.bit & self.world.with_duty
        self.world.signed |= entry.bit

    def settle_office(self, name: str, office: str, device: str) -> Workspace:
        """Set up the first computer of an office, with its card."""
        self.world.office_of[device] = office
        self.honest_cards |= 1 << self.world.add_card(office, None, False, device, 1).number
        self.nodes[name] = Workspace(self.world, office, device)
        return self.nodes[name]

    def settle_unit(self, name: str, office: str, device: str) -> Workspace:
        """Set up a further computer."""
        self.world.office_of[device] = office
        self.nodes[name] = Workspace(self.world, office, device)
        return self.nodes[name]

    def note(self, *words: object) -> None:
        """Keep what happened, for the trace."""
        self.steps.append(words)

    def trace(self) -> list[str]:
        """What happened, a line for each step."""
        return [" ".join(str(word) for word in words) for words in self.steps]

    def honest(self, office: str | None = None) -> list[str]:
        """Folders in use by honest people."""
        return [
            name
            for name, node in self.nodes.items()
            if name not in self.attackers and name not in self.gone and (office is None or node.office == office)
        ]

    def anyone(self) -> str:
        """An honest folder."""
        return self.random.choice(self.honest())

    def county(self) -> str | None:
        """A county folder whose program lets people write."""
        able = [name for name in self.honest("C") if self.nodes[name].may_write(COMMON_COUNTY)]
        return self.random.choice(able) if able else None

    def streams(self, node: Workspace) -> list[str]:
        """The streams an office may write."""
        if node.office == "C":
            return [*self.units, COMMON_COUNTY, *((COUNTY_COUNTS,) if "P" in self.nodes else ())]
        if node.office == "P":
            return [COMMON_PREFECTURE, COUNTY_COUNTS]
        return [node.office, *((common_of(node.office),) if "common streams" in self.features else ())]

    def partners(self, node: Workspace) -> list[tuple[str, str]]:
        """The offices (and laptops) it may write to."""
        if node.office == "P" or node.office in UNITS:
            return [("C", "")]
        laptops = [(unit, device) for unit in self.units for device in sorted(node.standing(unit).approved)]
        return [*laptops, *([("P", "")] if "P" in self.nodes else [])]

    def send(self, name: str, office: str, device: str, rebuild: bool = False) -> File:
        """Write a file and keep it."""
        file = export(self.nodes[name], office, device, rebuild)
        self.files.append(file)
        self.note(name, "writes file", file.number, "to", office, device)
        if name not in self.attackers:
            self.faults |= file_faults(self.nodes[name], file)
        return file

    def give(self, name: str, file: File) -> None:
        """Take a file in, and see that nothing honest ceases to fold without a ruling."""
        node = self.nodes[name]
        before = (node.held, node.cards, node.typed)
        take(node, file)
        self.note(name, "takes", file.number)
        if node.held != before[0] and name not in self.attackers and "stolen office" not in self.features:
            self.faults |= ceased(node, before)
