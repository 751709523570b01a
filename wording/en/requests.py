"""English words about more time, questions, explanations and obstacles."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.requests import (
    AlreadyAsked,
    AlreadySettled,
    AnswerRequest,
    AskExplanation,
    AskLeader,
    ClearObstacle,
    GrantRequest,
    ListRequests,
    NobodyToAsk,
    NoDayNamed,
    NoDeadlineToMove,
    NoObstacle,
    NothingRequested,
    NotLater,
    RaiseObstacle,
    RefuseRequest,
    RequestExtension,
)
from wording.requests import RequestWords
from wording.words import CommandWords, EventWords, Words

REQUESTS = RequestWords(
    first={
        "extension asked": "✅ Task {number}: you ask for more time, until {day}",
        "extension brought": "⏳ Task {number}: more time until {day}, asked by {who}",
        "extension recommended": "✅ Task {number}: recommended {yes}to extend until {day}, passed on",
        "extension granted": "✅ Task {number} has more time, until {day}",
        "extension refused": "❌ No more time for task {number}; it stays {day}",
        "deadline asked": "✅ Task {number} is past its deadline or reported: the leaders are asked for {day}",
        "deadline brought": "❓ Task {number}: {who} asks to set the deadline late, to {day} (it has passed)",
        "deadline granted": "📅 Task {number} is due by {day} now (deadline set late)",
        "deadline refused": "❌ Task {number} keeps its deadline, {day}",
        "question asked": "✅ Your question about task {number} went to the leaders",
        "question brought": "❓ Task {number}: {who} asks for direction",
        "question answered": "💬 Task {number}: direction of {by}",
        "explanation asked": "✅ Task {number}: the unit is called on to explain by {day}",
        "explanation brought": "❗ Please explain task {number} by {day}, says {who}",
        "explanation answered": "💬 Task {number}: {by} explains",
        "question answered mine": "✅ Task {number}: your answer is sent",
        "explanation answered mine": "✅ Task {number}: your explanation is sent",
        "other": "Request about task {number}",
    },
    not_="not ",
    text={
        "extension": "Reason: {text}",
        "question": "Question: {text}",
        "explanation": "About: {text}",
        "deadline": "Deadline asked for: {text}",
        "other": "{text}",
    },
    asked_text="Asked because: {text}",
    answer={
        "question": "Answer: {text}",
        "explanation": "Explanation: {text}",
        "other": "{text}",
    },
    deadline_now="Deadline now: {day}",
    old_deadline="Deadline before: {day}",
    extension="Extension number {count}",
    recommended="{who} recommends it",
    not_recommended="{who} recommends against it",
    recommendation="{first}: {text}",
    decided_by="Decided by: {who}",
    note="Their words: {text}",
    note_mine="Your words: {text}",
    goes_up={
        "extension": "It will be decided and you will be told. If this was a mistake, type /{undo}",
        "question": "You will be told the answer at once. If this was a mistake, type /{undo}",
        "explanation": "You will be told the answer at once. If this was a mistake, type /{undo}",
        "deadline": "Nothing is changed yet: a leader decides. If it was a mistake, type /{undo}",
        "other": "Type /{undo} to take it back",
    },
    how={
        "recommend": "Recommend it: {decide} {number} · recommend against it: {refuse} {number} reason",
        GrantRequest.canonical: (
            "Reply: {decide} {number} · another day: {decide} {number} 30/5 · {refuse} {number} reason"
        ),
        AnswerRequest.canonical: "Reply to this message, or type: {answer} {number} text",
        "answer typed": "Reply, beginning with: {answer} {number}",
    },
    heading="Waiting for you: {count}",
    heading_open="{count} requests wait for somebody",
    heading_left="📌 Open requests of {person}, who has left: {count}. They are yours now:",
    nothing="No request waits for you.",
    nothing_open="No request waits for anybody.",
    entry={
        "extension": "More time until {day} – {who}, {asked}",
        "question": "Question – {who}, {asked}",
        "explanation": "Explanation by {day} – {who}, {asked}",
        "deadline": "Deadline to be set late, to {day} – {who}, {asked}",
        "other": "{who}, {asked}",
    },
    open_line={
        "extension": "⏳ More time asked for until {day} ({who}): {text}",
        "question": "❓ Direction asked for ({who}): {text}",
        "explanation": "❗ Explanation awaited by {day} ({who}): {text}",
        "deadline": "⏳ Another deadline is asked for: {day} ({who}): {text}",
        "other": "Open ({who}): {text}",
    },
    granted_line="Extended from {old} to {day}: {text}",
    corrected_line="Deadline set late, from {old} to {day}: {text}",
    obstacle="⚠️ Held up: {text}",
    obstacle_was="It was held up by: {text}",
    held_up="⚠️ Task {number} is held up",
    held_up_mine="✅ Noted: task {number} is held up; the head and the coordinator are told",
    cleared="✅ Nothing holds task {number} up any more",
    cleared_mine="✅ Noted: nothing holds task {number} up any more",
    who="Reported by: {who}",
    days_more="+{count} days",
    end_of_month="End of month",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    RequestExtension: CommandWords(
        typed="extend 3 25/5 waiting for the city",
        does="ask for more time for task 3, with the reason",
        menu="Ask for more time, e.g. extend 3 25/5 reason",
        needs="the day and the reason",
    ),
    RaiseObstacle: CommandWords(
        typed="block 3 no budget yet",
        does="report what holds task 3 up",
        menu="Report an obstacle, e.g. block 3 reason",
        needs="what holds it up",
    ),
    ClearObstacle: CommandWords(
        typed="unblock 3",
        does="say that nothing holds task 3 up any more",
        menu="The obstacle is gone, e.g. unblock 3",
    ),
    AskLeader: CommandWords(
        typed="ask 3 shall we invite the cells?",
        does="ask the leaders for direction on task 3",
        menu="Ask the leaders, e.g. ask 3 question",
        needs="the question",
    ),
    AnswerRequest: CommandWords(
        typed="answer 3 yes, invite them",
        does="answer a question or explain about task 3",
        menu="Answer or explain, e.g. answer 3 text",
        needs="the answer",
    ),
    ListRequests: CommandWords(
        typed="/requests",
        does="see the requests that wait for you",
        menu="Requests that wait for you",
    ),
    GrantRequest: CommandWords(
        typed="decide 3",
        does="grant more time for task 3; another day: decide 3 30/5",
        menu="Grant more time, e.g. decide 3",
    ),
    RefuseRequest: CommandWords(
        typed="refuse 3 because it is needed for the congress",
        does="refuse more time for task 3, with the reason",
        menu="Refuse more time, e.g. refuse 3 reason",
    ),
    AskExplanation: CommandWords(
        typed="explain 3 why is it late?",
        does="call on the lead unit to explain about task 3",
        menu="Call for an explanation, e.g. explain 3 why late",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.EXTENSION_ASKED: EventWords("asked for more time", "request for more time"),
    EventKind.EXTENSION_RECOMMENDED: EventWords("recommended more time", "recommendation of more time"),
    EventKind.EXTENSION_NOT_RECOMMENDED: EventWords(
        "recommended against more time", "recommendation against more time"
    ),
    EventKind.EXTENSION_GRANTED: EventWords("granted more time", "grant of more time"),
    EventKind.EXTENSION_REFUSED: EventWords("refused more time", "refusal of more time"),
    EventKind.DEADLINE_CHANGE_ASKED: EventWords(
        "asked for another deadline (after it had passed)", "request for another deadline"
    ),
    EventKind.DEADLINE_CHANGE_GRANTED: EventWords("set the deadline late", "change of the deadline"),
    EventKind.DEADLINE_CHANGE_REFUSED: EventWords("kept the deadline", "no to another deadline"),
    EventKind.QUESTION_ASKED: EventWords("asked for direction", "question"),
    EventKind.QUESTION_ANSWERED: EventWords("gave direction", "answer"),
    EventKind.EXPLANATION_ASKED: EventWords("called for an explanation", "call for an explanation"),
    EventKind.EXPLANATION_GIVEN: EventWords("explained", "explanation"),
    EventKind.OBSTACLE_RAISED: EventWords("reported an obstacle", "obstacle"),
    EventKind.OBSTACLE_CLEARED: EventWords("obstacle gone", "end of the obstacle"),
}

_ASKED = {
    "deadline": "A request for another deadline",
    "extension": "A request for more time",
    "question": "A question",
    "explanation": "A call to explain",
}

_SETTLED = {
    "granted": "was granted",
    "refused": "was refused",
    "answered": "was answered",
    "withdrawn": "was taken back",
}

_REQUESTS = {
    "deadline": "The request for another deadline",
    "extension": "The request for more time",
    "question": "The question",
    "explanation": "The call to explain",
}


def _no_day_named(refusal: NoDayNamed, _: Words) -> str:
    asked = f"Until which day is not clear (“{refusal.text}”)." if refusal.text else "No day was named."
    return f"{asked} Type the day, then the reason, for example: extend {refusal.number} 25/5 waiting for the city"


def _not_later(refusal: NotLater, words: Words) -> str:
    now = f" The deadline now: {words.days.day(refusal.last_day)}." if refusal.last_day else ""
    return (
        f"{words.days.day(refusal.day)} cannot be the new deadline of task {refusal.number}: it must be after "
        "today, after "
        f"the deadline that stands, and within two years.{now}"
    )


def _no_deadline_to_move(refusal: NoDeadlineToMove, _: Words) -> str:
    return (
        f"Task {refusal.number} ({refusal.title}) has no fixed last day, so there is nothing to extend. "
        f"If something holds it up, type: block {refusal.number} reason"
    )


def _already_asked(refusal: AlreadyAsked, words: Words) -> str:
    return (
        f"{_ASKED.get(refusal.kind, 'A request')} about task {refusal.number} waits already ({refusal.by}, "
        f"{words.days.instant(refusal.at)}). Type task {refusal.number} to see it."
    )


def _already_settled(refusal: AlreadySettled, words: Words) -> str:
    what = _REQUESTS.get(refusal.kind, "The request")
    by = f"{refusal.by}, " if refusal.by else ""
    settled = _SETTLED.get(refusal.state, "is settled")
    return (
        f"{what} about task {refusal.number} {settled} ({by}{words.days.instant(refusal.at)}). "
        f"Type task {refusal.number} to see it."
    )


def _nothing_requested(refusal: NothingRequested, _: Words) -> str:
    what = "request for more time" if refusal.kind == "extension" else "question or call to explain"
    return f"No {what} about task {refusal.number} is open. Type task {refusal.number} to see it."


def _no_obstacle(refusal: NoObstacle, _: Words) -> str:
    return f"Nothing is known to hold task {refusal.number} ({refusal.title}) up."


def _nobody_to_ask(_: NobodyToAsk, __: Words) -> str:
    return "There is no leader on the list who could be asked. Please talk to the coordinator."
