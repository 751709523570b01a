"""`/cai-dat`: what the person chose, and how the organisation is set, as `giờ`, `kênh` and `cài đặt` tell it."""

from collections.abc import Mapping

from domain.authorisation import may_confirm, may_see_all
from domain.board.lists import SettingsPage
from domain.messages.settings import ChangeSetting, ChooseHour, HourShown, SettingsShown
from services.commands.change_settings import change_setting, choose_hour, linked_channels
from services.context.command_context import CommandContext


def read_settings(context: CommandContext, _values: Mapping[str, str]) -> SettingsPage:
    """The settings; those of the organisation only for who may see everything."""
    [hour] = choose_hour(context, ChooseHour()).responses
    if not isinstance(hour, HourShown):
        raise TypeError(type(hour).__name__)
    settings = change_setting(context, ChangeSetting()).responses if may_see_all(context.person) else ()
    shown = [each for response in settings if isinstance(response, SettingsShown) for each in response.settings]
    return SettingsPage(hour.at, hour.is_own, linked_channels(context), tuple(shown), may_confirm(context.person))
