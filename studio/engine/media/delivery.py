"""Writes a film as a preset has it: an MP4 or MOV, a moving picture, or a folder of pictures."""

from collections.abc import Generator
from pathlib import Path
from typing import Final, TypeAlias, assert_never

from studio.engine.media.animations import write_animation
from studio.engine.media.encoders import Picture
from studio.engine.media.export import Finish, write_film_stepwise
from studio.engine.media.plan import FilmPlan
from studio.engine.media.preflight import check_new_folder, check_room, check_target
from studio.engine.media.presets import ExportPreset, PresetKind
from studio.engine.media.retouching import make_retouched, with_retouched
from studio.engine.media.segments import clear, encode_clips, encoded_plan
from studio.engine.media.sequences import write_sequence
from studio.engine.media.verify import ExportReport
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest

WORKROOM: Final = "encoded"
"""The folder, beside takes, that keeps what is encoded until a film is whole."""
Delivering: TypeAlias = Generator[tuple[int, int], None, ExportReport]


def check_delivery(target: Path, preset: ExportPreset, source: Path | None = None) -> None:
    """Refuse a place where a film cannot be written as a preset has it.

    Raises:
        InvalidRequest: see ``check_target`` and ``check_new_folder``; or a folder that holds something already.
    """
    if preset.suffix:
        check_target(target, source, preset.suffix)
        return
    check_new_folder(target)
    if target.is_dir() and any(target.iterdir()):
        raise InvalidRequest(f"The folder {target} holds something already.", "Choose a new or an empty folder.")


def deliver(
    plan: FilmPlan,
    preset: ExportPreset,
    target: Path,
    workroom: Path,
    stop: StopToken,
    finish: Finish | None = None,
) -> Delivering:
    """Write a film; yields (frames done, of how many; each counts once for every time it is gone through).

    workroom: where what is encoded so far is kept; an export that was stopped goes on from there. finish: see
    ``write_film_stepwise``; only a film is finished, and no animation or sequence.

    Raises:
        InvalidRequest: no shots, or a size or target that cannot be; stems, which are no film.
        DeviceLimit: no encoder works, or the disk is full. MediaUnreadable: a take is damaged, or the film did not
        read back whole. Stopped: the token was set.
    """
    match preset.kind:
        case PresetKind.FILM if not preset.encoders:
            report = yield from _joined(plan, target, workroom, stop, finish)
        case PresetKind.FILM:
            report = yield from _encoded(plan, preset, target, workroom, stop, finish)
        case PresetKind.ANIMATION:
            report = yield from write_animation(plan, preset, target, stop)
        case PresetKind.SEQUENCE:
            report = yield from write_sequence(plan, target, workroom, stop)
        case PresetKind.STEMS:
            raise InvalidRequest("Stems are sounds alone.", "Write them with the preset stems, which paints nothing.")
        case _:
            assert_never(preset.kind)
    clear(workroom)
    return report


def _joined(plan: FilmPlan, target: Path, workroom: Path, stop: StopToken, finish: Finish | None) -> Delivering:
    """Join the takes as they are, but for what of them is mixed with others or drawn over."""
    ahead = 0
    for done, ahead in make_retouched(plan, workroom, stop):
        yield done, ahead + 2 * plan.frames
    writing = write_film_stepwise(with_retouched(plan, workroom), target, stop, finish)
    return (yield from _after(writing, ahead, ahead + 2 * plan.frames))


def _encoded(
    plan: FilmPlan,
    preset: ExportPreset,
    target: Path,
    workroom: Path,
    stop: StopToken,
    finish: Finish | None,
) -> Delivering:
    """Encode every shot that is not encoded yet, then join them."""
    check_delivery(target, preset)
    picture = Picture(preset, plan.size, plan.fps)
    needed = round(plan.frames * plan.size.width * plan.size.height * preset.bytes_per_pixel)
    for folder in (target.parent, workroom.parent):
        check_room(folder, needed)
    encoded = encoded_plan(plan, picture, workroom)
    total = 3 * plan.frames
    for done in encode_clips(plan, encoded, picture, stop):
        yield done, total
    return (yield from _after(write_film_stepwise(encoded, target, stop, finish), plan.frames, total))


def _after(writing: Delivering, ahead: int, total: int) -> Delivering:
    """The same work, its steps counted after ``ahead`` others."""
    while True:
        try:
            done, _ = next(writing)
        except StopIteration as end:
            return end.value
        yield ahead + done, total
