"""The project inside its film: boxes at the end of an MP4 that hold a ZIP, written and read as a stranger's.

Nothing in a package is trusted when it is read: see ``limits`` for what is let in.
"""
