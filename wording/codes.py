"""Lays out who has not linked, and the sheet of codes that is sent as a file."""

import logging
from dataclasses import dataclass

from domain.messages.codes import CodesPrinted, UnlinkedShown
from wording import parts
from wording.layout import Block, BotLinks, Layout, RenderContext, clean, lines
from wording.messages import Document
from wording.sheets.code_sheet import SheetFacts, draw_sheet

_log = logging.getLogger(__name__)
MOST_UNITS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWords:
    """The sheet of codes, and who has not linked. `sheet_…` is printed on the cards."""

    printed: str
    printed_how: str
    printed_linked: str
    printed_ended: str
    not_drawn: str
    file_name: str
    unlinked: str
    all_linked: str
    unlinked_unit: str
    no_unit: str
    unlinked_how: str
    sheet_title: str
    sheet_page: str
    sheet_code: str
    sheet_telegram: str
    sheet_telegram_found: str
    sheet_zalo: str
    sheet_zalo_found: str
    sheet_by_hand: str
    sheet_until: str


def codes_printed(notice: CodesPrinted, context: RenderContext) -> Layout:
    """The sheet as a file, with what to do with it and what it has ended."""
    words = context.words.codes
    if context.capabilities.fetches_files:
        return Layout((Block(sheet_text(notice, context)),), to_fetch=words.file_name)
    if not context.capabilities.has_files:
        return Layout((Block(words.not_drawn),))
    try:
        content = draw_sheet(sheet_facts(notice, context))
    except (ImportError, RuntimeError):
        _log.exception("sheet of codes not drawn", extra={"action": "sheet_failed"})
        return Layout((Block(words.not_drawn),))
    return Layout((Block(sheet_text(notice, context)),), document=Document(words.file_name, content))


def sheet_text(notice: CodesPrinted, context: RenderContext) -> str:
    """How many cards there are, until when they hold, what they have ended, and what to do with them."""
    words = context.words.codes
    until = context.words.days.instant(context.local(notice.expires_at))
    return lines(
        words.printed.format(count=len(notice.cards), until=until),
        words.printed_linked.format(count=notice.linked) if notice.linked else "",
        words.printed_ended.format(count=notice.ended) if notice.ended else "",
        words.printed_how,
    ).text


def sheet_facts(notice: CodesPrinted, context: RenderContext) -> SheetFacts:
    """What is printed: the cards with their addresses, and the three lines of instruction."""
    words, links = context.words.codes, context.links
    until = context.words.days.instant(context.local(notice.expires_at))
    cards = tuple(
        (
            clean(card.name, parts.NAME),
            clean(parts.names(card.unit_names), parts.TITLE),
            clean(card.code, parts.NAME),
            links.start(card.code.replace("-", "")),
        )
        for card in notice.cards
    )
    title = words.sheet_title.format(organisation=clean(notice.organisation, parts.NAMES)).strip(" –")
    return SheetFacts(
        title, words.sheet_page, words.sheet_code, cards, links.zalo,
        (*_instructions(words, links), words.sheet_until.format(until=until)), context.words.code,
    )  # fmt: skip


def _instructions(words: CodeWords, links: BotLinks) -> tuple[str, ...]:
    telegram = words.sheet_telegram if links.telegram else words.sheet_telegram_found
    zalo = words.sheet_zalo if links.zalo else words.sheet_zalo_found
    of_platform = {"telegram": telegram, "zalo": zalo}
    told = tuple(of_platform[name] for name in links.platforms)
    return told if len(told) > 1 else (*told, words.sheet_by_hand)


def unlinked_shown(notice: UnlinkedShown, context: RenderContext) -> Layout:
    """Who has not linked, unit by unit; how they are given their codes."""
    words = context.words.codes
    missing = notice.people - notice.linked
    if not missing:
        return Layout((Block(words.all_linked.format(people=notice.people)),))
    blocks = [lines(words.unlinked.format(count=missing, people=notice.people))]
    for unit in notice.units[:MOST_UNITS]:
        name = clean(unit.name, parts.TITLE) or words.no_unit
        blocks.append(lines(words.unlinked_unit.format(unit=name, names=parts.names(unit.people, 4 * parts.NAMES))))
    return Layout(tuple(blocks), (words.unlinked_how,))
