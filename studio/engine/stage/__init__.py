"""The stage: plays one shot out in a simulated world. Start reading at ``perform.py``."""
