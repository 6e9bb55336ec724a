"""A shot's unfinished work on disk: windows that are done, and the one that is being painted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np

from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.denoising import Interval, Step
from studio.engine.painters.diffusion.heard import Sound
from studio.engine.painters.diffusion.snapshots import Snapshot, read_snapshot, write_snapshot, write_whole
from studio.errors import MissingResource

LATENTS = "latents.safetensors"
"""In a take's folder: what it can be promoted from."""


@dataclass(frozen=True, eq=False)
class Done:
    """A window that is painted: (F, H, W, 3) uint8, its last latents (None where they are not kept), and its sound."""

    pictures: Pictures
    latents: Any
    sound: Sound | None = None


def draft_latents(take: Path, name: str) -> Any:
    """The last latents of a take's window.

    Raises:
        MissingResource: the take has none, or none of that name.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(take / LATENTS), "pt") as file:
            return file.get_tensor(name)
    except (OSError, SafetensorError) as fault:
        raise MissingResource("That take holds nothing that it could be promoted from.", "Paint it anew.") from fault


def was_apart(take: Path) -> bool:
    """Whether people were painted apart in a take: what it is promoted from is then in as many parts."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(take / LATENTS), "pt") as file:
            return any("-" in name for name in file.keys())  # noqa: SIM118 it is no dictionary
    except (OSError, SafetensorError):
        return False


@dataclass(frozen=True)
class Unfinished:
    """A folder of work, or None: then nothing survives the program.

    private: somebody's likeness is in the picture. The latents of some models hold the references beside the picture,
    and so a person's own face: no latents are written then, only windows that are done, as they are seen.
    """

    folder: Path | None
    private: bool = False

    def window(self, name: str, of: str) -> Done | None:
        """A window that was painted, if it is of that very thing."""
        from safetensors import SafetensorError, safe_open

        if self.folder is None:
            return None
        try:
            with safe_open(str(self._done(name)), "pt") as file:
                about = cast(dict[str, str], file.metadata() or {})
                if about.get("of") != of:
                    return None
                pictures = np.ascontiguousarray(file.get_tensor("pictures").numpy())
                rate = int(about.get("rate", "0"))
                sound = Sound(file.get_tensor("sound").numpy(), rate) if rate else None
                latents = file.get_tensor("latents") if "latents" in file.keys() else None  # noqa: SIM118 as above
                return Done(pictures, latents, sound)
        except (OSError, SafetensorError):
            return None

    def keep_window(self, name: str, of: str, done: Done) -> None:
        """Keep a window that is painted; what was kept while it was goes.

        Raises:
            DeviceLimit: the disk is full.
        """
        import torch
        from safetensors.torch import save

        if self.folder is None:
            return
        tensors = {"pictures": torch.from_numpy(done.pictures)}
        if not self.private:
            tensors["latents"] = done.latents.detach().cpu().contiguous()
        about = {"of": of}
        if done.sound is not None:
            tensors["sound"] = torch.from_numpy(done.sound.samples)
            about["rate"] = str(done.sound.rate)
        write_whole(self._done(name), save(tensors, about))
        self._step(name).unlink(missing_ok=True)

    def keep_latents(self, names: Sequence[str]) -> None:
        """Put all windows' last latents in one small file, which goes with the take, to be promoted from.

        Raises:
            DeviceLimit: the disk is full.
        """
        from safetensors import safe_open
        from safetensors.torch import save

        if self.folder is None or self.private:
            return
        found: dict[str, Any] = {}
        for name in names:
            with safe_open(str(self._done(name)), "pt") as file:
                found[name] = file.get_tensor("latents")
        write_whole(self.folder / LATENTS, save(found))

    def step(self, name: str, of: str, device: str) -> Snapshot | None:
        """Where a window was left."""
        return None if self.folder is None or self.private else read_snapshot(self._step(name), of, device)

    def keep_step(self, name: str, of: str, snapshot: Snapshot) -> None:
        """Keep where a window is.

        Raises:
            DeviceLimit: the disk is full.
        """
        if self.folder is not None and not self.private:
            write_snapshot(self._step(name), snapshot, of)

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
