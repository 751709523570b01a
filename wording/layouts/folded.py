"""Many answers in one message."""

from domain.messages.chats import AnswersFolded, FoldedGroup
from wording.drafts import Block, Draft, lines
from wording.layouts import parts
from wording.layouts.parts import RenderContext


def folded(notice: AnswersFolded, setting: RenderContext) -> Draft:
    """How many were recorded and how many not, each outcome with its tasks, and how to see where things stand."""
    words = setting.words.folded
    blocks = [
        _part(
            template.format(count=count), [group for group in notice.groups if group.is_refusal is is_refusal], setting
        )
        for template, count, is_refusal in (
            (words.recorded, notice.recorded, False),
            (words.refused, notice.refused, True),
        )
        if count
    ]
    see = words.see.format(tasks=setting.words.command("tasks"))
    return Draft((*blocks, Block("\n" + words.why)), (see,))


def _part(heading: str, groups: list[FoldedGroup], setting: RenderContext) -> Block:
    return lines(heading, *(_entry(group, setting) for group in groups), tasks=1)


def _entry(group: FoldedGroup, setting: RenderContext) -> str:
    words = setting.words.folded
    what = parts.capitalised(words.outcomes.get(group.what, group.what))
    if group.numbers:
        return words.tasks.format(what=what, numbers=parts.numbers(group.numbers))
    return words.times.format(what=what, count=group.count)
