"""A notice that shows one task names it, so that a command without a number in reply to it finds the task."""

from dataclasses import fields

import pytest

from domain import messages
from domain.messages import Notice, Response, kinds_of
from domain.messages.registry import modules_of

modules_of(messages)  # every kind is imported
SHOWING_A_TASK = [kind for kind in kinds_of(Notice) if "line" in {field.name for field in fields(kind)}]


@pytest.mark.parametrize("kind", SHOWING_A_TASK, ids=lambda kind: kind.__name__)
def test_a_notice_that_shows_one_task_names_it(kind: type[Response]) -> None:
    assert kind.task_number is not Response.task_number
    assert kind.numbers_to_answer is not Response.numbers_to_answer
