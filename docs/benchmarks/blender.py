"""One scene, drawn by the cel painter and by Blender's Workbench and EEVEE: the same triangles, light, outline, sizes.

    PYTHONPATH=. python docs/benchmarks/blender.py [FRAMES]     (needs Debian's blender, python3-numpy, xvfb and xauth)

A girl stands in a park by day and the camera pans a little from frame to frame, so that nothing can be kept from the
frame before. The triangles are written out as they are in one frame of the shot, in metres; Blender runs this same file
on them, under Xvfb as it draws on a screen only. Its first frame, in which it compiles its shaders, is not counted, as
ours is not. See blender.md for figures.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

SIZES = ((640, 360), (1280, 720))
SHOT = (
    "Full shot of Hana, a girl with long hair in a school uniform, in a park by day. She stands still. Slow pan right."
)
HULL_M = 0.004
PAN_M = 0.02


class Watch:
    """Time by the clock, and of the processor by all threads: the second hardly cares what else the machine does."""

    def __init__(self) -> None:
        self._clock, self._worked = time.perf_counter(), time.process_time()

    def told(self, name: str, frames: int) -> dict[str, float]:
        """Since then, a frame."""
        clock, worked = time.perf_counter() - self._clock, time.process_time() - self._worked
        return {f"{name}, fps": round(frames / clock, 3), f"{name}, ms of a core": round(worked / frames * 1000, 1)}


# --- in our own Python --------------------------------------------------------------------------------
def main(frames: int) -> None:
    """Measure both, and print what came of it as JSON."""
    from studio.engine.director import direct
    from studio.engine.staging import Rehearsals, stage_shots
    from studio.engine.stop import StopToken

    performance = next(iter(stage_shots(direct(SHOT), Rehearsals(most=1), StopToken()))).played.performance
    figures: dict[str, object] = ours(performance, frames)
    with tempfile.TemporaryDirectory() as folder:
        scene, answer = Path(folder) / "scene.npz", Path(folder) / "figures.json"
        figures["triangles given to Blender"] = write_scene(performance, scene)
        order = ["xvfb-run", "-a", "blender", "--background", "--factory-startup", "--python-exit-code", "1"]
        order += ["--python", __file__, "--"]
        subprocess.run([*order, str(scene), str(answer), str(frames)], check=True, stdout=subprocess.DEVNULL)
        figures |= json.loads(answer.read_text())
    print(json.dumps(figures, indent=1))  # noqa: T201  this is its answer


def ours(performance, frames: int) -> dict[str, object]:
    """Frames a second, with what Blender is asked for too (light, shadow, outlines) and with everything."""
    from dataclasses import replace

    from studio.engine.painters.cel.effects import EFFECT_ORDER, Effects
    from studio.engine.painters.cel.painter import CelPainter
    from studio.engine.painters.cel.tally import TALLY
    from studio.engine.painters.painter import Size

    equal = replace(Effects.without(len(EFFECT_ORDER)), outlines=True, set_lines=True, soft_shadows=True)
    painter, figures = CelPainter(), {}
    for size in SIZES:
        for name, effects in (("the same", equal), ("everything on", Effects.all())):
            painting = painter.open(performance, Size(*size))
            painting.seen_through(performance.camera, steady=False)
            painting.frame(0, effects)
            before, watch = TALLY.now, Watch()
            for frame in range(1, frames + 1):
                painting.frame(frame, effects)
            drawn = TALLY.now.since(before)
            figures |= watch.told(f"ours, {name}, {size[0]}x{size[1]}", frames)
            figures[f"ours, {name}, triangles a frame"] = drawn.triangles // frames
    painter.close()
    return figures


def write_scene(performance, path: Path) -> int:
    """The set, the figure and the hull that is its outline, with colours; how many triangles they are."""
    from studio.engine.painters.cel.dangling import Worn
    from studio.engine.painters.cel.figures import build_figure
    from studio.engine.painters.cel.overlaps import posed
    from studio.engine.painters.cel.sets import build_set
    from studio.engine.painters.cel.swing import swing

    actor = performance.actors[0]
    figure = build_figure(actor.member)
    place = build_set(performance.setting, performance.film_seed).mesh
    worn = Worn(figure.sewn, figure.rest, figure.head_unit_m)
    stands = posed(figure, swing(actor, performance.fps, performance.wind, performance.gusts, worn), 0)
    triangles = figure.mesh.triangles
    normals = vertex_normals(stands, triangles)
    camera = performance.camera
    np.savez(
        path,
        set_places=place.position,
        set_triangles=place.triangles,
        set_colours=place.colour,
        figure_places=stands.astype(np.float32),
        figure_triangles=triangles,
        figure_colours=figure.mesh.colour,
        hull_places=(stands + HULL_M * normals).astype(np.float32),
        hull_triangles=triangles[:, ::-1],
        hull_colours=np.zeros_like(figure.mesh.colour),
        eye=camera.eye[0],
        target=camera.target[0],
        fov=camera.fov_y[0],
    )
    return len(place.triangles) + 2 * len(triangles)


def vertex_normals(places: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """(N, 3) unit normals, each the mean of its triangles'."""
    corners = places[triangles]
    normals = np.zeros_like(places)
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    for corner in range(3):
        np.add.at(normals, triangles[:, corner], faces)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)


