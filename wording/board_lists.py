"""The pages of people, reports, history and settings: what they say beside the words of the chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.board.lists import PersonEntry
from domain.messages.accounts import ChooseChannel, MakeCode
from domain.messages.codes import ListUnlinked, PrintCodes
from domain.messages.history import HistoryEntry
from domain.messages.settings import ChooseHour, SettingSummary
from domain.reports import ReportPeriod
from wording import parts
from wording.history import happened
from wording.layout import RenderContext, clean
from wording.messages import Capabilities
from wording.reports import period_name
from wording.settings import setting_value

if TYPE_CHECKING:
    from wording.words import Words

# The name of a period is the same on every channel and in every zone.
_NOWHERE = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=1000, max_caption=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWords:
    """What these pages say. `filters` by the value of the address, `shortcuts` and `report_kinds` by their names."""

    find: str
    find_person: str
    people_count: str
    unlinked_count: str
    away_count: str
    filters: Mapping[str, str]
    no_unit: str
    name: str
    role: str
    linked: str
    heard: str
    never_heard: str
    not_linked: str
    away: str
    stand_in: str
    make_code: str
    codes: str
    print_codes: str
    list_unlinked: str
    roster: str
    roster_how: str
    roster_label: str
    nobody: str
    history_count: str
    history_of: str
    all_history: str
    newer: str
    older: str
    page_of: str
    no_history: str
    own: str
    hour_own: str
    hour_common: str
    change_hour: str
    common_hour: str
    common_hour_word: str
    language: str
    other_language_typed: str
    other_language_label: str
    channel: str
    change_button: str
    example: str
    use_channel: str
    office: str
    value: str
    prefixes: Mapping[str, str]
    only_coordinators: str
    report_kinds: Mapping[str, str]
    kind: str
    day_in: str
    until: str
    plan: str
    all_plans: str
    show: str
    shortcuts: Mapping[str, str]
    not_begun: str
    download: str
    proposals: str
    proposals_hint: str


def person_roles(entry: PersonEntry, words: "Words") -> str:
    """The roles of a person, or that there are none."""
    names = words.people.role_names
    return parts.capitalised(", ".join(names.get(role, role) for role in entry.summary.roles) or words.people.no_role)


def person_channels(entry: PersonEntry, words: "Words") -> str:
    """The linked platforms, or that none is."""
    return ", ".join(map(parts.channel_name, entry.channels)) or words.board_lists.not_linked


def person_heard(entry: PersonEntry, local: datetime | None, words: "Words") -> str:
    """When the person was last heard from (local)."""
    if not entry.channels:
        return ""
    return words.board_lists.never_heard if local is None else words.days.short_instant(local)


def person_away(entry: PersonEntry, words: "Words") -> str:
    """Until when the person is away, and who stands in; "" for who is there."""
    summary, lists = entry.summary, words.board_lists
    if summary.away_until is None:
        return ""
    text = lists.away.format(day=words.days.short_day(summary.away_until))
    return text + (lists.stand_in.format(name=clean(summary.stand_in, parts.NAME)) if summary.stand_in else "")


def code_typed(entry: PersonEntry, words: "Words") -> str:
    """What makes a code for this person."""
    return f"{words.command(MakeCode)} {clean(entry.summary.name, parts.NAME)}"


def sheet_typed(words: "Words") -> str:
    """What prints cards with codes for everybody who has not linked."""
    return words.command(PrintCodes)


def unlinked_typed(words: "Words") -> str:
    """What lists who has not linked."""
    return words.command(ListUnlinked)


def hour_typed(words: "Words") -> str:
    """What stands before an hour that the person chooses."""
    return words.command(ChooseHour)


def common_hour_typed(words: "Words") -> str:
    """What chooses the hour of everybody."""
    return f"{words.command(ChooseHour)} {words.board_lists.common_hour_word}"


def channel_typed(channel: str, words: "Words") -> str:
    """What chooses this platform."""
    return f"{words.command(ChooseChannel)} {channel}"


def event_text(entry: HistoryEntry, words: "Words", *, is_of_task: bool) -> str:
    """What happened, with the task where the page is not about one."""
    told = happened(entry.what, entry.detail, words, 300)
    if entry.number is not None and not is_of_task:
        told = words.history.about_task.format(number=entry.number, what=told)
    return parts.capitalised(told)


def event_author(entry: HistoryEntry, words: "Words") -> str:
    """Who did it; the program itself where nobody is named."""
    return clean(entry.who, parts.NAME) or words.history.program


def setting_name(setting: SettingSummary, words: "Words") -> str:
    """What the setting is about."""
    return words.settings.names.get(setting.name, clean(setting.name, parts.NAME))


def setting_shown(setting: SettingSummary, words: "Words") -> str:
    """Its value in words."""
    return parts.capitalised(setting_value(setting.name, setting.value, words))


def setting_example(setting: SettingSummary, words: "Words") -> str:
    """What is typed behind the prefix, as an example."""
    prefix = words.board_lists.prefixes.get(setting.name, "")
    return words.settings.typed.get(setting.name, "").removeprefix(prefix).strip()


def period_title(period: ReportPeriod, words: "Words") -> str:
    """The name of a period."""
    return parts.capitalised(period_name(period, RenderContext(words, _NOWHERE, UTC)))
