from wayhome.explanations import explain_dosages, explain_words


def test_what_is_not_understood_is_kept_word_for_word_and_waits_for_a_person() -> None:
    kept = explain_dosages([{"text": "As  per  zork"}])
    assert kept.source == "As  per  zork".strip()
    assert not kept.proven
    assert kept.doubts


def test_free_text_keeps_its_source() -> None:
    assert explain_words(" zork the \n blick ").source == "zork the blick"
