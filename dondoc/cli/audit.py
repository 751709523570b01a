"""`dondoc audit verify` checks the chain of the history; `dondoc audit show` prints it in words, newest first."""

from collections.abc import Iterator
from typing import Any

from domain.checkpoints import Signature
from domain.messages.history import HistoryShown
from domain.names import tidy
from dondoc.app import open_chosen
from dondoc.cli.printing import print_json, print_line
from dondoc.cli.task import TERMINAL
from dondoc.failures import CannotDo
from dondoc.sealing import signing_keys
from dondoc.settings import load_settings
from services.administration.check_history import CheckedCheckpoint, CheckedHistory, RowFault, check_history
from services.administration.look_up import look_at_history
from wording.render import render

WORDS = {"changed": "đã bị sửa", "missing": "bị thiếu (đã bị xóa)", "inserted": "không khớp với dòng trước (chèn thêm)"}
ROWS = {
    RowFault.CUT: "Các dòng sau dòng số {last} đã bị xóa: mốc {month} ghi đến dòng số {seq}.",
    RowFault.MISSING: "Dòng số {seq} của mốc {month} bị thiếu (đã bị xóa).",
    RowFault.CHANGED: "Dòng số {seq} đã bị sửa: không khớp với mốc {month}.",
    RowFault.FEWER: "Trước dòng số {seq} có dòng đã bị xóa: mốc {month} ghi đủ {count} dòng.",
}
FORGED = {
    Signature.WRONG: (
        "Mốc {month}: chữ ký không đúng. Mốc này không do chương trình ghi, hoặc khóa đã ký không còn trong "
        "DONDOC_SECRET_KEY."
    ),
    Signature.UNSIGNED: "Mốc {month}: không có chữ ký, trong khi mốc trước đó có. Mốc này không do chương trình ghi.",
}
NOTED = {
    Signature.NO_KEY: "Chưa có DONDOC_SECRET_KEY nên không kiểm tra được chữ ký của {count} mốc tháng.",
    Signature.UNSIGNED: "{count} mốc tháng không có chữ ký: khi ghi chưa có DONDOC_SECRET_KEY.",
}
LONGEST_CODE = 20


def verify(*, whole: bool = False, code: str | None = None, as_json: bool, org: str | None = None) -> int:
    """Exit code 1 when something does not fit, or no checkpoint bears the code. A code is checked by reading all."""
    settings = load_settings()
    with open_chosen(settings, org) as app, app.database.snapshot() as tx:
        checked = check_history(tx, app.organisation.id, signing_keys(settings), whole=whole or code is not None)
    found = None if code is None else checked.bearing(code)
    if as_json:
        print_json(_verified_as_json(checked, code, found))
    else:
        for line in [*_about_code(checked, code, found), *_verified_in_words(checked)]:
            print_line(line)
    return 0 if checked.fits and (code is None or found is not None) else 1


def _about_code(checked: CheckedHistory, code: str | None, found: CheckedCheckpoint | None) -> Iterator[str]:
    if code is None:
        return
    if found is None:
        yield (
            f"Không có mốc tháng nào mang mã “{tidy(code)[:LONGEST_CODE]}”: mã bị đọc nhầm, hoặc nhật ký trước cuối "
            "tháng đó đã bị thay hay bị cắt (cũng có thể do khôi phục từ bản sao lưu cũ hơn)."
        )
        return
    made = found.checkpoint
    held = "vẫn còn nguyên" if checked.holds_until(found) else "không còn như lúc đó"
    month = _month(made.month)
    yield f"Mã {made.told_code}: mốc {month}, {made.count} dòng. Nhật ký đến hết {month} {held}."


def _verified_in_words(checked: CheckedHistory) -> Iterator[str]:
    verified, start = checked.verified, checked.start
    yield from (f"Dòng số {seq} {WORDS[fault]}." for seq, fault in verified.faults)
    for one in checked.checkpoints:
        yield from _about_checkpoint(one, checked.last_seq)
    for signature, words in NOTED.items():
        count = sum(one.signature is signature and not one.is_forged for one in checked.checkpoints)
        if count:
            yield words.format(count=count)
    if not checked.fits:
        return
    whole = f"Nhật ký nguyên vẹn: {verified.count} dòng"
    if start is None:
        yield f"{whole}."
    else:
        since = f"từ mốc {_month(start.month)} (sau dòng số {start.seq})"
        yield f"{whole}, {since}. Đọc từ đầu: dondoc audit verify --whole"


def _about_checkpoint(one: CheckedCheckpoint, last: int) -> Iterator[str]:
    made = one.checkpoint
    facts = {"month": _month(made.month), "last": last, "seq": made.seq, "count": made.count}
    if one.fault is not None:
        yield ROWS[one.fault].format(**facts)
    if one.is_forged:
        yield FORGED[one.signature].format(**facts)


def _month(code: str) -> str:
    year, _, month = code.partition("-")
    return f"tháng {month.lstrip('0')}/{year}"


def _verified_as_json(checked: CheckedHistory, code: str | None, found: CheckedCheckpoint | None) -> dict[str, Any]:
    """The shape of `audit verify --json`; "code" is there when one was given."""
    checkpoints = [
        {
            "month": one.checkpoint.month,
            "seq": one.checkpoint.seq,
            "count": one.checkpoint.count,
            "code": one.checkpoint.told_code,
            "signature": one.signature.value,
            "fits": one.fits,
            "fault": None if one.fault is None else one.fault.value,
        }
        for one in checked.checkpoints
    ]
    facts = {
        "count": checked.verified.count,
        "faults": [{"seq": seq, "fault": fault} for seq, fault in checked.verified.faults],
        "from_month": None if checked.start is None else checked.start.month,
        "checkpoints": checkpoints,
    }
    if code is None:
        return facts
    held = found is not None and checked.holds_until(found)
    return facts | {"code": {"month": None if found is None else found.checkpoint.month, "holds": held}}


def show(number: int | None, *, page: int, as_json: bool, org: str | None = None) -> None:
    """Print a page of the history of one task, or of everything.

    Raises CannotDo when no task has the number.
    """
    with open_chosen(load_settings(), org) as app:
        with app.database.reading() as tx:
            shown = look_at_history(tx, app.organisation, number, page, app.clock.now())
        if shown is None:
            raise CannotDo(f"Không có việc số {number}. Xem các số bằng: dondoc status")
        if as_json:
            print_json(_as_json(shown))
        else:
            print_line(render([shown], "vi", TERMINAL, zone=app.organisation.zone).text)


def _as_json(shown: HistoryShown) -> dict[str, Any]:
    """The shape of `audit show --json`."""
    events = [
        {"at": line.at, "who": line.who, "what": line.what, "task": line.number, "detail": line.detail}
        for line in shown.lines
    ]
    return {"total": shown.total, "page": shown.page, "pages": shown.pages, "events": events}
