"""After which messages the command menu of a chat is set anew: what its person may do has changed with them."""

from domain.deliveries import Delivery
from domain.notices import MorningDigest, Saying, Welcome
from domain.people_notices import AbsenceEnded, AbsenceNoted, PersonMoved
from domain.setting_notices import LanguageShown

_CHANGING = (Welcome, LanguageShown, AbsenceNoted, AbsenceEnded, PersonMoved)


class MenuWatch:
    """Knows the messages on their way that change a menu, and the chats whose menu has a stand-in's commands.

    An absence begins and ends without a word; the first morning message of its days, and the first one after, tells.
    """

    def __init__(self) -> None:
        self._on_the_way: dict[int, tuple[str, str]] = {}
        self._standing_in: set[tuple[str, str]] = set()

    def leased(self, delivery: Delivery) -> None:
        """A message is about to be sent."""
        chat = (delivery.channel, delivery.chat_id)
        if any(self._changes(saying, chat) for saying in delivery.sayings):
            self._on_the_way[delivery.outbox_id] = chat

    def recorded(self, outbox_id: int, *, is_sent: bool) -> tuple[str, str] | None:
        """What became of a message; gives the (channel, chat id) whose menu is to be set now, if any."""
        chat = self._on_the_way.pop(outbox_id, None)
        return chat if is_sent else None

    def _changes(self, saying: Saying, chat: tuple[str, str]) -> bool:
        if not isinstance(saying, MorningDigest):
            return isinstance(saying, _CHANGING)
        stood_in = chat in self._standing_in
        (self._standing_in.add if saying.standing_in_for else self._standing_in.discard)(chat)
        return bool(saying.standing_in_for) or stood_in
