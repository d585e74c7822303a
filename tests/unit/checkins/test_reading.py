"""How people answer: by number, by a choice's own words, in a sentence, or not at all."""

import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wayhome.bootstrap.content import answer_words
from wayhome.checkins.reading import AnswerReader, Reading
from wayhome.checkins.said import said
from wayhome.content.check_ins import Choice, Question, Raises
from wayhome.levels import Level

READER = AnswerReader(answer_words())
CONCERN = Raises(level=Level.CONCERN, category="practical_help")


def choice(number: int, value: str, says: str, *words: str, raises: Raises | None = None) -> Choice:
    return Choice(
        number=number, value=value, says=says, words=words, thanks="Thank you.", raises=raises
    )


TABLETS = Question(
    key="tablets",
    ask="Have you got all your tablets?",
    choices=(
        choice(1, "all", "All of them", "yes", "got them all"),
        choice(2, "not_sure", "Not sure", "dont know", "muddled", raises=CONCERN),
        choice(3, "missing", "Some are missing", "no", "run out", "missing", raises=CONCERN),
    ),
)
WARM = Question(
    key="warm",
    ask="Is it warm in?",
    choices=(
        choice(1, "warm", "Warm enough", "yes", "warm"),
        choice(2, "cold", "Too cold", "no", "cold", "heating is off", raises=CONCERN),
    ),
)
WASHING = Question(
    key="washing",
    ask="How did you get washed?",
    choices=(
        choice(1, "alone", "On my own", "by myself", "without help"),
        choice(2, "prompted", "With a reminder", "reminded"),
        choice(3, "helped", "With help", "helped", "had help"),
    ),
)
WHICH = Question(key="which", ask="Which ones?", free=True, thanks="Thank you.")


def read(text: str, *asked: Question, last: Question | None = None) -> Reading:
    return READER.read(text, asked or (TABLETS,), last)


def values(reading: Reading) -> dict[str, str]:
    return {key: one.value for key, one in reading.chosen}


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "two",
        "2.",
        "(2)",
        "#2",
        "2)",
        "no 2",
        "no. 2",
        "number 2",
        "option two",
        "2 please",
        "2 ta love",
        "2x",
        "2 xx",
        "its a 2",
        "It's a 2",
        "I'd say 2",
        "er, 2 i think",
        "2) some",
        "2 not sure",
        "2 but dont tell our kid",
        "TWO",
        " 2 ",
        "2 to be honest but its more the water tablet",
        "sorry only just seen this. 2",
        "fine thanks, 2 please",
        "sorry love only just found me glasses. its 2",
        "2\ufe0f\u20e3",
        "2, the chemist was shut",
        "2 because i was in bed",
        "put me down for a 2",
        "today its 2",
    ],
)
def test_a_number_is_the_choice_however_it_is_dressed(text: str) -> None:
    assert values(read(text)) == {"tablets": "not_sure"}


@pytest.mark.parametrize(
    "text",
    [
        "2 tablets left",
        "3 carers come",
        "2.5",
        "1 or 2",
        "1-2",
        "between 1 and 2",
        "at 2pm",
        "since 2 days",
        "not 2",
        "1 and 2",
        "one of the girls rang",
        "won the lottery",
        "i take 2 in the morning",
        "i get up at, 7 or 8, 2",
        "2 3",
        "12",
        "0",
        "2222222222222222222222",
    ],
)
def test_a_number_that_counts_something_else_is_no_choice(text: str) -> None:
    assert read(text).chosen == ()


