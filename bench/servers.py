"""Real servers for benchmarks and tests, started, stopped and killed, and the processor time they take."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 30


class Server(NamedTuple):
    """A server that listens on a port of this machine."""

    pid: int
    port: int

    @property
    def address(self) -> str:
        """Give its address."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def vitrine(database: Path, by: Sequence[str] = (), **settings: str) -> Iterator[Server]:
    """Serve a database file as `make run` does, with one worker and on a free port unless told else.

    What runs the command in another way is named by the words before it.
    """
    port = int(settings.get("PORT") or free_port())
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "PORT": str(port),
        "WORKERS": "1",
        **settings,
    }
    command = [*by, sys.executable, "-m", "flask", "--app", "app", "start"]
    with running(command, port, environment) as server:
        yield server


@contextmanager
def datasette(database: Path) -> Iterator[Server]:
    """Serve a plain SQLite file with Datasette as it comes."""
    port = free_port()
    command = [os.environ["DATASETTE"], "serve", str(database), "--host", "127.0.0.1", "--port", str(port)]
    with running(command, port, dict(os.environ)) as server:
        yield server


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[Server]:
    """Run a server for as long as it is needed."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # A group of its own, by which its workers can be killed with it.
        start_new_session=True,
    )
    try:
        wait_for(port, process)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)
        # Workers outlive a parent that was killed.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def kill(server: Server) -> None:
    """Kill all processes of a server at once, in the middle of whatever they do."""
    os.killpg(server.pid, signal.SIGKILL)
    started = time.monotonic()
    while not is_free(server.port):
        if time.monotonic() - started > PATIENCE:
            raise RuntimeError(f"Port {server.port} is still in use, {PATIENCE} seconds after the kill.")
        time.sleep(0.01)


def is_free(port: int) -> bool:
    """Tell whether a server could listen on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait for a server's first answer."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode} before it answered.")
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/robots.txt")
                connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{process.args} did not answer within {PATIENCE} seconds.")


def processor_seconds(pid: int) -> float:
    """Add up the processor time that a process and its descendants have taken so far."""
    parents, spent = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
        spent[int(folder.name)] = int(fields[11]) + int(fields[12])
    family, newest = {pid}, {pid}
    while newest:
        newest = {child for child, parent in parents.items() if parent in newest} - family
        family |= newest
    return sum(spent.get(member, 0) for member in family) / TICK
