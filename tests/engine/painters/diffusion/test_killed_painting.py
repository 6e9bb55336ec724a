"""The whole process killed in the middle of a window: the next goes on in it, with the same latents in the end."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')
ROOT = Path(__file__).parents[4]


def run(model: Path, takes: Path, *until: str) -> subprocess.CompletedProcess[str]:
    """A process that paints into a folder of takes, killed once it says certain words."""
    program = Path(__file__).with_name("painting_process.py")
    command = [sys.executable, str(program), str(model), str(takes), *until]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=240, capture_output=True, text=True)


def painted(model: Path, takes: Path) -> tuple[list[str], Path]:
    """What was said, and the take's folder."""
    ended = run(model, takes)
    *said, output = ended.stdout.splitlines()
    assert ended.returncode == 0
    return said, Path(output)


@pytest.mark.skipif(sys.platform == "win32", reason="There are no signals that cannot be caught.")
def test_a_process_that_was_killed_is_gone_on_from_inside_the_window(
    model: Callable[[str], Path], tmp_path: Path
) -> None:
    from safetensors.numpy import load_file

    folder = model("wan_vace")
    _, whole = painted(folder, tmp_path / "whole" / "takes")
    takes = tmp_path / "killed" / "takes"
    assert run(folder, takes, "step 4 of 12").returncode == -signal.SIGKILL
    (unfinished,) = takes.glob("*.unfinished")
    assert list(unfinished.glob("step-*.safetensors"))
    said, resumed = painted(folder, takes)
    assert not any("step 1 of 12" in one for one in said[: said.index("painting, step 12 of 12")])
    assert resumed.name == whole.name, "the same take, by what it is made of"
    one, other = (load_file(take / "latents.safetensors") for take in (whole, resumed))
    assert sorted(one) == sorted(other)
    assert {"0", "1"} <= set(one)
    assert all((one[number] == other[number]).all() for number in one)
    assert not list(takes.glob("*.unfinished"))
