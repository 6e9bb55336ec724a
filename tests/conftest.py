"""Every test has a profile of its own: none finds this person's keys, and none leaves any."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A fresh profile for the run, and no key store of the system's; processes that tests start have it too."""
    folder = tmp_path_factory.mktemp("profile")
    os.environ["TSUZUKI_PROFILE"] = str(folder)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    yield folder
    del os.environ["TSUZUKI_PROFILE"], os.environ["PYTHON_KEYRING_BACKEND"]
