"""Clips restyled, regions painted anew, people told apart, clips that nothing plays: real pipelines, tiny weights."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from msgspec import structs

from studio.engine.footage import footage_taken_in
from studio.engine.media.take_video import TakeWriter
from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.choices import Choices, Control
from studio.engine.painters.diffusion.inventing import Invention, Way
from studio.engine.painters.diffusion.painter import DiffusionPainter
from studio.engine.painters.painter import Brief, PaintedFrame, PaintOrder, Pass, Person, Repaint, Size, Working
from studio.engine.performance import Performance
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, Stopped
from studio.timeline.brush import Drawing, Region
from studio.timeline.film import Film, ShotId
from studio.timeline.footage import add_footage
from studio.timeline.sources import Hint

tiny = pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

SMALL, SQUARE, LARGE = Size(64, 36), Size(32, 32), Size(64, 64)
CHOICES = Choices(setting=Setting(64, 48, 9, 2, 1.0), device="cpu", previews=False, save_every_s=0.0)
KINDS = {"wan-vace-1.3b": "wan_vace", "wan-i2v-a14b": "wan_image_to_video", "animagine-xl-4": "sdxl",
         "flux2-klein-4b": "flux2_klein", "ltx-2.3": "ltx2"}  # fmt: skip


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip of another size than the film, in which a box slides over a pattern."""
    path = tmp_path_factory.mktemp("clip") / "picture.mp4"
    rng = np.random.default_rng(5)
    ground = np.kron(rng.integers(60, 140, (9, 12, 3), np.uint8), np.ones((8, 8, 1), np.uint8))
    with TakeWriter(path, Size(96, 72), 24) as writer:
        for index in range(14):
            frame = ground.copy()
            frame[24:56, 10 + 3 * index : 34 + 3 * index] = (210, 60, 40)
            writer.write(frame)
    return path


@pytest.fixture(scope="module")
def filmed(clip: Path) -> Performance:
    footage, _ = footage_taken_in(clip)
    film = add_footage(Film("A clip"), footage, ShotId("clip"))
    return next(iter(stage_shots(film, Rehearsals(), StopToken()))).performance


@pytest.fixture(scope="module")
def glimpse(performance: Performance) -> Performance:
    """Three frames of the shot: single pictures are painted one by one, and every person in each."""
    return replace(performance, frames=3)


@pytest.fixture(scope="module")
def moment(performance: Performance) -> Performance:
    """A third of a second of the shot."""
    return replace(performance, frames=8)


@pytest.fixture
def painter_of(model: Callable[[str], Path], cel: CelPainter) -> Callable[..., DiffusionPainter]:
    def make(name: str = "wan-vace-1.3b", choices: Choices = CHOICES) -> DiffusionPainter:
        if name == "ltx-2.3" and choices.setting == CHOICES.setting:
            choices = replace(choices, setting=Setting(32, 32, 9, 2, 1.0))
        if name in ("animagine-xl-4", "flux2-klein-4b"):
            choices = replace(choices, setting=Setting(64, 64, 1, 2, 2.0))
        return DiffusionPainter(entry_of(name), model(KINDS[name]), cel, choices)

    return make


def colours(painted: Iterator[PaintedFrame | Working]) -> np.ndarray:
    return np.stack([one.colour for one in painted if isinstance(one, PaintedFrame)])


def painted(painter: DiffusionPainter, performance: Performance, brief: Brief | None = None) -> np.ndarray:
    size = {"ltx-2.3": SQUARE, "flux2-klein-4b": LARGE}.get(painter.name, SMALL)
    order = PaintOrder(size, brief=brief or Brief("a girl"))
    return colours(painter.paint(performance, order, StopToken()))


