"""The organisation above a message, and the question which one is meant."""

from domain.messages.shared_chats import OrganisationChoice, WhichOrganisation
from wording.layout import utf16_length
from wording.messages import Capabilities, Entity, Message
from wording.render import render
from wording.shared_chats import under_name

CHOICES = (OrganisationChoice("HB", "Đảng ủy phường Hồng Bàng"), OrganisationChoice("LC", "Đảng ủy phường Lê Chân"))
BUTTONS = Capabilities(has_buttons=True, has_edits=True, has_pictures=False, max_length=4096, max_caption=1024)
TEXT = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0)


def test_the_first_line_names_the_organisation_and_what_was_bold_stays_bold() -> None:
    said = Message("Việc 3\nhạn 30/6", entities=(Entity(0, 6),))
    named = under_name(said, "HB", "Đảng ủy phường Hồng Bàng", 4096)
    first, _, rest = named.text.partition("\n")
    assert (first, rest) == ("HB · Đảng ủy phường Hồng Bàng", said.text)
    assert [named.text[each.start : each.end] for each in named.entities] == [first, "Việc 3"]


def test_it_stays_within_the_length_and_changes_no_message_of_buttons_alone() -> None:
    named = under_name(Message("dài " * 2000), "HB", "Đảng ủy " * 60, 4096)
    assert utf16_length(named.text) <= 4096
    only = Message("x", is_keyboard_only=True)
    assert under_name(only, "HB", "Đảng ủy", 4096) is only
    assert under_name(Message(""), "HB", "Đảng ủy", 4096).text == "HB · Đảng ủy"


def test_the_question_has_a_button_an_organisation_that_types_its_code() -> None:
    asked = render([WhichOrganisation(CHOICES, "xong 3")], "vi", BUTTONS)
    assert [button.typed for row in asked.buttons for button in row] == ["HB", "LC"]
    assert all(choice.name in asked.text for choice in CHOICES)
    typed = render([WhichOrganisation(CHOICES)], "vi", TEXT)
    assert not typed.buttons
    assert "HB · LC" in typed.text
