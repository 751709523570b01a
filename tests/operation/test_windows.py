"""What differs on Windows, as far as it can be had elsewhere: no fcntl, no resource, an event loop without signals."""

import os
import re
import signal
import subprocess
import sys

# filelock is imported first: it has its own ways on Windows, and falls back to fcntl here.
AS_ON_WINDOWS = """
import asyncio, filelock, sys
sys.modules["fcntl"] = sys.modules["resource"] = None
def refuse(*_): raise NotImplementedError
asyncio.unix_events._UnixSelectorEventLoop.add_signal_handler = refuse
from dondoc.__main__ import main
sys.argv = ["dondoc", *sys.argv[1:]]
main()
"""


def test_the_demonstration_starts_and_ctrl_c_ends_it_without_what_windows_lacks() -> None:
    command = [sys.executable, "-c", AS_ON_WINDOWS, "demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            said = ""
            while not re.search(r"http://127.0.0.1:\d+", said):
                line = process.stdout.readline()
                assert line, process.stderr.read()
                said += line
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
            assert process.stderr.read() == ""
        finally:
            process.kill()


def test_no_module_of_the_program_needs_what_windows_lacks_to_be_imported() -> None:
    script = (
        "import filelock, importlib, pkgutil, sys\n"
        "sys.modules['fcntl'] = sys.modules['resource'] = sys.modules['pwd'] = sys.modules['grp'] = None\n"
        "for name in 'dondoc bot documents domain sandbox scheduler services storage web wording'.split():\n"
        "    for found in pkgutil.walk_packages(importlib.import_module(name).__path__, name + '.'):\n"
        "        if not found.name.endswith('__main__') and '.migrations' not in found.name:\n"
        "            importlib.import_module(found.name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, env={**os.environ}
    )
    assert (done.returncode, done.stderr) == (0, "")
