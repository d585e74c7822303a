"""Figures for /metrics: counts and states, nobody's words."""

from prometheus_client import CollectorRegistry, Counter

from wayhome.inbox.receive import Received


class Metrics:
    """One process's counters, in a registry of their own so that two can live side by side."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.webhooks = Counter(
            "wayhome_webhooks",
            "Requests from providers by door and answer; 403 is a forged one",
            ["door", "status"],
            registry=self.registry,
        )
        self.received = Counter(
            "wayhome_texts_received",
            "Texts stored by channel and level; `repeat` is one that was stored before",
            ["channel", "level"],
            registry=self.registry,
        )

    def count_received(self, channel: str, received: Received) -> None:
        level = received.level.value if received.message_id is not None else "repeat"
        self.received.labels(channel, level).inc()
