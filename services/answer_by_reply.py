"""A reply to a message that asked something is the answer, whatever words it is made of."""

from domain.commands import AnswerRequest, BadNumber, Choose, Command, Misunderstood
from domain.notices import Saying
from domain.request_notices import RequestNews
from services.desk import Desk
from storage.receipts import find_sent

# What free words may look like to the grammar: none of these names a task to act on.
_FREE_WORDS = (Misunderstood, Choose, BadNumber)


def answered_by_reply(desk: Desk, command: Command) -> Command:
    """The answer, when the text replies to a question or to a call for an explanation; else the command itself."""
    heard = desk.heard
    if heard.reply_to is None or not heard.text.strip() or not isinstance(command, _FREE_WORDS):
        return command
    sent = find_sent(desk.tx, desk.organisation.id, (heard.channel, heard.chat_id), heard.reply_to)
    asked = [saying for saying in sent.sayings if _asks(saying)] if sent else []
    if len(asked) != 1 or not isinstance(asked[0], RequestNews):
        return command
    return AnswerRequest(asked[0].line.number, heard.text.strip())


def _asks(saying: Saying) -> bool:
    return isinstance(saying, RequestNews) and saying.what == "brought" and saying.request.awaits == "answer"
