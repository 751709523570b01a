"""Migration 0019: sentences that the program looked for in the error column become a column and reason codes."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from dondoc.databases import open_engine
from storage.inbox import to_row
from storage.migrating import migrate
from storage.tables import inbox, outbox
from tests.upgrades.kept_ward import restore_postgresql, restore_sqlite

AFTER_RESTORE = "đã chờ sẵn trong bản sao lưu được khôi phục"


@pytest.fixture
def old_url(empty_database_url: str) -> str:
    """A database of version 0008, not upgraded yet."""
    if empty_database_url.startswith("sqlite"):
        return restore_sqlite(Path(empty_database_url.removeprefix("sqlite:///")))
    return restore_postgresql(empty_database_url)


def test_sentences_in_the_error_column_become_a_column_and_codes(old_url: str) -> None:
    engine = open_engine(old_url)
    with engine.begin() as tx:
        first, second, third = tx.execute(
            text("SELECT id FROM inbox WHERE state = 'waiting' ORDER BY id LIMIT 3")
        ).scalars()
        held, left, folded, other = tx.execute(text("SELECT id FROM outbox ORDER BY id LIMIT 4")).scalars()
        for table, row, error in (
            ("inbox", first, AFTER_RESTORE),
            ("inbox", second, f"{AFTER_RESTORE}: Timeout: too slow"),
            ("inbox", third, "Timeout: too slow"),
            ("outbox", held, "có thể còn một chương trình khác dùng cùng bot"),
            ("outbox", left, "người nhận đã thôi tham gia"),
            ("outbox", folded, f"đã gộp vào tin {held}"),
            ("outbox", other, "chat not found"),
        ):
            tx.execute(text(f"UPDATE {table} SET error = :error WHERE id = :id"), {"error": error, "id": row})  # noqa: S608 - our own tables
    migrate(engine)
    with engine.connect() as tx:
        rows = {row["id"]: row for row in tx.execute(select(inbox)).mappings()}
        errors = {row[0]: row[1] for row in tx.execute(select(outbox.c.id, outbox.c.error))}
    engine.dispose()
    assert [(to_row(rows[n]).may_be_again, rows[n]["error"]) for n in (first, second, third)] == [
        (True, None), (True, "Timeout: too slow"), (False, "Timeout: too slow"),
    ]  # fmt: skip
    assert not any(row["may_be_again"] for row in rows.values() if row["id"] not in {first, second})
    assert [errors[n] for n in (held, left, folded, other)] == [
        "second_program", "recipient_left", f"folded_into {held}", "chat not found",
    ]  # fmt: skip
