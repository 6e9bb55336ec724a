"""Overlays in previews: every frame that is shown, still or playing, has what the film lays over its picture there."""

from dataclasses import replace

from studio.engine.jobs import FrameReady, JobEvent
from studio.engine.overlaying.compositing import Compositor
from studio.engine.production import map_steps
from studio.engine.thread import Steps, Waiting
from studio.timeline.film import Film


def shown_with_overlays(steps: Steps, film: Film, compositor: Compositor) -> Steps:
    """The same steps of a preview. film: its files must be found already."""

    def shown(step: JobEvent | Waiting | None) -> JobEvent | Waiting | None:
        if not isinstance(step, FrameReady):
            return step
        return replace(step, colour=compositor.laid_over(step.colour, film, step.time))

    return map_steps(steps, shown) if film.overlays else steps
