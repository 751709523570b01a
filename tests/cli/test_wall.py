"""`dondoc wall`: a screen is opened with an address that is told once, listed, and ended."""

from tests.cli.conftest import Terminal


def test_a_screen_is_opened_listed_and_ended(own_ward: Terminal) -> None:
    opened = own_ward.json("wall", "open", "  Phòng họp tầng 2 ")
    secret = opened["address"].rpartition("/")[2]
    assert opened["address"].startswith("http://localhost:8080/man-hinh/")
    assert len(secret) == 43
    assert (opened["number"], opened["name"], opened["names"]) == (1, "Phòng họp tầng 2", False)
    assert [(wall["number"], wall["name"]) for wall in own_ward.json("wall")] == [(1, "Phòng họp tầng 2")]
    assert not [row for row in own_ward.rows() if secret in row], "only the hash is stored"
    assert own_ward.json("wall", "end", "1")["number"] == 1
    assert own_ward.json("wall") == []
    again = own_ward.run("wall", "end", "1")
    assert (again.code, again.out) == (1, "")
    assert "Không có màn hình số 1 đang mở" in again.err
    history = [entry["what"] for entry in own_ward.json("audit", "show")["events"]]
    assert history[:2] == ["wall_ended", "wall_opened"]
    assert own_ward.run("audit", "verify").code == 0


def test_the_terminal_says_how_to_end_it_and_a_number_is_never_used_again(own_ward: Terminal) -> None:
    told = own_ward.run("wall", "open", "Phòng họp", "--names", DONDOC_PUBLIC_URL="https://ward.example")
    assert "https://ward.example/man-hinh/" in told.out
    assert "dondoc wall end 1" in told.out
    assert own_ward.run("wall", "end", "1").code == 0
    assert own_ward.json("wall", "open", "Sảnh")["number"] == 2
    assert "Sảnh" in own_ward.run("wall").out


def test_a_screen_has_a_name(own_ward: Terminal) -> None:
    for wrong in ("", "  ", "x" * 81):
        assert own_ward.run("wall", "open", wrong).code == 1
