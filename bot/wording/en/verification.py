"""English phrases about shares of several units, evidence, and answers for a period."""

from bot.wording.follow_up_words import VerificationWords

VERIFICATION = VerificationWords(
    shared={
        "lead": "✅ Noted: your unit has done its share of task {number}",
        "coordinating": "✅ Noted: your unit has coordinated task {number}",
    },
    by_units="Unit: {names}",
    still_missing="Still awaited: {names}",
    all_done="All units have reported.",
    share_heading={"lead": "Lead units that reported:", "coordinating": "Coordinating units that reported:"},
    share_done="✅ {name} ({day})",
    share_open="Not yet: {names}",
    share_more="and {count} other units",
    kept={
        "text": "✅ Kept as evidence for task {number}",
        "photo": "✅ The photo is kept as evidence for task {number}",
        "file": "✅ The file is kept as evidence for task {number}",
        "video": "✅ The video is kept as evidence for task {number}",
        "animation": "✅ The video is kept as evidence for task {number}",
        "audio": "✅ The audio file is kept as evidence for task {number}",
        "voice": "✅ The voice message is kept as evidence for task {number}",
    },
    kept_several="✅ {count} pictures or files are kept as evidence for task {number}",
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
    count="📎 evidence: {count}",
    list_hint="📎 evidence: {count}, to see it: {evidence} {number}",
    caption="📎 Task {number}: {what} ({by}, {at})",
    elsewhere="Photos and files sent on another channel can be opened only there.",
    outcomes={"under_way": "it goes on", "result": "there is a result", "not_done": "not done yet"},
    not_done_next="The task stays open and held up; when something comes of it, type: {result} {number} text",
)
