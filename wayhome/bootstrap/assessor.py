"""Assesses texts as the service would: the safety net always, the topic where Rasa runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from wayhome.bootstrap.content import consent_words, safety_net
from wayhome.dialogue.desk import SURE_OF_STOP
from wayhome.dialogue.rasa import Rasa, RasaFailed
from wayhome.levels import Level
from wayhome.people.consent import ConsentWord, ConsentWords
from wayhome.safety import SafetyNet
from wayhome.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Assessment:
    text: str
    level: Level
    category: str | None
    rule: str | None
    #: Null where no Rasa server runs.
    topic: str | None
    confidence: float | None
    #: The text is an opt-out.
    stop: bool

    def fields(self) -> dict[str, object]:
        return {
            "text": self.text,
            "level": self.level.value,
            "category": self.category,
            "rule": self.rule,
            "topic": self.topic,
            "confidence": self.confidence,
            "stop": self.stop,
        }


class Assessor:
    def __init__(self, safety: SafetyNet, consent: ConsentWords, rasa: Rasa | None) -> None:
        self._safety = safety
        self._consent = consent
        self._rasa = rasa

    async def assess(self, text: str) -> Assessment:
        verdict = self._safety.assess(text)
        topic, confidence = await self._topic(text)
        surely = topic == "stop" and (confidence or 0) >= SURE_OF_STOP
        stop = surely or self._consent.of(text) is ConsentWord.STOP
        return Assessment(
            text=text,
            level=verdict.level,
            category=verdict.category,
            rule=verdict.rule,
            topic="stop" if stop else topic,
            confidence=confidence,
            stop=stop,
        )

    async def _topic(self, text: str) -> tuple[str | None, float | None]:
        if self._rasa is None:
            return None, None
        try:
            return await self._rasa.understand(text)
        except RasaFailed:
            return None, None


@asynccontextmanager
async def assessor(settings: Settings) -> AsyncIterator[Assessor]:
    rasa = Rasa(settings.rasa_urls, settings.rasa_token.get_secret_value(), settings.rasa_timeout)
    try:
        is_there = await rasa.is_ready()
        yield Assessor(safety_net(), consent_words(), rasa if is_there else None)
    finally:
        await rasa.close()
