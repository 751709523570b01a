"""The set-up script: locks that name everything and no host, and nothing done twice."""

import re
import tomllib
from pathlib import Path

import pytest

import setup_env

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("file", setup_env.LOCKS.values())
def test_a_lock_holds_names_versions_and_hashes_only(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    setup_env.check_lock(text.partition("\n")[2], file)
    assert not re.search(r"https?:|--(index|extra-index|find-links|trusted)|file:", text)


@pytest.mark.parametrize(
    "entry",
    [
        "--extra-index-url example",
        "thing @ https://host.example/thing.whl --hash=sha256:00",
        "thing==1.0",
        "good==1.0 --hash=sha256:00\nthing==1.0 ; python_version > '3'",
    ],
)
def test_a_lock_with_a_host_an_option_or_no_hash_is_refused(entry: str) -> None:
    with pytest.raises(setup_env.CannotSetUp, match="not a plain name"):
        setup_env.check_lock(entry, "a.lock")


def test_the_locks_name_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = {
        "run": project["project"]["dependencies"] + groups["build"],
        "dev": project["project"]["dependencies"]
        + [one for name, group in groups.items() if name != "audit" for one in group],
        "audit": groups["audit"],
    }
    for kind, wanted in asked.items():
        text = (ROOT / setup_env.LOCKS[kind]).read_text(encoding="utf-8")
        locked = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
        names = {re.split(r"[\[<>=!~ ;]", one)[0].lower().replace("_", "-") for one in wanted}
        assert names <= locked


def test_uv_itself_is_brought_at_the_version_and_hashes_of_the_lock() -> None:
    entry = setup_env.locked_entry("uv")
    assert entry.startswith("uv==")
    assert entry.count("--hash=sha256:") > 1
    assert entry.count("==") == 1


def test_the_mark_of_a_finished_set_up_changes_with_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyproject.toml", "setup_env.py", *setup_env.LOCKS.values()):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(setup_env, "ROOT", tmp_path)
    before = setup_env.fingerprint()
    (tmp_path / "requirements.lock").write_text("uv==1.0\n", encoding="utf-8")
    assert setup_env.fingerprint() != before


def test_an_environment_for_development_is_enough_for_the_demonstration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup_env, "STAMP", tmp_path / "stamp")
    assert not setup_env.is_ready("run")
    (tmp_path / "stamp").write_text(f"dev {setup_env.fingerprint()}\n", encoding="utf-8")
    assert setup_env.is_ready("run")
    (tmp_path / "stamp").write_text(f"run {setup_env.fingerprint()}\n", encoding="utf-8")
    assert not setup_env.is_ready("dev")


def test_adding_a_package_keeps_what_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_env, "ROOT", tmp_path)
    locks = {
        "run": "a==1.0 \\\n",
        "dev": "a==1.0 \\\nb==2 ; python_version < '3.12' \\\nb==3 \\\n",
        "audit": "a==9 \\\nc==1\n",
    }
    for kind, text in locks.items():
        (tmp_path / setup_env.LOCKS[kind]).write_text(text, encoding="utf-8")
    project = tmp_path / "pyproject.toml"
    project.write_text("[project]\n", encoding="utf-8")
    setup_env.keep_versions(project)
    bound = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["uv"]["constraint-dependencies"]
    assert sorted(bound) == ["a==1.0", "b==2 ; python_version < '3.12'", "b==3", "c==1"]
