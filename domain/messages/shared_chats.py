"""Messages to a person who belongs to several organisations on one bot: which of them is meant."""

from dataclasses import dataclass

from domain.messages import Notice, Refusal


@dataclass(frozen=True, slots=True)
class OrganisationChoice:
    """An organisation that may be meant."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class WhichOrganisation(Notice):
    """Nothing was done with a message yet: `about` (a piece of it, "" for a file) may be for any of these."""

    is_of_no_organisation = True

    organisations: tuple[OrganisationChoice, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class OneOrganisationAtATime(Refusal):
    """Nothing was done: the message names several organisations, and each message is for one."""

    is_of_no_organisation = True

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationChosenBefore(Refusal):
    """Nothing was done: it had been said already which organisation was meant."""

    is_of_no_organisation = True
