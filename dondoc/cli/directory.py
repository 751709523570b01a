"""`dondoc people` and `dondoc units`: who and what is there."""

from dondoc.app import House, open_house
from dondoc.cli.printing import print_json, print_table
from dondoc.settings import load_settings
from storage.people import Contact, load_contacts
from storage.units import load_directory

ROLE_NAMES = {
    "officer": "cán bộ đầu mối", "head": "thủ trưởng", "coordinator": "điều phối", "leader": "lãnh đạo",
    "inspector": "kiểm tra", "administrator": "quản trị",
}  # fmt: skip


def run(what: str, *, as_json: bool) -> None:
    """Print the list."""
    with open_house(load_settings()) as house:
        (_people if what == "people" else _units)(house, as_json=as_json)


def _people(house: House, *, as_json: bool) -> None:
    with house.database.reading() as tx:
        contacts = load_contacts(tx, house.organisation.id)
    if as_json:
        print_json([_person(contact) for contact in contacts])
        return
    rows = [
        (c.name, "; ".join(c.unit_names), ", ".join(ROLE_NAMES[r.value] for r in sorted(c.roles)),
         ", ".join(c.channels) or "chưa liên kết")
        for c in contacts
    ]  # fmt: skip
    print_table(("Họ tên", "Đơn vị", "Vai trò", "Kênh"), rows)


def _person(contact: Contact) -> dict[str, object]:
    roles = [role.value for role in sorted(contact.roles)]
    return {"name": contact.name, "units": contact.unit_names, "roles": roles, "channels": contact.channels}


def _units(house: House, *, as_json: bool) -> None:
    with house.database.reading() as tx:
        directory = load_directory(tx, house.organisation.id)
    names = {unit.id: unit.name for unit in directory.units.values()}
    members = {unit_id: [names[m] for m in sorted(found)] for unit_id, found in directory.members.items()}
    units = [
        {"name": u.name, "aliases": u.aliases, "group": u.is_group, "parent": names.get(u.parent_id or 0),
         "members": members.get(u.id, [])}
        for u in directory.units.values()
    ]  # fmt: skip
    if as_json:
        print_json(units)
        return
    rows = [(str(u["name"]), "nhóm" if u["group"] else "", "; ".join(members.get(i, []))) for i, u in
            zip(directory.units, units, strict=True)]  # fmt: skip
    print_table(("Đơn vị", "Loại", "Thành viên"), rows)
