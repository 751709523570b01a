"""Examples of answers to messages that are not plain text, for the page of messages and for the tests."""

from domain.messages import Response
from domain.messages.chats import Content, CourtesyAnswered, EditTooLate, ForwardAsked, GroupCodeEnded, NotText
from domain.messages.evidence import HandedIn, HandedInVain

MESSAGE_NOTICES: tuple[Response, ...] = (
    *(NotText(content.value) for content in Content),
    CourtesyAnswered(),
    ForwardAsked("Trần Thu Hà", "xong 3"),
    ForwardAsked("", ""),
    ForwardAsked("", "xong 3", is_quote=True),
    EditTooLate(),
    HandedIn(1, "photo", waiting=1),
    HandedIn(3, "photo"),
    HandedIn(1, "file", too_large=1),
    HandedInVain("photo"),
    GroupCodeEnded(),
)
