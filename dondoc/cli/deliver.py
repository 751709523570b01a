"""`dondoc deliver`: messages that were put aside: shown, sent again, or dropped for good."""

from collections.abc import Sequence
from datetime import tzinfo

from dondoc.app import open_chosen, refuse_closed
from dondoc.cli.printing import print_line
from dondoc.clock import short_instant
from dondoc.settings import load_settings
from storage.parked_messages import ParkedMessage, parked_messages
from wording.languages import words_for
from wording.reach import why_not_sent


def run(*, is_again: bool, is_forgotten: bool, org: str | None = None) -> int:
    """Without an option nothing changes; exit code 1 when both are given."""
    if is_again and is_forgotten:
        print_line("Chọn một trong hai: --parked để gửi lại, hoặc --forget để bỏ hẳn.")
        return 1
    with open_chosen(load_settings(), org) as app:
        if is_again or is_forgotten:
            refuse_closed(app.organisation)
            now = app.clock.now()
            _show(app.office().delivery.send_parked_again(now, is_forgotten=is_forgotten), app.organisation.zone)
            print_line(_done(is_forgotten=is_forgotten))
            return 0
        with app.database.reading() as tx:
            found = parked_messages(tx, app.organisation.id)
        zone = app.organisation.zone
    _show(found, zone)
    if found:
        print_line("Gửi lại: dondoc deliver --parked · Bỏ hẳn: dondoc deliver --forget")
    return 0


def _show(messages: Sequence[ParkedMessage], zone: tzinfo) -> None:
    words = words_for("vi")
    for one in messages:
        where = "" if one.is_reachable else " (chưa liên lạc được)"
        name = one.name or "tài khoản chưa liên kết"
        at = short_instant(one.created_at.astimezone(zone))
        print_line(f"- {name}{where}, tin lập lúc {at}: {why_not_sent(one.error, words)}")
    if not messages:
        print_line("Không có tin nào bị gác lại.")


def _done(*, is_forgotten: bool) -> str:
    if is_forgotten:
        return "Đã bỏ các tin trên; không gửi lại nữa."
    return "“dondoc run” sẽ gửi các tin trên trong giờ cho phép; tin có thể đã đến thì kèm dấu (#…)."
