"""Where processes of our own come from: a server that has loaded their code once and forks, so a new one is quick."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.context import BaseContext

_LOADED = ["bot.pictures.draw", "bot.readers"]


def context() -> BaseContext:
    """Give the way to start a process that shares no thread and no lock with this one."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(_LOADED)
    return forking


def settle_in() -> None:
    """Make a worker leave Ctrl-C to the bot, which lets answers in flight finish, and end when the bot was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_bot, daemon=True).start()


def _end_with_the_bot() -> None:
    bot = multiprocessing.parent_process()
    if bot is not None:
        bot.join()
        os._exit(0)
