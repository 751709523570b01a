"""`dondoc org`: the organisations of this database, which may be added to and renamed."""

from domain.names import tidy
from domain.organisations import LONGEST_CODE, LONGEST_NAME, Organisation, is_real_name, is_same_name, read_code
from dondoc.app import is_new_database, open_app, open_chosen
from dondoc.cli.printing import print_json, print_line, print_table
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.administration.add_organisation import CodeTaken, FirstUnnamed, add_another_organisation
from services.administration.rename_organisation import RENAMED, NameTaken, rename_organisation
from storage.organisations import first_organisation, list_organisations, lock_organisation


def rename(name: str, *, org: str | None = None) -> None:
    """Rename, and say which setting has to follow.

    Raises CannotDo for a name that is none or another organisation's, or where there is no database yet.
    """
    name, settings = tidy(name), load_settings()
    if not is_real_name(name) or len(name) > LONGEST_NAME:
        raise CannotDo(f"Hãy ghi tên tổ chức, dài nhất {LONGEST_NAME} ký tự: dondoc org rename “tên mới”.")
    if is_new_database(settings):
        raise CannotDo("Chưa có cơ sở dữ liệu để đổi tên; chỉ cần đặt DONDOC_ORGANISATION_NAME.")
    with open_chosen(settings, org, is_renaming=True) as app, app.database.transaction() as tx:
        organisation = lock_organisation(tx, app.organisation.id)
        first = first_organisation(tx)
        try:
            before = rename_organisation(tx, organisation, name, app.clock.now(), RENAMED)
        except NameTaken:
            raise CannotDo(f"Đã có tổ chức khác tên “{name}”. Xem: dondoc org list") from None
    print_line(f"Đã đổi tên tổ chức từ “{before}” thành “{name}”.")
    if first is None or first.id != organisation.id:
        return
    if is_real_name(settings.organisation_name) and not is_same_name(settings.organisation_name, name):
        print_line(f"Hãy sửa cài đặt trước khi chạy lại: DONDOC_ORGANISATION_NAME={name}")


def add(name: str, code: str | None, *, as_json: bool) -> None:
    """Add an organisation. As JSON: {"code", "name", "served"}.

    Raises CannotDo for a name or code that is none or is taken, and while the first organisation has no name.
    """
    name, settings = tidy(name), load_settings()
    if not is_real_name(name) or len(name) > LONGEST_NAME:
        raise CannotDo(f"Hãy ghi tên tổ chức, dài nhất {LONGEST_NAME} ký tự: dondoc org add “tên tổ chức”.")
    wanted = None if code is None else read_code(code)
    if code is not None and wanted is None:
        raise CannotDo(f"Mã gồm 2 đến {LONGEST_CODE} chữ cái không dấu hoặc chữ số, chữ cái đứng đầu, ví dụ: --code HB")
    with open_app(settings) as app:
        try:
            with app.database.transaction() as tx:
                added = add_another_organisation(tx, name, wanted, settings.timezone, app.clock.now())
        except NameTaken:
            raise CannotDo(f"Đã có tổ chức “{name}”. Xem: dondoc org list") from None
        except CodeTaken as taken:
            raise CannotDo(f"Mã {wanted} là của “{taken.holder.name}”. Chọn mã khác: --code MÃ") from None
        except FirstUnnamed:
            raise CannotDo("Tổ chức đầu tiên chưa có tên. Đặt tên trước: dondoc org rename “tên”") from None
    if as_json:
        print_json(_facts(added, is_served=False))
        return
    print_line(f"Đã thêm tổ chức “{added.name}”, mã {added.code}.")
    print_line("“dondoc run” hiện chỉ gửi tin của tổ chức đầu tiên; “dondoc doctor” nêu tin chưa gửi của tổ chức khác.")


def show(*, as_json: bool) -> None:
    """List the organisations. As JSON: [{"code", "name", "served"}]."""
    with open_app(load_settings()) as app, app.database.reading() as tx:
        known, first = list_organisations(tx), app.organisation.id
    if as_json:
        print_json([_facts(one, is_served=one.id == first) for one in known])
        return
    rows = [(one.code or "", one.name, "có" if one.id == first else "chưa") for one in known]
    print_table(("Mã", "Tên", "“dondoc run” phục vụ"), rows)


def _facts(organisation: Organisation, *, is_served: bool) -> dict[str, object]:
    return {"code": organisation.code, "name": organisation.name, "served": is_served}
