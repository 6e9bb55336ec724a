"""An opened model: its networks in memory, and the pipeline made of them."""

import gc
import importlib
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from studio.engine.painters.catalogue import PainterEntry, Setting
from studio.engine.painters.diffusion import budget
from studio.engine.painters.diffusion.caching import REFRESH
from studio.engine.painters.diffusion.choices import Lora
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures
from studio.engine.painters.diffusion.denoising import DENOISERS, Call, Step, Watch, denoise
from studio.engine.painters.diffusion.dialects.choosing import dialect_of
from studio.engine.painters.diffusion.dialects.dialect import Dialect
from studio.engine.painters.diffusion.engaging import fetch_by_groups, fit, hurry
from studio.engine.painters.diffusion.heard import Sound
from studio.engine.painters.diffusion.ladder import Means
from studio.engine.painters.diffusion.levers import Pace
from studio.engine.painters.diffusion.libraries import Named, libraries
from studio.engine.painters.diffusion.loading import (
    Part,
    Precision,
    load_network,
    parts_beside,
    parts_of,
    pipeline_class,
    settings_of,
    unreadable,
    weight_bytes,
    weight_files,
)
from studio.engine.painters.diffusion.loras import put_adapter_on, put_on
from studio.engine.painters.diffusion.snapshots import Draft, Snapshot
from studio.engine.painters.diffusion.tokens import TokenizerApart, is_large
from studio.engine.painters.diffusion.words import Encoded, Prompt, words_key

ENCODERS: Final = ("text_encoder", "text_encoder_2")
_PLENTY: Final = 2.0
"""How many times a painter's weights must fit into what is free for its text encoder to stay beside them."""

Report = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Opening:
    """Which model to open, and on what. device: as torch names it, "" the best there is."""

    entry: PainterEntry
    folder: Path
    fingerprint: str
    device: str = ""
    loras: tuple[Lora, ...] = ()


