"""`dondoc org`: the organisations of this database, which may be added to, renamed and set."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from domain.names import tidy
from domain.organisations import (
    LONGEST_CODE,
    LONGEST_NAME,
    Organisation,
    is_real_name,
    is_same_name,
    read_code,
    value_of,
)
from dondoc.app import App, is_new_database, open_chosen, open_installation
from dondoc.cli.organisation_settings import HOURS_SET, read_superior, with_wishes
from dondoc.cli.printing import print_json, print_line, print_table
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from dondoc.stored_bots import served_ids
from services.administration.add_organisation import CodeTaken, FirstUnnamed, add_another_organisation
from services.administration.close_organisation import (
    MessagesWait,
    NothingToDo,
    close_organisation,
    reopen_organisation,
)
from services.administration.rename_organisation import RENAMED, NameTaken, rename_organisation
from services.administration.set_organisation import set_organisation
from storage.across_organisations import are_several, everywhere
from storage.organisations import list_organisations, load_organisation, lock_organisation
from wording.languages import words_for


def rename(name: str, *, org: str | None = None) -> None:
    """Rename, and say which setting has to follow.

    Raises CannotDo for a name that is none or another organisation's, or where there is no database yet.
    """
    name, settings = tidy(name), load_settings()
    if not is_real_name(name) or len(name) > LONGEST_NAME:
        raise CannotDo(f"Hãy ghi tên tổ chức, dài nhất {LONGEST_NAME} ký tự: dondoc org rename “tên mới”.")
    if is_new_database(settings):
        raise CannotDo("Chưa có cơ sở dữ liệu để đổi tên; chỉ cần đặt DONDOC_ORGANISATION_NAME.")
    with open_chosen(settings, org, is_renaming=True) as app, everywhere(app.database).transaction() as tx:
        organisation = lock_organisation(tx, app.organisation.id)
        is_alone = not are_several(tx)
        try:
            before = rename_organisation(tx, organisation, name, app.clock.now(), RENAMED)
        except NameTaken:
            raise CannotDo(f"Đã có tổ chức khác tên “{name}”. Xem: dondoc org list") from None
    print_line(f"Đã đổi tên tổ chức từ “{before}” thành “{name}”.")
    given = settings.organisation_name
    if is_real_name(given) and not is_same_name(given, name) and (is_alone or is_same_name(given, before)):
        print_line(f"Hãy sửa cài đặt trước khi chạy lại: DONDOC_ORGANISATION_NAME={name}")


def add(name: str, code: str | None, *, under: str | None = None, as_json: bool) -> None:
    """Add an organisation, below the Party body `under`. As JSON as `list`.

    Raises CannotDo for a name or code that is none or is taken, and while the first organisation has no name.
    """
    name, settings = tidy(name), load_settings()
    if not is_real_name(name) or len(name) > LONGEST_NAME:
        raise CannotDo(f"Hãy ghi tên tổ chức, dài nhất {LONGEST_NAME} ký tự: dondoc org add “tên tổ chức”.")
    wanted = None if code is None else read_code(code)
    if code is not None and wanted is None:
        raise CannotDo(f"Mã gồm 2 đến {LONGEST_CODE} chữ cái không dấu hoặc chữ số, chữ cái đứng đầu, ví dụ: --code HB")
    superior = "" if under is None else read_superior(under)
    with open_installation(settings) as app:
        try:
            with everywhere(app.database).transaction() as tx:
                added = add_another_organisation(tx, name, wanted, settings.timezone, app.clock.now())
                if superior:
                    set_organisation(tx, added, replace(added, superior=superior), app.clock.now())
                    added = load_organisation(tx, added.id)
        except NameTaken:
            raise CannotDo(f"Đã có tổ chức “{name}”. Xem: dondoc org list") from None
        except CodeTaken as taken:
            raise CannotDo(f"Mã {wanted} là của “{taken.name}”. Chọn mã khác: --code MÃ") from None
        except FirstUnnamed:
            raise CannotDo("Tổ chức đầu tiên chưa có tên. Đặt tên trước: dondoc org rename “tên”") from None
    if as_json:
        print_json(_facts(added, is_served=False))
        return
    print_line(f"Đã thêm tổ chức “{added.name}”, mã {added.code}.")
    print_line(f"Thêm bot của tổ chức: dondoc bot add --telegram --org {added.code}. Rồi khởi động lại “dondoc run”.")


def change(given: Mapping[str, str | None], *, org: str | None = None, as_json: bool = False) -> None:
    """Set what is given (by the name of the setting; "-" means as the installation is set). As JSON as `show`.

    Raises CannotDo when nothing is given, or a value does not fit.
    """
    wishes = {name: value for name, value in given.items() if value is not None}
    if not wishes:
        raise CannotDo("Chưa ghi cài đặt nào. Ví dụ: dondoc org set --keep-days 400. Xem: dondoc org set --help")
    with open_chosen(load_settings(), org) as app:
        with app.database.transaction() as tx:
            before = lock_organisation(tx, app.organisation.id)
            changed = set_organisation(tx, before, with_wishes(before, wishes), app.clock.now())
            after = load_organisation(tx, before.id)
        is_served = after.id in served_ids(app)
        if as_json:
            print_json(_facts(after, is_served=is_served))
            return
        print_line(f"Đã đổi {len(changed)} cài đặt của “{after.name}”." if changed else "Không có gì thay đổi.")
        _print_card(app, after, is_served=is_served)


def close(*, org: str | None = None, is_agreed: bool = False, as_json: bool = False) -> None:
    """Close the organisation. As JSON: {"code", "codes", "sessions", "walls", "dropped", "told"}.

    Raises CannotDo when it is closed already, or while messages wait and it was not agreed to drop them.
    """
    with open_chosen(load_settings(), org) as app, app.database.transaction() as tx:
        organisation = lock_organisation(tx, app.organisation.id)
        at, machine_at = app.clock.now(), app.clock.machine_now()
        try:
            closed = close_organisation(tx, organisation, at, machine_at, drops_waiting=is_agreed)
        except NothingToDo:
            raise CannotDo(f"“{organisation.name}” đã ngừng từ trước. Dùng lại: dondoc org reopen") from None
        except MessagesWait as waiting:
            raise CannotDo(
                f"“{organisation.name}” còn {waiting.count} tin chưa gửi. Chờ gửi xong rồi chạy lại, "
                "hoặc thêm --yes để bỏ các tin ấy và ngừng ngay."
            ) from None
    if as_json:
        print_json({"code": organisation.code, **asdict(closed)})
        return
    print_line(f"“{organisation.name}” ngừng dùng hệ thống: không nhắc ai nữa, dữ liệu vẫn giữ nguyên.")
    print_line(
        f"Đã kết thúc {closed.codes} mã mời, {closed.sessions} phiên của trang theo dõi, {closed.walls} màn hình; "
        f"bỏ {closed.dropped} tin chưa gửi; sẽ báo cho {closed.told} người."
    )
    print_line("Xem số liệu: dondoc status · Dùng lại: dondoc org reopen")


def reopen(*, org: str | None = None, as_json: bool = False) -> None:
    """Open the organisation again. As JSON: {"code", "told"}. Raises CannotDo when it is not closed."""
    with open_chosen(load_settings(), org) as app, app.database.transaction() as tx:
        organisation = lock_organisation(tx, app.organisation.id)
        try:
            told = reopen_organisation(tx, organisation, app.clock.now())
        except NothingToDo:
            raise CannotDo(f"“{organisation.name}” đang dùng hệ thống, không có gì phải mở lại.") from None
    if as_json:
        print_json({"code": organisation.code, "told": told})
        return
    print_line(f"“{organisation.name}” dùng lại hệ thống; sẽ báo cho {told} người.")
    print_line(
        "Mã mời, đường dẫn, màn hình trước đây không còn dùng được: cấp lại bằng dondoc invite, dondoc wall open."
    )


def show_one(*, org: str | None = None, as_json: bool) -> None:
    """Show one organisation with its settings. As JSON: one object of those of `list`."""
    with open_chosen(load_settings(), org) as app:
        if as_json:
            print_json(_facts(app.organisation, is_served=app.organisation.id in served_ids(app)))
        else:
            _print_card(app, app.organisation, is_served=app.organisation.id in served_ids(app))


def show(*, as_json: bool) -> None:
    """List the organisations. As JSON: [{"code", "name", "served", "superior", "keep_days", …}]."""
    with open_installation(load_settings()) as app:
        with everywhere(app.database).reading() as tx:
            known = list_organisations(tx)
        served = served_ids(app)
    if as_json:
        print_json([_facts(one, is_served=one.id in served) for one in known])
        return
    rows = [(one.code or "", one.name, one.superior, _served(one, is_served=one.id in served)) for one in known]
    print_table(("Mã", "Tên", "Cấp trên", "“dondoc run” phục vụ"), rows)


def _facts(organisation: Organisation, *, is_served: bool) -> dict[str, object]:
    return {
        "code": organisation.code,
        "name": organisation.name,
        "served": is_served,
        "superior": organisation.superior or None,
        "keep_days": organisation.keep_days,
        "zalo_quota": organisation.month_quota,
        "closed_at": organisation.closed_at,
        **{name: value_of(organisation, name) for name in HOURS_SET},
    }


def _print_card(app: App, organisation: Organisation, *, is_served: bool) -> None:
    """The settings in force; those that the installation gives say so."""
    common, settings = " (chung của cả hệ thống)", app.settings
    quota = settings.zalo_monthly_quota
    of_all = {
        "superior": settings.superior or "chưa ghi",
        "keep_days": str(settings.keep_days),
        "month_quota": str(quota) if quota else "không hạn chế",
    }
    words = words_for("vi").settings
    rows = [("Tên", organisation.name), ("Mã", organisation.code or "chưa có")]
    for name, value in of_all.items():
        own = getattr(organisation, name)
        rows.append((words.of_installation[name], f"{value}{common}" if own in {None, ""} else str(own)))
    rows += [(words.names[name], value_of(organisation, name)) for name in HOURS_SET]
    print_table(("Cài đặt", "Giá trị"), [*rows, ("“dondoc run” phục vụ", _served(organisation, is_served=is_served))])


def _served(organisation: Organisation, *, is_served: bool) -> str:
    if organisation.closed_at is not None:
        return f"đã ngừng từ {organisation.closed_at.astimezone(organisation.zone):%d/%m/%Y}"
    return "có" if is_served else "chưa"
