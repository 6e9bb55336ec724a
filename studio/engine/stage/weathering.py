"""What wind and water do in a shot: they act on the things while the physics is played, and tell of splashes."""

from studio.engine.performance import Contact
from studio.engine.stage.breeze import Breeze
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.simulation import Around, around_things
from studio.engine.stage.surroundings import Element
from studio.engine.stage.water import Water
from studio.engine.stage.wind import wind_of


def surroundings_of(sheet: CallSheet, opening: Opening) -> Around:
    """The air, the cords, the wind and the pools of a set, for the loose things of a shot."""
    wind = wind_of(sheet)

    def around(loose: tuple[Placed, ...]) -> tuple[Element, ...]:
        waters = (Water(opening.set.water, loose, wind),) if opening.set.water else ()
        return (*around_things(loose), Breeze(loose, wind, opening.set.water), *waters)

    return around


def splashes(elements: tuple[Element, ...]) -> tuple[Contact, ...]:
    """Every entry into water, in time order."""
    return tuple(contact for element in elements if isinstance(element, Water) for contact in element.splashes)
