"""What an explanation is: plain words beside their source, with whether they are proven equal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    #: Plain words; may be sent only once a worker has approved them.
    text: str
    #: What the plan said, word for word where it was words.
    source: str
    #: Whether every number, unit, time and "not" of the source stands in the text, and no other.
    proven: bool
    #: Why it is not proven, each a sentence for the worker who decides.
    doubts: tuple[str, ...] = ()
