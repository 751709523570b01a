"""Decides who is reminded of which task this morning: pure functions, so that planning and rehearsal agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.due_checks import WAITING, schedule
from domain.people import Role
from domain.policies import policy_in_force
from domain.reminders import Audience, Stage, due, superseded
from domain.requests import is_paused, request_stages
from domain.tasks import Part, Responsibility, State
from services.context.situation import Situation
from storage.people import Contact
from storage.reminders import Planned
from storage.tasks import TaskNow

_Told = Mapping[tuple[int, int, int], frozenset[tuple[str, Audience]]]
_AUDIENCES = {audience.value: audience for audience in Audience}
_ROLE_OF_AUDIENCE = {Audience.COORDINATOR: Role.COORDINATOR, Audience.LEADER: Role.LEADER}


@dataclass(slots=True)
class DigestPlan:
    """The reminders of one person's morning message, and the earlier stages that they replace."""

    contact: Contact
    items: list[tuple[TaskNow, Stage]] = field(default_factory=list)
    skipped: list[tuple[TaskNow, Stage]] = field(default_factory=list)

    def rows(self) -> list[Planned]:
        """The stages to write down, the sent ones first."""
        sent = [_planned(self.contact, found, stage, is_skipped=False) for found, stage in self.items]
        return sent + [_planned(self.contact, found, stage, is_skipped=True) for found, stage in self.skipped]

    def occurrence_ids(self) -> set[int]:
        """The occurrences that something is said of."""
        return {found.occurrence.id for found, _ in self.items}


def assign_reminders(situation: Situation, today: date) -> list[DigestPlan]:
    """The reminders due on `today`: per person, occurrence and audience only the latest stage."""
    told, people = _told(situation.planned), _People(situation)
    mornings = {contact.id: DigestPlan(contact) for contact in situation.contacts}
    for found in situation.tasks:
        come = _come(situation, found, today)
        for stage in _requested(situation, found, today):
            for contact in people.of(found, stage.audience):
                _add_once(mornings[contact.id], found, stage, told)
        for audience in dict.fromkeys(stage.audience for stage in come):
            of_audience = [stage for stage in come if stage.audience is audience]
            for contact in people.of(found, audience):
                _add(mornings[contact.id], found, of_audience, told, today)
        _add_snoozed(situation, people, found, mornings, today)
    return [morning for morning in mornings.values() if morning.items]


def _add_snoozed(
    situation: Situation, people: "_People", found: TaskNow, mornings: Mapping[int, DigestPlan], today: date
) -> None:
    """Whoever asked for it is reminded once more, as long as the task is theirs, whatever became of the deadline."""
    asked = [one for one in situation.snoozes.get(found.occurrence.id, ()) if one.is_of_morning(today)]
    if not asked or found.occurrence.state is not State.OPEN:
        return
    told = {(one.person_id, one.stage) for one in situation.planned if one.occurrence_id == found.occurrence.id}
    audiences = {c.id: audience for audience in (Audience.HEAD, Audience.LEAD) for c in people.of(found, audience)}
    for one in asked:
        if one.person_id in audiences and (one.person_id, one.code) not in told:
            stage = Stage(one.code, audiences[one.person_id], today)
            mornings[one.person_id].items.append((found, stage))


def _come(situation: Situation, found: TaskNow, today: date) -> Sequence[Stage]:
    """The stages due; while an extension is requested the overdue ladder waits, at most three working days."""
    organisation, calendar = situation.organisation, situation.calendar
    policy = policy_in_force(found.task.policy, organisation.policy)
    come = schedule(found.task, found.occurrence, calendar, policy, today)
    requests = situation.requests.get(found.occurrence.id, ())
    if requests and is_paused(requests, today, calendar, organisation.zone):
        return [stage for stage in come if not stage.code.startswith("overdue")]
    return come


def _requested(situation: Situation, found: TaskNow, today: date) -> list[Stage]:
    """Of each open request the latest stage that has come, for each audience."""
    organisation = situation.organisation
    latest: dict[tuple[int, Audience], Stage] = {}
    requests = situation.requests.get(found.occurrence.id, ())
    leader_decides = bool(requests) and situation.leader_decides
    for request in requests:
        stages = request_stages(request, situation.calendar, organisation.zone, leader_decides=leader_decides)
        latest.update({(request.id, stage.audience): stage for stage in stages if stage.day <= today})
    return list(latest.values())


def people_of(situation: Situation, found: TaskNow, audience: Audience) -> list[Contact]:
    """Whom an audience means for a task: those the unit handed it to, else its officers (heads when it has none); its
    heads; or an office."""
    return _People(situation).of(found, audience)


