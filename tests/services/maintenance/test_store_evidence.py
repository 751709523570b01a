"""What is handed in is fetched once, tried again for about a day, kept as long as it is needed, on both engines."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.platforms.telegram.outbound import TelegramChannel
from bot.platforms.zalo.outbound import ZaloChannel
from domain.evidence import LARGEST_BYTES, MOST_FETCHES, EvidenceKind, FetchTrouble, FileState, Handed
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages.evidence import EvidenceFile, EvidenceKept, EvidenceShown, HandedIn, ShowEvidence
from dondoc.ops.health_check import found_in
from services.maintenance.maintenance import Maintenance
from services.maintenance.store_evidence import EvidenceService
from storage.evidence import ref_hash
from storage.evidence_folder import EvidenceFolder
from storage.organisations import add_organisation
from storage.tables import evidence, evidence_file
from tests.services.commands.test_verification import FILE, PHOTO, hand_in
from tests.world import BOT, CHANNEL, HA, LAN, World, hanoi
from wording.render import render

ZALO, TELEGRAM = ZaloChannel.capabilities, TelegramChannel.capabilities
PICTURE = b"\xff\xd8\xff a picture"


@pytest.fixture
def ward(world: World) -> World:
    world.link(LAN, HA)
    world.now = hanoi(10, 9)
    return world


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "evidence", 3 * LARGEST_BYTES)


@pytest.fixture
def service(ward: World, folder: EvidenceFolder) -> EvidenceService:
    return EvidenceService(ward.database, ward.organisation_id, folder)


def states(ward: World) -> list[str]:
    with ward.database.reading() as tx:
        return list(tx.execute(select(evidence_file.c.state).order_by(evidence_file.c.id)).scalars())


def fetch_all(ward: World, service: EvidenceService, folder: EvidenceFolder, content: bytes = PICTURE) -> int:
    """Everything due is fetched and stored, each with the same content."""
    claimed = service.claim(ward.now, 10)
    for one in claimed:
        assert service.note_stored(one, folder.store(content, ward.now), len(content))
    return len(claimed)


def shown(ward: World, chat: str = HA) -> EvidenceShown:
    [response] = [response for response in ward.ask(chat, "minh chứng 3") if isinstance(response, EvidenceShown)]
    return response


def test_until_it_is_stored_the_answers_say_so(ward: World, service: EvidenceService, folder: EvidenceFolder) -> None:
    _, receipt = hand_in(ward, LAN, "xong 3", PHOTO)
    assert receipt == HandedIn(1, "photo", waiting=1)
    [kept] = hand_in(ward, LAN, "minh chứng 3", FILE)
    assert isinstance(kept, EvidenceKept)
    assert kept.waiting == 1
    assert [item.content for item in shown(ward).items] == ["waiting", "waiting"]
    assert fetch_all(ward, service, folder) == 2
    assert [item.content for item in shown(ward).items] == ["", ""]


def test_the_same_reference_handed_in_twice_is_fetched_once_and_is_there_at_once(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    assert fetch_all(ward, service, folder) == 1
    [again] = hand_in(ward, LAN, "minh chứng 3", PHOTO)
    assert isinstance(again, EvidenceKept)
    assert again.waiting == 0
    assert service.claim(ward.now, 10) == []


def test_two_references_with_the_same_content_are_stored_once(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    hand_in(ward, LAN, "minh chứng 3", FILE)
    assert fetch_all(ward, service, folder) == 2
    assert len(list(folder.files())) == 1
    counts = service.counts(ward.now)
    assert (counts.stored, counts.stored_bytes) == (2, len(PICTURE))


def test_what_the_platform_says_is_larger_than_20_mb_stays_a_link_and_the_sender_hears_so(
    ward: World, service: EvidenceService
) -> None:
    large = Handed(EvidenceKind.VIDEO, "BAAC", "hop.mp4", LARGEST_BYTES + 1)
    _, receipt = hand_in(ward, LAN, "xong 3", large)
    assert receipt == HandedIn(1, "video", waiting=0, too_large=1)
    assert [item.content for item in shown(ward).items] == ["too_large"]
    assert service.claim(ward.now, 10) == []


def test_two_processes_never_fetch_the_same_piece(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    other = EvidenceService(ward.database, ward.organisation_id, folder)
    [claimed] = service.claim(ward.now, 10)
    assert other.claim(ward.now + timedelta(minutes=4), 10) == []
    ward.now += timedelta(minutes=6)  # the first one hangs
    [taken_over] = other.claim(ward.now, 10)
    digest = folder.store(PICTURE, ward.now)
    assert not service.note_stored(claimed, digest, len(PICTURE))
    assert not service.note_failed(claimed, FetchTrouble.UNREACHABLE, ward.now, is_final=True)
    assert other.note_stored(taken_over, digest, len(PICTURE))
    assert states(ward) == ["stored"]


def test_a_fetch_that_fails_is_tried_again_later_and_later_and_given_up_within_about_a_day(
    ward: World, service: EvidenceService
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    began, attempts, waits = ward.now, 0, []
    while FileState.WAITING.value in states(ward):
        for claimed in service.claim(ward.now, 10):
            attempts += 1
            waits.append(ward.now - began)
            service.note_failed(claimed, FetchTrouble.UNREACHABLE, ward.now, is_final=False)
        ward.now += timedelta(minutes=1)
        assert ward.now - began < timedelta(days=2)
    assert attempts == MOST_FETCHES
    assert sum(wait < timedelta(hours=1) for wait in waits) >= 5
    assert timedelta(hours=18) < waits[-1] < timedelta(hours=26)
    assert [item.content for item in shown(ward).items] == ["unreachable"]
    assert service.counts(ward.now).given_up == (("unreachable", 1),)


def test_a_piece_at_which_the_program_dies_each_time_is_given_up_too(ward: World, service: EvidenceService) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    for _ in range(MOST_FETCHES):
        assert len(service.claim(ward.now, 10)) == 1
        ward.now += timedelta(hours=7)
    assert service.claim(ward.now, 10) == []
    assert [item.content for item in shown(ward).items] == ["interrupted"]


def test_a_clock_set_back_does_not_keep_a_piece_waiting(ward: World, service: EvidenceService) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    ward.now -= timedelta(days=30)
    assert len(service.claim(ward.now, 10)) == 1


def test_a_row_never_names_a_file_that_is_not_there(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    [claimed] = service.claim(ward.now, 10)
    digest = folder.store(PICTURE, ward.now)
    folder.remove(digest)
    assert not service.note_stored(claimed, digest, len(PICTURE))
    assert states(ward) == ["waiting"]
    assert service.missing() == frozenset()


def test_killed_between_the_file_and_its_row_the_piece_is_fetched_again_and_the_file_used(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    service.claim(ward.now, 10)
    folder.store(PICTURE, ward.now)  # and the process is gone
    ward.now += timedelta(minutes=6)
    assert fetch_all(ward, service, folder) == 1
    assert len(list(folder.files())) == 1


def test_what_was_taken_back_is_kept_for_30_days_and_then_removed(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "minh chứng 3", PHOTO)
    fetch_all(ward, service, folder)
    ward.ask(LAN, "hoàn tác")
    assert service.sweep(ward.now) == 0
    ward.now += timedelta(days=29)
    assert (service.sweep(ward.now), states(ward)) == (0, ["stored"])
    ward.now += timedelta(days=2)
    assert (service.sweep(ward.now), states(ward)) == (1, [])
    assert list(folder.files()) == []


def test_what_was_stored_after_the_deed_does_not_hinder_its_undo(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    fetch_all(ward, service, folder)
    ward.ask(LAN, "hoàn tác")
    [nothing] = ward.ask(HA, "minh chứng 3")
    assert type(nothing).__name__ == "NoEvidence"


def test_what_was_taken_back_and_handed_in_again_is_not_removed(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "minh chứng 3", PHOTO)
    fetch_all(ward, service, folder)
    ward.ask(LAN, "hoàn tác")
    service.sweep(ward.now)
    hand_in(ward, LAN, "minh chứng 3", PHOTO)
    ward.now += timedelta(days=40)
    assert (service.sweep(ward.now), states(ward)) == (0, ["stored"])
    ward.now += timedelta(days=40)
    assert (service.sweep(ward.now), states(ward)) == (0, ["stored"])


def test_a_file_that_no_row_names_goes_after_30_days(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    folder.store(b"left by a kill", ward.now)
    assert service.sweep(ward.now + timedelta(days=29)) == 0
    assert service.sweep(ward.now + timedelta(days=31)) == 1


def test_what_found_no_room_waits_again_once_there_is_room(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    [claimed] = service.claim(ward.now, 10)
    service.note_failed(claimed, FetchTrouble.NO_ROOM, ward.now, is_final=True)
    folder.quota_bytes = LARGEST_BYTES - 1
    service.sweep(ward.now)
    assert (states(ward), service.counts(ward.now).no_room) == (["given_up"], 1)
    folder.quota_bytes = 2 * LARGEST_BYTES
    service.sweep(ward.now)
    assert (states(ward), service.counts(ward.now).no_room) == (["waiting"], 0)
    assert fetch_all(ward, service, folder) == 1


def test_a_lost_file_is_noticed_and_fetched_again_after_a_restore(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    fetch_all(ward, service, folder)
    [stored] = folder.files()
    folder.remove(stored.digest)
    assert service.missing() == {stored.digest}
    assert service.fetch_missing_again(ward.now) == 1
    assert service.missing() == frozenset()
    assert fetch_all(ward, service, folder) == 1


def test_a_damaged_file_is_fetched_again_after_a_restore(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    fetch_all(ward, service, folder)
    [stored] = folder.files()
    folder.file(stored.digest).write_bytes(b"x" * stored.size)
    assert service.fetch_missing_again(ward.now) == 1
    assert fetch_all(ward, service, folder) == 1
    assert folder.read(stored.digest) == PICTURE


def test_files_are_shown_by_their_name_on_the_channel_and_out_of_the_folder(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    [before] = [response for response in ward.ask(HA, "minh chứng 3") if isinstance(response, EvidenceFile)]
    assert (before.file_ref, before.digest) == (PHOTO.file_ref, "")
    fetch_all(ward, service, folder)
    [after] = [response for response in ward.ask(HA, "minh chứng 3") if isinstance(response, EvidenceFile)]
    assert (after.file_ref, after.digest) == (PHOTO.file_ref, next(folder.files()).digest)
    with ward.database.transaction() as tx:
        tx.execute(update(evidence).values(channel="zalo"))
        tx.execute(update(evidence_file).values(channel="zalo", ref_hash=ref_hash("zalo", PHOTO.file_ref)))
    [other] = [response for response in ward.ask(HA, "minh chứng 3") if isinstance(response, EvidenceFile)]
    assert (other.file_ref, other.digest) == ("", after.digest)


def test_the_administrators_are_told_once_that_the_quota_is_reached(ward: World, service: EvidenceService) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    [claimed] = service.claim(ward.now, 10)
    service.note_failed(claimed, FetchTrouble.NO_ROOM, ward.now, is_final=False)
    office = Maintenance(ward.database, ward.organisation_id)
    told = []
    for hours in (0, 2, 8, 20):
        at = ward.now + timedelta(hours=hours)
        findings = [one for one in found_in(office.audit(at), 0) if one.kind == "evidence_full"]
        assert [one.count for one in findings] == [1]
        told.append(office.alert(findings, at))
    assert told[0] > 0
    assert told[1:] == [0, 0, 0]


def test_where_no_file_can_be_sent_the_list_says_where_to_look(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "xong 3", PHOTO)
    fetch_all(ward, service, folder)
    ward.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 1, ward.now), [Arrival("zalo-like", HA, "{}")], timedelta(0))
    [row] = ward.office.inbox.waiting(ward.now)
    origin = MessageContext(CHANNEL, HA, text="minh chứng 3", takes_files=False)
    ward.office.commands.handle(row.id, origin, ShowEvidence(3), ward.now)
    [delivery] = ward.deliver()
    said = {can.max_length: render(delivery.responses, "vi", can).text for can in (ZALO, TELEGRAM)}
    assert "Kênh này không nhận được ảnh, tệp" in said[ZALO.max_length]
    assert "Kênh này không nhận được ảnh, tệp" not in said[TELEGRAM.max_length]


def test_what_another_organisation_was_handed_is_not_removed(
    ward: World, service: EvidenceService, folder: EvidenceFolder
) -> None:
    hand_in(ward, LAN, "minh chứng 3", PHOTO)
    fetch_all(ward, service, folder)
    with ward.database.transaction() as tx:
        other = add_organisation(tx, "Đảng ủy phường Khác", "Asia/Ho_Chi_Minh", ward.now)
    ward.now += timedelta(days=40)
    assert EvidenceService(ward.database, other, folder).sweep(ward.now) == 0
    assert len(list(folder.files())) == 1
