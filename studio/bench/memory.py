"""How much memory a three-minute film takes, from its script to its file."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from studio.bench.figures import Figure, at_most
from studio.bench.sample import sample_film
from studio.resources import ROOT, resource

SECONDS = 180.0
LIMIT_MB = 1500.0
_CHILD = """
import resource, sys
from studio.cli.arguments import run
code = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
sys.exit(code)
"""


def measure() -> Sequence[Figure]:
    """The largest resident memory of a process that renders the sample film, repeated to three minutes, at 640x360."""
    script = resource("samples/first_film.fountain").read_text("utf-8")
    body = script.partition("\n\n")[2]
    times = round(SECONDS / float(sample_film().duration) + 0.5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "long.fountain").write_text("\n\n".join([script, *[body] * (times - 1)]), "utf-8")
        command = ["render", str(folder / "long.fountain"), "-o", str(folder / "long.mp4"), "--preview"]
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, *command], cwd=ROOT.parent, capture_output=True, text=True, check=True
        )
    kilobytes = int(done.stdout.split()[-1])
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return [
        Figure("repeats of the sample film", times, ""),
        at_most("largest memory, 640x360", kilobytes / unit, "MB", LIMIT_MB),
    ]
