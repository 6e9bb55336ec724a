"""The sound: a Performance in, stems out, and their mix.

``speak`` says a line; ``make_stems`` makes a shot's dialogue, effects and ambience; ``mix`` makes the
film's sound of them. ``output.AudioOutput`` plays it.
"""

from studio.engine.sound.mixdown import Mix, MixLevels, mix
from studio.engine.sound.recording import make_stems
from studio.engine.sound.voice import speak

__all__ = ["Mix", "MixLevels", "make_stems", "mix", "speak"]
