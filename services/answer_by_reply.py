"""A reply to a message that asked something is the answer, whatever words it is made of."""

from domain.commands import AnswerRequest, AskTask, BadNumber, Choose, Clarify, Command, Misunderstood
from domain.notices import MorningDigest, Saying
from domain.request_notices import RequestNews
from services.desk import Desk
from storage.receipts import find_sent

# What free words may look like to the grammar: none of these names a task to act on.
_FREE_WORDS = (Misunderstood, Choose, BadNumber, Clarify, AskTask)


def answered_by_reply(desk: Desk, command: Command) -> Command:
    """The answer, when the text replies to a question or to a call for an explanation; else the command itself."""
    heard = desk.heard
    if heard.reply_to is None or not heard.text.strip() or not isinstance(command, _FREE_WORDS):
        return command
    sent = find_sent(desk.tx, desk.organisation.id, (heard.channel, heard.chat_id), heard.reply_to)
    asked = [number for saying in (sent.sayings if sent else ()) for number in _asked_about(saying)]
    return AnswerRequest(asked[0], heard.text.strip()) if len(asked) == 1 else command


def _asked_about(saying: Saying) -> list[int]:
    """The tasks about which a message asks for an answer in words: a question, or a morning that recalls some."""
    if isinstance(saying, MorningDigest):
        return [item.line.number for item in saying.requests if item.request.awaits == "answer"]
    if isinstance(saying, RequestNews) and saying.what == "brought" and saying.request.awaits == "answer":
        return [saying.line.number]
    return []
