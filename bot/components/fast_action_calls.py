"""Makes Rasa's call to a custom action cheap: one connection, one compiled schema, one class list.

Rasa compiles and checks its fixed answer schema, walks every event class and opens a new
connection on each call; docs/decisions/0011-cheap-action-calls.md has what each costs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import aiohttp
import rasa.core.actions.action
import rasa.shared.utils.common
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from jsonschema.protocols import Validator

#: A turn that takes longer has already been handed to a person by the application.
ACTION_TIMEOUT_SECONDS = 10


def install() -> None:
    """Puts the cheap parts in place of Rasa's; to be called once, after `rasa` is imported."""
    find_subclasses: Callable[[Any], list[Any]] = rasa.shared.utils.common.all_subclasses
    rasa.shared.utils.common.all_subclasses = lru_cache(maxsize=None)(find_subclasses)
    rasa.core.actions.action.RemoteAction = CheapRemoteAction
    EndpointConfig.session = _kept_session


class CheapRemoteAction(RemoteAction):
    """Rasa's own call, with the answer checked by a schema compiled once."""

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        fault = next(_answer_validator().iter_errors(result), None)
        if fault is not None:
            # Rasa's own error prints the whole answer into the log, and so what a person is told.
            where = "/".join(str(step) for step in fault.absolute_path) or "the top"
            raise RasaException(f"{self.name()} answered out of shape at {where}. Mend the action.")
        return True


@lru_cache(maxsize=1)
def _answer_validator() -> Validator:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


class _KeptSession:
    """Lends the endpoint's one session to an `async with` without closing it afterwards."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def __aenter__(self) -> aiohttp.ClientSession:
        return self._session

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None


def _kept_session(endpoint: EndpointConfig) -> _KeptSession:
    session = endpoint.__dict__.get("_kept_session")
    if session is None or session.closed:
        session = aiohttp.ClientSession(
            headers=endpoint.headers,
            timeout=aiohttp.ClientTimeout(total=ACTION_TIMEOUT_SECONDS),
            # The action server is ours: no cookies to keep between one person's call and the next.
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        endpoint.__dict__["_kept_session"] = session
    return _KeptSession(session)
