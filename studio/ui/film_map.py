"""Where everything of a film lies in time, worked out once per film for painting and seeking."""

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from studio.timeline.film import Film, Scene, Seconds, Shot, ShotId
from studio.timeline.overlays import Laid, laid_out


@dataclass(frozen=True, eq=False)
class FilmMap:
    """A film laid out. All times are film time; ``starts`` has one more entry, the film's end."""

    film: Film
    shots: tuple[Shot, ...]
    starts: tuple[Seconds, ...]
    starts_s: tuple[float, ...]
    places: dict[ShotId, int]
    scenes: tuple[tuple[Scene, int, int], ...]
    overlays: tuple[Laid, ...] = ()

    @property
    def duration(self) -> Seconds:
        """The film's length."""
        return self.starts[-1]

    @property
    def frame(self) -> Seconds:
        """How long one frame lasts."""
        return Fraction(1, self.film.fps)

    @property
    def last_frame(self) -> Seconds:
        """When the film's last frame begins; 0 for an empty film."""
        return max(Seconds(0), self.duration - self.frame)

    def place_at(self, time: Seconds | float) -> int | None:
        """Index of the shot that is on at a time; the last shot after the end; None in an empty film."""
        if not self.shots:
            return None
        return min(max(bisect_right(self.starts_s, float(time) + 1e-9) - 1, 0), len(self.shots) - 1)

    def shot_at(self, time: Seconds | float) -> Shot | None:
        """The shot that is on at a time."""
        place = self.place_at(time)
        return None if place is None else self.shots[place]

    def shot(self, shot_id: ShotId | None) -> Shot | None:
        """The shot with this id, or None if the film has none."""
        place = self.places.get(shot_id) if shot_id is not None else None
        return None if place is None else self.shots[place]

    def start_of(self, shot_id: ShotId) -> Seconds:
        """When a shot begins; KeyError if the film has none such."""
        return self.starts[self.places[shot_id]]

    def scene_at(self, place: int) -> Scene:
        """The scene that holds the shot with this index."""
        return next(scene for scene, first, end in self.scenes if first <= place < end)

    def snapped(self, time: Seconds | float) -> Seconds:
        """The start of the frame nearest to a time, kept inside the film."""
        frames = round(Fraction(time) * self.film.fps)
        return min(max(Seconds(0), frames * self.frame), self.last_frame)


def map_film(film: Film) -> FilmMap:
    """Lay a film out; costs time in proportion to its shots, so do it once per film."""
    shots = film.shots
    starts = tuple(accumulate((shot.duration for shot in shots), initial=Seconds(0)))
    ends = tuple(accumulate((len(scene.shots) for scene in film.scenes), initial=0))
    return FilmMap(
        film=film,
        shots=shots,
        starts=starts,
        starts_s=tuple(map(float, starts)),
        places={shot.id: place for place, shot in enumerate(shots)},
        scenes=tuple(zip(film.scenes, ends, ends[1:], strict=False)),
        overlays=laid_out(film),
    )
