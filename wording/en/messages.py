"""English phrases about messages that are not plain text of their sender."""

from wording.message_words import MessageWords

MESSAGES = MessageWords(
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
    handed_in="📎 With {count} {thing} as evidence{state}.",
    being_stored=" (being stored)",
    handed_in_vain="⚠️ The {thing} was not kept. To hand it in, send it again, captioned {evidence} and the number.",
    things={
        "photo": "picture(s)", "file": "file(s)", "video": "video(s)", "animation": "video(s)",
        "audio": "audio file(s)", "voice": "voice message(s)", "text": "text(s)",
    },
    group_code_ended=(
        "⚠️ The code typed in this group is void because others can read it. Please ask for a new one and type it "
        "in a private message only."
    ),
)  # fmt: skip
