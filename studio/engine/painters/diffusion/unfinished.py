"""A shot's unfinished work on disk: windows that are done, and the one that is being painted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np

from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.denoising import Interval, Step
from studio.engine.painters.diffusion.snapshots import Snapshot, read_snapshot, write_snapshot, write_whole
from studio.errors import MissingResource

LATENTS = "latents.safetensors"
"""In a take's folder: what it can be promoted from."""


def draft_latents(take: Path, number: int) -> Any:
    """The last latents of a take's window.

    Raises:
        MissingResource: the take has none, or none of that number.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(take / LATENTS), "pt") as file:
            return file.get_tensor(str(number))
    except (OSError, SafetensorError) as fault:
        raise MissingResource("That take holds nothing that it could be promoted from.", "Paint it anew.") from fault


@dataclass(frozen=True)
class Unfinished:
    """A folder of work, or None: then nothing survives the program."""

    folder: Path | None

    def window(self, number: int, of: str) -> tuple[Pictures, Any] | None:
        """A window that was painted: its pictures and last latents, if it is of that very thing."""
        from safetensors import SafetensorError, safe_open

        if self.folder is None:
            return None
        try:
            with safe_open(str(self._done(number)), "pt") as file:
                if cast(dict[str, str], file.metadata() or {}).get("of") != of:
                    return None
                return np.ascontiguousarray(file.get_tensor("pictures").numpy()), file.get_tensor("latents")
        except (OSError, SafetensorError):
            return None

    def keep_window(self, number: int, of: str, pictures: Pictures, latents: Any) -> None:
        """Keep a window that is painted; what was kept while it was goes.

        Raises:
            DeviceLimit: the disk is full.
        """
        import torch
        from safetensors.torch import save

        if self.folder is None:
            return
        tensors = {"pictures": torch.from_numpy(pictures), "latents": latents.detach().cpu().contiguous()}
        write_whole(self._done(number), save(tensors, {"of": of}))
        self._step(number).unlink(missing_ok=True)

    def keep_latents(self, windows: int) -> None:
        """Put all windows' last latents in one small file, which goes with the take, to be promoted from.

        Raises:
            DeviceLimit: the disk is full.
        """
        from safetensors import safe_open
        from safetensors.torch import save

        if self.folder is None:
            return
        found: dict[str, Any] = {}
        for number in range(windows):
            with safe_open(str(self._done(number)), "pt") as file:
                found[str(number)] = file.get_tensor("latents")
        write_whole(self.folder / LATENTS, save(found))

    def step(self, number: int, of: str, device: str) -> Snapshot | None:
        """Where a window was left."""
        return None if self.folder is None else read_snapshot(self._step(number), of, device)

    def keep_step(self, number: int, of: str, snapshot: Snapshot) -> None:
        """Keep where a window is.

        Raises:
            DeviceLimit: the disk is full.
        """
        if self.folder is not None:
            write_snapshot(self._step(number), snapshot, of)

    def _done(self, number: int) -> Path:
        assert self.folder is not None
        return self.folder / f"window-{number:03d}.safetensors"

    def _step(self, number: int) -> Path:
        assert self.folder is not None
        return self.folder / f"window-{number:03d}-step.safetensors"


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
