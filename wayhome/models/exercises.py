"""Which exercises a clinician cleared for a person, which were sent, and what came back."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from wayhome.models.base import Base, Id, words


class ExerciseLevel(StrEnum):
    """Listed from the mildest."""

    EASIER = "easier"
    STANDARD = "standard"
    HARDER = "harder"

    @property
    def rank(self) -> int:
        return list(ExerciseLevel).index(self)


class ExerciseAnswer(StrEnum):
    """What a person says of an exercise; listed from the gravest."""

    FELL = "fell"
    #: Dizzy, faint or short of breath: the signs to stop at.
    DIZZY = "dizzy"
    HURTS = "hurts"
    NOT_DONE = "not_done"
    PART = "part"
    DONE = "done"


class RestReason(StrEnum):
    """Why exercises rest until a person clears them again."""

    #: A text that the safety net took for an emergency, or as urgent.
    SAFETY_NET = "safety_net"
    FELL = "fell"
    DIZZY = "dizzy"
    HURTS = "hurts"
    STAFF = "staff"


class Clearance(Base):
    """One clinician's word on what one person may do; without a standing one nothing is sent."""

    __tablename__ = "clearances"
    __table_args__ = (
        Index(
            "ix_clearances_standing",
            "person_id",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        CheckConstraint("cardinality(movements) > 0", name="clears_something"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    #: Names of content/move_to_improve/movements; what is added there later is not cleared.
    movements: Mapped[list[str]]
    level: Mapped[ExerciseLevel] = mapped_column(words(ExerciseLevel))
    #: What the matrix made of the plan then; another condition needs another clearance.
    conditions: Mapped[list[str]]
    #: The stay it was given for; after another one it counts no more.
    discharged_on: Mapped[date]
    cleared_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    cleared_at: Mapped[datetime]
    #: On whose word, where the matrix says to ask, such as `ward physiotherapist, 20 November`.
    on_word_of: Mapped[str | None]
    #: Nothing is sent from here on until a person clears again.
    rests_since: Mapped[datetime | None]
    rests_why: Mapped[RestReason | None] = mapped_column(words(RestReason))
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    withdrawn_at: Mapped[datetime | None]


class ExercisePrompt(Base):
    """One movement as it was sent to one person, and what they said of it."""

    __tablename__ = "exercise_prompts"
    __table_args__ = (
        # A check-in that is rendered twice is one prompt.
        UniqueConstraint("check_in_id"),
        UniqueConstraint("asked_in_id"),
        CheckConstraint("(check_in_id IS NULL) <> (asked_in_id IS NULL)", name="has_one_cause"),
        Index("ix_exercise_prompts_person_id", "person_id", "prompted_at"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    clearance_id: Mapped[int] = mapped_column(ForeignKey("clearances.id", ondelete="CASCADE"))
    #: The scheduled text that carried it.
    check_in_id: Mapped[int | None] = mapped_column(ForeignKey("check_ins.id", ondelete="CASCADE"))
    #: Or the text that asked for it.
    asked_in_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    movement: Mapped[str]
    level: Mapped[ExerciseLevel] = mapped_column(words(ExerciseLevel))
    prompted_at: Mapped[datetime]
    answer: Mapped[ExerciseAnswer | None] = mapped_column(words(ExerciseAnswer))
    #: The text that answered it.
    answer_message_id: Mapped[int | None] = mapped_column(
        ForeignKey("messages.id", ondelete="SET NULL")
    )
    answered_at: Mapped[datetime | None]
    #: The text that said it hurts, after which it was to be tried once more.
    hurt_message_id: Mapped[int | None] = mapped_column(
        ForeignKey("messages.id", ondelete="SET NULL")
    )
