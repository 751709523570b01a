"""What administrators are told when the program itself is in trouble."""

from domain.messages.reach import AdminAlert, AlertFinding
from wording.cleaning import clean
from wording.drafts import Block, Draft, lines
from wording.layouts import parts
from wording.layouts.parts import RenderContext


def alert(notice: AdminAlert, setting: RenderContext) -> Draft:
    """Since when, what is wrong, one line each, and where to look."""
    words = setting.words
    heading = words.alerts.heading.format(at=words.days.instant(setting.local(notice.at)))
    entries = [Block(_entry(finding, setting)) for finding in notice.findings]
    return Draft((lines(heading), *entries), (words.alerts.closing,))


def _entry(finding: AlertFinding, setting: RenderContext) -> str:
    alerts = setting.words.alerts
    template = alerts.kinds.get(finding.kind, alerts.other)
    kind = clean(finding.kind, parts.NAME)
    names = ", ".join(clean(name, parts.NAME) for name in finding.names)
    return "• " + template.format(
        kind=kind, count=finding.count, numbers=parts.numbers(finding.numbers), names=names or "-"
    )
