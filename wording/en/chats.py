"""English words about messages that are no plain text, and many answers in one."""

from domain.messages.chats import CouldNotHandle
from wording.chats import ChatWords, FoldedWords
from wording.words import Words

CHATS = ChatWords(
    not_text={
        "voice": "Voice messages cannot be heard here. Please type; to see how: /{help}",
        "video_note": "Round videos cannot be seen here. Please type; to see how: /{help}",
        "sticker": "Stickers cannot be read here. Please type; to see how: /{help}",
        "location": "Locations are not used here. Please write the place into your report.",
        "contact": "Other people's contacts are not taken. To add somebody, please tell the coordinator.",
        "poll": "Polls cannot be read here. Please type; to see how: /{help}",
        "unsupported": (
            "Zalo passes on no files, links or messages of this kind. Please type, send a picture, or hand the paper "
            "to the coordinator."
        ),
        "group": "This works in private messages only. Please open the bot's page and write there.",
        "other": "Messages of this kind cannot be read here. Please type; to see how: /{help}",
    },
    courtesy="Thank you.",
    forwarded_by="You forwarded a message of {author}; nothing is done on forwarded messages.",
    forwarded="You forwarded a message; nothing is done on forwarded messages.",
    quoted="You quoted a message; nothing is done on messages with a quotation.",
    if_you_mean_it="If you mean it yourself, type: {typed}",
    say_it_yourself="If you have something to report, please type it yourself; to see how: /{help}",
    edit_too_late=(
        "What you wrote before the change was recorded and stays; changing the message changes nothing. "
        "To change it: type /{undo}, then send a new message."
    ),
    group_code_ended=(
        "⚠️ The code typed in this group is void because others can read it. Please ask for a new one and type it "
        "in a private message only."
    ),
)

FOLDED = FoldedWords(
    recorded="✅ {count} messages recorded:",
    refused="⚠️ {count} messages not carried out:",
    why="Many messages came one after the other, so they are answered in one.",
    tasks="• {what}: {numbers}",
    times="• {what} ({count})",
    see="To see where things stand, type: /{tasks}",
    outcomes={
        "reported": "reported done",
        "checked_in": "reported for the period",
        "share": "unit's part reported done",
        "progress": "progress reported",
        "acknowledged": "taken on",
        "undone": "taken back",
        "confirmed": "confirmed as done",
        "returned": "returned",
        "request": "more time, questions, explanations",
        "obstacle": "obstacles",
        "evidence": "evidence handed in",
        "nudged": "nudged",
        "handed": "handed to people",
        "changed": "task corrected",
        "added": "task added",
        "stopped": "task cancelled",
        "restored": "task restored",
        "absence": "absence noted",
        "people": "people moved or removed",
        "code": "linking code made; please ask again for a new one",
        "settings": "settings changed",
        "plan": "a plan that waits; please type again to go on",
        "shown": "asked to be shown; please type again if still needed",
        "already": "recorded before",
        "cancelled": "the task is cancelled",
        "no_task": "there is no task of this number",
        "not_yours": "not yours to do",
        "unclear": "incomplete or not clear",
        "failed": "the program met an error; please send again",
        "refused": "other reasons; please send again to see",
    },
)


def _could_not_handle(refusal: CouldNotHandle, _: Words) -> str:
    what = f"your message “{refusal.text}”" if refusal.text else "your last message"
    return (
        f"Sorry: because of an error {what} was not noted. The administrator has been told; "
        "please send it again later or call the coordinator."
    )
