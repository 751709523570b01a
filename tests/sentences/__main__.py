"""The long form: `python -m tests.sentences --count 20000 --seed N` judges that many sentences; 1 when any is WRONG."""

import argparse
import random
import sys
import time

from tests.sentences.judged import as_lines, judged


def main() -> None:
    """Print the seed, the counts and the seconds, and every sentence that does what it does not mean."""
    arguments = argparse.ArgumentParser(prog="python -m tests.sentences", description=__doc__)
    arguments.add_argument("--count", type=int, default=20_000, help="how many sentences")
    arguments.add_argument("--seed", type=int, default=random.randrange(1_000_000))  # noqa: S311 - no secret
    arguments.add_argument("--useless", action="store_true", help="list those that are answered without any help, too")
    given = arguments.parse_args()
    sys.stdout.write(f"seed {given.seed}\n")
    started = time.monotonic()
    found = judged(given.seed, given.count)
    seconds = time.monotonic() - started
    listed = {"WRONG", "useless"} if given.useless else {"WRONG"}
    for each in found:
        if each.verdict in listed:
            sys.stdout.write(f"{each.verdict}: {each.sentence.text!r} means {each.sentence.deeds}\n")
    sys.stdout.write("".join(f"{line}\n" for line in as_lines(found)))
    sys.stdout.write(f"{seconds:.1f} s\n")
    sys.exit(any(each.verdict == "WRONG" for each in found))


if __name__ == "__main__":
    main()