# --- a clip is restyled ---------------------------------------------------------------------------
def test_a_clip_is_restyled_frame_for_frame(
    painter_of: Callable[..., DiffusionPainter], filmed: Performance, cel: CelPainter
) -> None:
    said = list(painter_of().paint(filmed, PaintOrder(SMALL, brief=Brief("anime")), StopToken()))
    out = colours(iter(said))
    assert out.shape == (14, 36, 64, 3)
    source = colours(cel.paint(filmed, PaintOrder(SMALL), StopToken()))
    assert not np.array_equal(out, source)
    (told,) = [one.score for one in said if isinstance(one, Working) and one.score]
    assert set(told) == {"lines", "flicker", "overall"}, "nobody knows who is who in a clip"


def test_the_less_strength_the_more_of_the_clip_is_left(
    painter_of: Callable[..., DiffusionPainter], filmed: Performance, tmp_path: Path
) -> None:
    """Measured on latents: what a VAE of random weights makes of them is no picture."""
    from safetensors.numpy import load_file

    def latents(strength: float | None, folder: Path) -> np.ndarray:
        painter = painter_of(choices=replace(CHOICES, setting=Setting(64, 48, 9, 4, 1.0), strength=strength))
        order = PaintOrder(SMALL, brief=Brief("anime"), unfinished=folder)
        list(painter.paint(filmed, order, StopToken()))
        return load_file(folder / "latents.safetensors")["0"]

    whole, half, little, again = (
        latents(strength, tmp_path / str(number)) for number, strength in enumerate((None, 0.5, 0.25, 1.0))
    )
    painter = painter_of()
    source = painter.model.dialect.coded(painter.model.pipe(lambda *_: None), _under(painter, filmed)).numpy()
    assert np.array_equal(whole, again)
    likeness = [float(np.corrcoef(one.ravel(), source.ravel())[0, 1]) for one in (whole, half, little)]
    assert likeness[2] > likeness[1] > likeness[0]
    assert likeness[2] > likeness[0] + 0.15


def _under(painter: DiffusionPainter, performance: Performance) -> np.ndarray:
    from studio.engine.painters.diffusion.shot import lay_out
    from studio.engine.painters.diffusion.sources import source_of

    layout = lay_out(performance, SMALL, painter.entry, painter.setting, painter.model.means)
    source = source_of(performance, painter.cel, layout.size, SMALL)
    return np.stack([source.frame(layout.frames[index]).colour for index in layout.windows[0].painted])


@pytest.mark.parametrize("name", ["ltx-2.3", "flux2-klein-4b"])
def test_a_painter_without_a_light_hand_says_so(
    name: str, painter_of: Callable[..., DiffusionPainter], filmed: Performance
) -> None:
    painter = painter_of(name, replace(CHOICES, strength=0.5))
    with pytest.raises(InvalidRequest, match="always paints all of it anew"):
        painted(painter, filmed)
    assert len(painted(painter_of(name), filmed)) == 14


def test_pictures_of_a_clip_are_painted_over_by_so_much(
    painter_of: Callable[..., DiffusionPainter], filmed: Performance
) -> None:
    lightly, wholly = (
        painter_of("animagine-xl-4", replace(CHOICES, strength=strength)).setting.strength for strength in (0.2, 0.9)
    )
    assert (lightly, wholly) == (0.2, 0.9)
    assert painted(painter_of("animagine-xl-4", replace(CHOICES, strength=0.4)), filmed).shape == (14, 36, 64, 3)


def test_a_clip_is_held_by_what_can_be_told_of_it(
    painter_of: Callable[..., DiffusionPainter], filmed: Performance
) -> None:
    by_line, by_light = (
        painted(painter_of(choices=replace(CHOICES, control=control)), filmed) for control in (None, Control.GREY)
    )
    assert not np.array_equal(by_line, by_light)
    with pytest.raises(InvalidRequest, match="tells no depth"):
        painted(painter_of(choices=replace(CHOICES, control=Control.DEPTH)), filmed)
    with pytest.raises(InvalidRequest, match="cannot paint over a clip"):
        painted(painter_of("wan-i2v-a14b"), filmed)


