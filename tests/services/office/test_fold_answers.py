"""Every deed is done, but whoever lets thousands of answers pile up gets a handful of messages; on both engines."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from domain.deliveries import Delivery, Outcome, Result
from domain.inbox import MessageContext
from domain.invite_codes import code_hash
from domain.messages import Response
from domain.messages.chats import MOST_NUMBERS, AnswersFolded, FoldedGroup, merged
from domain.messages.tasks import ReportProgress
from services.office.post_answer import MOST_WAITING
from storage.engine.database import Database
from storage.outbox import FOLDED
from storage.tables import inbox, invite, outbox
from storage.tasks import find_task
from tests.domain.messages.test_chats import fold
from tests.security.ward import CHATS, PEOPLE, Ward

OFFICER, COORDINATOR, STRANGER = CHATS["officer"], CHATS["coordinator"], 30_000


@pytest.fixture
def ward(database: Database) -> Ward:
    made = Ward(database)
    made.link_all()
    made.deliver()
    return made


def say(ward: Ward, *texts: str, chat: int = OFFICER) -> None:
    """Typed and handled; nothing goes out."""
    ward.receive(*(ward.text(chat, text) for text in texts))
    while ward.dispatcher.work():
        pass


def waiting(ward: Ward, chat: int = OFFICER) -> list[str]:
    """The keys of what waits for a chat, in order."""
    query = select(outbox.c.key).where(outbox.c.state == "waiting", outbox.c.chat_id == str(chat))
    with ward.database.reading() as tx:
        return list(tx.execute(query.order_by(outbox.c.id)).scalars())


def told(ward: Ward, chat: int = OFFICER) -> list[tuple[Response, ...]]:
    return [delivery.responses for delivery in ward.deliver() if delivery.chat_id == str(chat)]


def progress(ward: Ward) -> int:
    with ward.database.reading() as tx:
        found = find_task(tx, ward.organisation_id, 1)
        assert found is not None
        return found.occurrence.progress


def test_up_to_twenty_answers_wait_one_by_one(ward: Ward) -> None:
    say(ward, *(f"tiến độ 1 {n}" for n in range(MOST_WAITING)))
    assert len(waiting(ward)) == MOST_WAITING
    assert all(type(response).__name__ == "ProgressSet" for responses in told(ward) for response in responses)


def test_from_the_twenty_first_on_they_are_one_message_that_counts_them_all_and_every_deed_is_done(ward: Ward) -> None:
    say(ward, *(f"tiến độ 1 {n}" for n in range(57)))
    assert len(waiting(ward)) == 1
    assert progress(ward) == 56
    assert told(ward) == [(AnswersFolded(57, 0, (FoldedGroup("progress", 57, (1,)),)),)]
    say(ward, "tiến độ 1 60")
    assert [type(response).__name__ for [response] in told(ward)] == ["ProgressSet"]  # afterwards all is as before


def test_refusals_and_what_was_only_shown_are_named_apart(ward: Ward) -> None:
    say(ward, *(["tiến độ 1 5"] * 18), "xong 999", "ct 1", "abc xyz", "xong 1", "xong 1", "việc")
    [(folded,)] = told(ward)
    assert isinstance(folded, AnswersFolded)
    assert (folded.recorded, folded.refused) == (21, 3)
    assert {(group.what, group.numbers) for group in folded.groups} == {
        ("progress", (1,)), ("no_task", (999,)), ("shown", ()), ("unclear", ()), ("reported", (1,)), ("already", (1,)),
    }  # fmt: skip


def test_the_answers_of_other_chats_stay_as_they_are(ward: Ward) -> None:
    say(ward, "trợ giúp", chat=COORDINATOR)
    say(ward, *(["tiến độ 1 5"] * 30))
    say(ward, "trợ giúp", chat=COORDINATOR)
    assert len(waiting(ward, COORDINATOR)) == 2


def test_news_that_came_meanwhile_goes_out_behind_the_answers_from_before_it(ward: Ward) -> None:
    """The folded message stands where the oldest answer stood."""
    say(ward, "tiến độ 1 5")
    first = waiting(ward)
    say(ward, *(["tiến độ 1 5"] * 30))
    assert waiting(ward) == first


def test_what_may_have_arrived_already_is_not_folded_and_goes_again_with_its_mark(ward: Ward) -> None:
    say(ward, "tiến độ 1 5")
    [delivery] = ward.office.delivery.lease(ward.now, 1)
    ward.office.delivery.record([Outcome(delivery.outbox_id, Result.UNKNOWN, reason="reset")], ward.now)
    say(ward, *(["tiến độ 1 6"] * 30))
    assert len(waiting(ward)) == 2
    ward.now += timedelta(minutes=10)
    [marked, folded] = [one for one in ward.deliver() if one.chat_id == str(OFFICER)]
    assert marked.reference is not None
    assert (folded.reference, folded.responses) == (None, (fold(progress=30, numbers=(1,)),))


def test_an_answer_in_the_senders_hands_is_left_to_it(ward: Ward) -> None:
    say(ward, *(["tiến độ 1 5"] * 20))
    [leased] = ward.office.delivery.lease(ward.now, 1)
    say(ward, *(["tiến độ 1 6"] * 20))
    ward.office.delivery.record([ward.accepted(leased)], ward.now)
    kinds = [type(response).__name__ for [response] in told(ward)]
    assert kinds == ["AnswersFolded"]
    with ward.database.reading() as tx:
        states = tx.execute(select(outbox.c.state).where(outbox.c.id == leased.outbox_id)).scalars().all()
    assert states == ["sent"]


def test_a_button_pressed_in_a_pile_is_answered_in_the_pile_and_edits_nothing(ward: Ward) -> None:
    say(ward, *(["việc"] * 19))
    ward.receive(*(ward.press(OFFICER, "việc") for _ in range(3)))
    while ward.dispatcher.work():
        pass
    [delivery] = [one for one in ward.deliver() if one.chat_id == str(OFFICER)]
    assert (delivery.edit_message_id, delivery.responses) == (None, (fold(shown=22),))


def codes_kept(ward: Ward) -> set[str]:
    """Hashes of the codes that can be read in what waits."""
    with ward.database.reading() as tx:
        kept = str(tx.execute(select(outbox.c.sayings).where(outbox.c.state == "waiting")).scalars().all())
        hashes = set(tx.execute(select(invite.c.code_hash)).scalars())
    return hashes & set(map(code_hash, kept.replace("'", " ").split()))


def test_no_code_is_kept_in_a_folded_message(ward: Ward) -> None:
    say(ward, "/ma " + PEOPLE["head"], chat=COORDINATOR)
    assert len(codes_kept(ward)) == 1
    say(ward, *(["việc"] * 25), chat=COORDINATOR)
    assert codes_kept(ward) == set()
    [(folded,)] = told(ward, COORDINATOR)
    assert folded == fold(code=1, shown=25)


def test_each_command_keeps_a_row_of_its_own_that_says_where_its_answer_went(ward: Ward) -> None:
    say(ward, *(["tiến độ 1 5"] * 25))
    with ward.database.reading() as tx:
        query = select(inbox.c.id).where(inbox.c.chat_id == str(OFFICER)).order_by(inbox.c.id)
        asked = tx.execute(query).scalars().all()
        rows = dict(tx.execute(select(outbox.c.key, outbox.c.error).where(outbox.c.kind == "answer")).all())
    folded = [rows[f"answer:{id_}"] for id_ in asked[-24:]]
    assert all(reason.startswith(FOLDED) for reason in folded)
    assert len(set(folded)) == 1


def test_a_command_handled_twice_counts_once(ward: Ward) -> None:
    say(ward, *(["tiến độ 1 5"] * 25))
    with ward.database.reading() as tx:
        newest = tx.execute(select(func.max(inbox.c.id))).scalar_one()
    assert not ward.office.commands.handle(
        newest, MessageContext("telegram", str(OFFICER)), ReportProgress(1, 5), ward.now
    )
    assert told(ward) == [(fold(progress=25, numbers=(1,)),)]


def test_each_answer_of_a_replayed_update_keeps_its_own_mark(ward: Ward) -> None:
    ward.receive(*(ward.text(OFFICER, "tiến độ 1 5") for _ in range(25)))
    with ward.database.transaction() as tx:
        tx.execute(update(inbox).where(inbox.c.state == "waiting").values(may_be_again=True))
    while ward.dispatcher.work():
        pass
    assert [one.reference is not None for one in ward.deliver() if one.chat_id == str(OFFICER)] == [True] * 25


def test_what_failed_for_good_is_answered_in_the_pile_too(ward: Ward) -> None:
    say(ward, *(["tiến độ 1 5"] * 25))
    ward.receive(ward.text(OFFICER, "việc"))
    [row] = ward.office.inbox.waiting(ward.now)
    assert ward.office.inbox.fail(row, MessageContext("telegram", str(OFFICER)), ward.now, "a bug", 1)
    [(folded,)] = told(ward)
    assert isinstance(folded, AnswersFolded)
    assert (folded.recorded, folded.refused) == (25, 1)


def test_an_answer_to_a_stranger_goes_out_behind_everybody_elses(ward: Ward) -> None:
    say(ward, "xin chào", chat=STRANGER)
    say(ward, "trợ giúp")
    assert [delivery.chat_id for delivery in ward.deliver()] == [str(OFFICER), str(STRANGER)]


def test_a_stranger_is_not_told_twice_what_still_waits(ward: Ward) -> None:
    """Seed 50047 of the simulator: four sentences at once as an outage of a day ended, all of them the same."""
    say(ward, "xin chào", chat=STRANGER)
    ward.now += timedelta(minutes=30)
    say(ward, "khi nào họp vậy", "cho hỏi", chat=STRANGER)
    assert [[type(one).__name__ for one in responses] for responses in told(ward, STRANGER)] == [["Stranger"]]
    ward.now += timedelta(minutes=30)
    say(ward, "cho hỏi", chat=STRANGER)
    assert len(told(ward, STRANGER)) == 1


def test_a_stranger_is_not_told_again_while_the_first_may_have_arrived(ward: Ward) -> None:
    """Killed between the platform's answer and its record, with more of them to handle."""
    say(ward, "xin chào", chat=STRANGER)
    leased = ward.office.delivery.lease(ward.now, 8)
    assert [one.chat_id for one in leased] == [str(STRANGER)]
    ward.now += timedelta(minutes=11)  # the lease is over, and the window of this chat too
    say(ward, "cho hỏi", chat=STRANGER)
    ward.office.delivery.release_abandoned(ward.now)
    assert len(waiting(ward, STRANGER)) == 1
    [again] = ward.office.delivery.lease(ward.now, 8)
    assert again.outbox_id == leased[0].outbox_id


