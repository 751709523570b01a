"""Whose database this is: started with the name of another organisation, the program refuses to touch it.

Else the plan of one would be taken for an amendment of the other's, and its people for theirs.
"""

from datetime import datetime

from domain.names import tidy
from domain.organisations import Organisation, is_real_name, is_same_name
from dondoc.settings import Settings
from services.rename_organisation import NAMED, rename_organisation
from storage.engine.database import Database, Transaction
from storage.organisations import add_organisation, first_organisation, lock_organisation, name_before_migration


class OtherOrganisation(Exception):
    """The database belongs to another organisation than the settings name; the text says what to do."""

    def __init__(self, known: str, given: str) -> None:
        """`known` is the name in the database, `given` that of the settings."""
        self.seen = f"Cơ sở dữ liệu này của «{known}», nhưng DONDOC_ORGANISATION_NAME là «{given}»."
        self.remedy = (
            f"Nếu là tổ chức khác: đặt DONDOC_DATABASE_URL sang cơ sở dữ liệu khác. "
            f'Nếu chính «{known}» đổi tên: dondoc org rename "{given}"'
        )
        super().__init__(f"{self.seen} {self.remedy}")


def refuse_other(settings: Settings, known: str | None) -> None:
    """Raise OtherOrganisation when the settings name another organisation than `known`, that of a database.

    Settings without a name claim none; a database that nobody has named yet is anybody's.
    """
    given = tidy(settings.organisation_name)
    if known is not None and is_real_name(known) and is_real_name(given) and not is_same_name(known, given):
        raise OtherOrganisation(known, given)


def refuse_other_database(settings: Settings, database: Database) -> None:
    """As `refuse_other`, of a database of any version, which is only read."""
    with database.reading() as tx:
        refuse_other(settings, name_before_migration(tx))


def own_organisation(tx: Transaction, settings: Settings, now: datetime) -> Organisation:
    """The organisation of this database, made at the first start; its first real name takes the placeholder's place."""
    found = first_organisation(tx)
    if found is None:
        name = tidy(settings.organisation_name) or type(settings).model_fields["organisation_name"].default
        add_organisation(tx, name, settings.timezone, now)
    elif is_real_name(settings.organisation_name) and not is_real_name(found.name):
        lock_organisation(tx, found.id)
        rename_organisation(tx, found, settings.organisation_name, now, NAMED)
    else:
        return found
    made = first_organisation(tx)
    if made is None:
        raise RuntimeError("the organisation just added cannot be found")
    return made
