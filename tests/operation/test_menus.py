"""After which messages a chat's command menu is set anew."""

from datetime import date

from domain.deliveries import Delivery, Priority
from domain.messages import Response
from domain.messages.people import AbsenceNoted
from domain.messages.reports import MorningDigest
from dondoc.run.menu_watch import MenuWatch

DAY = date(2026, 4, 13)
CHAT = ("telegram", "11")


def told(watch: MenuWatch, response: Response, *, is_sent: bool = True) -> tuple[str, str] | None:
    watch.leased(Delivery(1, *CHAT, 5, (response,), "vi", Priority.DIGEST, 1))
    return watch.recorded(1, is_sent=is_sent)


def digest(*standing_in_for: str) -> MorningDigest:
    return MorningDigest(DAY, "Vũ Đức Thành", (), standing_in_for=standing_in_for)


def test_the_first_morning_of_a_stand_in_and_the_first_one_after_set_the_menu_anew() -> None:
    watch = MenuWatch()
    assert told(watch, digest()) is None
    assert told(watch, digest("Nguyễn Thị Lan")) == CHAT
    assert told(watch, digest()) == CHAT
    assert told(watch, digest()) is None


def test_a_message_that_was_not_sent_sets_no_menu() -> None:
    noted = AbsenceNoted("Nguyễn Thị Lan", DAY, DAY, "Vũ Đức Thành", "Nguyễn Thị Lan", "stand_in")
    assert told(MenuWatch(), noted) == CHAT
    assert told(MenuWatch(), noted, is_sent=False) is None
