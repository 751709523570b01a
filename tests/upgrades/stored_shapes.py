"""What stored JSON looks like, as a snapshot: tags, field names and types, values of enumerations.

`python -m tests.upgrades.stored_shapes` adds what is new to tests/data/stored_shapes.json. It never takes anything away
or changes it: what once was written may still wait in somebody's database. Where a field must go, or be called
otherwise, the reader of old rows (storage/) must first learn to read it under its old name, with a test, and then the
snapshot is changed by hand.

Shapes are compared from the tags down, so that the name of a class counts for nothing here, as in the database.
"""

import json
import re
import sys
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from domain.deadlines import DeadlineKind
from domain.deliveries import Priority
from domain.draft_blocks import BlockEntry
from domain.evidence import EvidenceKind
from domain.people import Role
from domain.plans import Place, TaskDraft
from domain.policies import ReminderPolicy
from domain.reminders import Audience
from domain.requests import RequestKind, RequestState
from domain.tasks import CheckIn, Occurrence, Part, State
from storage.drafts import DraftHeading
from storage.outbox import OutboxState
from storage.type_tags import TAGS

SNAPSHOT = Path(__file__).parent.parent / "data" / "stored_shapes.json"
# What stands in JSON columns besides notices, and the enumerations that stand in columns of their own.
ROOTS: Mapping[str, type] = {
    **{f"saying {tag}": kind for kind, tag in TAGS.items()},
    "column draft.heading": DraftHeading,
    "column draft_row.fields": TaskDraft,
    "column draft_block.place": Place,
    "column draft_block.entry": BlockEntry,
    "column event.facts before": Occurrence,
    "column organisation.policy": ReminderPolicy,
    "column task.policy": ReminderPolicy,
    "column task.place": Place,
    "column task.kind": DeadlineKind,
    "column occurrence.state": State,
    "column occurrence.outcome": CheckIn,
    "column responsibility.part": Part,
    "column share.part": Part,
    "column request.kind": RequestKind,
    "column request.state": RequestState,
    "column evidence.kind": EvidenceKind,
    "column membership.role": Role,
    "column office_role.role": Role,
    "column reminder.audience": Audience,
    "column outbox.priority": Priority,
    "column outbox.state": OutboxState,
}
_NAME = re.compile(r"\w+")


def written(annotation: Any) -> tuple[str, list[type]]:
    """An annotation as the snapshot writes it ("TaskLine[]", "date?"), and the classes in it, in order."""
    if annotation is type(None):
        return "None", [type(None)]
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin in {Union, types.UnionType}:
        return _joined("|".join, inside)
    if origin is tuple and inside[-1] is Ellipsis:
        text, classes = written(inside[0])
        return f"{text}[]", classes
    if origin is not None:
        return _joined(lambda texts: f"({', '.join(texts)})", inside)
    return annotation.__name__, [annotation]


def _joined(join: Any, inside: tuple[Any, ...]) -> tuple[str, list[type]]:
    parts = [written(one) for one in inside]
    return join([text for text, _ in parts]), [kind for _, classes in parts for kind in classes]


def shape_of(kind: type) -> list[Any] | dict[str, str] | None:
    """The values of an enumeration, the fields of a dataclass; None for a plain type."""
    if issubclass(kind, Enum):
        return [member.value for member in kind]
    if not is_dataclass(kind):
        return None
    hints = get_type_hints(kind)
    return {field.name: written(hints[field.name])[0] + _default(field) for field in fields(kind)}


def _default(field: Field[Any]) -> str:
    return "" if field.default is MISSING and field.default_factory is MISSING else " ="


def shapes_now() -> dict[str, Any]:
    """The snapshot as it would be made today: {"roots": {root: class}, "shapes": {class: shape}}."""
    shapes: dict[str, Any] = {}
    todo = list(ROOTS.values())
    while todo:
        kind = todo.pop()
        shape = shape_of(kind)
        if shape is not None and kind.__name__ not in shapes:
            shapes[kind.__name__] = shape
            todo += _classes_in(kind)
    return {"roots": {name: kind.__name__ for name, kind in ROOTS.items()}, "shapes": dict(sorted(shapes.items()))}


def _classes_in(kind: type) -> list[type]:
    if not is_dataclass(kind):
        return []
    hints = get_type_hints(kind)
    return [inner for field in fields(kind) for inner in written(hints[field.name])[1]]


