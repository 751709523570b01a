"""English words of the pages."""

from wording.board import BoardWords

BOARD = BoardWords(
    product="Đôn đốc",
    skip="Skip to content",
    pages="Pages",
    menu={
        "overview": "Overview",
        "tasks": "Tasks",
        "timeline": "Timeline",
        "calendar": "Calendar",
        "plans": "Plans",
        "people": "People",
        "reports": "Reports",
        "history": "History",
        "settings": "Settings",
    },
    titles={
        "people": "People and units",
        "reports": "Reports",
        "history": "History",
        "settings": "Settings",
        "timeline": "The plan in time",
        "calendar": "Calendar of work and deadlines",
        "overview": "Where the tasks stand",
        "tasks": "Tasks",
        "task": "Task",
        "plans": "Plans",
        "draft": "Review of a plan",
        "draft_day": "Deadline",
    },
    live="live",
    live_lost="connection lost, reconnecting",
    sign_out="Sign out",
    print="Print",
    footer="The figures here and in messages are the same.",
    comrade="{name}",
    typed="In a message: {typed}",
    as_of="{organisation} · {at}",
    answer="Answer",
)
