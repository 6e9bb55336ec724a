"""The Cast panel: who and what is in the film, on a turntable, to be designed."""
