"""`dondoc doctor`: every fault in words, with its remedy."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial

from domain.channels import shown_channel
from domain.organisations import Organisation, is_real_name
from dondoc.app import App, Installation, OrganisationUnclear, OtherOrganisation, choose, open_installation
from dondoc.cli.printing import print_line, progress_over
from dondoc.failures import CannotDo, sentence_for
from dondoc.ops.doctor_checks import (
    Answer,
    ask_running,
    check_files,
    check_installation,
    check_organisation,
    check_scans,
)
from dondoc.ops.platform_checks import ask_every_bot, ask_platforms
from dondoc.settings import Settings, load_settings
from dondoc.stored_bots import OrganisationBots, bots_to_serve, organisations_to_serve, served_ids, with_stored_bots
from services.administration.examine import examine
from services.administration.look_up import verify_history
from services.maintenance.audit_organisation import Audited
from services.maintenance.maintenance import Maintenance
from storage.accounts import people_by_channel
from storage.across_organisations import are_several, everywhere
from storage.organisations import list_organisations

MOST_SAID = 3  # of what is wrong with one organisation among all of them


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it passed, the observation, and the remedy."""

    is_well: bool
    seen: str
    remedy: str = ""


def run(*, org: str | None = None, of_all: bool = False) -> int:
    """Print every finding; exit code 1 when something needs mending.

    Without a code the only organisation is examined; of several each one, on a line of its own, as `of_all` does.
    Raises CannotDo for a code beside `of_all`.
    """
    if of_all and org is not None:
        raise CannotDo("Chọn một: --all xem mọi tổ chức, hoặc --org MÃ xem một tổ chức.")
    findings = list(_all(org, of_all=of_all))
    for finding in findings:
        print_line(f"{'✔' if finding.is_well else '✘'} {finding.seen}")
        if finding.remedy:
            print_line(f"    → {finding.remedy}")
    return 0 if all(finding.is_well for finding in findings) else 1


def _all(org: str | None, *, of_all: bool) -> Iterator[Finding]:
    settings = load_settings()
    ask: Callable[[], Iterator[Answer]] = partial(ask_platforms, settings)
    yield _well("Cài đặt đọc được, không có tên lạ.")
    try:
        settings, ask = yield from _in_database(settings, org, of_all=of_all)
    except OtherOrganisation as other:
        yield _ill(other.seen, other.remedy)
    except OrganisationUnclear as unclear:
        yield _ill(str(unclear), "Xem các mã: dondoc org list")
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the database is what the doctor is asked about
        yield _ill(sentence_for(error), "Kiểm tra DONDOC_DATABASE_URL, quyền ghi và dung lượng đĩa.")
    yield from (Finding(*found) for found in check_scans())
    yield from (Finding(*found) for found in check_files(settings))
    yield from (Finding(*found) for found in ask_running(settings))
    yield from (Finding(*found) for found in ask())


def _in_database(
    settings: Settings, org: str | None, *, of_all: bool
) -> Generator[Finding, None, tuple[Settings, Callable[[], Iterator[Answer]]]]:
    """Returns the settings with the bots that the database keeps, and what asks the platforms of these."""
    with open_installation(settings) as opened:
        is_each = of_all or (org is None and _are_several(opened))
        app = opened.of(_of_installation(opened) if is_each else choose(opened, org))
        audited = Maintenance(app.database, app.organisation.id).audit(app.clock.now(), served_ids(app))
        yield _well("Cơ sở dữ liệu mở được, cấu trúc mới nhất.")
        yield from _each(opened) if is_each else _organisation(app, audited)
        apps = _open_ones(opened) if is_each else [app]
        yield from (Finding(*found) for found in check_installation(app, audited, apps or [app]))
        if is_each:
            return with_stored_bots(app), partial(ask_every_bot, settings, organisations_to_serve(opened))
        return with_stored_bots(app), partial(ask_platforms, settings, _bots_of(opened, app))


def _bots_of(opened: Installation, app: App) -> OrganisationBots:
    """The organisation's bots as the program runs them; where it would not run, those that are known."""
    try:
        served = {one.organisation.id: one for one in organisations_to_serve(opened)}
    except OrganisationUnclear:
        return bots_to_serve(app)
    return served.get(app.organisation.id) or OrganisationBots(app.organisation, {})


def _open_ones(opened: Installation) -> list[App]:
    with everywhere(opened.database).reading() as tx:
        return [opened.of(one) for one in list_organisations(tx) if one.closed_at is None]


def _are_several(app: Installation) -> bool:
    with everywhere(app.database).reading() as tx:
        return are_several(tx)


