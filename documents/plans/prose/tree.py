"""The headings and list points above a statement: its part, the units it is about, and what the part announces."""

from dataclasses import dataclass, field

from documents.plans.deadlines import DeadlineReading
from documents.plans.prose.assigning import Units
from documents.plans.prose.sections import Topic
from documents.plans.prose.signs import Sign

_POINTS = ("counted", "roman", "letter", "plus", "dash", "dot")


@dataclass(slots=True)
class Node:
    """A heading or list point; `ids` are its blocks when it introduces a list and becomes part of what stands below."""

    level: str
    label: str
    text: str
    is_heading: bool
    units: Units = ()
    topic: Topic | None = None
    limit: DeadlineReading | None = None
    ids: tuple[int, ...] = ()
    partners: Units = ()


@dataclass(slots=True)
class Tree:
    """Goes down a document; a line of a level that is open already closes what stands below that level."""

    nodes: list[Node] = field(default_factory=list)
    annex: Topic | None = None

    def enter(self, sign: Sign | None) -> None:
        """Close what a line with this sign cannot stand under."""
        if sign is None:
            while self.nodes and not self.nodes[-1].is_heading:
                self.nodes.pop()
            return
        self._close_points(sign)
        levels = [n.level for n in self.nodes]
        if sign.level == "part":
            del self.nodes[:]
        elif sign.level in levels:
            del self.nodes[levels.index(sign.level) :]
        elif sign.level not in _POINTS and levels and all(level in _POINTS for level in levels):
            del self.nodes[:]
        elif levels and levels[-1] == "":
            while self.nodes and self._ends_at(sign):
                self.nodes.pop()

    def _close_points(self, sign: Sign) -> None:
        """A number or a part does not stand under a dash that is no heading."""
        if sign.level in _POINTS:
            return
        while self.nodes and self.nodes[-1].level in {"dash", "plus", "dot"} and not self.nodes[-1].is_heading:
            self.nodes.pop()

    def _ends_at(self, sign: Sign) -> bool:
        """A heading without a sign is over at the next number, unless it sets the month of what is numbered below."""
        last = self.nodes[-1]
        return last.level == "" and last.limit is None and sign.level in {"chapter", "number"}

    def push(self, node: Node) -> None:
        """Open a heading or point; a heading without a sign closes the one that sets a month for all below it."""
        if node.level == "" and node.is_heading:
            at = next((i for i, n in enumerate(self.nodes) if n.level == "" and n.limit), len(self.nodes))
            del self.nodes[at:]
        self.nodes.append(node)

    @property
    def owner(self) -> Units:
        """The units of the nearest heading that names any."""
        return next((n.units for n in reversed(self.nodes) if n.units), ())

    @property
    def partners(self) -> Units:
        """The units that the nearest heading that names who leads joins to them."""
        return next((n.partners for n in reversed(self.nodes) if n.units), ())

    @property
    def topic(self) -> Topic | None:
        """What the nearest heading announces that announces something."""
        if self.annex is Topic.OUTLINE:
            return self.annex
        return next((n.topic for n in reversed(self.nodes) if n.topic), None)

    @property
    def limit(self) -> DeadlineReading | None:
        """The limit of the nearest heading that sets one for all that stands below."""
        return next((n.limit for n in reversed(self.nodes) if n.limit), None)

    @property
    def code(self) -> str:
        """ "IV.3": the labels of part and section; "" where there are none."""
        part = next((n.label for n in self.nodes if n.level == "part"), "")
        section = next((n.label for n in reversed(self.nodes) if n.level.startswith("number")), "")
        return ".".join(filter(None, (part, section)))

    @property
    def heading(self) -> str:
        """The words of the uppermost heading that holds here."""
        return next((n.text for n in self.nodes if n.is_heading), "")

    @property
    def introductions(self) -> list[Node]:
        """The points above that only introduce a list."""
        return [n for n in self.nodes if n.ids]
