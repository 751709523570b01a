"""The organisation's name, in English."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.organisation import NameIsTheSame, NameNotAccepted, OrganisationRenamed, RenameOrganisation
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
