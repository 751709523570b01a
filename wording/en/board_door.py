"""English words of the board's door."""

from wording.board_door import DoorWords

DOOR = DoorWords(
    title="Task board",
    how="Open the bot in Telegram or Zalo and type /board: it sends a link and a code of 8 characters. Enter it here.",
    code="Code of 8 characters",
    enter="Enter",
    limits="A code holds once, for 10 minutes.",
    opening="Opening the board…",
    link_of="This link is for {name}.",
    not_you="If that is not you, close this page; the link stays unused.",
    nothing_here="There is no such page",
    nothing_here_why="The address does not exist or is not within your remit.",
    back="To the first page",
    answer="The system's answer",
    done="Done. Its content is shown only once.",
    under_way="Being done. The result will be here in a moment; there is no need to press again.",
    see_answer="Show the answer",
    fetch="Download {name}",
    fetch_once="The file can be downloaded once, within 10 minutes.",
    too_slow="The page is not ready",
    too_slow_why="Reading this page took more than 2 seconds and was stopped. Wait a few seconds and open it again. If "
    "that does not help: filter by unit or plan, or type the command in the chat; and tell the administrator.",
    pressed_and_too_slow="What you pressed was taken and is done once only, but the machine is busy and cannot show "
    "the answer yet. Wait a few seconds and open the page again; there is no need to press again.",
    read_again="Open the page again",
    troubles={
        "wrong": "The code is wrong, used, or older than 10 minutes. Type /board for a new one.",
        "too_many": "Too many wrong codes. Try again in a few minutes.",
    },
)
