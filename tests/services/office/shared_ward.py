"""Three organisations, two of them on one bot: raw updates go through its inbox, their dispatchers and the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from bot.conversation.admission import arrival_of
from bot.conversation.dispatcher import Dispatcher
from bot.grammar.organisation_codes import read_whose
from bot.grammar.reading import GRAMMAR
from bot.platforms.telegram.inbound import chat_of, read_update, update_key
from domain.deliveries import Delivery, Outcome, Result
from domain.inbox import CursorNow
from domain.messages import Response
from services.administration.add_organisation import add_another_organisation
from services.administration.load_roster import load_roster
from services.commands.change_people import invite_person
from services.office.office import Office
from services.office.shared_office import SharedOffice
from services.plans.confirm_plan import confirm_plan
from storage.accounts import link, living_accounts, set_alive
from storage.across_organisations import everywhere
from storage.engine.database import Database
from storage.organisations import add_organisation, list_organisations, load_organisation, set_code
from storage.people import put_phones
from storage.tables import inbox
from tests.loaded_once import loaded_once
from tests.people import find_by_name
from tests.world import BOT, CHANNEL, HA, LAN, MINH, PLAN, example_plan, example_roster, hanoi

NAMES = {"HB": "Đảng ủy phường Hồng Bàng", "LC": "Đảng ủy phường Lê Chân", "TN": "Đảng ủy phường Thủy Nguyên"}
CHATS = {LAN: "11", HA: "12", MINH: "13", "Người lạ": "15"}
SHARING = ("HB", "LC")


@dataclass(frozen=True, slots=True)
class Told:
    """A message that went out: whose, what it says, and the platform's number of it."""

    code: str
    responses: tuple[Response, ...]
    names_organisation: bool
    message_id: str

    @property
    def kinds(self) -> list[str]:
        """The kinds of what it says."""
        return [type(response).__name__ for response in self.responses]


