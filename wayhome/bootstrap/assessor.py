"""Assesses texts as the service would, without answering any: level, topic and opt-out."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from wayhome.bootstrap.content import consent_words
from wayhome.bootstrap.safety import rules_alone, safety_net
from wayhome.bootstrap.topics import TopicReader, topic_reader
from wayhome.dialogue.desk import STOP, SURE_OF_STOP
from wayhome.dialogue.shown_by_rule import shown_by_rule
from wayhome.inbox.handle import LONGEST_FOR_RASA
from wayhome.levels import Level
from wayhome.people.consent import ConsentWord, ConsentWords
from wayhome.safety import SECOND_OPINION, SafetyNet
from wayhome.settings import Settings

#: Texts handed to a process at a time; fewer than this are assessed in our own.
_SHARE = 500


@dataclass(frozen=True, kw_only=True)
class Assessment:
    text: str
    #: The final one: of the rules and the second opinion.
    level: Level
    category: str | None
    #: Names the second opinion where that, and no rule, raised the level.
    rule: str | None
    #: The words that met the rule; a second opinion points at none.
    words: tuple[str, ...]
    #: Null where no assistant is trained.
    topic: str | None
    confidence: float | None
    #: The text is an opt-out.
    stop: bool

    @property
    def by_second_opinion(self) -> bool:
        return (self.rule or "").startswith(SECOND_OPINION)

    def fields(self) -> dict[str, object]:
        return {
            "text": self.text,
            "level": self.level.value,
            "category": self.category,
            "rule": self.rule,
            "words": list(self.words),
            "topic": self.topic,
            "confidence": self.confidence,
            "stop": self.stop,
        }


class Assessor:
    def __init__(
        self, safety: SafetyNet, consent: ConsentWords, topics: TopicReader | None
    ) -> None:
        self._safety = safety
        self._consent = consent
        self._topics = topics

    def assess(self, text: str) -> Assessment:
        verdict = self._safety.assess(text)
        topic, confidence = self._topic(text)
        if topic is not None and confidence is not None:
            topic = shown_by_rule(topic, confidence, verdict.category, verdict.rule)
        surely = topic == STOP and (confidence or 0) >= SURE_OF_STOP
        stop = (surely and not self._consent.unsure(text)) or self._consent.of(
            text
        ) is ConsentWord.STOP
        return Assessment(
            text=text,
            level=verdict.level,
            category=verdict.category,
            rule=verdict.rule,
            words=verdict.words,
            topic=STOP if stop else topic,
            confidence=confidence,
            stop=stop,
        )

    def _topic(self, text: str) -> tuple[str | None, float | None]:
        if self._topics is None:
            return None, None
        return self._topics.topic(text.lstrip("/ \t\n")[:LONGEST_FOR_RASA])


def assessor(settings: Settings, *, models: bool = True) -> Assessor:
    """Without `models` the rules stand alone, and no topic is read."""
    if not models:
        return Assessor(rules_alone(), consent_words(), None)
    return Assessor(safety_net(settings), consent_words(), topic_reader(settings))


def assess_all(
    settings: Settings, texts: Sequence[str], *, models: bool = True
) -> Iterator[Assessment]:
    """In the order given; many are shared out among processes."""
    if len(texts) <= _SHARE:
        one = assessor(settings, models=models)
        yield from map(one.assess, texts)
        return
    with ProcessPoolExecutor(initializer=_make_own, initargs=(settings, models)) as pool:
        yield from pool.map(_assess_by_own, texts, chunksize=_SHARE)


#: One assessor for each process of the pool.
_own: list[Assessor] = []


def _make_own(settings: Settings, models: bool) -> None:  # noqa: FBT001 - as the pool passes it
    _own[:] = [assessor(settings, models=models)]


def _assess_by_own(text: str) -> Assessment:
    return _own[0].assess(text)
