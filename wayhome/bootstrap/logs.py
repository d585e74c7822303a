"""Logs: one line an event, with ids and counts and never what people wrote."""

import logging
import sys

import structlog


def set_up_logs(*, json: bool, least: int = logging.INFO) -> None:
    """To standard error, from that level up; JSON lines for machines, plain for people."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    look: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, look],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        # Asked each time: whoever runs a command in their own process may set it aside for a while.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
