"""Through the site: screens for who has their address, files of reports, and lines for who is signed in."""

import pytest

from services.administration.keep_walls import close_wall, open_wall
from storage.organisations import lock_organisation
from tests.board import BoardOnTest
from tests.world import HA, HUNG, MINH, World


@pytest.fixture
def board(world: World) -> BoardOnTest:
    world.link(HA, HUNG, MINH)
    return BoardOnTest(world)


async def test_a_screen_is_shown_to_who_has_its_address_until_it_is_ended(board: BoardOnTest) -> None:
    world = board.world
    with world.database.transaction() as tx:
        lock_organisation(tx, world.organisation_id)
        wall, token = open_wall(tx, world.organisation_id, "Phòng họp", world.now, shows_names=False)
    stranger = board.browser()
    shown = await stranger.get(f"/man-hinh/{token}")
    assert shown.status_code == 200
    assert "Đảng ủy phường Thủy Nguyên" in shown.text
    assert "set-cookie" not in shown.headers
    assert shown.headers["x-frame-options"] == "DENY"
    with world.database.transaction() as tx:
        lock_organisation(tx, world.organisation_id)
        close_wall(tx, world.organisation_id, wall.number, world.now)
    ended, unknown = await stranger.get(f"/man-hinh/{token}"), await stranger.get(f"/man-hinh/{'x' * 43}")
    assert ended.status_code == unknown.status_code == 404
    assert ended.text == unknown.text == (await stranger.get("/khong-co")).text
    for address in (f"/man-hinh/{token}/dong", f"/man-hinh/{'x' * 43}/dong", "/dong"):
        assert (await stranger.get(address)).status_code == 404


async def test_a_report_is_downloaded_by_those_who_may_read_it(board: BoardOnTest) -> None:
    browser = await board.signed_in(HA)
    answer = await browser.get("/bao-cao?loai=month&tep=docx&de-xuat=B%E1%BB%95+sung+kinh+ph%C3%AD")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await browser.get("/bao-cao?loai=month&tep=exe")).status_code == 404
    assert (await browser.get("/lich?tep=docx")).headers["content-type"].startswith("text/html")
    officer = await board.signed_in(MINH)
    assert (await officer.get("/bao-cao?loai=month&tep=docx")).status_code == 404


async def test_every_page_follows_its_topics(board: BoardOnTest) -> None:
    browser = await board.signed_in(HUNG)
    for path, topic in (("/tien-do", "tasks"), ("/nguoi", "people"), ("/nhat-ky", "history"), ("/cai-dat", "settings")):
        html = (await browser.get(f"{path}?x=1")).text
        assert f'hx-get="{path}?x=1"' in html
        assert f"{topic} from:body" in html
        assert f'hx-sse:connect="/dong?since={board.live.mark}"' in html
    for file in ("htmx-4.0.1.min.js", "htmx-sse-4.0.1.min.js", "live.js"):
        [address] = [part.split('"')[0] for part in html.split('src="') if part.split('"')[0].endswith(f"/{file}")]
        script = await browser.get(address)
        assert script.headers["content-type"].startswith("text/javascript")
        assert "immutable" in script.headers["cache-control"]
