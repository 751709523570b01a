"""The set-up script: locks that name everything and no host, and nothing done twice."""

import re
import sys
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


@pytest.fixture
def nothing_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "UV_SYSTEM_CERTS",
        "UV_NATIVE_TLS",
        "SSL_CERT_FILE",
        "PIP_CERT",
        "PIP_USE_FEATURE",
        "REQUESTS_CA_BUNDLE",
    ):
        monkeypatch.delenv(name, raising=False)


def tool(folder: Path, lines: str) -> Path:
    """A program that does this."""
    program = folder / "tool"
    program.write_text(f"#!{sys.executable}\nimport os, sys\n{lines}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.usefixtures("nothing_decided")
@pytest.mark.parametrize(("shown", "name"), [("--system-certs", "UV_SYSTEM_CERTS"), ("--native-tls", "UV_NATIVE_TLS")])
def test_uv_is_told_to_trust_what_the_system_trusts_by_the_name_it_knows(tmp_path: Path, shown: str, name: str) -> None:
    assert setup_env.uv_certificates(str(tool(tmp_path, f"print('{shown}')"))) == {name: "true"}


@pytest.mark.usefixtures("nothing_decided")
def test_pip_is_told_to_trust_what_the_system_trusts_unless_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert setup_env.pip_certificates((24, 2)) == {}
    assert setup_env.pip_certificates((24, 0)) == {"PIP_USE_FEATURE": "truststore"}
    assert set(setup_env.pip_certificates((23, 0, 1))) <= {"PIP_CERT"}
    monkeypatch.setenv("PIP_CERT", "/own.pem")
    assert setup_env.pip_certificates((24, 0)) == {}


@pytest.mark.usefixtures("nothing_decided")
def test_an_attempt_that_fails_is_quiet_when_the_next_one_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = "if '--help' in sys.argv: print('--system-certs'); raise SystemExit\n"
    lines += "if os.environ.get('UV_SYSTEM_CERTS'): sys.exit('12 red lines')"
    monkeypatch.setattr(setup_env, "find_uv", lambda: str(tool(tmp_path, lines)))
    monkeypatch.setattr(setup_env, "has_pip", lambda: False)
    setup_env.install(["a"])
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("nothing_decided")
def test_when_no_attempt_succeeds_all_reasons_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    failing = str(tool(tmp_path, "sys.exit('no certificate' if 'UV_SYSTEM_CERTS' in os.environ else 'no network')"))
    monkeypatch.setattr(setup_env, "find_uv", lambda: failing)
    monkeypatch.setattr(setup_env, "uv_certificates", lambda _: {"UV_SYSTEM_CERTS": "true"})
    monkeypatch.setattr(setup_env, "has_pip", lambda: False)
    with pytest.raises(setup_env.CannotSetUp, match="network"):
        setup_env.install(["a"])
    assert capfd.readouterr().out == "no certificate\nno network\n"
