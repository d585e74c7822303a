"""Stand-ins that are passed in: channels that remember, a Rasa that says what it is told."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime

from channels.base import OutboundText, Sent
from channels.errors import ChannelError
from wayhome.dialogue.rasa import RasaAnswer, RasaFailed


@dataclass
class FakeChannel:
    """Takes texts as a provider would; `fault` is raised before or after it took one."""

    name: str = "sms"
    taken: list[OutboundText] = field(default_factory=list)
    fault: ChannelError | None = None
    took_it_all_the_same: bool = False
    cannot_look_up: ChannelError | None = None

    async def send(self, text: OutboundText) -> Sent:
        if self.fault is None or self.took_it_all_the_same:
            self.taken.append(text)
        if self.fault is not None:
            raise self.fault
        return Sent(provider_id=f"{self.name}-{len(self.taken)}", segments=1)

    async def find(
        self, text: OutboundText, since: datetime, known: Collection[str]
    ) -> Sent | None:
        del since
        if self.cannot_look_up is not None:
            raise self.cannot_look_up
        for number, taken in enumerate(self.taken, start=1):
            provider_id = f"{self.name}-{number}"
            if taken.text == text.text and provider_id not in known:
                return Sent(provider_id=provider_id, segments=1)
        return None

    async def close(self) -> None:
        return None

    @property
    def texts(self) -> list[str]:
        return [text.text for text in self.taken]


@dataclass
class FakeRasa:
    """Answers every text alike, or fails."""

    answer: RasaAnswer | None = field(
        default_factory=lambda: RasaAnswer(
            texts=("Your next appointment is on Friday.",),
            buttons=(),
            topic="appointments",
            confidence=0.9,
        )
    )
    heard: list[str] = field(default_factory=list)
    on_hearing: Callable[[], None] | None = None

    async def talk(
        self, conversation_id: int, message_id: int, text: str, *, question_open: bool
    ) -> RasaAnswer:
        del conversation_id, message_id, question_open
        self.heard.append(text)
        if self.on_hearing is not None:
            self.on_hearing()
        if self.answer is None:
            raise RasaFailed("asking Rasa: it is not there")
        return self.answer

    async def is_ready(self) -> bool:
        return self.answer is not None

    async def close(self) -> None:
        return None


@dataclass
class FakeReader:
    """Reads the texts that it was told of, and all others as nothing that it knows."""

    topics: dict[str, str] = field(default_factory=dict)
    fails: bool = False

    async def understand(self, text: str) -> tuple[str, float]:
        if self.fails:
            raise RasaFailed("asking Rasa: it is not there")
        return self.topics.get(text, "out_of_scope"), 0.9
