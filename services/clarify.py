"""Asks what a text means that may mean several things."""

from domain.commands import Clarify
from domain.question_notices import ClarificationAsked
from services.ask_question import ask_question, left_behind
from services.desk import Desk, Reply


def clarify(desk: Desk, command: Clarify) -> Reply:
    """Ask, with the complete commands to choose from; nothing is done until one is chosen."""
    _ = desk.person
    replaced = left_behind(desk, command.about)
    question = ask_question(desk, command.about, command.options)
    return Reply([ClarificationAsked(question.about, command.reason, question.options, question.id, replaced)])
