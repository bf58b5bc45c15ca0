"""An SSH server of the test's own: own keys, own port, own folder, gone with the test."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SERVER = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
PRIVILEGED = Path("/run/sshd")
"""The empty folder that sshd wants when it is root's; its package makes it at boot."""


def required() -> str:
    """The path of sshd; without it a test skips, but never in CI."""
    if SERVER is None or shutil.which("ssh") is None:
        if os.environ.get("CI"):
            pytest.fail("openssh-server is not installed, and in CI nothing is skipped")
        pytest.skip("sshd is not installed")
    return SERVER


@dataclass(frozen=True)
class Server:
    """A running server."""

    folder: Path
    port: int
    pid: int
    """Of the process that listens; each connection has a child of it."""

    def command(self, remote: str) -> list[str]:
        """Run a command there, on a terminal."""
        options = (
            f"UserKnownHostsFile={self.folder}/known",
            "StrictHostKeyChecking=accept-new",
            "BatchMode=yes",
            "LogLevel=ERROR",
            "ServerAliveInterval=0",
        )
        flags = [part for option in options for part in ("-o", option)]
        key, port = str(self.folder / "user"), str(self.port)
        return ["ssh", "-tt", "-F", "none", "-i", key, "-p", port, *flags, "127.0.0.1", remote]


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Start a server, and end it."""
    program = required()
    for name in ("host", "user"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True
        )
    shutil.copy(folder / "user.pub", folder / "allowed")
    if os.geteuid() == 0:
        PRIVILEGED.mkdir(mode=0o755, exist_ok=True)
    port = _free_port()
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile {folder}/pid\n"
        f"AuthorizedKeysFile {folder}/allowed\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nPermitRootLogin yes\nMaxStartups 100\n"
    )
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [program, "-D", "-e", "-f", str(folder / "config")],
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    try:
        _wait_for(port, folder)
        yield Server(folder, port, server.pid)
    finally:
        server.terminate()
        server.wait(10)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    assert isinstance(port, int)
    return port


def _wait_for(port: int, folder: Path) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"sshd did not start: {(folder / 'log').read_text()}")
