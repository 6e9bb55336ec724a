"""How long a painting will take: from the takes that were painted here, and nothing else."""

from collections.abc import Iterable
from statistics import median

from studio.engine.painters.catalogue import Dial, PainterEntry, Setting
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painting_jobs import Estimate
from studio.engine.takes import TakeRecord


def estimate(entry: PainterEntry, choices: Choices, frames: int, records: Iterable[TakeRecord]) -> Estimate:
    """How long a shot will take, from the takes that this painter made here: at this setting, or else scaled to it.

    A model's work grows with frames, steps and pixels, and hardly with the film's size: it paints at its own.
    """
    setting = choices.setting or entry.at(choices.dial)
    timed = [one for one in records if one.painter == entry.name and one.seconds > 0 and one.frames > 0]
    for way in (choices.dial, *Dial):
        known = choices.setting or entry.at(way)
        paces = [one.seconds / one.frames for one in timed if str(known) in one.painter_revision]
        if paces:
            seconds = median(paces) * frames * _work(setting) / _work(known)
            return Estimate(seconds, entry.memory_gb, measured=known == setting)
    return Estimate(None, entry.memory_gb, measured=False)


def _work(setting: Setting) -> float:
    return float(setting.steps * setting.width * setting.height)