# --- a region is painted anew ---------------------------------------------------------------------
LEFT = Hint(True, ((0.15, 0.1), (0.15, 0.9)), 0.5)


def repainting(words: str = "", take: Path | None = None, strokes: tuple[Hint, ...] = (LEFT,)) -> Brief:
    return Brief("a girl", repaint=Repaint(Region("shot", Fraction(1, 8), strokes, words), take))


@pytest.mark.parametrize("name", ["wan-vace-1.3b", "animagine-xl-4"])
def test_only_the_region_is_painted_anew_all_else_is_as_it_was(
    name: str, painter_of: Callable[..., DiffusionPainter], moment: Performance, cel: CelPainter
) -> None:
    before = colours(cel.paint(moment, PaintOrder(SMALL), StopToken()))
    out = painted(painter_of(name), moment, repainting())
    changed = (out != before).any(-1)
    drawn_over = 3
    assert changed[drawn_over][10:26, 6:12].mean() > 0.9
    assert not changed[drawn_over][:, 30:].any()
    assert changed.any((1, 2)).all(), "it is followed through the whole shot"
    other = painted(painter_of(name), moment, repainting("a red umbrella"))
    assert not np.array_equal(other, out)
    assert np.array_equal(other[drawn_over][:, 30:], before[drawn_over][:, 30:])


def test_it_is_painted_into_a_clip_and_into_a_take(
    painter_of: Callable[..., DiffusionPainter], filmed: Performance, moment: Performance, cel: CelPainter,
    tmp_path: Path,
) -> None:  # fmt: skip
    before = colours(cel.paint(filmed, PaintOrder(SMALL), StopToken()))
    out = painted(painter_of(), filmed, repainting())
    assert np.array_equal(out[3][:, 30:], before[3][:, 30:])
    assert not np.array_equal(out[3], before[3])
    take = tmp_path / "take"
    take.mkdir()
    with TakeWriter(take / "picture.mp4", SMALL, 24) as writer:
        for index in range(moment.frames):
            writer.write(np.full((36, 64, 3), (20 + 5 * index, 120, 200), np.uint8))
    from studio.engine.media.take_video import read_frames

    into = painted(painter_of(), moment, repainting(take=take / "picture.mp4"))
    kept = np.stack(list(read_frames(take / "picture.mp4")))
    assert np.array_equal(into[3][:, 30:], kept[3][:, 30:]), "the rest is the take's"


def test_an_empty_region_and_a_painter_that_paints_whole_pictures_only_are_refused(
    painter_of: Callable[..., DiffusionPainter], moment: Performance
) -> None:
    rubbed = (LEFT, structs.replace(LEFT, subject=False, width=0.9))
    with pytest.raises(InvalidRequest, match="region is empty"):
        painted(painter_of(), moment, repainting(strokes=rubbed))
    with pytest.raises(InvalidRequest, match="cannot leave the rest"):
        painted(painter_of("ltx-2.3"), moment, repainting())


RED, BLUE, GREY = (220, 20, 20), (20, 20, 220), (90, 90, 90)


