"""Finds out for which of the organisations that share a bot an update is. Understand, or ask: never a deed on a guess.

Rules, in their order (docs/adr/0027):

1. A one-time code that holds is for the organisation that made it; a person's own telephone number, for one that has it
   in its list and does not know the chat yet.
2. A chat that one organisation knows is that one's; a chat that none knows is the first one's.
3. Of a chat of several: the code in the text; the message replied to, or whose button was pressed; for what completes
   a question, the organisation that asked last; for what only shows something, the one that wrote last. Else the person
   is asked.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.inbox import Arrival, InboxRow
from domain.shared_chats import ASKS, Reading, ReadText, Said, SharedChat, Way
from services.office.admitting import hashes_of
from storage.engine.database import Transaction
from storage.shared_chats import (
    KnownBy,
    Served,
    asking,
    invited_by,
    known_by,
    listed_by_phone,
    note_shared,
    shared_updates,
    told_since,
    whose_message,
)

ReadWhose = Callable[[str, Collection[str]], ReadText]
REMEMBERED = timedelta(days=1)  # so long the organisation that wrote last is meant by what only shows something
CLOSE_TOGETHER = timedelta(minutes=1)  # two that wrote within it: either may be meant
ANSWERED_WITHIN = timedelta(days=2)  # as every question
TYPED_WITHIN = timedelta(hours=1)  # a code that is typed alone answers a question for so long


@dataclass(frozen=True, slots=True)
class Routed:
    """An update with its organisation; `of_several` when its chat has several."""

    organisation_id: int
    arrivals: tuple[Arrival, ...]

    @property
    def of_several(self) -> bool:
        """Whether the chat belongs to several organisations."""
        return any(arrival.shared is not None for arrival in self.arrivals)


class WhoseUpdate:
    """Finds the organisation of each of the updates of one transaction, in their order."""

    def __init__(
        self, tx: Transaction, served: Served, bot: tuple[str, str], read: ReadWhose, now: datetime,
        arrivals: Sequence[Arrival],
    ) -> None:  # fmt: skip
        """`bot`: its channel and number. `read` reads a text and the codes in it; `now` is when the updates came."""
        self._tx, self._served, self._bot, self._read, self._now = tx, served, bot, read, now
        channel = bot[0]
        chats = {arrival.chat_id for arrival in arrivals if arrival.chat_id}
        self.known: Mapping[str, list[KnownBy]] = known_by(tx, served, channel, chats)
        hashes = {code for arrival in arrivals for code in hashes_of(arrival)}
        self.codes: Mapping[str, int] = invited_by(tx, served, hashes, now)
        self.unreached: set[tuple[int, str]] = set()  # organisations that do not know that a chat can be reached again

    def of(self, arrival: Arrival) -> Routed:
        """The organisation of an update, and what is stored for it there."""
        known = self.known.get(arrival.chat_id or "", [])
        invited = next((self.codes[code] for code in hashes_of(arrival) if code in self.codes), None)
        said = arrival.said or Said()
        if invited is None and said.phone:
            invited = self._listed(said.phone, {one.organisation.id for one in known})
        if invited is not None:
            return Routed(invited, (arrival,))
        if len(known) < 2:
            return Routed(known[0].organisation.id if known else min(self._served), (arrival,))
        if said.is_own:
            self.unreached |= {(one.organisation.id, arrival.chat_id or "") for one in known if not one.is_alive}
        return _OfChat(self._tx, self._served, self._bot, self._now, arrival, said, known).routed(self._read)

    def _listed(self, phone: str, known: Collection[int]) -> int | None:
        """The first organisation that can link the chat by this number; else one that can say why not.

        None where none of those that do not know the chat has the number, or a chat that is known would gain nothing.
        """
        listed = listed_by_phone(self._tx, self._served.keys() - known, phone)
        able = [organisation_id for organisation_id, is_able in listed.items() if is_able]
        return min(able or ([] if known else listed), default=None)


class _OfChat:
    """One update of a chat of several organisations."""

    def __init__(
        self, tx: Transaction, served: Served, bot: tuple[str, str], now: datetime, arrival: Arrival, said: Said,
        known: Sequence[KnownBy],
    ) -> None:  # fmt: skip
        self._tx, self._now, self._arrival, self._said = tx, now, arrival, said
        self._organisations = tuple(one.organisation for one in known)
        self._by_id = {one.id: one for one in self._organisations}
        self._served = {id_: since for id_, since in served.items() if id_ in self._by_id}
        self._address = (bot[0], arrival.chat_id or "")
        self._on_bot = (*bot, arrival.chat_id or "")
        self._first = self._organisations[0].id
        self._recent: list[tuple[InboxRow, int]] | None = None

    def routed(self, read: ReadWhose) -> Routed:
        said, codes = self._said, [one.code for one in self._organisations if one.code]
        text = read(said.text, codes) if said.text.strip() else ReadText((), Reading.DEED)
        if len(text.codes) > 1:
            return self._to(self._first, Way.MIXED)
        about = self._about()
        named = next((one.id for one in self._organisations if text.codes == (one.code,)), None)
        if named is not None:
            return self._named(named, text, about)
        if len(about) == 1:
            return self._to(next(iter(about)), Way.MESSAGE)
        return self._unnamed(text.reading, is_about=bool(about))

    def _unnamed(self, reading: Reading, *, is_about: bool) -> Routed:
        """Neither a code nor a message of one organisation says which is meant."""
        if not self._said.may_be_asked:
            return self._to(self._first, Way.NOTHING)
        if self._said.is_edit:
            return self._to(self._first, Way.EDIT)
        return (None if is_about else self._from_conversation(reading)) or self._asked()

    def _about(self) -> Mapping[int, str]:
        """The organisations whose message it replies to, or whose button it presses."""
        if self._said.about is None:
            return {}
        return whose_message(self._tx, self._served, *self._on_bot, self._said.about)

    def _named(self, organisation_id: int, text: ReadText, about: Mapping[int, str]) -> Routed:
        if text.is_bare and not self._arrival_has_file():
            return self._answered(organisation_id, text.codes[0], about)
        if about and organisation_id not in about:
            return self._asked()  # the text says one, the message replied to another
        return self._to(organisation_id, Way.CODE, text.codes[0])

    def _arrival_has_file(self) -> bool:
        return bool(self._said.album)

    def _answered(self, organisation_id: int, code: str, about: Mapping[int, str]) -> Routed:
        """A code alone answers the question which organisation was meant: what was asked about goes to that one."""
        row = self._question(about)
        if row is None:
            way = Way.OVER if about and self._is_question(about) else Way.CODE
            return self._to(organisation_id, way, code)
        asked = [row, *self._of_album(row)]
        for each, _ in asked:
            if each.shared is not None:
                note_shared(self._tx, each.id, replace(each.shared, way=Way.ANSWERED))
        chosen = SharedChat(Way.CHOSEN, self._organisations)
        key = self._arrival.update_key
        again = [
            replace(
                self._arrival, update_key=key if not place else f"{key}+{place}", payload=each.payload,
                said_at=each.said_at, shared=chosen,
            )
            for place, (each, _) in enumerate(sorted(asked, key=lambda one: one[0].id))
        ]  # fmt: skip
        return Routed(organisation_id, tuple(again))

    def _question(self, about: Mapping[int, str]) -> tuple[InboxRow, int] | None:
        """The open question that this answers: that of the button, or the last one if nothing was said since."""
        recent = self._shared_updates()
        if about:
            keys = set(about.values())
            return next((one for one in recent if _is_asked(one[0]) and f"answer:{one[0].id}" in keys), None)
        last = next((one for one in recent if one[0].shared is not None and one[0].shared.way is not Way.WAITS), None)
        is_it = last is not None and _is_asked(last[0]) and self._now - last[0].received_at < TYPED_WITHIN
        return last if is_it else None

    def _is_question(self, about: Mapping[int, str]) -> bool:
        questions = {f"answer:{row.id}" for row, _ in self._shared_updates() if _asks(row)}
        return not questions.isdisjoint(about.values())

    def _of_album(self, row: tuple[InboxRow, int]) -> list[tuple[InboxRow, int]]:
        shared = row[0].shared
        album = shared.album if shared is not None else ""
        same = [one for one in self._shared_updates() if one[0].shared is not None and one[0].shared.album == album]
        return [one for one in same if album and one[0].shared and one[0].shared.way is Way.WAITS]

    def _from_conversation(self, reading: Reading) -> Routed | None:
        """What completes a question, or only shows something, goes by what was written to the chat last."""
        if reading is Reading.DEED:
            return None
        last = self._told_last()
        if reading is Reading.NOTHING:
            return self._to(self._first if last is None else last, Way.NOTHING)
        open_in = asking(self._tx, self._by_id, *self._address, self._now) if reading is Reading.ANSWER else frozenset()
        if open_in:
            return self._to(last, Way.QUESTION) if last is not None and open_in == {last} else None
        return None if last is None else self._to(last, Way.LAST)

    def _told_last(self) -> int | None:
        """The organisation that wrote last, unless another one wrote at about the same time."""
        questions = {f"answer:{row.id}" for row, _ in self._shared_updates() if _asks(row)}
        told = told_since(self._tx, self._served, *self._on_bot, self._now - REMEMBERED)
        told = [one for one in told if one[2] not in questions]
        if not told:
            return None
        whose, at, _ = told[0]
        is_clear = all(one[0] == whose for one in told if at - one[1] < CLOSE_TOGETHER)
        return whose if is_clear else None

    def _asked(self) -> Routed:
        album = self._said.album
        is_further = album and any(row.shared and row.shared.album == album for row, _ in self._shared_updates())
        return self._to(self._first, Way.WAITS if is_further else Way.ASKED, album=album)

    def _to(self, organisation_id: int, way: Way, code: str = "", album: str = "") -> Routed:
        shared = SharedChat(way, self._organisations, code, album)
        return Routed(organisation_id, (replace(self._arrival, shared=shared),))

    def _shared_updates(self) -> list[tuple[InboxRow, int]]:
        if self._recent is None:
            since = self._now - ANSWERED_WITHIN
            self._recent = shared_updates(self._tx, self._by_id, *self._address, since)
        return self._recent


def _is_asked(row: InboxRow) -> bool:
    return row.shared is not None and row.shared.way is Way.ASKED


def _asks(row: InboxRow) -> bool:
    """Whether its answer is a question about the organisation, which says nothing of which one is meant."""
    return row.shared is not None and row.shared.way in ASKS
