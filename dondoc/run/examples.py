"""Where the example plan and roster are: beside the project, or inside the installed package."""

from pathlib import Path

from dondoc.failures import CannotDo

PLAN = "ke-hoach-thuy-nguyen.docx"
ROSTER = "danh-sach-thuy-nguyen.csv"


def example(name: str) -> Path:
    """The example file.

    Raises CannotDo when it is missing.
    """
    here = Path(__file__).parents[1]
    for folder in (here / "examples", here.parent / "examples"):
        if (folder / name).is_file():
            return folder / name
    raise CannotDo(f"Thiếu tệp mẫu {name}; hãy cài lại dondoc.")
