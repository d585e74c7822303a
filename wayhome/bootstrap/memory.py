"""Keeps the garbage collector off what a process has loaded for good."""

import gc


def settle_down() -> None:
    """To be called once everything is loaded: classes and wording are never garbage.

    aiogram alone brings some hundred thousand objects, which each full collection would visit.
    """
    gc.collect()
    gc.freeze()
