"""Encodes notices and refusals as JSON for the outbox: a stable type tag, a version and plain values."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain.messages import Response
from domain.tasks import Occurrence
from storage.type_tags import KINDS, TAGS

VERSION = 1


def saying_as_json(response: Response) -> dict[str, Any]:
    """{"kind", "version", "facts"} for a notice or refusal."""
    tag = TAGS[type(response)]
    return {"kind": tag, "version": VERSION, "facts": _adapter(tag).dump_python(response, mode="json")}


class UnreadableNotice(Exception):
    """Stored by another version of the program: a type tag, version or fields unknown here."""


def saying_from_json(kept: Any) -> Response:
    """The notice or refusal again.

    Raises UnreadableFacts.
    """
    try:
        if kept["version"] > VERSION:
            raise UnreadableNotice(f"{kept['kind']} version {kept['version']}")
        response: Response = _adapter(kept["kind"]).validate_python(kept["facts"])
    except (KeyError, TypeError, ValidationError) as error:
        kind = kept.get("kind") if isinstance(kept, dict) else type(kept).__name__
        raise UnreadableNotice(f"{str(kind)[:60]}: {type(error).__name__}") from error
    return response


def sayings_from_json(kept: Any) -> tuple[tuple[Response, ...], str | None]:
    """What a row has to say, or why that cannot be read: one such row must not keep the others from being read."""
    if not isinstance(kept, list):
        return (), f"{type(kept).__name__} instead of a list"
    try:
        return tuple(map(saying_from_json, kept)), None
    except UnreadableNotice as error:
        return (), str(error)


@cache  # one per kind: bounded by the kinds there are
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])


def occurrence_as_json(occurrence: Occurrence) -> dict[str, Any]:
    """What an occurrence was before a change, as plain JSON values."""
    kept: dict[str, Any] = _occurrence().dump_python(occurrence, mode="json")
    return kept


def occurrence_from_json(kept: dict[str, Any]) -> Occurrence:
    """The occurrence again."""
    kept_then: Occurrence = _occurrence().validate_python(kept)
    return kept_then


@cache
def _occurrence() -> TypeAdapter[Occurrence]:
    return TypeAdapter(Occurrence)
