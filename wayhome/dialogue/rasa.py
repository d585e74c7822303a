"""The way to the Rasa servers: one text in, the assistant's replies out, or an honest failure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp


class RasaFailed(Exception):  # noqa: N818 - reads as what happened
    """Rasa did not answer, was too slow or answered with something that is no answer."""


@dataclass(frozen=True, kw_only=True)
class RasaAnswer:
    """What the assistant said: one message for each action's reply."""

    texts: tuple[str, ...]
    buttons: tuple[str, ...]
    topic: str | None
    #: The name of the picture that goes with the last text.
    picture: str | None = None
    confidence: float | None


class Rasa:
    def __init__(self, urls: Sequence[str], token: str, timeout: float) -> None:
        if not urls:
            raise ValueError("RASA_URL is empty; set it, for example to http://127.0.0.1:5005.")
        self._urls = tuple(urls)
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None

    async def talk(
        self, conversation_id: int, message_id: int, text: str, *, question_open: bool = False
    ) -> RasaAnswer:
        """Says the text in the conversation; raises RasaFailed.

        While a question of a check-in is open, the check-in's own rule takes the turn.
        """
        metadata: dict[str, object] = {"message_id": message_id}
        if question_open:
            metadata["question_open"] = True
        body = {"sender": str(conversation_id), "text": text, "metadata": metadata}
        return _answer(
            await self._post(f"{self.server_of(conversation_id)}/webhooks/wayhome/webhook", body)
        )

    def server_of(self, conversation_id: int) -> str:
        """A conversation stays with one server, whose memory holds its last few turns."""
        return self._urls[conversation_id % len(self._urls)]

    async def understand(self, text: str) -> tuple[str, float]:
        """The topic of a text and how sure Rasa is of it; raises RasaFailed."""
        body = await self._post(f"{self._urls[0]}/webhooks/wayhome/parse", {"text": text})
        try:
            intent, confidence = body["intent"], float(body["confidence"])  # type: ignore[index]
        except (KeyError, TypeError, ValueError) as error:
            raise RasaFailed(f"reading Rasa's answer: {type(error).__name__}") from error
        return topic_of(intent), confidence

    async def is_ready(self) -> bool:
        try:
            for url in self._urls:
                async with self._client().get(f"{url}/webhooks/wayhome/") as response:
                    response.raise_for_status()
        except (aiohttp.ClientError, TimeoutError):
            return False
        return True

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _post(self, url: str, body: dict[str, Any]) -> object:
        try:
            async with self._client().post(url, json=body) as response:
                response.raise_for_status()
                return await response.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise RasaFailed(f"asking Rasa: {type(error).__name__}") from error

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(headers=self._headers, timeout=self._timeout)
        return self._session


def _answer(body: object) -> RasaAnswer:
    try:
        said = [m["custom"] for m in body["messages"] if m.get("custom")]  # type: ignore[index]
        texts = tuple(str(text) for one in said for text in one["texts"] if str(text).strip())
        topic = str(said[-1]["topic"])
        buttons = tuple(str(label) for label in said[-1].get("buttons", ()))
        picture = said[-1].get("picture")
        confidence = float(body["confidence"])  # type: ignore[index]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise RasaFailed(f"reading Rasa's answer: {type(error).__name__}") from error
    if not texts:
        raise RasaFailed("Rasa answered without a text.")
    return RasaAnswer(
        texts=texts,
        buttons=buttons,
        topic=topic,
        picture=str(picture) if picture else None,
        confidence=confidence,
    )


def topic_of(intent: str | None) -> str:
    """Rasa's name for a text that it does not know is one of its own."""
    return "out_of_scope" if intent in {None, "nlu_fallback"} else str(intent)
