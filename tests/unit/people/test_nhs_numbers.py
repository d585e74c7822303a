import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.people.nhs_numbers import nhs_number


@pytest.mark.parametrize("written", ["9449304130", "944 930 4130", "944-930-4130", " 9876543210 "])
def test_a_number_with_the_right_check_digit_is_ten_digits(written: str) -> None:
    assert nhs_number(written) == "".join(one for one in written if one.isdigit())


@pytest.mark.parametrize(
    "written",
    ["1234567890", "4857773456", "9300992742", "0000000000", "944930413", "", "٩٤٤٩٣٠٤١٣٠"],
)
def test_a_number_with_a_wrong_check_digit_is_none(written: str) -> None:
    assert nhs_number(written) is None


@given(st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place: int, more: int) -> None:
    right = "9449304130"
    wrong = (int(right[place]) + more) % 10

    assert nhs_number(right[:place] + str(wrong) + right[place + 1 :]) is None
