"""Every process of the service under one supervisor, which starts again what dies."""

import configparser
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from wayhome.settings import ROOT

_STOP_SECONDS = 20


class Supervisor:
    """Supervisord with a configuration of ours, in the foreground of our own process group."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, programs: Mapping[str, Sequence[str]]) -> None:
        logs = self._folder / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        file = self._folder / "supervisord.conf"
        with file.open("w", encoding="utf-8") as written:
            _configuration(programs, self._folder, logs).write(written)
        self._process = subprocess.Popen(  # noqa: S603 - the supervisor from our environment
            [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "-c", str(file)],
            cwd=ROOT,
            env={**self._environment, "PYTHONWARNINGS": "ignore"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C reaches us alone; we then stop the others in order.
            start_new_session=True,
        )

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stops every process and waits until the last has gone."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_STOP_SECONDS + 5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _configuration(
    programs: Mapping[str, Sequence[str]], folder: Path, logs: Path
) -> configparser.RawConfigParser:
    written = configparser.RawConfigParser()
    written["supervisord"] = {
        "logfile": _plain(logs / "supervisor.log"),
        "pidfile": _plain(folder / "supervisord.pid"),
        "childlogdir": _plain(logs),
        **({"user": "root"} if os.geteuid() == 0 else {}),
    }
    for name, command in programs.items():
        written[f"program:{name}"] = {
            "command": " ".join(_quoted(word) for word in command),
            "directory": _plain(ROOT),
            "autorestart": "true",
            "startretries": "1000",
            "startsecs": "1",
            "stopasgroup": "true",
            "killasgroup": "true",
            "stopwaitsecs": str(_STOP_SECONDS),
            "redirect_stderr": "true",
            "stdout_logfile": _plain(logs / f"{name}.log"),
        }
    return written


def _quoted(word: str) -> str:
    return '"' + _plain(word).replace('"', r"\"") + '"'


def _plain(word: str | Path) -> str:
    # Supervisord reads a percent sign as the start of a placeholder.
    return str(word).replace("%", "%%")
