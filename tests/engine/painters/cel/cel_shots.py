"""Performances, a ball and a plain set made by hand, for the painter's tests."""

import math

import numpy as np

from studio.engine.painters.cel.mesh import Mesh, Surface, join
from studio.engine.painters.cel.scenery import Halo, Mood, Scenery
from studio.engine.performance import Actor, CameraPath, Face, Performance, PropTrack
from studio.engine.skeleton import INDEX, JOINTS
from studio.timeline.film import CastId, CastMember, Look, Prop, PropId, Setting, ShotId, Voice

F32 = np.float32


def mesh(position, normal, triangles, colour, shade, surface=Surface.PLAIN, uv=None, glow=0.0, outline=1.0, sway=None):
    count = len(position)
    return Mesh(
        np.asarray(position, F32),
        np.asarray(normal, F32),
        np.tile(np.asarray(colour, F32), (count, 1)),
        np.tile(np.asarray(shade, F32), (count, 1)),
        np.zeros((count, 2), F32) if uv is None else np.asarray(uv, F32),
        np.full(count, surface, np.uint8),
        np.full(count, glow, F32),
        np.full(count, outline, F32),
        np.zeros((count, 2), np.uint8),
        np.zeros(count, F32),
        np.zeros(count, F32) if sway is None else np.asarray(sway, F32),
        np.asarray(triangles, np.uint32),
    )


def box(centre, size, colour, shade, **more):
    corners, normals, triangles = [], [], []
    for axis in range(3):
        for sign in (-1, 1):
            u, v = (axis + 1) % 3, (axis + 2) % 3
            base = len(corners)
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                corner = np.zeros(3)
                corner[axis], corner[u], corner[v] = sign, a, b
                corners.append(np.array(centre) + corner * np.array(size) / 2)
                normal = np.zeros(3)
                normal[axis] = sign
                normals.append(normal)
            faces = [[0, 1, 2], [0, 2, 3]] if sign > 0 else [[0, 2, 1], [0, 3, 2]]
            triangles += [[base + k for k in face] for face in faces]
    return mesh(corners, normals, triangles, colour, shade, **more)


def ground(half, colour, shade, surface=Surface.PLAIN, height=0.0):
    corners = [(-half, -half, height), (half, -half, height), (half, half, height), (-half, half, height)]
    uv = [corner[:2] for corner in corners]
    return mesh(corners, [(0, 0, 1)] * 4, [[0, 1, 2], [0, 2, 3]], colour, shade, surface, uv)


def member(name="hana", **look):
    return CastMember(CastId(name), name.title(), Look(**look), Voice())


def face(frames, viseme=0, opening=0.0):
    still = np.zeros(frames, F32)
    return Face(
        np.full(frames, viseme, np.uint8),
        still + opening,
        np.ones(frames, F32),
        np.zeros((frames, 2), F32),
        still,
        still,
        still + 0.3,
        still + 0.3,
        still,
    )


def turn(axis, degrees):
    half = math.radians(degrees) / 2
    return np.array([math.cos(half), *(math.sin(half) * np.array(axis))], F32)


def actor(who, frames=1, at=(0.0, 0.0), heading=-math.pi / 2, walk=0.0, pose=None, showing=None):
    joints = np.zeros((frames, len(JOINTS), 4), F32)
    joints[..., 0] = 1
    for joint, rotation in (pose or {}).items():
        joints[:, INDEX[joint]] = rotation
    root = np.zeros((frames, 3), F32)
    root[:, 0], root[:, 1] = at[0] + np.arange(frames) * walk, at[1]
    still = np.zeros(frames, F32)
    return Actor(who, root, np.full(frames, heading, F32), still, joints, showing or face(frames))


def camera(frames=1, eye=(0.0, -5.0, 1.4), target=(0.0, 0.0, 0.9), fov=0.6, travel=(0.0, 0.0, 0.0)):
    step = np.arange(frames)[:, None] * np.asarray(travel)[None]
    angle = np.full(frames, fov, F32)
    return CameraPath(
        (np.asarray(eye)[None] + step).astype(F32), (np.asarray(target)[None] + step).astype(F32), angle * 0, angle
    )


