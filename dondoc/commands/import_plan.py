"""`dondoc import`: a plan is read, doubted aloud, confirmed by a person, and only then written."""

import sys
from dataclasses import replace
from pathlib import Path

from documents.plans.as_json import plan_as_json
from documents.plans.reading import read_plan
from domain.plans import PlanDraft, PlanWarning, TaskDraft, WarningCode
from dondoc.bootstrap import House, is_new_database, open_house
from dondoc.failures import CannotDo
from dondoc.printing import print_json, print_line, print_table
from dondoc.settings import load_settings
from services.confirm_plan import UnknownUnit, already_imported, confirm_plan, unknown_units
from storage.units import load_directory


def run(file: Path, *, is_dry_run: bool, is_agreed: bool, as_json: bool) -> None:
    """Show tasks and warnings; write when `is_agreed` or when the person at the terminal says so.

    Raises PlanUnreadable, and CannotDo when there is nobody to ask.
    """
    content = file.read_bytes()
    draft, settings = read_plan(content, file.name), load_settings()
    if is_dry_run and is_new_database(settings):
        _show(draft, (), as_json=as_json)
        return
    with open_house(settings) as house:
        strangers = _strangers(house, draft)
        _show(draft, strangers, as_json=as_json)
        if not is_dry_run:
            _write(house, draft, content, file.name, is_agreed=is_agreed, is_quiet=as_json)


def _strangers(house: House, draft: PlanDraft) -> tuple[UnknownUnit, ...]:
    """Units the roster lacks; nothing is said as long as no roster was loaded at all."""
    with house.database.reading() as tx:
        directory = load_directory(tx, house.organisation.id)
    return unknown_units(directory, draft) if directory.units else ()


def _write(house: House, draft: PlanDraft, content: bytes, name: str, *, is_agreed: bool, is_quiet: bool) -> None:
    with house.database.reading() as tx:
        known = already_imported(tx, house.organisation.id, content)
    if known is None and not (is_agreed or _ask(len(draft.tasks))):
        print_line("Chưa ghi gì.")
        return
    with house.database.transaction() as tx:
        imported = confirm_plan(tx, house.organisation, draft, content, name, house.clock.now())
    if is_quiet:
        return
    if imported.is_new:
        last = imported.first_number + imported.count - 1
        print_line(f"Đã ghi {imported.count} việc, số {imported.first_number}–{last}.")
    else:
        print_line("Tệp này đã được nhập trước đây; không có gì thay đổi.")


def _ask(count: int) -> bool:
    if not sys.stdin.isatty():
        raise CannotDo("Chưa ghi gì vì không có ai để hỏi. Xem kỹ cảnh báo rồi chạy lại với --yes.")
    return input(f"Ghi {count} việc này? (c/k) ").strip().casefold() in {"c", "có", "co", "y", "yes"}


def _show(draft: PlanDraft, strangers: tuple[UnknownUnit, ...], *, as_json: bool) -> None:
    doubted = replace(draft, warnings=(*draft.warnings, *map(_as_warning, strangers)))
    if as_json:
        print_json(plan_as_json(doubted))
    else:
        _show_table(doubted)


def _show_table(draft: PlanDraft) -> None:
    issued = f"{draft.issued_on:%d/%m/%Y}" if draft.issued_on else "không rõ ngày"
    print_line(draft.title)
    print_line(f"Số: {draft.number or '(để trống)'} · {draft.issuer or 'không rõ cơ quan'} · ban hành {issued}\n")
    rows = [_row(task) for task in draft.tasks]
    print_table(("Số", "Mã", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Ngày cuối"), rows)
    print_line(f"\n{len(draft.warnings)} điều cần xem lại:" if draft.warnings else "\nKhông có cảnh báo.")
    for warning in draft.warnings:
        print_line(f"  • {warning.message}")
    print_line()


def _row(task: TaskDraft) -> tuple[str, ...]:
    last_day = task.deadline.last_day
    return (
        str(task.number), task.code, task.title, "; ".join(u.name for u in task.lead),
        "; ".join(u.name for u in task.coordinating), task.deadline.wording,
        f"{last_day.day}/{last_day.month}/{last_day.year}" if last_day else "—",
    )  # fmt: skip


def _as_warning(stranger: UnknownUnit) -> PlanWarning:
    maybe = f" Có phải: {'; '.join(stranger.suggestions)}?" if stranger.suggestions else ""
    message = (
        f"Đơn vị «{stranger.name}» (mục {', '.join(stranger.tasks)}) chưa có trong danh sách.{maybe}"
        " Hãy thêm vào danh sách, hoặc ghi làm tên gọi khác của đơn vị đã có rồi nạp lại;"
        " nếu ghi ngay, đơn vị được thêm mới."
    )
    return PlanWarning(WarningCode.UNKNOWN_UNIT, stranger.tasks[0], message)
