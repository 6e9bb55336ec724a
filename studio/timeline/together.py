"""Which beats of a shot are one: those that begin together."""

from collections.abc import Sequence

from studio.timeline.film import Beat, Feeling, Onset


def begun_together(beats: Sequence[Beat]) -> list[list[int]]:
    """The places of the beats in groups that begin together, in order. A feeling takes no time: it is of no group."""
    groups: list[list[int]] = []
    for at, beat in enumerate(beats):
        if isinstance(beat, Feeling):
            continue
        if groups and beat.onset is Onset.WITH:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups
