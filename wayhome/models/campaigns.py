"""One text, or one schedule, for an audience that staff chose."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wayhome.models.base import Base, Id, words


class CampaignStatus(StrEnum):
    #: Shown and not started; nothing of it is planned.
    PREVIEWED = "previewed"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class Campaign(Base):
    __tablename__ = "campaigns"

    id: Mapped[Id]
    #: As in its file; starting the same name twice is one campaign.
    name: Mapped[str] = mapped_column(unique=True)
    status: Mapped[CampaignStatus] = mapped_column(words(CampaignStatus))
    #: The file that it runs by; while it is only previewed, the one that was shown.
    definition: Mapped[dict[str, Any]]
    #: Who got what when it was last shown, as ids and words: what a start is compared with.
    shown: Mapped[dict[str, Any]]
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
