"""What an earlier version left in its database is understood, gone on with, and told nobody twice."""

import hashlib
import re
from collections import Counter
from datetime import time

import pytest
from sqlalchemy import inspect, select

from domain.messages.drafts import DoubtAsked, DraftShown, PlanImported, RowChanged
from domain.messages.reports import MorningDigest, StatusShown
from domain.messages.summaries import FourCells
from dondoc.databases import open_engine
from services.administration.look_up import verify_history
from storage.evidence import due_files, files_now
from storage.migrating import revisions
from storage.notice_codec import occurrence_from_json
from storage.organisations import load_organisation
from storage.people import load_contacts
from storage.tables import (
    chat_account,
    draft,
    draft_doubt,
    draft_row,
    event,
    evidence,
    evidence_file,
    inbox,
    metadata,
    outbox,
    receipt,
    request,
    task,
)  # fmt: skip
from storage.tasks import load_tasks
from tests.upgrades.kept_ward import FOLDER, HA, HUNG, LAN, MINH, NHUNG, KeptWard, lines_of_dump, restore_sqlite

# Never to be changed: a dump made anew would hold rows of today's program and prove nothing.
FROZEN = {
    "0008.json": "79aa8040d598c8720c7a11e5064331cbe97e52593bf2d8d38e64dfe58c2ec22b",
    "0008_postgresql.sql": "60a46d17c798336fbca75e06c84f82ec503d46923ef716eb3fb23979b4e8d6af",
    "0008_sqlite.sql": "9046260cc6a747abf9dbf0e5ba70be74ad3b34c6fda6712a702ae10a3da1031d",
    "0008_sayings.json": "38f3b8de9258c0f47249d9348975623dcec9c030811b36d0a6aab5d5fdf0eb18",
}


@pytest.mark.parametrize("name", FROZEN)
def test_the_kept_files_are_those_that_were_kept(name: str) -> None:
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == FROZEN[name]


def test_a_kept_database_is_brought_to_the_newest_schema(kept_url: str) -> None:
    engine = open_engine(kept_url)
    with engine.connect() as connection:
        [reached] = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars()
        names = set(inspect(connection).get_table_names())
        columns = {table: {c["name"] for c in inspect(connection).get_columns(table)} for table in names}
    engine.dispose()
    assert reached == max(revisions())
    for table in metadata.sorted_tables:
        assert set(table.c.keys()) <= columns[table.name], table.name


def test_the_kept_databases_hold_what_they_are_kept_for(ward: KeptWard) -> None:
    assert ward.states(inbox)["waiting"] == ward.facts["inbox"]["waiting"] == 15
    assert {state: ward.states(outbox)[state] for state in ward.facts["outbox"]} == ward.facts["outbox"]
    assert ward.facts["outbox"]["leased"] == 4
    assert ward.count(outbox, outbox.c.unknowns > 0, outbox.c.state == "waiting") == 2
    assert ward.count(draft) == 1


def test_its_history_is_whole_before_and_after_what_waits_is_done(ward: KeptWard) -> None:
    with ward.database.reading() as tx:
        before = verify_history(tx, ward.organisation_id)
    ward.work()
    ward.deliver_all_day()
    with ward.database.reading() as tx:
        after = verify_history(tx, ward.organisation_id)
    assert (before.count, before.faults) == (ward.facts["events"], ())
    assert after.faults == ()
    assert after.count > before.count


def test_every_command_that_waits_takes_effect_once_and_none_is_parked(ward: KeptWard) -> None:
    parked = ward.states(inbox)["parked"]
    assert ward.receive_again() == 0
    ward.work()
    assert ward.states(inbox)["waiting"] == 0
    assert ward.states(inbox)["parked"] == parked
    assert ward.occurrence(2)["state"] == ward.occurrence(8)["state"] == "reported"
    assert ward.occurrence(4)["acknowledged_at"] is not None
    assert ward.occurrence(6)["progress"] == 40
    assert ward.count(evidence) == 3
    assert ward.count(request, request.c.state == "open") == 1  # the explanation; extension and question are settled
    assert ward.count(chat_account, chat_account.c.chat_id == "777") == 1
    assert ward.count(chat_account, chat_account.c.chat_id == NHUNG, chat_account.c.is_alive) == 0
    events, answers = ward.count(event), ward.count(outbox)
    KeptWard(ward.database, "a third program").work()
    assert (ward.count(event), ward.count(outbox)) == (events, answers)


def test_every_message_that_waits_is_said_in_each_language_and_goes_out_once(ward: KeptWard) -> None:
    sent_before = {row[0] for row in ward.rows(select(receipt.c.outbox_id))}
    perhaps_sent = {row[0] for row in ward.rows(select(outbox.c.id).where(outbox.c.state == "leased"))}
    parked = ward.states(outbox)["parked"]
    ward.deliver_all_day()
    assert ward.states(outbox)["waiting"] == ward.states(outbox)["leased"] == 0
    assert ward.states(outbox)["parked"] == parked
    times = Counter(delivery.outbox_id for delivery in ward.sent)
    assert len(times) >= 15
    assert set(times.values()) == {1}
    assert not sent_before & times.keys()
    assert {one.outbox_id for one in ward.sent if one.reference} >= perhaps_sent & times.keys()
    assert ward.count(receipt) == len(sent_before) + len(times)


def test_a_morning_that_was_planned_is_not_planned_again(ward: KeptWard) -> None:
    posted = ward.count(outbox)
    ward.office.planning.check_everything()
    assert (ward.office.planning.plan(ward.now), ward.office.planning.plan_reports(ward.now)) == (0, 0)
    assert ward.count(outbox) == posted


