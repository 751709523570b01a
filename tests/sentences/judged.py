"""What the grammar makes of sentences whose meaning is known: right, asked, useless or WRONG."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.conversation.offers import canonical_name, numbers_in, offers_of
from bot.grammar.reading import read_command
from domain.messages.questions import AskTask, BadNumber, Clarify, Misunderstood, Several
from tests.sentences.made import Sentence, sentences

SHOWS = {"task", "tasks", "status", "report", "waiting", "requests", "help", "audit", "people", "units", None}
VERDICTS = ("WRONG", "right", "asked", "useless")


def deeds_of(text: str) -> list[tuple[str, int]]:
    """The deeds of a text as (name, number); a number 0 for what names none."""
    command = read_command(text)
    if isinstance(command, Misunderstood | BadNumber | Clarify | AskTask):
        return []
    commands = command.commands if isinstance(command, Several) else (command,)
    named = [(canonical_name(one), numbers_in(one) or (0,)) for one in commands]
    return [(name, number) for name, numbers in named if name is not None and name not in SHOWS for number in numbers]


def offered(text: str) -> set[tuple[str, int]]:
    """The deeds that the question about a text offers."""
    command = read_command(text)
    options = command.options if isinstance(command, Clarify) else ()
    return {(offer.command, number) for offer in offers_of(options) for number in offer.numbers or (0,)}


def judge(sentence: Sentence) -> str:
    """The verdict: WRONG for a deed that is not meant, or only some of those that are."""
    deeds = deeds_of(sentence.text)
    if sentence.strength == "0":
        return "WRONG" if deeds else "right"
    if sorted(deeds) == sorted(sentence.deeds):
        return "right"
    if deeds:
        return "WRONG"
    return "asked" if offered(sentence.text) & set(sentence.deeds) else "useless"


@dataclass(frozen=True)
class Judged:
    """A sentence and its verdict."""

    sentence: Sentence
    verdict: str


def judged(seed: int, count: int) -> list[Judged]:
    """Many sentences and their verdicts; the same ones for the same seed."""
    return [Judged(sentence, judge(sentence)) for sentence in sentences(seed, count)]


def share_at_once(found: Sequence[Judged]) -> float:
    """The share of plain deeds, typed with their marks, that are done without a question."""
    plain = [each.verdict for each in found if each.sentence.strength == "="]
    return plain.count("right") / len(plain) if plain else 1.0


def as_lines(found: Sequence[Judged]) -> Iterable[str]:
    """The counts, all together and by role."""
    roles = sorted({each.sentence.role for each in found})
    for role in ("all", *roles):
        its = [each for each in found if role in {"all", each.sentence.role}]
        count = Counter(each.verdict for each in its)
        counts = ", ".join(f"{verdict} {count[verdict]}" for verdict in VERDICTS)
        yield f"{role}: {len(its)} sentences: {counts}; plain deeds done at once {share_at_once(its):.1%}"
