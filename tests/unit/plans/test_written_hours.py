import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.plans.loading import opening
from wayhome.plans.spoken import opening_hours
from wayhome.plans.written_hours import written_hours


@pytest.mark.parametrize(
    ("written", "days", "opens", "closes", "bank_holidays"),
    [
        ("Monday to Friday 8am to 6:30pm", [0, 1, 2, 3, 4], "08:00", "18:30", False),
        ("every day 8am-8pm", [0, 1, 2, 3, 4, 5, 6], "08:00", "20:00", True),
        ("every day, day and night", [0, 1, 2, 3, 4, 5, 6], "00:00", "00:00", True),
        ("weekdays 8 to 6", [0, 1, 2, 3, 4], "08:00", "18:00", False),
        ("Sat and Sun 9am to midday", [5, 6], "09:00", "12:00", False),
        ("daily 8pm to 8am", [0, 1, 2, 3, 4, 5, 6], "20:00", "08:00", True),
        ("Fri to Mon 09:00-17:00", [0, 4, 5, 6], "09:00", "17:00", False),
        ("weekdays 9am to 5pm, including bank holidays", [0, 1, 2, 3, 4], "09:00", "17:00", True),
        ("every day 9am to 5pm not bank holidays", [0, 1, 2, 3, 4, 5, 6], "09:00", "17:00", False),
    ],
)
def test_what_people_write_is_read(
    written: str, days: list[int], opens: str, closes: str, *, bank_holidays: bool
) -> None:
    assert written_hours(written) == {
        "days": days, "opens": opens, "closes": closes, "bank_holidays": bank_holidays,
    }  # fmt: skip


@pytest.mark.parametrize("written", ["", "office hours", "Monday 25am to 3pm", "Monday to Friday"])
def test_what_is_not_read_is_refused_with_advice(written: str) -> None:
    with pytest.raises(ValueError, match="Write it like"):
        written_hours(written)


@given(
    days=st.sets(st.integers(0, 6), min_size=1),
    opens=st.times(),
    closes=st.times(),
)
def test_hours_that_we_say_are_read_back_the_same(
    days: set[int], opens: object, closes: object
) -> None:
    kept = {
        "days": sorted(days), "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}",
    }  # fmt: skip
    again = written_hours(opening_hours([opening(kept)]).replace("midnight to", "12am to"))

    assert {name: again[name] for name in kept} == kept


@given(st.text(max_size=60))
def test_anything_else_is_read_or_refused(text: str) -> None:
    try:
        kept = written_hours(text)
    except ValueError:
        return
    assert opening(kept).days
