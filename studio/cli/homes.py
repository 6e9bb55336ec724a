"""This person's cameos, for the command line."""

import getpass
import os
import sys

from studio.cameo.home import Home, open_home
from studio.errors import InvalidRequest

_VARIABLE = "TSUZUKI_PASSPHRASE"


def command_home() -> Home:
    """The cameos of whoever calls; a passphrase is asked for only where the machine has no key store."""
    return open_home(passphrase=_asked)


def _asked() -> str:
    """The passphrase from ``TSUZUKI_PASSPHRASE``, or typed unseen.

    Raises:
        InvalidRequest: there is nobody to ask.
    """
    told = os.environ.get(_VARIABLE)
    if told:
        return told
    if not sys.stdin.isatty():
        raise InvalidRequest(
            "This machine has no key store, so your cameos need a passphrase.", f"Put it into {_VARIABLE}."
        )
    return getpass.getpass("Passphrase of your cameos: ")
