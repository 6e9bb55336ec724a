"""From pixels to places and back, by the matrices alone: what the passes are measured against."""

import numpy as np

from studio.engine.performance import projection_matrix, view_matrix


def matrices(camera, index, size):
    return view_matrix(camera, index), projection_matrix(float(camera.fov_y[index]), size.width / size.height)


def unprojected(camera, index, depth):
    """World places (H, W, 4) of every pixel's middle, metres; where nothing is, as if it were a kilometre away."""
    height, width = depth.shape
    depth = np.where(np.isfinite(depth), depth, 1e3)
    view = view_matrix(camera, index)
    projection = projection_matrix(float(camera.fov_y[index]), width / height)
    row, column = np.mgrid[0:height, 0:width] + 0.5
    across = (column / width * 2 - 1) / projection[0, 0] * depth
    up = (1 - row / height * 2) / projection[1, 1] * depth
    return np.stack([across, up, -depth, np.ones_like(depth)], -1) @ np.linalg.inv(view).T


def projected(camera, index, size, places):
    """Pixels from the left and upper edge, and metres along the view."""
    view, projection = matrices(camera, index, size)
    clip = places @ (projection @ view).T
    x, y = clip[..., 0] / clip[..., 3], clip[..., 1] / clip[..., 3]
    return (x * 0.5 + 0.5) * size.width, (0.5 - y * 0.5) * size.height, clip[..., 3]


def creased(depth):
    """Pixels at edges and creases: 1/z is linear on planes."""
    near = 1 / depth
    bend = sum(np.abs(np.roll(near, 1, axis) + np.roll(near, -1, axis) - 2 * near) for axis in (0, 1))
    return bend > 0.003 * near
