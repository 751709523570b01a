"""What people install: the built wheel holds every file of every package and works away from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dondoc.run.demonstration import PLAN, ROSTER

ROOT = Path(__file__).parents[1]
PACKAGES = sorted(p.parent.name for p in ROOT.glob("*/__init__.py"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once from the tree as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_every_file_of_every_package_is_in_the_wheel(wheel: Path) -> None:
    """Fonts, pages, templates and migrations are files too; one that git ignores would be missing here."""
    on_disk = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as packed:
        inside = {name for name in packed.namelist() if ".dist-info/" not in name}
        licences = [name for name in packed.namelist() if name.endswith("licenses/LICENSE")]
    examples = {f"dondoc/examples/{name}" for name in (PLAN, ROSTER)}
    assert inside == on_disk | examples
    assert licences


def test_the_wheel_migrates_a_database_and_finds_its_example_away_from_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    program = (
        "import storage.migrating, dondoc.databases as d, dondoc.run.demonstration as x; e = d.open_engine('sqlite:///wheel.db');"
        "print(storage.migrating.__file__, storage.migrating.migrate(e) is not None, x.example(x.PLAN))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "PATH": ""},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    plan = installed / "dondoc" / "examples" / PLAN
    assert done.stdout.split() == [str(installed / "storage" / "migrating.py"), "True", str(plan)], done.stderr
