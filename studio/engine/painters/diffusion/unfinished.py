"""A shot's unfinished work on disk: windows that are done, and the one that is being painted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from studio.cameo.sealing import Seal
from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.denoising import Interval, Step
from studio.engine.painters.diffusion.heard import Sound
from studio.engine.painters.diffusion.snapshots import Snapshot, read_snapshot, write_snapshot
from studio.engine.painters.diffusion.tensor_files import TensorFile, write_tensors
from studio.errors import MissingResource

LATENTS = "latents.safetensors"
"""In a take's folder: what it can be promoted from."""


@dataclass(frozen=True, eq=False)
class Done:
    """A window that is painted: (F, H, W, 3) uint8, its last latents, and its sound."""

    pictures: Pictures
    latents: Any
    sound: Sound | None = None


def draft_latents(take: Path, name: str, seal: Seal | None) -> Any:
    """The last latents of a take's window.

    Raises:
        MissingResource: the take has none of that name, or other people's likenesses are in it.
    """
    path = take / LATENTS
    if not path.is_file() or name not in (file := TensorFile(path, seal)).names:
        raise MissingResource("That take holds nothing that it could be promoted from.", "Paint it anew.")
    return file.tensor(name)


def was_apart(take: Path) -> bool:
    """Whether people were painted apart in a take: what it is promoted from is then in as many parts."""
    try:
        return any("-" in name for name in TensorFile(take / LATENTS, None).names)
    except MissingResource:
        return False


@dataclass(frozen=True, eq=False)
class Unfinished:
    """A folder of work, or None: then nothing survives the program.

    seal: of whose likenesses are in the picture. The latents of some models hold the references beside the picture, and
    so a person's own face: all that is written is sealed then, and is lost to everybody once one of them is.
    """

    folder: Path | None
    seal: Seal | None = None

    def window(self, name: str, of: str) -> Done | None:
        """A window that was painted, if it is of that very thing."""
        if self.folder is None:
            return None
        try:
            file = TensorFile(self._done(name), self.seal)
            if file.about.get("of") != of:
                return None
            pictures = np.ascontiguousarray(file.tensor("pictures").numpy())
            rate = int(file.about.get("rate", "0"))
            sound = Sound(file.tensor("sound").numpy(), rate) if rate else None
            return Done(pictures, file.tensor("latents"), sound)
        except (MissingResource, ValueError):
            return None

    def keep_window(self, name: str, of: str, done: Done) -> None:
        """Keep a window that is painted; what was kept while it was goes.

        Raises:
            DeviceLimit: the disk is full.
        """
        import torch

        if self.folder is None:
            return
        tensors = {"pictures": torch.from_numpy(done.pictures), "latents": done.latents}
        about = {"of": of}
        if done.sound is not None:
            tensors["sound"] = torch.from_numpy(done.sound.samples)
            about["rate"] = str(done.sound.rate)
        write_tensors(self._done(name), tensors, about, self.seal)
        self._step(name).unlink(missing_ok=True)

    def keep_latents(self, names: Sequence[str]) -> None:
        """Put all windows' last latents in one small file, which goes with the take, to be promoted from.

        Raises:
            DeviceLimit: the disk is full. MissingResource: a window is not there any more.
        """
        if self.folder is None:
            return
        found = {name: TensorFile(self._done(name), self.seal).tensor("latents") for name in names}
        write_tensors(self.folder / LATENTS, found, {}, self.seal)

    def step(self, name: str, of: str, device: str) -> Snapshot | None:
        """Where a window was left."""
        return None if self.folder is None else read_snapshot(self._step(name), of, device, self.seal)

    def keep_step(self, name: str, of: str, snapshot: Snapshot) -> None:
        """Keep where a window is.

        Raises:
            DeviceLimit: the disk is full.
        """
        if self.folder is not None:
            write_snapshot(self._step(name), snapshot, of, self.seal)

    def _done(self, name: str) -> Path:
        assert self.folder is not None
        return self.folder / f"window-{name}.safetensors"

    def _step(self, name: str) -> Path:
        assert self.folder is not None
        return self.folder / f"step-{name}.safetensors"


@dataclass(eq=False)
class Keeping:
    """A ``Watch`` that keeps a window's steps, at an interval and when it is stopped."""

    breath: Callable[[], None]
    told: Callable[[Step], None]
    keep: Callable[[Snapshot], None]
    interval: Interval
    last: Snapshot | Step | None = None
    kept: int = field(default=0)

    def breathe(self) -> None:
        """See ``Watch``."""
        self.breath()

    def after_step(self, step: Step) -> None:
        """See ``Watch``."""
        if step.resumes:
            self.last = step.snapshot() if step.sparse else step
            if self.interval.due():
                self.keep_last()
        self.told(step)

    def keep_last(self) -> None:
        """Keep the last step that can be gone on from, unless it is kept already."""
        if self.last is None:
            return
        snapshot = self.last if isinstance(self.last, Snapshot) else self.last.snapshot()
        if snapshot.step > self.kept:
            self.keep(snapshot)
            self.kept = snapshot.step
