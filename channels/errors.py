"""What can go wrong on a channel, as a small closed family that says what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What went wrong with one text and what we do about it."""

    #: One sentence or two for staff: what happened, and what to do next. No names, no numbers.
    for_staff: str
    #: The provider's own code.
    code: str | None = None
    retryable: bool = False
    #: How long to wait first, where the provider says so or its kind of fault suggests it.
    retry_after: timedelta | None = None
    #: The waits before each new try where the fault has its own pace; after the last, a person.
    retry_waits: tuple[timedelta, ...] = ()
    #: The request may have reached the provider: look it up before it is ever sent again.
    outcome_unknown: bool = False
    #: Stop using this address: blocked, landline, unknown number, opted out.
    address_is_dead: bool = False
    needs_person: bool = False


class ChannelError(Exception):
    """A text could not be sent, or what became of it is not known."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.for_staff)
        self.problem = problem

    @property
    def retryable(self) -> bool:
        return self.problem.retryable

    @property
    def retry_after(self) -> timedelta | None:
        return self.problem.retry_after

    @property
    def outcome_unknown(self) -> bool:
        return self.problem.outcome_unknown

    @property
    def address_is_dead(self) -> bool:
        return self.problem.address_is_dead

    @property
    def needs_person(self) -> bool:
        return self.problem.needs_person

    @property
    def code(self) -> str | None:
        return self.problem.code

    @property
    def for_staff(self) -> str:
        return self.problem.for_staff


class Refused(ChannelError):  # noqa: N818 - named for what happened
    """The provider said no."""


class NotReached(ChannelError):  # noqa: N818 - named for what happened
    """The request never left us: safe to send again."""


class OutcomeUnknown(ChannelError):  # noqa: N818 - named for what happened
    """The request may have arrived: look it up before it is ever sent again."""


class CannotLookUp(ChannelError):  # noqa: N818 - named for what happened
    """The provider keeps no list that could tell whether a text was sent."""


class WebhookRefused(Exception):  # noqa: N818 - named for what happened
    """A request to a webhook that we do not act on; `status` is the HTTP answer it gets."""

    status = 400


class Forged(WebhookRefused):
    """The request does not prove that it comes from the provider."""

    status = 403


class Malformed(WebhookRefused):
    """The request is signed but does not hold what the provider promises."""


def not_reached(provider: str) -> NotReached:
    return NotReached(
        Problem(
            for_staff=f"{provider} could not be reached, so the text has not left. "
            "It is tried again by itself; if this goes on, check the network and the address.",
            retryable=True,
        ),
    )


def outcome_unknown(provider: str, code: str | None = None) -> OutcomeUnknown:
    return OutcomeUnknown(
        Problem(
            for_staff=f"{provider} did not answer, so the text may or may not have left. "
            "It must be looked up before it is sent again.",
            code=code,
            retryable=True,
            outcome_unknown=True,
        ),
    )
