"""English words about what is handed in with a task."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.evidence import NoEvidence, ShowEvidence
from wording.evidence import EvidenceWords
from wording.words import CommandWords, EventWords, Words

EVIDENCE = EvidenceWords(
    handed_in="📎 With {count} {thing} as evidence{state}.",
    being_stored=" (being stored)",
    handed_in_vain="⚠️ The {thing} was not kept. To hand it in, send it again, captioned {evidence} and the number.",
    things={
        "photo": "picture(s)",
        "file": "file(s)",
        "video": "video(s)",
        "animation": "video(s)",
        "audio": "audio file(s)",
        "voice": "voice message(s)",
        "text": "text(s)",
    },
    kept={
        "text": "✅ Kept as evidence for task {number}",
        "photo": "✅ Task {number}: photo received as evidence",
        "file": "✅ Task {number}: file received as evidence",
        "video": "✅ Task {number}: video received as evidence",
        "animation": "✅ Task {number}: video received as evidence",
        "audio": "✅ Task {number}: audio file received as evidence",
        "voice": "✅ Task {number}: voice message received as evidence",
    },
    kept_several="✅ {count} pictures or files are received as evidence for task {number}",
    kept_count="Pieces of evidence for this task: {count}. To see them: {evidence} {number}",
    heading="Evidence for task {number}: {count}",
    entry="{at} {by} – {what}",
    kinds={
        "text": "{text}",
        "photo": "photo {text}",
        "file": "file {name} {text}",
        "video": "video {text}",
        "animation": "video {text}",
        "audio": "audio {name} {text}",
        "voice": "voice message {text}",
    },
    list_hint="📎 evidence: {count}, to see it: {evidence} {number}",
    caption="📎 Task {number}: {what} ({by}, {at})",
    no_files_here="Photos and files cannot be sent on this channel: please look on Telegram, or ask the coordinator.",
    contents={
        "waiting": "being stored",
        "too_large": "larger than 20 MB, only the link is kept",
        "refused": "only the link is kept: the platform gives it no more",
        "unreachable": "only the link is kept: it could not be fetched",
        "interrupted": "only the link is kept: it could not be fetched",
        "no_room": "only the link is kept: the evidence folder is full",
        "not_written": "only the link is kept: it could not be written to the disk",
    },
    with_content="{what} ({content})",
    too_large="⚠️ Larger than 20 MB: only the link on its channel is kept. Please also send a smaller version.",
    file_name="evidence-task-{number}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ShowEvidence: CommandWords(
        typed="evidence 3 decision 12",
        does="hand in evidence for task 3 (words, photo, file); see it: evidence 3",
        menu="Hand in or see evidence, e.g. evidence 3",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.EVIDENCE_ADDED: EventWords("handed in evidence", "evidence"),
}


def _no_evidence(refusal: NoEvidence, _: Words) -> str:
    return (
        f"Nothing was handed in for task {refusal.number} ({refusal.title}). Send a photo or file with the words: "
        f"evidence {refusal.number}"
    )