@pytest.mark.parametrize(
    ("text", "is_one"), [("9", True), ("0", True), ("no 5", True), ("1 or 2", False)]
)
def test_a_number_beyond_the_choices_is_noticed(text: str, *, is_one: bool) -> None:
    assert read(text).no_such_number == is_one


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "all"),
        ("yes all of them thanks", "all"),
        ("aye", "all"),
        ("i have", "all"),
        ("ALL OF THEM", "all"),
        ("got them all", "all"),
        ("no", "missing"),
        ("nope", "missing"),
        ("some are mising", "missing"),
        ("not all of them", None),
        ("havent got them all", "missing"),
        ("not really sure", "not_sure"),
        ("im not realy sure", "not_sure"),
        ("no its just im not sure", "not_sure"),
        ("yes but not sure of the water tablet", "not_sure"),
        ("one of them is missing", "missing"),
        ("nothing missing", None),
        ("the chemist rang", None),
        ("i have run out", "missing"),
        ("sorry i am not well", None),
        ("yes and no", "all"),
    ],
)
def test_a_choice_may_be_said_in_words(text: str, value: str | None) -> None:
    assert values(read(text)).get("tablets") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("i did it by myself", "alone"),
        ("my wife helped me", "helped"),
        ("without help", "alone"),
        ("not without help", None),
        ("no one helped", None),
        ("had to be reminded", "prompted"),
        ("by meself i did it on my own", "alone"),
    ],
)
def test_a_sentence_is_read_by_the_words_of_one_choice(text: str, value: str | None) -> None:
    assert values(read(text, WASHING)).get("washing") == value


@pytest.mark.parametrize(
    ("text", "tablets", "warm"),
    [
        ("1 and 2", "all", "cold"),
        ("3, 1", "missing", "warm"),
        ("3 1", "missing", "warm"),
        ("1/2", "all", "cold"),
        ("1 & 1", "all", "warm"),
        ("yes to the first, no to the second", "all", "cold"),
        ("first 3 second 1", "missing", "warm"),
        ("2 for the first and 1 for the second", "not_sure", "warm"),
        ("1st yes 2nd no", "all", "cold"),
        ("both yes", "all", "warm"),
        ("1 for both", "all", "warm"),
        ("q1 no q2 yes", "missing", "warm"),
        ("not sure, cold", "not_sure", "cold"),
        ("1", "all", None),
        ("no to the second", None, "cold"),
        ("heating is off", None, "cold"),
        ("food yes warm no", None, None),
    ],
)
def test_two_questions_that_were_asked_at_once_are_answered_at_once_or_one_by_one(
    text: str, tablets: str | None, warm: str | None
) -> None:
    found = values(read(text, TABLETS, WARM))

    assert (found.get("tablets"), found.get("warm")) == (tablets, warm)


def test_one_of_two_may_be_skipped() -> None:
    reading = read("1 to the first, skip the second", TABLETS, WARM)

    assert values(reading) == {"tablets": "all"}
    assert reading.skipped == ("warm",)


def test_a_number_that_the_second_of_two_does_not_have_is_noticed() -> None:
    assert read("1 and 3", TABLETS, WARM).no_such_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no I meant 2", "not_sure"),
        ("sorry, 3", "missing"),
        ("sorry 2 love", "not_sure"),
        ("oops 3", "missing"),
        ("make that a 3", "missing"),
        ("i meant not sure", "not_sure"),
        ("that should have been 2", "not_sure"),
        ("can you change that to 1 please", "all"),
    ],
)
def test_a_correction_is_of_the_answer_before(text: str, value: str) -> None:
    reading = read(text, WARM, last=TABLETS)

    assert reading.corrects
    assert values(reading) == {"tablets": value}


@pytest.mark.parametrize("text", ["sorry i am not well", "sorry the heating is off", "sorry"])
def test_not_every_sorry_corrects(text: str) -> None:
    assert not read(text, WARM, last=TABLETS).corrects


def test_a_slip_put_right_in_the_same_text_is_the_answer_to_the_open_question() -> None:
    reading = read("2 no i meant 3")

    assert values(reading) == {"tablets": "missing"}
    assert not reading.corrects


@pytest.mark.parametrize(
    "text",
    ["skip", "Skip please", "rather not say", "id rather not", "next", "none of your business"],
)
def test_a_question_may_be_skipped(text: str) -> None:
    assert read(text).skipped == ("tablets",)


