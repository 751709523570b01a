"""The pages of the board: what they say beside the words that chats have already, and shapes of names and instants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from domain.authorisation import may_see_all
from domain.people import Actor, Role
from wording import parts
from wording.layout import clean

if TYPE_CHECKING:
    from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWords:
    """What all pages share. `menu` and `titles` are by the name of a page."""

    product: str
    skip: str
    pages: str
    menu: Mapping[str, str]
    titles: Mapping[str, str]
    live: str
    live_lost: str
    sign_out: str
    print: str
    footer: str
    comrade: str
    typed: str
    as_of: str
    answer: str


def who_is_signed_in(actor: Actor, words: "Words") -> str:
    """The person with the role that says most: "Đ/c Phạm Quốc Hùng · lãnh đạo"."""
    name = words.board.comrade.format(name=clean(actor.name, parts.NAME))
    roles = [role for role in _BY_WEIGHT if role in actor.roles]
    return f"{parts.capitalised(name)} · {words.people.role_names[roles[0]]}" if roles else parts.capitalised(name)


def as_of(at: datetime, organisation: str, words: "Words") -> str:
    """Whose figures they are, and of which instant (local)."""
    return words.board.as_of.format(organisation=clean(organisation, parts.NAMES), at=words.days.instant(at))


def whose(actor: Actor, organisation: str) -> str:
    """Whose figures the person is shown: the organisation's, or those of their units."""
    return organisation if may_see_all(actor) else ", ".join(actor.unit_names) or organisation


_BY_WEIGHT = (Role.LEADER, Role.COORDINATOR, Role.INSPECTOR, Role.HEAD, Role.OFFICER, Role.ADMINISTRATOR)
