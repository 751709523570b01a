"""Tells what has changed since it was asked last, whichever process changed it, for the open pages of the board."""

from collections.abc import Callable
from datetime import datetime

from domain.board.changes import ChangeMarks, Topic, topics_of
from storage.change_marks import kinds_since, read_change_marks
from storage.engine.database import Database
from storage.organisations import load_organisation


class ChangeService:
    """Looks for changes of one organisation. Plain calls: run them in a thread.

    It reads on `pages` where that is given: connections of the pages' own, which cannot write.
    """

    def __init__(self, database: Database, organisation_id: int, pages: Database | None = None) -> None:
        self._database = database.of(organisation_id)
        self._pages = (pages or database).of(organisation_id)
        self._organisation_id = organisation_id
        with self._database.reading() as tx:
            self._zone = load_organisation(tx, organisation_id).zone

    def look(self, before: ChangeMarks, now: datetime) -> tuple[ChangeMarks, frozenset[Topic]]:
        """The marks of now, and what changed since those of `before`.

        With the day every topic changes: what was due in time is overdue, who was away is back.
        """
        own = self._organisation_id
        with self._pages.raw_cursor() as cursor:
            last_event, drafts = read_change_marks(cursor, own)
        marks = ChangeMarks(last_event, drafts, now.astimezone(self._zone).date())
        if marks.day != before.day or marks.last_event < before.last_event:  # a restored database has fewer events
            return marks, frozenset(Topic)
        found: set[Topic] = set()
        if marks.last_event != before.last_event:
            with self._pages.reading() as tx:
                found |= topics_of(kinds_since(tx, own, before.last_event))
        if marks.drafts != before.drafts:
            found.add(Topic.DRAFTS)
        return marks, frozenset(found)

    def on_commit(self, call: Callable[[], None] | None) -> None:
        """Call this after each commit of this process, in the thread that committed; None stops it."""
        self._database.on_commit(call)
