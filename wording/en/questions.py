"""English words about what dondoc asks, and what it could not read."""

from collections.abc import Mapping

from domain.messages import Command, class_of
from domain.messages.questions import (
    Choose,
    NoSuchChoice,
    NothingAsked,
    NotUnderstood,
    NumberNotUnderstood,
    QuestionOver,
    ReasonMissing,
    TextTooLong,
    WhichAnswer,
    WhichTask,
)
from domain.messages.reports import ShowStatus
from domain.messages.tasks import ListTasks, ReportProgress, ReturnTask
from domain.questions import letters
from wording.buttons import shown_option
from wording.questions import QuestionWords, pending_text
from wording.words import CommandWords, Words

QUESTIONS = QuestionWords(
    reasons={
        "unread_number": "It is not clear which task number “{about}” means.",
        "unread_words": "“{about}” was not understood.",
        "question": "“{about}” reads like a question, so nothing was recorded.",
        "denied": "“{about}” reads like “not done”, so nothing was recorded.",
        "promised": "“{about}” reads like a plan, so nothing was recorded.",
        "partly": "“{about}” reads like only a part, so nothing was recorded.",
        "conditional": "“{about}” carries a condition, so nothing was recorded.",
        "ordered": "“{about}” reads like an instruction to others, so nothing was recorded.",
        "quoted": "“{about}” reads like somebody else's words, so nothing was recorded.",
        "second_command": "“{about}” says several things, one of them not clear; none was recorded.",
        "which_task": "It is not clear which task “{about}” means.",
        "which_day": "It is not clear which day “{about}” means.",
        "past_day": "The day in “{about}” has passed.",
        "which_person": "It is not clear whom “{about}” means.",
        "spelling": "“{about}” may not have been understood correctly.",
        "which_row": "It is not clear of which plan “{about}” is a row.",
        "row_not_there": "The plan named in “{about}” has no such row among your tasks.",
        "no_such_plan": "There is no plan as named in “{about}”.",
        "row_or_task": "It is not clear whether “{about}” means a row of the plan that waits or a task.",
        "no_row": "The plan that waits has no such row as “{about}” names.",
        "not_done": "One part could not be done, so nothing of “{about}” was recorded.",
    },
    again="Please type it anew, for example: {example}",
    only="Do you mean: {option}?",
    only_how="If so, type: yes (or in full: {option})",
    several="Please choose one line:",
    option="{letter}. {option}",
    several_how="Type {letters}, or the whole line, for example: {option}",
    yes_label="✅ {option}",
    no_label="No",
    replaced="The earlier question about “{about}” is closed; nothing was noted.",
    dropped="The question about “{about}” is dropped; nothing was noted.",
    task_of_row="• Task {number} ({place}): {title}",
    row_meant="No task of yours has that number; {place} is task {number}: {title}.",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    Choose: CommandWords(
        typed="choose 1",
        does="settle a doubt about the plan that waits",
        menu="Plan that waits: choose, e.g. choose 1",
    ),
}

_WHY = {
    "answered": "has been answered already; it is not done twice.",
    "dropped": "was dropped as you said. If it is still needed, please type it anew.",
    "replaced": "was replaced by a later one. If it is still needed, please type it anew.",
    "expired": "is more than 2 days old and over. If it is still needed, please type it anew.",
}


def _nothing_asked(_: NothingAsked, __: Words) -> str:
    return "There is no open question. Type write to write the plan, or discard to drop it."


def _no_such_choice(refusal: NoSuchChoice, _: Words) -> str:
    return f"This question has the choices 1 to {refusal.count}, for example: choose 1"


def _question_over(refusal: QuestionOver, _: Words) -> str:
    asked = f"The question about “{refusal.about}”" if refusal.about else "This question"
    return f"{asked} {_WHY.get(refusal.reason, 'is not here any more. If it is still needed, please type it anew.')}"


def _which_answer(refusal: WhichAnswer, _: Words) -> str:
    options = [shown_option(option, lambda name: name) for option in refusal.options]
    if not options:
        return f"The question about “{refusal.about}” needs a number. Please type it, or the whole command."
    if len(options) == 1:
        return f"Does “{refusal.about}” mean: {options[0]}? If so, type: yes"
    listed = "\n".join(f"{letter}. {option}" for letter, option in zip(letters(len(options)), options, strict=False))
    return f"Which line is meant by “{refusal.about}”?\n{listed}\nType the letter, or the whole line."


def _which_task(refusal: WhichTask, words: Words) -> str:
    closed = f"\n{words.questions.replaced.format(about=refusal.replaced)}" if refusal.replaced else ""
    return f"{_asked_for(words, refusal)}{closed}"


def _asked_for(words: Words, refusal: WhichTask) -> str:
    example = _example(refusal.command, words)
    if refusal.words and len(refusal.candidates) == 1:  # the number may have belonged to the words
        only = refusal.candidates[0]
        asked = f"Which task?{pending_text(refusal, 'note')}"
        return (
            f"{asked} If it is task {only}, type: {words.command(refusal.command)} {only}. If another, type its number."
        )
    if refusal.candidates:
        example = example.replace("3", str(refusal.candidates[0]), 1)
        numbers = ", ".join(map(str, refusal.candidates))
        return f"Which task: {numbers}?{pending_text(refusal, 'note')} Type its number too, for example: {example}"
    asked = f"Which task?{pending_text(refusal, 'note')}"
    return f"{asked} Type its number too, for example: {example}\nType /tasks to see the numbers."


def _reason_missing(refusal: ReasonMissing, words: Words) -> str:
    known = words.commands.get(class_of(refusal.command), words.commands[ReturnTask])
    what, example = known.needs or "the reason", known.typed.replace("3", str(refusal.number), 1)
    return f"After the number say {what}, for example: {example}"


def _text_too_long(refusal: TextTooLong, _: Words) -> str:
    return (
        f"The text has {refusal.length} characters, at most {refusal.limit} are kept, so nothing was noted. "
        "Please shorten it and send it again."
    )


def _number_not_understood(refusal: NumberNotUnderstood, words: Words) -> str:
    asked = f"“{refusal.word}” is not clear."
    if class_of(refusal.command) is ReportProgress:
        return f"{asked} Type the task number and the percentage from 0 to 100: {words.commands[ReportProgress].typed}"
    if class_of(refusal.command) is ListTasks:
        return f"{asked} Type the number of the page: tasks page 2"
    if class_of(refusal.command) is ShowStatus:
        return f"{asked} Type /status to see everything."
    return f"{asked} Type the number of the task, for example: {_example(refusal.command, words)}"


def _not_understood(refusal: NotUnderstood, words: Words) -> str:
    asked = f"“{refusal.text}” is not clear." if refusal.text else "This message is not clear."
    known = [words.commands[kind] for kind in map(class_of, refusal.suggestions) if kind in words.commands]
    if not known:
        return f"{asked} Type /help to see what you can do."
    meant = "\n".join(f"{each.typed} – {each.does}" for each in known)
    return f"{asked} You may type, with your own task number:\n{meant}\nType /help to see what you can do."


def _example(command: str, words: Words) -> str:
    known = words.commands.get(class_of(command))
    return known.typed if known else "task 3"
