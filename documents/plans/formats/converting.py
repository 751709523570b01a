"""Old Word files through LibreOffice where it is installed: its own process, profile and time limit each time."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from documents.plans.blocks import Block, PlanUnreadable
from documents.plans.formats.docx import blocks_of_docx

LONGEST_CONVERSION = 90.0  # seconds; LibreOffice alone takes up to ten to start for the first time
_ADVICE = (
    "đề nghị mở bằng Word, chọn Tệp (File) → Lưu thành (Save As) → Tài liệu Word (*.docx) rồi gửi lại tệp .docx đó."
)


def blocks_of_converted(content: bytes, ending: str) -> list[Block]:
    """The blocks of an old file, converted to .docx first. Raises PlanUnreadable with how to do it by hand."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise PlanUnreadable(f"Máy chủ chưa có LibreOffice để đọc tệp {ending}; {_ADVICE}")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"plan{ending}"
        source.write_bytes(content)
        converted = _converted(program, source)
        return blocks_of_docx(converted.read_bytes())


def _converted(program: str, source: Path) -> Path:
    """A profile of its own lets several conversions run at once and leaves nothing behind."""
    profile = (source.parent / "profile").as_uri()
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "docx", "--outdir", str(source.parent / "out"), str(source)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_CONVERSION)  # noqa: S603 - no shell, own arguments
    except (subprocess.SubprocessError, OSError) as error:
        raise PlanUnreadable(f"Không chuyển được tệp {source.suffix}; {_ADVICE}") from error
    made = source.parent / "out" / "plan.docx"
    if not made.exists():
        raise PlanUnreadable(f"Không chuyển được tệp {source.suffix}; {_ADVICE}")
    return made
