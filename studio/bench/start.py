"""How soon the window is up: from the start of the process to its first picture, on the sample film, warm."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from studio.bench.figures import Figure, at_most
from studio.bench.sample import sample_film
from studio.resources import ROOT
from studio.timeline.store import Project

RUNS = 5
_CHILD = """
import sys, time
from pathlib import Path
from studio.bench.desk import open_window
with open_window(Path(sys.argv[1])):
    print(time.time() - float(sys.argv[2]), flush=True)
"""


def measure() -> Sequence[Figure]:
    """Seconds to the first picture of the window, after one start that only warms the disk."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "sample.tsuzuki"
        Project.create(project, sample_film()).close()
        seconds = [_started(project) for _ in range(RUNS + 1)][1:]
    return [at_most("window up, median", median(seconds), "s", 1.5), Figure("window up, worst", max(seconds), "s")]


def _started(project: Path) -> float:
    launch = (
        "import subprocess, sys, time; subprocess.run([sys.executable, *sys.argv[1:], str(time.time())], check=True)"
    )
    command = [sys.executable, "-c", launch, "-c", _CHILD, str(project)]
    done = subprocess.run(command, cwd=ROOT.parent, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])
