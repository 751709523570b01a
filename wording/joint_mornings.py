"""One message of the morning messages of several organisations to a person of them all, on one bot."""

from collections.abc import Sequence

from domain.messages.tasks import ListTasks
from wording.buttons import button, in_rows
from wording.languages import CATALOGUES, words_for
from wording.layout import utf16_length
from wording.messages import Button, Entity, Message


def one_message(said: Sequence[tuple[str, Message]], language: str, limit: int) -> Message | None:
    """One message of those of organisations, by their codes, in their order; None where they do not go into one.

    Each names its organisation already. In place of their buttons each has one that shows its tasks: a number on a
    button would not say whose task it is.
    """
    words = words_for(language)
    text, entities = "", []
    for _, message in said:
        if message != Message(message.text, message.buttons, entities=message.entities):
            return None  # a picture or a file goes with one text
        at, half = len(text), _without_example(message.text)
        entities += [Entity(each.start + at, each.end + at) for each in message.entities if each.end <= len(half)]
        text += f"{half}\n\n"
    codes = [code for code, _ in said]
    text += words.shared_chats.with_code.format(code=codes[0])
    if utf16_length(text) > limit:
        return None
    own = button(words, ListTasks)
    buttons = (Button(f"{code} · {own.label}", f"{code} {own.typed}") for code in codes)
    has_buttons = any(message.buttons for _, message in said)
    return Message(text, in_rows(buttons, 2) if has_buttons else (), entities=tuple(entities))


def _without_example(text: str) -> str:
    """The text without its last line where that says what to type: without a code it would be asked about."""
    hints = [words.hints for words in CATALOGUES.values()]
    examples = (example for each in hints for example in (each.press_or, each.reply, each.reply_example))
    before, _, last = text.rpartition("\n")
    return before.rstrip() if last.startswith(tuple(example.partition("{")[0] for example in examples)) else text
