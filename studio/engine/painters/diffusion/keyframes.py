"""A shot's first frame, painted by a painter of single pictures, for a painter of videos to go on from.

Each shot is anchored anew: what a video model makes of what it made itself drifts in colour and contrast, and nobody
has cured that; a fresh keyframe is where it starts from the palette again.
"""

from collections.abc import Generator

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.choices import Control
from studio.engine.painters.diffusion.conditioning import Pictures, control_video
from studio.engine.painters.diffusion.denoising import Interval, Step
from studio.engine.painters.diffusion.matching import matched
from studio.engine.painters.diffusion.model import Model
from studio.engine.painters.diffusion.shot import Drawn, Telling, conditions_of
from studio.engine.painters.diffusion.turns import Turns, in_turns
from studio.engine.painters.diffusion.unfinished import Keeping
from studio.engine.painters.diffusion.windows import Window
from studio.engine.painters.painter import Working
from studio.engine.stop import StopToken

_NEVER: float = float("inf")


def keyframe(
    model: Model, setting: Setting, drawn: Drawn, telling: Telling, stop: StopToken
) -> Generator[Working | None, None, Pictures]:
    """The first frame painted, (H, W, 3) uint8, of the size it was drawn at.

    Raises:
        InvalidRequest: the painter does not take that size.
    """
    frame, entry = drawn.truth[0], model.opening.entry
    first = Drawn(frame.colour[None], control_video([frame], Control(entry.control)))
    conditions = conditions_of(Window(0, 1, 1), first, None, telling, entry)

    def call(turns: Turns[Working]) -> Pictures:
        def report(_done: int, _total: int, _part: str) -> None:
            turns.breathe()

        def told(step: Step) -> None:
            turns.say(Working(0, 1, f"painting the keyframe, step {step.done} of {step.steps}"))

        words = model.words(telling.prompt, setting, None, report)
        keeping = Keeping(turns.breathe, told, lambda _snapshot: None, Interval(_NEVER))
        return model.paint(conditions, words, setting, keeping, report)[0]

    pictures = yield from in_turns(call, stop)
    return matched(pictures, frame.colour[None])[0]
