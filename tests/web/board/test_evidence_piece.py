"""What was handed in is shown to who may see its task, and to nobody else; nothing of it runs in a browser."""

import pytest
from sqlalchemy import update

from domain.evidence import Evidence, EvidenceKind, FileState
from storage.engine.database import Database
from storage.evidence import add_evidence
from storage.tables import evidence_file
from storage.tasks import find_task
from tests.board import BoardOnTest
from tests.security.ward import PEOPLE, Ward

PNG, PAGE = b"\x89PNG\r\n\x1a\n and more", b"<script>alert(1)</script>"
OURS, OTHERS = 1, 4  # tasks of our unit and of others


@pytest.fixture
def board(database: Database) -> BoardOnTest:
    board = BoardOnTest(Ward(database))
    for number in (OURS, OTHERS):
        hand_in(board, number, EvidenceKind.PHOTO, "", PNG)
        hand_in(board, number, EvidenceKind.FILE, "biên bản.html", PAGE)
        hand_in(board, number, EvidenceKind.TEXT, "", b"")
    return board


def hand_in(board: BoardOnTest, number: int, kind: EvidenceKind, name: str, content: bytes) -> None:
    """A piece of the officer's, already in the evidence folder."""
    world, reference, digest = board.world, f"{number}-{kind.value}", f"{number}{kind.value}".ljust(64, "0")
    with world.database.transaction() as tx:
        found = find_task(tx, world.organisation_id, number)
        assert found is not None
        is_file = kind is not EvidenceKind.TEXT
        piece = Evidence(
            found.occurrence.id, board.person_id(PEOPLE["officer"]), kind, "QĐ 12", world.now,
            "telegram" if is_file else None, reference if is_file else None, name,
        )  # fmt: skip
        add_evidence(tx, world.organisation_id, piece, None, len(content))
        stored = {"state": FileState.STORED.value, "stored_hash": digest, "stored_size": len(content)}
        tx.execute(update(evidence_file).where(evidence_file.c.file_ref == reference).values(**stored))
    board.stored[digest] = content


async def test_a_picture_is_shown_and_a_file_only_downloaded(board: BoardOnTest) -> None:
    browser = await board.signed_in(PEOPLE["officer"])
    picture = await browser.get(f"/minh-chung/{OURS}/1")
    assert (picture.status_code, picture.content, picture.headers["content-type"]) == (200, PNG, "image/png")
    file = await browser.get(f"/minh-chung/{OURS}/2")
    assert (file.status_code, file.headers["content-type"]) == (200, "application/octet-stream")
    assert file.headers["content-disposition"].startswith("attachment; filename*=UTF-8''bi%C3%AAn")
    assert "sandbox" in file.headers["content-security-policy"]
    assert file.headers["x-content-type-options"] == "nosniff"
    page = (await browser.get(f"/viec/{OURS}")).text
    assert f'href="/minh-chung/{OURS}/1"' in page
    assert f'href="/minh-chung/{OURS}/3"' not in page  # of text there is no file


async def test_only_who_may_see_the_task_gets_what_was_handed_in(board: BoardOnTest) -> None:
    board.step = 1.0
    for role, name in PEOPLE.items():
        if role == "dead link":
            continue
        browser = await board.signed_in(name)
        expected = 404 if role in {"officer", "head"} else 200
        assert (await browser.get(f"/minh-chung/{OTHERS}/1")).status_code == expected, role
        assert (await browser.get(f"/minh-chung/{OURS}/1")).status_code == 200
    stranger = await board.browser().get(f"/minh-chung/{OURS}/1")
    assert stranger.status_code == 404
    assert stranger.text == (await board.browser().get("/khong-co")).text


@pytest.mark.parametrize("path", ["/minh-chung/1/0", "/minh-chung/1/3", "/minh-chung/1/9", "/minh-chung/999/1"])
async def test_what_is_not_there_is_answered_as_any_unknown_address(board: BoardOnTest, path: str) -> None:
    browser = await board.signed_in(PEOPLE["officer"])
    assert (await browser.get(path)).status_code == 404
    assert (await browser.get(f"/minh-chung/1/{'9' * 30}")).status_code == 404
