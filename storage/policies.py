"""How insistent an organisation is, kept as plain JSON values."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import time
from functools import lru_cache
from typing import Any

from domain.policies import ReminderPolicy


def policy_as_json(policy: ReminderPolicy) -> dict[str, Any]:
    """Only what differs from the defaults, as plain JSON values."""
    default = asdict(ReminderPolicy())
    return {name: _plain(value) for name, value in asdict(policy).items() if value != default[name]}


def policy_snapshot(policy: ReminderPolicy) -> dict[str, Any]:
    """Every value: what a task keeps must not change with the defaults of a later version."""
    return {name: _plain(value) for name, value in asdict(policy).items()}


def policy_from_json(kept: Mapping[str, Any]) -> ReminderPolicy:
    """The policy again; names that this version does not know are left out."""
    known = {field.name: field for field in fields(ReminderPolicy)}
    return ReminderPolicy(**{name: _typed(value) for name, value in kept.items() if name in known})


def kept_policy(kept: Mapping[str, Any] | None) -> ReminderPolicy | None:
    """What a task began with; the tasks of an organisation mostly share a few such policies, read once each."""
    return None if kept is None else _read(json.dumps(kept, sort_keys=True))


@lru_cache(maxsize=256)
def _read(text: str) -> ReminderPolicy:
    return policy_from_json(json.loads(text))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, time) else value


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return time.fromisoformat(value) if isinstance(value, str) else value
