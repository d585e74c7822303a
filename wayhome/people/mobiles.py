"""UK mobile numbers, the only ones that texts may go to."""

from __future__ import annotations

import phonenumbers

_UNITED_KINGDOM = 44


def uk_mobile(written: str) -> str | None:
    """As +447700900123; None where it is no UK mobile number.

    UK carriers may read a text to a landline aloud; see standards.md 5.2.
    """
    try:
        number = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return None
    is_mobile = phonenumbers.number_type(number) is phonenumbers.PhoneNumberType.MOBILE
    # The numbers kept for drama, which demo and tests use.
    drama = str(number.national_number).startswith("7700900")
    if number.country_code != _UNITED_KINGDOM or not (is_mobile or drama):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written if len(written) == len("+447700900123") else None
