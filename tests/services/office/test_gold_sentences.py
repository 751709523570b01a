"""Sentences that officials, heads, coordinators and leaders type, on the program's own path.

Three sets written by others than the authors of the grammar. A sentence that was right and is not any more is a red
test.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

from storage.engine.database import Database
from tests.databases import on_a_kept_engine
from tests.services.context.test_explain_chat import explained
from tests.services.gold import Row, is_plain, rows, verdict
from tests.world import HA, HUNG, LAN, MINH, World

THANH = "Vũ Đức Thành"
WHO = {"officer": LAN, "head": THANH, "coordinator": HA, "leader": HUNG, "other": MINH}
REPORTED = (
    (LAN, "xong 3 đã gửi báo cáo"),
    (LAN, "gia hạn 5 8/5/2026 chờ hướng dẫn"),
    (LAN, "xin ý kiến 4 có mời chi bộ không?"),
)
BEFORE = {"coordinator": REPORTED, "leader": (*REPORTED, (HA, "duyệt 5"))}


@pytest.fixture
def ward(sqlite_database: Database) -> World:
    """The example ward."""
    return World(sqlite_database)


@pytest.fixture
def ward_on_postgresql(postgresql_url: str) -> Iterator[World]:
    """The same on the other engine."""
    with on_a_kept_engine(postgresql_url) as database:
        yield World(database)


def verdicts(ward: World, url: str, file: str, every: int = 1) -> list[tuple[Row, str]]:
    found = []
    for role, name in WHO.items():
        its = [row for row in rows(file) if row.role == role][::every]
        got = explained(ward, url, name, *(row.text for row in its), before=BEFORE.get(role, ()))
        found += [(row, verdict(row, one)) for row, one in zip(its, got, strict=True)]
    return found


@pytest.mark.parametrize(
    ("file", "at_once"),
    [("chat_phrases.tsv", 0.97), ("chat_blind.tsv", 0.97), ("chat_blind_second.tsv", 0.9)],
    ids=["open half", "blind", "second blind"],
)
def test_no_sentence_does_a_deed_that_was_not_meant(ward: World, sqlite_url: str, file: str, at_once: float) -> None:
    found = verdicts(ward, sqlite_url, file)
    assert [row for row, verdict in found if verdict in {"WRONG", "useless"}] == []
    count = Counter(verdict for _, verdict in found)
    assert count["asked"] / len(found) <= 0.3
    plain = [verdict for row, verdict in found if is_plain(row)]
    assert plain.count("right") / len(plain) >= at_once


@pytest.mark.parametrize("file", ["chat_phrases.tsv", "chat_blind.tsv", "chat_blind_second.tsv"])
def test_every_sixth_sentence_comes_to_the_same_on_postgresql(
    ward_on_postgresql: World, postgresql_url: str, file: str
) -> None:
    """A slice of them: what a sentence means is settled before the database, what comes of it is not."""
    found = verdicts(ward_on_postgresql, postgresql_url, file, every=6)
    assert [row for row, verdict in found if verdict in {"WRONG", "useless"}] == []
