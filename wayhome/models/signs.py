"""Small signs of a turn for the worse, as people told of them."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from wayhome.models.base import Base


class Sign(Base):
    """One text told of one sign in one patient; the words stay in the message."""

    __tablename__ = "signs"
    __table_args__ = (Index("ix_signs_patient_id", "patient_id", "told_at"),)

    message_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True
    )
    patient_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    #: A file of content/signs, such as eats_less.
    kind: Mapped[str] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
