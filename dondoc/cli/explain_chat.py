"""`dondoc explain chat`: what each line of standard input would do if a person typed it, and what would be answered."""

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from dondoc.app import App, is_new_database, open_chosen
from dondoc.cli.printing import counted, print_json_line, print_line
from dondoc.databases import trial_of
from dondoc.failures import CannotDo
from dondoc.run.chat_trial import MOST_DAYS, ChatTrial, Explained
from dondoc.settings import load_settings
from services.commands.change_people import PersonNotFound, find_contact
from services.context.explain_chat import Deed
from storage.people import Contact
from wording.command_names import NAMES

NOBODY = "Chưa có ai trong danh sách. Nạp danh sách trước: dondoc load DANH-SACH.csv"


def run(name: str | None, at: str | None, after: Path | None, *, as_json: bool, org: str | None = None) -> None:
    """One answer a line; every line starts from the same state, and nothing is written or sent.

    Raises CannotDo when the person, the instant or the file of messages before is not understood.
    """
    if not name:
        raise CannotDo("Thiếu --as: ghi họ tên người gõ, ví dụ: dondoc explain chat --as 'Nguyễn Thị Lan'.")
    logging.getLogger("bot").addHandler(logging.NullHandler())  # what fails is told by the answer, not by a traceback
    settings = load_settings()
    if is_new_database(settings):  # looking creates no file
        raise CannotDo(NOBODY)
    with open_chosen(settings, org) as app:
        _explain(app, name, at, after, as_json=as_json)


def _explain(app: App, name: str, at: str | None, after: Path | None, *, as_json: bool) -> None:
    start, organisation = app.clock.now(), app.organisation
    instant = _instant(at, start, organisation.zone)
    with trial_of(app.settings.database_url.get_secret_value(), organisation.id) as database:
        trial = ChatTrial(database, organisation, min(start, instant), app.settings.superior)
        people = trial.people()
        person = _person(people, name)
        trial.prepare(instant, list(_before(after, people)), person)
        for line in counted(sys.stdin, "Đang thử từng tin"):
            _print(trial.explain(person, _text(line.rstrip("\r\n"))), as_json=as_json)


def explained_as_json(one: Explained) -> dict[str, Any]:
    """The shape of `explain chat --json`; facts that do not apply to a deed are left out."""
    return {
        "text": one.text,
        "deeds": [_deed_as_json(deed) for deed in one.deeds],
        "shows": one.shows,
        "asks": [{"command": offer.command, "numbers": list(offer.numbers)} for offer in one.asks],
        "answer": one.answer,
    }


def _deed_as_json(deed: Deed) -> dict[str, Any]:
    facts = (
        ("numbers", list(deed.numbers)), ("person", deed.person), ("unit", deed.unit),
        ("day", deed.day), ("percent", deed.percent), ("note", deed.note),
    )  # fmt: skip
    return {"command": deed.command, **{name: value for name, value in facts if value not in (None, [], "")}}


def _print(one: Explained, *, as_json: bool) -> None:
    if as_json:
        print_json_line(explained_as_json(one))
    else:
        print_line("\n".join(_lines(one)))
    sys.stdout.flush()  # shows each answer before the next line is typed


def _lines(one: Explained) -> Iterator[str]:
    yield one.text.replace("\n", " ⏎ ")
    yield from (f"  ✔ ghi: {_deed_in_words(deed)}" for deed in one.deeds)
    if not one.deeds:
        yield f"  → không ghi gì; cho xem: {_in_vietnamese(one.shows)}" if one.shows else "  → không ghi gì"
    yield from (f"  │ {line}" for line in one.answer.splitlines())
    if one.buttons:
        yield "  nút bấm: " + " ".join(f"[{label}]" for label in one.buttons)


def _deed_in_words(deed: Deed) -> str:
    day = f"{deed.day:%d/%m/%Y}" if deed.day else None
    percent = None if deed.percent is None else f"{deed.percent}%"
    numbers = f"việc {', '.join(map(str, deed.numbers))}" if deed.numbers else None
    facts = (numbers, deed.person, deed.unit, day, percent, deed.note)
    return " · ".join([_in_vietnamese(deed.command), *filter(None, facts)])


def _in_vietnamese(command: str) -> str:
    """The name by which the command is typed; passing a request on has none of its own."""
    return NAMES[command].vietnamese if command in NAMES else "đề nghị duyệt"


def _instant(at: str | None, now: datetime, zone: tzinfo) -> datetime:
    """An instant without an offset is one of the organisation's zone."""
    if at is None:
        return now
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        raise CannotDo(f"--at: không hiểu “{at}”; viết dạng 2026-04-10T08:05 hoặc 2026-04-10T08:05+07:00.") from None
    found = (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    if found - now > timedelta(days=MOST_DAYS):
        raise CannotDo(f"--at: xa quá, tối đa {MOST_DAYS} ngày kể từ bây giờ.")
    return found


def _person(people: tuple[Contact, ...], name: str) -> Contact:
    try:
        return find_contact(people, name)
    except PersonNotFound as missing:
        if not missing.candidates:
            raise CannotDo(NOBODY) from None
        maybe = "; ".join(missing.candidates)
        raise CannotDo(f"Không xác định được “{name}”. Ghi đủ họ tên, ví dụ: {maybe}.") from None


def _before(file: Path | None, people: tuple[Contact, ...]) -> Iterable[tuple[Contact, str]]:
    """The messages typed before, in order: a line is NAME, a tab, the text."""
    if file is None:
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        name, tab, text = line.partition("\t")
        if line.strip() and not tab:
            raise CannotDo(f"{file.name}, dòng {number}: viết TÊN, một dấu tab, rồi tin nhắn.")
        if line.strip():
            yield _person(people, name.strip()), _text(text)


def _text(line: str) -> str:
    """A line that is a JSON string stands for its text, so that a message may have several lines."""
    try:
        found = json.loads(line) if line.startswith('"') else line
    except ValueError:
        return line  # somebody who begins with a quotation mark means it
    return str(found).encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves cannot be printed
