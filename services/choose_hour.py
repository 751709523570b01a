"""What each person may choose for themselves: the hour of the morning message, and the language."""

from domain.commands import ChooseHour, ChooseLanguage
from domain.people import EARLIEST_HOUR, LANGUAGES, LATEST_HOUR
from domain.refusals import Refused
from domain.setting_notices import HourShown, LanguageShown
from domain.setting_refusals import HourNotAccepted, LanguageUnknown
from services.desk import Desk, Reply
from services.rows_before import person_before
from services.task_lines import record
from storage.person_choices import morning_of_person, set_language, set_morning

LONGEST_ECHO = 40


def choose_hour(desk: Desk, command: ChooseHour) -> Reply:
    """From the next morning on the message comes at that hour, or as for everybody; days on which it comes stay."""
    person_id, common = desk.person.person_id, desk.organisation.policy.morning_at
    if command.at is None and not command.is_common:
        own = morning_of_person(desk.tx, person_id)
        return Reply([HourShown(own or common, own is not None, is_changed=False)])
    if command.at is not None and not EARLIEST_HOUR <= command.at <= LATEST_HOUR:
        raise Refused(HourNotAccepted(f"{EARLIEST_HOUR:%H:%M}", f"{LATEST_HOUR:%H:%M}"))
    kept = person_before(desk, person_id)
    set_morning(desk.tx, person_id, command.at)
    record(desk, "hour_chosen", None, {"detail": f"{command.at or common:%H:%M}", **kept.facts()})
    return Reply([HourShown(command.at or common, command.at is not None, is_changed=True)])


def choose_language(desk: Desk, command: ChooseLanguage) -> Reply:
    """From this answer on the person is spoken to in that language; both can be typed whatever was chosen."""
    if command.language is None:
        if command.text:
            raise Refused(LanguageUnknown(command.text[:LONGEST_ECHO]))
        return Reply([LanguageShown(desk.person.language, is_changed=False)])
    if command.language not in LANGUAGES:
        raise Refused(LanguageUnknown(command.language[:LONGEST_ECHO]))
    kept = person_before(desk, desk.person.person_id)
    set_language(desk.tx, desk.person.person_id, command.language)
    record(desk, "language_chosen", None, {"detail": command.language, **kept.facts()})
    return Reply([LanguageShown(command.language, is_changed=True)])
