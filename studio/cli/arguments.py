"""The command line's words, and what each of them does."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from studio import __version__
from studio.cli.cameo_words import add_cameo
from studio.cli.film_arguments import add_package, add_remix
from studio.cli.paint_arguments import add_paint, add_painting, paint_request, wish
from studio.errors import InvalidRequest, StudioError

DONE, FAILED, WRONG_REQUEST = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, like every other refusal."""

    def error(self, message: str) -> NoReturn:
        raise InvalidRequest(f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help.")


def _path(text: str) -> Path:
    """A path that can be looked at, whether or not anything is there yet.

    Raises:
        InvalidRequest: it is empty, too long, or behind a folder that may not be entered.
    """
    if not text:
        raise InvalidRequest("The name of a file or folder is empty.", "Write where it is.")
    try:
        Path(text).exists()
    except OSError as fault:
        raise InvalidRequest(f"{text} cannot be looked at ({fault.strerror}).", "Check the path.") from fault
    return Path(text)


def parser() -> argparse.ArgumentParser:
    """The stable command line that other programs rely on."""
    main = _Parser(
        prog="main.py", description="Tsuzuki, a studio for anime shorts. Without arguments it opens the window."
    )
    main.add_argument("--version", action="version", version=f"Tsuzuki {__version__}")
    commands = main.add_subparsers(dest="command", metavar="COMMAND")
    _add_render(commands.add_parser("render", help="make a film of a script or a project"))
    plan = commands.add_parser("plan", help="show the scenes, shots and worlds of a script")
    plan.add_argument("source", type=_path, metavar="SCRIPT")
    _add_cast(commands.add_parser("cast", help="show who is in a film, give them models, or export one as VRM"))
    _add_dub(commands.add_parser("dub", help="show what is said in a film, and have lines spoken by recordings"))
    _add_model_store(commands.add_parser("models", help="show which painters' models are here, and get or remove them"))
    add_remix(commands.add_parser("remix", help="make another film of one: new takes, looks, parts, words"), _path)
    add_paint(commands.add_parser("paint", help="have a model paint shots, parts of them, or clips of its own"), _path)
    _add_captions(commands.add_parser("captions", help="write a film's captions, or take captions into a project"))
    _add_timeline(commands.add_parser("timeline", help="write a film as a cut for other programs, or take one in"))
    inspect = commands.add_parser("inspect", help="show what a film or a project holds")
    inspect.add_argument("source", type=_path, metavar="FILE")
    add_cameo(commands.add_parser("cameo", help="your double: whom you lend it to, and taking it back"), _path)
    bench = commands.add_parser("bench", help="measure the studio on this machine")
    bench.add_argument("name", metavar="NAME")
    bench.add_argument("--device", default="cpu", metavar="cuda", help="of painters: where they compute (cpu)")
    bench.add_argument("--weights", choices=["random"], default="random", help="of painters: nothing is fetched")
    bench.add_argument("--tiny", action="store_true", help="of painters: models of a few thousand weights")
    for command in commands.choices.values():
        command.add_argument("--json", action="store_true", help="print JSON")
    window = commands.add_parser("open", help="open a project, or a film with its project inside, in the window")
    window.add_argument("project", type=_path, metavar="PROJECT|FILM")
    return main


def _add_render(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=_path, metavar="SCRIPT|PROJECT|FILM|PICTURE|CLIP")
    command.add_argument(
        "-o", "--output", type=_path, metavar="FILM", help="a file, or of png and stems a folder (film.mp4)"
    )
    command.add_argument(
        "--preset",
        metavar="NAME",
        help="how it is written: h264 (the default), hevc, av1, prores, gif, webp, png (a folder of pictures), stems",
    )
    command.add_argument(
        "--aspect", metavar="W:H", help="16:9, 9:16, 1:1 or 4:5; the camera is aimed anew at whom each shot is about"
    )
    size = command.add_mutually_exclusive_group()
    size.add_argument("--preview", action="store_true", help="a small film, 640x360, in less than half the time")
    size.add_argument("--final", action="store_true", help="a full film, 1280x720 (the default)")
    command.add_argument("--size", metavar="WxH", help="another size in pixels, even numbers")
    command.add_argument("--fps", type=int, metavar="N", help="frames a second (24)")
    add_painting(command)
    command.add_argument("--seed", type=int, metavar="N", help="another seed gives another film of the same script")
    command.add_argument("--stems", type=_path, metavar="DIR", help="also write the layers of the sound here")
    command.add_argument(
        "--passes", type=_path, metavar="DIR", help="also write colour, depth, normal, line, id, pose and flow here"
    )
    command.add_argument("--passes-only", metavar="depth,flow", help="only these passes")
    command.add_argument("--passes-format", metavar="png|exr", help="whole numbers (png) or floating point (exr)")
    command.add_argument("--shots", metavar="2,5-7", help="only these shots")
    add_package(command)
    command.add_argument("--commercial", action="store_true", help="made for money; some cameos are not to be in it")
    _add_models(command)
    _add_voices(command)
    command.add_argument(
        "--still", action="append", default=[], metavar="2=PICTURE", help="make this shot of a still picture"
    )
    command.add_argument("--words", metavar="WORDS", help="of a picture alone: camera, weather, what is in the air")
    command.add_argument("--duration", type=float, metavar="SECONDS", help="of a picture alone (4)")


def _add_cast(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=_path, metavar="SCRIPT|PROJECT")
    command.add_argument(
        "--drawing",
        action="append",
        default=[],
        metavar="NAME=PICTURE",
        help="keep it with the project: painters keep NAME by this drawing of yours",
    )
    command.add_argument("--export-vrm", metavar="NAME", help="write this cast member as a VRM 1.0 character")
    command.add_argument("-o", "--output", type=_path, metavar="FILE.vrm", help="where to (NAME.vrm)")
    _add_models(command, "keep it with the project: ")


def _add_captions(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=_path, metavar="SCRIPT|PROJECT")
    command.add_argument("-o", "--output", type=_path, metavar="FILM.srt", help="write them here: .srt, .ass or .vtt")
    command.add_argument(
        "--from",
        dest="brought",
        type=_path,
        metavar="FILE",
        help="the project's lines say what these captions say, then",
    )


def _add_timeline(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=_path, metavar="SCRIPT|PROJECT|CUT")
    command.add_argument(
        "-o",
        "--output",
        type=_path,
        metavar="CUT|PROJECT",
        help="write the cut here: .otio, .edl, .fcpxml, .xml or .aaf; of a cut, make this new project",
    )
    command.add_argument(
        "--from", dest="brought", type=_path, metavar="CUT", help="the project becomes what this cut is"
    )
    command.add_argument("--fps", type=int, metavar="N", help="of a script, or a cut that tells no rate (24)")


def _add_dub(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=_path, metavar="SCRIPT|PROJECT")
    _add_voices(command, "keep it with the project: ")
    command.add_argument(
        "--no-voice", action="append", default=[], metavar="LINE", help="the studio speaks this line again"
    )


def _add_model_store(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "action", nargs="?", default="list", choices=("list", "add", "verify", "remove", "download"), metavar="ACTION",
        help="list (the default), add FOLDER, verify [NAME ...], remove NAME, download NAME",
    )  # fmt: skip
    command.add_argument("what", nargs="*", metavar="NAME|FOLDER", help="which model, or the folder that has one")
    command.add_argument("--as", dest="stands_for", default="", metavar="NAME", help="add: the painter that it is")
    command.add_argument("--yes", action="store_true", help="download without asking: you agree to the licence")
    command.add_argument("--folder", type=_path, metavar="DIR", help="where models are kept")
    command.add_argument("--hub", metavar="URL", help="download from a mirror of the public hub")


def _add_voices(command: argparse.ArgumentParser, what: str = "") -> None:
    command.add_argument(
        "--voice",
        action="append",
        default=[],
        metavar="LINE=FILE",
        help=f"{what}this sound file speaks a line: Hana:1=line.wav (Hana's first line), 3=line.mp3 (the film's third)."
        " If it says something else than the line, write that into line.txt beside it",
    )
    command.add_argument(
        "--voices",
        type=_path,
        metavar="DIR",
        help=f"{what}the sound files in here speak the lines that they are named after: Hana-1.wav, 3.wav",
    )


def _add_models(command: argparse.ArgumentParser, what: str = "") -> None:
    command.add_argument(
        "--model",
        action="append",
        default=[],
        metavar="NAME=FILE.vrm",
        help=f"{what}this VRM character (0.x or 1.0) plays NAME",
    )
    command.add_argument(
        "--model-prop",
        action="append",
        default=[],
        metavar="NAME=FILE.glb",
        help=f"{what}the thing NAME looks as in this glTF binary, in metres",
    )


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; returns the exit code. Errors are one line on standard error."""
    try:
        return _dispatch(parser().parse_args(arguments))
    except StudioError as error:
        print(error.sentence, file=sys.stderr)
        return WRONG_REQUEST
    except BrokenPipeError:
        # Whoever read our output went away, as "head" does: what is left to print goes nowhere, without a complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print("Stopped; nothing was left half written.", file=sys.stderr)
        return FAILED


def _dispatch(options: argparse.Namespace) -> int:
    match options.command:
        case "render":
            print(_render(options))
        case "cast":
            print(_cast(options))
        case "dub":
            from studio.cli.dub import DubRequest, dub

            print(dub(DubRequest(options.source, options.voice, options.voices, options.no_voice), options.json))
        case "captions":
            from studio.cli.captions import CaptionsRequest, captions

            print(captions(CaptionsRequest(options.source, options.output, options.brought), options.json))
        case "timeline":
            from studio.cli.timeline import TimelineRequest, timeline

            asked = TimelineRequest(options.source, options.output, options.brought, options.fps)
            print(timeline(asked, options.json))
        case "plan":
            from studio.cli.plan import plan

            print(plan(options.source, options.json))
        case "models":
            print(_models(options))
        case "remix":
            print(_remix(options))
        case "paint":
            from studio.cli.paint import paint

            print(paint(paint_request(options), options.json))
        case "inspect":
            from studio.cli.inspect import inspect

            print(inspect(options.source, options.json))
        case "cameo":
            from studio.cli.cameo import cameo

            print(cameo(options))
        case "bench":
            from studio.bench import Machine, bench

            print(bench(options.name, options.json, Machine(options.device, options.tiny)))
        case command:
            return _open_window(options.project if command else None)
    sys.stdout.flush()
    return DONE


def _render(options: argparse.Namespace) -> str:
    from studio.cli.films import PackWish
    from studio.cli.render import RenderRequest, parse_size, pass_order, render
    from studio.cli.stills import PictureWish
    from studio.engine.media.presets import USUAL, preset_called, preset_for, shaped
    from studio.engine.painters.painter import FINAL_SIZE, PREVIEW_SIZE

    usual = PREVIEW_SIZE if options.preview else FINAL_SIZE
    size = parse_size(options.size) if options.size else usual
    preset = options.preset or (preset_for(options.output) if options.output else USUAL)
    request = RenderRequest(
        source=options.source,
        target=options.output or Path("film").with_suffix(preset_called(preset).suffix),
        size=shaped(size, options.aspect) if options.aspect else size,
        preset=preset,
        painter=options.painter,
        choices=wish(options).choices(),
        fps=options.fps,
        seed=options.seed,
        shots=options.shots,
        stems=options.stems,
        passes=pass_order(options.passes, options.passes_only, options.passes_format),
        models=options.model,
        model_props=options.model_prop,
        voices=options.voice,
        voices_folder=options.voices,
        stills=options.still,
        picture=PictureWish(options.words, options.duration),
        pack=PackWish(
            flat=options.flat,
            takes=options.takes,
            mark=options.mark,
            mark_height=options.mark_height,
            mark_place=options.mark_place,
            cover=options.cover,
            author=options.author,
            licence=options.licence,
            no_remix=options.no_remix,
            no_recast=options.no_recast,
        ),
        commercial=options.commercial,
    )
    return render(request, options.json)


def _cast(options: argparse.Namespace) -> str:
    from studio.cli.cast import CastRequest, cast

    request = CastRequest(
        options.source, options.model, options.model_prop, options.export_vrm, options.output, options.drawing
    )
    return cast(request, options.json)


def _models(options: argparse.Namespace) -> str:
    from studio.cli.model_store import ModelsRequest, models

    wish = ModelsRequest(
        options.action, tuple(options.what), options.folder, options.stands_for, options.yes, options.hub
    )
    return models(wish, options.json)


def _remix(options: argparse.Namespace) -> str:
    from studio.cli.remix import RemixRequest, remix

    request = RemixRequest(
        options.source,
        options.output,
        options.retake,
        options.seed,
        options.look,
        options.redub,
        options.language,
        options.revoice,
        options.recast,
        options.borrow,
        options.before,
        options.after,
    )
    return remix(request, options.json)


def _open_window(project: Path | None) -> int:
    from studio.ui.app import run as open_window

    return open_window(project)
