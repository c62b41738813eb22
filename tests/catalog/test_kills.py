"""Two processes edit at once and one is killed: a few rounds of tests/bench/kills.py, which does it by the hundred."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_no_acknowledged_edit_is_lost_when_a_process_is_killed(data: Path, db: Path) -> None:
    root = Path(__file__).parents[2]
    words = ["-m", "tests.bench.kills", "--edits", "60", "--kills", "3", "--db", str(db), "--data", str(data)]
    done = subprocess.run(  # noqa: S603
        [sys.executable, *words], cwd=root, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 acknowledged edits lost" in done.stdout
    assert "bundled records again: True" in done.stdout
