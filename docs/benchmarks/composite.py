"""Composite and encode: the processor time of an export against that of the ffmpeg command that writes the same film.

    python docs/benchmarks/composite.py [--seconds 60] [--preset h264] [--preset prores]

Ten shots of 1920x1080 at 24 a second with nine dissolves; over them a second picture track, with a transparent picture
of the film's size that comes and goes, and a clip as a picture in the picture; and three tracks of sound mixed to -14
LUFS. What the film is made of is made first and is not counted. Needs ffmpeg, which the studio itself does not.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Final

import cv2
import numpy as np

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from studio.engine.footage import footage_taken_in  # noqa: E402
from studio.engine.media.delivery import deliver  # noqa: E402
from studio.engine.media.plan import Clip, FilmPlan  # noqa: E402
from studio.engine.media.presets import preset_called  # noqa: E402
from studio.engine.media.stem_files import read_stems, write_wav  # noqa: E402
from studio.engine.media.take_video import TakeWriter  # noqa: E402
from studio.engine.overlaying.film_overlays import FilmOverlays  # noqa: E402
from studio.engine.painters.painter import Size  # noqa: E402
from studio.engine.sound.mixdown import mix  # noqa: E402
from studio.engine.sound.stems import RATE  # noqa: E402
from studio.engine.stills import still_taken_in  # noqa: E402
from studio.engine.stop import StopToken  # noqa: E402
from studio.timeline.film import Camera, Directions, Film, Scene, SceneId, Seconds, Setting, Shot, ShotId  # noqa: E402
from studio.timeline.ids import OverlayId  # noqa: E402
from studio.timeline.overlay_edits import add_overlay  # noqa: E402
from studio.timeline.overlays import Inset, Overlay, Picture, Place  # noqa: E402

SIZE: Final = Size(1920, 1080)
FPS: Final = 24
SHOTS: Final = 10
SIDE: Final = Fraction(1, 3)
FRAME, INSET = "frame.png", "inset.mp4"
FRAME_SPAN: Final = (Fraction(1, 10), Fraction(5, 10))
INSET_SPAN: Final = (Fraction(6, 10), Fraction(9, 10))
"""From when to when the picture and the clip lie over the film, as shares of its length."""
FADE: Final = Fraction(1, 2)
INSET_PLACE: Final = Place(0.775, 0.25, 0.3)
BAR: Final = 1.1
_STEMS: Final = ("dialogue", "effects", "ambience")
_CODECS: Final = {
    "h264": "-c:v libx264 -crf 17 -preset veryfast -tune animation -g 12 -bf 0 -pix_fmt yuv420p -c:a aac -b:a 256k",
    "hevc": "-c:v libx265 -crf 20 -preset medium -pix_fmt yuv420p -tag:v hvc1 -c:a aac -b:a 256k"
    " -x265-params log-level=none:keyint=48:min-keyint=48:scenecut=0:open-gop=0:tune=animation",
    "av1": "-c:v libsvtav1 -crf 24 -preset 7 -g 48 -pix_fmt yuv420p10le -c:a aac -b:a 256k",
    "prores": "-c:v prores_ks -profile:v hq -vendor apl0 -pix_fmt yuv422p10le -c:a pcm_s24le",
}


def make_material(folder: Path, seconds: int) -> None:
    """Ten takes of a drawn landscape that the camera goes over, and the tracks."""
    frames = seconds * FPS // SHOTS
    for shot in range(SHOTS):
        wide = _landscape(shot)
        with TakeWriter(folder / f"take{shot}.mp4", SIZE, FPS) as take:
            for index in range(frames):
                left = 2 * index + shot
                view = np.ascontiguousarray(wide[:, left : left + SIZE.width])
                cv2.circle(view, (300 + 5 * index % 1300, 700 + int(60 * np.sin(index / 5))), 90, (240, 90, 80), -1)
                take.write(view)
    _make_overlays(folder, seconds)
    dice = np.random.default_rng(1)
    for number, name in enumerate(_STEMS):
        wave = dice.normal(0, 0.05 / (number + 1), (2, seconds * RATE)).astype(np.float32)
        wave *= (np.sin(np.arange(wave.shape[1]) / RATE * (2 + number)) > 0).astype(np.float32)
        write_wav(folder / f"{name}.wav", wave)


def _make_overlays(folder: Path, seconds: int) -> None:
    """A frame about the picture with soft edges and a transparent middle, and a clip."""
    across, down = np.meshgrid(np.linspace(-1, 1, SIZE.width), np.linspace(-1, 1, SIZE.height))
    alpha = np.clip((np.maximum(np.abs(across), np.abs(down)) - 0.72) * 6, 0, 1)
    picture = np.empty((SIZE.height, SIZE.width, 4), np.uint8)
    picture[..., :3] = (70, 40, 160)
    picture[..., 3] = np.round(alpha * 230)
    cv2.imwrite(str(folder / FRAME), picture)
    wide = _landscape(SHOTS)
    first, last = INSET_SPAN
    with TakeWriter(folder / INSET, SIZE, FPS) as take:
        for index in range(int((last - first) * seconds * FPS)):
            take.write(np.ascontiguousarray(wide[:, index : index + SIZE.width]))


def document(folder: Path, seconds: int) -> Film:
    """The film's shots, and what lies over them."""
    shots = tuple(
        Shot(ShotId(str(n)), "", Directions(), Setting("stage", "x"), Camera(), (), Seconds(seconds, SHOTS))
        for n in range(SHOTS)
    )
    film = Film("Bench", fps=FPS, scenes=(Scene(SceneId("bench"), "", "", shots),))
    still, _ = still_taken_in(folder / FRAME)
    footage, _ = footage_taken_in(folder / INSET)
    for name, content, (first, last), place, fade in (
        ("frame", Picture(still), FRAME_SPAN, Place(), FADE),
        ("inset", Inset(footage), INSET_SPAN, INSET_PLACE, Seconds(0)),
    ):
        lasts = Seconds(round((last - first) * seconds * FPS), FPS)
        one = Overlay(OverlayId(name), content, ShotId(""), Seconds(0), lasts, place, fade, fade)
        film = add_overlay(film, one, first * seconds)
    return film


