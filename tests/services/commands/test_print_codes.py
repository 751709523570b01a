"""A sheet of cards for everybody who has not linked, and the list of who that is; on both engines."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.deliveries import Outcome, Result
from domain.inbox import MessageContext
from domain.invite_codes import CODE_VALID_DAYS, code_hash, is_code_shaped
from domain.messages import Refused
from domain.messages.accounts import CodeNotAccepted, OnlyForRole, OwnCode, Welcome
from domain.messages.codes import (
    CodeCard,
    CodesPrinted,
    EverybodyLinked,
    PrintCodes,
    SheetNeedsFiles,
    UnlinkedShown,
    UnlinkedUnit,
)
from domain.messages.history import CannotUndo
from services.commands.print_codes import make_codes, print_codes
from services.context.command_context import CommandContext, actor_behind
from storage.people import load_contacts
from storage.tables import invite, outbox, receipt
from tests.services.deeds import Deed
from tests.world import HA, HUNG, LAN, MINH, World, hanoi, names_of

_XDD, _UBND = "Ban Xây dựng Đảng", "UBND phường"
SAMPLES = (
    CodesPrinted(
        (CodeCard(LAN, (_XDD,), "Q3XM4-N27NS"), CodeCard(MINH, (_UBND,), "72EZE-KTK3D")),
        "Đảng ủy phường Thủy Nguyên", hanoi(27, 8), 2, 18,
    ),
    UnlinkedShown((UnlinkedUnit("", (HUNG,)), UnlinkedUnit(_UBND, (MINH, "Cao Minh Đức"))), 17, 20),
    UnlinkedShown((), 20, 20),
    EverybodyLinked(20),
    EverybodyLinked(0),
    SheetNeedsFiles(),
)  # fmt: skip
_NOT, _SEEN = "[OnlyForRole]", "UnlinkedShown"
AUTHORISATION = (
    f"| sheet | {_NOT} | {_NOT} | CodesPrinted | {_NOT} | {_NOT} | CodesPrinted | [Stranger] | {_NOT} |",
    f"| unlinked | {_NOT} | {_NOT} | {_SEEN} | {_SEEN} | {_SEEN} | {_SEEN} | [Stranger] | {_NOT} |",
)
DEEDS = (Deed(HA, "mã tất cả", reason="invited", has_trace=False),)


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning; Hà, the coordinator, and Lan are linked, eighteen others are not."""
    world.link(HA, LAN)
    world.now = hanoi(10, 9)
    return world


def printed(ward: World) -> CodesPrinted:
    [sheet] = ward.ask(HA, "mã tất cả")
    assert isinstance(sheet, CodesPrinted)
    return sheet


def test_everybody_not_linked_gets_a_card_unit_by_unit_and_nobody_else(ward: World) -> None:
    sheet = printed(ward)
    with ward.database.reading() as tx:
        contacts = load_contacts(tx, ward.organisation_id)
        kept = set(tx.execute(select(invite.c.code_hash).where(invite.c.used_at.is_(None))).scalars())
    assert {card.name for card in sheet.cards} == {contact.name for contact in contacts} - {HA, LAN}
    assert len(sheet.cards) == len(contacts) - 2
    assert (sheet.linked, sheet.ended) == (2, 0)
    assert sheet.expires_at == ward.now + timedelta(days=CODE_VALID_DAYS)
    assert kept == {code_hash(card.code) for card in sheet.cards}
    assert all(is_code_shaped(card.code.replace("-", "")) for card in sheet.cards)
    units = [card.unit_names[0] for card in sheet.cards if card.unit_names]
    assert units == sorted(units, key=units.index)  # those of a unit stand together
    assert [bool(card.unit_names) for card in sheet.cards] == sorted(bool(card.unit_names) for card in sheet.cards)


def test_each_card_links_its_person_and_not_who_printed_it(ward: World) -> None:
    code = {card.name: card.code for card in printed(ward).cards}[MINH]
    assert ward.ask(HA, code) == [OwnCode(MINH)]
    [welcome] = ward.ask("the phone of Minh", code)
    assert isinstance(welcome, Welcome)
    assert welcome.name == MINH


def test_a_second_printing_ends_the_codes_before_and_says_how_many(ward: World) -> None:
    first = {card.name: card.code for card in printed(ward).cards}
    ward.ask("the phone of Minh", first[MINH])
    ward.now += timedelta(days=1)
    second = printed(ward)
    assert (second.ended, second.linked) == (len(first) - 1, 3)
    assert MINH not in {card.name for card in second.cards}
    assert ward.ask("the phone of Hung", first[HUNG]) == [CodeNotAccepted()]
    ward.now += timedelta(days=CODE_VALID_DAYS)
    assert printed(ward).ended == 0  # they had run out by themselves


def test_when_it_cannot_be_drawn_or_written_the_earlier_codes_stay_good(ward: World) -> None:
    first = {card.name: card.code for card in printed(ward).cards}
    with suppress(RuntimeError), ward.database.transaction() as tx:
        made = make_codes(CommandContext(tx, ward.organisation, ward.now, MessageContext("", "")))
        assert made.ended == len(first)
        raise RuntimeError("no paper")
    assert names_of(ward.ask("the phone of Minh", first[MINH])) == ["Welcome"]


def test_codes_of_a_sheet_that_was_sent_are_kept_nowhere(ward: World) -> None:
    ward.say(HA, "mã tất cả")
    [delivery] = ward.office.delivery.lease(ward.now, 8)
    [sheet] = delivery.responses
    assert isinstance(sheet, CodesPrinted)
    sent = Outcome(delivery.outbox_id, Result.SENT, message_id="77", text="…", is_secret=True)
    ward.office.delivery.record([sent], ward.now)
    with ward.database.reading() as tx:
        kept = str([row for table in (outbox, receipt, invite) for row in tx.execute(select(table))])
    assert not [card.name for card in sheet.cards if card.code in kept or card.code.replace("-", "") in kept]


def test_where_no_file_can_be_sent_no_code_is_made(ward: World) -> None:
    with ward.database.transaction() as tx:
        before = tx.execute(select(func.count()).select_from(invite)).scalar_one()
        actor = actor_behind(tx, ward.organisation, MessageContext("telegram", HA), ward.now)
        origin = MessageContext("zalo", HA, takes_files=False)
        context = CommandContext(tx, ward.organisation, ward.now, origin, actor)
        with pytest.raises(Refused) as refused:
            print_codes(context, PrintCodes())
        assert tx.execute(select(func.count()).select_from(invite)).scalar_one() == before
    assert refused.value.refusal == SheetNeedsFiles()


def test_only_those_who_manage_people_print_codes(ward: World) -> None:
    assert ward.ask(LAN, "mã tất cả") == [OnlyForRole("sheet", ("administrator", "coordinator"))]
    assert names_of(ward.ask(LAN, "chưa liên kết")) == ["OnlyForRole"]


def test_who_has_not_linked_is_shown_by_unit(ward: World) -> None:
    [shown] = ward.ask(HA, "chưa liên kết")
    assert isinstance(shown, UnlinkedShown)
    assert ward.ask(HA, "ai chưa liên kết") == ward.ask(HA, "/unlinked") == [shown]
    named = [name for unit in shown.units for name in unit.people]
    assert (shown.linked, shown.people, len(named)) == (2, 20, 18)
    assert not {HA, LAN} & set(named)
    assert len({unit.name for unit in shown.units}) == len(shown.units)


def test_a_printing_is_not_taken_back(ward: World) -> None:
    printed(ward)
    [refused] = ward.ask(HA, "hoàn tác")
    assert isinstance(refused, CannotUndo)
