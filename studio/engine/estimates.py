"""How long a painting will take: from the takes that were painted here, or else from what the card can do."""

from collections.abc import Iterable
from statistics import median

from studio.engine.painters.catalogue import Conditioning, Dial, PainterEntry, Setting
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.levers import Card, levers_for, windows_for
from studio.engine.painting_jobs import Estimate
from studio.engine.takes import TakeRecord

_FILM_FPS = 24


def estimate(
    entry: PainterEntry,
    choices: Choices,
    frames: int,
    records: Iterable[TakeRecord],
    card: Card | None = None,
    people: int = 0,
) -> Estimate:
    """How long a shot will take, from the takes that this painter made here: at this setting, or else scaled to it.

    A model's work grows with frames, steps and pixels, and hardly with the film's size: it paints at its own. Where
    it never painted, the operations of its network are held against the card as it was measured.
    frames: of a film of 24 a second, painted on twos where the model is slower. card: None, none was measured yet.
    people: in the shot; where each is painted by themselves, each takes as long as the shot does once.
    """
    setting = choices.setting or entry.at(choices.dial)
    plan = levers_for(card, entry, choices.dial, setting, len(choices.loras)) if card is not None else None
    memory = plan.memory_gb if plan is not None and card is not None and card.kind != "cpu" else entry.memory_gb
    reasons = plan.reasons if plan is not None else ()
    timed = [one for one in records if one.painter == entry.name and one.seconds > 0 and one.frames > 0]
    for way in (choices.dial, *Dial):
        known = choices.setting or entry.at(way)
        paces = [one.seconds / one.frames for one in timed if str(known) in one.painter_revision]
        if paces:
            seconds = median(paces) * frames * _work(setting) / _work(known)
            return Estimate(seconds, memory, measured=known == setting, reasons=reasons)
    reckoned = plan.seconds if plan is not None else None
    if reckoned is not None:
        reckoned *= windows_for(-(-frames // (2 if entry.rate_fps < _FILM_FPS else 1)), setting)
        reckoned *= _rounds(entry, choices, people)
    return Estimate(reckoned, memory, measured=False, reasons=reasons)


def _rounds(entry: PainterEntry, choices: Choices, people: int) -> int:
    """How often a window is painted; see ``diffusion.apart``."""
    apart = choices.apart and entry.paints_video and Conditioning.REFERENCES in entry.conditioning
    return 1 + people if apart and people > 1 else 1


def _work(setting: Setting) -> float:
    return float(setting.steps * setting.width * setting.height)
