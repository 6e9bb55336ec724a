"""Who finds faces on this machine."""

from studio.cameo.faces.found import FaceFinder
from studio.errors import MissingResource


def open_finder(*, alone: bool = False) -> FaceFinder:
    """The face mesh; where it does not load, the cascades, which tell less. alone: only one face is ever looked for.

    Raises:
        MissingResource: neither is there.
    """
    from studio.cameo.faces.mesh import MeshFinder

    try:
        return MeshFinder(most=1) if alone else MeshFinder()
    except MissingResource:
        from studio.cameo.faces.boxes import BoxFinder

        return BoxFinder()
