"""The diffusion painters that the studio knows: one data file a family, under ``resources/painters/``.

An entry says where a model comes from, what it needs, under which licence, what it can be told, and the sizes and
lengths it was taught. What cannot be known without asking the hub (its commit, its files and their hashes) is left
empty in the data until it was looked up there, and never made up.
"""

import tomllib
from enum import Enum
from functools import cache
from typing import Final

import msgspec
from msgspec import Struct

from studio.errors import InvalidRequest, MissingResource
from studio.resources import resource


class Conditioning(Enum):
    """What a painter can be told beside words."""

    CONTROL = "control"
    MASK = "mask"
    REFERENCES = "references"
    KEPT_FRAMES = "kept frames"
    FIRST_FRAME = "first frame"
    LAST_FRAME = "last frame"
    VIDEO = "video"
    PICTURE = "picture"
    SOUND = "sound"


class Dial(Enum):
    """How much time a painting may take."""

    DRAFT = "draft"
    GOOD = "good"
    BEST = "best"


class Licence(Struct, frozen=True):
    """A licence in plain words.

    id: of SPDX where it has one. barred: where, or for what, the model may not be used. conditions: what else the
    artist agrees to. opt_in: it is to be shown and agreed to before anything is fetched.
    """

    id: str
    title: str
    plain: str
    barred: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    opt_in: bool = False


class ModelFile(Struct, frozen=True):
    """One file of a repository; size in bytes. component: the part of the pipeline it belongs to, "" its index."""

    path: str
    size: int
    sha256: str
    component: str = ""


class Source(Struct, frozen=True):
    """Where a model's files are fetched from.

    commit: 40 hexadecimal digits, "" not looked up yet. wanted: patterns of the files that are needed of it.
    folder: where they go within the painter's own, "" at its top.
    """

    repo: str
    commit: str = ""
    wanted: tuple[str, ...] = ()
    files: tuple[ModelFile, ...] = ()
    folder: str = ""


class FrameRule(Struct, frozen=True):
    """How many frames a model paints at once: ``step * k + 1``, from ``least`` to ``most``."""

    step: int
    least: int
    most: int

    def allows(self, frames: int) -> bool:
        """Whether that many can be painted at once."""
        return self.least <= frames <= self.most and (frames - 1) % self.step == 0

    def up(self, frames: int) -> int:
        """The smallest allowed number that is no smaller; the largest allowed if there is none."""
        rounded = max(self.least, -(-(max(frames, 1) - 1) // self.step) * self.step + 1)
        return min(rounded, (self.most - 1) // self.step * self.step + 1)


class Setting(Struct, frozen=True):
    """How to paint at one position of the dial: pixels along both sides, frames at once, steps, guidance.

    strength: how much of a picture is painted anew, 0 to 1, where it starts from one. sigmas: of a distilled model,
    in place of ``steps``.
    """

    width: int
    height: int
    frames: int
    steps: int
    guidance: float
    strength: float = 0.6
    sigmas: tuple[float, ...] = ()


class Network(Struct, frozen=True):
    """How large the network that paints is, for what it costs in time and memory.

    blocks: that every token goes through in a step, of control too. width: channels of a token. inner: of a block's
    widest part. side, frames: pixels along a side, and frames, of one token. hints: blocks whose result is held until
    it is needed. skipped: how many of the blocks a cache may leave out.
    """

    blocks: int
    width: int
    inner: int
    side: int
    frames: int
    hints: int = 0
    skipped: int = 0

    def tokens(self, setting: "Setting") -> int:
        """How many tokens a window of a setting has; references are not counted."""
        high, wide = setting.height // self.side, setting.width // self.side
        return ((setting.frames - 1) // self.frames + 1) * high * wide


class FewSteps(Struct, frozen=True):
    """LoRAs that have a painter paint in a few steps, without guidance, used for drafts where they are installed.

    source: where they are from; its folder is where they lie within the painter's own. Files with ``second`` in their
    names are for the second expert. about: what is known of them, and what is not.
    """

    source: Source
    steps: int
    about: str
    licence: str
    second: str = "low_noise"


class PainterEntry(Struct, frozen=True):
    """Everything the studio knows of one painter before it is opened.

    name: what the command line and takes call it. pipeline: the class of diffusers that paints. memory_gb: of the
    graphics card at ``good``, an estimate unless ``memory_measured``. disk_gb: of all its files, about.
    weights_gb: of its parts in 16 bits, for the budget of host memory. size_multiple: what both sides are divisible by.
    rate_fps: the rate the model was taught. style, avoid: words that go with every prompt. sounds: it makes sound too.
    control: the layer of truth that its control is made of unless the artist chooses another; see ``Control``.
    network: of its network that paints, None where it is no transformer of one kind of block. few_steps: see there.
    about: what it is for, in a sentence. saved_as: other classes that a folder may be saved as for it to open.
    """

    name: str
    title: str
    pipeline: str
    source: Source
    licence: Licence
    memory_gb: float
    disk_gb: float
    weights_gb: dict[str, float]
    conditioning: tuple[Conditioning, ...]
    size_multiple: int
    frame_rule: FrameRule
    rate_fps: int
    draft: Setting
    good: Setting
    best: Setting
    beside: tuple[Source, ...] = ()
    memory_measured: bool = False
    default: bool = False
    style: str = ""
    avoid: str = ""
    sounds: bool = False
    control: str = "grey"
    about: str = ""
    saved_as: tuple[str, ...] = ()
    network: Network | None = None
    few_steps: FewSteps | None = None

    def at(self, dial: Dial) -> Setting:
        """How it paints at one position of the dial."""
        match dial:
            case Dial.DRAFT:
                return self.draft
            case Dial.GOOD:
                return self.good
            case Dial.BEST:
                return self.best

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every repository it needs."""
        return (self.source, *self.beside)

    @property
    def paints_video(self) -> bool:
        """Whether it paints moving pictures, and not keyframes only."""
        return self.frame_rule.most > 1


FAMILIES: Final = ("wan_vace", "wan_image_to_video", "keyframes", "ltx2")


@cache
def catalogue() -> tuple[PainterEntry, ...]:
    """Every entry, in the order they are offered.

    Raises:
        MissingResource: a file is missing, or a line of it does not fit.
    """
    return tuple(entry for family in FAMILIES for entry in _family(family))


def entry_of(name: str) -> PainterEntry:
    """The entry of a painter.

    Raises:
        InvalidRequest: there is none of this name.
    """
    found = next((one for one in catalogue() if one.name == name), None)
    if found is None:
        known = ", ".join(one.name for one in catalogue())
        raise InvalidRequest(f"There is no painter called {name!r}.", f"Choose one of: cel, {known}.")
    return found


def _family(name: str) -> tuple[PainterEntry, ...]:
    path = f"painters/{name}.toml"
    try:
        table = tomllib.loads(resource(path).read_text("utf-8"))
        return tuple(msgspec.convert(one, PainterEntry) for one in table["painter"])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, KeyError) as fault:
        raise MissingResource(f"resources/{path} does not read: {fault}.", "Mend that line.") from fault
