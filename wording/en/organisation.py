"""The organisation's name, in English."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.organisation import (
    NameIsTheSame,
    NameNotAccepted,
    OrganisationClosed,
    OrganisationIsClosed,
    OrganisationRenamed,
    OrganisationReopened,
    RenameOrganisation,
)
from wording.organisation import OrganisationWords
from wording.words import CommandWords, Words

ORGANISATION = OrganisationWords(
    rename_asked="❓ Rename the organisation from “{old}” to “{new}”?",
    rename_means="The name stands on reports and cards, and everybody sees it.",
    rename_how="Answer: yes · no",
    rename_label="Rename",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    RenameOrganisation: CommandWords(
        typed="rename UBND phường",
        does="rename the organisation, as reports and cards show it",
        menu="Rename the organisation",
    ),
}


def _renamed(notice: OrganisationRenamed, _: Words) -> str:
    who = "" if notice.is_mine else f" Renamed by {notice.by}."
    setting = (
        f"\nBefore the program is started again, the administrator sets DONDOC_ORGANISATION_NAME={notice.new}"
        if notice.is_mine
        else ""
    )
    return f"✅ The organisation is now called “{notice.new}” (before: “{notice.old}”).{who}{setting}"


def _name_not_accepted(refusal: NameNotAccepted, _: Words) -> str:
    return f"Please write the organisation's name, at most {refusal.longest} letters, e.g. rename Party committee"


def _name_is_the_same(refusal: NameIsTheSame, _: Words) -> str:
    return f"The organisation is called “{refusal.name}” already."


def _closed(notice: OrganisationClosed, _: Words) -> str:
    return (
        f"“{notice.name}” stops using the follow-up system today: you get no more reminders.\n"
        "Tasks, results and the history are kept; for figures, please ask the administrator."
    )


def _reopened(notice: OrganisationReopened, _: Words) -> str:
    return (
        f"“{notice.name}” uses the follow-up system again from today: open tasks are reminded of again.\n"
        "Earlier links to the board and calendar addresses hold no more: type “page” or “calendar file” for new ones."
    )


def _is_closed(refusal: OrganisationIsClosed, _: Words) -> str:
    return (
        f"“{refusal.name}” has stopped using the system, so this was not done; the data is kept. "
        "For figures, or to use it again, please ask the administrator."
    )
