"""What stands first in help and menu: short enough for one screen, allowed, and in turn for several roles."""

import pytest

from domain.authorisation import commands_for, parted_commands
from domain.daily_commands import DAILY, MOST
from domain.messages import Command, kinds_of
from domain.messages.reports import ShowStatus
from domain.messages.tasks import ConfirmDone, ListTasks, ListWaiting, MarkDone
from domain.people import Actor, Role


def actor(*roles: Role) -> Actor:
    return Actor(1, "", roles=frozenset(roles))


@pytest.mark.parametrize("role", Role)
def test_what_a_role_needs_daily_is_a_dozen_at_most_and_allowed(role: Role) -> None:
    assert 0 < len(DAILY[role]) <= MOST
    assert [kind for kind in DAILY[role] if role not in kind.roles] == []


@pytest.mark.parametrize("role", Role)
def test_both_parts_together_are_all_commands_once(role: Role) -> None:
    daily, others = parted_commands(actor(role))
    assert daily == DAILY[role]
    assert len(daily + others) == len(set(daily + others))
    assert set(daily + others) == {kind for kind in kinds_of(Command) if role in kind.roles}
    assert commands_for(actor(role)) == daily + others


def test_of_two_roles_what_belongs_together_stands_together_the_office_first() -> None:
    daily, _ = parted_commands(actor(Role.OFFICER, Role.LEADER))
    of_office = [name in DAILY[Role.LEADER] for name in daily]
    assert of_office == sorted(of_office, reverse=True)
    assert set(of_office) == {True, False}


def test_of_two_roles_each_gives_its_first_commands() -> None:
    daily, others = parted_commands(actor(Role.OFFICER, Role.COORDINATOR))
    assert len(daily) == MOST
    assert {ShowStatus, ListWaiting, ConfirmDone, ListTasks, MarkDone} <= set(daily)
    assert not set(daily) & set(others)
