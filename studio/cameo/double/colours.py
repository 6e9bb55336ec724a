"""Colours between ``#rrggbb`` (sRGB) and CIE L*a*b* (D65)."""

Lab = tuple[float, float, float]

_WHITE = (0.95047, 1.0, 1.08883)


def lab_of(hex_colour: str) -> Lab:
    """``#rrggbb`` as L* (0-100), a*, b*."""
    red, green, blue = (_linear(int(hex_colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
    fx, fy, fz = (_root(part / white) for part, white in zip((x, y, z), _WHITE, strict=True))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def hex_of(lab: Lab) -> str:
    """L*a*b* as ``#rrggbb``, what sRGB has not as near as it comes."""
    fy = (lab[0] + 16) / 116
    x, y, z = (
        white * _cube(part) for part, white in zip((fy + lab[1] / 500, fy, fy - lab[2] / 200), _WHITE, strict=True)
    )
    red = 3.2406 * x - 1.5372 * y - 0.4986 * z
    green = -0.9689 * x + 1.8758 * y + 0.0415 * z
    blue = 0.0557 * x - 0.2040 * y + 1.0570 * z
    return "#" + "".join(f"{round(255 * _gamma(min(max(part, 0.0), 1.0))):02x}" for part in (red, green, blue))


def mixed(first: str, second: str, share: float) -> str:
    """Between two colours: ``share`` 0 the first, 1 the second."""
    one, other = lab_of(first), lab_of(second)
    light, a, b = (x + (y - x) * share for x, y in zip(one, other, strict=True))
    return hex_of((light, a, b))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


def _cube(value: float) -> float:
    return value**3 if value > 0.2069 else (value - 16 / 116) / 7.787
