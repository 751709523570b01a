"""Prepares .venv from the lock files, with nothing but the standard library; `make` calls it before everything else.

It uses uv when there is one, else brings uv by pip, else lets pip do it all. Nothing is done when nothing has changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "dondoc-stamp"
NEEDED = (3, 11)
# dev holds all that run holds; audit is a tool that is kept apart, in a folder of its own
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock", "audit": "requirements-audit.lock"}
GROUPS = {
    "run": ["--no-default-groups", "--group", "build"],
    "dev": ["--all-groups", "--no-group", "audit"],
    "audit": ["--only-group", "audit"],
}
# A virtual environment that happens to be active must not draw the packages to itself.
OTHERS_VENV = {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME"}
AUDIT_TOOL = VENV / "audit-tool"


class CannotSetUp(Exception):
    """What stands in the way, in a sentence for the person at the terminal."""


def set_up(wanted: str) -> None:
    """Make .venv hold what `wanted` ("run" or "dev") needs; raises CannotSetUp with advice."""
    if is_ready(wanted):
        return
    say(f"Setting up .venv ({wanted}); the first time takes a moment ...")
    make_venv()
    lock = LOCKS[wanted]
    install(["--require-hashes", "-r", lock])
    install(["--no-deps", "--no-build-isolation", "-e", "."])
    STAMP.write_text(f"{wanted} {fingerprint()}\n", encoding="utf-8")
    say("Ready, all is well. / Đã sẵn sàng, mọi việc ổn.")


def set_up_audit_tool() -> Path:
    """Install what `make audit` asks for vulnerabilities with, and return its folder; raises CannotSetUp with advice.

    It goes into a folder of its own: its thirty packages are neither the program's nor its developers'.
    """
    mark = AUDIT_TOOL / "dondoc-stamp"
    lock = (ROOT / LOCKS["audit"]).read_text(encoding="utf-8")
    if mark.exists() and mark.read_text(encoding="utf-8") == lock:
        return AUDIT_TOOL
    shutil.rmtree(AUDIT_TOOL, ignore_errors=True)
    install(["--target", str(AUDIT_TOOL), "--require-hashes", "-r", LOCKS["audit"]])
    mark.write_text(lock, encoding="utf-8")
    return AUDIT_TOOL


def is_ready(wanted: str) -> bool:
    """True when the last set-up was from the same files and held as much as is wanted now."""
    if not STAMP.exists() or not runs_here(PYTHON):
        return False
    held, _, mark = STAMP.read_text(encoding="utf-8").strip().partition(" ")
    return mark == fingerprint() and held in {wanted, "dev"}


def fingerprint() -> str:
    """A mark that changes with everything the environment is made from, its own place included."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "setup_env.py", *LOCKS.values())]
    return hashlib.sha256(b"\0".join([str(ROOT).encode(), *parts])).hexdigest()


def runs_here(python: Path) -> bool:
    """True when this interpreter starts and is new enough."""
    if not python.exists():
        return False
    test = f"import sys; sys.exit(sys.version_info < {NEEDED})"
    return subprocess.run([str(python), "-c", test], check=False, capture_output=True).returncode == 0


def make_venv() -> None:
    """Create .venv unless a working one stands there; one whose Python has gone is replaced."""
    if runs_here(PYTHON):
        return
    if (VENV / "pyvenv.cfg").exists():
        shutil.rmtree(VENV)
    uv = shutil.which("uv")
    if uv and run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]):
        return
    if not run([sys.executable, "-m", "venv", str(VENV)]):
        raise CannotSetUp("Python cannot make a virtual environment: install its venv part (Debian: python3-venv).")


def install(arguments: list[str]) -> None:
    """Install with uv, or with pip where uv cannot be had or does not get through.

    The certificates of this system come first: an office may have its own for all that leaves the house. A machine
    without any is served by those that uv brings. What an attempt complains of is shown only when none succeeds.
    """
    complaints = []
    for command, surroundings in attempts(arguments):
        tried = attempt(command, surroundings)
        if tried is None:
            return
        complaints.append(tried)
    say("\n".join(complaints))
    raise CannotSetUp(
        "The packages could not be installed (the reason stands above). "
        "Is there a network, or a package index that pip is set up for?"
    )


