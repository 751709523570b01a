"""`dondoc people role`: one role given or taken away at the machine: nobody's name stands by it."""

from bot.wording.catalogues import words_for
from domain.commands import ChangeRole
from domain.people_notices import RolesChanged
from dondoc.cli.change_people import change_at_machine
from dondoc.cli.printing import print_json, print_line
from services.change_role import change_role_of


def run(name: str, *, unit: str, role: str, is_taken: bool = False, as_json: bool = False) -> None:
    """Give the person the role in the unit ("-" for roles of the organisation), or take it away.

    As JSON: {"person", "change": "role_granted" | "role_taken", "role", "unit", "left_without": roles of which nobody
    is reached any more}. Raises CannotDo when person, unit or role are not clear, or nothing would change.
    """
    changed = change_at_machine(lambda desk: change_role_of(desk, ChangeRole(name, role, unit, is_taken)))
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
        print_line(words_for("vi").staff.left_without[left])


def _in_words(changed: RolesChanged) -> str:
    [line] = changed.lines
    name = words_for("vi").people.role_names[line.role]
    place = f" ({line.unit_name})" if line.unit_name else ""
    verb = "Đã bỏ vai trò" if line.what == "taken" else "Đã giao vai trò"
    return f"{verb} {name}{place}: {line.person}."