class SharedWard:
    """HB and LC share a bot; Lan belongs to both, Hà to HB, Minh to LC. TN has one of its own."""

    def __init__(self, database: Database) -> None:
        self.database, self.now = database, hanoi(10, 9)
        self.ids: dict[str, int] = {}
        loaded_once(database, "three organisations, two of them on one bot", self._found)
        with everywhere(database).reading() as tx:
            self.ids = {str(one.code): one.id for one in list_organisations(tx)}
        self.offices = {
            code: Office(database, id_, "here", grammar=GRAMMAR, bots={CHANNEL: BOT}) for code, id_ in self.ids.items()
        }
        self.bot = self.shared()
        for code in SHARING:
            self.offices[code].share(self.bot)
        self.dispatchers = {
            code: Dispatcher(office, {CHANNEL: read_update}, lambda: self.now) for code, office in self.offices.items()
        }
        self._updates, self._messages = count(1), count(501)

    def shared(self, since: Mapping[str, datetime] | None = None) -> SharedOffice:
        """The shared bot as the program opens it."""
        served = {self.ids[code]: (since or {}).get(code) for code in SHARING}
        return SharedOffice(self.database, CHANNEL, served, read_whose)

    def _found(self) -> int:
        with everywhere(self.database).transaction() as tx:
            self.ids["HB"] = add_organisation(tx, NAMES["HB"], "Asia/Ho_Chi_Minh", self.now)
            set_code(tx, self.ids["HB"], "HB")
            for code in ("LC", "TN"):
                added = add_another_organisation(tx, NAMES[code], code, "Asia/Ho_Chi_Minh", self.now)
                self.ids[code] = added.id
            for id_ in self.ids.values():
                own = load_organisation(tx, id_)
                load_roster(tx, own, example_roster(), self.now)
                confirm_plan(tx, own, example_plan(), PLAN.read_bytes(), PLAN.name, self.now)
        for name, codes in ((LAN, "HB LC"), (HA, "HB"), (MINH, "LC")):
            for code in codes.split():
                self.link(code, name)
        return self.ids["HB"]

    def link(self, code: str, name: str) -> None:
        """The person's phone is linked in this organisation, too."""
        with everywhere(self.database).transaction() as tx:
            person_id = find_by_name(tx, self.ids[code], name)
            assert person_id is not None
            link(tx, self.ids[code], person_id, CHANNEL, CHATS[name], self.now)

    def code_for(self, code: str, name: str) -> str:
        """A one-time code of an organisation for a person of it."""
        with self.database.of(self.ids[code]).transaction() as tx:
            return invite_person(tx, self.ids[code], name, self.now).code

    def text(self, name: str, text: str, *, reply_to: str | None = None, **more: Any) -> dict[str, Any]:
        """A raw update: somebody types, perhaps in reply to a message of ours."""
        message = {**_message(CHATS[name], next(self._messages)), "text": text, **more}
        if reply_to is not None:
            message["reply_to_message"] = {**_message(CHATS[name], int(reply_to)), "from": {"id": 7, "is_bot": True}}
        return {"update_id": next(self._updates), "message": message}

    def share_number(self, name: str, phone: str) -> list[Told]:
        """What somebody is told who shares their own telephone number."""
        contact = {"phone_number": phone, "first_name": "Người dùng", "user_id": int(CHATS[name])}
        message = {**_message(CHATS[name], next(self._messages)), "contact": contact}
        self.receive({"update_id": next(self._updates), "message": message})
        return self.work()

    def list_number(self, code: str, name: str, phone: str) -> None:
        """An organisation has this number of a person in its list."""
        with self.database.of(self.ids[code]).transaction() as tx:
            person_id = find_by_name(tx, self.ids[code], name)
            assert person_id is not None
            put_phones(tx, person_id, [phone])

    def press(self, name: str, message_id: str, data: str) -> dict[str, Any]:
        """A raw update: somebody presses a button."""
        message = {**_message(CHATS[name], int(message_id)), "from": {"id": 7, "is_bot": True}}
        query = {"id": "1", "from": _person(CHATS[name]), "data": data, "message": message}
        return {"update_id": next(self._updates), "callback_query": query}

    def receive(self, *updates: Mapping[str, Any], silence: timedelta = timedelta(0)) -> int:
        """Store raw updates as the connector of the shared bot does; returns how many were new."""
        arrivals = [arrival_of(read_update, raw, update_key(raw), chat_of(raw)) for raw in updates]
        cursor = CursorNow(0, int(updates[-1]["update_id"]) + 1, self.now) if updates else CursorNow(0, 0, self.now)
        return self.bot.inbox.receive(CHANNEL, BOT, cursor, arrivals, silence, self.now.timestamp())

    def work(self) -> list[Told]:
        """Everything that waits is handled, and what is to be said goes out."""
        for dispatcher in self.dispatchers.values():
            while dispatcher.work():
                pass
        return self.deliver()

    def deliver(self) -> list[Told]:
        """What is to be said goes out."""
        told = []
        for code, office in self.offices.items():
            while leased := office.delivery.lease(self.now, 8):
                sent = [(one, one.edit_message_id or str(next(self._messages))) for one in leased]
                office.delivery.record([_accepted(*each) for each in sent], self.now)
                told += [Told(code, one.responses, one.names_organisation, number) for one, number in sent]
        return told

    def ask(self, name: str, text: str, *, reply_to: str | None = None) -> list[Told]:
        """What somebody is told for a text."""
        self.receive(self.text(name, text, reply_to=reply_to))
        return self.work()

    def tap(self, name: str, message_id: str, data: str) -> list[Told]:
        """What somebody is told for a press."""
        self.receive(self.press(name, message_id, data))
        return self.work()

    def lose(self, code: str, name: str) -> None:
        """The platform has said to this organisation that the chat can no longer be reached."""
        with self.database.of(self.ids[code]).transaction() as tx:
            set_alive(tx, self.ids[code], CHANNEL, CHATS[name], self.now, dead_reason="gone")

    def is_alive(self, code: str, name: str) -> bool:
        """Whether this organisation takes the chat for one that can be reached."""
        with self.database.of(self.ids[code]).reading() as tx:
            return any(chat == CHATS[name] for _, _, chat, _ in living_accounts(tx, self.ids[code]))

    def later(self, **by: float) -> None:
        """Time goes on."""
        self.now += timedelta(**by)

    def stored(self) -> list[tuple[str, str]]:
        """Whose the updates are, by their keys in the order in which they were stored."""
        by_id = {id_: code for code, id_ in self.ids.items()}
        query = select(inbox.c.organisation_id, inbox.c.update_key).order_by(inbox.c.id)
        with everywhere(self.database).reading() as tx:
            return [(by_id[row[0]], row[1]) for row in tx.execute(query)]

    def last_way(self) -> str:
        """How the organisation of the newest update was found; "" where its chat belongs to one."""
        with everywhere(self.database).reading() as tx:
            shared = tx.execute(select(inbox.c.shared).order_by(inbox.c.id.desc()).limit(1)).scalar()
        return "" if shared is None else str(shared["way"])


def _accepted(delivery: Delivery, message_id: str) -> Outcome:
    is_secret = any(response.is_secret for response in delivery.responses)
    return Outcome(delivery.outbox_id, Result.SENT, message_id=message_id, text="…", is_secret=is_secret)


def _person(chat: str) -> dict[str, Any]:
    return {"id": int(chat), "is_bot": False, "first_name": "Người dùng"}


def _message(chat: str, number: int) -> dict[str, Any]:
    return {
        "message_id": number, "date": 1_775_786_400, "chat": {"id": int(chat), "type": "private"},
        "from": _person(chat),
    }  # fmt: skip


def codes_of(told: Sequence[Told]) -> list[str]:
    """Whose these messages are."""
    return [one.code for one in told]


def kinds_of(told: Sequence[Told]) -> list[str]:
    """What they say."""
    return [kind for one in told for kind in one.kinds]
