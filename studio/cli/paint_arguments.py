"""The command line's words for painting with models."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.cli.paint import PaintRequest
    from studio.cli.painting import PaintingWish


def add_painting(command: argparse.ArgumentParser, painter: str = "cel") -> None:
    """Who paints, and how. painter: who does if nobody is named, "" somebody has to be."""
    usual = f" ({painter})" if painter else ""
    command.add_argument(
        "--painter",
        default=painter or None,
        required=not painter,
        metavar="NAME|FOLDER",
        help=f"who paints{usual}: a painter, or the folder of a model",
    )
    command.add_argument("--quality", choices=["draft", "good", "best"], help="how much time a model may take (good)")
    command.add_argument(
        "--control", choices=["grey", "line", "depth", "scribble", "pose"], help="what a model's control is made of"
    )
    command.add_argument("--held", type=float, metavar="PERCENT", help="how much the control holds the picture (100)")
    command.add_argument(
        "--strength", type=float, metavar="PERCENT", help="how much of a clip or a picture is painted anew (100)"
    )
    command.add_argument("--keyframes", metavar="NAME|FOLDER", help="who paints each shot's first frame for a model")
    command.add_argument(
        "--lora", action="append", default=[], metavar="FILE[=0.8]", help="add this LoRA to the model, so strongly"
    )
    command.add_argument(
        "--together", action="store_true", help="paint everybody in one go: quicker, but two people may swap"
    )
    command.add_argument("--painted-sound", action="store_true", help="a model that makes sound is heard, as a stem")


def add_paint(command: argparse.ArgumentParser, path: Callable[[str], Path]) -> None:
    """What a model paints of a project. path: reads a path that can be looked at."""
    command.add_argument("project", type=path, metavar="PROJECT")
    add_painting(command, painter="")
    command.add_argument("--size", metavar="WxH", help="of the film, pixels (1280x720)")
    command.add_argument("--shots", metavar="2,5-7", help="only these shots")
    command.add_argument("--tries", type=int, default=1, metavar="N", help="until it agrees with what is played (1)")
    command.add_argument(
        "--region",
        metavar="drawn|LEFT,TOP,WIDTH,HEIGHT",
        help="paint only this anew: the region drawn in the window, or a box in percent of the picture",
    )
    command.add_argument("--at", type=float, default=0.0, metavar="SECONDS", help="which moment the box is of (0)")
    command.add_argument("--words", default="", metavar="WORDS", help="what is to be there, or what happens in a clip")
    command.add_argument("--into", default="", metavar="TAKE", help="the take to paint into, or to go on from")
    command.add_argument("--after", type=float, metavar="SECONDS", help="let each shot go on so long, as a new shot")
    command.add_argument("--before", type=float, metavar="SECONDS", help="what was before each shot, as a new shot")
    command.add_argument("--animate", type=path, metavar="PICTURE", help="let a picture move, as a new shot")
    command.add_argument("--to", type=path, metavar="PICTURE", help="the picture that it becomes")
    command.add_argument("--seconds", type=float, default=2.0, metavar="SECONDS", help="of a picture that moves (2)")
    command.add_argument("--promote", metavar="TAKE", help="paint this draft finer, with its composition")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="another clip of the same words")
    command.add_argument("--no-keep", action="store_true", help="keep the take, but let the film stay as it is")


def wish(options: argparse.Namespace) -> "PaintingWish":
    """How a model is to paint."""
    from studio.cli.painting import PaintingWish

    return PaintingWish(
        options.quality,
        options.control,
        options.held,
        options.strength,
        options.lora,
        options.keyframes,
        options.together,
        options.painted_sound,
    )


def paint_request(options: argparse.Namespace) -> "PaintRequest":
    """What a model is to paint."""
    from studio.cli.paint import PaintRequest
    from studio.cli.render import parse_size
    from studio.engine.painters.painter import FINAL_SIZE

    return PaintRequest(
        project=options.project,
        painter=options.painter,
        wish=wish(options),
        size=parse_size(options.size) if options.size else FINAL_SIZE,
        shots=options.shots,
        tries=options.tries,
        region=options.region,
        at=options.at,
        words=options.words,
        into=options.into,
        after=options.after,
        before=options.before,
        animate=options.animate,
        to=options.to,
        seconds=options.seconds,
        seed=options.seed,
        promote=options.promote,
        keep=not options.no_keep,
    )
