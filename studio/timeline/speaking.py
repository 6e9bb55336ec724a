"""How long a line takes to be said, before anybody has said it."""

from studio.timeline.film import Line

BREATH_S = 0.45
"""What a speaker takes after a line, recorded or not, before the next thing happens."""


def line_seconds(line: Line) -> float:
    """How long a line is spoken, with the breath after it: as recorded, else by a safe upper estimate."""
    if line.recording is not None:
        return line.recording.seconds + BREATH_S
    return unrecorded_seconds(line)


def unrecorded_seconds(line: Line) -> float:
    """How long a line is taken to be without a recording."""
    return len(line.text) / letters_a_second(line.text) + BREATH_S


def letters_a_second(text: str) -> float:
    """How fast a line is spoken at the slowest: 6 letters a second in Chinese, Japanese, Korean; else 13."""
    dense = sum(0x2E80 <= ord(letter) <= 0x9FFF or 0xAC00 <= ord(letter) <= 0xD7AF for letter in text)
    return 6.0 if dense > len(text) * 0.3 else 13.0
