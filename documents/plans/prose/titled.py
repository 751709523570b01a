"""A limit that stands in the words of a task: "Tổ chức hội nghị. Thời gian: trước ngày 20/4", "(xong trong quý II)"."""

from dataclasses import dataclass

from documents.plans.account import sentences_of
from documents.plans.blocks import Paragraph
from documents.plans.deadlines import DeadlineReading
from documents.plans.deadlines.cleaning import plain_words
from documents.plans.issue_days import IssueDay
from documents.plans.prose.labels import Label, labelled
from documents.plans.prose.limits import has_content, is_duty, limit_of, taken_apart


@dataclass(frozen=True, slots=True)
class Titled:
    """The duty without its limit, and the limit as it was read."""

    title: str
    reading: DeadlineReading


def limit_in_title(title: str, issue: IssueDay) -> Titled | None:
    """The limit that a task's own words name; None for none. For rows of tables without a limit in a column."""
    text = plain_words(title)
    sentences = [text[a:b] for a, b in sentences_of(Paragraph(text, 0))]
    for at, sentence in enumerate(sentences[1:], 1):
        label = labelled(sentence)
        if label and label[0] is Label.DEADLINE:
            reading = limit_of(label[1].strip(" .;"), issue)
            if reading.span:
                return Titled(" ".join((*sentences[:at], *sentences[at + 1 :])).strip(" ;"), reading)
    reading = limit_of(text, issue)
    if not is_duty(reading, text, is_assigned=False):
        return None
    dated = taken_apart(text, reading, issue)
    return Titled(dated.title, dated.reading) if has_content(dated.title) else None
