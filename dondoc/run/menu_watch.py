"""Notices which messages on their way change what a chat's menu must show."""

from domain.deliveries import Delivery
from domain.messages import Response
from domain.messages.accounts import Welcome
from domain.messages.people import AbsenceEnded, AbsenceNoted, PersonMoved
from domain.messages.reports import MorningDigest
from domain.messages.settings import LanguageShown

_CHANGING = (Welcome, LanguageShown, AbsenceNoted, AbsenceEnded, PersonMoved)


class MenuWatch:
    """Tracks messages on their way that change a chat's menu, and the chats whose menu has a stand-in's commands.

    No event marks the first and last day of an absence, so the first morning message of its days, and the first one
    after, are the signals.
    """

    def __init__(self) -> None:
        self._on_the_way: dict[int, tuple[str, str]] = {}
        self._standing_in: set[tuple[str, str]] = set()

    def leased(self, delivery: Delivery) -> None:
        """A message is about to be sent."""
        chat = (delivery.channel, delivery.chat_id)
        if any(self._changes(response, chat) for response in delivery.responses):
            self._on_the_way[delivery.outbox_id] = chat

    def recorded(self, outbox_id: int, *, is_sent: bool) -> tuple[str, str] | None:
        """Note the outcome of a message and return the (channel, chat id) whose menu must be set now, if any."""
        chat = self._on_the_way.pop(outbox_id, None)
        return chat if is_sent else None

    def _changes(self, response: Response, chat: tuple[str, str]) -> bool:
        if not isinstance(response, MorningDigest):
            return isinstance(response, _CHANGING)
        stood_in = chat in self._standing_in
        (self._standing_in.add if response.standing_in_for else self._standing_in.discard)(chat)
        return bool(response.standing_in_for) or stood_in
