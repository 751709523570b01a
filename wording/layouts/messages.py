"""Answers to messages that are not plain text of their sender."""

from domain.messages.chats import Content, CourtesyAnswered, EditTooLate, ForwardAsked, GroupCodeEnded, NotText
from domain.messages.evidence import HandedIn, HandedInVain
from wording.cleaning import clean
from wording.drafts import Draft, lines
from wording.layouts import parts
from wording.layouts.buttons import if_possible
from wording.layouts.parts import RenderContext
from wording.messages import Button

MOST_TYPED_BYTES = 64  # of a button on Telegram (https://core.telegram.org/bots/api#inlinekeyboardbutton)


def not_text(notice: NotText, setting: RenderContext) -> Draft:
    """What cannot be read here, and what to do instead."""
    told = setting.words.messages.not_text
    sentence = told.get(notice.content, told[Content.OTHER])
    return _said(sentence.format(help=setting.words.command("help")))


def courtesy(_notice: CourtesyAnswered, setting: RenderContext) -> Draft:
    """Thanks for thanks."""
    return _said(setting.words.messages.courtesy)


def forwarded(notice: ForwardAsked, setting: RenderContext) -> Draft:
    """Nothing was done; one tap says that the person means it themselves."""
    words, told = setting.words, setting.words.messages
    author, typed = clean(notice.author, parts.NAME), clean(notice.typed, parts.NOTE)
    first = told.forwarded_by.format(author=author) if author else told.forwarded
    first = told.quoted if notice.is_quote else first
    if not typed:
        return _said(first, told.say_it_yourself.format(help=words.command("help")))
    fits = typed == notice.typed and len(typed.encode()) <= MOST_TYPED_BYTES
    rows = ((Button(typed, typed),),) if fits else ()
    return Draft((lines(first),), (told.if_you_mean_it.format(typed=typed),), if_possible(setting, rows))


def edit_too_late(_notice: EditTooLate, setting: RenderContext) -> Draft:
    """What was done stays, and how to change it."""
    return _said(setting.words.messages.edit_too_late.format(undo=setting.words.command("undo")))


def handed_in(notice: HandedIn, setting: RenderContext) -> Draft:
    """So much was kept with the report."""
    told = setting.words.messages
    thing = told.things.get(notice.kind, told.things["file"])
    state = told.being_stored if notice.waiting else ""
    too_large = setting.words.verification.too_large if notice.too_large else ""
    return _said(told.handed_in.format(count=notice.count, thing=thing, state=state), too_large)


def handed_in_vain(notice: HandedInVain, setting: RenderContext) -> Draft:
    """It was not kept, and how to hand it in."""
    words, told = setting.words, setting.words.messages
    thing = told.things.get(notice.kind, told.things["file"])
    return _said(told.handed_in_vain.format(thing=thing, evidence=words.command("evidence")))


def group_code_ended(_notice: GroupCodeEnded, setting: RenderContext) -> Draft:
    """The code is void."""
    return _said(setting.words.messages.group_code_ended)


def _said(*sentences: str) -> Draft:
    return Draft((lines(*sentences),))