def attempts(arguments: list[str]) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Ways to install, the best first, each as a command and what it adds to the environment."""
    if uv := find_uv():
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *arguments]
        if system := uv_certificates(uv):
            yield command, system
        yield command, {}
    if has_pip():
        yield [str(PYTHON), "-m", "pip", "install", "--quiet", *arguments], pip_certificates(version_of_pip())


def uv_certificates(uv: str) -> dict[str, str]:
    """Make uv trust what this system trusts, by the name this version has for it; {} where somebody has decided."""
    if os.environ.keys() & {"UV_SYSTEM_CERTS", "UV_NATIVE_TLS", "SSL_CERT_FILE"}:
        return {}
    asked = subprocess.run([uv, "pip", "install", "--help"], check=False, capture_output=True, text=True)
    return {"UV_SYSTEM_CERTS" if "--system-certs" in asked.stdout else "UV_NATIVE_TLS": "true"}


def pip_certificates(version: tuple[int, ...]) -> dict[str, str]:
    """Make pip trust what this system trusts: it does so by itself from 24.2 on, and can be told to from 23.3 on.

    One that is older still is given the system's file of certificates.
    """
    if version >= (24, 2) or os.environ.keys() & {"PIP_CERT", "PIP_USE_FEATURE", "REQUESTS_CA_BUNDLE"}:
        return {}
    if version >= (23, 3):
        return {"PIP_USE_FEATURE": "truststore"}
    bundle = ssl.get_default_verify_paths().cafile
    return {"PIP_CERT": bundle} if bundle else {}


def version_of_pip() -> tuple[int, ...]:
    """The version of the pip in .venv, (0,) if it does not say."""
    asked = subprocess.run([str(PYTHON), "-m", "pip", "--version"], check=False, capture_output=True, text=True)
    found = re.match(r"pip ([0-9.]+)", asked.stdout)
    return tuple(int(part) for part in found[1].strip(".").split(".")) if found else (0,)


def find_uv() -> str | None:
    """Uv from the machine or from .venv; else brought by pip, at the version and hash of the lock."""
    here = VENV / "bin" / "uv"
    found = shutil.which("uv") or (str(here) if here.exists() else None)
    if found or not has_pip():
        return found
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.txt"
        only_uv.write_text(locked_entry("uv"), encoding="utf-8")
        command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(only_uv)]
        attempt(command, pip_certificates(version_of_pip()))  # without uv, pip does it all
    return str(here) if here.exists() else None


def has_pip() -> bool:
    """True when .venv has pip, given by ensurepip if need be (uv makes environments without)."""
    asked = [str(PYTHON), "-m", "pip", "--version"]
    if subprocess.run(asked, check=False, capture_output=True).returncode == 0:
        return True
    ensure = [str(PYTHON), "-m", "ensurepip"]
    return subprocess.run(ensure, check=False, capture_output=True).returncode == 0


def locked_entry(name: str) -> str:
    """The lines of one package in requirements.lock: its version and its hashes."""
    text = (ROOT / LOCKS["run"]).read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(name)}==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return found.group(0) if found else ""


def lock(*, renew: bool = False) -> None:
    """Resolve pyproject.toml and write the lock files: names, versions and hashes, without any host.

    What is locked keeps its version, so that adding one package changes nothing else; `renew` takes the newest of all.
    """
    uv = find_uv()
    if not uv:
        raise CannotSetUp("Locking needs uv: run `make setup` first.")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, folder)
        if not renew:
            keep_versions(Path(folder) / "pyproject.toml")
        for kind, file in LOCKS.items():
            command = [uv, "export", "--quiet", "--no-header", "--no-annotate", "--no-emit-project", *GROUPS[kind]]
            if not run([*command, "--output-file", file], folder):
                raise CannotSetUp(
                    "uv could not resolve the dependencies (the reason stands above). Where a locked version "
                    "stands in the way: make lock ARGS=--renew"
                )
            text = (Path(folder) / file).read_text(encoding="utf-8")
            check_lock(text, file)
            (ROOT / file).write_text(f"# Written by `make lock`; do not edit.\n{text}", encoding="utf-8")
    say("Locked: " + ", ".join(LOCKS.values()))


def keep_versions(project: Path) -> None:
    """Bind a copy of pyproject.toml to the versions that are locked now."""
    bound: dict[str, list[str]] = {}
    for file in LOCKS.values():  # the tool's lock may have another version than the program's; the first one counts
        text = (ROOT / file).read_text(encoding="utf-8")
        found: dict[str, list[str]] = {}
        for one in re.findall(r"^\S+==[^\\\n]+", text, re.MULTILINE):
            found.setdefault(one.partition("==")[0], []).append(one.strip())
        bound = found | bound
    with project.open("a", encoding="utf-8") as copy:
        copy.write("\n[tool.uv]\nconstraint-dependencies = [\n")
        copy.writelines(f"    {one!r},\n" for ones in bound.values() for one in ones)
        copy.write("]\n")


def check_lock(text: str, file: str) -> None:
    """Raises CannotSetUp when a lock names a host or an option, or has an entry without hashes."""
    for entry in re.split(r"\n(?=\S)", text.strip()):
        if "://" in entry or entry.startswith("-") or "--hash=sha256:" not in entry:
            raise CannotSetUp(f"{file}: not a plain name, version and hashes: {entry.splitlines()[0]}")


def attempt(command: list[str], added: dict[str, str]) -> str | None:
    """None when the command went well, else all that it said."""
    surroundings = {k: v for k, v in os.environ.items() if k not in OTHERS_VENV} | added
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return None if done.returncode == 0 else done.stdout.strip()


def run(command: list[str], folder: str | None = None) -> bool:
    """True when the command went well; what it had to say went to the terminal."""
    surroundings = {k: v for k, v in os.environ.items() if k not in OTHERS_VENV}
    return subprocess.run(command, check=False, cwd=folder or ROOT, env=surroundings).returncode == 0


def say(sentence: str) -> None:
    """One line to the terminal, at once."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def newer_python() -> str | None:
    """A Python on this machine that is new enough, when the one that runs this is not."""
    for minor in range(NEEDED[1], NEEDED[1] + 5):
        found = shutil.which(f"python3.{minor}")
        if found and runs_here(Path(found)):
            return found
    return None


def main() -> int:
    """`setup_env.py run`, `dev` or `lock`; the exit status is 0 when it went well."""
    if sys.version_info < NEEDED:
        newer = newer_python()
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606  (the same script, by a Python that can run the program)
        say(f"dondoc needs Python 3.11 or newer; this is {sys.version.split()[0]}. Install one and try again.")
        return 1
    asked = sys.argv[1] if len(sys.argv) > 1 else "run"
    if asked not in {*LOCKS, "lock"}:
        say("Usage: python3 setup_env.py run | dev | lock [--renew]")
        return 2
    try:
        lock(renew="--renew" in sys.argv) if asked == "lock" else set_up(asked)
    except CannotSetUp as reason:
        say(str(reason))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