class Comparison:
    """Compares the snapshot with the classes of today. `lost` breaks rows of old; `new` only needs to be added."""

    def __init__(self, kept: Mapping[str, Any], roots: Mapping[str, type]) -> None:
        self._shapes = kept["shapes"]
        self._seen: dict[str, type] = {}
        self.lost: list[str] = [f"{name} is gone" for name in kept["roots"].keys() - roots.keys()]
        self.new: list[str] = [f"{name} is new" for name in roots.keys() - kept["roots"].keys()]
        for name in kept["roots"].keys() & roots.keys():
            self._compare(name, kept["roots"][name], roots[name])

    def _compare(self, where: str, name: str, kind: type) -> None:
        """The shape kept under a name and a class of today: by its name in the snapshot, not in the source."""
        if self._seen.get(name) is kind:
            return
        self._seen[name] = kind
        before, now = self._shapes.get(name, name), shape_of(kind)
        if isinstance(before, str) or now is None:
            self.lost += [f"{where} was {name} and is {kind.__name__}"] if name != written(kind)[0] else []
        elif isinstance(before, list) or isinstance(now, list):
            self._compare_values(where, before, now)
        else:
            self._compare_fields(where, before, kind, now)

    def _compare_values(self, where: str, before: Any, now: Any) -> None:
        self.lost += [f"{where}: the value {value!r} is gone" for value in before if value not in now]
        self.new += [f"{where}: the value {value!r} is new" for value in now if value not in before]

    def _compare_fields(self, where: str, before: Mapping[str, str], kind: type, now: Mapping[str, str]) -> None:
        hints = get_type_hints(kind)
        for name in before.keys() - now.keys():
            self.lost.append(f"{where}.{name} is gone")
        for name in now.keys() - before.keys():
            has_default = now[name].endswith(" =")
            self.new.append(f"{where}.{name} is new") if has_default else self.lost.append(
                f"{where}.{name} is new and has no default: rows that wait do not have it"
            )
        for name in before.keys() & now.keys():
            self._compare_types(f"{where}.{name}", before[name], now[name], hints[name])

    def _compare_types(self, where: str, before: str, now: str, annotation: Any) -> None:
        kinds = written(annotation)[1]
        if "None" not in before and now.removesuffix(" =").endswith("|None"):  # reads what never was None as before
            now, kinds = now.replace("|None", ""), [kind for kind in kinds if kind is not type(None)]
        if _NAME.sub("_", before.removesuffix(" =")) != _NAME.sub("_", now.removesuffix(" =")):
            self.lost.append(f"{where} was {before} and is {now}")
            return
        if before.endswith(" =") and not now.endswith(" ="):
            self.lost.append(f"{where} had a default and has none: rows that wait may not have it")
        for name, kind in zip(_NAME.findall(before), kinds, strict=True):
            self._compare(where, name, kind)


def kept_snapshot() -> dict[str, Any]:
    """The snapshot as it is kept."""
    found: dict[str, Any] = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    return found


def with_what_is_new(kept: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The snapshot with new roots, shapes, fields and values added; nothing that stands in it is changed."""
    shapes = dict(kept["shapes"])
    for name, shape in now["shapes"].items():
        shapes[name] = _grown(shapes[name], shape) if name in shapes else shape
    return {"roots": now["roots"] | kept["roots"], "shapes": dict(sorted(shapes.items()))}


def _grown(before: Any, now: Any) -> Any:
    if isinstance(before, list):
        return [*before, *(value for value in now if value not in before)]
    return {**before, **{name: text for name, text in now.items() if name not in before}}


def as_text(snapshot: Mapping[str, Any]) -> str:
    """One line for each root and each shape, so that a change is read at a glance."""
    return "{\n" + ",\n".join(_part(name, snapshot[name]) for name in ("roots", "shapes")) + "\n}\n"


def _part(name: str, values: Mapping[str, Any]) -> str:
    lines: Iterator[str] = (f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in values.items())
    return f'"{name}": {{\n' + ",\n".join(lines) + "\n}"


if __name__ == "__main__":
    kept = kept_snapshot() if SNAPSHOT.exists() else {"roots": {}, "shapes": {}}
    SNAPSHOT.write_text(as_text(with_what_is_new(kept, shapes_now())), encoding="utf-8")
    sys.stdout.write(f"{SNAPSHOT}\n")
