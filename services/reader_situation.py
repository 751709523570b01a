"""What the messages now leaving are put together from: what their readers' units lead and what they tell of.

With everything of a ward, a morning of many readers would cost its square.
"""

from collections.abc import Collection

from domain.people import Role
from services.assign_reminders import Situation
from services.desk import Desk
from services.plan_reminders import load_situation
from services.stand_in import contacts_today_among
from services.working_calendar import load_calendar
from storage.open_tasks import load_open_tasks_among
from storage.requests import requests_by_occurrence
from storage.units import Directory, load_members


def load_situation_of(desk: Desk, person_ids: Collection[int], outbox_ids: Collection[int]) -> Situation:
    """As of now, for morning messages to these people; a coordinator's tells of every task, and needs them all."""
    contacts = contacts_today_among(desk, person_ids)
    if any(Role.COORDINATOR in contact.roles for contact in contacts):
        return load_situation(desk, only_open=True, with_planned=False)
    directory = Directory({}, load_members(desk.tx, desk.organisation.id))
    units = directory.with_groups(unit for contact in contacts for unit in contact.unit_ids)
    return Situation(
        desk.organisation,
        load_calendar(desk.tx, desk.organisation.id, desk.today, desk.today),
        load_open_tasks_among(desk.tx, desk.organisation.id, outbox_ids, units),
        contacts,
        directory,
        (),
        requests=requests_by_occurrence(desk.tx, desk.organisation.id),
    )