@dataclass(eq=False)
class Model:
    """Belongs to one thing at a time: two paintings with one set of networks spoil each other's pictures."""

    opening: Opening
    encoded: Encoded = field(default_factory=Encoded)
    means: Means = field(default_factory=Means)
    pace: Pace = field(default_factory=Pace)
    _fitted: bool = False
    _loaded: dict[str, Any] = field(default_factory=dict[str, Any])
    _pipe: Any = None
    _busy: bool = False

    @property
    def device(self) -> str:
        """On what it computes."""
        import torch

        return self.opening.device or ("cuda" if torch.cuda.is_available() else "cpu")

    @property
    def precision(self) -> Precision:
        """Processors compute in 32 bits; cards in 16, but for the VAE, which shows bands below 32."""
        return Precision() if self.device == "cpu" else Precision("bfloat16", {"vae": "float32"})

    @property
    def dialect(self) -> Dialect:
        """How it is told what to paint."""
        return dialect_of(self.opening.entry.pipeline)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its components, those that lie beside the pipeline's own too."""
        return (*parts_of(self.opening.folder), *parts_beside(self.opening.folder))

    @property
    def classes(self) -> tuple[Named, ...]:
        """What is imported to open it, beside the libraries themselves."""
        return (("diffusers", self.opening.entry.pipeline), *(part.named for part in self.parts))

    @property
    def seen(self) -> str:
        """What the picture shows of how it is painted: a snapshot is only gone on from in the same way."""
        return f"{self.means.seen} {self.pace.seen}"

    @contextmanager
    def alone(self) -> Generator[None]:
        """Nobody else uses it inside."""
        assert not self._busy, "one painting at a time uses a model"
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    def words(self, prompt: Prompt, setting: Setting, kept_in: Path | None, report: Report) -> dict[str, Any]:
        """The prompt as the painter takes it; its text encoder is only opened if it was never encoded before."""
        self.read((prompt,), setting, kept_in, report)
        found = self.encoded.find(self._key(prompt, setting), kept_in)
        assert found is not None
        return {name: tensor.to(self.device) for name, tensor in found.items()}

    def read(self, prompts: Sequence[Prompt], setting: Setting, kept_in: Path | None, report: Report) -> None:
        """Encode prompts that never were before, all of them with one opening of the text encoder."""
        libraries()
        new = [one for one in prompts if self.encoded.find(self._key(one, setting), kept_in) is None]
        if not new:
            return
        libraries(self.classes)
        reads = [part for part in self.parts if part.name not in (*DENOISERS, "vae")]
        pipe = self._made(self._load(reads, report))
        for prompt in dict.fromkeys(new):
            told = self.dialect.words(pipe, prompt.words, prompt.avoid, setting)
            self.encoded.keep(self._key(prompt, setting), told, kept_in)
        self._make_room()

    def _key(self, prompt: Prompt, setting: Setting) -> str:
        return words_key(prompt, self.opening.fingerprint, setting.guidance > 1)

    def paint(self, conditions: Conditions, words: dict[str, Any], setting: Setting, watch: Watch, report: Report,
              resume: Snapshot | Draft | None = None, hear: Callable[[Sound], None] | None = None,
              ) -> tuple[Pictures, Any]:  # fmt: skip
        """Paint one window: its pictures, and its last latents. hear: is given what the model sounds like, if it does.

        Raises:
            Whatever torch raises where memory is short or a card is lost; see ``ladder``.
        """
        pipe = self.pipe(report)
        dialect = self.dialect
        arguments = {**dialect.arguments(pipe, conditions, setting), **words}
        last = _Last(watch)
        refresh = REFRESH if self.pace.cache else 0
        output = denoise(Call(pipe, arguments, setting.steps, conditions.seed, resume, refresh=refresh), last)
        sound = dialect.sound(pipe, output) if hear is not None else None
        if hear is not None and sound is not None:
            hear(sound)
        return dialect.pictures(output), last.latents if last.latents is not None else resume and resume.latents

    def pipe(self, report: Report) -> Any:
        """The pipeline, with all that paints in memory, where its means have it and at its pace."""
        libraries(self.classes)
        opened = self._pipe is None
        if opened:
            parts = [part for part in self.parts if part.name not in ENCODERS]
            self._pipe = self._made(self._load(parts, report))
            put_adapter_on(self._pipe, self.opening.folder)
            put_on(self._pipe, self.opening.loras)
        if not self._fitted:
            fit(self._pipe, self._denoisers, self.means, self.device)
            if opened:
                hurry(self._pipe, self._denoisers, self.pace)
            self._fitted = True
        return self._pipe

    def use(self, means: Means, pace: Pace | None = None) -> None:
        """Paint with these means, and at this pace, from now on; what was opened for others is put away."""
        pace = pace or self.pace
        if pace != self.pace or not means.opens_alike(self.means):
            self.put_away()
        self.means, self.pace, self._fitted = means, pace, False

    def put_away(self) -> None:
        """Give the memory back; what was encoded is remembered."""
        self._pipe = None
        self._fitted = False
        self._loaded.clear()
        _collect()

    @property
    def _denoisers(self) -> tuple[str, ...]:
        return tuple(name for name in DENOISERS if getattr(self._pipe, name, None) is not None)

    def _load(self, parts: list[Part], report: Report) -> dict[str, Any]:
        """Parts in memory, those read before as they are."""
        folder = self.opening.folder
        wanted = [part for part in parts if part.name not in self._loaded]
        heavy = [part for part in wanted if part.is_network]
        kinds = {part.name: self.precision.torch(part.name) for part in heavy}
        needed = sum(
            budget.weights_in_memory(weight_files(folder / one.name), kinds[one.name].itemsize) for one in heavy
        )
        budget.check_host(needed, budget.host_memory_free(), self.opening.entry.title)
        read = _Read(needed, report)
        for part in wanted:
            if part in heavy:
                network = load_network(part, folder / part.name, kinds[part.name], read.of(part.name))
                self._loaded[part.name] = network
            else:
                self._loaded[part.name] = self._small(part, folder / part.name, report)
        return {part.name: self._loaded[part.name] for part in parts}

    def _small(self, part: Part, folder: Path, report: Report) -> Any:
        """A tokenizer, a scheduler, or another part without weights."""
        if part.name == "tokenizer" and self.dialect.plain_tokens and is_large(folder):
            return TokenizerApart(folder, lambda: report(0, 0, part.name))
        try:
            return part.load_class().from_pretrained(str(folder), local_files_only=True)
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise unreadable(folder.parent, f"its {part.name} does not read") from fault

    def _made(self, parts: dict[str, Any]) -> Any:
        """A pipeline of some parts; those that are not there are None."""
        kind = getattr(importlib.import_module("diffusers"), self.opening.entry.pipeline)
        missing = dict.fromkeys(_parts_taken(kind) - parts.keys())
        pipe = kind(**{**missing, **parts, **_settings_taken(kind, settings_of(self.opening.folder))})
        pipe.set_progress_bar_config(disable=True)
        for name in ENCODERS:
            if (encoder := getattr(pipe, name, None)) is not None:
                self._place(encoder)
        return pipe

    def _place(self, encoder: Any) -> None:
        """Put a text encoder where its work is done; where the card does not hold it, its blocks are fetched."""
        if hasattr(encoder, "fetched_by_groups"):
            return
        size = sum(one.nbytes for one in encoder.parameters())
        if self.means.offloaded or not budget.fits_on_card(size, self.device):
            fetch_by_groups(encoder, self.device)
            encoder.fetched_by_groups = True
        else:
            encoder.to(self.device)

    def _make_room(self) -> None:
        """Let the text encoder go, unless there is plenty."""
        folder = self.opening.folder
        weights = sum(weight_bytes(folder / part.name) for part in self.parts)
        if self.device != "cpu" or budget.host_memory_free() < weights * _PLENTY:
            for name in ENCODERS:
                self._loaded.pop(name, None)
            _collect()


@dataclass(eq=False)
class _Last:
    """A watch that also remembers the last latents."""

    watch: Watch
    latents: Any = None

    def breathe(self) -> None:
        self.watch.breathe()

    def after_step(self, step: Step) -> None:
        self.latents = step.latents
        self.watch.after_step(step)


@dataclass(eq=False)
class _Read:
    """Counts bytes over several parts."""

    total: int
    report: Report
    done: int = 0

    def of(self, name: str) -> Callable[[int], None]:
        def more(count: int) -> None:
            self.done += count
            self.report(min(self.done, self.total), self.total, name)

        return more


def _parts_taken(kind: Any) -> set[str]:
    taken, _ = kind._get_signature_keys(kind)
    return set(taken)


def _settings_taken(kind: Any, settings: dict[str, Any]) -> dict[str, Any]:
    _, optional = kind._get_signature_keys(kind)
    return {name: value for name, value in settings.items() if name in optional}


def _collect() -> None:
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


__all__ = ["Model", "Opening", "pipeline_class"]