def test_after_commands_and_messages_the_next_morning_brings_each_person_at_most_one_message(ward: KeptWard) -> None:
    ward.work()
    ward.deliver_all_day()
    ward.now = ward.now.replace(day=17, hour=0, minute=30)  # Friday, 07:30 in Hà Nội
    ward.office.planning.plan(ward.now)
    ward.sent.clear()
    ward.deliver()
    people = [one.person_id for one in ward.sent if any(isinstance(said, MorningDigest) for said in one.responses)]
    assert people
    assert len(people) == len(set(people))


def test_what_was_handed_in_before_there_was_a_folder_is_fetched_now(ward: KeptWard) -> None:
    pieces = ward.rows(select(evidence.c.channel, evidence.c.file_ref, evidence.c.added_at))
    handed_in = {(channel, file_ref): at for channel, file_ref, at in pieces if file_ref is not None}
    waiting = ward.rows(select(evidence_file.c.channel, evidence_file.c.file_ref, evidence_file.c.added_at))
    assert handed_in
    assert {(channel, file_ref): at for channel, file_ref, at in waiting} == handed_in
    with ward.database.reading() as tx:
        due = due_files(tx, ward.organisation_id, ward.now, 100)
        known = files_now(tx, ward.organisation_id, handed_in.keys())
    assert {(one.channel, one.file_ref) for one in due} == known.keys() == handed_in.keys()


def test_the_figures_add_up(ward: KeptWard) -> None:
    ward.work()
    ward.deliver_all_day()
    [cells] = [said.cells for said in ward.say(HUNG, "tình hình") if isinstance(said, StatusShown)]
    assert isinstance(cells, FourCells)
    assert cells.total == cells.done_on_time + cells.done_late + cells.open_in_time + cells.open_overdue
    assert cells.total == ward.count(task) - ward.facts["event_kinds"]["task_cancelled"]


def test_every_kept_event_tells_what_was_before_and_the_last_deed_can_be_taken_back(ward: KeptWard) -> None:
    facts = ward.rows(select(event.c.occurrence_id, event.c.facts))
    before = [(row[0], occurrence_from_json(row[1]["before"])) for row in facts if "before" in row[1]]
    assert len(before) >= 15
    assert all(occurrence_id == was.id for occurrence_id, was in before)
    ward.forget_what_waits()
    answered = ward.occurrence(1)["outcome"]
    ward.say(LAN, "hoàn tác")
    assert (answered, ward.occurrence(1)["outcome"]) == ("result", None)


def test_what_the_office_and_its_people_had_chosen_is_still_in_force(ward: KeptWard) -> None:
    with ward.database.reading() as tx:
        organisation = load_organisation(tx, ward.organisation_id)
        policies = {found.task.policy for found in load_tasks(tx, ward.organisation_id)}
        people = {contact.name: contact for contact in load_contacts(tx, ward.organisation_id)}
    assert organisation.policy.before_lead == (5, 2, 0)
    assert {policy.before_lead for policy in policies if policy} == {(7, 3, 1, 0)}
    assert people["Lê Văn Minh"].language == "en"
    assert people["Ngô Thị Hồng Nhung"].morning_at == time(7, 0)
    assert set(people["Trần Thu Hà"].channels) == {"telegram", "zalo"}
    ward.deliver_all_day()
    assert {one.language for one in ward.sent if one.chat_id == MINH} == {"en"}


def test_the_draft_that_was_open_is_gone_on_with_and_written(ward: KeptWard) -> None:
    ward.forget_what_waits()
    tasks = ward.count(task)
    said = ward.say(HA, "sửa 2 chủ trì Ban Xây dựng Đảng")
    assert any(isinstance(one, RowChanged) for one in said)
    for _ in range(10):
        if any(isinstance(one, DoubtAsked) for one in said):
            said = ward.say(HA, "chọn 1")
    said = ward.say(HA, "nhập")
    assert any(isinstance(one, PlanImported) for one in said)
    assert ward.count(task) == tasks + 4
    assert ward.states(draft) == {"written": 1}


def test_the_draft_of_before_became_rows_with_its_corrections_and_answers(ward: KeptWard) -> None:
    assert ward.count(draft_row) == 4
    doubts = ward.rows(select(draft_doubt.c.code, draft_doubt.c.settled_at.is_not(None)))
    assert sorted((code, is_settled) for code, is_settled in doubts) == [
        ("", True),
        ("no_coordinating_unit", False),
        ("several_lead_units", False),
    ]
    ward.forget_what_waits()
    shown, *_ = ward.say(HA, "nhập kế hoạch")
    assert isinstance(shown, DraftShown)
    assert (shown.rows, shown.unknown, shown.left) == (4, (), 2)


def test_a_code_that_was_open_still_links(ward: KeptWard) -> None:
    code = ward.facts["codes"][ward.engine]["Tạ Hồng Sơn"]
    ward.say("778", f"/start {code}")
    assert ward.count(chat_account, chat_account.c.chat_id == "778") == 1


def test_the_calendar_s_address_of_before_still_gives_the_calendar(ward: KeptWard) -> None:
    dump = "\n".join(lines_of_dump(ward.engine))
    keys = set(re.findall(r"/calendar/(\d+-[\w-]{43})\.ics", dump))
    [key] = keys
    assert ward.office.planning.feed(key, ward.now) is not None


def test_an_upgrade_that_was_made_is_not_made_again(tmp_path) -> None:
    from storage.migrating import migrate

    engine = open_engine(restore_sqlite(tmp_path / "kept.db"))
    assert migrate(engine) == migrate(engine) == max(revisions())
    engine.dispose()
