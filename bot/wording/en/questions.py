"""English phrases for the questions that dondoc asks itself."""

from bot.wording.question_words import QuestionWords

QUESTIONS = QuestionWords(
    unclear="“{about}” is not clear.",
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
