"""English phrases about orders from above: nudges, hand-overs, corrections."""

from bot.wording.follow_up_words import OrderWords

ORDERS = OrderWords(
    given_lead="📋 {name}: your unit is to lead {count}",
    given_coordinating="📋 {name}: your unit is to coordinate {count}",
    nudged="🔔 {by} asks after task {number}",
    nudged_urgently="🔔 URGENT: {by} asks after task {number}",
    said="“{text}”",
    nudge_sent="✅ They are told about task {number} now",
    nudge_later="✅ They are told about task {number} at {at}; to send it now type: {nudge} {number} urgent",
    nudge_to="To: {names}",
    unreached="⚠️ Not reachable by the bot: {names}",
    handed="📌 {by} handed task {number} to {names}",
    handed_mine="✅ Task {number} is handed to {names}",
    back="📌 {by} gave task {number} to the whole unit",
    back_mine="✅ Task {number} is the whole unit's again",
    handed_by="Unit: {unit}",
    changed="✅ Task {number} corrected: {part}",
    parts={
        "title": "title",
        "deadline": "deadline",
        "lead": "lead units",
        "coordinating": "coordinating units",
        "product": "product",
    },
    old="Before: {text}",
    new="Now: {text}",
    nothing="none",
    will_be_told="Everybody concerned is told.",
    added="✅ Task {number} added; everybody concerned is told",
    stopped="❌ Task {number} is cancelled and need not be done",
    stopped_mine="✅ Task {number} cancelled; everybody concerned is told",
    reason="Reason: {text}",
    by="Decided by: {who}",
)
