"""Every wording that people read, filled with sample data and held to the house's plain English."""

import re
from itertools import product
from pathlib import Path

import pytest

from channels.text import Encoding, segments
from wayhome.content.replies import Wording, load_replies

ROOT = Path(__file__).resolve().parents[3]
REPLIES = load_replies(ROOT / "content" / "replies")
#: Long, ordinary data: what fits with these fits with most people's plans.
SAMPLE: dict[str, object] = {
    "called": "Maureen",
    "name": "Bendroflumethiazide",
    "patient": "Maureen",
    "patients": "Maureen or Harold",
    "your_plan": "Maureen's plan",
    "Your_plan": "Maureen's plan",
    "service_name": "Wayhome",
    "team_phone": "01632 960 100",
    "subject": "how to use the walking frame",
    "contact": "the heart failure nurses on 01632 960 310",
    "contacts": ["The district nurses on 01632 960 520 for the catheter"],
    "shut": ["The district nurses on 01632 960 520, every day 8am to 8pm"],
    "hours": "Monday to Friday 8am to 6:30pm",
    "what_for": "weight and breathing",
    "count": 2,
    "listed": "Ramipril, Bisoprolol and Senna",
    "names": "Ramipril and Senna",
    "how_to_take": "Take two 40mg tablets each morning.",
    "purpose": "getting rid of extra fluid",
    "note": "It was stopped in hospital.",
    "unlisted": "ibuprofen",
    "title": "heart failure clinic",
    "Title": "Heart failure clinic",
    "when": "Wednesday 26 November at 10:30am",
    "day": "today, Tuesday 24 November",
    "at": "3pm",
    "place": "Clinic 4, Fairhill Hospital",
    "who_with": "Ruth Adeyemi",
    "bring": "the weight chart.",
    "prepare": "Eat and drink as usual.",
    "transport": "A car is booked for 9am.",
    "phone": "01632 960 310",
    "supplier": "Fairhill store",
    "use": "Use it for every walk.",
    "delivery": "It is due on Friday 27 November.",
    "who": "the district nurses",
    "sign": "More short of breath than usual",
    "what": "Ring the heart failure nurses.",
    "wording": "Sit to stand 5 times.",
    "reason": "a new hip",
    "hospital": "Fairhill Hospital",
    "home_since": "Friday 20 November",
    "at_home": True,
    "closed": True,
    "new": True,
    "changed": False,
    "stopped": False,
}
#: Wordings take these as one sentence and not as a list.
AS_WORDS = {"wound_care", "exercises"}
REASSURANCE = re.compile(
    r"\b(you are fine|you're fine|normal|nothing to worry|no need to worry|don't worry|"
    r"do not worry|you will be fine|it is safe for you)\b",
    re.IGNORECASE,
)
DOSE_ADVICE = re.compile(
    r"\b(take (one|two|an extra|another|half)|double the|skip (it|the|a)|\d+ ?(mg|ml)|"
    r"stop taking)\b",
    re.IGNORECASE,
)
RESERVED = re.compile(r"\b(text|reply|answer) (YES|END|QUIT|CANCEL)\b", re.IGNORECASE)
WORDS_TO_AVOID = re.compile(r"\b(medication|fever|practice|telephone|eg|should)\b", re.IGNORECASE)
LONGEST_SENTENCE = 20


def filled(wording: Wording, /, **more: object) -> str:
    data = {**SAMPLE, **more}
    if wording.key.split(".")[0] in AS_WORDS:
        data["shut"] = "the practice nurse on 01632 960 150"
    return REPLIES.render(wording.key, **data)


def variants(wording: Wording) -> list[str]:
    """With each optional part there and not there."""
    optional = sorted(set(re.findall(r"{%-? if (\w+) %}", wording.text)))[:8]
    return [
        filled(
            wording,
            **{
                name: SAMPLE.get(name) if on else None
                for name, on in zip(optional, chosen, strict=True)
            },
        )
        for chosen in product([True, False], repeat=len(optional))
    ]


every_wording = pytest.mark.parametrize("wording", list(REPLIES), ids=lambda w: w.key)


@every_wording
def test_a_wording_is_gsm_7_and_at_most_two_segments(wording: Wording) -> None:
    for text in variants(wording):
        cost = segments(text)

        assert cost.encoding is Encoding.GSM_7
        assert wording.is_list or cost.count <= 2, f"{cost.characters} characters: {text}"


@every_wording
def test_no_sentence_is_longer_than_twenty_words(wording: Wording) -> None:
    for text in variants(wording):
        # A number with its spaces is one thing to read.
        plain = re.sub(r"(?<=\d) (?=\d)", "", text)
        for sentence in re.split(r"[.?!:]\s+|\n", plain):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@every_wording
def test_a_wording_neither_reassures_nor_advises_on_doses(wording: Wording) -> None:
    assert not REASSURANCE.search(wording.text)
    assert not DOSE_ADVICE.search(wording.text)
    assert not RESERVED.search(wording.text)
    assert not WORDS_TO_AVOID.search(wording.text)


@every_wording
def test_a_wording_holds_no_logic(wording: Wording) -> None:
    tags = re.findall(r"{%-?\s*(.*?)\s*-?%}", wording.text)
    plain = r"if \w+|if count != 1|if not \w+|else|endif|for \w+ in \w+|endfor"

    assert [tag for tag in tags if not re.fullmatch(plain, tag)] == []


@every_wording
def test_every_wording_says_who_reviewed_it(wording: Wording) -> None:
    assert wording.reviewed_by
    assert wording.reviewed_on is not None or "not yet reviewed" in wording.reviewed_by


def test_the_lint_finds_what_it_is_for() -> None:
    """A lint that can't fail proves nothing."""
    assert REASSURANCE.search("That is normal.")
    assert DOSE_ADVICE.search("Take two tablets.")
    assert RESERVED.search("Text YES to go on.")
    assert segments("caf\u2019e").encoding is Encoding.UCS_2


def test_no_wording_is_unused_and_none_is_missing() -> None:
    source = "\n".join(path.read_text() for path in (ROOT / "wayhome").rglob("*.py"))
    keys = {wording.key for wording in REPLIES}
    groups = {key.split(".")[0] for key in keys}
    named = set(re.findall(r'"([a-z_]+\.[a-z_]+)"', source))
    made = [
        re.escape(found).replace(r"\{", "{").replace(r"\}", "}")
        for found in re.findall(r'f"([a-z_]+\.[a-z_]*\{[^"]+)"', source)
    ]
    patterns = [re.sub(r"\{[^}]+\}", "[a-z_]+", one) for one in made]
    unused = {
        key
        for key in keys - named
        if not any(re.fullmatch(pattern, key) for pattern in patterns)
        # The safety net names its wordings by category.
        and not key.startswith("safety.")
    }

    assert unused == set()
    assert {key for key in named if key.split(".")[0] in groups and key not in keys} <= ALSO_WORDS


#: Dotted strings of the code that are no wordings.
ALSO_WORDS = {"people.id"}
