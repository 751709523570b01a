"""A power cut, imagined: what a traced program wrote and synced, replayed into the files a machine would find.

strace tells every write and every sync in order. At a cut, what was synced is there; of what was not, any 512-byte
sector may be there or not.
"""

import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
TRACED = "openat,close,write,pwrite64,ftruncate,fsync,fdatasync,unlink,rename,dup,dup2"
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_HEX = re.compile(r"\\x([0-9a-f]{2})")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the system: its name, the file by path ("" for none of ours), bytes written, where, result."""

    name: str
    path: str
    content: bytes = b""
    offset: int = 0


def traced(command: Sequence[str], folder: Path, environ: dict[str, str], trace: Path) -> None:
    """Run the command to its end under strace; fails when it fails."""
    strace = shutil.which("strace")
    assert strace, "strace is needed for the test of power cuts (Debian: apt-get install strace)"
    # -xx writes every byte as hex, -f follows threads; the paths of handles come from openat.
    words = [strace, "-f", "-xx", "-s", "1000000", "-e", f"trace={TRACED}", "-e", "signal=none", "-o", str(trace)]
    done = subprocess.run(
        [*words, *command], cwd=folder, env=environ, check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]


def calls(trace: Path, folder: Path) -> Iterator[Call]:
    """The calls that concern files in `folder` or standard output, in order; interrupted lines are put together."""
    handles: dict[int, str] = {1: "stdout"}
    for line in _whole_lines(trace):
        found = _CALL.match(line)
        if found is None or int(found[3]) < 0:
            continue
        name, arguments, result = found[1], found[2], int(found[3])
        yield from _call(name, arguments, result, handles, folder)


def _whole_lines(trace: Path) -> Iterator[str]:
    begun: dict[str, str] = {}
    with trace.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            thread = line.split(" ", 1)[0]
            if "<unfinished ...>" in line:
                begun[thread] = line.partition("<unfinished ...>")[0].rstrip()
            elif "resumed>" in line:
                yield begun.pop(thread, "") + line.partition("resumed>")[2].strip()
            else:
                yield line.strip()


def _call(name: str, arguments: str, result: int, handles: dict[int, str], folder: Path) -> Iterator[Call]:
    texts = [bytes(int(pair, 16) for pair in _HEX.findall(text)) for text in _TEXT.findall(arguments)]
    if name == "openat":
        path = Path(texts[0].decode(errors="replace"))
        handles[result] = path.name if path.parent == folder else ""
        return
    if name in {"unlink", "rename"}:
        yield Call(name, Path(texts[0].decode()).name)
        return
    numbers = re.sub(r'"[^"]*"', "", arguments).split(",")
    path_name = handles.get(int(numbers[0]), "")
    if name == "close":
        handles.pop(int(numbers[0]), None)
    elif path_name and name in {"write", "pwrite64"}:
        offset = int(numbers[-1]) if name == "pwrite64" else 0
        yield Call(name, path_name, texts[0], offset)
    elif path_name and name == "ftruncate":
        yield Call(name, path_name, offset=int(numbers[1]))
    elif path_name and name in {"fsync", "fdatasync"}:
        yield Call(name, path_name)


@dataclass(slots=True)
class Disk:
    """What is safe, and what has been written and not yet synced, by file name."""

    safe: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Call]] = field(default_factory=dict)
    acknowledged: int = 0

    def see(self, call: Call) -> None:
        """One more call has happened."""
        if call.path == "stdout":
            self.acknowledged += call.content.count(b"ack")
        elif call.name in {"fsync", "fdatasync"}:
            for written in self.pending.pop(call.path, []):
                _apply(self.safe, written, lambda: True)
        elif call.name == "unlink":
            self.safe.pop(call.path, None)
            self.pending.pop(call.path, None)
        else:
            self.pending.setdefault(call.path, []).append(call)

    def after_cut(self, folder: Path, chance: random.Random) -> None:
        """Write into `folder` what a machine would find."""
        found = {name: bytearray(content) for name, content in self.safe.items()}
        is_kept = chance.choice([lambda: False, lambda: True, lambda: chance.random() < 0.5])
        for name, writes in self.pending.items():
            if name.endswith("-shm"):
                continue
            for written in writes:
                _apply(found, written, is_kept)
        for name, content in found.items():
            if not name.endswith("-shm"):
                (folder / name).write_bytes(content)


def _apply(files: dict[str, bytearray], call: Call, is_kept: object) -> None:
    assert callable(is_kept)
    content = files.setdefault(call.path, bytearray())
    if call.name == "ftruncate":
        if is_kept():
            del content[call.offset :]
            content.extend(b"\0" * (call.offset - len(content)))
        return
    for start in range(0, len(call.content), SECTOR):
        piece = call.content[start : start + SECTOR]
        if is_kept():
            end = call.offset + start + len(piece)
            content.extend(b"\0" * (end - len(content)))
            content[end - len(piece) : end] = piece
