"""Models on this machine's disk: what is there, fetching what is not, and holding every file to its sum.

``store.py`` is where to begin. Nothing here is reached over the network unless somebody asked for a download.
"""
