"""`dondoc import`: a plan is read, doubted aloud, confirmed by a person, and only then written."""

import hashlib
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path

from documents.plans.plan_json import plan_as_json
from domain.amendments import mark_of_gone
from domain.draft_blocks import blocks_of, groups_of, items_of
from domain.drafts import OpenDraft, SilentUnit, UnknownUnit, settle
from domain.inbox import MessageContext
from domain.messages.drafts import DraftRowChange, PlanAmended, PlanImported
from domain.plans import PlanDraft, PlanWarning, TaskDraft, WarningCode
from dondoc.app import App, is_new_database, open_chosen, refuse_closed
from dondoc.cli.printing import LARGE, print_json, print_line, print_table, shown_while
from dondoc.cli.terminal_questions import TerminalQuestions, open_points
from dondoc.failures import CannotDo
from dondoc.run.plan_process import read_plan_in_process
from dondoc.settings import load_settings
from services.context.command_context import CommandContext
from services.plans.compare_plan import change_lines
from services.plans.hold_draft import Review
from services.plans.receive_plan import dated, draft_of, unchanged_plan
from services.plans.write_draft import write_reviewed
from storage.engine.database import Transaction
from storage.organisations import lock_organisation
from storage.plans import ImportedPlan, find_by_hash
from storage.units import load_directory


def run(
    file: Path,
    *,
    is_dry_run: bool,
    is_agreed: bool,
    as_json: bool,
    cancels_missing: bool = False,
    is_new: bool = False,
    issued_on: date | None = None,
    year: int | None = None,
    org: str | None = None,
) -> None:
    """Show tasks, warnings and, of a later version, the difference; settle the doubts; write when agreed, and tell.

    `is_agreed` answers no doubt: what stays open is named. `cancels_missing`: tasks that a later version leaves out are
    cancelled; `is_new`: it is another plan, however alike; `issued_on` and `year` are what the letterhead leaves open.
    Raises PlanUnreadable, and CannotDo when there is nobody to ask.
    """
    content = file.read_bytes()
    settings = load_settings()
    plan = dated(_read(content, file.name), issued_on, year) if is_new_database(settings) else None
    if is_dry_run and plan is not None:
        _show(OpenDraft(plan, file.name, "", blocks=blocks_of(plan), rows_read=len(plan.tasks)), as_json=as_json)
        return
    with open_chosen(settings, org) as app:
        if plan is None:
            plan = dated(_read(content, file.name, _known_units(app)), issued_on, year)
        with app.database.reading() as tx:
            context, file_hash = _desk(app, tx, app.clock.now()), hashlib.sha256(content).hexdigest()
            draft = draft_of(context, plan, file.name, file_hash, is_separate=is_new)
            same = unchanged_plan(context, draft)
        gone = _look(app, draft, same, as_json=as_json)
        if not is_dry_run:
            refuse_closed(app.organisation)
            draft = settle(draft, map(mark_of_gone, gone)) if cancels_missing else draft
            draft = replace(draft, cancelling=gone if cancels_missing else ())
            _write(app, draft, same, is_agreed=is_agreed, is_quiet=as_json)


def _read(content: bytes, name: str, known_units: Collection[str] = ()) -> PlanDraft:
    with shown_while(f"Đang đọc {name}", is_long=len(content) > LARGE) as on_page:
        return read_plan_in_process(content, name, on_page, known_units)


def _known_units(app: App) -> frozenset[str]:
    with app.database.reading() as tx:
        return load_directory(tx, app.organisation.id).names


def _look(app: App, draft: OpenDraft, same: ImportedPlan | None, *, as_json: bool) -> tuple[int, ...]:
    """Show the plan as it would be written and return the numbers of tasks that it leaves out."""
    with app.database.reading() as tx:
        review = Review(_desk(app, tx, app.clock.now()), draft)
        known = same or find_by_hash(tx, app.organisation.id, draft.file_hash)
        difference = None if known else review.difference
        changes = change_lines(difference, review.names) if difference else ()
        doubts = (*map(_as_warning, review.strangers), *map(_as_silent, review.silent))
        _show(draft, doubts, review.earlier if difference else None, changes, as_json=as_json)
    return tuple(task.number for task in difference.gone) if difference else ()


