"""The command line's words for films that carry their project: how they are packed, and how they are remixed."""

import argparse
from collections.abc import Callable
from pathlib import Path


def add_package(command: argparse.ArgumentParser) -> None:
    """What a film is packed with."""
    command.add_argument("--flat", action="store_true", help="video only: leave the project out of the film")
    command.add_argument("--takes", action="store_true", help="put the finished takes into the film with its project")
    command.add_argument(
        "--mark", action="store_true", help="draw the visible mark on every shot, not only where it must be"
    )
    command.add_argument("--mark-height", type=float, metavar="PERCENT", help="of the picture's shorter side (7)")
    command.add_argument(
        "--mark-place",
        metavar="CORNERS",
        help='where the mark may be, beginning in the first, like "bottom right, top left" (every corner)',
    )
    command.add_argument("--cover", type=float, metavar="SECONDS", help="the film time of the cover picture")
    command.add_argument("--author", metavar="NAME", help="who made the film")
    command.add_argument(
        "--licence", metavar="NAME", help="reserved, CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0, CC-BY-NC-4.0, ..."
    )
    command.add_argument("--no-remix", action="store_true", help="ask studios not to remix the film")
    command.add_argument("--no-recast", action="store_true", help="ask studios not to put others into its parts")


def add_remix(command: argparse.ArgumentParser, path: Callable[[str], Path]) -> None:
    """What another film of one is. path: reads a path that can be looked at."""
    command.add_argument("source", type=path, metavar="FILM|PROJECT")
    command.add_argument("-o", "--output", type=path, metavar="NAME.tsuzuki", help="the new project (of a film)")
    command.add_argument("--retake", metavar="2,5-7", help="play these shots again, with another chance")
    command.add_argument("--seed", type=int, metavar="N", help="that chance")
    command.add_argument("--look", metavar="NAME", help="another look for the whole film")
    command.add_argument(
        "--redub", action="append", default=[], metavar="LINE=WORDS", help='like Hana:1="Good evening."'
    )
    command.add_argument("--language", metavar="CODE", help="the language of the new words, such as ja")
    command.add_argument(
        "--revoice", action="append", default=[], metavar="NAME=VOICE", help="speak all their lines so, like Hana=f4"
    )
    command.add_argument(
        "--recast",
        action="append",
        default=[],
        metavar="NAME=FILM:CHARACTER",
        help="somebody of another film plays NAME",
    )
    command.add_argument(
        "--borrow", action="append", default=[], metavar="FILM:KIND=NAME", help="KIND: character, thing, place or shot"
    )
    command.add_argument("--before", metavar="WORDS", help="what happens before the film, in the same world")
    command.add_argument("--after", metavar="WORDS", help="what happens after it, in the same world")
