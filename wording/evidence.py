"""What people hand in with a task: the answer when it arrives, the list of it, and each file itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages.evidence import EvidenceFile, EvidenceKept, EvidenceShown, HandedIn, HandedInVain, ShowEvidence
from domain.messages.summaries import EvidenceSummary
from wording import parts
from wording.chats import _said
from wording.layout import Layout, RenderContext, clean, lines
from wording.messages import SentBefore

MOST_EVIDENCE = 8
EVIDENCE_TEXT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWords:
    """Evidence handed in; `things` by the kind of what came, `kept` and `kinds` by EvidenceKind values."""

    handed_in: str
    being_stored: str
    handed_in_vain: str
    things: Mapping[str, str]
    kept: Mapping[str, str]
    kept_several: str
    kept_count: str
    heading: str
    entry: str
    kinds: Mapping[str, str]
    list_hint: str
    caption: str
    no_files_here: str
    contents: Mapping[str, str]
    with_content: str
    too_large: str
    file_name: str


def evidence_kept(notice: EvidenceKept, context: RenderContext) -> Layout:
    """Confirms what was handed in."""
    words, number = context.words, notice.line.number
    first = words.evidence.kept.get(notice.kind, words.evidence.kept["text"])
    if notice.pieces > 1:
        first = words.evidence.kept_several.replace("{count}", str(notice.pieces))
    count = words.evidence.kept_count.format(count=notice.count, number=number, evidence=words.command(ShowEvidence))
    name, title = clean(notice.name, parts.NOTE), clean(notice.line.title, parts.TITLE)
    being_stored = words.evidence.being_stored if notice.waiting else ""
    first = first.format(number=parts.numbered(notice.line, words)) + being_stored
    too_large = words.evidence.too_large if notice.too_large else ""
    is_first = notice.count <= notice.pieces  # of the task: said once, where it matters
    secrecy = words.accounts.secrecy if is_first else ""
    return Layout((lines(first, title, name, count, too_large, secrecy, tasks=1),))


def evidence_shown(notice: EvidenceShown, context: RenderContext) -> Layout:
    """Lists what was handed in; of many pieces the newest."""
    words = context.words
    head = lines(
        words.evidence.heading.format(count=len(notice.items), number=notice.line.number),
        clean(notice.line.title, parts.TITLE),
        tasks=1,
    )
    entries = [lines(_evidence_entry(item, context)) for item in notice.items[-MOST_EVIDENCE:]]
    is_out_of_sight = any(item.kind != "text" for item in notice.items) and not _takes_files(context)
    return Layout((head, *entries), (words.evidence.no_files_here,) if is_out_of_sight else ())


def evidence_file(notice: EvidenceFile, context: RenderContext) -> Layout:
    """Sends one picture or file, by its reference on this channel or from the evidence folder."""
    words = context.words.evidence
    item = EvidenceSummary(notice.kind, "", notice.name, notice.by, notice.at)
    text = words.caption.format(
        number=notice.line.number,
        what=_evidence_named(item, context),
        by=clean(notice.by, parts.NAME),
        at=context.words.days.short_instant(context.local(notice.at)),
    )
    if not _takes_files(context) or not (notice.file_ref or notice.digest):
        return Layout((lines(text, tasks=1),))
    name = clean(notice.name, parts.NAME) or words.file_name.format(number=notice.line.number)
    return Layout((lines(text, tasks=1),), again=SentBefore(notice.file_ref, notice.kind, notice.digest, name))


def _takes_files(context: RenderContext) -> bool:
    return context.capabilities.has_files or context.capabilities.has_pictures


def count_line(count: int, number: int, context: RenderContext) -> str:
    """Says how many pieces were handed in and how to see them; "" for none."""
    words = context.words
    hint = words.evidence.list_hint.format(count=count, number=number, evidence=words.command(ShowEvidence))
    return hint if count else ""


def _evidence_entry(item: EvidenceSummary, context: RenderContext) -> str:
    return context.words.evidence.entry.format(
        at=context.words.days.short_instant(context.local(item.at)),
        by=clean(item.by, parts.NAME),
        what=_evidence_named(item, context),
    )


def _evidence_named(item: EvidenceSummary, context: RenderContext) -> str:
    kinds = context.words.evidence.kinds
    template = kinds.get(item.kind, kinds["text"])
    what = template.format(text=clean(item.text, EVIDENCE_TEXT), name=clean(item.name, parts.NAME)).strip()
    content = context.words.evidence.contents.get(item.content, "")
    return context.words.evidence.with_content.format(what=what, content=content) if content else what


def handed_in(notice: HandedIn, context: RenderContext) -> Layout:
    """Says how many pieces were kept with the report."""
    told = context.words.evidence
    thing = told.things.get(notice.kind, told.things["file"])
    state = told.being_stored if notice.waiting else ""
    too_large = context.words.evidence.too_large if notice.too_large else ""
    return _said(told.handed_in.format(count=notice.count, thing=thing, state=state), too_large)


def handed_in_vain(notice: HandedInVain, context: RenderContext) -> Layout:
    """Says that a file was not kept, and how to hand it in."""
    words, told = context.words, context.words.evidence
    thing = told.things.get(notice.kind, told.things["file"])
    return _said(told.handed_in_vain.format(thing=thing, evidence=words.command(ShowEvidence)))
