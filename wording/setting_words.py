"""The shape of a language, continued: the calendar, settings, hour and language. See `words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWords:
    """`names`, `typed`, `shown` and `meanings` are by the name of a setting, `values` by its plain sign."""

    calendar_heading: str
    calendar_none: str
    days_off: str
    days_worked: str
    span: str
    own: str
    keep_calendar: str
    get_calendar: str
    changed: Mapping[str, str]
    named: str
    recomputed: str
    take_back: str
    file_caption: str
    feed: str
    feed_warning: str
    feed_renewed: str
    feed_kept: str
    no_file: str
    settings_heading: str
    entry: str
    entry_typed: str
    keep_settings: str
    names: Mapping[str, str]
    typed: Mapping[str, str]
    shown: Mapping[str, str]
    values: Mapping[str, str]
    never: str
    setting_changed: str
    setting_before: str
    setting_same: str
    meanings: Mapping[str, str]
    hour_own: str
    hour_common: str
    hour_changed: str
    hour_back: str
    hour_how: str
    language_now: str
    language_changed: str
    language_how: str
