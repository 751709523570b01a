"""What must be known of the statements around one before it is read: labelled lines below, where the preamble ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from documents.plans.issue_days import IssueDay
from documents.plans.prose import context
from documents.plans.prose.brackets import Told
from documents.plans.prose.labels import Label, labelled
from documents.plans.prose.limits import has_content, is_completion, is_duty, limit_of, taken_apart
from documents.plans.prose.sections import Topic, topic_of
from documents.plans.prose.statements import Sentence, Statement

_LONGEST_LIMIT = 80  # characters of a line that is nothing but a limit
_SHORT_SIGN = frozenset({"dash", "plus", "dot", "letter", "counted", "roman", ""})


@dataclass(slots=True)
class Labels:
    """Labelled lines by the statement they speak of, and the indexes of those lines."""

    below: dict[int, tuple[Told, ...]] = field(default_factory=dict)
    attached: set[int] = field(default_factory=set)


def labels_below(statements: Sequence[Statement]) -> Labels:
    """Which statement each labelled line speaks of: the one above the run of labelled lines."""
    labels = Labels()
    run: list[tuple[int, Told]] = []
    last = -1
    for at, statement in enumerate([*statements, None]):
        told = _told_by(statement) if statement else []
        if told and last >= 0:
            run += [(at, one) for one in told]
            continue
        if run and any(told[0] in {Label.LEAD, Label.DEADLINE} for _, told in run):
            labels.below[last] = tuple(told for _, told in run)
            labels.attached.update(i for i, _ in run)
        run = []
        last = at
    return labels


def _told_by(statement: Statement) -> list[Told]:
    """What a labelled line tells; several labels where each of its sentences is labelled."""
    if _is_point(statement):
        each = [(labelled(s.text), s.ids) for s in statement.sentences]
        if all(label for label, _ in each):
            return [(label[0], label[1], ids) for label, ids in each if label]
        if label := labelled(statement.text):
            return [(label[0], label[1], statement.ids)]
    limit = _limit_alone(statement)
    return [(limit[0], limit[1], statement.ids)] if limit else []


def _limit_alone(statement: Statement) -> tuple[Label, str] | None:
    """ "Hoàn thành trước ngày 20/4/2026." on a line of its own is the limit of what stands above."""
    text = statement.text
    if statement.sign or len(text) > _LONGEST_LIMIT or len(statement.sentences) > 1:
        return None
    reading = limit_of(text, IssueDay())
    if not is_duty(reading, text, is_assigned=False):
        return None
    title = taken_apart(text, reading, IssueDay()).title
    return (Label.DEADLINE, text) if is_completion(title, text) and not has_content(title) else None


def tells_circumstances(statement: Statement) -> bool:
    """ "II. Địa điểm: ..." with what stands below tells of a meeting and no duty."""
    is_section = statement.sign is not None and statement.sign.level in {"part", "chapter"}
    return is_section and topic_of(statement.text) is Topic.CIRCUMSTANCES


def _is_point(statement: Statement) -> bool:
    return (statement.sign.level if statement.sign else "") in _SHORT_SIGN


def preamble_end(statements: Sequence[Statement]) -> int:
    """The index behind the sentence that introduces the tasks, or of the first numbered heading."""
    for at, statement in enumerate(statements[:40]):
        if statement.sign and statement.sign.level in {"part", "number", "chapter"}:
            return at
        if context.introduces(statement.text):
            return at + 1
    return 0


def behind(statement: Statement, rest: str) -> Statement:
    """The statement without the units it begins with."""
    left = rest
    sentences: list[Sentence] = []
    for sentence in reversed(statement.sentences):
        if len(sentence.text) <= len(left) and left.endswith(sentence.text):
            sentences.insert(0, sentence)
            left = left[: len(left) - len(sentence.text)].rstrip()
        else:
            if left:
                sentences.insert(0, Sentence(left, sentence.ids))
            break
    first = statement.sentences[0].ids
    if sentences and first[0] not in sentences[0].ids:
        sentences[0] = Sentence(sentences[0].text, (*first, *sentences[0].ids))
    return replace(statement, sentences=tuple(sentences), sign=statement.sign)
