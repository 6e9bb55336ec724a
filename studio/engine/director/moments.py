"""The smallest stretches of a story, gathered into scenes before they are cut into shots."""

from dataclasses import dataclass, field

from studio.engine.director.statement import Shooting
from studio.timeline.film import Action, Beat, CastId, EntityId, Feeling, Line, Setting, Unplaced, Whereabouts


@dataclass
class Moment:
    """A clause or a line: the smallest stretch a shot is made of. Offsets into the script.

    ``cut``: a shot must begin here. ``goes_on``: it is in the same sentence as the moment before.
    ``opens``: it begins a paragraph. ``trails``: it only says how the shot before it is made.
    ``airs``: it only says what the weather, the hour or the look of the picture is.
    ``sequel``: a camera set-up that follows another one of the same sentence ("then tilt up").
    """

    start: int
    end: int
    setting: Setting
    beats: list[Beat] = field(default_factory=list[Beat])
    present: list[EntityId] = field(default_factory=list[EntityId])
    gone: list[EntityId] = field(default_factory=list[EntityId])
    here: tuple[CastId, ...] = ()
    shooting: Shooting = Shooting()  # noqa: RUF009  a frozen value
    whereabouts: list[Whereabouts] = field(default_factory=list[Whereabouts])
    cues: list[str] = field(default_factory=list[str])
    effects: list[str] = field(default_factory=list[str])
    pace: str | None = None
    seconds: float | None = None
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    transition: str = ""
    cut: bool = False
    goes_on: bool = False
    opens: bool = False
    trails: bool = False
    airs: bool = False
    sequel: bool = False


@dataclass
class SceneDraft:
    """A scene in the making. ``told`` names what the words have said of the setting so far.

    ``jump``: a key of times.toml. ``flashback``: the number of the scene it goes back to, 0 where none is named,
    below 0 where the flashback of the scene before goes on. look: a key of looks.toml.
    """

    heading: str
    title: str
    synopsis: str
    later: bool
    start: int
    moments: list[Moment] = field(default_factory=list[Moment])
    told: set[str] = field(default_factory=set[str])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    jump: str = ""
    flashback: int | None = None
    look: str = ""

    def tells(self, hour: object, weather: object) -> None:
        """The words have said an hour, a weather, or both."""
        self.told |= {name for name, value in (("hour", hour), ("weather", weather)) if value}


def entities_of(beat: Beat) -> list[EntityId]:
    """Everybody and everything a beat is about."""
    match beat:
        case Action():
            return [one for one in (beat.who, beat.thing, beat.towards) if one is not None]
        case Feeling() | Line():
            return [beat.who]