def _landscape(seed: int) -> np.ndarray:
    dice = np.random.default_rng(seed)
    picture = np.empty((SIZE.height, SIZE.width + 1200, 3), np.uint8)
    picture[:] = np.linspace((90, 150, 230), (220, 235, 250), SIZE.height).astype(np.uint8)[:, None]
    for _ in range(60):
        at = int(dice.integers(0, picture.shape[1])), int(dice.integers(500, SIZE.height))
        reach = int(dice.integers(60, 260)), int(dice.integers(40, 200))
        colour = [int(one) for one in dice.integers(40, 220, 3)]
        cv2.ellipse(picture, at, reach, 0, 0, 360, colour, -1, cv2.LINE_AA)
        cv2.ellipse(picture, at, reach, 0, 0, 360, (30, 28, 40), 4, cv2.LINE_AA)
    return picture


def write_ours(folder: Path, seconds: int, preset: str) -> None:
    """The export as the studio does it: the mix, the dissolves, the file, and reading it back."""
    frames = seconds * FPS // SHOTS
    mixed = mix([(0.0, read_stems(folder))], float(seconds))
    clips = tuple(
        Clip(folder / f"take{n}.mp4", frames, str(n), entered="dissolve" if n else "cut", at=n * frames)
        for n in range(SHOTS)
    )
    target = folder / f"ours{preset_called(preset).suffix}"
    with FilmOverlays(document(folder, seconds)) as overlays:
        plan = FilmPlan("Bench", SIZE, FPS, clips, mixed.samples, drawn=(overlays,))
        for _ in deliver(plan, preset_called(preset), target, folder / "encoded", StopToken()):
            pass


