"""`dondoc explain`: how the reader understands each line of standard input."""

import sys
from datetime import date

from documents.plans.deadlines import read_deadline
from documents.plans.plan_json import deadline_as_json, units_as_json
from documents.plans.units import split_units
from dondoc.cli.printing import counted, print_json_line, print_line
from dondoc.failures import CannotDo


def run(what: str, issued_on: date | None, *, as_json: bool) -> None:
    """One answer a line.

    Raises CannotDo for anything but deadline and units (`chat` is dondoc.cli.explain_chat).
    """
    if what not in {"deadline", "units"}:
        raise CannotDo("Chỉ giải thích được deadline (thời hạn), units (đơn vị) hoặc chat (tin nhắn).")
    for line in counted(sys.stdin, "Đang đọc từng dòng"):
        text = line.rstrip("\r\n")
        if what == "units":
            _units(text, as_json=as_json)
        else:
            _deadline(text, issued_on, as_json=as_json)


def _units(text: str, *, as_json: bool) -> None:
    units = split_units(text)
    if as_json:
        print_json_line(units_as_json(text, units))
        return
    print_line(f"{text}\n  → " + " | ".join(u.name + (" (nhóm)" if u.is_group else "") for u in units))


def _deadline(text: str, issued_on: date | None, *, as_json: bool) -> None:
    reading = read_deadline(text, issued_on)
    if as_json:
        print_json_line(deadline_as_json(text, reading))
        return
    deadline = reading.deadline
    last_day = f"{deadline.last_day:%d/%m/%Y}" if deadline.last_day else "không có ngày cuối"
    print_line(f"{text}\n  → {deadline.kind.value}, {last_day}")
    for part in reading.parts:
        print_line(f"     “{part.words}”: {part.kind}")
