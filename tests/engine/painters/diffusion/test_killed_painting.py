"""The whole process killed in the middle of a window: the next goes on in it, with the same latents in the end."""

import os
import queue
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.engine.jobs import Cancelled, Failed, Finished, JobEvent, Progress
from studio.engine.painting_jobs import Paint
from studio.engine.thread import Engine
from studio.engine.workshop import Workshop

pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')
ROOT = Path(__file__).parents[4]


def painted(request: Paint) -> tuple[list[str], Path]:
    """What was said, and the take's folder."""
    events: queue.Queue[JobEvent] = queue.Queue()
    engine = Engine(events.put, Workshop())
    engine.submit(request)
    said: list[str] = []
    while not isinstance(event := events.get(timeout=240), Finished | Failed | Cancelled):
        if isinstance(event, Progress):
            said.append(event.what)
    engine.close()
    assert isinstance(event, Finished), event
    assert event.output is not None
    return said, event.output


def killed_at(words: str, model: Path, takes: Path) -> None:
    """Run a process that paints, and is killed once it says these words."""
    program = Path(__file__).with_name("painting_process.py")
    command = [sys.executable, str(program), str(model), str(takes), words]
    ended = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, timeout=240)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="There are no signals that cannot be caught.")
def test_a_process_that_was_killed_is_gone_on_from_inside_the_window(
    model: Callable[[str], Path], tmp_path: Path
) -> None:
    from painting_process import request
    from safetensors.numpy import load_file

    folder = model("wan_vace")
    _, whole = painted(request(folder, tmp_path / "whole" / "takes"))
    takes = tmp_path / "killed" / "takes"
    killed_at("step 4 of 12", folder, takes)
    (unfinished,) = takes.glob("*.unfinished")
    assert list(unfinished.glob("step-*.safetensors"))
    said, resumed = painted(request(folder, takes))
    assert not any("step 1 of 12" in one for one in said[: said.index("painting, step 12 of 12")])
    assert resumed.name == whole.name, "the same take, by what it is made of"
    one, other = (load_file(take / "latents.safetensors") for take in (whole, resumed))
    assert sorted(one) == sorted(other)
    assert {"0", "1"} <= set(one)
    assert all((one[number] == other[number]).all() for number in one)
    assert not list(takes.glob("*.unfinished"))
