"""A shot's first frame, painted by a painter of single pictures, for a painter of videos to go on from.

Each shot is anchored anew: what a video model makes of what it made itself drifts in colour and contrast, and nobody
has cured that; a fresh keyframe is where it starts from the palette again.
"""

from studio.engine.painters.catalogue import PainterEntry, Setting
from studio.engine.painters.diffusion.attempt import Attempt, Count
from studio.engine.painters.diffusion.choices import Control
from studio.engine.painters.diffusion.conditioning import Conditions, control_video
from studio.engine.painters.diffusion.shot import Drawn, Layout, Telling, conditions_of
from studio.engine.painters.diffusion.unfinished import Unfinished
from studio.engine.painters.diffusion.windows import Window
from studio.engine.painters.painter import Size

_FIRST = Window(0, 1, 1)


def keyframe_of(entry: PainterEntry, setting: Setting, drawn: Drawn, telling: Telling) -> tuple[Attempt, Conditions]:
    """The first frame as a shot of its own, at the size it was drawn at, and what it is painted from.

    Raises:
        InvalidRequest: the painter does not take that size.
    """
    frame = drawn.truth[0]
    control = control_video([frame], Control(entry.control))
    ids = None if drawn.ids is None else drawn.ids[:1]
    first = Drawn(frame.colour[None], control, {}, ids, drawn.numbers)
    count = Count(first.rounds(_FIRST, telling.references) * (setting.steps + 1))
    size = Size(frame.colour.shape[1], frame.colour.shape[0])
    attempt = Attempt(
        Layout(size, (0,), (_FIRST,)), first, telling, setting, Unfinished(None), count, what="the keyframe"
    )
    return attempt, conditions_of(_FIRST, first, None, telling, entry)
