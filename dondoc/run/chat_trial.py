"""A conversation tried on a private copy of the database, by the program's own path from the inbox to the answer."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Any

from bot.conversation.dispatcher import Dispatcher
from bot.conversation.offers import Offer, canonical_name, numbers_in, offers_in, offers_of, offers_typed
from bot.conversation.uploads import UploadJob, UploadWorker
from bot.grammar.reading import GRAMMAR, read_command
from bot.messages import Incoming, Kind
from bot.platforms.registry import PLATFORMS
from bot.platforms.telegram.connector import TELEGRAM
from domain.channels import channels_on
from domain.deliveries import Delivery, Outcome, Result
from domain.inbox import Arrival, CursorNow
from domain.messages import Refusal
from domain.messages.drafts import ImportPlan, PlanBeingRead
from domain.messages.questions import ClarificationAsked
from domain.organisations import Organisation
from dondoc.run.plan_process import read_in_process
from services.commands.answer_messages import recall_chat
from services.context.explain_chat import Deed, deeds_since, mark_before, shown_by
from services.office.inbox_service import LONGEST_RETRY_SECONDS, MOST_ATTEMPTS
from services.office.office import Office
from storage.accounts import link, living_accounts
from storage.people import Contact, load_contacts
from storage.trial_database import TrialDatabase
from wording.messages import Capabilities, Message
from wording.render import render

BOT, BATCH = "explain", 8
MOST_DAYS = 366  # a year of mornings takes about a minute
MOMENT = timedelta(microseconds=1)  # two messages never arrive at the same instant
_TYPED = "explained"
_CHANNELS = {channel: platform for name, platform in PLATFORMS.items() for channel in channels_on(name)}
_CAPABILITIES = {channel: platform.capabilities for channel, platform in _CHANNELS.items()}
_READERS = {channel: platform.read for channel, platform in _CHANNELS.items()}


@dataclass(frozen=True, slots=True)
class Explained:
    """What a text would do, and what would be answered."""

    text: str
    deeds: Sequence[Deed]
    shows: str | None
    asks: Sequence[Offer]
    answer: str
    buttons: Sequence[str]


class ChatTrial:
    """The program without its edges: typed messages go straight to the inbox, and outgoing ones count as delivered."""

    def __init__(self, database: TrialDatabase, organisation: Organisation, now: datetime, superior: str = "") -> None:
        self._database = database
        self._organisation = organisation
        self._now = now
        self._superior = superior
        self._keys = count(1)
        self._chats: dict[int, tuple[str, str]] = {}
        self._office = Office(database, organisation.id, BOT, grammar=GRAMMAR)
        recall = partial(recall_chat, database, organisation.id)
        uploads = _AtOnce(self._office, {}, read_in_process, lambda: self._now, recall)
        readers = {name: partial(_read, name) for name in _READERS}
        plain = [name for name, can in _CAPABILITIES.items() if not can.has_pictures]
        no_files = [name for name, can in _CAPABILITIES.items() if not can.has_files]
        self._dispatcher = Dispatcher(self._office, readers, lambda: self._now, plain, uploads, without_files=no_files)

    def people(self) -> tuple[Contact, ...]:
        """Everybody in the organisation."""
        with self._database.kept(), self._database.reading() as tx:
            return load_contacts(tx, self._organisation.id)

    def prepare(self, at: datetime, before: Sequence[tuple[Contact, str]], person: Contact) -> None:
        """Bring the copy to the instant: link these people, deliver everything due by then, then type `before`."""
        with self._database.kept():
            self._link({person.id, *(contact.id for contact, _ in before)})
            self._settle()
        for instant in self._ticks(at, person):
            with self._database.kept():
                self._tick(instant)
        for contact, text in before:
            with self._database.kept():
                self._say(contact, text)

    def explain(self, person: Contact, text: str) -> Explained:
        """What the text would do if this person typed it now; nothing of it stays."""
        own, command = self._organisation.id, read_command(text)
        with self._database.undone(), self._database.reading() as tx:
            before = mark_before(tx, own)
            answers = self._say(person, text)
            obeyed = canonical_name(command) or ImportPlan.canonical
            deeds = deeds_since(tx, own, before, obeyed, numbers_in(command))
        responses = [response for answer in answers for response in answer.responses]
        messages = [self._rendered(answer, _CAPABILITIES[answer.channel]) for answer in answers]
        pairs = zip(answers, messages, strict=True)
        asks = list(dict.fromkeys(offer for pair in pairs for offer in self._offers(*pair)))
        labels = [button.label for message in messages for row in message.buttons for button in row]
        texts = "\n\n".join(message.text for message in messages)
        return Explained(text, deeds, None if deeds else shown_by(responses), asks, texts, labels)

    def _link(self, person_ids: set[int]) -> None:
        """Who is not linked, or blocked the bot, gets a chat of their own for the trial."""
        own = self._organisation.id
        with self._database.transaction() as tx:
            for person_id, channel, chat_id, _ in reversed(living_accounts(tx, own, sorted(person_ids))):
                self._chats[person_id] = (channel, chat_id)  # the preferred one comes first, so here it comes last
            for person_id in sorted(person_ids - self._chats.keys()):
                self._chats[person_id] = (TELEGRAM.name, f"{BOT}:{person_id}")
                link(tx, own, person_id, *self._chats[person_id], self._now)
        self._office.planning.check_everything()

    def _settle(self) -> None:
        """Carry out and deliver everything that already waits in the copied database."""
        while self._dispatcher.work():
            pass
        self._deliver()

    def _ticks(self, at: datetime, person: Contact) -> Iterator[datetime]:
        """The mornings between now and the instant, then the instant itself, so that everything due goes out."""
        zone, start = self._organisation.zone, self._now
        first, days = start.astimezone(zone).date(), max((at - start).days + 1, 0)
        hours: set[time] = {self._organisation.policy.morning_at}
        hours |= {person.morning_at} if person.morning_at else set()
        for day in (first + timedelta(days=n) for n in range(days + 1)):
            for hour in sorted(hours):
                instant = datetime.combine(day, hour, zone).astimezone(at.tzinfo)
                if start < instant < at:
                    yield instant
        yield at

    def _tick(self, now: datetime) -> None:
        """One round of the metronome, as dondoc.run.program makes it."""
        self._now = now
        self._office.planning.housekeeping(now)
        self._office.planning.plan_reports(now)
        self._office.planning.tell_unreached(now)
        self._office.planning.plan(now)
        self._deliver()

    def _say(self, person: Contact, text: str) -> list[Delivery]:
        """Receive, obey and answer one message; returns what went back to its chat."""
        self._now += MOMENT
        key, (channel, chat_id) = str(next(self._keys)), self._chats[person.id]
        cursor = CursorNow(0, int(key) + 1, self._now)
        payload = json.dumps({_TYPED: text, "chat": chat_id})
        self._office.inbox.receive(channel, BOT, cursor, [Arrival(key, chat_id, payload)], timedelta(0))
        self._obey()
        self._now += MOMENT
        return [sent for sent in self._deliver() if (sent.channel, sent.chat_id) == (channel, chat_id)]

    def _obey(self) -> None:
        """Until it is handled, or parked after as many attempts as the running program would make."""
        start = self._now
        for _ in range(MOST_ATTEMPTS):
            self._dispatcher.work()
            self._now += timedelta(seconds=LONGEST_RETRY_SECONDS)
            if not self._office.inbox.waiting(self._now, 1):
                break
        self._now = start

    def _deliver(self) -> list[Delivery]:
        return list(self._deliveries())

    def _deliveries(self) -> Iterator[Delivery]:
        while leased := self._office.delivery.lease(self._now, BATCH):
            self._office.delivery.record([self._accepted(delivery) for delivery in leased], self._now)
            yield from leased

    def _accepted(self, delivery: Delivery) -> Outcome:
        number = delivery.edit_message_id or f"{BOT}-{next(self._keys)}"
        return Outcome(delivery.outbox_id, Result.SENT, message_id=number, text="")

    def _rendered(self, delivery: Delivery, can: Capabilities) -> Message:
        zone = self._organisation.zone
        return render(delivery.responses, delivery.language, can, zone=zone, superior=self._superior)

    def _offers(self, answer: Delivery, message: Message) -> Iterator[Offer]:
        """Its buttons, be its channel with or without, and what its refusals say to type."""
        has_buttons = _CAPABILITIES[answer.channel].has_buttons
        yield from offers_in(message if has_buttons else self._rendered(answer, TELEGRAM.capabilities))
        for asked in (response for response in answer.responses if isinstance(response, ClarificationAsked)):
            yield from offers_of(asked.options)
        for refusal in (response for response in answer.responses if isinstance(response, Refusal)):
            alone = replace(answer, responses=(refusal,))
            yield from offers_typed(self._rendered(alone, _CAPABILITIES[answer.channel]).text)


class _AtOnce(UploadWorker):
    """Reads a pasted plan at once: nobody else waits meanwhile."""

    def take(self, job: UploadJob) -> None:
        """Read it, in a process of its own as always, and answer."""
        if job.attachments:  # sent to the running program, which alone can fetch it
            self._office.inbox.ignore(job.row.id, self._now(), "tệp do chương trình đang chạy đọc")
            return
        command = ImportPlan(reading=asyncio.run(self._reading(job, _tell_nobody, self._office.commands.unit_names())))
        self._office.commands.handle(job.row.id, job.origin, command, self._now())


async def _tell_nobody(_notice: PlanBeingRead, _turn: int) -> bool:
    """How far the reading is matters to nobody here."""
    return False


def _read(channel: str, raw: Mapping[str, Any]) -> Incoming:
    """A message typed here, or a row of the copied inbox."""
    if _TYPED not in raw:
        incoming: Incoming = _READERS[channel](raw)
        return incoming
    return Incoming(Kind.TEXT, raw["chat"], raw["chat"], "", raw[_TYPED])
