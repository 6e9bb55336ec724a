"""The table of materials in the documentation says what the studio uses."""

import re
import tomllib
from pathlib import Path

import pytest

from studio.resources import resource

TABLE = Path(__file__).parents[2] / "docs" / "materials.md"
USED = ("density", "restitution", "friction", "rolling_m", "stiffness_pa")
MATERIALS = tomllib.loads(resource("materials.toml").read_text("utf-8"))


def rows() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Value, range and source by material and property."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[0] in MATERIALS:
            found[cells[0], cells[1]] = cells[2], cells[3], cells[4]
    return found


@pytest.mark.parametrize("material", MATERIALS)
def test_every_value_is_in_the_table_with_its_range_and_source(material: str) -> None:
    told = rows()
    for key in USED:
        value, literature, source = told[material, key]
        assert float(value) == pytest.approx(MATERIALS[material][key]), f"{key} of {material}"
        assert literature, f"{key} of {material} has no range"
        assert source, f"{key} of {material} has no source"


def test_every_source_is_listed() -> None:
    listed = set(re.findall(r"^\| (\w+) \| [^|]+ \| [^|]+ \|$", TABLE.read_text("utf-8"), re.MULTILINE))
    used = {key for _, _, source in rows().values() for key in re.findall(r"\b[A-Z]{2,6}\b(?= ✓)", source)}
    assert used
    assert used <= listed
