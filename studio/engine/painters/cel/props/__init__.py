"""The props: every kind of thing in ``resources/props/props.toml`` has a mesh.

A mesh is in metres about the middle of its extents, z up, as the thing stands by itself. A thing that is
held overhead (the umbrella) is open, its handle below. A colour said in the script replaces the main colour.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from studio.engine.creatures import scale_of
from studio.engine.painters.cel.mesh import Mesh, join
from studio.engine.painters.cel.props import (
    animals,
    birds,
    creatures,
    desk_things,
    dragons,
    food,
    furniture,
    games,
    gear,
    household,
    kitchen,
    music,
    nature,
    playground,
    poles,
    ramps,
    robots,
    small,
    tableware,
    tools,
    toys,
    treasures,
    unknown,
    vehicles,
    wheels,
    worn,
)
from studio.engine.painters.cel.props.lids import with_lid
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import rgb
from studio.engine.vocabulary import made
from studio.timeline.film import Prop

__all__ = ["build_prop"]

Builder = Callable[[RGB], list[Mesh]]

_BUILDERS: dict[str, Builder] = {
    "apple": small.apple,
    "arrow": tools.arrow,
    "axe": tools.axe,
    "bag": gear.bag,
    "ball": small.ball_,
    "balloon": small.balloon,
    "banana": food.banana,
    "barrel": furniture.barrel,
    "basket": furniture.basket,
    "bat": toys.bat,
    "bed": household.bed,
    "bell": tools.bell,
    "bench": household.bench,
    "bicycle": gear.bicycle,
    "blanket": furniture.blanket,
    "boat": vehicles.boat,
    "book": small.book,
    "bottle": tableware.bottle,
    "bouquet": nature.bouquet,
    "longbow": tools.longbow,
    "bowl": kitchen.bowl,
    "box": small.box_,
    "bread": food.bread,
    "broom": tools.broom,
    "bucket": tableware.bucket,
    "cactus": nature.cactus,
    "cake": tableware.cake,
    "camera": gear.camera,
    "campfire": tools.campfire,
    "candle": tools.candle,
    "car": vehicles.car,
    "cart": vehicles.cart,
    "chair": household.chair,
    "charm": treasures.charm,
    "chest": furniture.chest,
    "clock": desk_things.clock,
    "coin": treasures.coin,
    "computer": desk_things.computer,
    "crate": furniture.crate,
    "crown": treasures.crown,
    "crystal": treasures.crystal,
    "cup": tableware.cup,
    "dango": food.dango,
    "desk": household.desk,
    "doll": toys.doll,
    "donut": food.donut,
    "drum": music.drum,
    "egg": food.egg,
    "fan": desk_things.fan,
    "feather": nature.feather,
    "fishing_rod": tools.fishing_rod,
    "flower": small.flower,
    "flute": music.flute,
    "folded_umbrella": gear.folded_umbrella,
    "folder": desk_things.folder,
    "fridge": furniture.fridge,
    "gift": toys.gift,
    "glass": kitchen.glass,
    "guitar": gear.guitar,
    "hammer": tools.hammer,
    "hat": small.hat,
    "ice": nature.ice,
    "ice_cream": food.ice_cream,
    "jar": kitchen.jar,
    "kettle": kitchen.kettle,
    "key": desk_things.key,
    "kite": gear.kite,
    "knife": kitchen.knife,
    "ladder": tools.ladder,
    "lamp": household.lamp,
    "lantern": small.lantern,
    "laptop": desk_things.laptop,
    "leaf": nature.leaf,
    "letter": small.letter,
    "lifebuoy": tools.lifebuoy,
    "log": nature.log,
    "lunchbox": food.lunchbox,
    "mask": treasures.mask,
    "microphone": desk_things.microphone,
    "mirror": furniture.mirror,
    "mushroom": food.mushroom,
    "necklace": treasures.necklace,
    "net": tools.net,
    "newspaper": desk_things.newspaper,
    "onigiri": food.onigiri,
    "tangerine": food.tangerine,
    "pan": kitchen.pan,
    "paper": desk_things.paper,
    "paper_plane": toys.paper_plane,
    "pencil": desk_things.pencil,
    "phone": gear.phone,
    "piano": music.piano,
    "picture": desk_things.picture,
    "pillow": furniture.pillow,
    "pizza": food.pizza,
    "plant": nature.plant,
    "plate": kitchen.plate,
    "pot": kitchen.pot,
    "pumpkin": food.pumpkin,
    "racket": toys.racket,
    "radio": desk_things.radio,
    "ramp": ramps.ramp,
    "ring": treasures.ring,
    "rope": tools.rope,
    "sandwich": food.sandwich,
    "scooter": vehicles.scooter,
    "scroll": desk_things.scroll,
    "shelf": furniture.shelf,
    "shell": nature.shell,
    "shield": tools.shield,
    "shovel": tools.shovel,
    "sign": furniture.sign,
    "skateboard": toys.skateboard,
    "snowball": toys.snowball,
    "snowman": toys.snowman,
    "sofa": furniture.sofa,
    "spear": tools.spear,
    "spoon": kitchen.spoon,
    "staff": tools.staff,
    "stick": nature.stick,
    "stone": small.stone,
    "stool": furniture.stool,
    "suitcase": gear.suitcase,
    "sword": gear.sword,
    "table": household.table,
    "teapot": tableware.teapot,
    "teddy": toys.teddy,
    "television": desk_things.television,
    "torch": tools.torch,
    "traffic_cone": tools.traffic_cone,
    "trash_can": furniture.trash_can,
    "tray": kitchen.tray,
    "trumpet": music.trumpet,
    "umbrella": gear.umbrella,
    "vase": tableware.vase,
    "violin": music.violin,
    "watermelon": food.watermelon,
    "flag": poles.flag,
    "flagpole": poles.flagpole,
    "paper_boat": poles.paper_boat,
    "rubber_duck": poles.rubber_duck,
    "banner": poles.banner,
    "curtain": poles.curtain,
    "noren": poles.noren,
    "laundry": poles.laundry,
    "wind_chime": poles.wind_chime,
    "domino": games.domino,
    "bowling_pin": games.bowling_pin,
    "bowling_ball": games.bowling_ball,
    "frisbee": games.frisbee,
    "tin_can": games.tin_can,
    "target": games.target,
    "shoe": worn.shoe,
    "slipper": worn.slipper,
    "boot": worn.boot,
    "glove": worn.glove,
    "helmet": worn.helmet,
    "backpack": worn.backpack,
    "tyre": wheels.tyre,
    "sled": wheels.sled,
    "wheelbarrow": wheels.wheelbarrow,
    "stroller": wheels.stroller,
    "swing": playground.swing,
}

_ALIVE: dict[str, Builder] = {
    "bear": creatures.bear,
    "beast": creatures.beast,
    "bird": animals.bird,
    "cat": creatures.cat,
    "dog": creatures.dog,
    "dragon": dragons.dragon,
    "fish": animals.fish,
    "fox": creatures.fox,
    "frog": animals.frog,
    "horse": creatures.horse,
    "mouse": creatures.mouse,
    "owl": birds.owl,
    "penguin": birds.penguin,
    "rabbit": animals.rabbit,
    "robot": robots.robot,
    "turtle": animals.turtle,
}
"""Kinds on joints, made as they stand in the creature frame."""


def build_prop(prop: Prop, loose: bool = False) -> Mesh:
    """The mesh of a prop, its extents those of its kind; loose: its lid, if it has one, on joint 1.

    What is alive is on the joints of its kind and as large as it stands.
    A kind without a mesh of its own is a rounded box with the prop's name lettered on its sides.
    """
    kind = made(prop)
    colour = rgb(prop.colour or kind.colour)
    if prop.kind in _ALIVE:
        return _standing(join(_ALIVE[prop.kind](colour)), scale_of(prop), kind.size_m[2])
    builder = _BUILDERS.get(prop.kind)
    pieces = builder(colour) if builder is not None else unknown.labelled(prop.name, colour)
    mesh = _fitted(join(pieces), kind.size_m)
    if kind.stool_m is not None:
        x, y, high = kind.stool_m
        seat = music.stool((x, y, high), colour)
        mesh = join([mesh, replace(seat, position=seat.position - np.array([0, 0, kind.size_m[2] / 2], np.float32))])
    if kind.swings is not None and not loose:
        return replace(mesh, bones=np.zeros_like(mesh.bones))
    return with_lid(mesh, kind, kind.opens) if loose and kind.opens is not None else mesh


def _standing(mesh: Mesh, scale: float, height: float) -> Mesh:
    """A creature's mesh in its own axes, as large as it is."""
    return replace(mesh, position=(mesh.position * scale - (0, 0, height / 2)).astype(np.float32))


def _fitted(mesh: Mesh, size: tuple[float, float, float]) -> Mesh:
    """The mesh about its middle, each axis stretched to the size its physics has."""
    low, high = mesh.position.min(0), mesh.position.max(0)
    scale = np.array(size, np.float32) / np.maximum(high - low, 1e-6)
    normal = mesh.normal / scale
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    return replace(mesh, position=(mesh.position - (low + high) / 2) * scale, normal=normal.astype(np.float32))
