"""`dondoc people remove` and `dondoc people move`: as in a chat, but from the machine: nobody's name stands by it."""

from collections.abc import Callable
from typing import TypeVar

from bot.wording.catalogues import words_for
from domain.commands import MovePerson, RemovePerson
from domain.heard import Heard
from domain.people_notices import PersonMoved, PersonRemoved
from domain.people_refusals import MovedNowhere, NoSuchPerson, UnitMissing
from domain.refusals import Refusal, Refused, UnitNotFound
from dondoc.app import open_house
from dondoc.cli.printing import print_json, print_line
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.change_people import end_part_of, move_to_unit
from services.desk import Desk
from storage.organisations import lock_organisation

T = TypeVar("T")


def run(name: str, *, unit: str | None = None, as_json: bool = False) -> None:
    """Move the person to `unit`; without one, end their part (the whole name is needed).

    As JSON: {"person", "change": "removed" | "moved", "unit", "gaps": units of which nobody is reached any more}.

    Raises CannotDo when no one person or unit is meant, or the person is there already.
    """
    if unit is None:
        gone = change_at_machine(lambda desk: end_part_of(desk, RemovePerson(name)))
        facts, line = {"person": gone.name, "change": "removed", "unit": None, "gaps": gone.gaps}, _removed(gone)
    else:
        moved = change_at_machine(lambda desk: move_to_unit(desk, MovePerson(name, unit)))
        facts = {"person": moved.name, "change": "moved", "unit": moved.unit_name, "gaps": moved.gaps}
        line = _moved(moved)
    if as_json:
        print_json(facts)
    else:
        print_line(line)


def change_at_machine(use_case: Callable[[Desk], T]) -> T:
    """What the use-case gives, in one transaction, for a desk without an actor.

    Raises CannotDo with one sentence when it is refused.
    """
    with open_house(load_settings()) as house:
        try:
            with house.database.transaction() as tx:
                organisation = lock_organisation(tx, house.organisation.id)
                return use_case(Desk(tx, organisation, house.clock.now(), Heard("", "")))
        except Refused as refused:
            raise CannotDo(_advice(refused.refusal)) from None


def _removed(gone: PersonRemoved) -> str:
    return f"{gone.name} đã thôi tham gia; nhật ký vẫn giữ{_gaps(gone.gaps)}."


def _moved(moved: PersonMoved) -> str:
    return f"Đã chuyển {moved.name} sang {moved.unit_name}{_gaps(moved.gaps)}."


def _gaps(names: tuple[str, ...]) -> str:
    return f"; không còn ai nhận được tin ở: {', '.join(names)}" if names else ""


def _advice(refusal: Refusal) -> str:
    """One sentence; in a chat the same is said with what to type there."""
    if isinstance(refusal, NoSuchPerson):
        maybe = f", ví dụ: {'; '.join(refusal.suggestions)}" if refusal.suggestions else " (xem: dondoc people)"
        return f"Không xác định được «{refusal.name}»; ghi đủ họ tên{maybe}."
    if isinstance(refusal, UnitNotFound):
        maybe = f"có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else "xem: dondoc units."
        return f"Không có đơn vị «{refusal.name}»; {maybe}"
    if isinstance(refusal, MovedNowhere):
        return f"{refusal.name} đã ở {refusal.unit_name}, không có gì thay đổi."
    if isinstance(refusal, UnitMissing):
        return "Chưa ghi gì: hãy ghi họ tên và tên đơn vị."
    words = words_for("vi")
    return words.refusals[type(refusal)](refusal, words.days)
