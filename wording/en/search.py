"""Search, in English."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.search import FindTasks, NoListShown, SearchWordsMissing, TurnPage
from wording.search import SearchWords
from wording.words import CommandWords, Words

SEARCH = SearchWords(
    found="🔎 {count} with “{sought}”",
    nothing="🔎 No task has “{sought}” in it. Try fewer words, or type /tasks for the list.",
)
COMMANDS: Mapping[type[Command], CommandWords] = {
    TurnPage: CommandWords(
        typed="turn",
        does="the next page of the list just shown; other pages: page 3, previous page",
        menu="Next page of the list",
    ),
    FindTasks: CommandWords(
        typed="find archive",
        does="find tasks by words in them, also those that are done",
        menu="Find tasks by their words, e.g.: find archive",
    ),
}


def _words_missing(_refusal: SearchWordsMissing, _: Words) -> str:
    return "What are you looking for? For example: find archive"


def _no_list_shown(_refusal: NoListShown, _: Words) -> str:
    return "No list was shown here of late. Type “tasks” to see the tasks, or “find” and words to look for."
