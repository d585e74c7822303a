"""A tracker store that forgets: the last few events of the most recent conversations, in memory."""

from __future__ import annotations

from collections import OrderedDict
from itertools import islice
from typing import TYPE_CHECKING

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rasa.core.brokers.broker import EventBroker
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import Event
    from rasa.shared.core.trackers import DialogueStateTracker


class RecentTurnsTrackerStore(TrackerStore):
    """Keeps at most `max_events` events of each of the `max_conversations` last active people.

    What must outlive a turn is in the application's database, so a forgotten conversation costs
    nothing; a long one costs Rasa milliseconds an event. Events are kept as objects, because a
    server has one process and turning them into JSON and back was a sixth of a light turn.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        *,
        max_conversations: int = 10_000,
        max_events: int = 12,
        **_kwargs: object,
    ) -> None:
        super().__init__(domain, event_broker)
        self._max_conversations = max_conversations
        self._max_events = max_events
        self._events: OrderedDict[str, tuple[Event, ...]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        self._events[tracker.sender_id] = self._last_turns(tracker)
        self._events.move_to_end(tracker.sender_id)
        while len(self._events) > self._max_conversations:
            self._events.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        events = self._events.get(sender_id)
        if events is None:
            return None
        tracker = self.init_tracker(sender_id)
        tracker.events.extend(events)
        tracker.replay_events()
        return tracker

    async def keys(self) -> Iterable[str]:
        return self._events.keys()

    def _last_turns(self, tracker: DialogueStateTracker) -> tuple[Event, ...]:
        """Whole turns only: a history that began in the middle of one would match no rule."""
        surplus = max(0, len(tracker.events) - self._max_events)
        recent = list(islice(tracker.events, surplus, None))
        starts = (index for index, event in enumerate(recent) if _is_listen(event))
        return tuple(recent[next(starts, len(recent)) :]) if surplus else tuple(recent)


def _is_listen(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME
