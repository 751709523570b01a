"""Pictures of scanned rows: kept with the draft, shown with a row and a doubt about it, gone with the draft."""

import base64
from datetime import timedelta
from pathlib import Path

import pytest

from domain.drafts import PlanReading
from domain.messages.drafts import DoubtAsked, RowShown
from domain.plans import RowPicture
from services.plans.draft_pictures import NEWEST, sweep_pictures, with_pictures_kept
from services.plans.receive_plan import read_document
from storage.evidence_folder import EvidenceFolder
from tests.plans_in_chat import plan_text, said_to, send_reading
from tests.world import HA, World
from wording.messages import Capabilities
from wording.render import render

ROWS = [
    ("Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/5/2026"),
    ("Tập huấn kỹ năng số cho cán bộ, công chức", "", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
]
PNG = b"a picture"


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "drafts", 10_000)


def _scan(folder: EvidenceFolder, world: World) -> PlanReading:
    """What came of reading a scan: its second row has a picture."""
    reading = read_document(plan_text(ROWS), "ban-quet.txt")
    assert reading.plan is not None
    object.__setattr__(reading.plan, "pictures", (RowPicture(2, base64.b64encode(PNG).decode()),))
    return with_pictures_kept(reading, folder, world.now)


def test_a_row_names_its_picture_and_no_other_row_does(world: World, folder: EvidenceFolder) -> None:
    reading = _scan(folder, world)
    assert reading.plan is not None
    first, second = reading.plan.tasks
    assert (first.picture, folder.read(second.picture)) == ("", PNG)
    assert reading.plan.pictures == ()


def test_a_folder_that_is_full_costs_the_pictures_only(world: World, tmp_path: Path) -> None:
    reading = _scan(EvidenceFolder(tmp_path / "full", 1), world)
    assert reading.plan is not None
    assert [task.picture for task in reading.plan.tasks] == ["", ""]


def test_the_row_and_a_doubt_about_it_show_the_picture(world: World, folder: EvidenceFolder) -> None:
    world.link(HA)
    send_reading(world, HA, _scan(folder, world))
    said = said_to(world, HA)
    asked = [response for response in said if isinstance(response, DoubtAsked)]
    world.say(HA, "xem 2")
    world.say(HA, "xem 1")
    shown = [response for response in said_to(world, HA) if isinstance(response, RowShown)]
    assert [bool(row.picture) for row in shown] == [True, False]
    assert {response.picture for response in asked if response.doubt.row == 2} == {shown[0].picture}
    assert folder.read(shown[0].picture) == PNG


@pytest.mark.parametrize("end", ["hủy", "nhập"])
def test_the_picture_is_gone_with_the_draft(world: World, folder: EvidenceFolder, end: str) -> None:
    world.link(HA)
    send_reading(world, HA, _scan(folder, world))
    assert sweep_pictures(world.database, folder, world.now + NEWEST * 2) == 0
    world.say(HA, end)
    if end == "nhập":
        world.deliver()
        world.say(HA, "vẫn ghi")
    world.deliver()
    assert sweep_pictures(world.database, folder, world.now + timedelta(minutes=1)) == 0  # it may be just being written
    assert sweep_pictures(world.database, folder, world.now + NEWEST * 2) == 1
    assert list(folder.files()) == []


@pytest.mark.parametrize(
    ("has_pictures", "has_links", "is_shown"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_the_picture_is_shown_where_pictures_can_be(has_pictures: bool, has_links: bool, is_shown: bool) -> None:
    from tests.samples.drafts import ROW

    can = Capabilities(
        has_buttons=False, has_edits=False, has_pictures=has_pictures, max_length=4000, max_caption=1000,
        has_picture_links=has_links,
    )  # fmt: skip
    message = render([RowShown(ROW, (), "ab" * 32)], "vi", can)
    assert (message.again is not None) is is_shown
    assert ROW.title[:20] in message.text
