"""`dondoc audit verify` checks the chain of the history; `dondoc audit show` prints it in words, newest first."""

from typing import Any

from domain.messages.history import HistoryShown
from dondoc.app import open_chosen
from dondoc.cli.printing import print_json, print_line
from dondoc.cli.task import TERMINAL
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.administration.look_up import look_at_history, verify_history
from wording.render import render

WORDS = {"changed": "đã bị sửa", "missing": "bị thiếu (đã bị xóa)", "inserted": "không khớp với dòng trước (chèn thêm)"}


def verify(*, as_json: bool, org: str | None = None) -> int:
    """Exit code 1 when something does not fit."""
    with open_chosen(load_settings(), org) as app, app.database.reading() as tx:
        verified = verify_history(tx, app.organisation.id)
    if as_json:
        print_json({"count": verified.count, "faults": [{"seq": s, "fault": f} for s, f in verified.faults]})
    elif not verified.faults:
        print_line(f"Nhật ký nguyên vẹn: {verified.count} dòng.")
    for seq, fault in () if as_json else verified.faults:
        print_line(f"Dòng số {seq} {WORDS[fault]}.")
    return 1 if verified.faults else 0


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
