"""The Paint panel: who paints which shots, how far that is, and how the takes compare."""
