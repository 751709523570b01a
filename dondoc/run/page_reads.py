"""What the pages of the board read with: connections and threads of their own."""

from collections.abc import Callable
from dataclasses import dataclass

from dondoc.app import ServiceThreads
from dondoc.databases import open_page_engine
from dondoc.settings import Settings
from storage.engine.database import Database
from web.board.page import READ_SECONDS

READERS = 2  # pages never wait for the office's threads, nor the office for pages


@dataclass(frozen=True, slots=True)
class PageReads:
    """Read-only connections whose queries end after READ_SECONDS, and the threads in which they are used."""

    database: Database
    threads: ServiceThreads

    def close(self) -> None:
        """Wait for what is being read, end the threads and close the connections."""
        self.threads.close()
        self.database.close()


def open_page_reads(settings: Settings, threads: Callable[[int], ServiceThreads] = ServiceThreads) -> PageReads:
    """Reads for the database of these settings; a connection is opened when a page first needs one.

    `threads(n)` calls plain functions in n threads.
    """
    engine = open_page_engine(settings.database_url.get_secret_value(), READ_SECONDS, READERS)
    return PageReads(Database(engine), threads(READERS))
