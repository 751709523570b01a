"""The organisation's settings: shown to those who see all, changed by the coordinators, each change in the history."""

from domain.authorisation import CONFIRMS, SEES_ALL, may_confirm, may_see_all
from domain.commands import ChangeSetting
from domain.organisation_settings import SETTINGS, OutOfBounds, bounds, changed, value_of
from domain.organisations import Organisation
from domain.refusals import OnlyForRole, Refused
from domain.setting_notices import SettingChanged, SettingLine, SettingsShown
from domain.setting_refusals import HoursCollide, SettingNotAccepted, SettingUnknown
from services.desk import Desk, Reply
from services.rows_before import settings_before
from services.task_lines import record
from storage.organisations import save_settings

LONGEST_ECHO = 60


def change_setting(desk: Desk, command: ChangeSetting) -> Reply:
    """Change one setting; without a name show them all. What runs keeps the rhythm it began with."""
    if not may_see_all(desk.person):
        raise Refused(OnlyForRole("settings", tuple(sorted(SEES_ALL))))
    if not command.name and not command.text:
        lines = tuple(SettingLine(name, value_of(desk.organisation, name)) for name in SETTINGS)
        return Reply([SettingsShown(lines, may_confirm(desk.person))])
    if not may_confirm(desk.person):
        raise Refused(OnlyForRole("settings", tuple(sorted(CONFIRMS))))
    after = _after(desk, command)
    old, new = value_of(desk.organisation, command.name), value_of(after, command.name)
    if old != new:
        kept = settings_before(desk)
        save_settings(desk.tx, after)
        record(desk, "setting_changed", None, {"detail": command.name, "old": old, "new": new, **kept.facts()})
    return Reply([SettingChanged(command.name, old, new)])


def _after(desk: Desk, command: ChangeSetting) -> Organisation:
    if command.name not in SETTINGS:
        raise Refused(SettingUnknown(command.text[:LONGEST_ECHO]))
    try:
        return changed(desk.organisation, command)
    except OutOfBounds:
        raise Refused(SettingNotAccepted(command.name, *bounds(command.name))) from None
    except ValueError:
        raise Refused(HoursCollide(command.name)) from None
