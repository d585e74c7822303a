"""Somebody may read along: what is texted about harm does not say what it is about."""

import pytest

from wayhome.bootstrap import content
from wayhome.plans.matching import words

TELLING = frozenset(
    [
        "abuse",
        "abused",
        "abuser",
        "abusive",
        "violence",
        "violent",
        "domestic",
        "hit",
        "hits",
        "hurt",
        "hurts",
        "harm",
        "harmed",
        "assault",
        "beaten",
        "beat",
        "bully",
        "threat",
        "threats",
        "control",
        "safeguarding",
        "refuge",
        "victim",
        "rape",
        "sexual",
        "police",
        "husband",
        "wife",
        "partner",
        "son",
        "daughter",
        "carer",
    ]
)
KEYS = sorted(one.key for one in content.replies() if one.key.startswith("safeguarding."))


def test_there_are_wordings_to_hold_to_it() -> None:
    assert "safeguarding.first" in KEYS


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("at_home", [True, False])
def test_no_word_of_abuse_is_texted(key: str, *, at_home: bool) -> None:
    text = content.replies().render(key, at_home=at_home, called="Edna", service_name="Wayhome")

    assert TELLING.isdisjoint(words(text)), text