# --- in Blender's --------------------------------------------------------------------------------
def in_blender(scene_path: str, answer: str, frames: int) -> None:
    """Build the scene, and time both engines at both sizes."""
    import bpy
    from mathutils import Vector

    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene, data = bpy.context.scene, np.load(scene_path)
    for name in ("set", "figure", "hull"):
        add_mesh(name, data[f"{name}_places"], data[f"{name}_triangles"], data[f"{name}_colours"])
    light = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    light.rotation_euler = (0.6, -0.35, 0.0)
    light.data.energy = 3.0
    lens = bpy.data.cameras.new("camera")
    lens.sensor_fit, lens.angle = "VERTICAL", float(data["fov"])
    camera = bpy.data.objects.new("camera", lens)
    for one in (light, camera):
        scene.collection.objects.link(one)
    scene.camera = camera
    scene.world = bpy.data.worlds.new("sky")
    eye, target = Vector(data["eye"].tolist()), Vector(data["target"].tolist())

    def stand(frame: int) -> None:
        aim = target + Vector((PAN_M * frame, 0.0, 0.0))
        camera.location, camera.rotation_euler = eye, (aim - eye).to_track_quat("-Z", "Y").to_euler()

    figures = {}
    for engine in ("BLENDER_WORKBENCH", "BLENDER_EEVEE"):
        scene.render.engine = engine
        set_up(scene)
        for width, height in SIZES:
            scene.render.resolution_x, scene.render.resolution_y = width, height
            stand(0)
            bpy.ops.render.render()
            watch = Watch()
            for frame in range(1, frames + 1):
                stand(frame)
                bpy.ops.render.render()
            figures |= watch.told(f"{engine.split('_')[1].capitalize()}, {width}x{height}", frames)
    figures["Blender"] = bpy.app.version_string
    Path(answer).write_text(json.dumps(figures))


def set_up(scene) -> None:
    """One light with shadows and smooth edges in both; the outlines of all objects in Workbench too."""
    shading = scene.display.shading
    shading.light, shading.color_type = "STUDIO", "VERTEX"
    shading.show_shadows = shading.show_object_outline = True
    shading.show_backface_culling = True
    scene.display.render_aa = "FXAA"
    scene.eevee.taa_render_samples = 1
    scene.eevee.use_soft_shadows = False
    scene.render.image_settings.file_format = "PNG"


def add_mesh(name: str, places: np.ndarray, triangles: np.ndarray, colours: np.ndarray) -> None:
    """An object of triangles with a colour a vertex, in a two-tone toon material."""
    import bpy

    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(places.tolist(), [], triangles.tolist())
    layer = mesh.color_attributes.new("Col", "FLOAT_COLOR", "POINT")
    layer.data.foreach_set("color", np.column_stack([colours, np.ones(len(colours))]).astype(np.float32).ravel())
    mesh.materials.append(toon(name, lit=name != "hull"))
    bpy.context.scene.collection.objects.link(bpy.data.objects.new(name, mesh))


def toon(name: str, *, lit: bool):
    """The vertex colour in light, darker in shadow; the hull is black and seen from behind only."""
    import bpy

    material = bpy.data.materials.new(name)
    material.use_nodes = material.use_backface_culling = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    nodes.clear()
    out, glow = nodes.new("ShaderNodeOutputMaterial"), nodes.new("ShaderNodeEmission")
    links.new(glow.outputs[0], out.inputs[0])
    if not lit:
        glow.inputs[0].default_value = (0.0, 0.0, 0.0, 1.0)
        return material
    colour, diffuse = nodes.new("ShaderNodeVertexColor"), nodes.new("ShaderNodeBsdfDiffuse")
    tone, ramp, both = (
        nodes.new("ShaderNodeShaderToRGB"),
        nodes.new("ShaderNodeValToRGB"),
        nodes.new("ShaderNodeMixRGB"),
    )
    colour.layer_name = "Col"
    ramp.color_ramp.interpolation = "CONSTANT"
    ramp.color_ramp.elements[0].color = (0.55, 0.5, 0.7, 1.0)
    ramp.color_ramp.elements[1].position = 0.4
    both.blend_type, both.inputs[0].default_value = "MULTIPLY", 1.0
    links.new(diffuse.outputs[0], tone.inputs[0])
    links.new(tone.outputs[0], ramp.inputs[0])
    links.new(ramp.outputs[0], both.inputs[1])
    links.new(colour.outputs[0], both.inputs[2])
    links.new(both.outputs[0], glow.inputs[0])
    return material


if __name__ == "__main__":
    if "--" in sys.argv:
        told = sys.argv[sys.argv.index("--") + 1 :]
        in_blender(told[0], told[1], int(told[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
