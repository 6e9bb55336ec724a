"""The sound: a Performance in, stems out, and their mix.

``voice.speak`` says a line; ``recording.make_stems`` makes a shot's dialogue, effects and ambience; ``mixdown.mix``
makes the film's sound of them. ``output.AudioOutput`` plays it.
"""
