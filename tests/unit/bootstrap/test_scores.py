from wayhome.bootstrap.assessor import Assessment
from wayhome.bootstrap.scores import Labelled, Scored, by_topic
from wayhome.levels import Level


def told(topic: str, *, taken_for: str | None) -> Scored:
    label = Labelled(text="a text", level=Level.NONE, topic=topic, note="")
    found = Assessment(
        text="a text",
        level=Level.NONE,
        category=None,
        rule=None,
        words=(),
        topic=taken_for,
        confidence=0.5,
        stop=False,
    )
    return Scored(label=label, found=found)


def test_topics_are_counted_worst_first_with_what_they_were_taken_for() -> None:
    scored = [
        told("thanks", taken_for="thanks"),
        told("fall", taken_for="symptom"),
        told("fall", taken_for="fall"),
        told("fall", taken_for="symptom"),
        told("fall", taken_for="transport"),
    ]

    assert [line.split(maxsplit=1) for line in by_topic(scored)] == [
        ["fall", "1 of 4: symptom 2, transport 1"],
        ["thanks", "1 of 1"],
    ]


def test_a_text_whose_topic_nobody_read_counts_for_none() -> None:
    assert not list(by_topic([told("fall", taken_for=None)]))
