"""The review of a plan on a page: what the page says beside the words that chats have already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.deadlines import Deadline
from domain.messages.drafts import OpenPoint
from domain.plans import Place
from wording import parts
from wording.drafts import choice_label, doubt_text, point_text

if TYPE_CHECKING:
    from wording.words import Words

__all__ = ["choice_label", "doubt_text", "limit_text", "place_text", "points_text", "reminded_text", "twin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWords:
    """Words of `/ke-hoach` and `/du-thao/N`.

    `fields` are labels by the part of a row, `twins` what is typed in a chat instead of a press, `filters` by what is
    shown, `reasons` by why a block is unread, `rhythms` by the kind of a repeating limit.
    """

    waiting: str
    waiting_none: str
    waiting_entry: str
    made_by: str
    left: str
    left_none: str
    open: str
    upload: str
    upload_how: str
    upload_label: str
    upload_button: str
    followed: str
    followed_none: str
    plan_figures: str
    draft_title: str
    not_written: str
    counts: str
    next_doubt: str
    write: str
    write_heading: str
    write_new: str
    write_amended: str
    write_told: str
    write_unreached: str
    write_left: str
    write_without_lead: str
    write_undated: str
    write_now: str
    write_back: str
    discard: str
    discard_heading: str
    filters: Mapping[str, str]
    document: str
    read_as: str
    picture_of: str
    by_hand: str
    fields: Mapping[str, str]
    save: str
    save_of: str
    understood: str
    understood_not: str
    understood_repeats: str
    rhythms: Mapping[str, str]
    undated: str
    stranger: str
    doubt: str
    more: str
    split: str
    split_how: str
    join: str
    join_how: str
    drop: str
    restore: str
    add: str
    add_how: str
    left_out: str
    unread: str
    unread_refused: str
    unread_known: str
    follow: str
    amended: str
    is_new: str
    gone: str
    who: str
    who_how: str
    who_nobody: str
    who_name: str
    who_leads: str
    who_joins: str
    who_days: str
    who_not_linked: str
    at_day: str
    place_table: str
    place_paragraph: str
    place_page: str
    plan_parts: Mapping[str, str]
    twins: Mapping[str, str]
    nothing_here: str
    nobody: str
    units_hint: str


def limit_text(deadline: Deadline, words: "Words") -> str:
    """What a limit was understood as: its last day with the weekday, its rhythm, or that there is none."""
    if deadline.is_repeating:
        return words.review.understood_repeats.format(rhythm=words.review.rhythms[deadline.kind.value])
    if deadline.last_day is None:
        return words.review.undated
    day = words.days.due_day_of_year(deadline.last_day)
    if deadline.at_time is not None:
        day = words.tasks.at_hour.format(day=day, hour=words.days.hour(deadline.at_time))
    return words.review.understood.format(day=day)


def place_text(place: Place, words: "Words") -> str:
    """Where in the document something stands: "bảng 1, hàng 4 · trang 3"."""
    review = words.review
    found = [
        review.place_table.format(table=place.table, row=place.row) if place.table else "",
        review.place_paragraph.format(paragraph=place.paragraph) if place.paragraph else "",
        review.place_page.format(page=place.page) if place.page else "",
    ]
    return " · ".join(text for text in found if text)


def reminded_text(day: date, numbers: tuple[int, ...], words: "Words") -> str:
    """The rows of which somebody would be reminded on a morning: "thứ Hai, 13/4: dòng 3, 5"."""
    return words.review.at_day.format(day=words.days.due_day(day), numbers=parts.numbers(numbers))


def twin(name: str, words: "Words", **values: object) -> str:
    """What is typed in a chat for the same."""
    return words.review.twins[name].format(**values)


def points_text(points: Sequence[OpenPoint], words: "Words") -> str:
    """The open questions in a few words each."""
    return "; ".join(dict.fromkeys(point_text(point, words) for point in points))
