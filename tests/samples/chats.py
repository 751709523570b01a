"""Examples of answers to messages that are not plain text, for the page of messages and for the tests."""

from domain.messages import Response
from domain.messages.chats import Content, CourtesyAnswered, EditTooLate, ForwardAsked, GroupCodeEnded, NotText
from domain.messages.evidence import HandedIn, HandedInVain
from domain.messages.pressed import ButtonsUsed, ShownButton, UsedButton
from domain.messages.shared_chats import OrganisationChoice, WhichOrganisation

CHOICES = (OrganisationChoice("HB", "Đảng ủy phường Hồng Bàng"), OrganisationChoice("LC", "Đảng ủy phường Lê Chân"))

KEYBOARD = (
    (ShownButton("Đã nhận 3", "ack 3", "primary"), ShownButton("Xong 3", "done 3", "success")),
    (ShownButton("Xong 7", "done 7", "success"),),
)

MESSAGE_NOTICES: tuple[Response, ...] = (
    *(NotText(content.value) for content in Content),
    CourtesyAnswered(),
    ForwardAsked("Trần Thu Hà", "xong 3"),
    ForwardAsked("", ""),
    ForwardAsked("", "xong 3", is_quote=True),
    EditTooLate(),
    WhichOrganisation(CHOICES, "xong 3"),
    WhichOrganisation(CHOICES),
    HandedIn(1, "photo", waiting=1),
    HandedIn(3, "photo"),
    HandedIn(1, "file", too_large=1),
    HandedInVain("photo"),
    GroupCodeEnded(),
    ButtonsUsed(KEYBOARD, (UsedButton("ack 3", "ack", (3,)),)),
    ButtonsUsed(KEYBOARD, (UsedButton("done 3", "done", (3,)), UsedButton("done 7", "done", (7,)))),
)
