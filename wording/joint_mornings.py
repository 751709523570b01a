"""One message of the morning messages of several organisations to a person of them all, on one bot."""

from collections.abc import Sequence

from domain.messages.tasks import ListTasks
from wording.buttons import button, in_rows
from wording.languages import words_for
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
        at = len(text)
        entities += [Entity(each.start + at, each.end + at) for each in message.entities]
        text += f"{message.text}\n\n"
    codes = [code for code, _ in said]
    text += words.shared_chats.with_code.format(code=codes[0])
    if utf16_length(text) > limit:
        return None
    own = button(words, ListTasks)
    buttons = (Button(f"{code} · {own.label}", f"{code} {own.typed}") for code in codes)
    has_buttons = any(message.buttons for _, message in said)
    return Message(text, in_rows(buttons, 2) if has_buttons else (), entities=tuple(entities))
