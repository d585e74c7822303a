"""Runs the Rasa command line with Wayhome's settings: `python -m bot.components.serve run ...`."""

from __future__ import annotations

import os
import sys
import warnings

from bot.components.without_tensorflow import stand_in_for_tensorflow_components

#: What the environment may say otherwise.
DEFAULTS = {
    "ACTIONS_URL": "http://127.0.0.1:5055/webhook",
    # The sums of one text are too small to share out among threads, which then only spin.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
#: What it may not: nothing is sent home, and no log below a warning holds what people wrote.
FIXED = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    # Rasa's cache goes by a class's own source, and would miss a change elsewhere in its module.
    "RASA_MAX_CACHE_SIZE": "0",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}
TALKATIVE = {"-v", "-vv", "--verbose", "--debug"}


def main() -> None:
    training = sys.argv[1:2] == ["train"]
    if TALKATIVE & set(sys.argv):
        raise SystemExit("Rasa's debug log prints what people wrote. Leave out --debug and -v.")
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    os.environ.update(FIXED, LOG_LEVEL="INFO" if training else "WARNING")
    stand_in_for_tensorflow_components()
    _hush_old_libraries()
    if training:
        _draw_bars_on_terminals_only()
    else:
        _keep_token_off_the_command_line()
        _install_cheap_turns()

    from rasa.__main__ import main as rasa_command_line

    rasa_command_line()


def _hush_old_libraries() -> None:
    """Rasa's pins are old and say so at every import; nobody here can act on it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Matplotlib warns when it is imported, and Sanic asks then to be shown such warnings.
        import matplotlib.font_manager  # noqa: F401 - for what its import does
        import sanic  # noqa: F401 - likewise
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", category=PendingDeprecationWarning)


def _draw_bars_on_terminals_only() -> None:
    """In a log file each step of a progress bar is a line; Rasa's own messages still tell."""
    import rasa.shared.utils.io

    rasa.shared.utils.io.is_logging_disabled = lambda: not sys.stderr.isatty()


def _keep_token_off_the_command_line() -> None:
    """Any user of the machine can read a command line, so the token comes by the environment."""
    token = os.environ.get("RASA_TOKEN")
    if not token:
        raise SystemExit("The Rasa server needs a token. Set RASA_TOKEN in its environment.")
    sys.argv += ["--auth-token", token]


def _install_cheap_turns() -> None:
    from bot.components import fast_action_calls, straight_runner

    fast_action_calls.install()
    straight_runner.install()


if __name__ == "__main__":
    main()
