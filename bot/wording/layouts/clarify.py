"""A question about what was not understood, with complete commands to choose from."""

from bot.messages import Button
from bot.wording.cleaning import clean
from bot.wording.drafts import Block, Draft, lines
from bot.wording.layouts.buttons import if_possible, in_rows
from bot.wording.layouts.parts import Setting
from domain.clarification_notices import ClarificationAsked

LONGEST_ABOUT, LONGEST_OPTION = 80, 120


def asked(notice: ClarificationAsked, setting: Setting) -> Draft:
    """What is not clear, then each command that may have been meant, as a button and as a line to type."""
    words = setting.words.clarify
    about = words.reasons.get(notice.reason, words.reasons["unread_words"]).format(
        about=clean(notice.about, LONGEST_ABOUT)
    )
    options = [clean(option, LONGEST_OPTION) for option in notice.options]
    rows = if_possible(setting, in_rows([Button(option, option) for option in options], 1))
    if len(options) == 1:
        closing = words.type_one.format(option=options[0])
        return Draft((Block(f"{about} {words.one.format(option=options[0])}"),), (closing,), rows)
    told = lines(f"{about} {words.several}", *(words.option.format(option=option) for option in options))
    return Draft((told,), (words.type_any.format(option=options[-1]),), rows)
