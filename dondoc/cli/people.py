"""`dondoc people` with its sub-commands and `dondoc units`; changes made at the machine have no actor."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from domain.inbox import MessageContext
from domain.messages import Refusal, Refused
from domain.messages.drafts import UnitNotFound
from domain.messages.people import (
    ChangeRole,
    MovedNowhere,
    MovePerson,
    NoSuchPerson,
    RemovePerson,
    RolesChanged,
    UnitMissing,
)
from dondoc.app import open_chosen, open_to_write
from dondoc.cli.printing import print_json, print_line, print_table
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.commands.change_people import change_role_of, end_part_of, move_to_unit
from services.context.command_context import CommandContext
from storage.organisations import lock_organisation
from storage.people import Contact, load_contacts
from storage.units import load_directory
from wording.languages import words_for

T = TypeVar("T")
ROLE_NAMES = {
    "officer": "cán bộ đầu mối", "head": "thủ trưởng", "coordinator": "điều phối", "leader": "lãnh đạo",
    "inspector": "kiểm tra", "administrator": "quản trị",
}  # fmt: skip


def people(*, as_json: bool, org: str | None = None) -> None:
    """Print everybody with units, roles and linked channels."""
    with open_chosen(load_settings(), org) as app, app.database.reading() as tx:
        contacts = load_contacts(tx, app.organisation.id)
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
    return {
        "name": contact.name,
        "units": contact.unit_names,
        "roles": roles,
        "phone": contact.phones[0] if contact.phones else None,
        "phones": contact.phones,
        "channels": contact.channels,
    }


def units(*, as_json: bool, org: str | None = None) -> None:
    """Print every unit and group with its members."""
    with open_chosen(load_settings(), org) as app, app.database.reading() as tx:
        directory = load_directory(tx, app.organisation.id)
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


def remove(name: str, *, as_json: bool = False, org: str | None = None) -> None:
    """Close the person's account; the whole name is needed.

    As JSON: {"person", "change": "removed", "unit": null, "gaps": units in which nobody can be reached any more}.
    Raises CannotDo when the name matches no single person.
    """
    gone, _ = change_at_machine(org, lambda context: end_part_of(context, RemovePerson(name)))
    facts = {"person": gone.name, "change": "removed", "unit": None, "gaps": gone.gaps}
    _print(facts, f"{gone.name} đã kết thúc tham gia; nhật ký vẫn giữ{_gaps(gone.gaps)}.", as_json=as_json)


def move(name: str, *, unit: str, as_json: bool = False, org: str | None = None) -> None:
    """Move the person to `unit`, with the same role.

    As JSON: {"person", "change": "moved", "unit", "gaps": units in which nobody can be reached any more}.
    Raises CannotDo when the name matches no single person or unit, or the person is there already.
    """
    moved = change_at_machine(org, lambda context: move_to_unit(context, MovePerson(name, unit)))
    facts = {"person": moved.name, "change": "moved", "unit": moved.unit_name, "gaps": moved.gaps}
    _print(facts, f"Đã chuyển {moved.name} sang {moved.unit_name}{_gaps(moved.gaps)}.", as_json=as_json)


def role(
    name: str, *, unit: str, role_name: str, is_taken: bool = False, as_json: bool = False, org: str | None = None
) -> None:
    """Grant the person the role in the unit ("-" for roles of the organisation), or take it away.

    As JSON: {"person", "change": "role_granted" | "role_taken", "role", "unit", "left_without": roles whose last
    reachable holder is gone}. Raises CannotDo when person, unit or role are ambiguous, or nothing would change.
    """
    changed = change_at_machine(
        org, lambda context: change_role_of(context, ChangeRole(name, role_name, unit, is_taken))
    )
    [line] = changed.lines
    if as_json:
        facts = {
            "person": line.person,
            "change": f"role_{line.what}",
            "role": line.role,
            "unit": line.unit_name or None,
        }
        print_json({**facts, "left_without": changed.left_without})
        return
    print_line(_in_words(changed))
    for left in changed.left_without:
        print_line(words_for("vi").people.left_without[left])


def change_at_machine(org: str | None, use_case: Callable[[CommandContext], T]) -> T:
    """Run the use case in one transaction without an actor and return its result.

    Raises CannotDo with one sentence when the use case refuses.
    """
    with open_to_write(load_settings(), org) as app:
        try:
            with app.database.transaction() as tx:
                organisation = lock_organisation(tx, app.organisation.id)
                return use_case(CommandContext(tx, organisation, app.clock.now(), MessageContext("", "")))
        except Refused as refused:
            raise CannotDo(_advice(refused.refusal)) from None


def _print(facts: Mapping[str, object], line: str, *, as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        print_line(line)


def _in_words(changed: RolesChanged) -> str:
    [line] = changed.lines
    name = words_for("vi").people.role_names[line.role]
    place = f" ({line.unit_name})" if line.unit_name else ""
    verb = "Đã bỏ vai trò" if line.what == "taken" else "Đã giao vai trò"
    return f"{verb} {name}{place}: {line.person}."


def _gaps(names: tuple[str, ...]) -> str:
    return f"; không còn ai nhận được tin ở: {', '.join(names)}" if names else ""


def _advice(refusal: Refusal) -> str:
    """The refusal as one sentence that names shell commands; the chat wording names chat commands."""
    if isinstance(refusal, NoSuchPerson):
        maybe = f", ví dụ: {'; '.join(refusal.suggestions)}" if refusal.suggestions else " (xem: dondoc people)"
        return f"Không xác định được “{refusal.name}”; ghi đủ họ tên{maybe}."
    if isinstance(refusal, UnitNotFound):
        maybe = f"có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else "xem: dondoc units."
        return f"Không có đơn vị “{refusal.name}”; {maybe}"
    if isinstance(refusal, MovedNowhere):
        return f"{refusal.name} đã ở {refusal.unit_name}, không có gì thay đổi."
    if isinstance(refusal, UnitMissing):
        return "Chưa ghi gì: hãy ghi họ tên và tên đơn vị."
    words = words_for("vi")
    return words.refusals[type(refusal)](refusal, words)
