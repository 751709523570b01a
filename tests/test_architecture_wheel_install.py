"""What people install by pipx or uv: the wheel in an environment that holds nothing else but what the lock names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import setup_env

ROOT = Path(__file__).parents[1]
SECONDS = 120


def run(*command: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run without anything of this checkout in the way."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DONDOC_", "VIRTUAL_"))
    }
    words = [str(word) for word in command]
    return subprocess.run(
        words,
        cwd=folder,
        env=clean,
        check=False,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed `dondoc`, its wheel built by what `make wheel` calls."""
    uv = setup_env.find_uv()
    assert uv is not None
    folder = tmp_path_factory.mktemp("fresh")
    built = run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, folder=ROOT)
    assert built.returncode == 0, built.stderr
    python = folder / "venv" / "bin" / "python"
    assert run(uv, "venv", "--quiet", "--python", sys.executable, folder / "venv", folder=folder).returncode == 0
    install = [uv, "pip", "install", "--quiet", "--python", python]
    locked = run(*install, "--require-hashes", "-r", ROOT / setup_env.LOCKS["run"], folder=folder)
    if locked.returncode != 0 and os.environ.get("CI") != "true":
        pytest.skip(f"the packages of the lock cannot be had here: {locked.stderr[:200]}")
    assert locked.returncode == 0, locked.stderr
    wheel = run(*install, "--no-deps", next(folder.glob("*.whl")), folder=folder)
    assert wheel.returncode == 0, wheel.stderr
    return python.with_name("dondoc")


def test_the_installed_program_loads_people_and_examines_itself(program: Path, tmp_path: Path) -> None:
    loaded = run(program, "load", ROOT / "examples" / "danh-sach-thuy-nguyen.csv", "--yes", folder=tmp_path)
    assert (loaded.returncode, loaded.stderr) == (0, "")
    examined = run(program, "doctor", folder=tmp_path)
    assert "DONDOC_TELEGRAM_TOKEN" in examined.stdout
    assert "Traceback" not in examined.stdout + examined.stderr


def test_the_installed_demonstration_answers_and_needs_no_checkout(program: Path, tmp_path: Path) -> None:
    script = (
        "import asyncio, pathlib, sys, dondoc.run.demonstration as d\n"
        "stop = asyncio.Event()\n"
        "def announced(url): print(url, d.__file__); stop.set()\n"
        "asyncio.run(d.run_demo(0, announced, pathlib.Path(sys.argv[1]), stop))\n"
    )
    shown = run(program.with_name("python"), "-c", script, tmp_path, folder=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("http://127.0.0.1:")
    assert str(ROOT) not in shown.stdout
