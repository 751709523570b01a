"""The sheet of codes and who has not linked, in English."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.codes import EverybodyLinked, ListUnlinked, PrintCodes, SheetNeedsFiles
from wording.codes import CodeWords
from wording.words import CommandWords, EventWords, Words

CODES = CodeWords(
    printed="🖨 Cards with linking codes: {count}, good until {until}.",
    printed_how="Print on A4, cut along the lines, and hand each card over in person.",
    printed_linked="Already linked, no card printed: {count}.",
    printed_ended="⚠️ {count} codes given to these people before hold no longer; please collect the old cards.",
    not_drawn="The sheet could not be made. Where the program runs, type: dondoc invite --all --out cards.pdf",
    file_name="linking-cards.pdf",
    unlinked="📵 Not linked: {count} of {people}",
    all_linked="✅ All {people} people of the list have linked.",
    unlinked_unit="• {unit}: {names}",
    no_unit="Of no unit",
    unlinked_how="Cards for everybody: sheet · a code for one person: invite Nguyễn Văn A",
    sheet_title="{organisation} – Cards to link a phone",
    sheet_page="Page {page} of {pages}",
    sheet_code="Linking code",
    sheet_telegram="Telegram: scan the code “Telegram” and press “Start”.",
    sheet_telegram_found="Telegram: look for the bot of your office in Telegram, press “Start”, send the code above.",
    sheet_zalo="Zalo: scan the code “Zalo” with Zalo and send the code above.",
    sheet_zalo_found="Zalo: look for the bot of your office in Zalo and send the code above.",
    sheet_by_hand="If it cannot be scanned: open the bot and send the code above.",
    sheet_until="Good once, for 7 days: until {until}. Give the code to nobody else.",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    PrintCodes: CommandWords(
        typed="sheet",
        does="get a PDF of cards to print for everybody who has not linked",
        menu="Cards to print for everybody not linked",
    ),
    ListUnlinked: CommandWords(
        typed="unlinked",
        does="see who has not linked a phone, by unit",
        menu="Who has not linked a phone",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.CODES_PRINTED: EventWords("printed cards for who has not linked, how many:", "cards printed"),
}


def _everybody_linked(refusal: EverybodyLinked, _: Words) -> str:
    if not refusal.people:
        return "There is nobody in the list. Please load it before you print cards."
    return f"No cards are needed: all {refusal.people} people of the list have linked."


def _sheet_needs_files(_refusal: SheetNeedsFiles, _: Words) -> str:
    return (
        "No file can be sent here, so no code was made. Please type “sheet” on Telegram, or where the program runs: "
        "dondoc invite --all --out cards.pdf. A code for one person can be had here: invite Nguyễn Văn A"
    )
