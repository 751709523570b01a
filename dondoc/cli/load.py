"""`dondoc load`: units and people from a roster; the roles it would change are shown and agreed to first."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from documents.rosters import Roster, read_roster
from domain.messages.people import RoleChangeSummary
from domain.people import Role
from domain.rosters import RosterQuestion, answered, role_questions
from dondoc.app import App, open_to_write
from dondoc.cli.printing import print_json, print_line
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.administration.load_roster import Loaded, load_roster
from services.rosters.settle_roles import with_known_answers
from storage.engine.database import Transaction
from storage.organisations import lock_organisation
from storage.people import load_contacts
from wording.languages import words_for
from wording.rosters import question_text, role_lines

NOBODY_TO_ASK = "Chưa ghi gì vì không có ai để hỏi. Xem kỹ các thay đổi rồi chạy lại với --yes."
NEEDED = (Role.COORDINATOR, Role.LEADER)


class _OnlyLooked(Exception):
    """Carries what a load would do out of the transaction that is rolled back."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__()
        self.loaded = loaded


def run(file: Path, *, is_agreed: bool = False, as_json: bool, org: str | None = None) -> None:
    """Read the roster, show which roles it would change, and take it over when agreed; the same twice changes nothing.

    A roster that changes nobody's roles is taken over without a question, and so is the first one of an organisation
    where there is nobody to ask (in a script): it takes nothing from anybody. At a terminal the roles that the list
    leaves open are asked one by one; in a script such people are officers, and the questions are printed.

    Raises RosterUnreadable, and CannotDo when there is nobody to ask about the roles of people who are known, or
    something changed while the question was open.
    """
    roster = read_roster(file.read_bytes(), file.name)
    settings, can_ask = load_settings(), sys.stdin.isatty() and not as_json
    with open_to_write(settings, org) as app:
        roster = _with_roles(app, roster, can_ask=can_ask and not is_agreed)
        seen = _look(app, roster)
        if not as_json:
            _show_difference(seen)
        is_asked = not is_agreed and (can_ask or not _is_first(app))
        if seen.is_change and is_asked and not _is_agreed(seen, can_ask=can_ask, as_json=as_json):
            print_line("Chưa ghi gì.")
            return
        _report(app, _write(app, roster, seen), as_json=as_json)


def _with_roles(app: App, roster: Roster, *, can_ask: bool) -> Roster:
    """The list with the roles that somebody says, now or when an earlier list was loaded."""
    with app.database.reading() as tx:
        roster = with_known_answers(tx, app.organisation.id, roster)
    asked = role_questions(roster) if can_ask else ()
    for number, question in enumerate(asked, 1):
        roster = answered(roster, question, has_role=_has_role(question, f"{number}/{len(asked)}"))
    return roster


def _has_role(question: RosterQuestion, place: str) -> bool:
    """Ask about one role until the answer is one of the two letters; no answer is the second."""
    words = words_for("vi").rosters
    role, other = words.answers[question.doubt.value]
    print_line(f"❓ Câu {place}. {question_text(question, words, is_answered_here=True)}")
    while (answer := input(f"   A. {role} · B. {other} (a/b) ").strip().casefold()) not in {"a", "b", ""}:
        print_line("   Gõ a hoặc b.")
    return answer == "a"


def _look(app: App, roster: Roster) -> Loaded:
    """What loading would do: it is done, and rolled back."""
    try:
        with app.database.transaction() as tx:
            _try_out(tx, app, roster)
    except _OnlyLooked as looked:
        return looked.loaded
    raise RuntimeError("a trial must never be committed")


def _is_first(app: App) -> bool:
    """Whether the organisation has nobody yet whose rights a list could change."""
    with app.database.reading() as tx:
        return not load_contacts(tx, app.organisation.id)


def _try_out(tx: Transaction, app: App, roster: Roster) -> NoReturn:
    organisation = lock_organisation(tx, app.organisation.id)
    raise _OnlyLooked(load_roster(tx, organisation, roster, app.clock.now()))


