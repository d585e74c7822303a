from pathlib import Path

import pytest

from wayhome.bootstrap.content import answer_words
from wayhome.content.answer_words import AnswerWordsError, load_answer_words


def test_the_words_of_answers_are_read() -> None:
    words = answer_words()

    assert words.number_of["two"] == 2
    assert "rather not say" in words.skip
    assert "yes" in words.as_yes


@pytest.mark.parametrize("text", ["", "a: [", "skp: pass"])
def test_what_cannot_be_read_is_told_with_its_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "_words.yml"
    path.write_text(text)

    with pytest.raises(AnswerWordsError, match=r"_words\.yml"):
        load_answer_words(path)
