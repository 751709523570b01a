"""What the long form prints: progress, and at the end a table."""

import sys
from collections import Counter
from collections.abc import Sequence

from tests.crash.campaign import AT_RANDOM, Report
from tests.crash.channels import ChannelReport
from tests.crash.enumeration import Enumerated
from tests.crash.outages import OutageReport
from tests.crash.points import POINTS, RARE


def say(line: str) -> None:
    """A line at once, also into a file."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def show_campaigns(reports: Sequence[Report]) -> None:
    """Kills by point and engine, then what each campaign saw, then what was broken."""
    engines = sorted({report.engine for report in reports})
    kills = {engine: sum((r.kills for r in reports if r.engine == engine), Counter()) for engine in engines}
    points = POINTS | RARE | {AT_RANDOM: "at any instant"}
    say("\n" + f"{'killed':<56}" + "".join(f"{engine:>12}" for engine in engines))
    for point, meaning in points.items():
        say(f"{f'{point}: {meaning}':<56}" + "".join(f"{kills[engine][point]:>12}" for engine in engines))
    say(f"{'all':<56}" + "".join(f"{kills[engine].total():>12}" for engine in engines))
    say(
        f"\n{'engine':<12}{'seed':>8}{'kills':>7}{'days':>6}{'deeds':>7}{'accepted':>10}"
        f"{'doubles':>9}{'a kill':>8}{'s':>7}"
    )
    for r in reports:
        say(
            f"{r.engine:<12}{r.seed:>8}{r.kills.total():>7}{r.mornings:>6}{r.deeds:>7}{r.accepted:>10}{r.doubles:>9}"
            f"{r.most_doubles_of_a_kill:>8}{r.seconds:>7.0f}"
        )
    _show_broken([f"{r.engine} seed {r.seed}: {sentence}" for r in reports for sentence in r.broken])


def show_channels(reports: Sequence[ChannelReport]) -> None:
    """What each way in went through; `lost` is what the platform forgets as it hands it out."""
    say(f"\n{'engine':<12}{'way in':<18}{'kills':>7}{'said':>7}{'pushes':>8}{'again':>7}{'lost':>6}{'doubles':>9}")
    for r in reports:
        say(
            f"{r.engine:<12}{r.channel:<18}{r.kills:>7}{r.said:>7}{r.pushes:>8}{r.pushed_again:>7}{r.lost:>6}"
            f"{r.doubles:>9}"
        )
    _show_broken([f"{r.engine} {r.channel} seed {r.seed}: {s}" for r in reports for s in r.broken])


def show_outages(reports: Sequence[OutageReport]) -> None:
    """What each outage did to a morning: how many people had how many copies, and what /health said meanwhile."""
    say(f"\n{'engine':<12}{'outage at half past seven':<30}{'people':>7}  {'copies':<22}{'s':>5}  seen as")
    for r in reports:
        copies = ", ".join(f"{people} had {number}" for number, people in sorted(r.copies.items()))
        say(f"{r.engine:<12}{r.case!s:<30}{r.people:>7}  {copies:<22}{r.seconds:>5.0f}  {', '.join(r.findings)}")
    _show_broken([f"{r.engine} {r.case}: {s}" for r in reports for s in r.broken])


def show_enumerations(enumerations: Sequence[Enumerated]) -> None:
    """Kills by system call and engine."""
    for found in enumerations:
        calls = ", ".join(f"{number} before {call}" for call, number in sorted(found.killed.items()))
        say(f"\n{found.engine}: killed at {found.killed.total()} system calls ({calls}); {found.missed} came too late")
        _show_broken(found.broken)


def _show_broken(sentences: Sequence[str]) -> None:
    say("\n" + ("\n".join(sentences) if sentences else "every promise held"))