# --- two people do not swap -----------------------------------------------------------------------
def drawings(tmp_path: Path, brief: Brief, of: dict[str, tuple[int, int, int]]) -> Brief:
    import hashlib

    def person(one: Person) -> Person:
        if one.id not in of:
            return one
        path = tmp_path / f"{one.id}-{of[one.id][0]}.png"
        cv2.imwrite(str(path), np.full((64, 48, 3), of[one.id][::-1], np.uint8))
        return replace(one, drawings=(Drawing(one.id, one.name, str(path), _sum(path)),))

    def _sum(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    return replace(brief, people=tuple(person(one) for one in brief.people))


@pytest.mark.parametrize(("name", "leaks"), [("flux2-klein-4b", 0.0), ("animagine-xl-4", 0.5)])
def test_ones_reference_changes_ones_own_place_and_hardly_the_others(
    name: str, leaks: float, painter_of: Callable[..., DiffusionPainter], glimpse: Performance, brief: Brief,
    cel: CelPainter, tmp_path: Path,
) -> None:  # fmt: skip
    one, other = (person.id for person in brief.people)
    order = PaintOrder(LARGE, frames=(1,))
    painter = painter_of(name)
    results = [
        colours(painter.paint(glimpse, replace(order, brief=drawings(tmp_path, brief, of)), StopToken()))[0]
        for of in ({one: RED, other: GREY}, {one: BLUE, other: GREY})
    ]
    (truth,) = cel.paint(glimpse, replace(order, passes=frozenset({Pass.ID})), StopToken())
    moved = np.abs(results[0].astype(int) - results[1]).sum(-1)
    mine, theirs = (truth.id == glimpse.id_numbers[who] for who in (one, other))
    assert mine.any()
    assert theirs.any()
    assert moved[mine].mean() > 0
    assert moved[theirs].mean() <= leaks * moved[mine].mean()


def test_a_video_is_painted_person_by_person_each_by_their_own_reference(
    painter_of: Callable[..., DiffusionPainter], performance: Performance, brief: Brief, tmp_path: Path
) -> None:
    from safetensors.numpy import load_file

    one, other = (person.id for person in brief.people)

    def latents(number: int, of: dict[str, tuple[int, int, int]]) -> dict[str, np.ndarray]:
        told = drawings(tmp_path, brief, of)
        order = PaintOrder(SMALL, brief=told, unfinished=tmp_path / str(number))
        list(painter_of().paint(performance, order, StopToken()))
        return load_file(tmp_path / str(number) / "latents.safetensors")

    red, blue = (latents(number, {one: tone, other: GREY}) for number, tone in enumerate((RED, BLUE)))
    assert {"0", f"0-{one}", f"0-{other}"} <= set(red), "all that is nobody's, then one after the other"
    assert np.array_equal(red["0"], blue["0"])
    assert np.array_equal(red[f"0-{other}"], blue[f"0-{other}"])
    assert not np.array_equal(red[f"0-{one}"], blue[f"0-{one}"])


def test_together_they_share_every_reference(
    painter_of: Callable[..., DiffusionPainter],
    glimpse: Performance,
    brief: Brief,
    cel: CelPainter,
    tmp_path: Path,
) -> None:
    """What the rounds are for: in one call, one's reference changes the other too."""
    one = brief.people[0].id
    together = painter_of("flux2-klein-4b", replace(CHOICES, apart=False))
    order = PaintOrder(LARGE, frames=(1,))
    results = [
        colours(together.paint(glimpse, replace(order, brief=drawings(tmp_path, brief, {one: tone})), StopToken()))
        for tone in (RED, BLUE)
    ]
    (truth,) = cel.paint(glimpse, replace(order, passes=frozenset({Pass.ID})), StopToken())
    other = truth.id == glimpse.id_numbers[brief.people[1].id]
    assert (results[0] != results[1])[0][other].any()
    assert painter_of("flux2-klein-4b").revision != together.revision


def test_stopped_between_two_people_it_goes_on_with_the_same_end(
    painter_of: Callable[..., DiffusionPainter], performance: Performance, brief: Brief, tmp_path: Path
) -> None:
    order = PaintOrder(SMALL, brief=brief, unfinished=tmp_path / "shot")
    whole = painted(painter_of(), performance, brief)
    with pytest.raises(Stopped):
        stop_at(painter_of(), performance, order, "window-0-*.safetensors")
    assert (tmp_path / "shot" / "window-0.safetensors").exists()
    assert np.array_equal(colours(painter_of().paint(performance, order, StopToken())), whole)


def stop_at(painter: DiffusionPainter, performance: Performance, order: PaintOrder, work: str) -> None:
    """Paint until some work is on the disk."""
    stop = StopToken()
    for _ in painter.paint(performance, order, stop):
        if order.unfinished is not None and list(order.unfinished.glob(work)):
            stop.stop()


# --- clips that nothing plays ---------------------------------------------------------------------
def pictures(count: int) -> np.ndarray:
    rng = np.random.default_rng(6)
    ground = np.kron(rng.integers(40, 220, (6, 8, 3), np.uint8), np.ones((6, 8, 1), np.uint8))
    return np.stack([np.roll(ground, index, axis=1) for index in range(count)])


NOTHING = np.zeros((0, 36, 64, 3), np.uint8)


def invention(way: Way, frames: int, first: np.ndarray = NOTHING, last: np.ndarray = NOTHING) -> Invention:
    return Invention(way, frames, 24, SMALL, first, last, Brief("a girl walks on"), seed=3)


def as_for(name: str, told: Invention) -> Invention:
    """The tiny LTX compresses next to nothing: it gets a smaller picture, or it would take minutes."""
    if name != "ltx-2.3":
        return told
    small = {end: np.ascontiguousarray(getattr(told, end)[:, :32, :32]) for end in ("first", "last")}
    return replace(told, size=SQUARE, **small)


@pytest.mark.parametrize("name", ["wan-vace-1.3b", "wan-i2v-a14b", "ltx-2.3"])
def test_a_shot_is_extended_by_so_many_frames(name: str, painter_of: Callable[..., DiffusionPainter]) -> None:
    painter = painter_of(name)
    told = as_for(name, invention(Way.AFTER, 7, first=pictures(24)))
    out = colours(painter.invent(told, StopToken()))
    assert out.shape == (7, told.size.height, told.size.width, 3)
    assert np.array_equal(colours(painter.invent(told, StopToken())), out)
    other = as_for(name, invention(Way.AFTER, 7, first=255 - pictures(24)))
    assert not np.array_equal(colours(painter.invent(other, StopToken())), out), "it goes on from those"


@pytest.mark.parametrize("name", ["wan-vace-1.3b", "ltx-2.3"])
def test_it_is_extended_backwards_too(name: str, painter_of: Callable[..., DiffusionPainter]) -> None:
    told = as_for(name, invention(Way.BEFORE, 7, last=pictures(24)))
    out = colours(painter_of(name).invent(told, StopToken()))
    assert out.shape == (7, told.size.height, told.size.width, 3)
    other = as_for(name, invention(Way.BEFORE, 7, last=255 - pictures(24)))
    assert not np.array_equal(colours(painter_of(name).invent(other, StopToken())), out)


def test_a_picture_moves_and_becomes_another(painter_of: Callable[..., DiffusionPainter]) -> None:
    first, last = pictures(1), 255 - pictures(1)
    alone = colours(painter_of().invent(invention(Way.BETWEEN, 13, first), StopToken()))
    assert alone.shape[0] == 13
    assert np.abs(alone[0].astype(int) - first[0]).mean() < 12, "it begins as the picture"
    both = colours(painter_of().invent(invention(Way.BETWEEN, 12, first, last), StopToken()))
    assert both.shape[0] == 17, "as long as the model's nine pictures on twos have it"
    assert np.abs(both[-1].astype(int) - last[0]).mean() < 12, "and ends as the other one"
    assert np.abs(both[0].astype(int) - first[0]).mean() < 12


def test_what_a_painter_cannot_invent_is_refused_in_a_sentence(painter_of: Callable[..., DiffusionPainter]) -> None:
    refused = {
        ("animagine-xl-4", Way.AFTER, 7): "no clips",
        ("wan-i2v-a14b", Way.BEFORE, 7): "needs a picture to begin with",
        ("wan-vace-1.3b", Way.AFTER, 400): "invents 0.3 s at once at most",
    }
    for (name, way, frames), words in refused.items():
        ends = {"last" if way is Way.BEFORE else "first": pictures(24)}
        with pytest.raises(InvalidRequest, match=words):
            list(painter_of(name).invent(invention(way, frames, **ends), StopToken()))