def _is_agreed(seen: Loaded, *, can_ask: bool, as_json: bool) -> bool:
    """Whether somebody says yes. As JSON the proposal goes to standard output, and nobody is asked."""
    if as_json:
        print_json(_as_json(seen))
    if not can_ask:
        raise CannotDo(NOBODY_TO_ASK)
    answer = (
        input(f"Ghi {len(seen.changes) + len(seen.left) + len(seen.renamed)} thay đổi này? (c/k) ").strip().casefold()
    )
    return answer in {"c", "có", "co", "y", "yes"}


def _write(app: App, roster: Roster, seen: Loaded) -> Loaded:
    with app.database.transaction() as tx:
        organisation = lock_organisation(tx, app.organisation.id)
        loaded = load_roster(tx, organisation, roster, app.clock.now())
        if (loaded.changes, loaded.left) != (seen.changes, seen.left):
            raise CannotDo("Chưa ghi gì: danh sách người vừa được thay đổi ở nơi khác. Chạy lại để xem thay đổi mới.")
        return loaded


def _show_difference(seen: Loaded) -> None:
    """Who leaves and moves and which units are renamed, name by name; behind them the roles."""
    for old, new in seen.renamed:
        print_line(f"  → {old}: đổi tên thành {new}")
    for person, before, after in seen.moved:
        print_line(f"  → {person}: {before} → {after}")
    for person in seen.left:
        print_line(f"  − {person}: không còn trong danh sách, kết thúc việc tham gia hệ thống")
    if seen.is_addition:
        print_line(
            "Danh sách này có ít hơn một nửa số người đã nạp: chỉ ghi bổ sung, "
            "không kết thúc việc tham gia hệ thống của ai."
        )
    moved = {person for person, _, _ in seen.moved}
    _show([line for line in seen.changes if line.person not in moved or not line.unit_name])


def _show(changes: Sequence[RoleChangeSummary]) -> None:
    """Grouped by what happens and by role, so that a first list of forty people fits on a screen."""
    if not changes:
        return
    print_line("Danh sách này sẽ thay đổi vai trò:")
    for what, whose in role_lines(changes, words_for("vi").people):
        print_line(f"  {what}: {'; '.join(whose)}")


def _report(app: App, loaded: Loaded, *, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(loaded))
        return
    print_line(f"Đã nạp: {loaded.units} đơn vị, {loaded.groups} nhóm, {loaded.people} người.")
    if loaded.merged:
        print_line(f"Đã gộp {loaded.merged} tên đơn vị trong kế hoạch vào đơn vị có tên gọi khác tương ứng.")
    for question in loaded.questions:
        print_line(f"❓ {question_text(question, words_for('vi').rosters)}")
    if loaded.questions:
        return
    with app.database.reading() as tx:
        held = frozenset[Role]().union(*(contact.roles for contact in load_contacts(tx, app.organisation.id)))
    names = words_for("vi").people.role_names
    for role in (role for role in NEEDED if role not in held):
        print_line(f"Lưu ý: chưa có ai có vai trò “{names[role.value]}”.")


def _as_json(loaded: Loaded) -> dict[str, object]:
    return {
        "units": loaded.units,
        "groups": loaded.groups,
        "people": loaded.people,
        "merged": loaded.merged,
        "changes": [_change(line) for line in loaded.changes],
        "added": loaded.added,
        "left": loaded.left,
        "moved": [{"name": name, "from": before, "to": after} for name, before, after in loaded.moved],
        "renamed": [{"from": old, "to": new} for old, new in loaded.renamed],
        "asks": [_question(question) for question in loaded.questions],
    }


def _question(question: RosterQuestion) -> dict[str, object]:
    text = question_text(question, words_for("vi").rosters)
    return {"about": question.doubt.value, "people": question.people, "unit": question.unit or None, "question": text}


def _change(line: RoleChangeSummary) -> dict[str, object]:
    role = f"{line.role}, {line.unit_name}" if line.unit_name else line.role
    what = {"granted": "role_granted", "taken": "role_taken", "back": "brought_back"}[line.what]
    before, after = (role, None) if line.what == "taken" else (None, role or None)
    return {"name": line.person, "what": what, "from": before, "to": after}
