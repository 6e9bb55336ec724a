"""What wind and water do in a shot: they act on the things while the physics is played, and tell of splashes."""

from studio.engine.performance import Contact
from studio.engine.stage.breeze import Breeze
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.simulation import Around, around_things
from studio.engine.stage.skimming import can_skip, told_to_skip
from studio.engine.stage.surroundings import Element
from studio.engine.stage.water import Water
from studio.engine.stage.wind import wind_of
from studio.timeline.film import Action


def surroundings_of(sheet: CallSheet, opening: Opening) -> Around:
    """The air, the cords, the wind and the pools of a set, for the loose things of a shot."""
    wind = wind_of(sheet)
    skims = frozenset(
        str(beat.thing) for beat in sheet.shot.beats if isinstance(beat, Action) and beat.thing and told_to_skip(beat)
    )

    def around(loose: tuple[Placed, ...]) -> tuple[Element, ...]:
        waters = (Water(opening.set.water, loose, wind, skims & _flat(loose)),) if opening.set.water else ()
        return (*around_things(loose), Breeze(loose, wind, opening.set.water), *waters)

    return around


def _flat(loose: tuple[Placed, ...]) -> frozenset[str]:
    """Those that can skip."""
    return frozenset(placed.prop.id for placed in loose if can_skip(placed.kind))


def splashes(elements: tuple[Element, ...]) -> tuple[Contact, ...]:
    """Every entry into water, in time order."""
    return tuple(contact for element in elements if isinstance(element, Water) for contact in element.splashes)
