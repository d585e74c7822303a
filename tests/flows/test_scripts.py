"""Written conversations, each answer held to words that it must and must not have."""

from collections.abc import AsyncIterator

import pytest

from tests.flows.conftest import Running
from tests.flows.scripted import Line, Script, Stage, faults, scripts
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.rasa_client import open_rasa
from wayhome.clock import SetClock


@pytest.fixture
async def stage(core: Core, clock: SetClock, running: Running) -> AsyncIterator[Stage]:
    async with open_rasa(running.settings) as rasa:
        yield Stage(core, clock, rasa)


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.id)
async def test_a_conversation_goes_as_its_script_says(stage: Stage, script: Script) -> None:
    played = await stage.play(script)

    wrong = {line.user: found for line, answer in played if (found := faults(line, answer))}
    assert not wrong, "\n\n".join(f"> {line.user}\n{answer}" for line, answer in played)


def test_a_check_of_words_can_fail() -> None:
    line = Line("hello", must=("999",), must_not=("sorry",))

    assert faults(line, "Call 999.") == []
    assert faults(line, "Sorry, no.") == ["lacks '999'", "has 'sorry'"]
