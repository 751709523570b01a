"""Regular reports: part of the leader's first morning message after a period, once, never a second message."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from domain.messages.reports import MorningDigest, PeriodReportFile, PeriodReportShown
from storage.organisations import policy_as_json
from storage.tables import organisation, receipt
from tests.services.reminders.test_build_report import status_of
from tests.world import BINH, HA, HUNG, LAN, World, hanoi, names_of


@pytest.fixture
def linked(world: World) -> World:
    world.link(LAN, HA, HUNG, BINH)
    return world


def digests_of(deliveries, chat: str) -> list[MorningDigest]:
    return [
        response
        for delivery in deliveries
        if delivery.chat_id == chat
        for response in delivery.responses
        if isinstance(response, MorningDigest)
    ]


def reports_of(deliveries, chat: str) -> list[str]:
    return [digest.report.period.code for digest in digests_of(deliveries, chat) if digest.report]


def test_on_monday_the_leader_hears_the_week_and_nobody_else_does(linked: World):
    sent = linked.morning(hanoi(13))

    assert reports_of(sent, HUNG) == ["2026-W15"]
    assert all(not reports_of(sent, chat) for chat in (LAN, HA, BINH))


def test_its_figures_are_those_of_status_at_the_end_of_the_week(linked: World):
    linked.now = hanoi(13, 0)
    status = status_of(linked)
    [digest] = digests_of(linked.morning(hanoi(13)), HUNG)

    assert digest.report is not None
    assert digest.report.figures.standing == status.cells


def test_it_is_told_once_however_often_the_tick_comes(linked: World):
    first = linked.morning(hanoi(13))
    again = [linked.morning(hanoi(13, 8, minute)) for minute in (1, 2, 30)]
    days = [linked.morning(hanoi(day)) for day in (14, 15, 16, 17)]

    assert reports_of(first, HUNG) == ["2026-W15"]
    assert all(not reports_of(sent, HUNG) for sent in (*again, *days))
    assert reports_of(linked.morning(hanoi(20)), HUNG) == ["2026-W16"]


def test_a_leader_has_one_routine_message_a_day_with_the_report_in_it(linked: World):
    for day in range(10, 31):
        sent = [d for minute in (0, 30) for d in linked.morning(hanoi(day, 8, minute))]
        assert len(digests_of(sent, HUNG)) <= 1, day


def test_who_was_out_of_reach_on_monday_hears_it_with_the_first_message_after(linked: World):
    sent = linked.morning(hanoi(15))

    assert reports_of(sent, HUNG) == ["2026-W15"]
    assert reports_of(linked.morning(hanoi(16)), HUNG) == []


def test_of_a_month_and_a_week_that_end_together_the_month_is_told(linked: World):
    linked.morning(hanoi(25, month=5))

    assert reports_of(linked.morning(hanoi(1, month=6)), HUNG) == ["2026-05"]
    assert reports_of(linked.morning(hanoi(1, month=7)), HUNG) == ["2026-Q2"]


def test_nothing_is_told_at_night_or_on_a_day_off(linked: World):
    assert linked.morning(hanoi(13, 6)) == []
    assert reports_of(linked.morning(hanoi(18)), HUNG) == []  # a Saturday


def test_before_there_was_a_task_there_is_nothing_to_report(linked: World):
    """The plan came on Thursday 9/4: the week before has no report."""
    assert reports_of(linked.morning(hanoi(10)), HUNG) == []


def test_an_organisation_may_do_without(linked: World):
    with linked.database.transaction() as tx:
        kept = policy_as_json(replace(linked.organisation.policy, tells_reports=False))
        tx.execute(update(organisation).values(policy=kept))

    assert reports_of(linked.morning(hanoi(13)), HUNG) == []


@pytest.mark.parametrize("person", [HUNG, HA])
def test_those_who_may_see_all_ask_for_a_report(linked: World, person: str):
    [shown] = linked.ask(person, "báo cáo tháng")

    assert isinstance(shown, PeriodReportShown)
    assert shown.report.figures.standing == status_of(linked).cells


def test_a_report_is_sent_as_the_file_that_was_asked_for(linked: World):
    [shown] = linked.ask(HUNG, "baocao 1/4-30/6 xlsx")

    assert isinstance(shown, PeriodReportFile)
    assert (shown.file, shown.report.period.code) == ("xlsx", "2026-04-01..2026-06-30")


@pytest.mark.parametrize(
    ("reply", "proposals"),
    [
        ("Đề nghị thành phố giao biên chế năm 2026", "Đề nghị thành phố giao biên chế năm 2026"),
        ("xong việc 3 cần thêm kinh phí", "xong việc 3 cần thêm kinh phí"),  # no command: it answers what was asked
        ("Không có.", ""),
        ("không ạ", ""),
    ],
)
def test_a_coordinator_is_asked_what_a_document_proposes_and_a_reply_answers(linked: World, reply: str, proposals: str):
    linked.say(HA, "báo cáo tháng 4 docx")
    [delivery] = linked.deliver()
    assert names_of(delivery.responses) == ["ProposalsAsked"]
    with linked.database.reading() as tx:
        message = tx.execute(select(receipt.c.message_id).where(receipt.c.outbox_id == delivery.outbox_id)).scalar_one()
    linked.say(HA, reply, reply_to=message)
    [file] = [response for delivery in linked.deliver() for response in delivery.responses]
    assert isinstance(file, PeriodReportFile)
    assert (file.file, file.report.period.code, file.report.proposals) == ("docx", "2026-04", proposals)


@pytest.mark.parametrize(
    ("typed", "proposals"),
    [
        ("báo cáo tháng 4 pdf kiến nghị: cấp kinh phí cho kế hoạch 45", "cấp kinh phí cho kế hoạch 45"),
        ("báo cáo tháng 4 pdf không kiến nghị", ""),
        ("report month 4 pdf no proposals", ""),
    ],
)
def test_what_a_document_proposes_may_be_typed_at_once(linked: World, typed: str, proposals: str):
    [file] = linked.ask(HA, typed)
    assert isinstance(file, PeriodReportFile)
    assert file.report.proposals == proposals


def test_a_workbook_proposes_nothing_and_a_leader_is_not_asked(linked: World):
    assert names_of(linked.ask(HA, "báo cáo tháng 4 xlsx")) == ["PeriodReportFile"]
    [file] = linked.ask(HUNG, "báo cáo tháng 4 docx")
    assert isinstance(file, PeriodReportFile)
    assert file.report.proposals is None


def test_an_officer_has_no_use_for_it_and_a_period_that_is_none_is_refused(linked: World):
    assert names_of(linked.ask(LAN, "/baocao thang")) == ["OnlyForRole"]
    assert names_of(linked.ask(HUNG, "/baocao hôm kia")) == ["NoSuchPeriod"]
    assert names_of(linked.ask(HUNG, "/baocao thang 12")) == ["NoSuchPeriod"]
    assert names_of(linked.ask("người lạ", "/baocao thang")) == ["Stranger"]
