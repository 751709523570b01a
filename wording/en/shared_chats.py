"""English words to people of several organisations on one bot."""

from domain.messages.shared_chats import OneOrganisationAtATime, OrganisationChosenBefore
from domain.messages.tasks import ListTasks
from wording.shared_chats import SharedChatWords
from wording.words import Words

SHARED_CHATS = SharedChatWords(
    which="❓ You belong to several organisations. Which one is “{about}” for? Nothing has been recorded yet.",
    which_file="❓ You belong to several organisations. Which one is the file for? Nothing has been recorded yet.",
    press="Press a button, or type the organisation's code.",
    answer="Answer with the code: {codes}",
    next_time="Next time type the code too, for example: {code} tasks · done {code}-3",
    with_code="Type the organisation's code with your answer, for example: done {code}-3",
)


def _one_at_a_time(refusal: OneOrganisationAtATime, _: Words) -> str:
    return (
        f"Your message names several organisations ({', '.join(refusal.codes)}), so nothing was recorded. "
        "Please send one message for each."
    )


def _chosen_before(_refusal: OrganisationChosenBefore, words: Words) -> str:
    return f"This was answered before; nothing more was recorded. To see your tasks, type: {words.command(ListTasks)}"
