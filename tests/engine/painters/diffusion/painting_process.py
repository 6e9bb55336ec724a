"""A process that paints a shot on the engine thread, saying how far it is, and is killed where it is told."""

import os
import queue
import signal
import sys
from fractions import Fraction
from pathlib import Path

import torch
from msgspec import structs

from studio.engine.director.direct import direct
from studio.engine.jobs import Cancelled, Failed, Finished, JobEvent, Progress
from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import Paint
from studio.engine.thread import Engine
from studio.engine.workshop import Workshop

STEPS = 12


def request(model: Path, takes: Path) -> Paint:
    read = direct("INT. ROOM - DAY\n\nHana waves. Ken sits.")
    scene = read.scenes[0]
    shots = (structs.replace(scene.shots[0], duration=Fraction(3, 4)),)
    film = structs.replace(read, scenes=(structs.replace(scene, shots=shots),))
    takes.mkdir(parents=True, exist_ok=True)
    choices = Choices(setting=Setting(64, 48, 9, STEPS, 3.0), device="cpu", save_every_s=0.0, preview_every_s=0.0)
    return Paint(film, film.shots[0].id, takes, str(model), Size(64, 36), choices)


def main(model: Path, takes: Path, until: str) -> None:
    """Paint; each line is how far it is, and the last the take's folder. until: words to be killed at, or none."""
    torch.set_num_threads(1)
    events: queue.Queue[JobEvent] = queue.Queue()
    engine = Engine(events.put, Workshop())
    engine.submit(request(model, takes))
    while not isinstance(event := events.get(timeout=240), Finished | Failed | Cancelled):
        if isinstance(event, Progress):
            sys.stdout.write(f"{event.what}\n")
            if until and until in event.what:
                os.kill(os.getpid(), signal.SIGKILL)
    engine.close()
    sys.stdout.write(f"{event.output if isinstance(event, Finished) else event}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
