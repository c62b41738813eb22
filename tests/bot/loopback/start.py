"""Run the command line against a little Discord: python -m tests.bot.loopback.start PORT ARGUMENTS…"""

from __future__ import annotations

import sys

from bot.cli import main
from tests.bot.loopback.stub import use

if __name__ == "__main__":
    use(int(sys.argv.pop(1)))
    main()