def _desk(app: App, tx: Transaction, now: datetime) -> CommandContext:
    return CommandContext(tx, app.organisation, now, MessageContext("", ""))


def _write(app: App, draft: OpenDraft, same: ImportedPlan | None, *, is_agreed: bool, is_quiet: bool) -> None:
    with app.database.reading() as tx:
        known = same or find_by_hash(tx, app.organisation.id, draft.file_hash)
    written = None
    if known is None:
        settled = draft if is_agreed else _settled(app, draft)
        if settled is None:
            print_line("Chưa ghi gì.")
            return
        draft = settled
        if is_agreed and not is_quiet:
            _tell_open(app, draft)
        with app.database.transaction() as tx:
            lock_organisation(tx, app.organisation.id)
            context = _desk(app, tx, app.clock.now())
            written = write_reviewed(context, Review(context, draft))
    if not is_quiet:
        _report(written)


def _settled(app: App, draft: OpenDraft) -> OpenDraft | None:
    """The draft as it is to be written after its doubts were gone through; None when it is not to be."""
    if not sys.stdin.isatty():
        raise CannotDo("Chưa ghi gì vì không có ai để hỏi. Xem kỹ cảnh báo rồi chạy lại với --yes.")

    @contextmanager
    def contexts() -> Iterator[CommandContext]:
        with app.database.reading() as tx:
            yield _desk(app, tx, app.clock.now())

    return TerminalQuestions(contexts, input, print_line).settle(draft)


def _tell_open(app: App, draft: OpenDraft) -> None:
    """What nobody has settled; the plan is written with it as it was read."""
    with app.database.reading() as tx:
        said = open_points(_desk(app, tx, app.clock.now()), draft)
    for line in said:
        print_line(line)


def _report(written: PlanImported | PlanAmended | None) -> None:
    if written is None:
        print_line("Tệp này đã được nhập trước đây; không có gì thay đổi.")
        return
    if isinstance(written, PlanImported):
        print_line(f"Đã ghi {written.count} việc, số {written.first_number}–{written.last_number}.")
    else:
        _report_version(written)
    for label, count in (("Chưa có đơn vị chủ trì", written.without_lead), ("Chưa có thời hạn", written.undated)):
        if count:
            print_line(f"{label}: {count}")
    if written.told:
        print_line(f"Sẽ báo cho {written.told} người.")
    if written.unreached:
        print_line(f"Chưa liên kết nên chưa báo được: {', '.join(written.unreached)}.")


def _report_version(written: PlanAmended) -> None:
    print_line(f"Đã ghi bản sửa đổi (bản thứ {written.version}).")
    for label, numbers in (
        ("Việc mới", written.new),
        ("Việc thay đổi", written.changed),
        ("Việc đã hủy", written.cancelled),
        ("Không còn trong bản mới nhưng vẫn theo dõi (hủy bằng --cancel-missing)", written.kept),
    ):
        if numbers:
            print_line(f"  {label}: {', '.join(map(str, numbers))}")


def _show(
    draft: OpenDraft,
    doubts: tuple[PlanWarning, ...] = (),
    earlier: ImportedPlan | None = None,
    changes: Sequence[DraftRowChange] = (),
    *,
    as_json: bool,
) -> None:
    doubted = replace(draft.plan, warnings=(*draft.plan.warnings, *doubts))
    if as_json:
        amends = {"amends": {"title": earlier.title, "number": earlier.number}} if earlier else {}
        differs = {"changes": [asdict(change) for change in changes]} if earlier else {}
        print_json({**plan_as_json(doubted), **amends, **differs})
        return
    _show_table(doubted)
    _show_unread(draft)
    print_line()
    if earlier is not None:
        print_line(f"Bản sửa đổi của kế hoạch đã nhập “{earlier.title}”:")
        for change in changes:
            print_line(f"  {_change(change)}")
        print_line()