@pytest.mark.parametrize(
    "text", ["not today", "skip all", "no more questions today", "too tired for this"]
)
def test_the_rest_may_be_skipped(text: str) -> None:
    assert read(text).skips_all


@pytest.mark.parametrize(
    "text",
    ["pass me the water", "i skip breakfast", "passed water twice", "not today but tomorrow"],
)
def test_words_of_skipping_in_a_sentence_skip_nothing(text: str) -> None:
    assert not read(text).skipped
    assert not read(text).skips_all


@pytest.mark.parametrize(
    "text",
    [
        "when is my appointment",
        "what are the tablets for?",
        "is it warm enough in there?",
        "ok when does the nurse come",
        "can I drive",
    ],
)
def test_a_question_is_no_answer(text: str) -> None:
    assert read(text, WARM) == Reading(asks=True)


def test_an_answer_and_a_question_in_one_text_are_both_seen() -> None:
    reading = read("2, and when is my appointment?")

    assert values(reading) == {"tablets": "not_sure"}
    assert reading.asks


@pytest.mark.parametrize("text", ["2", "the water tablet", "yes"])
def test_a_question_without_choices_is_answered_in_own_words_alone(text: str) -> None:
    assert read(text, WHICH) == Reading()


texts = st.text(max_size=200) | st.text(
    string.ascii_lowercase + string.digits + " ,.?'/-", max_size=80
)
asked = st.lists(
    st.sampled_from([TABLETS, WARM, WASHING, WHICH]),
    min_size=1,
    max_size=2,
    unique_by=lambda one: one.key,
)
last = st.sampled_from([None, TABLETS, WASHING])


@settings(deadline=None)
@given(texts, asked, last)
def test_any_text_is_read_and_only_a_choice_of_what_was_asked_comes_out(
    text: str, asked: list[Question], last: Question | None
) -> None:
    reading = READER.read(text, asked, last)

    open_to = {one.key: one for one in [*asked, *([last] if last else [])]}
    for key, chosen in reading.chosen:
        assert chosen in open_to[key].choices
    assert len(dict(reading.chosen)) == len(reading.chosen)
    assert reading.corrects <= bool(reading.chosen)
    assert READER.read(text, asked, last) == reading


@settings(deadline=None)
@given(st.sampled_from([TABLETS, WARM, WASHING]), st.data())
def test_the_number_and_the_name_of_a_choice_are_that_choice(
    question: Question, data: st.DataObject
) -> None:
    wanted = data.draw(st.sampled_from(question.choices))
    dress = data.draw(
        st.sampled_from(
            ["{}", " {} ", "{}.", "{}!", "{} please", "It's {}", "i'd say {} love", "{} thanks x"]
        )
    )
    dressed = data.draw(st.sampled_from([str(wanted.number), wanted.says]))
    text = dress.format(dressed)
    text = data.draw(st.sampled_from([text, text.upper(), text.lower()]))

    assert values(read(text, question)) == {question.key: wanted.value}


@settings(deadline=None)
@given(texts)
def test_without_a_number_or_a_word_of_a_choice_nothing_is_read(text: str) -> None:
    known = {
        word for one in WASHING.choices for own in (one.says, *one.words) for word in said(own)
    }
    numbers = {word for words in answer_words().numbers.values() for word in words}
    near = {
        w for w in said(text) if any(c.isdigit() for c in w) or w in known | numbers or len(w) >= 5
    }
    assume(not near)

    assert read(text, WASHING).chosen == ()


@settings(deadline=None)
@given(st.integers(min_value=4, max_value=99))
def test_a_number_out_of_range_is_never_a_choice(number: int) -> None:
    reading = read(str(number))

    assert reading.chosen == ()
    assert reading.no_such_number


@settings(deadline=None)
@given(st.text(max_size=3_000))
def test_words_are_few_and_lower_case(text: str) -> None:
    assert len(said(text)) <= 60
