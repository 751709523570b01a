"""The processor time that reading one message takes: sentences that people wrote, and generated ones."""

import re
import time
from collections.abc import Callable, Sequence

from benchmarks.answers import percentile
from benchmarks.rows import Row, by_turns
from bot.grammar.reading import read_command
from domain.names import fold
from tests.sentences.made import sentences
from tests.services.gold import rows

FILES = ("chat_phrases.tsv", "chat_blind.tsv", "chat_blind_second.tsv")
GENERATED = 1000
MILLISECONDS = 2
_WORD = re.compile(r"\w+|\S")


def measure(pairs: int) -> list[Row]:
    """The 99th percentile in milliseconds: reading, against only taking the words apart and their marks off."""
    texts = [row.text for file in FILES for row in rows(file)]
    texts += [sentence.text for sentence in sentences(1, GENERATED)]
    read_command(texts[0])  # what is made once, at the first message
    found = by_turns(pairs, lambda: slowest(_words, texts), lambda: slowest(read_command, texts))
    what = f"processor time to read one message, 99th percentile of {len(texts):,} sentences, ms"
    row = Row.of_pairs(what, "words apart, marks off", [(pair.floor, pair.ours) for pair in found], "", goal=1)
    goal, is_met = f"at most {MILLISECONDS} ms", row.ours <= MILLISECONDS
    return [Row(row.what, row.floor_is, row.ours, row.floor, row.ratio, goal, is_met, row.pairs)]


def slowest(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """What 99 of 100 texts do not exceed, in milliseconds, each read once."""
    spent = []
    for text in texts:
        started = time.thread_time()
        read(text)
        spent.append(1000 * (time.thread_time() - started))
    return percentile(spent, 99)


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]
