"""The words of ``main.py cameo``."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Adding: TypeAlias = Callable[..., argparse.ArgumentParser]
LEVELS = ("only-me", "approved", "mutuals", "everyone")
HARMS = ("sexual", "cruelty", "demeaning", "impersonation")


def add_cameo(command: argparse.ArgumentParser, path: Callable[[str], Path]) -> None:
    """Add what can be done with cameos. path: reads a path."""
    doing = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    doing.add_parser("show", help="who you are, whose cameos are here, and who may use them")
    begin = doing.add_parser("begin", help="make your identity on this machine")
    begin.add_argument("name", metavar="NAME")
    begin.add_argument("handle", metavar="@HANDLE")
    _out(doing.add_parser("card", help="write your contact card, to hand to friends"), path, "FILE.card")
    take = doing.add_parser("take", help="take in .card and .cameo files that you were sent")
    take.add_argument("files", nargs="+", type=path, metavar="FILE")
    _add_own(doing.add_parser, path)
    _add_deleting(doing.add_parser, path)
    doing.add_parser("forget-leases", help="give up what was lent to you, and believe this machine's clock again")
    doing.add_parser("begin-anew", help="give up all that is known of cameos, where that was edited or lost")
    _add_profile(doing.add_parser("profile", help="what this machine allows; a parent's PIN locks it"))

    for command in doing.choices.values():
        command.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")


def _add_own(adding: Adding, path: Callable[[str], Path]) -> None:
    make = _cameo(adding("make", help="make a cameo of a character that you designed after yourself"))
    make.add_argument("project", type=path, metavar="SCRIPT|PROJECT")
    make.add_argument("member", metavar="NAME", help="who in it is designed after you")
    make.add_argument("--adult", action="store_true", help="you are 18 or older")
    thing = adding("thing", help="have a pet or a thing of a project look like a real one")
    thing.add_argument("project", type=path, metavar="PROJECT")
    thing.add_argument("name", metavar="NAME", help="which of the film's things")
    thing.add_argument("files", nargs="+", type=path, metavar="FILE", help="pictures of it, or a short clip")
    thing.add_argument(
        "--references", type=path, metavar="FOLDER", help="write the crops of it that painters keep it by there, too"
    )
    rules = _cameo(adding("rules", help="who may use your cameo, and for what; what is not said stays as it is"))
    rules.add_argument("--level", choices=LEVELS)
    for limit in ("violence", "romance", "commercial"):
        rules.add_argument(f"--no-{limit}", action="store_true", help=f"not in {_plain(limit)}")
    rules.add_argument("--not-with", action="append", default=[], metavar="NAME", help="not with this contact")
    rules.add_argument("--until", metavar="YYYY-MM-DD", help="only until this day")
    rules.add_argument("--no-limits", action="store_true", help="first take off every limit, and all that is allowed")
    rules.add_argument("--allow", action="append", default=[], choices=HARMS, help="let others show it so")
    for action, told in (("approve", "let a contact use your cameo"), ("grant", "lend it to a contact for a week")):
        command = _cameo(adding(action, help=told))
        command.add_argument("person", metavar="NAME")
        if action == "grant":
            _out(command, path, "FILE.cameo")
    revoke = _cameo(adding("revoke", help="take your cameo back, from a contact or from everybody"))
    revoke.add_argument("person", nargs="?", metavar="NAME")
    follow = adding("follow", help="follow a contact")
    follow.add_argument("person", metavar="NAME")
    follow.add_argument("--no", action="store_true", help="no longer")
    for command in (revoke, follow, adding("renew", help="new leases for all who may still use yours")):
        _out(command, path, "FOLDER")


def _add_deleting(adding: Adding, path: Callable[[str], Path]) -> None:
    _cameo(adding("where", help="every take and film on this machine that a cameo is in"))
    delete = _cameo(adding("delete", help="delete every video with your cameo, here and of your contacts"))
    delete.add_argument("--yes", action="store_true", help="do it; without this they are only listed")
    destroy = _cameo(adding("destroy", help="have nothing of a cameo here any more: its face, its voice and its key"))
    destroy.add_argument("--yes", action="store_true", help="do it; it cannot be had back")
    answer = adding("answer", help="answer a contact who asks you to delete videos with their cameo")
    answer.add_argument("person", metavar="NAME")
    answer.add_argument("--yes", action="store_true", help="delete them; without this they are only listed")
    answer.add_argument("--refuse", action="store_true")
    for command in (delete, destroy, answer):
        _out(command, path, "FOLDER")
    adding("receipts", help="what was deleted, and what your contacts answered")


def _add_profile(command: argparse.ArgumentParser) -> None:
    command.add_argument("--cameos", choices=("yes", "no"))
    command.add_argument("--minor", choices=("yes", "no"), help="somebody under 18, whose parent allows their cameo")
    command.add_argument("--content", choices=("any", "gentle"))
    command.add_argument("--hours", metavar="7-20", help="open from and until which hour")
    command.add_argument("--sharing", choices=("yes", "no"))
    command.add_argument("--remove", action="store_true", help="have no profile")


def _cameo(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("cameo", metavar="@HANDLE")
    return command


def _out(command: argparse.ArgumentParser, path: Callable[[str], Path], what: str) -> None:
    command.add_argument("-o", "--output", type=path, metavar=what)


def _plain(limit: str) -> str:
    return {"violence": "violent scenes", "romance": "romantic scenes", "commercial": "films made for money"}[limit]
