"""`dondoc page NAME`: a link and a code at the machine, told once, in the history, kept as hashes."""

from tests.cli.conftest import Terminal

HUNG = "Phạm Quốc Hùng"


def test_a_link_is_printed_once_and_stands_in_the_history(own_ward: Terminal) -> None:
    made = own_ward.json("page", HUNG)
    secret = made["link"].rpartition("/")[2]
    assert made["link"].startswith("http://127.0.0.1:8080/vao/")
    assert (made["person"], made["minutes"], len(secret), len(made["code"])) == (HUNG, 10, 43, 9)
    hidden = (secret, made["code"], made["code"].replace("-", ""))
    assert not [row for row in own_ward.rows() if any(word in row for word in hidden)], "only hashes are stored"
    newest = own_ward.json("audit", "show")["events"][0]
    assert (newest["what"], newest["detail"]) == ("board_link_made", HUNG)


def test_with_a_public_address_the_link_is_below_it(own_ward: Terminal) -> None:
    told = own_ward.run("page", HUNG, DONDOC_PUBLIC_URL="https://ward.example/")
    assert "https://ward.example/vao/" in told.out
    assert "Chỉ mở được trên chính máy này" not in told.out
    assert "Chỉ mở được trên chính máy này" in own_ward.run("page", HUNG).out


def test_of_a_name_that_nobody_has_the_nearest_are_told(own_ward: Terminal) -> None:
    refused = own_ward.run("page", "Nguyễn")
    assert (refused.code, refused.out) == (1, "")
    assert "Không xác định được “Nguyễn”" in refused.err
