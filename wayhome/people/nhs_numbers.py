"""NHS numbers: how they are written, and the check digit that proves one."""

from __future__ import annotations

import re

_DIGITS = 10
_MODULUS = 11


def nhs_number(written: str) -> str | None:
    """Ten digits, however they were spaced; None where it is no valid NHS number.

    The last digit checks the others, modulus 11. Source: NHS Data Dictionary, NHS NUMBER.
    """
    digits = re.sub(r"[\s-]", "", written)
    if re.fullmatch(r"[0-9]{10}", digits) is None or (len(set(digits)) == 1 and digits[0] == "0"):
        return None
    weighed = sum(int(digit) * (_DIGITS - place) for place, digit in enumerate(digits[:-1]))
    return digits if (_MODULUS - weighed % _MODULUS) % _MODULUS == int(digits[-1]) else None
