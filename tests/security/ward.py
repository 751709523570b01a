"""A ward of three units for security tests, and the way in that a real update takes: raw JSON, inbox, dispatcher."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from propcache.api import cached_property
from sqlalchemy import func, select, update

from bot.conversation.dispatcher import Dispatcher
from bot.platforms.telegram.inbound import chat_of, read_update, update_key
from documents.rosters import Roster, RosterRow
from domain.deadlines import Deadline, DeadlineKind
from domain.inbox import Arrival, CursorNow
from domain.messages import Response
from domain.people import Role
from domain.plans import Place, PlanDraft, TaskDraft, UnitMention
from domain.requests import Request, RequestKind, RequestState
from domain.tasks import Occurrence, State, raise_obstacle, report_done
from services.administration.load_roster import load_roster
from services.commands.change_people import invite_person
from services.plans.confirm_plan import confirm_plan
from storage.accounts import set_alive
from storage.engine.database import Database, Transaction
from storage.notice_codec import saying_from_json
from storage.requests import add_request
from storage.tables import chat_account, event, occurrence, outbox, request, unit
from storage.tasks import TaskNow, change_occurrence, find_task
from tests.people import find_by_name
from tests.world import BOT, CHANNEL, World, hanoi

OURS, GROUP, THEIRS = "Ban Cam", "các đoàn thể", "Ban Lam"
STRANGER, DEAD_LINK = "stranger", "dead link"
# Who writes from which chat. The dead link was an officer of our unit until the platform said the chat is gone.
CHATS = {role.value: 100 + n for n, role in enumerate(Role)} | {STRANGER: 900, DEAD_LINK: 901}
PEOPLE = {role.value: f"Người {role.value.title()}" for role in Role} | {DEAD_LINK: "Người Mất Máy"}
# Lead and coordinating unit of a task, as seen from our unit.
TASKS_OF = {
    "our unit": (OURS, None),
    "our group": (GROUP, None),
    "we coordinate": (THEIRS, OURS),
    "others": (THEIRS, None),
}
TITLE = "Việc kín"


def roster() -> Roster:
    """Everybody who can be linked: one person a role, and one whose phone is gone."""
    rows = [
        RosterRow(2, GROUP, is_group=True),
        RosterRow(3, OURS, parents=(GROUP,), person=PEOPLE["officer"], role=Role.OFFICER),
        RosterRow(4, OURS, person=PEOPLE["head"], role=Role.HEAD),
        RosterRow(5, OURS, person=PEOPLE[DEAD_LINK], role=Role.OFFICER),
        RosterRow(6, THEIRS, person="Người Bên Lam", role=Role.OFFICER),
    ]
    offices = [role for role in Role if role not in {Role.OFFICER, Role.HEAD}]
    rows += [RosterRow(10 + n, None, person=PEOPLE[role.value], role=role) for n, role in enumerate(offices)]
    return Roster(tuple(rows), (GROUP,))


def task(number: int, whose: str, title: str = TITLE) -> TaskDraft:
    """A task in time, led and coordinated as `whose` says."""
    lead, coordinating = TASKS_OF[whose]
    partners = () if coordinating is None else (UnitMention(coordinating),)
    deadline = Deadline(DeadlineKind.BY_DATE, "trước ngày 30/6/2026", last_day=date(2026, 6, 29))
    mention = UnitMention(lead, is_group=lead == GROUP)
    return TaskDraft(number, str(number), f"{title} {number}", (mention,), partners, deadline, Place(row=number))


class Ward(World):
    """The small ward; `tasks` are the plan. People speak through `type_text` and `press`, as the platform brings it."""

    def __init__(self, database: Database, tasks: Sequence[TaskDraft] = ()) -> None:
        self._has_own_tasks = bool(tasks)
        self._tasks = tuple(tasks) or tuple(task(n, whose) for n, whose in enumerate(TASKS_OF, 1))
        super().__init__(database, hanoi(9, 15))
        self._update_ids = count(1)

    def _contents(self) -> str | None:
        return None if self._has_own_tasks else "the small ward"

    def _load(self) -> None:
        with self.database.transaction() as tx:
            load_roster(tx, self.organisation, roster(), self.now)
            draft = PlanDraft("Kế hoạch kín", "12-KH/ĐU", "Đảng ủy", date(2026, 4, 9), self._tasks, ())
            confirm_plan(tx, self.organisation, draft, b"the plan", "plan.txt", self.now)

    @cached_property
    def dispatcher(self) -> Dispatcher:
        """The real one over the real office."""
        return Dispatcher(self.office, {CHANNEL: read_update}, lambda: self.now)

    def named(self, name: str) -> str:
        """A name of the small ward as this one has it."""
        return name

    def link_all(self) -> None:
        """Everybody links; then the platform says that one of them can no longer be reached."""
        for who, name in PEOPLE.items():
            self.ask_in(CHATS[who], f"/start {self.code_for(name)}")
        self.lose(DEAD_LINK)

    def lose(self, who: str) -> None:
        """The platform says that this chat can no longer be reached."""
        with self.database.transaction() as tx:
            set_alive(tx, self.organisation_id, CHANNEL, str(CHATS[who]), self.now, dead_reason="gone")

    def code_for(self, name: str) -> str:
        """A fresh code for a person."""
        with self.database.transaction() as tx:
            return invite_person(tx, self.organisation_id, name, self.now).code

    def receive(self, *updates: Mapping[str, Any]) -> None:
        """Store raw updates as the program does."""
        arrivals = [Arrival(update_key(raw), chat_of(raw), json.dumps(raw)) for raw in updates]
        self.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 1, self.now), arrivals)

    def ask_in(self, chat: int, text: str, *, pressed: bool = False, **fields: Any) -> list[Response]:
        """What comes back to a chat for a text typed, or carried by a button that says so."""
        self.receive(self.press(chat, text, **fields) if pressed else self.text(chat, text, **fields))
        self.dispatcher.work()
        return self.answers_to(chat)

    def answers_to(self, chat: int) -> list[Response]:
        """What waits to be said to a chat, taken out of the queue: quicker than to deliver it, leaves no receipt."""
        is_his = (outbox.c.state == "waiting") & (outbox.c.chat_id == str(chat))
        with self.database.transaction() as tx:
            waiting = tx.execute(select(outbox.c.sayings).where(is_his).order_by(outbox.c.id)).scalars().all()
            tx.execute(update(outbox).where(is_his).values(state="sent"))
        return [saying_from_json(kept) for responses in waiting for kept in responses]

    def text(self, chat: int, text: str, /, **fields: Any) -> dict[str, Any]:
        """A raw update: somebody types."""
        return {"update_id": next(self._update_ids), "message": _message(chat, text=text, **fields)}

    def press(self, chat: int, data: str, /, **fields: Any) -> dict[str, Any]:
        """A raw update: somebody presses a button, or sends what a button never said."""
        message = {**_message(chat, **fields), "from": {"id": 7_000_000_001, "is_bot": True}}
        query = {"id": "1", "from": _person(chat), "data": data, "message": message}
        return {"update_id": next(self._update_ids), "callback_query": query}

    def let_report(self, numbers: Sequence[int]) -> None:
        """The tasks have been reported done by an officer."""

        def reported(before: Occurrence, person: int) -> Occurrence:
            return report_done(before, person, date(2026, 4, 9), self.now, None, needs_confirmation=True)

        self._change(numbers, reported)

    def let_be_held_up(self, numbers: Sequence[int]) -> None:
        """Something holds the tasks up."""
        self._change(numbers, lambda before, _: raise_obstacle(before, "chưa có kinh phí", self.now))

    def let_be_cancelled(self, numbers: Sequence[int]) -> None:
        """The tasks are not to be done any more."""
        self._change(numbers, lambda before, _: replace(before, state=State.CANCELLED, closed_at=self.now))

    def _change(self, numbers: Sequence[int], change: Callable[[Occurrence, int], Occurrence]) -> None:
        with self.database.transaction() as tx:
            person = find_by_name(tx, self.organisation_id, self.named(PEOPLE["officer"])) or 0
            for number in numbers:
                before = self._found(tx, number).occurrence
                change_occurrence(tx, before, change(before, person))

    def let_ask(self, numbers: Sequence[int], *kinds: RequestKind) -> None:
        """Requests of these kinds about the tasks wait for somebody's word."""
        with self.database.transaction() as tx:
            person = find_by_name(tx, self.organisation_id, self.named("Người Bên Lam")) or 0
            for number in numbers:
                found = self._found(tx, number)
                for kind in kinds:
                    new = Request(
                        0, found.task.id, found.occurrence.id, kind, RequestState.OPEN, person, self.now, "vì sao",
                        wanted_day=date(2026, 7, 30),
                    )  # fmt: skip
                    add_request(tx, self.organisation_id, new)

    def _found(self, tx: Transaction, number: int) -> TaskNow:
        found = find_task(tx, self.organisation_id, number)
        assert found is not None
        return found

    def traces(self) -> tuple[object, ...]:
        """What any change would leave a trace in: versions of occurrences and requests, events, linked accounts.

        That somebody writes from an account, and so can be reached again, is no change.
        """
        with self.database.reading() as tx:
            versions = tx.execute(select(func.sum(occurrence.c.version), func.count())).one()
            changes = select(func.count()).select_from(event).where(event.c.what != "account_reachable")
            asked = tx.execute(select(func.sum(request.c.version), func.count())).one()
            accounts = select(chat_account.c.chat_id, chat_account.c.person_id).order_by(chat_account.c.id)
            return (*versions, *asked, tx.execute(changes).scalar_one(), *map(tuple, tx.execute(accounts)))

    def unit_id(self, name: str) -> int:
        """The id that a forged button could carry."""
        with self.database.reading() as tx:
            return int(tx.execute(select(unit.c.id).where(unit.c.name == name)).scalar_one())


def _person(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "Ai"}


def _message(chat: int, /, **fields: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1, "chat": {"id": chat, "type": "private"}, "from": _person(chat), **fields}