def test_who_links_hears_what_was_answered_before_first_and_is_no_stranger_any_more(ward: Ward) -> None:
    code = ward.code_for(PEOPLE["officer"])
    say(ward, "xin chào", f"/start {code}", chat=STRANGER)
    say(ward, "trợ giúp", chat=COORDINATOR)
    origin = [(one.chat_id, type(one.responses[0]).__name__) for one in ward.deliver()]
    origin = [(chat, kind) for chat, kind in origin if kind != "AccountTaken"]  # news of it, to those above
    assert origin == [(str(STRANGER), "Stranger"), (str(COORDINATOR), "HelpShown"), (str(STRANGER), "Welcome")]


def test_dispatching_and_sending_at_once_lose_and_double_no_count(ward: Ward) -> None:
    """Now and then one message leaves, as with a platform that takes one a second."""
    said = 0
    for n in range(200):
        say(ward, f"tiến độ 1 {n % 100}")
        if n % 17 == 0:
            [leased] = ward.office.delivery.lease(ward.now, 1)
            ward.office.delivery.record([ward.accepted(leased)], ward.now)
            said += _contents(leased)
        assert len(waiting(ward)) <= MOST_WAITING
    assert said + sum(map(_contents, ward.deliver())) == 200


def _contents(delivery: Delivery) -> int:
    return sum(one.recorded + one.refused if isinstance(one, AnswersFolded) else 1 for one in delivery.responses)


def test_a_fold_stays_small_however_much_is_in_it() -> None:
    folds = [AnswersFolded(1, 0, (FoldedGroup("reported", 1, (n,)),)) for n in range(3000)]
    assert merged(folds).recorded == 3000
    assert [len(group.numbers) for group in merged(folds).groups] == [MOST_NUMBERS]
