import pytest

from wayhome.bootstrap.content_checks import never_said

RULES = never_said()
caught = [(name, one) for name, rule in RULES.rules.items() for one in rule.caught]
allowed = [(name, one) for name, rule in RULES.rules.items() for one in rule.allowed]


@pytest.mark.parametrize(("rule", "sentence"), caught)
def test_a_sentence_that_may_never_be_said_is_caught(rule: str, sentence: str) -> None:
    assert rule in {said.rule for said in RULES.found_in(sentence)}


@pytest.mark.parametrize(("rule", "sentence"), allowed)
def test_a_look_alike_is_let_through(rule: str, sentence: str) -> None:
    assert rule not in {said.rule for said in RULES.found_in(sentence)}
