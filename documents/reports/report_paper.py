"""A report as plain lines and tables, before a writer lays it out; the same for Word and PDF."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes to whom, as far as the report itself does not know it: the superior body's name ("" unknown)."""

    superior: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in millimetres, how its cells stand ("left", "center")."""

    heading: str
    width: float
    align: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; `strong` are the rows (from 0) in bold that are one cell wide: titles of a group."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its parts (name of a look in chart.typ, number) in their order, what stands behind it."""

    label: str
    parts: tuple[tuple[str, int], ...]
    total: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one length, the legend (name of a look, words), and what the chart shows, for who cannot see it."""

    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]
    says: str


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part: paragraphs, then perhaps a chart and a table, then notes below it."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole document, top to bottom."""

    superior: str
    issuer: tuple[str, ...]
    number: str
    party_title: str
    place_and_day: str
    kind: str
    subject: tuple[str, ...]
    under_subject: str
    opening: str
    sections: tuple[Section, ...]
    recipients_title: str
    recipients: tuple[str, ...]
    authority: str
    position: str
    signer: str