def ffmpeg_command(folder: Path, seconds: int, preset: str) -> list[str]:
    """The same film by one ffmpeg command: shots held at their ends, dissolved, laid over, tracks mixed."""
    lasts, side = Fraction(seconds, SHOTS), SIDE
    inputs = [part for shot in range(SHOTS) for part in ("-i", str(folder / f"take{shot}.mp4"))]
    inputs += [part for name in _STEMS for part in ("-i", str(folder / f"{name}.wav"))]
    graph: list[str] = []
    for shot in range(SHOTS):
        before, after = (float(side) if wanted else 0.0 for wanted in (shot > 0, shot < SHOTS - 1))
        held = f"tpad=start_mode=clone:start_duration={before:.6f}:stop_mode=clone:stop_duration={after:.6f}"
        graph.append(f"[{shot}:v]{held},settb=1/{FPS},fps={FPS}[v{shot}]")
    last = "v0"
    for shot in range(1, SHOTS):
        offset = float(shot * lasts - side)
        graph.append(
            f"[{last}][v{shot}]xfade=transition=fade:duration={float(2 * side):.6f}:offset={offset:.6f}[x{shot}]"
        )
        last = f"x{shot}"
    pictures = SHOTS + len(_STEMS)
    inputs += ["-i", str(folder / FRAME), "-i", str(folder / INSET)]
    graph += _laid_over(last, pictures, seconds)
    for number in range(len(_STEMS)):
        graph.append(f"[{SHOTS + number}:a]pan=stereo|c0=c0|c1=c1[s{number}]")
    sounds = "".join(f"[s{number}]" for number in range(len(_STEMS)))
    graph.append(
        f"{sounds}amix=inputs=3:normalize=0,loudnorm=I=-14:TP=-1,aformat=sample_rates={RATE}:channel_layouts=stereo[a]"
    )
    target = folder / f"theirs{preset_called(preset).suffix}"
    tags = "-color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv -movflags +faststart"
    out = [*_CODECS[preset].split(), *tags.split(), "-t", str(seconds), str(target)]
    return [
        "ffmpeg",
        "-y",
        "-v",
        "error",
        *inputs,
        "-filter_complex",
        ";".join(graph),
        "-map",
        "[laid]",
        "-map",
        "[a]",
        *out,
    ]


def _laid_over(below: str, first_input: int, seconds: int) -> list[str]:
    """The overlays as a filter graph: the picture is read once and repeated, as the studio does."""
    (a, b), (c, d) = (tuple(float(share * seconds) for share in span) for span in (FRAME_SPAN, INSET_SPAN))
    fade, count = float(FADE), round((b - a) * FPS)
    wide, tall = (2 * round(side * INSET_PLACE.scale / 2) for side in (SIZE.width, SIZE.height))
    left, top = round(INSET_PLACE.x * SIZE.width - wide / 2), round(INSET_PLACE.y * SIZE.height - tall / 2)
    return [
        f"[{first_input}:v]format=yuva420p,loop=loop={count - 1}:size=1,setpts=N/{FPS}/TB,fps={FPS},"
        f"fade=t=in:d={fade}:alpha=1,fade=t=out:st={b - a - fade}:d={fade}:alpha=1,setpts=PTS+{a}/TB[frame]",
        f"[{first_input + 1}:v]scale={wide}:{tall}:flags=bicubic,setpts=PTS+{c}/TB[inset]",
        f"[{below}][frame]overlay=eof_action=pass:enable='between(t,{a},{b - 0.5 / FPS})'[framed]",
        f"[framed][inset]overlay={left}:{top}:eof_action=pass:enable='between(t,{c},{d - 0.5 / FPS})'[laid]",
    ]


def processor_seconds(command: list[str]) -> float:
    """Processor time of a command and what it starts, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure; 0 if every preset asked for is within the bar."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--preset", action="append", choices=sorted(_CODECS))
    asked.add_argument("--ours", type=Path, help=argparse.SUPPRESS)
    asked.add_argument("--keep", type=Path, help="keep both films in this folder, to be looked at")
    options = asked.parse_args()
    presets = options.preset or ["h264", "prores"]
    if options.ours is not None:
        write_ours(options.ours, options.seconds, presets[0])
        return 0
    if shutil.which("ffmpeg") is None:
        sys.stderr.write("ffmpeg is not installed, and there is nothing to compare with.\n")
        return 2
    holds = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_material(folder, options.seconds)
        for preset in presets:
            own = [sys.executable, __file__, "--ours", name, "--seconds", str(options.seconds), "--preset", preset]
            ours = processor_seconds(own)
            theirs = processor_seconds(ffmpeg_command(folder, options.seconds, preset))
            holds &= ours <= BAR * theirs
            sys.stdout.write(f"{preset}: studio {ours:.1f} s, ffmpeg {theirs:.1f} s, {ours / theirs:.2f} times\n")
            sys.stdout.flush()
            if options.keep is not None:
                for made in folder.glob(f"*{preset_called(preset).suffix}"):
                    if made.stem in ("ours", "theirs"):
                        shutil.copy(made, options.keep / f"{preset}-{made.name}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
