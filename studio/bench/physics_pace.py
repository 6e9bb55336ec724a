"""How fast heavy shots are played out: the worst that an artist may ask of the stage, and what is ordinary of it.

Seconds of film in a second of one processor, camera, faces and cloth included, painting and voices not.
"""

import time
from collections.abc import Sequence
from statistics import median
from typing import Final

from studio.bench.figures import Figure, at_least
from studio.engine.director import direct
from studio.engine.performance import Speech
from studio.engine.stage.perform import perform
from studio.engine.staging import Rehearsals, Staged, speak_lines, stage_shots
from studio.engine.stop import StopToken

ASKED: Final = 20.0
ORDINARY: Final = {
    "a ball kicked past four who run": "A park. Hana, Ken, Mia and Tom run. Ken kicks a ball. The ball rolls.",
    "three balls fall": "A gym. Three balls fall.",
    "a vase breaks": "A room. A vase falls and breaks.",
    "three lanterns in the wind": "A festival at night. Three lanterns hang on strings. It is windy.",
    "a flag in a storm": "A beach in a storm. A flag.",
    "laundry in the wind": "A garden in strong wind. Laundry on a line. Hana walks past.",
    "a stack of three knocked over": "A gym. Ken stacks three boxes. Ken knocks over the boxes.",
    "pushed along": "A gym. Hana pushes a chest. Ken pushes a crate.",
    "two who fall": "A meadow. Hana trips and falls. Ken faints.",
    "a duck on the water": "A pool. A rubber duck floats on the water. Hana throws a ball into the water.",
    "three balloons": "A meadow. Three balloons rise. It is windy.",
}
HEAVY: Final = {
    "twelve balls fall": "A gym. Twelve balls fall.",
    "twelve balls bounce": "A gym. Twelve rubber balls bounce.",
    "twelve crates fall": "A gym. Twelve crates fall.",
    "twelve books topple": "A library. Twelve books topple.",
    "twelve bottles topple": "A cafe. Twelve bottles topple.",
    "twelve barrels roll": "A country road. Twelve barrels roll.",
    "apples dropped with their basket": "A market. Ken drops a basket. Twelve apples roll.",
    "twelve coins dropped": "A cafe. Ken drops twelve coins.",
    "a stack of five struck by a ball": "A gym. Ken stacks five boxes. Ken kicks a ball at the boxes.",
    "six vases break": "A room. Six vases fall and break.",
    "twelve lanterns in the wind": "A festival at night. Twelve lanterns hang on strings. It is windy.",
    "twelve chimes in the wind": "A garden in strong wind. Twelve wind chimes hang.",
    "twelve flags in a storm": "A beach in a storm. Twelve flags.",
    "four lines of laundry": "A garden in strong wind. Four laundry lines. Hana walks past.",
    "six noren in a storm": "A market in a storm. Six noren. Hana runs through.",
    "twelve papers in the wind": "An office. Twelve papers fly in the wind.",
    "twelve stones into a lake": "A lake. Twelve stones fall into the water.",
    "twelve ducks on the water": "A pool. Twelve rubber ducks float on the water.",
    "four who fall": "A meadow. Hana, Ken, Mia and Tom fall.",
}


def pace() -> Sequence[Figure]:
    """The slowest shot of each direction, and the median of the heavy ones."""
    ordinary = [
        at_least(f"played out against real time, {label}", _slowest(script), "x", ASKED)
        for label, script in ORDINARY.items()
    ]
    heavy = [Figure(f"played out against real time, {label}", _slowest(script), "x") for label, script in HEAVY.items()]
    middle = Figure("played out against real time, median of the heavy ones", median(one.value for one in heavy), "x")
    return [*ordinary, *heavy, middle]


def _slowest(script: str) -> float:
    return min(rate(staged) for staged in stage_shots(direct(f"Scene 1: {script}"), Rehearsals(), StopToken()))


def rate(staged: Staged) -> float:
    """Seconds of a shot played out in a second of one processor, the better of two."""
    speech = speak_lines(staged.sheet)
    return float(staged.shot.duration) / min(_seconds(staged, speech), _seconds(staged, speech))


def _seconds(staged: Staged, speech: tuple[Speech, ...]) -> float:
    began = time.process_time()
    perform(staged.sheet, staged.before, speech, StopToken())
    return time.process_time() - began
