"""What a pause of the mouse over the timeline tells."""

from studio.engine.judgement import ShotTake, TakeState, about
from studio.ui.film_map import FilmMap
from studio.ui.findings import Freshness
from studio.ui.timeline.acting_lane import Mark
from studio.ui.timeline.in_words import named, told


def shot_tip(map_: FilmMap, place: int, freshness: Freshness, take: ShotTake) -> str:
    """Which shot it is, and how its take stands."""
    shot = map_.shots[place]
    redo = f", {about(take.seconds)} to redo" if take.state is TakeState.STALE and take.seconds else ""
    times = f"Shot {place + 1}, {float(shot.duration):.2f} s, {freshness.value}"
    return f"{times}; take: {take.state.value}{redo}\n{shot.words}"


def key_tip(map_: FilmMap, mark: Mark) -> str:
    """Whose key it is, when, and what it says."""
    return f"{named(map_.film, mark.key.who)}, {float(mark.key.at):.2f} s: {told(mark.key, map_.film)}"
