"""Why an answer to a question of dondoc was not taken. Ordinary outcomes, like all refusals."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class QuestionOver:
    """The question is not open any more: `reason` is a Closing value; `about` is "" when it is not known here."""

    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class WhichAnswer:
    """The answer does not say which of the options is meant, or is too weak for the only one: the question again."""

    about: str
    options: tuple[str, ...]
    question: int = field(default=0, compare=False)
