"""English phrases for the questions that dondoc asks itself."""

from bot.wording.question_words import QuestionWords

QUESTIONS = QuestionWords(
    reasons={
        "unread_number": "It is not clear which task number “{about}” means.",
        "unread_words": "“{about}” was not understood.",
        "question": "“{about}” reads like a question, so nothing was recorded.",
        "denied": "“{about}” reads like “not done”, so nothing was recorded.",
        "promised": "“{about}” reads like a plan, so nothing was recorded.",
        "partly": "“{about}” reads like only a part, so nothing was recorded.",
        "conditional": "“{about}” carries a condition, so nothing was recorded.",
        "ordered": "“{about}” reads like an instruction to others, so nothing was recorded.",
        "quoted": "“{about}” reads like somebody else's words, so nothing was recorded.",
        "second_command": "“{about}” says several things, one of them not clear; none was recorded.",
        "which_task": "It is not clear which task “{about}” means.",
        "which_day": "It is not clear which day “{about}” means.",
        "past_day": "The day in “{about}” has passed.",
        "which_person": "It is not clear whom “{about}” means.",
        "spelling": "“{about}” may not have been understood correctly.",
        "not_done": "One part could not be done, so nothing of “{about}” was recorded.",
    },
    again="Please type it anew, for example: {example}",
    only="Do you mean: {option}?",
    only_how="If so, type: yes (or in full: {option})",
    several="Please choose one line:",
    option="{letter}. {option}",
    several_how="Type {letters}, or the whole line, for example: {option}",
    yes_label="✅ {option}",
    no_label="No",
    replaced="The earlier question about “{about}” is closed; nothing was noted.",
    dropped="The question about “{about}” is dropped; nothing was noted.",
)
