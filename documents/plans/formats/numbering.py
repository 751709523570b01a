"""Numbers that Word counts by itself: from a paragraph's list and level to the label people see ("3.", "a)", "IV.")."""

from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

_DEEPEST_LEVEL = 9  # Word's own bound
_LONGEST_STYLE_CHAIN = 12
_ROMANS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


class ListNumbers:
    """Counts along while a document is read once from top to bottom; documents without lists give no labels."""

    def __init__(self, lists: dict[str, Any], abstract: dict[str, Any], styles: dict[str, Any]) -> None:
        self._lists, self._abstract, self._styles = lists, abstract, styles
        self._counts: dict[tuple[str, int], int] = {}
        self._restarted: set[tuple[str, int]] = set()

    @classmethod
    def of(cls, document: Any) -> "ListNumbers":
        """The lists of an opened Word document."""
        root = _numbering_of(document)
        return cls(
            _by_id(root, "w:num", "w:numId"),
            _by_id(root, "w:abstractNum", "w:abstractNumId"),
            _by_id(document.styles.element, "w:style", "w:styleId"),
        )

    @classmethod
    def without_lists(cls) -> "ListNumbers":
        """Counts nothing: for words that are read a second time."""
        return cls({}, {}, {})

    def label_of(self, paragraph: Any) -> str:
        """The label of the next numbered paragraph, "" for one without a number; bullets are "-"."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        definition = self._definition(number, level)
        if definition is None:
            return ""
        self._count(number, level)
        return self._label(number, level, definition)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or those of its style."""
        number, level = "", None
        for properties in self._properties(paragraph):
            if (own := properties.find(qn("w:numPr"))) is not None:
                number = number or _value(own.find(qn("w:numId")))
                level = level if level is not None else _value(own.find(qn("w:ilvl"))) or None
        depth = int(level) if level and level.isdigit() else 0
        return (number, depth) if number in self._lists and depth < _DEEPEST_LEVEL else None

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph's own properties, then those of its style and of the styles that one is based on."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return
        yield properties
        style = self._styles.get(_value(properties.find(qn("w:pStyle"))))
        for _ in range(_LONGEST_STYLE_CHAIN):
            if style is None:
                return
            if (inherited := style.find(qn("w:pPr"))) is not None:
                yield inherited
            style = self._styles.get(_value(style.find(qn("w:basedOn"))))

    def _count(self, number: str, level: int) -> None:
        """One step at the level; deeper levels begin again. Lists of one abstract list count on from each other."""
        key = self._key(number)
        override = self._override(number, level)
        if override is not None and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            self._counts[key, level] = override
        else:
            known = self._counts.get((key, level))
            self._counts[key, level] = self._start(number, level) if known is None else known + 1
        for deeper in range(level + 1, _DEEPEST_LEVEL):
            self._counts.pop((key, deeper), None)

    def _label(self, number: str, level: int, definition: Any) -> str:
        style = _value(definition.find(qn("w:numFmt")))
        if style == "bullet":
            return "-"
        text = _value(definition.find(qn("w:lvlText")))
        legal = definition.find(qn("w:isLgl")) is not None
        for above in range(level + 1):
            if f"%{above + 1}" in text:
                text = text.replace(f"%{above + 1}", self._shown(number, above, plain=legal))
        return text.strip()

    def _shown(self, number: str, level: int, *, plain: bool) -> str:
        definition = self._definition(number, level)
        style = _value(definition.find(qn("w:numFmt"))) if definition is not None else "decimal"
        count = self._counts.get((self._key(number), level), self._start(number, level))
        return written(count, "decimal" if plain else style)

    def _key(self, number: str) -> str:
        return _value(self._lists[number].find(qn("w:abstractNumId")))

    def _override(self, number: str, level: int) -> int | None:
        for override in self._lists[number].findall(qn("w:lvlOverride")):
            start = _value(override.find(qn("w:startOverride")))
            if override.get(qn("w:ilvl")) == str(level) and start.isdigit():
                return int(start)
        return None

    def _start(self, number: str, level: int) -> int:
        definition = self._definition(number, level)
        start = _value(definition.find(qn("w:start"))) if definition is not None else ""
        return int(start) if start.isdigit() else 1

    def _definition(self, number: str, level: int) -> Any:
        for place in (*self._lists[number].findall(qn("w:lvlOverride")), self._abstract.get(self._key(number))):
            levels = place.findall(qn("w:lvl")) if place is not None else ()
            for definition in levels:
                if definition.get(qn("w:ilvl")) == str(level):
                    return definition
        return None


def written(count: int, style: str) -> str:
    """A count as Word writes it: decimal, letters (a ... z, aa), Roman; anything else as a plain number."""
    if style in {"lowerLetter", "upperLetter"} and count > 0:
        letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        return _roman(count) if style == "upperRoman" else _roman(count).lower()
    if style == "none":
        return ""
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in _ROMANS:
        letters += sign * (count // value)
        count %= value
    return letters


def _numbering_of(document: Any) -> Any:
    try:
        return parse_xml(document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).blob)
    except KeyError:
        return None


def _by_id(root: Any, tag: str, attribute: str) -> dict[str, Any]:
    found = root.findall(qn(tag)) if root is not None else ()
    return {key: element for element in found if (key := element.get(qn(attribute)))}


def _value(element: Any) -> str:
    return element.get(qn("w:val")) or "" if element is not None else ""
