"""How facts are kept in the outbox: the kind by name, a version, and plain JSON values; no words."""

from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter

from domain import notices, refusals
from domain.notices import Saying
from domain.tasks import Occurrence

VERSION = 1
_KINDS: dict[str, type] = {kind.__name__: kind for kind in (*get_args(notices.Notice), *get_args(refusals.Refusal))}


def saying_as_json(saying: Saying) -> dict[str, Any]:
    """{"kind", "version", "facts"} for a notice or refusal."""
    facts = _adapter(type(saying).__name__).dump_python(saying, mode="json")
    return {"kind": type(saying).__name__, "version": VERSION, "facts": facts}


def saying_from_json(kept: dict[str, Any]) -> Saying:
    """The notice or refusal again.

    Raises KeyError for a kind this program does not know, pydantic.ValidationError for facts that do not fit.
    """
    saying: Saying = _adapter(kept["kind"]).validate_python(kept["facts"])
    return saying


@cache  # one per kind: bounded by the kinds there are
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_KINDS[kind])


def occurrence_as_json(occurrence: Occurrence) -> dict[str, Any]:
    """What an occurrence was before a change, as plain JSON values."""
    kept: dict[str, Any] = _OCCURRENCE.dump_python(occurrence, mode="json")
    return kept


def occurrence_from_json(kept: dict[str, Any]) -> Occurrence:
    """The occurrence again."""
    return _OCCURRENCE.validate_python(kept)


_OCCURRENCE: TypeAdapter[Occurrence] = TypeAdapter(Occurrence)
