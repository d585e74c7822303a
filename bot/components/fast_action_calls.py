"""Makes Rasa's call to a custom action cheap: kept connection, compiled schema, short tracker.

Rasa compiles and checks its fixed answer schema, walks every event class, serialises the whole
history and opens a new connection on each call; docs/decisions/0011-cheap-turns.md has the costs.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import aiohttp
import rasa.core.actions.action
import rasa.shared.utils.common
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import deserialise_events
from rasa.shared.core.trackers import EventVerbosity

from bot.components.turn_replies import TurnReplies

if TYPE_CHECKING:
    from jsonschema.protocols import Validator
    from rasa.core.channels.channel import OutputChannel
    from rasa.core.nlg.generator import NaturalLanguageGenerator
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import Event
    from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)

#: A turn that takes longer has already been handed to a person by the application.
ACTION_TIMEOUT_SECONDS = 10
#: Below the five seconds after which Sanic and uvicorn close: a post down a closing line is lost.
KEPT_SECONDS = 3


def install() -> None:
    """Puts the cheap call in place of Rasa's; to be called once, before a model is loaded."""
    find_subclasses = rasa.shared.utils.common.all_subclasses
    rasa.shared.utils.common.all_subclasses = lru_cache(maxsize=None)(find_subclasses)
    rasa.core.actions.action.RemoteAction = CheapRemoteAction


class CheapRemoteAction(RemoteAction):
    """One POST to the action server; any failure is told to the caller of the turn."""

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,  # noqa: ARG002 - Rasa's own signature
    ) -> list[Event]:
        try:
            answer = await self._ask(self._call(tracker))
            said = await self._utter_responses(
                answer.get("responses", []), output_channel, nlg, tracker
            )
            return [*said, *deserialise_events(answer.get("events", []))]
        except Exception as error:  # noqa: BLE001 - whatever it was, the turn has no answer
            if isinstance(output_channel, TurnReplies):
                output_channel.action_failed = True
            # The type only: the error's own words may quote the text, and Rasa would print them.
            logger.error(  # noqa: TRY400 - likewise
                "%s gave no answer (%s). Check the action server.",
                self.name(),
                type(error).__name__,
            )
            return []

    def _call(self, tracker: DialogueStateTracker) -> dict[str, Any]:
        """The latest message, without the history and the domain, which no action of ours reads."""
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": {**tracker.current_state(EventVerbosity.NONE), "events": []},
            # Rasa's `enable_selective_domain` leaves the key out, which rasa-sdk 3.21 refuses.
            "domain": {},
            "version": rasa.__version__,
        }

    async def _ask(self, call: dict[str, Any]) -> dict[str, Any]:
        session = _kept_session()
        async with session.post(self.action_endpoint.url, json=call) as response:
            response.raise_for_status()
            answer = await response.json()
        _answer_validator().validate(answer)
        return answer


@lru_cache(maxsize=1)
def _answer_validator() -> Validator:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


@lru_cache(maxsize=1)
def _kept_session() -> aiohttp.ClientSession:
    """The server's one session, opened by its first turn and closed by the end of the process."""
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=ACTION_TIMEOUT_SECONDS),
        connector=aiohttp.TCPConnector(keepalive_timeout=KEPT_SECONDS),
        # The action server is ours: no cookies to keep between one person's call and the next.
        cookie_jar=aiohttp.DummyCookieJar(),
    )
