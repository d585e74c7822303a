"""Runs the Rasa command line with Wayhome's settings: `python -m bot.components.serve run ...`."""

from __future__ import annotations

import os
import warnings

from bot.components.without_tensorflow import stand_in_for_tensorflow_components

#: What the environment does not say otherwise.
DEFAULTS = {
    "ACTIONS_URL": "http://127.0.0.1:5055/webhook",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


def main() -> None:
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", category=PendingDeprecationWarning)
    stand_in_for_tensorflow_components()

    from rasa.__main__ import main as rasa_command_line

    from bot.components import fast_action_calls

    fast_action_calls.install()
    rasa_command_line()


if __name__ == "__main__":
    main()
