import configparser
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from wayhome.bootstrap.supervision import Supervisor

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    made = Supervisor(tmp_path, {})
    yield made
    made.stop()


def sleepers(folder: Path) -> list[psutil.Process]:
    return [
        child
        for process in psutil.process_iter(["cmdline"])
        if str(folder / "supervisord.conf") in (process.info["cmdline"] or [])
        for child in process.children()
    ]


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until, "it did not come about in a minute"
        time.sleep(0.1)


def test_what_dies_is_started_again(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start({"sleeper": SLEEPER})
    wait_for(lambda: len(sleepers(tmp_path)) == 1)
    first = sleepers(tmp_path)[0]
    time.sleep(1.2)

    first.kill()

    wait_for(lambda: any(each.pid != first.pid for each in sleepers(tmp_path)))


def test_stopping_leaves_no_process_behind(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start({"one": SLEEPER, "two": SLEEPER})
    wait_for(lambda: len(sleepers(tmp_path)) == 2)
    children = sleepers(tmp_path)

    supervisor.stop()

    assert not supervisor.is_running()
    assert not any(child.is_running() for child in children)


def test_a_percent_sign_in_a_path_is_no_placeholder(tmp_path: Path) -> None:
    folder = tmp_path / "100%"
    supervisor = Supervisor(folder, {})
    supervisor.start({"sleeper": [*SLEEPER, "50%"]})
    supervisor.stop()

    written = configparser.RawConfigParser()
    written.read(folder / "supervisord.conf")
    assert "50%%" in written["program:sleeper"]["command"]
