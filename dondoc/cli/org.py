"""`dondoc org rename`: the organisation of this database has another name from now on."""

from domain.names import tidy
from domain.organisations import LONGEST_NAME, is_real_name, is_same_name
from dondoc.app import is_new_database, open_app
from dondoc.cli.printing import print_line
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.administration.rename_organisation import RENAMED, rename_organisation
from storage.organisations import lock_organisation


def run(name: str) -> None:
    """Rename, and say which setting has to follow.

    Raises CannotDo for a name that is none, or where there is no database yet.
    """
    name, settings = tidy(name), load_settings()
    if not is_real_name(name) or len(name) > LONGEST_NAME:
        raise CannotDo(f"Hãy ghi tên tổ chức, dài nhất {LONGEST_NAME} ký tự: dondoc org rename “tên mới”.")
    if is_new_database(settings):
        raise CannotDo("Chưa có cơ sở dữ liệu để đổi tên; chỉ cần đặt DONDOC_ORGANISATION_NAME.")
    with open_app(settings, is_renaming=True) as app, app.database.transaction() as tx:
        organisation = lock_organisation(tx, app.organisation.id)
        before = rename_organisation(tx, organisation, name, app.clock.now(), RENAMED)
    print_line(f"Đã đổi tên tổ chức từ “{before}” thành “{name}”.")
    if is_real_name(settings.organisation_name) and not is_same_name(settings.organisation_name, name):
        print_line(f"Hãy sửa cài đặt trước khi chạy lại: DONDOC_ORGANISATION_NAME={name}")
