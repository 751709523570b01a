"""English words about a period's report."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.reports import NoSuchPeriod, ShowReport, ShowStatus
from wording.en.days import DAYS
from wording.reports import ReportWords
from wording.words import CommandWords, Words

REPORTS = ReportWords(
    heading="📋 REPORT: {period}",
    as_of="Figures as of {at}. In brackets: {before}.",
    as_of_first="Figures as of {at}. Nothing was followed in the period before.",
    span="{first} to {last}",
    week="week {number} ({first} to {last} {year})",
    title_day=DAYS.of_month,
    change="Before: done on time {on_time}, done late {late}, open in time {open}, overdue {overdue}",
    named="Named in this period:",
    named_entry="{day} · {who} {what}",
    happened="Within the period:",
    done="• Done on time {on_time} ({on_time_before}), done late {late} ({late_before}); fell due {due} ({due_before})",
    extensions="• More time: granted {granted} ({granted_before}), refused {refused} ({refused_before})",
    obstacles="• Obstacles: raised {raised} ({raised_before}), cleared {cleared} ({cleared_before})",
    check_ins="• Regular reports not answered: {silent}/{asked} ({silent_before}/{asked_before})",
    obstacles_told="Obstacles that stand:",
    obstacle="• Task {number} ({unit}): {text} (since {day})",
    extensions_told="More time granted in this period:",
    extension="• Task {number} ({unit}) until {day}: {text}",
    more_told="and {count} more, see the file",
    units="Ranked by the share done on time:",
    unit="{place}. {unit}: {percent}%, done {done}/{total}, overdue {overdue} ({overdue_before})",
    units_not_due="Nothing due yet: {count} units",
    more_units="and {count} more units",
    nothing="There was no task in this period.",
    files="As a file: {report} {typed} docx · xlsx · pdf",
    proposals_asked="❓ Report for {period}, {kind} file: what does it propose?",
    proposals_how="Reply to this message in words, or type: {typed} proposals: your words · {typed} no proposals",
    no_proposals="Nothing",
    file="📎 Report for {period}, {kind} file. Figures as of {at}.",
    file_note="Please add the number, read it through and check who signs before it is issued.",
    no_files=(
        "This channel cannot send files. Please ask on Telegram, or have the administrator run: "
        "dondoc report {code} --out {name}"
    ),
    not_made="The {kind} file could not be made. Please try another kind or tell the administrator.",
    kinds={"docx": "Word", "xlsx": "Excel", "pdf": "PDF"},
    typed={"week": "week", "month": "month", "quarter": "quarter", "year": "year"},
    end_of_day="the end of {day}",
    digest_done=(
        "Within the period: done {done} (before {done_before}), fell due {due}, more time {granted}, obstacles {raised}"
    ),
    digest_more="In full: {report} {typed}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ShowStatus: CommandWords(
        typed="/status",
        does="see the figures",
        menu="The figures",
    ),
    ShowReport: CommandWords(
        typed="report month",
        does="the report of a week, month, quarter, year or 1/4-30/6; add docx, xlsx or pdf for a file",
        menu="The report of a period, e.g. report month docx",
    ),
}


def _no_such_period(refusal: NoSuchPeriod, _: Words) -> str:
    what = f"“{refusal.text}” is no period I know" if refusal.text else "Which period is not clear"
    return (
        f"{what}, or it has not begun. For example: report week · report month 4 · report quarter 2 · report 1/4-30/6"
    )
