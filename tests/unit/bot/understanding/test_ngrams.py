from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.understanding.ngrams import letter_ngrams, plain, word_ngrams

_TEXTS = st.text(alphabet=st.sampled_from("ab c'\u00e9. 1\n"), max_size=40)


@given(_TEXTS)
def test_words_are_split_as_scikit_learn_splits_them(text: str) -> None:
    split = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b").build_analyzer()

    assert sorted(word_ngrams(plain(text), (1, 2))) == sorted(split(plain(text)))


@given(_TEXTS)
def test_letters_are_split_as_scikit_learn_splits_them(text: str) -> None:
    split = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)).build_analyzer()

    assert sorted(letter_ngrams(plain(text), (2, 5))) == sorted(split(plain(text)))


def test_case_and_apostrophes_make_no_difference() -> None:
    assert plain("I Can\u2019t") == plain("i CAN'T") == "i cant"
