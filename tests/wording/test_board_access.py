"""The link to the board as it is sent, and the button under the status card; neither where the board has no address."""

from dataclasses import replace

from domain.messages import Notice
from domain.messages.board_access import BoardLinkMade
from tests.samples.everything import STATUS
from wording.messages import Capabilities, Message
from wording.render import render

PHONE = Capabilities(has_buttons=True, has_edits=True, has_pictures=False, max_length=4096, max_caption=1024)
LINK = BoardLinkMade("/vao/the-secret-of-the-link", "Q3XM-4N27", 10, "Phạm Quốc Hùng")


def shown(said: Notice, board_url: str) -> Message:
    return render([said], "vi", PHONE, board_url=board_url)


def test_the_link_stands_alone_on_its_line_and_the_code_names_its_page() -> None:
    assert shown(LINK, "https://ward.example").text.splitlines() == [
        "Đường dẫn vào trang theo dõi, dùng một lần, trong 10 phút:",
        "https://ward.example/vao/the-secret-of-the-link",
        "Trên máy tính: mở https://ward.example/vao rồi nhập mã Q3XM-4N27",
        "Không chuyển cho người khác: ai mở đường dẫn là vào với tên đồng chí. Ra khỏi trang: đăng xuất",
    ]


def test_without_an_address_no_secret_is_told() -> None:
    text = shown(LINK, "").text
    assert "secret" not in text
    assert "Q3XM" not in text
    assert "dondoc page “Phạm Quốc Hùng”" in text


def test_the_card_has_a_button_to_the_board_where_it_is_reached() -> None:
    card = replace(STATUS, view="card")
    assert [button.typed for button in shown(card, "https://ward.example").buttons[-1]] == ["board"]
    assert "board" not in [button.typed for row in shown(card, "").buttons for button in row]
