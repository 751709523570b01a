"""Word lists of the grammar as TOML files that an official can maintain; loaded and checked once."""

from functools import cache
from importlib.resources import files

from domain.word_lists import WordLists, parse


@cache
def word_lists(name: str) -> WordLists:
    """The lists of `name`.toml beside this module, read once. Raises WordListWrong, which names file and list."""
    text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return parse(f"bot/grammar/words/{name}.toml", text)


_ARGUMENTS, _COURTESY, _NUMBERS = map(word_lists, ("arguments", "courtesy", "numbers"))

BEFORE_NUMBER = _NUMBERS.words("before_number")
OF_TASK, OF_DRAFT_ROW = _NUMBERS.words("of_task"), _NUMBERS.words("of_draft_row")
BETWEEN_NUMBERS = _NUMBERS.words("between_numbers")
COUNTED = _NUMBERS.words("counted")
NOT_COUNTED = _NUMBERS.words("not_counted")

COURTESIES = _COURTESY.words("behind_commands")
COURTESIES_ALONE = _COURTESY.words("alone")
POLITE_OPENINGS = _COURTESY.words("before_assents")

YES, NO = _ARGUMENTS.words("yes"), _ARGUMENTS.words("no")
ASSENTS, WEAK_ASSENTS = _ARGUMENTS.words("assents"), _ARGUMENTS.words("weak_assents")
BEFORE_LETTER = _ARGUMENTS.words("before_letter")
ANYWAY = _ARGUMENTS.words("anyway")
EVERYTHING = _ARGUMENTS.words("everything")
PAGE = _ARGUMENTS.words("page")
PLAN, OF_PLAN = _ARGUMENTS.words("plan"), _ARGUMENTS.words("of_plan")
SURE = _ARGUMENTS.words("sure")
MORE = _ARGUMENTS.words("more")
MEANS, INTO = _ARGUMENTS.words("means"), _ARGUMENTS.words("into")
ROLE_WORDS, TAKEN = _ARGUMENTS.words("roles"), _ARGUMENTS.words("taken")
URGENT = _ARGUMENTS.words("urgent")
WHOLE_UNIT = _ARGUMENTS.words("whole_unit")
ON, OFF = _ARGUMENTS.words("on"), _ARGUMENTS.words("off")
PROPOSALS, NO_PROPOSALS = _ARGUMENTS.words("proposals"), _ARGUMENTS.words("no_proposals")
COMMON = _ARGUMENTS.words("common")
PARTS_OF_ROW = _ARGUMENTS.lists("parts_of_row")
PARTS_OF_PLAN = _ARGUMENTS.lists("parts_of_plan")
CALENDAR_CHANGES = _ARGUMENTS.lists("calendar_changes")
SETTING_NAMES = _ARGUMENTS.lists("settings")
WEEKDAYS = _ARGUMENTS.lists("weekdays")
LIST_DUES = _ARGUMENTS.lists("list_dues")
STATUS_VIEWS = _ARGUMENTS.lists("status_views")
LANGUAGES = _ARGUMENTS.lists("languages")