def _of_installation(opened: Installation) -> Organisation:
    """With whose history and files the machine itself is told of: the oldest that is served, else the oldest."""
    served = served_ids(opened)
    with everywhere(opened.database).reading() as tx:
        known = list_organisations(tx)
    return next((one for one in known if one.id in served), known[0])


def _each(app: Installation) -> Iterator[Finding]:
    """A line for each organisation, then how many need somebody's hand."""
    with everywhere(app.database).reading() as tx:
        known = list_organisations(tx)
    ill = 0
    for organisation in progress_over(known, "Đang kiểm tra"):
        name = f"{organisation.code or '–'}  {organisation.name}"
        if organisation.closed_at is not None:
            yield _well(f"{name}: đã đóng")
            continue
        one = app.of(organisation)
        audited = Maintenance(app.database, organisation.id).audit_alone(app.clock.now())
        wrong = [finding.seen.rstrip(".") for finding in _organisation(one, audited) if not finding.is_well]
        ill += bool(wrong)
        yield _if(not wrong, f"{name}: {'; '.join(_some_of(wrong)) or 'ổn'}", "")
    yield _if(not ill, f"{len(known)} tổ chức, {ill} cần xử lý.", "Cách xử lý của từng tổ chức: dondoc doctor --org MÃ")


def _some_of(wrong: list[str]) -> list[str]:
    more = len(wrong) - MOST_SAID
    return wrong if more <= 0 else [*wrong[:MOST_SAID], f"và {more} điều khác"]


def _organisation(app: App, audited: Audited) -> Iterator[Finding]:
    yield _if(
        is_real_name(app.organisation.name),
        f"Tên cơ quan: {app.organisation.name}.",
        "Báo cáo và thẻ mời in tên này. Đặt DONDOC_ORGANISATION_NAME trong tệp .env, hoặc: dondoc org rename “tên”",
    )
    with app.database.reading() as tx:
        seen = examine(tx, app.organisation, app.clock.now())
        history, linked = verify_history(tx, app.organisation.id), people_by_channel(tx, app.organisation.id)
    yield _if(seen.tasks > 0, f"Có {seen.tasks} việc.", "Nhập kế hoạch: dondoc import KE-HOACH.docx")
    if seen.undated:
        yield _well(f"Việc chưa có thời hạn, mỗi tháng hỏi một lần: {_some(tuple(map(str, seen.undated)), 20)}.")
    if seen.leaderless:
        numbers = _some(tuple(map(str, seen.leaderless)), 20)
        yield _ill(f"Việc chưa có đơn vị chủ trì: {numbers}.", "Cán bộ theo dõi gõ: sửa “số việc” chủ trì “đơn vị”")
    yield _if(seen.people > 0, f"Có {seen.people} người.", "Nạp danh sách: dondoc load DANH-SACH.csv")
    if linked:
        counts = ", ".join(f"{shown_channel(channel)} {count}" for channel, count in linked.items())
        yield _well(f"Điện thoại đã liên kết: {counts}.")
    if seen.unlinked:
        yield _ill(
            f"Chưa liên kết điện thoại: {_some(seen.unlinked)}.", "In thẻ mời: dondoc invite --all --out moi.pdf"
        )
    if seen.unreachable:
        yield _ill(f"Đã chặn bot hoặc mất liên lạc: {_some(seen.unreachable)}.", "Nhắc người đó mở lại bot.")
    if seen.orphan_units:
        yield _ill(f"Đơn vị có việc nhưng chưa có người: {_some(seen.orphan_units)}.", "Bổ sung vào danh sách rồi nạp.")
    yield _if(seen.parked_inbox == 0, f"Tin đến bị gác lại: {seen.parked_inbox}.", "Xem nhật ký chương trình.")
    yield _if(seen.parked_outbox == 0, f"Tin đi bị gác lại: {seen.parked_outbox}.", "Xem lý do trong nhật ký.")
    yield _if(seen.late_outbox == 0, f"Tin quá 5 phút chưa gửi: {seen.late_outbox}.", "Kiểm tra “dondoc run” và mạng.")
    yield _if(not history.faults, f"Nhật ký {history.count} dòng, nguyên vẹn.", "Chạy: dondoc audit verify")
    yield from (Finding(*found) for found in check_organisation(app, audited))


def _if(is_well: object, seen: str, remedy: str) -> Finding:
    return _well(seen) if is_well else _ill(seen, remedy)


def _well(seen: str) -> Finding:
    return Finding(is_well=True, seen=seen)


def _ill(seen: str, remedy: str) -> Finding:
    return Finding(is_well=False, seen=seen, remedy=remedy)


def _some(names: tuple[str, ...], most: int = 8) -> str:
    return ", ".join(names[:most]) + (f" và {len(names) - most} tên khác" if len(names) > most else "")
