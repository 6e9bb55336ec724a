"""People with machines of their own, whose files a test carries from one to the other, and whose clocks it sets."""

from dataclasses import dataclass, field
from pathlib import Path

from studio.cameo.home import Home
from studio.cameo.likeness import CameoId, Double, Level, Limits
from studio.cameo.parcels import Outgoing
from studio.cameo.signing import PersonId
from studio.timeline.film import Look, Voice

DAY = 24 * 3600
MONDAY = 1_800_000_000
VIOLET = "#f000e0"
"""Nothing that the studio draws by itself is of this colour."""
DOUBLE = Double(Look(build="woman", hair_style="long", hair=VIOLET, eyes="#1fd9d0"), Voice("f4", 71, 150))


class DictSecrets:
    """``Secrets`` in memory."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def keep(self, name: str, secret: bytes) -> None:
        self.held[name] = secret

    def recall(self, name: str) -> bytes | None:
        return self.held.get(name)

    def forget(self, name: str) -> None:
        self.held.pop(name, None)


@dataclass
class Person:
    """Somebody at a machine. ``clock``: what it shows, UTC seconds."""

    folder: Path
    name: str
    handle: str
    clock: int = MONDAY
    secrets: DictSecrets = field(default_factory=DictSecrets)

    def __post_init__(self) -> None:
        self.home = self.restarted()
        self.home.begin(self.name, self.handle)

    def restarted(self) -> Home:
        """The studio opened again on the same folder."""
        self.home = Home(self.folder, lambda: self.secrets, lambda: float(self.clock))
        return self.home

    @property
    def id(self) -> PersonId:
        return self.home.card[1].person

    def knows(self, other: "Person") -> None:
        self.home.take_in((other.folder / "card.json").read_bytes())

    def gets(self, file: Outgoing) -> tuple[str, ...]:
        return self.home.take_in(file.data)


def two_friends(folder: Path) -> tuple[Person, Person, CameoId]:
    """Hana, who has a cameo that people she approves may use, and Ken, whom she has approved and lent it to."""
    hana, ken = Person(folder / "hana", "Hana", "hana"), Person(folder / "ken", "Ken", "ken")
    hana.knows(ken)
    ken.knows(hana)
    cameo = hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    lend(hana, ken, cameo)
    return hana, ken, cameo


def lend(owner: Person, friend: Person, cameo: CameoId, limits: Limits | None = None) -> Outgoing:
    """The owner approves a friend, who takes in what they are sent; returns that file."""
    owner.home.set_rules(cameo, Level.APPROVED, limits or Limits())
    owner.home.approve(cameo, friend.id)
    file = owner.home.lend(cameo, friend.id)
    friend.gets(file)
    return file
