"""Finds tasks by words of title, product, note and units, among those the person may read."""

from collections.abc import Sequence
from operator import itemgetter

from domain.authorisation import may_see
from domain.figures import urgency
from domain.messages import Refused
from domain.messages.search import FindTasks, SearchWordsMissing, TasksFound
from domain.names import fold, is_syllable, syllables
from domain.tasks import State
from services.commands.show_task import PAGE
from services.context.command_context import CommandContext, Reply
from services.context.summaries import summary_of
from storage.tasks import TaskNow, load_tasks

LONGEST = 60
_OPEN = frozenset({State.OPEN, State.REPORTED})


def find_tasks(context: CommandContext, command: FindTasks) -> Reply:
    """One page of what was found, the words in a row first, open tasks before closed ones.

    Raises Refused with SearchWordsMissing when there is no word to look for.
    """
    actor, mine = context.person, context.my_units
    sought = command.text[:LONGEST].strip()
    typed = syllables(sought)
    if not typed:
        raise Refused(SearchWordsMissing())
    ranked = sorted(
        (
            ((how, *_order(context, found)), found)
            for found in load_tasks(context.tx, context.organisation.id)
            if may_see(actor, found.task, mine) and (how := _match(typed, found)) is not None
        ),
        key=itemgetter(0),
    )
    pages = max(1, -(-len(ranked) // PAGE))
    page = min(max(1, command.page), pages)
    shown = ranked[(page - 1) * PAGE : page * PAGE]
    lines = tuple(summary_of(context, found) for _, found in shown)
    return Reply([TasksFound(sought, lines, len(ranked), page, pages)], may_replace=True)


def _order(context: CommandContext, found: TaskNow) -> tuple[object, ...]:
    is_closed = found.occurrence.state not in _OPEN
    return is_closed, urgency(found.occurrence, found.task.number, context.now, context.organisation.zone)


def _match(typed: Sequence[str], found: TaskNow) -> int | None:
    """0 where the words stand in a row, 1 where all of them stand somewhere; None where one is missing."""
    task = found.task
    texts = (task.title, task.product, found.occurrence.note, *task.lead_names, *task.coordinating_names)
    known = [syllables(text) for text in texts if text]
    folded = {fold(each) for words in known for each in words}
    if not folded.issuperset(fold(each) for each in typed):  # cheap, and mostly enough to say no
        return None
    if any(_stands_in_a_row(typed, words) for words in known):
        return 0
    all_words = [each for words in known for each in words]
    return 1 if all(any(is_syllable(one, each) for each in all_words) for one in typed) else None


def _stands_in_a_row(typed: Sequence[str], words: Sequence[str]) -> bool:
    starts = range(len(words) - len(typed) + 1)
    return any(all(map(is_syllable, typed, words[at : at + len(typed)])) for at in starts)