def prop_track(kind="ball", frames=1, at=(0.6, -0.4, 0.12)):
    turns = np.zeros((frames, 4), F32)
    turns[:, 0] = 1
    return PropTrack(Prop(PropId(kind), kind, kind), np.tile(np.asarray(at, F32), (frames, 1)), turns)


def performance(
    actors=(), props=(), shot_camera=None, frames=1, set_kind="plain", hour="day", weather="clear", wind=(0.0, 0.0)
):
    setting = Setting(set_kind, set_kind, hour, weather)
    return Performance(
        ShotId("shot"), 24, frames, setting, 7, tuple(actors), tuple(props), shot_camera or camera(frames), (), (), wind
    )


def ball_mesh(_prop, _loose=False, radius=0.12, rings=12, sides=18):
    polar, around = np.meshgrid(
        np.linspace(0, math.pi, rings), np.linspace(0, 2 * math.pi, sides, endpoint=False), indexing="ij"
    )
    normal = np.stack([np.sin(polar) * np.cos(around), np.sin(polar) * np.sin(around), np.cos(polar)], -1)
    index = np.arange(rings * sides).reshape(rings, sides)
    a, b = index[:-1], index[1:]
    c, d = np.roll(b, -1, 1), np.roll(a, -1, 1)
    triangles = np.concatenate([np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)])
    flat = normal.reshape(-1, 3)
    return mesh(flat * radius, flat, triangles, (0.9, 0.3, 0.25), (0.55, 0.12, 0.3))


def plain_set(setting, _seed, _wet=None, _loose=frozenset()):
    """Grey-green ground, two boxes; night adds lamps, rain makes the ground wet."""
    night, rain = setting.hour == "night", setting.weather == "rain"
    floor = ground(60, (0.45, 0.46, 0.55), (0.3, 0.3, 0.45), Surface.WET if rain else Surface.PLAIN)
    parts = [
        floor,
        box((-2.5, 3.0, 1.5), (1.5, 1.5, 3.0), (0.75, 0.6, 0.5), (0.45, 0.32, 0.42)),
        box((3.0, 5.0, 1.0), (2.0, 2.0, 2.0), (0.5, 0.65, 0.8), (0.3, 0.35, 0.6)),
        box((1.6, 3.0, 2.4), (0.4, 0.1, 1.2), (1.0, 0.35, 0.6), (1.0, 0.35, 0.6), surface=Surface.GLOW, glow=0.9),
    ]
    halos = (Halo((1.6, 2.9, 2.4), 1.2, (1.0, 0.35, 0.6), 0.5),) if night else ()
    return Scenery(join(parts), mood(night, rain, setting.weather), None, halos)


def mood(night=False, rain=False, weather="clear"):
    if not night:
        return Mood(snow=1.0 if weather == "snow" else 0.0, wet=1.0 if rain else 0.0, rain=1.0 if rain else 0.0)
    return Mood(
        light=(0.92, 0.86, 0.98),
        shade=(0.50, 0.46, 0.86),
        light_direction=(0.5, -0.6, 0.6),
        rim=0.9,
        rim_left=(0.15, 0.95, 1.0),
        rim_right=(1.0, 0.25, 0.70),
        sky_top=(0.03, 0.04, 0.13),
        sky_horizon=(0.32, 0.16, 0.42),
        fog=(0.20, 0.14, 0.36),
        fog_density=0.03,
        fog_start_m=4.0,
        fog_most=0.9,
        stars=1.0,
        moon=(15.0, 18.0),
        rain=1.0 if rain else 0.0,
        wet=1.0 if rain else 0.0,
        bloom=1.0,
        saturation=1.12,
        contrast=0.3,
        lift=(0.015, 0.012, 0.04),
        vignette=0.5,
        tint=(0.5, 0.1, 0.6),
        tint_strength=0.2,
    )