class _People:
    """The contacts by unit and role, sorted once for all tasks."""

    def __init__(self, situation: Situation) -> None:
        self._directory = situation.directory
        self._assignments = situation.assignments
        self._shares = situation.shares
        self._in_office: dict[Role, list[Contact]] = {}
        self._in_unit: dict[tuple[int, Role], list[Contact]] = {}
        self._of_units: dict[tuple[Audience, tuple[Responsibility, ...]], list[Contact]] = {}
        for contact in situation.contacts:
            for role in contact.roles:
                self._in_office.setdefault(role, []).append(contact)
            for membership in contact.memberships:
                self._in_unit.setdefault(membership, []).append(contact)

    def of(self, found: TaskNow, audience: Audience) -> list[Contact]:
        """Whom an audience means for a task."""
        if audience in _ROLE_OF_AUDIENCE:
            return self._in_office.get(_ROLE_OF_AUDIENCE[audience], [])
        if self._assignments or found.occurrence.id in self._shares:
            return self._chosen(found, audience)
        key = (audience, found.task.responsibilities)  # a few units have all the tasks
        if key not in self._of_units:
            self._of_units[key] = self._chosen(found, audience)
        return self._of_units[key]

    def _chosen(self, found: TaskNow, audience: Audience) -> list[Contact]:
        part = Part.COORDINATING if audience is Audience.COORDINATING else Part.LEAD
        units = self._directory.with_members(r.unit_id for r in found.task.units(part))
        units -= self._shares.get(found.occurrence.id, frozenset())  # who has done their part is not reminded of it
        chosen: dict[int, Contact] = {}
        for unit_id in sorted(units):
            heads = self._in_unit.get((unit_id, Role.HEAD), [])
            officers = self._in_unit.get((unit_id, Role.OFFICER), [])
            handed = self._handed(found, unit_id, [*officers, *heads])
            wanted = heads if audience is Audience.HEAD else handed or officers or heads
            chosen.update({c.id: c for c in wanted})
        if audience is Audience.COORDINATING:
            for contact in self.of(found, Audience.LEAD):  # who leads is told as such, whichever group they are also in
                chosen.pop(contact.id, None)
        return list(chosen.values())

    def _handed(self, found: TaskNow, unit_id: int, of_unit: Sequence[Contact]) -> list[Contact]:
        """Those of the unit to whom its head handed the task; none: it is the whole unit's."""
        ids = self._assignments.get((found.task.id, unit_id), frozenset())
        return [c for c in of_unit if c.id in ids or any(behind in ids for behind, _ in c.stands_in_for)]


def _add_once(morning: DigestPlan, found: TaskNow, stage: Stage, told: _Told) -> None:
    sent = told.get((found.occurrence.id, found.occurrence.deadline_version, morning.contact.id), frozenset())
    if (stage.code, stage.audience) not in sent:
        morning.items.append((found, stage))


def _add(morning: DigestPlan, found: TaskNow, come: Sequence[Stage], told: _Told, today: date) -> None:
    sent = told.get((found.occurrence.id, found.occurrence.deadline_version, morning.contact.id), frozenset())
    if not sent and len(come) == 1:
        morning.items.append((found, come[0]))
        return
    if (come[-1].code, come[-1].audience) in sent:
        return  # nearly always: the latest stage was told, and nothing came since
    if come[0].code.startswith(WAITING):
        now_due: Sequence[Stage] = [stage for stage in come if (stage.code, stage.audience) not in sent]
    else:
        # Whoever heard it as the unit's head does not hear it again when the officers are out of reach.
        origin = {code for code, _ in sent}
        now_due = [stage for stage in due(come, sent, today) if stage.code not in origin]
        morning.skipped += [(found, stage) for stage in superseded(come, sent, today) if now_due]
    morning.items += [(found, stage) for stage in now_due]


def _told(planned: Iterable[Planned]) -> _Told:
    found: dict[tuple[int, int, int], set[tuple[str, Audience]]] = {}
    for row in planned:
        key = (row.occurrence_id, row.deadline_version, row.person_id)
        found.setdefault(key, set()).add((row.stage, _AUDIENCES[row.audience]))
    return {key: frozenset(stages) for key, stages in found.items()}


def _planned(contact: Contact, found: TaskNow, stage: Stage, *, is_skipped: bool) -> Planned:
    occurrence = found.occurrence
    return Planned(occurrence.id, occurrence.deadline_version, stage.code, stage.audience.value, contact.id, is_skipped)
