"""Films to test with."""

from fractions import Fraction

from studio.timeline.film import (
    Action,
    Camera,
    CastId,
    CastMember,
    Directions,
    Feeling,
    Film,
    Line,
    Look,
    Prop,
    PropId,
    Scene,
    SceneId,
    Setting,
    Shot,
    ShotId,
    Voice,
)

HANA = CastId("hana")
BALL = PropId("ball")


def shot(number: int, seconds: Fraction = Fraction(2)) -> Shot:
    return Shot(
        id=ShotId(f"s{number}"),
        words=f"Hana drops the ball, {number}. 続き",
        directions=Directions(subject="Hana", motion="drops the ball"),
        setting=Setting(set="beach", place="the beach"),
        camera=Camera(subject=HANA),
        beats=(
            Action(who=HANA, motion="drop", thing=BALL, manner=0.6),
            Feeling(who=HANA, emotion="glad", intensity=0.7),
            Line(who=HANA, text="There it goes!"),
        ),
        duration=seconds,
        present=(HANA, BALL),
    )


def film(*scene_sizes: int) -> Film:
    """A film with as many scenes, of as many shots; shots are s1, s2, ... in order."""
    scenes: list[Scene] = []
    number = 0
    for index, size in enumerate(scene_sizes, start=1):
        shots = tuple(shot(number + n + 1) for n in range(size))
        number += size
        scenes.append(Scene(SceneId(f"scene{index}"), f"EXT. BEACH {index}", f"Beach {index}", shots))
    return Film(
        title="The Ball",
        script="EXT. BEACH\n\nHana drops the ball.\n",
        cast=(CastMember(HANA, "Hana", Look(), Voice()),),
        props=(Prop(BALL, "ball", "the ball"),),
        scenes=tuple(scenes),
    )


def order(of: Film) -> str:
    """The shots' numbers in order, scenes parted by a bar: "1 2|3"."""
    return "|".join(" ".join(s.id[1:] for s in scene.shots) for scene in of.scenes)
