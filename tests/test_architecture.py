"""The architecture, executed: every room of the house is under contract, checked by mypy, in the wheel, and small."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = sorted(p.parent.name for p in ROOT.glob("*/__init__.py"))
MOST_LINES = 500
WRITTEN_BY_HAND = {".py", ".md", ".js", ".css", ".html", ".typ", ".toml", ".env", ".sh"}
WRITTEN_BY_THE_PROGRAM = {
    Path("docs/vi/tin-nhan.md"),
    Path("docs/en/messages.md"),
}  # all messages, compared with the real ones by a test


def sources() -> Iterator[Path]:
    """Every file of the project that a person writes."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        is_hidden = any(part.startswith(".") or part in {"__pycache__", "dist", "build"} for part in inside.parts)
        is_by_hand = path.suffix in WRITTEN_BY_HAND and inside not in WRITTEN_BY_THE_PROGRAM
        if is_by_hand and not is_hidden and path.is_file():
            yield path


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_every_package_is_in_the_wheel() -> None:
    assert sorted(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES


def test_every_package_is_checked_by_mypy() -> None:
    assert set(PROJECT["tool"]["mypy"]["packages"]) >= set(PACKAGES)
    assert PROJECT["tool"]["mypy"]["strict"] is True


def test_every_package_stands_on_one_layer_of_the_import_contract() -> None:
    linter = PROJECT["tool"]["importlinter"]
    layers = next(c["layers"] for c in linter["contracts"] if c["type"] == "layers")
    assert sorted(linter["root_packages"]) == PACKAGES
    assert sorted(name.strip() for layer in layers for name in layer.split("|")) == PACKAGES


def test_every_folder_of_modules_is_a_package() -> None:
    """A folder without __init__.py would slip past the import contracts."""
    folders = {path.parent for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert named(sorted(f for f in folders if not (f / "__init__.py").exists())) == []


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_longer_than_a_person_reads_in_one_go() -> None:
    long = [path for path in sources() if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES]
    assert named(long) == []


@pytest.mark.parametrize("mark", ["TO" + "DO", "FIX" + "ME", "XX" + "X"])
def test_nothing_is_left_marked_as_unfinished(mark: str) -> None:
    assert named([path for path in sources() if mark in path.read_text(encoding="utf-8")]) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_in_the_environment_owns_the_name_of_a_package(package: str) -> None:
    """The packages have plain names; dondoc therefore lives in an environment of its own, and this watches over it."""
    owners = {
        distribution.metadata["Name"]
        for distribution in distributions()
        if any(file.parts[0] in {package, f"{package}.py"} for file in distribution.files or ())
    }
    assert owners - {"dondoc"} == set()


def test_every_font_comes_with_its_licence() -> None:
    fonts = [
        font for kind in ("*.ttf", "*.otf", "*.woff2") for package in PACKAGES for font in (ROOT / package).rglob(kind)
    ]
    assert named([font for font in fonts if not list(font.parent.glob("*OFL*"))]) == []
