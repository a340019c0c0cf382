"""How far apart two colors are, also to eyes that lack one kind of cone.

Simulation: Machado, Oliveira and Fernandes (IEEE TVCG 15, 2009), severity 1, on linear sRGB. Distance:
CIELAB (CIE 1976) for the D65 white point.
"""

import numpy as np
from numpy.typing import NDArray

Color = NDArray[np.float64]

NORMAL = "normal"
MACHADO: dict[str, list[list[float]]] = {
    NORMAL: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(code: str) -> Color:
    """Return `#RRGGBB` as linear light."""
    value = np.array([int(code[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def seen(code: str, vision: str) -> Color:
    """Return the linear light that stands for a color in such eyes."""
    color: Color = np.clip(np.array(MACHADO[vision]) @ linear(code), 0, 1)
    return color


def lab(light: Color) -> Color:
    """Return linear light in CIELAB."""
    ratio = (_TO_XYZ @ light) / _WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, sight: str) -> float:
    """Return how far apart two colors are in such eyes, in CIELAB."""
    return float(np.linalg.norm(lab(seen(one, sight)) - lab(seen(other, sight))))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors as WCAG 2 defines it."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    bright, dark = sorted((float(weights @ linear(code)) for code in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