def _change(change: DraftRowChange) -> str:
    if change.kind == "new":
        return f"+ dòng {change.number}: {change.title} ({change.new})"
    if change.kind == "gone":
        return f"− việc {change.number} không còn: {change.title}"
    return f"~ việc {change.number}, {_PARTS.get(change.kind, change.kind)}: “{change.old}” → “{change.new}”"


_LONGEST_UNREAD = 160  # characters of a block that is shown to be recognised
_PARTS = {
    "title": "tên",
    "deadline": "thời hạn",
    "wording": "cách ghi thời hạn",
    "lead": "chủ trì",
    "coordinating": "phối hợp",
    "product": "sản phẩm",
}


def _show_table(draft: PlanDraft) -> None:
    issued = _issued(draft)
    print_line(draft.title)
    print_line(f"Số: {draft.number or '(để trống)'} · {draft.issuer or 'không rõ cơ quan'} · ban hành {issued}\n")
    rows = [_row(task) for task in draft.tasks]
    print_table(("Số", "Mã", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Ngày cuối"), rows)
    print_line(f"\n{len(draft.warnings)} nội dung cần làm rõ:" if draft.warnings else "\nKhông có cảnh báo.")
    for warning in draft.warnings:
        print_line(f"  • {warning.message}")


def _issued(draft: PlanDraft) -> str:
    if draft.issued_on:
        return f"{draft.issued_on:%d/%m/%Y}"
    if draft.issued_in is None:
        return "không rõ ngày"
    month = f"tháng {draft.issued_in.month}/" if draft.issued_in.month else "năm "
    return f"{month}{draft.issued_in.year}, chưa ghi ngày"


def _show_unread(draft: OpenDraft) -> None:
    """What of the document became no task, by heading and unit; counted as the chat counts it."""
    counts = items_of(draft.rows_read, draft.blocks)
    if not counts.unread:
        print_line(f"\n{counts.total} mục trong văn bản: {counts.read} việc, không mục nào bị bỏ sót.")
        return
    print_line(f"\n{counts.total} mục trong văn bản: {counts.read} việc, {counts.unread} mục chưa thành việc:")
    for question, _ in groups_of(draft.blocks):
        print_line(f"  {question.heading or 'Phần còn lại'} ({len(question.items)} mục)")
        for unit, items in question.by_unit:
            indent = "    "
            if unit:
                print_line(f"    {unit}:")
                indent = "      "
            for item in items:
                print_line(f"{indent}– {_clipped(item.text)}")


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_UNREAD else f"{text[:_LONGEST_UNREAD].rstrip()}…"


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
        f"Đơn vị “{stranger.name}” (mục {', '.join(stranger.tasks)}) chưa có trong danh sách.{maybe}"
        " Hãy thêm vào danh sách, hoặc ghi làm tên gọi khác của đơn vị đã có rồi nạp lại;"
        " nếu ghi ngay, đơn vị được thêm mới."
    )
    return PlanWarning(WarningCode.UNKNOWN_UNIT, stranger.tasks[0], message)


def _as_silent(unit: SilentUnit) -> PlanWarning:
    what = f"Đơn vị “{unit.name}” (mục {', '.join(unit.tasks)})"
    if not unit.people:
        advice = "Hãy thêm người vào danh sách rồi nạp lại bằng dondoc load."
        message = f"{what} chưa có ai phụ trách nên không nhắc được ai. {advice}"
        return PlanWarning(WarningCode.UNIT_WITHOUT_PEOPLE, unit.tasks[0], message)
    message = f'{what} chưa có ai liên kết điện thoại. Hãy gửi mã mời: dondoc invite "{unit.people[0]}".'
    return PlanWarning(WarningCode.UNIT_NOT_LINKED, unit.tasks[0], message)
