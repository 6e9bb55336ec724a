"""Lines that are said at a time of their own: laid over what the schedule has."""

from dataclasses import replace

from studio.engine.performance import SpeechEvent
from studio.engine.stage.schedule import Timing
from studio.timeline.film import Line, Shot


def on_cue(timing: Timing, shot: Shot) -> Timing:
    """The timing with every line that has a time begun then; one that has none waits for those moved before it."""
    lines = [beat for beat in shot.beats if isinstance(beat, Line)]
    if all(line.at is None for line in lines):
        return timing
    spoken: list[SpeechEvent] = []
    notes: list[str] = []
    free = 0.0
    for event, line in zip(timing.lines, lines, strict=True):
        start = float(line.at) if line.at is not None else max(event.start, free)
        spoken.append(SpeechEvent(event.speech, start, start + event.end - event.start))
        free = spoken[-1].heard_until
        if free > float(shot.duration):
            notes.append(f"“{line.text}” is still being said as its shot ends.")
    return replace(timing, lines=tuple(spoken), notes=(*timing.notes, *notes))
